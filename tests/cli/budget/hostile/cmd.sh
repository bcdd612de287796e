"$EDCA" budget --lang en --format json --estimate procesos.jsonl
for by in line programme contract; do "$EDCA" budget --lang en --color never --estimate --by $by procesos.jsonl; done
"$EDCA" budget --lang en --format csv --by contract procesos.jsonl
"$EDCA" budget --lang en --format html -o pagina.html procesos.jsonl
test -s pagina.html && ! grep -F -c '<b>"' pagina.html && echo "nothing marks up"
