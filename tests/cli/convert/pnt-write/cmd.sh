set -u
show() {
python3 - "$@" <<'PYTHON'
import re, sys, zipfile
import xml.etree.ElementTree as E
n = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
book = zipfile.ZipFile(sys.argv[1])
for at, sheet in enumerate(E.fromstring(book.read("xl/workbook.xml")).iter(n + "sheet"), 1):
    print("##", sheet.get("name"), sheet.get("state", ""))
    root = E.fromstring(book.read(f"xl/worksheets/sheet{at}.xml"))
    hidden = sheet.get("state") == "hidden"
    for row in root.iter(n + "row"):
        cells = []
        for cell in row.iter(n + "c"):
            value = cell.find(n + "v")
            text = value.text if value is not None else "".join(t.text or "" for t in cell.iter(n + "t"))
            if text:
                cells.append(cell.get("r") + "=" + text.replace("\n", "/"))
        if cells and not (hidden and int(row.get("r")) > 3):
            print(" ".join(cells))
    for rule in root.iter(n + "dataValidation"):
        print("list", rule.get("sqref"), rule.find(n + "formula1").text)
PYTHON
}
"$EDCA" convert --lang es -v --to pnt --format-id 43335 entregas-2025-t2.jsonl -o bare.xlsx; echo "code $?"
for format in 43335 43336 merged; do
  "$EDCA" convert --lang en -v --to pnt --format-id $format --extra pnt.csv entregas-2025-t2.jsonl -o $format.xlsx; echo "code $?"
  "$EDCA" convert -q --lang en --to pnt --format-id $format --extra pnt.csv --memory 1M entregas-2025-t2.jsonl -o again.xlsx --overwrite
  cmp again.xlsx $format.xlsx && echo same
  show $format.xlsx
done
# What is written is read again.
"$EDCA" convert -q --lang en --from auto --prefix ocds-mx0009 merged.xlsx -o back.jsonl; echo "code $?"
cat back.jsonl
"$EDCA" validate -q --lang en --profile edca-mx --only schema back.jsonl; echo "valid $?"
"$EDCA" convert -q --lang en --from pnt --prefix ocds-mx0009 43335.xlsx 43336.xlsx | grep -o '"contracts".*' | cut -c1-200
# Two years are two files; amounts and days that the platform does not take; a table that says otherwise.
"$EDCA" convert --lang en --to pnt --format-id merged --extra wrong.csv odd.jsonl -o odd.xlsx; echo "code $?"
"$EDCA" convert --lang es --to pnt --format-id merged --extra wrong.csv odd.jsonl -o odd.xlsx --overwrite; echo "code $?"
show odd.xlsx | grep -a '^A[89]='
