set -u
for file in *.toml; do
  echo "$file"
  "$EDCA" select --lang es --where "$file" todos.jsonl --report r.csv --overwrite >chosen.jsonl; cat r.csv
done
# Each line as it came.
"$EDCA" select --lang es --where palabras.toml todos.jsonl | grep -Fxc -f todos.jsonl
"$EDCA" select --lang es --where importes.toml todos.jsonl --report r.json --totals t.json > chosen.jsonl; cat r.json t.json
