#!/usr/bin/env python3
"""What a portal says of the validity of its packages, against the validator itself.

    publish_verdicts.py --edca PROGRAM --root REPOSITORY [--data FOLDER…] [--any]

Publishes the samples (and other data) to folders, with and without records, on one thread and on two. For each package
the manifest must say what `edca validate` finds in it, and both runs must give the same bytes and messages. `--any`:
folders outside the repository; nothing is asked of how many packages there are.
"""
import argparse
import filecmp
import json
import os
import pathlib
import subprocess
import sys
import tempfile

CONFIG = """[dataset]
title = "Contrataciones"
publisher.name = "Municipio de San Telmo"
[portal]
zip = false
json_lines = false
inai = false
records = {records}
[target.portal]
to = "dir:site"
base_url = "https://datos.example/"
max_bytes = {most}
"""


def release(ocid, number, **members):
    return {"ocid": ocid, "id": number, "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"], "language": "es",
            "initiationType": "tender", **members}


def package(releases, **members):
    return {"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
            "publisher": {"name": "Municipio"}, "releases": releases, **members}


def made(folder):
    """Inputs in which something concerns more than one item."""
    tender = {"id": "1", "title": "Compra de papel", "status": "activo"}
    taxes = "https://raw.githubusercontent.com/contratacionesabiertas/ocds_taxes_extension/master/extension.json"
    one, other = release("ocds-mx0001-1", "1", tender=tender), release("ocds-mx0001-2", "1", tender=tender)
    rewritten = release("ocds-mx0001-1", "1", tender={**tender, "title": "Compra de tinta"})
    cases = {
        "twice": [package([one, other]), package([one])],
        "rewritten": [package([one, other]), package([rewritten])],
        "extensions": [package([one], extensions=[taxes]), package([other])],
        "same-extensions": [package([one], extensions=[taxes]), package([other], extensions=[taxes])],
        "versions": [package([one], version="1.0"), package([other])],
        "no-version": [{"releases": [one, other]}],
        "odd-package": [package([one], publisher="x", license=5, links={"all": 3})],
        "mixed-years": [package([one, {**other, "date": "2019-05-05T00:00:00Z", "x_local": 1}])],
        "no-date": [package([{**one, "date": None}, {**other, "date": "ayer"}])],
        "number-id": [package([{**one, "id": 1}, one])],
        "empty": [package([]), package([other])],
        "bare": [one, other],
        "lines": ["\n".join(json.dumps(each) for each in (one, other, {**one, "id": "2", "x_local": None}))],
        "unreadable": ['{"version":"1.1","publisher":{"name":"x"},"releases":[' + json.dumps(one) +
                       ',{"ocid":"ocds-mx0001-3",:},' + json.dumps(other) + "]}"],
        "repeated-key": ['{"version":"1.1","publisher":{"name":"x"},"extensions":[],"releases":['
                         + json.dumps(one)[:-1] + ',"id":"7"}]}'],
        "big-number": ['{"version":"1.1","publisher":{"name":"x"},"extensions":[],"releases":['
                       + json.dumps(one)[:-1] + ',"x":1e999}]}'],
        "half-surrogate": ['{"version":"1.1","publisher":{"name":"x"},"extensions":[],"releases":['
                           + json.dumps(one)[:-1] + r',"x":"\ud83d"}]}'],
    }
    for name, inputs in cases.items():
        (folder / name).mkdir()
        for number, each in enumerate(inputs):
            text = each if isinstance(each, str) else json.dumps(each, indent=1)
            (folder / name / f"{number}.json").write_text(text)
        yield name, [folder / name]


# Where findings are named: in the user's own file, or in the one that is made of it, because something in it concerns
# several releases or they were judged otherwise.
OWN = {"twice", "same-extensions", "mixed-years", "bare", "lines", "unreadable"}
MADE = {"rewritten"}


def differences(one, other):
    """Paths of files that are not the same in two folders."""
    compared = filecmp.dircmp(one, other)
    found = compared.left_only + compared.right_only
    found += filecmp.cmpfiles(one, other, compared.common_files, shallow=False)[1]
    for name in compared.common_dirs:
        found += [f"{name}/{each}" for each in differences(one / name, other / name)]
    return found


class Check:
    def __init__(self, program, scratch):
        self.program = program
        self.scratch = scratch
        self.packages = 0
        self.problems = []

    def publish(self, name, inputs, records, most, jobs):
        folder = self.scratch / f"{name.replace('/', '-')}-{records}-{most}-{jobs}"
        folder.mkdir()
        (folder / "edca.toml").write_text(CONFIG.format(records=records, most=most))
        run = subprocess.run([self.program, "publish", "--lang", "en", "--require", "none", "--verify", "none", "--to",
                              "portal", "--jobs", str(jobs), *inputs], cwd=folder, capture_output=True, text=True,
                             env={**os.environ, "XDG_STATE_HOME": str(folder / "state")})
        if run.returncode not in (0, 2):
            self.problems.append(f"{name}: code {run.returncode}: {run.stderr[-300:]}")
        return folder / "site", run.stderr

    def check(self, name, inputs, records, most):
        site, said = self.publish(name, inputs, records, most, 1)
        other, other_said = self.publish(name, inputs, records, most, 2)
        if site.exists() != other.exists() or said != other_said:
            self.problems.append(f"{name}: one thread and two say different things")
        if not site.exists() or not other.exists():
            return
        if records == "false" and name in OWN and (".json:" not in said or " data/" in said):
            self.problems.append(f"{name}: findings are not told at their own place: {said[:300]}")
        if records == "false" and name in MADE and " data/" not in said:
            self.problems.append(f"{name}: findings are told of what was not published: {said[:300]}")
        for path in differences(site, other):
            self.problems.append(f"{name}: one thread and two make another {path}")
        manifest = json.loads((site / "manifest.json").read_text())
        told = {each["path"]: {**each["validation"], **each.get("schema", {})}
                for each in manifest["files"] if "validation" in each}
        told = {path: each for path, each in told.items() if path.startswith("data/")}
        if not told:
            return
        for path, verdict in told.items():
            # Each package by itself: what its releases are in others is no part of it.
            run = subprocess.run([self.program, "validate", "-q", "--format", "json", path], cwd=site,
                                 capture_output=True, text=True)
            found = json.loads(run.stdout)["files"][0]
            self.packages += 1
            for key in ("profile", "version", "errors", "warnings", "notes"):
                if verdict.get(key) != found.get(key):
                    self.problems.append(f"{name} (records: {records}): {path}: {key} is {found.get(key)!r}, "
                                         f"the manifest says {verdict.get(key)!r}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    parser.add_argument("--data", nargs="*", type=pathlib.Path, default=[])
    parser.add_argument("--any", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edca-verdicts-") as scratch:
        scratch = pathlib.Path(scratch)
        check = Check(str(pathlib.Path(options.edca).resolve()), scratch / "runs")
        (scratch / "runs").mkdir()
        (scratch / "made").mkdir()
        cases = [(each.name, [each.resolve()]) for each in options.data]
        if not options.any:
            families = {}
            for sample in sorted((options.root.resolve() / "samples").glob("*/*.*/bad.json")):
                families.setdefault((sample.parts[-3], sample.parts[-2].split(".")[0]), []).append(sample)
            cases += [("-".join(family), files) for family, files in families.items()]
            cases += made(scratch / "made")
        for name, inputs in cases:
            for records in ("true", "false"):
                check.check(name, [str(each) for each in inputs], records, 1_000_000_000)
            check.check(name, [str(each) for each in inputs], "false", 4_000)
    for problem in check.problems:
        print(problem)
    print(f"{check.packages} packages compared")
    enough = options.any or check.packages > 100
    sys.exit(0 if not check.problems and enough else 1)


if __name__ == "__main__":
    main()
