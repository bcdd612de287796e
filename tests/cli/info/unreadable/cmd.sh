for l in en es; do edca info --lang $l none.json cut.json broken.jsonl nothing.json; echo "exit $?"; edca info --lang $l none.json nothing.json; echo "exit $?"; done
