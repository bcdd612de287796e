"""A real CKAN."""
import json
import pathlib

import collector
from ckan import Ckan
from harness import Readers, Site, check, digest, equal, kill, release, step, wait_until
from proxy import FaultProxy, Rule

NAME = "compras-san-telmo"


def site_of(folder, server, base=None, name="site", extra='organization = "santelmo"', dataset=NAME):
    site = Site(pathlib.Path(folder) / name, server.environment)
    site.configure(f"ckan+{base or server.base}/dataset/{dataset}", "", extra)
    return site


class Looking(Readers):
    """Reads the resources at the addresses that the dataset names."""

    def __init__(self, server):
        self.urls = {resource["url"].split("/")[-1]: resource["url"] for resource in server.dataset(NAME)["resources"]}
        super().__init__(server.base, [url[len(server.base) + 1:] for url in self.urls.values()])

    def judge(self, *contents):
        by_url = [{self.urls[name][len(self.base) + 1:]: body for name, body in content.items() if name in self.urls}
                  for content in contents]
        super().judge(*by_url)


def first(server, folder):
    with step("first publication makes the dataset"):
        site = site_of(folder, server)
        outcome = site.publish()
        content = server.content(NAME)
        equal(len(content), len(outcome["files"]), "files")
        for file in outcome["files"]:
            equal(digest(content[file["path"].split("/")[-1]]), file["sha256"], file["path"])
            equal(file["url"].split("/")[-1], file["path"].split("/")[-1], "address")
        dataset = server.dataset(NAME)
        equal(dataset["title"], "Contrataciones de San Telmo")
        for resource in dataset["resources"]:
            equal(digest(content[resource["url"].split("/")[-1]]), resource["hash"], "hash")
    with step("unchanged second run: no writes"), FaultProxy(server.port) as proxy:
        each = site_of(folder, server, proxy.base, "again")
        equal(each.publish()["result"], "unchanged")
        equal(proxy.seen("POST"), [], "writes")
    with step("a collector finds every release"):
        equal(collector.from_ckan(server.base, NAME), collector.releases_of([{"releases": site.releases}]))
    return site


def one_release(server, folder, site):
    with step("one new release: one request a file, the manifest last, while readers look"), FaultProxy(
            server.port) as proxy:
        before = server.content(NAME)
        each = site_of(folder, server, proxy.base, "one")
        each.releases = site.releases + [release(50, 2025)]
        with Looking(server) as readers:
            outcome = each.publish()
        after = server.content(NAME)
        readers.judge(before, after)
        changed = [name for name in after if after[name] != before.get(name)]
        equal(len(proxy.seen("POST", "package_revise")), len(changed), "requests")
        equal([file["path"] for file in outcome["files"] if file["action"] != "keep"][-1], "manifest.json")
        check(not [name for name in changed if "2024" in name], changed)
    return each


def described(server, folder, site):
    with step("only what the dataset says has changed: one request, and it says it"), FaultProxy(server.port) as proxy:
        before = server.content(NAME)
        server.api("package_patch", {"id": NAME, "extras": [{"key": "tema", "value": "compras"}]})
        each = site_of(folder, server, proxy.base, "described", 'organization = "santelmo"\nlicense_id = "cc-by"\n'
                       '[target.portal.extras]\nfrequency = "R/P1M"')
        each.releases = site.releases
        path = each.folder / "edca.toml"
        path.write_text(path.read_text().replace('title = "Contrataciones', 'title = "Compras'))
        each.publish()
        dataset = server.dataset(NAME)
        equal(dataset["title"], "Compras de San Telmo")
        equal(dataset["license_id"], "cc-by")
        equal({extra["key"]: extra["value"] for extra in dataset["extras"]}, {"frequency": "R/P1M", "tema": "compras"})
        check(len(proxy.seen("POST", "package_revise")) <= 2, "more than the manifest was written")
        equal({name: body for name, body in server.content(NAME).items() if "releases" in name},
              {name: body for name, body in before.items() if "releases" in name}, "data")
        proxy.requests.clear()
        equal(each.publish()["result"], "unchanged")
        equal(proxy.seen("POST"), [], "writes")


def faults(server, folder, site):
    numbers = iter(range(100, 200))

    def attempt(title, rules, expect, change=None, arguments=()):
        number = next(numbers)
        before, count = server.content(NAME), len(server.dataset(NAME)["resources"])
        with step(title), FaultProxy(server.port, rules) as proxy:
            each = site_of(folder, server, proxy.base, f"fault{number}")
            each.releases = site.releases + [release(number, 2025)]
            if change:
                change(each)
            outcome = each.publish(*arguments, expect=expect)
            after = server.content(NAME)
            equal(len(server.dataset(NAME)["resources"]), count, "resources")
            if expect == 0:
                check(after != before, "nothing was published")
                for resource in server.dataset(NAME)["resources"]:
                    equal(digest(after[resource["url"].split("/")[-1]]), resource["hash"], "hash")
                site.releases = each.releases
            elif expect != 7:
                equal(after, before, "content")
            check(server.token.encode() not in each.last.stdout + each.last.stderr + each.state_text(), "secret")
            return outcome

    def broken_index(count):
        def change(_):
            server.solr.failures = count
        return change
    revise = "package_revise"
    attempt("torn write (the index fails in the middle): healed", [], 0, broken_index(1))
    attempt("504 after the portal had done it: nothing twice", [Rule("POST", revise, "answer-after", status=504)], 0)
    attempt("connection lost after the portal had done it", [Rule("POST", revise, "drop-after")], 0)
    attempt("connection lost in the middle of the body", [Rule("POST", revise, "cut")], 0)
    attempt("429 with Retry-After", [Rule("POST", revise, "answer", status=429, headers=[("Retry-After", "1")])], 0)
    attempt("a web page instead of an answer, for ever: 3",
            [Rule("POST", revise, "answer", times=0, status=502, body=b"<html>Bad Gateway</html>")], 3,
            arguments=["--retries", "1"])
    attempt("the index fails all the time: 3, the old bytes are back", [], 3, broken_index(10 ** 6), ["--retries", "1"])
    server.solr.failures = 0

    def meddle():
        server.api("package_patch", {"id": NAME, "notes": "Cambiado por alguien más"})
    outcome = attempt("the dataset was changed by someone else: 5", [Rule("POST", revise, "call", call=meddle)], 5)
    check("changed" in outcome["problems"][0]["message"], outcome["problems"])

    def big(each):
        each.releases.append(release(999, 2025, size=2 << 20))
    outcome = attempt("larger than the portal takes: 4, with the limit", [], 4, big)
    check("10 MiB" in outcome["problems"][0]["message"], outcome["problems"])


def made_for_nothing(server, folder):
    name = "compras-vacias"
    with step("a dataset made by a run that is refused goes again: 4"), FaultProxy(
            server.port, [Rule("POST", "package_revise", "answer", times=0, status=403, body=b"{}")]) as proxy:
        site_of(folder, server, proxy.base, "nothing", dataset=name).publish(expect=4)
        equal(server.dataset(name)["state"], "deleted")
    with step("the next run takes its name up again"):
        site_of(folder, server, name="nothing", dataset=name).publish()
        equal(server.dataset(name)["state"], "active")
    with step("a dataset that was made, and the answer lost, goes again as well: 4"), FaultProxy(
            server.port, [Rule("POST", "package_create", "answer-after", status=501),
                          Rule("POST", "package_revise", "answer", times=0, status=403, body=b"{}")]) as proxy:
        site_of(folder, server, proxy.base, "lost", dataset="compras-perdidas").publish(expect=4)
        equal(server.dataset("compras-perdidas")["state"], "deleted")


def verification(server, folder, site):
    with step("verification fails: 6, and the old bytes are back"):
        before = server.content(NAME)
        with FaultProxy(server.port) as proxy:
            def through_proxy(body):
                return body.replace(server.base.encode(), proxy.base.encode())

            def damage(body):
                return body.replace(b"ocds-mx0009-00300", b"ocds-mx0009-0030X")
            proxy.rules += [Rule("GET", "package_show", "edit", times=0, call=through_proxy),
                            Rule("POST", "package_revise", "edit", times=0, call=through_proxy),
                            Rule("GET", "2025_releases.json", "edit", times=0, call=damage)]
            each = site_of(folder, server, proxy.base, "verify")
            each.releases = site.releases + [release(300, 2025)]
            each.publish(expect=6)
        equal(server.content(NAME), before, "content")


def killed(server, folder, site):
    with step("kill -9 in mid-upload, then resumed, while readers look"), FaultProxy(
            server.port, [Rule("POST", "package_revise", "slow", rate=5000)]) as proxy:
        before = server.content(NAME)
        each = site_of(folder, server, proxy.base, "killed")
        each.releases = site.releases + [release(400, 2025, size=20000)]
        with Looking(server) as readers:
            process = each.start()
            wait_until(lambda: proxy.seen("POST", "package_revise"), what="the upload")
            kill(process)
            equal(server.content(NAME), before, "content")
            each.publish()
        readers.judge(before, server.content(NAME))
        site.releases = each.releases


def tokens(server, folder, site):
    before = server.content(NAME)
    for title, token, code, words in (
            ("a wrong token: 4, with what to check", "eyJhbGciOiJIUzI1NiJ9.e30.mal", 4, "expired"),
            ("Bearer before the token: 4", "Bearer " + server.token, 4, "Bearer"),
            ("no token: 2", "", 2, "EDCA_TOKEN")):
        with step(title):
            each = site_of(folder, server, name=f"token{code}{len(token)}")
            each.releases = site.releases + [release(500, 2025)]
            outcome = each.publish(expect=code, environment={"EDCA_TOKEN": token})
            check(words in outcome["problems"][0]["message"], outcome["problems"])
            check(not token or token.encode() not in each.last.stdout + each.last.stderr + each.state_text(), "secret")
    with step("CKAN 2.8 is named and refused"), FaultProxy(server.port, [
            Rule("GET", "status_show", "edit", times=0,
                 call=lambda body: json.dumps({"success": True, "result": {"ckan_version": "2.8.12"}}).encode())]) as old:
        outcome = site_of(folder, server, old.base, "old").publish(expect=2)
        check("2.8.12" in outcome["problems"][0]["message"], outcome["problems"])
    with step("a redirect to another host never gets the token"), FaultProxy(server.port) as other, FaultProxy(
            server.port, [Rule("POST", "package_revise", "answer", times=0, status=308, headers=[
                ("Location", f"{other.base}/api/3/action/package_revise")])]) as proxy:
        each = site_of(folder, server, proxy.base, "redirect")
        each.releases = site.releases + [release(501, 2025)]
        each.publish(expect=4)
        equal(other.requests, [], "requests to the other host")
    equal(server.content(NAME), before, "content")


def run(folder):
    with Ckan(folder) as server:
        site = first(server, folder)
        site = one_release(server, folder, site)
        described(server, folder, site)
        faults(server, folder, site)
        made_for_nothing(server, folder)
        verification(server, folder, site)
        killed(server, folder, site)
        tokens(server, folder, site)
        with step("a collector finds every release again"):
            equal(collector.from_ckan(server.base, NAME), collector.releases_of([{"releases": site.releases}]))


SUITES = [("CKAN", run)]
