"$EDCA" budget --lang en --format json procesos.jsonl | grep -E '"rule":"M(2|5|7|8|9|11)",' | grep -v not_applicable
"$EDCA" budget --lang en --by contract --format csv procesos.jsonl
