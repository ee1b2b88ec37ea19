"""A table of answers that belongs to no frame library and can be handed to any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from effaith import _core, _display


class Table:
    """Columns of answers; any library that reads Arrow takes it as it is.

    It is what comes back where the records came from a file, or from an object that is no frame
    of a library's own. `polars.DataFrame(table)`, `pyarrow.table(table)` and
    `duckdb.from_arrow(table)` copy nothing; `to_pandas()` and `to_dicts()` need no other library.

    >>> import effaith
    >>> record = {"school_id": "S1", "support_type": "reading", "delivered_by": "Teacher",
    ...           "learners_per_session": 2, "frequency": "weekly", "session_hours": 0.5,
    ...           "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
    ...           "outcome": "green", "aim": "Reads a page unaided"}
    >>> rollup = effaith.Engine().rollup([record], by=["school_id"])
    >>> rollup.table.to_dicts()[0]["n_records"]
    1
    """

    def __init__(self, table: _core.Table) -> None:
        self._table = table

    @property
    def column_names(self) -> list[str]:
        """The names of the columns, in their order."""
        return self._table.names

    def column(self, name: str) -> list[Any]:
        """The cells of a column, missing ones as None. Raises KeyError where there is no such."""
        names = self._table.names
        if name not in names:
            raise KeyError(name)
        return self._table.cells(names.index(name))

    def to_dicts(self) -> list[dict[str, Any]]:
        """A dict for each row, missing cells as None."""
        return self._table.dicts(len(self))

    def head(self, rows: int = 5) -> list[dict[str, Any]]:
        """The first rows as dicts."""
        return self._table.dicts(max(rows, 0))

    def to_pandas(self) -> Any:
        """A pandas frame: figures as float64, counts as Int64, words as categories."""
        from effaith import _pandas

        return _pandas.frame_of(self._table, None)

    def to_polars(self) -> Any:
        """A polars frame over the same memory."""
        import polars

        return polars.DataFrame(self._table)

    def to_arrow(self) -> Any:
        """A pyarrow table over the same memory."""
        import pyarrow

        return pyarrow.table(self._table)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._table.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        return len(self._table)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.to_dicts())

    def __getitem__(self, name: str) -> list[Any]:
        return self.column(name)

    def __repr__(self) -> str:
        return f"<effaith.Table of {len(self):,} rows: {', '.join(self.column_names)}>"

    def _repr_html_(self) -> str:
        return _display.head_html(self.head(_display.ROWS_SHOWN), len(self))
