set -u
"$EDCA" convert --lang en --from auto c.csv; echo "code $?"
"$EDCA" convert --lang es --from compranet c.csv; echo "code $?"
"$EDCA" convert --lang en --from auto --prefix ocds-abc123 other.csv; echo "code $?"
"$EDCA" convert --lang es --from auto --prefix ocds-abc123 other.csv none.csv; echo "code $?"
# Other commands say what to do.
for command in validate merge info; do "$EDCA" $command --lang en c.csv; echo "code $?"; done
"$EDCA" validate --lang es c.csv; echo "code $?"
for map in mal.toml roto.toml none.toml; do
  "$EDCA" convert --lang es --from csv --map $map --prefix ocds-abc123 contratos.csv; echo "code $?"
done
"$EDCA" convert --lang en --from csv --prefix ocds-abc123 contratos.csv; echo "code $?"
"$EDCA" convert --lang es --from auto --map mapa.toml --prefix ocds-abc123 contratos.csv; echo "code $?"
"$EDCA" convert --lang en --from csv --map mapa.toml --prefix ocds-abc123 mapa.toml; echo "code $?"
