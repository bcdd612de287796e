set -u
iconv -f utf-8 -t cp1252 contratos.utf8.csv > contratos.csv
iconv -f utf-8 -t cp1252 convenios.utf8.csv > convenios.csv
python3 - <<'END'
import zipfile
with zipfile.ZipFile("ContratosData.zip", "w") as archive:
    for name in ("contratos.csv", "convenios.csv"): archive.write(name, "data/archivos/" + name)
END
# A Data Package: types, keys and references as far as the rows keep to them.
"$EDCA" convert --lang en -v --from publicidad-abierta --to tables ContratosData.zip -o package/; echo "exit $?"
ls package; cat package/contratos.csv
python3 - <<'END'
import json
for resource in json.load(open("package/datapackage.json"))["resources"]:
    schema = resource["schema"]
    print(resource["name"], resource["path"], schema.get("primaryKey"), schema.get("foreignKeys"))
    print([field["name"] + ": " + field["type"] for field in schema["fields"] if field["type"] != "string"])
END
# Back to the archive: the same bytes, with sums.
"$EDCA" convert --lang en --to publicidad-abierta package -o back.zip; echo "exit $?"
unzip -q back.zip -d back; cat back/leeme.txt; md5sum < back/data/archivos/contratos.csv
cmp contratos.csv back/data/archivos/contratos.csv && cmp convenios.csv back/data/archivos/convenios.csv && echo "the same"
"$EDCA" validate --lang en --now 2020-01-01 --skip advertising.readme-unlisted back.zip; echo "exit $?"
# The same through a zip; a database and a workbook.
"$EDCA" convert --to tables ContratosData.zip -o package.zip && "$EDCA" convert --to publicidad-abierta package.zip -o again.zip
cmp back.zip again.zip && echo "the same"
"$EDCA" convert --to tables ContratosData.zip -o tables.sqlite
python3 -c '
import sqlite3
rows = sqlite3.connect("tables.sqlite").execute("SELECT \"Número de contrato\", \"Monto total\", typeof(\"Monto total\"), \"Fecha inicio\" FROM contratos")
for row in rows: print(row)'
"$EDCA" convert --to tables ContratosData.zip -o tables.xlsx; unzip -p tables.xlsx xl/worksheets/sheet1.xml | grep -o '<v>[0-9.]*</v>' | sort -u | head -4
# What cannot be taken is told; nothing is lost in silence.
printf '#,Número de contrato,Procedimiento,Proveedor,Ejercicio\n1,A,Licitación pública,Uno,2016,más\n2,B,Licitación pública,Dos,2016\n3,"C' > wide.csv
"$EDCA" convert --lang es -v --to tables wide.csv -o wide/; echo "exit $?"; cat wide/*.csv
printf '#,Número de contrato,Procedimiento,Proveedor,Ejercicio\n1,A,Licitación pública,Ōgon,2016\n' > letters.csv
"$EDCA" convert --lang en --to publicidad-abierta letters.csv -o letters.zip; echo "exit $?"; unzip -p letters.zip "data/*"
