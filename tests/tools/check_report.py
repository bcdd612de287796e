#!/usr/bin/env python3
"""Checks reports of edca validate: check_report.py REPORT.json|REPORT.jsonl...

The counts and names are checked always; docs/report.schema.json too where the Python module
jsonschema is installed. Prints what is wrong; "as it should be" when nothing is.
"""
import collections
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    jsonschema = None

SCHEMA = pathlib.Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"


def problems(name, findings, report, lines):
    schema = json.loads(SCHEMA.read_bytes())
    if jsonschema:
        line = {**schema, "$ref": "#/definitions/line"}
        for value in lines or [report]:
            for error in jsonschema.Draft4Validator(line if lines else schema).iter_errors(value):
                yield f"{name}: {error.message} at /{'/'.join(map(str, error.absolute_path))}"
    counted = dict(collections.Counter(finding["rule"] for finding in findings))
    if counted != report["summary"]["by_rule"]:
        yield f"{name}: {counted} were printed, {report['summary']['by_rule']} are counted"
    severities = collections.Counter(finding["severity"] for finding in findings)
    for severity in ("error", "warning", "note"):
        if severities[severity] != report["summary"][severity + "s"]:
            yield f"{name}: the count of {severity}s is wrong"
    known = {entry["file"] for entry in report["files"]}
    for finding in findings:
        if finding["file"] not in known:
            yield f"{name}: {finding['file']} is not among the files"
    if len(report["files"]) != report["summary"]["files"]:
        yield f"{name}: the count of files is wrong"


def main():
    wrong = 0
    for name in sys.argv[1:]:
        text = pathlib.Path(name).read_text(encoding="utf-8")
        if name.endswith(".jsonl"):
            lines = [json.loads(line) for line in text.splitlines()]
            found = list(problems(name, lines[:-1], lines[-1], lines))
        else:
            report = json.loads(text)
            found = list(problems(name, report["findings"], report, []))
        print("\n".join(found) or f"{name}: as it should be")
        wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
