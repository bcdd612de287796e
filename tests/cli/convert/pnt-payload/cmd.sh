set -u
run() { "$EDCA" convert --lang en --to pnt --format-id 43335 --extra pnt.csv --payload "$@"; echo "code $?"; }
run --state estado.json entregas-2025-t2.jsonl -o carga.json
cat carga.json estado.json
# The platform answers; the next quarter updates two rows, and adds one.
run --state estado.json --answer respuesta.json entregas-2025-t3.jsonl -o t3.json
cat t3.json t3.actualiza.json estado.json
# Without an answer, rows would be there twice.
run --state otro.json entregas-2025-t2.jsonl -o a.json
run -v --state otro.json entregas-2025-t3.jsonl -o b.json; ls b*
# An answer given again is that of other rows where another contract stands first: no id goes astray.
run --state doble.json entregas-2025-t2.jsonl -o doble.json.1
sed -n '1s/AD-014-2025/AD-001-2025/gp' entregas-2025-t3.jsonl > primero.jsonl; cat entregas-2025-t3.jsonl >> primero.jsonl
run --state doble.json --answer respuesta.json primero.jsonl -o doble2.json; cp doble.json antes.json
run --state doble.json --answer respuesta.json primero.jsonl -o doble3.json; cmp doble.json antes.json && test ! -e doble3.json && echo "as it was"
# What the payload of updates would overwrite.
cp entregas-2025-t2.jsonl x.actualiza.json
run --state estado.json x.actualiza.json -o x.json --overwrite; cmp x.actualiza.json entregas-2025-t2.jsonl && echo "as it was"
# Of one file, and without a state.
run entregas-2025-t2.jsonl -o c.json; cmp c.json carga.json && echo same
"$EDCA" convert -q --lang en --to pnt --format-id 43336 --extra pnt.csv --payload entregas-2025-t3.jsonl -o lp.json; echo "code $?"
cat lp.json
# What is no state, and no answer.
run --state pnt.csv entregas-2025-t2.jsonl -o d.json
printf "a,b\n" > text.csv; run --state text.csv entregas-2025-t2.jsonl -o d.json
run --state estado.json --answer negativa.json entregas-2025-t2.jsonl -o d.json
run --answer respuesta.json entregas-2025-t2.jsonl -o d.json
"$EDCA" convert --lang es --to pnt --format-id 43335 --state e.json entregas-2025-t2.jsonl -o d.json; echo "code $?"
"$EDCA" convert --lang es --to pnt --format-id merged --payload entregas-2025-t2.jsonl -o d.json; echo "code $?"
test -e d.json || echo none
