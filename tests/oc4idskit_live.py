#!/usr/bin/env python3
"""edca convert --compatible oc4idskit against OC4IDS Kit itself: oc4idskit_live.py --edca PROGRAM [--count N] [--seed N]

Makes up sets of releases, with what the recorded cases do not mix: processes of several releases, organizations under several
ids, amounts in several currencies, documents of one id, values of the wrong type. Each set must give the same project with the
usual transforms and with all of them, as JSON and up to the order of lists that OC4IDS Kit makes of sets (sector, roles).
Releases are merged there by the schema that the program has, so that no network is needed.

Needs OC4IDS Kit (PyPI: oc4idskit) in this Python, or in the one that EDCA_PEERS_PYTHON names; else it ends with 77, which
ctest reports as skipped.
"""
import argparse
import functools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import warnings

SKIPPED = 77
SETS = ("roles", "sector")


def peer():
    # Beside this file lies another one of that name.
    here = pathlib.Path(__file__).resolve().parent
    sys.path[:] = [each for each in sys.path if pathlib.Path(each or ".").resolve() != here]
    try:
        from oc4idskit import transforms
        return transforms
    except ImportError:
        other = os.environ.get("EDCA_PEERS_PYTHON")
        if other and os.environ.get("EDCA_PEERS_STARTED") is None:
            os.execve(other, [other, *sys.argv], {**os.environ, "EDCA_PEERS_STARTED": "1"})
    return None


class Maker:
    """Sets of releases by chance; the same for the same seed."""

    def __init__(self, seed):
        self.dice = random.Random(seed)

    def often(self, make, chance=0.7):
        return make() if self.dice.random() < chance else None

    def some(self, make, most=3):
        return [make() for _ in range(self.dice.randint(0, most))]

    def word(self):
        return self.dice.choice(["puente", "camino", "hospital", "agua", "ñandú", "<a>", ""])

    def date(self):
        return f"{self.dice.choice([2018, 2019, 2021, 2045])}-{self.dice.randint(1, 12):02}-15T00:00:00Z"

    def money(self):
        return self.some_of(amount=self.dice.choice([0, 1, 250000, 99.5]), currency=self.dice.choice(["MXN", "MXN", "USD"]))

    def period(self):
        return self.some_of(startDate=self.date(), endDate=self.date())

    def some_of(self, **members):
        return {name: value for name, value in members.items() if value is not None and self.dice.random() < 0.85}

    def party(self):
        number = self.dice.randint(1, 4)
        party = {"id": str(self.dice.randint(1, 3)), "name": f"Organización {number}",
                 "roles": self.dice.sample(["buyer", "publicAuthority", "procuringEntity", "administrativeEntity", "supplier",
                                            "funder", "tenderer"], self.dice.randint(0, 3))}
        if self.dice.random() < 0.6:
            party["identifier"] = {"scheme": "MX-RFC", "id": f"RFC{number}"}
        return party

    def parties(self):
        """Each id once, as merging would lay one over the other."""
        return list({party["id"]: party for party in self.some(self.party, 4)}.values())

    def document(self):
        return {"id": str(self.dice.randint(1, 3)), "title": self.word(),
                "documentType": self.dice.choice(["budgetApproval", "environmentalImpact", "landAndSettlementImpact",
                                                  "needsAssessment", "projectScope", "finalAudit", "other"])}

    def documents(self):
        return list({each["id"]: each for each in self.some(self.document)}.values())

    def project(self):
        return self.some_of(
            title=self.word(), description=self.word(),
            sector=self.often(lambda: {"scheme": "oc4idsProjectSector", "id": self.dice.choice(["transport", "health"])}),
            additionalClassifications=self.some(lambda: {"scheme": "COFOG", "id": str(self.dice.randint(1, 2))}, 2),
            locations=self.some(lambda: {"description": self.word()}, 2))

    def planning(self):
        return self.some_of(project=self.project(), rationale=self.word(), documents=self.documents(),
                            budget=self.some_of(amount=self.money()))

    def tender(self):
        return self.some_of(id="1", title=self.word(), description=self.word(), value=self.money(),
                            status=self.dice.choice(["planning", "active", "complete", "cancelled", "unsuccessful"]),
                            procurementMethod=self.dice.choice(["open", "direct"]), procurementMethodDetails=self.word(),
                            contractPeriod=self.period(),
                            items=[{"id": "1", "description": self.word()}])

    def award(self, number):
        return {"id": number, **self.some_of(title=self.word(), description=self.word(), value=self.money(),
                                             status=self.dice.choice(["pending", "active", "cancelled"]), date=self.date(),
                                             contractPeriod=self.period())}

    def contract(self, number):
        return {"id": number, **self.some_of(title=self.word(), description=self.word(), value=self.money(),
                                             status=self.dice.choice(["pending", "active", "cancelled", "terminated"]),
                                             period=self.period(),
                                             implementation=self.some_of(documents=self.documents()))}

    def release(self, ocid, number):
        return {"ocid": ocid, "id": f"{ocid}-{number}", "date": f"2020-01-{number + 1:02}T00:00:00Z", "tag": ["planning"],
                "initiationType": "tender",
                **self.some_of(parties=self.parties(), planning=self.planning(), tender=self.tender(),
                               awards=[self.award(str(n)) for n in range(self.dice.randint(0, 2))],
                               contracts=[self.contract(str(n)) for n in range(self.dice.randint(0, 2))])}

    def package(self):
        releases = [self.release(f"ocds-213czf-{process}", number) for process in range(self.dice.randint(1, 3))
                    for number in range(self.dice.randint(1, 3))]
        return {"uri": "https://example.mx/releases.json", "version": "1.1", "publishedDate": "2020-02-01T00:00:00Z",
                "publisher": {"name": "Valle Claro"}, "extensions": [], "releases": releases}


def plain(value, key=None):
    if isinstance(value, dict):
        return {name: plain(each, name) for name, each in value.items()}
    if isinstance(value, list):
        values = [plain(each) for each in value]
        return sorted(values, key=json.dumps) if key in SETS else values
    return value


def differences(theirs, ours, place=""):
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for name in sorted({*theirs, *ours}):
            yield from differences(theirs.get(name, "absent"), ours.get(name, "absent"), f"{place}/{name}")
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for number, (one, other) in enumerate(zip(theirs, ours)):
            yield from differences(one, other, f"{place}/{number}")
    elif theirs != ours:
        yield f"{place or '/'}: {json.dumps(theirs)[:200]} there, {json.dumps(ours)[:200]} here"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", required=True)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    transforms = peer()
    if transforms is None:
        print("skipped: no oc4idskit")
        return SKIPPED
    warnings.simplefilter("ignore")
    schema = json.loads(subprocess.run([arguments.edca, "schema", "show", "ocds-1.1", "release"], check=True, capture_output=True).stdout)
    transforms.merge = functools.partial(transforms.merge, schema=schema)
    maker = Maker(arguments.seed)
    problems = []
    with tempfile.TemporaryDirectory() as scratch:
        source = pathlib.Path(scratch, "input.json")
        for number in range(arguments.count):
            package = maker.package()
            source.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
            for option in (), ("--all-transforms",):
                theirs = transforms.run_transforms({"all": True} if option else {}, [json.loads(source.read_text(encoding="utf-8"))],
                                                   project_id="p")
                done = subprocess.run([arguments.edca, "convert", "--lang", "en", "-q", "--to", "oc4ids", "--project-id", "p",
                                       "--compatible", "oc4idskit", *option, str(source)],
                                      stdin=subprocess.DEVNULL, capture_output=True, check=False)
                if done.returncode != 0:
                    problems.append(f"set {number}{option}: {done.stderr.decode()}")
                    continue
                problems += [f"set {number}{option}: {each}"
                             for each in differences(plain(json.loads(json.dumps(theirs, default=float))), plain(json.loads(done.stdout)))]
    print("\n".join(problems[:40]))
    print(f"{arguments.count} sets of seed {arguments.seed}, each twice: {len(problems)} differences")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
