for by in line programme contract; do "$EDCA" budget --format csv --lang en --by $by proceso.jsonl; done
"$EDCA" budget --format csv --lang en --estimate --by contract proceso.jsonl
