# The same data by both engines: rule, pointer and place of each finding agree.
cat > data.json <<'J'
{"uri": "https://datos.example/a", "publishedDate": "2025-01-31", "version": "1.1", "publisher": {"name": "Municipio"},
 "releases": [{"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-31T10:00:00Z", "tag": ["tender"], "initiationType": "sale",
   "language": 5, "tender": {"title_es": 7, "value": {"amount": "10"}}, "title_es": 8}]}
J
for engine in plan valijson; do
  "$EDCA" validate --lang en --only schema --format jsonl --engine $engine --profile edca-mx data.json |
    python3 -c 'import json,sys
for line in sys.stdin:
  f = json.loads(line)
  if "rule" in f: print(f["rule"], f["pointer"], f["line"], f["column"], f.get("property", ""))'
done
"$EDCA" validate --lang es --only schema --engine valijson --profile edca-mx data.json
echo "exit $?"
"$EDCA" validate --lang en --engine ajv data.json
echo "exit $?"
