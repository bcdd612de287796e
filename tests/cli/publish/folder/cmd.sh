# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
"$EDCA" publish -q --lang en --to dir:portal data.json
stat -c '%n %i' $(find portal -type f | LC_ALL=C sort) > before
echo "== again"
"$EDCA" publish -q --lang en --to dir:portal data.json
stat -c '%n %i' $(find portal -type f | LC_ALL=C sort) | cmp - before && echo "no file was written"
echo "== somebody's own file stays"
echo hello > portal/robots.txt
sed -i 's/"releases": \[/"releases": [{"ocid": "ocds-mx0001-2", "id": "2", "date": "2024-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es", "initiationType": "tender", "tender": {"id": "2"}},/' data.json
"$EDCA" publish -v -q --lang en --to dir:portal data.json | sed "s/; bytes: .*//"
cat portal/robots.txt
find . -name '.*edca*'
(cd portal && find . -type f | LC_ALL=C sort)
