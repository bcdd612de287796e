#!/usr/bin/env python3
"""What somebody could make an input of to hurt whoever reads it: in memory, in time, in files that are written over.

Each case makes its files in an empty folder, runs the program there and asks for its exit code, what it says, how much
of a processor's time it took and the most memory it held. The budget of memory is that of SECURITY.md: 256 MiB where the
input has less than 1 MB and its items less than 4 MB; beside it what --memory allows.

hostile.py --edca PROGRAM [--only TEXT] [--seconds N] [--scale N] [--any-memory]
"""
import argparse
import gzip
import io
import json
import os
import pathlib
import resource
import struct
import subprocess
import sys
import tempfile
import zlib

MIB = 1 << 20
HEAD = '{"ocid":"ocds-mx0009-LP-001","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"tender":{"id":"1",'
SMALL = 590_000  # members of six bytes: an item of 3.5 MB
SCALE = 1.0


def few(number):
    """So many; fewer for a program that is slow because it looks closer."""
    return int(number * SCALE)


def item(members):
    return (HEAD + members + "}}").encode()


def packed(data):
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0, compresslevel=6) as file:
        file.write(data)
    return out.getvalue()


# Texts that cost most, each of one item. What is said of them is far more than they are.
AMPLIFIERS = {
    "repeated keys": lambda: item(",".join(['"a":1'] * few(SMALL))),
    "unknown fields": lambda: item(",".join(f'"k{at}":1' for at in range(few(300_000)))),
    "halves of pairs": lambda: item('"title":"' + "\\ud800" * few(SMALL) + '"'),
    "escaped NULs": lambda: item('"title":"' + "\\u0000" * few(SMALL) + '"'),
    "wrong types": lambda: item('"items":[' + ",".join(["1"] * few(1_700_000)) + "]"),
    "empty items": lambda: item('"items":[' + ",".join(["{}"] * few(1_200_000)) + "]"),
    "the same id": lambda: item('"items":[' + ",".join(['{"id":"1"}'] * few(330_000)) + "]"),
    "wrong dates": lambda: item('"documents":[' + ",".join(['{"id":"1","datePublished":"2"}'] * few(110_000)) + "]"),
    "depth": lambda: item('"items":' + "[" * 500 + "1" + "]" * 500),
    "large numbers": lambda: item('"value":{"amount":' + "9" * few(3_500_000) + "}"),
    "one long name": lambda: item('"' + "n" * few(3_500_000) + '":1'),
}
# The same in many items of a batch, and in more batches than are looked at together.
MANY = {
    "small items of repeated keys": lambda: b"\n".join([item(",".join(['"a":1'] * 60))] * few(40_000)),
    "items of nothing": lambda: b'{"releases":[' + b",".join([b"{}"] * few(1_000_000)) + b"]}",
    "lines of nothing": lambda: b"{}\n" * few(1_000_000),
}
COMMANDS = {
    "info": ["info"],
    "validate": ["validate"],
    "validate json": ["validate", "--format", "json"],
    "upgrade": ["upgrade"],
    "package": ["package", "--memory", "1M"],
    "merge": ["merge", "--memory", "1M"],
}
FORMATS = ["jsonl", "sarif", "junit", "github", "gitlab", "csv", "markdown", "html"]


class Case:
    """`make` is given the folder; `says`: what must stand in the English talk or product; `never`: what must not."""

    def __init__(self, name, words, make, exit=None, says=(), never=(), memory=None, seconds=None, check=None, env=None,
                 stdin=None):
        self.__dict__.update(locals())
        del self.__dict__["self"]


def amplifier_cases():
    for name, text in {**AMPLIFIERS, **MANY}.items():
        many = name in MANY

        def make(folder, text=text):
            data = text()
            (folder / "in.json.gz").write_bytes(packed(data))

        for command, words in COMMANDS.items():
            # The memory that --memory allows is what items may take that wait; of one that is larger all is held.
            yield Case(f"{name}: {command}", [*words, "in.json.gz"], make, memory=256 + ("--memory" in words))
        if not many and name in ("repeated keys", "wrong types"):
            for form in FORMATS:
                yield Case(f"{name}: validate {form}", ["validate", "--format", form, "in.json.gz"], make, memory=256)


def listed_and_counted(run):
    """Of all that is found, what is counted and not listed is said, and the counts are exact."""
    report = json.loads(run.out)
    counts = report["summary"]["by_rule"]
    more = [each for each in report["findings"] if each["rule"] == "input.unlisted"]
    if counts.get("input.duplicate-key") != few(SMALL) - 1:
        return f"{counts.get('input.duplicate-key')} repeated keys, not {few(SMALL) - 1}"
    unlisted = sum(counts.values()) - len(report["findings"])
    if len(more) != 1 or f"{unlisted} more findings" not in more[0]["message"] or unlisted <= 0:
        return f"{unlisted} found and not listed, and said: {more}"
    return None


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def release(number=1, **more):
    return json.dumps({"ocid": "ocds-mx0009-LP-001", "id": str(number), "date": f"2025-01-0{number}T00:00:00Z",
                       "tag": ["tender"], "tender": {"id": "1", "title": "Compra de sillas"}, **more})


def zip_of(entries, places=None):
    """A zip of (name, checksum, packed, unpacked size); all may lie in one place."""
    out, directory = io.BytesIO(), io.BytesIO()
    for name, checksum, body, size in entries:
        at = out.tell() if places is None else places
        head = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 33, checksum, len(body), size, len(name), 0)
        if places is None or out.tell() == 0:
            out.write(b"PK\3\4" + head + name + body)
        directory.write(b"PK\1\2\x14\0" + head + struct.pack("<HHHII", 0, 0, 0, 0, at) + name)
    start, count, size = out.tell(), len(entries), len(directory.getvalue())
    return out.getvalue() + directory.getvalue() + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, size, start, 0)


def deflated(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def archive_cases():
    zeros = b'{"ocid":"ocds-mx0009-LP-001"' + b" " * (60 * MIB) + b"}"
    body = deflated(zeros)
    checksum = zlib.crc32(zeros)

    def overlapping(folder):
        entries = [(f"{at:04}.json".encode(), checksum, body, len(zeros)) for at in range(2000)]
        write(folder, a__zip=zip_of(entries, places=0))

    def large(folder):
        entries = [(f"{at:04}.json".encode(), checksum, body, len(zeros)) for at in range(40)]
        write(folder, a__zip=zip_of(entries))

    for command in ("validate", "info", "merge", "package", "upgrade"):
        yield Case(f"members over one another: {command}", [command, "a.zip"], overlapping, exit=2,
                   says=["lie over one another"], seconds=10, memory=256)
    yield Case("an archive that grows beyond measure", ["info", "a.zip"], large, exit=2, seconds=10,
               says=["times as large as the compressed file"], memory=256)


def settings_cases():
    def one(folder):
        write(folder, in__json=release())

    endless = [("--rules", ["validate"]), ("--baseline", ["validate"]), ("--compare", ["validate"]),
               ("--schema", ["validate"]), ("--schema", ["merge"]), ("--package-file", ["package"]),
               ("--package-file", ["merge", "--package"])]
    for option, words in endless:
        yield Case(f"no end: {words[0]} {option}", [*words, option, "/dev/zero", "in.json"], one, exit=2,
                   says=["/dev/zero has more than"], seconds=20, memory=900)
    yield Case("no end: validate --ref", ["validate", "--schema", "s.json", "--ref", "http://a.example/=/dev/zero", "in.json"],
               lambda folder: write(folder, in__json=release(), s__json="{}"), exit=2, says=["/dev/zero has more than"],
               seconds=20)
    yield Case("no end: publish --config", ["publish", "--config", "/dev/zero", "--to", "x", "in.json"], one, exit=2,
               says=["/dev/zero has more than"], seconds=10, memory=256)
    yield Case("no end: publish --token-file", ["publish", "--token-file", "/dev/zero", "--to",
                                                "ckan+http://127.0.0.1:9/dataset/a", "in.json"], one, exit=2,
               seconds=10, memory=256)
    wrong = {"deep": ("[" * 600 + "]" * 600, "below level 512"), "half": ('{"a":"\\ud800"}', "half of a character"),
             "low": ('{"a":"\\udc00"}', "half of a character"), "bytes": (b'{"a":"\xff"}', "is not UTF-8"),
             "syntax": ('{"a":', "not well-formed JSON")}
    for name, (text, says) in wrong.items():
        for words in (["validate", "--rules"], ["package", "--package-file"], ["merge", "--schema"]):
            yield Case(f"settings, {name}: {words[0]} {words[1]}", [*words, "s.json", "in.json"],
                       lambda folder, text=text: write(folder, in__json=release(), s__json=text), exit=2, says=[says],
                       never=[] if name == "syntax" else ["well-formed"])
    chain = {"definitions": {f"d{at}": {"$ref": f"#/definitions/d{at + 1}"} for at in range(80)}, "$ref": "#/definitions/d0"}
    chain["definitions"]["d80"] = {"type": "object"}
    loop = {"definitions": {"a": {"$ref": "#/definitions/b"}, "b": {"$ref": "#/definitions/a"}}, "$ref": "#/definitions/a"}
    for name, schema in (("chain", chain), ("loop", loop)):
        yield Case(f"$ref, {name}", ["validate", "--schema", "s.json", "in.json"],
                   lambda folder, schema=schema: write(folder, in__json=release(), s__json=json.dumps(schema)), exit=2,
                   says=["more steps than 64"], never=["leads to no schema"])


def engine_cases():
    def unique(folder):
        write(folder, s__json='{"items": {}, "uniqueItems": true}',
              in__json=json.dumps([{"a": at, "b": [str(at)]} for at in range(200_000)]))

    def twice(folder):
        write(folder, s__json='{"uniqueItems": true}', in__json='[1, 2, {"a": 1, "b": 2}, 3, {"b": 2, "a": 1.0}]')

    for engine in ("plan", "valijson"):
        yield Case(f"uniqueItems of 200,000: {engine}", ["validate", "--schema", "s.json", "--engine", engine, "in.json"],
                   unique, exit=0, seconds=20)
        yield Case(f"uniqueItems, twice: {engine}", ["validate", "--schema", "s.json", "--engine", engine, "in.json"],
                   twice, exit=1, says=["schema.uniqueItems"])
    def pattern():
        return "(" + "|".join(f"a{at}b*" for at in range(50_000)) + ")"

    yield Case("a pattern of 500 kB", ["validate", "--schema", "s.json", "in.json"],
               lambda folder: write(folder, in__json='"a1b"', s__json=json.dumps({"pattern": pattern()})), exit=2,
               says=["regular expression"], seconds=10, memory=256)

    def extension(folder, patch):
        (folder / "ext").mkdir()
        (folder / "ext/extension.json").write_text('{"name": {"en": "Chairs"}, "compatibility": ["1.1"]}')
        (folder / "ext/release-schema.json").write_text(json.dumps(patch).replace("LONG", pattern()))

    def nothing_stored(run):
        left = [str(each) for each in (run.folder / "data").rglob("*") if each.is_file()]
        return f"left behind: {left}" if left else None

    def put(value):
        return {"definitions": {"Tender": {"properties": {"title": value}}}}

    for name, value, says in (("long", {"pattern": "LONG"}, "regular expression"),
                              ("look-ahead", {"pattern": "(?=a)"}, "regular expression"),
                              ("in names", {"patternProperties": {"(?<a": {}}}, "regular expression"),
                              ("type", {"type": 5}, "type"), ("enum", {"enum": 5}, "enum")):
        yield Case(f"schema add of what cannot be compiled: {name}", ["schema", "add", "ext"],
                   lambda folder, value=value: extension(folder, put(value)), exit=2, says=[says], seconds=10,
                   check=nothing_stored, env={"EDCA_DATA": "data"})


def extension_cases():
    def make(folder):
        addresses = [f"https://raw.githubusercontent.com/a{at}/b/master/extension.json" for at in range(80_000)]
        package = {"uri": "https://a.example/p.json", "version": "1.1", "publishedDate": "2025-01-01T00:00:00Z",
                   "publisher": {"name": "A"}, "extensions": addresses, "releases": [json.loads(release())]}
        write(folder, in__json=json.dumps(package))

    for command in ("merge", "package", "upgrade", "validate", "info"):
        yield Case(f"80,000 declared extensions: {command}", [command, "in.json"], make, seconds=20)


def loss_cases():
    def make(folder):
        twice = release()[:-1] + ',"tender":{"id":"1","description":"Otra"}}'
        half = release(2, title="x").replace('"x"', '"\\ud83d"')
        low = release(3, title="x").replace('"x"', '"\\udc00"')
        write(folder, in__jsonl="\n".join((twice, half, low)) + "\n")

    for words in (["merge"], ["merge", "--records"], ["merge", "--versioned"]):
        yield Case("values that are lost: " + " ".join(words), [*words, "in.jsonl"], make, exit=1,
                   says=["input.duplicate-key", "input.surrogate", "in.jsonl:1:", "in.jsonl:2:", "in.jsonl:3:"])

    def broken(run):
        return "a copy of what cannot be read" if (run.folder / "out/a.json").exists() else None

    yield Case("upgrade into a folder of what cannot be read", ["upgrade", "a.json", "-o", "out/"],
               lambda folder: write(folder, a__json='{"ocid": "ocds-mx0009-LP-001", "tag": [}'), exit=2, check=broken)


def file_cases():
    """What is read is never written over, nor is one file written twice, whatever names it goes by."""
    def make(folder):
        page = release()
        write(folder, in__json=page, old__json=release(2), rules__json='{"severity": {}}', schema__json="{}",
              meta__json='{"license": "https://a.example/"}', in__csv=page, base__json='{"findings": []}')
        (folder / "dir").mkdir()
        (folder / "dir/a.json").write_text(page)
        (folder / "link.json").symlink_to("in.json")
        os.link(folder / "in.json", folder / "hard.json")
        (folder / "there").symlink_to(".")
        (folder / "edca.toml").write_text('[target.x]\nto = "dir:portal"\n')

    def kept(run):
        changed = [name for name, text in run.before.items() if run.read(name) != text]
        return f"changed: {', '.join(changed)}" if changed else None

    names = ["in.json", "link.json", "hard.json", "there/in.json", "./in.json"]
    rows = [[command, "in.json", "-o", name] for name in names for command in ("validate", "info", "merge", "package", "upgrade")]
    rows += [["diff", "old.json", "in.json", "-o", name] for name in names[:3]]
    rows += [["diff", "in.json", "old.json", "-o", "in.json"], ["merge", "dir", "-o", "dir/a.json"],
             ["validate", "dir", "-o", "dir/a.json"], ["info", "dir", "-o", "dir/a.json"],
             ["merge", "in.json", "--report", "in.json"], ["upgrade", "in.json", "--report", "link.json"],
             ["merge", "in.json", "-o", "x.json", "--report", "x.json"],
             ["merge", "in.json", "-o", "x.json", "--report", "there/x.json"],
             ["merge", "in.json", "--into", "old.json", "--report", "old.json"],
             ["upgrade", "in.json", "-o", "out/", "--report", "out/in.json"],
             ["validate", "in.json", "--also", "json=in.json"],
             ["validate", "in.json", "-o", "x.json", "--also", "csv=there/x.json"],
             ["validate", "in.csv", "--format", "html", "-o", "in.html"],
             ["validate", "in.csv", "--also", "html=in.html"],
             ["validate", "in.json", "--rules", "rules.json", "-o", "rules.json"],
             ["validate", "in.json", "--baseline", "base.json", "-o", "base.json"],
             ["validate", "in.json", "--schema", "schema.json", "-o", "schema.json"],
             ["validate", "in.json", "--schema", "schema.json", "--ref", "http://a.example/=rules.json", "-o", "rules.json"],
             ["merge", "in.json", "--schema", "schema.json", "--report", "schema.json"],
             ["merge", "in.json", "--package", "--package-file", "meta.json", "-o", "meta.json"],
             ["package", "in.json", "--package-file", "meta.json", "-o", "meta.json"],
             ["publish", "in.json", "--to", "x", "--config", "edca.toml", "-o", "edca.toml"],
             ["publish", "in.json", "--to", "x", "--config", "edca.toml", "-o", "in.json"]]
    for words in rows:
        yield Case("onto itself: " + " ".join(words), [*words, "--overwrite"], make, exit=2,
                   says=["rite to another file", "go to the same file"], check=kept)
    good = [["merge", "in.json", "--into", "old.json", "-o", "old.json"], ["merge", "dir", "-o", "dir/b.json"],
            ["validate", "in.json", "-o", "/dev/null", "--also", "json=/dev/null"],
            ["merge", "in.json", "-o", "/dev/null", "--report", "/dev/null"],
            ["validate", "in.json", "-o", "base.json", "--baseline", "rules.json"][:4]]
    for words in good:
        yield Case("no harm: " + " ".join(words), [*words, "--overwrite", "--fail-on", "never"], make, exit=0)
    yield Case("standard output leads into an input", ["merge", "in.json"], make, exit=2, says=["Standard output leads"],
               check=kept, stdin="append to in.json")


def folder_cases():
    def one(folder):
        write(folder, in__json=release())

    gone = {"TMPDIR": "/nonexistent/temporary"}
    for words in (["merge", "in.json", "--memory", "1M"], ["publish", "in.json", "--to", "dir:portal"],
                  ["upgrade", "--repair"], ["package", "--memory", "1M"], ["validate"]):
        def make(folder, words=words):
            big = "\n".join(release(at % 9 + 1, title="x" * 1000).replace("LP-001", f"LP-{at}") for at in range(4000))
            write(folder, in__json=big)
        stdin = None if "in.json" in words else "in.json"
        # What needs a temporary file says which folder it cannot have; what needs none does not look there.
        yield Case(f"TMPDIR that is not there: {words[0]}", words, make, env=gone, stdin=stdin,
                   never=["/tmp"], says=[] if words[0] == "validate" else ["/nonexistent/temporary"])


CASES = [*amplifier_cases(),
         Case("counts and what is listed", ["validate", "--format", "json", "in.json.gz"],
              lambda folder: (folder / "in.json.gz").write_bytes(packed(AMPLIFIERS["repeated keys"]())),
              exit=1, check=listed_and_counted),
         *archive_cases(), *settings_cases(), *engine_cases(), *extension_cases(), *loss_cases(), *file_cases(),
         *folder_cases()]


class Run:
    def __init__(self, case, edca, folder):
        self.folder = folder
        apart(lambda: case.make(folder))
        self.before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "LC_ALL": "C.UTF-8",
                       "ASAN_OPTIONS": "exitcode=99", **(case.env or {})}
        appended = case.stdin == "append to in.json"
        source = open(folder / case.stdin, "rb") if case.stdin and not appended else subprocess.DEVNULL
        with tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as out:
            target = open(folder / "in.json", "ab") if appended else out
            child = subprocess.Popen([edca, *case.words, "--lang", "en"], cwd=folder, stdin=source, stdout=target,
                                     stderr=err, env=environment, preexec_fn=limit)
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = self.code = os.waitstatus_to_exitcode(status)
            self.seconds = usage.ru_utime + usage.ru_stime
            self.mib = usage.ru_maxrss / 1024
            out.seek(0)
            err.seek(0)
            self.out, self.err = out.read(), err.read()

    def read(self, name):
        path = self.folder / name
        return path.read_bytes() if path.exists() else None


def apart(work):
    """In a process of its own: what a program is said to have held is at least what this one holds when it starts it."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException as error:  # pylint: disable=broad-except
            print(f"FAILED to make a case: {error!r}", flush=True)
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        sys.exit("a case could not be made")


def limit():
    """Nothing that fails here may take the machine with it."""
    resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 30, 4 << 30))


def judge(case, run, options):
    text = (run.out + run.err).decode(errors="replace")
    wrong = []
    if run.code < 0 or run.code == 99:
        wrong.append(f"ended by signal or sanitizer: {run.code}")
    if case.exit is not None and run.code != case.exit:
        wrong.append(f"exit code {run.code}, not {case.exit}")
    some = case.name.startswith("onto itself")
    missing = [each for each in case.says if each not in text]
    if missing and not (some and len(missing) < len(case.says)):
        wrong.append(f"does not say {missing}")
    wrong += [f"says {each!r}" for each in case.never if each in text]
    if case.memory and not options.any_memory and run.mib > case.memory:
        wrong.append(f"{run.mib:.0f} MiB, more than {case.memory}")
    if run.seconds > (case.seconds or 60) * options.seconds:
        wrong.append(f"{run.seconds:.1f} s")
    if case.check and not wrong:
        wrong += filter(None, [case.check(run)])
    return wrong, text


def main():
    global SCALE
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--seconds", type=float, default=1, help="what the times are multiplied by")
    parser.add_argument("--any-memory", action="store_true", help="a program with sanitizers has more of its own")
    parser.add_argument("--scale", type=float, default=1, help="of the inputs that cost memory")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    SCALE = options.scale
    edca = str(pathlib.Path(options.edca).resolve())
    failed = done = 0
    most = (0, "")
    for case in CASES:
        if options.only not in case.name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            run = Run(case, edca, pathlib.Path(folder))
            wrong, text = judge(case, run, options)
        done += 1
        most = max(most, (run.mib, case.name))
        if options.verbose:
            print(f"{case.name}: {run.seconds:.1f} s, {run.mib:.0f} MiB, exit {run.code}", flush=True)
        if wrong:
            failed += 1
            print(f"FAILED {case.name}: {'; '.join(wrong)}\n    {text[:400]!r}", flush=True)
    print(f"{done} cases, {failed} failed; most memory: {most[0]:.0f} MiB ({most[1]})")
    return 1 if failed or not done else 0


if __name__ == "__main__":
    sys.exit(main())
