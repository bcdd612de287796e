set -u
try() { "$EDCA" merge --lang en "$@" a.jsonl > out; echo "exit $?: $*"; cat out; }
try --linked
try --blame --records
try --blame --versioned
try --into a.jsonl --records
try --into a.jsonl --blame
try --memory 1K
try --memory lots
try --memory 99999999T
try --on-duplicate-id keep
try -o a.jsonl
try --package --package-file missing.json
try -o no-such-folder/a.jsonl
