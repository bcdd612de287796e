#!/usr/bin/env python3
"""The data packages of official advertising, judged by frictionless:

  advertising_package_peer.py --edca PROGRAM --root DIR --shared DIR

Of the samples, each good or bad, and of a published export: frictionless finds each package valid, with the types, keys and
foreign keys that it declares; the rows that came in are in the CSV; and where a row that others refer to is taken out of a table,
frictionless finds the foreign key broken.

Needs frictionless (PyPI) in this Python, or in the one that EDCA_PEERS_PYTHON names; else it ends with 77, which ctest reports as
skipped.
"""
import argparse
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77


def load():
    try:
        import frictionless
        return frictionless
    except ImportError:
        other = os.environ.get("EDCA_PEERS_PYTHON")
        if other and os.environ.get("EDCA_PEERS_STARTED") is None:
            os.execve(other, [other, *sys.argv], {**os.environ, "EDCA_PEERS_STARTED": "1"})
    return None


def kinds(frictionless, folder):
    report = frictionless.validate(str(folder / "datapackage.json"))
    return {error.type for error in report.errors} | {error.type for task in report.tasks for error in task.errors}


def make(edca, source, folder):
    """Whether tables came of it."""
    done = subprocess.run([edca, "convert", "--from", "publicidad-abierta", "--to", "tables", source, "-o", f"{folder}/"],
                          capture_output=True, check=False)
    assert done.returncode in (0, 1, 2), done.stderr.decode()
    return (folder / "datapackage.json").exists()


def rows_of(path, encoding):
    with path.open(encoding=encoding, newline="") as file:
        return [row for row in csv.reader(file) if any(row)]


def broken_reference(frictionless, folder):
    """What is found once the first contract is gone."""
    table = folder / "contratos.csv"
    rows = rows_of(table, "utf-8")
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0], *rows[2:]])
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        resource.pop("hash", None)
        resource.pop("bytes", None)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return kinds(frictionless, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--edca", "--root", "--shared"):
        parser.add_argument(name, required=True)
    given = parser.parse_args()
    frictionless = load()
    if frictionless is None:
        print("skipped: no frictionless")
        return SKIPPED
    root = pathlib.Path(given.root)
    sources = sorted((root / "samples" / "publicidad-abierta").glob("*/good*")) + sorted(
        (root / "samples" / "publicidad-abierta").glob("*/bad*"))
    published = pathlib.Path(given.shared) / "data" / "mx-publicidad-quintana-roo" / "GastoXProveedorData.zip"
    if published.exists():
        sources.append(published)
    made, failed = 0, []
    with tempfile.TemporaryDirectory() as scratch:
        for number, source in enumerate(sources):
            folder = pathlib.Path(scratch) / str(number)
            if not make(given.edca, source, folder):
                continue
            made += 1
            found = kinds(frictionless, folder)
            if found:
                failed.append(f"{source}: {sorted(found)}")
        case = root / "tests" / "cli" / "convert" / "advertising"
        exported, folder = pathlib.Path(scratch) / "export", pathlib.Path(scratch) / "case"
        exported.mkdir()
        for name in ("contratos", "convenios"):
            (exported / f"{name}.csv").write_bytes((case / f"{name}.utf8.csv").read_bytes())
        assert make(given.edca, exported, folder)
        for name in ("contratos", "convenios"):
            if rows_of(exported / f"{name}.csv", "utf-8") != rows_of(folder / f"{name}.csv", "utf-8"):
                failed.append(f"{name}: other rows")
        if broken_reference(frictionless, folder) != {"foreign-key"}:
            failed.append("a reference that leads nowhere is not found")
    print(f"{made} packages of {len(sources)} exports", *failed, sep="\n")
    return 1 if failed or made < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
