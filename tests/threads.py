#!/usr/bin/env python3
"""With -j1 no command starts a thread, and what it gives is the same as with more. The library given with --shim ends
a program that starts one (tests/tools/no_threads.cpp)."""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

STARTED = 97


def release(number, version):
    return {"ocid": f"ocds-213czf-{number}", "id": f"{number}-{version}", "date": f"2025-01-0{version + 1}T00:00:00Z",
            "tag": ["tender"], "initiationType": "tender", "language": "es",
            "tender": {"id": "1", "title": f"Procedimiento {number}, versión {version}", "status": "active",
                       "description": "x" * 1500}}


def write_inputs(folder):
    """Enough for several batches, in several folders below one."""
    for part in range(4):
        below = folder / f"part{part}" / "deep"
        below.mkdir(parents=True)
        for file in range(3):
            releases = [release(part * 1000 + file * 100 + number, version)
                        for number in range(100) for version in range(3)]
            package = {"uri": f"https://datos.example.mx/{part}-{file}.json", "version": "1.1",
                       "publishedDate": "2025-02-01T00:00:00Z", "publisher": {"name": "Municipio de Ejemplo"},
                       "license": "https://creativecommons.org/licenses/by/4.0/", "releases": releases}
            (below / f"{file}.json").write_text(json.dumps(package), encoding="utf-8")


def commands(config):
    common = ["--lang", "en", "--quiet"]
    yield "validate", ["validate", *common, "--format", "json", "--now", "2026-01-01", "inputs"]
    yield "merge", ["merge", *common, "inputs"]
    yield "package", ["package", *common, "inputs"]
    yield "upgrade", ["upgrade", *common, "inputs"]
    yield "diff", ["diff", *common, "inputs/part0", "inputs/part1"]
    yield "publish", ["publish", *common, "--config", config, "--require", "none", "--to", "dir:portal", "inputs"]


def run(edca, arguments, jobs, scratch, shim):
    home = scratch / "home"
    home.mkdir(exist_ok=True)
    shutil.rmtree(scratch / "portal", ignore_errors=True)
    environment = dict(os.environ, HOME=str(home), XDG_STATE_HOME=str(home), LD_PRELOAD=shim,
                       ASAN_OPTIONS="exitcode=99:verify_asan_link_order=0:detect_leaks=0")
    done = subprocess.run([edca, *arguments, f"-j{jobs}"], cwd=scratch, env=environment, capture_output=True,
                          check=False)
    return done.returncode, done.stdout, done.stderr


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--shim", required=True)
    parser.add_argument("--config", required=True)
    options = parser.parse_args()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        write_inputs(scratch / "inputs")
        for name, arguments in commands(options.config):
            alone = run(options.edca, arguments, 1, scratch, options.shim)
            portal = files_of(scratch / "portal")
            if alone[0] == STARTED:
                faults.append(f"{name} -j1 starts a thread")
                continue
            if alone[0] not in (0, 1):
                faults.append(f"{name} -j1 ends with {alone[0]}: {alone[2].decode()[:500]}")
            several = run(options.edca, arguments, 3, scratch, "")
            if alone[:2] != several[:2] or portal != files_of(scratch / "portal"):
                faults.append(f"{name} gives something else with -j3")
        # The test itself: with more, threads are seen.
        if run(options.edca, ["validate", "--lang", "en", "inputs"], 3, scratch, options.shim)[0] != STARTED:
            faults.append("validate -j3 starts no thread, or none was seen")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
