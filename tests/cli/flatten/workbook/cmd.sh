set -u
# A workbook: titles in the second row, texts as texts, what no cell holds in the rest.
"$EDCA" flatten --lang en -v -o tables.xlsx releases.json; echo "exit $?"
"$EDCA" flatten --lang es -q -o otra-vez.xlsx releases.json; echo "exit $?"
cmp tables.xlsx otra-vez.xlsx && python3 cells.py tables.xlsx
python3 -c '
import json
print(json.dumps({"ocid": "ocds-mx0009-1", "id": "=1+1", "title": "_x0041_ 0012", "description": "y" * 70000,
                  "awards": [{"id": "1", "hasEnquiries": True, "value": {"amount": 0.1}}]}))' > hostile.json
"$EDCA" flatten --lang en -q --titles none -o hostile.xlsx hostile.json; echo "exit $?"
python3 cells.py hostile.xlsx
"$EDCA" flatten --lang es -q --titles en --one-pass --only releases/tender/title,x_folio -o english.xlsx releases.json; echo "exit $?"
python3 cells.py english.xlsx
"$EDCA" flatten --lang en -q --style flatten --skip awards,tender/items/unit -o main.xlsx releases.json; echo "exit $?"
python3 cells.py main.xlsx
"$EDCA" flatten --lang es -q -o tables.xlsx releases.json; echo "exit $?"
