#!/usr/bin/env python3
"""Whether a program has what the table "The program" of SECURITY.md says of it: each row is looked up with readelf.

hardening.py --program FILE --security SECURITY.md [--unoptimised]
"""
import argparse
import pathlib
import re
import subprocess
import sys


def readelf(program, *options):
    run = subprocess.run(["readelf", "--wide", *options, str(program)], capture_output=True, text=True,
                         env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}, check=True)
    return run.stdout


class Program:
    def __init__(self, path):
        self.header = readelf(path, "--file-header")
        self.segments = readelf(path, "--segments")
        self.dynamic = readelf(path, "--dynamic")
        self.symbols = readelf(path, "--dyn-syms", "--symbols")
        self.bytes = pathlib.Path(path).read_bytes()

    def segment(self, kind):
        return [line for line in self.segments.splitlines() if line.split()[:1] == [kind]]


def loads(program):
    flags = []
    for line in program.segment("LOAD"):
        flags.append("".join(line.split()[6:-1]))
    return flags


def traps(program):
    """How often ud2 (x86-64) or brk (ARM) stands in what is run: some 40 times in 8 MB of code without assertions, by chance."""
    code = b"\x0f\x0b" if "X86-64" in program.header else b"\x20\x00\x20\xd4"
    count = 0
    for line in program.segment("LOAD"):
        words = line.split()
        if "E" in "".join(words[6:-1]):
            start = int(words[1], 16)
            count += program.bytes[start:start + int(words[4], 16)].count(code)
    return count


# The names of the table's rows, and how each is seen.
CHECKS = {
    "position independent": lambda program: "DYN" in program.header and "PIE" in program.dynamic,
    "full RELRO": lambda program: bool(program.segment("GNU_RELRO")) and (
        "BIND_NOW" in program.dynamic or "NOW" in re.findall(r"Flags: (.*)", program.dynamic)[-1]),
    "no stack that runs": lambda program: bool(program.segment("GNU_STACK"))
    and all("E" not in "".join(line.split()[6:-1]) for line in program.segment("GNU_STACK")),
    "nothing both written and run": lambda program: bool(loads(program))
    and not any("W" in flags and "E" in flags for flags in loads(program)),
    "no relocations in code": lambda program: "TEXTREL" not in program.dynamic,
    "no search path of its own": lambda program: "RPATH" not in program.dynamic and "RUNPATH" not in program.dynamic,
    "stack protector": lambda program: "__stack_chk_fail" in program.symbols,
    "FORTIFY": lambda program: re.search(r"__(mem\w+|\w*printf|read|str\w+)_chk\b", program.symbols) is not None,
    # Of GCC's library the conditions stand in the program as text; that of clang has an instruction that ends it behind each.
    "assertions of the standard library": lambda program: b"__n < this->size()" in program.bytes or traps(program) > 1000,
    # endbr64, at the start of what may be called by its address. The note that has the system enforce it the linker leaves
    # out where a start file of the C library lacks it, as Debian's does.
    "CET landing pads": lambda program: program.bytes.count(b"\xf3\x0f\x1e\xfa") > 1000,
}
NEEDS_OPTIMISATION = {"FORTIFY"}


def rows_of(security):
    """The first column of the table under "## The program"."""
    text = pathlib.Path(security).read_text(encoding="utf-8")
    part = text[text.index("\n## The program"):]
    part = part[:part.find("\n## ", 1)]
    rows = [line.split("|")[1].strip() for line in part.splitlines() if line.startswith("|")]
    return rows[2:]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--security", required=True)
    parser.add_argument("--unoptimised", action="store_true", help="leave out what the compiler does only while optimising")
    options = parser.parse_args()
    program = Program(options.program)
    rows = rows_of(options.security)
    wrong = [f"SECURITY.md has {row!r}, which nothing here looks at" for row in rows if row not in CHECKS]
    wrong += [f"SECURITY.md has no row {name!r}" for name in CHECKS if name not in rows]
    other = "X86-64" not in program.header
    for name, check in CHECKS.items():
        if (options.unoptimised and name in NEEDS_OPTIMISATION) or (other and name == "CET landing pads"):
            print(f"not looked at: {name}")
        elif check(program):
            print(f"has: {name}")
        else:
            wrong.append(f"{options.program} lacks: {name}")
    for each in wrong:
        print(f"FAILED {each}")
    return 1 if wrong or not rows else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except FileNotFoundError as error:
        if error.filename != "readelf":
            raise
        print("skipped: no readelf")
        sys.exit(77)
