"$EDCA" budget --lang en --format json procesos.jsonl | grep '"result":"fail"'
"$EDCA" budget --lang es --color never --by programme procesos.jsonl
