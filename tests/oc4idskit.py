#!/usr/bin/env python3
"""Converts contracting data to projects as OC4IDS Kit does it, and by default: oc4idskit.py --edca PROGRAM --shared FOLDER

The recorded cases of OC4IDS Kit lie outside the project (CMake option EDCA_SHARED_DATA). Where they are absent this says so and
ends with 77, which ctest reports as skipped. With `--compatible oc4idskit` each must come out equal as JSON, up to the order
of lists that OC4IDS Kit makes of sets (sector, roles). By default each must be valid against OC4IDS 0.9.5 and equal to
what OC4IDS Kit makes but for the differences that the guide lists, of which each must show.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

SKIPPED = 77
NOW = "2026-11-30T00:00:00Z"
SETS = ("roles", "sector")
USUAL = ["default"]


def plain(value, key=None):
    """The same value with the lists sorted that are sets, and amounts as numbers."""
    if isinstance(value, dict):
        return {name: plain(each, name) for name, each in value.items()}
    if isinstance(value, list):
        values = [plain(each) for each in value]
        return sorted(values, key=json.dumps) if key in SETS else values
    return value


def cases(folder):
    for path in sorted(folder.glob("*.json")):
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            yield f"{path.stem}/{number}", case


def run(edca, *arguments):
    return subprocess.run([edca, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def convert(edca, source, case, *further):
    transforms = ",".join(case.get("transforms") or USUAL)
    done = run(edca, "convert", "--lang", "en", "--to", "oc4ids", "--project-id", case["project_id"], "--transforms", transforms,
               "--now", NOW, *further, source)
    if done.returncode != 0:
        return None, done.stderr
    return json.loads(done.stdout), done.stderr


def differences(theirs, ours, place=""):
    """The places where two values differ, indices as []."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for name in sorted({*theirs, *ours}):
            below = f"{place}/{name}"
            if name not in ours:
                yield below + " -"
            elif name not in theirs:
                yield below + " +"
            else:
                yield from differences(theirs[name], ours[name], below)
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for one, other in zip(theirs, ours):
            yield from differences(one, other, place + "[]")
    elif theirs != ours:
        yield place


# What is otherwise by default, and why; docs/commands/convert.md says it to users.
KNOWN = {
    "/contractingProcesses[]/embeddedReleases -": "whole releases are no part of OC4IDS",
    "/contractingProcesses[]/releases -": "links without a valid address",
    "/contractingProcesses[]/summary/status -": "nothing tells the status",
    "/contractingProcesses[]/summary/tender/procuringEntity/id": "references lead to the party",
    "/parties[]/id": "an organization keeps its first id where it is the only one with it",
    "/parties": "one organization where id and name are the same",
    "/parties[]/roles": "of whom only the id is told, is known by it",
    "/budget -": "without any budget there is no sum",
    "/contractingProcesses[]/summary/contractPeriod -": "days that are no date-times",
    "/contractingProcesses[]/summary/tender/procurementMethod -": "a code that is not in the list",
    "/documents[]/id": "only a document whose id is taken gets another one",
    "/locations[]/id +": "places need an id",
    "/budget/amount/amount": "the text of a number becomes one",
    "/description": "no line break at the end",
    "/purpose": "no line break at the end",
    "/title": "no line break at the end",
    "/publicAuthority +": "the project refers to its public authority",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    folder = arguments.shared / "oracles" / "oc4idskit" / "transforms"
    if not folder.is_dir():
        print("skipped: no ../shared")
        return SKIPPED
    problems = []
    seen = collections.Counter()
    count = 0
    with tempfile.TemporaryDirectory() as scratch:
        source = pathlib.Path(scratch, "input.json")
        result = pathlib.Path(scratch, "project.json")
        for name, case in cases(folder):
            count += 1
            source.write_text(json.dumps(case["input"]), encoding="utf-8")
            theirs = plain(case["output"])
            compatible, said = convert(arguments.edca, source, case, "--compatible", "oc4idskit")
            if compatible is None or plain(compatible) != theirs:
                problems.append(f"{name}: compatible: {compatible and list(differences(theirs, plain(compatible)))} {said}")
            ours, said = convert(arguments.edca, source, case)
            if ours is None:
                problems.append(f"{name}: {said}")
                continue
            for place in differences(theirs, plain(ours)):
                seen[place] += 1
                if place not in KNOWN:
                    problems.append(f"{name}: differs at {place}")
            result.write_text(json.dumps(ours), encoding="utf-8")
            judged = run(arguments.edca, "validate", "--lang", "en", "--profile", "oc4ids-0.9.5", "--only", "schema", result)
            if judged.returncode != 0:
                problems.append(f"{name}: not valid: {judged.stdout}")
    problems += [f"no case shows: {place}" for place in KNOWN if not seen[place]]
    problems += [] if count == 82 else [f"{count} cases, not 82"]
    print("\n".join(problems))
    print(f"{count} cases, {len(problems)} problems; by default different: {dict(seen)}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
