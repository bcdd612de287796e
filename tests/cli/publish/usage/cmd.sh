# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
try() { "$EDCA" publish -q --lang "$@" data.json 2> said; code=$?; sed "s|$PWD/||" said >&2; echo "code $code"; }
try en
try es
try en --to ftp://x/
try en --to dir:
try en --to https://host/
try en --to dav+http://datos.example/
try es --to dav+https://ana:clave@datos.example/
try en --to ckan+https://datos.example/
try en --to s3://bucket/x
try en --to ckan+https://datos.example/dataset/compras
try en --to dir:data.json
try en --to dir:/proc/x
try en --verify some --to dir:x
"$EDCA" publish -q --lang en --to dir:x none.json; echo "code $?"
