"""Tables that may leave the building: nothing about a few children can be worked out from them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from effaith import _core, _kinds
from effaith.errors import InvalidArgument
from effaith.table import Table

if TYPE_CHECKING:
    from effaith.rollup import Rollup

#: The threshold, the rules (threshold, rounding, hide_class), or True for the configuration's.
Disclosure = int | Mapping[str, Any] | bool


class PublishedTable:
    """One table of a release; hidden figures are missing, and `suppressed` names them by row."""

    def __init__(self, release: Release, position: int, kind: _kinds.KindName, exact: bool) -> None:
        self._release = release
        self._position = position
        self._kind = kind
        self._exact = exact

    @property
    def rows(self) -> Any:
        """The rows as a frame of the kind that the records came in, as `Rollup.rows`."""
        return _kinds.answer(self._release._core.rows(self._position, self._exact), self._kind)

    @property
    def table(self) -> Table:
        """The rows as a table that any library reads."""
        return Table(self._release._core.rows(self._position, self._exact))

    def document(self, format: str = "json") -> str:
        """The rows as the command's document, `json`, `csv` or `table`: what is hidden says
        `suppressed`."""
        return self._release._core.document(self._position, format)

    @property
    def report(self) -> dict[str, Any]:
        """What was hidden in the release, how safe it is, and what is not covered.

        For the person who signs it off; not to be published.
        """
        return self._release.report

    @property
    def safe(self) -> bool:
        """Whether the release may leave."""
        return self._release.safe

    def __len__(self) -> int:
        return len(self._release._core.rows(self._position, self._exact))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        table = self._release._core.rows(self._position, self._exact)
        return table.__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


class Release(Sequence[PublishedTable]):
    """Tables of the same records that leave together, protected and audited together.

    `Engine.release` makes it. It is a sequence of its tables.
    """

    def __init__(self, rollups: Sequence[Rollup], disclosure: Disclosure = True) -> None:
        states = [rollup._state for rollup in rollups]
        self._core = _core.Rollup.release(states, rules_text(disclosure))
        self._tables = [
            PublishedTable(self, i, rollup._kind, rollup._exact) for i, rollup in enumerate(rollups)
        ]

    @property
    def report(self) -> dict[str, Any]:
        """What was hidden, how safe the release is, and what is not covered; not to be published."""
        return dict(json.loads(self._core.report(True)))

    @property
    def safe(self) -> bool:
        """Whether the release may leave."""
        return bool(self.report["safe"])

    def __len__(self) -> int:
        return len(self._tables)

    def __getitem__(self, position: Any) -> Any:
        return self._tables[position]

    def __iter__(self) -> Iterator[PublishedTable]:
        return iter(self._tables)

    def __str__(self) -> str:
        return self._core.report(False)

    def __repr__(self) -> str:
        return f"<effaith.Release of {len(self)} tables, {'safe' if self.safe else 'NOT SAFE'}>"


def audit(rows: Any, by: Sequence[str] = (), threshold: int = 5) -> dict[str, Any]:
    """What can be worked out of a published table: the least and the greatest value of every
    hidden count.

    `rows` is a table of counts or the document of a published table, as a dict; a
    `PublishedTable`; or its rows as a frame or a list of dicts, with `by`, the dimensions.
    `ranges` of the answer has a dict for each hidden count, whose `greatest` is None where nothing
    bounds it; `safe` says whether all of them are wide enough. Differences between releases are
    not covered. Raises DisclosureNotAdditive where the counts contradict each other.

    >>> import effaith
    >>> effaith.audit({"columns": [], "rows": [
    ...     {"node": "LA", "parent": None, "total": 20}, {"node": "A", "parent": "LA", "total": None},
    ...     {"node": "B", "parent": "LA", "total": None}, {"node": "C", "parent": "LA", "total": 18},
    ... ]})["ranges"][0]
    {'node': 'A', 'column': 'total', 'least': 0, 'greatest': 2}
    """
    if isinstance(rows, PublishedTable):
        text = rows.document()
    elif isinstance(rows, Mapping):
        text = json.dumps(dict(rows))
    else:
        text = json.dumps(_document_of(_dicts_of(rows), list(by), threshold))
    return dict(json.loads(_core.audit(text, True)))


def protect(table: Mapping[str, Any], disclosure: Disclosure = True) -> dict[str, Any]:
    """A table of counts with what has to be hidden replaced by ``"suppressed"``.

    `table` has `columns`, the parts of every total, and `rows` of node, parent, total and the
    parts. Raises BadJson, DisclosureNotAdditive.

    >>> import effaith
    >>> table = effaith.protect({"columns": [], "rows": [
    ...     {"node": "LA", "parent": None, "total": 20}, {"node": "A", "parent": "LA", "total": 1},
    ...     {"node": "B", "parent": "LA", "total": 1}, {"node": "C", "parent": "LA", "total": 18},
    ... ]})
    >>> [row["total"] for row in table["rows"]]
    [20, 'suppressed', 'suppressed', 'suppressed']
    """
    return dict(json.loads(_core.protect(json.dumps(dict(table)), rules_text(disclosure))))


def rules_text(disclosure: Disclosure) -> str:
    """The rules as JSON; empty text stands for those of the configuration."""
    if disclosure is True:
        return ""
    if isinstance(disclosure, Mapping):
        return json.dumps(dict(disclosure))
    if isinstance(disclosure, int) and disclosure is not False:
        return json.dumps({"threshold": disclosure})
    raise InvalidArgument(
        f"disclosure is a threshold, a dict of rules or True; found {disclosure!r}.",
        field="disclosure",
    )


_COUNTS = ("n_records", "n_red", "n_amber", "n_green", "n_no_outcome")


def _dicts_of(rows: Any) -> list[Mapping[str, Any]]:
    """The rows of a frame as dicts."""
    if hasattr(rows, "to_dicts"):
        return list(rows.to_dicts())
    if hasattr(rows, "to_pylist"):
        return list(rows.to_pylist())
    if hasattr(rows, "to_dict"):
        return list(rows.to_dict("records"))
    return list(rows)


def _document_of(rows: list[Mapping[str, Any]], by: list[str], threshold: int) -> dict[str, Any]:
    if not by:
        raise InvalidArgument("Which columns are the dimensions? Say so with by=[...].", field="by")

    def known(value: Any) -> Any:
        # A missing number of pandas is not itself.
        missing = value is None or value != value  # noqa: PLR0124
        return None if missing else value

    return {
        "by": by,
        "disclosure": {"threshold": threshold},
        "rows": [
            {
                "group": {name: known(row[name]) for name in by[: int(row["level"])]},
                **{name: _whole(known(row[name])) for name in _COUNTS},
            }
            for row in rows
        ],
    }


def _whole(count: Any) -> int | None:
    return None if count is None else int(count)
