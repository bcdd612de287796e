"""Prints what people and readers find in a workbook to fill in: list.py [--sheets] FILE…"""
import sys
import xml.etree.ElementTree as tree
import zipfile

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
short = "--sheets" in sys.argv


def column_of(name):
    return name.rstrip("0123456789")


def rows_of(sheet):
    rows = []
    for row in sheet.iterfind("m:sheetData/m:row", NAMES):
        cells = {column_of(cell.get("r")): "".join(cell.itertext()) for cell in row.iterfind("m:c", NAMES)}
        rows.append((row.get("hidden") == "1", cells))
    return rows


for path in (argument for argument in sys.argv[1:] if argument != "--sheets"):
    archive = zipfile.ZipFile(path)
    assert archive.testzip() is None
    book = tree.fromstring(archive.read("xl/workbook.xml"))
    names = {each.get("name"): each.text for each in book.iterfind("m:definedNames/m:definedName", NAMES)}
    lists = {}
    for number, entry in enumerate(book.iterfind("m:sheets/m:sheet", NAMES), 1):
        sheet = tree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
        rows = rows_of(sheet)
        pane = sheet.find("m:sheetViews/m:sheetView/m:pane", NAMES)
        print("==", entry.get("name"), entry.get("state", "visible"), "" if pane is None else "from " + pane.get("topLeftCell"))
        assert sheet.find(".//m:f", NAMES) is None
        if short:
            continue
        if pane is None:
            if entry.get("name") == "_catalogos":
                heads = rows[0][1]
                assert set(names) == set(heads.values())
                print(", ".join(heads.values()))
            elif entry.get("name") == "_meta":
                print(*(" ".join(cells.values()) for _, cells in rows), sep="\n")
            else:
                print(*(cells.get("A", "") for _, cells in rows), sep="\n")
            continue
        assert [hidden for hidden, _ in rows] == [True] + [False] * (len(rows) - 1)
        rules = {column_of(rule.get("sqref").split(":")[0]):
                 rule.findtext("m:formula1", namespaces=NAMES) + ("?" if rule.get("errorStyle") else "")
                 for rule in sheet.iterfind("m:dataValidations/m:dataValidation", NAMES)}
        print("; ".join(cells["A"] for _, cells in rows))
        for column in rows[0][1]:
            if column != "A":
                cells = [cells.get(column, "") for _, cells in rows]
                print(f"{column} | " + " | ".join([*cells[:3], cells[4], rules.get(column, "")]))
