set -u
"$EDCA" merge --lang en --report report.json -q a.jsonl; echo "exit $?"
cat report.json
"$EDCA" merge --lang en --report report.json a.jsonl; echo "exit $?"
