"""Texts of JSON whose numbers stay as they are."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from ._errors import InputError


def _no_constant(word: str) -> Any:
    raise ValueError(word)


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation:
        raise InputError("python.number-size", {"value": digits[:80]}) from None


def _integer(digits: str) -> int | Decimal:
    # Python turns no text of more than 4,300 digits into an int.
    return int(digits) if len(digits) < 4300 else _decimal(digits)


def loads(text: str) -> Any:
    """The value of a JSON text. Whole numbers are int, all others decimal.Decimal with the digits of the text, so that
    none is rounded. Of two members with one name the last counts. Raises InputError for what is no JSON."""
    try:
        return json.loads(text, parse_float=_decimal, parse_int=_integer, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("python.json", {"reason": str(error)}) from None


class Json(str):
    """A JSON text, as it was written: a str with the value in `data`."""

    __slots__ = ()

    @property
    def data(self) -> Any:
        """The value: dict, list, str, int, Decimal, bool or None; made anew each time."""
        return loads(self)
