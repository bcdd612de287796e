set -u
mkdir export
cat > export/campanasyavisos.csv <<'CSV'
#,Cobertura,Tipo,Subtipo,Tema,Objetivo,Ejercicio,Nombre,Estatus
1,Estatal,Campaña,Salud,Salud,Informar,2016,Vacúnate,Activo
2,Estatal,Campaña,Salud,Salud,Informar,2016,"Agua limpia",Activo
CSV
cat > export/orden_compra.csv <<'CSV'
#,"ID (Orden de compra)",Proveedor,Procedimiento,Contrato,Ejercicio,"Campaña o aviso institucional","Número orden de compra",Estatus
1,OC-1,"Radio Laguna Azul SA de CV","Adjudicación directa","Sin contrato",2016,Vacúnate,OC-1,Activo
2,OC-2,"Diario Dos Ríos SA de CV","Adjudicación directa","Sin contrato",2016,"Agua limpia",OC-2,Activo
CSV
cat > export/facturas.csv <<'CSV'
#,"Número de factura",Proveedor,Contrato,Orden,Ejercicio,Monto,Estatus
1,1,"Radio Laguna Azul SA de CV","Sin contrato",OC-1,2016,100.00,Activo
2,1,"Diario Dos Ríos SA de CV","Sin contrato",OC-2,2016,20.00,Activo
3,2,"Radio Laguna Azul SA de CV","Sin contrato","Sin orden de compra",2016,3.00,Activo
4,2,"Diario Dos Ríos SA de CV","Sin contrato","Sin orden de compra",2016,4.00,Activo
5,5,"Diario Dos Ríos SA de CV","Sin contrato","Sin orden de compra",2016,5.00,Activo
CSV
cat > export/facturas_detalles.csv <<'CSV'
#,"ID Detalle Factura","Número de factura","Nombre campaña o aviso institucional",Unidad,Cantidad,Monto,Estatus
1,D-1,1,Vacúnate,Spot,1,100.00,Activo
2,D-2,1,"Agua limpia",Plana,1,20.00,Activo
3,D-3,2,Vacúnate,Spot,1,3.00,Activo
4,D-4,5,"Agua limpia",Plana,1,5.00,Activo
CSV
# Two suppliers have an invoice 1: its lines go where their campaign says. Of the invoices 2 nothing tells.
"$EDCA" convert --lang en --from publicidad-abierta --to json export > campaigns.jsonl; echo "exit $?"
python3 - <<'PY'
import json
for row in open("campaigns.jsonl"):
    value = json.loads(row)
    print(value.get("campaña", {}).get("Nombre"))
    for order in value.get("órdenes", []):
        for invoice in order.get("facturas", []):
            print("  order", order["Número orden de compra"], invoice["Proveedor"], [line["ID Detalle Factura"] for line in invoice.get("detalles", [])])
    for invoice in value.get("facturas", []):
        print("  loose invoice", invoice["Número de factura"], invoice["Proveedor"], [line["ID Detalle Factura"] for line in invoice.get("detalles", [])])
    for line in value.get("detalles", []):
        print("  loose line", line["ID Detalle Factura"])
PY
# Thousands of suppliers that number their invoices alike take no more than others.
mkdir many
python3 - <<'PY'
count = 30_000
with open("many/orden_compra.csv", "w") as orders, open("many/facturas.csv", "w") as invoices, open("many/facturas_detalles.csv", "w") as lines:
    orders.write('#,"ID (Orden de compra)",Proveedor,Procedimiento,Contrato,Ejercicio,"Campaña o aviso institucional","Número orden de compra",Estatus\n')
    invoices.write('#,"Número de factura",Proveedor,Contrato,Orden,Ejercicio,Monto,Estatus\n')
    lines.write('#,"ID Detalle Factura","Número de factura","Nombre campaña o aviso institucional",Unidad,Cantidad,Monto,Estatus\n')
    for at in range(count):
        orders.write(f'{at + 1},OC-{at},Medio {at},"Adjudicación directa","Sin contrato",2016,Campaña {at // 2 if at < 4 else at},OC-{at},Activo\n')
        invoices.write(f'{at + 1},7,Medio {at},"Sin contrato",OC-{at},2016,1.00,Activo\n')
        lines.write(f'{at + 1},D-{at},7,Campaña {at // 2 if at < 4 else at},Spot,1,1.00,Activo\n')
PY
(ulimit -t 20; "$EDCA" convert --lang en --from publicidad-abierta --to json many) > many.jsonl; echo "exit $?"
python3 - <<'PY'
import json
placed = loose = wrong = 0
for row in open("many.jsonl"):
    value = json.loads(row)
    loose += len(value.get("detalles", []))
    for order in value.get("órdenes", []):
        for invoice in order.get("facturas", []):
            for line in invoice.get("detalles", []):
                placed += 1
                wrong += line["ID Detalle Factura"][2:] != invoice["Proveedor"][6:]
print(placed, "lines placed,", loose, "loose,", wrong, "of them with another's invoice")
PY
