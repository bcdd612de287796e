set -u
"$EDCA" merge --lang en a.jsonl
"$EDCA" merge --lang en --strict a.jsonl
