"""Roll-ups: records grouped, with totals that add up whatever the order and the split."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from effaith import _core, _display, _kinds
from effaith._progress import Progress, Teller
from effaith.errors import InvalidArgument
from effaith.table import Table

if TYPE_CHECKING:
    from effaith.engine import Engine


class Rollup:
    """The exact sums of records by groups; a state that is updated, merged, pickled and read.

    `Engine.rollup` makes one from records. Made by itself it is empty, for work in parts: give
    each process its share of the records, and merge what comes back. Any split gives the same
    state to the byte, as long as no id comes twice in a school.

    `by` names the dimensions: fields of a record (`school_id`, `intervention`, `tier`, …), `role`,
    `academic_year`, `term`, or a column of the records' own. With `totals` there are subtotals and
    a grand total; their `level` is the number of dimensions that they are grouped by.

    Raises InvalidArgument for a dimension given twice.

    >>> import effaith, pickle
    >>> engine = effaith.Engine()
    >>> record = {"school_id": "S1", "support_type": "reading", "delivered_by": "Teacher",
    ...           "learners_per_session": 2, "frequency": "weekly", "session_hours": 0.5,
    ...           "started": "2023-09", "ended": "2023-12", "sessions_attended": 11,
    ...           "outcome": "green", "aim": "Reads a page unaided"}
    >>> first = engine.rollup([record], by=["school_id"], totals=True)
    >>> second = pickle.loads(pickle.dumps(first))
    >>> second.merge(first).rows[0]["hours_received"]
    11.0
    """

    def __init__(self, engine: Engine, by: Sequence[str], totals: bool = False) -> None:
        self._engine = engine
        self._state = _core.Rollup(engine._core, dimensions(by), totals)
        self._kind: _kinds.KindName = "table"
        self._exact = False

    # --- What goes in ---------------------------------------------------------------------------

    def update(
        self,
        data: Any,
        *,
        threads: int = 0,
        serial_dates: bool = False,
        progress: Progress = None,
    ) -> Rollup:
        """Adds records, in whatever `Engine.rollup` takes, and answers itself.

        On an error nothing is added. Ids are held against each other within the call.
        Raises BadArrow, BadCsv, BadJson, BadEncoding, CannotRead, HierarchyConflict.
        """
        given = _kinds.given(data, fields_only=False)
        with Teller(progress, given.total) as tell:
            options = _core.CallOptions(threads, False, serial_dates, given.is_long, tell)
            if given.how == "file":
                self._state.add_file(given.data, options)
            elif given.how == "dicts":
                self._state.add_dicts(given.data, options)
            elif given.how == "dict":
                self._state.add_dicts([given.data], options)
            else:
                self._state.add_stream(given.data, options)
        if self._kind == "table":
            self._kind = rows_kind(given.kind)
        return self

    def merge(self, other: Rollup) -> Rollup:
        """Adds another roll-up of the same configuration and dimensions, and answers itself.

        Raises InvalidArgument for another configuration or other dimensions, HierarchyConflict.
        """
        self._state.merge(other._state)
        if self._kind == "table":
            self._kind = other._kind
        return self

    # --- What comes out -------------------------------------------------------------------------

    @property
    def rows(self) -> Any:
        """A row for each group, as a frame of the kind that the records came in.

        The dimensions come first, then `level` and every figure, then n and mean of each column of
        the records' own that holds numbers alone. Rows are in the order of their keys, subtotals
        after their members; a subtotal has missing values in the dimensions beyond its `level`,
        which tells it from records without a value.

        Small groups are shown as they are: for what leaves the building ask `Engine.rollup` with
        `disclosure`, or `Engine.release`. Raises InvalidArgument for a dimension that is neither
        known nor a column of the records.
        """
        return _kinds.answer(self._state.rows(self._exact), self._kind)

    @property
    def table(self) -> Table:
        """The rows as a table that any library reads."""
        return Table(self._state.rows(self._exact))

    def document(self, format: str = "json") -> str:
        """The rows as the command's document: `json`, `csv` or `table`, byte for byte."""
        return self._state.document(format)

    @property
    def by(self) -> list[str]:
        """The dimensions."""
        return self._state.by

    @property
    def totals(self) -> bool:
        """Whether there are subtotals."""
        return self._state.has_totals

    @property
    def n_records(self) -> int:
        """How many records were added, rejected ones included."""
        return self._state.counts()[0]

    @property
    def n_analysed(self) -> int:
        """How many of them are in the figures."""
        return self._state.counts()[1]

    @property
    def n_rejected(self) -> int:
        """How many of them an error keeps out of every figure."""
        return self._state.counts()[2]

    @property
    def n_comparison(self) -> int:
        """How many of them are of comparison learners."""
        return self._state.counts()[3]

    # --- States ---------------------------------------------------------------------------------

    def to_bytes(self) -> bytes:
        """The state, the same bytes for the same records on every platform.

        With an `id_key` it holds hashes of learners' ids, not the key; it is personal data all the
        same, never to be published. Without one, distinct learners cannot be counted once it has
        been read back. A pickle has the configuration beside the state, and the key in it: it is
        for processes that know the key, not for files.
        """
        return self._state.serialise()

    @classmethod
    def from_bytes(cls, engine: Engine, state: bytes, kind: _kinds.KindName = "table") -> Rollup:
        """The roll-up of a state, whose `rows` are of a `kind`: `pandas`, `polars`, `pyarrow`,
        `duckdb`, `records` (a list of dicts) or `table`.

        Raises BadState where the state is another configuration's, or cut.
        """
        rollup = cls.__new__(cls)
        rollup._engine = engine
        rollup._state = _core.Rollup.deserialise(engine._core, state)
        rollup._kind = kind
        rollup._exact = False
        return rollup

    def __getstate__(self) -> dict[str, Any]:
        return {
            "engine": self._engine,
            "state": self.to_bytes(),
            "kind": self._kind,
            "exact": self._exact,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._engine = state["engine"]
        self._state = _core.Rollup.deserialise(self._engine._core, state["state"])
        self._kind = state["kind"]
        self._exact = state["exact"]

    # --- As a table -----------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._state.rows(self._exact))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._state.rows(self._exact).__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        by = ", ".join(self.by) or "nothing"
        return (
            f"<effaith.Rollup by {by}: {self.n_records:,} records, "
            f"{self.n_analysed:,} analysed, {self.n_rejected:,} rejected>"
        )

    def _repr_html_(self) -> str:
        counts = [("analysed", self.n_analysed), ("rejected", self.n_rejected)]
        head = _display.counts_html(f"{self.n_records:,} records", counts)
        try:
            return head + self.table._repr_html_()
        except InvalidArgument as error:
            return head + _display.counts_html(str(error), [])


def dimensions(by: Sequence[str]) -> list[str]:
    """The names of dimensions. Raises InvalidArgument for what are none."""
    if isinstance(by, str):
        by = [by]
    if not isinstance(by, Sequence) or not all(isinstance(name, str) for name in by):
        raise InvalidArgument(f"by is a list of names; found {by!r}.", field="by")
    return list(by)


def rows_kind(kind: _kinds.KindName) -> _kinds.KindName:
    """A roll-up has its rows at once, whatever its records came through."""
    return {"pyarrow_reader": "pyarrow", "record": "records"}.get(kind, kind)  # type: ignore[return-value]
