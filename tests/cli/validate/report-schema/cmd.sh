# Reports of all kinds follow docs/report.schema.json, which the checker knows where it is installed.
: > empty.json
printf '\357\273\277[' > bom.json
edca validate --lang es --format json a.json b.jsonl empty.json bom.json none.json c.json > report.json
echo "exit $?"
edca validate --lang en --format jsonl a.json b.jsonl empty.json bom.json none.json c.json > report.jsonl
echo "exit $?"
python3 "$TOOLS/check_report.py" report.json report.jsonl
