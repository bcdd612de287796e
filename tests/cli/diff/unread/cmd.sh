set -u
echo '{"ocid":"ocds-mx0009-1","id":"1"}' > good.jsonl
: > nothing.jsonl
: > nothing.json
try() { "$EDCA" diff --lang "$@" 2>&1; echo "exit $?"; }
# A snapshot that cannot be read is not one without processes.
try en nowhere.json good.jsonl
try es good.jsonl nothing.json
try en good.jsonl nothing.jsonl
printf '{"ocid":"ocds-mx0009-1","id":"1"}\n{"ocid":' > cut.jsonl
try en good.jsonl cut.jsonl
try en - -
try es --memory 1M --temp nowhere good.jsonl good.jsonl
try en -o /dev/full good.jsonl nothing.jsonl
