# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
"$EDCA" publish -q --lang en --to dir:portal data.json > /dev/null
cp -a portal before
sed -i 's/papel/lápices/' data.json
"$EDCA" publish -q --lang en --to dir:portal data.json; echo "code $?"
"$EDCA" publish -q --lang en --dry-run --to dir:portal data.json; echo "code $?"
diff -r before portal && echo "nothing changed"
# The order of members is no change.
sed -i 's/lápices/papel/; s/"status": "active"/"status":"active"/' data.json
"$EDCA" publish -q --lang en --to dir:portal data.json | head -1
sed -i 's/papel/lápices/' data.json
"$EDCA" publish -q --lang en --allow-rewrite --to dir:portal data.json | head -1
