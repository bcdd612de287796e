set -u
# The files of a package, in Spanish and English the same.
"$EDCA" flatten --lang en -v -o tables/ releases.json; echo "exit $?"
"$EDCA" flatten --lang es -v -o tablas/ releases.json; echo "exit $?"
for file in tables/*.csv; do echo "== $file"; tr -d '\r' < "$file"; cmp "$file" "tablas/${file#tables/}"; done
echo "== datapackage.json"
cat tables/datapackage.json
