"""What calls hand on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import _edca
from ._errors import default_language
from ._json import Json, loads


@dataclass(frozen=True, slots=True)
class FileSummary:
    """What was found out about one input."""

    file: str
    bytes: int
    #: "edca-mx", "ocds-1.1", … or "mixed"; None when nothing was read
    profile: str | None
    version: str | None
    #: "release-package", "array", "mixed", "other", …
    kind: str | None
    items: int
    releases: int
    encoding: str
    #: whether at least one item or JSON text could be read
    read: bool
    items_with_errors: int
    errors: int
    warnings: int
    notes: int
    by_rule: dict[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was written."""

    #: its place in the data: "releases/awards/items"
    table: str
    #: its name in the target
    file: str
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an indicator was asked, and what came of it."""

    indicator: str
    applied: int
    flagged: int
    #: how often it could not be applied, by reason: {"no-bids": 12}
    not_applicable: dict[str, int]
    #: what it was measured against, as JSON texts
    figures: dict[str, str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often a field is filled."""

    path: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run, complete whatever was looked at."""

    files: int
    #: 0 when nothing at all could be read
    files_read: int
    files_skipped: int
    items: int
    releases: int
    items_with_errors: int
    errors: int
    warnings: int
    notes: int
    by_rule: dict[str, int]
    #: findings that a baseline hides, where there is one
    known: int | None = None
    coverage: list[Coverage] = field(default_factory=list)
    #: those of one command alone: {"processes": 12, …}
    figures: dict[str, int] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)


def summary_of(values: dict[str, Any]) -> Summary:
    values["coverage"] = [Coverage(*each) for each in values["coverage"]]
    values["tables"] = [Table(*each) for each in values["tables"]]
    values["tallies"] = [Tally(*each) for each in values["tallies"]]
    return Summary(**values)


@dataclass(frozen=True, slots=True)
class Item:
    """A release, record or project, or what a package says of itself (behind its items)."""

    #: "release", "compiled-release", "versioned-release", "record", "project" or "package"
    kind: str
    #: as it is written; only its brackets were matched
    text: Json
    file: str
    line: int
    column: int
    #: bytes from the start of the input
    offset: int
    #: RFC 6901, from the root of the text that it stands in
    pointer: str
    #: the number of its package, from 1; 0 without one
    package: int
    #: the members of that package in front of its items; all of them where it is small
    metadata_text: Json | None = field(repr=False)

    @property
    def data(self) -> Any:
        """The item as a dict: whole numbers are int, others Decimal. Raises InputError for what is no JSON."""
        return loads(self.text)

    @property
    def metadata(self) -> dict[str, Any] | None:
        """What its package says of itself in front of its items; all of it where the package is small."""
        return None if self.metadata_text is None else loads(self.metadata_text)


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was made."""

    number: int
    items: int
    #: the name that was asked for, its placeholders filled; "" without one
    name: str
    uri: str
    text: Json = field(repr=False)

    @property
    def data(self) -> Any:
        """The package as a dict: whole numbers are int, others Decimal."""
        return loads(self.text)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A place where two items differ."""

    #: "added", "removed" or "changed"
    change: str
    #: RFC 6901, in the newer item; of what is gone, in the older one
    pointer: str
    #: in the older item, where it stood elsewhere
    old_pointer: str | None
    #: JSON texts
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A release, record or project that is not the same in both snapshots."""

    kind: str
    #: of a release
    id: str | None
    change: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ProcessChange:
    """A contracting process or project that is not the same in both snapshots."""

    project: bool
    #: the OCID, or the id of the project
    id: str
    change: str
    items: tuple[ItemChange, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something that stands behind a flag."""

    #: None: the process was merged of several releases
    file: str | None
    pointer: str
    #: JSON text
    value: str


@dataclass(frozen=True, slots=True)
class Flag:
    """An indicator that stands out for a subject. A question, not a verdict."""

    #: "R018"
    indicator: str
    #: "process", "contract", "buyer", "supplier", "pair" or "market"
    unit: str
    #: an OCID, the id of an organization …
    subject: str
    #: JSON texts
    value: str
    threshold: str | None
    law: str | None
    buyer: str | None
    supplier: str | None
    #: digits as they were written or added up: "1250000.50"
    amount: str | None
    currency: str | None
    ocids: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def name(self, lang: str | None = None) -> str:
        """What the indicator is called."""
        return _edca.indicator_text(self.indicator, lang or default_language())[0]

    def rule(self, lang: str | None = None) -> str:
        """When it flags, and what it leaves out."""
        return _edca.indicator_text(self.indicator, lang or default_language())[1]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a rule means."""

    id: str
    severity: str
    #: "ocds edca-mx oc4ids", or "any"
    profiles: str
    #: the clause of the standard
    source: str
    title: str
    why: str
    fix: str
    #: a mistake that it finds, and the same without it, as JSON; None where there is none
    bad: str | None = field(repr=False)
    good: str | None = field(repr=False)
    text: str = field(repr=False)

    def __str__(self) -> str:
        return self.text
