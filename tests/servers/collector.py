"""Collects as the collectors of the Open Contracting Data Registry do, with their own limits."""
import datetime
import json
import posixpath
import urllib.request


def fetch(url):
    with urllib.request.urlopen(urllib.request.Request(url, headers={"User-Agent": "collector"}), timeout=60) as answer:
        return answer.read()


def releases_of(documents):
    """{(ocid, id): release}"""
    found = {}
    for document in documents:
        for release in document.get("releases", []):
            found[release["ocid"], release["id"]] = release
    return found


def from_ckan(base, dataset):
    """package_show; resources of the format JSON; one file per last part of the address."""
    package = json.loads(fetch(f"{base}/api/3/action/package_show?id={dataset}"))["result"]
    files = {}
    for resource in package["resources"]:
        if resource["format"].upper() != "JSON":
            continue
        datetime.datetime.strptime(resource["created"], "%Y-%m-%dT%H:%M:%S.%f")
        name = posixpath.basename(resource["url"])
        if name in files:
            continue  # the collector takes it for one it has
        files[name] = json.loads(fetch(resource["url"]))
    return releases_of(files.values())


def from_inai(base):
    """The two addresses of INAI's platform."""
    base = base.rstrip("/")
    documents = []
    for year in json.loads(fetch(f"{base}/edca/fiscalYears"))["fiscalYears"]:
        answer = json.loads(fetch(f"{base}/edca/contractingprocess/{year['year']}"))
        documents += answer["arrayReleasePackage"]
    return releases_of(documents)
