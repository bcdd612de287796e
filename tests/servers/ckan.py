"""A real CKAN with PostgreSQL and Redis; in place of Solr an answerer that finds nothing and can fail."""
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import time
import urllib.request

from servers import Missing, Server, as_owner, free_port, program, wait_for

VERSION = "2.10"


class Solr:
    """What CKAN needs of Solr. `failures` says how many of the next updates fail."""

    def __init__(self, schema):
        self.schema, self.failures = schema, 0
        solr = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.answer()

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.answer()

            def answer(self):
                path = self.path.split("?")[0].rstrip("/")
                status, body = 200, json.dumps({"responseHeader": {"status": 0}}).encode()
                if "/schema" in path:
                    body = solr.schema
                elif path.endswith("/select"):
                    body = json.dumps({"responseHeader": {"status": 0}, "facet_counts": {"facet_fields": {}},
                                       "response": {"numFound": 0, "start": 0, "docs": []}}).encode()
                elif path.endswith("/update") and solr.failures > 0:
                    solr.failures -= 1
                    status, body = 503, b'{"error": {"msg": "out of order", "code": 503}}'
                self.send_response_only(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def installed():
    """The virtual environment with CKAN; made when it is not there."""
    work = pathlib.Path(os.environ.get("EDCA_SERVERS_WORK") or "build/servers").resolve()
    environment = work / f"ckan-{VERSION}"
    if not (environment / "bin" / "ckan").exists():
        work.mkdir(parents=True, exist_ok=True)
        made = subprocess.run([sys.executable, "-m", "venv", str(environment)], capture_output=True, check=False)
        if made.returncode == 0:
            made = subprocess.run([str(environment / "bin" / "pip"), "install", "--quiet", "--prefer-binary",
                                   "setuptools<71", "wheel", f"ckan[requirements]=={VERSION}.*"], capture_output=True,
                                  check=False)
        if made.returncode != 0:
            shutil.rmtree(environment, ignore_errors=True)
            raise Missing("CKAN cannot be installed from PyPI: " + made.stderr.decode(errors="replace").strip()[-300:])
    return environment / "bin" / "ckan"


class Ckan(Server):
    name = "ckan"
    max_megabytes = 1

    def start(self):
        ckan = installed()
        for name in ("initdb", "pg_ctl", "redis-server"):
            program(name)
        package = next(ckan.parent.parent.glob("lib/python3*/site-packages/ckan"))
        self.solr = Solr((package / "config" / "solr" / "schema.xml").read_bytes())
        database = self.start_postgres()
        redis = free_port()
        self.run([program("redis-server"), "--port", str(redis), "--bind", "127.0.0.1", "--save", "", "--dir",
                  str(self.folder)])
        self.ini = self.folder / "ckan.ini"
        self.call([ckan, "generate", "config", str(self.ini)])
        self.base = f"http://127.0.0.1:{self.port}"
        settings = {"sqlalchemy.url": database, "ckan.site_url": self.base, "ckan.plugins": "",
                    "solr_url": f"http://127.0.0.1:{self.solr.port}/solr/ckan",
                    "ckan.redis.url": f"redis://127.0.0.1:{redis}/0", "ckan.storage_path": str(self.folder / "storage"),
                    "ckan.max_resource_size": str(self.max_megabytes), "ckan.site_id": "default"}
        self.call([ckan, "config-tool", str(self.ini), *[f"{key}={value}" for key, value in settings.items()]])
        self.command = [str(ckan), "-c", str(self.ini)]
        self.call([*self.command, "db", "init"])
        process = self.run([*self.command, "run", "-H", "127.0.0.1", "-p", str(self.port), "--disable-reloader"])
        wait_for(self.port, 90, process, "/api/3/action/status_show")
        admin = self.user("jefa")
        self.call([*self.command, "sysadmin", "add", "jefa"])
        self.token = self.user("editora")
        self.admin = admin
        self.api("organization_create", {"name": "santelmo", "users": [{"name": "editora", "capacity": "editor"}]}, admin)
        self.environment = {"EDCA_TOKEN": self.token}

    def start_postgres(self):
        data, port = self.folder / "postgres", free_port()
        user = as_owner("postgres")
        data.mkdir()
        if os.getuid() == 0:
            shutil.chown(data, user)
            for parent in [self.folder, *self.folder.parents]:
                if parent not in (pathlib.Path("/"), pathlib.Path("/tmp")):
                    parent.chmod(parent.stat().st_mode | 0o711)
        options = {"user": user} if os.getuid() == 0 else {}
        binaries = pathlib.Path(program("initdb")).resolve().parent
        self.call([str(binaries / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres"], cwd="/tmp", **options)
        self.run([str(binaries / "postgres"), "-D", str(data), "-p", str(port), "-c", "listen_addresses=127.0.0.1", "-c",
                  f"unix_socket_directories={data}"], cwd="/tmp", **options)
        connection = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres"]
        for attempt in range(100):
            done = subprocess.run([str(binaries / "psql"), *connection, "-c", "CREATE USER ckan SUPERUSER"],
                                  capture_output=True, check=False)
            if done.returncode == 0:
                break
            time.sleep(0.1)
        self.call([str(binaries / "createdb"), *connection, "-O", "ckan", "-E", "utf-8", "ckan"])
        return f"postgresql://ckan@127.0.0.1:{port}/ckan"

    def user(self, name):
        self.call([*self.command, "user", "add", name, f"email={name}@santelmo.example", "password=una-clave-larga"])
        return self.call([*self.command, "user", "token", "add", name, "test"]).strip().splitlines()[-1].strip()

    def api(self, action, arguments, token=None):
        request = urllib.request.Request(f"{self.base}/api/3/action/{action}", json.dumps(arguments).encode(),
                                         {"Content-Type": "application/json", "Authorization": token or self.token})
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.load(response)["result"]

    def dataset(self, name):
        return self.api("package_show", {"id": name})

    def content(self, name):
        """{name of the file: bytes} of what readers get."""
        found = {}
        for resource in self.dataset(name)["resources"]:
            with urllib.request.urlopen(resource["url"], timeout=60) as response:
                key = resource["url"].split("/")[-1]
                if key in found:
                    raise AssertionError(f"{key} is there twice")
                found[key] = response.read()
        return found

    def stop(self):
        super().stop()
        if hasattr(self, "solr"):
            self.solr.stop()
