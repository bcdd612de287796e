"""OpenStack Swift with its S3 interface, which verifies signatures and sums."""
import http.client
import json
import os
from urllib.parse import quote

from servers import Missing, Server, free_port, program, wait_for

LAUNCHER = """
import sys
import swift.common.utils as utils
utils.SWIFT_CONF_FILE = sys.argv[1]
from swift.common.wsgi import run_wsgi
kind = sys.argv[3]
if kind == "object-server":
    from swift.obj import server
    sys.exit(run_wsgi(sys.argv[2], kind, global_conf_callback=server.global_conf_callback))
sys.exit(run_wsgi(sys.argv[2], kind))
"""


class Swift(Server):
    name = "swift"
    access_key, secret_key, bucket = "test:tester", "clave-muy-secreta", "datos"

    def start(self):
        program("swift-proxy-server")
        builder = program("swift-ring-builder")
        memory = free_port()
        self.run([program("memcached"), "-u", "nobody", "-l", "127.0.0.1", "-p", str(memory)])
        devices = self.folder / "devices" / "d1"
        devices.mkdir(parents=True)
        try:
            os.setxattr(devices, "user.edca", b"1")
        except OSError as error:
            raise Missing(f"the file system keeps no extended attributes: {error}")
        (self.folder / "swift.conf").write_text("[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n"
                                                "[storage-policy:0]\nname = one\ndefault = yes\n")
        (self.folder / "launch.py").write_text(LAUNCHER)
        ports = {}
        for kind in ("account", "container", "object"):
            ports[kind] = free_port()
            ring = str(self.folder / f"{kind}.builder")
            self.call([builder, ring, "create", "4", "1", "1"])
            self.call([builder, ring, "add", f"r1z1-127.0.0.1:{ports[kind]}/d1", "1"])
            self.call([builder, ring, "rebalance"])
            self.write(kind, f"devices = {self.folder}/devices\nmount_check = false\n", ports[kind],
                       f"[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n")
        self.write("proxy", "", self.port, f"""[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:{memory}
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[filter:s3api]
use = egg:swift#s3api
s3_acl = false
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = {self.secret_key} .admin
""")
        for kind in ("account", "container", "object", "proxy"):
            process = self.run(["/usr/bin/python3", str(self.folder / "launch.py"),
                                str(self.folder / "swift.conf"), str(self.folder / f"{kind}.conf"), f"{kind}-server"])
            wait_for(self.port if kind == "proxy" else ports[kind], process=process, path="/healthcheck")
        self.make_bucket()

    def write(self, kind, more, port, pipeline):
        (self.folder / f"{kind}.conf").write_text(
            f"[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {port}\nworkers = 0\nswift_dir = {self.folder}\n"
            f"user = {os.environ.get('USER') or 'root'}\nlog_address = {self.folder}/no-log\n{more}{pipeline}")

    def request(self, method, path, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def make_bucket(self):
        response, _ = self.request("GET", "/auth/v1.0", {"X-Storage-User": self.access_key,
                                                         "X-Storage-Pass": self.secret_key})
        self.token = response.getheader("X-Auth-Token")
        if not self.token:
            raise Missing(f"Swift does not let anybody in: {response.status}")
        self.base = f"http://127.0.0.1:{self.port}/v1/AUTH_test/{self.bucket}/"
        response, body = self.request("PUT", f"/v1/AUTH_test/{self.bucket}",
                                      {"X-Auth-Token": self.token, "X-Container-Read": ".r:*"})
        if response.status >= 300:
            raise Missing(f"no container could be made: {response.status} {body[:200]}")
        self.environment = {"AWS_ACCESS_KEY_ID": self.access_key, "AWS_SECRET_ACCESS_KEY": self.secret_key}

    def content(self):
        """{key: bytes}"""
        _, body = self.request("GET", f"/v1/AUTH_test/{self.bucket}?format=json", {"X-Auth-Token": self.token})
        found = {}
        for entry in json.loads(body):
            found[entry["name"]] = self.request("GET", f"/v1/AUTH_test/{self.bucket}/{quote(entry['name'])}")[1]
        return found
