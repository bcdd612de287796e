"""edca on Spark: releases of many publishers checked, merged and tabulated on a cluster.

    spark-submit … or: python -m edca.spark validate|merge|flatten|indicators INPUT --output DIR

The library does the work in the Python workers of Spark, a partition at a time and with bounded memory; no program is
started. Needs the extra `spark` on the driver, and this package on the workers. docs/scale.md says when it pays.

Every function takes a DataFrame as read_releases() gives it: `ocid`, `text` (the item as bytes, so that no number, line
end or broken sign changes), `kind`, `file`, `pointer`, `package`, what its package says of itself, and `position`, which
grows along a file: where the order of releases counts, it is that of `file` and `position`. Other DataFrames do when
they have `text`. Items that are wrong are findings, never a job that fails.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import edca
from edca import _arrow, _edca

#: What read_releases() gives.
ITEMS = "ocid string, text binary, kind string, file string, pointer string, package string, position long"
#: What validate() gives.
FINDINGS = (
    "rule string, severity string, ocid string, release string, pointer string, file string, line long, "
    "column long, property string, value string, keyword string, variant string, sentence string"
)
#: What merge() gives.
MERGED = "ocid string, text string"
#: What indicators() gives.
FLAGS = (
    "indicator string, unit string, subject string, value string, threshold string, law string, buyer string, "
    "supplier string, amount decimal(38,2), amount_text string, currency string, ocids array<string>, evidence string"
)

#: Names of files with an item a line: Spark splits them.
_LINES = "*.{jsonl,ndjson,jsonl.gz,ndjson.gz,JSONL,NDJSON}"
_WHOLE = "*.{json,json.gz,json.zst,jsonl.zst,ndjson.zst,zip,JSON,ZIP}"

#: Rows that go to Spark at once.
_ROWS = 2_000


def _row_batches(rows: Iterable[tuple[Any, ...]], ddl: str) -> Iterator[Any]:
    """Rows as record batches of a schema of Spark."""
    _arrow.needed()
    pa = _arrow.pa
    types = {
        "string": pa.string(),
        "binary": pa.binary(),
        "long": pa.int64(),
        "decimal(38,2)": pa.decimal128(38, 2),
        "array<string>": pa.list_(pa.string()),
        "map<string,string>": pa.map_(pa.string(), pa.string()),
    }
    schema = pa.schema([(name, types[kind]) for name, kind in (each.strip().split(" ") for each in ddl.split(", "))])
    waiting: list[tuple[Any, ...]] = []
    size = 0

    def batch() -> Any:
        return pa.record_batch(
            [pa.array(column, each.type) for column, each in zip(zip(*waiting), schema)], schema=schema
        )

    for row in rows:
        waiting.append(row)
        size += sum(len(each) for each in row if isinstance(each, (str, bytes)))
        if len(waiting) == _ROWS or size > 1 << 24:
            yield batch()
            waiting, size = [], 0
    if waiting:
        yield batch()


def _whole_numbers() -> Any:
    """The number of this partition."""
    from pyspark import TaskContext

    context = TaskContext.get()
    return 0 if context is None else context.partitionId()


# ---------------------------------------------------------------------------------------------------------------------
# Reading


def _finding_row(finding: Any, file: str) -> tuple[Any, ...]:
    """A finding of reading as a row among the items."""
    told = json.dumps(finding.as_dict(), ensure_ascii=False).encode("utf-8", "replace")
    return (None, told, "finding", file, finding.pointer, None, None)


def _items_of(content: Any, file: str, again: Callable[[], Any]) -> Iterator[tuple[Any, ...]]:
    """The items of a file, each with all that its package says of itself, which may stand behind them."""
    around = {item.package: str(item.text) for item in edca.read(again()) if item.kind == "package"}
    items = edca.read(content)
    for position, item in enumerate(items):
        if item.kind == "package":
            continue
        text = item.text.encode("utf-8", "surrogateescape")
        package = _arrow.text(around.get(item.package))
        yield (_edca.ocid(text), text, item.kind, file, item.pointer, package, position)
    for finding in items.findings:
        yield _finding_row(finding, file)


def _read_lines(batches: Iterable[Any]) -> Iterator[Any]:
    """Lines become items. What is no item of itself may be a package or a list of some."""

    def rows() -> Iterator[tuple[Any, ...]]:
        block = None
        for batch in batches:
            for text, file, start in zip(*(column.to_pylist() for column in batch.columns)):
                if block != (file, start):
                    block = (file, start)
                    position = start
                # A line has a byte at least, so that no other block of the file comes to the same numbers.
                position += 1
                text = text or b""
                if not text.strip():
                    continue
                ocid = _edca.ocid(text)
                if ocid is None and (b'"releases"' in text or b'"records"' in text or text.lstrip()[:1] == b"["):
                    found = [row for row in _items_of(text, file, lambda: text) if row[2] != "finding"]
                    if found:
                        yield from ((*row[:-1], position) for row in found)
                        continue
                yield (ocid, text, None, file, None, None, position)

    return _row_batches(rows(), ITEMS)


def _read_files(batches: Iterable[Any]) -> Iterator[Any]:
    """Whole files become items: those of this machine by their path, others by their content."""

    def rows() -> Iterator[tuple[Any, ...]]:
        for batch in batches:
            content = batch.column(1).to_pylist() if batch.num_columns > 1 else [None] * batch.num_rows
            for path, each in zip(batch.column(0).to_pylist(), content):
                try:
                    if each is None:
                        local = path.removeprefix("file:")
                        yield from _items_of(local, path, lambda: local)
                    else:
                        yield from _items_of(each, path, lambda: each)
                except edca.Error as error:
                    told = json.dumps({"rule": "input.unreadable", "severity": "error", "sentence": str(error)})
                    yield (None, told.encode(), "finding", path, "", None, None)

    return _row_batches(rows(), ITEMS)


def read_releases(spark: Any, path: str | list[str]) -> Any:
    """The releases, records and projects in files and folders, a row for each: JSON Lines (split by Spark, or as .gz),
    packages, lists, zips, .gz and .zst.

    Columns are `ocid`, `text`, `kind`, `file`, `pointer`, `package` and `position`. A file that cannot be read, or a part of one, is
    a row of kind "finding", which validate() hands on.
    """
    from pyspark.sql import functions as F

    paths = [path] if isinstance(path, str) else list(path)
    reader = spark.read.option("recursiveFileLookup", True)
    lines = (
        reader.option("pathGlobFilter", _LINES)
        .option("lineSep", "\n")
        .format("text")
        .load(paths)
        .select(
            F.col("value").cast("binary").alias("text"),
            F.col("_metadata.file_path").alias("file"),
            F.col("_metadata.file_block_start").alias("start"),
        )
        .mapInArrow(_read_lines, ITEMS)
    )
    files = reader.option("pathGlobFilter", _WHOLE).format("binaryFile").load(paths)
    local = all("://" not in each or each.startswith("file://") for each in paths)
    files = files.select("path") if local else files.select("path", "content")
    return lines.unionByName(files.mapInArrow(_read_files, ITEMS))


def _columns(df: Any) -> Any:
    """A DataFrame with all columns of ITEMS, in their order."""
    from pyspark.sql import functions as F

    if "text" not in df.columns:
        raise edca.UsageError("python.option", {"value": ", ".join(df.columns), "name": "df", "known": "text"})
    df = df.withColumn("text", F.col("text").cast("binary"))
    for name in ("kind", "file", "pointer", "package"):
        if name not in df.columns:
            df = df.withColumn(name, F.lit(None).cast("string"))
    if "position" not in df.columns:
        df = df.withColumn("position", F.lit(None).cast("long"))
    if "ocid" not in df.columns:
        df = df.withColumn("ocid", F.lit(None).cast("string")).select(*_names(ITEMS))
        df = df.mapInArrow(_with_ocids, ITEMS)
    return df.select(*_names(ITEMS))


def _names(ddl: str) -> list[str]:
    return [each.strip().split(" ")[0] for each in ddl.split(", ")]


def _with_ocids(batches: Iterable[Any]) -> Iterator[Any]:
    def rows() -> Iterator[tuple[Any, ...]]:
        for batch in batches:
            for row in zip(*(column.to_pylist() for column in batch.columns)):
                yield (_edca.ocid(row[1] or b""), *row[1:])

    return _row_batches(rows(), ITEMS)


def _by_process(df: Any, partitions: int | None) -> Any:
    """All items of a process in one partition, in the order in which they stood; what has no OCID is spread by its
    text."""
    from pyspark.sql import functions as F

    key = F.coalesce(F.col("ocid"), F.sha2(F.col("text"), 256))
    spread = df.repartition(partitions, key) if partitions else df.repartition(key)
    return spread.sortWithinPartitions("file", "position")


# ---------------------------------------------------------------------------------------------------------------------
# Validating


#: Told of texts that are broken, as lines, and of what stood where: file and pointer.
_Broken = Callable[[list[bytes], list[tuple[str | None, str]]], None]


class _Wrapped:
    """The items of a partition as one text, a file for edca: those of packages in packages again. Knows what stood
    where. Findings of reading are put aside, and texts that would take their neighbours along."""

    def __init__(self, batches: Iterable[Any], wrap: bool = True, broken: _Broken | None = None) -> None:
        self.findings: list[tuple[Any, ...]] = []
        self.any = False
        self._broken = broken
        self._texts_of_broken: list[bytes] = []
        self._places_of_broken: list[tuple[str | None, str]] = []
        self._pieces = _pieces(self._texts(batches, wrap))
        self._starts: list[int] = []
        # Of each item: file, pointer, and of one in a package the name of the list and whether the package begins with
        # its own first item.
        self._rows: list[tuple[str | None, str | None, str | None, bool]] = []

    def read(self, _size: int = -1) -> bytes:
        return next(self._pieces, b"")

    def _texts(self, batches: Iterable[Any], wrap: bool) -> Iterator[bytes]:
        at = 0
        around: tuple[str, str | None, str] | None = None
        first = False
        for batch in batches:
            for _, text, kind, file, pointer, package, _ in zip(*(column.to_pylist() for column in batch.columns)):
                if kind == "finding":
                    self.findings.append(_told(text, file))
                    continue
                text = text or b""
                own = (package, file, pointer.split("/")[1]) if wrap and package is not None and pointer else None
                if not _edca.is_closed(text) and (own is None or not _is_small_value(text)):
                    self._put_aside(text, file, pointer or "")
                    continue
                self.any = True
                piece = b""
                if own != around:
                    piece = b"]}\n" if around is not None else b""
                    if own is not None:
                        members = package.rstrip()[:-1]
                        comma = "," if members.strip() != "{" else ""
                        piece += f"{members}{comma}{json.dumps(own[2])}:[".encode("utf-8", "surrogateescape")
                        first = pointer.endswith("/0")
                    around = own
                elif own is not None:
                    piece = b","
                self._starts.append(at + (0 if own is not None else len(piece)))
                self._rows.append((file, pointer, None if own is None else own[2], first))
                piece += text if own is not None else text + b"\n"
                at += len(piece)
                yield piece
        if around is not None:
            yield b"]}\n"
        self._tell_broken()

    def _put_aside(self, text: bytes, file: str | None, pointer: str) -> None:
        if self._broken is None:
            return
        self._texts_of_broken.append(text)
        self._places_of_broken.append((file, pointer))
        if len(self._texts_of_broken) == _ROWS or len(text) > 1 << 22:
            self._tell_broken()

    def _tell_broken(self) -> None:
        if self._broken is not None and self._texts_of_broken:
            self._broken(self._texts_of_broken, self._places_of_broken)
            self._texts_of_broken, self._places_of_broken = [], []

    def place(self, offset: int | None, pointer: str) -> tuple[str | None, str] | None:
        """File and pointer of something at an offset of the text; None for what is said of a package that begins in
        another partition."""
        if not self._rows:
            return None, pointer
        row = self._rows[max(bisect_right(self._starts, offset or 0) - 1, 0)]
        file, own, name, first = row
        if name is None:
            return file, (own or "") + pointer
        parts = pointer.split("/", 3)
        if len(parts) > 2 and parts[1] == name and parts[2].isdigit():
            return file, (own or "") + ("/" + parts[3] if len(parts) > 3 else "")
        return (file, pointer) if first else None


def _pieces(texts: Iterable[bytes]) -> Iterator[bytes]:
    """Small pieces put together."""
    waiting: list[bytes] = []
    size = 0
    for each in texts:
        waiting.append(each)
        size += len(each)
        if size > 1 << 18:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def _is_small_value(text: bytes) -> bool:
    """Whether a text is a number, a word or the like: no item, but what stands in a package for one."""
    if len(text) > 1000:
        return False
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _told(text: bytes, file: str | None) -> tuple[Any, ...]:
    """A finding of reading as a row of validate()."""
    told = json.loads(text)
    return tuple(file if name == "file" else told.get(name) for name in _names(FINDINGS))


def _finding_of(f: edca.Finding, file: str | None, pointer: str) -> tuple[Any, ...]:
    """A finding as a row of validate()."""
    return (
        f.rule, f.severity, _arrow.text(f.ocid), _arrow.text(f.release), _arrow.text(pointer), file, None, None,
        _arrow.text(f.property), _arrow.text(f.value), f.keyword, f.variant, _arrow.text(f.sentence()),
    )  # fmt: skip


def validate(df: Any, profile: str = "auto", *, partitions: int | None = None, lang: str = "es", **options: Any) -> Any:
    """The findings of all items: the rules, OCIDs, releases and pointers that edca.validate() gives for the same data.

    Items are put together by OCID first, so that what is said of several releases of a process is found wherever they
    stood. `line` and `column` count in the item itself; of a text without OCID that is all there is.
    `options`: those of edca.validate().
    """

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        def judge(texts: list[bytes], places: list[tuple[str | None, str]]) -> None:
            for f in edca.validate(edca.lines(texts), profile, lang=lang, jobs=1, **options):
                file, pointer = places[(f.line or 1) - 1]
                text.findings.append(_finding_of(f, file, pointer + f.pointer))

        text = _Wrapped(batches, broken=judge)

        def rows() -> Iterator[tuple[Any, ...]]:
            for f in edca.validate(text, profile, lang=lang, jobs=1, **options):
                place = text.place(f.offset, f.pointer) if text.any else None
                if place is not None:
                    yield _finding_of(f, *place)
            yield from text.findings

        return _row_batches(rows(), FINDINGS)

    return _by_process(_columns(df), partitions).mapInArrow(run, FINDINGS)


# ---------------------------------------------------------------------------------------------------------------------
# Merging


def _declared(df: Any) -> bytes:
    """What all packages declare, as one package without items: by that, every partition merges by the same rules."""
    from pyspark.sql import functions as F

    seen = df.where(F.col("package").isNotNull()).select("package").distinct().limit(100_000).collect()
    extensions: dict[str, None] = {}
    version = None
    for row in sorted(row[0] for row in seen):
        try:
            members = edca.loads(row)
        except edca.Error:
            continue
        version = version or members.get("version")
        declared = members.get("extensions")
        for each in declared if isinstance(declared, list) else []:
            if isinstance(each, str):
                extensions[each] = None
    if not extensions and version is None:
        return b""
    package = {"version": version or "1.1", "extensions": list(extensions), "releases": []}
    return json.dumps(package).encode() + b"\n"


class _Behind:
    """A text and what stands in front of it, as a file."""

    def __init__(self, first: bytes, rest: _Wrapped) -> None:
        self._first = first
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        first, self._first = self._first, b""
        return first or self._rest.read(size)


def merge(
    df: Any,
    versioned: bool = False,
    profile: str = "auto",
    *,
    partitions: int | None = None,
    **options: Any,
) -> Any:
    """The compiled (or versioned) release of each process, `ocid` and `text`: the same texts as edca.merge() gives for
    all of it. Within a partition they are in the order of their OCIDs.

    `options`: those of edca.merge(), for example memory=256 << 20: what does not fit goes to a file of the worker, so
    that a process of any size can be merged. A release without OCID belongs to no process and is left out; validate()
    tells of it. Where items come of packages, a small job looks at first what extensions they declare.
    """
    items = _columns(df)
    declared = _declared(items)
    product = "versioned" if versioned else "compiled"

    def run(batches: Iterable[Any]) -> Iterator[Any]:
        def rows() -> Iterator[tuple[Any, ...]]:
            text = _Wrapped(batches, wrap=False)
            results = edca.merge(
                _Behind(declared, text), profile, product=product, jobs=1, on_finding=lambda _: None, **options
            )
            try:
                for merged in results:
                    yield (_edca.ocid(merged.encode("utf-8", "surrogateescape")), _arrow.text(merged))
            except edca.InputError as error:
                if error.key != "input.none":
                    raise

        return _row_batches(rows(), MERGED)

    return _by_process(items, partitions).mapInArrow(run, MERGED)


# ---------------------------------------------------------------------------------------------------------------------
# Tables

#: Rows of all tables, before their columns are known.
_CELLS = "table string, cells map<string,string>"


def _flat(batches: Iterable[Any], profile: str, options: dict[str, Any]) -> Iterator[tuple[Any, _arrow.Folder]]:
    """The tables of a partition in a folder."""
    import tempfile

    text = _Wrapped(batches)
    with tempfile.TemporaryDirectory(prefix="edca-") as folder:
        try:
            edca.flatten(text, folder, profile, on_finding=lambda _: None, **options)
        except edca.InputError as error:
            if error.key != "input.none":
                raise
            return
        _arrow.needed()
        if os.path.exists(os.path.join(folder, "datapackage.json")):
            yield folder, _arrow.Folder(folder)


def flatten(df: Any, profile: str = "auto", *, partitions: int | None = None, **options: Any) -> dict[str, Any]:
    """The tables of all items, a DataFrame for each: {"releases/awards": …}, with the columns that there are in all
    partitions. Amounts are decimal(38, s) with as many places as the data have, dates timestamps, the rest text.

    Keys of rows (`_fila`, `_padre`) begin with the number of the partition. The rows of all tables are kept by Spark (in
    memory and on its disks) until `tables[...].unpersist()` is called on any of them or the session ends.
    `options`: those of edca.flatten().
    """
    from pyspark import StorageLevel
    from pyspark.sql import functions as F

    def cells(batches: Iterable[Any]) -> Iterator[Any]:
        number = _whole_numbers()

        def rows() -> Iterator[tuple[Any, ...]]:
            for _, made in _flat(batches, profile, options):
                for resource in made.resources:
                    table = str(resource["edca:table"])
                    columns = made.columns(resource)
                    names = [each.name for each in columns]
                    for batch in made.texts(resource, columns):
                        for each, column in zip(columns, batch.columns):
                            each.look_at(column)
                        for row in zip(*(column.to_pylist() for column in batch.columns)):
                            pairs = [(name, cell) for name, cell in zip(names, row) if cell is not None]
                            yield (table, [_keyed(name, cell, number) for name, cell in pairs])
                    yield ("", [("table", table), ("columns", json.dumps([_kind_of(each) for each in columns]))])

        return _row_batches(rows(), _CELLS)

    kept = _by_process(_columns(df), partitions).mapInArrow(cells, _CELLS).persist(StorageLevel.MEMORY_AND_DISK)
    found = kept.where(F.col("table") == "").select(F.col("cells")).collect()
    tables: dict[str, dict[str, _arrow.Column]] = {}
    for row in found:
        known = tables.setdefault(row[0]["table"], {})
        for each in json.loads(row[0]["columns"]):
            _add_kind(known, each)
    _arrow.needed()
    result = {}
    for table in sorted(tables):
        rows_of = kept.where(F.col("table") == table)
        result[table] = rows_of.select(
            *(F.col("cells").getItem(name).cast(_type_of(each)).alias(name) for name, each in tables[table].items())
        )
    return result


def _keyed(name: str, cell: str, number: int) -> tuple[str, str]:
    return (name, f"{number}-{cell}") if name in ("_fila", "_padre", "fila") else (name, cell)


def _kind_of(column: _arrow.Column) -> list[Any]:
    return [column.name, column.kind, column.instant, column.whole, column.fraction, column.stranger]


def _add_kind(known: dict[str, _arrow.Column], told: list[Any]) -> None:
    name, kind, instant, whole, fraction, stranger = told
    column = known.setdefault(name, _arrow.Column(name, kind, instant))
    column.whole = max(column.whole, whole)
    column.fraction = max(column.fraction, fraction)
    column.stranger = column.stranger or stranger
    if column.kind != kind:
        column.stranger = column.stranger or kind


def _type_of(column: _arrow.Column) -> str:
    pa = _arrow.pa
    kind = column.type
    if pa.types.is_decimal128(kind):
        return f"decimal(38,{kind.scale})"
    if pa.types.is_integer(kind):
        return "bigint"
    if pa.types.is_boolean(kind):
        return "boolean"
    return "timestamp" if pa.types.is_timestamp(kind) else "string"


# ---------------------------------------------------------------------------------------------------------------------
# Indicators


def _flag_row(flag: edca.Flag) -> tuple[Any, ...]:
    from decimal import Decimal

    amount = None if flag.amount is None else Decimal(flag.amount)
    fits = amount is not None and amount == amount.quantize(Decimal("0.01")) if _is_small(amount) else False
    evidence = [{"file": e.file, "pointer": e.pointer, "value": e.value} for e in flag.evidence]
    return (
        flag.indicator, flag.unit, _arrow.text(flag.subject), _arrow.text(flag.value), flag.threshold, flag.law,
        _arrow.text(flag.buyer), _arrow.text(flag.supplier), amount if fits else None, flag.amount, flag.currency,
        [_arrow.text(each) for each in flag.ocids], _arrow.text(json.dumps(evidence, ensure_ascii=False)),
    )  # fmt: skip


def _is_small(amount: Any) -> bool:
    return amount is not None and amount.is_finite() and amount.adjusted() < 26


def indicators(
    df: Any, profile: str = "auto", *, only: Any = None, skip: Any = None, partitions: int | None = None, **options: Any
) -> Any:
    """The flags of all processes, as edca.indicators() gives them for all of it.

    What a process or its contracts say by themselves is asked in every partition. What holds many of them against one
    another (quartiles, shares, fences) is asked in a second stage, in one task, of the compiled releases; its memory is
    bounded, and its time is that of one machine. `options`: those of edca.indicators().
    """
    from edca._commands import _words

    wanted, unwanted = set(_words(only)), set(_words(skip))
    table = [(name, grounds) for name, _, usual, grounds in _edca.all_indicators() if _asked(name, usual, wanted, unwanted)]
    alone = [name for name, grounds in table if grounds != "comparison"]
    together = [name for name, grounds in table if grounds == "comparison"]

    def asking(names: list[str]) -> Callable[[Iterable[Any]], Iterator[Any]]:
        def run(batches: Iterable[Any]) -> Iterator[Any]:
            def rows() -> Iterator[tuple[Any, ...]]:
                text = _Wrapped(batches, wrap=False)
                flags = edca.indicators(text, profile, only=names, on_finding=lambda _: None, **options)
                try:
                    yield from map(_flag_row, flags)
                except edca.InputError as error:
                    if error.key != "input.none":
                        raise

            return _row_batches(rows(), FLAGS)

        return run

    items = _columns(df)
    parts = []
    if alone:
        parts.append(_by_process(items, partitions).mapInArrow(asking(alone), FLAGS))
    if together:
        compiled = _columns(merge(items, False, profile, partitions=partitions))
        parts.append(compiled.coalesce(1).mapInArrow(asking(together), FLAGS))
    result = parts[0]
    for each in parts[1:]:
        result = result.unionByName(each)
    return result


def _asked(name: str, usual: bool, wanted: set[str], unwanted: set[str]) -> bool:
    return (name in wanted if wanted else usual) and name not in unwanted


# ---------------------------------------------------------------------------------------------------------------------
# The command line


def main(arguments: list[str] | None = None) -> int:
    """python -m edca.spark validate|merge|flatten|indicators INPUT --output DIR"""
    parser = argparse.ArgumentParser(prog="python -m edca.spark", description=__doc__)
    parser.add_argument("command", choices=["validate", "merge", "flatten", "indicators"])
    parser.add_argument("input", nargs="+", help="files or folders, as Spark names them")
    parser.add_argument("--output", "-o", required=True, help="the folder of the result")
    parser.add_argument("--profile", default="auto")
    parser.add_argument("--lang", default="es", choices=["es", "en"])
    parser.add_argument("--versioned", action="store_true", help="of merge")
    parser.add_argument("--partitions", type=int, help="of the work; else as Spark has it")
    parser.add_argument("--overwrite", action="store_true")
    given = parser.parse_args(arguments)

    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName(f"edca {given.command}").getOrCreate()
    items = read_releases(spark, given.input)
    mode = "overwrite" if given.overwrite else "errorifexists"
    common = {"partitions": given.partitions}
    if given.command == "validate":
        validate(items, given.profile, lang=given.lang, **common).write.mode(mode).parquet(given.output)
    elif given.command == "merge":
        merged = merge(items, given.versioned, given.profile, **common)
        merged.select("text").write.mode(mode).option("lineSep", "\n").text(given.output)
    elif given.command == "indicators":
        indicators(items, given.profile, **common).write.mode(mode).parquet(given.output)
    else:
        for name, table in flatten(items, given.profile, **common).items():
            table.write.mode(mode).parquet(f"{given.output.rstrip('/')}/{name.replace('/', '_')}")
    spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
