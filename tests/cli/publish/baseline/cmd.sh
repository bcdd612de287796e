# Two releases; one has a status that the standard does not know, and that is known.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "activo"}},
 {"ocid": "ocds-mx0001-2", "id": "1", "date": "2025-01-16T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "2", "title": "Compra de tinta", "status": "active"}}]}
END
printf '[portal]\nrecords = false\n' > edca.toml
"$EDCA" validate -q --lang en --format json -o known.json data.json
"$EDCA" publish -q --lang en --to dir:portal data.json; echo "code $?"
for require in valid schema; do
  "$EDCA" publish -q --lang en --require $require --baseline known.json --dry-run --to dir:portal data.json | head -1
done
echo "== a new one is not in the baseline"
sed -i 's/"status": "active"/"status": "activa"/' data.json
"$EDCA" publish -q --lang en --baseline known.json --to dir:portal data.json; echo "code $?"
echo "== not a report"
"$EDCA" publish -q --lang en --baseline data.json --to dir:portal data.json; echo "code $?"
ls
