"""Tables of Arrow and Parquet hold what the data hold, with types."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")

import edca  # noqa: E402

from conftest import release  # noqa: E402


def award(number: int, amount: str, date: str = "2025-03-01T10:00:00-06:00") -> dict:
    return {"id": f"a{number}", "status": "active", "date": date, "value": {"amount": Decimal(amount), "currency": "MXN"}}


@pytest.fixture
def data() -> list[dict]:
    return [
        release("a", 0, awards=[award(1, "12345678901234567890.12"), award(2, "0.1")]),
        release("b", 0, awards=[award(3, "1500000.125")], tag=["award", "contract"]),
    ]


def test_types(data):
    tables = edca.flatten(data)
    awards = tables["releases/awards"]
    assert awards.schema.field("value/amount").type == pa.decimal128(38, 3)
    assert awards.column("value/amount").to_pylist() == [
        Decimal("12345678901234567890.120"),
        Decimal("0.100"),
        Decimal("1500000.125"),
    ]
    assert awards.schema.field("date").type == pa.timestamp("us", tz="UTC")
    assert awards.column("date").to_pylist()[0] == datetime.datetime(2025, 3, 1, 16, tzinfo=datetime.timezone.utc)
    assert pa.types.is_dictionary(awards.schema.field("status").type)
    assert awards.column("value/currency").to_pylist() == ["MXN"] * 3
    assert awards.schema.field("ocid").type == pa.string()
    assert awards.column("ocid").to_pylist() == ["a", "a", "b"]
    assert tables["releases"].column("tag").to_pylist() == [["tender"], ["award", "contract"]]
    assert not tables.kept_as_text
    assert tables.summary.items == 2
    assert b"title" in (awards.schema.field("date").metadata or {})


def test_what_is_not_what_the_column_holds_stays_text(data):
    data[0]["awards"][0]["date"] = "2025-03-01"
    tables = edca.flatten(data)
    assert tables["releases/awards"].column("date").to_pylist()[0] == "2025-03-01"
    assert tables.kept_as_text == {("releases/awards", "date"): "2025-03-01"}


@pytest.mark.parametrize(
    ("amount", "kind"),
    [
        ("1e3", pa.decimal128(38, 2)),
        ("9" * 40, pa.decimal256(76, 0)),
        ("9" * 80, pa.string()),
        ("5", pa.decimal128(38, 2)),
    ],
)
def test_numbers_of_any_size(amount, kind):
    tables = edca.flatten([release("a", 0, awards=[award(1, amount)])])
    column = tables["releases/awards"].column("value/amount")
    assert column.type == kind
    assert Decimal(column.to_pylist()[0]) == Decimal(amount)


def test_parquet(data, tmp_path: Path):
    parquet = pytest.importorskip("pyarrow.parquet")
    written = edca.flatten(data, tmp_path / "tables", format="parquet")
    assert {t.table for t in written.summary.tables} >= {"releases", "releases/awards"}
    table = parquet.read_table(tmp_path / "tables" / "releases_awards.parquet")
    expected = edca.flatten(data)["releases/awards"]
    assert table.column("value/amount").to_pylist() == expected.column("value/amount").to_pylist()
    assert table.schema.field("value/amount").type == pa.decimal128(38, 3)
    with pytest.raises(edca.InputError) as caught:
        edca.flatten(data, tmp_path / "tables", format="parquet")
    assert caught.value.key == "output.exists"
    edca.flatten(data, tmp_path / "tables", format="parquet", overwrite=True)
    assert not [p for p in (tmp_path / "tables").iterdir() if p.suffix != ".parquet"]


def test_findings(data):
    table = edca.validate(data).to_arrow()
    assert table.num_rows == len(list(edca.validate(data)))
    assert table.schema.field("line").type == pa.int64()
    assert all(table.column("sentence").to_pylist())
    frame = pytest.importorskip("pandas") and edca.validate(data).to_pandas()
    assert list(frame["rule"]) == table.column("rule").to_pylist()


def test_findings_with_texts_that_are_no_utf8():
    table = edca.validate(iter([b'{"ocid":"\xff","id":"1","tag":["tender"]}'])).to_arrow()
    assert table.num_rows
