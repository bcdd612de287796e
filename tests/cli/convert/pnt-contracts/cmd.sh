set -u
run() { "$EDCA" convert --lang es --to pnt --format-id 43335 --extra area.csv --payload "$@"; echo "code $?"; }
rows() { tr '{' '\n' <"$1" | grep 'desierto\|Obras Inventadas\|"valor":"[78]"'; }
# A contract without a number is one all the same, and lacks what is obligatory; of a procedure alone it is said that it came to nothing.
run -v sin-id.jsonl -o directas.json; rows directas.json
sed 's/"direct"/"open"/' sin-id.jsonl >licitaciones.jsonl
"$EDCA" convert --lang en --to pnt --format-id 43336 --extra area.csv --payload licitaciones.jsonl -o licitaciones.json; echo "code $?"
rows licitaciones.json
# Read back, only the procedure came to nothing.
"$EDCA" convert -q --lang es --to pnt --format-id 43335 --extra area.csv sin-id.jsonl -o x.xlsx 2>/dev/null
"$EDCA" convert -q --lang es --from pnt --prefix ocds-abc123 x.xlsx | grep -o '^{"ocid":"[^"]*"\|"status":"[a-z]*"\|"amount":[0-9.]*'
# Contracts with one id keep the ids that the platform gave to each; amounts have digits alone.
run --state estado.json repetidos.jsonl -o uno.json
tr '{' '\n' <uno.json | grep '"idCampo":334245'
run --state estado.json --answer respuesta.json repetidos.jsonl -o dos.json; ls dos*
grep -o '"idRegistro":"[0-9]*"' dos.actualiza.json
run --state estado.json repetidos.jsonl -o tres.json; cmp dos.actualiza.json tres.actualiza.json && echo same
