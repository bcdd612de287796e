# Of releases that are equal as JSON one is published, and either of them is what was published before.
printf '[portal]\nrecords = false\n[dataset]\ntitle = "Contratos"\nbase_url = "https://datos.example"\n' > edca.toml
count() { zcat -f portal/*.jsonl.gz portal/**/*.json* 2>/dev/null | grep -o '"initiationType"' | wc -l; }
shopt -s globstar
"$EDCA" publish -q --lang en --require none --to dir:portal a.jsonl b.jsonl; echo "code $?"
count
echo "== again, in another order"
"$EDCA" publish -q --lang en --require none --to dir:portal b.jsonl a.jsonl; echo "code $?"
echo "== the other alone"
"$EDCA" publish -q --lang en --require none --to dir:portal b.jsonl; echo "code $?"
count
