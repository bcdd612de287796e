"""S3, as Swift speaks it."""
import pathlib

from harness import Readers, Site, check, digest, equal, kill, release, step, wait_until
from proxy import FaultProxy, Rule
from swift import Swift


def site_of(folder, server, port=None, name="site", prefix="portal de año=2025/", base=None):
    site = Site(pathlib.Path(folder) / name, server.environment)
    from urllib.parse import quote
    site.configure(f"s3://{server.bucket}/{prefix}", base or server.base + quote(prefix),
                   f'endpoint = "http://127.0.0.1:{port or server.port}"')
    return site


def puts(proxy):
    return proxy.seen("PUT")


def run(folder):
    with Swift(folder) as server:
        with step("first publication, under a prefix with spaces, ñ and ="):
            site = site_of(folder, server)
            outcome = site.publish()
            content = server.content()
            equal({"portal de año=2025/" + file["path"] for file in outcome["files"]}, set(content), "keys")
            for file in outcome["files"]:
                equal(digest(content["portal de año=2025/" + file["path"]]), file["sha256"], file["path"])
        with step("unchanged second run: no writes"), FaultProxy(server.port) as proxy:
            site.configure(f"s3://{server.bucket}/portal de año=2025/",
                           server.base + "portal%20de%20a%C3%B1o%3D2025/", f'endpoint = "{proxy.base}"')
            equal(site.publish()["result"], "unchanged")
            equal(puts(proxy), [], "writes")
        with step("one new release, the manifest last, while readers look"), FaultProxy(server.port) as proxy:
            each = site_of(folder, server, proxy.port)
            each.releases = site.releases + [release(50, 2025)]
            before = server.content()
            prefix = "portal de año=2025/"
            with Readers(server.base, before) as readers:
                each.publish()
            after = server.content()
            readers.judge(before, after)
            changed = {path for path in after if after[path] != before.get(path)}
            equal(len(puts(proxy)), len(changed), "writes")
            check(puts(proxy)[-1].endswith("manifest.json"), puts(proxy))
            check(prefix + "manifest.json" in changed and len(changed) < len(after), changed)
            site = each
        with step("wrong secret: 4"):
            each = site_of(folder, server, name="wrong")
            each.publish(expect=4, environment={"AWS_SECRET_ACCESS_KEY": "otra-clave-secreta"})
            check(b"otra-clave" not in each.last.stdout + each.last.stderr + each.state_text(), "secret")
            equal(server.content(), after, "content")

        def flip(body):
            return body[:-1] + bytes([body[-1] ^ 1])
        with step("a body that is damaged on the way is refused by the server, and sent again"), FaultProxy(
                server.port, [Rule("PUT", "2025_releases.json", "edit-request", call=flip)]) as proxy:
            each = site_of(folder, server, proxy.port, name="damaged")
            each.releases = site.releases + [release(60, 2025)]
            each.publish()
            equal(len([path for path in puts(proxy) if path.endswith("2025_releases.json")]), 2, "attempts")
            site = each
        before = server.content()
        with step("damaged every time: put back"), FaultProxy(
                server.port, [Rule("PUT", "2025_releases.zip", "edit-request", times=0, call=flip)]) as proxy:
            each = site_of(folder, server, proxy.port, name="damaged2")
            each.releases = site.releases + [release(61, 2025)]
            each.publish("--retries", "1", expect=3)
            equal(server.content(), before, "content")
        with step("504 after the server had done it"), FaultProxy(
                server.port, [Rule("PUT", "2025_releases.json", "answer-after", status=504)]) as proxy:
            each = site_of(folder, server, proxy.port, name="gateway")
            each.releases = site.releases + [release(62, 2025)]
            each.publish()
            equal(len([path for path in puts(proxy) if path.endswith("2025_releases.json")]), 1, "attempts")
            site = each
        before = server.content()
        with step("verification fails: 6, put back"), FaultProxy(
                server.port, [Rule("GET", "manifest.json", "corrupt", times=0)]) as proxy:
            each = site_of(folder, server, name="verify", base=f"{proxy.base}/v1/AUTH_test/{server.bucket}/portal%20de%20a%C3%B1o%3D2025/")
            each.releases = site.releases + [release(63, 2025)]
            each.publish(expect=6)
            equal(server.content(), before, "content")
        with step("kill -9 in mid-upload, then resumed"), FaultProxy(
                server.port, [Rule("PUT", "2025_releases.json", "slow", rate=5000)]) as proxy:
            each = site_of(folder, server, proxy.port, name="killed")
            each.releases = site.releases + [release(64, 2025, size=20000)]
            with Readers(server.base, before) as readers:
                process = each.start()
                wait_until(lambda: proxy.seen("PUT", "2025_releases.json"), what="the upload")
                kill(process)
            middle = server.content()
            equal(middle["portal de año=2025/manifest.json"], before["portal de año=2025/manifest.json"], "manifest")
            each.publish()
            readers.judge(before, server.content())
        check(server.secret_key.encode() not in each.state_text() + each.last.stdout + each.last.stderr, "secret")


SUITES = [("S3 (Swift)", run)]
