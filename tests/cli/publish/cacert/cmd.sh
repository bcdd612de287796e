# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
# A file of certificates that is not there is called that.
try() { "$EDCA" publish -q --lang "$@" --retries 0 --to dav+https://127.0.0.1:1/ data.json; echo "code $?"; }
try en --cacert none.pem
try es --cacert none.pem
