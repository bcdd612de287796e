set -u
mkdir old new
cat > old/facturas.csv <<'CSV'
#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Monto,Fecha de erogación,Estatus
1,F-1,Uno,Sin contrato,Sin orden de compra,2016,"$ 1,000.00",31.01.2016,Activo
2,F-2,Uno,Sin contrato,Sin orden de compra,2016,20.00,2016-02-01,Activo
3,F-2,Dos,Sin contrato,Sin orden de compra,2016,30.00,2016-02-01,Activo
4,F-4,Dos,Sin contrato,Sin orden de compra,2016,40.00,2016-02-01,Activo
5,F-5,Dos,Sin contrato,Sin orden de compra,2016,5.00,,Activo
CSV
cat > new/facturas.csv <<'CSV'
#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Monto,Fecha de erogación,Estatus
1,F-2,Dos,Sin contrato,Sin orden de compra,2016,31.00,2016-02-01,Activo
2,F-1,Uno,Sin contrato,Sin orden de compra,2016,1000.0,2016-01-31,Activo
3,F-2,Uno,Sin contrato,Sin orden de compra,2016,20.00,2016-02-01,Activo
4,F-5,Dos,Sin contrato,OC-1,2016,5.00,2016-02-03,Activo
5,F-6,Dos,Sin contrato,Sin orden de compra,2016,6.00,2016-02-03,Activo
6,F-6,Dos,Sin contrato,Sin orden de compra,2016,7.00,2016-02-03,Activo
CSV
printf 'Nombre de la campaña o aviso institucional,Grupo de edad\nVacúnate,Adultos\n' > new/campanasyavisos_edad.csv
printf 'Nombre de la campaña o aviso institucional,Grupo de edad\nVacúnate,Jóvenes\n' > old/campanasyavisos_edad.csv
"$EDCA" diff --lang en old new; echo "exit $?"
"$EDCA" diff --lang es old new | tail -4
"$EDCA" diff --lang en -q --format json old new > changes.json; echo "exit $?"
python3 -c 'import json
report = json.load(open("changes.json"))
print(report["report"], report["summary"])
for change in report["changes"]: print(change)'
"$EDCA" diff --lang en -q --memory 1MiB --format json old new | cmp - changes.json && echo "the same"
# The same export in another form is the same.
"$EDCA" upgrade -q --repair old -o mended/ && "$EDCA" diff --lang en old mended | tail -3
echo '{"releases": []}' > other.json
"$EDCA" diff --lang en old other.json; echo "exit $?"
"$EDCA" diff --lang es other.json old; echo "exit $?"
# A folder of nothing but a ZIP of tables stands for them; one that holds nothing to read is told of, and not the export beside it.
mkdir zips && python3 -m zipfile -c zips/old.zip old/facturas.csv
"$EDCA" diff --lang en zips old; echo "exit $?"
"$EDCA" diff --lang es old zips; echo "exit $?"
echo x > note.txt && mkdir none && python3 -m zipfile -c none/note.zip note.txt
"$EDCA" diff --lang en none old; echo "exit $?"
"$EDCA" diff --lang es old none; echo "exit $?"
