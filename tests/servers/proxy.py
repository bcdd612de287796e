"""A proxy in front of a server that goes wrong where a test says so."""
import http.client
import http.server
import select
import socket
import threading
import time


class Rule:
    """What happens to requests of a method whose path ends in a suffix, `times` of them (0: all).

    action: "answer"        the proxy answers itself
            "answer-after"  the server acts, the proxy answers something else
            "drop"          the connection breaks before anything reaches the server
            "drop-after"    the server acts, and the connection breaks
            "cut"           half of the body reaches the server, then the connection breaks
            "corrupt"       a byte of what the server sends is another one
            "slow"          the body passes at `rate` bytes a second
            "call"          `call()` first, then as always
            "edit"          what the server sends passes through `call(bytes)`
            "edit-request"  what the client sends passes through `call(bytes)`
    """

    def __init__(self, method, suffix, action, times=1, status=504, headers=(), body=b"", rate=0, call=None):
        self.method, self.suffix, self.action, self.times = method, suffix, action, times
        self.status, self.headers, self.body, self.rate, self.call = status, headers, body, rate, call
        self.used = 0

    def takes(self, method, path):
        if method != self.method or not path.split("?")[0].endswith(self.suffix):
            return False
        if self.times and self.used >= self.times:
            return False
        self.used += 1
        return True


class FaultProxy:
    def __init__(self, upstream, rules=(), context=None):
        self.upstream, self.rules = upstream, list(rules)
        self.requests = []  # (method, path, headers)
        self.lock = threading.Lock()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self):
                try:
                    super().handle_one_request()
                except (OSError, http.client.HTTPException):
                    self.close_connection = True

            def log_message(self, *_):
                pass

            def handle_expect_100(self):
                return True  # passed over: the body may come at once

        for method in ("GET", "HEAD", "PUT", "POST", "DELETE", "MKCOL", "LOCK", "UNLOCK", "OPTIONS", "PROPFIND"):
            setattr(Handler, f"do_{method}", lambda handler: proxy.serve(handler))
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.base = f"http{'s' if context else ''}://127.0.0.1:{self.port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def seen(self, method, suffix=""):
        return [path for used, path, _ in self.requests if used == method and path.endswith(suffix)]

    def serve(self, handler):
        length = int(handler.headers.get("Content-Length") or 0)
        with self.lock:
            self.requests.append((handler.command, handler.path, list(handler.headers.items())))
            rule = next((each for each in self.rules if each.takes(handler.command, handler.path)), None)
        action = rule.action if rule else ""
        if action == "drop":
            return self.drop(handler)
        if handler.headers.get("Expect", "").lower() == "100-continue":
            handler.send_response_only(100)
            handler.end_headers()
        body = self.read_body(handler, length, rule.rate if action == "slow" else 0)
        if body is None:
            return self.drop(handler)
        if action == "answer":
            return self.answer(handler, rule.status, rule.headers, rule.body)
        if action == "cut":
            self.send_half(handler, body)
            return self.drop(handler)
        if action == "call":
            rule.call()
        if action == "edit-request":
            body = rule.call(body)
        status, headers, content = self.forward(handler, body)
        if action == "drop-after":
            return self.drop(handler)
        if action == "answer-after":
            return self.answer(handler, rule.status, rule.headers, rule.body)
        if action == "corrupt" and content:
            middle = len(content) // 2
            content = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1:]
        if action == "edit":
            content = rule.call(content)
        return self.answer(handler, status, headers, content)

    @staticmethod
    def read_body(handler, length, rate):
        data = bytearray()
        while len(data) < length:
            piece = handler.rfile.read(min(rate or 1 << 16, length - len(data)))
            if not piece:
                return None
            data += piece
            if rate and len(data) < length:
                time.sleep(1)
                # Whoever was killed sends nothing more, even if all of it is on the way already.
                poll = select.poll()
                poll.register(handler.connection, select.POLLRDHUP)
                if poll.poll(0):
                    return None
        return bytes(data)

    def forward(self, handler, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream, timeout=120)
        headers = {name: value for name, value in handler.headers.items()
                   if name.lower() not in ("connection", "expect", "content-length", "transfer-encoding")}
        if body or handler.command in ("PUT", "POST"):
            headers["Content-Length"] = str(len(body))
        connection.request(handler.command, handler.path, body=body or None, headers=headers)
        response = connection.getresponse()
        content = response.read()
        found = [(name, value) for name, value in response.getheaders()
                 if name.lower() not in ("connection", "transfer-encoding", "content-length", "keep-alive")]
        if handler.command == "HEAD" and response.getheader("Content-Length"):
            found.append(("Content-Length", response.getheader("Content-Length")))
        connection.close()
        return response.status, found, content

    def send_half(self, handler, body):
        with socket.create_connection(("127.0.0.1", self.upstream)) as link:
            lines = [f"{handler.command} {handler.path} HTTP/1.1"]
            lines += [f"{name}: {value}" for name, value in handler.headers.items() if name.lower() != "expect"]
            link.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body[:len(body) // 2])
            time.sleep(0.2)

    @staticmethod
    def answer(handler, status, headers, content):
        handler.send_response_only(status)
        names = set()
        for name, value in headers:
            handler.send_header(name, value)
            names.add(name.lower())
        if handler.command == "HEAD":
            if "content-length" not in names:
                handler.send_header("Content-Length", "0")
        else:
            handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(content)

    @staticmethod
    def drop(handler):
        handler.close_connection = True
        try:
            handler.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
