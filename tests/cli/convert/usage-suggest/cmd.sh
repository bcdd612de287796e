set -u
"$EDCA" convert --lang es --suggest obras.csv -o mapa.toml; echo "code $?"
cat mapa.toml
# What is proposed is a map.
"$EDCA" convert -q --lang en --from csv --map mapa.toml --prefix ocds-abc123 obras.csv; echo "code $?"
"$EDCA" convert --lang en --suggest nada.csv; echo "code $?"
"$EDCA" convert --lang es --suggest falta.csv; echo "code $?"
