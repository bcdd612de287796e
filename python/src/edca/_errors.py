"""What can go wrong, with its sentence in both languages."""

from __future__ import annotations

import os
from typing import Any

from . import _edca

LANGUAGES = ("es", "en")


def default_language() -> str:
    """The language of sentences where a call names none: that of EDCA_LANG, LC_ALL, LC_MESSAGES or LANG, as the
    program has it; Spanish for every language but English."""
    for name in ("EDCA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "es"
    return "es"


def language_of(lang: str | None) -> str:
    """`lang`, or the usual language for None. Raises UsageError for a language that there is not."""
    if lang is None:
        return default_language()
    if lang not in LANGUAGES:
        raise UsageError("python.language", {"value": lang})
    return lang


class Error(Exception):
    """Work that could not be done. Wrong data are findings, never an Error.

    `str()` is a sentence that says what is wrong and how to mend it.
    """

    #: "usage", "input", "schema" or "network"
    kind = "input"

    def __init__(self, key: str, arguments: dict[str, str] | None = None, lang: str | None = None) -> None:
        super().__init__(key, arguments or {})
        #: names the sentence, and never changes with the language
        self.key = key
        #: what stands in the sentence
        self.arguments: dict[str, str] = arguments or {}
        #: the language of `str()`
        self.lang: str = lang or default_language()
        #: what was found before the work ended
        self.findings: list[Any] = []

    def sentence(self, lang: str | None = None) -> str:
        """Why it could not be done, and what to do, in "es" or "en"."""
        return _edca.sentence(self.key, self.arguments, lang or self.lang)

    def __str__(self) -> str:
        return self.sentence()


class UsageError(Error, ValueError):
    """The arguments of a call make no sense."""

    kind = "usage"


class InputError(Error):
    """An input cannot be read, or an output cannot be written."""

    kind = "input"


class SchemaError(Error):
    """A profile, extension, codelist or schema is unknown or broken."""

    kind = "schema"


class NetworkError(Error):
    """A remote system failed or refused."""

    kind = "network"


def error_of(kind: str, key: str, arguments: dict[str, str]) -> Error:
    """The exception for an error of the library; called by the binding."""
    kinds = {each.kind: each for each in (UsageError, InputError, SchemaError, NetworkError)}
    return kinds[kind](key, arguments)


def module_needed(name: str, extra: str) -> UsageError:
    """That a library is missing which only a part of the package needs."""
    return UsageError("python.module", {"module": name, "extra": extra})
