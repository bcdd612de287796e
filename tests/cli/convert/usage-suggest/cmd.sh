set -u
"$EDCA" convert --lang es --suggest obras.csv -o mapa.toml; echo "code $?"
cat mapa.toml
# What is proposed is a map.
"$EDCA" convert -q --lang en --from csv --map mapa.toml --prefix ocds-abc123 obras.csv; echo "code $?"
"$EDCA" convert --lang en --suggest nada.csv; echo "code $?"
"$EDCA" convert --lang es --suggest falta.csv; echo "code $?"
# Whether tax is in an amount is asked about; what nobody knows has a place of its own.
"$EDCA" convert --lang es --suggest importes.csv; echo "code $?"
"$EDCA" convert --lang es --suggest notas.csv -o notas.toml; cat notas.toml
"$EDCA" convert -q --lang es --from csv --map notas.toml --prefix ocds-abc123 --keep-unmapped notas.csv | grep -o '"contracts".*'; echo "code ${PIPESTATUS[0]}"
