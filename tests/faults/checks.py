"""What a row of tests/faults.py is, and what can be asked of its run.

A check is a function of a Run that says what is wrong, or nothing.
"""
import json
import os
import re
import subprocess


class Row:
    """`input`, a file or folder of `faults`, is copied into an empty folder (of a folder, what it holds), with
    `extra` beside it; there `command`, the words behind `edca`, must pass all `checks`. No command: validate the input.
    """

    def __init__(self, input, *checks, command=None, extra=()):
        assert checks, "a row must ask something"
        self.input = input
        self.command = command or ["validate", input if "." in input else "."]
        self.checks = checks
        self.extra = extra


class Run:
    """A command in a folder. Each way of running it (language, format) happens when it is first asked for, so that
    a command that writes runs once where `lang` and `more` are the same."""

    def __init__(self, edca, folder, command):
        self.edca, self.folder, self.command = edca, folder, command
        self._done = {}

    def result(self, lang="en", more=()):
        key = (lang, *more)
        if key not in self._done:
            words = [self.edca, *self.command, "--lang", lang, *more]
            environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder / "home"), "LC_ALL": "C.UTF-8",
                           "ASAN_OPTIONS": "exitcode=99"}
            self._done[key] = subprocess.run(words, cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                                             env=environment, timeout=300, check=False)
        return self._done[key]

    def report(self):
        """The JSON report of `validate`."""
        run = self.result(more=("--format", "json"))
        try:
            return json.loads(run.stdout)
        except ValueError:
            return {"findings": [], "unreadable": run.stderr.decode(errors="replace")}

    def findings(self, rule, pointer=None):
        """Those of a rule, or of a family; with a pointer, those there."""
        return [each for each in self.report()["findings"]
                if (each["rule"] == rule or each["rule"].startswith(rule + "."))
                and (pointer is None or each["pointer"] == pointer)]


def silent(*rules):
    """`validate` finds nothing by these rules or families."""
    def check(run):
        if "unreadable" in run.report():
            return f"no report: {run.report()['unreadable']}"
        found = [f"{each['rule']} at {each['pointer']}" for rule in rules for each in run.findings(rule)]
        return f"finds {', '.join(found)}" if found else None
    return check


def found(rule, count=None, severity=None, pointer=None):
    """`validate` finds something by this rule; `count` of it; with this severity; at this place."""
    def check(run):
        findings = run.findings(rule, pointer)
        if not findings or (count is not None and len(findings) != count):
            return f"{len(findings)} findings of {rule}, not {count or 'one or more'}"
        if severity and any(each["severity"] != severity for each in findings):
            return f"{rule} is no {severity}"
        return None
    return check


def exits(code, more=()):
    def check(run):
        result = run.result(more=more)
        if result.returncode == code:
            return None
        return f"exit code {result.returncode}, not {code}: {result.stderr.decode(errors='replace').strip()}"
    return check


def says(lang, pattern, more=()):
    """What is printed, on either stream, matches the regular expression."""
    def check(run):
        result = run.result(lang, more)
        text = (result.stdout + result.stderr).decode(errors="replace")
        return None if re.search(pattern, text) else f"does not say {pattern!r} in {lang}"
    return check


def does_not_say(lang, pattern, more=()):
    def check(run):
        result = run.result(lang, more)
        text = (result.stdout + result.stderr).decode(errors="replace")
        return f"says {pattern!r} in {lang}" if re.search(pattern, text) else None
    return check


def writes(name, test):
    """After the command the file is there and `test`, given its bytes, says nothing."""
    def check(run):
        run.result()
        path = run.folder / name
        return test(path.read_bytes()) if path.is_file() else f"{name} is not written"
    return check


def does_not_write(name):
    def check(run):
        run.result()
        return f"{name} is written" if (run.folder / name).exists() else None
    return check
