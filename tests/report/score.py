#!/usr/bin/env python3
"""Recomputes figures and scores of --group-by from the report: score.py --edca PROGRAM --samples DIR"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile


def report(edca, cwd, *arguments):
    done = subprocess.run([edca, "validate", "--lang", "es", "--now", "2026-01-01", "--format", "json", *arguments], cwd=cwd,
                          capture_output=True, check=False)
    if done.returncode not in (0, 1):
        raise SystemExit(f"exit code {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def expect(what, got, wanted):
    if got != wanted:
        raise SystemExit(f"{what}: {got} instead of {wanted}")


def score(body):
    """By the formula of docs/score.md; None without releases, items or processes."""
    units = body["releases"] or body["items"]
    if not units or not body["processes"]["of"]:
        return None
    rate = body["errors"] / units * 1000
    if abs(body["errors_per_1000"] - rate) > 0.05001:
        raise SystemExit(f"{body['body']}: {body['errors_per_1000']} errors per 1,000 instead of {rate}")
    def share(name, count):
        return body[name][count] / body[name]["of"] if body[name]["of"] else None

    complete = [part for part in (share("obligatory", "filled"), share("complete", "published")) if part is not None]
    parts = [(15, (share("processes", "without_errors") + 1000 / (1000 + rate)) / 2),
             (20, share("relevant", "answered")),
             (25, sum(complete) / len(complete) if complete else None),
             (15, share("usable", "filled")),
             (15, share("timely", "in_time")),
             (10, share("references", "found"))]
    asked = [(weight, part) for weight, part in parts if part is not None]
    return 100 * sum(weight * part for weight, part in asked) / sum(weight for weight, _ in asked)


def figures_hold(told, group_by):
    bodies = told["bodies"]
    for body in bodies:
        wanted = score(body)
        if (wanted is None) != ("score" not in body) or wanted is not None and abs(body["score"] - wanted) > 0.05001:
            raise SystemExit(f"{body['body']}: score {body.get('score')} instead of {wanted}")
    scores = [body.get("score", -1) for body in bodies]
    expect(f"{group_by}: the order", scores, sorted(scores, reverse=True))
    for figure in ("items", "releases", "errors", "warnings", "notes"):
        expect(f"{group_by}: {figure}", sum(body[figure] for body in bodies), told["summary"][figure])


def folders_hold(told):
    """Figures of folders are the sums of those of their files and findings."""
    files, errors = collections.Counter(), collections.Counter()
    for file in told["files"]:
        files[str(pathlib.PurePosixPath(file["file"]).parent)] += 1
    for finding in told["findings"]:
        errors[str(pathlib.PurePosixPath(finding["file"]).parent)] += finding["severity"] == "error"
    for body in told["bodies"]:
        expect(f"files of {body['body']}", body["files"], files[body["body"]])
        expect(f"errors of {body['body']}", body["errors"], errors[body["body"]])


def made_up(folder):
    """Two publishers in one file and a third in another; known figures."""
    def release(number, good=True):
        return {"ocid": f"ocds-mx000{number % 2}-{number}", "id": f"{number}", "date": "2025-01-01T00:00:00Z", "tag": ["tender"],
                "initiationType": "tender", "tender": {"id": "1", "title": "Obra" if good else 7, "status": "active"}}

    def package(publisher, *releases):
        return {"uri": "https://datos.example/1", "version": "1.1", "publishedDate": "2025-02-01T00:00:00Z",
                "publisher": {"name": publisher}, "releases": releases}
    lines = [package("A", release(1), release(2)), package("B", release(3, False), release(5))]
    (folder / "one.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    (folder / "two.json").write_text(json.dumps(package("A", release(4), release(6, False))), encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")


def known_figures(edca):
    with tempfile.TemporaryDirectory() as name:
        made_up(pathlib.Path(name))
        by = {"publisher": {"A": (2, 4, 1, 3, 4), "B": (1, 2, 1, 1, 2), "": (1, 0, 1, 0, 0)},
              "prefix": {"ocds-mx0000": (2, 3, 1, 2, 3), "ocds-mx0001": (1, 3, 1, 2, 3), "": (1, 0, 1, 0, 0)}}
        for group_by, wanted in by.items():
            told = report(edca, name, "--only", "schema,input", "--group-by", group_by, "one.jsonl", "two.json", "broken.json")
            figures_hold(told, group_by)
            got = {body["body"]: (body["files"], body["releases"], body["errors"], body["processes"]["without_errors"],
                                  body["processes"]["of"]) for body in told["bodies"]}
            expect(group_by, got, wanted)
            # Of id, title, status and five more fields of a tender without value: 3 are there.
            expect("obligatory fields", {body["obligatory"]["filled"] / (body["releases"] or 1) for body in told["bodies"]}, {3.0, 0.0})
            for body in told["bodies"]:
                each = body["releases"]
                # Nothing was awarded, so five questions: all say what. A tender has to have an area and money, and none has.
                expect("answers", (body["relevant"]["answered"], body["relevant"]["of"]), (each, 5 * each))
                expect("the law", (body["complete"]["published"], body["complete"]["of"]), (0, 2 * each))
                expect("analysis", (body["usable"]["filled"], body["usable"]["of"]), (0, 8 * each))
                expect("in time", body["timely"]["of"] + body["references"]["of"], 0)


def comparison_holds(edca, samples):
    with tempfile.TemporaryDirectory() as name:
        before = pathlib.Path(name) / "before.json"
        told = report(edca, samples, "--group-by", "folder", "demo", "edca-mx/date-only/bad.json")
        before.write_text(json.dumps(told), encoding="utf-8")
        now = report(edca, samples, "--group-by", "folder", "--compare", str(before), "demo", "edca-mx/date-only/good.json")
        changed = {rule: counts for rule, counts in now["comparison"]["by_rule"].items() if counts["before"] != counts["now"]}
        expect("the rules that changed", changed, {"schema.format": {"before": told["summary"]["by_rule"]["schema.format"],
                                                                     "now": now["summary"]["by_rule"]["schema.format"]}})
        known = {body["body"]: body.get("score") for body in told["bodies"]}
        expect("scores before", {body["body"]: body.get("score") for body in now["comparison"]["bodies_before"]}, known)


def main():
    parser = argparse.ArgumentParser()
    for name in ("edca", "samples"):
        parser.add_argument("--" + name, required=True, type=pathlib.Path)
    given = parser.parse_args()
    edca = given.edca.resolve()
    for group_by in ("folder", "publisher", "prefix", "buyer"):
        # Links between the samples of both kinds are findings of the run, not of a body.
        told = report(edca, given.samples, "--skip", "link", "--group-by", group_by, "demo", "edca-mx", "oc4ids")
        figures_hold(told, group_by)
        if group_by == "folder":
            folders_hold(told)
        print(f"{group_by}: {len(told['bodies'])} scores are as documented")
    known_figures(edca)
    comparison_holds(edca, given.samples)
    print("figures of made-up bodies and the comparison are as they should be")


if __name__ == "__main__":
    sys.exit(main())
