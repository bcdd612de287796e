set -u
for way in merge append position; do "$EDCA" merge --lang en --on-duplicate-id $way a.jsonl; done
