#!/usr/bin/env python3
"""How fast much data are published to nginx on loopback, against curl.

    speed.py --edca PROGRAM --data FILE… [--file-bytes N]

Publishes packages of about N bytes (10 MB) without archives and records, then sends the same files with one
`curl -T`. Prints seconds and MB/s of each phase and the peak of memory.
"""
import argparse
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--data", required=True, nargs="+")
    parser.add_argument("--file-bytes", type=int, default=10_000_000)
    options = parser.parse_args()
    os.environ["EDCA"] = str(pathlib.Path(options.edca).resolve())
    from harness import Site
    from servers import Nginx
    with tempfile.TemporaryDirectory(prefix="edca-speed-") as folder, Nginx(folder) as server:
        site = Site(pathlib.Path(folder) / "site", server.environment)
        site.configure(f"dav+{server.base}/dav/", server.base + "/", f"max_bytes = {options.file_bytes}",
                       "[portal]\nrecords = false\nzip = false\njson_lines = false\ninai = false\n")
        command = [os.environ["EDCA"], "publish", "-q", "--lang", "en", "--json", "--require", "none", "--to", "portal",
                   *[str(pathlib.Path(each).resolve()) for each in options.data]]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        done = subprocess.run(command, cwd=site.folder, env=site.environment, stdout=subprocess.PIPE, check=True)
        whole = time.monotonic() - start
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        peak = used.ru_maxrss / 1024
        outcome = json.loads(done.stdout)
        size = outcome["summary"]["bytes"] / 1e6
        files = [file for file in outcome["files"] if file["path"].startswith("data/")]
        print(f"files {len(outcome['files'])} ({len(files)} of data), {size:.0f} MB; result {outcome['result']}")
        for phase, seconds in outcome["seconds"].items():
            print(f"  {phase:10} {seconds:8.2f} s  {size / max(seconds, 1e-9):8.0f} MB/s")
        print(f"  whole run  {whole:8.2f} s; CPU {used.ru_utime - before.ru_utime:.1f} s of its own and "
              f"{used.ru_stime - before.ru_stime:.1f} s of the system; peak of memory {peak:.0f} MiB")
        paths = [server.root / file["path"] for file in outcome["files"]]
        copies = pathlib.Path(folder) / "copies"
        copies.mkdir()
        for number, path in enumerate(paths):
            (copies / f"{number}").write_bytes(path.read_bytes())
        start = time.monotonic()
        subprocess.run(["curl", "-sS", "-u", f"{server.user}:{server.password}", "-T",
                        "{" + ",".join(str(copies / str(number)) for number in range(len(paths))) + "}",
                        f"{server.base}/dav/"], check=True, stdout=subprocess.DEVNULL)
        curl = time.monotonic() - start
        print(f"  curl -T    {curl:8.2f} s  {size / curl:8.0f} MB/s")
        upload = outcome["seconds"]["upload"]
        print(f"upload: {100 * curl / upload:.0f} % of curl's speed; the whole run: {whole / curl:.1f} times curl's time, "
              f"{whole / upload:.1f} times its own upload")


if __name__ == "__main__":
    main()
