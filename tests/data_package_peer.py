#!/usr/bin/env python3
"""The data packages of edca flatten, judged by frictionless: data_package_peer.py --edca PROGRAM --root DIR

Of the samples: frictionless finds each package valid, with its types, keys and foreign keys; and where the row that others stand in
is taken out of a table, it finds the foreign keys of these broken.

Needs frictionless (PyPI) in this Python, or in the one that EDCA_PEERS_PYTHON names; else it ends with 77, which ctest reports as
skipped.
"""
import argparse
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


def errors(frictionless, folder):
    """Kinds of errors with the file in which they are."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    found = {(error.type, "") for error in report.errors}
    for task in report.tasks:
        found |= {(error.type, pathlib.Path(task.place).name) for error in task.errors}
    return found


def break_parents(folder):
    """Takes the first row out of a table that others stand in; answers the files whose rows have lost theirs."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    inner = {}
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            inner.setdefault(key["reference"].get("resource", ""), []).append(resource["path"])
    parent = next((each for each in package["resources"] if each["name"] == "releases_awards" and each["name"] in inner), None)
    if parent is None:
        return None
    table = folder / parent["path"]
    head, gone, *rest = table.read_bytes().decode("utf-8").split("\r\n")
    table.write_bytes("\r\n".join([head, *rest]).encode("utf-8"))
    # The sums are those of the whole file.
    for resource in package["resources"]:
        resource.pop("hash", None)
        resource.pop("bytes", None)
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    key = gone.split(",")[0]
    return {each for each in inner["releases_awards"] if f",{key}," in (folder / each).read_text(encoding="utf-8")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    frictionless = load()
    if frictionless is None:
        print("skipped: no frictionless")
        return SKIPPED
    samples = arguments.root.resolve() / "samples"
    inputs = [*sorted((samples / "demo").glob("*.json*")), *sorted(samples.glob("*/*/good.json"))[::40]]
    problems, broken = [], 0
    for path in inputs:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name, "tables")
            subprocess.run([arguments.edca.resolve(), "flatten", "-q", "--lang", "en", "--fail-on", "never", "-o", f"{folder}/", path], stderr=subprocess.DEVNULL, check=True)
            found = errors(frictionless, folder)
            if found:
                problems.append(f"{path}: {sorted(found)}")
                continue
            lost = break_parents(folder)
            if not lost:
                continue
            found = {file for kind, file in errors(frictionless, folder) if kind == "foreign-key"}
            broken += 1
            if not lost <= found:
                problems.append(f"{path}: foreign keys of {sorted(lost)} are broken, and found are {sorted(found)}")
    for problem in problems:
        print(problem)
    print(f"{len(inputs)} packages judged, foreign keys broken in {broken}; {len(problems)} problems")
    return 1 if problems or broken == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
