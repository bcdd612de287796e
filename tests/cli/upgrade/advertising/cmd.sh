set -u
python3 - <<'END'
import hashlib, pathlib, zipfile
head = "#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Trimestre,Monto,Archivo factura en PDF (Vínculo al archivo),Archivo factura en XML (Vínculo al archivo),Fecha de erogación,Estatus\n"
rows = [
    '1,A-1,Radio Laguna Azul SA de CV,Sin contrato,Sin orden de compra,2016,enero-marzo,"$ 1,234.50",,,31.01.2016,Activo',
    '2,A-2,Radio Laguna Azul SA de CV,Sin contrato,Sin orden de compra,2016,Enero - Marzo,2000.00,,,01/02/2016 00:00:00,Activo',
    '3,A-3,Radio Laguna Azul SA de CV,Sin contrato,Sin orden de compra,2016,enero-marzo,"2.000,00",,,2016-02-01 10:15:00,Activo',
    '4,A-4,,Radio Laguna Azul SA de CV,Sin contrato,Sin orden de compra,2016,enero-marzo,5.00,a.pdf,a.xml,2016-02-01,Activo',
    '5,A-5,Radio Laguna Azul SA de CV,Sin contrato,Sin orden de compra,2016,enero-marzo,5.00,a.pdf,a.xml,2016-02-01,Activo,,',
    '6,A-6,Radio Laguna Azul SA de CV,Sin contrato,Sin orden de compra,2016,enero-marzo,5.00,2016-02-01,Activo',
]
invoices = (head + "\n".join(rows) + "\n").encode("latin-1")
suppliers = pathlib.Path("proveedores.csv").read_text(encoding="utf-8").encode("latin-1")
text = ("TPO\\r\\nArchivo: facturas.csv  Generado: 24/01/2019 17:16:56 MD5=" + hashlib.md5(invoices).hexdigest() + ": Facturas\n"
        "Archivo: proveedores.csv  Generado: 24/01/2019 17:16:56 MD5=" + "0" * 32 + ": Proveedores\n")
with zipfile.ZipFile("ErogacionesData.zip", "w") as archive:
    archive.writestr("leeme.txt", text)
    archive.writestr("data/archivos/facturas.csv", invoices)
    archive.writestr("data/archivos/proveedores.csv", suppliers)
END
"$EDCA" upgrade --lang en -v --repair ErogacionesData.zip -o mended/ --report report.json; echo "exit $?"
find mended -type f | sort
cat mended/ErogacionesData/leeme.txt mended/ErogacionesData/data/archivos/*.csv
md5sum < mended/ErogacionesData/data/archivos/facturas.csv
python3 -c 'import json
for finding in json.load(open("report.json"))["findings"][:3]: print({key: finding.get(key) for key in ("rule", "cell", "heading", "old", "new")})'
# A second repair changes nothing, and what is left a person decides.
"$EDCA" upgrade --lang en --repair mended -o again/; diff -r mended again && echo "as it was"
"$EDCA" validate --lang en --now 2020-01-01 --format csv mended | cut -d, -f1-4
# One table alone.
iconv -f utf-8 -t latin1 proveedores.csv | tr ',' ';' > solo.csv
"$EDCA" upgrade --lang es --repair solo.csv; echo "exit $?"
"$EDCA" upgrade --lang es --repair --dry-run ErogacionesData.zip | tail -5
printf '#,Número de factura,Proveedor,Contrato,Orden,Ejercicio\n1,"A' > broken.csv
"$EDCA" upgrade --lang en --repair broken.csv -o none.csv; echo "exit $?"; ls none.csv 2>&1
# What is no table of an export is refused where the profile is asked for.
echo '{}' > other.json
"$EDCA" upgrade --lang en --repair --profile publicidad-abierta other.json solo.csv | head -2
