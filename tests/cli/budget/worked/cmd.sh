"$EDCA" budget --lang en --format json --estimate proceso.jsonl
"$EDCA" budget --lang en --format json proceso.jsonl | grep -F -c '"estimated"' || echo "nothing estimated"
