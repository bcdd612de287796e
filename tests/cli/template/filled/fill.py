"""Types rows into a workbook to fill in, as people do: fill.py TEMPLATE ROWS.json FILLED

ROWS.json: {sheet: [{path or title: text, number or {"day": serial}}]}; rows begin below the marks in column A.
"""
import json
import sys
import xml.etree.ElementTree as tree
import zipfile

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NAMES = {"m": SPACE}
tree.register_namespace("", SPACE)


def cell(row, column, styles, value):
    made = tree.SubElement(row, f"{{{SPACE}}}c", {"r": column + row.get("r"), "s": styles.get(column, "0")})
    if isinstance(value, str):
        made.set("t", "inlineStr")
        tree.SubElement(tree.SubElement(made, f"{{{SPACE}}}is"), f"{{{SPACE}}}t").text = value
    else:
        tree.SubElement(made, f"{{{SPACE}}}v").text = str(value["day"] if isinstance(value, dict) else value)


def letters(number):
    return ("" if number < 26 else letters(number // 26 - 1)) + chr(65 + number % 26)


def fill(sheet, rows):
    styles = {letters(int(each.get("min")) - 1): each.get("style", "0") for each in sheet.iterfind("m:cols/m:col", NAMES)}
    data = sheet.find("m:sheetData", NAMES)
    columns = {}
    for head in list(data)[:2]:
        for each in head:
            columns["".join(each.itertext())] = each.get("r").rstrip("0123456789")
    first = int(list(data)[-1].get("r")) + 1
    order = list(columns.values())
    for at, values in enumerate(rows):
        row = tree.SubElement(data, f"{{{SPACE}}}row", {"r": str(first + at)})
        for name, value in sorted(values.items(), key=lambda item: order.index(columns[item[0]])):
            cell(row, columns[name], styles, value)


template, rows, filled = sys.argv[1:]
rows = json.load(open(rows, encoding="utf-8"))
source = zipfile.ZipFile(template)
names = [each.get("name") for each in tree.fromstring(source.read("xl/workbook.xml")).iterfind("m:sheets/m:sheet", NAMES)]
with zipfile.ZipFile(filled, "w") as target:
    for part in source.namelist():
        content = source.read(part)
        if part.startswith("xl/worksheets/sheet"):
            number = int(part.removeprefix("xl/worksheets/sheet").removesuffix(".xml"))
            if names[number - 1] in rows:
                sheet = tree.fromstring(content)
                fill(sheet, rows.pop(names[number - 1]))
                content = tree.tostring(sheet, encoding="utf-8", xml_declaration=True)
        target.writestr(part, content)
assert not rows, rows
