"""Whatever an input is, what is found in it is the same."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

import edca


def found(inputs, **options):
    findings = edca.validate(inputs, **options)
    result = [(f.rule, f.line, f.pointer, f.ocid, f.release) for f in findings]
    return result, findings.summary.items


@pytest.fixture
def path(tmp_path: Path, lines: bytes) -> Path:
    file = tmp_path / "releases.jsonl"
    file.write_bytes(lines)
    return file


@pytest.fixture
def expected(path: Path):
    result = found(path)
    assert result[1] == 6
    assert result[0]
    return result


def test_paths(path, expected):
    assert found(str(path)) == expected
    assert found([path]) == expected
    assert found(path.parent) == expected


def test_bytes(lines, expected):
    assert found(lines) == expected
    assert found([lines]) == expected
    assert found(bytearray(lines)) == expected
    assert found(memoryview(lines)) == expected
    assert found(gzip.compress(lines)) == expected


def test_open_files(path, lines, expected):
    with path.open("rb") as file:
        assert found(file) == expected
    with path.open("r", encoding="utf-8", newline="") as file:
        assert found(file) == expected
    assert found(io.BytesIO(gzip.compress(lines))) == expected
    assert found(io.StringIO(lines.decode())) == expected


def test_zips_need_a_file_and_get_one(lines, expected):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("a.jsonl", lines)
    assert found(packed.getvalue()) == expected
    packed.seek(0)
    packed.name = "datos.zip"
    findings = edca.validate(packed)
    assert {f.file for f in findings} == {"datos.zip/a.jsonl"}
    assert [f.file for f in findings.files] == ["datos.zip/a.jsonl"]


def test_items(releases, lines, expected):
    texts = lines.decode().splitlines()
    assert found(releases) == expected
    assert found(iter(releases)) == expected
    assert found(texts) == expected
    assert found(iter(texts)) == expected
    assert found(edca.lines(texts)) == expected
    assert found(line for line in lines.splitlines(keepends=True)) == expected
    assert found(releases[:2] + texts[2:]) == expected


def test_a_dictionary_alone(releases):
    one, items = found(releases[0])
    assert items == 1 and one
    assert found(json.dumps(releases[0])) == (one, 1)


def test_several_inputs_keep_their_order_and_names(path, releases):
    findings = edca.validate([path, releases[0], b'{"ocid": 1}'])
    files = [f.file for f in findings]
    assert list(dict.fromkeys(files)) == [str(path), "2", "3"]


def test_names_that_are_no_utf8(tmp_path: Path, lines):
    file = tmp_path / "a\udcf1o.jsonl"
    try:
        file.write_bytes(lines)
    except OSError:
        pytest.skip("no such names here")
    findings = edca.validate(file)
    assert findings.finish().items == 6


def test_what_is_missing_is_a_finding(tmp_path: Path):
    findings = edca.validate(tmp_path / "no.json")
    assert [f.rule for f in findings] == ["input.unreadable"]
    assert findings.summary.files_read == 0


@pytest.mark.parametrize("wrong", [3, [3], None, object()])
def test_what_is_no_input(wrong):
    with pytest.raises(edca.UsageError) as caught:
        edca.validate(wrong, lang="en")
    assert caught.value.key == "python.type"
    assert type(wrong if not isinstance(wrong, list) else wrong[0]).__name__ in str(caught.value)


def test_nothing_was_given():
    with pytest.raises(edca.UsageError, match="Nothing was given"):
        edca.validate([], lang="en")


def test_an_element_that_is_no_item():
    with pytest.raises(edca.UsageError, match="int"):
        list(edca.validate(iter([3]), lang="en"))


def test_texts_are_never_opened_as_files(path):
    # Of an iterable, and of lines(), even what is the name of a file is a text.
    for inputs in (iter([str(path)]), edca.lines([str(path)])):
        assert [f.rule for f in edca.validate(inputs)] == ["input.syntax"]


def test_what_is_no_utf8_comes_and_goes_as_it_is(tmp_path: Path):
    bad = b'{"ocid":"a","id":"1","date":"2025-01-01T00:00:00Z","tag":["tender"],"x":"\xf1"}'
    (item,) = edca.read(bad)
    assert item.text.encode("utf-8", "surrogateescape") == bad
    assert "input.encoding" in [f.rule for f in edca.validate(iter([item.text]))]


def test_one_element_does_not_take_another_along(releases):
    pretty = json.dumps(releases[0], indent=2)
    elements = ["oh no", pretty, "{", b"\x1f\x8b", "<html>", "", releases[1], "[" * 5, pretty + "\r\n", '{"a":"b\nc"}']
    findings = edca.validate(iter(elements), only="input")
    lines = [f.line for f in findings if f.rule != "input.foreign"]
    assert sorted(set(lines)) == [1, 3, 4, 5, 8, 10]
    assert findings.summary.releases == 3
    assert [item.line for item in edca.read(iter(elements)) if item.kind == "release"] == [2, 7, 9]


def test_packages_among_elements(releases):
    package = {"version": "1.1", "releases": releases[:3]}
    items = list(edca.read(iter([package, releases[3]])))
    assert [(item.kind, item.line) for item in items] == [*[("release", 1)] * 3, ("package", 1), ("release", 2)]
