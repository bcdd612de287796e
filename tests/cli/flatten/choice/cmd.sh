set -u
# Some tables and columns, and CSV for spreadsheet programs.
"$EDCA" flatten --lang en -v --only tender --skip tender/items/unit,tender/title -o some/ releases.json; echo "exit $?"
for file in some/*.csv; do echo "== $file"; tr -d '\r' < "$file"; done
"$EDCA" unflatten --lang en --lines some/; echo "exit $?"
echo '{"ocid":"ocds-mx0009-1","id":"1","tender":{"id":"-1","title":"=HYPERLINK(\"x\")","value":{"amount":-5}}}' > formula.json
"$EDCA" flatten --lang en -q --excel --delimiter ';' -o excel/ formula.json; echo "exit $?"
for file in excel/*.csv; do echo "== $file"; tr -d '\r' < "$file" | od -c | sed -n 1p; tr -d '\r' < "$file" | tail -n +2; done
"$EDCA" unflatten --lang en excel/ | cmp - formula.json; echo "exit $?"
"$EDCA" flatten --lang en -q --delimiter tab -o tab/ formula.json; echo "exit $?"
grep delimiter excel/datapackage.json tab/datapackage.json
"$EDCA" unflatten --lang en tab/ | cmp - formula.json; echo "exit $?"
# Nothing takes a text of a database for a formula: no apostrophes there.
"$EDCA" flatten --lang en -q --excel -o excel.db formula.json; echo "exit $?"
python3 -c '
import sqlite3
print(sqlite3.connect("excel.db").execute("SELECT \"tender/id\", \"tender/title\" FROM releases").fetchall())'
"$EDCA" unflatten --lang en excel.db | cmp - formula.json; echo "exit $?"
