"""What a draft-04 validator of others says of contracting data: jsonschema over the schemas that edca shows.

Shares no code and no tables with the program. Where jsonschema departs from the specifications it is made to
follow them: `format` is asserted by the checks below, `$` of a pattern ends the text and `\\d` is ASCII (ECMA 262),
elements are compared by value in `uniqueItems` (jsonschema sorts them first, and may part equal ones).
"""
import ast
import collections
import datetime
import decimal
import ipaddress
import json
import re
import subprocess
import sys
import warnings

import jsonschema
from rfc3339_validator import validate_rfc3339

warnings.filterwarnings("ignore", category=DeprecationWarning)  # of RefResolver, where there is nothing newer
sys.setrecursionlimit(20000)
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)

# ---- formats

DATE_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)
ESCAPE = "%[0-9A-Fa-f]{2}"
HOST = r"[A-Za-z0-9\-._~!$&'()*+,;=]"
PCHAR = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|{ESCAPE})"
URI = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:(?:"
    rf"//(?:(?:{HOST}|:|{ESCAPE})*@)?(?:\[([^\]]*)\]|(?:{HOST}|{ESCAPE})*)(?::[0-9]*)?(?:/{PCHAR}*)*"
    rf"|(?!//)(?:{PCHAR}|/)*)"
    rf"(?:\?(?:{PCHAR}|[/?])*)?(?:\#(?:{PCHAR}|[/?])*)?"
)
FUTURE_ADDRESS = re.compile(rf"[vV][0-9A-Fa-f]+\.(?:{HOST}|:)+")


def is_date_time(text):
    match = DATE_TIME.fullmatch(text)
    try:
        return bool(match and datetime.date(*map(int, match.groups()[:3])) and validate_rfc3339(text.upper()))
    except ValueError:
        return False


def is_uri(text):
    match = URI.fullmatch(text)
    if not match:
        return False
    literal = match.group(1)
    if literal is None or FUTURE_ADDRESS.fullmatch(literal):
        return True
    try:
        return "%" not in literal and bool(ipaddress.IPv6Address(literal))
    except ValueError:
        return False


def is_email(text):
    before, at, after = text.partition("@")
    return bool(before and at and after and "@" not in after)


def format_checker():
    checker = jsonschema.FormatChecker(formats=())
    # An instance of its own, so that nothing else is registered for it.
    checker.checkers = {
        name: ((lambda value, check=check: not isinstance(value, str) or check(value)), ())
        for name, check in (("date-time", is_date_time), ("uri", is_uri), ("email", is_email))
    }
    return checker


# ---- JSON texts

SURROGATE = re.compile("[\ud800-\udfff]")


def number(text):
    """A number with a fraction or an exponent: exact, and never an integer."""
    try:
        return decimal.Decimal(text)
    except decimal.InvalidOperation:
        return decimal.Decimal("-Infinity" if text.startswith("-") else "Infinity")


def refuse(name):
    raise ValueError(f"{name} is no JSON")


def mended(value):
    """Lone surrogates become U+FFFD, as in the program. Iterative: a text may be 500 levels deep."""
    top = [value]
    todo = [(top, 0)]
    while todo:
        parent, key = todo.pop()
        value = parent[key]
        if isinstance(value, str):
            parent[key] = SURROGATE.sub("\ufffd", value)
        elif isinstance(value, list):
            todo.extend((value, index) for index in range(len(value)))
        elif isinstance(value, dict):
            todo.extend((value, name) for name in value)
    return top[0]


def parse(text):
    """The value of a JSON text; ValueError when it is none. The last of equal keys counts."""
    if '"\\ud' not in text.lower() and "\\ud" not in text.lower():
        return json.loads(text, parse_float=number, parse_constant=refuse)
    clean = lambda pairs: {SURROGATE.sub("\ufffd", name): value for name, value in pairs}
    return mended(json.loads(text, parse_float=number, parse_constant=refuse, object_pairs_hook=clean))


def frozen(value):
    """A hashable value, equal for what JSON Schema calls equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, bool) or value is None:
        return (str(value),)
    if isinstance(value, list):
        return ("array", tuple(map(frozen, value)))
    if isinstance(value, dict):
        return ("object", frozenset((name, frozen(member)) for name, member in value.items()))
    return value


# ---- keywords on which jsonschema and the specifications differ

def expression(pattern, known={}):
    if pattern not in known:
        known[pattern] = re.compile(re.sub(r"(?<!\\)\$", r"\\Z", pattern), re.ASCII)
    return known[pattern]


def pattern_keyword(validator, pattern, instance, schema):
    if isinstance(instance, str) and not expression(pattern).search(instance):
        yield jsonschema.ValidationError("does not match")


def pattern_properties_keyword(validator, patterns, instance, schema):
    if not isinstance(instance, dict):
        return
    for pattern, subschema in patterns.items():
        for name, value in instance.items():
            if expression(pattern).search(name):
                yield from validator.descend(value, subschema, path=name, schema_path=pattern)


def unique_items_keyword(validator, unique, instance, schema):
    if unique and isinstance(instance, list) and len(set(map(frozen, instance))) != len(instance):
        yield jsonschema.ValidationError("has equal elements")


STRICT = jsonschema.validators.extend(
    jsonschema.Draft4Validator,
    {
        "pattern": pattern_keyword,
        "patternProperties": pattern_properties_keyword,
        "uniqueItems": unique_items_keyword,
    },
)


def validator_over(schema, documents):
    """A validator of `schema`, whose references lead into `documents` (by URL)."""
    try:
        import referencing.jsonschema
    except ImportError:
        resolver = jsonschema.RefResolver(schema.get("id", ""), schema, store=documents)
        return STRICT(schema, resolver=resolver, format_checker=format_checker())
    make = referencing.jsonschema.DRAFT4.create_resource
    registry = referencing.Registry().with_resources((url, make(each)) for url, each in documents.items())
    return STRICT(schema, registry=registry, format_checker=format_checker())


# ---- profiles

KINDS = ("release", "release-package", "record-package", "versioned-release", "project", "project-package")


class Oracle:
    """The validators of one profile. `extensions` are names of extensions added to it."""

    def __init__(self, edca, profile, extensions=(), plain=False):
        self.documents = {}
        self.schemas = {}
        options = [word for name in extensions for word in ("--with", name)] + ["--no-extensions"] * plain
        for kind in KINDS:
            run = subprocess.run(
                [edca, "schema", "show", profile, kind, *options],
                capture_output=True, stdin=subprocess.DEVNULL, check=False,
            )
            if run.returncode == 0:
                self.schemas[kind] = json.loads(run.stdout)
                self.documents[self.schemas[kind]["id"].rstrip("#")] = self.schemas[kind]
        if not self.schemas:
            raise SystemExit(f"edca shows no schema of {profile}: {run.stderr.decode(errors='replace')}")
        if "record-package" in self.schemas:
            # A record alone: one member of the list, where it stands in its package.
            package = self.schemas["record-package"]
            self.schemas["record"] = {"$ref": package["id"].rstrip("#") + "#/properties/records/items"}
        if "release" in self.schemas:
            self.schemas["compiled-release"] = self.schemas["release"]
        self.validators = {kind: validator_over(schema, self.documents) for kind, schema in self.schemas.items()}

    def kind_judged(self, kind, value):
        """What a value of a kind is judged as: where only projects are known, an object with nothing but parties is one."""
        if kind == "release" and "ocid" not in value and "release" not in self.validators:
            return "project"
        return kind

    def errors(self, kind, value):
        """The errors of a value as a multiset of (pointer, keyword, absent name)."""
        found = collections.Counter()
        if kind not in self.validators:
            return found
        for error in self.validators[kind].iter_errors(value):
            found[pointer(error.absolute_path), error.validator, absent_name(error)] += 1
        return found

    def text_errors(self, text):
        """The errors of a JSON text, whatever it is; None when it is no JSON."""
        try:
            value = parse(text.removeprefix("\ufeff"))
        except (ValueError, RecursionError):
            return None
        found = collections.Counter()
        for base, kind, part in parts(value, text):
            for (where, keyword, name), count in self.errors(self.kind_judged(kind, part), part).items():
                found[base + where, keyword, name] += count
        return found


def pointer(path):
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in path)


def absent_name(error):
    if error.validator != "required":
        return ""
    return ast.literal_eval(error.message.removesuffix(" is a required property"))


# ---- what a JSON text is: as the program tells it, by the names of members

SECTIONS = {"tender", "planning", "awards", "contracts", "buyer", "parties", "initiationType", "relatedProcesses"}
PROJECT_PARTS = {"contractingProcesses", "publicAuthority", "sector", "assetLifetime", "assetLocation",
                 "relatedProjects"}
METADATA = {"uri", "version", "publishedDate", "publisher", "extensions"}
PORTAL_LISTS = ("arrayReleasePackage", "recordPackages", "data", "results", "items")


def parts(value, text=""):
    """(pointer, kind, value) of whatever a JSON text has to be judged as."""
    if isinstance(value, dict):
        yield from object_parts("", value, text)
    elif isinstance(value, list):
        for index, element in enumerate(value):
            if isinstance(element, dict):
                yield from object_parts(f"/{index}", element, "")


def object_parts(base, value, text):
    kind = kind_of(value, text)
    if kind != "portal":
        yield base, kind, value
        return
    name = portal_list(value)
    for index, element in enumerate(value[name]):
        if isinstance(element, dict):
            yield from object_parts(f"{base}/{name}/{index}", element, "")


def portal_list(value):
    lists = [name for name in value if name in PORTAL_LISTS and isinstance(value[name], list)]
    filled = [name for name in lists if value[name] and isinstance(value[name][0], dict)]
    return (filled or lists[-1:] or [None])[0]


def kind_of(value, text):
    names = set(value)
    is_process = "ocid" in names
    if "records" in names:
        return "record-package"
    if "projects" in names and not is_process:
        return "project-package"
    if "releases" in names and not is_process:
        return "release-package"
    found = portal_list(value)
    if found and not names & ({"ocid", "tag"} | SECTIONS | PROJECT_PARTS):
        filled = value[found] and isinstance(value[found][0], dict)
        if filled or not names & METADATA:
            return "portal"
    return item_kind(names, is_process, value, text)


def item_kind(names, is_process, value, text):
    if is_process and names & {"releases", "compiledRelease", "versionedRelease"}:
        return "record"
    named = b'"oc4ids-' in text.encode()[:207]
    if not is_process and "tag" not in names and (names & PROJECT_PARTS or named):
        return "project"
    if is_process and not names & {"tag", "date"} and '"releaseTag"' in (text or json.dumps(value, default=str)):
        return "versioned-release"
    tag = value.get("tag")
    if isinstance(tag, list) and '"compiled"' in json.dumps(tag, default=str):
        return "compiled-release"
    if is_process or names & SECTIONS or "tag" in names:
        return "release"
    return "release-package" if len(names & METADATA) >= 3 else "other"
