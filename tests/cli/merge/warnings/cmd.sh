set -u
"$EDCA" merge --lang en a.jsonl
"$EDCA" merge --lang en -q a.jsonl > out
"$EDCA" merge --lang en --fail-on warning a.jsonl 2>&1 > out | wc -l; echo "exit ${PIPESTATUS[0]}"
