set -u
"$EDCA" convert --lang en -v --from csv --map mapa.toml --prefix ocds-abc123 contratos.csv; echo "code $?"
"$EDCA" convert -q --lang es --from csv --map mapa.toml --prefix ocds-abc123 --keep-unmapped contratos.csv >x.jsonl; echo "code $?"
grep -o '"x_[^,}]*' x.jsonl
"$EDCA" validate -q --lang en --only schema x.jsonl; echo "valid $?"
