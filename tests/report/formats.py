#!/usr/bin/env python3
"""Checks the report formats: formats.py --edca PROGRAM --samples DIR --cache DIR

- SARIF follows the schema of OASIS for every sample; JUnit follows a JUnit schema and is read by junitparser.
- All formats have the same findings for the same run, by rule and file; with --max-findings as many of each rule.
- The causes of the summary are those of the findings, whatever is shown and however many threads work.
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
PLACE_IN_FILE = r"(?::\d+:\d+|(?:, sheet [^,]+)?, cell [A-Z]+\d+)?"


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
        found += [(rule, re.sub(PLACE_IN_FILE + "$", "", place)) for place in re.findall(r"^(?:  )?- `([^`]+)`", part, re.MULTILINE)]
    return found


def of_text(text):
    """The first place of a cause stands in 2 columns, the others in 4, as sentences do."""
    found = []
    for part in re.split(r"^(?=(?:error|warning|note): )", text.split("\nSummary\n")[0], flags=re.MULTILINE):
        head = re.search(r"\[([a-zA-Z0-9.-]+)\] \([\d,]+\)$", part.split("\n")[0])
        if head:
            places = re.findall(rf"^  (?:  )?(\S+?){PLACE_IN_FILE}(?:  .*)?$", part, re.MULTILINE)
            found += [(head[1], place) for place in places]
    return found


def same_findings(edca, *arguments):
    wanted = collections.Counter(of_json(edca.validate("json", *arguments)))
    if not wanted:
        raise SystemExit("the samples have no findings")
    limited = without_limit(arguments) != [*arguments] and "--max-findings=0" not in arguments
    for form in FORMATS:
        text = edca.validate(form, *arguments)
        got = collections.Counter(globals()["of_" + form](text))
        expected = wanted
        if form == "junit":
            # The tables of a folder are one input, and one suite.
            suites = {name for _, name in got}
            expected = collections.Counter((rule, suite_of(file, suites))
                                           for rule, file in of_json(edca.validate("json", *without_limit(arguments))))
        if limited and form in ("text", "markdown"):
            # They show one of each cause before they show more of one.
            got, expected = of_rules(got), of_rules(wanted)
        if got != expected:
            first = [f"{sign} {key}" for sign, some in (("+", got - expected), ("-", expected - got)) for key in list(some)[:5]]
            raise SystemExit("\n".join([f"{form} differs from json:", *first]))
    print(f"{sum(wanted.values())} findings of {len(wanted)} rules and files are the same in {len(FORMATS)} formats")


def suite_of(file, suites):
    folder = str(pathlib.PurePosixPath(file).parent)
    return folder if file not in suites and folder in suites else file


def of_rules(found):
    counts = collections.Counter()
    for (rule, _), count in found.items():
        counts[rule] += count
    return counts


def path_of_cause(pointer):
    """As in the report: below the item, without indices."""
    names = pointer.split("/")[1:]
    leading = {"releases", "records", "projects", "arrayReleasePackage", "data", "results", "items"}
    while names and (names[0].isdigit() or names[0] in leading):
        names.pop(0)
    return "".join("/" + name for name in names if not name.isdigit())


def causes_hold(edca, *arguments):
    told = json.loads(edca.validate("json", *arguments))
    causes = told["summary"]["causes"]
    if len({one["cause"] for one in causes}) != len(causes):
        raise SystemExit("causes are not unique")
    order = [(-["note", "warning", "error"].index(one["severity"]), -one["count"]) for one in causes]
    if order != sorted(order):
        raise SystemExit("causes: not the most frequent first within a severity")
    places = lambda found: collections.Counter((one["rule"], path_of_cause(one["pointer"])) for one in found)
    counted = collections.Counter()
    for one in causes:
        counted[one["rule"], one["path"]] += one["count"]
        first = (one["first"]["file"], one["first"].get("line"), one["first"]["pointer"])
        same = [found for found in told["findings"] if (found["rule"], path_of_cause(found["pointer"])) == (one["rule"], one["path"])]
        if first not in [(found["file"], found.get("line"), found["pointer"]) for found in same]:
            raise SystemExit(f"{one['cause']} is not first at {first}")
        values = [found["value"] for found in same if len(found.get("value", "")) > 6]
        if any(value in one["message"] for value in values):
            raise SystemExit(f"{one['cause']} tells a value: {one['message']}")
    if counted != places(told["findings"]):
        raise SystemExit(f"causes differ from findings: {(counted - places(told['findings'])) | (places(told['findings']) - counted)}")
    for more in (("--max-findings=1",), ("--jobs=1",), ("--jobs=3",)):
        if json.loads(edca.validate("json", *more, *arguments))["summary"]["causes"] != causes:
            raise SystemExit(f"causes change with {more[0]}")
    print(f"{len(causes)} causes of {len(told['findings'])} findings are as they should be")


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
    # JUnit tells of a file when it ends, before links between projects and contracts are known.
    same_findings(edca, "--max-findings=0", "--skip=link", *(one.name for one in sorted(given.samples.iterdir())), "absent.json")
    same_findings(edca, "--max-findings=2", "demo", "edca-mx")
    causes_hold(edca, *(one.name for one in sorted(given.samples.iterdir())), "absent.json")
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
