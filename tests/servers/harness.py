"""What the tests against servers share: data, runs of edca, readers that look all the time."""
import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import resource
import signal
import subprocess
import threading
import time
import urllib.parse

EDCA = os.environ["EDCA"]


def digest(data):
    return hashlib.sha256(data).hexdigest()


def check(condition, *what):
    if not condition:
        raise AssertionError(" ".join(str(each) for each in what))


def equal(found, expected, what=""):
    if found != expected:
        raise AssertionError(f"{what}: found {found!r}, expected {expected!r}")


def release(number, year, words="", size=0):
    """An invented release that keeps to OCDS 1.1."""
    return {
        "ocid": f"ocds-mx0009-{number:05}", "id": f"{number:05}-{year}", "date": f"{year}-03-01T12:00:00-06:00",
        "language": "es", "tag": ["tender"], "initiationType": "tender",
        "parties": [{"id": "MX-1", "name": "Municipio de San Telmo", "roles": ["buyer"],
                     "identifier": {"id": "1", "scheme": "XI-X", "legalName": "Municipio de San Telmo"}}],
        "buyer": {"id": "MX-1", "name": "Municipio de San Telmo"},
        "tender": {"id": f"{number}", "title": f"Compra {number} {words}", "status": "active",
                   "description": "x" * size},
    }


def package(releases):
    return {"uri": "https://datos.example/original.json", "version": "1.1",
            "publishedDate": "2025-06-01T00:00:00-06:00",
            "publisher": {"name": "Municipio de San Telmo"}, "license": "https://creativecommons.org/licenses/by/4.0/",
            "publicationPolicy": "https://datos.example/politica", "releases": releases}


def allow_cores():
    """As `ulimit -c unlimited`, as far as one may."""
    most = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))


def leaves_core(process, fault):
    """Ends a process by a signal; whether the system made a core of it, wherever that went."""
    process.send_signal(fault)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    check(process.returncode != 0, "it went on after", fault)
    return os.WIFSIGNALED(status) and os.WCOREDUMP(status)


class Site:
    """A folder with data, a configuration and a state of its own."""

    def __init__(self, folder, environment=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(self.folder),
                            "XDG_STATE_HOME": str(self.folder / "state"), "TMPDIR": str(self.folder),
                            **(environment or {})}
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            self.environment.pop(name, None)
        self.environment["EDCA_CONFIG"] = "edca.toml"  # one that was only found has folders as targets
        self.releases = [release(number, 2024 + number % 2) for number in range(1, 9)]
        self.last = None

    def write_data(self):
        (self.folder / "data.json").write_text(json.dumps(package(self.releases)))

    def configure(self, to, base_url="", extra="", dataset=""):
        (self.folder / "edca.toml").write_text(f"""
[dataset]
title = "Contrataciones de San Telmo"
description = "Las compras del municipio"
license = "https://creativecommons.org/licenses/by/4.0/"
frequency = "R/P1M"
publisher.name = "Municipio de San Telmo"
contact.email = "datos@santelmo.example"
contact.name = "Unidad de Transparencia"
{dataset}
[target.portal]
to = "{to}"
{f'base_url = "{base_url}"' if base_url else ""}
{extra}
""")

    def command(self, *arguments):
        return [EDCA, "publish", "--lang", "en", "--json", "--require", "schema", "--timeout", "5", "--to", "portal",
                *arguments, "data.json"]

    def publish(self, *arguments, expect=0, environment=None):
        """Runs it; answers the JSON outcome."""
        self.write_data()
        done = subprocess.run(self.command(*arguments), cwd=self.folder, env={**self.environment, **(environment or {})},
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300,
                              check=False)
        self.last = done
        text = done.stdout.decode() + done.stderr.decode()
        if done.returncode != expect:
            if done.stdout:
                text = str(json.loads(done.stdout)["problems"])
            raise AssertionError(f"exit code {done.returncode} instead of {expect}: {text[-3000:]}")
        return json.loads(done.stdout) if done.stdout else {}

    def start(self, *arguments):
        self.write_data()
        return subprocess.Popen(self.command(*arguments), cwd=self.folder, env=self.environment, preexec_fn=allow_cores,
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def state_text(self):
        return b"".join(path.read_bytes() for path in self.folder.joinpath("state").rglob("*") if path.is_file())


def wait_until(condition, seconds=30, what="it"):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not happen")
        time.sleep(0.02)


def kill(process):
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    process.stderr.close()


def get(base, path):
    """(status, body) as an anonymous reader gets them."""
    parts = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    connection.request("GET", parts.path.rstrip("/") + "/" + urllib.parse.quote(path))
    response = connection.getresponse()
    body = response.read()
    length = response.getheader("Content-Length")
    connection.close()
    check(length is None or int(length) == len(body), path, "was cut short")
    return response.status, body


class Readers:
    """Reads all files all the time; each must be one of the versions that were ever whole."""

    def __init__(self, base, paths):
        self.base, self.paths = base, list(paths)
        self.allowed = {}  # path: {sha256 or None}
        self.bad, self.reads = [], 0
        self.stop = threading.Event()
        self.seen = {}
        self.thread = threading.Thread(target=self.read, daemon=True)

    def read(self):
        while not self.stop.is_set():
            for path in self.paths:
                try:
                    status, body = get(self.base, path)
                except (OSError, http.client.HTTPException, AssertionError) as error:
                    self.bad.append((path, repr(error)))
                    continue
                self.reads += 1
                self.seen.setdefault(path, set()).add(digest(body) if status == 200 else status)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()

    def judge(self, *contents):
        """Every file that was read was absent or as one of these contents has it."""
        equal(self.bad, [], "readers")
        check(self.reads > 0, "nothing was read")
        for path, seen in self.seen.items():
            allowed = {404} | {digest(content[path]) for content in contents if path in content}
            check(seen <= allowed, path, "was seen in another state:", seen - allowed)


@contextlib.contextmanager
def step(name):
    print(f"  {name} ...", end=" ", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("FAILED", flush=True)
        raise
    print(f"ok ({time.monotonic() - start:.1f} s)", flush=True)
