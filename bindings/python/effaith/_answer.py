"""What the answers of `practice` and `interop` have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from effaith.errors import InvalidArgument


class Answer:
    """An answer as the library gives it: `data` for programs, its text for people."""

    def __init__(self, data: dict[str, Any], text: str) -> None:
        self.data = data
        self._text = text

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<effaith {type(self).__name__}>\n{self._text}"


def frame(rows: list[dict[str, Any]], kind: str) -> Any:
    """Rows as a frame of ``"pandas"`` or ``"polars"``."""
    if kind == "pandas":
        import pandas

        return pandas.DataFrame(rows)
    if kind == "polars":
        import polars

        return polars.DataFrame(rows, infer_schema_length=None)
    raise InvalidArgument(f"Found '{kind}' for a frame; accepted: pandas, polars.")


def records_text(records: Sequence[Mapping[str, Any]] | str | None) -> str:
    """Records as the text of a file; empty for none."""
    if records is None or isinstance(records, str):
        return records or ""
    return json.dumps([dict(record) for record in records])


def flat(part: Mapping[str, Any]) -> dict[str, Any]:
    """A dict whose inner dicts have become columns: ``baseline.value``."""
    row: dict[str, Any] = {}
    for name, value in part.items():
        if isinstance(value, Mapping):
            row.update({f"{name}.{inner}": found for inner, found in value.items()})
        else:
            row[name] = value
    return row
