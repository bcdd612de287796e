set -u
mkdir old new
cat > old/presupuestos.csv <<'CSV'
#,Ejercicio,Sujeto obligado,Presupuesto original,Monto modificado,Presupuesto modificado,Presupuesto ejercido,Programa anual ,Estatus
1,2015,Secretaría de Pruebas,100.00,0.00,100.00,100.00,,Activo
2,2016,Secretaría de Pruebas,50.00,0.00,50.00,0.00,,Activo
CSV
cat > old/desglosepartidas.csv <<'CSV'
#,ID de desglose,ID de presupuesto,Partida presupuestal,Monto asignado,Monto de modificación,Estatus
1,1,1,36101,100.00,0.00,Activo
2,2,2,36101,30.00,0.00,Activo
3,3,2,36201,20.00,0.00,Activo
CSV
cat > new/presupuestos.csv <<'CSV'
#,Ejercicio,Sujeto obligado,Presupuesto original,Monto modificado,Presupuesto modificado,Presupuesto ejercido,Programa anual ,Estatus
1,2016,Secretaría de Pruebas,60.00,0.00,60.00,0.00,,Activo
2,2017,Secretaría de Pruebas,70.00,0.00,70.00,0.00,,Activo
CSV
cat > new/desglosepartidas.csv <<'CSV'
#,ID de desglose,ID de presupuesto,Partida presupuestal,Monto asignado,Monto de modificación,Estatus
1,2,1,36101,60.00,0.00,Activo
2,4,2,36101,70.00,0.00,Activo
CSV
cat > old/facturas.csv <<'CSV'
#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Monto,Nota,Estatus
1,F-1,Uno,Sin contrato,Sin orden de compra,2016,10.00,una,Activo
2,F-2,Uno,Sin contrato,Sin orden de compra,2016,20.00,,Activo
CSV
cat > new/facturas.csv <<'CSV'
#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Monto,Estatus
1,F-2,Uno,Sin contrato,Sin orden de compra,2016,21.00,Activo
CSV
cat > old/facturas_detalles.csv <<'CSV'
#,ID Detalle Factura,Número de factura,Cantidad,Monto,Estatus
1,D-1,F-1,1,10.00,Activo
2,D-2,F-2,1,12.00,Activo
3,D-3,F-2,1,8.00,Activo
CSV
cat > new/facturas_detalles.csv <<'CSV'
#,ID Detalle Factura,Número de factura,Cantidad,Monto,Estatus
1,D-2,F-2,1,21.00,Activo
CSV
"$EDCA" merge --lang en -v old new -o merged.zip; echo "exit $?"
unzip -q merged.zip -d merged
for table in presupuestos desglosepartidas facturas facturas_detalles; do cat merged/data/archivos/$table.csv; done
# Its sums are right, and so are its references.
"$EDCA" validate --lang en --now 2020-01-01 --only advertising.readme-md5,advertising.reference-budget,advertising.reference-invoice,advertising.invoice-sum,advertising.budget-lines-sum merged.zip; echo "exit $?"
"$EDCA" merge --lang es old new -o merged.csv; echo "exit $?"
echo '{"releases": []}' > other.json
"$EDCA" merge --lang en old other.json -o again.zip; echo "exit $?"
"$EDCA" merge --lang es old new -o merged.zip; echo "exit $?"
# Of one number and two suppliers, and of one heading twice, nothing is lost.
mkdir one two
printf '#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Monto,Nota,Nota,Estatus\n1,7,Uno,Sin contrato,Sin orden de compra,2016,10.00,n1,n2,Activo\n' > one/facturas.csv
printf '#,ID Detalle Factura,Número de factura,Cantidad,Monto,Estatus\n1,D-7,7,1,10.00,Activo\n' > one/facturas_detalles.csv
printf '#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Monto,Estatus\n1,7,Dos,Sin contrato,Sin orden de compra,2016,20.00,Activo\n' > two/facturas.csv
printf '#,ID Detalle Factura,Número de factura,Cantidad,Monto,Estatus\n1,D-8,7,1,20.00,Activo\n' > two/facturas_detalles.csv
"$EDCA" merge --lang en -q one two -o both.zip; echo "exit $?"
python3 -c 'import zipfile
archive = zipfile.ZipFile("both.zip")
for name in archive.namelist():
    if name.endswith(".csv"): print(archive.read(name).decode("latin-1").encode("ascii", "replace").decode(), end="")'
