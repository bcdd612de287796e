set -u
mkdir export package; cp contratos.csv export/; cp contratos.csv package/; echo '{}' > package/datapackage.json
printf 'Archivo: contratos.csv\n' > export/leeme.txt; printf '{}' > projects.json
md5sum contratos.csv export/* package/* obras.csv > before
# Whatever is read is not written over: as the product, as the report, or through the folder.
"$EDCA" convert --lang en --to tables contratos.csv -o tables/ --report contratos.csv --overwrite; echo "exit $?"
"$EDCA" convert --lang en --to tables export -o tables/ --report export/contratos.csv --overwrite; echo "exit $?"
"$EDCA" convert --lang es --to publicidad-abierta export -o back.zip --report export/leeme.txt --overwrite; echo "exit $?"
"$EDCA" convert --lang en --to json package/datapackage.json -o package/contratos.csv --overwrite; echo "exit $?"
"$EDCA" convert --lang en --to json export --report export/contratos.csv --overwrite; echo "exit $?"
"$EDCA" convert --lang en --to tables export/contratos.csv -o export/ --overwrite; echo "exit $?"
"$EDCA" convert --lang es --to tables export -o export --overwrite; echo "exit $?"
"$EDCA" convert --lang en --suggest obras.csv -o obras.csv --overwrite; echo "exit $?"
"$EDCA" convert --lang es --to tables contratos.csv -o out.xlsx --report ./out.xlsx; echo "exit $?"
"$EDCA" convert --lang en --to oc4ids projects.json --report projects.json --overwrite; echo "exit $?"
"$EDCA" convert --lang en --from auto --prefix ocds-abc123 obras.csv --report obras.csv --overwrite; echo "exit $?"
md5sum --quiet -c before && echo "all as before"
# A report is no page, and no part of a package.
echo '{"ocid":"ocds-abc123-1","id":"1","date":"2024-01-01T00:00:00-06:00","tag":["tender"],"tender":{"id":"1"}}' >one.jsonl
"$EDCA" convert -q --lang en --to s6 one.jsonl -o pages; cp pages/1.json page
for name in 1 2; do
  "$EDCA" convert --lang en --to s6 one.jsonl -o pages --overwrite --report pages/$name.json; echo "exit $?"
done
ls pages; cmp pages/1.json page && echo "as before"
"$EDCA" convert --lang es --to tables contratos.csv -o new/ --report ./new/datapackage.json; echo "exit $?"
"$EDCA" convert --lang en --to tables contratos.csv -o new/ --report new/contratos.csv; echo "exit $?"
[ -e new ] || echo "nothing written"
"$EDCA" convert -q --lang en --to s6 one.jsonl -o pages --overwrite --report report.json; echo "exit $?"
