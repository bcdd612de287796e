"""Real servers on loopback, each in a folder of its own, started and stopped by the tests."""
import http.client
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request


class Missing(Exception):
    """The server cannot be installed or started here; the text says why."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=30, process=None, path="/"):
    """Until something answers HTTP on the port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process is not None and process.poll() is not None:
            break
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise Missing(f"nothing answers on port {port}")


def program(*names):
    for name in names:
        found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin:/usr/lib/postgresql/15/bin")
        if found:
            return found
    raise Missing(f"{names[0]} is not installed")


class Server:
    """A process with its folder; a context manager."""
    name = "server"

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / self.name
        self.folder.mkdir(parents=True)
        self.processes = []
        self.port = free_port()

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_):
        self.stop()

    def run(self, command, **options):
        """A process that ends with the test."""
        log = open(self.folder / f"log.{len(self.processes)}", "wb")
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                   start_new_session=True, **options)
        self.processes.append(process)
        return process

    def call(self, command, **options):
        """A command that must succeed; answers what it prints."""
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              check=False, timeout=300, **options)
        text = done.stdout.decode(errors="replace")
        if done.returncode != 0:
            raise Missing(f"{' '.join(map(str, command))}: {text.strip()[-400:]}")
        return text

    def stop(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def as_owner(user):
    """Whoever starts a server as root lets it work as somebody else, who must own the files."""
    return user if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name


class WebServer(Server):
    """A web server with WebDAV below /dav/ (user and password) and the same files for everybody below /."""
    user, password = "editora", "contraseña:larga"

    def __init__(self, folder, limit_bytes=0):
        super().__init__(folder)
        self.root = self.folder / "root"
        self.root.mkdir()
        self.log = self.folder / "access.log"
        self.limit_bytes = limit_bytes
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = {"EDCA_USER": self.user, "EDCA_PASSWORD": self.password}

    def own(self, user):
        if os.getuid() == 0:
            for parent in [self.folder, *self.folder.parents]:
                if parent != pathlib.Path("/") and parent != pathlib.Path("/tmp"):
                    parent.chmod(parent.stat().st_mode | 0o755)
            shutil.chown(self.root, user)

    def writes(self):
        """[(method, path)] of what changed something, as the server's own log tells."""
        found = []
        for line in self.log.read_text().splitlines():
            method, path, status = line.split(" ")[:3]
            if path.endswith("/.edca-lock"):
                continue  # of the lock, which is gone afterwards
            if method not in ("GET", "HEAD", "OPTIONS", "PROPFIND", "LOCK", "UNLOCK") and status.startswith("2"):
                found.append((method, path.removeprefix("/dav/")))
        return found

    def forget(self):
        os.truncate(self.log, 0)

    def content(self):
        """{path: bytes} of what is published."""
        return {path.relative_to(self.root).as_posix(): path.read_bytes()
                for path in sorted(self.root.rglob("*")) if path.is_file()}


class Nginx(WebServer):
    name = "nginx"

    def start(self):
        binary = program("nginx")
        hashed = self.call([program("openssl"), "passwd", "-apr1", self.password]).strip()
        (self.folder / "users").write_text(f"{self.user}:{hashed}\n")
        modules = pathlib.Path("/usr/lib/nginx/modules/ngx_http_dav_ext_module.so")
        extended = modules.exists()
        self.own("www-data")
        config = f"""
{f"load_module {modules};" if extended else ""}
{"user www-data;" if os.getuid() == 0 else ""}
daemon off; pid {self.folder}/pid; error_log {self.folder}/error.log; worker_processes 1;
events {{ worker_connections 64; }}
http {{
  log_format plain '$request_method $uri $status $http_authorization';
  access_log {self.log} plain;
  client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;
  fastcgi_temp_path {self.folder}/f; uwsgi_temp_path {self.folder}/u; scgi_temp_path {self.folder}/s;
  client_max_body_size {self.limit_bytes};
  types {{ text/html html; application/json json; application/gzip gz; application/zip zip; }}
  {"dav_ext_lock_zone zone=locks:1m;" if extended else ""}
  server {{
    listen 127.0.0.1:{self.port};
    root {self.root};
    location / {{ }}
    location /dav/ {{
      alias {self.root}/;
      auth_basic portal; auth_basic_user_file {self.folder}/users;
      dav_methods PUT DELETE MKCOL COPY MOVE;
      {"dav_ext_methods PROPFIND OPTIONS LOCK UNLOCK; dav_ext_lock zone=locks;" if extended else ""}
    }}
  }}
}}
"""
        (self.folder / "nginx.conf").write_text(config)
        process = self.run([binary, "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)])
        wait_for(self.port, process=process)


class Apache(WebServer):
    name = "apache"

    def start(self):
        binary = program("apache2")
        self.call([program("htpasswd"), "-bc", str(self.folder / "users"), self.user, self.password])
        self.own("www-data")
        locks = self.folder / "locks"
        locks.mkdir()
        if os.getuid() == 0:
            shutil.chown(locks, "www-data")
        modules = "/usr/lib/apache2/modules"
        load = "\n".join(f"LoadModule {name}_module {modules}/mod_{name}.so" for name in
                         ("mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "alias",
                          "mime", "dir", "dav", "dav_fs", "dav_lock"))
        config = f"""
{load}
ServerName 127.0.0.1
Listen 127.0.0.1:{self.port}
PidFile {self.folder}/pid
ErrorLog {self.folder}/error.log
LogFormat "%m %U %>s" plain
CustomLog {self.log} plain
{"User www-data" + chr(10) + "Group www-data" if os.getuid() == 0 else ""}
DavLockDB {locks}/db
DocumentRoot {self.root}
TypesConfig /etc/mime.types
{f"LimitRequestBody {self.limit_bytes}" if self.limit_bytes else ""}
<Directory {self.root}>
  Require all granted
</Directory>
Alias /dav {self.root}
<Location /dav>
  Dav On
  AuthType Basic
  AuthName portal
  AuthUserFile {self.folder}/users
  Require valid-user
</Location>
"""
        (self.folder / "apache.conf").write_text(config)
        process = self.run([binary, "-D", "FOREGROUND", "-f", str(self.folder / "apache.conf")])
        wait_for(self.port, process=process)
