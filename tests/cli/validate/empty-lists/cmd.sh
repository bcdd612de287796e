# A file without a release, record or project: nothing was checked, and the report says so.
printf '[]' > array.json
printf '{"releases": []}' > package.json
printf '{"data": []}' > portal.json
printf '{"records": []}\n{"projects": []}\n' > lines.jsonl
printf '[[], {"data": []}]' > nested.json
printf '{"a": 1}' > other.json
for file in array.json package.json portal.json lines.jsonl nested.json other.json; do
  echo "== $file"
  "$EDCA" validate --lang en --only input,document $file; echo "code $?"
done
echo "== Spanish"
"$EDCA" validate --lang es array.json; echo "code $?"
echo "== beside a file with something in it"
printf '{"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "initiationType": "tender"}' > one.json
"$EDCA" validate --lang en --only input array.json one.json; echo "code $?"
echo "== with a schema of one's own a list is a text like any other"
printf '{}' > schema.txt
"$EDCA" validate --lang en --schema schema.txt array.json; echo "code $?"
