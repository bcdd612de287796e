"""The binding of the library in C++. Of it, Finding is for users; the rest is for the package."""

from typing import Any, final

__version__: str

@final
class Finding:
    """Something that is wrong in the data: rule, severity, place and sentence."""

    @property
    def rule(self) -> str:
        """`family.name`: "schema.required"."""

    @property
    def severity(self) -> str:
        """"error", "warning" or "note"."""

    @property
    def file(self) -> str:
        """As the call named it; a member of a zip is `a.zip/inner.json`."""

    @property
    def line(self) -> int | None:
        """From 1; None for a finding about a file as a whole."""

    @property
    def column(self) -> int | None:
        """Code points from the start of the line, from 1."""

    @property
    def offset(self) -> int | None:
        """Bytes from the start of the unpacked input, from 0."""

    @property
    def pointer(self) -> str:
        """RFC 6901, from the root of the JSON text that holds the value."""

    @property
    def ocid(self) -> str | None:
        """Of the nearest release around it."""

    @property
    def release(self) -> str | None:
        """The id of the nearest release around it."""

    @property
    def keyword(self) -> str | None:
        """Of JSON Schema, for findings of schema.*."""

    @property
    def value(self) -> str | None:
        """A short excerpt of the value as it is written."""

    @property
    def title(self) -> str | None:
        """Of the process or project, where the line of the file tells little."""

    @property
    def variant(self) -> str | None:
        """Which of the sentences of the rule it is."""

    @property
    def old_value(self) -> str | None:
        """Of a change, as JSON."""

    @property
    def new_value(self) -> str | None:
        """Of a change, as JSON."""

    @property
    def cell(self) -> str | None:
        """"F12", where the value was read from a table."""

    @property
    def sheet(self) -> str | None: ...
    @property
    def heading(self) -> str | None: ...
    @property
    def arguments(self) -> dict[str, str]:
        """What stands in the sentence."""

    @property
    def fingerprint(self) -> int | None:
        """What it keeps from one run to the next, where the call asked for fingerprints."""

    # Last of all: its name hides what makes properties.
    @property
    def property(self) -> str | None:
        """The absent or superfluous name, where there is one."""

    def sentence(self, lang: str | None = None) -> str:
        """What is wrong, in "es" or "en"; without it in the language of the call."""

    def advice(self, lang: str | None = None) -> str | None:
        """What to do about it."""

    def as_dict(self) -> dict[str, Any]:
        """All of it that is known, with its sentence in the language of the call."""

@final
class Run:
    def __init__(self, command: str, inputs: list[tuple[str, bytes, Any]], options: dict[str, Any]) -> None: ...
    def next(self, end: str | None = None) -> Any: ...
    def feed(self, input: int, piece: bytes) -> None: ...
    def feed_end(self, input: int) -> None: ...
    def skip_findings(self) -> None: ...
    def cancel(self) -> None: ...

def json_text(value: Any) -> bytes: ...
def sentence(key: str, arguments: dict[str, str], lang: str) -> str: ...
def rules_named(word: str) -> list[dict[str, Any]]: ...
def indicator_text(id: str, lang: str) -> tuple[str, str]: ...
def fields(profile: str) -> list[tuple[str, str, str, str]]: ...
def ocid(text: bytes) -> str | None: ...
def is_closed(text: bytes) -> bool: ...
def all_indicators() -> list[tuple[str, str, bool, str]]: ...
