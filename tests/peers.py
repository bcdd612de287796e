#!/usr/bin/env python3
"""Compares what the program finds with the recorded reports of lib-cove-ocds and lib-cove-oc4ids.

Every place where the two differ must stand, with its reason, in the table of docs/peers.md; a line
there that no longer holds fails too. Needs reference data from outside the project; without them the
exit code is 77 (skipped). --list prints the differences that were found.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
EMPTY = {"text.empty", "schema.minLength", "schema.minItems", "schema.minProperties", "schema.format", "schema.type",
         "schema.enum"}
ADDITIONAL = {"field.additional", "field.near-miss", "field.old-name"}


def pointer(path):
    return "/" + path.strip("/")


def without_numbers(path):
    return "/".join(part for part in path.split("/") if not part.isdigit())


def parent(path):
    return path.rpartition("/")[0]


def resolve(document, path):
    value = document
    for part in path.strip("/").split("/"):
        part = part.replace("~1", "/").replace("~0", "~")
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def empty_in(document, path):
    value = resolve(document, path)
    return value in ({}, []) or isinstance(value, str) and not value.strip()


def ours(report, document):
    """What the program says, in the terms of the peers: kind -> places."""
    found = {kind: set() for kind in KINDS}
    for finding in report["findings"]:
        rule, at = finding["rule"], finding["pointer"]
        if rule in EMPTY and empty_in(document, at):
            found["empty"].add(at)
        if rule == "money.currency-missing":
            found["currency"].add(at)
        elif rule == "reference.organization":
            found["reference"].add(at)
        elif rule in ("ocid.prefix", "project.id"):
            found["prefix"].add(at)
        elif rule == "id.repeated" or rule.startswith("history.") and rule.endswith(("-repeated", "-rewritten")):
            found["repeated"].add(parent(at))
        elif rule == "schema.uniqueItems":
            found["repeated"].add(at)
        elif rule in ADDITIONAL:
            found["additional"].add(without_numbers(at))
        elif rule == "field.deprecated":
            found["deprecated"].add(at)
        elif rule.startswith("codelist.") or rule == "schema.enum":
            kind = "open" if rule == "codelist.open" else "closed"
            value = json.loads(finding.get("value") or "null")
            found[kind].add(f"{without_numbers(at)} {value}")
    return found


def values_of(section):
    return {f"{pointer(path)} {value}" for path, entry in (section or {}).items() for value in entry["values"]}


def peer_ocds(expected):
    errors = expected.get("validation_errors", [])
    deprecated = {pointer(f"{path}/{entry['field']}") for entry in expected.get("deprecated_fields", [])
                  for path in entry["paths"]}
    prefixes = (expected.get("conformance_errors") or {}).get("ocds_prefixes_bad_format", [])
    return {
        "empty": {pointer(place["json_location"])
                  for place in (expected.get("additional_checks") or {}).get("empty_field", [])},
        "prefix": {pointer(entry[1] if isinstance(entry, list) else entry["path"]) for entry in prefixes},
        "repeated": {pointer(error["path"]) for error in errors
                     if "on-unique" in error["description"] or "non-unique" in error["description"]},
        "additional": {pointer(f"{field['path']}/{field['field']}") for field in expected.get("additional_fields", [])},
        "deprecated": deprecated,
        "open": values_of(expected.get("additional_open_codelist_values")),
        "closed": values_of(expected.get("additional_closed_codelist_values")),
    }


def peer_oc4ids(expected):
    checks = {check["check_id"]: check for check in expected.get("additional_checks") or []}
    conformance = {check["check_id"]: check for check in expected.get("conformance_checks") or []}
    errors = [(json.loads(key), places) for key, places in expected.get("validation_errors") or []]
    return {
        "empty": {pointer(path) for path in checks.get("missing-values", {}).get("paths", [])},
        "currency": {pointer(path) for path in checks.get("missing-currency", {}).get("paths", [])},
        "reference": {pointer(path) for path in checks.get("missing-org-refs", {}).get("paths", [])},
        "prefix": {pointer(entry["path"])
                   for entry in conformance.get("invalid-project-ids", {}).get("path_values", [])},
        "repeated": {pointer(place["path"]) for error, places in errors
                     if error.get("validator") == "uniqueItems" for place in places},
        "additional": {pointer(path) for path, field in (expected.get("additional_fields") or {}).items()
                       if field["root_additional_field"]},
        "deprecated": {pointer(f"{path}/{field}") for field, entry in (expected.get("deprecated_fields") or {}).items()
                       for path in entry["paths"]},
        "open": values_of(expected.get("additional_open_codelist_values")),
        "closed": values_of(expected.get("additional_closed_codelist_values")),
    }


KINDS = ("empty", "currency", "reference", "prefix", "repeated", "additional", "deprecated", "open", "closed")


def normalised(kind, places, document):
    """What the peers do otherwise as a rule: names with a suffix like a language are no additional
    fields to them, references are told by the organization instead of its id, empty objects and
    lists inside lists are not looked at, and of deprecated fields with the same name only the last
    is kept, so that the names are what can be compared."""
    if kind == "deprecated":
        return {place.rpartition("/")[2] for place in places}
    if kind == "empty":
        return {place for place in places
                if not place.rpartition("/")[2].isdigit() or isinstance(resolve(document, place), str)}
    if kind == "additional":
        return {place for place in places if not re.search(r"_[A-Za-z]{2,8}([_-][A-Za-z0-9]+)*$", place)}
    if kind == "reference":
        return {place[:-3] if place.endswith("/id") else place for place in places}
    return places


def compare(edca, name, document, expected, profile, peer):
    command = [edca, "validate", "--format", "json", "--lang", "en", "--fail-on", "never", "--profile", profile, document]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    data = json.loads(document.read_text(encoding="utf-8"))
    found = ours(report, data)
    lines = []
    for kind, theirs in peer(expected).items():
        theirs, mine = normalised(kind, theirs, data), normalised(kind, found[kind], data)
        lines += [f"{name} | {kind} | peer | {place}" for place in sorted(theirs - mine)]
        lines += [f"{name} | {kind} | edca | {place}" for place in sorted(mine - theirs)]
    return lines


def cases(oracles):
    """Name, input, expected report, profile and how the report is read."""
    folder = oracles / "lib-cove-ocds"
    for path in sorted((folder / "expected").rglob("*.expected.json")):
        stem, _, version = path.name.removesuffix(".expected.json").partition(".v")
        document = path.with_name(stem + ".json")
        if not document.exists():
            document = folder / "fixtures" / path.parent.relative_to(folder / "expected") / (stem + ".json")
        yield f"ocds/{stem}" + (f" {version}" if version else ""), document, path, \
            f"ocds-{version}" if version else "auto", peer_ocds
    folder = oracles / "lib-cove-oc4ids"
    for path in sorted((folder / "expected").glob("*.json")):
        yield f"oc4ids/{path.stem}", folder / "inputs" / path.name, path, "oc4ids-0.9.5", peer_oc4ids


def comparable(document):
    """The peers know packages only, and the fixtures that declare extensions declare such as are not
    bundled."""
    return isinstance(document, dict) and not document.get("extensions") and \
        any(kind in document for kind in ("releases", "records", "projects"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    oracles = arguments.shared / "oracles"
    if not (oracles / "lib-cove-ocds").is_dir() or not (oracles / "lib-cove-oc4ids").is_dir():
        print("the recorded reports are not here")
        return 77
    lines, compared, left_out = [], 0, []
    for name, document, expected, profile, peer in cases(oracles):
        try:
            data = json.loads(document.read_text(encoding="utf-8"))
            report = json.loads(expected.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            left_out.append(name)
            continue
        if not isinstance(report, dict) or "version_used" not in report or not comparable(data):
            left_out.append(name)
            continue
        if profile == "auto":
            profile = "ocds-" + report["version_used"]
        compared += 1
        lines += compare(arguments.edca, name, document, report, profile, peer)
    print(f"{compared} reports compared, {len(left_out)} left out, {len(lines)} differences")
    if arguments.list:
        print("\n".join(left_out), "\n".join(lines), sep="\n--\n")
        return 0
    page = (ROOT / "docs/peers.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^    (.*)$", page, re.M))
    wrong = [f"new: {line}" for line in lines if line not in known] + \
            [f"gone: {line}" for line in sorted(known - set(lines))]
    print("\n".join(wrong))
    return 1 if wrong or compared < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
