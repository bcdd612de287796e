set -u
# Where no release was read, nothing is written.
head='{"uri":"https://u.example/p","version":"1.1","publishedDate":"2025-01-01T00:00:00Z","publisher":{"name":"Oficina"}'
printf '%s,"releases":[{"ocid":"ocds-mx0009-LP-001","id":"1","title":"Informaci\xf3n"}]}' "$head" > bytes.json
printf '%s,"releases":[{"ocid":"ocds-mx0009-LP-001",,}]}' "$head" > syntax.json
printf '%s,"releases":[]}' "$head" > empty.json
echo '[]' > list.json
for file in bytes.json syntax.json empty.json list.json; do
  for form in "" --package; do
    "$EDCA" merge --lang en $form "$file" -o out.json; echo "exit $?"
  done
done
"$EDCA" merge --lang es empty.json list.json; echo "exit $?"
ls out.json
