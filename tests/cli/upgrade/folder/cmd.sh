set -u
mkdir -p in/2020; release='{"ocid":"ocds-mx0010-8","id":"1","tag":["tender"],"parties":[],"date":"2020-01-01 00:00:00Z"}'
echo "$release" > in/a.json; echo "$release" | gzip > in/2020/b.jsonl.gz; printf '%s' "$release" > c.json
"$EDCA" upgrade --lang en --repair in c.json -o out/; echo "exit $?"
find out -type f | sort; cat out/2020/b.jsonl
# To one output, one behind the other.
"$EDCA" upgrade --lang en -q c.json in
"$EDCA" upgrade --lang en -q in c.json -o out/; echo "exit $?"
"$EDCA" upgrade --lang en in/a.json in/../in/a.json -o out/; echo "exit $?"
"$EDCA" upgrade --lang en --overwrite in -o in/; echo "exit $?"
