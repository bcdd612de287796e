# What is known stays known whatever comes in front of it; the summary says how much that is, in every format.
check() { "$EDCA" validate --lang en --now 2025-06-01 "$@"; echo "code $?"; }
"$EDCA" validate -q --format json -o known.json data.json
"$EDCA" validate -q --format jsonl -o known.jsonl data.json
sed 's/"fingerprint": "[0-9a-f]*", //' known.json > before.json
echo "== nothing new"
check --baseline known.json data.json
echo "== a party, a document and white space in front, and another name of the file: nothing new"
sed -e 's/"parties": \[/&\n\n{"id": "C", "name": "Papelería Tres", "roles": ["buyer"], "identifier": {"scheme": "GB-COH", "id": "01234567"}},/' \
  -e 's/"documents": \[/&{"id": "0", "url": "https:\/\/datos.example\/0"},/' data.json > later.json
for known in known.json known.jsonl before.json; do check --baseline $known later.json | grep -E '^(error|warning|note)|with errors|known|code'; done
echo "== one more of the same, one elsewhere, and another value"
sed -e 's/{"id": "2", "url": "sin dirección"}/&, {"id": "3", "url": "sin dirección"}/' -e 's/"proveedor"/"vendedor"/' later.json > new.json
for known in known.json before.json; do check --baseline $known --format csv new.json | cut -d, -f1,4,7; done
echo "== every format"
for format in jsonl sarif junit github gitlab markdown html csv; do
  echo "-- $format"
  check --baseline known.json --format $format later.json 2>&1 | grep -oE '"known": [0-9]+|New findings.*known[^<]*|Known findings.*|^code .' 
done
echo "== Spanish"
"$EDCA" validate --lang es --now 2025-06-01 --baseline known.json later.json
