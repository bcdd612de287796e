#!/usr/bin/env python3
"""Compares the schema findings of `edca validate` with the errors that jsonschema finds, file by file.

Compared are the multisets of (JSON Pointer, keyword) of each file, for `required` with the absent name. The texts are
the files given, or mutants: our samples and made-up documents, broken at random (mutate.py). Each batch of mutants is
judged as files of their own, as JSON Lines, and as the items of one large package and array, from a file and from
standard input, which the program reads in different ways.

Needs jsonschema 4 and rfc3339-validator; without them it says so and ends with 77.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import zlib

sys.dont_write_bytecode = True
SKIPPED = 77
try:
    import jsonschema  # noqa: F401
    import rfc3339_validator  # noqa: F401
except ImportError as missing:
    print(f"skipped: no {missing.name.replace('_', '-')}")
    sys.exit(SKIPPED)

import mutate
import oracle

# Profile and kind of the documents to break, with their share of the mutants.
PLAN = [
    ("edca-mx", "release", 20), ("edca-mx", "versioned-release", 8), ("edca-mx", "record-package", 12),
    ("edca-mx", "release-package", 8), ("edca-mx", "record", 6), ("ocds-1.1", "release", 10),
    ("ocds-1.1", "record-package", 6), ("ocds-1.0", "release", 8), ("ocds-1.0", "record-package", 5),
    ("oc4ids-0.9.5", "project", 8), ("oc4ids-0.9.5", "project-package", 3), ("oc4ids-0.9.2", "project", 2),
    ("oc4ids-0.9.3", "project", 2), ("oc4ids-0.9.4", "project", 2),
]
LISTS = {"release": "releases", "record": "records", "project": "projects"}
BATCH = 500
LARGE = 3 << 19  # bytes; the program reads in pieces of one MiB


def run_edca(edca, profile, inputs, options=(), stdin=None):
    """The JSON report of a run over some inputs."""
    command = [edca, "validate", "--format", "json", "--only", "schema", "--max-findings", "0", "--fail-on", "never",
               "--profile", profile, "--lang", "en", *options, "--", *map(str, inputs)]
    run = subprocess.run(command, stdin=stdin or subprocess.DEVNULL, capture_output=True, check=False)
    try:
        return json.loads(run.stdout)
    except ValueError:
        print(run.stderr.decode(errors="replace")[-4000:])
        raise SystemExit(f"edca ended with {run.returncode} and no report: {command}") from None


def key_of(finding):
    if finding["rule"] != "schema." + finding["keyword"]:
        raise SystemExit(f"rule and keyword differ: {finding}")
    return finding["pointer"], finding["keyword"], finding.get("property", "") * (finding["keyword"] == "required")


def by(report, name):
    """The schema findings of a report, as multisets by file name or line; and why an input was not read."""
    found, unread = collections.defaultdict(collections.Counter), {}
    for finding in report["findings"]:
        if finding["rule"].startswith("schema."):
            found[finding[name]][key_of(finding)] += 1
        elif finding["severity"] == "error" and finding["rule"] not in ("input.duplicate-key", "input.surrogate"):
            unread[finding.get(name)] = finding["rule"]
    return found, unread


class Comparison:
    def __init__(self, edca, show, full):
        self.edca = edca
        self.full = full
        self.show = show
        self.oracles = {}
        self.texts = self.findings = self.unread = self.problems = 0

    def oracle(self, profile, extensions=(), plain=False):
        key = (profile, tuple(extensions), plain)
        if key not in self.oracles:
            self.oracles[key] = oracle.Oracle(self.edca, *key)
        return self.oracles[key]

    def problem(self, name, ours, theirs):
        self.problems += 1
        if self.problems > self.show:
            return
        print(f"{name}:")
        for word, more in (("only edca", ours - theirs), ("only jsonschema", theirs - ours)):
            for (where, keyword, absent), count in sorted(more.items())[:10]:
                print(f"  {word}: {count} x {keyword} {absent} at {where[:300]!r}")

    def equal(self, name, ours, theirs):
        self.texts += 1
        self.findings += sum(theirs.values())
        if ours != theirs:
            self.problem(name, ours, theirs)

    # ---- files

    def files(self, paths, profile, options):
        plain = "--no-extensions" in options
        report = run_edca(self.edca, profile, paths, options)
        found, unread = by(report, "file")
        for file in report["files"]:
            name = file["file"]
            if file.get("profile", "mixed") == "mixed":
                self.unread += 1
                continue
            judge = self.judge(file, plain)
            texts = self.read(pathlib.Path(name))
            errors = [judge.text_errors(text) for text in texts]
            errors = None if None in errors else sum(errors, collections.Counter())
            if self.readable(name, unread.get(name), errors):
                self.equal(f"{name} ({file['profile']})", found[name], errors)
                self.kind(judge, name, file["kind"], texts)

    def readable(self, name, refusal, errors):
        """Whether both could read a text. Only one that is too deep may be refused by the program alone."""
        if refusal is None and errors is not None:
            return True
        self.unread += 1
        if (refusal is None) != (errors is None) and refusal != "input.depth":
            self.problem(f"{refusal or 'no JSON for jsonschema'}: {name}", collections.Counter(), collections.Counter())
        return False

    def judge(self, file, plain=False):
        """The oracle for a file, as the report describes it."""
        known = [each["name"] for each in file["extensions"] if each["status"] != "unknown"]
        declared = [] if plain or not file["profile"].startswith("ocds-") else list(dict.fromkeys(known))
        return self.oracle(file["profile"], declared, plain)

    @staticmethod
    def read(path):
        """The JSON texts of a file: one, or one a line."""
        text = path.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")
        try:
            oracle.parse(text)
            return [text]
        except (ValueError, RecursionError):
            lines = [line for line in text.split("\n") if line.strip()]
            return lines if lines and lines[0].strip().endswith("}") else [text]

    def kind(self, judge, name, kind, texts):
        values = [oracle.parse(text.removeprefix("\ufeff")) for text in texts]
        if len(values) != 1 or not isinstance(values[0], dict):
            return
        ours = judge.kind_judged(oracle.kind_of(values[0], texts[0]), values[0])
        ours = ours if ours in judge.validators or ours == "portal" else "other"
        if ours not in ("portal", kind) and {ours, kind} != {"release", "compiled-release"}:
            print(f"{name}: {kind}, expected {ours}")
            self.problems += 1

    # ---- mutants

    def mutants(self, profile, kind, count, rng, samples, folder):
        seeds = self.seeds(profile, kind, rng, samples)
        number = 0
        while count > 0:
            texts = list(mutate.mutants(seeds, min(count, BATCH), rng))
            count -= len(texts)
            place = folder / f"{profile}-{kind}-{number}"
            place.mkdir()
            errors = self.batch(f"{profile} {kind}", profile, texts, place)
            if kind in LISTS:
                self.together(profile, LISTS[kind], errors, place)
            number += 1

    def seeds(self, profile, kind, rng, samples):
        judge = self.oracle(profile)
        maker = mutate.Maker(judge.documents, rng)
        schema = judge.schemas[kind]
        densities = [0.08, 0.2, 0.35] if kind in ("release", "project", "versioned-release") else [0.03, 0.1, 0.2]

        def made():
            document = maker.make(schema, schema, rng.choice(densities))
            if kind == "versioned-release":  # what is taken for one has neither
                document[:] = [member for member in document if member[0] not in ("tag", "date")]
            return document

        packages = mutate.samples(samples, {kind.split("-")[0] + "s"})
        if kind in LISTS:
            packages = mutate.members_of(packages, LISTS[kind])
        given = [lambda document=document: mutate.copy(document) for document in packages]
        return [lambda: rng.choice(given)(), made] if given else [made]

    def batch(self, name, profile, texts, folder):
        """Each text as a file, and all as JSON Lines: the same must be found. Answers with the errors of each."""
        errors = {}
        files = folder / "files"
        files.mkdir()
        for index, text in enumerate(texts):
            (files / f"{index:05}.json").write_text(text, encoding="utf-8")
        report = run_edca(self.edca, profile, [files])
        found, unread = by(report, "file")
        described = {file["file"]: file for file in report["files"]}
        lines = folder / "lines.jsonl"
        lines.write_text("\n".join(texts) + "\n", encoding="utf-8")
        by_line, _ = by(run_edca(self.edca, profile, [lines]), "line")
        for index, text in enumerate(texts):
            file = str(files / f"{index:05}.json")
            judge = self.judge(described[file]) if described[file].get("profile") else self.oracle(profile)
            expected = judge.text_errors(text)
            label = f"{name} {zlib.crc32(text.encode()):08x} {text if self.full else text[:200]}"
            errors[text] = expected if self.readable(label, unread.get(file), expected) else None
            if errors[text] is None:
                continue
            self.equal(label, found[file], expected)
            self.kind(judge, label, described[file]["kind"], [text])
            if by_line[index + 1] != found[file]:
                self.problem(f"as a line: {label}", by_line[index + 1], expected)
        return errors

    def together(self, profile, key, errors, folder):
        """Texts (with their errors) as the items of a package and as an array, too large to be read at once."""
        items = [text for text, found in errors.items() if found is not None]
        gap = ",\n" + " " * max(1, LARGE // max(1, len(items)))
        package = '{"uri":"urn:x:1","%s":[%s],"version":"1.1","publisher":{"name":1}}' % (key, gap.join(items))
        self.large(f"{profile} package of {key}", profile, package, self.oracle(profile).text_errors(package), folder)
        expected = collections.Counter()
        for index, text in enumerate(items):
            for (where, keyword, absent), count in errors[text].items() if text.lstrip().startswith("{") else ():
                expected[f"/{index}{where}", keyword, absent] += count
        self.large(f"{profile} array of {key}", profile, "[" + gap.join(items) + "]", expected, folder)

    def large(self, name, profile, text, expected, folder):
        path = folder / "large.json"
        path.write_text(text, encoding="utf-8")
        found, _ = by(run_edca(self.edca, profile, [path]), "file")
        self.equal(name, found[str(path)], expected)
        with path.open("rb") as stream:
            found, _ = by(run_edca(self.edca, profile, ["-"], stdin=stream), "file")
        self.equal(f"{name} from standard input", sum(found.values(), collections.Counter()), expected)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="files to compare; folders are searched")
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--profile", default="auto")
    parser.add_argument("--no-extensions", action="store_true")
    parser.add_argument("--mutants", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--samples", type=pathlib.Path, help="folder of samples to break")
    parser.add_argument("--show", type=int, default=20, help="differences to print")
    parser.add_argument("--full", action="store_true", help="print the whole texts that differ")
    arguments = parser.parse_args()
    comparison = Comparison(arguments.edca, arguments.show, arguments.full)
    paths = [found for path in arguments.files for found in
             (sorted(each for each in path.rglob("*.json*") if each.is_file()) if path.is_dir() else [path])]
    if paths:
        comparison.files(paths, arguments.profile, ["--no-extensions"] * arguments.no_extensions)
    if arguments.mutants:
        samples = arguments.samples or pathlib.Path(__file__).parents[2] / "samples"
        total = sum(share for *_, share in PLAN)
        with tempfile.TemporaryDirectory(prefix="edca-differential-") as folder:
            for profile, kind, share in PLAN:
                rng = random.Random(f"{arguments.seed} {profile} {kind}")
                count = -(-arguments.mutants * share // total)
                comparison.mutants(profile, kind, count, rng, samples, pathlib.Path(folder))
    print(f"{comparison.texts} texts with {comparison.findings} errors compared, {comparison.unread} not read, "
          f"{comparison.problems} differences")
    return 1 if comparison.problems else 0


if __name__ == "__main__":
    sys.exit(main())
