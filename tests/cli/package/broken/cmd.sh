set -u
# What can be read is packed; the rest is an error. Nothing else comes into the output.
printf '%s\n' '{"ocid":"ocds-mx0009-1","id":"1"}' '{"ocid":"ocds-mx0009-1","id":2' '{"ocid":"ocds-mx0009-1","id":"3","a":1,"a":2}' '{"ocid":"\ud800","id":"\u0000","n":1E400}' > lines.jsonl
"$EDCA" package --lang en -q lines.jsonl; echo "exit $?"
printf '{"version":"1.1","releases":[{"ocid":"ocds-mx0009-1","id":"1"} {"ocid":"ocds-mx0009-1","id":"2"},{"ocid":"ocds' | "$EDCA" package --lang en -q -; echo "exit $?"
printf '{"releases":[{"ocid":"ocds-mx0009-1","id":"\xe9"}]}' > latin1.json
"$EDCA" package --lang en -q latin1.json; echo "exit $?"
"$EDCA" package --lang en -q --encoding latin1 latin1.json; echo "exit $?"
python3 -c 'print("[" * 600 + "]" * 600)' | "$EDCA" package --lang en -q -; echo "exit $?"
"$EDCA" package --lang es nowhere.json; echo "exit $?"
"$EDCA" package --lang en -q --memory 1M --temp nowhere lines.jsonl > /dev/null 2>&1; echo "exit $?"
"$EDCA" package --lang en -q -o /dev/full lines.jsonl 2>&1 | tail -1
"$EDCA" package --lang en -q --fail-on never lines.jsonl > /dev/null 2>&1; echo "exit $?"
ls -A
