# Of releases that are equal as JSON one is published, and either of them is what was published before.
printf '[portal]\nrecords = false\n' > edca.toml
pack() { "$EDCA" package -q --uri https://datos.example/p --published-date 2025-01-31T00:00:00-06:00 --publisher-name Municipio -o $1.json $1.jsonl; }
publish() { "$EDCA" publish -q --lang en --require none --to dir:portal "$@" >/dev/null; echo "code $?"; cat portal/data/*releases.json | grep -o '"initiationType"' | wc -l; }
pack a; pack b
publish a.json b.json
echo "== again, in another order"
publish b.json a.json
echo "== the other alone"
publish b.json
