#!/usr/bin/env python3
"""Compares the bundled schemas and codelists, and what `edca schema show` prints, with the published facts.

The facts lie outside the project (CMake option EDCA_SHARED_DATA). Where they are absent this says so
and ends with 77, which ctest reports as skipped.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import patched_facts

SKIPPED = 77

# Folder below schemas/ -> folder below facts/. Folders of extensions follow by name.
FOLDERS = {
    "ocds/1.1": "ocds-1.1.5",
    "ocds/1.0": "ocds-1.0.3",
    "oc4ids/0.9.2": "oc4ids-0.9.2",
    "oc4ids/0.9.3": "oc4ids-0.9.3",
    "oc4ids/0.9.4": "oc4ids-0.9.4",
    "oc4ids/0.9.5": "oc4ids-0.9.5",
}
# `edca schema show` arguments -> facts of the core.
SHOWN = [
    (["ocds-1.1", "release", "--no-extensions"], "ocds-1.1.5/release-schema.tsv"),
    (["ocds-1.1", "release-package"], "ocds-1.1.5/release-package-schema.tsv"),
    (["ocds-1.1", "record-package"], "ocds-1.1.5/record-package-schema.tsv"),
    (["ocds-1.1", "versioned-release", "--no-extensions"], "ocds-1.1.5/versioned-release-validation-schema.tsv"),
    (["ocds-1.0", "release", "--no-extensions"], "ocds-1.0.3/release-schema.tsv"),
    (["ocds-1.0", "versioned-release", "--no-extensions"], "ocds-1.0.3/versioned-release-validation-schema.tsv"),
    *((["oc4ids-" + version, kind], f"oc4ids-{version}/{kind}-schema.tsv")
      for version in ("0.9.2", "0.9.3", "0.9.4", "0.9.5") for kind in ("project", "project-package")),
]
# Made from the release schema by the program, not bundled.
DERIVED = "versioned-release-validation-schema.tsv"


class Comparison:
    def __init__(self, arguments):
        self.schemas = arguments.root / "schemas"
        self.facts = arguments.shared / "facts"
        self.edca = arguments.edca
        self.tool = patched_facts.load_tool(arguments.shared)
        self.compared = 0
        self.not_compared = []  # scripts/import-extension --check compares them with their repositories
        self.problems = []

    def compare(self, name, ours, theirs):
        self.compared += 1
        missing, extra = sorted(theirs - ours), sorted(ours - theirs)
        if missing or extra:
            lines = [f"    missing {line}" for line in missing[:20]] + [f"    extra   {line}" for line in extra[:20]]
            self.problems.append("\n".join([f"{name}: {len(missing)} missing, {len(extra)} extra", *lines]))

    def published(self, path):
        """The facts of a schema; none where the standard publishes no schema of that name."""
        if not path.exists():
            return set()
        return {line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()}

    def folder(self, ours, theirs):
        """Every schema and codelist of one folder, and nothing published that is not bundled."""
        if not theirs.is_dir():
            self.problems.append(f"{ours}: there are no facts to compare with in {theirs}")
            return
        for schema in sorted(ours.glob("*-schema.json")):
            facts = self.published(theirs / f"{schema.stem}.tsv")
            self.compare(schema.relative_to(self.schemas), self.tool.listed(json.loads(schema.read_bytes())), facts)
        for codelist in sorted(ours.glob("codelists/*.csv")):
            published = theirs / "codelists" / codelist.name
            codes = self.tool.codes(published) if published.exists() else set()
            self.compare(codelist.relative_to(self.schemas), self.tool.codes(codelist), codes)
        for published in sorted([*theirs.glob("*.tsv"), *theirs.glob("codelists/*.csv")]):
            name = published.relative_to(theirs).with_suffix(".json" if published.suffix == ".tsv" else ".csv")
            if published.name != DERIVED and not (ours / name).exists():
                self.problems.append(f"{ours.relative_to(self.schemas) / name}: published, but not bundled")

    def shown(self, arguments, facts):
        command = ["schema", "show", *arguments]
        name = "edca " + " ".join(command)
        run = subprocess.run([self.edca, *command], capture_output=True, stdin=subprocess.DEVNULL, check=False)
        if run.returncode != 0:
            self.problems.append(f"{name}: exit code {run.returncode}: {run.stderr.decode(errors='replace')}")
        else:
            self.compare(name, self.tool.listed(json.loads(run.stdout)), facts)

    def run(self):
        for ours, theirs in FOLDERS.items():
            self.folder(self.schemas / ours, self.facts / theirs)
        for extension in sorted(path for path in self.schemas.glob("extensions/*") if path.is_dir()):
            if (self.facts / "edca-mx" / extension.name).is_dir():
                self.folder(extension, self.facts / "edca-mx" / extension.name)
            else:
                self.not_compared.append(extension.name)
        for name in patched_facts.EXTENSIONS:
            if not (self.schemas / "extensions" / name).is_dir():
                self.problems.append(f"extensions/{name}: published, but not bundled")
        for arguments, facts in SHOWN:
            self.shown(arguments, self.published(self.facts / facts))
        self.shown(["edca-mx", "release"], patched_facts.patched(self.facts, self.tool))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("root", "edca", "shared"):
        parser.add_argument(f"--{name}", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    if not ((arguments.shared / "facts").is_dir() and (arguments.shared / "tools/schema-facts").is_file()):
        print("skipped: no ../shared")
        return SKIPPED
    comparison = Comparison(arguments)
    comparison.run()
    print("\n".join(comparison.problems))
    print(f"{comparison.compared} schemas and codelists compared, {len(comparison.problems)} problems")
    print(f"no facts to compare with: {', '.join(comparison.not_compared)}")
    return 1 if comparison.problems else 0


if __name__ == "__main__":
    sys.exit(main())
