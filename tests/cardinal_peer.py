#!/usr/bin/env python3
"""Compares Cardinal's indicators with what ocdscardinal gives for the inputs of its own tests and documentation.

These lie outside the project (CMake option EDCA_SHARED_DATA). Where they are absent this says so and ends with 77, which
ctest reports as skipped. With --peer PROGRAM an ocdscardinal is run as well, over made-up processes with bids and several
settings, and both must say the same; --count tells how many processes.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import tempfile

SKIPPED = 77
SETTINGS = {
    "all": "currency = MXN\n[R003]\n[R018]\n[R024]\n[R025]\n[R028]\n[R030]\n[R035]\n[R036]\n[R038]\n[R048]\n[R058]\n",
    "thresholds": "currency = MXN\n[R003]\nthreshold = 20\nprocurement_methods = open|selective\n"
                  "[R003.procurement_method_details]\nLicitación = 5\n[R018]\nprocurement_methods = direct\n"
                  "[R024]\nthreshold = 0.05\n[R025]\npercentile = 50\nthreshold = 0.4\n[R035]\nthreshold = 2\n"
                  "[R038]\nthreshold = 0.5\nminimum_submitted_bids = 4\nminimum_contracting_processes = 3\n"
                  "[R048]\ndigits = 3\nthreshold = 4\nminimum_contracting_processes = 1\n[R058]\nthreshold = 0.8\n",
    "methods": "; a comment\ncurrency = USD\nno_price_comparison_procurement_methods = Sorteo|Otro\n"
               "[exclusions]\nprocurement_method_details = Excluido\n[R024]\n[R028]\n[R036]\n[R058]\n",
    "allowed": "currency = MXN\nprice_comparison_procurement_methods = Licitación\n[R024]\n[R028]\n[R036]\n[R058]\n[R030]\n",
    "few": "currency = MXN\n[R048]\nminimum_contracting_processes = 2\n[R025]\npercentile = 90\n[R038]\n",
}


def run(command):
    return json.loads(subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout)


def ours(edca, settings, path):
    return run([edca, "indicators", "--settings", settings, "--format", "cardinal", "--lang", "en", path])


def fixture_settings(name):
    """The settings of a fixture are in its name: R003-threshold-10, R003-procurement_method_details-x-5-y-10."""
    indicator, *words = name.replace("+", "|").split("-")
    text = ("no_price_comparison_procurement_methods = NPC\n[exclusions]\nprocurement_method_details = EXC\n"
            f"[{indicator}]\n")
    if len(words) == 2:
        return text + f"{words[0]} = {words[1]}\n"
    if len(words) > 2:
        text += f"[{indicator}.{words[0]}]\n"
        text += "".join(f"{key} = {value}\n" for key, value in zip(words[1::2], words[2::2]))
    return text


def cases(folder, scratch):
    """(name, settings, input, expected) of every fixture and example."""
    for expected in sorted(folder.glob("fixtures/indicators/*.expected")):
        settings = scratch / "settings.ini"
        settings.write_text(fixture_settings(expected.stem), encoding="utf-8")
        yield expected.stem, settings, expected.with_suffix(".jsonl"), json.loads(expected.read_bytes())
    for case in json.loads((folder / "derived/docs-console-cases.json").read_bytes()):
        words = case["command"].split()
        if words[1] == "indicators":
            place = lambda path: folder / path.replace("docs/examples", "docs-examples")
            yield case["source"], place(words[words.index("--settings") + 1]), place(words[-1]), json.loads(case["stdout"])


def made_up(count, seed):
    """Processes with bids of all kinds, as JSON Lines."""
    dice = random.Random(seed)
    some = lambda *choices: dice.choice(choices)
    people = [f"MX-RFC-{n:04d}" for n in range(60)]
    day = lambda: f"2025-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}T{dice.randint(0, 23):02d}:00:00" + some("Z", "-06:00")
    money = lambda: {"amount": some(dice.randint(1, 40), round(dice.uniform(1, 40), 2)), "currency": some("MXN", "MXN", "MXN", "USD")}
    for number in range(count):
        bidders = dice.sample(people[:30] if dice.random() < 0.5 else people, dice.randint(1, 5))
        bids = [{"id": str(at), "date": day(), "status": some("valid", "valid", "valid", "disqualified", "pending", "withdrawn", "other"),
                 "value": money(), "tenderers": [{"id": bidder}] + ([{"id": some(*people)}] if dice.random() < 0.05 else [])}
                for at, bidder in enumerate(bidders)]
        if dice.random() < 0.1:
            del dice.choice(bids)[some("status", "value", "tenderers", "date")]
        awards = [{"id": "1", "status": some("active", "active", "active", "active", "cancelled", "pending"),
                   "suppliers": [{"id": bidders[0]}],
                   "items": [{"classification": {"id": f"{dice.randint(10, 40)}{dice.randint(0, 999999):06d}"}}]}]
        if dice.random() < 0.1:
            awards.append({"id": "2", "status": some("active", "unsuccessful"), "suppliers": [{"id": bidders[-1]}]})
        release = {"ocid": f"ocds-mx0001-{number}", "tag": ["compiled"], "buyer": {"id": f"B{dice.randint(1, 40)}"},
                   "tender": {"status": some("complete", "complete", "complete", "cancelled"),
                              "procurementMethod": some("open", "selective", "direct", "limited"),
                              "procurementMethodDetails": some("Licitación", "Sorteo", "Excluido"),
                              "procuringEntity": {"id": f"P{dice.randint(1, 40)}"},
                              "numberOfTenderers": len(bidders), "tenderPeriod": {"startDate": day(), "endDate": day()}},
                   "bids": {"details": bids}, "awards": awards}
        if dice.random() < 0.1:
            del release[some("bids", "awards", "buyer")]
        yield json.dumps(release, ensure_ascii=False)


def compare_with_peer(arguments, scratch):
    path = scratch / "made-up.jsonl"
    path.write_text("\n".join(made_up(arguments.count, arguments.seed)) + "\n", encoding="utf-8")
    for name, text in SETTINGS.items():
        settings = scratch / f"{name}.ini"
        settings.write_text(text, encoding="utf-8")
        theirs = run([arguments.peer, "indicators", "--settings", settings, path])
        said = ours(arguments.edca, settings, path)
        if said != theirs:
            print(f"{name}: differs from the peer")
            for group in sorted(theirs.keys() | said.keys()):
                one, other = said.get(group, {}), theirs.get(group, {})
                for key in [key for key in sorted(one.keys() | other.keys()) if one.get(key) != other.get(key)][:5]:
                    print(f"  {group} {key}: {one.get(key)}, the peer: {other.get(key)}")
            return False
        print(f"{name}: equal, {sum(len(found) for found in theirs.values())} results")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--peer", type=pathlib.Path)
    parser.add_argument("--count", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    folder = arguments.shared / "oracles" / "cardinal"
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        if arguments.peer and not compare_with_peer(arguments, scratch):
            return 1
        if not folder.is_dir():
            print("skipped: no ../shared")
            return 0 if arguments.peer else SKIPPED
        count = 0
        for name, settings, path, expected in cases(folder, scratch):
            said = ours(arguments.edca, settings, path)
            said.pop("Meta")
            if said != expected:
                print(f"{name}:\n  edca: {json.dumps(said)}\n  peer: {json.dumps(expected)}")
                return 1
            count += 1
        assert count > 20, "too few cases"
        print(f"{count} cases equal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
