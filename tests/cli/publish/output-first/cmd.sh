# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
# A result that cannot be written is known before anything is published.
echo mine > there
"$EDCA" publish -q --lang en --json -o there --to dir:portal data.json; echo "code $?"
"$EDCA" publish -q --lang es --json -o none/said.json --to dir:portal data.json; echo "code $?"
"$EDCA" publish -q --lang es -o none/said.txt --to dir:portal data.json; echo "code $?"
cat there; ls
