#!/usr/bin/env python3
"""Files of the Plataforma Nacional de Transparencia, read and written: pnt.py --edca PROGRAM [--shared FOLDER] [--rows N] [--seed N]

Reads: writes rows of invented data in each format that the facts list, as CSV, as a download with sub-tables and with the headings
of 2025, converts them, and compares every value with what the facts say of its column: they, and not the data of the program, name
the place of each. Without the facts this part is skipped.

Writes: makes invented processes, converts them to workbooks and payloads, reads the workbooks by other means and by the program, and
compares what comes back with what went in, field by field. With LibreOffice, it has to open them too.
"""
import argparse
import csv
import datetime
import decimal
import io
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile
import zoneinfo
from xml.sax.saxutils import escape

ZONE = zoneinfo.ZoneInfo("America/Mexico_City")
PREFIX = "ocds-abc123"
WORDS = "material clínico papelería señalización vehículos víveres medicamento niños cañón limpieza vigilancia mantenimiento".split()
NAMES = "Ana Luis Marta José Elena Raúl Íñigo Sofía".split()
SURNAMES = "Robles Núñez Ortega Peña Villa Sáenz Cruz Lara".split()
NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def words(self, count=3):
        return " ".join(self.random.choice(WORDS) for _ in range(count)) + f" {self.random.randrange(10**6)}"

    def day(self):
        return datetime.date(2024, 1, 1) + datetime.timedelta(days=self.random.randrange(366))

    def money(self):
        return decimal.Decimal(self.random.randrange(100, 10**11)) / 100

    def rfc(self, letters):
        return ("".join(self.random.choice("ABCDEFGHJKLMNÑ&") for _ in range(letters)) + self.day().strftime("%y%m%d") +
                self.random.choice("ABC12") + self.random.choice("DEF34") + self.random.choice("0123456789A"))

    def url(self):
        return f"https://example.org/{self.random.randrange(10**9)}"


# --- workbooks, without the program -----------------------------------------------------------------------------------------------

def column_letters(number):
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def write_book(path, sheets):
    """sheets: [(name, {row: [cells]})]; a date is a serial, everything else text."""
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      '<Default Extension="xml" ContentType="application/xml"/>'
                      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
        book.writestr("_rels/.rels", '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
                      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        names = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in enumerate(sheets, 1))
        book.writestr("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
                      'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>' + names + "</sheets></workbook>")
        book.writestr("xl/styles.xml", '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts><font/></fonts><fills><fill/>'
                      '</fills><borders><border/></borders><cellXfs><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>')
        links = "".join('<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
                        'Target="worksheets/sheet%d.xml"/>' % (n, n) for n in range(1, len(sheets) + 1))
        links += '<Relationship Id="s" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>')
        for n, (_, rows) in enumerate(sheets, 1):
            out = []
            for row, cells in sorted(rows.items()):
                out.append(f'<row r="{row}">')
                for at, cell in enumerate(cells):
                    place = f"{column_letters(at)}{row}"
                    if isinstance(cell, datetime.date):
                        out.append(f'<c r="{place}" s="1"><v>{(cell - datetime.date(1899, 12, 30)).days}</v></c>')
                    elif cell != "":
                        out.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>')
                out.append("</row>")
            book.writestr(f"xl/worksheets/sheet{n}.xml", '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' +
                          "".join(out) + "</sheetData></worksheet>")


def read_book(path):
    """{name: {"state", "rows": {row: {column letters: text}}, "lists": [(cells, source)]}}"""
    result = {}
    with zipfile.ZipFile(path) as book:
        for n, sheet in enumerate(ElementTree.fromstring(book.read("xl/workbook.xml")).iter(NAMESPACE + "sheet"), 1):
            root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{n}.xml"))
            rows = {}
            for row in root.iter(NAMESPACE + "row"):
                cells = rows.setdefault(int(row.get("r")), {})
                for cell in row.iter(NAMESPACE + "c"):
                    value = cell.find(NAMESPACE + "v")
                    text = value.text if value is not None else "".join(t.text or "" for t in cell.iter(NAMESPACE + "t"))
                    if text:
                        cells[re.match("[A-Z]+", cell.get("r"))[0]] = text
            lists = [(rule.get("sqref"), rule.find(NAMESPACE + "formula1").text) for rule in root.iter(NAMESPACE + "dataValidation")]
            result[sheet.get("name")] = {"state": sheet.get("state", "visible"), "rows": rows, "lists": lists}
    return result


# --- reading, against the facts -----------------------------------------------------------------------------------------------------

def below(value, keys):
    """All values at a path of the facts, whatever element of lists; [name=value] chooses."""
    if isinstance(value, list) and (not keys or not keys[0].isdigit()):
        return [found for each in value for found in below(each, keys)]
    if not keys:
        return [value]
    if isinstance(value, list):
        return below(value[int(keys[0])], keys[1:]) if int(keys[0]) < len(value) else []
    if not isinstance(value, dict):
        return []
    name, _, choice = keys[0].partition("[")
    found = value.get(name)
    if found is None:
        return []
    if "=" in choice:
        key, wanted = choice.rstrip("]").split("=")
        found = [each for each in found if each.get(key) == wanted]
    return below(found, keys[1:])


def additional(value):
    if isinstance(value, list):
        return [found for each in value for found in additional(each)]
    if not isinstance(value, dict):
        return []
    own = []
    for key, each in value.items():
        if key.startswith("x_"):
            own += additional_values(each)
        else:
            own += additional(each)
    return own


def additional_values(value):
    if isinstance(value, (list, dict)):
        return [found for each in (value.values() if isinstance(value, dict) else value) for found in additional_values(each)]
    return [str(value)]


class Format:
    """A format of the facts, with rows of invented data."""

    def __init__(self, columns, maker, values):
        self.columns, self.maker, self.values = columns, maker, values
        self.rows, self.expected, self.tables = [], [], {}

    def make(self, count, prefix):
        process = 0
        while len(self.rows) < count:
            process += 1
            shared = {}
            for _ in range(self.maker.random.randrange(1, 3)):
                self.add(f"{prefix}-{process}-2024", shared)

    def person(self, natural):
        maker = self.maker
        if natural:
            return {"nombre": maker.random.choice(NAMES), "primer": maker.random.choice(SURNAMES), "segundo": f"{maker.random.choice(SURNAMES)} {maker.random.randrange(10**6)}",
                    "rfc": maker.rfc(4)}
        return {"razon": f"Grupo {maker.words(2)}", "rfc": maker.rfc(3)}

    def add(self, number, shared):
        maker, row, expected, cells = self.maker, [], [], {}
        contract = f"C-{len(self.rows) + 1:05}"
        supplier = self.person(maker.random.random() < 0.3)
        for n, column in enumerate(self.columns):
            path = column["path"]
            own = path.startswith(("contracts[]", "awards[]", "parties[role=supplier]", "x_pnt")) or not path
            store = cells if own else shared
            if path == "tender/id":
                row.append(number)
                continue
            if path == "contracts[]/id":
                row.append(contract)
                continue
            if path == "contracts[]/amendments":
                row.append("Si")
                continue
            key = path or n
            if column["type"] == "table":
                if own or key not in shared:
                    shared[key] = self.table(n, column, expected)
                row.append(shared[key])
                continue
            if path.startswith("parties[role=supplier]/identifier/"):
                field = {"givenName": "nombre", "patronymicName": "primer", "matronymicName": "segundo", "legalName": "razon", "id": "rfc"}[path.split("/")[-1]]
                store[key] = (supplier.get(field, ""), ("same", supplier.get(field)))
            elif key not in store:
                store[key] = self.cell(column)
            text, value = store[key]
            row.append(text)
            if text != "":
                expected.append((column, value))
        self.rows.append(row)
        self.expected.append((number, contract, expected))

    def cell(self, column):
        maker, path, kind = self.maker, column["path"], column["type"]
        if not path or "domicilio" in column.get("key", "") or "domicilio" in path.lower():
            return maker.words(1), ("any", None)
        if path == "x_pnt/ejercicio":
            return "2024", ("any", None)
        if path == "tender/status":
            return "No", ("any", None)
        if kind == "catalogue" or path in ("tender/procurementMethodDetails",):
            options = column.get("options") or {"tender/x_caracter": ["Nacional", "Internacional"], "contracts[]/implementation/status": list(self.values["etapa"]),
                                                "planning/budget/budgetBreakdown[]/origin": ["Federales", "Estatales"],
                                                "tender/additionalProcurementCategories/0": list(self.values["materia"]),
                                                "tender/procurementMethodDetails": ["Licitación pública", "Adjudicación directa"]}.get(path, ["Si"])
            said = maker.random.choice([each for each in options if not each.startswith("Otr")])
            known = {"tender/additionalProcurementCategories/0": self.values["materia"], "contracts[]/implementation/status": self.values["etapa"]}.get(path, {})
            plain = {key.lower(): code for key, code in known.items()}
            return said, ("same", plain.get(said.lower(), said))
        if kind == "date":
            day = maker.day()
            local = datetime.datetime(day.year, day.month, day.day, tzinfo=ZONE).isoformat()
            return day, ("any" if path.startswith("x_pnt") else "same", local)
        if kind == "money" or path.endswith(("/rate", "/amount", "/netAmount")):
            amount = maker.money()
            return maker.random.choice([str(amount), f"{amount:,}", f"${amount:,}"]), ("number", amount)
        if kind == "url":
            url = maker.url()
            return url, ("same", url)
        if path.endswith("/currency"):
            return "Peso mexicano", ("same", "MXN")
        text = maker.words()
        return text, ("kept" if "/x_" in "/" + path or path.startswith("x_pnt") else "inside" if path == "awards[]/rationale" else "same", text)

    def table(self, n, column, expected):
        maker, lines = self.maker, self.tables.setdefault(n, [])
        number = len({line[0] for line in lines}) + 1
        for _ in range(maker.random.randrange(1, 3)):
            line = [str(number)]
            person = self.person(maker.random.random() < 0.3)
            for part in column["parts"]:
                text, wanted = self.part(column["path"], part, person)
                line.append(text)
                if text != "" and wanted:
                    expected.append(({"path": wanted[0], "header": part, "type": "part"}, wanted[1]))
            lines.append(line)
        return str(number)

    def part(self, path, label, person):
        maker = self.maker
        plain = "".join(c for c in unicodedata.normalize("NFD", label.lower()) if not unicodedata.combining(c))
        role = {"planning/requestsForQuotes[]/quotes[]": "issuingSupplier", "tender/clarificationMeetings[]/attendees[]": "attendee",
                "tender/clarificationMeetings[]/officials[]": "official"}.get(path) or (re.search(r"role=(\w+)", path) or ["", ""])[1]
        names = {"nombre": ("nombre", "givenName"), "primer": ("primer", "patronymicName"), "segundo": ("segundo", "matronymicName"),
                 "razon": ("razon", "legalName"), "denominacion": ("razon", "legalName"), "rfc": ("rfc", "id")}
        for begin, (field, member) in names.items():
            if plain.startswith(begin):
                if "beneficialOwners" in path:
                    return person.get(field, "") if field != "rfc" else "", None
                return person.get(field, ""), (f"parties[roles~{role}]/identifier/{member}", ("same", person.get(field)))
        if plain.startswith("monto"):
            amount = maker.money()
            return str(amount), (path + "/value/amount", ("number", amount))
        if plain.startswith("partida"):
            code = str(maker.random.randrange(10000, 99999))
            return code, (path, ("same", code))
        if plain.startswith("numero"):
            code = f"CM-{maker.random.randrange(10**6)}"
            return code, ("contracts[]/amendments[]/id", ("same", code))
        if plain.startswith("objeto"):
            text = maker.words()
            return text, ("contracts[]/amendments[]/description", ("same", text))
        if plain.startswith("fecha"):
            day = maker.day()
            return day, ("contracts[]/amendments[]/date", ("same", datetime.datetime(day.year, day.month, day.day, tzinfo=ZONE).isoformat()))
        if plain.startswith("hipervinculo al"):
            url = maker.url()
            return url, ("contracts[]/documents[documentType=contractAmendment]/url", ("same", url))
        if plain.startswith("lugar"):
            text = maker.words()
            return text, ("tender/items[]/deliveryAddress/streetAddress", ("same", text))
        return "", None

    def check(self, releases):
        by_ocid = {release["ocid"]: release for release in releases}
        compared, wrong = 0, []
        for number, contract, expected in self.expected:
            release = by_ocid.get(f"{PREFIX}-{number}")
            if release is None:
                wrong.append(f"{number}: no release")
                continue
            for column, (kind, wanted) in expected:
                if kind == "any":
                    continue
                compared += 1
                if kind == "kept":
                    found = additional(release)
                    good = wanted in found
                else:
                    found = self.found(release, contract, column["path"])
                    good = any(wanted in str(each) for each in found) if kind == "inside" else wanted in found
                if not good:
                    wrong.append(f"{number} {column['header']}: {wanted!r} is not at {column['path']}: {found[:3]!r}")
        return compared, wrong

    @staticmethod
    def found(release, contract, path):
        keys = path.split("/")
        if keys[0].startswith("parties[roles~"):
            parties = [party for party in release["parties"] if keys[0][14:-1] in party["roles"]]
            return below(parties, keys[1:])
        if keys[0] == "parties[role=supplier]":
            ids = [each["id"] for award in release.get("awards", []) if award["id"] == contract for each in award.get("suppliers", [])]
            return below([party for party in release["parties"] if party["id"] in ids], keys[1:])
        if keys[0] in ("contracts[]", "awards[]"):
            own = [each for each in release[keys[0][:-2]] if each["id"] == contract]
            return below(own, keys[1:]) + (below(own, ["period", keys[2]]) if "x_plazo" in keys else [])
        found = below(release, keys)
        return below(found, ["streetAddress"]) if path.endswith("deliveryAddress") else found


def run(program, *arguments):
    result = subprocess.run([program, "convert", "--lang", "en", "--color", "never", *map(str, arguments)], capture_output=True, check=False)
    return result.returncode, result.stdout.decode(), result.stderr.decode()


def lines_of(text):
    return [json.loads(line, parse_float=decimal.Decimal, parse_int=decimal.Decimal) for line in text.splitlines()]


TYPES = {"Fecha": "date", "Fecha Actualización": "date", "Moneda": "money", "Página web (url)": "url", "Catálogo": "catalogue", "Tabla": "table"}
CODES = {"4": "date", "13": "date", "6": "money", "7": "url", "9": "catalogue", "10": "table"}


def formats_of(facts):
    """name: (columns, headings as the facts have them)"""
    published = json.loads((facts.parent / "pnt" / "formatos_43335_43336.json").read_text(encoding="utf-8"))
    result = {}
    for name in ("43335", "43336"):
        columns = []
        with open(facts / f"pnt_{name}.csv", encoding="utf-8", newline="") as file:
            for row, field in zip(csv.DictReader(file), published[name]["campos"]):
                assert int(row["idCampo"]) == field["idCampo"]
                options = [each["descripcion"] for each in field.get("valor", []) if "descripcion" in each]
                parts = [each["etiqueta"] for each in field.get("valor", []) if "etiqueta" in each]
                columns.append({"header": field["etiqueta"], "path": row["path"], "type": TYPES.get(row["tipoDato"], "text"), "options": options, "parts": parts,
                                "id": row["idCampo"]})
        result[name] = columns
    parts = {column["path"]: column["parts"] for column in result["43336"] if column["parts"]}
    parts["parties[role=supplier]/beneficialOwners[]"] = ["Nombre(s)", "Primer apellido", "Segundo apellido"]
    merged = []
    with open(facts / "pnt_xxviii_merged_87.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            merged.append({"header": row["key"], "key": row["key"], "path": row["path"], "type": CODES.get(row["type_code"], "text"), "options": [],
                           "parts": parts.get(row["path"], []), "id": str(579200 + int(row["n"]))})
    result["merged"] = merged
    return result


def as_csv(layout, path):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column["header"] for column in layout.columns])
    for row in layout.rows:
        writer.writerow([cell.strftime("%d/%m/%Y") if isinstance(cell, datetime.date) else cell for cell in row])
    path.write_text("﻿" + text.getvalue(), encoding="utf-8")


def as_download(layout, path, numbers):
    """The download of 2025: headings in capitals and without commas in row 6, numbers of tables in them."""
    heads = []
    for n, column in enumerate(layout.columns):
        head = column["header"].strip().upper().replace(",", "")
        heads.append(head + (f" (Tabla_{numbers + n})" if column["type"] == "table" else ""))
    rows = {1: ["Nombre del Sujeto Obligado:", "Municipio de Valle Hermoso"], 2: ["Normativa:", "Ley General"], 3: ["Formato:", "Resultados"], 4: ["Periodo:", "2024"],
            6: ["ID", "FECHA CREACION", "FECHA MODIFICACION", *heads]}
    for at, row in enumerate(layout.rows):
        rows[7 + at] = [str(at + 1), datetime.date(2024, 7, 1), datetime.date(2024, 7, 2), *row]
    sheets = [("Información", rows)]
    for n, lines in layout.tables.items():
        below_it = {1: ["Tabla"], 3: ["ID", *(part.upper() for part in layout.columns[n]["parts"])]}
        below_it.update({4 + at: line for at, line in enumerate(lines)})
        sheets.append((f"Tabla_{numbers + n}", below_it))
    write_book(path, sheets)


def reading(arguments, facts, folder):
    values = json.loads((facts / "values.json").read_text(encoding="utf-8"))["pnt"]
    failed = 0
    for name, columns in formats_of(facts).items():
        for carrier in ("csv", "xlsx"):
            layout = Format(columns, Maker(f"{arguments.seed} {name} {carrier}"), values)
            layout.make(arguments.rows, name)
            path = folder / f"{name}.{carrier}"
            if carrier == "csv":
                as_csv(layout, path)
                layout.expected = [(number, contract, [each for each in expected if each[0]["type"] != "part"]) for number, contract, expected in layout.expected]
            else:
                as_download(layout, path, 325000)
            code, out, err = run(arguments.edca, "--from", "auto", "--prefix", PREFIX, "--keep-unmapped", "--natural-persons", "-q", path)
            if code != 0:
                print(f"{name}.{carrier}: code {code}\n{err[:2000]}")
                failed += 1
                continue
            releases = lines_of(out)
            compared, wrong = layout.check(releases)
            if carrier == "xlsx" and any(release.get("buyer", {}).get("name") != "Municipio de Valle Hermoso" for release in releases):
                wrong.append("buyer is not what B1 says")
            print(f"{name}.{carrier}: {len(layout.rows)} rows, {len(releases)} releases, {compared} values compared, {len(wrong)} wrong")
            for each in wrong[:8]:
                print("  " + each)
            failed += 1 if wrong or compared < arguments.rows * 5 else 0
            if carrier == "xlsx":
                failed += other_numbers(arguments, layout, folder, out)
    return failed


def other_numbers(arguments, layout, folder, before):
    """The same rows with other numbers of tables are the same releases."""
    path = folder / "other.xlsx"
    as_download(layout, path, 471000)
    code, out, err = run(arguments.edca, "--from", "pnt", "--prefix", PREFIX, "--keep-unmapped", "--natural-persons", "-q", path)
    if code == 0 and out == before:
        return 0
    print(f"  other numbers of tables: code {code}, not the same releases {err[:300]}")
    return 1


# --- writing, and back ----------------------------------------------------------------------------------------------------------------

def party(maker, role, natural=False):
    if natural:
        given, one, two, rfc = maker.random.choice(NAMES), maker.random.choice(SURNAMES), f"{maker.random.choice(SURNAMES)} {maker.random.randrange(10**6)}", maker.rfc(4)
        name, identifier = f"{given} {one} {two}", {"scheme": "MX-RFC", "id": rfc, "legalPersonality": "naturalPerson", "givenName": given, "patronymicName": one, "matronymicName": two}
    else:
        name, rfc = f"Grupo {maker.words(2)}", maker.rfc(3)
        identifier = {"scheme": "MX-RFC", "id": rfc, "legalName": name}
    return {"id": f"MX-RFC-{rfc}", "name": name, "identifier": identifier, "roles": [role]}


def slug(text):
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def process(maker, number, direct):
    def when():
        return datetime.datetime.combine(maker.day(), datetime.time(), ZONE).isoformat()

    def reference(each):
        return {"id": each["id"], "name": each["name"]}

    def document(kind):
        return {"id": kind, "documentType": kind, "url": maker.url()}

    suppliers = [party(maker, "supplier", maker.random.random() < 0.3) for _ in range(maker.random.randrange(1, 4))]  # each of a contract
    currency = "USD" if maker.random.random() < 0.3 else "MXN"
    for each in suppliers:
        if maker.random.random() < 0.5:
            each["address"] = {"streetAddress": maker.words(2), "locality": maker.words(1), "region": "Nuevo León", "postalCode": "64000"}
    tenderers = [party(maker, "tenderer") for _ in range(2)]
    invited = [party(maker, "invitedSupplier")]
    attendees, officials = [party(maker, "attendee")], [party(maker, "official", True)]
    officials[0]["position"] = maker.words(2)
    units = {}
    for kind, role in (("requestingUnits", "requestingUnit"), ("contractingUnits", "contractingUnit"), ("responsibleUnits", "responsibleUnit")):
        name = f"Área {maker.words(1)}"
        units[kind] = [{"id": slug(name), "name": name, "roles": [role]}]
    issuers = [party(maker, "issuingSupplier") for _ in range(2)]
    ocid = f"{PREFIX}-{number}"
    category = maker.random.choice([("works", "works"), ("services", "worksRelatedServices"), ("goods", "goodsAcquisition"), ("goods", "goodsLease"), ("services", "services")])
    method = ("direct", "Adjudicación directa") if direct else maker.random.choice([("open", "Licitación pública"), ("selective", "Invitación a cuando menos tres personas")])
    source = maker.words(2)
    release = {
        "ocid": ocid, "id": f"{number}-1", "date": when(), "tag": ["compiled"], "language": "es", "initiationType": "tender", "parties": [],
        "planning": {"budget": {"description": maker.words(), "budgetBreakdown": [{"id": "1", "origin": "Estatales", "fundType": maker.words(1), "budgetLines": [
            {"id": code, "components": [{"name": "spendingObject", "level": "spendingObject", "code": code},
                                        {"name": "budgetSource", "level": "budgetSource", "description": source}]}
            for code in sorted({str(maker.random.randrange(10000, 99999)) for _ in range(2)})]}]},
            "documents": [document("environmentalImpact")], **{kind: [reference(unit) for unit in group] for kind, group in units.items()}},
        "tender": {"id": number, "status": "complete", "description": maker.words(), "procurementMethod": method[0], "procurementMethodDetails": method[1],
                   "mainProcurementCategory": category[0], "additionalProcurementCategories": [category[1]], "minValue": {"amount": maker.money(), "currency": currency},
                   "value": {"amount": maker.money(), "currency": currency}, "tenderPeriod": {"startDate": when()}, "x_caracter": "Nacional",
                   "documents": [document(kind) for kind in ("tenderNotice", "clarifications", "openingOfProposals")],
                   "items": [{"id": "1", "deliveryAddress": {"streetAddress": maker.words()}}],
                   "milestones": [{"id": "publicNotices", "type": "publicNotices", "description": maker.words()}]},
        "awards": [], "contracts": []}
    release["parties"] += suppliers + [unit for group in units.values() for unit in group]
    if direct:
        release["parties"] += issuers
        release["planning"]["hasQuotes"] = True
        release["planning"]["requestsForQuotes"] = [{"id": "1", "quotes": [{"id": each["id"], "value": {"amount": maker.money(), "currency": "MXN"},
                                                                            "issuingSupplier": reference(each)} for each in issuers]}]
    else:
        release["parties"] += tenderers + invited + attendees + officials
        release["tender"]["tenderers"] = [reference(each) for each in tenderers]
        release["tender"]["clarificationMeetings"] = [{"id": "1", "date": when(), "attendees": [reference(each) for each in attendees],
                                                       "officials": [reference(each) for each in officials]}]
    for n, supplier in enumerate(suppliers):
        identity = f"{number}-C{n}"
        release["awards"].append({"id": identity, "status": "active", "rationale": maker.words(), "suppliers": [reference(supplier)],
                                  "documents": [document(kind) for kind in ("procurementMethodAuthorization", "evaluationReports", "awardNotice")]})
        amendments = [{"id": f"CM-{k}", "description": maker.words(), "date": when()} for k in range(maker.random.randrange(0, 3))]
        value = {"amount": maker.money(), "netAmount": maker.money(), "currency": currency}
        if currency != "MXN":
            value["exchangeRates"] = [{"rate": decimal.Decimal("18.52"), "currency": "MXN"}]
        contract = {"id": identity, "awardID": identity, "description": maker.words(), "dateSigned": when(), "period": {"startDate": when(), "endDate": when()}, "value": value,
                    "guarantees": [{"id": "1", "value": {"amount": maker.money(), "currency": "MXN"}}],
                    "documents": [document("contractSigned"), document("suspensionNotice")] + [
                        {"id": f"contractAmendment-{each['id']}", "documentType": "contractAmendment", "url": maker.url()} for each in amendments],
                    "implementation": {"status": maker.random.choice(["planning", "ongoing", "concluded"]),
                                       "transactions": [{"id": "1", "paymentMethod": maker.random.choice(["wireTransfe", "check", "cash"]), "uri": maker.url()}],
                                       "documents": [document(kind) for kind in ("physicalProgressReport", "financialProgressReport", "physicalReception", "settlement")]},
                    "surveillanceMechanisms": maker.random.choice([["socialWitness"], ["internalControlUnit", "externalAuditor"]]),
                    "x_pnt": {"area": maker.words(), "validacion": "2025-01-15", "actualizacion": "2025-01-15", "nota": maker.words()}}
        if amendments:
            contract["amendments"] = amendments
        release["contracts"].append(contract)
    return release


# What each format has no column for.
LACKS = {
    "43335": ["/tender/tenderPeriod", "/planning/contractingUnits", "/awards[]/documents[documentType=evaluationReports]", "/awards[]/documents[documentType=awardNotice]",
              "/tender/documents", "/planning/budget/description", "/tender/x_caracter", "/contracts[]/implementation/transactions[]/uri",
              "/planning/budget/budgetBreakdown[]/fundType", "/spendingObject", "/planning/budget/budgetBreakdown[]/budgetLines[]/id", "/parties[]/address", "/parties[]/contractingUnit"],
    "43336": ["/contracts[]/guarantees", "/awards[]/documents[documentType=procurementMethodAuthorization]", "/awards[]/documents[documentType=awardNotice]",
              "/contracts[]/implementation/transactions[]/uri", "/parties[]/address"],
    "merged": ["/planning/requestsForQuotes", "/planning/hasQuotes", "/parties[]/issuingSupplier", "/contracts[]/x_pnt/validacion"],
}


def facts_of(release):
    """Every value of a release with its place: lists by what tells their elements apart, parties by what refers to them."""
    found = set()

    def walk(value, path):
        if isinstance(value, dict):
            for key, each in value.items():
                walk(each, f"{path}/{key}")
        elif isinstance(value, list):
            for each in value:
                if not isinstance(each, dict):
                    found.add((f"{path}[]", str(each)))
                    continue
                own = f"[documentType={each['documentType']}]" if "documentType" in each else "[]"
                if "level" in each:
                    own += f"/{each['level']}"
                walk({key: item for key, item in each.items() if not (key == "id" and "documentType" in each)}, path + own)
        else:
            found.add((path, str(value.normalize()) if isinstance(value, decimal.Decimal) else str(value)))

    walk({key: each for key, each in release.items() if key not in ("id", "date", "tag", "parties", "buyer")}, "")
    for each in release["parties"]:
        for role in each["roles"]:
            for key in ("id", "name", "position"):
                if key in each:
                    found.add((f"/parties[]/{role}/{key}", each[key]))
            for key, value in each.get("identifier", {}).items():
                found.add((f"/parties[]/{role}/{key}", value))
        for key, value in each.get("address", {}).items():
            found.add((f"/parties[]/address/{key}", value))
    return found


def writing(arguments, folder):
    failed = 0
    for name in ("43335", "43336", "merged"):
        maker = Maker(f"{arguments.seed} {name}")
        releases = [process(maker, f"{name}-{n:03}", name == "43335" or (name == "merged" and n % 3 == 0)) for n in range(max(5, arguments.rows // 10))]
        source, book, again = folder / "in.jsonl", folder / f"out-{name}.xlsx", folder / f"again-{name}.xlsx"
        with open(source, "w", encoding="utf-8") as file:
            for release in releases:
                file.write(json.dumps(release, ensure_ascii=False, default=lambda number: float(number)) + "\n")
        code, _, err = run(arguments.edca, "--to", "pnt", "--format-id", name, source, "-o", book)
        if code != 0:
            print(f"{name}: code {code}\n{err[:2000]}")
            failed += 1
            continue
        code, out, err = run(arguments.edca, "--from", "pnt", "--prefix", PREFIX, "--keep-unmapped", "--natural-persons", "--compiled", "-q", book)
        back = {release["ocid"]: release for release in lines_of(out)}
        wrong, compared = [], 0
        for release in releases:
            wanted = {(path, text) for path, text in facts_of(release)
                      if not any(path.startswith(lack) or (lack.count("/") == 1 and lack in path) for lack in LACKS[name])}
            got = facts_of(back[release["ocid"]]) if release["ocid"] in back else set()
            compared += len(wanted)
            wrong += sorted(wanted - got)
        print(f"{name}: {len(releases)} processes, {sum(len(r['contracts']) for r in releases)} contracts, {compared} values compared, {len(wrong)} lost")
        for each in wrong[:12]:
            print(f"  {each}")
        failed += 1 if code != 0 or wrong or not compared else 0
        failed += layout_of(name, read_book(book))
        (folder / "back.jsonl").write_text(out, encoding="utf-8")
        code, _, err = run(arguments.edca, "--to", "pnt", "--format-id", name, folder / "back.jsonl", "-o", again)
        if code != 0 or sheets_of(again) != sheets_of(book):
            print(f"  {name}: there and back is another workbook: code {code} {err[:500]}")
            failed += 1
        failed += office(book, folder)
    return failed


def sheets_of(path):
    """Every row, whatever the order of rows and the numbers of sub-rows."""
    book = read_book(path)
    return {name: sorted(json.dumps({key: text for key, text in cells.items() if not name.startswith("Tabla") or key != "A"}, ensure_ascii=False)
                         for row, cells in sheet["rows"].items()) for name, sheet in book.items() if name != "Reporte de Formatos"}


def layout_of(name, book):
    """The capture layout: what stands in which row, catalogues bound, rows of sub-tables named."""
    problems = []
    main = book["Reporte de Formatos"]
    rows = main["rows"]
    if name != "merged" and rows[1].get("A") != name:
        problems.append(f"A1 is {rows[1]}")
    if rows[6].get("A") != "Tabla Campos" or rows[2].get("A") != "TÍTULO":
        problems.append("rows 2 and 6 are not those of the capture layout")
    for cells, source in main["lists"]:
        column, first = re.match(r"([A-Z]+)(\d+)", cells).groups()
        sheet, last = re.match(r"'(\w+)'!\$A\$1:\$A\$(\d+)", source).groups()
        options = [cell["A"] for cell in book[sheet]["rows"].values()]
        if first != "8" or book[sheet]["state"] != "hidden" or len(options) != int(last) or rows[4][column] != "9":
            problems.append(f"the catalogue of {column} is not bound: {source}")
        problems += [f"{column}{row} is not in its catalogue" for row, each in rows.items() if row > 7 and column in each and each[column] not in options]
    if not main["lists"]:
        problems.append("no catalogue")
    for column, label in rows[7].items():
        table = re.search(r"\n(Tabla_\d+)$", label)
        if rows[4][column] != "10":
            continue
        numbers = {each["A"] for row, each in book[table[1]]["rows"].items() if row > 3}
        named = {each[column] for row, each in rows.items() if row > 7 and column in each}
        if book[table[1]]["rows"][3]["A"] != "ID" or numbers != named:
            problems.append(f"rows of {table[1]} are not those that {column} names")
    for problem in problems[:8]:
        print(f"  {name}: {problem}")
    return 1 if problems else 0


def office(book, folder):
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        print("  skipped: no LibreOffice")
        return 0
    subprocess.run([program, "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "ods", "--outdir", folder, book], check=False, capture_output=True,
                   timeout=300)
    made = book.with_suffix(".ods")
    if not made.exists():
        print(f"  LibreOffice does not open {book.name}")
        return 1
    # Catalogues are bound there too: a rule for each, and cells that name it.
    wanted = sum(len(sheet["lists"]) for sheet in read_book(book).values())
    with zipfile.ZipFile(made) as opened:
        content = opened.read("content.xml").decode()
    rules = set(re.findall(r'<table:content-validation table:name="([^"]+)" table:condition="of:cell-content-is-in-list', content))
    used = {name for name in rules if f'table:content-validation-name="{name}"' in content}
    print(f"  LibreOffice opens it: {len(used)} of {wanted} catalogues bound")
    return 0 if len(used) == wanted else 1


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--shared", default="")
    parser.add_argument("--rows", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    facts = pathlib.Path(arguments.shared) / "facts" / "legacy"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        failed = writing(arguments, folder)
        if arguments.shared and facts.is_dir():
            failed += reading(arguments, facts, folder)
        else:
            print("skipped: no ../shared (files read by what the facts say)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
