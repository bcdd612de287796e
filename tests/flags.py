#!/usr/bin/env python3
"""Plants flags among processes that give no cause for any, and counts what `edca indicators` finds.

  tests/flags.py --edca PROGRAM [--processes N] [--seed S]

For each of our indicators that look beyond one contract, or at the law, there is a planted case and a near twin of it. All
planted cases must be flagged, and neither a twin nor any of the N processes between them; prints hits, misses and false flags
by indicator. Everybody in the data is invented.
"""
import argparse
import collections
import copy
import datetime
import json
import math
import pathlib
import random
import subprocess
import sys
import tempfile

CEILING = 361_000  # of direct awards of goods, as the settings below have it
SETTINGS = """settings = "edca-indicators/1"
[ceilings]
direct_goods = 361000
direct_works = 650000
invitation_goods = 2860000
invitation_works = 4869000
"""
LEGAL = """legal-profile = "edca-legal/1"
[[rule]]
buyers = ["B-MX05", "B-MX05-twin"]
acquisitions = 1000000
"""
TAXES = """rfc,status,date,source
LIS990101AB1,Definitivo,2025-05-01,DOF
LIM990101AB1,Definitivo,2025-05-01,DOF
LIM990101AB1,Desvirtuado,2025-05-20,DOF
"""
HOLIDAYS = {(1, 1), (5, 1), (9, 16), (12, 25)}


def day(text):
    return datetime.date.fromisoformat(text)


def stamp(date):
    return f"{date.isoformat()}T10:00:00-06:00"


class Maker:
    """Makes releases that give no cause for a flag, unless told otherwise."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0

    def process(self, name, **own):
        self.count += 1
        n = self.count
        kind = {"method": "open", "signed": day("2025-06-02"), "net": 100_000 + n * 7.13, "supplier": f"S{n}",
                "buyer": f"B-{name}", "code": "25301234", "tenderers": 3, "criteria": "priceOnly" if n % 2 else "ratedCriteria",
                "category": "goods", "reason": "Conforme a la ley de la materia", "title": f"Adquisición número {n} de insumos",
                "unit_price": 90 + n % 17, "amendments": 0, "documents": True, "contract": f"C{n}", "guarantees": None,
                "call": None, "opening": None, "quotes": None, "rivals": None, "factor": 1.03, "requesting": "U1",
                "joint": False, "awarded": None, "published": None, "parties": None, "starts": None, "pages": ["tenderNotice", "technicalSpecifications"], "tag": "compiled"}
        kind.update(own)
        return self.release(f"ocds-mx0009-{name}-{n}", n, kind)

    def release(self, ocid, n, kind):
        signed = kind["signed"]
        value = {"amount": round(kind["net"] * 1.16, 2), "netAmount": round(kind["net"], 2), "currency": "MXN"}
        opening = kind["opening"] or signed - datetime.timedelta(days=20)
        call = kind["call"] or opening - datetime.timedelta(days=25)
        supplier = {"id": kind["supplier"], "name": f"Proveedora {kind['supplier']}, S.A. de C.V."}
        tenderers = [supplier] + [{"id": rival} for rival in
                                  (kind["rivals"] or [f"T{n}-{each}" for each in range(kind["tenderers"] - 1)])]
        item = {"id": "1", "classification": {"scheme": "CUCOP", "id": kind["code"]}, "quantity": 3,
                "unit": {"name": "Pieza", "value": {"amount": kind["unit_price"], "currency": "MXN"}}}
        contract = {"id": kind["contract"], "awardID": "A1", "status": "active", "title": kind["title"],
                    "dateSigned": stamp(signed), "value": value, "items": [item],
                    "period": {"startDate": stamp(kind["starts"] or signed), "endDate": stamp(signed + datetime.timedelta(days=180))}}
        if kind["documents"]:
            contract["documents"] = [{"id": "D1", "documentType": "contractSigned"}]
        else:
            contract["documents"] = [{"id": "D1", "documentType": "contractAnnexe"}]
        if kind["published"]:
            contract["documents"][0]["datePublished"] = stamp(kind["published"])
        if kind["amendments"]:
            contract["amendments"] = [{"id": "M1", "date": stamp(signed)}] * kind["amendments"]
        if kind["guarantees"]:
            contract["guarantees"] = kind["guarantees"]
        planning = {"documents": [{"id": "P1", "documentType": "marketStudies"}],
                    "requestingUnits": [{"id": kind["requesting"]}]}
        if kind["quotes"]:
            planning["requestsForQuotes"] = [{"id": "Q1", "invitedSuppliers": [{"id": f"Q{q}"} for q in range(kind["quotes"])]}]
        tender = {"id": "T1", "procurementMethod": kind["method"], "mainProcurementCategory": kind["category"],
                  "procurementMethodDetails": "Procedimiento", "procurementMethodRationale": kind["reason"],
                  "awardCriteria": kind["criteria"], "numberOfTenderers": kind["tenderers"], "tenderers": tenderers,
                  "value": {"amount": round(value["amount"] * kind["factor"], 2), "currency": "MXN"}, "items": [item],
                  "tenderPeriod": {"startDate": stamp(call), "endDate": stamp(opening)},
                  "documents": [{"id": f"D{at}", "documentType": page} for at, page in enumerate(kind["pages"])]}
        suppliers = [supplier, {"id": f"J{n}"}] if kind["joint"] else [supplier]
        award = {"id": "A1", "status": "active", "date": stamp(kind["awarded"] or signed - datetime.timedelta(days=5)),
                 "value": value, "suppliers": suppliers, "documents": [{"id": "D9", "documentType": "awardNotice"}]}
        parties = {"parties": kind["parties"]} if kind["parties"] else {}
        return {**parties, "ocid": ocid, "id": f"{ocid}-1", "date": stamp(signed + datetime.timedelta(days=200)), "tag": [kind["tag"]],
                "buyer": {"id": kind["buyer"], "name": f"Organismo {kind['buyer']}"}, "planning": planning, "tender": tender,
                "awards": [award], "contracts": [contract]}


def workday(start, step):
    """The day that is `step` days later, or the next one that is worked."""
    date = start + datetime.timedelta(days=step)
    while date.weekday() == 6 or (date.month, date.day) in HOLIDAYS:
        date += datetime.timedelta(days=1)
    return date


def quiet(make, number, name="base"):
    """Processes of bodies with thirty each in two years, that buy five kinds of things of many suppliers."""
    pool = max(200, number // 10)
    result = []
    for n in range(number):
        body, at = divmod(n, 30)
        direct = at % 8 == 3
        # Spread evenly: a few drawn at random may lie so close that another stands out.
        part = (n // 10 * 0.618034 + n % 10 / 10) % 1
        net = round(math.exp(11.7 + 1.6 * part), 2)
        own = {"buyer": f"B{body}", "signed": workday(day(f"{2024 + at % 2}-01-20"), (at // 2) * 22 + body % 7), "net": net,
               "supplier": f"S{(n * 7919) % pool}", "code": f"25{30 + n % 5}1234", "tenderers": 2 + n % 5,
               "rivals": [f"S{make.random.randrange(pool)}" for _ in range(1 + n % 5)]}
        if direct:
            own.update(method="direct", net=round(CEILING * (0.3 + 0.5 * part), 2), supplier=f"D{n}",
                       tenderers=1, rivals=[], requesting=f"U{n}", reason="Se adjudica por su monto")
        result.append(make.process(name, **own))
    return result


def many(make, name, number, change=None, **own):
    """A year of a body; `change(n)` says what is special about the n-th process."""
    result = []
    for n in range(number):
        each = {"signed": workday(day("2025-01-20"), n * (330 // number)), **own, **(change(n) if change else {})}
        result.append(make.process(name, **each))
    return result


def grown(make, name, before, after, **own):
    """A contract in two releases."""
    first = make.process(name, net=before, tag="contract", **own)
    last = copy.deepcopy(first)
    first["tag"], last["tag"], last["id"] = ["contract"], ["contractAmendment"], first["id"] + "b"
    last["date"] = "2026-03-01T00:00:00-06:00"
    last["contracts"][0]["value"] = {"amount": round(after * 1.16, 2), "netAmount": after, "currency": "MXN"}
    last["awards"] = copy.deepcopy(first["awards"])
    return [first, last]


def cases(make):
    """(indicator, planted releases, releases of the near twin)"""
    p = make.process
    direct = {"method": "direct", "tenderers": 1, "reason": "Se adjudica por su monto"}

    def pair(name, nets, days, **own):
        return [p(name, net=net, signed=day(when), supplier="SX", **{**direct, **own}) for net, when in zip(nets, days)]

    yield "MX01", [p("MX01", call=day("2025-05-02"), opening=day("2025-05-16"))], \
        [p("MX01-twin", call=day("2025-05-02"), opening=day("2025-05-16"), category="works")]
    yield "MX05", pair("MX05", [150_000, 150_001], ["2025-05-20", "2025-08-20"]), \
        pair("MX05-twin", [150_000, 150_000], ["2025-05-20", "2025-08-20"])
    yield "MX06", [p("MX06", **{**direct, "reason": "Artículo 55, por su monto"}, quotes=2, net=33_942)], \
        [p("MX06-twin", **{**direct, "reason": "Artículo 55, por su monto"}, quotes=2, net=33_941)]
    bond = [{"id": "G1", "obligations": "prepaid", "value": {"amount": 5, "currency": "MXN"}}]
    yield "MX07", [p("MX07", guarantees=bond)], [p("MX07-twin", guarantees=[{**bond[0], "obligations": "fulfillment"}])]
    yield "MX10", [p("MX10", published=day("2025-10-01"))], [p("MX10-twin", published=day("2025-09-30"))]
    yield "MX11", [p("MX11", signed=day("2025-06-08"), starts=day("2025-06-10"))], [p("MX11-twin", signed=day("2025-06-08"))]
    yield "MX14", many(make, "MX14", 20, lambda n: {"net": 200_000} if n < 3 else {}), \
        many(make, "MX14-twin", 21, lambda n: {"net": 200_000} if n < 3 else {})
    yield "MX15", many(make, "MX15", 20, lambda n: {"title": "Servicio de limpieza"} if n < 3 else {}), \
        many(make, "MX15-twin", 21, lambda n: {"title": "Servicio de limpieza"} if n < 3 else {})
    yield "MX16", many(make, "MX16", 20, lambda n: {"signed": day("2025-06-20")} if n < 6 else {}), \
        many(make, "MX16-twin", 20, lambda n: {"signed": day("2025-06-20")} if n < 5 else {})
    yield "MX18", [p("MX18", supplier="MX-RFC-LIS990101AB1")], [p("MX18-twin", supplier="MX-RFC-LIM990101AB1")]
    yield "MX19", [p("MX19", supplier="B-MX14")], [p("MX19-twin", supplier="B-MX14Z")]
    met = lambda name, times: many(make, name, 5, lambda n: {"supplier": f"W{name}", "tenderers": 2,
                                                             "rivals": [f"L{name}" if n < times else f"L{name}{n}"]})
    yield "MX20", met("MX20", 3), met("MX20-twin", 2)
    favoured = lambda name, times: many(make, name, 10, lambda n: {"net": 100_000, **({"supplier": f"F{name}"} if n < times else {})})
    yield "MX21", favoured("MX21", 5), favoured("MX21-twin", 4)
    years = lambda name, shares: [p(name, signed=workday(day(f"{2023 + y}-02-01"), 15 * n), supplier=f"Y{name}{y}-{n}",
                                    **({**direct, "requesting": f"U{y}-{n}"} if n < share else {}))
                                  for y, share in enumerate(shares) for n in range(20)]
    yield "MX22", years("MX22", [1, 3, 5]), years("MX22-twin", [1, 2, 2])
    late = lambda n: {"signed": workday(day("2025-12-02"), n)} if n >= 9 else {"net": 100_000 + n}
    yield "MX23", many(make, "MX23", 12, lambda n: {"net": 100_000 + n, **late(n)}), \
        many(make, "MX23-twin", 12, lambda n: {"net": 100_000 + n, **(late(n) if n > 10 else {"signed": workday(day("2025-01-20"), n * 25)})})
    yield "MX24", many(make, "MX24", 20, lambda n: {"documents": False, **direct, "requesting": f"U{n}"} if n < 11 else {}), \
        many(make, "MX24-twin", 20, lambda n: {"documents": False, **direct, "requesting": f"U{n}"} if n < 10 else {})
    yield "MX26", many(make, "MX26", 12, lambda n: {"buyer": "B-MX26" if n < 7 else f"B{n}", "supplier": "SC"}), \
        many(make, "MX26-twin", 12, lambda n: {"buyer": "B-MX26t" if n < 6 else f"B{n}", "supplier": "SD"})
    same = lambda name, nets: [p(name, net=net, signed=day(f"2025-0{3 + 2 * at}-03"), supplier=f"Z{name}{at}", **direct)
                               for at, net in enumerate(nets)]
    yield "MX28", same("MX28", [200_000, 161_001]), same("MX28-twin", [200_000, 161_000])
    close = lambda name, over: [p(name, net=CEILING - n * 10 if n >= over else CEILING + 1 + n, supplier=f"K{name}{n}",
                                  signed=workday(day("2025-01-20"), 15 * n), **{**direct, "requesting": f"U{n}"})
                                for n in range(8)]
    yield "MX29", close("MX29", 0), close("MX29-twin", 4)
    twin = {"title": "Servicio de mantenimiento", "requesting": "U1"}
    yield "MX30", pair("MX30", [90_000] * 2, ["2025-05-20", "2025-06-04"], **twin), \
        pair("MX30-twin", [90_000] * 2, ["2025-05-20", "2025-06-05"], **twin)
    yield "MX31", many(make, "MX31", 10, lambda n: {"tenderers": 1, "rivals": []} if n < 5 else {}), \
        many(make, "MX31-twin", 10, lambda n: {"tenderers": 1, "rivals": []} if n < 4 else {})
    four = lambda name, code, large: many(make, name, 9, lambda n: {"buyer": f"B-{name}{n}", "code": code,
                                                                    "net": large if n < 4 else 40_000})
    yield "MX32", four("MX32", "41101234", 240_000), four("MX32-twin", "41201234", 180_000)
    yield "MX33", many(make, "MX33", 10, lambda n: {"amendments": 1 if n < 5 else 0}), \
        many(make, "MX33-twin", 10, lambda n: {"amendments": 1 if n < 4 else 0})
    yield "R002", [p("R002", net=342_950, **direct)], [p("R002-twin", net=342_949, **direct)]
    bare = {"pages": ["technicalSpecifications"]}
    yield "R005", many(make, "R005", 4, lambda n: bare if n == 0 else {}), \
        many(make, "R005-twin", 4, lambda n: bare if n < 3 else {})
    wordless = {**direct, "reason": ""}
    yield "R010", many(make, "R010", 4, lambda n: {**(wordless if n == 0 else direct), "requesting": f"U{n}"}), \
        many(make, "R010-twin", 4, lambda n: {**(wordless if n < 3 else direct), "requesting": f"U{n}"})
    yield "R011", pair("R011", [181_000, 181_000], ["2024-12-30", "2025-01-03"]), \
        pair("R011-twin", [181_000, 181_000], ["2024-01-02", "2024-12-31"])
    yield "R013", many(make, "R013", 10, lambda n: {**direct, "requesting": f"U{n}"} if n < 4 else {}), \
        many(make, "R013-twin", 10, lambda n: {**direct, "requesting": f"U{n}"} if n < 3 else {})
    odd = lambda name, code, net: many(make, name, 21, lambda n: {"code": code, "net": net if n == 0 else 100_000 + n * 9000,
                                                                  "buyer": f"B-{name}{n}"})
    yield "R016", odd("R016", "42101234", 9_000_000), odd("R016-twin", "42201234", 280_000)
    price = lambda name, code, top: many(make, name, 11, lambda n: {"code": code, "unit_price": top if n == 0 else 100 + n * 5,
                                                                    "buyer": f"B-{name}{n}"})
    yield "R017", price("R017", "43101234", 900), price("R017-twin", "43201234", 155)
    yield "R019", many(make, "R019", 5, lambda n: {"tenderers": 1 if n < 3 else 3, "rivals": [] if n < 3 else None}), \
        many(make, "R019-twin", 5, lambda n: {"tenderers": 1 if n < 3 else 4, "rivals": [] if n < 3 else None})
    yield "R021", many(make, "R021", 10, lambda n: {"criteria": "ratedCriteria" if n < 8 else "priceOnly"}), \
        many(make, "R021-twin", 10, lambda n: {"criteria": "ratedCriteria"})
    yield "R026", many(make, "R026", 20, lambda n: {"joint": n < 2}), many(make, "R026-twin", 20, lambda n: {"joint": n < 1})
    yield "R029", many(make, "R029", 300, lambda n: {"net": 700_000 + n * 11.1}), \
        many(make, "R029-twin", 300, lambda n: {"net": round(10 ** (4 + 2 * ((n * 37) % 300) / 300), 2) / 1.16})
    yield "R031", many(make, "R031", 4, lambda n: {"factor": 1 if n == 0 else 1.02}), \
        many(make, "R031-twin", 4, lambda n: {"factor": 1})
    share = lambda name, net: many(make, name, 10, lambda n: {"supplier": "SDOM"} | {"net": net} if n < 2 else {"net": 100_000})
    yield "R040", share("R040", 401_000), share("R040-twin", 399_000)
    company = lambda n, street: [{"id": f"P{n}", "roles": ["supplier"], "identifier": {"scheme": "MX-RFC", "id": f"CON9901{n}AB1"},
                                  "name": f"Constructora {n}", "address": {"streetAddress": street}}]
    yield "R042", many(make, "R042", 12, lambda n: {"parties": company(10 + n, "N/A" if n == 0 else f"Avenida Norte {n}")}), \
        many(make, "R042-twin", 2, lambda n: {"parties": company(28, "N/A" if n == 0 else "Avenida Sur 5")})
    yield "R049", pair("R049", [50_000.5] * 3, ["2025-02-20", "2025-05-20", "2025-08-20"]), \
        pair("R049-twin", [50_000.5] * 2, ["2025-02-20", "2025-05-20"])
    market = lambda name, code, net: many(make, name, 8, lambda n: {
        "buyer": f"B-{name}{n}", "code": code, **({"supplier": f"M{name}", "net": net} if n < 2 else {"net": 100_000})})
    yield "R050", market("R050", "44101234", 201_000), market("R050-twin", "44201234", 199_000)
    yield "R051", market("R051", "45101234", 400_000), market("R051-twin", "45201234", 200_000)
    yield "R052", [*pair("R052", [50_000], ["2025-02-20"]), p("R052", net=250_000, supplier="SX", signed=day("2025-06-20"))], \
        [*pair("R052-twin", [50_000], ["2025-02-20"]), p("R052-twin", net=249_990, supplier="SX", signed=day("2025-06-20"))]
    bids = lambda name, wins: many(make, name, 5, lambda n: {"supplier": f"W1{name}" if n < wins else f"W2{name}", "tenderers": 2,
                                                             "rivals": [f"W2{name}" if n < wins else f"W1{name}"]})
    yield "R053", bids("R053", 4), bids("R053-twin", 3)
    yield "R054", grown(make, "R054", 361_000, 361_001.5, **direct), grown(make, "R054-twin", 300_000, 361_000, **direct)
    yield "R055", pair("R055", [324_900, 330_000], ["2025-02-20", "2025-08-20"], requesting="U8"), \
        pair("R055-twin", [170_000, 190_000], ["2025-02-20", "2025-08-20"], requesting="U9")
    yield "R061", [p("R061", opening=day("2025-05-15"), awarded=day("2025-05-15"))], \
        [p("R061-twin", opening=day("2025-05-15"), awarded=day("2025-05-16"))]
    yield "R062", [p("R062", opening=day("2025-05-15"), awarded=day("2025-06-25"), signed=day("2025-06-27"))], \
        [p("R062-twin", opening=day("2025-05-15"), awarded=day("2025-06-24"), signed=day("2025-06-27"))]
    yield "R063", many(make, "R063", 4, lambda n: {"documents": n > 0}), many(make, "R063-twin", 4, lambda n: {"documents": n > 2})
    yield "R066", grown(make, "R066", 1_000_000, 1_200_001, category="services"), \
        grown(make, "R066-twin", 1_000_000, 1_200_000, category="services")
    empty = p("R001")
    empty["planning"]["documents"] = []
    yield "R001", [empty], [p("R001-twin")]
    blank = p("MX27")
    blank["contracts"][0].pop("period")
    blank["contracts"][0].pop("documents")
    blank["tender"].pop("procurementMethodDetails")
    filled = copy.deepcopy(blank)
    filled["ocid"] = "ocds-mx0009-MX27-twin-1"
    filled["buyer"] = {"id": "B-MX27-twin"}
    filled["tender"]["procurementMethodDetails"] = "Procedimiento"
    yield "MX27", [blank], [filled]


def name_of(ocid):
    """The planted case, or the twin, that a process belongs to."""
    return ocid.removeprefix("ocds-mx0009-").rsplit("-", 1)[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", required=True)
    parser.add_argument("--processes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    make = Maker(arguments.seed)
    planted = list(cases(make))
    ids = [each[0] for each in planted]
    releases = quiet(make, arguments.processes)
    for _, flagged, twin in planted:
        releases += flagged + twin
    make.random.shuffle(releases)
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "data.jsonl").write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in releases), "utf-8")
        (root / "settings.toml").write_text(SETTINGS, "utf-8")
        (root / "legal.toml").write_text(LEGAL, "utf-8")
        (root / "taxes.csv").write_text(TAXES, "utf-8")
        run = subprocess.run([pathlib.Path(arguments.edca).resolve(), "indicators", "data.jsonl", "--settings", "settings.toml", "--legal-profile",
                              "legal.toml", "--tax-list", "taxes.csv", "--format", "jsonl", "--lang", "en", "--only",
                              ",".join(ids)], cwd=root, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        print(run.stderr)
        return 1
    hits, false = collections.defaultdict(set), collections.defaultdict(list)
    for line in run.stdout.splitlines()[:-1]:
        flag = json.loads(line)
        names = {name_of(each) for each in flag["ocids"]}
        if flag["indicator"] in names:
            hits[flag["indicator"]].add(flag["subject"])
        elif names & {"base", flag["indicator"] + "-twin"}:
            false[flag["indicator"]].append(flag["subject"])
    failed = 0
    for each in ids:
        print(f"{each}: {'hit' if hits[each] else 'MISSED'}, {len(false[each])} false {false[each][:3] or ''}")
        failed += not hits[each] or len(false[each]) > 0
    print(f"{len(ids)} indicators, {len(releases)} releases, {failed} wrong")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
