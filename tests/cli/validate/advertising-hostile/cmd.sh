# What is no table, or a broken one, is named, and nothing else happens.
check() { "$EDCA" validate --lang en --now 2026-01-31 "$@" 2>&1 | cut -c1-200; echo "code ${PIPESTATUS[0]}"; }
head=$(head -1 facturas.csv)
row=',F-1,Ondas,CT-1,Sin orden de compra,2019,abril-junio,250.00,,,2019-05-20,Activo'
{ echo "$head"; printf '1,"F-1,Ondas\n2%s\n' "$row"; } > comilla.csv
{ echo "$head"; printf '1\0%s\n' "$row"; } > nul.csv
{ echo "$head"; printf '1%s\n2,=cmd|x!A1%s\n' "$row" "${row#,F-1}"; } > formula.csv
{ echo "$head"; printf '1%s\n' "$row"; python3 -c 'print("2" + ",x" * 1000000)'; } > ancho.csv
{ echo "$head"; python3 -c 'print("1,F-1,Ondas,CT-1,Sin orden de compra,2019,abril-junio,250.00," + "x" * 10_000_000 + ",,2019-05-20,Activo")'; } > largo.csv
for file in comilla nul formula ancho largo; do echo "== $file"; check --max-findings 2 $file.csv; done
echo "== only the headings"
echo "$head" > solo.csv
check solo.csv
echo "== another profile"
check --profile publicidad-abierta otro.json
check --profile publicidad-abierta otra.csv
