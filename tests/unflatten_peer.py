#!/usr/bin/env python3
"""edca unflatten against flatten-tool 0.28: unflatten_peer.py --edca PROGRAM --root DIR [--shared DIR] [--every N]

What flatten-tool writes of the samples, and of the published data of --shared where they are there, as CSV and as XLSX, and the
templates that it makes of the schema of OCDS, with rows in them: edca makes of each the JSON that flatten-tool itself makes, with
the schema, by which it knows types. Where the two are known to differ, edca is right, and a case of its own says how: see CASES.

Needs flatten-tool (PyPI: flattentool) in this Python, or in the one that EDCA_PEERS_PYTHON names; else it ends with 77, which
ctest reports as skipped.
"""
import csv
import decimal
import json
import pathlib
import subprocess
import sys
import tempfile

from flatten_tool import arguments_of, compare_files, quiet_load, report
from flatten_tool_peer import items_of, written

MOST_BYTES = 1 << 20
LONGEST_SHEET_NAME = 31

# Rows as flatten-tool reads them and as edca does, where flatten-tool loses something: name, CSV, its JSON, ours or the rule of
# the error that edca gives.
CASES = [
    ("two cells that do not agree", "ocid,id,tender/title\no-1,1,A\no-1,1,B\n",
     [{"ocid": "o-1", "id": "1", "tender": {"title": "A"}}], "tables.conflict"),
    ("a comma in a list", 'ocid,id,tag,tender/submissionMethod\no-1,1,tender,"a, b"\n',
     [{"ocid": "o-1", "id": "1", "tag": ["tender"], "tender": {"submissionMethod": [["a", " b"]]}}],
     [{"ocid": "o-1", "id": "1", "tag": ["tender"], "tender": {"submissionMethod": ["a, b"]}}]),
    ("spaces around what is in a list", "ocid,id,tag\no-1,1,tender; award\n",
     [{"ocid": "o-1", "id": "1", "tag": ["tender", " award"]}], [{"ocid": "o-1", "id": "1", "tag": ["tender", "award"]}]),
    ("a byte order mark", "\ufeffocid,id\no-1,1\n", [{"\ufeffocid": "o-1", "id": "1"}], [{"ocid": "o-1", "id": "1"}]),
    ("another delimiter", "ocid;id\no-1;1\n", [{"ocid;id": "o-1;1"}], [{"ocid": "o-1", "id": "1"}]),
    ("a space behind an id", "ocid,id,tender/title,tender/status\no-1,1,A,\no-1,1 ,,active\n",
     [{"ocid": "o-1", "id": "1", "tender": {"title": "A"}}, {"ocid": "o-1", "id": "1 ", "tender": {"status": "active"}}],
     [{"ocid": "o-1", "id": "1", "tender": {"title": "A", "status": "active"}}]),
    ("an amount with marks", "ocid,id,tender/value/amount\no-1,1,\"$1,234.50\"\n",
     [{"ocid": "o-1", "id": "1", "tender": {"value": {"amount": "$1,234.50"}}}],
     [{"ocid": "o-1", "id": "1", "tender": {"value": {"amount": decimal.Decimal("1234.50")}}}]),
]


# Samples that are about what flatten-tool leaves as it is: a label in the place of a code, which edca reads as the code.
LEFT_OUT = {"method-in-spanish"}


def is_release(item):
    return "ocid" in item and not {"compiledRelease", "releases", "versionedRelease"} & item.keys()


def lines(text):
    return [json.loads(line, parse_float=decimal.Decimal) for line in text.splitlines()]


def known(value):
    """A value without what may differ: the text of numbers; what is nothing, which tables cannot tell apart."""
    if isinstance(value, dict):
        return {key: known(each) for key, each in value.items()}
    if isinstance(value, list):
        return list(map(known, value))
    if isinstance(value, (int, float, decimal.Decimal)) and not isinstance(value, bool):
        return decimal.Decimal(str(value)).normalize()
    return value.replace("_x000D_", "\r") if isinstance(value, str) else value


def difference(left, right, where=""):
    """The first place where two values differ."""
    if type(left) is type(right) is dict:
        for key in left.keys() | right.keys():
            if key not in left or key not in right:
                return f"{where}/{key}: only {'edca' if key in left else 'flatten-tool'} has it: {(left.get(key) or right.get(key))!r}"
            found = difference(left[key], right[key], f"{where}/{key}")
            if found:
                return found
        return None
    if type(left) is type(right) is list:
        if len(left) != len(right):
            return f"{where}: {len(left)} elements against {len(right)}"
        return next(filter(None, (difference(*pair, f"{where}/{at}") for at, pair in enumerate(zip(left, right)))), None)
    return None if left == right else f"{where}: {left!r} against {right!r}"


class Peer:
    def __init__(self, flattentool, edca, folder, profile="ocds-1.1"):
        self.flattentool, self.edca, self.folder, self.profile = flattentool, edca, pathlib.Path(folder), profile
        self.schema = self.folder / "schema.json"
        self.schema.write_bytes(subprocess.run([edca, "schema", "show", profile, "--lang", "en"], capture_output=True, check=True).stdout)

    def edca_unflatten(self, path):
        return subprocess.run([self.edca, "unflatten", "--profile", self.profile, "--timezone", "Z", "--fail-on", "never",
                               "--lang", "en", str(path)], capture_output=True, check=False)

    def read(self, path, kind):
        output = self.folder / "theirs.json"
        self.flattentool.unflatten(str(path), input_format=kind, output_name=str(output), root_list_path="items", root_id="ocid",
                                   id_name="id", schema=str(self.schema))
        return json.loads(output.read_text(encoding="utf-8"), parse_float=decimal.Decimal)["items"]

    def compare(self, path, kind):
        run = self.edca_unflatten(path)
        if run.returncode != 0:
            return f"{kind}: exit {run.returncode}: {run.stderr.decode()[:300]}"
        return difference(known(lines(run.stdout.decode("utf-8"))), known(self.read(path, kind)), kind)

    def own_tables(self, items):
        """What flatten-tool writes, both ways."""
        wrapped = self.folder / "items.json"
        wrapped.write_text(written({"main": items}), encoding="utf-8")
        made = self.folder / "made"
        self.flattentool.flatten(str(wrapped), output_name=str(made), output_format="all", root_id="ocid", schema=str(self.schema))
        return self.compare(made, "csv") or self.compare(self.folder / "made.xlsx", "xlsx")

    def template(self, **options):
        """A template of OCDS with two rows in each sheet; the CSV of it, and the same cells as a workbook."""
        made = self.folder / "template"
        self.flattentool.create_template(str(self.schema), output_name=str(made), output_format="all", root_id="ocid",
                                         main_sheet_name="releases", **options)
        import openpyxl
        book = openpyxl.load_workbook(self.folder / "template.xlsx")
        columns = 0
        for path in sorted(made.glob("*.csv")):
            with open(path, newline="", encoding="utf-8") as file:
                heads = next(csv.reader(file))
            rows = [[value_of(head, number, path.stem == "releases") for head in heads] for number in (1, 2)]
            with open(path, "w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([heads, *rows])
            for row in rows:
                book[path.stem[:LONGEST_SHEET_NAME]].append(row)
            columns += len(heads)
        book.save(self.folder / "template.xlsx")
        return columns, self.compare(made, "csv") or self.compare(self.folder / "template.xlsx", "xlsx")


def value_of(head, number, is_main):
    """Something that fits a column: the rows of all sheets are about the same two things."""
    name = head.rsplit("/", 1)[-1]
    if name == "ocid":
        return f"ocds-mx0009-{number}"
    if name == "id":
        return f"{head.replace('/0', '').replace('/', '-')}-{number}" if "/" in head else str(number)
    return None


def try_cases(peer):
    problems = []
    for name, text, theirs, ours in CASES:
        path = peer.folder / "case"
        path.mkdir(exist_ok=True)
        (path / "main.csv").write_text(text, encoding="utf-8")
        found = peer.read(path, "csv")
        if known(found) != known(theirs):
            problems.append(f"{name}: flatten-tool no longer reads it so: {found}")
        run = peer.edca_unflatten(path)
        if isinstance(ours, str):
            if f"[{ours}]" not in run.stderr.decode():
                problems.append(f"{name}: no {ours}: {run.stderr.decode()}")
        elif known(lines(run.stdout.decode())) != known(ours):
            problems.append(f"{name}: edca reads {run.stdout.decode()}")
    return problems


def main():
    arguments = arguments_of(__doc__)
    flattentool, edca = quiet_load(), arguments.edca.resolve()

    def releases_of(path):
        if path.stat().st_size > MOST_BYTES or path.parent.name in LEFT_OUT:
            return None
        items = items_of(path)
        return items if items and all(map(is_release, items)) else None

    def compare(_, items):
        with tempfile.TemporaryDirectory() as folder:
            return Peer(flattentool, edca, folder, "edca-mx").own_tables(items)

    equal, left, problems = compare_files(arguments, releases_of, compare)
    with tempfile.TemporaryDirectory() as folder:
        problems += try_cases(Peer(flattentool, edca, folder))
    for options in ({}, {"truncation_length": 5, "no_deprecated_fields": True}, {"rollup": True}):
        with tempfile.TemporaryDirectory() as folder:
            columns, problem = Peer(flattentool, edca, folder).template(**options)
        print(f"template {options}: {columns} columns")
        if problem:
            problems.append(f"template {options}: {problem}")
    return report(equal, problems, f"{left} were left out: no releases, too large, or what flatten-tool cannot write")


if __name__ == "__main__":
    sys.exit(main())
