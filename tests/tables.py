#!/usr/bin/env python3
"""JSON, tables, JSON: tables.py --edca PROGRAM --root DIR [--shared DIR] [--count N] [--seed N] [--batch N]

Flattens the samples, the published data of --shared where they are there, and random documents that are hostile on purpose
(nulls, empty values, mixed lists, keys with `/` and `~` or none at all, keys that differ by capital letters, numbers that no
double holds, half surrogate pairs, control characters, long texts), puts the tables together again and compares: values,
types, order of lists, text of numbers. A second run must give the same bytes.
"""
import argparse
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

KEYS = ["id", "ocid", "tag", "title", "title_es", "title_en", "Title", "value", "amount", "currency", "items", "awards",
        "contracts", "suppliers", "buyer", "description", "quantity", "a_b", "a", "b", "a/b", "a~b", "~1", "", "_fila", "_x",
        "__", "x y", "ñ", "release", "awards/id", "versionedRelease", "releases", "coordinates", "x_raro", "ruta", "\n",
        "\u0001", "=1+1", "tab\tkey", ",", ";", '"', "longer" * 50]
LONG = "y" * 40000
TEXTS = ["", "x", "=1+1", "00123", " x ", "a;b", "[1]", "[", ";", "a,b", 'q"q', "line\nbreak", "cr\r", "\r\n", "\t", "\u0000",
         "\u0001", "\ud800", "\udc00x", "ñandú", "😀", "true", "null", "1", "1e3", LONG, "\ufeff", "2024-12-31T00:00:00Z"]
NUMBERS = ["0", "-0", "1", "1500000.10", "1e3", "1E+3", "12345678901234567890123.45", "1e400", "-1e-400", "0.1", "3.7", "2"]


class Number(str):
    """A number by its text."""


def number(text):
    return Number(text)


def parse(text):
    return json.loads(text, parse_int=number, parse_float=number)


def same(left, right):
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    return left == right


def write(value):
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(key) + ":" + write(each) for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(write, value)) + "]"
    return json.dumps(value)


class Maker:
    def __init__(self, seed, long=1.0):
        """`long`: the share of long texts that stay long."""
        self.random, self.long = random.Random(seed), long

    def a_text(self):
        text = self.random.choice(TEXTS)
        return text if text is not LONG or self.random.random() < self.long else text[:300]

    def scalar(self):
        pick = self.random.random()
        if pick < 0.5:
            return self.a_text()
        if pick < 0.8:
            return Number(self.random.choice(NUMBERS))
        return self.random.choice([True, False, None])

    def value(self, depth):
        pick = self.random.random()
        if depth == 0 or pick < 0.5:
            return self.scalar()
        if pick < 0.65:
            return self.object(depth - 1)
        if pick < 0.85:
            return [self.object(depth - 1) for _ in range(self.random.randrange(4))]
        if pick < 0.95:
            return [self.a_text() for _ in range(self.random.randrange(4))]
        return [self.value(depth - 1) for _ in range(self.random.randrange(4))]

    def object(self, depth):
        keys = self.random.sample(KEYS, self.random.randrange(7))
        return {key: self.value(depth) for key in keys}

    def release(self):
        release = {"ocid": "ocds-mx0009-%d" % self.random.randrange(5), "id": self.random.choice(["1", Number("2"), None]),
                   "tag": ["tender"]}
        release.update(self.object(4))
        # Lists of releases would make a package of it, and without an OCID it is no release.
        release.pop("releases", None)
        if not isinstance(release["ocid"], str):
            release["ocid"] = "ocds-mx0009-0"
        return release

    def text(self, shape=None):
        """A document, and the texts that its tables must give."""
        if shape is None:
            shape = self.random.randrange(4)
        items = [self.release() for _ in range(self.random.randrange(1, 4))]
        if shape == 0:
            return "\n".join(map(write, items)) + "\n", items
        if shape == 1:
            return write(items), items
        package = {"uri": "u", "publishedDate": "2025-01-01T00:00:00Z", "version": "1.1",
                   "publisher": {"name": "Municipio inventado"}, "extensions": ["https://a.example/extension.json"],
                   "more": Number("1.50"), "nothing": None}
        if shape == 2:
            documents = [{**package, "releases": items}, {**package, "uri": "v", "releases": []}]
            return "\n".join(map(write, documents)), documents
        record = {"ocid": "ocds-mx0009-1", "releases": items, "compiledRelease": items[0], "versionedRelease": items[-1]}
        document = {**package, "records": [record]}
        return write(document), [document]


class Runner:
    def __init__(self, edca, folder):
        self.edca, self.folder = edca, folder

    def run(self, *arguments):
        return subprocess.run([self.edca, *arguments, "--lang", "en", "-q"], capture_output=True, check=False)

    def round_trip(self, inputs, name, target, *more):
        """What comes back, or what is wrong."""
        made = []
        for each in "ab":
            below = pathlib.Path(self.folder, each)
            below.mkdir()
            made.append(below / target)
            result = self.run("flatten", *inputs, *more, "-o", f"{below}/{target}", "--fail-on", "never")
            if result.returncode != 0:
                return None, f"{name}: flatten to {target}: {result.stderr.decode()}"
        contents = [{path.name: path.read_bytes() for path in (each.iterdir() if each.is_dir() else [each])} for each in made]
        if contents[0] != contents[1]:
            return None, f"{name}: {target} differs the second time"
        back = self.run("unflatten", str(made[0]))
        if back.returncode != 0 or back.stderr:
            return None, f"{name}: unflatten {target}: exit {back.returncode} {back.stderr.decode()}"
        return back.stdout.decode("utf-8"), None


def documents(text):
    """The JSON texts one behind the other."""
    decoder = json.JSONDecoder(parse_int=number, parse_float=number)
    found, at = [], 0
    text = text.strip()
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        while at < len(text) and text[at] in " \t\r\n":
            at += 1
    return found


TARGETS = ["tables/", "tables.zip", "tables.sqlite", "tables.xlsx"]


def judge(runner, name, path, expected, problems, *more):
    found = []
    for target in TARGETS:
        back, problem = runner.round_trip([path], name, target, *more)
        if problem is None and not same(documents(back), expected):
            problem = f"{name}: what comes back of {target} is something else"
        if problem is not None:
            found.append(problem)
        for each in "ab":
            shutil.rmtree(f"{runner.folder}/{each}", ignore_errors=True)
    problems += found
    return not found


def judge_random(runner, given, first, problems):
    """A batch of random documents as lines of one file; one by one only if something of the batch is lost."""
    numbers = range(first, min(first + given.batch, given.count))
    path = f"{runner.folder}/in.json"
    more = ["--memory", "1M"] if first // given.batch % 7 == 0 else []

    def documents_of(shape, chosen):
        made = [Maker(given.seed * 1000003 + each, 1.0 if given.batch == 1 else 0.03).text(shape) for each in chosen]
        pathlib.Path(path).write_text("\n".join(text.rstrip("\n") for text, _ in made), encoding="utf-8")
        return [each for _, expected in made for each in expected]

    if len(numbers) == 1:
        return int(judge(runner, f"random document {first}", path, documents_of(None, numbers), problems, *more))
    shape, found = first // given.batch % 4, []
    if judge(runner, f"random documents from {first}", path, documents_of(shape, numbers), found, *more):
        return len(numbers)
    right = sum(judge(runner, f"random document {each} as {shape}", path, documents_of(shape, [each]), problems, *more)
                for each in numbers)
    if right == len(numbers):  # only together are they wrong
        problems += found
    return right


def expected_of(text):
    """What must come back of a file: a list stands for its elements."""
    found = documents(text)
    return found[0] if len(found) == 1 and isinstance(found[0], list) else found


def is_plain(values):
    """Packages and items, which unflatten gives back as they were; portals put objects around them."""
    return all(isinstance(value, dict) and ({"ocid", "releases", "records", "projects"} & value.keys()) for value in values)


def files(root, shared):
    for path in sorted((root / "samples").rglob("good.json")) + sorted((root / "samples").rglob("bad.json")):
        yield path
    yield from sorted((root / "samples" / "demo").glob("*.json"))
    if not shared or not (shared / "data").is_dir():
        print("skipped: no ../shared, so no published data")
    else:
        yield from sorted(path for path in (shared / "data").rglob("*.json*") if path.suffix in (".json", ".jsonl"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--root", required=True, type=pathlib.Path)
    parser.add_argument("--shared", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--batch", type=int, default=1, help="so many documents in one run: for many documents")
    parser.add_argument("--files", type=int, default=40, help="at most so many, evenly chosen; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    problems, passed, left = [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(given.edca, folder)
        for first in range(0, given.count, given.batch):
            passed += judge_random(runner, given, first, problems)
            print(f"{first}: {passed}, {len(problems)}", flush=True) if given.batch > 1 else None
        paths = list(files(given.root, given.shared))
        if given.files:
            paths = paths[::max(1, len(paths) // given.files)]
        for path in paths:
            try:
                expected = expected_of(path.read_text(encoding="utf-8-sig"))
            except (ValueError, RecursionError):
                left += 1
                continue
            if not is_plain(expected):
                left += 1
                continue
            passed += judge(runner, str(path), str(path), expected, problems)
    for problem in problems[:20]:
        print(problem)
    print(f"{passed} came back as they were, {len(problems)} did not; {left} files were left out")
    return 1 if problems or passed < given.count else 0


if __name__ == "__main__":
    sys.exit(main())
