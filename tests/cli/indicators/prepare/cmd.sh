set -u
"$EDCA" indicators --lang en --settings cardinal.ini --format cardinal crudos.jsonl
"$EDCA" indicators --lang en --settings cardinal.ini --format cardinal --prepare crudos.jsonl
