brief() { python3 "$TOOLS/brief.py" "$@"; }
for words in schema schema.type field,schema.type "field --only schema.type" codelist package input; do
  echo "--only $words"
  brief validate --only $words a.json
done
for words in schema schema.type,field input "schema --skip field --skip input"; do
  echo "--skip $words"
  brief validate --skip $words a.json
done
echo "--only schema --skip schema.type"
brief validate --only schema --skip schema.type a.json
for l in en es; do
  edca validate --lang $l --only squema a.json; echo "exit $?"
  edca validate --lang $l --skip schema.requird a.json; echo "exit $?"
done
