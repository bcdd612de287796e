set -u
printf '{"ocid":"ocds-mx0009-1","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"language":"\xf1"}\n' > a.jsonl
"$EDCA" merge --lang en a.jsonl; echo "exit $?"
"$EDCA" merge --lang en --encoding latin1 a.jsonl; echo "exit $?"
printf '\xef\xbb\xbf{"ocid":"ocds-mx0009-1","id":"1"}' | "$EDCA" merge --lang en -v -; echo "exit $?"
