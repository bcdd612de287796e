#!/usr/bin/env python3
"""Runs the console blocks of README.md, README.es.md and docs/**/*.md and compares what they print.

A block is run when its fence is ```console and its first line starts with `$ edca`. Every line that
starts with `$ ` is a command (a backslash at its end continues it); the lines up to the next command
are what it must print, standard output and standard error together. A line `...` stands for any lines.

Commands run by bash in a scratch copy of samples/, each block in one that no other has changed. English pages run under an
English locale, README.es.md and docs/es/ under a Spanish one. Without output lines the exit code must
be 0; with them 0 or 1. A comment right above the fence says otherwise:

  <!-- exit 2 -->            the exit code of the last command of the block
  <!-- not run: reason -->   for what a test cannot do
"""
import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"(?:^[ \t]*<!--[ \t]*(?P<note>[^\n]*?)[ \t]*-->[ \t]*\n)?"
                   r"^(?P<indent>[ \t]*)```console[ \t]*\n(?P<body>.*?)^[ \t]*```[ \t]*$", re.MULTILINE | re.DOTALL)
SECONDS = 300


class Mismatch(Exception):
    pass


def commands(body):
    """[(command, [expected lines])] of a block."""
    result = []
    continued = False
    for line in body.splitlines():
        if continued:
            result[-1][0] += "\n" + line
        elif line.startswith("$ "):
            result.append([line[2:], []])
        else:
            result[-1][1].append(line.rstrip())
            continue
        continued = line.endswith("\\")
    for _, expected in result:
        while expected and not expected[-1]:
            expected.pop()
    return result


def matches(expected, printed):
    """Whether the lines are the expected ones, `...` standing for any number of lines."""
    pattern = "".join(r"(?:[^\n]*\n)*?" if line.strip() == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


class Scratch:
    """A folder with a copy of samples/, made anew once something in it has changed."""

    def __init__(self, samples):
        self.samples, self.folder, self.before = samples, None, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.folder:
            shutil.rmtree(self.folder)

    def fresh(self):
        if self.folder is None or self.state() != self.before:
            self.__exit__()
            self.folder = pathlib.Path(tempfile.mkdtemp(prefix="edca-docs-"))
            shutil.copytree(self.samples, self.folder / "samples")
            self.before = self.state()
        return self.folder

    def state(self):
        found = {}
        folders = [self.folder]
        while folders:
            with os.scandir(folders.pop()) as entries:
                for one in entries:
                    about = one.stat(follow_symlinks=False)
                    found[one.path] = (about.st_mode, about.st_size, about.st_mtime_ns, about.st_ino)
                    if one.is_dir(follow_symlinks=False):
                        folders.append(one.path)
        return found


def run_block(body, note, scratch, environment):
    wanted = re.fullmatch(r"exit (\d+)", note)
    steps = commands(body)
    for index, (command, expected) in enumerate(steps):
        run = subprocess.run(["bash", "-c", command], cwd=scratch, env=environment, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SECONDS, check=False)
        printed = [line.rstrip() for line in run.stdout.decode(errors="replace").rstrip("\n").split("\n")]
        printed = [] if printed == [""] else printed
        if expected and not matches(expected, printed):
            difference = difflib.unified_diff(expected, printed, "the page says", "edca prints", lineterm="", n=1)
            raise Mismatch(f"$ {command}\n" + "\n".join(difference))
        allowed = [0, 1] if expected else [0]
        if wanted and index == len(steps) - 1:
            allowed = [int(wanted.group(1))]
        if run.returncode not in allowed:
            raise Mismatch(f"$ {command}\nexit code {run.returncode} instead of {allowed}\n" + "\n".join(printed[:20]))


def check_page(page, root, environment, scratch):
    """Returns (blocks run, blocks not run, problems)."""
    text = page.read_text(encoding="utf-8")
    name = page.relative_to(root).as_posix()
    spanish = name == "README.es.md" or name.startswith("docs/es/")
    environment = {**environment, "LANG": "es_MX.UTF-8" if spanish else "en_US.UTF-8"}
    ran, not_run, problems = 0, [], []
    for block in BLOCK.finditer(text):
        indent = block["indent"]
        body = "\n".join(line.removeprefix(indent) for line in block["body"].splitlines())
        place = f"{name}:{text.count(chr(10), 0, block.start('body')) + 1}"
        note = block["note"] or ""
        if not body.startswith("$ edca"):
            continue
        if note.startswith("not run:"):
            not_run.append(f"{place}: {note}")
            continue
        folder = scratch.fresh()
        try:
            run_block(body, note, folder / "samples", {**environment, "HOME": str(folder)})
            ran += 1
        except (Mismatch, subprocess.TimeoutExpired) as problem:
            problems.append(f"{place}: {problem}")
    return ran, not_run, problems


def clean_environment(edca):
    """The same on every machine: no settings of edca or of the terminal."""
    kept = {key: value for key, value in os.environ.items()
            if not key.startswith(("EDCA_", "LC_", "LANG", "XDG_")) and key not in ("NO_COLOR", "CLICOLOR_FORCE")}
    return {**kept, "PATH": f"{edca.parent}:{os.environ['PATH']}", "TERM": "dumb"}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    root, edca = arguments.root.resolve(), arguments.edca.resolve()
    pages = [root / "README.md", root / "README.es.md", *sorted((root / "docs").rglob("*.md"))]
    problems = [f"{page.relative_to(root)}: not there" for page in pages if not page.exists()]
    total = 0
    with Scratch(root / "samples") as scratch:
        for page in filter(pathlib.Path.exists, pages):
            ran, not_run, found = check_page(page, root, clean_environment(edca), scratch)
            total += ran
            problems += found
            if page.parent == root and ran == 0 and not found:
                problems.append(f"{page.name}: has no console block that runs edca")
            for line in not_run:
                print(line)
    print("\n\n".join(problems))
    print(f"{total} console blocks as printed, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
