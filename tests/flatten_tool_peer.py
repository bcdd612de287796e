#!/usr/bin/env python3
"""edca flatten --style flatten against flatten-tool 0.28: flatten_tool_peer.py --edca PROGRAM --root DIR [--shared DIR]

For the samples, and the published data of --shared where they are there: the sheets have the names, columns, rows and values
that flatten-tool writes itself, and flatten-tool makes of them, as CSV and as XLSX, what it makes of its own. One difference is
meant: numbers are written as they came in (`1e3`; flatten-tool writes 1E+3). Another one is not compared: null within a list of
texts is nothing here and the text None there. Of workbooks two more are known: doubles of 17 digits are whole here, while those
of flatten-tool have 16; and a carriage return is written as Excel writes it, `_x000D_`, which openpyxl, by which flatten-tool reads,
leaves as it stands.

Needs flatten-tool (PyPI: flattentool) in this Python, or in the one that EDCA_PEERS_PYTHON names; else it ends with 77, which
ctest reports as skipped.
"""
import csv
import decimal
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from flatten_tool import Refused, arguments_of, compare_files, quiet_load, report

ROOTS = ("releases", "records", "projects")
MOST_BYTES = 4 << 20


class Number(float):
    """A number that is written as it was."""

    def __new__(cls, text):
        self = super().__new__(cls, text)
        self.text = text
        return self

    def __repr__(self):
        return self.text


def documents(text):
    decoder = json.JSONDecoder(parse_float=Number)
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n":
            at += 1
    return found


def written(value):
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(key) + ":" + written(each) for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value)


def mixed(value):
    """Lists that flatten-tool cannot write, or writes None for."""
    if isinstance(value, dict):
        return any(map(mixed, value.values()))
    if not isinstance(value, list):
        return False
    kinds = {"object" if isinstance(each, dict) else "list" if isinstance(each, list) else "null" if each is None else "scalar"
             for each in value}
    return len(kinds) > 1 or kinds == {"null"} or any(map(mixed, value)) or \
        any(isinstance(each, list) and any(isinstance(one, (list, dict)) for one in each) for each in value)


def items_of(path):
    """The text of the items as flatten-tool wants it: one object with a list; nothing where it cannot read them."""
    text = path.read_text(encoding="utf-8-sig")
    items = []
    for value in documents(text):
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, dict):
                return None
            lists = [each[root] for root in ROOTS if isinstance(each.get(root), list)]
            if "ocid" in each or not lists:
                items.append(each)
            else:
                items += lists[0]
    if not items or not all(isinstance(each, dict) and ("ocid" in each or "id" in each) for each in items):
        return None
    return None if mixed(items) else items


def plain(cell):
    """A cell by its meaning."""
    try:
        number = decimal.Decimal(cell)
    except decimal.InvalidOperation:
        return cell
    if not number.is_finite():
        return cell
    # Texts that are numbers must agree to the letter.
    return cell if "e" not in cell.lower() else str(number.normalize())


def sheets(folder):
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with open(path, newline="", encoding="utf-8") as file:
            found[path.name] = [[plain(cell) for cell in row] for row in csv.reader(file)]
    return found


def first_difference(ours, theirs):
    if ours.keys() != theirs.keys():
        return f"sheets {sorted(ours.keys() ^ theirs.keys())}"
    for name, rows in ours.items():
        if rows[:1] != theirs[name][:1]:
            return f"columns of {name}: {rows[0]} against {theirs[name][0]}"
        for number, (left, right) in enumerate(zip(rows, theirs[name]), 1):
            if left != right:
                return f"{name}, row {number}: {[pair for pair in zip(left, right) if pair[0] != pair[1]][:3]}"
        if len(rows) != len(theirs[name]):
            return f"{name}: {len(rows)} rows against {len(theirs[name])}"
    return None


def known(value):
    """A value without what is known to differ in workbooks."""
    if isinstance(value, dict):
        return {key: known(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(known, value))
    if not isinstance(value, str):
        return value
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", value):
        return f"{float(value):.15g}"
    return value.replace("_x000D_", "\r")


class Peer:
    def __init__(self, flattentool, edca):
        self.flattentool, self.edca = flattentool, edca

    def edca_flatten(self, path, target):
        run = subprocess.run([self.edca, "flatten", "--style", "flatten", "--fail-on", "never", "--lang", "en", "-q", "-o", target, path],
                             capture_output=True, check=False)
        return None if run.returncode == 0 else f"exit {run.returncode}: {run.stderr.decode()[:300]}"

    def read_back(self, tables, kind, root_id, folder):
        output = f"{folder}/back.json"
        self.flattentool.unflatten(str(tables), input_format=kind, output_name=output, root_list_path="main", root_id=root_id,
                                   id_name="id")
        return json.loads(pathlib.Path(output).read_text(encoding="utf-8"))

    def compare(self, path, items, folder):
        root_id = "ocid" if any("ocid" in each for each in items) else ""
        wrapped = pathlib.Path(folder, "items.json")
        wrapped.write_text(written({"main": items}), encoding="utf-8")
        problem = self.edca_flatten(path, f"{folder}/ours/") or self.edca_flatten(path, f"{folder}/ours.xlsx")
        if problem:
            return problem
        try:
            self.flattentool.flatten(str(wrapped), output_name=f"{folder}/theirs", output_format="all", root_id=root_id or None)
        except Exception as error:  # whatever it is, it is flatten-tool that does not go on
            raise Refused from error
        shutil.move(f"{folder}/theirs.xlsx", f"{folder}/own.xlsx")
        difference = first_difference(sheets(pathlib.Path(folder, "ours")), sheets(pathlib.Path(folder, "theirs")))
        if difference:
            return difference
        for kind, mine, other in (("csv", "ours", "theirs"), ("xlsx", "ours.xlsx", "own.xlsx")):
            left = self.read_back(f"{folder}/{mine}", kind, root_id, folder)
            right = self.read_back(f"{folder}/{other}", kind, root_id, folder)
            if left != right and (kind == "csv" or known(left) != known(right)):
                return f"{kind}: flatten-tool reads something else"
        return None


def main():
    arguments = arguments_of(__doc__)
    peer = Peer(quiet_load(), arguments.edca.resolve())

    def small_items(path):
        return items_of(path) if path.stat().st_size <= MOST_BYTES else None

    def compare(path, items):
        with tempfile.TemporaryDirectory() as folder:
            return peer.compare(path, items, folder)

    equal, left, problems = compare_files(arguments, small_items, compare)
    return report(equal, problems, f"{left} were left out: no items, too large, or what flatten-tool cannot write")


if __name__ == "__main__":
    sys.exit(main())
