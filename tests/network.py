#!/usr/bin/env python3
"""Servers and proxies on loopback that do what none should, and what edca says of them.

    network.py --edca PROGRAM
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import network_s3
from stand_ins import Folder, Server

RELEASE = {"ocid": "ocds-mx0001-1", "id": "1", "date": "2025-01-15T00:00:00-06:00", "tag": ["tender"],
           "initiationType": "tender", "language": "es", "tender": {"id": "1", "title": "Papel", "status": "active"}}
PACKAGE = {"uri": "https://datos.example/p.json", "version": "1.1", "publishedDate": "2025-01-31T00:00:00-06:00",
           "publisher": {"name": "Municipio"}, "releases": [RELEASE]}
PROXIES = ["http_proxy", "https_proxy", "all_proxy", "no_proxy"]


class Proxy:
    """Notes who comes."""

    def do_GET(self):
        self.seen.append(self.command + " " + self.path)
        self.body()
        self.give(503)

    do_HEAD = do_PUT = do_POST = do_CONNECT = do_LOCK = do_MKCOL = do_GET


class Endless:
    """Answers that never end."""
    kind = "body"

    def do_GET(self):
        self.endless(self.kind)

    do_HEAD = do_PUT = do_GET


class Ckan:
    """As much of a site as is asked before anything is written; its dataset is large."""

    def do_GET(self):
        action = self.path.split("/action/")[-1].split("?")[0]
        results = {"status_show": {"ckan_version": "2.10.4"}, "help_show": "help",
                   "organization_list_for_user": [{"name": "santelmo"}],
                   "package_show": {"id": "d", "state": "active", "metadata_modified": "1", "notes": "x" * 3_000_000,
                                    "resources": []}}
        self.give(200, json.dumps({"success": True, "result": results[action]}).encode())


class Work:
    """A folder to work in, and the program."""

    def __init__(self, edca):
        self.edca, self.folder = os.path.abspath(edca), tempfile.TemporaryDirectory(prefix="edca-network-")
        self.path = pathlib.Path(self.folder.name)
        (self.path / "data.json").write_text(json.dumps(PACKAGE))

    def run(self, *arguments, **variables):
        environment = {key: value for key, value in os.environ.items()
                       if key.lower() not in PROXIES and not key.startswith(("EDCA_", "XDG_", "AWS_"))}
        environment.update(HOME=str(self.path / "home"), **variables)
        return subprocess.run([self.edca, *arguments, "--lang", "en"], cwd=self.path, env=environment, timeout=300,
                              capture_output=True, text=True, check=False)

    def publish(self, to, *arguments, **variables):
        return self.run("publish", "-q", "--retries", "0", "--to", to, "data.json", *arguments,
                        **{"EDCA_USER": "ana", "EDCA_PASSWORD": "una-clave", **variables})


def expect(run, code, *texts):
    said = run.stdout + run.stderr
    if run.returncode != code or not all(text in said for text in texts):
        raise AssertionError(f"exit {run.returncode} instead of {code}, {texts}:\n{said}")


def proxies_see_no_credentials(work):
    seen = []
    with Server(Proxy, seen=seen) as proxy, Server(Folder, files={}, seen=[]) as folder:
        through = {name: f"http://{proxy.host}" for name in ["http_proxy", "ALL_PROXY"]}
        expect(work.publish(f"dav+http://{folder.host}/", **through), 0)
        expect(work.publish(f"dav+http://{folder.host}/", "--proxy", f"http://{proxy.host}"), 0)
        assert not seen, f"the proxy was asked for this machine: {seen}"
        far = "dav+http://datos.example/"
        expect(work.publish(far, "--allow-http", **through), 2, "would go through a proxy")
        expect(work.publish(far, "--allow-http", "--proxy", proxy.host), 2, "would go through a proxy")
        assert not seen, f"the proxy was sent credentials: {seen}"
        expect(work.publish(far, "--allow-http", EDCA_USER="", EDCA_PASSWORD="", **through), 3)
        assert seen, "without credentials the proxy is used"


def answers_end(work):
    for kind in ["body", "headers", "drip", "drip-headers"]:
        with Server(Endless, kind=kind) as server:
            start = time.monotonic()
            status = work.run("publish", "status", "--retries", "0", "--timeout", "2", "--to", f"dav+http://{server.host}/")
            long = kind in ("body", "headers")
            expect(status, 3, "does not end" if long else "did not answer to the end")
            assert time.monotonic() - start < 60, kind


def extensions_end(work):
    """schema add waits a minute for what comes too slowly."""
    def add(kind):
        with Server(Endless, kind=kind) as server:
            return work.run("schema", "add", f"http://{server.host}/x", "--allow-private")

    with concurrent.futures.ThreadPoolExecutor() as pool:
        for run in pool.map(add, ["body", "headers", "drip", "drip-headers"]):
            expect(run, 2)


def writes_are_looked_at(work):
    for after in [429, 501, 507, 403, "noise"]:
        files = {}
        with Server(Folder, files=files, seen=[], after=after) as folder:
            expect(work.publish(f"dav+http://{folder.host}/{after}/"), 0)
        assert f"/{after}/manifest.json" in files


def large_datasets_are_read(work):
    with Server(Ckan) as site:
        status = work.run("publish", "status", "--to", f"ckan+http://{site.host}/dataset/compras", EDCA_TOKEN="un-token")
        expect(status, 1, "manifest")


def no_keys_are_logged(work):
    with Server(Folder, files={}, seen=[]) as folder:
        expect(work.publish(f"dav+http://{folder.host}/", SSLKEYLOGFILE=str(work.path / "keys")), 0)
    assert not (work.path / "keys").exists(), "the keys of TLS are written where the environment says"


def certificates_are_called_what_they_are(work):
    with Server(Folder, files={}, seen=[]) as folder:
        (work.path / "none.pem").write_text("none\n")
        expect(work.publish(f"dav+https://{folder.host}/", "--cacert", "none.pem"), 2, "No certificates can be read")


def private_addresses_are_not_asked(work):
    seen = []
    with Server(Folder, files={}, seen=seen) as folder:
        port = folder.host.split(":")[1]
        for host in ["127.0.0.1", "localhost", "0x7f.1", "[::ffff:127.0.0.1]", "0.0.0.0"]:
            expect(work.run("schema", "add", f"http://{host}:{port}/x"), 2, "--allow-private")
        assert not seen, seen
        expect(work.run("schema", "add", f"http://127.0.0.1:{port}/x", "--allow-private"), 2, "extension.json")
        assert seen


def extensions_are_led_nowhere(work):
    """A site does not choose which file or machine is read."""
    class Leads:
        def do_GET(self):
            self.asked.append(self.path)
            self.give(302, Location=self.to)

    for to, says in [("file:///etc/passwd", ""), ("ftp://127.0.0.1/x", ""), ("/x/extension.json", ""), ("", "")]:
        asked = []
        with Server(Leads, asked=asked, to=to) as server:
            expect(work.run("schema", "add", f"http://{server.host}/x", "--allow-private"), 2, says)
        assert 0 < len(asked) < 60, f"{to}: asked {len(asked)} times"
    config = work.path / "home"
    left = [str(path) for path in config.rglob("*") if path.is_file() or path.name.startswith(".")]
    assert not any("extension" in path or ".new" in path for path in left), f"left behind: {left}"


CASES = [proxies_see_no_credentials, answers_end, extensions_end, writes_are_looked_at, large_datasets_are_read,
         no_keys_are_logged, certificates_are_called_what_they_are, private_addresses_are_not_asked, extensions_are_led_nowhere,
         *network_s3.CASES]


def try_case(edca, case):
    """Answers whether it passed, and says so."""
    start = time.monotonic()
    try:
        work = Work(edca)
        with work.folder:
            case(work)
    except (AssertionError, subprocess.TimeoutExpired) as problem:
        print(f"{case.__name__}: FAILED: {problem}", flush=True)
        return False
    print(f"{case.__name__}: passed ({time.monotonic() - start:.1f} s)", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("case", nargs="*")
    options = parser.parse_args()
    chosen = [case for case in CASES if not options.case or case.__name__ in options.case]
    # Nearly all of it is waiting.
    with concurrent.futures.ThreadPoolExecutor(len(CASES)) as pool:
        passed = list(pool.map(lambda case: try_case(options.edca, case), chosen))
    return 0 if passed and all(passed) else 1


if __name__ == "__main__":
    sys.exit(main())
