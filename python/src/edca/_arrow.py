"""Tables for analysis: findings, and what flatten makes, as Arrow, Parquet and pandas."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from . import _edca
from ._errors import InputError, module_needed
from ._types import Summary

# Loaded when they are first needed: by needed().
pa: Any = None
pc: Any = None
csv: Any = None

#: Rows of findings that are handed on at once.
_ROWS = 10_000

#: Members of a finding that are columns, and whether they are numbers.
FINDING_COLUMNS = {
    "rule": False,
    "severity": False,
    "file": False,
    "line": True,
    "column": True,
    "pointer": False,
    "ocid": False,
    "release": False,
    "property": False,
    "value": False,
    "keyword": False,
    "variant": False,
    "cell": False,
    "sentence": False,
}


def needed() -> None:
    """Loads pyarrow. Raises UsageError where it is missing."""
    global pa, pc, csv
    if pa is not None:
        return
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.csv
    except ImportError:
        raise module_needed("pyarrow", "pyarrow") from None
    pa, pc, csv = pyarrow, pyarrow.compute, pyarrow.csv


def text(value: str | None) -> str | None:
    """A text that Arrow takes: what is no UTF-8 becomes U+FFFD."""
    if value is None or value.isascii():
        return value
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def findings_schema() -> Any:
    needed()
    return pa.schema([(name, pa.int64() if number else pa.string()) for name, number in FINDING_COLUMNS.items()])


def findings_batches(findings: Iterable[Any], lang: str) -> Iterator[Any]:
    """Findings as record batches of findings_schema()."""
    schema = findings_schema()
    rows: list[Any] = []

    def batch() -> Any:
        columns = []
        for name, number in FINDING_COLUMNS.items():
            if name == "sentence":
                columns.append([text(each.sentence(lang)) for each in rows])
            elif number:
                columns.append([getattr(each, name) for each in rows])
            else:
                columns.append([text(getattr(each, name)) for each in rows])
        arrays = [pa.array(values, schema.field(at).type) for at, values in enumerate(columns)]
        return pa.record_batch(arrays, schema=schema)

    for finding in findings:
        rows.append(finding)
        if len(rows) == _ROWS:
            yield batch()
            rows = []
    if rows:
        yield batch()


def findings_table(findings: Iterable[Any], lang: str) -> Any:
    schema = findings_schema()
    return pa.Table.from_batches(findings_batches(findings, lang), schema)


def findings_frame(findings: Iterable[Any], lang: str) -> Any:
    try:
        import pandas
    except ImportError:
        raise module_needed("pandas", "pandas") from None
    rows = []
    for each in findings:
        row = {name: getattr(each, name) for name in FINDING_COLUMNS if name != "sentence"}
        row["sentence"] = each.sentence(lang)
        rows.append(row)
    frame = pandas.DataFrame(rows, columns=list(FINDING_COLUMNS))
    return frame.astype({"line": "Int64", "column": "Int64"})


@dataclass
class Column:
    """A column of a table, and what its cells turned out to be."""

    name: str
    #: of datapackage.json: "string", "integer", "number", "boolean", "list", "array"
    kind: str
    #: date-time of RFC 3339, by the schema
    instant: bool = False
    #: codes of a codelist, by the schema
    codes: bool = False
    metadata: dict[str, str] = field(default_factory=dict)
    #: digits in front of the point and behind it, of all numbers
    whole: int = 1
    fraction: int = 0
    #: the first cell that is not what the column holds
    stranger: str | None = None

    def look_at(self, cells: Any) -> None:
        """Learns of the texts of a batch what the column can be."""
        if self.stranger is not None:
            return
        if self.kind in ("integer", "number"):
            for cell in pc.unique(cells).to_pylist():
                if cell is not None:
                    self._look_at_number(cell)
        elif self.kind == "boolean":
            self._look_for_others(cells, pc.is_in(cells, pa.array(["true", "false"])))
        elif self.instant:
            try:
                pc.cast(cells, _instant())
            except pa.ArrowInvalid:
                self.stranger = _first_that_fails(cells)

    def _look_at_number(self, cell: str) -> None:
        try:
            number = Decimal(cell)
            _, digits, exponent = number.as_tuple()
        except ArithmeticError:
            self.stranger = cell
            return
        if not isinstance(exponent, int):
            self.stranger = cell
            return
        self.fraction = max(self.fraction, -exponent)
        self.whole = max(self.whole, len(digits) + exponent)
        if self.whole + self.fraction > 76:
            self.stranger = cell

    def _look_for_others(self, cells: Any, known: Any) -> None:
        others = pc.filter(cells, pc.and_(pc.is_valid(cells), pc.invert(known)))
        if len(others):
            self.stranger = others[0].as_py()

    @property
    def type(self) -> Any:
        """The type of Arrow of its cells."""
        if self.stranger is not None:
            return pa.string()
        if self.kind == "integer" and self.fraction == 0 and self.whole <= 18:
            return pa.int64()
        if self.kind in ("integer", "number"):
            # One type for all amounts that have it in them: two places are those of most currencies.
            fraction = max(self.fraction, 2 if self.kind == "number" else 0)
            if self.whole + fraction <= 38:
                return pa.decimal128(38, fraction)
            return pa.decimal256(76, self.fraction)
        if self.kind == "boolean":
            return pa.bool_()
        if self.kind == "list":
            return pa.list_(pa.string())
        if self.instant:
            return _instant()
        if self.codes:
            return pa.dictionary(pa.int32(), pa.string())
        return pa.string()

    @property
    def field(self) -> Any:
        return pa.field(self.name, self.type, metadata=self.metadata or None)

    def cells(self, texts: Any) -> Any:
        """The texts of a batch as cells of its type."""
        kind = self.type
        if pa.types.is_string(kind):
            return texts
        if pa.types.is_dictionary(kind):
            return texts.dictionary_encode()
        if pa.types.is_list(kind):
            return _by_value(texts, kind, _list_of)
        if pa.types.is_decimal(kind):
            return _by_value(texts, kind, Decimal)
        return pc.cast(texts, kind)


def _instant() -> Any:
    return pa.timestamp("us", tz="UTC")


def _first_that_fails(cells: Any) -> str:
    for cell in cells.to_pylist():
        if cell is not None:
            try:
                pc.cast(pa.array([cell]), _instant())
            except pa.ArrowInvalid:
                return str(cell)
    return ""


def _by_value(texts: Any, kind: Any, make: Any) -> Any:
    """Cells of different texts are made once each."""
    encoded = texts.dictionary_encode()
    made = pa.array([make(each) for each in encoded.dictionary.to_pylist()], kind)
    return made.take(encoded.indices)


def _list_of(cell: str) -> list[str]:
    """How flatten writes a list of texts: with semicolons, or in JSON where a text has one."""
    if cell.startswith("["):
        try:
            return [str(each) for each in json.loads(cell)]
        except ValueError:
            pass
    return cell.split(";")


def formats_of(profile: str) -> tuple[set[str], set[str]]:
    """The paths of fields that are date-times, and of those that have codes."""
    fields = _edca.fields(profile)
    return (
        {path for _, path, form, _ in fields if form == "date-time"},
        {path for _, path, _, codelist in fields if codelist},
    )


def _is_one_of(table: str, name: str, paths: set[str]) -> bool:
    """Whether a column of a table is one of these fields, wherever the item stands: in a record, say."""
    parts = [*table.split("/")[1:], *name.split("/")]
    return any("/".join(parts[at:]) in paths for at in range(min(2, len(parts))))


class Folder:
    """The tables that flatten put into a folder."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        with open(os.path.join(folder, "datapackage.json"), encoding="utf-8") as file:
            description = json.load(file)
        profile = description.get("edca:profile", "edca-mx")
        self.instants, self.codes = formats_of(profile)
        self.resources: list[dict[str, Any]] = description["resources"]

    def columns(self, resource: Mapping[str, Any]) -> list[Column]:
        table = str(resource["edca:table"])
        columns = []
        for each in resource["schema"]["fields"]:
            name = str(each["name"])
            own = not each.get("edca:around")
            titles = {key: each[key] for key in ("title", "edca:title_en") if key in each}
            columns.append(
                Column(
                    name,
                    each["type"],
                    own and each["type"] == "string" and _is_one_of(table, name, self.instants),
                    own and each["type"] == "string" and _is_one_of(table, name, self.codes),
                    titles,
                )
            )
        return columns

    def texts(self, resource: Mapping[str, Any], columns: list[Column]) -> Iterator[Any]:
        """The cells as they are written, some at a time."""
        reader = csv.open_csv(
            os.path.join(self.folder, str(resource["path"])),
            read_options=csv.ReadOptions(block_size=1 << 24, use_threads=False),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types={each.name: pa.string() for each in columns},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
        yield from reader

    def batches(self, resource: Mapping[str, Any], columns: list[Column]) -> Iterator[Any]:
        """The rows of a table, after all of them were looked at."""
        for batch in self.texts(resource, columns):
            for each, cells in zip(columns, batch.columns):
                each.look_at(cells)
        schema = pa.schema([each.field for each in columns])
        for batch in self.texts(resource, columns):
            yield pa.record_batch([each.cells(c) for each, c in zip(columns, batch.columns)], schema=schema)


class Tables(Mapping[str, Any]):
    """The tables of a run by their places in the data ("releases/awards/items"), each a pyarrow.Table.

    Amounts are decimal128 with as many places as the data have, dates timestamps in UTC, codes dictionaries. A column
    that has something else in it stays text: `kept_as_text` has its first cell, by table and column.
    """

    def __init__(self, tables: dict[str, Any], summary: Summary, findings: list[Any]) -> None:
        self._tables = tables
        #: the figures of the run
        self.summary = summary
        #: what is wrong with the inputs
        self.findings = findings
        #: {("releases/awards", "date"): "yesterday"}
        self.kept_as_text: dict[tuple[str, str], str] = {}

    def __getitem__(self, table: str) -> Any:
        return self._tables[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return f"<Tables {', '.join(f'{name} ({each.num_rows})' for name, each in self._tables.items())}>"


def tables_of(folder: str, summary: Summary, findings: list[Any]) -> Tables:
    """The tables of a folder in memory."""
    made = Folder(folder)
    tables: dict[str, Any] = {}
    result = Tables(tables, summary, findings)
    for resource in made.resources:
        columns = made.columns(resource)
        batches = list(made.batches(resource, columns))
        name = str(resource["edca:table"])
        table = pa.Table.from_batches(batches, pa.schema([each.field for each in columns]))
        tables[name] = table.unify_dictionaries()
        _note(result, name, columns)
    return result


def parquet_of(folder: str, target: str, overwrite: bool, summary: Summary, findings: list[Any]) -> Tables:
    """The same as files of Parquet in a folder, batch by batch."""
    import tempfile

    import pyarrow.parquet as parquet

    made = Folder(folder)
    result = Tables({}, summary, findings)
    os.makedirs(target, exist_ok=True)
    paths = []
    for resource in made.resources:
        path = os.path.join(target, os.path.splitext(str(resource["path"]))[0] + ".parquet")
        if os.path.lexists(path) and not overwrite:
            raise InputError("output.exists", {"path": path})
        paths.append(path)
    for resource, path in zip(made.resources, paths):
        columns = made.columns(resource)
        batches = made.batches(resource, columns)
        first = next(batches, None)
        schema = pa.schema([each.field for each in columns])
        with tempfile.NamedTemporaryFile(dir=target, prefix=".edca-", delete=False) as file:
            try:
                with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
                    if first is not None:
                        writer.write_batch(first)
                    for batch in batches:
                        writer.write_batch(batch)
                os.chmod(file.name, 0o666 & ~_umask())
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
        _note(result, str(resource["edca:table"]), columns)
    return result


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _note(tables: Tables, name: str, columns: list[Column]) -> None:
    for each in columns:
        if each.stranger is not None:
            tables.kept_as_text[name, each.name] = each.stranger
