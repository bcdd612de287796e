#!/usr/bin/env python3
"""`edca select --preset emergency` on a body of 300 contracts, of which 40 are of the emergency.

The body is invented, the same for the same --seed, and full of what looks like an emergency and is none. What must be
chosen is known beforehand; totals are added up here, from the chosen releases alone, and compared with those of
`--totals`. What was chosen must pass `edca validate`, as lines and as a package, with and without `--redact personal`.
"""
import argparse
import collections
import copy
import csv
import datetime
import decimal
import json
import pathlib
import random
import subprocess
import sys
import tempfile

PERSON = "PEGJ800412HX3"


class Body:
    """Makes releases out of one that is as it should be."""

    def __init__(self, sample, seed):
        package = json.loads(sample.read_text(encoding="utf-8"))
        self.package = {key: value for key, value in package.items() if key != "releases"}
        self.model = package["releases"][-1]
        self.random = random.Random(seed)
        self.releases = []
        self.expected = {}  # OCID: ids of its contracts that are of the emergency
        self.contracts = 0

    def add(self, title="Sillas de oficina", signed="2020-06-01", chosen=None, contracts=1, change=None):
        """A process; `chosen` are the places of its contracts that are of the emergency."""
        number = len(self.releases) + 1
        release = copy.deepcopy(self.model)
        release["ocid"] = f"ocds-mx0001-E-{number:04}"
        release["id"] = f"{release['ocid']}.v1"
        del release["relatedProcesses"]
        tender = release["tender"]
        tender["id"] = f"E-{number:04}"
        tender["title"] = title
        tender["description"] = "Para los hospitales rurales."
        tender["procurementMethodRationale"] = "Artículo 41, fracción VII: una licitación fue declarada desierta."
        award, contract = release["awards"][0], release["contracts"][0]
        del award["rationale"], contract["guarantees"]
        release["parties"].pop()
        for item in tender["items"] + award["items"] + contract["items"]:
            item["description"] = "Mobiliario"
            item["unit"].pop("value", None)
        release["contracts"] = []
        for place in range(contracts):
            one = copy.deepcopy(contract)
            self.contracts += 1
            one["id"] = f"C-{self.contracts:03}"
            one["title"] = "Contrato"
            net = self.random.randrange(1_000, 90_000_000)
            one["value"] = {"netAmount": net / 100, "amount": round(net * 1.16) / 100, "currency": "MXN"}
            release["contracts"].append(one)
        self.date(release, signed)
        award["value"] = copy.deepcopy(contract["value"])
        if contracts == 1:
            award["value"] = copy.deepcopy(release["contracts"][0]["value"])
        if change:
            change(release)
        self.releases.append(release)
        if chosen is not None:
            self.expected[release["ocid"]] = [release["contracts"][place]["id"] for place in chosen]

    @staticmethod
    def date(release, signed):
        day = datetime.date.fromisoformat(signed)
        at = lambda days: (day + datetime.timedelta(days)).isoformat() + "T12:00:00-06:00"
        release["date"] = at(10)
        release["awards"][0]["date"] = at(-3)
        for document in release["tender"]["documents"]:
            document["datePublished"] = at(-20)
        for contract in release["contracts"]:
            contract["dateSigned"] = at(0)
            contract["period"] = {"startDate": at(1), "endDate": at(60), "durationInDays": 59}
            contract["documents"][0]["datePublished"] = at(5)


def rationale(text):
    return lambda release: release["tender"].update(procurementMethodRationale=text)


def items(text):
    def change(release):
        release["contracts"][0]["items"][0]["description"] = text
    return change


def open_contract(release):
    release["tender"]["minValue"] = {"amount": 400000, "currency": "MXN"}
    release["tender"]["value"] = {"amount": 1000000, "currency": "MXN"}
    del release["contracts"][0]["value"], release["awards"][0]["value"]


def without_amount(release):
    del release["contracts"][0]["value"], release["awards"][0]["value"]


def supplier(name):
    def change(release):
        old = release["parties"][1]["name"]
        text = json.dumps(release, ensure_ascii=False).replace(old, name)
        release.update(json.loads(text))
    return change


def person(release):
    text = json.dumps(release, ensure_ascii=False).replace("ACS020930GY6", PERSON)
    text = text.replace("Ambulancias y Conversiones del Sotol, S.A. de C.V.", "Juana Pérez Gómez")
    text = text.replace("gobierno@sotol.example", "juana@perez.example").replace("Circunvalación 2750", "Durazno 4")
    release.update(json.loads(text))
    release["parties"][1]["identifier"]["legalPersonality"] = "naturalPerson"


def second(release):
    """The second contract is of the emergency: the words stand in it."""
    release["contracts"][1]["title"] = "Gel antibacterial"


def earlier(release):
    release["contracts"][0]["dateSigned"] = "2019-11-04T12:00:00-06:00"


def body_of(sample, seed):
    body = Body(sample, seed)
    # 40 contracts of the emergency.
    for title in ["Compra de CUBREBOCAS", "Mascarillas quirurgicas desechables", "Ventiladores mecánicos para terapia",
                  "VENTILADOR PULMONAR", "Oxímetros de pulso", "Servicio de sanitización", "Pruebas PCR",
                  "Insumos COVID-19", "Insumos covid", "Atención de la pandemia", "Equipo de protección personal",
                  "Termómetros   infrarrojos", "Batas quirúrgicas desechables", "Gel  antibacterial"]:
        day = body.random.choice(["2020-03-27", "2020-04-30", "2020-12-31", "2021-08-02", "2023-05-09"])
        body.add(title, day, [0])
    for text in ["Artículo 41, fracción II, de la Ley de Adquisiciones", "Art. 41 fracc. V de la LAASSP",
                 "Caso fortuito o fuerza mayor", "Decreto del 27 de marzo de 2020", "Por la contingencia sanitaria",
                 "Emergencia sanitaria declarada", "artículos 40 y 41 de la ley, fracción II"]:
        body.add(signed="2020-07-15", chosen=[0], change=rationale(text))
    for text in ["COVID-19", "Emergencia sanitaria por COVID-19", "emergencia covid-19"]:
        body.add(signed="2019-12-30", chosen=[0], change=rationale(text))
    for text in ["Hisopos nasofaríngeos", "Caretas faciales", "Mascarilla KN95", "Alcohol en gel, 1 litro"]:
        body.add(signed="2020-09-01", chosen=[0], change=items(text))
    for _ in range(3):
        body.add("Cubrebocas", "2020-10-05", [0], change=open_contract)
    for _ in range(3):
        body.add("Cubrebocas", "2020-11-17", [0], change=without_amount)
    for _ in range(2):
        body.add("Cubrebocas", "2021-01-20", [0], change=person)
    for _ in range(2):
        body.add("Material diverso", "2020-08-11", [1], 2, second)
    for _ in range(2):
        body.add("Oxímetro", "2020-08-12", [1], 2, earlier)
    # What looks like it.
    for title in ["Compra de CUBREBOCAS", "Ventiladores mecánicos", "Pruebas PCR"]:
        for day in ["2019-06-01", "2020-03-26", "2023-05-10", "2024-02-02"]:
            body.add(title, day)
    for name in ["Cubrebocas del Norte, S.A. de C.V.", "Sanitización Altamesa, S.A.", "COVID Sotol, S.A. de C.V."]:
        body.add(signed="2020-06-10", change=supplier(name))
    for title in ["Ventiladores de techo", "Luces de emergencia", "Recubrebocas de muebles", "Salida de emergencia",
                  "Careta para soldar", "Mascarillas de carnaval", "Gel para cabello", "Pruebas de laboratorio",
                  "Covidencia en línea", "Termómetros de cocina"]:
        body.add(title, "2020-06-11")
    for text in ["Artículo 41, fracción III", "Artículo 41, fracción VII", "Artículo 142, fracción II",
                 "Artículo 54, fracción II", "Artículo 41, fracciones IV y VI", "Decreto del 27 de marzo de 2019"]:
        body.add(signed="2020-06-12", change=rationale(text))
    while body.contracts < 300:
        day = datetime.date(2019, 1, 1) + datetime.timedelta(body.random.randrange(1800))
        body.add(body.random.choice(["Sillas de oficina", "Papelería", "Mantenimiento de vehículos", "Combustible"]),
                 day.isoformat())
    body.random.shuffle(body.releases)
    return body


class Test:
    def __init__(self, edca, folder):
        self.edca = edca
        self.folder = pathlib.Path(folder)
        self.failures = 0

    def fail(self, text):
        self.failures += 1
        print("FAIL", text)

    def same(self, what, found, expected):
        if found != expected:
            self.fail(f"{what}: {repr(found)[:500]}, not {repr(expected)[:500]}")

    def run(self, *arguments, code=0, stdin=None):
        done = subprocess.run([self.edca, *arguments, "--lang", "en"], cwd=self.folder, capture_output=True,
                              input=stdin)
        self.same(" ".join(arguments) + ": exit code (" + done.stderr.decode()[:500] + ")", done.returncode, code)
        return done.stdout.decode()

    def totals(self, body, lines):
        """The sums, added up from what was chosen."""
        months, suppliers = collections.Counter(), collections.Counter()
        contracts, missing, total = 0, 0, decimal.Decimal()
        for release in lines:
            for contract in release["contracts"]:
                if contract["id"] not in body.expected[release["ocid"]]:
                    continue
                contracts += 1
                months[contract["dateSigned"][:7]] += 1
                name = release["awards"][0]["suppliers"][0]["name"]
                value = contract.get("value", release["awards"][0].get("value"))
                if value is None and "minValue" in release["tender"]:
                    value = release["tender"]["value"]
                if value is None:
                    missing += 1
                else:
                    total += value["amount"]
                    suppliers[name] += value["amount"]
        return contracts, missing, total, dict(months), dict(suppliers)

    def check_totals(self, body, lines):
        contracts, missing, total, months, suppliers = self.totals(body, lines)
        found = json.loads((self.folder / "totals.json").read_text(encoding="utf-8"))
        self.same("contracts", found["all"]["contracts"], contracts)
        self.same("contracts expected", contracts, 40)
        self.same("missing", found["all"]["missing"], missing)
        self.same("missing expected", missing, 3)
        self.same("total", decimal.Decimal(found["all"]["amounts"][0]["total"]), total)
        mean = (total / (contracts - missing)).quantize(decimal.Decimal("0.01"), decimal.ROUND_HALF_UP)
        self.same("mean", decimal.Decimal(found["all"]["amounts"][0]["mean"]), mean)
        self.same("months", {row["key"]: row["contracts"] for row in found["months"]}, months)
        paid = {row["name"]: sum(decimal.Decimal(each["total"]) for each in row["amounts"]) for row in found["suppliers"]}
        self.same("suppliers", paid, suppliers)
        for table in ("bodies", "categories", "methods"):
            rows = found[table]
            self.same(table, sum(row["contracts"] for row in rows), contracts)
            self.same(table, sum(decimal.Decimal(each["total"]) for row in rows for each in row["amounts"]), total)
        shown = {item: share["filled"] for item, share in found["disclosure"][0]["items"].items()}
        self.same("disclosure of amounts", shown["contract amount"],
                  sum("value" in contract for release in lines for contract in release["contracts"]
                      if contract["id"] in body.expected[release["ocid"]]))
        self.same("disclosure of addresses", shown["buyer address"], contracts)

    def check(self, body):
        package = dict(body.package, releases=body.releases)
        (self.folder / "body.json").write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
        self.same("contracts of the body", body.contracts, 300)
        self.run("validate", "body.json", "-q")
        out = self.run("select", "--preset", "emergency", "body.json", "--report", "hits.csv", "--totals", "totals.json")
        parse = lambda line: json.loads(line, parse_float=decimal.Decimal)
        lines = [parse(line) for line in out.splitlines()]
        self.same("chosen", sorted(each["ocid"] for each in lines), sorted(body.expected))
        self.same("order", [each["ocid"] for each in lines], sorted(body.expected))
        whole = {each["ocid"]: json.dumps(each) for each in body.releases}
        for line in out.splitlines():
            self.same("as it came", json.dumps(json.loads(line)), whole[json.loads(line)["ocid"]])
        with open(self.folder / "hits.csv", newline="", encoding="utf-8") as file:
            hits = list(csv.DictReader(file))
        self.same("processes with reasons", sorted({hit["ocid"] for hit in hits}), sorted(body.expected))
        named = {hit["contract"] for hit in hits if hit["contract"]}
        allowed = {contract for contracts in body.expected.values() for contract in contracts}
        self.same("contracts named that are not of the emergency", named - allowed, set())
        self.check_totals(body, lines)
        self.validates(out)
        self.ways(out)
        self.redacted(out)

    def validates(self, out):
        (self.folder / "chosen.jsonl").write_text(out, encoding="utf-8")
        self.run("validate", "--profile", "edca-mx", "chosen.jsonl", "-q")
        self.run("select", "--preset", "emergency", "body.json", "--as", "release-package", "-o", "package.json", "--uri",
                 "https://contrataciones.nuevasierra.example/ocds/emergencia.json")
        self.run("validate", "package.json", "-q")
        made = json.loads((self.folder / "package.json").read_text(encoding="utf-8"))
        self.same("releases of the package", len(made["releases"]), len(out.splitlines()))
        self.same("extensions of the package", len(made["extensions"]), 19)

    def ways(self, out):
        text = (self.folder / "body.json").read_bytes()
        self.same("from standard input", self.run("select", "--preset", "emergency", stdin=text), out)
        self.same("with little memory", self.run("select", "--preset", "emergency", "--memory", "1M", "body.json"), out)
        self.same("with one job", self.run("select", "--preset", "emergency", "-j1", "body.json"), out)
        self.same("chosen again", self.run("select", "--preset", "emergency", "chosen.jsonl"), out)

    def redacted(self, out):
        shown = self.run("select", "--preset", "emergency", "--redact", "personal", "body.json", "--report", "gone.csv",
                         "--totals", "sums.json")
        (self.folder / "redacted.jsonl").write_text(shown, encoding="utf-8")
        for secret in (PERSON, "juana@perez.example", "Durazno 4"):
            self.same(secret + " before", secret in out, True)
            for where in (shown, (self.folder / "gone.csv").read_text(), (self.folder / "sums.json").read_text()):
                self.same(secret, secret in where, False)
        self.same("the name stays", "Juana Pérez Gómez" in shown, True)
        before, after = out.splitlines(), shown.splitlines()
        self.same("lines that differ", sum(one != other for one, other in zip(before, after)), 2)
        with open(self.folder / "gone.csv", newline="", encoding="utf-8") as file:
            gone = collections.Counter(row["word"] for row in csv.DictReader(file) if row["rule"] == "redact")
        self.same("addresses and contacts", (gone["address"], gone["contact"]), (2, 2))
        self.run("validate", "--profile", "edca-mx", "redacted.jsonl", "-q")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--samples", required=True, type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=30)
    given = parser.parse_args()
    body = body_of(given.samples / "edca-mx" / "process-unsuccessful" / "good.json", given.seed)
    with tempfile.TemporaryDirectory() as folder:
        test = Test(given.edca, folder)
        test.check(body)
    print(f"{len(body.expected)} processes with 40 contracts of 300, {test.failures} failures")
    return 1 if test.failures else 0


if __name__ == "__main__":
    sys.exit(main())
