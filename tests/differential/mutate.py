#!/usr/bin/env python3
"""Broken contracting data in any amount, the same for the same seed.

Starts from our samples and from documents made up from a schema (which reach every field of it), breaks them in up to
twenty places, and prints one JSON text a line. A text may hold what no JSON library writes: equal keys, numbers of
any size, escapes of all kinds.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys

sys.setrecursionlimit(20000)


class Members(list):
    """An object as a list of [name, value]: order and equal names survive."""


class Literal(str):
    """A number, as it is written."""


def load(text):
    make = lambda pairs: Members([name, value] for name, value in pairs)
    return json.loads(text, object_pairs_hook=make, parse_float=Literal, parse_int=Literal)


def copy(value):
    if isinstance(value, Members):
        return Members([name, copy(member)] for name, member in value)
    return [copy(element) for element in value] if isinstance(value, list) else value


class Writer:
    """Writes a value as JSON, now and then with escapes and white space that change nothing."""

    def __init__(self, rng):
        self.rng = rng
        self.odd = rng.random() < 0.1

    def string(self, text, plain=False):
        written = json.dumps(text, ensure_ascii=self.rng.random() < 0.1)
        if self.odd and not plain and text and text[0].isalnum() and text[0].isascii() and self.rng.random() < 0.2:
            return f'"\\u{ord(text[0]):04x}' + written[2:]
        return written

    def space(self):
        return self.rng.choice(["", " ", "\t", "  "]) if self.odd else ""

    def write(self, value, top=False):
        if isinstance(value, Members):
            # Names at the top tell what a document is, and stand there as they are.
            members = (self.string(name, top) + self.space() + ":" + self.space() + self.write(member)
                       for name, member in value)
            return "{" + self.space() + ",".join(members) + self.space() + "}"
        if isinstance(value, list):
            return "[" + self.space() + (self.space() + ",").join(map(self.write, value)) + "]"
        if isinstance(value, Literal):
            return str(value)
        return self.string(value) if isinstance(value, str) else json.dumps(value)


# ---- documents from schemas

DATES = ["2025-02-28T18:00:00-06:00", "2024-02-29T00:00:00Z", "0001-01-01t00:00:00.125z", "9999-12-31T23:59:59+14:00"]
URIS = ["https://datos.example/a?b=c#d", "urn:x:1", "http://[2001:db8::1]:8080/", "mailto:a@b.example", "a:%C3%A1"]
WORDS = ["a", "Obra pública", "1", "0", "MXN", "MX-RFC", "-", "ñ", "\U0001f600", "x" * 40]
NUMBERS = ["0", "1", "-1", "2025", "1.0", "10.50", "1e3", "-0", "0.1", "12345678901234567890", "1E-7"]
LANGUAGES = ["es", "en-MX", "nah", "zh-Hant-TW", "es-419", "x-privado", "i-klingon", "ES_mx", "e", "toolonglang", ""]


class Maker:
    """Makes documents up that a schema allows, with a random part of its fields."""

    def __init__(self, documents, rng):
        self.documents = documents
        self.rng = rng

    def resolve(self, schema, root):
        while "$ref" in schema:
            url, _, path = schema["$ref"].partition("#")
            root = self.documents[url] if url else root
            schema = root
            for token in path.split("/")[1:]:
                token = token.replace("~1", "/").replace("~0", "~")
                schema = schema[int(token) if isinstance(schema, list) else token]
        return schema, root

    def make(self, schema, root, density, depth=0):
        schema, root = self.resolve(schema, root)
        if "oneOf" in schema:
            return self.make(self.rng.choice(schema["oneOf"]), root, density, depth)
        if "enum" in schema:
            choice = self.rng.choice(schema["enum"])
            return Literal(choice) if isinstance(choice, (int, float)) and not isinstance(choice, bool) else choice
        types = schema.get("type", "string")
        types = [types] if isinstance(types, str) else [each for each in types if each != "null"] or ["null"]
        kind = self.rng.choice(types)
        if kind == "object":
            return self.object(schema, root, density, depth)
        if kind == "array":
            count = max(schema.get("minItems", 0), self.rng.choice([0, 1, 1, 2, 3]))
            return [self.make(schema.get("items", {}), root, density, depth + 1) for _ in range(count)]
        if kind == "string":
            return self.string(schema)
        if kind in ("integer", "number"):
            return Literal(self.rng.choice([each for each in NUMBERS if kind == "number" or each.isdigit()]))
        return None if kind == "null" else self.rng.random() < 0.5

    def string(self, schema):
        if schema.get("format") == "date-time":
            return self.rng.choice(DATES)
        if schema.get("format") == "uri":
            return self.rng.choice(URIS)
        if schema.get("format") == "email":
            return "a@b.example"
        return "1.1" if "pattern" in schema else self.rng.choice(WORDS) + str(self.rng.randrange(5))

    def object(self, schema, root, density, depth):
        made = Members()
        required = schema.get("required", [])
        chance = density if depth < 7 else density / 4 if depth < 12 else 0
        for name, field in schema.get("properties", {}).items():
            if name in required or self.rng.random() < chance:
                made.append([name, self.make(field, root, density, depth + 1)])
        for pattern in schema.get("patternProperties", {}):
            if self.rng.random() < chance / 3:
                stem = pattern.lstrip("^(").split("_")[0]
                made.append([f"{stem}_{self.rng.choice(LANGUAGES)}", self.rng.choice(WORDS)])
        if self.rng.random() < 0.1:
            made.append(["x_" + self.rng.choice(WORDS), self.rng.choice(WORDS)])
        if len(made) < schema.get("minProperties", 0) and schema.get("properties"):
            name = self.rng.choice(list(schema["properties"]))
            if all(name != other for other, _ in made):
                made.append([name, self.make(schema["properties"][name], root, density, depth + 1)])
        return made


# ---- mutations

def values():
    """Some of every JSON type, the plain ones and those that are easily got wrong."""
    number = Literal
    return [
        None, True, False, "", " ", "x", "null", "0", "1", "\x00", "a\x00b", "\u2028", "ñandú", "\U0001f4b0",
        "x" * 300,
        [], [[]], [None], [None, None], [Members(), Members()], ["a", "a"], ["a", "b"], Members(),
        Members([["", None]]), Members([["id", "1"]]), Members([["id", number("1")], ["id", "1"]]),
        Members([["a", Members([["b", [number("1"), number("1.0"), True]]])]]),
        [number("1"), number("1.0")], [number("1"), True], [number("0"), False, None, ""],
        [[number("1")], [True]],
        [Members([["a", number("1")], ["b", []]]), Members([["b", []], ["a", number("1.0")]])],
        *map(number, NUMBERS),
        *map(number, ["9007199254740993", "1e400", "-1e-400", "1" * 320, "0.30000000000000004"]),
    ]


ODD_STRINGS = [
    # dates
    "2025-02-28", "2025-02-30T00:00:00Z", "2025-13-01T00:00:00Z", "2025-01-01T24:00:00Z", "2025-01-01T23:59:60Z",
    "2025-01-01 00:00:00Z", "2025-01-01T00:00:00", "2025-01-01T00:00:00-0600", "0000-01-01T00:00:00Z",
    "25-01-01T00:00Z", "2025-01-01T00:00:00.Z", "2025-01-01T00:00:00,1Z", "12025-01-01T00:00:00Z", "01/02/2025",
    "2025-01-01T00:00:00Z\n", "2025-01-01t00:00:00z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z", "٢٠٢٥-01-01T00:00:00Z", "2025-01-01T00:00:00+24:00", "2025-01-01T00:00:00-00:00",
    "2025-1-1T0:0:0Z", "2025-01-01T00:00:00.123456789012345Z",
    # addresses
    "www.example.mx", "http://exa mple.mx", "http://example.mx/ñ", "//example.mx/a", "/a/b", "http:", "http://", "h:",
    ":", "http://example.mx/%zz", "http://example.mx/%2", "1http://a", "http://[::1", "http://[1::2::3]/",
    "http://[v1.a]/", "http://a:b@c:80/", "http://a@b@c/", "http://a:8x/", "http://a/b#c#d", "http://a/{b}",
    "http://a|b", "http://a\\b", "HTTP://A", "x+y.z-1:a", "http://a/\x00", "http://a/\n", "urn:",
    "http://999.999.999.999", "http://[::ffff:1.2.3.4]/", "http://[::1%25a]/", "a@b", "@b", "a@", "a@@b", "a@b@c",
    # versions and codes
    "N/A", "1.1", "1.1.5", "v1.1", "1.", "1.1\n", "MXN", "mxn", "tender", "Tender",
]
MARKED = {'"\\ud800"': "\ue000", '"a\\udfffb"': "\ue001"}  # stand-ins for strings with half a surrogate pair


class Mutator:
    """Breaks a document in random places."""

    def __init__(self, rng):
        self.rng = rng

    def places(self, value):
        """Every (container, index) below a value; of an object's members the value's place."""
        found, todo = [], [value]
        while todo:
            each = todo.pop()
            pairs = each if isinstance(each, Members) else [each] if isinstance(each, list) else []
            for pair in pairs:
                for index in range(1, 2) if isinstance(each, Members) else range(len(pair)):
                    found.append((pair, index))
                    todo.append(pair[index])
        return found

    def containers(self, value, kind):
        return [each for each in [value, *(place[index] for place, index in self.places(value))]
                if isinstance(each, list) and isinstance(each, Members) == (kind is Members)]

    def run(self, document, count):
        top = [document]
        for _ in range(count):
            self.rng.choice([
                self.replace, self.replace, self.replace, self.nothing, self.remove, self.remove, self.rename,
                self.duplicate_member, self.odd_string, self.odd_string, self.empty, self.repeat, self.wrap,
                self.unwrap, self.language, self.graft, self.shuffle, self.nest, self.lengthen, self.storm,
            ])(top)
        return top[0]

    def place(self, top):
        # The root itself is a place too, but one that leaves little to look at.
        places = self.places(top[0])
        return self.rng.choice(places) if places and self.rng.random() > 0.002 else (top, 0)

    def container(self, top, kind):
        found = self.containers(top[0], kind)
        return self.rng.choice(found) if found else kind()

    def replace(self, top):
        where, index = self.place(top)
        where[index] = self.rng.choice(values())

    def storm(self, top):
        """Everything that holds nothing else becomes something else, here and there."""
        plain = values()
        for where, index in self.places(top[0]):
            if not isinstance(where[index], list) and self.rng.random() < 0.3:
                where[index] = self.rng.choice(plain)

    def nothing(self, top):
        where, index = self.place(top)
        where[index] = None

    def remove(self, top):
        found = self.container(top, self.rng.choice([Members, Members, list]))
        if found:
            del found[self.rng.randrange(len(found))]

    def rename(self, top):
        found = self.container(top, Members)
        if found:
            member = self.rng.choice(found)
            name = member[0]
            member[0] = self.rng.choice([
                name.upper(), name[:-1], name + " ", name + "\x00", "", "/" + name, "~" + name, name + "_es",
                self.rng.choice(found)[0], "id", "ñ", "\ue000", name * 20,
            ])

    def duplicate_member(self, top):
        found = self.container(top, Members)
        if found:
            name, value = self.rng.choice(found)
            value = copy(value) if self.rng.random() < 0.4 else self.rng.choice(values())
            found.insert(self.rng.randrange(len(found) + 1), [name, value])

    def odd_string(self, top):
        strings = [(where, index) for where, index in self.places(top[0])
                   if isinstance(where[index], str) and not isinstance(where[index], Literal)]
        where, index = self.rng.choice(strings) if strings else self.place(top)
        where[index] = self.rng.choice(ODD_STRINGS if self.rng.random() < 0.95 else list(MARKED.values()))

    def empty(self, top):
        self.container(top, self.rng.choice([Members, list, list])).clear()

    def repeat(self, top):
        """An element once more, perhaps written differently."""
        found = self.container(top, list)
        if found:
            again = copy(self.rng.choice(found))
            if isinstance(again, Members):
                self.rng.shuffle(again)
            if isinstance(again, Literal) and self.rng.random() < 0.5 and again.lstrip("-").isdigit():
                again = Literal(again + ".0")
            found.insert(self.rng.randrange(len(found) + 1), again)

    def wrap(self, top):
        where, index = self.place(top)
        where[index] = [where[index]] if self.rng.random() < 0.6 else Members([["value", where[index]]])

    def unwrap(self, top):
        found = [(where, index) for where, index in self.places(top[0])
                 if isinstance(where[index], list) and where[index]]
        if found:
            where, index = self.rng.choice(found)
            inner = where[index][0]
            where[index] = inner[1] if isinstance(where[index], Members) else inner

    def language(self, top):
        found = self.container(top, Members)
        stem = self.rng.choice(found)[0] if found and self.rng.random() < 0.5 else self.rng.choice(["title", "name"])
        found.append([f"{stem}_{self.rng.choice(LANGUAGES)}", self.rng.choice(values())])

    def graft(self, top):
        """What stands in one place, in another too."""
        where, index = self.place(top)
        source, at = self.place(top)
        if len(self.places(source[at])) < 200:
            where[index] = copy(source[at])

    def shuffle(self, top):
        self.rng.shuffle(self.container(top, self.rng.choice([Members, list])))

    def nest(self, top):
        where, index = self.place(top)
        depth = self.rng.choice([2, 5, 30] + [600] * (self.rng.random() < 0.02))
        for _ in range(depth):
            where[index] = [where[index]] if self.rng.random() < 0.5 else Members([["items", where[index]]])

    def lengthen(self, top):
        where, index = self.place(top)
        if isinstance(where[index], list) and not isinstance(where[index], Members) and len(where[index]) > 1:
            where[index].extend(copy(each) for each in where[index][:3])
        elif isinstance(where[index], str) and not isinstance(where[index], Literal):
            where[index] += self.rng.choice(["ñ" * 50, "x" * 1000, "\t", "\u0301"])


class Slips(Mutator):
    """Breaks a document as programs and people do: the values are there, but not as they are to be written."""

    def run(self, document, count):
        top = [document]
        for _ in range(count):
            self.rng.choice([
                self.space_id, self.space_id, self.space_text, self.twin, self.twin, self.number_for_text,
                self.number_for_id, self.text_for_number, self.text_for_list, self.object_for_list,
                self.object_for_list, self.empty_for_list, self.other_case, self.slip_in_date, self.slip_in_address,
                self.refer, self.repeat, self.any_break,
            ])(top)
        return top[0]

    def any_break(self, top):
        top[0] = Mutator(self.rng).run(top[0], 1)

    def member(self, top, wanted):
        """A member [name, value] for which `wanted(name, value)`, or nothing."""
        found = [pair for each in self.containers(top[0], Members) for pair in each if wanted(*pair)]
        return self.rng.choice(found) if found else None

    def change(self, top, wanted, make):
        member = self.member(top, wanted)
        if member:
            member[1] = make(member[1])

    def spaced(self, text):
        return self.rng.choice([f" {text}", f"{text} ", f"{text}\n", f"\t{text} ", f"{text}  "])

    def space_id(self, top):
        """Space around an id, in one place or wherever it stands."""
        member = self.member(top, lambda name, value: is_id(name) and is_text(value))
        if not member:
            return
        old, new = member[1], self.spaced(member[1])
        member[1] = new
        if self.rng.random() < 0.5:
            for each in self.containers(top[0], Members):
                for pair in each:
                    if is_id(pair[0]) and pair[1] == old:
                        pair[1] = new

    def space_text(self, top):
        self.change(top, lambda _, value: is_text(value), self.spaced)

    def twin(self, top):
        """An element once more, with a slip in it: two things, or one of them twice."""
        found = [each for each in self.containers(top[0], list) if each and isinstance(each[0], Members)]
        if not found:
            return
        among = self.rng.choice(found)
        again = [copy(self.rng.choice(among))]
        self.rng.choice([self.space_id, self.space_text, self.number_for_text, self.text_for_number,
                         self.slip_in_date])(again)
        among.insert(self.rng.randrange(len(among) + 1), again[0])

    def number_for_text(self, top):
        numbers = ["5", "4530", "44530", "5512345678", "42908", "20150608", "0", "5.10", "1e3", "-7", "1.5"]
        self.change(top, lambda _, value: is_text(value), lambda _: Literal(self.rng.choice(numbers)))

    def number_for_id(self, top):
        numbers = ["1", "1", "2", "123.5", "1.0", "1.50", "7"]
        self.change(top, lambda name, value: is_id(name) and is_text(value), lambda _: Literal(self.rng.choice(numbers)))

    def text_for_number(self, top):
        write = self.rng.choice(["{}", "{}", " {}", "{},00", "${}"]).format
        self.change(top, lambda _, value: isinstance(value, (Literal, bool)),
                    lambda value: write(value if isinstance(value, Literal) else json.dumps(value)))

    def text_for_list(self, top):
        def join(value):
            return self.rng.choice([",", ", ", ";", " y "]).join(value)
        self.change(top, lambda _, value: is_list(value) and value and all(map(is_text, value)), join)

    def object_for_list(self, top):
        self.change(top, lambda _, value: is_list(value) and len(value) == 1 and isinstance(value[0], Members),
                    lambda value: value[0])

    def empty_for_list(self, top):
        def make(value):
            return Members([str(index), each] for index, each in enumerate(value)) if self.rng.random() < 0.3 else Members()
        self.change(top, lambda _, value: is_list(value), make)

    def other_case(self, top):
        self.change(top, lambda _, value: is_text(value) and len(value) < 20,
                    lambda value: self.rng.choice([value.upper(), value.capitalize(), value.swapcase()]))

    def slip_in_date(self, top):
        slips = [
            lambda date: date.replace("T", " "), lambda date: date[:19] + "." + date[19:], lambda date: date[:10],
            lambda date: date[:19], lambda date: date.replace("T", " ") + " ", lambda date: date.replace("-06:00", "-0600"),
            lambda date: "/".join(reversed(date[:10].split("-"))), lambda date: date.replace(":", ""),
        ]
        self.change(top, lambda _, value: is_text(value) and value[4:5] == "-" and value[10:11] == "T",
                    lambda value: self.rng.choice(slips)(value))

    def slip_in_address(self, top):
        slips = [
            lambda url: url + " 1.pdf", lambda url: url + "/acci\u00f3n", lambda url: url.partition("//")[2],
            lambda url: url + " " + url, lambda url: url + "\n", lambda url: url + "/%zz",
        ]
        self.change(top, lambda _, value: is_text(value) and value.startswith("http"),
                    lambda value: self.rng.choice(slips)(value))

    def refer(self, top):
        """One id in the place of another, or in a new field that refers to it."""
        one = self.member(top, lambda name, value: is_id(name) and is_text(value))
        other = self.member(top, lambda name, value: is_id(name))
        if one and self.rng.random() < 0.5:
            other[1] = one[1]
        elif one:
            self.container(top, Members).append([self.rng.choice(["relatedLot", "relatedItem", "x_awardID"]), one[1]])


def is_text(value):
    return isinstance(value, str) and not isinstance(value, Literal)


def is_list(value):
    return isinstance(value, list) and not isinstance(value, Members)


def is_id(name):
    """Whether a member of this name holds an id or refers to one."""
    return name in ("id", "uid", "ocid", "identifier") or name.startswith("related") or name.endswith(
        ("ID", "Id", "IDs", "Ids", "_id", "_ids"))


# What a document is, is told by these before it is known that they come again.
TELLING = ("releases", "records", "projects", "uri", "version", "publishedDate", "publisher", "extensions")


def text_of(document, rng):
    if isinstance(document, Members):
        last = {name: index for index, (name, _) in enumerate(document)}
        document = Members(member for index, member in enumerate(document)
                           if member[0] not in TELLING or last[member[0]] == index)
    text = Writer(rng).write(document, top=True)
    for written, mark in MARKED.items():
        text = text.replace(json.dumps(mark), written).replace(f'"{mark}"', written)
    return text


def mutants(seeds, count, rng, kind=Mutator):
    """`count` texts. `seeds` are functions that give a fresh document each."""
    mutator = kind(rng)
    for _ in range(count):
        document = rng.choice(seeds)()
        yield text_of(mutator.run(document, rng.choice([0, 1, 1, 1, 2, 3, 5, 20])), rng)


def samples(folder, kind_keys, largest=20000):
    """The documents of a folder of samples that have one of the keys, taken out of their packages or not."""
    found = []
    for path in sorted(folder.glob("**/*.json")):
        try:
            document = load(path.read_text(encoding="utf-8"))
            json.dumps(document, ensure_ascii=False).encode()  # no half surrogate pairs: Writer adds its own
        except ValueError:
            continue
        if isinstance(document, Members) and any(name in kind_keys for name, _ in document):
            if path.stat().st_size <= largest:
                found.append(document)
    return found


def members_of(documents, key):
    """The elements of a list in packages: bare releases, records or projects."""
    return [element for document in documents for name, value in document
            if name == key and isinstance(value, list) for element in value if isinstance(element, Members)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=pathlib.Path, help="JSON texts to break")
    parser.add_argument("--edca", type=pathlib.Path, help="the program, for --profile")
    parser.add_argument("--profile", help="make documents up from a schema of this profile")
    parser.add_argument("--kind", default="release")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    documents = [load(path.read_text(encoding="utf-8")) for path in arguments.files]
    seeds = [lambda document=document: copy(document) for document in documents]
    if arguments.profile:
        command = [arguments.edca, "schema", "show", arguments.profile, arguments.kind]
        schema = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        maker = Maker({schema["id"].rstrip("#"): schema}, rng)
        seeds.append(lambda: maker.make(schema, schema, rng.choice([0.15, 0.3, 0.5])))
    for text in mutants(seeds, arguments.count, rng):
        print(text)


if __name__ == "__main__":
    main()
