#!/usr/bin/env python3
"""Compares the verdicts of the two engines of `edca validate`: the plans and valijson.

Judged are mutants of the samples and of made-up documents under the profiles (mutate.py), and made-up instances under
made-up schemas that use every keyword of draft-04, with all values of the mutator among them. The engines must agree on
what is valid; they need not find the same errors. Differences that a known defect of valijson explains are counted by
defect (docs/engines.md lists them); any other ends the run with 1.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import mutate

PROFILES = [
    ("edca-mx", "release", 6), ("edca-mx", "versioned-release", 2), ("edca-mx", "record-package", 3),
    ("edca-mx", "release-package", 2), ("ocds-1.1", "release", 2), ("ocds-1.0", "release", 2),
    ("oc4ids-0.9.5", "project", 3), ("oc4ids-0.9.2", "project", 1),
]
INSTANCES = 40  # for each schema
CHOICES = ["null", "true", "false", "0", "1", "1.5", '""', '"x"', '"ñandú"', "[]", "[null]", '["a","b"]', "{}", '{"id":"1"}']
STRING = r'"(?:[^"\\]|\\.)*"'
NUMBER = re.compile(rf"{STRING}|(-?\d+(\.\d+)?([eE][+-]?\d+)?)")

# Defects of valijson 1.0: its name, and whether it can show in a text and its schema.
DEFECTS = {
    "a fraction of zeros is an integer": lambda text, schema: any(
        whole and float(number) % 1 == 0 for number, whole in numbers(text)),
    "numbers are of 64 bits": lambda text, schema: any(
        abs(float(number)) > 2**53 or 0 < abs(float(number)) < 1e-300 for number, _ in numbers(text + schema)),
    "multiples are of binary fractions": lambda text, schema: '"multipleOf"' in schema,
    "a name ends at its NUL": lambda text, schema: "\\u0000" in text,
}


def numbers(text):
    """The numbers of a JSON text, and whether they have a fraction or an exponent."""
    for match in NUMBER.finditer(text):
        if match.group(1):
            yield match.group(1), bool(match.group(2) or match.group(3))


def run(edca, engine, options, lines):
    """The lines with schema errors, and the lines that were not read."""
    command = [edca, "validate", "--engine", engine, "--format", "json", "--only", "schema", "--fail-on", "never",
               "--lang", "en", *options, lines]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode not in (0, 2) or not done.stdout:
        raise SystemExit(f"{command}: {done.returncode} {done.stderr.decode(errors='replace')[-2000:]}")
    found = json.loads(done.stdout)["findings"]
    failed = {each["line"] for each in found if each["rule"].startswith("schema.")}
    unread = {each["line"] for each in found if each["rule"] in ("input.syntax", "input.depth", "input.encoding")}
    return failed, unread


class SchemaMaker:
    """Random draft-04 schemas that lead nowhere but to definitions of their own."""

    def __init__(self, rng):
        self.rng = rng
        self.keywords = [
            self.type, self.enum, self.numbers, self.strings, self.arrays, self.arrays, self.objects, self.objects,
            self.combinations, self.reference]

    def make(self):
        schema = self.schema(4)
        schema["definitions"] = {name: self.schema(2) for name in "ab"}
        return schema

    def schema(self, depth):
        schema = {}
        for _ in range(self.rng.choice([0, 1, 1, 2, 2, 3]) if depth > 0 else self.rng.choice([0, 1])):
            self.rng.choice(self.keywords if depth > 0 else self.keywords[:4])(schema, depth - 1)
        return schema

    def some(self, make, least, most):
        return [make() for _ in range(self.rng.randint(least, most))]

    def count(self):
        return self.rng.choice([0, 1, 1, 2, 3, 300])

    def type(self, schema, _):
        names = self.rng.sample(["null", "boolean", "integer", "number", "string", "array", "object"],
                                self.rng.randint(1, 4))
        schema["type"] = names[0] if len(names) == 1 else names

    def enum(self, schema, _):
        schema["enum"] = [mutate.Literal(each) for each in self.rng.sample(CHOICES, self.rng.randint(1, 4))]

    def numbers(self, schema, _):
        limit = self.rng.choice(["minimum", "maximum"])
        schema[limit] = mutate.Literal(self.rng.choice(["0", "1", "-1", "1.5", "100"]))
        if self.rng.random() < 0.4:
            schema["exclusive" + limit.capitalize()] = self.rng.random() < 0.5
        if self.rng.random() < 0.3:
            schema["multipleOf"] = mutate.Literal(self.rng.choice(["1", "2", "0.5", "0.01"]))

    def strings(self, schema, _):
        schema[self.rng.choice(["minLength", "maxLength"])] = self.count()
        if self.rng.random() < 0.5:
            schema["pattern"] = self.rng.choice(["^a", "b$", "^$", "ñ", r"^\d+$", "^.$", "[a-z]{2}"])
        if self.rng.random() < 0.3:
            schema["format"] = self.rng.choice(["date-time", "uri", "email", "ipv4", "ipv6", "hostname", "none"])

    def arrays(self, schema, depth):
        choice = self.rng.randrange(4)
        if choice == 0:
            schema["items"] = self.schema(depth)
        elif choice == 1:
            schema["items"] = self.some(lambda: self.schema(depth), 1, 3)
            schema["additionalItems"] = self.rng.choice([True, False, self.schema(depth)])
        elif choice == 2:
            schema["uniqueItems"] = self.rng.random() < 0.8
        else:
            schema[self.rng.choice(["minItems", "maxItems"])] = self.count()

    def names(self, least):
        return self.rng.sample(["a", "b", "id", "", "x/y", "ñ"], self.rng.randint(least, 3))

    def objects(self, schema, depth):
        choice = self.rng.randrange(6)
        if choice == 0:
            schema["properties"] = {name: self.schema(depth) for name in self.names(0)}
        elif choice == 1:
            schema["patternProperties"] = {each: self.schema(depth) for each in self.rng.sample(["^a", "b", "^.$", "^$"], 2)}
        elif choice == 2:
            schema["additionalProperties"] = self.rng.choice([True, False, self.schema(depth)])
        elif choice == 3:
            schema["required"] = self.names(1)
        elif choice == 4:
            schema[self.rng.choice(["minProperties", "maxProperties"])] = self.count()
        else:
            schema["dependencies"] = {name: self.rng.choice([self.names(1), self.schema(depth)]) for name in self.names(1)}

    def combinations(self, schema, depth):
        keyword = self.rng.choice(["allOf", "anyOf", "oneOf", "not"])
        schema[keyword] = self.schema(depth) if keyword == "not" else self.some(lambda: self.schema(depth), 1, 3)

    def reference(self, schema, _):
        # Below a member or an element, so that no value has to satisfy a schema to satisfy that schema.
        referring = {"$ref": self.rng.choice(["#", "#/definitions/a", "#/definitions/b"])}
        if self.rng.random() < 0.5:
            schema.setdefault("properties", {})[self.rng.choice(["a", "b", "id"])] = referring
        else:
            schema["items"] = referring


def schema_text(value):
    """JSON, literals as they are."""
    if isinstance(value, mutate.Literal):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name)}:{schema_text(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(schema_text, value)) + "]"
    return json.dumps(value)


def instance(rng, values, depth=3):
    if depth == 0 or rng.random() < 0.3:
        return mutate.copy(rng.choice(values))
    if rng.random() < 0.4:
        return [instance(rng, values, depth - 1) for _ in range(rng.randrange(4))]
    names = rng.sample(["a", "b", "ab", "id", "", "x/y", "ñ", "c"], rng.randrange(5))
    return mutate.Members([name, instance(rng, values, depth - 1)] for name in names)


class Comparison:
    def __init__(self, edca, folder):
        self.edca = edca
        self.folder = folder
        self.texts = self.invalid = self.unread = self.problems = 0
        self.explained = dict.fromkeys(DEFECTS, 0)

    def compare(self, name, options, texts, schema=""):
        lines = self.folder / "texts.jsonl"
        lines.write_text("".join(text.replace("\n", " ") + "\n" for text in texts), encoding="utf-8")
        plan, unread = run(self.edca, "plan", options, lines)
        other, other_unread = run(self.edca, "valijson", options, lines)
        if unread != other_unread:
            raise SystemExit(f"{name}: not the same lines are read")
        self.texts += len(texts) - len(unread)
        self.invalid += len(plan)
        self.unread += len(unread)
        for line in sorted(plan ^ other):
            text = texts[line - 1]
            defect = next((each for each, shows in DEFECTS.items() if shows(text, schema)), None)
            if defect:
                self.explained[defect] += 1
            else:
                self.problems += 1
                print(f"{name}: only {'plan' if line in plan else 'valijson'} refuses {text[:400]} {schema[:800]}")

    def profiles(self, count, seed, samples):
        shares = sum(share for *_, share in PROFILES)
        for profile, kind, share in PROFILES:
            rng = random.Random(f"{seed} {profile} {kind}")
            documents, schema = {}, None
            for each in {"release", "versioned-release", "project", kind}:
                shown = subprocess.run([self.edca, "schema", "show", profile, each], capture_output=True, check=False)
                if shown.returncode == 0:
                    document = json.loads(shown.stdout)
                    documents[document["id"].rstrip("#")] = document
                    schema = document if each == kind else schema
            maker = mutate.Maker(documents, rng)
            seeds = [lambda: maker.make(schema, schema, rng.choice([0.05, 0.2, 0.35]))]
            given = mutate.members_of(mutate.samples(samples, {kind + "s"}), kind + "s")
            if given:
                seeds.append(lambda: mutate.copy(rng.choice(given)))
            texts = list(mutate.mutants(seeds, -(-count * share // shares), rng))
            self.compare(f"{profile} {kind}", ["--profile", profile], texts)

    def schemas(self, count, seed):
        rng = random.Random(f"{seed} schemas")
        values = mutate.values()
        for _ in range(-(-count // INSTANCES)):
            schema = schema_text(SchemaMaker(rng).make())
            path = self.folder / "schema.json"
            path.write_text(schema, encoding="utf-8")
            texts = [mutate.text_of(instance(rng, values), rng) for _ in range(INSTANCES)]
            self.compare("made-up schema", ["--schema", path], texts, schema)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--samples", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "samples")
    parser.add_argument("--mutants", type=int, default=10000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="edca-engines-") as folder:
        comparison = Comparison(arguments.edca, pathlib.Path(folder))
        comparison.profiles(arguments.mutants // 2, arguments.seed, arguments.samples)
        comparison.schemas(arguments.mutants // 2, arguments.seed)
    print(f"{comparison.texts} texts judged, {comparison.invalid} not valid, {comparison.unread} not read, "
          f"{comparison.problems} differences without a reason")
    for defect, count in comparison.explained.items():
        print(f"  {count} because {defect}")
    return 1 if comparison.problems or comparison.texts == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
