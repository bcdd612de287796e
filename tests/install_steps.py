#!/usr/bin/env python3
"""The steps of the examples for CI and of the pages on installing, run as they stand against a server on loopback.

install_steps.py --edca PROGRAM --root PROJECT

Only the address is changed, by scripts/downloads. The archive is made by scripts/pack of the program.
"""
import argparse
import functools
import hashlib
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

wrong = []


def expect(holds, text):
    if not holds:
        wrong.append(text)


def block(text, key):
    """The scalars below each `key:` of our examples: a line, a block with `|`, or a list of lines."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        found = re.match(rf"( *)(?:- )?{key}:(.*)$", line)
        if not found:
            continue
        rest = found[2].strip()
        if rest and rest != "|":
            yield rest
            continue
        body = []
        for below in lines[number + 1:]:
            if below.strip() and len(below) - len(below.lstrip()) <= len(found[1]):
                break
            body.append(below)
        indent = min(len(each) - len(each.lstrip()) for each in body if each.strip())
        body = [each[indent:] for each in body]
        if rest != "|":
            body = [each.removeprefix("- ") for each in body]
        yield "\n".join(body)


def variables(text, key):
    return dict(re.match(r"(\w+): ([^ #]+)", line).groups() for each in block(text, key) for line in each.splitlines())


def shell(script, folder, environment, options="-e"):
    """As a runner does: bash, and the first command that fails ends it."""
    return subprocess.run(["bash", options, "-o", "pipefail", "-c", script], cwd=folder, env=environment, capture_output=True,
                          text=True, check=False)


class Place:
    """A checkout with data, a home, and nothing called edca on the path."""

    def __init__(self, work, name, data):
        self.folder = work / name
        self.home = work / f"{name}-home"
        self.folder.mkdir()
        self.home.mkdir()
        (self.folder / "datos").mkdir()
        shutil.copyfile(data, self.folder / "datos" / "contratos.json")
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": str(self.home), "LANG": "C.UTF-8", "no_proxy": "*"}


def github(root, place, good):
    text = (root / "examples" / "github-actions.yml").read_text(encoding="utf-8")
    path, summary = place.home / "path", place.home / "summary"
    place.environment |= {**variables(text, "env"), "RUNNER_TEMP": str(place.home), "GITHUB_PATH": str(path),
                          "GITHUB_STEP_SUMMARY": str(summary)}
    codes = []
    for step in block(text, "run"):
        done = shell(step, place.folder, place.environment)
        codes.append(done.returncode)
        if path.exists():
            place.environment["PATH"] = path.read_text().strip() + ":/usr/bin:/bin"
        if len(codes) == 2:
            expect(("::error" in done.stdout) != good, f"GitHub: annotations of {'good' if good else 'bad'} data: {done.stdout}")
    expect(codes == [0, 0 if good else 1, 0], f"GitHub: the steps ended with {codes}: {done.stderr}")
    sarif = json.loads((place.folder / "edca.sarif").read_text(encoding="utf-8"))
    expect(bool([each for each in sarif["runs"][0]["results"] if each["level"] == "error"]) != good, "GitHub: the report in SARIF")
    expect("<html" in (place.folder / "edca.html").read_text(encoding="utf-8"), "GitHub: the page")
    expect(summary.stat().st_size > 100, "GitHub: the summary")


def gitlab(root, place, good):
    text = (root / "examples" / "gitlab-ci.yml").read_text(encoding="utf-8")
    place.environment |= variables(text, "variables")
    steps = "\n".join([*block(text, "before_script"), *block(text, "script")])
    # The job has /tmp to itself; here it has a folder of its own for that.
    own = place.home / "tmp"
    own.mkdir()
    done = shell(steps.replace("/tmp", str(own)), place.folder, place.environment)
    expect(done.returncode == (0 if good else 1), f"GitLab: the job ended with {done.returncode}: {done.stderr}")
    quality = json.loads((place.folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    expect(bool([each for each in quality if each["severity"] in ("critical", "blocker", "major")]) != good, "GitLab: the findings")
    kept = re.search(r"paths: \[(.*)\]", text)[1].split(", ") + ["junit.xml"]
    for name in kept:
        expect((place.folder / name).exists(), f"GitLab: there is no {name}")


def page(root, name, place, good):
    """The first block of a page."""
    text = (root / "docs" / name).read_text(encoding="utf-8")
    steps = re.search(r"```sh\n(.*?)```", text, re.DOTALL)[1]
    done = shell(steps, place.folder, place.environment)
    if "-web.tar.gz" in steps:
        expect(done.returncode == 0, f"{name}: {done.stdout}{done.stderr}")
        expect(len(list(place.folder.glob("edca-*-web/index.html"))) == 1, f"{name}: the page is not there")
    elif "validate" in steps:
        expect(done.returncode == (0 if good else 1), f"{name}: the steps ended with {done.returncode}: {done.stderr}")
        expect((place.folder / "edca.html").exists(), f"{name}: there is no page")
    else:
        expect(done.returncode == 0 and "edca 0" in done.stdout, f"{name}: {done.stdout}{done.stderr}")
        for file in ("bin/edca", "share/man/man1/edca.1.gz"):
            expect((place.home / ".local" / file).exists(), f"{name}: no {file}")


def short(root):
    """Each page is there in both languages, is read in a minute (about 250 words), and its pictures are there."""
    for name in ("windows", "browser", "server", "ci"):
        for folder in (root / "docs", root / "docs" / "es"):
            path = folder / f"install-{name}.md"
            text = path.read_text(encoding="utf-8")
            prose = re.sub(r"```.*?```|\]\([^)]*\)", " ", text, flags=re.DOTALL)
            words = len(re.findall(r"[^\W_]{2,}", prose))
            expect(words <= 260, f"{path.relative_to(root)} has {words} words: nobody reads that in a minute")
            for link in re.findall(r"\]\(([^)#:]+)\)", text):
                expect((folder / link).exists(), f"{path.relative_to(root)}: there is no {link}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    options = parser.parse_args()
    if not shutil.which("curl") or not shutil.which("sha256sum"):
        print("skipped: no curl or no sha256sum")
        return 77
    short(options.root)
    with tempfile.TemporaryDirectory(prefix="edca-install-") as name:
        work = pathlib.Path(name)
        # A copy of what has the address in it, with that of the server.
        for part in ("examples", "docs", "scripts"):
            shutil.copytree(options.root / part, work / "project" / part)
        for part in ("README.md", "README.es.md"):
            shutil.copyfile(options.root / part, work / "project" / part)
        version = re.search(r"project\(edca VERSION ([\d.]+)", (options.root / "CMakeLists.txt").read_text(encoding="utf-8"))[1]
        folder = f"edca-{version}-linux-{os.uname().machine}"
        stage = work / "stage"
        (stage / "bin").mkdir(parents=True)
        # A program with sanitizers is large, and gzip slow: what is packed calls it.
        (stage / "bin" / "edca").write_text(f"#!/bin/sh\nexec '{options.edca.resolve()}' \"$@\"\n", encoding="utf-8")
        (stage / "bin" / "edca").chmod(0o755)
        subprocess.run([options.root / "scripts" / "stage", options.edca, stage, version], check=True)
        files = work / "served" / f"v{version}"
        files.mkdir(parents=True)
        archive = files / f"{folder}.tar.gz"
        subprocess.run([options.root / "scripts" / "pack", "tar", stage, folder, archive], check=True,
                       env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"})
        (work / "web").mkdir()
        (work / "web" / "index.html").write_text("<!doctype html>", encoding="utf-8")
        web = files / f"edca-{version}-web.tar.gz"
        subprocess.run([options.root / "scripts" / "pack", "tar", work / "web", f"edca-{version}-web", web], check=True,
                       env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"})
        sums = "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in (archive, web)) + f"{'0' * 64}  another-file\n"
        (files / "SHA256SUMS").write_text(sums, encoding="utf-8")

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(work / "served")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = work / "project"
        subprocess.run([root / "scripts" / "downloads", f"http://127.0.0.1:{server.server_port}"], check=True)
        for good in (True, False):
            data = options.root / "samples" / "edca-mx" / "date-only" / ("good.json" if good else "bad.json")
            for number, (run, *more) in enumerate(((github,), (gitlab,), (page, "install-server.md"), (page, "es/install-server.md"),
                                                   (page, "install-ci.md"), (page, "es/install-ci.md"),
                                                   (page, "install-browser.md"), (page, "es/install-browser.md"))):
                run(root, *more, Place(work, f"{number}-{good}", data), good)
        # An archive that is not what the list says ends every one of them before anything of it runs.
        archive.write_bytes(archive.read_bytes() + b"more")
        for number, example in enumerate(("github-actions.yml", "gitlab-ci.yml")):
            place = Place(work, f"changed-{number}", data)
            text = (root / "examples" / example).read_text(encoding="utf-8")
            place.environment |= {**variables(text, "env" if number == 0 else "variables"), "RUNNER_TEMP": str(place.home),
                                  "GITHUB_PATH": str(place.home / "path")}
            steps = next(block(text, "run" if number == 0 else "before_script")).replace("/tmp", str(place.home))
            done = shell(steps, place.folder, place.environment)
            expect(done.returncode != 0, f"{example}: an archive with another sum is taken")
            expect(not list(place.home.glob("edca-*/bin")), f"{example}: an archive with another sum is unpacked")
        server.shutdown()
    for each in wrong:
        print(f"FAILED {each}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
