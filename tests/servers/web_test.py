"""WebDAV: nginx and Apache."""
import pathlib
import signal
import ssl
import subprocess

import collector
from harness import (Readers, Site, allow_cores, check, digest, equal, get, kill, leaves_core, release, step,
                     wait_until)
from proxy import FaultProxy, Rule
from servers import Apache, Nginx, WebServer


def site_of(folder, server, to=None, base=None, name="site", extra=""):
    site = Site(pathlib.Path(folder) / name, server.environment)
    site.configure(f"dav+{to or server.base}/dav/", base or server.base + "/", extra)
    return site


def no_secret(site, *texts):
    for secret in (WebServer.password.encode(), b"ZWRpdG9yYTpjb250"):
        for text in (site.last.stdout, site.last.stderr, site.state_text(), *texts):
            check(secret not in text, "a secret was written somewhere")


def first_and_again(server, site):
    with step("first publication"):
        outcome = site.publish()
        content = server.content()
        equal({file["path"] for file in outcome["files"]}, set(content), "files")
        for file in outcome["files"]:
            equal(digest(content[file["path"]]), file["sha256"], file["path"])
            equal(file["state"], "verified", file["path"])
        puts = [path for method, path in server.writes() if method == "PUT"]
        equal(sorted(puts), sorted(content), "PUT once each")
        equal(puts[-1], "manifest.json", "the last write")
        no_secret(site)
    with step("a collector of INAI's platform finds every release"):
        equal(collector.from_inai(server.base), collector.releases_of([{"releases": site.releases}]))
    with step("unchanged second run: no writes"):
        server.forget()
        equal(site.publish()["result"], "unchanged")
        equal(server.writes(), [], "writes")
    with step("without its journal: no writes either"):
        other = site_of(site.folder.parent, server, name="elsewhere")
        equal(other.publish()["result"], "unchanged")
        equal(server.writes(), [], "writes")
    return content


def one_new_release(server, site, before):
    with step("one new release, while readers look"):
        server.forget()
        with Readers(server.base, before) as readers:
            site.releases.append(release(50, 2025))
            outcome = site.publish()
        after = server.content()
        readers.judge(before, after)
        changed = {path for path in after if after[path] != before.get(path)}
        writes = server.writes()
        equal(sorted(path for _, path in writes), sorted(changed), "written")
        equal(writes[-1], ("PUT", "manifest.json"), "the last write")
        check(not [path for path in changed if "2024" in path and path.startswith("data/")], "data of 2024 were sent")
        check(any("2025" in path for path in changed) and len(changed) < len(after), changed)
        equal(outcome["summary"]["keep"], len(after) - len(changed))
    return after


def failed_verification(server, folder, site, before):
    with step("verification fails: 6, and everything is as before, while readers look"):
        path = next(each for each in before if each.endswith("2025_releases.json"))
        with FaultProxy(server.port, [Rule("GET", path, "corrupt", times=0)]) as proxy:
            broken = site_of(folder, server, base=proxy.base + "/", name="verify")
            broken.releases = site.releases + [release(60, 2025)]
            server.forget()
            with Readers(server.base, before) as readers:
                outcome = broken.publish(expect=6)
            equal(outcome["result"], "restored")
        equal(server.content(), before, "content")
        equal(readers.bad, [], "readers")


def killed(server, folder, site, before):
    with step("kill -9 in mid-upload, while readers look; then resumed"):
        bigger = site.releases + [release(70 + number, 2024 + number % 2, size=20000) for number in range(8)]
        path = next(each for each in before if each.endswith("2025_releases.json"))
        with FaultProxy(server.port, [Rule("PUT", path, "slow", rate=10000)]) as proxy:
            slow = site_of(folder, server, to=proxy.base, name="killed")
            slow.releases = bigger
            with Readers(server.base, before) as readers:
                process = slow.start()
                wait_until(lambda: proxy.seen("PUT", path), what="the upload")
                kill(process)
            middle = server.content()
            equal(middle[path], before[path], "the file that was being sent")
            equal(middle["manifest.json"], before["manifest.json"], "the manifest")
            server.forget()
            slow.publish()
        after = server.content()
        readers.judge(before, after)
        done = {each for each in middle if middle[each] == after.get(each)}
        sent = [each for method, each in server.writes() if method == "PUT"]
        equal(sorted(sent), sorted(set(after) - done), "only what was missing")
    site.releases = bigger
    return after


def faults(server, folder, site, before):
    names = iter(range(100))

    def attempt(rules, expect, title, arguments=(), extra=""):
        with step(title), FaultProxy(server.port, rules) as proxy:
            each = site_of(folder, server, to=proxy.base, name=f"fault{next(names)}", extra=extra)
            each.releases = site.releases + [release(200, 2025)]
            content = server.content()
            outcome = each.publish(*arguments, expect=expect)
            if expect == 0:
                check(server.content() != content, "nothing was published")
                # Back to where it was, for the next one.
                each.releases = site.releases
                each.publish()
            equal(server.content(), content, "content")
            no_secret(each)
            return outcome, proxy

    path = "2025_releases.json"
    _, proxy = attempt([Rule("PUT", path, "answer-after", status=504)], 0, "504 after the server had done it: not sent twice")
    equal(len(proxy.seen("PUT", path)), 2, "once each way")
    attempt([Rule("PUT", path, "drop-after")], 0, "connection lost after the server had done it")
    attempt([Rule("PUT", path, "drop")], 0, "connection lost before")
    attempt([Rule("PUT", path, "cut")], 0, "connection lost in the middle of the body")
    attempt([Rule("PUT", path, "answer", status=429, headers=[("Retry-After", "1")])], 0, "429 with Retry-After")
    attempt([Rule("PUT", path, "answer", status=503)], 0, "503")
    attempt([Rule("PUT", path, "answer", times=0, status=503)], 3, "503 for ever: 3, put back", ["--retries", "1"])
    attempt([Rule("PUT", "manifest.json", "answer", times=0, status=403)], 4, "403 at the end: 4, put back")
    attempt([Rule("PUT", path, "answer", times=0, status=413, body=b"<html>413</html>")], 4, "413: 4")
    check("too large" in str(attempt([Rule("PUT", path, "answer", times=0, status=413)], 4,
                                              "413 names the file")[0]["problems"]), "413")


def conflict(server, folder, site):
    with step("changed by someone else meanwhile: 5"):
        target = next(path for path in server.content() if path.endswith("2025_releases.json"))
        file = server.root / target
        before = server.content()

        def meddle():
            content = file.read_bytes() + b"\n"
            file.write_bytes(content)
        # The change comes after the plan and before the first write.
        with FaultProxy(server.port, [Rule("PUT", "", "call", call=meddle)]) as proxy:
            each = site_of(folder, server, to=proxy.base, name="conflict")
            each.releases = site.releases + [release(300, 2025)]
            each.publish(expect=5)
        expected = {**before, target: before[target] + b"\n"}
        equal(server.content(), expected, "content")
        file.write_bytes(before[target])
    site.publish()


def credentials(server, folder, site):
    content = server.content()
    with step("wrong password: 4, with what to check"):
        each = site_of(folder, server, name="password")
        each.releases = site.releases + [release(400, 2025)]
        outcome = each.publish(expect=4, environment={"EDCA_PASSWORD": "otra-clave"})
        check("password" in outcome["problems"][0]["message"], outcome["problems"])
        check(b"otra-clave" not in each.last.stdout + each.last.stderr + each.state_text(), "secret")
        equal(server.content(), content, "content")
    with step("a redirected write is not followed, and no other host gets the password"):
        with FaultProxy(server.port) as other, FaultProxy(server.port, [
                Rule("PUT", "", "answer", times=0, status=307, headers=[("Location", other.base + "/dav/x")])]) as proxy:
            each = site_of(folder, server, to=proxy.base, name="redirect")
            each.releases = site.releases + [release(401, 2025)]
            each.publish(expect=4)
            equal(other.requests, [], "requests to the other host")
    with step("a redirected reader is followed, without the password"):
        with FaultProxy(server.port) as other:
            def moved(suffix):
                return Rule("GET", suffix, "answer", times=0, status=302,
                            headers=[("Location", f"{other.base}/{suffix}")])
            path = "data/" + next(path for path in content if path.endswith("2025_releases.json")).split("/")[-1]
            with FaultProxy(server.port, [moved(path)]) as proxy:
                each = site_of(folder, server, base=proxy.base + "/", name="redirected")
                each.releases = site.releases + [release(402, 2025)]
                each.publish()
                check(other.seen("GET", path), "it was not followed")
                for _, _, headers in other.requests:
                    check(not [name for name, _ in headers if name.lower() == "authorization"], headers)
    site.publish("--allow-rewrite")


def two_at_once(server, folder, site):
    with step("two publishers: the second gets 5; arguments hold no secret"):
        with FaultProxy(server.port, [Rule("PUT", "", "slow", rate=2000)]) as proxy:
            first = site_of(folder, server, to=proxy.base, name="two")
            first.releases = site.releases + [release(500, 2025)]
            process = first.start()
            wait_until(lambda: proxy.seen("PUT"), what="the upload")
            arguments = pathlib.Path(f"/proc/{process.pid}/cmdline").read_bytes()
            check(WebServer.password.encode() not in arguments, "the password is in the arguments")
            first.publish(expect=5)
            # Somebody else, on another machine: no lock but that of the server.
            second = site_of(folder, server, name="third")
            second.releases = first.releases
            second.publish(expect=5)
            out, _ = process.communicate(timeout=120)
            equal(process.returncode, 0, out[-500:])
    site.publish()


def no_core(server, folder, site):
    secrets = (WebServer.password.encode(), b"ZWRpdG9yYTpjb250")
    sleeper = subprocess.Popen(["sleep", "60"], cwd=folder, preexec_fn=allow_cores)
    makes = leaves_core(sleeper, signal.SIGABRT)
    pattern = pathlib.Path("/proc/sys/kernel/core_pattern").read_text().strip()
    print(f"  cores of other programs: {'yes' if makes else 'no'} (core_pattern {pattern})")
    for fault in (signal.SIGABRT, signal.SIGSEGV):
        with step(f"{fault.name} in mid-upload: no core, no secret in arguments and files"):
            with FaultProxy(server.port, [Rule("PUT", "", "slow", rate=2000)]) as proxy:
                each = site_of(folder, server, to=proxy.base, name=f"core-{fault.name}")
                each.releases = site.releases + [release(510 + fault, 2025)]
                process = each.start()
                wait_until(lambda: proxy.seen("PUT"), what="the upload")
                of_it = pathlib.Path(f"/proc/{process.pid}")
                limit = next(line for line in of_it.joinpath("limits").read_text().splitlines() if "core file" in line)
                equal(limit.split()[4:6], ["0", "0"], "limits of core files")
                texts = [of_it.joinpath("cmdline").read_bytes()]
                check(not leaves_core(process, fault), "the system made a core")
                texts += [process.stdout.read(), process.stderr.read()]
                each.publish()
            files = [path for path in each.folder.rglob("*") if path.is_file()]
            check(not [path for path in files if path.name.startswith("core")], files)
            for text in texts + [path.read_bytes() for path in files]:
                check(not [secret for secret in secrets if secret in text], "a secret was written somewhere")
            site.publish()


def trust(server, folder, site):
    with step("an unknown certificate is refused; --cacert accepts it"):
        key, certificate = pathlib.Path(folder) / "key.pem", pathlib.Path(folder) / "certificate.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                        "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out",
                        str(certificate)], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        with FaultProxy(server.port, context=context) as proxy:
            each = site_of(folder, server, to=proxy.base, name="tls")
            each.releases = site.releases
            outcome = each.publish(expect=3)
            check("certificate" in outcome["problems"][0]["message"], outcome["problems"])
            equal(proxy.requests, [], "requests")
            equal(each.publish("--cacert", str(certificate))["result"], "unchanged")


def oversize(kind, folder):
    with kind(pathlib.Path(folder) / "small", limit_bytes=10000) as server:
        with step("larger than the server takes: 4, nothing stays"):
            site = site_of(folder, server, name="oversize")
            site.releases = [release(number, 2025, size=5000) for number in range(8)]
            outcome = site.publish(expect=4)
            check("too large" in outcome["problems"][0]["message"], outcome["problems"])
            equal(server.content(), {}, "content")


def run(kind, folder):
    with kind(folder) as server:
        site = site_of(folder, server)
        content = first_and_again(server, site)
        content = one_new_release(server, site, content)
        failed_verification(server, folder, site, content)
        content = killed(server, folder, site, content)
        faults(server, folder, site, content)
        conflict(server, folder, site)
        credentials(server, folder, site)
        two_at_once(server, folder, site)
        no_core(server, folder, site)
        trust(server, folder, site)
    oversize(kind, folder)


SUITES = [("nginx (WebDAV)", lambda folder: run(Nginx, folder)), ("Apache (WebDAV)", lambda folder: run(Apache, folder))]
