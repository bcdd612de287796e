"""Prints the cells of workbooks, a row a line: cells.py FILE…"""
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def shown(cell):
    kind = cell.get("t", "n")
    text = "".join(each.text or "" for each in cell.findall("m:is/m:t", NAMES)) if kind == "inlineStr" else \
        cell.findtext("m:v", namespaces=NAMES)
    if len(text) > 60:
        text = f"{text[:20]}… {len(text)}"
    return f"{re.sub('[0-9]', '', cell.get('r'))}:{ {'inlineStr': 'text', 'n': 'number', 'b': 'boolean'}[kind]} {text!r}"


for path in sys.argv[1:]:
    archive = zipfile.ZipFile(path)
    assert archive.testzip() is None
    sheets = tree.fromstring(archive.read("xl/workbook.xml")).findall("m:sheets/m:sheet", NAMES)
    for number, sheet in enumerate(sheets, 1):
        print("==", path, sheet.get("name"))
        for row in tree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml")).findall("m:sheetData/m:row", NAMES):
            print(" | ".join(map(shown, row.findall("m:c", NAMES))))
