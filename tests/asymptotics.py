#!/usr/bin/env python3
"""Fails when the instructions per byte of `edca validate` depend on how much there is to validate.

The same releases once, 4 and 16 times, each time under new OCIDs, as JSON Lines and as one package: the instructions
per byte, without those of the start, must not differ by more than 5 %. Counted, not timed, so that it does not matter
what else the machine does.

Needs valgrind; without it says so and ends with 77. A program with sanitizers cannot be counted: --build DIR builds
the release preset there.
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "bench"))
import measure  # noqa: E402

SKIPPED = 77
COPIES = (1, 4, 16)


def build(folder, options):
    """The release preset in a folder of its own."""
    for command in (["cmake", "--preset", "release", "-B", folder, *options],
                    ["cmake", "--build", folder, "--target", "edca_program"]):
        done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(map(str, command))}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}")
    return folder / "edca"


def generate(out, layout, *options):
    subprocess.run([sys.executable, ROOT / "tests" / "bench" / "generate.py", out, "--layout", layout, *options],
                   check=True)


def judge(layout, arguments, folder):
    """Prints what was counted; whether it is even."""
    suffix = ".json" if layout == "package" else ".jsonl"
    start = folder / f"start{suffix}"
    generate(start, layout, "--megabytes", "0.3")
    counts = []
    for copies in COPIES:
        path = folder / f"copies{suffix}"
        generate(path, layout, "--megabytes", str(arguments.mb), "--copies", str(copies))
        counts.append(measure.instructions_per_byte(
            lambda file: [arguments.edca, "validate", "-j1", "--lang", "en", "--profile", "edca-mx", "--fail-on",
                          "error", file], path, start))
        print(f"{layout:8} {path.stat().st_size / 1e6:8.1f} MB  {counts[-1]:6.2f} instructions per byte")
    spread = max(counts) / min(counts) - 1
    print(f"{layout:8} differ by {spread:.1%}")
    return spread <= arguments.tolerance / 100


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edca", type=pathlib.Path)
    parser.add_argument("--build", type=pathlib.Path)
    parser.add_argument("--mb", type=float, default=3, help="what is repeated; default %(default)s")
    parser.add_argument("--tolerance", type=float, default=5, help="per cent")
    parser.add_argument("options", nargs="*", help="for cmake, after --")
    arguments = parser.parse_args()
    if not measure.has_callgrind():
        print("skipped: no valgrind")
        return SKIPPED
    if arguments.build:
        arguments.edca = build(arguments.build, arguments.options)
    if not arguments.edca or not shutil.which(arguments.edca):
        parser.error("--edca PROGRAM or --build DIR")
    with tempfile.TemporaryDirectory() as folder:
        even = [judge(layout, arguments, pathlib.Path(folder)) for layout in ("lines", "package")]
    return 0 if all(even) else 1


if __name__ == "__main__":
    sys.exit(main())
