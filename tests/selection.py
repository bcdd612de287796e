#!/usr/bin/env python3
"""A rule finds the same whatever other rules are chosen.

All bad samples are validated in one run, once with all rules and then

- with `--only RULE` for each rule: its findings alone, and input.*, which is never hidden;
- with `--skip` of every other family: the findings of one family, and input.*;
- with `--skip FAMILY` for each family: all but its findings.

Whatever is chosen, each finding must be there as in the run with all rules, to the byte. --choices N tries so many of
these runs, picked at random, the same for the same --seed.
"""
import argparse
import json
import pathlib
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

# Those of other commands: validate never runs them.
OTHERS = {"convert", "diff", "merge", "repair", "upgrade"}


def family(rule):
    return rule.split(".")[0]


class Samples:
    """Validates all of them with a choice of rules."""

    def __init__(self, edca, root):
        self.edca = edca
        self.folder = root
        self.files = sorted(str(file.relative_to(root)) for file in root.glob("*/*/bad.json"))
        self.everything = self.run([])

    def run(self, choice):
        """The lines of findings, in order; the order of members is that of the program."""
        done = subprocess.run([self.edca, "validate", "--lang", "en", "--format", "jsonl", "-j1", "--fail-on", "never",
                               *choice, *self.files], cwd=self.folder, capture_output=True, text=True)
        # Some samples cannot be read at all, which --fail-on does not silence.
        assert done.returncode in (0, 1), f"{choice}: exit {done.returncode}: {done.stderr}"
        return [line for line in done.stdout.splitlines() if line.startswith('{"rule":')]

    def wanted(self, keep):
        return [line for line in self.everything if keep(json.loads(line)["rule"])]

    def differences(self, choice, keep):
        found = self.run(choice)
        wanted = self.wanted(keep)
        if found == wanted:
            return []
        shown = " ".join(choice[:8]) + (" ..." if len(choice) > 8 else "")
        lost = [line for line in wanted if line not in found]
        more = [line for line in found if line not in wanted]
        return [f"edca validate {shown}: {len(lost)} lost, {len(more)} more, {len(wanted)} expected",
                *(f"  lost: {line}" for line in lost[:3]), *(f"  more: {line}" for line in more[:3])]


def choices(rules):
    """Arguments, and which rules then speak."""
    families = sorted({family(rule) for rule in rules})
    for rule in rules:
        yield ["--only", rule], lambda found, rule=rule: found == rule or family(found) == "input"
    for one in families:
        if one == "input":
            continue
        yield ["--skip", one], lambda found, one=one: family(found) != one
        others = [other for other in families if other not in (one, "input")]
        skip = [word for other in others for word in ("--skip", other)]
        yield skip, lambda found, one=one: family(found) in (one, "input")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--edca", required=True)
    parser.add_argument("--samples", type=pathlib.Path, required=True)
    parser.add_argument("--choices", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    listed = subprocess.run([given.edca, "explain", "--all", "--format", "json"], check=True, capture_output=True).stdout
    rules = [rule["id"] for rule in json.loads(listed)["rules"] if family(rule["id"]) not in OTHERS]
    samples = Samples(given.edca, given.samples)
    spoken = {json.loads(line)["rule"] for line in samples.everything}
    assert len(spoken) > len(rules) // 2, f"only {len(spoken)} of {len(rules)} rules speak in the samples"
    tried = list(choices(rules))
    if given.choices is not None:
        tried = random.Random(given.seed).sample(tried, min(given.choices, len(tried)))
    with ThreadPoolExecutor(2) as pool:
        wrong = [line for lines in pool.map(lambda one: samples.differences(*one), tried) for line in lines]
    print("\n".join(wrong))
    print(f"{len(tried)} choices of {len(rules)} rules over {len(samples.files)} files, "
          f"{len(samples.everything)} findings of {len(spoken)} rules")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
