set -u
"$EDCA" upgrade --lang en --dry-run record-package.json -o new.json --report report.json; echo "exit $?"
test -e new.json || echo "nothing written"
python3 -c 'import json
report = json.load(open("report.json"))
for finding in report["findings"]: print(finding["rule"], finding["line"], finding["pointer"], finding.get("old"), finding.get("new"))
print(report["summary"]["by_rule"])'
"$EDCA" upgrade --lang en --dry-run --fail-on note -q record-package.json; echo "exit $?"
