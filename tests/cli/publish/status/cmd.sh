# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
"$EDCA" publish status -q --lang es --to dir:portal; echo "code $?"
"$EDCA" publish -q --lang es --to dir:portal data.json > /dev/null
"$EDCA" publish status -q --lang es --to dir:portal; echo "code $?"
echo daño >> portal/2025.html; rm portal/data.json
"$EDCA" publish status -q --lang es --to dir:portal; echo "code $?"
sed -i 's/papel/lápices/' data.json
"$EDCA" publish status -q --json --lang es --to dir:portal data.json; echo "code $?"
