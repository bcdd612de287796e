"""An S3 server on loopback that does what none should. What must hold whatever it answers: what edca says of each file is
true, the exit code is that of the contract, without success nothing has changed (but for 7, a person must look), no
secret is shown or kept, and the next run puts everything right. network.py runs the cases."""
import json

from stand_ins import Bucket, Server

SECRET = "una-clave-que-nadie-ve"
ROOT = "/datos/portal/"
CODES = {0: ("published", "unchanged"), 3: ("failed",), 4: ("refused",), 5: ("conflict",), 6: ("restored",),
         7: ("inconsistent",)}


class Trial:
    """A portal that was published once, to be updated on a server that is spoilt meanwhile."""

    def __init__(self, work):
        self.work, self.files, self.seen = work, {}, []
        self.publish(self.server(), 0)
        self.before = dict(self.files)
        self.seen.clear()
        package = json.loads((work.path / "data.json").read_text())
        package["releases"].append({**package["releases"][0], "ocid": "ocds-mx0001-2"})
        (work.path / "data.json").write_text(json.dumps(package))
        self.publish(self.server(), 0)
        self.after, self.files = self.files, dict(self.before)
        self.changed = {key for key in self.after if self.after[key] != self.before.get(key)}
        assert self.before and self.changed and ROOT + "manifest.json" in self.changed

    def server(self, spoil=lambda *_: False):
        return Server(Bucket, files=self.files, seen=self.seen, spoil=staticmethod(spoil))

    def publish(self, server, *codes, arguments=()):
        """Runs it on a server; answers what it says, as JSON and as text."""
        with server:
            (self.work.path / "s3.toml").write_text(
                f'[dataset]\ntitle = "Compras"\n[target.s3]\nto = "s3://datos/portal/"\nendpoint = "http://{server.host}"\n'
                'timeout = 2\nretries = 0\n')
            run = self.work.run("publish", "-q", "--json", "--config", "s3.toml", "--to", "s3", *arguments, "data.json",
                                AWS_ACCESS_KEY_ID="llave", AWS_SECRET_ACCESS_KEY=SECRET)
        said = run.stdout + run.stderr
        if run.returncode not in codes:
            raise AssertionError(f"exit {run.returncode} instead of {codes}:\n{said[-2000:]}")
        state = b"".join(path.read_bytes() for path in (self.work.path / "home").rglob("*") if path.is_file())
        assert SECRET not in said and SECRET.encode() not in state, "the secret is shown or kept"
        return json.loads(run.stdout), said

    def judge(self, report):
        """Holds what is said against what is there."""
        code = report["code"]
        assert report["result"] in CODES[code], (code, report["result"])
        assert code == 0 or report["problems"], "no problem is named"
        for file in report["files"]:
            held, state = self.files.get(ROOT + file["path"]), file["state"]
            if state in ("verified", "kept"):
                assert held == self.after[ROOT + file["path"]], f"{file['path']} is said to be {state}"
            if state in ("put-back", "planned"):
                assert held == self.before.get(ROOT + file["path"]), f"{file['path']} is said to be {state}"
        if code == 0:
            assert self.files == self.after, "code 0, and not all is new"
        elif code != 7:
            assert self.files == self.before, f"code {code}, and not all is old"
        for problem in report["problems"]:
            text = json.dumps(problem, ensure_ascii=False)
            assert len(text) < 2000, f"a sentence of {len(text)} characters"
            assert not any(ord(each) < 32 or 0x7f <= ord(each) < 0xa0 for each in text), repr(text)

    def hold(self, what, spoil, *codes, says="", arguments=()):
        self.seen.clear()
        self.files.clear()
        self.files.update(self.before)
        try:
            report, said = self.publish(self.server(spoil), *codes, arguments=arguments)
            assert says in said, f"does not say “{says}”: {said[-1500:]}"
            self.judge(report)
            if report["code"] != 0:
                self.publish(self.server(), 0)
                assert self.files == self.after, "the next run does not put it right"
        except AssertionError as problem:
            raise AssertionError(f"{what}: {problem}") from problem


def on(method, then, done=False, key="", times=1 << 30, signed=None):
    """Spoils requests of a method, about keys that end so, at most so many times."""
    left = [times]

    def spoil(server, path, is_done):
        has = bool(server.headers.get("Authorization"))
        if server.command != method or is_done != done or not path.endswith(key) or not left[0] or signed not in (None, has):
            return False
        left[0] -= 1
        then(server)
        return True

    return spoil


def both(*spoils):
    return lambda *given: any(spoil(*given) for spoil in spoils)


def answer(status, code="", message="", **headers):
    return lambda server: server.error(status, code, message, **headers) if code else server.give(status, **headers)


def s3_redirects(work):
    """Nothing that is signed goes to another place."""
    trial, elsewhere = Trial(work), []
    with Server(Bucket, files=trial.after, seen=elsewhere) as other:
        for status in [301, 302, 307, 308]:
            for method in ["HEAD", "GET", "PUT"]:
                to = f"http://{other.host}/datos/portal/x"
                signed = True if method == "GET" else None
                codes = (4,) if method != "GET" else (0, 4, 7)
                trial.hold(f"{method} {status}", on(method, answer(status, "PermanentRedirect", "El otro", Location=to),
                                                    signed=signed), *codes, says="to another place" if codes == (4,) else "")
        assert not elsewhere, f"the other place was asked: {elsewhere}"
        # Readers do follow, but without what is signed.
        trial.hold("readers are led elsewhere", lambda server, path, done: on(
            "GET", answer(307, Location=f"http://{other.host}{path}"), signed=False)(server, path, done), 0)
        assert elsewhere and not any(signed for _, _, signed in elsewhere), "credentials went along"
    trial.hold("a redirect without a place", on("PUT", answer(301)), 4)
    trial.hold("in a circle", on("GET", lambda server: server.give(302, Location=server.path), signed=False), 6)
    trial.hold("to a file of this machine", on("GET", answer(302, Location="file:///etc/passwd"), signed=False), 6)
    trial.hold("a place with control characters", on("PUT", answer(301, Location="http://x/\x1b[31m" + "y" * 5000)), 4)


def s3_writes_are_looked_at(work):
    """What a server says of a write is not what it did."""
    trial = Trial(work)
    after = {"412": answer(412, "PreconditionFailed", "no"), "409": answer(409, "OperationAborted", "no"),
             "409 of conditions": answer(409, "ConditionalRequestConflict", "no"), "500": answer(500, "InternalError", "no"),
             "503": answer(503, "SlowDown", "no"), "403": answer(403, "AccessDenied", "no"), "307": answer(307),
             "400": answer(400, "BadDigest", "no"), "noise": lambda server: server.noise(),
             "nothing": lambda server: server.drop()}
    for name, then in after.items():
        trial.hold(f"{name} after it was done", on("PUT", then, done=True), 0)
    before = {"412": 5, "409": 4, "409 of conditions": 4, "500": 3, "503": 3, "403": 4, "307": 4, "400": 3, "noise": 3,
              "nothing": 3}
    for name, then in after.items():
        trial.hold(f"{name}, and the last one was not done", on("PUT", then, key="manifest.json"), before[name])
    trial.hold("no bucket", on("HEAD", answer(404)), 4, 3, 0, 5, 7)
    trial.hold("the way back is refused", both(on("PUT", answer(403), key="manifest.json"), on("DELETE", answer(403)),
                                               lambda server, path, done: server.command == "PUT" and not done and
                                               any("manifest" in each[1] and each[0] == "PUT" for each in trial.seen) and
                                               (answer(403)(server), True)[1]), 4, 7)


def s3_errors_are_short(work):
    """What an error says is shown short, without what it must not hold."""
    trial = Trial(work)
    bodies = {"long": "x" * 5_000_000, "control": "\x1b[2J\x07 a\u202eb \r\n c", "no UTF-8": "\udcff\udcfe",
              "the secret": f"clave {SECRET} y más", "markup": "<b>no</b> &amp; &#x1b; <![CDATA[x]]>"}
    for name, text in bodies.items():
        trial.hold(name, on("PUT", answer(403, "AccessDenied", text)), 4)
        trial.hold(f"{name} as code", on("PUT", answer(403, text, "no")), 4)
        trial.hold(f"{name} to a question", on("GET", answer(403, "AccessDenied", text), signed=True), 0, 4, 7)
    documents = {"HTML": b"<html><body>%s</body></html>" % SECRET.encode(), "HTML 5": b"<!doctype html><p>no</p>",
                 "cut": b"<Error><Code>Acc", "entities": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
                 b"<Error><Code>&b;&b;&b;</Code><Message>&b;</Message></Error>",
                 "a file": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Error><Code>X</Code>'
                 b"<Message>&a;</Message></Error>", "deep": b"<Error>" * 100_000}
    for name, body in documents.items():
        trial.hold(name, on("PUT", lambda server, body=body: server.give(400, body)), 4)


def s3_answers_end(work):
    """An answer that never ends is given up, and what was done all the same is looked at."""
    trial = Trial(work)
    for kind in ["headers", "drip-headers", "body", "drip"]:
        def then(server, kind=kind):
            server.endless(kind)
        trial.hold(f"{kind} instead of a write", on("PUT", then, key="manifest.json"), 3)
        trial.hold(f"{kind} after a write", on("PUT", then, done=True, key="manifest.json"), 0)
    trial.hold("a file without end", on("GET", lambda server: server.endless("body"), signed=False, key="manifest.json"), 6)
    trial.hold("headers without end", on("HEAD", lambda server: server.endless("headers"), times=1), 0, 3)


def s3_lies_are_seen(work):
    """Files are what readers get, whatever the server says of them."""
    trial = Trial(work)

    def told(**headers):
        """A file as it is, with other headers."""
        def then(server):
            found = trial.files.get(server.path)
            server.give(404) if found is None else server.give(200, found[0], **{"ETag": '"x"', **headers})
        return then

    def old(server):
        found = trial.before.get(server.path)
        server.give(404) if found is None else server.give(200, found[0], ETag='"x"', x_amz_meta_sha256=found[1])

    def cut(server):
        server.give(200, trial.files.get(server.path, [b""])[0][:-1], ETag='"x"')

    etags = iter(range(1 << 30))
    for name, then in {"an ETag of nothing": told(ETag=""), "an ETag that is no sum": told(ETag='W/"' + "e" * 5000 + '"'),
                       "another ETag each time": lambda server: told(ETag=f'"{next(etags)}"')(server),
                       "the sum of something else": told(x_amz_meta_sha256="0" * 64),
                       "a sum that is none": told(x_amz_meta_sha256="\x1b[31m")}.items():
        trial.hold(name, both(on("HEAD", then), on("GET", then)), 0, 4, 5)
    trial.hold("what was written before comes back", on("GET", old, signed=False), 6)
    trial.hold("a byte is missing", on("GET", cut, signed=False), 6)
    trial.hold("a page instead of each file", on("GET", lambda server: server.give(200, b"<html>Portal</html>"), signed=False),
               6)
    trial.hold("an empty file", on("GET", lambda server: server.give(200), signed=False), 6)
    trial.hold("a file is said to be shorter", on("HEAD", lambda server: server.give(200, Content_Length="1")), 0, 3, 4, 5)
    trial.hold("a write is said to be done", on("PUT", lambda server: server.give(200), key="manifest.json"), 3, 4, 5, 6)


CASES = [s3_redirects, s3_writes_are_looked_at, s3_errors_are_short, s3_answers_end, s3_lies_are_seen]
