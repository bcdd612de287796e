#!/usr/bin/env python3
"""Lets the n-th call of the system of each kind fail, or kills the program there, for n = 1, 2, … until a run passes
untouched. After each: every file is the old or the new one and whole, the exit code and what is said are true, and the
next run puts everything right and leaves nothing behind. The library given with --shim lets calls fail
(tests/tools/failing_calls.cpp). Without --long only a sample of the calls: the same each time, for a seed.

    broken_off.py --edca PROGRAM --shim LIBRARY [--long] [--most N] [--seed N] [--only SCENARIO…] [--kinds KIND…]
"""
import argparse
import copy
import errno
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from stand_ins import Bucket, Catalogue, Folder, Server

# How calls fail: the first in a sample, all with --long. 0: the program is killed; -1: the server ends the connection.
KINDS = {"open": [errno.EIO, errno.EMFILE, errno.EACCES], "read": [errno.EIO], "write": [errno.ENOSPC, errno.EIO],
         "sync": [errno.EIO, errno.ENOSPC], "rename": [errno.EIO, errno.ENOSPC], "link": [errno.EIO, errno.EPERM],
         "mkdir": [errno.ENOSPC, errno.EACCES], "unlink": [errno.EIO, errno.EACCES], "space": [errno.ENOSPC],
         "owner": [errno.EIO, errno.EPERM], "connect": [errno.ECONNREFUSED, errno.ENETUNREACH],
         "send": [errno.ECONNRESET, errno.EPIPE], "recv": [errno.ECONNRESET, -1], "memory": [errno.ENOMEM]}
NETWORK = ("connect", "send", "recv")
KILLED = -9
RESULTS = {0: ("published", "unchanged"), 2: ("usage",), 3: ("failed",), 4: ("refused",), 5: ("conflict",),
           6: ("restored",), 7: ("inconsistent",)}


def release(number, words=""):
    year = 2024 + number % 2
    return {"ocid": f"ocds-mx0009-{number:05}", "id": f"{number:05}-{year}{words}", "date": f"{year}-03-01T12:00:00-06:00",
            "language": "es", "tag": ["tender"], "initiationType": "tender",
            "parties": [{"id": "MX-1", "name": "Municipio de San Telmo", "roles": ["buyer"],
                         "identifier": {"id": "1", "scheme": "XI-X", "legalName": "Municipio de San Telmo"}}],
            "buyer": {"id": "MX-1", "name": "Municipio de San Telmo"},
            "tender": {"id": f"{number}", "title": f"Compra {number} {words}", "status": "active"}}


def package(releases):
    return json.dumps({"uri": "https://datos.example/original.json", "version": "1.1",
                       "publishedDate": "2025-06-01T00:00:00-06:00", "publisher": {"name": "Municipio de San Telmo"},
                       "license": "https://creativecommons.org/licenses/by/4.0/", "releases": releases})


CONFIG = """[dataset]
title = "Contrataciones de San Telmo"
description = "Las compras del municipio"
license = "https://creativecommons.org/licenses/by/4.0/"
frequency = "R/P1M"
publisher.name = "Municipio de San Telmo"
contact.email = "datos@santelmo.example"
"""


def content(folder):
    """What is below a folder: the bytes of files, None for folders."""
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
            for path in sorted(folder.rglob("*"))}


class Scenario:
    """A command in a folder of its own. `tree` is what it changes."""
    tree = "out"
    kinds = [kind for kind in KINDS if kind not in NETWORK]
    may_be_code = (2,)
    again = ()            # what the next run is told besides
    one_by_one = False    # each file of the result is for itself
    environment = {}
    left_to_next = False  # what a run that failed could not use is taken away by the next one

    def __init__(self, edca, shim, scratch):
        self.edca, self.shim, self.root = edca, shim, scratch / self.name
        self.start = scratch / (self.name + "-start")
        self.root.mkdir()
        (self.root / "tmp").mkdir()
        self.prepare()
        shutil.copytree(self.root, self.start, symlinks=True)
        self.before = self.now()
        code, out, said = self.run()
        if code != 0:
            sys.exit(f"{self.name}: ends with {code} without a fault: {said[-2000:]}{out[-2000:]}")
        self.after = self.now()
        if self.after == self.before:
            sys.exit(f"{self.name}: changes nothing")

    def now(self):
        """What is there."""
        return content(self.root / self.tree) if (self.root / self.tree).exists() else {}

    def run(self, *more, **fault):
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.root),
                       "XDG_STATE_HOME": str(self.root / "state"), "TMPDIR": str(self.root / "tmp"),
                       "EDCA_DATA": str(self.root / "data"), "SOURCE_DATE_EPOCH": "1767225600",
                       "ASAN_OPTIONS": "exitcode=99:verify_asan_link_order=0:detect_leaks=0", **self.environment}
        if fault:
            environment.update({"LD_PRELOAD": self.shim, "FAULT_BELOW": str(self.root) + "/", **fault})
        done = subprocess.run([self.edca, *self.arguments, *more], cwd=self.root, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)
        return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")

    def reset(self):
        shutil.rmtree(self.root)
        shutil.copytree(self.start, self.root, symlinks=True)

    def judge(self, code, out, said, kind):
        """What is wrong after a run with a fault, as sentences."""
        now = self.now()
        wrong = [f"{path} is neither old nor new" for path, data in now.items()
                 if not self.is_work(path) and data not in (self.before.get(path, b""), self.after.get(path, b""))]
        if code == 1 and code in self.may_be_code:
            wrong = []  # something could not be read, and the result, whole, is one without it
        ours = {path: data for path, data in now.items() if not self.is_work(path)}
        if code == 0 and ours != self.after:
            wrong.append("code 0, and not all is new: " + different(ours, self.after))
        if code in (2, 3, 4, 5, 6) and ours != self.before and not self.one_by_one:
            wrong.append(f"code {code}, and not all is old: " + different(ours, self.before))
        if code not in (0, KILLED, *self.may_be_code):
            wrong.append(f"code {code}")
        if code not in (0, KILLED) and not out.strip() and not said.strip():
            wrong.append(f"code {code} without a word")
        if "terminate called" in said or "Sanitizer" in said:
            wrong.append("it says: " + said[-500:])
        # What could not be opened or taken away is left to the next run.
        if code not in (KILLED, 7) and kind not in ("open", "unlink") and not self.left_to_next:
            left = [path for path in now if self.is_work(path)]
            wrong += [f"left behind: {path}" for path in left + list(content(self.root / "tmp"))]
        return wrong

    def is_work(self, path):
        return path.startswith(".edca-")

    def judge_next(self):
        """What is wrong after a run without a fault that follows."""
        code, out, said = self.run(*self.again)
        if code != 0:
            return [f"the next run ends with {code}: {said[-400:]}{out[-400:]}"]
        wrong = []
        now = self.now()
        if now != self.after:
            wrong.append("after the next run: " + different(now, self.after))
        wrong += [f"left behind after the next run: {path}" for path in content(self.root / "tmp")]
        extra = set(os.listdir(self.root)) - set(os.listdir(self.start)) - {"state", self.tree, "data"}
        return wrong + [f"left behind after the next run: {name}" for name in sorted(extra)]


def different(found, expected):
    paths = sorted(path for path in found.keys() | expected.keys() if found.get(path, 0) != expected.get(path, 0))
    return ", ".join(paths[:5]) + (f" and {len(paths) - 5} more" if len(paths) > 5 else "")


class Publish(Scenario):
    name = "publish-update"
    tree = "portal"
    may_be_code = (2, 3, 4, 5, 6, 7)
    arguments = ["publish", "--lang", "en", "--json", "-q", "-j1", "--require", "none", "--config", "edca.toml",
                 "--to", "dir:portal", "data.json"]

    def prepare(self):
        (self.root / "edca.toml").write_text(CONFIG)
        (self.root / "data.json").write_text(package([release(number) for number in range(10)]))
        self.before_update()
        (self.root / "data.json").write_text(package([release(number) for number in range(10)] +
                                                     [release(20, "b"), release(25, "c"), release(102 * 2, "d")]))

    def before_update(self):
        code, out, said = self.run()
        if code != 0:
            sys.exit(f"{self.name}: {said}{out}")
        (self.root / "portal" / "ajeno.txt").write_text("de otra mano")

    def is_work(self, path):
        return path.startswith(".edca") or "/.edca" in path

    def path_of(self, path):
        """What `now` calls a file of the portal."""
        return path

    def judge(self, code, out, said, kind):
        wrong = super().judge(code, out, said, kind)
        if code == KILLED or not out.strip():
            return wrong
        report = json.loads(out)
        if report["code"] != code or report["result"] not in RESULTS.get(code, ()):
            wrong.append(f"code {code}, and it says {report['code']}, {report['result']}")
        if code != 0 and not report["problems"]:
            wrong.append(f"code {code}, and no problem is named")
        now = self.now()
        for file in report["files"]:
            path, state = self.path_of(file["path"]), file["state"]
            data = now.get(path)
            if state in ("verified", "kept") and data != self.after[path] or \
                    state in ("put-back", "planned") and data != self.before.get(path):
                wrong.append(f"{path} is said to be {state}")
        return wrong


class First(Publish):
    name = "publish-first"

    def before_update(self):
        pass


class Network(Publish):
    """The same over a network; `files` is what its server holds."""
    tree = "none"
    kinds = (*NETWORK, "memory")

    def prepare(self):
        self.files, self.state = {}, {"dataset": None, "modified": 0}
        self.server = self.serve()
        self.server.__enter__()
        self.arguments = ["publish", "--lang", "en", "--json", "-q", "-j1", "--require", "none", "--config", "edca.toml",
                          "--retries", "1", "--timeout", "3", "--to", "portal", "data.json"]
        (self.root / "edca.toml").write_text(CONFIG + self.target())
        (self.root / "data.json").write_text(package([release(number) for number in range(4)]))
        code, out, said = self.run()
        if code != 0:
            sys.exit(f"{self.name}: {said}{out}")
        self.files_before, self.state_before = dict(self.files), copy.deepcopy(self.state)
        (self.root / "data.json").write_text(package([release(number) for number in range(4)] + [release(25, "c")]))

    def reset(self):
        super().reset()
        self.files.clear()
        self.files.update(self.files_before)
        self.state.clear()
        self.state.update(copy.deepcopy(self.state_before))

    def now(self):
        return {key.removeprefix(self.base): self.bytes_of(held) for key, held in self.files.items()}

    base = ""

    def bytes_of(self, held):
        return held


class Dav(Network):
    name = "publish-dav"
    base = "/portal/"
    environment = {"EDCA_USER": "ana", "EDCA_PASSWORD": "una-clave"}

    def serve(self):
        return Server(Folder, files=self.files, seen=[])

    def target(self):
        return f'[target.portal]\nto = "dav+http://{self.server.host}/portal/"\n'


class S3(Network):
    name = "publish-s3"
    base = "/datos/portal/"
    environment = {"AWS_ACCESS_KEY_ID": "llave", "AWS_SECRET_ACCESS_KEY": "una-clave"}

    def serve(self):
        return Server(Bucket, files=self.files, seen=[])

    def target(self):
        return f'[target.portal]\nto = "s3://datos/portal/"\nendpoint = "http://{self.server.host}"\n'

    def bytes_of(self, held):
        return held[0]


class Ckan(Network):
    name = "publish-ckan"
    environment = {"EDCA_TOKEN": "una-clave"}

    def serve(self):
        return Server(Catalogue, files=self.files, state=self.state, lock=threading.Lock())

    def target(self):
        return f'[target.portal]\nto = "ckan+http://{self.server.host}/dataset/compras"\n'

    def now(self):
        """The files by the ids of their resources, and what the dataset says of itself and of them."""
        dataset = self.state["dataset"]
        if dataset is None or dataset["state"] == "deleted":
            return {}
        said = {key: value for key, value in dataset.items() if key not in ("metadata_modified", "resources", "state")}
        listed = sorted((each["id"], each["hash"], each["name"], each["url"]) for each in dataset["resources"])
        return {**super().now(), "dataset": json.dumps([said, listed], sort_keys=True).encode()}

    def path_of(self, path):
        hexes = hashlib.sha256(f"compras\n{path}".encode()).hexdigest()
        return f"{hexes[:8]}-{hexes[8:12]}-8{hexes[13:16]}-a{hexes[17:20]}-{hexes[20:32]}"

    def judge(self, code, out, said, kind):
        # The words of a dataset and its list of resources change with the files, one after the other.
        wrong = super().judge(code, out, said, kind)
        return [each for each in wrong if each != "dataset is neither old nor new" or code in (0, 2, 3, 4, 5, 6)]


class CkanFirst(Ckan):
    """Where there is no dataset yet."""
    name = "publish-ckan-first"

    def prepare(self):
        super().prepare()
        self.files_before, self.state_before = {}, {"dataset": None, "modified": 0}
        self.files.clear()
        self.state.update(dataset=None, modified=0)
        shutil.rmtree(self.root / "state")


class Merge(Scenario):
    name = "merge"
    may_be_code = (1, 2)
    arguments = ["merge", "--lang", "en", "-q", "-j1", "--memory", "1M", "data.json", "-o", "out/merged.json", "--overwrite"]

    def prepare(self):
        (self.root / "out").mkdir()
        (self.root / "out" / "merged.json").write_text("old\n")
        (self.root / "data.json").write_text(package([release(number, "x" * 120000) for number in range(20)]))


class Package(Scenario):
    name = "package"
    again = ("--overwrite",)
    arguments = ["package", "--lang", "en", "-q", "-j1", "--by", "year", "data.jsonl", "-o", "out/{year}-{n}.json"]

    def prepare(self):
        (self.root / "out").mkdir()
        (self.root / "data.jsonl").write_text("".join(json.dumps(release(number)) + "\n" for number in range(20)))


class Upgrade(Scenario):
    name = "upgrade"
    again = ("--overwrite",)
    may_be_code = (1, 2)
    one_by_one = True
    arguments = ["upgrade", "--lang", "en", "-q", "-j1", "in/a.json", "in/b.json", "-o", "out/"]

    def prepare(self):
        (self.root / "out").mkdir()
        (self.root / "in").mkdir()
        for name in ("a", "b"):
            (self.root / "in" / f"{name}.json").write_text(
                package([release(number) for number in range(10)]).replace('"version": "1.1", ', ""))


class SchemaAdd(Scenario):
    name = "schema-add"
    left_to_next = True
    tree = "data"
    arguments = ["schema", "add", "--lang", "en", "color/"]

    def prepare(self):
        (self.root / "data" / "extensions").mkdir(parents=True)
        folder = self.root / "color"
        folder.mkdir()
        (folder / "extension.json").write_text(json.dumps({
            "name": {"en": "Colour"}, "description": {"en": "Colours of things"}, "compatibility": ["1.1"],
            "schemas": ["release-schema.json"], "codelists": ["colour.csv"]}))
        (folder / "release-schema.json").write_text(json.dumps({
            "definitions": {"Item": {"properties": {"colour": {"title": "Colour", "type": ["string", "null"]}}}}}))
        (folder / "codelists").mkdir()
        (folder / "codelists" / "colour.csv").write_text("Code,Title\nred,Red\n")

    def is_work(self, path):
        return path.startswith("extensions/.")


SCENARIOS = [Publish, First, Dav, S3, Ckan, CkanFirst, Merge, Package, Upgrade, SchemaAdd]


def faults_of(scenario, kind, options, chosen):
    """How the calls of a kind are let fail: number of the call, error, and whether all from there on fail."""
    mark = scenario.root.parent / "mark"
    mark.unlink(missing_ok=True)
    scenario.reset()
    scenario.run(FAULT_KIND=kind, FAULT_MARK=str(mark))
    calls = int(mark.read_text().split()[-1])
    numbers = list(range(1, calls + 1))
    ways = [(error, "") for error in KINDS[kind]] + ([(0, "")] if kind != "memory" else [])
    if kind == "memory" and not options.all_memory and calls > 600:
        numbers = numbers[:300] + sorted(chosen.sample(numbers[300:], 300))
    if kind in ("write", "space", "open", "sync"):
        ways.append((KINDS[kind][0], "1"))
    every = [(number, *way) for number in numbers for way in (ways if options.long else [ways[0], *ways[-2:]])]
    every = list(dict.fromkeys(every))
    if not options.long and len(every) > options.most:
        every = sorted(chosen.sample(every, options.most))
    return calls, every


def try_fault(scenario, kind, number, how, on):
    """What is wrong with a run of which a call was let fail, and with the next one."""
    scenario.reset()
    mark = scenario.root.parent / "mark"
    mark.unlink(missing_ok=True)
    code, out, said = scenario.run(FAULT_KIND=kind, FAULT_AT=str(number), FAULT_HOW=str(how), FAULT_ON=on,
                                   FAULT_MARK=str(mark))
    wrong = scenario.judge(code, out, said, kind) if mark.exists() else ["no call was let fail"]
    return wrong + scenario.judge_next()


def sweep(scenario, options, chosen):
    """Answers how many runs there were and how many went wrong."""
    all_runs = all_bad = 0
    for kind in scenario.kinds:
        if kind not in options.kinds:
            continue
        begin = time.monotonic()
        calls, faults = faults_of(scenario, kind, options, chosen)
        bad = 0
        for number, how, on in faults:
            wrong = try_fault(scenario, kind, number, how, on)
            bad += bool(wrong)
            for each in wrong[:4]:
                way = {0: "kill", -1: "end"}.get(how) or errno.errorcode[how] + (" from there on" if on else "")
                print(f"{scenario.name}: {kind} {number}, {way}: {each}", flush=True)
        print(f"{scenario.name}: {kind}: {calls} calls, {len(faults) - bad} of {len(faults)} runs right, "
              f"{time.monotonic() - begin:.0f} s", flush=True)
        all_runs, all_bad = all_runs + len(faults), all_bad + bad
    return all_runs, all_bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", required=True)
    parser.add_argument("--shim", required=True)
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--most", type=int, default=4, help="calls of a kind and command in a sample")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-memory", action="store_true", help="every allocation, and not 600 of a command")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--kinds", nargs="*", default=list(KINDS))
    options = parser.parse_args()
    chosen = random.Random(options.seed)
    runs = bad = 0
    with tempfile.TemporaryDirectory(prefix="edca-broken-off-") as scratch:
        for kind in SCENARIOS:
            if options.only and kind.name not in options.only:
                continue
            scenario = kind(os.path.abspath(options.edca), os.path.abspath(options.shim), pathlib.Path(scratch))
            more, wrong = sweep(scenario, options, chosen)
            runs, bad = runs + more, bad + wrong
    print(f"{runs - bad} of {runs} runs right")
    return 1 if bad or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
