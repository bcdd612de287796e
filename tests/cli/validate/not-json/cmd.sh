# What is given in the place of JSON is named, with the way out.
printf '%%PDF-1.7\n' > a.pdf
printf '\xFD7zXZ\0\0\4' > a.json.xz
printf 'BZh91AY&SY' > a.json.bz2
printf '7z\xBC\xAF\x27\x1C' > a.7z
printf 'version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 12\n' > lfs.json
printf '<!DOCTYPE html>\n<html><body>Inicie sesi\xC3\xB3n</body></html>\n' > page.json
printf '<?xml version="1.0"?>\n<releases/>\n' > a.xml
printf 'ocid,id,date\nocds-zz0001-1,1,2020-01-01\n' > table.json
printf 'https://ejemplo.example/datos.json\n' > link.json
printf '{"success": false, "error": {"message": "No encontrado", "__type": "Not Found"}}\n' > ckan.json
printf '{"message": "No hay procesos de ese a\xC3\xB1o"}\n' > message.json
mkdir folder && cp table.json folder/table.csv && cp message.json folder/
for lang in es en; do
  for file in a.pdf a.json.xz a.json.bz2 a.7z lfs.json page.json a.xml table.json link.json ckan.json message.json \
              https://ejemplo.example/datos.json; do
    echo "== $file"
    "$EDCA" validate --lang $lang --color never "$file" 2>&1 | sed '/^$/,$d'
    echo "exit ${PIPESTATUS[0]}"
  done
done
echo "== folder"
"$EDCA" validate --lang es --color never -v folder 2>&1 >folder.txt | grep -v '^edca \|^Archivos: '
grep -A 2 '^Resumen' folder.txt
