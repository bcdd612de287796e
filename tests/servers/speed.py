#!/usr/bin/env python3
"""How fast much data are published to nginx on loopback, against curl.

    speed.py --edca PROGRAM --data FILE… [--file-bytes N] [--rounds N]

Publishes packages of about N bytes (10 MB) without archives and records, then sends the same files with one
`curl -T`, in rounds one after the other. Prints seconds and MB/s of each phase, the peak of memory, and the medians of
what the rounds took in curl's time.
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))


def publish(options, server, site):
    """One run of edca: its outcome, seconds, and the files that were published."""
    command = [os.environ["EDCA"], "publish", "-q", "--lang", "en", "--json", "--require", "none", "--to", "portal",
               *[str(pathlib.Path(each).resolve()) for each in options.data]]
    os.sync()  # what others wrote goes to disk before, not meanwhile
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, cwd=site.folder, env=site.environment, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, check=True)
    whole = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    outcome = json.loads(done.stdout)
    size = outcome["summary"]["bytes"] / 1e6
    files = [file for file in outcome["files"] if file["path"].startswith("data/")]
    print(f"files {len(outcome['files'])} ({len(files)} of data), {size:.0f} MB; result {outcome['result']}")
    for phase, seconds in outcome["seconds"].items():
        print(f"  {phase:10} {seconds:8.2f} s  {size / max(seconds, 1e-3):8.0f} MB/s")
    print(f"  whole run  {whole:8.2f} s; CPU {used.ru_utime - before.ru_utime:.1f} s of its own and "
          f"{used.ru_stime - before.ru_stime:.1f} s of the system; peak of memory {used.ru_maxrss / 1024:.0f} MiB")
    return outcome, whole, [server.root / file["path"] for file in outcome["files"]]


def send(server, copies):
    """The seconds that curl takes to send files to names of their own."""
    os.sync()
    start = time.monotonic()
    subprocess.run(["curl", "-sS", "-u", f"{server.user}:{server.password}", "-T", "{" + ",".join(copies) + "}",
                    f"{server.base}/dav/"], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--data", required=True, nargs="+")
    parser.add_argument("--file-bytes", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    os.environ["EDCA"] = str(pathlib.Path(options.edca).resolve())
    from harness import Site
    from servers import Nginx
    uploads, wholes = [], []
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory(prefix="edca-speed-") as folder, Nginx(folder) as server:
            site = Site(pathlib.Path(folder) / "site", server.environment)
            site.configure(f"dav+{server.base}/dav/", server.base + "/", f"max_bytes = {options.file_bytes}",
                           "[portal]\nrecords = false\nzip = false\njson_lines = false\ninai = false\n")
            outcome, whole, paths = publish(options, server, site)
            copies = pathlib.Path(folder) / "copies"
            copies.mkdir()
            for number, path in enumerate(paths):
                (copies / f"{number}").write_bytes(path.read_bytes())
            curl = send(server, [str(copies / str(number)) for number in range(len(paths))])
        print(f"  curl -T    {curl:8.2f} s  {outcome['summary']['bytes'] / 1e6 / curl:8.0f} MB/s", flush=True)
        uploads.append(curl / outcome["seconds"]["upload"])
        wholes.append(whole / curl)
    print(f"medians of {options.rounds}: upload {100 * statistics.median(uploads):.0f} % of curl's speed "
          f"({100 * min(uploads):.0f} to {100 * max(uploads):.0f}); the whole run {statistics.median(wholes):.1f} times "
          f"curl's time ({min(wholes):.1f} to {max(wholes):.1f})")


if __name__ == "__main__":
    main()
