set -u
# The workbook has the cells of the CSV; it is not written over, and the same twice.
"$EDCA" schema sheet edca-mx --lang es -o campos.csv; echo "exit $?"
"$EDCA" schema sheet edca-mx --lang es -o campos.xlsx; echo "exit $?"
"$EDCA" schema sheet edca-mx --lang es -o otra.XLSX; echo "exit $?"
cmp campos.xlsx otra.XLSX
"$EDCA" schema sheet edca-mx --lang es -o campos.xlsx; echo "exit $?"
"$EDCA" schema sheet edca-mx --lang es --overwrite -o campos.xlsx; echo "exit $?"
"$EDCA" schema sheet nothing --lang es -o none.xlsx; echo "exit $?"
ls
python3 - <<'PYTHON'
import csv, re, xml.etree.ElementTree as tree, zipfile
NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
book = zipfile.ZipFile("campos.xlsx")
sheet = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
rows = []
for row in sheet.findall("m:sheetData/m:row", NS):
    cells = {}
    for cell in row.findall("m:c", NS):
        value = cell.findtext("m:v", namespaces=NS)
        if cell.get("t") == "b":
            value = {"1": "true", "0": "false"}[value]
        if cell.get("t") == "inlineStr":
            value = cell.find("m:is", NS).findtext("m:t", namespaces=NS)
        cells[cell.get("r").rstrip("0123456789")] = value
    rows.append([cells.get(chr(65 + at), "") for at in range(13)])
with open("campos.csv", newline="", encoding="utf-8") as file:
    expected = list(csv.reader(file))
print(len(rows) > 1000, rows == expected, sheet.find("m:autoFilter", NS).get("ref") == f"A1:M{len(rows)}")
PYTHON
