#!/usr/bin/env python3
"""What `edca upgrade --repair` must never do, over broken releases, records and projects (mutate.py).

Of each text is asked that
- a second run changes nothing and lists no change,
- an error that was not there before stands only where another one is gone: at the same place, above it or below it,
- ids and what refers to them are equal and different among one another as they were, in each text and in all of them.

Errors are counted from the same text without repairs, because another edition has other errors. `history` is left out:
mutants of one sample are releases of one process. Prints how many errors of each rule went away.
"""
import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import mutate

# Profile, kind, share of the texts.
SEEDS = [("edca-mx", "release", 5), ("ocds-1.1", "release", 2), ("edca-mx", "record", 1), ("oc4ids-0.9.5", "project", 2)]


def run(command, codes=(0, 1)):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode not in codes:
        raise SystemExit(f"{command}: {done.returncode} {done.stderr.decode(errors='replace')[-2000:]}")
    return done


class Side:
    """Texts with their errors, at the places that they had before `wrapped` values became lists (pointers by line)."""

    def __init__(self, edca, path, options, wrapped=None):
        self.lines = path.read_bytes().split(b"\n")
        found = json.loads(run([edca, "validate", "--format", "json", "--fail-on", "never", "--skip", "history", "--lang",
                                "en", *options, path]).stdout)["findings"]
        self.errors = collections.defaultdict(dict)
        self.rules = collections.Counter()
        for each in found:
            if each["severity"] == "error":
                pointer = before_wraps(each.get("pointer", ""), (wrapped or {}).get(each["line"], ()))
                key = (each["rule"], pointer, each.get("property", ""))
                self.errors[each["line"]][key] = each["message"]
                self.rules[each["rule"]] += 1


def before_wraps(pointer, wrapped):
    """Where a value stood before those above it became the only elements of lists."""
    there, in_list = "", False
    for token in pointer.split("/")[1:]:
        if in_list and token == "0":
            in_list = False
            continue
        there += "/" + token
        in_list = there in wrapped
    return there


def is_near(one, other):
    return one == other or one.startswith(other + "/") or other.startswith(one + "/")


def new_errors(before, after, wrapped):
    """Errors of a text that stand where none is gone. An error of `oneOf` is all that is said of what is below it: that a
    value there was no list is not. Where parties can be read at last, references that lead to none of them are found."""
    gone = [pointer for _, pointer, _ in before.keys() - after.keys()]
    choices = [pointer for rule, pointer, _ in before if rule == "schema.oneOf"]
    gone += [each for each in wrapped if each == "/parties" or any(each.startswith(pointer + "/") for pointer in choices)]
    readable = any(pointer.endswith("/parties") for pointer in gone)
    return [(key, after[key]) for key in after.keys() - before.keys()
            if not any(is_near(key[1], each) for each in gone) and not (readable and key[0].startswith("reference."))]


def ids_of(line):
    """The ids of a text and what refers to them, in their order; without OCIDs that are numbers, to which no id refers and
    which stay numbers, and without the codes of identifiers and classifications, to which nothing refers."""
    found, todo = [], [("", mutate.load(line))]
    while todo:
        name, value = todo.pop()
        if isinstance(value, mutate.Members):
            of_scheme = name.lower().removesuffix("s").endswith(("identifier", "classification"))
            todo.extend(("" if of_scheme and key == "id" else key, each) for key, each in reversed(value))
        elif isinstance(value, list):
            todo.extend((name, each) for each in reversed(value))
        elif mutate.is_id(name) and isinstance(value, str) and not (name == "ocid" and isinstance(value, mutate.Literal)):
            found.append((isinstance(value, mutate.Literal), str(value)))
    return found


class Pairs:
    """Whether values that correspond to one another do so one to one."""

    def __init__(self):
        self.there, self.back = {}, {}

    def add(self, one, other):
        return self.there.setdefault(one, other) == other and self.back.setdefault(other, one) == one


class Trial:
    def __init__(self, edca, folder):
        self.edca = edca
        self.folder = folder
        self.texts = self.unread = self.moved = self.problems = self.changed = 0
        self.before, self.after = collections.Counter(), collections.Counter()

    def upgrade(self, source, target, *options):
        report = self.folder / "report.json"
        run([self.edca, "upgrade", "-q", "--lang", "en", "--fail-on", "never", *options, source, "-o", target, "--report",
             report, "--overwrite"])
        return [each for each in json.loads(report.read_text())["findings"]
                if each["rule"].startswith(("repair.", "upgrade."))]

    def problem(self, what, line, *texts):
        self.problems += 1
        if self.problems <= 20:
            print(f"{what}, line {line}")
            for text in texts:
                print("   ", text[:1500] if isinstance(text, str) else text.decode(errors="replace")[:1500])

    def judge(self, name, texts, options=()):
        given = self.folder / "given.jsonl"
        given.write_text("".join(text.replace("\n", " ") + "\n" for text in texts), encoding="utf-8")
        self.judge_twice(name, given)
        self.judge_errors(name, given, len(texts), options)

    def judge_twice(self, name, given):
        """By the profile that each text chooses itself, also where it is another one after repair."""
        once, twice = self.folder / "once.jsonl", self.folder / "twice.jsonl"
        self.upgrade(given, once, "--repair")
        for each in self.upgrade(once, twice, "--repair"):
            if each["severity"] == "note":
                self.problem(f"{name}: the second run changes", each["line"], json.dumps(each, ensure_ascii=False))
        lines = [path.read_bytes().split(b"\n") for path in (given, once, twice)]
        for number, (text, one, other) in enumerate(zip(*lines), 1):
            if one != other:
                self.problem(f"{name}: the second run writes something else", number, text, one, other)

    def judge_errors(self, name, given, count, options):
        """By one profile, because a text that is understood at last has the errors of its profile."""
        upgraded, repaired = self.folder / "upgraded.jsonl", self.folder / "repaired.jsonl"
        self.upgrade(given, upgraded, *options)
        changes = self.upgrade(given, repaired, "--repair", *options)
        wrapped = collections.defaultdict(set)
        for each in changes:
            if each["rule"] == "repair.array":
                wrapped[each["line"]].add(each["pointer"])
        before, after = Side(self.edca, upgraded, options), Side(self.edca, repaired, options, wrapped)
        texts = given.read_bytes().split(b"\n")
        self.texts += count
        self.changed += len({each["line"] for each in changes if each["rule"].startswith("repair.")})
        self.before += before.rules
        self.after += after.rules
        moved = {each["line"] for each in changes if each["rule"] in ("upgrade.amendment", "upgrade.party", "upgrade.empty")}
        pairs = Pairs()
        for number, line in enumerate(after.lines[:count], 1):
            # Organizations of a mended list become parties.
            mended = wrapped[number] | {"/parties"} if number in moved and wrapped[number] else wrapped[number]
            for key, message in new_errors(before.errors[number], after.errors[number], mended):
                self.problem(f"{name}: a new error {key} {message}", number, texts[number - 1])
            try:
                old, new = ids_of(before.lines[number - 1]), ids_of(line)
            except (ValueError, RecursionError):
                self.unread += 1
                continue
            if number in moved:
                # Organizations or amendments stand elsewhere than before, or empty values are gone.
                self.moved += 1
            elif len(old) != len(new):
                self.problem(f"{name}: ids came or went", number, texts[number - 1], line)
            else:
                self.compare(name, number, list(zip(old, new)), pairs, texts[number - 1])

    def compare(self, name, number, ids, pairs, text):
        within = Pairs()
        for old, new in ids:
            if not within.add(old, new):
                return self.problem(f"{name}: {old} and {new} are told apart otherwise", number, text)
            if old[1].startswith("ocds-") and old != new:
                return self.problem(f"{name}: an OCID changed: {old} {new}", number, text)
            if not old[0] and not pairs.add(old[1], new[1]):
                return self.problem(f"{name}: {old} and {new} are told apart otherwise in all texts", number, text)
        return None


def seeds_of(edca, profile, kind, samples, rng):
    """Functions that give a document each: made up, and from the samples."""
    documents, schema = {}, None
    for each in ("release", "record-package", "project"):
        shown = subprocess.run([edca, "schema", "show", profile, each], capture_output=True, check=False)
        if shown.returncode == 0:
            document = json.loads(shown.stdout)
            documents[document["id"].rstrip("#")] = document
            schema = document if each == kind else schema
    key = kind + "s"
    given = mutate.members_of(mutate.samples(samples, {key}), key)
    seeds = [lambda: mutate.copy(rng.choice(given))]
    if schema:
        maker = mutate.Maker(documents, rng)
        seeds.append(lambda: maker.make(schema, schema, rng.choice([0.05, 0.2])))
        seeds.append(seeds[0])
    return seeds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--samples", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "samples")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--long", action="store_true", help="5,000 texts")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="JSON Lines to judge as they are")
    arguments = parser.parse_args()
    count = 5000 if arguments.long else arguments.count
    with tempfile.TemporaryDirectory(prefix="edca-repair-") as folder:
        trial = Trial(arguments.edca, pathlib.Path(folder))
        for path in arguments.files:
            trial.judge(path.name, path.read_text(encoding="utf-8").splitlines())
        for profile, kind, share in SEEDS if not arguments.files else []:
            rng = random.Random(f"{arguments.seed} {profile} {kind}")
            seeds = seeds_of(arguments.edca, profile, kind, arguments.samples, rng)
            texts = list(mutate.mutants(seeds, -(-count * share // sum(each[2] for each in SEEDS)), rng, mutate.Slips))
            for at in range(0, len(texts), 100):
                trial.judge(f"{profile} {kind}", texts[at:at + 100], ["--profile", profile])
    print(f"{trial.texts} texts, {trial.changed} repaired, {trial.problems} problems; of {trial.moved} the ids were not "
          f"compared because an earlier edition has them elsewhere, of {trial.unread} because they are no JSON")
    for rule, had in sorted(trial.before.items()):
        print(f"  {rule}: {had} errors, {trial.after[rule]} after repair")
    return 1 if trial.problems or trial.changed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
