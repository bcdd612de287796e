"""Servers on loopback that stand in for WebDAV, S3 and CKAN, as far as edca asks them: in memory, and spoilt where a
test says so."""
import email
import hashlib
import http.server
import json
import threading
import time
import urllib.parse


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def give(self, status, body=b"", **headers):
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def body(self):
        """The whole body; an error where less comes than was announced."""
        size = int(self.headers.get("Content-Length") or 0)
        found = self.rfile.read(size)
        if len(found) < size:
            raise ConnectionError("the request was broken off")
        return found

    def drop(self):
        """No answer."""
        self.close_connection = True
        raise ConnectionError("dropped")

    def noise(self):
        self.wfile.write(b"\x15\x03\x01 this is no answer of HTTP\r\n\r\n")
        self.close_connection = True

    def endless(self, kind):
        """An answer that never ends: of a body, of headers, or either at a few bytes a second."""
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while kind == "headers":
            self.wfile.write(b"X-More: " + b"x" * 4000 + b"\r\n")
        while kind == "drip-headers":
            self.wfile.write(b"X: y\r\n")
            time.sleep(0.2)
        self.wfile.write(b"\r\n")
        while self.command != "HEAD":
            self.wfile.write(b"x" * 65536 if kind == "body" else b"x")
            if kind != "body":
                time.sleep(0.2)


class Server:
    """A server on loopback with a handler of its own, while it is open."""

    def __init__(self, handler, address="127.0.0.1", **members):
        kind = type("Kind", (handler, Handler), members)
        self.server = http.server.ThreadingHTTPServer((address, 0), kind)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None  # an answer is broken off
        self.port = self.server.server_address[1]
        self.host = f"{address}:{self.port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Folder:
    """A folder of WebDAV in memory. `after` is what a PUT is answered with once it is done."""
    after = 201

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        self.seen.append(self.command + " " + self.path)
        found = self.files.get(self.path)
        if found is None:
            self.give(404)
        else:
            self.give(200, found, ETag=f'"{hashlib.md5(found).hexdigest()}"')

    def do_PUT(self):
        self.seen.append("PUT " + self.path)
        self.files[self.path] = self.body()
        if self.after == "noise":
            self.noise()
        else:
            self.give(self.after)

    def do_DELETE(self):
        self.files.pop(self.path, None)
        self.give(204)

    def do_MKCOL(self):
        self.give(405)

    def do_LOCK(self):
        self.body()
        self.give(405)

    do_UNLOCK = do_LOCK


class Bucket:
    """S3, with any bucket. `spoil(server, method, key)` may answer in its place, before (`False`) or after (`True`) what
    was asked is done; it answers whether it has."""
    spoil = staticmethod(lambda server, key, done: False)

    def answer(self):
        self.path = urllib.parse.unquote(self.path)
        body = self.body()
        self.seen.append((self.command, self.path, self.headers.get("Authorization")))
        if self.spoil(self, self.path, False):
            return
        found = self.files.get(self.path)
        if self.command in ("PUT", "DELETE") and not self.allowed(body):
            return
        if self.command == "PUT":
            self.files[self.path] = (body, self.headers.get("x-amz-meta-sha256") or "")
        if self.command == "DELETE":
            self.files.pop(self.path, None)
        if self.spoil(self, self.path, True):
            return
        if self.command in ("PUT", "DELETE"):
            self.give(200 if self.command == "PUT" else 204)
        elif found is None:
            self.error(404, "NoSuchKey", "The specified key does not exist.")
        else:
            self.give(200, found[0], ETag=f'"{hashlib.md5(found[0]).hexdigest()}"', x_amz_meta_sha256=found[1])

    do_HEAD = do_GET = do_PUT = do_DELETE = answer

    def allowed(self, body):
        if "AWS4-HMAC-SHA256" not in (self.headers.get("Authorization") or ""):
            self.error(403, "AccessDenied", "Access Denied")
            return False
        if self.headers.get("x-amz-content-sha256") != hashlib.sha256(body).hexdigest():
            self.error(400, "XAmzContentSHA256Mismatch", "The provided sum does not match what was computed.")
            return False
        return True

    def error(self, status, code, message, **headers):
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
        self.give(status, text.encode("utf-8", "surrogateescape"), Content_Type="application/xml", **headers)


class Catalogue:
    """A site of CKAN with one dataset: `state["dataset"]`, None where there is none; `files` holds the bytes of its
    resources by their ids. What it changes, it changes whole, as CKAN does in a transaction."""

    def answer(self):
        path, _, query = self.path.partition("?")
        body = self.body()
        if path.startswith("/dataset/"):
            found = self.files.get(path.split("/")[4])
            return self.give(404) if found is None else self.give(200, found)
        if self.headers.get("Authorization") != "una-clave":
            return self.refuse(403, "Authorization Error", "Access denied")
        action = path.removeprefix("/api/3/action/")
        asked = dict(urllib.parse.parse_qsl(query))
        with self.lock:
            return getattr(self, action)(asked if self.command == "GET" else self.sent(body))

    do_HEAD = do_GET = do_POST = answer

    def sent(self, body):
        kind = self.headers.get("Content-Type")
        if kind.startswith("application/json"):
            return json.loads(body)
        boundary = b"\r\n--" + kind.split("boundary=")[1].encode()
        parts = {}
        for part in (b"\r\n" + body).split(boundary)[1:-1]:
            head, _, content = part.partition(b"\r\n\r\n")
            about = email.message_from_bytes(head.strip())
            name = about.get_param("name", header="Content-Disposition")
            file = about.get_filename()
            parts[name] = (file, content) if file is not None else content.decode()
        return parts

    def succeed(self, result):
        self.give(200, json.dumps({"success": True, "result": result}).encode(), Content_Type="application/json")

    def refuse(self, status, kind, message, **more):
        error = {"__type": kind, "message": message, **more}
        self.give(status, json.dumps({"success": False, "error": error}).encode(), Content_Type="application/json")

    def status_show(self, _):
        self.succeed({"ckan_version": "2.10.4"})

    def help_show(self, _):
        self.succeed("")

    def organization_list_for_user(self, _):
        self.succeed([{"id": "1", "name": "san-telmo"}])

    def package_show(self, _):
        if self.state["dataset"] is None:
            return self.refuse(404, "Not Found Error", "Not found")
        return self.succeed(self.state["dataset"])

    def save(self, dataset):
        self.state["modified"] += 1
        self.state["dataset"] = {**dataset, "metadata_modified": f"2026-01-01T00:00:00.{self.state['modified']:06}"}
        return self.state["dataset"]

    def package_create(self, given):
        if self.state["dataset"] is not None:
            return self.refuse(409, "Validation Error", "", name=["That URL is already in use."])
        return self.succeed(self.save({"id": "9", "state": "active", "resources": [], **given}))

    def package_patch(self, given):
        return self.succeed(self.save({**self.state["dataset"], **given}))

    def package_delete(self, _):
        self.save({**self.state["dataset"], "state": "deleted"})
        return self.succeed(None)

    def resource_delete(self, given):
        dataset = self.state["dataset"]
        kept = [each for each in dataset["resources"] if each["id"] != given["id"]]
        if len(kept) == len(dataset["resources"]):
            return self.refuse(404, "Not Found Error", "Resource was not found.")
        self.save({**dataset, "resources": kept})
        del self.files[given["id"]]
        return self.succeed(None)

    def package_revise(self, given):
        dataset = json.loads(json.dumps(self.state["dataset"]))
        if any(dataset[key] != given["match__" + key] for key in ("id", "metadata_modified")):
            return self.refuse(409, "Validation Error", "", match=["Does not match."])
        key = "update__resources__"
        resources = {each["id"]: each for each in dataset["resources"]}
        for made in json.loads(given.get(key + "extend", "[]")):
            if made["id"] in resources:
                return self.refuse(409, "Validation Error", "", resources=[{"id": ["Resource id already exists."]}])
            resources[made["id"]] = made
        last = list(resources)[-1] if resources else None
        uploads = {}
        for name, value in given.items():
            which = name.removeprefix(key).split("__")[0]
            which = last if which == "-1" else which
            if name.endswith("__upload"):
                uploads[which] = value
            elif name.startswith(key) and name != key + "extend":
                resources[which].update(json.loads(value))
        for which, (name, content) in uploads.items():
            resources[which]["url"] = f"http://{self.headers['Host']}/dataset/9/resource/{which}/download/{name}"
            self.files[which] = content
        dataset.update(json.loads(given.get("update", "{}")), resources=list(resources.values()))
        return self.succeed({"package": self.save(dataset)})
