"""What the functions do is what the program does."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import edca

from conftest import PROJECT, release

DEMO = PROJECT / "samples" / "demo"
needs_samples = pytest.mark.skipif(not DEMO.is_dir(), reason="the samples of the project are not here")


@pytest.fixture
def path(tmp_path: Path, lines: bytes) -> Path:
    file = tmp_path / "releases.jsonl"
    file.write_bytes(lines)
    return file


@needs_samples
def test_validate_finds_what_the_program_finds(program):
    report = json.loads(program("validate", "--format", "json", "--lang", "es", "--fail-on", "never", DEMO).stdout)
    findings = edca.validate(DEMO, lang="es")
    found = [
        (f.rule, f.severity, f.file, f.pointer, f.ocid or "", " ".join(filter(None, [f.sentence(), f.advice()])))
        for f in findings
    ]
    told = [
        (
            each["rule"],
            each["severity"],
            each["file"],
            each["pointer"],
            each.get("ocid", ""),
            each["message"],
        )
        for each in report["findings"]
    ]
    assert found == told
    assert findings.summary.by_rule == {rule: sum(one[0] == rule for one in told) for rule in {one[0] for one in told}}


@needs_samples
def test_merge_writes_what_the_program_writes(program, tmp_path: Path):
    assert program("merge", "-q", "-o", tmp_path / "a.jsonl", DEMO).returncode in (0, 1)
    expected = (tmp_path / "a.jsonl").read_bytes()
    results = edca.merge(DEMO)
    summary = results.write(tmp_path / "b.jsonl")
    assert (tmp_path / "b.jsonl").read_bytes() == expected
    assert summary.figures["processes"] == expected.count(b"\n")
    binary, text = io.BytesIO(), io.StringIO()
    edca.merge(DEMO).write(binary)
    edca.merge(DEMO).write(text)
    assert binary.getvalue() == expected == text.getvalue().encode()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl"]


@needs_samples
@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        (["--versioned"], {"product": "versioned"}),
        (["--records"], {"product": "records"}),
        (["--records", "--linked"], {"product": "records", "linked": True}),
        (["--blame"], {"product": "blame"}),
    ],
)
def test_other_products_of_merge(program, arguments, options):
    expected = program("merge", "-q", *arguments, DEMO).stdout.decode().splitlines()
    assert list(edca.merge(DEMO, **options)) == expected


@needs_samples
def test_a_record_package(program):
    arguments = ["--uri", "https://ejemplo.example/p", "--publisher-name", "Ejemplo"]
    expected = program("merge", "-q", "--package", *arguments, DEMO)
    (package,) = edca.merge(
        DEMO, product="record-package", members={"uri": "https://ejemplo.example/p", "publisher_name": "Ejemplo"}
    )
    if expected.stdout:
        assert package == expected.stdout.decode().rstrip("\n")


def test_versioned(path):
    assert list(edca.versioned(path)) == list(edca.merge(path, product="versioned"))


def test_adding_to_an_earlier_result(tmp_path: Path, releases):
    edca.merge(releases[:3]).write(tmp_path / "early.jsonl")
    added = list(edca.merge(releases[3:], into=tmp_path / "early.jsonl"))
    # The earlier result counts as the oldest release, so that members come in its order.
    assert [each.data for each in added] == [each.data for each in edca.merge(releases)]


@needs_samples
def test_upgrade_writes_what_the_program_writes(program, tmp_path: Path):
    old = {"releases": [{"ocid": "ocds-213czf-1", "id": "1", "tag": ["tender"], "date": "2015-01-01T00:00:00Z",
                         "buyer": {"name": "Ejemplo"}}], "uri": "https://e.example", "publishedDate": "2015-01-01T00:00:00Z"}
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    expected = program("upgrade", "-q", tmp_path / "old.json").stdout.decode()
    results = edca.upgrade(tmp_path / "old.json")
    assert results.text() == expected
    assert expected and expected != json.dumps(old)
    assert results.findings and all(f.rule.startswith("upgrade.") for f in results.findings)
    assert any(f.new_value for f in results.findings)


def test_packages(path, releases):
    packages = edca.package(path, "release-package", size=4, members={"uri": "https://e.example/{n}"})
    made = list(packages)
    assert [(each.number, each.items, each.uri) for each in made] == [
        (1, 4, "https://e.example/1"),
        (2, 2, "https://e.example/2"),
    ]
    assert [each["ocid"] for package in made for each in package.data["releases"]] == [
        each["ocid"] for each in releases
    ]
    assert packages.summary.figures["packages"] == 2


def test_differences(releases):
    newer = [dict(each) for each in releases[:-2]]
    newer[0] = release("ocds-213czf-0", 0, language="en")
    newer.append(release("ocds-213czf-9", 0))
    changes = edca.diff(releases, newer)
    told = [(each.id, each.change) for each in changes]
    assert told == [("ocds-213czf-0", "changed"), ("ocds-213czf-2", "removed"), ("ocds-213czf-9", "added")]
    assert changes.summary.figures["processes_changed"] == 1
    (first, *_) = edca.diff(releases, newer)
    (field,) = first.items[0].fields
    assert (field.change, field.pointer, field.before, field.after) == ("changed", "/language", '"es"', '"en"')


def test_a_snapshot_is_one_input(path):
    with pytest.raises(edca.UsageError):
        edca.diff([path, path.parent], path)


@needs_samples
def test_indicators_flag_what_the_program_flags(program):
    data = PROJECT / "tests" / "cli" / "indicators" / "own" / "planted.jsonl"
    told = [
        json.loads(line, parse_float=str)
        for line in program("indicators", "--format", "jsonl", "--lang", "en", data).stdout.splitlines()
    ]
    flags = edca.indicators(data)
    found = [(f.indicator, f.subject, list(f.ocids)) for f in flags]
    expected = [(one["indicator"], one["subject"], one["ocids"]) for one in told if "indicator" in one]
    assert found == expected and found
    assert {t.indicator: t.flagged for t in flags.summary.tallies if t.flagged} == {
        rule: sum(one[0] == rule for one in expected) for rule in {one[0] for one in expected}
    }
    (first, *_) = edca.indicators(data)
    assert first.name("es") and first.rule("en") and first.evidence


def test_reading_packages():
    package = {"uri": "x", "version": "1.1", "releases": [release("a", 0), release("b", 0)], "publisher": {"name": "P"}}
    items = list(edca.read(package))
    assert [each.kind for each in items] == ["release", "release", "package"]
    assert {"uri": "x", "version": "1.1"}.items() <= items[0].metadata.items()
    assert items[0].metadata_text is items[1].metadata_text
    assert items[2].data == {"uri": "x", "version": "1.1", "publisher": {"name": "P"}}
    assert [each.pointer for each in items[:2]] == ["/releases/0", "/releases/1"]
    # Of one that is too large to be held, what stands in front is known.
    large = json.dumps({**package, "releases": [release(f"a{n}", 0, language="x" * 100_000) for n in range(40)]})
    (first, *_) = edca.read(large)
    assert {"uri": "x", "version": "1.1"}.items() <= first.metadata.items()


def test_explanations(program):
    rule = edca.explain("schema.required", lang="en")
    assert rule.severity == "error" and rule.title and rule.why and rule.fix and rule.bad and rule.good
    assert str(rule).rstrip("\n") == program("explain", "--lang", "en", "schema.required").stdout.decode().rstrip("\n")
    assert {each.id.split(".")[0] for each in edca.rules("schema")} == {"schema"}
    assert len(edca.rules()) > 150
    with pytest.raises(edca.UsageError):
        edca.explain("schema")


def test_tables_go_to_files(path, tmp_path: Path, program):
    assert program("flatten", "-q", "-o", f"{tmp_path}/theirs/", path).returncode == 0
    written = edca.flatten(path, tmp_path / "ours.zip")
    assert {each.table for each in written.summary.tables} >= {"releases"}
    written = edca.flatten(path, f"{tmp_path}/ours/")
    theirs = {p.name: p.read_bytes() for p in (tmp_path / "theirs").iterdir()}
    assert {p.name: p.read_bytes() for p in (tmp_path / "ours").iterdir()} == theirs
    with pytest.raises(edca.InputError) as caught:
        edca.flatten(path, tmp_path / "ours.zip")
    assert caught.value.key == "output.exists"
    edca.flatten(path, tmp_path / "ours.zip", overwrite=True)
    with pytest.raises(edca.UsageError):
        edca.flatten(path, tmp_path / "ours.txt")


def test_the_program(program):
    done = program("--version")
    assert done.returncode == 0 and done.stdout.decode().strip().endswith(edca.__version__)
    assert program("no-such").returncode == 2


def test_types_are_declared():
    assert (Path(edca.__file__).parent / "py.typed").is_file()
    for name in edca.__all__:
        assert getattr(edca, name).__doc__ or name == "__version__", name
