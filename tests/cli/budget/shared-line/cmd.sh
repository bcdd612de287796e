"$EDCA" budget --lang en --format csv procesos.jsonl
"$EDCA" budget --lang en --by programme --format csv procesos.jsonl
"$EDCA" budget --lang en --format json procesos.jsonl | grep '"rule":"M10",' | grep -v not_applicable
