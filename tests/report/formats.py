#!/usr/bin/env python3
"""Checks the report formats: formats.py --edca PROGRAM --samples DIR --cache DIR

- SARIF follows the schema of OASIS for every sample; JUnit follows a JUnit schema and is read by junitparser.
- All formats have the same findings for the same run, by rule and file, with and without --max-findings.
- Fingerprints stay when lines and releases are put in front.

Schemas come from package registries. Without network these parts are skipped, which the exit code 77 says.
"""
import argparse
import collections
import csv
import html
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree

sys.dont_write_bytecode = True
import fetched  # noqa: E402

FORMATS = ("json", "jsonl", "sarif", "junit", "github", "gitlab", "csv", "markdown", "text")


class Edca:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def validate(self, form, *arguments, folder=None):
        done = subprocess.run([self.program, "validate", "--lang", "en", "--now", "2026-01-01", "--format", form, *arguments],
                              cwd=folder or self.folder, capture_output=True, check=False)
        if done.returncode not in (0, 1, 2):
            raise SystemExit(f"{form}: exit code {done.returncode}: {done.stderr.decode()[-2000:]}")
        return done.stdout.decode()


def number(text):
    return int(text.replace(",", ""))


def path_of(uri):
    return urllib.parse.unquote(uri.removeprefix("file://"))


def unescaped(text):
    return re.sub("%(0A|0D|25|2C|3A)", lambda hit: chr(int(hit[1], 16)), text)


def of_json(text):
    return [(one["rule"], one["file"]) for one in json.loads(text)["findings"]]


def of_jsonl(text):
    return [(one["rule"], one["file"]) for one in map(json.loads, text.splitlines()) if "rule" in one]


def of_sarif(text):
    return [(one["ruleId"], path_of(one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]))
            for one in json.loads(text)["runs"][0]["results"]]


def of_gitlab(text):
    found = json.loads(text)
    prints = [one["fingerprint"] for one in found]
    assert len(set(prints)) == len(prints), "fingerprints are not unique"
    return [(one["check_name"], one["location"]["path"]) for one in found]


def of_csv(text):
    return [(one["rule"], one["file"]) for one in csv.DictReader(io.StringIO(text, newline=""))]


def of_github(text):
    hits = re.findall(r"^::(?:error|warning|notice) file=([^,:]*)(?:,line=\d+,col=\d+)?,title=([^:]*)::\S", text, re.MULTILINE)
    return [(rule, unescaped(file)) for file, rule in hits]


def of_junit(text):
    """Counts, which are complete whatever is shown."""
    counts = collections.Counter()
    for case in ElementTree.fromstring(text).iter("testcase"):
        for told in [*case.findall("failure"), *case.findall("system-out")]:
            title = told.get("message") or told.text.splitlines()[0]
            counts[case.get("name"), case.get("classname")] += number(re.search(r" \(([\d,]+)\)$", title)[1])
    return counts


def of_markdown(text):
    found = []
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        rule = re.search(r"^`([^`]+)`$", part, re.MULTILINE)[1]
        found += [(rule, re.sub(r":\d+:\d+$", "", place)) for place in re.findall(r"^- `([^`]+)`", part, re.MULTILINE)]
    return found


def of_text(text):
    found = []
    for part in re.split(r"^(?=(?:error|warning|note): )", text.split("\nSummary\n")[0], flags=re.MULTILINE):
        head = re.search(r"\[([a-zA-Z.-]+)\] \([\d,]+\)$", part.split("\n")[0])
        if head:
            found += [(head[1], re.sub(r":\d+:\d+$", "", place.split("  ")[0]))
                      for place in re.findall(r"^  (?! )(?!What to do)(?!and [\d,]+ more)(.*)$", part, re.MULTILINE)]
    return found


def same_findings(edca, *arguments):
    wanted = collections.Counter(of_json(edca.validate("json", *arguments)))
    if not wanted:
        raise SystemExit("the samples have no findings")
    for form in FORMATS:
        text = edca.validate(form, *arguments)
        got = collections.Counter(globals()["of_" + form](text))
        expected = wanted
        if form == "junit":
            complete = collections.Counter(of_json(edca.validate("json", *without_limit(arguments))))
            expected = complete
        if got != expected:
            first = [f"{sign} {key}" for sign, some in (("+", got - expected), ("-", expected - got)) for key in list(some)[:5]]
            raise SystemExit("\n".join([f"{form} differs from json:", *first]))
    print(f"{sum(wanted.values())} findings of {len(wanted)} rules and files are the same in {len(FORMATS)} formats")


def html_has_the_same(edca, *arguments):
    """The page counts every finding by rule, and by severity for each file."""
    told = json.loads(edca.validate("json", *arguments))
    page = edca.validate("html", *arguments)
    by_rule = {rule: number(count) for rule, count in re.findall(
        r'</h3> <code>([^<]+)</code> <span class="count">([\d,]+)</span></summary>', page)}
    table = page.split('id="files"', 1)[1].split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    by_file = collections.Counter()
    for row in table.split("</tr>")[:-1]:
        name = html.unescape(re.search(r"<th[^>]*>(.*?)</th>", row)[1])
        by_file[name, *(int(value) for value in re.findall(r'<td[^>]* data-n="(\d+)"', row)[-3:])] += 1
    files = collections.Counter((one["file"], one["errors"], one["warnings"], one["notes"]) for one in told["files"])
    if by_rule != told["summary"]["by_rule"] or by_file != files:
        first = [*(by_rule.items() ^ told["summary"]["by_rule"].items()), *((by_file - files) + (files - by_file))][:5]
        raise SystemExit(f"html differs from json: {first}")
    print(f"{len(by_rule)} rules and {len(by_file)} files have the same counts in HTML")


def without_limit(arguments):
    return [one for one in arguments if not one.startswith("--max-findings")]


def places(report, rule):
    """{(pointer below the release): fingerprint} of a SARIF report."""
    result = {}
    for one in json.loads(report)["runs"][0]["results"]:
        pointer = one["locations"][0].get("logicalLocations", [{}])[0].get("fullyQualifiedName", "")
        result[one["ruleId"], re.sub(r"^/releases/\d+", "", pointer)] = one["partialFingerprints"][rule]
    return result


def fingerprints_stay(edca, samples):
    text = (samples / "demo" / "secretaria-2025-t1.json").read_text(encoding="utf-8")
    before = places(edca.validate("sarif", "--only", "schema", "demo/secretaria-2025-t1.json"), "edcaFinding/v2")
    package = json.loads(text)
    good = json.loads(json.dumps(package["releases"][-1]))
    good["id"], good["ocid"] = "ocds-mx0002-XX-1.v1", "ocds-mx0002-XX-1"
    package["releases"].insert(0, good)
    with tempfile.TemporaryDirectory() as folder:
        demo = pathlib.Path(folder) / "demo"
        demo.mkdir()
        target = demo / "secretaria-2025-t1.json"
        target.write_text("\n\n\n" + json.dumps(package, ensure_ascii=False, indent=1), encoding="utf-8")
        after = places(edca.validate("sarif", "--only", "schema", "demo/secretaria-2025-t1.json", folder=folder),
                       "edcaFinding/v2")
    if not before or any(after.get(key) != value for key, value in before.items()):
        raise SystemExit(f"fingerprints changed: {before} became {after}")
    print(f"{len(before)} fingerprints stay when a release and lines are put in front")


def sarif_follows_its_schema(edca, samples, cache):
    fetched.python_with(cache, "jsonschema", "junitparser", "xmlschema")
    import jsonschema
    schema = json.loads(fetched.sarif_schema(cache).read_bytes())
    validator = jsonschema.validators.validator_for(schema)(schema)
    runs = sorted(one.relative_to(samples).as_posix() for one in samples.glob("*/*/bad.json")) + ["demo", "absent.json"]
    for run in runs:
        for error in validator.iter_errors(json.loads(edca.validate("sarif", run))):
            raise SystemExit(f"SARIF of {run}: {error.message} at {list(error.absolute_path)}")
    print(f"{len(runs)} SARIF reports follow the schema")


def junit_follows_its_schema(edca, cache):
    fetched.python_with(cache, "jsonschema", "junitparser", "xmlschema")
    import junitparser
    import xmlschema
    schema = xmlschema.XMLSchema(str(fetched.junit_schema(cache)))
    for fail_on in ("error", "note", "never"):
        text = edca.validate("junit", "--fail-on", fail_on, "demo", "edca-mx/date-only", "absent.json")
        schema.validate(text)
        read = junitparser.JUnitXml.fromstring(text.encode())
        failed = sum(1 for suite in read for case in suite if not case.is_passed)
        if (failed == 0) != (fail_on == "never") or failed != sum(suite.failures for suite in read):
            raise SystemExit(f"junitparser reads {failed} failed cases under --fail-on {fail_on}")
    print("JUnit reports follow the schema and are read by junitparser")


def main():
    parser = argparse.ArgumentParser()
    for name in ("edca", "samples", "cache"):
        parser.add_argument("--" + name, required=True, type=pathlib.Path)
    given = parser.parse_args()
    edca = Edca(given.edca.resolve(), given.samples)
    same_findings(edca, "--max-findings=0", *(one.name for one in sorted(given.samples.iterdir())), "absent.json")
    same_findings(edca, "--max-findings=2", "demo", "edca-mx")
    html_has_the_same(edca, "--max-findings=2", "demo", "edca-mx", "absent.json")
    fingerprints_stay(edca, given.samples)
    skipped = 0
    for part in (lambda: sarif_follows_its_schema(edca, given.samples, given.cache),
                 lambda: junit_follows_its_schema(edca, given.cache)):
        try:
            part()
        except fetched.Absent as reason:
            print(f"not checked: {reason}")
            skipped = 77
    return skipped


if __name__ == "__main__":
    sys.exit(main())
