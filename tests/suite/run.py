#!/usr/bin/env python3
"""Judges every test of the public JSON Schema test suite for draft-04 with `edca validate --schema`.

tests/suite/draft4 and tests/suite/remotes are the required files of the suite as the source distribution of jsonschema
4.26.0 (PyPI) ships them. What an engine gets wrong and may get wrong stands in a file beside this one:
{"FILE/GROUP/TEST": "reason"}.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
LOCAL = "http://localhost:1234/"


def references():
    remotes = HERE / "remotes"
    for path in sorted(remotes.rglob("*.json")):
        yield "--ref"
        yield f"{LOCAL}{path.relative_to(remotes).as_posix()}={path}"


def verdicts(edca, engine, schema, instances, folder):
    """Whether each instance is valid; None where it was not judged."""
    (folder / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    lines = folder / "instances.jsonl"
    lines.write_text("".join(json.dumps(each) + "\n" for each in instances), encoding="utf-8")
    command = [edca, "validate", "--schema", folder / "schema.json", "--engine", engine, *references(), "--lang", "en",
               "--format", "json", "--fail-on", "never", lines]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if run.returncode != 0:
        return [" ".join(run.stderr.decode(errors="replace").split())[:200]] * len(instances)
    report = json.loads(run.stdout)
    failed = {finding["line"] for finding in report["findings"] if finding["severity"] == "error"}
    return [index + 1 not in failed for index in range(len(instances))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edca", type=pathlib.Path, required=True)
    parser.add_argument("--engine", default="plan")
    parser.add_argument("--suite", type=pathlib.Path, default=HERE / "draft4")
    arguments = parser.parse_args()
    known_file = HERE / f"{arguments.engine}.json"
    known = json.loads(known_file.read_text(encoding="utf-8")) if known_file.exists() else {}
    count, wrong = 0, {}
    with tempfile.TemporaryDirectory(prefix="edca-suite-") as folder:
        for path in sorted(arguments.suite.glob("*.json")):
            for group in json.loads(path.read_bytes()):
                tests = group["tests"]
                found = verdicts(arguments.edca, arguments.engine, group["schema"], [test["data"] for test in tests],
                                 pathlib.Path(folder))
                count += len(tests)
                for test, verdict in zip(tests, found):
                    if verdict is not test["valid"]:
                        name = f"{path.stem}/{group['description']}/{test['description']}"
                        wrong[name] = f"{verdict}, should be {test['valid']}"
    for name, verdict in wrong.items():
        if name not in known:
            print(f"{name}: {verdict}")
    for name in known.keys() - wrong.keys():
        print(f"right, though listed: {name}")
    print(f"{count} tests, {len(wrong)} wrong, {len(wrong.keys() & known.keys())} of these listed")
    return 1 if count == 0 or wrong.keys() - known.keys() else 0


if __name__ == "__main__":
    sys.exit(main())
