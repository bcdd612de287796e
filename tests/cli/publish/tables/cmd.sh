# Tables of each year beside the packages, the same twice, and read back.
cat > data.json <<'END'
{"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
 "publisher": {"name": "Municipio"}, "releases": [
 {"ocid": "ocds-mx0001-1", "id": "1", "date": "2024-11-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de papel", "status": "active",
  "value": {"amount": 1500000.10, "currency": "MXN"}, "items": [{"id": "1", "description": "Papel", "quantity": 3}]}},
 {"ocid": "ocds-mx0001-2", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de tinta", "status": "active"}},
 {"ocid": "ocds-mx0001-3", "id": "1", "date": "2025-01-16T00:00:00-06:00", "tag": ["tender"], "language": "es",
  "initiationType": "tender", "tender": {"id": "1", "title": "Compra de sillas", "status": "active"}}]}
END
printf '[portal]\npage_items = 1\ntables = ["sqlite", "csv", "xlsx"]\n' > edca.toml
"$EDCA" publish -q --lang en --to dir:portal data.json | sed "s/; to send.*//"
"$EDCA" publish -q --lang en --to dir:portal data.json | sed "s/; to send.*//"
"$EDCA" publish status --lang en --to dir:portal; echo "code $?"
(cd portal && ls data)
# All packages of a year are in its tables, and come back of them.
for kind in releases records; do
  cat portal/data/ocds-mx0001_2025_$kind.json portal/data/ocds-mx0001_2025_${kind}_2.json > packages.json
  for tables in _csv.zip .xlsx .sqlite; do
    "$EDCA" unflatten --lang en portal/data/ocds-mx0001_2025_$kind$tables > back.json
    python3 -c '
import json, sys
def read(path):
    decoder, text, at, found = json.JSONDecoder(parse_float=str), open(path).read(), 0, []
    while at < len(text.rstrip()):
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        while at < len(text) and text[at].isspace(): at += 1
    return found
left, right = read("packages.json"), read("back.json")
print(sys.argv[1], len(left), left == right)' $kind$tables
  done
done
# Tables are inputs of publish as well: the packages made of them are the same.
"$EDCA" publish -q --lang en --to dir:again portal/data/ocds-mx0001_2025_releases.xlsx | sed "s/; to send.*//"
python3 -c '
import json
read = lambda folder: json.load(open(folder + "/data/ocds-mx0001_2025_releases.json"), parse_float=str)
print(read("portal") == read("again"))'
python3 - <<'PYTHON'
import json, zipfile
manifest = json.load(open("portal/manifest.json"))
for file in manifest["files"]:
    if file.get("format") in ("CSV", "XLSX", "SQLite"):
        print(file["path"], file["format"], file["items"], file["package"], file["validation"]["state"], file["media_type"])
for name in ("catalog.json", "data.json"):
    dataset = json.load(open("portal/" + name))["dataset"][0]
    print(name, sorted((each["format"], each.get("conformsTo", "-")) for each in dataset["distribution"] if "2024_releases" in each["downloadURL"]))
print(zipfile.ZipFile("portal/data/ocds-mx0001_2025_releases_csv.zip").read("paquete.csv").decode().replace("\r", ""), end="")
PYTHON
grep -o '2024_releases[^"]*" download><span class="unseen">[^/]*/span>[A-Za-z ]*' portal/2024.html
grep -o '2025_releases[._c][^"]*" download><span class="unseen">[^/]*/span>[A-Za-z ]*' portal/2025.html
grep -c 'contienen los mismos elementos como tablas' portal/2025.html
for tables in '["xls"]' '["csv", "csv"]' '"csv"' '[1]'; do
  printf '[portal]\ntables = %s\n' "$tables" > bad.toml
  "$EDCA" publish -q --lang en --config bad.toml data.json --to dir:other; echo "code $?"
done
printf '[portal]\ntables = ["xls"]\n' > bad.toml
"$EDCA" publish -q --lang es --config bad.toml data.json --to dir:other; echo "code $?"
