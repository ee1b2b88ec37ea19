"""What the answers of `practice` and `interop` have in common."""

from __future__ import annotations

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
        return f"<{type(self).__module__}.{type(self).__name__}>\n{self._text}"


def frame(rows: list[dict[str, Any]], kind: str) -> Any:
    """Rows as a frame of ``"pandas"`` or ``"polars"``."""
    if kind == "pandas":
        import pandas

        return pandas.DataFrame(rows)
    if kind == "polars":
        import polars

        return polars.DataFrame(rows, infer_schema_length=None)
    raise InvalidArgument(f"Found '{kind}' for a frame; accepted: pandas, polars.")
