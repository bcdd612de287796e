#!/usr/bin/env python3
"""What is made of files of earlier systems: legacy.py --edca PROGRAM --shared FOLDER [--rows N] [--seed N]

Writes rows of invented data in each layout of CompraNet and ComprasMX that the facts list, converts them, and compares every
value with what the facts say of its column: they, and not the maps of the program, name the place and the rule of each.
Dates are held against the time zone of the system. Without the facts it reports itself as skipped.
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
import subprocess
import sys
import tempfile
import unicodedata
import zoneinfo

ZONE = zoneinfo.ZoneInfo("America/Mexico_City")
PREFIX = "ocds-abc123"
# Layout: encoding, delimiter, the column with the number of the procedure and that of the contract (by header).
LAYOUTS = {
    "compranet_a_13": ("utf-8", ","), "compranet_b1_39": ("utf-8", ","), "compranet_b2_45": ("utf-8", ","),
    "compranet_c_45": ("latin-1", ","), "comprasmx_d_73": ("cp1252", ","), "comprasmx_mirror_21": ("utf-8", ","),
    "expedientes_37": ("cp1252", ","), "expedientes_cnet_21": ("latin-1", ","), "difusion_web_13": ("utf-16", "\t"),
}
WORDS = ("material clínico papelería señalización vehículos víveres medicamento niños cañón útiles limpieza "
         "\"vigilancia\" equipo médico, quirúrgico mantenimiento").split()
COMPANY = "Suministros Comercial Grupo Constructora Servicios".split()


def plain(text):
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(text.lower().split())


class Maker:
    """Cells of a column, with what the facts say becomes of them."""

    def __init__(self, seed, values):
        self.random = random.Random(seed)
        self.values = values

    def words(self, count):
        return " ".join(self.random.choice(WORDS) for _ in range(count))

    def day(self):
        return datetime.datetime(2010, 1, 1) + datetime.timedelta(days=self.random.randrange(5500))

    def date(self, rule):
        form = self.random.choice([part for part in re.split(r"[;|]", rule) if part.startswith(("date_", "xlsx_"))] or ["date_iso"])
        when = self.day()
        if form in ("date_local", "date_slash", "date_slash_nospace"):
            when += datetime.timedelta(hours=self.random.randrange(3, 23), minutes=self.random.randrange(60))
        text = when.strftime({
            "date_gmt": "%Y-%m-%d %H:%M:%S GMT", "date_local": self.random.choice(["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"]),
            "date_iso": "%Y-%m-%d", "date_dmy4": "%d/%m/%Y", "date_dmy2": "%d/%m/%y", "date_slash": "%Y/%m/%d %H:%M",
            "date_slash_nospace": "%Y/%m/%d%H:%M", "xlsx_date": "%d/%m/%Y"}[form])
        return text, when.replace(tzinfo=ZONE).isoformat()

    def money(self):
        amount = decimal.Decimal(self.random.randrange(100, 10**11)) / 100
        text = self.random.choice([str(amount), f"{amount:,}", f"${amount:,}"])
        return text, amount

    def rfc(self):
        letters = "".join(self.random.choice("ABCDEFGHJKLMNÑ&") for _ in range(3))
        return letters + self.day().strftime("%y%m%d") + self.random.choice("ABC12") + self.random.choice("DEF34") + self.random.choice("0123456789A")

    def known(self, name):
        table = self.values["procurementMethod" if name == "procurementMethod_prefix" else name]
        said = self.random.choice([key for key in table if key.strip() and table[key] is not None])
        return self.random.choice([said, said.upper(), said.title()]), table[said]


def cell_of(maker, column):
    """The text of a cell, and what becomes of it: a tuple (kind, value)."""
    rule, path, kind = column["rule"], column["path"], column["type"]
    if path == "" or "drop" in rule or "scale_by_uc" in rule or "prefix_of_uc_name" in rule:
        return maker.words(1).replace('"', ""), ("nothing", None)
    if "personal" in rule:
        return f"Persona {maker.words(2)}", ("absent", None)
    for part in rule.split(";"):
        if part.startswith("map:"):
            name = part[4:]
            if name in ("orden", "tipoInstitucion", "ley", "excepcion", "elemento"):
                break
            said, value = maker.known(name)
            return said, ("mapped", (name, value))
    if "date" in kind:
        text, value = maker.date(rule)
        return text, ("same", value)
    if "money" in rule:
        text, value = maker.money()
        return text, ("number", value)
    if kind == "uri":
        address = f"https://example.org/{maker.random.randrange(10**9)}"
        return address, ("same", address)
    if rule.startswith("rfc"):
        text = maker.rfc()
        return text, ("same", text)
    if "sino" in rule or "flag01" in rule:
        return maker.random.choice(["SI", "NO"] if "sino" in rule else ["1", "0"]), ("flag", None)
    if "text_or_flag" in rule:
        text = f"Marco {maker.random.randrange(10**6)}"
        return text, ("same", text)
    if "list" in rule:
        codes = sorted({str(maker.random.randrange(10000, 99999)) for _ in range(maker.random.randrange(1, 4))})
        return ", ".join(codes), ("codes", codes)
    if "ramo2" in rule:
        text = f"{maker.random.randrange(1, 53):02}"
        return text, ("same", text)
    text = maker.words(maker.random.randrange(1, 5))
    if path == "parties[role=supplier]/name":  # two of one name would be one party
        text = f"{maker.random.choice(COMPANY)} {maker.random.randrange(10**9)} {text}"
    if "no_zero" in rule or "cartera" in rule:
        text = str(maker.random.randrange(1, 10**9))
    return text, ("text", text)


class Layout:
    """A file of a layout, and what the facts say of it."""

    def __init__(self, name, columns, maker):
        self.name, self.columns, self.maker = name, columns, maker
        self.rows, self.expected = [], []

    def is_of_contract(self, column):
        return column["path"].startswith(("contracts[]", "awards[]", "parties[role=supplier]"))

    def make(self, count):
        contracts = any(column["path"] == "contracts[]/id" for column in self.columns)
        procedure = 0
        while len(self.rows) < count:
            procedure += 1
            shared = {}
            for _ in range(self.maker.random.randrange(1, 4) if contracts else 1):
                self.add(procedure, shared)

    def add(self, procedure, shared):
        row, expected = [], []
        number = f"LA-{procedure:09}-E{procedure}-2019"
        for n, column in enumerate(self.columns):
            rule = column["rule"]
            if rule == "ocid":
                row.append(number)
                continue
            if column["path"] == "contracts[]/id":
                row.append(f"C{len(self.rows) + 1:07}")
                continue
            if "map:elemento" in rule:
                row.append("PROCEDIMIENTO DE CONTRATACIÓN")
                continue
            if n not in shared or self.is_of_contract(column):
                shared[n] = cell_of(self.maker, column)
            text, value = shared[n]
            if "fallback" in rule and not column["path"].endswith("amendments[]"):
                text = ""  # what another column says goes before
            if column["header"] == "Importe DRC" and len(self.rows) % 3 == 0 and self.name == "comprasmx_d_73":
                text = ""
            if column["header"] == "Monto sin imp./máximo" and row[44] == "":
                text, value = shared[n]
                value = ("number", value[1])
            if "apostrophe" in rule:
                text = "'" + text
            row.append(text)
            if text:
                expected.append((column, value))
        self.rows.append(row)
        self.expected.append((number, expected))

    def write(self, path):
        encoding, delimiter = LAYOUTS[self.name]
        text = io.StringIO()
        writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
        writer.writerow([column["header"] for column in self.columns])
        writer.writerows(self.rows)
        path.write_bytes(text.getvalue().encode(encoding))


def below(value, keys):
    """All values at a path, whatever element of lists."""
    if not keys:
        return [value]
    if isinstance(value, list):
        return [found for each in value for found in below(each, keys)]
    if not isinstance(value, dict):
        return []
    key = re.sub(r"\[.*\]", "", keys[0])
    return below(value[key], keys[1:]) if key in value else []


def flatten(value):
    return [found for each in value for found in flatten(each)] if isinstance(value, list) else [value]


def additional(value):
    """The values of all additional fields."""
    if isinstance(value, list):
        return [found for each in value for found in additional(each)]
    if not isinstance(value, dict):
        return []
    own = [each for key, each in value.items() if key.startswith("x_")]
    return own + [found for each in value.values() for found in additional(each)]


class Checker:
    """Holds releases against what is expected."""

    def __init__(self, layout, releases):
        self.layout = layout
        self.releases = {release["ocid"]: release for release in releases}
        self.compared, self.wrong = 0, []

    def check(self):
        contract_at = next((n for n, c in enumerate(self.layout.columns) if c["path"] == "contracts[]/id"), None)
        for row, (number, expected) in zip(self.layout.rows, self.layout.expected):
            release = self.releases.get(f"{PREFIX}-{number}")
            if release is None:
                self.wrong.append(f"{number}: no release")
                continue
            ids = [each["id"] for each in release.get("contracts", [])]
            contract = row[contract_at] if contract_at is not None else ids[0] if ids else None
            for column, value in expected:
                self.cell(release, contract, column, value)

    def part(self, release, contract, path):
        """The value that a path of the facts begins at, and the rest of it."""
        keys = path.split("/")
        if keys[0].startswith("parties[role="):
            return [each for each in release["parties"] if keys[0][13:-1] in each["roles"]], keys[1:]
        if keys[0] in ("contracts[]", "awards[]"):
            return [each for each in release[keys[0][:-2]] if each["id"] == contract], keys[1:]
        if path.startswith("relatedProcesses[relationship="):
            wanted = re.search(r"relationship=(\w+)", path).group(1)
            return [each for each in release.get("relatedProcesses", []) if wanted in each["relationship"]], keys[1:]
        return release, keys

    def cell(self, release, contract, column, value):
        kind, wanted = value
        path = column["path"]
        if kind in ("nothing", "flag"):
            return
        self.compared += 1
        part, keys = self.part(release, contract, path)
        found = flatten(below(part, keys))
        if kind == "absent":
            good = not found
        elif "/x_" in "/" + path or path == "tender/legalBasis/description":  # a field that EDCA-MX lacks
            good = any(str(wanted) == str(each) or kind == "mapped" or
                       (kind == "number" and isinstance(each, decimal.Decimal) and each == wanted)
                       for each in additional(release)) or column["type"] in ("datetime", "date")
        elif kind == "mapped":
            good = self.mapped(release, contract, wanted, found)
        elif kind == "codes":
            good = set(wanted) <= {str(each) for each in found}
        elif kind == "number":
            good = wanted in found
        elif path == "date":
            good = True  # the last of all dates
        elif "template" in column["rule"] or "append" in column["rule"] or "map:excepcion" in column["rule"]:
            good = any(wanted in each for each in found)
        elif path == "relatedProcesses[relationship=parent]/identifier":
            good = f"{PREFIX}-{wanted}" in found
        elif path == "relatedProcesses[relationship=framework]/identifier" and "text_or_flag" in column["rule"]:
            good = wanted in flatten(below(part, ["title"]))
        else:
            good = wanted in found
        if not good:
            self.wrong.append(f"{column['header']}: {wanted!r} is not at {path}: {found[:3]!r}")

    def mapped(self, release, contract, wanted, found):
        name, value = wanted
        if name.startswith("procurementMethod"):
            tender = release["tender"]
            return (tender.get("procurementMethod") == value["procurementMethod"] and
                    tender.get("procurementMethodDetails") == value["procurementMethodDetails"])
        if name == "category":
            tender = release["tender"]
            return tender["mainProcurementCategory"] == value[0] and value[1] in tender["additionalProcurementCategories"]
        return set(value if isinstance(value, list) else [value]) <= set(found)


def run(program, layout, folder, options):
    path = folder / f"{layout.name}.csv"
    layout.write(path)
    result = subprocess.run([program, "convert", "--lang", "en", "--from", "auto", "--prefix", PREFIX, "--keep-unmapped",
                             "-q", *options, str(path)], capture_output=True, check=False)
    if result.returncode != 0:
        return None, result.stderr.decode()[:2000] or f"code {result.returncode}"
    return [json.loads(line, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
            for line in result.stdout.decode().splitlines()], ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--shared", default="")
    parser.add_argument("--rows", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    facts = pathlib.Path(arguments.shared) / "facts" / "legacy"
    if not arguments.shared or not facts.is_dir():
        print("skipped: no ../shared")
        return 77
    values = json.loads((facts / "values.json").read_text(encoding="utf-8"))
    failed = 0
    for name in LAYOUTS:
        with open(facts / f"{name}.csv", encoding="utf-8", newline="") as file:
            columns = list(csv.DictReader(file))
        layout = Layout(name, columns, Maker(f"{arguments.seed} {name}", values))
        layout.make(arguments.rows)
        with tempfile.TemporaryDirectory() as folder:
            releases, error = run(arguments.edca, layout, pathlib.Path(folder), [])
        if releases is None:
            print(f"{name}: {error}")
            failed += 1
            continue
        checker = Checker(layout, releases)
        checker.check()
        print(f"{name}: {len(layout.rows)} rows, {len(releases)} releases, {checker.compared} values compared, "
              f"{len(checker.wrong)} wrong")
        for each in checker.wrong[:8]:
            print("  " + each)
        failed += 1 if checker.wrong or checker.compared < arguments.rows else 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
