#!/usr/bin/env python3
"""The findings in a published export of official advertising are those that were counted by hand.

  advertising.py --edca PROGRAM --shared DIR [--seed N]

Reads what a state published for 2016 to 2018 and compares each count with the one that was worked out without this
program; then puts seeded mistakes into copies of its tables and asks that the counts move by exactly what was put in.
Skipped (code 77) where DIR is not there.
"""
import argparse
import collections
import csv
import io
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ENCODING = "latin-1"


class Run:
    """One report."""

    def __init__(self, edca, *inputs):
        done = subprocess.run([edca, "validate", "--lang", "en", "--format", "json", "--now", "2026-01-01", *inputs],
                              capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        self.report = json.loads(done.stdout)
        self.counts = collections.Counter()
        self.messages = collections.defaultdict(list)
        for finding in self.report["findings"]:
            key = (pathlib.PurePath(finding["file"]).stem, finding["rule"])
            self.counts[key] += 1
            self.messages[key].append(finding["message"])

    def of(self, table, *rules):
        return sum(self.counts[table, "advertising." + rule] for rule in rules)

    def sum_of(self, table, rule):
        """Rows that habits are told of: the first number of each sentence."""
        return sum(int("".join(c for c in text.split()[0] if c.isdigit())) for text in self.messages[table, "advertising." + rule])

    def unresolved(self):
        return sum(count for (_, rule), count in self.counts.items() if rule.startswith("advertising.reference-"))


def published(run):
    """What the run says beside what was counted."""
    return [
        ("malformed RFCs", run.of("gasto_x_proveedor", "rfc"), 40),
        ("RFCs that contradict the personality", run.of("gasto_x_proveedor", "rfc-personality"), 4),
        ("wrong check digits", run.of("gasto_x_proveedor", "rfc-check-digit"), 3),
        ("invoices that stand twice", run.of("facturas", "invoice-repeated"), 7),
        ("contracts paid above their total", run.of("contratos", "paid-above-total"), 15),
        ("quarters that do not fit the date", run.of("facturas", "quarter"), 44),
        ("years that do not fit the date", run.of("facturas", "year"), 28),
        ("contracts that end before they begin", run.of("contratos", "date-order"), 4),
        ("contracts signed after they began", run.sum_of("contratos", "signed-late"), 521),
        ("bodies that only award directly", run.of("contratos", "direct-award"), 2),
        ("totals that are not the sum", run.of("contratos", "contract-sum", "paid-sum"), 0),
        ("names that lead nowhere", run.unresolved(), 0),
    ]


class Table:
    """A CSV file that can be changed."""

    def __init__(self, path):
        self.rows = list(csv.reader(io.StringIO(path.read_bytes().decode(ENCODING), newline="")))

    def column(self, name):
        return self.rows[0].index(name)

    def save(self, path):
        out = io.StringIO(newline="")
        csv.writer(out, lineterminator="\n").writerows(self.rows)
        path.write_bytes(out.getvalue().encode(ENCODING))


def rename_suppliers(suppliers, used, random_):
    """Fifty suppliers that have invoices get another name in the table of suppliers."""
    column = suppliers.column("Nombre o razón social")
    rows = [row for row in suppliers.rows[1:] if row[column] in used]
    for row in random_.sample(rows, 50):
        row[column] += " (antes)"


MUTATIONS = {
    # name: (table, rule, what is done to a row)
    "amount": ("facturas", "amount", lambda table, row: put(table, row, "Monto", "mil")),
    "date": ("facturas", "date", lambda table, row: put(table, row, "Fecha de erogación", "ayer")),
    "impossible": ("facturas", "date", lambda table, row: put(table, row, "Fecha de erogación", "2017-02-30")),
    "negative": ("facturas", "amount-negative", lambda table, row: put(table, row, "Monto", "-5.00")),
    "year": ("facturas", "year-form", lambda table, row: put(table, row, "Ejercicio", "17")),
    "total": ("contratos", "contract-sum", lambda table, row: put(table, row, "Monto original del contrato", "1.00")),
    "required": ("contratos", "required", lambda table, row: put(table, row, "Objeto del contrato", "")),
    "supplier": ("facturas", "reference-supplier", lambda table, row: put(table, row, "Proveedor", f"Nadie {row}")),
    "contract": ("facturas", "reference-contract", lambda table, row: put(table, row, "Contrato", f"X-{row}")),
    "future": ("facturas", "date-future", lambda table, row: put(table, row, "Fecha de erogación", "2030-01-01")),
    "unlikely": ("facturas", "date-unlikely", lambda table, row: put(table, row, "Fecha de erogación", "1917-05-01")),
    "decimals": ("facturas", "amount-decimals", lambda table, row: put(table, row, "Monto", "1.234")),
    "repeated": ("facturas", "invoice-repeated", lambda table, row: table.rows.append(list(table.rows[row]))),
    "curp": ("contratos", "personal-curp", lambda table, row: put(table, row, "Objeto del contrato", "De PUFE800101HQRRCL09")),
    "formula": ("contratos", "formula", lambda table, row: put(table, row, "Objeto del contrato", "=1+1")),
    "lost": ("contratos", "lost-letter", lambda table, row: put(table, row, "Objeto del contrato", "Educaci?n")),
    "mojibake": ("contratos", "mojibake", lambda table, row: put(table, row, "Objeto del contrato", "Educaci\u00c3\u00b3n")),
    "wide": ("facturas", "row-width", lambda table, row: table.rows[row].append("")),
    "narrow": ("contratos", "row-width", lambda table, row: table.rows[row].pop()),
    "key": ("contratos", "key-repeated",
            lambda table, row: put(table, row, "Número de contrato", table.rows[1][table.column("Número de contrato")])),
}


def put(table, row, name, text):
    table.rows[row][table.column(name)] = text


def copies(shared, folder):
    for name in ("contratos", "facturas"):
        (folder / f"{name}.csv").write_bytes((shared / f"{name}.csv").read_bytes())
    (folder / "proveedores.csv").write_bytes((shared / "gasto_x_proveedor.csv").read_bytes())


def mutated(edca, shared, seed):
    """(name, how much the count moved, by how much it should)."""
    random_ = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copies(shared, folder)
        before = Run(edca, str(folder))
        suppliers, invoices = Table(folder / "proveedores.csv"), Table(folder / "facturas.csv")
        rename_suppliers(suppliers, {row[invoices.column("Proveedor")] for row in invoices.rows[1:]}, random_)
        suppliers.save(folder / "proveedores.csv")
        yield "suppliers that got another name", Run(edca, str(folder)).of("facturas", "reference-supplier"), 50
        for mutation, (table, rule, change) in MUTATIONS.items():
            copies(shared, folder)
            changed = Table(folder / f"{table}.csv")
            # The first rows stay, so that there is something to be repeated.
            for row in random_.sample(range(10, len(changed.rows)), 5):
                change(changed, row)
            changed.save(folder / f"{table}.csv")
            moved = Run(edca, str(folder)).of(table, rule) - before.of(table, rule)
            yield mutation, moved, 5


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", required=True)
    parser.add_argument("--shared", required=True, type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    data = given.shared / "data" / "mx-publicidad-quintana-roo"
    if not data.is_dir():
        print("skipped: no ../shared")
        return 77
    found = published(Run(given.edca, *(str(data / f"{name}.csv") for name in ("contratos", "facturas", "gasto_x_proveedor"))))
    archive = Run(given.edca, str(data / "GastoXProveedorData.zip"))
    found.append(("sums of leeme.txt that differ", archive.of("leeme", "readme-md5"), 0))
    found.append(("files of the archive without a sum", archive.of("leeme", "readme-unlisted"), 1))
    found += mutated(given.edca, data, given.seed)
    for name, count, expected in found:
        print(f"{'ok' if count == expected else 'WRONG'}  {name}: {count}, expected {expected}")
    return 0 if all(count == expected for _, count, expected in found) else 1


if __name__ == "__main__":
    sys.exit(main())
