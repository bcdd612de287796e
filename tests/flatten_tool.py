"""What the comparisons with flatten-tool share: flatten-tool itself, their arguments, and the files that they go through."""
import argparse
import logging
import os
import pathlib
import sys
import warnings

SKIPPED = 77


class Refused(Exception):
    """flatten-tool cannot write the tables."""


def files(root, shared):
    yield from sorted((root / "samples").rglob("good.json")) + sorted((root / "samples").rglob("bad.json"))
    yield from sorted((root / "samples" / "demo").glob("*.json"))
    if not shared or not (shared / "data").is_dir():
        print("skipped: no ../shared, so no published data")
    else:
        yield from sorted(path for path in (shared / "data").rglob("*.json*") if path.suffix in (".json", ".jsonl"))


def load():
    try:
        import flattentool
        return flattentool
    except ImportError:
        other = os.environ.get("EDCA_PEERS_PYTHON")
        if other and os.environ.get("EDCA_PEERS_STARTED") is None:
            os.execve(other, [other, *sys.argv], {**os.environ, "EDCA_PEERS_STARTED": "1"})
    return None


def arguments_of(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--shared", type=pathlib.Path)
    parser.add_argument("--every", type=int, default=1, help="only each Nth file")
    return parser.parse_args()


def quiet_load():
    """flatten-tool without what it says of itself; says that the test is skipped where there is none."""
    flattentool = load()
    if flattentool is None:
        print("skipped: no flatten-tool")
        sys.exit(SKIPPED)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    return flattentool


def compare_files(arguments, items_of, compare):
    """How many files are equal, how many were left out, and what is wrong with the others. `items_of` gives the items of a file, or
    nothing; `compare` of a file and its items what is wrong, or raises Refused."""
    equal, left, problems = 0, 0, []
    for path in list(files(arguments.root, arguments.shared))[::arguments.every]:
        try:
            items = items_of(path)
        except (ValueError, RecursionError):
            items = None
        try:
            problem = compare(path, items) if items is not None else None
        except Refused:
            items = None
        if items is None:
            left += 1
        elif problem:
            problems.append(f"{path}: {problem}")
        else:
            equal += 1
    return equal, left, problems


def report(equal, problems, ending):
    """Prints what came of it; the exit code."""
    for problem in problems[:20]:
        print(problem)
    print(f"{equal} files equal, {len(problems)} not; {ending}")
    return 1 if problems or not equal else 0
