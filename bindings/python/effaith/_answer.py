"""What the answers of `practice` and `interop` have in common."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Union

from effaith import _core, _kinds
from effaith._json import json_bytes, utf8
from effaith._text import file_bytes, is_text
from effaith.errors import InvalidArgument

if TYPE_CHECKING:
    from effaith.engine import Engine

#: What frames are asked for as.
FrameKind = Literal["pandas", "polars"]
#: Records as `Engine.analyse` takes them: a frame, a table, a list of dicts, one dict, or the path
#: of a file. A str is the text of a CSV or JSON file where it has a line break or begins with ``{``
#: or ``[``, and else a path. None for no records.
Records = Union[Sequence[Mapping[str, Any]], Mapping[str, Any], str, "os.PathLike[str]", Any]


class Answer:
    """An answer as the library gives it: `data` for programs, its text for people.

    Two answers of a class are equal where their `data` are.
    """

    def __init__(self, data: dict[str, Any], text: str | Callable[[], str]) -> None:
        self.data = data
        self._text = text

    def __str__(self) -> str:
        if not isinstance(self._text, str):
            self._text = self._text()  # made when somebody wants to read it
        return self._text

    def __repr__(self) -> str:
        return f"<effaith {type(self).__name__}>\n{self}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Answer) or type(other) is not type(self):
            return NotImplemented
        return self.data == other.data

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_text": str(self)}


def core_of(engine: Engine) -> _core.Engine:
    """The compiled part of an engine. Raises InvalidArgument for what is none."""
    core = getattr(engine, "_core", None)
    if isinstance(core, _core.Engine):
        return core
    raise InvalidArgument(
        f"Found {type(engine).__name__} for the engine; accepted: an effaith.Engine, such as "
        "effaith.Engine(config).",
        field="engine",
    )


def frame(rows: Sequence[Mapping[str, Any]], kind: FrameKind, names: Sequence[str]) -> Any:
    """Rows as a frame of ``"pandas"`` or ``"polars"`` with these columns, whatever rows have."""
    even = [{name: row.get(name) for name in names} for row in rows]
    if kind == "pandas":
        import pandas

        return pandas.DataFrame(even, columns=list(names))
    if kind == "polars":
        import polars

        return polars.DataFrame(even, schema=list(names), infer_schema_length=None, strict=False)
    raise InvalidArgument(f"Found {kind!r} for a frame; accepted: pandas, polars.", field="kind")


def records_frame(records: Sequence[Mapping[str, Any]], kind: FrameKind) -> Any:
    """Records as a frame with the columns that they have; of none, those that they could have."""
    names = dict.fromkeys(name for record in records for name in record)
    return frame(records, kind, list(names) or _core.RECORD_FIELDS)


def records_bytes(records: Records) -> bytes:
    """Records as the text of a file; empty for None. Raises InvalidArgument, CannotRead, BadJson."""
    if records is None:
        return b""
    if isinstance(records, str) and is_text(records):
        return utf8(records)
    file = _kinds.text_file(records)
    if file is not None:
        return file_bytes(file)
    return json_bytes(_kinds.records(records))


def flat(part: Mapping[str, Any]) -> dict[str, Any]:
    """A dict whose inner dicts have become columns: ``baseline.value``."""
    row: dict[str, Any] = {}
    for name, value in part.items():
        if isinstance(value, Mapping):
            row.update({f"{name}.{inner}": found for inner, found in value.items()})
        else:
            row[name] = value
    return row
