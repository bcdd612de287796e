#!/usr/bin/env python3
"""Publishes to real servers on loopback. Prints of each suite that it passed, failed, or did not run and why.

    run.py --edca PROGRAM [--not-run FILE] [--work FOLDER] [SUITE…]

SUITE: the beginning of a suite's name; all without. Exit code 1 when one failed. FILE gets a line for each
suite that did not run.
"""
import argparse
import os
import pathlib
import shutil
import sys
import tempfile
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parent))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--not-run", default=os.devnull)
    parser.add_argument("--work", default=None)
    parser.add_argument("suite", nargs="*")
    options = parser.parse_args()
    os.environ["EDCA"] = str(pathlib.Path(options.edca).resolve())
    if options.work:
        os.environ["EDCA_SERVERS_WORK"] = str(pathlib.Path(options.work).resolve())
    import servers
    import ckan_test
    import folder_test
    import s3_test
    import web_test
    suites = folder_test.SUITES + web_test.SUITES + s3_test.SUITES + ckan_test.SUITES
    failed, missing = [], []
    for name, run in suites:
        if options.suite and not any(name.lower().startswith(each.lower()) for each in options.suite):
            continue
        print(f"{name}:", flush=True)
        folder = tempfile.mkdtemp(prefix="edca-servers-")
        try:
            run(folder)
            print(f"{name}: passed", flush=True)
        except servers.Missing as reason:
            print(f"{name}: not run: {reason}", flush=True)
            missing.append(f"{name}: {reason}")
        except Exception:
            traceback.print_exc()
            print(f"{name}: FAILED", flush=True)
            failed.append(name)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    pathlib.Path(options.not_run).write_text("".join(line.replace("\n", " ") + "\n" for line in missing))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
