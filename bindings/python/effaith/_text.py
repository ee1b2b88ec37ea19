"""Where a text comes from: a str is the text itself or the path of a file, by one rule everywhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from effaith._json import json_bytes, utf8
from effaith.errors import CannotRead, InvalidArgument

_MOST_SHOWN = 100
_RULE = "a str is a text where it has a line break or begins with {, [ or <, and else a path"


def is_text(source: str) -> bool:
    """Whether a str is itself the text of a document or a table, and no path.

    A text has a line break, or begins with ``{``, ``[`` or ``<`` after blanks; an empty one is a
    text as well.
    """
    begin = source.lstrip("\ufeff \t\r\n\v\f")
    return not begin or "\n" in source or "\r" in source or begin[0] in "{[<"


def path_of(source: Any) -> str | None:
    """The path that a source is, by the same rule; None for any other source."""
    is_path = not is_text(source) if isinstance(source, str) else isinstance(source, os.PathLike)
    return _short(source) if is_path else None


def text_bytes(source: Any, name: str) -> bytes:
    """A text in UTF-8, given as such or as the path of its file; `name` is that of the parameter.

    Raises InvalidArgument for anything else, CannotRead, BadEncoding.
    """
    if isinstance(source, str):
        return utf8(source) if is_text(source) else file_bytes(source)
    if isinstance(source, os.PathLike):
        return file_bytes(source)
    raise InvalidArgument(
        f"Found {type(source).__name__} for {name}; accepted: its text, or the path of its file.",
        field=name,
    )


def json_source(source: Any, name: str) -> bytes:
    """JSON in UTF-8, given as a dict, as its text or as the path of its file. Raises as `text_bytes`."""
    if isinstance(source, Mapping):
        return json_bytes(source)
    if isinstance(source, (str, os.PathLike)):
        return text_bytes(source, name)
    raise InvalidArgument(
        f"Found {type(source).__name__} for {name}; accepted: a dict, JSON text, or the path of a "
        "JSON file.",
        field=name,
    )


def file_bytes(path: str | os.PathLike[str]) -> bytes:
    """What is in a file. Raises CannotRead."""
    try:
        with open(os.fspath(path), "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        as_text = f" It was taken as a path: {_RULE}." if isinstance(path, str) else ""
        raise CannotRead(f"'{_short(path)}' cannot be read: {why}.{as_text}") from error


def _short(path: str | os.PathLike[str]) -> str:
    name = os.fsdecode(path).encode("utf-8", "replace").decode("utf-8")
    return name if len(name) <= _MOST_SHOWN else name[:_MOST_SHOWN] + "…"
