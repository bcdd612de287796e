#!/usr/bin/env python3
"""Inputs that were judged wrongly once, and what is right.

The inputs lie outside the project (CMake option EDCA_SHARED_DATA), in `faults`. Where they are absent this says so and
ends with 77, which ctest reports as skipped. The rows stand in tests/faults/*.py, one file a topic, each with a list
ROWS of Row, whose checks are made by the functions of tests/faults/checks.py. A name behind --only runs its rows alone:
`tests/faults.py --edca build/dev/edca --shared FOLDER --only tags`.
"""
import argparse
import importlib.util
import pathlib
import shutil
import sys
import tempfile

SKIPPED = 77
ROOT = pathlib.Path(__file__).resolve().parent / "faults"
sys.path.insert(0, str(ROOT))

from checks import Run  # noqa: E402  (found by the line above)


def topics(only):
    """The names of the tables and their rows."""
    for path in sorted(ROOT.glob("*.py")):
        if path.stem == "checks" or (only and path.stem not in only):
            continue
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield path.stem, module.ROWS


def run_row(edca, row, faults, scratch):
    """What is wrong with the row, as lines."""
    folder = scratch / "row"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "home").mkdir(parents=True)
    source = faults / row.input
    if not source.exists():
        return [f"{row.input}: not among the faults"]
    if source.is_dir():
        shutil.copytree(source, folder, dirs_exist_ok=True)
    else:
        shutil.copy(source, folder)
    for extra in row.extra:
        target = folder / extra
        (shutil.copytree if (faults / extra).is_dir() else shutil.copy)(faults / extra, target)
    run = Run(edca, folder, row.command)
    return [problem for check in row.checks for problem in [check(run)] if problem]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--only", nargs="*", default=[])
    arguments = parser.parse_args()
    faults = arguments.shared / "faults"
    if not faults.is_dir():
        print("skipped: no ../shared")
        return SKIPPED
    rows = wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        for topic, table in topics(arguments.only):
            for row in table:
                rows += 1
                problems = run_row(arguments.edca.resolve(), row, faults.resolve(), pathlib.Path(scratch))
                wrong += bool(problems)
                for problem in problems:
                    print(f"{topic}: {row.input}: {' '.join(row.command)}: {problem}")
    print(f"{rows - wrong} of {rows} rows right")
    return 1 if wrong or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
