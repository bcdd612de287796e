#!/usr/bin/env python3
"""The programs of examples/library say what the command says."""

import argparse
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--edca", required=True)
parser.add_argument("--programs", required=True, type=pathlib.Path)
parser.add_argument("--root", required=True, type=pathlib.Path)
parser.add_argument("--scratch", required=True, type=pathlib.Path)
options = parser.parse_args()


def run(program, *arguments, stdin=""):
    return subprocess.run([str(program), *arguments], cwd=options.scratch, input=stdin,
                          capture_output=True, text=True, encoding="utf-8", check=False)


def example(name, *arguments, stdin=""):
    return run(options.programs / name, *arguments, stdin=stdin)


def edca(*arguments):
    return run(options.edca, *arguments)


def same(what, given, expected):
    if given != expected:
        sys.exit(f"{what}\n--- the example\n{given}\n--- the command\n{expected}")
    if not expected and expected != 0:
        sys.exit(f"{what}: nothing to compare")


shutil.rmtree(options.scratch, ignore_errors=True)
options.scratch.mkdir(parents=True)
inputs = ["municipio-2025-t1.json", "secretaria-2025-t1.json"]
for name in inputs:
    shutil.copy(options.root / "samples/demo" / name, options.scratch)
shutil.copy(options.root / "tests/cli/upgrade/ocds-1.0/package.json", options.scratch)

# validate: each finding with the same place and sentences, each file with the same profile.
report = json.loads(edca("validate", "--lang", "es", "--format", "json", *inputs).stdout)
told = [f'{each["file"]}:{each["line"]}:{each["column"]} {each["message"]}' for each in report["findings"]]
told += [f'{each["file"]} {each["profile"]} {each["errors"]}' for each in report["files"]]
ran = example("validate", *inputs)
same("validate", sorted(ran.stdout.splitlines()), sorted(told))
same("exit code of validate", ran.returncode, edca("validate", *inputs).returncode)

same("merge", example("merge", *inputs).stdout, edca("merge", *inputs).stdout)

info = json.loads(edca("info", "--format", "json", *inputs).stdout)
count = sum(file["items"] for file in info["files"])
same("items", example("items", *inputs).stdout, f"release {count}\n")

# upgrade: the same text, and the same changes in the same words.
ran = example("upgrade", "package.json")
command = edca("upgrade", "--lang", "en", "--verbose", "package.json")
same("upgrade", ran.stdout, command.stdout)
changes = re.findall(r"^  (.*) \[[a-z0-9.-]+\]$", command.stderr, re.MULTILINE)
same("changes", [line.split(": ", 1)[1] for line in ran.stderr.splitlines()], changes)

# publish: the same bytes; a second run writes nothing.
sums = {name: hashlib.sha256((options.scratch / name).read_bytes()).hexdigest() for name in inputs}
listing = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
for word in ("written", "kept"):
    same("publish", example("publish", "portal", "state", stdin=listing).stdout,
         "".join(f"{word} {name}\n" for name in inputs))
for name, digest in sums.items():
    same(name, hashlib.sha256((options.scratch / "portal" / name).read_bytes()).hexdigest(), digest)
print("the examples say what the command says")
