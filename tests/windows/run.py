#!/usr/bin/env python3
"""Runs edca.exe under wine: golden cases, samples and round trips must give the bytes that they give elsewhere.

  tests/windows/run.py --exe build/windows/edca.exe --work FOLDER [--linux PROGRAM] [NAME...]

Golden cases and samples run as for any other program, by tests/cli/run.cmake and tests/samples.cmake, with a program in
between that starts wine. tests/windows/left_out.txt names those that are left out, each with its reason. Round trips and
what only Windows has (tests below) are compared with what --linux does with the same. NAME: only what begins so
("cli.merge", "samples.edca-mx", "own.").
"""
import argparse
import concurrent.futures
import filecmp
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SECONDS = 1800


def left_out():
    """{name or beginning that ends with "*": reason}"""
    rows = {}
    for line in (ROOT / "tests/windows/left_out.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition(" ")
            rows[name] = reason.strip()
    return rows


def reason_against(name, rows):
    for pattern, reason in rows.items():
        if name == pattern or (pattern.endswith("*") and name.startswith(pattern[:-1])):
            return pattern, reason
    return None


class Runner:
    def __init__(self, given):
        self.exe = given.exe.resolve()
        self.linux = given.linux.resolve() if given.linux else None
        self.work = given.work.resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.program = self.work / "bin/edca"
        self.program.parent.mkdir(exist_ok=True)
        wine = shutil.which("wine64") or shutil.which("wine") or "/usr/lib/wine/wine64"
        self.program.write_text(f'#!/bin/sh\nexec "{wine}" "{self.exe}" "$@"\n', encoding="utf-8")
        self.program.chmod(0o755)
        # As tests/CMakeLists.txt has it for every other program.
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("EDCA_", "LC_", "XDG_")) and
                key not in ("NO_COLOR", "CLICOLOR_FORCE", "LANG")}
        if "EDCA_UPDATE" in os.environ:
            sys.exit("what is expected is written by the program for this system, not by this one")
        self.environment = {**kept, "LC_ALL": "C.UTF-8", "TERM": "dumb", "SOURCE_DATE_EPOCH": "1767225600",
                            "WINEPREFIX": str(self.work / "wine"), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}
        subprocess.run([str(self.program), "--version"], env=self.environment, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=SECONDS)

    def cmake(self, name, script, **variables):
        command = ["cmake", f"-DEDCA={self.program}", f"-DSCRATCH={self.work / 'scratch' / name}",
                   *(f"-D{key}={value}" for key, value in variables.items()), "-P", str(ROOT / script)]
        try:
            run = subprocess.run(command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                 timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return f"did not end within {SECONDS} s"
        return None if run.returncode == 0 else run.stdout.decode(errors="replace")

    def run(self, program, *arguments, folder, data=None, extra=None):
        """(exit code, standard output, standard error)"""
        run = subprocess.run([str(program), *arguments], cwd=folder, env={**self.environment, **(extra or {})}, input=data,
                             stdin=None if data is not None else subprocess.DEVNULL, capture_output=True, timeout=SECONDS,
                             check=False)
        return run.returncode, run.stdout, run.stderr


def golden(runner):
    for case in sorted((ROOT / "tests/cli").glob("*/*/")):
        name = f"cli.{case.parent.name}/{case.name}"
        yield name, lambda case=case, name=name: runner.cmake(name, "tests/cli/run.cmake", CASE=case)


def samples(runner):
    for sample in sorted((ROOT / "samples").glob("*/*/")):
        if sample.parent.name != "demo":
            name = f"samples.{sample.parent.name}/{sample.name}"
            yield name, lambda sample=sample, name=name: runner.cmake(name, "tests/samples.cmake", SAMPLE=sample)


def same_tree(left, right):
    """What differs between two folders, or nothing."""
    files = [sorted(str(path.relative_to(folder)) for path in folder.rglob("*")) for folder in (left, right)]
    if files[0] != files[1]:
        return f"other files: {sorted(set(files[0]) ^ set(files[1]))[:10]}"
    for name in files[0]:
        if (left / name).is_file() and not filecmp.cmp(left / name, right / name, shallow=False):
            return f"{name} differs"
    return None


def both(runner, name, steps):
    """The same steps in a copy of samples/ by either program: exit codes, what is printed and what is written are equal."""
    if runner.linux is None:
        return "needs --linux"
    told, folders = [], []
    for kind, program in (("windows", runner.program), ("linux", runner.linux)):
        folder = runner.work / "scratch" / name / kind
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(ROOT / "samples", folder / "samples")
        state = {"XDG_STATE_HOME": str(folder / "state"), "XDG_DATA_HOME": str(folder / "data"), "HOME": str(folder)}
        told.append([runner.run(program, *step, folder=folder / "samples", extra=state) for step in steps])
        folders.append(folder / "samples")
    for step, windows, linux in zip(steps, *told):
        if windows != linux:
            return f"edca {' '.join(step)}\n  under wine {windows}\n  elsewhere {linux}"
    return same_tree(*folders)


def round_trips(runner):
    yield "own.merge_package", lambda: both(runner, "merge_package", [
        ("merge", "--lang", "es", "demo", "-o", "compiled.jsonl"),
        ("merge", "--lang", "es", "--versioned", "demo", "-o", "versioned.jsonl"),
        ("merge", "--lang", "es", "--memory", "1M", "demo", "-o", "small.jsonl"),
        ("package", "--lang", "es", "--as", "records", "demo/secretaria-registros.json", "-o", "records.json"),
        ("package", "--lang", "es", "--by", "year", "demo/municipio-2025-t1.json", "-o", "parte-{year}-{n}.json"),
        ("merge", "--lang", "es", "parte-2025-1.json", "-o", "again.jsonl"),
        ("validate", "--lang", "es", "--format", "json", "compiled.jsonl"),
        ("diff", "--lang", "es", "demo/municipio-2025-t1.json", "demo/secretaria-2025-t1.json"),
        ("merge", "--lang", "es", "demo", "-o", "compiled.jsonl"),
        ("merge", "--lang", "es", "demo", "-o", "compiled.jsonl", "--overwrite"),
    ])
    yield "own.publish", lambda: both(runner, "publish", [
        ("publish", "-q", "--lang", "es", "--config", "demo.toml", "--require", "none", "--to", "dir:portal/ñ 1", "demo"),
        ("publish", "-q", "--lang", "es", "--config", "demo.toml", "--require", "none", "--to", "dir:portal/ñ 1", "demo"),
        ("publish", "-q", "--lang", "es", "--config", "demo.toml", "--require", "none", "--to", "dir:portal/ñ 1",
         "demo/municipio-2025-t1.json"),
        ("publish", "status", "--lang", "es", "--config", "demo.toml", "--to", "dir:portal/ñ 1"),
    ])
    yield "own.tables", lambda: both(runner, "tables", [
        ("flatten", "--lang", "es", "demo/municipio-2025-t1.json", "-o", "tablas/"),
        ("flatten", "--lang", "es", "demo/municipio-2025-t1.json", "-o", "tablas.xlsx"),
        ("unflatten", "--lang", "es", "tablas", "-o", "back.json"),
        ("unflatten", "--lang", "es", "tablas.xlsx", "-o", "back-xlsx.json"),
        ("validate", "--lang", "es", "back.json", "--format", "html", "-o", "informe.html"),
    ])


# What only Windows has. Each gives None, or what is wrong.

def windows_names(runner):
    folder = runner.work / "scratch/names"
    shutil.rmtree(folder, ignore_errors=True)
    place = folder / "Contratación 2025"
    place.mkdir(parents=True)
    shutil.copy(ROOT / "samples/demo/municipio-2025-t1.json", place / "año (1).json")
    shutil.copy(ROOT / "samples/demo/municipio-2025-t1.json", place / "otro.json")
    whole = "Z:" + str(place).replace("/", "\\")
    expected = runner.run(runner.program, "info", "--lang", "es", "--format", "json", "Contratación 2025/año (1).json",
                          folder=folder)
    if expected[0] != 0:
        return f"info: {expected}"
    for given in ("Contratación 2025\\año (1).json", whole + "\\año (1).json", whole.replace("\\", "/") + "/año (1).json",
                  "\\\\?\\" + whole + "\\año (1).json"):
        code, out, _ = runner.run(runner.program, "info", "--lang", "es", "--format", "json", given, folder=folder)
        # Only the name of the file is another one.
        if code != 0 or len(out.splitlines()) != len(expected[1].splitlines()):
            return f"{given}: {code} {out[:200]}"
    code, out, _ = runner.run(runner.program, "validate", "--lang", "es", "Contratación 2025\\*.json", folder=folder)
    if "Archivos leídos: 2 de 2" not in out.decode():
        return f"*.json: {code} {out.decode()[-300:]}"
    code, _, err = runner.run(runner.program, "merge", "--lang", "es", "Contratación 2025\\otro.json", "-o",
                              whole + "\\sal ida.jsonl", folder=folder)
    if code not in (0, 1) or not (place / "sal ida.jsonl").is_file():
        return f"-o with a drive: {code} {err.decode()}"
    code, _, err = runner.run(runner.program, "merge", "--lang", "es", "Contratación 2025\\otro.json", "-o", "NUL",
                              folder=folder)
    if code not in (0, 1) or (folder / "NUL").exists():
        return f"-o NUL: {code} {err.decode()}"
    code, _, err = runner.run(runner.program, "merge", "--lang", "es", "Contratación 2025\\otro.json", "-o",
                              "contratación 2025\\OTRO.json", "--overwrite", folder=folder)
    if code != 2:
        return f"the output is the input in other letters: {code} {err.decode()}"
    return None


def long_path(runner):
    folder = runner.work / "scratch/long"
    shutil.rmtree(folder, ignore_errors=True)
    deep = folder.joinpath(*["carpeta con un nombre bastante largo " + str(level) for level in range(12)])
    deep.mkdir(parents=True)
    shutil.copy(ROOT / "samples/demo/municipio-2025-t1.json", deep / "a.json")
    given = str(deep.relative_to(folder)).replace("/", "\\")
    for step in (("validate", "--lang", "es", given + "\\a.json"), ("validate", "--lang", "es", "."),
                 ("merge", "--lang", "es", given, "-o", given + "\\b.jsonl"),
                 ("merge", "--lang", "es", given + "\\a.json", "-o", given + "\\b.jsonl", "--overwrite"),
                 ("upgrade", "--lang", "es", given + "\\a.json", "-o", given + "\\nueva\\")):
        code, out, err = runner.run(runner.program, *step, folder=folder)
        if code not in (0, 1):
            return f"{step[0]}: {code} {out.decode()[-200:]} {err.decode()}"
    left = sorted(path.name for path in deep.iterdir())
    return None if left == ["a.json", "b.jsonl", "nueva"] else f"left behind: {left}"


def reader_leaves(runner):
    folder = runner.work / "scratch"
    shell = subprocess.run(["bash", "-c", f'"{runner.program}" explain --all --lang es | head -c 100; echo "${{PIPESTATUS[0]}}"'],
                           cwd=folder, env=runner.environment, capture_output=True, timeout=SECONDS, check=False)
    return None if shell.stdout.endswith(b"0\n") and not shell.stderr else f"{shell.stdout[-50:]} {shell.stderr}"


def standard_input(runner):
    text = (ROOT / "samples/demo/municipio-2025-t1.json").read_bytes().replace(b"\n", b"\r\n") + b"\x1a"
    plain = text.replace(b"\r\n", b"\n").rstrip(b"\x1a")
    folder = runner.work / "scratch"
    code, out, err = runner.run(runner.program, "merge", "--lang", "es", "-", folder=folder, data=plain)
    if b"\r" in out or not out:
        return f"line ends were translated: {code} {err}"
    # Ctrl-Z ends text only where somebody types it.
    code, _, _ = runner.run(runner.program, "validate", "--lang", "es", "-", folder=folder, data=text)
    return None if code == 1 else f"a byte 1A behind the end was passed over: {code}"


def killed(runner):
    """What a run that was killed leaves is hidden beside its output, and the next one goes on."""
    folder = runner.work / "scratch/killed"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    source = (ROOT / "samples/demo/dependencias.jsonl").read_bytes()
    run = subprocess.Popen([str(runner.program), "merge", "--lang", "es", "-", "-o", "out.jsonl"], cwd=folder,
                           env=runner.environment, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    run.stdin.write(source)
    run.stdin.flush()
    run.kill()
    run.wait()
    run.stdin.close()
    if (folder / "out.jsonl").exists():
        return "a file that is not whole has its name"
    code, _, err = runner.run(runner.program, "merge", "--lang", "es", "-", "-o", "out.jsonl", folder=folder, data=source)
    return None if code in (0, 1) and (folder / "out.jsonl").is_file() else f"{code} {err}"


def system(runner):
    """src/os by itself."""
    tests = runner.exe.parent / "tests/windows/edca_os_tests.exe"
    wine = runner.program.read_text(encoding="utf-8").split('"')[1]
    run = subprocess.run([wine, str(tests)], env={**runner.environment, "EDCA_OS_TEST": "ñ"}, capture_output=True,
                         cwd=runner.work, timeout=SECONDS, check=False)
    return None if run.returncode == 0 else run.stdout.decode(errors="replace")


def own(runner):
    for test in (system, windows_names, long_path, reader_leaves, standard_input, killed):
        yield f"own.{test.__name__}", lambda test=test: test(runner)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--exe", required=True, type=pathlib.Path)
    parser.add_argument("--work", required=True, type=pathlib.Path)
    parser.add_argument("--linux", type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--not-run", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    runner = Runner(given)
    rows, skipped, todo, used = left_out(), [], [], set()
    for name, test in [*golden(runner), *samples(runner), *round_trips(runner), *own(runner)]:
        if given.names and not name.startswith(tuple(given.names)):
            continue
        against = reason_against(name, rows)
        if against:
            used.add(against[0])
            skipped.append(f"{name}: {against[1]}")
        else:
            todo.append((name, test))
    failed = []
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        for (name, _), problem in zip(todo, pool.map(lambda one: one[1](), todo)):
            if problem:
                failed.append(name)
                print(f"FAILED {name}\n{problem}", flush=True)
    for line in skipped:
        print(f"left out {line}")
    unused = [] if given.names else sorted(set(rows) - used)
    for name in unused:
        print(f"tests/windows/left_out.txt: there is no {name}")
    print(f"edca.exe under wine: {len(todo) - len(failed)} of {len(todo)} as elsewhere, {len(skipped)} left out")
    if failed:
        print("failed: " + " ".join(failed))
    if given.not_run:
        given.not_run.write_text("".join(f"windows {line}\n" for line in skipped), encoding="utf-8")
    return 1 if failed or unused else 0


if __name__ == "__main__":
    sys.exit(main())
