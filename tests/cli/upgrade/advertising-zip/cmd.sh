set -u
python3 - <<'PY'
import hashlib, zipfile
head = "#,Número de factura,Proveedor,Contrato,Orden,Ejercicio,Trimestre,Monto,Fecha de erogación,Estatus\n"
rows = '1,A-1,Radio Laguna Azul SA de CV,Sin contrato,Sin orden de compra,2016,enero-marzo,"$ 1,234.50",31.01.2016,Activo\n'
invoices = (head + rows).encode("latin-1")
text = "TPO\\r\\nArchivo: facturas.csv  Generado: 24/01/2019 17:16:56 MD5=" + hashlib.md5(invoices).hexdigest() + ": Facturas\n"
with zipfile.ZipFile("ErogacionesData.zip", "w") as archive:
    archive.writestr("leeme.txt", text)
    archive.writestr("data/archivos/facturas.csv", invoices)
    archive.writestr("data/logo.png", b"\x89PNG not looked at")
    archive.writestr("notas.csv", "a,b\n1,2\n")
with zipfile.ZipFile("broken.zip", "w") as archive:
    archive.writestr("data/archivos/facturas.csv", (head + '1,"A').encode("latin-1"))
with zipfile.ZipFile("out.zip.evil", "w") as archive:
    archive.writestr("../facturas.csv", invoices)
PY
mv out.zip.evil evil.zip
# An archive becomes an archive: all that was in it, under its name, with sums that are right.
"$EDCA" upgrade --lang en --repair ErogacionesData.zip -o mended.zip; echo "exit $?"
python3 - <<'PY'
import hashlib, zipfile
with zipfile.ZipFile("mended.zip") as archive:
    for name in archive.namelist(): print(name, archive.read(name))
    print(hashlib.md5(archive.read("data/archivos/facturas.csv")).hexdigest())
PY
"$EDCA" validate --lang en --now 2020-01-01 --only advertising.readme-md5,advertising.amount-form,advertising.date-form mended.zip; echo "exit $?"
# A second repair changes nothing.
"$EDCA" upgrade --lang en --repair mended.zip -o again.zip; cmp mended.zip again.zip && echo "as it was"
# A folder, too.
mkdir folder; unzip -q -p ErogacionesData.zip data/archivos/facturas.csv > folder/facturas.csv
"$EDCA" upgrade -q --lang en --repair folder -o folder.zip; unzip -l folder.zip | grep -o 'data/.*'
# Of what is damaged, or leads out, or is several things, there is no archive.
"$EDCA" upgrade --lang en --repair broken.zip -o none.zip; echo "exit $?"; ls none.zip 2>&1
"$EDCA" upgrade --lang en --repair evil.zip -o none.zip; echo "exit $?"
"$EDCA" upgrade --lang es --repair ErogacionesData.zip folder -o none.zip; echo "exit $?"
"$EDCA" upgrade --lang en --repair ErogacionesData.zip -o ErogacionesData.zip --overwrite; echo "exit $?"
