# One release that keeps to the standard.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active"}}]}
END
"$EDCA" publish -q --lang en --json --to dir:portal data.json |
  sed -E 's/("(build|validate|plan|upload|verify)": )[0-9.]+/\1S/; s/"sha256": "[0-9a-f]{64}"/"sha256": "H"/; s/"bytes": [0-9]+/"bytes": N/; s/("version": ")[^"]*/\1V/' | head -60
