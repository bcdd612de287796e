"""What calls take as inputs, made what the library reads."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from time import monotonic
from typing import Any

from . import _edca
from ._errors import UsageError

#: Bytes that are handed on at once.
_PIECE = 1 << 18
#: The same of elements at the beginning, and seconds after which fewer are: whoever makes them slowly gets results early.
_FIRST_PIECE = 1 << 10
_PATIENCE = 0.05

#: What the library tells apart by the name, or reads from a file alone.
_FILES = (".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".xls", ".zip", ".sqlite", ".db")


class Inputs:
    """The inputs of a call: tuples for the binding, and the pieces of those that come piece by piece."""

    def __init__(self) -> None:
        self.given: list[tuple[str, bytes, Any]] = []
        self.pieces: dict[int, Iterator[bytes]] = {}
        self._files: list[Any] = []

    def path(self, path: Any, shown: str = "") -> None:
        self.given.append(("path", os.fsencode(path), os.fsencode(shown)))

    def content(self, content: bytes, name: str | None = None) -> None:
        name = name or self._number()
        if _needs_file(content, name):
            return self._file([content], name)
        self.given.append(("bytes", _name(name), content))

    def stream(self, pieces: Iterator[bytes], name: str | None = None, kind: str = "pieces") -> None:
        self.pieces[len(self.given)] = pieces
        self.given.append((kind, _name(name or self._number()), None))

    def elements(self, elements: Iterable[Any], name: str | None = None) -> None:
        self.stream(joined(elements), name, "lines")

    def open_file(self, file: Any) -> None:
        name = getattr(file, "name", None)
        name = str(name) if isinstance(name, (str, PurePath)) else self._number()
        pieces = _read(file)
        first = next(pieces, b"")
        if _needs_file(first, name):
            self._file(_chain(first, pieces), name)
        else:
            self.stream(_chain(first, pieces), name)

    def add(self, others: Inputs) -> None:
        """Takes the inputs of others behind its own."""
        before = len(self.given)
        self.given += others.given
        self.pieces.update({before + number: pieces for number, pieces in others.pieces.items()})
        self._files += others._files

    def close(self) -> None:
        """Removes what had to become a file."""
        for file in self._files:
            file.close()
        self._files.clear()

    def _number(self) -> str:
        return str(len(self.given) + 1)

    def _file(self, pieces: Iterable[bytes], name: str) -> None:
        import tempfile

        file = tempfile.NamedTemporaryFile(prefix="edca-", suffix=PurePath(name).suffix)
        self._files.append(file)
        for piece in pieces:
            file.write(piece)
        file.flush()
        self.path(file.name, name)


def _name(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def _needs_file(first: bytes, name: str) -> bool:
    return first[:4] in (b"PK\x03\x04", b"PK\x05\x06") or name.lower().endswith(_FILES)


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _read(file: Any) -> Iterator[bytes]:
    while True:
        piece = file.read(_PIECE)
        if not piece:
            return
        yield _encoded(piece) if isinstance(piece, str) else bytes(piece)


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        pass
    try:
        # What this package could not read as UTF-8 leaves as it came (PEP 383).
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def text_of(element: Any) -> bytes:
    """An element of an iterable as the bytes of its text."""
    if isinstance(element, bytes):
        return element
    if isinstance(element, str):
        return _encoded(element)
    if isinstance(element, dict):
        return _edca.json_text(element)
    if isinstance(element, (bytearray, memoryview)):
        return bytes(element)
    raise UsageError("python.element", {"type": type(element).__name__})


def line_of(element: Any) -> bytes:
    """An element as one line. Line breaks of JSON between its members become carriage returns, which mean the same there;
    within a text neither may be."""
    text = text_of(element).rstrip(b"\r\n")
    return text.replace(b"\n", b"\r") if b"\n" in text else text


def joined(elements: Iterable[Any]) -> Iterator[bytes]:
    """The texts of elements, each on a line, in pieces that grow."""
    piece: list[bytes] = []
    size = 0
    limit = _FIRST_PIECE
    due = monotonic() + _PATIENCE
    for element in elements:
        text = line_of(element)
        piece.append(text)
        size += len(text) + 1
        if size >= limit or monotonic() > due:
            yield b"\n".join(piece) + b"\n"
            piece, size = [], 0
            limit = min(limit * 2, _PIECE)
            due = monotonic() + _PATIENCE
    if piece:
        yield b"\n".join(piece) + b"\n"


class Lines:
    """Texts that are items, whatever they look like; see edca.lines()."""

    def __init__(self, elements: Iterable[Any], name: str | None = None) -> None:
        self.elements = elements
        self.name = name


def lines(elements: Iterable[Any], name: str | None = None) -> Lines:
    """Says that every element of an iterable (str, bytes or dict) is the text of an item, and never a path.

    Elements become lines of one input, so that the line of a finding is the number of its element, from 1. What is wrong
    with one of them does not touch the others. `name` is what findings call the input.

    >>> import edca
    >>> [f.line for f in edca.validate(edca.lines(["{}", "oh"]), only=["input.syntax"])]
    [2]
    """
    return Lines(elements, name)


def _is_text(element: Any) -> bool:
    """Whether an element of a list is an item, and not the path of a file."""
    return isinstance(element, dict) or (isinstance(element, str) and element.lstrip("\ufeff \t\r\n")[:1] in ("{", "["))


def _add(inputs: Inputs, each: Any) -> None:
    if isinstance(each, Lines):
        inputs.elements(each.elements, each.name)
    elif isinstance(each, (str, os.PathLike)):
        inputs.path(each)
    elif isinstance(each, bytes):
        inputs.content(each)
    elif isinstance(each, (bytearray, memoryview)):
        inputs.content(bytes(each))
    elif callable(getattr(each, "read", None)):
        inputs.open_file(each)
    elif isinstance(each, Iterable):
        inputs.elements(each)
    else:
        raise UsageError("python.type", {"type": type(each).__name__})


def resolve(given: Any) -> Inputs:
    """The inputs that an argument stands for.

    A str or PathLike is a path (file, folder, zip); bytes are the content of a file; what has read() is read; a dict,
    and a str that begins as JSON does, is an item. A list or tuple holds any of these. Every other iterable gives items
    one by one, as str, bytes or dict.
    """
    inputs = Inputs()
    try:
        if _is_text(given):
            given = [given]
        if not isinstance(given, (list, tuple)):
            _add(inputs, given)
            return inputs
        at = 0
        while at < len(given):
            end = at
            while end < len(given) and _is_text(given[end]):
                end += 1
            if end == at + 1:
                # One text may be as large as a file.
                inputs.content(text_of(given[at]))
                at = end
            elif end > at:
                inputs.elements(given[at:end])
                at = end
            else:
                _add(inputs, given[at])
                at += 1
    except BaseException:
        inputs.close()
        raise
    if not inputs.given:
        raise UsageError("python.empty")
    return inputs


