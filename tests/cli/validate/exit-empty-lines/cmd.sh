brief() { python3 "$TOOLS/brief.py" "$@"; }
: > empty.jsonl
brief validate empty.jsonl
printf "\n\n" > blank.ndjson
brief validate blank.ndjson
edca validate --lang en --fail-on note empty.jsonl > /dev/null; echo "exit $?"
