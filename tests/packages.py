#!/usr/bin/env python3
"""Tries the packages of scripts/portable where people have them: on bare systems, in a container, on another processor.

    packages.py --packages FOLDER --work FOLDER [--not-run FILE] [PART…]

Prints of each part that it passed, failed, or did not run and why; FILE gets a line for each that did not run. PART: the beginning of
the name of a part; all without. WORK keeps roots of other systems, made by debootstrap; needs root for them, and the network.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from elf import Elf
from packages_common import HERE, ROOT, SAMPLES, Missing, Packages, Wrong, expect, must, run
from packages_roots import SYSTEMS, bare_system, dependencies, image, recipe

GLIBC = (2, 17)
LOADERS = {"x86_64": "ld-linux-x86-64.so.2", "aarch64": "ld-linux-aarch64.so.1"}
LIBRARIES = {"libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1"}


def program_of(packages, target):
    with tarfile.open(packages.tarball(target)) as archive:
        name = next(name for name in archive.getnames() if name.endswith("/bin/edca"))
        return archive.extractfile(name).read()


def symbols(packages, target, _):
    """Nothing of the C library that is newer than 2.17, no library but it, and no path of who made it."""
    program = program_of(packages, target)
    elf = Elf(program)
    expect(elf.machine == target, f"it is for {elf.machine}")
    expect(elf.interpreter and elf.interpreter.endswith(LOADERS[target]), f"its loader is {elf.interpreter}")
    strange = set(elf.needed) - LIBRARIES - {LOADERS[target]}
    expect(not strange, f"it needs {', '.join(sorted(strange))}")
    expect(elf.versions, "it asks for no version of any symbol, which cannot be")
    for library, versions in elf.versions.items():
        for version in versions:
            found = re.fullmatch(r"GLIBC_(\d+)\.(\d+)(\.\d+)?", version)
            expect(found is not None, f"it wants {version} of {library}")
            expect((int(found[1]), int(found[2])) <= GLIBC, f"it wants {version} of {library}, and 2.17 is the newest it may")
    newest = max((tuple(int(part) for part in version[6:].split(".")) for each in elf.versions.values() for version in each))
    for path in (f"{ROOT}/", "ziglang/"):
        hit = re.search(rb"[ -~]*" + re.escape(path.encode()) + rb"[ -~]*", program)
        expect(hit is None, f"it has a path of the machine that it was made on: {hit and hit[0][:200]}")
    print(f"  {len(program)} bytes; needs {', '.join(sorted(elf.needed))}; newest symbol of glibc {'.'.join(map(str, newest))}")


def contents(packages, target, _):
    """Man pages, completions and the licences of everything inside."""
    with tarfile.open(packages.tarball(target)) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
        parts = next(name for name in archive.getnames() if name.endswith("/THIRD-PARTY"))
        notices = archive.extractfile(parts).read().decode()
    for name in ("share/man/man1/edca.1.gz", "share/man/man1/edca-validate.1.gz", "share/man/es/man1/edca-validate.1.gz",
                 "share/bash-completion/completions/edca", "share/zsh/vendor-completions/_edca",
                 "share/fish/vendor_completions.d/edca.fish", "share/doc/edca/LICENSE", "share/doc/edca/NOTICE"):
        expect(name in names, f"there is no {name}")
    rows = (ROOT / "cmake/libraries/sources.tsv").read_text(encoding="utf-8").splitlines()
    for line in rows:
        name, version, kind, licence = (line.split("\t") + [""] * 4)[:4]
        if kind in ("source", "headers"):
            expect(f"\n{name} {version}  {licence}\n" in notices, f"THIRD-PARTY says nothing of {name}")
    for words in ("LLVM Exceptions", "Permission is hereby granted, free of charge", "unlimited", "Redistributions in binary form"):
        expect(words in notices, f"THIRD-PARTY has no licence with “{words}”")
    print(f"  {len(names)} names, {notices.count('=' * 78) // 2} licences")


def samples_with(command, environment=None):
    """Every sample of samples/ must give the text that is kept of it."""
    count = 0
    for expected in sorted(SAMPLES.glob("*/*/out.txt")):
        folder = expected.parent
        arguments = (folder / "args").read_text(encoding="utf-8").split() if (folder / "args").exists() else []
        bad = next((path for path in sorted(folder.iterdir()) if path.stem == "bad"), None)
        if bad is None:
            continue
        done = run([*command, "validate", "--lang", "en", "--color", "never", *arguments, bad.name], cwd=folder, env=environment)
        expect(done.stdout == expected.read_text(encoding="utf-8"), f"{folder.relative_to(SAMPLES)}: another report than on x86-64:\n"
               f"{done.stdout[:400]}{done.stderr[:400]}")
        count += 1
    expect(count > 100, f"only {count} samples were found")
    return count


def samples_here(packages, target, work):
    if target != HERE:
        raise Missing(f"this machine is {HERE}")
    with tempfile.TemporaryDirectory() as folder:
        program = packages.unpacked(target, folder) / "bin" / "edca"
        print(f"  {samples_with([program])} samples: the same reports as of the development build")


def samples_emulated(packages, target, work):
    """The program of another processor, by qemu, with Debian's C library for it."""
    if target == HERE:
        raise Missing("it is this machine's own")
    emulator = shutil.which(f"qemu-{target}-static") or shutil.which(f"qemu-{target}")
    if emulator is None:
        raise Missing(f"no qemu-{target}-static (Debian: qemu-user-static)")
    base = ROOT / "build" / "portable" / target / "base"
    if not base.exists():
        raise Missing(f"{base} is not there; scripts/portable leaves it")
    with tempfile.TemporaryDirectory() as folder:
        program = packages.unpacked(target, folder) / "bin" / "edca"
        command = [emulator, "-L", base, program]
        print(f"  {samples_with(command)} samples: the same reports; {run([*command, '--version']).stdout.strip()}")


def hardening(packages, target, work):
    with tempfile.NamedTemporaryFile() as file:
        file.write(program_of(packages, target))
        file.flush()
        done = run([sys.executable, ROOT / "tests/hardening.py", "--program", file.name, "--security", ROOT / "SECURITY.md"])
        if done.returncode == 77:
            raise Missing("no readelf")
        expect(done.returncode == 0, done.stdout + done.stderr)


def compiled_twice(_, target, work):
    """Some rooms, compiled in two folders of different length: the same objects."""
    portable, objects = ROOT / "build" / "portable", []
    if not (portable / target / "prefix" / ".made").exists():
        raise Missing("scripts/libraries has not run")
    for name in ("one", "another-with-a-longer-name"):
        root = work / "twice" / name
        subprocess.run(["rm", "-rf", root], check=True)
        for part in ("cmake", "src", "include", "schemas", "scripts", "docs"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copyfile(ROOT / "CMakeLists.txt", root / "CMakeLists.txt")
        there = root / "build" / "portable"
        (there / target).mkdir(parents=True)
        for kept in [*portable.glob("zig-*"), portable / "downloads", portable / "sources", portable / "cache", portable / target / "prefix"]:
            (there / kept.relative_to(portable)).symlink_to(kept)
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "EDCA_COMPILE": "net_0 os_0 base_0"}
        must(run([root / "scripts" / "portable", "--build-only", target], env=environment), "scripts/portable")
        found = sorted((there / target / "program").rglob("unity_*.o"))
        expect(len(found) == 3, f"{len(found)} objects were made")
        objects.append([path.read_bytes() for path in found])
    expect(objects[0] == objects[1], "the objects differ")
    print(f"  {len(objects[0])} objects, {sum(map(len, objects[0]))} bytes")


def released_twice(packages, target, work):
    """scripts/release of the same programs, by two users in two folders, with another umask, locale, time zone, number of jobs, and
    the clock a year on."""
    programs = ROOT / "build" / "portable"
    if os.geteuid() != 0:
        raise Missing("another user needs root")
    targets = [each for each in ("x86_64", "aarch64") if (programs / each / "program" / "edca").exists()]
    if HERE not in targets:
        raise Missing("scripts/portable has not built a program")
    sums = []
    for name, user, before in (("first", None, ["env", "LC_ALL=C", "TZ=UTC", "EDCA_JOBS=1", "bash", "-c", "umask 022; exec \"$@\"", "-"]),
                               ("the second folder", "65534", ["env", "LC_ALL=es_MX.UTF-8", "TZ=Asia/Tokyo", "EDCA_JOBS=7", "bash", "-c",
                                                        "umask 077; exec \"$@\"", "-"])):
        # Not below a folder that only root may enter.
        with tempfile.TemporaryDirectory(prefix="edca-release-") as place:
            os.chmod(place, 0o755)
            root = pathlib.Path(place) / name
            must(run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, root]), "git clone")
            kept = root / "build" / "portable"
            kept.mkdir(parents=True)
            for there in [programs / "downloads", *programs.glob("zig-*")]:
                (kept / there.name).symlink_to(there)
            for each in targets:
                (kept / "built" / each / "program").mkdir(parents=True)
                shutil.copy(programs / each / "program" / "edca", kept / "built" / each / "program")
            version = re.search(r"project\(edca VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
            must(run(["git", "-C", root, "-c", "user.name=a", "-c", "user.email=a@example.org", "tag", "-f", f"v{version}"]), "git tag")
            command = [*before, root / "scripts" / "release", "--programs", kept / "built", f"v{version}"]
            if user:
                must(run(["chown", "-R", f"{user}:{user}", root]), "chown")
                command = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups",
                           *(["faketime", "-f", "+1y"] if shutil.which("faketime") else []), *command]
            environment = {**os.environ, "HOME": str(root), "EDCA_RELEASE_TARGETS": " ".join(targets)}
            environment.pop("SOURCE_DATE_EPOCH", None)
            out = must(run(command, env=environment, cwd=root), "scripts/release")
            sums.append((root / "build" / "releases" / f"v{version}" / "files" / "SHA256SUMS").read_text(encoding="ascii"))
            document = json.loads(next((root / "build/releases" / f"v{version}" / "files").glob("*.spdx.json")).read_text(encoding="utf-8"))
    expect(sums[0] == sums[1], f"other sums:\n{sums[0]}\n{sums[1]}")
    names = {each["name"] for each in document["packages"]}
    for line in (ROOT / "cmake/libraries/sources.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            expect(line.split("\t")[0] in names, f"the list of parts has no {line.split(chr(9))[0]}")
    print(f"  {len(sums[0].splitlines())} files, {len(names)} packages in the list of parts; "
          f"{'a year on' if shutil.which('faketime') else 'the clock was not changed: no faketime'}; {out.count('not made')} systems not made")


def parts_list(packages, target, work):
    """The list of parts, by the reader of SPDX itself."""
    tools = work / "spdx-tools"
    if not (tools / "bin" / "pyspdxtools").exists():
        done = run([sys.executable, "-m", "venv", tools])
        done = run([tools / "bin" / "pip", "install", "-q", "spdx-tools==0.8.3"]) if done.returncode == 0 else done
        if done.returncode != 0:
            raise Missing("spdx-tools could not be had")
    with tempfile.TemporaryDirectory() as folder:
        output = pathlib.Path(folder) / "edca.spdx.json"
        must(run([ROOT / "scripts" / "parts", "sbom", "0.1.0", output, packages.tarball(target)],
                 env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}), "scripts/parts")
        must(run([tools / "bin" / "pyspdxtools", "--infile", output]), "pyspdxtools")


def all_parts():
    parts = []
    for target in ("x86_64", "aarch64"):
        for name, part in (("symbols", symbols), ("contents", contents), ("hardening", hardening), ("dependencies", dependencies)):
            parts.append((f"{name} {target}", part, target))
    parts.append((f"samples {HERE}", samples_here, HERE))
    parts += [(f"{name} {HERE}", part, HERE) for name, part in
              (("image", image), ("recipe", recipe), ("parts", parts_list), ("released twice", released_twice), ("compiled twice", compiled_twice))]
    parts += [(f"samples {target}, emulated", samples_emulated, target) for target in ("x86_64", "aarch64") if target != HERE]
    parts += [(f"system {suite}", bare_system(suite), HERE) for suite in SYSTEMS]
    return parts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--packages", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--not-run", default=os.devnull)
    parser.add_argument("part", nargs="*")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    packages, failed, missing = Packages(options.packages), [], []
    for name, part, target in all_parts():
        if options.part and not any(name.startswith(each) for each in options.part):
            continue
        print(f"{name}:", flush=True)
        try:
            part(packages, target, options.work.resolve())
            print(f"{name}: passed", flush=True)
        except Missing as reason:
            print(f"{name}: not run: {reason}", flush=True)
            missing.append(f"{name}: {reason}")
        except Wrong as reason:
            print(f"{name}: FAILED: {reason}", flush=True)
            failed.append(name)
        except Exception:
            traceback.print_exc()
            print(f"{name}: FAILED", flush=True)
            failed.append(name)
    pathlib.Path(options.not_run).write_text("".join(line.replace("\n", " ") + "\n" for line in missing), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
