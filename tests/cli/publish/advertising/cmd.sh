# An export of official advertising is published as tables, beside contracting data or alone.
mkdir export
cat > export/contratos.csv <<'CSV'
#,Número de contrato,Procedimiento,Proveedor,Ejercicio,Trimestre,Contratante,Solicitante,Objeto del contrato,Descripción,Fundamento jurídico,Fecha celebración,Fecha inicio,Fecha fin,Monto original del contrato,Monto modificado,Monto total,Monto pagado a la fecha,Archivo contrato en PDF (Vinculo al archivo),Estatus
1,CON-1,Adjudicación directa,Radio Laguna Azul SA de CV,2016,enero-marzo,Secretaría de Pruebas,Secretaría de Pruebas,Difusión,Mensajes,Artículo 1,2016-01-15,2016-01-20,2016-12-31,1000.10,0.00,1000.10,0.00,,Activo
CSV
cat > export/convenios.csv <<'CSV'
#,Número de convenio modificatorio,Número de contrato,Ejercicio,Trimestre,Objeto,Fundamento jurídico,Fecha celebración,Monto,Archivo convenio en PDF (Vinculo al archivo),Estatus
CSV
printf '[portal]\ntables = ["xlsx"]\n' > edca.toml
"$EDCA" publish -q --lang en --to dir:portal export | sed "s/; to send.*//"; echo "code $?"
"$EDCA" publish -q --lang en --to dir:portal export | sed "s/; to send.*//"
"$EDCA" publish status --lang en --to dir:portal; echo "code $?"
(cd portal && ls data)
python3 - <<'PYTHON'
import json, zipfile
for file in json.load(open("portal/manifest.json"))["files"]:
    if file.get("kind"): print(file["path"], file["kind"], file["format"], file["items"], file["package"] if "package" in file else "-", file["validation"]["state"])
for name in ("catalog.json", "data.json"):
    for each in json.load(open("portal/" + name))["dataset"][0]["distribution"]:
        print(name, each["title"], each["downloadURL"], each.get("conformsTo", "-"))
package = zipfile.ZipFile("portal/data/publicidad-abierta_csv.zip")
print(package.namelist())
PYTHON
grep -o 'publicidad-abierta[_.][^"]*" download><span class="unseen">[^/]*/span>[A-Za-z ]*' portal/index.html
# It can be read again, and what is wrong with it keeps it from being published.
"$EDCA" validate -q --lang en --now 2020-01-01 portal/data/publicidad-abierta_csv.zip > /dev/null; echo "exit $?"
sed -i 's/2016-01-15,2016-01-20/2016-01-15,mañana/' export/contratos.csv
"$EDCA" publish -q --lang es --to dir:other export; echo "code $?"
