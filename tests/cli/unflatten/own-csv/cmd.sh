set -u
# Tables of edca flatten that lost their datapackage.json: the keys are no fields, and ids are those of the row.
"$EDCA" flatten --lang en -q -o tables/ releases.json
rm tables/datapackage.json
"$EDCA" unflatten --lang en tables/; echo "exit $?"
mv tables/releases_awards_items.csv partidas.csv
"$EDCA" unflatten --lang es partidas.csv; echo "exit $?"
"$EDCA" unflatten --lang es tables/releases.csv; echo "exit $?"
