"""Compares the merge with the reference implementation, ocds-merge 0.8.

merge_compare.py --driver PROGRAM --schema FILE --scratch DIR [--sets N] [--seed N] [--fixtures DIR]

Without --fixtures: seeded sets of random releases; both must give the same JSON, or both refuse.
With --fixtures: the pairs of the reference's own suite, for which its program is not needed. Exits 77
where the reference program or the fixtures cannot be had.
"""

import argparse
import glob
import json
import os
import random
import subprocess
import sys
import venv
import warnings

SKIPPED = 77

IDS = [1, "1", 2, "2", 1.0, True, False, 0, -0.0, None, "None", "True", "1.0", 2.5, "a", "b", "c", 10**20, 1e20, 1e400,
       [], ["a"], {}, {"a": 1}, "", "id"]
PLAIN_IDS = ["1", "2", "3", "a", 1, 2]
LITERALS = [None, True, False, 0, 1, 1.0, -1, 1.5, "", "x", "y", "ñ", "\U0001F600", "a\nb", "\ud83d", 1e400, 10**30, 0.1]
TEXT_DATES = ["2020-01-01T00:00:00Z", "2020-01-01T00:00:00-06:00", "2020-01-01T01:00:00Z", "2021-05-05T05:05:05Z", "x", ""]
ODD_DATES = [None, 1, 2.5, True, [], [1], ["a"], [1, "a"], {}, {"a": [None, "b"]}, 10**25, 1e400, 1e16, 0.00001]
STRATEGIES = {"items": "append", "tender/items": "position", "parties": "position", "awards/suppliers": "append"}
KEYS = ["title", "tender", "items", "parties", "awards", "roles", "id", "ocid", "date", "tag", "1", "value", "changes",
        "additionalIdentifiers", "submissionMethod", "buyer", "suppliers", "amendments", "extra"]
TAGS = [["tender"], ["award", "contract"], "tender", None, [], [{"id": 1}]]


class Maker:
    """Random releases; `odd` is how often something stands where it does not belong."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.odd = self.random.choice([0.0, 0.02, 0.1, 0.4])

    def is_odd(self):
        return self.random.random() < self.odd

    def value(self, depth):
        kind = self.random.random()
        if depth <= 0 or kind < 0.45:
            return self.random.choice(LITERALS)
        if kind < 0.7:
            return self.object(depth - 1)
        if kind < 0.93:
            return [self.member(depth - 1) for _ in range(self.random.randrange(4))]
        return [self.value(depth - 1) for _ in range(self.random.randrange(3))]

    def object(self, depth):
        keys = self.random.sample(KEYS, self.random.randrange(5))
        return {key: self.field(key, depth) for key in keys}

    def field(self, key, depth):
        """Mostly of the same type for the same key, so that releases often fit together."""
        if self.is_odd():
            return self.value(depth)
        if key in ("tender", "buyer", "value"):
            return self.object(depth - 1) if depth > 0 else {}
        if key in ("items", "parties", "awards", "suppliers", "amendments", "additionalIdentifiers", "changes"):
            return [self.member(depth - 1) for _ in range(self.random.randrange(4))] if depth > 0 else []
        if key in ("roles", "submissionMethod"):
            return self.random.sample(["a", "b", "c"], self.random.randrange(3))
        return self.random.choice(["x", "y", 1, 2.5, "z", None if self.is_odd() else "w"])

    def member(self, depth):
        if self.is_odd() and self.random.random() < 0.3:
            return self.random.choice(LITERALS)
        member = self.object(depth)
        if self.random.random() < 0.85:
            member = {"id": self.random.choice(IDS if self.is_odd() else PLAIN_IDS), **member}
        return member

    def date(self, count):
        if self.is_odd() and self.random.random() < (1 if count == 1 else 0.2):
            return self.random.choice(ODD_DATES)
        return self.random.choice(TEXT_DATES)

    def release(self, count):
        if self.is_odd() and self.random.random() < 0.03:
            return self.random.choice(LITERALS + [[], [1]])
        release = self.object(4)
        for key in ("ocid", "id", "date", "tag"):
            release.pop(key, None)
        head = {"ocid": "ocds-x-1", "id": str(self.random.randrange(4)), "date": self.date(count), "tag": self.random.choice(TAGS)}
        if self.is_odd():
            head[self.random.choice(list(head))] = self.value(2)
        if self.is_odd() and self.random.random() < 0.3:
            del head[self.random.choice(list(head))]
        items = list({**head, **release}.items())
        if self.is_odd():
            self.random.shuffle(items)
        return dict(items)

    def releases(self):
        count = self.random.choice([0, 1, 1, 2, 2, 3, 3, 4, 6])
        releases = [self.release(count) for _ in range(count)]
        if self.random.random() < 0.1:
            kind, values = self.random.choice([("number", [1, 2, 1.0, 1.5, True, 10**20, 1e20, 1e400]),
                                               ("list", [[], [1], [2], [1, "a"], [1, "b"], ["a"], [None], [{}]])])
            for release in releases:
                if isinstance(release, dict):
                    release["date"] = self.random.choice(values)
        return releases


def reference(scratch):
    """The module of ocds-merge 0.8, from the package index into a folder of its own."""
    folder = os.path.join(scratch, "ocdsmerge")
    python = os.path.join(folder, "bin", "python")
    try:
        if not os.path.exists(python):
            venv.create(folder, with_pip=True)
        probe = "import ocdsmerge, sys; print(next(p for p in sys.path if p.endswith('site-packages')))"
        found = subprocess.run([python, "-c", probe], capture_output=True, text=True)
        if found.returncode != 0:
            subprocess.run([python, "-m", "pip", "install", "--quiet", "ocdsmerge==0.8.*"], check=True, capture_output=True, timeout=120)
            found = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=True)
        sys.path.insert(0, found.stdout.strip())
        import ocdsmerge
    except (OSError, ImportError, subprocess.SubprocessError):
        print("skipped: no ocdsmerge")
        sys.exit(SKIPPED)
    warnings.simplefilter("ignore")
    return ocdsmerge


def written(value):
    """JSON text, in which infinity is a number that is read as such."""
    return json.dumps(value).replace("Infinity", "1E400")


def parsed(value):
    """A copy as the reference would read it from a file: what is shared stays apart."""
    return json.loads(json.dumps(value))


def same(ours, theirs):
    """Equal as JSON: true is not 1; 1 and 1.0 are, as Python has them."""
    if type(ours) is not type(theirs):
        return {type(ours), type(theirs)} == {int, float} and ours == theirs
    if isinstance(ours, dict):
        return ours.keys() == theirs.keys() and all(same(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return ours == theirs


def without_empty(value):
    """A JSON value without objects that are empty, or would be."""
    if isinstance(value, list):
        return [each for each in map(without_empty, value) if each != {}]
    if isinstance(value, dict):
        return {key: kept for key, each in value.items() if (kept := without_empty(each)) != {}}
    return value


class Comparison:
    def __init__(self, arguments):
        self.arguments = arguments
        self.merge = reference(arguments.scratch)
        from ocdsmerge.rules import get_merge_rules
        self.rules = get_merge_rules(arguments.schema)

    def expected(self, form, existing, releases, overrides=None):
        kind = {"compiled": self.merge.merge.CompiledRelease, "versioned": self.merge.merge.VersionedRelease}[form]
        try:
            merged = kind(parsed(existing) if existing is not None else None, merge_rules=self.rules, rule_overrides=overrides)
            merged.extend(parsed(releases))
            return merged.asdict()
        except Exception:
            return None

    def sets(self, first, last, overrides):
        """(input line, expected) for each set; every fourth adds to what was merged before."""
        for at in range(first, last):
            maker = Maker(f"{self.arguments.seed}-{at}")
            line = {"releases": maker.releases()}
            if at % 4 == 0:
                before = maker.releases()
                for form in ("compiled", "versioned"):
                    existing = self.expected(form, None, before)
                    if maker.is_odd():
                        existing = maker.release(1)
                    if isinstance(existing, dict):
                        # The reference forgets empty objects of what it adds to, which it keeps when it merges all at once.
                        line[form] = without_empty(existing) if form == "compiled" else existing
            yield line, {form: self.expected(form, line.get(form), line["releases"], overrides)
                         for form in ("compiled", "versioned")}

    def run(self, count):
        """The last fifth of the sets is merged with other strategies for some arrays."""
        first = count - count // 5
        how = {"append": self.merge.APPEND, "position": self.merge.MERGE_BY_POSITION}
        overrides = {tuple(path.split("/")): how[name] for path, name in STRATEGIES.items()}
        options = [word for path, name in STRATEGIES.items() for word in ("--strategy", "/" + path, name)]
        return self.compare(0, first, {}, []) + self.compare(first, count, overrides, options)

    def compare(self, first, last, overrides, options):
        if first == last:
            return 0
        lines, expected = zip(*self.sets(first, last, overrides))
        text = "".join(written(line) + "\n" for line in lines)
        driver = [self.arguments.driver, "--schema", self.arguments.schema, *options]
        output = subprocess.run(driver, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout
        differences = refused = 0
        for line, wanted, got in zip(lines, expected, output.splitlines(), strict=True):
            got = json.loads(got)
            refused += sum(value is None for value in wanted.values())
            for form in wanted:
                if same(got[form], wanted[form]):
                    continue
                differences += 1
                if differences <= 5:
                    print(f"{form}\n  releases {json.dumps(line)}\n  ours     {json.dumps(got[form])}\n  theirs   {json.dumps(wanted[form])}")
        count = last - first
        print(f"{count} sets, {refused} of {2 * count} merges refused by both, {differences} differences")
        return differences


def fixture_pairs(folder):
    """(schema, releases, suffix, expected file) of the reference's suite."""
    schemas = {"1.0": "release-schema-1__0__3.json", "1.1": "release-schema-1__1__4.json", "schema": "schema.json"}
    for name, schema in schemas.items():
        for path in sorted(glob.glob(os.path.join(folder, name, "*.json"))):
            for form in ("compiled", "versioned"):
                expected = path[:-5] + f"-{form}.json"
                if os.path.exists(expected):
                    yield os.path.join(folder, schema), path, form, expected
            for how in ("append", "by-position"):
                if path.endswith(f"-{how}.json"):
                    source = path[:-len(f"-{how}.json")] + ".json"
                    yield os.path.join(folder, schema), source, how, path


def compare_fixtures(arguments):
    pairs = list(fixture_pairs(arguments.fixtures))
    if not pairs:
        print(f"skipped: no fixtures in {arguments.fixtures}")
        return SKIPPED
    failed = 0
    for schema, source, form, expected in pairs:
        with open(source) as file:
            releases = json.load(file)
        with open(expected) as file:
            wanted = json.load(file)
        command = [arguments.driver, "--schema", schema]
        if form in ("append", "by-position"):
            command += ["--strategy", "/nested/array", form.removeprefix("by-")]
            releases *= 2  # as the suite does, to tell one release from several
        output = subprocess.run(command, input=json.dumps(releases).encode() + b"\n", stdout=subprocess.PIPE, check=True).stdout
        got = json.loads(output)[form if form in ("compiled", "versioned") else "compiled"]
        if not same(got, wanted):
            failed += 1
            print(f"{expected}\n  ours   {json.dumps(got)}\n  theirs {json.dumps(wanted)}")
    print(f"{len(pairs)} fixtures, {failed} differences")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", required=True)
    parser.add_argument("--schema")
    parser.add_argument("--scratch")
    parser.add_argument("--sets", type=int, default=20000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--fixtures")
    arguments = parser.parse_args()
    if arguments.fixtures:
        return compare_fixtures(arguments)
    os.makedirs(arguments.scratch, exist_ok=True)
    return 1 if Comparison(arguments).run(arguments.sets) else 0


if __name__ == "__main__":
    sys.exit(main())
