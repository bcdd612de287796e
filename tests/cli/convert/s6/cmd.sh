set -u
"$EDCA" convert --lang en -v --from s6 captura.json; echo "code $?"
"$EDCA" convert --lang es --from s6 pagina.json captura.json -o x.jsonl; echo "code $?"
"$EDCA" validate -q --lang en --profile edca-mx --only schema x.jsonl; echo "valid $?"
# What was mended needs no mending.
"$EDCA" convert --lang en --from s6 x.jsonl | cmp - x.jsonl && echo same
"$EDCA" convert -q --lang en --from s6 --compiled captura.json | cut -c1-90
"$EDCA" convert --lang en --from s6 otra.json; echo "code $?"
