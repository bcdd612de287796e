set -u
# Two packages of different publishers: each comes back as it was.
printf '%s\n' '{"uri":"https://datos.example/a","version":"1.1","publisher":{"name":"Municipio A"},"publishedDate":"2025-01-01T00:00:00Z","releases":[{"ocid":"ocds-mx0009-1","id":"1"},{"ocid":"ocds-mx0009-2","id":"1"}]}' > a.json
printf '%s\n' '{"uri":"https://datos.example/b","version":"1.1","publisher":{"name":"Municipio B","uid":"7"},"publishedDate":"2025-02-01T00:00:00Z","releases":[{"ocid":"ocds-mx0009-3","id":"1"}]}' > b.json
for target in tables/ tables.zip tables.xlsx tables.sqlite; do
  "$EDCA" flatten --lang en -q -o $target a.json b.json; echo "exit $?"
  "$EDCA" unflatten --lang en $target > back.json; echo "exit $?"
  python3 - <<'PYTHON'
import json
decoder, text, at, found = json.JSONDecoder(), open("back.json").read().strip(), 0, []
while at < len(text):
    value, at = decoder.raw_decode(text, at)
    found.append(value)
    at += len(text[at:]) - len(text[at:].lstrip())
print([json.load(open(name)) for name in ("a.json", "b.json")] == found)
PYTHON
done
tr -d '\r' < tables/paquete.csv
# Several, one after the other.
echo '{"ocid":"ocds-mx0009-7","id":"7"}' > seven.json
echo '{"ocid":"ocds-mx0009-8","id":"8"}' > eight.json
"$EDCA" flatten --lang en -q -o seven/ seven.json; "$EDCA" flatten --lang en -q -o eight.sqlite eight.json
"$EDCA" unflatten --lang en seven/ eight.sqlite; echo "exit $?"
"$EDCA" unflatten --lang en seven/ none/ -o both.json; echo "exit $?"
ls both.json 2>&1 | grep -c '^both.json$'
