# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
# Sizes of scripts and of what has them inside are not told here.
"$EDCA" publish -q --lang es --dry-run --to dir:portal data.json |
  sed -E 's/; por enviar: .*//; s/((site\/|validacion|manifest|banderas).*); bytes: .*/\1/'; echo "code ${PIPESTATUS[0]}"
ls
