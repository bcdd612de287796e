# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
"$EDCA" publish -q --lang en --dry-run data.json | head -2
"$EDCA" publish -q --lang en --dry-run --to web data.json | head -1
"$EDCA" publish -q --lang en --dry-run --to casa data.json; echo "code $?"
echo 'titel = "x"' > bad.toml
"$EDCA" publish -q --lang en --config bad.toml data.json; echo "code $?"
printf '[target.a]\nto = "dir:x"\ntoken = "geheim"\n' > bad.toml
"$EDCA" publish -q --lang es --config bad.toml data.json; echo "code $?"
printf '[dataset]\ntitle = 5\n' > bad.toml
"$EDCA" publish -q --lang es --config bad.toml data.json; echo "code $?"
printf '[dataset\n' > bad.toml
"$EDCA" publish -q --lang en --config bad.toml data.json 2>&1 | sed 's/1: .*/1: …/'
"$EDCA" publish -q --lang en --config none.toml data.json 2>&1 | sed 's/read\. .*/read. …/'
