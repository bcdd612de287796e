for by in line programme contract; do "$EDCA" budget --lang es --color never --by $by proceso.jsonl; done
