#!/usr/bin/env python3
"""The pages of a portal, held against the packages beside them.

    portal_pages.py --edca PROGRAM --samples FOLDER

Publishes samples and data made to be awkward to folders, and makes of data/*.json, by other means, all that stands in
site/: rows, columns, words, buyers, suppliers, contracts and projects. Flags are those of `edca indicators`. The pages
must hold no script or style of their own, nothing that data could smuggle in, and the same bytes whatever the number of
threads. That memory changes nothing is asked of the library, in tests/unit/portal.
"""
import argparse
import base64
import gzip
import hashlib
import html.parser
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from datetime import date, datetime, timezone
from decimal import Decimal

STOP_WORDS = ("al an and at by con de del el en for in la las los of on para por que se su the to un una with").split()
NO_LETTER = re.compile(r"[^a-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2fff\u3040-\ufdff\ufe10-\U0010ffff]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
CONFIG = """[dataset]
title = "Contrataciones <b>de prueba</b>"
publisher.name = "Municipio de Prueba"
[portal]
page_items = 3
{more}
[target.portal]
to = "dir:site"
"""

failures = []


def check(condition, *what):
    if not condition:
        failures.append(" ".join(str(each) for each in what))


def same(made, expected, *where):
    check(made == expected, *where, "has", repr(made)[:600], "instead of", repr(expected)[:600])


def load(text):
    return json.loads(text, parse_float=Decimal)


def shard(path):
    text = path.read_text(encoding="utf-8")
    name, body = re.fullmatch(r'edca\("([^"]+)",(.*)\)\n', text, re.S).groups()
    assert path.as_posix().endswith("site/" + name + ".js"), path
    if not body.startswith('"'):
        return load(body)
    return gzip.decompress(base64.b64decode(body[1:-1]))


class Portal:
    def __init__(self, folder):
        self.folder = folder
        self.manifest = load((folder / "manifest.json").read_text(encoding="utf-8"))
        self.index = shard(folder / "site/index.js")

    def list(self, name):
        whole, at = [], 0
        while (path := self.folder / f"site/{name}/{at}.js").exists():
            whole.append(load(shard(path)))
            at += 1
        return whole

    def flat(self, name):
        return [each for part in self.list(name) for each in part]

    def packages(self, kind, members):
        """In the order in which they were written: the manifest has them by path."""
        files = [file for file in self.manifest["files"] if file.get("kind") == kind and file["format"] == "JSON"]
        number = lambda file: int((re.search(members + r"_(\d+)\.json$", file["path"]) or [0, 1])[1])
        files.sort(key=lambda file: (file.get("year", ""), number(file)))
        texts = [load((self.folder / file["path"]).read_text(encoding="utf-8")) for file in files]
        return [item for text in texts for item in text[members]]


# What is told of a release, read as the documentation says it.

def obj(value, *keys):
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def objects(value, key):
    found = value.get(key) if isinstance(value, dict) else None
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def text(value, key):
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""


def code(value, key):
    found = value.get(key) if isinstance(value, dict) else None
    if isinstance(found, bool):
        return ""
    return found if isinstance(found, str) else str(found) if isinstance(found, (int, Decimal)) else ""


def cut(title):
    return title if len(title) <= 300 else title[:299] + "…"


def instant(value):
    """RFC 3339, or nothing."""
    form = r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)"
    if not isinstance(value, str) or not re.fullmatch(form, value):
        return None
    try:
        return datetime.fromisoformat(re.sub(r"[Zz]$", "+00:00", value)).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def day(value):
    if not isinstance(value, str) or not DAY.match(value):
        return ""
    try:
        date.fromisoformat(value[:10])
    except ValueError:
        return ""
    return value[:10]


def fold(value):
    plain = "".join(c for c in unicodedata.normalize("NFD", value) if not 0x300 <= ord(c) <= 0x36F)
    return "".join(c.lower() if unicodedata.name(c, "").startswith("LATIN") else c for c in plain)


def words(*texts):
    found = set()
    for each in texts:
        found |= {word for word in NO_LETTER.split(fold(each)) if 2 <= len(word.encode()) <= 40}
    return found - set(STOP_WORDS)


def rfc(value):
    """As a number of the tax office, where it has the form of one."""
    def plain(part):
        part = re.sub(r"[ -]", "", part).upper()
        if len(part) not in (12, 13) or not re.match(r"[^0-9]+\d{6}", part) or re.match("X[AE]XX0101", part):
            return ""
        return part
    return plain(value.removeprefix("MX-RFC-")) or ("-" in value and plain(value[value.rindex("-") + 1:])) or ""


def party(reference, parties):
    own = parties.get(code(reference, "id"), {})
    number = code(reference, "id")
    name = text(reference, "name") or text(own, "name")
    key = rfc(text(obj(own or reference, "identifier"), "id")) or rfc(number)
    by_id = bool(key)
    if not key and number and not (re.fullmatch(r"\d{1,3}", number) and name):
        key, by_id = number, True
    if not key:
        key = fold(name)
    legal = cut(text(obj(own, "identifier"), "legalName"))
    if not key:
        return None
    return {"key": key, "id": key if by_id else "", "name": cut(name) or legal, "legal": legal}


def amount(value):
    number, currency = value.get("amount"), value.get("currency")
    if isinstance(number, bool) or not isinstance(number, (int, Decimal)):
        return None
    if not isinstance(currency, str) or not re.fullmatch("[A-Z]{3}", currency) or not abs(Decimal(number)) < 10**18:
        return None
    return (currency, Decimal(number)) if Decimal(number) == Decimal(number).quantize(Decimal("1e-9")) else None


def plain(number):
    """Without zeros at its end, but for those of cents."""
    whole, _, rest = f"{number:f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest.ljust(2, '0')}" if rest else whole


def process(record):
    """All that pages say of a process."""
    dates = [instant(each.get("date")) and each["date"] for each in objects(record, "releases")]
    release = record.get("compiledRelease")
    if not isinstance(release, dict):
        release = ([each for each in objects(record, "releases") if "url" not in each] or [{}])[-1]
    elif not any(dates):
        dates = [instant(release.get("date")) and release["date"]]
    dates = sorted((each for each in dates if each), key=instant)
    made = {"ocid": record["ocid"], "day": dates[0][:10] if dates else ""}
    tender, planning = obj(release, "tender"), obj(release, "planning")
    awards, contracts = objects(release, "awards"), objects(release, "contracts")
    first = lambda values: values[0] if values else {}
    titles = [text(tender, "title"), text(tender, "description"), text(first(contracts), "title"),
              text(first(awards), "title"), text(first(contracts), "description"), text(first(awards), "description"),
              text(planning, "rationale"), text(obj(planning, "budget"), "description")]
    made["title"] = cut(next((title for title in titles if title), ""))
    for member, name in ("method", "procurementMethod"), ("category", "mainProcurementCategory"), ("status", "status"):
        value = text(tender, name)
        made[member] = value if len(value.encode()) <= 64 else ""
    parties = {}
    for each in objects(release, "parties"):
        if code(each, "id"):
            parties.setdefault(code(each, "id"), each)
    buyer = obj(release, "buyer")
    if not code(buyer, "id") and not text(buyer, "name"):
        buyer = obj(tender, "procuringEntity")
    made["buyer"] = party(buyer, parties)
    suppliers = {}

    def suppliers_of(award):
        keys = []
        for reference in objects(award, "suppliers"):
            each = party(reference, parties)
            if each and suppliers.setdefault(each["key"], each) and each["key"] not in keys:
                keys.append(each["key"])
        return keys

    for award in awards:
        if text(award, "status") not in ("cancelled", "unsuccessful"):
            suppliers_of(award)
    by_id = {}
    for award in awards:
        by_id.setdefault(code(award, "id"), award)
    made["contracts"] = []
    for contract in contracts:
        name = code(contract, "awardID") or (next(iter(by_id)) if len(by_id) == 1 else "")
        award = by_id.get(name, {})
        when = day(contract.get("dateSigned")) or day(award.get("date")) or made["day"]
        title = text(contract, "title") or text(contract, "description") or text(award, "title") or made["title"]
        status = text(contract, "status")
        made["contracts"].append({
            "id": cut(code(contract, "id")), "title": cut(title), "day": when,
            "status": status if len(status.encode()) <= 64 else "", "amount": amount(obj(contract, "value")),
            "suppliers": suppliers_of(award)})
    made["suppliers"] = suppliers
    sums = defaultdict(Decimal)
    for contract in made["contracts"]:
        if contract["status"] != "cancelled" and contract["amount"]:
            sums[contract["amount"][0]] += contract["amount"][1]
    made["sums"] = dict(sums)
    told = [text(planning, "rationale"), text(obj(planning, "budget"), "description"), record["ocid"]]
    for each in [tender, *awards, *contracts]:
        told += [code(each, "id"), text(each, "title"), text(each, "description")]
        told += [text(item, "description") for item in objects(each, "items")]
    of = lambda each: words(each["name"], each["legal"], each["id"])
    buyer_words = of(made["buyer"]) if made["buyer"] else set()
    supplier_words = set().union(*(of(each) for each in suppliers.values()))
    made["words"] = words(*told) | buyer_words | supplier_words | {"b:" + word for word in buyer_words} \
        | {"s:" + word for word in supplier_words} | {"o:" + record["ocid"]}
    return made


def ordinals(packed):
    found, value, shift, last = [], 0, 0, 0
    for byte in base64.b64decode(packed):
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            last += value
            found.append(last)
            value = shift = 0
    return found


def in_order(values):
    seen = {}
    for each in values:
        if each:
            seen.setdefault(each, len(seen))
    return seen


def sums_of(amounts):
    return {currency: plain(total) for currency, total in sorted(amounts.items())}


# Each part of site/ against the packages.

def check_rows(portal, processes, numbers, buyers, suppliers, flags):
    index = portal.index
    rows = portal.flat("rows")
    same([row["o"] for row in rows], [each["ocid"] for each in processes], "rows: order")
    for row, each in zip(rows, processes):
        known = lambda kind: numbers[kind].get(each[kind], -1)
        fired = {index["indicators"][number]["id"] for number in row["f"]}
        same(fired, {flag for flag in flags.get(each["ocid"], ())}, each["ocid"], "flags")
        made = {key: value for key, value in row.items() if key not in ("f", "p")}
        wanted = {"o": each["ocid"], "d": each["day"] or None, "b": buyers.get((each["buyer"] or {}).get("key"), -1),
                  "s": [[suppliers[key], named["name"] or key] for key, named in each["suppliers"].items()][:3],
                  "m": known("method"), "c": known("category"), "st": known("status"),
                  "a": [[plain(total), index["currencies"].index(currency)]
                        for currency, total in sorted(each["sums"].items())]}
        if each["title"]:
            wanted["t"] = each["title"]
        if each["buyer"]:
            wanted["bn"] = each["buyer"]["name"] or each["buyer"]["key"]
        same(made, wanted, each["ocid"], "row")
    per = index["rowsPerShard"]
    check(all(len(part) == per for part in portal.list("rows")[:-1]), "rows: size of shards")


def check_columns(portal, processes, numbers, buyers, flags):
    most = Counter(currency for each in processes for currency in each["sums"])
    currency = min(most, key=lambda name: (-most[name], name)) if most else ""
    same(portal.index.get("currency", ""), currency, "currency")
    column = lambda name, form: list(
        struct.unpack(f"<{len(processes)}{form}", shard(portal.folder / f"site/columns/{name}.js")))
    days = [(date.fromisoformat(each["day"]) - date(1970, 1, 1)).days if each["day"] else 0 for each in processes]
    same(column("date", "H"), [number if 0 < number < 65536 else 0 for number in days], "column date")
    for name in "method", "category", "status":
        same(column(name, "B"), [numbers[name].get(each[name], 255) for each in processes], "column", name)
    same(column("buyer", "I"), [buyers.get((each["buyer"] or {}).get("key"), 0xFFFFFFFF) for each in processes],
         "column buyer")
    same([repr(number) for number in column("amount", "d")],
         [repr(float(each["sums"].get(currency, "nan"))) for each in processes], "column amount")
    same(column("flags", "B"), [min(255, sum(flags.get(each["ocid"], {}).values())) for each in processes],
         "column flags")
    return currency


def check_words(portal, processes, suppliers, flags):
    expected = defaultdict(list)
    for number, each in enumerate(processes):
        for word in each["words"] | {"f:" + flag for flag in flags.get(each["ocid"], ())}:
            expected[word].append(number)
    for number, named in enumerate(suppliers):
        for word in words(named["name"], named["legal"], named["id"]):
            expected["S:" + word].append(number)
    made = {}
    for part in portal.list("terms"):
        check(list(part) == sorted(part, key=str.encode), "terms: order")
        made.update(part)
    same([next(iter(part)) for part in portal.list("terms")], portal.index["terms"], "terms: first of each shard")
    same(sorted(set(made) ^ set(expected)), [], "terms: words")
    for word, packed in made.items():
        same(ordinals(packed), expected.get(word), "term", word)
    same(portal.index["stopWords"], STOP_WORDS, "stop words")


def parties_of(processes, role):
    """Who they are, in the order in which they come, and what they have."""
    known = {}
    for each in processes:
        for named in [each["buyer"]] if role == "buyer" and each["buyer"] else \
                each["suppliers"].values() if role == "supplier" else []:
            known.setdefault(named["key"], dict(named))
            known[named["key"]].update({key: value for key, value in named.items() if value})
    return known


def totals(processes, role, key, flags):
    total = {"n": 0, "k": 0, "shared": 0, "flags": 0, "a": defaultdict(Decimal), "m": Counter(), "c": Counter(),
             "p": [], "y": defaultdict(lambda: [0, defaultdict(Decimal)]), "partners": {}}
    for number, each in enumerate(processes):
        own = each["buyer"] and each["buyer"]["key"] == key if role == "buyer" else key in each["suppliers"]
        if not own:
            continue
        total["n"] += 1
        total["flags"] += sum(flags.get(each["ocid"], {}).values())
        total["m"][each["method"]] += 1
        total["c"][each["category"]] += 1
        total["p"].append(number)
        others = each["suppliers"] if role == "buyer" else {each["buyer"]["key"]: each["buyer"]} if each["buyer"] else {}
        for other in others:
            total["partners"].setdefault(other, [0, defaultdict(Decimal)])
        for contract in each["contracts"]:
            if contract["status"] == "cancelled" or (role == "supplier" and key not in contract["suppliers"]):
                continue
            shares = [total["y"][contract["day"][:4] or "undated"]]
            shares += [total["partners"][other] for other in (contract["suppliers"] if role == "buyer" else others)]
            total["k"] += 1
            total["shared"] += len(contract["suppliers"]) > 1
            for share in shares:
                share[0] += 1
            if contract["amount"]:
                for sums in [total["a"], *(share[1] for share in shares)]:
                    sums[contract["amount"][0]] += contract["amount"][1]
    return total


def check_parties(portal, processes, role, currency, flags):
    known = parties_of(processes, role)
    others = parties_of(processes, "supplier" if role == "buyer" else "buyer")
    number_of = {key: number for number, key in enumerate(others)}
    made = portal.flat(role + "s")
    facts = portal.index[role + "s"]
    same(facts["count"], len(known), role, "count")
    same([each["i"] for each in made], list(range(len(known))), role, "ordinals")
    ranks = []
    for each, (key, named) in zip(made, known.items()):
        total = totals(processes, role, key, flags)
        shown = named["name"] or named["id"]
        same((each.get("id", ""), each.get("name", "")), (named["id"], shown), role, key)
        for member in "n", "k", "shared", "flags":
            same(each[member], total[member], role, key, member)
        same(each["a"], sums_of(total["a"]), role, key, "amounts")
        same(each["m"], dict(total["m"]), role, key, "methods")
        same(each["c"], dict(total["c"]), role, key, "categories")
        same(each["y"], {year: {"n": count, "a": sums_of(sums)} for year, (count, sums) in total["y"].items()}, role, key,
             "years")
        same(ordinals(each["p"]), total["p"], role, key, "processes")
        partners = sorted(total["partners"].items(), key=lambda item: (-item[1][1].get(currency, 0), number_of[item[0]]))
        same([partner[1:] for partner in each["partners"]],
             [[number_of[other], count, sums_of(sums)] for other, (count, sums) in partners[:20]], role, key, "partners")
        ranks.append((-total["a"].get(currency, Decimal(0)), shown.encode(), each["i"]))
    listed = portal.flat("supplier-list") if role == "supplier" else \
        load(shard(portal.folder / "site/buyer-list.js")) if known else []
    same([each["i"] for each in listed], [rank[2] for rank in sorted(ranks)], role, "list")
    by_number = {each["i"]: each for each in made}
    for each in listed:
        same(each, {key: by_number[each["i"]][key] for key in each}, role, "row of the list")
        check({"i", "name", "n", "k", "a", "flags"} <= set(each), role, "row of the list lacks something:", each)
    return list(known.values())


def check_contracts(portal, processes, buyers, suppliers):
    currencies = portal.index["currencies"]
    rows = portal.flat("contracts")
    expected = []
    for each in processes:
        for contract in each["contracts"]:
            row = {"o": each["ocid"], "d": contract["day"] or None,
                   "s": [[suppliers[key], each["suppliers"][key]["name"] or key] for key in contract["suppliers"]][:3]}
            row |= {key: value for key, value in (("id", contract["id"]), ("t", contract["title"]),
                                                  ("st", contract["status"])) if value}
            if each["buyer"]:
                row["b"] = [buyers[each["buyer"]["key"]], each["buyer"]["name"] or each["buyer"]["key"]]
            if contract["amount"]:
                row["a"] = [[plain(contract["amount"][1]), currencies.index(contract["amount"][0])]]
            expected.append(row)
    key = lambda row: ((row["d"] or "").encode(), row["o"].encode(), row.get("id", "").encode())
    same(len(rows), len(expected), "contracts: count")
    for made, wanted in zip(rows, sorted(expected, key=key)):
        same({key: value for key, value in made.items() if key != "p"}, wanted, "contract")
    same(portal.index["contracts"]["count"], len(expected), "contracts: count in the index")


def check_records(portal, records, flags):
    made = portal.list("processes")
    same([each for part in made for each in part["records"]], records, "processes: records")
    firsts, at = [], 0
    for part in made:
        firsts.append(at)
        at += len(part["records"])
    same(portal.index["processShards"], firsts, "processes: first ordinals")
    number = {record["ocid"]: at for at, part in enumerate(made) for record in part["records"]}
    for row in portal.flat("rows") + portal.flat("contracts"):
        same(row["p"], number[row["o"]], row["o"], "shard")
    told = Counter((ocid, flag["indicator"]) for part in made for ocid, list_ in part["flags"].items() for flag in list_)
    same(told, Counter({(ocid, flag): count for ocid, counts in flags.items() for flag, count in counts.items()}),
         "flags of processes")
    for part in made:
        for finding in (each for list_ in part["findings"].values() for each in list_):
            check({"rule", "severity", "message_es", "message_en"} <= set(finding), "finding lacks something:", finding)
    return sum(len(list_) for part in made for list_ in part["findings"].values())


def check_projects(portal, projects):
    made = portal.list("projects")
    same([each for part in made for each in part["projects"]], projects, "projects")
    rows = portal.flat("project-list")
    same([(row.get("id", ""), row.get("t", "")) for row in rows],
         [(text(each, "id"), cut(text(each, "title"))) for each in projects], "list of projects")
    for row, each in zip(rows, projects):
        budget = amount(obj(each, "budget", "amount"))
        wanted = [[plain(budget[1]), portal.index["currencies"].index(budget[0])]] if budget else []
        same(row["a"], wanted, "budget of a project")


class Links(html.parser.HTMLParser):
    """What a page is made of that could do something."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.scripts, self.text = Counter(), [], [], []
        self.policy = ""

    def handle_starttag(self, tag, attributes):
        self.tags[tag] += 1
        for name, value in attributes:
            check(not name.startswith("on") and name != "style", "an attribute that acts:", name)
            if name in ("href", "src"):
                self.addresses.append(value)
        named = dict(attributes)
        if tag == "script":
            self.scripts.append(named.get("src"))
        if named.get("http-equiv") == "Content-Security-Policy":
            self.policy = named["content"]

    def handle_data(self, data):
        self.text.append(data)


def check_pages(portal):
    files = {file["path"] for file in portal.manifest["files"]}
    on_disk = {path.relative_to(portal.folder).as_posix() for path in portal.folder.rglob("*") if path.is_file()}
    same(on_disk - {"manifest.json"}, files, "files of the manifest")
    for file in portal.manifest["files"]:
        bytes_ = (portal.folder / file["path"]).read_bytes()
        same((file["bytes"], file["sha256"]), (len(bytes_), hashlib.sha256(bytes_).hexdigest()), file["path"])
    for path in sorted(portal.folder.rglob("*.html")):
        name = path.relative_to(portal.folder).as_posix()
        page = Links()
        page.feed(path.read_text(encoding="utf-8"))
        if name == "validacion.html":
            check("default-src 'none'" in page.policy, name, "has the policy", page.policy)
            continue
        same(page.policy, "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
             "connect-src 'self'; base-uri 'none'; form-action 'none'", name)
        check(page.tags["style"] == 0 and None not in page.scripts, name, "has a style or script of its own")
        for tag in "iframe", "object", "embed", "form", "b", "img":
            check(page.tags[tag] == 0, name, "has", tag)
        for address in page.addresses:
            check(re.match(r"(https?:|mailto:)", address) or ":" not in address.split("/")[0].split("?")[0], name,
                  "leads to", address)
            target = address.split("#")[0].split("?")[0]
            if target and not re.match(r"\w+:", target):
                there = (path.parent / target).resolve()
                check(there.is_file() or "/site/" in there.as_posix(), name, "leads to nothing:", address)
    return files


def check_home(portal, processes, currency):
    """The figures of the home page by method, and the buyers with most."""
    home = (portal.folder / "en/index.html").read_text(encoding="utf-8")
    sums, counts = defaultdict(Decimal), Counter()
    for each in processes:
        counts[each["method"]] += 1
        if currency in each["sums"]:
            sums[each["method"]] += each["sums"][currency]
    names = {"": "Not stated", "open": "Open", "selective": "Selective", "limited": "Limited", "direct": "Direct"}
    for method, total in sums.items():
        row = re.search(rf'id="by-method".*?>{names.get(method, method)}<.*?</tr>', home, re.S)
        check(row and f">{counts[method]:,}<" in row[0].rsplit("<th", 1)[-1], "home: processes by", method)
        whole, _, rest = plain(total).partition(".")
        shown = f"{int(whole):,}.{rest or '00'}"
        check(row and shown + " " in row[0].rsplit("<th", 1)[-1], "home: amounts by", method, shown)


def flags_of(edca, portal):
    """How often each indicator flags each process."""
    inputs = [str(portal.folder / file["path"]) for file in portal.manifest["files"]
              if file.get("kind") == "record-package" and file["format"] == "JSON"]
    flags = defaultdict(Counter)
    if inputs:
        run = subprocess.run([edca, "indicators", "--format", "jsonl", "--lang", "en", *inputs], capture_output=True)
        for line in run.stdout.decode().splitlines():
            flag = load(line)
            for ocid in flag.get("ocids", ()) if "indicator" in flag else ():
                flags[ocid][flag["indicator"]] += 1
    return {ocid: dict(counts) for ocid, counts in flags.items()}


def publish(edca, folder, inputs, arguments=(), more=""):
    folder.mkdir()
    (folder / "edca.toml").write_text(CONFIG.format(more=more), encoding="utf-8")
    command = [edca, "publish", "-q", "--lang", "en", "--require", "none", "--to", "portal", *arguments,
               *(str(path) for path in inputs)]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    check(run.returncode == 0, " ".join(command), run.stderr)
    return folder / "site"


def check_portal(edca, folder, name):
    portal = Portal(folder)
    before = len(failures)
    records = portal.packages("record-package", "records")
    processes = [process(record) for record in records]
    projects = portal.packages("project-package", "projects")
    flags = flags_of(edca, portal)
    numbers = {kind: in_order(each[kind] for each in processes) for kind in ("method", "category", "status")}
    for kind, name_of in ("method", "methods"), ("category", "categories"), ("status", "statuses"):
        same(portal.index[name_of], list(numbers[kind]), name_of)
    order = lambda role: {key: number for number, key in enumerate(parties_of(processes, role))}
    buyers, suppliers = order("buyer"), order("supplier")
    currency = check_columns(portal, processes, numbers, buyers, flags) if processes else ""
    check_rows(portal, processes, numbers, buyers, suppliers, flags)
    known = check_parties(portal, processes, "supplier", currency, flags)
    check_parties(portal, processes, "buyer", currency, flags)
    check_words(portal, processes, known, flags)
    check_contracts(portal, processes, buyers, suppliers)
    findings = check_records(portal, records, flags)
    check_projects(portal, projects)
    check_pages(portal)
    if processes:
        check_home(portal, processes, currency)
    for at in range(before, len(failures)):
        failures[at] = name + ": " + failures[at]
    print(f"{name}: {len(processes)} processes, {len(known)} suppliers, {len(portal.index['terms'])} shards of words, "
          f"{sum(sum(counts.values()) for counts in flags.values())} flags, {findings} findings, {len(projects)} projects")
    return len(processes) + len(projects)


def check_emergency(edca, portal, work):
    """The page of the emergency is there when `edca select` chooses something, with what that writes."""
    inputs = [portal.folder / file["path"] for file in portal.manifest["files"]
              if file.get("kind") == "record-package" and file["format"] == "JSON"]
    named = {"motivos.csv": work / "motivos.csv", "totales.json": work / "totales.json",
             "procesos.jsonl": work / "procesos.jsonl"}
    for path in named.values():
        path.unlink(missing_ok=True)
    subprocess.run([edca, "select", "-q", "--preset", "emergency", "--report", named["motivos.csv"], "--totals",
                    named["totales.json"], "-o", named["procesos.jsonl"], *inputs], capture_output=True)
    chosen = sorted({line.split(",")[0] for line in named["motivos.csv"].read_text().splitlines()[1:]}) \
        if named["motivos.csv"].exists() else []
    same((portal.folder / "emergencia.html").exists(), bool(chosen), "emergencia.html")
    if not chosen:
        return 0
    for name, path in named.items():
        same((portal.folder / "emergencia" / name).read_bytes(), path.read_bytes(), name)
    page = (portal.folder / "emergencia.html").read_text(encoding="utf-8")
    for ocid in chosen[:100]:
        check("proceso.html?ocid=" + ocid in page, "emergencia.html lacks", ocid)
    return len(chosen)


def emergency():
    """Purchases of which some are of the emergency."""
    packages = []
    for number, (title, day_) in enumerate((("Compra de cubrebocas", "2020-05-02"), ("Compra de papel", "2020-05-03"),
                                            ("Compra de cubrebocas", "2024-05-02"))):
        packages.append({"ocid": f"ocds-mx0001-{number}", "id": "1", "date": day_ + "T00:00:00Z", "tag": ["contract"],
                         "language": "es", "initiationType": "tender", "buyer": {"id": "B1", "name": "Hospital General"},
                         "tender": {"id": "t", "title": title, "procurementMethod": "direct"},
                         "awards": [{"id": "a", "suppliers": [{"id": "S123", "name": "Telas del Sur"}]}],
                         "contracts": [{"id": "c", "awardID": "a", "dateSigned": day_ + "T00:00:00Z",
                                        "value": {"amount": 10.5, "currency": "MXN"}}]})
    return {"uri": "https://datos.example/e.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00Z",
            "publisher": {"name": "Municipio"}, "releases": packages}


def awkward():
    """Data that would break a page that trusts them, or that say little."""
    evil = "<script>alert(1)</script>\" onload=\"x\u202egnp.exe\u2028 ñandú"
    base = {"language": "es", "initiationType": "tender", "tag": ["compiled"]}
    address = {"id": "d", "documentType": "x", "url": "javascript:alert(1)", "title": "data:text/html,<script>1</script>"}
    releases = [
        {**base, "ocid": "ocds-mx0001-<b>&\"1", "id": "1", "date": "2025-01-15T00:00:00-06:00",
         "buyer": {"id": "1", "name": evil},
         "tender": {"id": 7, "title": evil, "description": "=1+1", "procurementMethod": "constructor",
                    "status": "__proto__", "documents": [address]},
         "awards": [{"id": "a", "status": "active", "suppliers": [{"id": "2", "name": "<img src=x>"}, {"name": "Otra"}]}],
         "contracts": [{"id": "c", "awardID": "a", "title": "x" * 10000, "dateSigned": "2024-13-45",
                        "value": {"amount": 0.1, "currency": "MXN"}},
                       {"id": "d", "awardID": "a", "value": {"amount": 0.2, "currency": "MXN"}},
                       {"id": "e", "awardID": "z", "value": {"amount": 1e30, "currency": "MXN"}},
                       {"id": "f", "awardID": "a", "value": {"amount": "5", "currency": "MXN"}},
                       {"id": "g", "awardID": "a", "value": {"currency": "USD"}}]},
        {**base, "ocid": "ocds-mx0001-2", "id": "1", "date": "ayer", "tender": {"id": "t", "title": "Ñu " * 200},
         "buyer": {"id": "MX-RFC-MVH8301014K5", "name": "Municipio"}},
        {**base, "ocid": "ocds-mx0001-3", "id": "1", "date": "1960-01-01T00:00:00Z", "awards": [5, None],
         "contracts": [{"id": 3, "status": "cancelled", "value": {"amount": 5, "currency": "USD"}},
                       {"id": 4, "value": {"amount": 7.25, "currency": "USD"}}],
         "buyer": {"name": "MUNICIPIO Ñ"}, "parties": [{"id": "p"}]},
        {**base, "ocid": "ocds-mx0001-4", "id": "1", "date": "2025-02-01T00:00:00Z"},
    ]
    return {"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
            "publisher": {"name": "<b>Municipio</b>"},
            "records": [{"ocid": each["ocid"], "releases": [{**each, "tag": ["tender"]}], "compiledRelease": each}
                        for each in releases]}


def all_bytes(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def check_switches(edca, work, demo):
    off = publish(edca, work / "off", demo, more="pages = false")
    check(not (off / "site").exists() and not (off / "procesos.html").exists(), "pages = false: there are pages")
    check("<script" not in (off / "index.html").read_text(encoding="utf-8"), "pages = false: there is a script")
    plain_ = publish(edca, work / "plain", demo, more="search = false\nindicators = false")
    check(not (plain_ / "site/terms").exists(), "search = false: there are words")
    check(not (plain_ / "banderas.html").exists(), "indicators = false: there is a page of flags")
    index = shard(plain_ / "site/index.js")
    same((index["terms"], index["indicators"]), ([], []), "switched off: index")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    arguments = parser.parse_args()
    samples = arguments.samples.resolve()
    edca = str(pathlib.Path(arguments.edca).resolve())
    demo = [samples / "demo"]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        (work / "awkward.json").write_text(json.dumps(awkward()), encoding="utf-8")
        (work / "emergency.json").write_text(json.dumps(emergency()), encoding="utf-8")
        sets = {"demo": demo, "emergency": [work / "emergency.json"], "projects": [samples / "oc4ids"], "awkward": [work / "awkward.json"],
                "both": [*demo, *sorted(samples.glob("oc4ids/*/good.json"))[:3]]}
        items = sum(check_portal(edca, publish(edca, work / name, inputs), name) for name, inputs in sets.items())
        chosen = [check_emergency(edca, Portal(work / name / "site"), work) for name in sets]
        same(chosen, [0, 1, 0, 0, 0], "processes of the emergency")
        check(items > 30, "only", items, "processes and projects were looked at")
        first = all_bytes(work / "demo/site")
        for number, more in enumerate((["-j1"], ["-j2"])):
            again = all_bytes(publish(edca, work / f"again{number}", demo, more))
            same(sorted(name for name in first | again if first.get(name) != again.get(name)), [], "other bytes with", more)
        check_switches(edca, work, demo)
    for failure in failures[:40]:
        print("FAIL", failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
