"$EDCA" budget --lang es --format html --estimate -o pagina.html proceso.jsonl
sed -n '/<main/,/<\/main/p' pagina.html
