# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
echo 'ana:una-clave' > token; chmod 644 token
"$EDCA" publish -q --lang en --token-file token --to dav+http://127.0.0.1:1/ data.json; echo "code $?"
chmod 600 token
"$EDCA" publish -q --lang en --retries 0 --token-file token --to dav+http://127.0.0.1:1/ data.json; echo "code $?"
"$EDCA" publish -q --lang es --token-file none --to dav+http://127.0.0.1:1/ data.json; echo "code $?"
