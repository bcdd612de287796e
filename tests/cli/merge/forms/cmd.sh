set -u
# Whatever the form of the input, the result is the same.
"$EDCA" merge --lang en package.json > expected || echo "exit $?"
gzip -kn lines.jsonl
check() { "$EDCA" merge --lang en "$@" > result || echo "exit $?"; cmp result expected && echo "same: $*"; }
check lines.jsonl
check lines.jsonl.gz
check array.json
check portal.json
check records.json
check record.json b.json
check concatenated.json
check --memory 1M -j 2 record.json b.json
"$EDCA" merge --lang en < lines.jsonl | cmp - expected && echo "same: standard input"
cat expected
