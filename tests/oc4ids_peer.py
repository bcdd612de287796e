#!/usr/bin/env python3
"""Compares the schema errors of OC4IDS data with those that lib-cove-oc4ids reports, place by place.

Its inputs and reports lie outside the project (CMake option EDCA_SHARED_DATA). Where they are absent this says so and
ends with 77, which ctest reports as skipped. Both judge by OC4IDS 0.9.5. Two differences are known and counted:

- A project without a package is judged as a project here; the peer takes it for a package that lacks its members.
- The `enum` of a field with a closed codelist is an error of the schema here; the peer reports such codes apart
  (additional_closed_codelist_values), but for values that are no text, and they must be among those.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys

SKIPPED = 77
PACKAGE = ("projects", "publishedDate", "publisher", "uri", "version")


def theirs(path):
    """The errors of a report as a multiset of (place, keyword); nothing where it could not read the input."""
    report = json.loads(path.read_bytes())
    found = collections.Counter()
    for error, places in report.get("validation_errors", []):
        error = json.loads(error)
        for place in places:
            where = "/" + place["path"] if place["path"] else ""
            name = "/" + error["header"] if error["validator"] == "required" else ""
            found[where + name, error["validator"]] += 1
    return found if "validation_errors" in report else None


def closed_codes(path):
    """The names of the fields with codes outside their closed codelist."""
    codes = json.loads(path.read_bytes()).get("additional_closed_codelist_values", {})
    return {each["field"] for each in codes.values()}


def ours(edca, path):
    command = [edca, "validate", "--profile", "oc4ids-0.9.5", "--only", "schema", "--format", "json", "--fail-on", "never",
               "--lang", "en", path]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    report = json.loads(run.stdout)
    found = collections.Counter()
    for finding in report["findings"]:
        if finding["rule"].startswith("schema."):
            name = "/" + finding["property"] if finding["keyword"] == "required" else ""
            found[finding["pointer"] + name, finding["keyword"]] += 1
    return found if report["summary"]["files"] and run.returncode != 2 else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    folder = arguments.shared / "oracles" / "lib-cove-oc4ids"
    inputs = sorted(folder.glob("inputs/*.json"))
    if not inputs:
        print("skipped: no ../shared")
        return SKIPPED
    errors = problems = bare = enums = 0
    for path in inputs:
        found, expected = ours(arguments.edca, path), theirs(folder / "expected" / path.name)
        if (found is None) != (expected is None):
            print(f"{path.name}: read by {'the peer' if found is None else 'edca'} alone")
            problems += 1
        elif found is not None:
            if set(expected) == {(f"/{name}", "required") for name in PACKAGE}:
                bare += 1
                continue
            known = closed_codes(folder / "expected" / path.name)
            for where, keyword in list(found):
                field = [step for step in where.split("/") if not step.isdigit()][-1]
                if keyword == "enum" and (field in known or (where, "type") in expected):
                    enums += found.pop((where, keyword))
            errors += sum(expected.values())
            for word, more in (("only edca", found - expected), ("only the peer", expected - found)):
                for (where, keyword), count in sorted(more.items()):
                    print(f"{path.name}: {word}: {count} x {keyword} at {where}")
                    problems += count
    print(f"{len(inputs)} inputs with {errors} errors compared, {problems} differences; "
          f"known ones: {bare} projects without a package, {enums} codes outside closed codelists")
    return 1 if problems or errors == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
