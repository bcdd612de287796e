#!/usr/bin/env python3
"""Order, size, compression and jobs change no finding.

Makes packages of releases and of records with faults of many kinds (invented data, the same for the same seed) and has
each validated in many forms: members of every object shuffled, members of the package before or behind its list, white
space that lifts it above 1 MiB, .gz, .zst and .zip, standard input, one thread or four, an item a file, files in another
order, JSON Lines. What is found must be the same: rule, severity, process, release, place below the item, value. Of
history.* only the number counts, because the file that is named is the one that came second
(https://standard.open-contracting.org/1.1/en/schema/records_reference/).
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

MEBIBYTE = 1 << 20
LISTS = ("releases", "records")


def release(rng, number, name="1"):
    """A release with what several rules speak of."""
    made = {
        "ocid": f"ocds-zz0001-{number}",
        "id": name,
        "date": rng.choice(["2021-03-15T09:30:00-06:00", "2021-03-15", "1-01-01", "2099-01-01T00:00:00Z"]),
        "tag": rng.choice([["tender"], ["award"], ["unknownTag"], "tender"]),
        "initiationType": rng.choice(["tender", "other"]),
        "language": rng.choice(["es", "español"]),
    }
    if rng.random() < 0.7:
        made["tender"] = {"id": "t", "title": rng.choice(["Papelería", "", "  Obra "]),
                          "status": rng.choice(["active", "Activo"]),
                          "items": [{"id": rng.choice(["1", "2"]), "description": "x", "quantity": rng.choice([1, -1])},
                                    {"id": "1", "description": "y"}, rng.choice([None, {"id": "3"}])],
                          "unknownField": 1}
    if rng.random() < 0.5:
        made["parties"] = [{"id": "MX-RFC-X", "name": "Oficina de Prueba", "roles": ["buyer"]},
                           {"id": "MX-RFC-X", "name": "Otra oficina", "roles": ["supplier"]}]
        made["buyer"] = {"id": "MX-RFC-Y", "name": "Oficina"}
    if rng.random() < 0.5:
        made["awards"] = [{"id": "1", "value": {"amount": rng.choice([10, -5, "7"]), "currency": "MXN"}}, {"title": "x"}]
    return made


def package(rng):
    """Metadata, the name of the list and its items."""
    head = {"uri": "https://ejemplo.example/p.json", "publishedDate": rng.choice(["2021-04-01T00:00:00Z", "ayer"]),
            "publisher": {"name": "Municipio de Prueba"}, "license": "no es una dirección",
            "extensions": ["https://ejemplo.example/ext/extension.json"], "version": rng.choice(["1.1", "1.1.5", "1.0"])}
    for name in rng.sample(sorted(head), rng.randrange(3)):
        del head[name]
    count = rng.randint(1, 6)
    items = [release(rng, rng.randint(1, 4), rng.choice(["1", "2"])) for _ in range(count)]
    if rng.random() < 0.3:
        return head, "records", [{"ocid": each["ocid"], "releases": [each]} for each in items]
    return head, "releases", items


def shuffled(rng, value):
    if isinstance(value, dict):
        names = list(value)
        rng.shuffle(names)
        return {name: shuffled(rng, value[name]) for name in names}
    return [shuffled(rng, each) for each in value] if isinstance(value, list) else value


def whole(rng, head, name, items, before=None):
    """The text of a package, its list behind `before` of the metadata."""
    names = list(head)
    rng.shuffle(names)
    cut = rng.randint(0, len(names)) if before is None else before
    made = {each: head[each] for each in names[:cut]}
    made[name] = items
    made.update((each, head[each]) for each in names[cut:])
    return json.dumps(made, ensure_ascii=False)


def padded(rng, text):
    """More than 1 MiB, by white space at a place where it means nothing."""
    places = [match.end() for match in re.finditer(r'"(?:releases|records)": \[', text)]
    at = rng.choice([1, len(text) - 1] + places[:1])
    return text[:at] + " " * (MEBIBYTE + 100) + text[at:]


class Judge:
    def __init__(self, edca, folder, profile):
        self.edca, self.folder, self.profile, self.runs = edca, folder, profile, 0

    def findings(self, files, jobs=1, standard_input=None):
        arguments = [self.edca, "validate", "--lang", "en", "--format", "jsonl", "--profile", self.profile, "--now",
                     "2022-01-01", "--max-findings", "0", "-j", str(jobs)]
        arguments += ["-"] if standard_input is not None else [str(file) for file in files]
        run = subprocess.run(arguments, input=standard_input, capture_output=True, check=False)
        self.runs += 1
        if run.returncode not in (0, 1):
            sys.exit(f"{' '.join(arguments)}: code {run.returncode}: {run.stderr.decode()}")
        found, history = [], collections.Counter()
        for line in run.stdout.decode().splitlines():
            finding = json.loads(line)
            if "rule" not in finding:
                continue
            if finding["rule"].startswith("history."):
                history[finding["rule"]] += 1
                continue
            place = re.sub(r"^(/(releases|records)?(/\d+)?)(?=/|$)", "", finding.get("pointer", ""))
            found.append((finding["rule"], finding["severity"], finding.get("ocid", ""), finding.get("release", ""),
                          place, finding.get("value", ""), finding.get("message", "")))
        return sorted(found), history

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path


def of_items(found):
    """Without what is said of packages: there are more of them when their items are split."""
    return [each for each in found if each[2]]


def zstd(path):
    packed = path.with_suffix(path.suffix + ".zst")
    subprocess.run(["zstd", "-q", "-f", str(path), "-o", str(packed)], check=True)
    return packed


def forms(judge, rng, head, name, items):
    """(what, findings, how to compare) of each form."""
    same = lambda found: found
    for round_ in range(2):
        mixed = [shuffled(rng, each) for each in items]
        text = whole(rng, head, name, mixed)
        yield f"members shuffled {round_}", judge.findings([judge.write("a.json", text.encode())]), same
        large = padded(rng, text).encode()
        path = judge.write("large.json", large)
        yield f"above 1 MiB {round_}", judge.findings([path]), same
        yield f"above 1 MiB, four threads {round_}", judge.findings([path], jobs=4), same
        yield f"above 1 MiB, standard input {round_}", judge.findings([], standard_input=large), same
    for before in (0, len(head)):
        text = whole(rng, head, name, items, before)
        yield f"{before} members before the list", judge.findings([judge.write("b.json", text.encode())]), same
        path = judge.write("c.json", padded(rng, text).encode())
        yield f"{before} members before the list, above 1 MiB", judge.findings([path]), same
    packed = judge.write("d.json.gz", gzip.compress(path.read_bytes()))
    yield "gzip", judge.findings([packed]), same
    if shutil.which("zstd"):
        yield "zstd", judge.findings([zstd(path)]), same
    archive = judge.folder / "e.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.write(path, "e.json")
    yield "zip", judge.findings([archive]), same
    parts = [judge.write(f"part{number}.json", whole(rng, head, name, [item]).encode())
             for number, item in enumerate(items)]
    yield "an item a file", judge.findings(parts), of_items
    rng.shuffle(parts)
    yield "files in another order, four threads", judge.findings(parts, jobs=4), of_items


def compare(seed, judge, rng, head, name, items):
    text = json.dumps({**head, name: items}, ensure_ascii=False)
    found, history = judge.findings([judge.write("first.json", text.encode())])
    wrong = 0
    for what, (other, other_history), part in forms(judge, rng, head, name, items):
        # A list of one package says itself which of its items are equal.
        alone = "file" in what or history == other_history
        if part(found) == part(other) and alone:
            continue
        wrong += 1
        lost = collections.Counter(part(found)) - collections.Counter(part(other))
        new = collections.Counter(part(other)) - collections.Counter(part(found))
        print(f"seed {seed}, {judge.profile}, {what}: lost {dict(lost)}, new {dict(new)}, history {dict(history)} and "
              f"{dict(other_history)}\n  {text}")
    return wrong, len(found)


def order_of_files(seed, judge, rng):
    """history.* counts as much in any order: equal and different releases of one OCID and id."""
    files = []
    for number in range(rng.randint(2, 6)):
        content = {**release(random.Random(rng.randint(0, 2)), 1), "ocid": "ocds-zz0001-1", "id": "1"}
        text = "\n".join([json.dumps(content)] * rng.randint(1, 2)) + "\n"
        files.append(judge.write(f"h{number}.jsonl", text.encode()))
    expected = judge.findings(files)
    wrong = 0
    for _ in range(3):
        rng.shuffle(files)
        if judge.findings(files, jobs=rng.choice([1, 4])) != expected:
            wrong += 1
            print(f"seed {seed}: findings depend on the order of {[file.read_text() for file in files]}")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edca", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--packages", type=int, default=8)
    parser.add_argument("--long", action="store_true", help="400 packages")
    given = parser.parse_args()
    count = 400 if given.long else given.packages
    wrong = compared = runs = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            seed = given.seed * 1_000_000 + number
            rng = random.Random(seed)
            profile = rng.choice(["auto", "auto", "edca-mx", "ocds-1.1", "ocds-1.0"])
            judge = Judge(given.edca, pathlib.Path(folder), profile)
            differences, findings = compare(seed, judge, rng, *package(rng))
            wrong += differences + order_of_files(seed, judge, rng)
            compared += findings
            runs += judge.runs
    print(f"{count} packages with {compared} findings, {runs} runs: {wrong} differences"
          + ("" if shutil.which("zstd") else "; zstd not run: no such program"))
    if compared == 0:
        sys.exit("nothing was found in any package: nothing was compared")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
