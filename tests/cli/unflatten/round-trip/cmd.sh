set -u
# Packages come back as JSON, items alone with --lines; what was written is what is read.
"$EDCA" flatten --lang en -q -o tables/ releases.json; echo "exit $?"
"$EDCA" unflatten --lang en tables/; echo "exit $?"
"$EDCA" unflatten --lang en -o back.jsonl --lines tables/datapackage.json; echo "exit $?"
cat back.jsonl
"$EDCA" unflatten --lang en -o back.json tables; "$EDCA" diff --lang en releases.json back.json
"$EDCA" flatten --lang en -q -o again/ back.json
for file in tables/*.csv; do [ "$file" = tables/paquete.csv ] || cmp "$file" "again/${file#tables/}"; done
