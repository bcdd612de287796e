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
"$EDCA" convert --lang en -v --to pnt --format-id valle-hermoso.toml --extra pnt.csv entregas-2025-t2.jsonl -o todas.xlsx; echo "code $?"
show todas.xlsx >shown; sed -n 1,8p shown | cut -c1-400
grep -a '^##' shown
"$EDCA" convert -q --lang en --from auto --prefix ocds-mx0009 todas.xlsx | grep -o '"ocid":"[^"]*"'
"$EDCA" convert -q --lang en --to pnt --format-id ids.toml --payload --extra pnt.csv entregas-2025-t2.jsonl -o carga.json; echo "code $?"
head -c 400 carga.json; echo
for file in roto.toml mal.toml base.toml none.toml; do
  "$EDCA" convert --lang es --to pnt --format-id $file entregas-2025-t2.jsonl -o x.xlsx; echo "code $?"
done
