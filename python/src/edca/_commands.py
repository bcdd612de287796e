"""What edca does, as functions."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Union

from . import _arrow, _edca
from ._arrow import Tables
from ._edca import Finding
from ._errors import UsageError, language_of
from ._run import (
    Findings,
    Pieces,
    Results,
    State,
    Texts,
    changes_of,
    findings_of,
    flags_of,
    items_of,
    packages_of,
    pieces_of,
    start,
    texts_of,
    whole_of,
)
from ._inputs import Inputs, resolve
from ._types import Explanation, Flag, Item, Package, ProcessChange, Summary

Path = Union[str, "os.PathLike[str]"]
Words = Union[str, Iterable[str]]
OnFinding = Callable[[Finding], object]
Encoding = Literal["utf-8", "latin1", "windows-1252"]


def _words(words: Words | None) -> list[str]:
    """Several words: an iterable, or one text with commas between them."""
    if words is None:
        return []
    if isinstance(words, str):
        return [word for word in words.split(",") if word]
    return [str(word) for word in words]


def _path(path: Path | None) -> str | None:
    return None if path is None else os.fsdecode(path)


def _one(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError("python.option", {"value": str(value), "name": name, "known": ", ".join(known)})
    return value


def validate(
    inputs: Any,
    profile: str = "auto",
    *,
    lang: str | None = None,
    only: Words | None = None,
    skip: Words | None = None,
    max_findings: int = 0,
    schema: Path | None = None,
    rules: Path | None = None,
    baseline: Path | None = None,
    fingerprints: bool = False,
    coverage: bool = False,
    now: str | None = None,
    extensions: bool = True,
    extension: Words | None = None,
    extension_folder: Path | None = None,
    encoding: Encoding = "utf-8",
    null: str | None = None,
    decimal: str = ".",
    timezone: str | None = None,
    jobs: int = 0,
    temporary_folder: Path | None = None,
) -> Findings:
    """Checks releases, records and projects, and hands on what is wrong with them, in the order of the inputs.

    Args:
        inputs: a path (file, folder, zip), bytes, an open file, a dict, a list of these, or an iterable of items as
            str, bytes or dict. See edca.lines().
        profile: "auto", "edca-mx", "ocds-1.1", "ocds-1.0", "oc4ids-0.9", "oc4ids-0.9.2" … "oc4ids-0.9.5".
        lang: language of sentences, "es" or "en"; None: as edca.default_language().
        only, skip: rules or families that speak, or do not: "schema,id.missing" or a list.
        max_findings: findings of a rule at most; 0: all. The summary counts all of them.
        schema: a file with a draft-04 schema that is used instead of the profile.
        rules: a file with other severities and with places to leave alone.
        baseline: a report of an earlier run, whose findings are not told again.
        fingerprints: give each finding what it keeps from one run to the next.
        coverage: count how often fields are filled.
        now: the day of the run; None: the clock.
        extensions: False: the core of the standard alone. extension: further ones.
        encoding: of the inputs.
        null, decimal, timezone: how spreadsheets and CSV are read.
        jobs: threads; 0: as many as there are cores.

    Wrong data never raise. Raises UsageError, SchemaError for options that cannot be used, InputError when a temporary
    file cannot be written, and what reading the inputs raises. Memory is bounded by the largest item times the number
    of threads.

    >>> findings = edca.validate({"ocid": "ocds-213czf-1", "tag": ["tender"]}, only="schema.required")
    >>> for finding in findings:
    ...     print(finding.rule, finding.line, finding.property)
    schema.required 1 date
    schema.required 1 id
    schema.required 1 initiationType
    >>> findings.summary.errors
    3
    """
    options = {
        "lang": lang,
        "profile": profile,
        "only": _words(only),
        "skip": _words(skip),
        "max_findings": max_findings,
        "schema": _path(schema),
        "rules": _path(rules),
        "baseline": _path(baseline),
        "fingerprints": fingerprints,
        "coverage": coverage,
        "now": now,
        "extensions": extensions,
        "extension": _words(extension),
        "extension_folder": _path(extension_folder),
        "encoding": encoding,
        "null": null,
        "decimal": decimal,
        "timezone": timezone,
        "jobs": jobs,
        "temporary_folder": _path(temporary_folder),
    }
    return Findings(start("validate", inputs, options), findings_of)


def read(
    inputs: Any,
    *,
    lang: str | None = None,
    encoding: Encoding = "utf-8",
    on_finding: OnFinding | None = None,
    temporary_folder: Path | None = None,
) -> Results[Item]:
    """Reads releases, records and projects one by one, from inputs of any form, as validate() takes them.

    What cannot be read is in `findings`. Memory is bounded by the largest item.

    >>> for item in edca.read(b'[{"ocid": "a", "tag": ["planning"], "planning": {"budget": {"amount": {"amount": 0.10}}}}]'):
    ...     print(item.kind, item.pointer, item.data["planning"]["budget"]["amount"]["amount"])
    release /0 0.10
    """
    options = {
        "lang": lang,
        "encoding": encoding,
        "temporary_folder": _path(temporary_folder),
    }
    return Results(start("read", inputs, options, on_finding), items_of)


_MEMBERS = (
    "uri",
    "published_date",
    "publisher_name",
    "publisher_uri",
    "publisher_scheme",
    "publisher_uid",
    "license",
    "publication_policy",
    "package_file",
)


def _members(members: Mapping[str, str] | None) -> dict[str, str]:
    for name in members or {}:
        _one("members", name, _MEMBERS)
    return dict(members or {})


def merge(
    inputs: Any,
    profile: str = "auto",
    *,
    product: Literal["compiled", "versioned", "records", "record-package", "blame"] = "compiled",
    versioned: bool = False,
    linked: bool = False,
    same_ids: Literal["merge", "append", "position"] = "merge",
    strict: bool = False,
    upgrade: bool = False,
    schema: Path | None = None,
    into: Path | None = None,
    members: Mapping[str, str] | None = None,
    lang: str | None = None,
    extensions: bool = True,
    extension: Words | None = None,
    encoding: Encoding = "utf-8",
    on_finding: OnFinding | None = None,
    jobs: int = 0,
    memory: int | None = None,
    temporary_folder: Path | None = None,
) -> Texts:
    """Merges releases into one result for each contracting process, in the order of the bytes of their OCIDs.

    Results are texts of JSON (edca.Json, a str with the value in `data`); numbers stand in them as they were written.

    Args:
        inputs: as of validate().
        product: "compiled" releases, "versioned" ones, "records", one "record-package", or "blame": which release each
            value came from.
        versioned: records have a versioned release too. linked: links in the place of releases where that can be.
        same_ids: what becomes of objects that a list names twice by one id.
        strict: the text of the standard where the reference implementation departs from it.
        upgrade: releases of OCDS 1.0 become such of 1.1 first.
        schema: a release schema whose merge rules are used.
        into: an earlier result that is added to.
        members: what a record package says of itself: {"uri": …, "publisher_name": …}.
        memory: bytes for what has to be put in order; None: 1 GiB. The rest goes to a temporary file.

    What is wrong with the inputs is in `findings`. Raises InputError where nothing could be read, and as validate().

    >>> releases = [
    ...     {"ocid": "a", "id": "1", "date": "2025-01-01T00:00:00Z", "tag": ["tender"], "tender": {"id": "t", "title": "Old"}},
    ...     {"ocid": "a", "id": "2", "date": "2025-02-01T00:00:00Z", "tag": ["tender"], "tender": {"id": "t", "title": "New"}},
    ... ]
    >>> [merged.data["tender"]["title"] for merged in edca.merge(releases)]
    ['New']
    """
    options = {
        "lang": lang,
        "profile": profile,
        "product": product,
        "versioned": versioned,
        "linked": linked,
        "same_ids": same_ids,
        "strict": strict,
        "upgrade": upgrade,
        "schema": _path(schema),
        "into": _path(into),
        "extensions": extensions,
        "extension": _words(extension),
        "encoding": encoding,
        "jobs": jobs,
        "memory": memory,
        "temporary_folder": _path(temporary_folder),
        **_members(members),
    }
    state = start("merge", inputs, options, on_finding, "input.none")
    return Texts(state, whole_of if product == "record-package" else texts_of)


def versioned(inputs: Any, profile: str = "auto", **options: Any) -> Texts:
    """The versioned release of each contracting process: merge() with product="versioned"."""
    return merge(inputs, profile, product="versioned", **options)


def upgrade(
    inputs: Any,
    profile: str = "auto",
    *,
    repair: bool = False,
    lang: str | None = None,
    extensions: bool = True,
    extension: Words | None = None,
    encoding: Encoding = "utf-8",
    on_finding: OnFinding | None = None,
    temporary_folder: Path | None = None,
) -> Pieces:
    """Brings data to today's edition of their standard; with `repair`, mends what can be mended without guessing.

    What comes out has the form of what came in: call `text()`, `write(path)`, or iterate over its pieces. Every change
    is a finding with `old_value` and `new_value`, in `findings` or for `on_finding`. Raises as merge().
    """
    options = {
        "lang": lang,
        "profile": profile,
        "repair": repair,
        "extensions": extensions,
        "extension": _words(extension),
        "encoding": encoding,
        "temporary_folder": _path(temporary_folder),
    }
    return Pieces(start("upgrade", inputs, options, on_finding, "input.none"), pieces_of)


def package(
    inputs: Any,
    kind: Literal["release-package", "record-package", "project-package"] | None = None,
    *,
    by: Literal["year", "month", "publisher"] | None = None,
    size: int = 0,
    name: str | None = None,
    members: Mapping[str, str] | None = None,
    extension: Words | None = None,
    lang: str | None = None,
    encoding: Encoding = "utf-8",
    on_finding: OnFinding | None = None,
    memory: int | None = None,
    temporary_folder: Path | None = None,
) -> Results[Package]:
    """Wraps items in packages, makes one package of many, and splits packages. Items leave as they were written.

    Args:
        inputs: as of validate().
        kind: None: what the first package or item holds.
        by: what items go together. size: items in a package at most; 0: all that go together.
        name: the names of packages, with {n}, {year}, {month}, {publisher} or {prefix} in them.
        members: what packages say of themselves: {"uri": …, "publisher_name": …, "published_date": …}.
        extension: extensions that are declared beside those of the inputs.

    Each package is in memory as a whole. Raises as merge(); `summary.figures["refused"]` is 1 where inputs contradict
    each other and no package was made.
    """
    options = {
        "lang": lang,
        "kind": kind,
        "by": by,
        "size": size,
        "name": name,
        "extension": _words(extension),
        "encoding": encoding,
        "memory": memory,
        "temporary_folder": _path(temporary_folder),
        **_members(members),
    }
    return Results(start("package", inputs, options, on_finding, "input.none"), packages_of)


def diff(
    older: Any,
    newer: Any,
    *,
    lang: str | None = None,
    encoding: Encoding = "utf-8",
    on_finding: OnFinding | None = None,
    memory: int | None = None,
    temporary_folder: Path | None = None,
) -> Results[ProcessChange]:
    """What changed between two snapshots, process by process; each of any form that validate() takes, but one input.

    A list or an iterable of items is one snapshot. The order of members does not count, numbers compare by their value.
    Raises as merge().

    >>> for process in edca.diff([{"ocid": "a", "id": "1", "tag": ["tender"], "language": "es"}],
    ...                          [{"ocid": "a", "id": "1", "tag": ["tender"], "language": "en"}]):
    ...     for item in process.items:
    ...         print(process.id, [(f.pointer, f.before, f.after) for f in item.fields])
    a [('/language', '"es"', '"en"')]
    """
    options = {
        "lang": lang,
        "encoding": encoding,
        "memory": memory,
        "temporary_folder": _path(temporary_folder),
    }
    both = Inputs()
    try:
        for each in (older, newer):
            one = resolve(each)
            if len(one.given) != 1:
                one.close()
                raise UsageError("python.type", {"type": "list"})
            both.add(one)
    except BaseException:
        both.close()
        raise
    return Results(State("diff", both, options, on_finding, "input.none"), changes_of)


def indicators(
    inputs: Any,
    profile: str = "auto",
    *,
    only: Words | None = None,
    skip: Words | None = None,
    settings: Path | None = None,
    sanctions: Path | None = None,
    tax_list: Path | None = None,
    legal_profile: Path | None = None,
    prepare: bool = False,
    lang: str | None = None,
    extensions: bool = True,
    extension: Words | None = None,
    encoding: Encoding = "utf-8",
    on_finding: OnFinding | None = None,
    memory: int | None = None,
    temporary_folder: Path | None = None,
) -> Results[Flag]:
    """Looks for red flags in contracting processes: first those about processes, in the order of their OCIDs, then
    those that hold many of them against one another.

    Args:
        inputs: as of validate().
        only, skip: ids of indicators: "R018,R024" or a list.
        settings, sanctions, tax_list, legal_profile: files, as `edca indicators` takes them.
        prepare: mend releases first.

    `summary.tallies` has how often each indicator was asked. Raises as merge().
    """
    options = {
        "lang": lang,
        "profile": profile,
        "only": _words(only),
        "skip": _words(skip),
        "settings": _path(settings),
        "sanctions": _path(sanctions),
        "tax_list": _path(tax_list),
        "legal_profile": _path(legal_profile),
        "prepare": prepare,
        "extensions": extensions,
        "extension": _words(extension),
        "encoding": encoding,
        "memory": memory,
        "temporary_folder": _path(temporary_folder),
    }
    return Results(start("indicators", inputs, options, on_finding, "input.none"), flags_of)


def _explanation(values: dict[str, Any], lang: str) -> Explanation:
    title, why, fix, text = values[lang]
    members = {name: values[name] for name in ("id", "severity", "profiles", "source", "bad", "good")}
    return Explanation(**members, title=title, why=why, fix=fix, text=text)


def rules(family: str = "", *, lang: str | None = None) -> list[Explanation]:
    """What all rules mean, or those of a family, ordered by id. Raises UsageError for a family that there is not."""
    lang = language_of(lang)
    return [_explanation(each, lang) for each in _edca.rules_named(family)]


def explain(rule: str, *, lang: str | None = None) -> Explanation:
    """What a rule means, why it matters and how to mend what it finds. Raises UsageError for a rule that there is not.

    >>> edca.explain("schema.required", lang="en").severity
    'error'
    """
    for each in rules(rule, lang=lang):
        if each.id == rule:
            return each
    raise UsageError("rule.unknown", {"rule": rule, "suggestion": ""}, lang)


@dataclass(frozen=True)
class Written:
    """What flatten() wrote, and what was wrong with what it read."""

    summary: Summary
    findings: list[Finding]


def flatten(
    inputs: Any,
    target: Path | None = None,
    profile: str = "auto",
    *,
    format: Literal["parquet"] | None = None,
    only: Words | None = None,
    skip: Words | None = None,
    merge: bool = False,
    style: Literal["relational", "flatten"] = "relational",
    titles: Literal["es", "en", "none"] = "es",
    delimiter: str = ",",
    excel: bool = False,
    one_pass: bool = False,
    overwrite: bool = False,
    lang: str | None = None,
    extensions: bool = True,
    extension: Words | None = None,
    encoding: Encoding = "utf-8",
    on_finding: OnFinding | None = None,
    memory: int | None = None,
    temporary_folder: Path | None = None,
) -> Any:
    """Makes tables of releases, records and projects: one for the items, one for each list of objects in them.

    Without a target, answers the tables as pyarrow.Table by their places in the data, "releases/awards/items" (extra
    `pyarrow`): amounts are decimal128, dates timestamps in UTC, codes dictionaries. With one, writes them to a folder
    (its name ends with a slash, or it is there) of CSV, a .zip of that, a workbook (.xlsx), a database (.sqlite, .db),
    or with format="parquet" a folder of Parquet, and answers what was written.

    Args:
        inputs: as of validate().
        only, skip: paths of tables and columns that are taken, or left out.
        merge: releases are merged first.
        style: "flatten": as flatten-tool does. titles, delimiter, excel: of CSV.
        one_pass: columns are those of the schema alone.
        overwrite: files that are there.

    Answers Tables without a target, else Written. Raises as merge(), and InputError when the target is there or cannot be
    written.
    """
    options: dict[str, Any] = {
        "lang": lang,
        "profile": profile,
        "only": _words(only),
        "skip": _words(skip),
        "merge": merge,
        "style": style,
        "titles": titles,
        "delimiter": delimiter,
        "excel": excel,
        "one_pass": one_pass,
        "extensions": extensions,
        "extension": _words(extension),
        "encoding": encoding,
        "memory": memory,
        "temporary_folder": _path(temporary_folder),
    }
    if target is not None and format is None:
        state, summary = _tabulate(inputs, os.fspath(target), options, overwrite, on_finding)
        return Written(summary, state.findings)
    if format is not None:
        _one("format", format, ("parquet",))
    _arrow.needed()
    import tempfile

    with tempfile.TemporaryDirectory(prefix="edca-", dir=options["temporary_folder"]) as folder:
        state, summary = _tabulate(inputs, folder, {**options, "delimiter": ",", "excel": False}, False, on_finding)
        if target is None:
            return _arrow.tables_of(folder, summary, state.findings)
        _arrow.parquet_of(folder, os.fspath(target), overwrite, summary, state.findings)
    return Written(summary, state.findings)


def _tabulate(
    inputs: Any, target: str, options: dict[str, Any], overwrite: bool, on_finding: OnFinding | None
) -> tuple[State, Summary]:
    """Tables in a folder, a zip, a workbook or a database."""
    state = start("flatten", inputs, {**options, "target": target, "overwrite": overwrite}, on_finding, "input.none")
    for step in state.steps():
        for output in step:
            state.note(output)
    assert state.summary is not None
    return state, state.summary
