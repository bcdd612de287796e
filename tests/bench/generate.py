#!/usr/bin/env python3
"""Makes up releases of any amount, for measuring. The same arguments give the same bytes.

  generate.py OUT --megabytes N [--shape mixed|large|small|long] [--layout lines|package]
                  [--errors FRACTION] [--shuffle] [--indent] [--copies N] [--seed N]

Shapes: `mixed` has processes of one to five releases of some 10 KB, `large` few releases of a megabyte or two, `small`
many of 2 KB, `long` processes of hundreds of releases. --errors puts one to three mistakes into that share of the releases.
--copies repeats what N megabytes hold, each time under new OCIDs. All names and numbers are invented.
"""
import argparse
import datetime
import json
import random
import sys

WORDS = (
    "adquisición servicio mantenimiento equipo suministro papelería obra rehabilitación camino puente alumbrado público "
    "dirección general recursos materiales contrato plurianual vehículos arrendamiento limpieza inmuebles capacitación "
    "software licencias impresión medicamentos laboratorio reactivos vigilancia energía eléctrica señalización núcleo "
    "año presupuesto ejercicio fiscal convocatoria licitación pública nacional fallo anexo técnico garantía entrega de "
    "la el los las para con por en según conforme bases artículo fracción municipio estado región norte sur valle río"
).split()
PLACES = ["Valle Hermoso del Río", "Puerta del Llano", "San Telmo de la Sierra", "Cañada de los Álamos"]
DOCUMENTS = {"planning": ["procurementPlan", "marketStudies"], "tender": ["tenderNotice", "biddingDocuments"],
             "award": ["awardNotice"], "contract": ["contractSigned", "contractArrangements"]}
UNITS = ["Pieza", "Servicio", "Paquete", "Metro cúbico", "Día"]
# Shape -> releases of a process, items of a tender, words of a long text, transactions of a contract.
SHAPES = {
    "mixed": ((1, 5), (1, 12), (15, 60), (1, 12)),
    "large": ((2, 3), (1500, 4000), (20, 80), (500, 1500)),
    "small": ((1, 3), (0, 1), (2, 6), (0, 1)),
    "long": ((200, 400), (1, 6), (5, 30), (1, 6)),
}
PREFIX = "ocds-zz0000"  # of every OCID; --copies replaces its last four digits


class Maker:
    """Releases, one process after the other."""

    def __init__(self, seed, shape):
        self.random = random.Random(f"{seed}/{shape}")
        self.releases, self.items, self.words, self.transactions = SHAPES[shape]
        self.small = shape == "small"
        self.serial = 0

    def id(self, prefix):
        self.serial += 1
        return f"{prefix}-{self.random.getrandbits(40):010x}-{self.serial}"

    def text(self, low, high):
        return " ".join(self.random.choices(WORDS, k=self.random.randint(low, high))).capitalize()

    def date(self, day):
        moment = datetime.datetime(2019, 1, 1) + datetime.timedelta(days=day, seconds=self.random.randrange(86400))
        return moment.strftime("%Y-%m-%dT%H:%M:%S") + self.random.choice(["Z", "-06:00", ".250-06:00"])

    def value(self, amount=None):
        amount = round(self.random.uniform(1e3, 5e6), 2) if amount is None else amount
        return {"netAmount": round(amount / 1.16, 2), "amount": amount, "currency": "MXN"}

    def period(self, day, days):
        return {"startDate": self.date(day), "endDate": self.date(day + days)}

    def documents(self, stage, day):
        return [{"id": self.id("doc"), "documentType": kind, "title": self.text(3, 9), "description": self.text(5, 20),
                 "url": f"https://transparencia.valle.example/{self.id('archivo')}.pdf", "datePublished": self.date(day),
                 "format": "application/pdf", "language": "es"} for kind in DOCUMENTS[stage]]

    def item(self):
        return {"id": self.id("item"), "description": self.text(4, 18),
                "classification": {"scheme": "CUCOP", "id": str(self.random.randrange(10**7, 10**8)),
                                   "description": self.text(2, 6)},
                "quantity": self.random.choice([1, 2, 10, self.random.randrange(1, 5000)]),
                "unit": {"name": self.random.choice(UNITS), "value": self.value()}}

    def party(self, roles):
        name = f"{self.text(2, 4)}, S.A. de C.V."
        number = f"ZZZ{self.random.randrange(10**6):06d}{self.random.randrange(1000):03d}"
        return {"id": f"MX-RFC-{number}", "name": name, "roles": roles,
                "identifier": {"scheme": "MX-RFC", "id": number, "legalName": name},
                "address": {"streetAddress": f"Calle {self.text(1, 2)} núm. {self.random.randrange(900)}",
                            "locality": self.random.choice(PLACES), "region": "Estado Inventado",
                            "postalCode": f"{self.random.randrange(1000, 99999):05d}", "countryName": "México"},
                "contactPoint": {"name": "Oficina de enlace", "email": "enlace@valle.example", "telephone": "5550000000"}}

    def process(self):
        """The releases of one process, dates ascending."""
        self.serial += 1
        ocid = f"{PREFIX}-{self.serial:08d}-{self.random.choice(['LA', 'IO', 'AA'])}"
        day = self.random.randrange(1500)
        count = self.random.randint(*self.releases)
        buyer = self.party(["buyer", "procuringEntity"])
        suppliers = [self.party(["tenderer", "supplier"]) for _ in range(self.random.randint(1, 4))]
        stages = self.stages(day, buyer, suppliers)
        tags = ["planning", "tender", "award", "contract", "implementation"]
        for index in range(count):
            tag = tags[min(index, 4)]
            release = {"ocid": ocid, "id": f"{ocid}-{index + 1:03d}-{tag}", "date": self.date(day + index), "tag": [tag],
                       "initiationType": "tender", "language": "es", "parties": [buyer, *suppliers],
                       "buyer": {"id": buyer["id"], "name": buyer["name"]}}
            for stage in list(stages)[: 1 + min(index, 3)]:
                release[stage] = stages[stage]
            yield release

    def stages(self, day, buyer, suppliers):
        if self.small:
            return {"tender": {"id": self.id("tender"), "title": self.text(*self.words), "status": "active"}}
        lite = [{"id": party["id"], "name": party["name"]} for party in suppliers]
        items = [self.item() for _ in range(self.random.randint(*self.items))]
        title = self.text(6, 16)
        award, amount = self.id("award"), round(self.random.uniform(5e4, 2e7), 2)
        transactions = [{"id": self.id("pago"), "date": self.date(day + 100 + at), "value": self.value(), "payee": lite[0],
                         "payer": {"id": buyer["id"], "name": buyer["name"]}}
                        for at in range(self.random.randint(*self.transactions))]
        return {
            "planning": {"rationale": self.text(*self.words), "documents": self.documents("planning", day),
                         "budget": {"id": self.id("partida"), "description": self.text(4, 12), "amount": self.value(amount)}},
            "tender": {"id": self.id("tender"), "title": title, "description": self.text(*self.words),
                       "status": "complete", "items": items, "value": self.value(amount), "procurementMethod": "open",
                       "mainProcurementCategory": "goods", "tenderPeriod": self.period(day + 10, 30),
                       "procuringEntity": {"id": buyer["id"], "name": buyer["name"]}, "tenderers": lite,
                       "numberOfTenderers": len(lite), "documents": self.documents("tender", day + 12)},
            "awards": [{"id": award, "title": title, "status": "active", "date": self.date(day + 80),
                        "value": self.value(amount), "suppliers": lite[:1], "items": items[:3],
                        "documents": self.documents("award", day + 81)}],
            "contracts": [{"id": self.id("contrato"), "awardID": award, "title": title, "status": "active",
                           "period": self.period(day + 90, 300), "value": self.value(amount), "items": items[:3],
                           "dateSigned": self.date(day + 95), "documents": self.documents("contract", day + 96),
                           "implementation": {"transactions": transactions}}],
        }


# One mistake each; those whose place a release does not have do nothing.
MISTAKES = [
    lambda r: r.update(date="2019-06-01"),
    lambda r: r.update(date="2019-06-01T00:00:00.-06:00"),
    lambda r: r.update(tag=["planeación"]),
    lambda r: r.pop("initiationType"),
    lambda r: r["parties"][0].update(id=True),
    lambda r: r["parties"][0].update(roles="buyer"),
    lambda r: r["planning"]["budget"]["amount"].update(amount="94000"),
    lambda r: r["tender"].update(title_en=5),
    lambda r: r["tender"].update(status="concluida"),
    lambda r: r["tender"]["documents"][0].update(url="www.valle.example/a.pdf"),
    lambda r: r["tender"]["items"][0].update(id=""),
    lambda r: r["tender"]["items"].append(r["tender"]["items"][0]),
    lambda r: r["tender"]["value"].update(currency="PESOS"),
    lambda r: r["tender"]["tenderPeriod"].update(startDate="2019-02-30T00:00:00Z"),
    lambda r: r["awards"][0].update(id=None),
]


def spoil(text, chance):
    """A release with one to three mistakes in it."""
    release = json.loads(text)
    for mistake in chance.sample(MISTAKES, chance.randint(1, 3)):
        try:
            mistake(release)
        except (KeyError, IndexError):
            pass
    return release


def without(value, name):
    """A value without the members of a name."""
    if isinstance(value, dict):
        return {key: without(inner, name) for key, inner in value.items() if key != name}
    return [without(inner, name) for inner in value] if isinstance(value, list) else value


def of_standard(release, form):
    """A release of OCDS that is none of EDCA-MX: of 1.1, of 1.1 without parties, of 1.0, or of 1.1 with fields that
    EDCA-MX has elsewhere."""
    release = without(release, "netAmount")
    if form in ("no-parties", "1.0"):
        parties = {party["id"]: party for party in release.pop("parties")}
        if form == "1.0":
            tender, awards = release.get("tender", {}), release.get("awards", [])
            places = [release["buyer"], tender.get("procuringEntity", {}), *tender.get("tenderers", [])]
            for place in [*places, *(supplier for award in awards for supplier in award["suppliers"])]:
                party = parties.get(place.pop("id", None), {})
                place.update({key: party[key] for key in ("identifier", "address", "contactPoint") if key in party})
    if form == "elsewhere":
        for place in (release, release.get("planning", {}), release.get("tender", {})):
            place.update(netAmount=1)
    return release


def texts(arguments):
    """The releases as JSON texts, in order, up to the size."""
    dump = json.JSONEncoder(ensure_ascii=False, indent=2 if arguments.indent else None,
                            separators=None if arguments.indent else (",", ":")).encode
    maker = Maker(arguments.seed, arguments.shape)
    chance = random.Random(f"{arguments.seed}/errors")
    made, size = [], 0
    while size < arguments.megabytes * 1e6:
        for release in maker.process():
            if arguments.standard:
                release = of_standard(release, arguments.standard)
            text = dump(release)
            if chance.random() < arguments.errors:
                text = dump(spoil(text, chance))
            made.append(text.encode())
            size += len(made[-1]) + 1
    if arguments.shuffle:
        random.Random(f"{arguments.seed}/order").shuffle(made)
    return made


def write(made, arguments, out):
    envelope = (b'{"uri":"https://transparencia.valle.example/paquete.json","version":"1.1",'
                b'"publishedDate":"2025-01-20T16:28:58Z","publisher":{"name":"Municipio de Valle Hermoso"},"releases":[')
    package = arguments.layout == "package"
    if package:
        out.write(envelope)
    for copy in range(arguments.copies):
        for at, text in enumerate(made):
            if copy:
                text = text.replace(PREFIX.encode(), f"{PREFIX[:-4]}{copy:04d}".encode())
            if package and (copy or at):
                out.write(b",")
            out.write(text)
            if not package:
                out.write(b"\n")
    if package:
        out.write(b"]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out")
    parser.add_argument("--megabytes", type=float, required=True)
    parser.add_argument("--shape", choices=SHAPES, default="mixed")
    parser.add_argument("--layout", choices=["lines", "package"], default="lines")
    parser.add_argument("--errors", type=float, default=0.0)
    parser.add_argument("--standard", choices=["1.1", "no-parties", "1.0", "elsewhere"], help="instead of EDCA-MX")
    parser.add_argument("--shuffle", action="store_true")
    parser.add_argument("--indent", action="store_true")
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.indent and arguments.layout == "lines":
        parser.error("--indent needs --layout package: a text a line cannot be indented")
    if not 1 <= arguments.copies <= 10000:
        parser.error("--copies: 1 to 10000")
    with open(arguments.out, "wb") as out:
        write(texts(arguments), arguments, out)


if __name__ == "__main__":
    sys.exit(main())
