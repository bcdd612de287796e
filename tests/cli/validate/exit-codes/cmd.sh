run() { "$EDCA" validate --lang en --format json -o r.json --overwrite "$@"; echo "$*: exit $?"; }
: > empty.json
: > empty.jsonl
mkdir none
run good.json
run bad.json
run bad.json --fail-on never
run warning.json
run warning.json --fail-on warning
run warning.json --fail-on note
run empty.jsonl
run empty.json
run empty.json good.json
run none
run missing.json
run missing.json good.json
run --profile edca good.json
run --extension nobody good.json
run --only schemas good.json
run good.json --encoding utf-7
