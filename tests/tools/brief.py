#!/usr/bin/env python3
"""Runs a command of edca with --format json and prints its report in a few lines.

  brief.py validate|info ARGUMENT...

Golden cases use it where the place and the rule matter and the sentences do not: a sentence that is
improved must not change every case. Standard input and standard error are passed on. Per file one
line, per finding one line, the counts, the exit code; ends with 0.
"""
import json
import os
import subprocess
import sys


def file_line(entry):
    words = [entry["file"], "read" if entry["read"] else "not read", entry.get("kind", "-"),
             " ".join(word for word in (entry.get("profile"), entry.get("version")) if word) or "-",
             f"{entry['items']} items, {entry['releases']} releases"]
    if entry.get("encoding", "utf-8") != "utf-8":
        words.append(entry["encoding"])
    if entry.get("byte_order_mark"):
        words.append("byte order mark")
    extensions = [f"{each.get('name', '?')}: {each['status']}" for each in entry["extensions"]]
    return " | ".join(words + extensions)


def finding_line(entry):
    place = entry["file"]
    if "line" in entry:
        place += f":{entry['line']}:{entry['column']} +{entry['offset']}"
    words = [f"{entry['severity']} {entry['rule']}", place, entry["pointer"] or "-"]
    words += [entry[key] for key in ("property", "ocid", "release") if key in entry]
    return " | ".join(words)


def main():
    command = [os.environ.get("EDCA", "edca"), sys.argv[1], "--lang", "en", "--format", "json", *sys.argv[2:]]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if run.stdout:
        report = json.loads(run.stdout)
        for entry in report["files"]:
            print(file_line(entry))
        for entry in report.get("findings", []):
            print(finding_line(entry))
        summary = report.get("summary")
        if summary:
            print(f"{summary['files_read']} of {summary['files']} files, {summary['items']} items "
                  f"({summary['items_with_errors']} with errors), {summary['errors']} errors, "
                  f"{summary['warnings']} warnings, {summary['notes']} notes")
    print(f"exit {run.returncode}", flush=True)


if __name__ == "__main__":
    main()
