set -u
# A comma without quotes moves all cells behind it: the row is not taken, and it is said from where on.
cat > facturas_detalles.csv <<'CSV'
#,ID Detalle Factura,Número de factura,Área administrativa solicitante,Cantidad,Monto,Descripción del servicio o producto adquirido,Estatus
1,D-1,F-1,Prensa,2,10.00,Spot, 30 segundos,Activo
2,D-2,F-1,Prensa, radio, y televisión,2,10.00,Spot,Activo
3,D-3,F-1,Prensa,2,10.00,Spot,Activo
CSV
"$EDCA" validate --lang en --only advertising.row-width facturas_detalles.csv; echo "exit $?"
"$EDCA" validate --lang es --only advertising.row-width facturas_detalles.csv | grep -c encabezados
"$EDCA" convert --lang es --to tables facturas_detalles.csv -o tables/; echo "exit $?"; cat tables/facturas_detalles.csv
# Mended where one row alone can have been meant.
"$EDCA" upgrade --lang en --repair facturas_detalles.csv -o mended.csv; echo "exit $?"; cat mended.csv
"$EDCA" upgrade --lang es --repair --dry-run facturas_detalles.csv | head -4
