"""On Spark comes out what comes out of one run."""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("pyspark")

import edca  # noqa: E402
from edca import spark as on_spark  # noqa: E402

from conftest import PROJECT, release  # noqa: E402

pytestmark = pytest.mark.skipif(os.environ.get("EDCA_TEST_SPARK", "yes") == "no", reason="not asked for")


@pytest.fixture(scope="module")
def spark():
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "3")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """Releases of many processes, some of them wrong, shuffled over files of several forms."""
    folder = tmp_path_factory.mktemp("data")
    random_ = random.Random(3)
    texts = []
    for process in range(150):
        for number in range(process % 4 + 1):
            one = release(f"ocds-213czf-{process}", number, buyer={"id": "B", "name": "Buyer"})
            if process % 7 == 0:
                one["tag"] = "tender"
            text = json.dumps(one, ensure_ascii=False)
            texts.append(text[:-1] + ',"awards":[{"id":"1","value":{"amount":%d.10,"currency":"MXN"}}]}' % (10**18 + process))
    texts.append(texts[0])
    random_.shuffle(texts)
    parts = [texts[at::4] for at in range(4)]
    (folder / "a.jsonl").write_text("\n".join(parts[0]) + "\n", encoding="utf-8")
    (folder / "b.jsonl.gz").write_bytes(gzip.compress("\n".join(parts[1]).encode()))
    package = '{"version":"1.1","releases":[%s],"uri":"x","publisher":{"name":"P"},"publishedDate":"2025-01-01T00:00:00Z"}'
    (folder / "c.json").write_text(package % ",".join(parts[2]), encoding="utf-8")
    (folder / "d.json.gz").write_bytes(gzip.compress(f"[{','.join(parts[3])}]".encode()))
    return folder


def told(rows) -> Counter:
    return Counter((r[0], r[1] or "", r[2] or "", r[3] or "") for r in rows)


def test_findings(spark, data):
    expected = Counter()
    for f in edca.validate(data):
        pointer = f.pointer
        expected[f.rule, f.ocid or "", f.release or "", pointer] += 1
    found = on_spark.validate(on_spark.read_releases(spark, str(data)), lang="en")
    rows = found.select("rule", "ocid", "release", "pointer").collect()
    assert told(rows) == expected


def test_the_order_of_releases_is_that_of_the_input(spark, tmp_path: Path):
    # Of one instant the later one in the input counts, wherever Spark puts them.
    names = [f"{n:02d}.jsonl" for n in range(12)]
    for number, name in enumerate(names):
        rows = [release(f"p{p}", 0, id=f"{name}-{p}", tender={"id": "t", "title": f"{number}-{p}"}) for p in range(9)]
        (tmp_path / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    items = on_spark.read_releases(spark, str(tmp_path))
    merged = on_spark.merge(items, partitions=4).collect()
    assert [row["text"] for row in sorted(merged, key=lambda row: row["ocid"])] == list(edca.merge(tmp_path))


def test_merged(spark, data):
    items = on_spark.read_releases(spark, str(data))
    for versioned in (False, True):
        expected = list(edca.versioned(data) if versioned else edca.merge(data))
        merged = on_spark.merge(items, versioned=versioned).collect()
        assert [row["text"] for row in sorted(merged, key=lambda row: row["ocid"].encode())] == expected
        assert len({row["ocid"] for row in merged}) == 150


def test_tables(spark, data):
    tables = on_spark.flatten(on_spark.read_releases(spark, str(data)))
    awards = tables["releases/awards"]
    assert dict(awards.dtypes)["value/amount"] == "decimal(38,2)"
    one = edca.flatten(data)["releases/awards"]
    assert sorted(row[0] for row in awards.select("`value/amount`").collect()) == sorted(
        one.column("value/amount").to_pylist()
    )
    assert sum(1 for _ in awards.select("_fila").distinct().collect()) == one.num_rows


def test_indicators(spark):
    planted = PROJECT / "tests" / "cli" / "indicators" / "own" / "planted.jsonl"
    if not planted.is_file():
        pytest.skip("the cases of the project are not here")
    expected = Counter((f.indicator, f.subject, f.amount) for f in edca.indicators(planted))
    flags = on_spark.indicators(on_spark.read_releases(spark, str(planted))).collect()
    assert Counter((f["indicator"], f["subject"], f["amount_text"]) for f in flags) == expected
    assert expected


def test_bad_items_are_findings(spark, tmp_path: Path):
    good = json.dumps(release("ocds-213czf-1", 0))
    (tmp_path / "a.jsonl").write_bytes(f"{good}\noh no\n{{\n".encode() + b'{"ocid":"\xff","id":"1"}\n')
    (tmp_path / "b.json.gz").write_bytes(gzip.compress(b"[1,2]")[:-3])
    (tmp_path / "c.json").write_bytes(b"")
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 no zip")
    items = on_spark.read_releases(spark, str(tmp_path))
    rules = Counter(row[0] for row in on_spark.validate(items).select("rule").collect())
    assert rules["input.syntax"] >= 2 and rules["input.encoding"] == 1
    assert rules["input.unreadable"] + rules["input.truncated"] >= 1
    assert on_spark.merge(items).where("ocid = 'ocds-213czf-1'").count() == 1


def test_a_broken_line_takes_no_other_along(spark, tmp_path: Path):
    lines = [json.dumps(release(f"ocds-213czf-{n}", 0, tag="tender")).encode() for n in range(20)]
    wrong = [b"oh no", b"{", b'{"ocid":"a', b'{"ocid":"ocds-213czf-3","id":"x"]}', b"<html>", b'{"a":"b"c":1}', b"[[["]
    mixed = [each for pair in zip(lines, [*wrong, *wrong, *wrong]) for each in pair]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(mixed) + b"\n")
    expected = Counter((f.rule, f.ocid or "", f.release or "", f.pointer) for f in edca.validate(tmp_path))
    items = on_spark.read_releases(spark, str(tmp_path))
    rows = on_spark.validate(items, partitions=2).select("rule", "ocid", "release", "pointer").collect()
    assert told(rows) == expected
    assert sum(count for (rule, *_), count in expected.items() if rule == "schema.type") == 20
    merged = on_spark.merge(items, partitions=2).collect()
    assert sorted(row["text"] for row in merged) == sorted(edca.merge(tmp_path))


def test_a_process_with_many_releases(spark):
    rows = [(json.dumps(release("big", 0, id=str(n))),) for n in range(3000)] + [(json.dumps(release("small", 0)),)]
    items = spark.createDataFrame(rows, "text string")
    merged = on_spark.merge(items, memory=1 << 20).collect()
    assert sorted(row["ocid"] for row in merged) == ["big", "small"]
    assert {row["text"] for row in merged} == set(edca.merge([row[0] for row in rows]))


def test_the_command_line(spark, data, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(type(spark), "stop", lambda self: None)
    for command in ("validate", "merge", "flatten", "indicators"):
        assert on_spark.main([command, str(data), "--output", str(tmp_path / command)]) == 0
    merged = sorted(
        line for part in (tmp_path / "merge").glob("part-*") for line in part.read_text(encoding="utf-8").splitlines()
    )
    assert merged == sorted(edca.merge(data))
    assert spark.read.parquet(str(tmp_path / "validate")).count() == sum(1 for _ in edca.validate(data))
    amounts = spark.read.parquet(str(tmp_path / "flatten" / "releases_awards")).select("`value/amount`").collect()
    assert max(row[0] for row in amounts) == Decimal(10**18 + 149) + Decimal("0.10")
