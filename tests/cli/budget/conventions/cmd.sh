"$EDCA" budget --lang en --format json procesos.jsonl
"$EDCA" budget --lang es --by contract procesos.jsonl | head -5
