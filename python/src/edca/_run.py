"""Runs of the library, told one result at a time."""

from __future__ import annotations

import atexit
import os
import weakref
from collections.abc import Callable, Iterator
from typing import IO, Any, Generic, TypeVar

from . import _edca
from ._edca import Finding
from ._errors import Error, InputError, UsageError, language_of
from ._inputs import Inputs, resolve
from ._json import Json
from ._types import (
    Evidence,
    FieldChange,
    FileSummary,
    Flag,
    Item,
    ItemChange,
    Package,
    ProcessChange,
    Summary,
    summary_of,
)

T = TypeVar("T")

#: Findings that a run keeps where nobody takes them.
KEPT = 10_000


class State:
    """A run on its way: what it reads, what it found, and how it ended. Not known to users."""

    def __init__(
        self,
        command: str,
        inputs: Inputs,
        options: dict[str, Any],
        on_finding: Callable[[Finding], object] | None = None,
        nothing: str | None = None,
    ) -> None:
        self.inputs = inputs
        self.lang = language_of(options.get("lang"))
        self.on_finding = on_finding
        self.nothing = nothing
        self.findings: list[Finding] = []
        self.left_out = 0
        self.files: list[FileSummary] = []
        self.summary: Summary | None = None
        self.closed = False
        #: where texts are only written: what comes behind each, and they come as bytes then
        self.end_of_text: str | None = None
        try:
            self.run: Any = _edca.Run(command, inputs.given, {**options, "lang": self.lang})
        except Error as error:
            inputs.close()
            error.lang = self.lang
            raise
        except BaseException:
            inputs.close()
            raise
        _live.add(self)

    def steps(self) -> Iterator[list[Any]]:
        """What the run makes, some at a time; feeds it what it reads."""
        try:
            while not self.closed:
                step = self.run.next(self.end_of_text)
                if type(step) is list:
                    yield step
                elif type(step) is int:
                    self._feed(step)
                else:
                    self._end(step)
        except Error as error:
            error.lang = self.lang
            error.findings = self.findings
            raise
        finally:
            self.close()

    def note(self, output: Any) -> None:
        """Takes what no caller iterates over."""
        if type(output) is Finding:
            if self.on_finding is not None:
                self.on_finding(output)
            elif len(self.findings) < KEPT:
                self.findings.append(output)
            else:
                self.left_out += 1
        elif output[0] == "file":
            self.files.append(FileSummary(**output[1]))

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self.run.cancel()
            self.inputs.close()

    def _feed(self, number: int) -> None:
        piece = next(self.inputs.pieces[number], None)
        if piece is None:
            self.run.feed_end(number)
        else:
            self.run.feed(number, piece)

    def _end(self, values: dict[str, Any]) -> None:
        self.summary = summary_of(values)
        self.closed = True
        self.inputs.close()
        if self.nothing is not None and self.summary.files_read == 0:
            raise InputError(self.nothing, {}, self.lang)


_live: weakref.WeakSet[State] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    """No thread of a run goes on while Python ends."""
    for state in list(_live):
        state.close()


class Results(Generic[T]):
    """What a run makes, one result after another, while it goes on reading.

    Memory is bounded by a few results. A run ends when all were taken, when it is closed, or when nobody holds it any
    more. It may be used as a context manager. To be used by one thread at a time.
    """

    def __init__(self, state: State, outputs: Callable[[State], Iterator[T]]) -> None:
        self._state = state
        self._as_written = outputs in (texts_of, pieces_of)
        self._outputs = outputs(state)

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        return next(self._outputs)

    def __enter__(self) -> Results[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the run, wherever it is. No summary is had then."""
        self._state.close()
        self._outputs.close()  # type: ignore[attr-defined]

    def finish(self) -> Summary:
        """Goes through what is left, and answers the figures of the run."""
        for _ in self._outputs:
            pass
        return self.summary

    @property
    def summary(self) -> Summary:
        """The figures of the run, once all results were taken. Raises UsageError before."""
        if self._state.summary is None:
            raise UsageError("python.summary", {}, self._state.lang)
        return self._state.summary

    @property
    def files(self) -> list[FileSummary]:
        """What was found out about each input, as far as the run has come."""
        return self._state.files

    @property
    def findings(self) -> list[Finding]:
        """What is wrong with the inputs, as far as the run has come: the first 10,000 findings, unless a call was given
        `on_finding`. `summary.by_rule` counts all of them."""
        return self._state.findings

    @property
    def findings_left_out(self) -> int:
        """Findings that are not in `findings`, for there are too many."""
        return self._state.left_out


class Findings(Results[Finding]):
    """The findings of a validation, in the order of the inputs."""

    def finish(self) -> Summary:
        """Counts what is left, and answers the figures of the run: less work than taking each finding."""
        self._state.run.skip_findings()
        return super().finish()

    def to_arrow(self) -> Any:
        """All that are left as a pyarrow.Table; needs the extra `pyarrow`."""
        from ._arrow import findings_table

        return findings_table(self, self._state.lang)

    def to_pandas(self) -> Any:
        """All that are left as a pandas.DataFrame; needs the extra `pandas`."""
        from ._arrow import findings_frame

        return findings_frame(self, self._state.lang)


class Texts(Results[Json]):
    """Texts of JSON. `write()` puts them into a file, one a line."""

    def write(self, target: str | os.PathLike[str] | IO[Any]) -> Summary:
        """Writes all that are left, one a line, and answers the figures. A path gets its content when all of it is
        there, in the place of what was there; a file may be open for bytes or for text."""
        return _write(self, target, "\n")


class Pieces(Results[str]):
    """A text, piece by piece."""

    def text(self) -> str:
        """All of it that is left."""
        return "".join(self)

    def write(self, target: str | os.PathLike[str] | IO[Any]) -> Summary:
        """Writes all that is left, and answers the figures; as Texts.write()."""
        return _write(self, target, "")


def _write(results: Results[Any], target: Any, end: str) -> Summary:
    if hasattr(target, "write"):
        write = target.write
        try:
            write(b"")
        except TypeError:
            for text in results:
                write(text + end)
            return results.summary
        if results._as_written:
            results._state.end_of_text = end
        for text in results:
            write(text if isinstance(text, bytes) else (text + end).encode("utf-8", "surrogateescape"))
        return results.summary
    path = os.fspath(target)
    unfinished = f"{path}.{os.getpid()}.part"
    try:
        with open(unfinished, "xb") as file:
            _write(results, file, end)
        os.replace(unfinished, path)
    except OSError as error:
        raise InputError("output.open", {"path": str(path), "reason": str(error.strerror)}) from error
    finally:
        try:
            os.unlink(unfinished)
        except OSError:
            pass
    return results.summary


# How outputs of the binding become results. Each is a generator that knows the state alone, so that a run ends when its
# Results are gone.


def findings_of(state: State) -> Iterator[Finding]:
    for step in state.steps():
        for output in step:
            if type(output) is Finding:
                yield output
            else:
                state.note(output)


def items_of(state: State) -> Iterator[Item]:
    metadata: Json | None = None
    of = 0
    for step in state.steps():
        for output in step:
            if type(output) is tuple and output[0] == "item":
                _, kind, text, file, line, column, offset, pointer, package = output
                around = metadata if package != 0 and package == of else None
                yield Item(kind, Json(text), file, line, column, offset, pointer, package, around)
            elif type(output) is tuple and output[0] == "metadata":
                of, metadata = output[1], Json(output[2])
            else:
                state.note(output)


def texts_of(state: State) -> Iterator[Json]:
    for step in state.steps():
        for output in step:
            if type(output) is str:
                yield Json(output)
            elif type(output) is bytes:
                yield output  # type: ignore[misc]
            else:
                state.note(output)


def pieces_of(state: State) -> Iterator[str]:
    for step in state.steps():
        for output in step:
            if type(output) in (str, bytes):
                yield output
            else:
                state.note(output)


def whole_of(state: State) -> Iterator[Json]:
    text = "".join(pieces_of(state))
    if text:
        yield Json(text.rstrip("\n"))


def packages_of(state: State) -> Iterator[Package]:
    """Pieces of one package follow one another."""
    made: list[Any] = []
    pieces: list[str] = []

    def whole() -> Package:
        number, items, name, uri = made
        return Package(number, items, name, uri, Json("".join(pieces).rstrip("\n")))

    for step in state.steps():
        for output in step:
            if type(output) is not tuple or output[0] != "package":
                state.note(output)
                continue
            *members, text = output[1:]
            if made and made[0] != members[0]:
                yield whole()
                pieces = []
            made = members
            pieces.append(text)
    if made:
        yield whole()


def changes_of(state: State) -> Iterator[ProcessChange]:
    for step in state.steps():
        for output in step:
            if type(output) is not tuple or output[0] != "change":
                state.note(output)
                continue
            _, project, id, change, items = output
            yield ProcessChange(
                project,
                id,
                change,
                tuple(
                    ItemChange(kind, item, became, tuple(FieldChange(*field) for field in fields))
                    for kind, item, became, fields in items
                ),
            )


def flags_of(state: State) -> Iterator[Flag]:
    for step in state.steps():
        for output in step:
            if type(output) is not tuple or output[0] != "flag":
                state.note(output)
                continue
            members: list[Any] = [*output[1:-2], tuple(output[-2]), tuple(Evidence(*each) for each in output[-1])]
            yield Flag(*members)


def start(
    command: str,
    inputs: Any,
    options: dict[str, Any],
    on_finding: Callable[[Finding], object] | None = None,
    nothing: str | None = None,
) -> State:
    """Begins a run over inputs as users give them."""
    lang = language_of(options.get("lang"))
    try:
        resolved = resolve(inputs)
    except Error as error:
        error.lang = lang
        raise
    return State(command, resolved, options, on_finding, nothing)
