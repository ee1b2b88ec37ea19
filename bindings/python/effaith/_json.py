"""JSON of Python values: the one writer of documents, records and whatever else is given as a dict."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

from effaith.errors import BadEncoding, BadJson

_MOST_SHOWN = 60


def json_bytes(value: Any) -> bytes:
    """A value as JSON in UTF-8.

    numpy's numbers, decimals, dates (those with a zone in UTC), dataclasses and arrays are written
    as what they are; NaN, NaT and NA are null. Raises BadJson with the place for what JSON does not
    have, BadEncoding for half a character.
    """
    try:
        return _dumped(value).encode("utf-8")
    except (TypeError, ValueError, RecursionError):
        # It is gone through again, for the place of what is wrong or for NaN that becomes null.
        return utf8(_dumped(plain(value)))


def json_text(value: Any) -> str:
    """A value as JSON; see `json_bytes`."""
    return json_bytes(value).decode("utf-8")


def utf8(text: str, where: str = "") -> bytes:
    """A text in UTF-8. Raises BadEncoding for a lone surrogate."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadEncoding(
            f"Character {error.start + 1} of the text is half of one (U+{ord(text[error.start]):04X}),"
            " which UTF-8 does not have.",
            where,
        ) from None


def plain(value: Any, where: str = "") -> Any:
    """A copy of a value in JSON's own types; `where` is its place. Raises as `json_bytes`."""
    try:
        return _plain(value, where)
    except RecursionError:
        raise BadJson("This is nested too deeply, or within itself.", where or "/") from None


def day_text(value: date) -> str:
    """A date, or the date of a time; one with a zone is taken in UTC."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        value = value.astimezone(timezone.utc)
    return value.isoformat()[:10]


def is_missing(value: Any) -> bool:
    """Whether a value says that it is missing: None, NaN, NaT and NA."""
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or type(value).__name__ in ("NaTType", "NAType")


def can_be_written(value: Any) -> bool:
    """Whether a value is of a type that is written; what is in it may still be none."""
    known = (str, bool, int, float, list, tuple)
    return isinstance(value, known) or any(is_one(value) for is_one, _ in _SIMPLER)


def shown(value: Any) -> str:
    """A value and its type for a message, cut where it is long."""
    text = repr(value)
    cut = text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"
    return f"{cut} ({type(value).__name__})"


def _dumped(value: Any) -> str:
    return json.dumps(value, default=simpler, allow_nan=False, ensure_ascii=False)


def _plain(value: Any, where: str) -> Any:
    if isinstance(value, str):
        utf8(value, where or "/")
        return value
    if is_missing(value):
        return None
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return _finite(value, where)
    if isinstance(value, Mapping):
        return {
            str(name): _plain(inner, f"{where}/{_pointer(name)}") for name, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [_plain(inner, f"{where}/{i}") for i, inner in enumerate(value)]
    if _is_document(value):
        return _document(value, where)
    try:
        return _plain(simpler(value), where)
    except TypeError as error:
        raise BadJson(f"{error}", where or "/") from None


def _pointer(name: Any) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


def _finite(value: float, where: str) -> float:
    if math.isinf(value):
        raise BadJson(f"Found {value}; accepted: a finite number.", where or "/")
    return float(value)


def simpler(value: Any) -> Any:
    """A value of a type that JSON does not have, one step nearer to one. Raises TypeError."""
    if is_missing(value):
        return None
    for is_one, made in _SIMPLER:
        if is_one(value):
            return made(value)
    raise TypeError(
        f"Found {shown(value)}; accepted: text, a number, a date, true, false, a list or an object."
    )


def _decimal(value: Decimal) -> float | None:
    return None if value.is_nan() else float(value)


def _is_document(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, type)


def _document(value: Any, where: str = "") -> Any:
    from effaith._document import written

    return written(value, where)


def _period(value: Any) -> str:
    """A pandas Period: a month as such, any other as the day it begins."""
    return str(value) if value.freqstr in ("M", "ME") else day_text(value.start_time)


def _kind_of_numpy(value: Any) -> str:
    """The kind of a numpy scalar's type; empty for anything else."""
    is_scalar = hasattr(value, "item") and hasattr(value, "dtype") and not hasattr(value, "__len__")
    return str(value.dtype.kind) if is_scalar else ""


def _numpy_day(value: Any) -> str | None:
    text = str(value)
    return None if text == "NaT" else text[:10]


_SIMPLER: tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...] = (
    (lambda value: isinstance(value, Mapping), dict),
    (_is_document, _document),
    (lambda value: isinstance(value, date), day_text),
    (lambda value: isinstance(value, Decimal), _decimal),
    (lambda value: _kind_of_numpy(value) == "M", _numpy_day),
    (lambda value: _kind_of_numpy(value) == "f", float),
    (lambda value: _kind_of_numpy(value) in ("b", "i", "u", "U"), lambda value: value.item()),
    (lambda value: hasattr(value, "freqstr") and hasattr(value, "ordinal"), _period),
    (lambda value: hasattr(value, "dtype") and hasattr(value, "tolist"), lambda v: v.tolist()),
    (lambda value: hasattr(value, "dtype") and hasattr(value, "to_list"), lambda v: v.to_list()),
)
