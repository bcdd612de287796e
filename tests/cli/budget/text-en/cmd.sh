for by in line programme contract; do "$EDCA" budget --lang en --color never --estimate --by $by proceso.jsonl; done
