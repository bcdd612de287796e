set -u
"$EDCA" convert --lang en -v --from auto --prefix ocds-abc123 c.csv; echo "code $?"
"$EDCA" convert --lang es --from auto --prefix ocds-abc123 c.csv -o x.jsonl; echo "code $?"
cat x.jsonl
