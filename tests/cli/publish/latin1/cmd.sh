# Releases in Latin-1; what is made of them is UTF-8, and judged as that, also where a package has to be read again
# because something in it concerns two of them.
release='{"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Papelería y señales", "status": "active"}}'
package() {
  printf '{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [%s]}' "$1" | iconv -f UTF-8 -t ISO-8859-1
}
package "$release" > one.json
package "$release, ${release/señales/avisos de crédito}" > two.json
for file in one two; do
  "$EDCA" publish -q --lang en --require none --encoding latin1 --to dir:$file $file.json | head -1
  grep -lE 'Papeler\S+a y' $file/data/*.json | LC_ALL=C sort
  "$EDCA" validate -q --lang en --format json $file/data/*_releases.json | grep -oE '"(errors|warnings)": [0-9]+' | head -2
  grep -A12 'data/[a-z0-9_-]*_releases.json"' $file/manifest.json | grep -oE '"(errors|warnings)": [0-9]+' | head -2
done
"$EDCA" publish -q --lang en --to dir:three one.json > /dev/null; echo "without it: code $?"
