"""How answers look in a notebook: HTML of their own, with the page's own fonts and colours."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any

from effaith import _core

_ROWS_SHOWN = 20


def text_of(value: Any) -> str:
    """A cell as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def rows_html(names: Sequence[str], rows: Iterable[Sequence[Any]], note: str = "") -> str:
    """A table of rows; numbers to the right."""
    head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    below = f"<p>{html.escape(note)}</p>" if note else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{below}"


def _cell(value: Any) -> str:
    side = "right" if isinstance(value, (int, float)) else "left"
    return f'<td style="text-align: {side}">{html.escape(text_of(value))}</td>'


def table_html(table: _core.Table, most: int = _ROWS_SHOWN) -> str:
    """The first rows of a table, without the columns that are empty in all of it."""
    cells = {name: table.cells(i) for i, name in enumerate(table.names)}
    shown = {name: column for name, column in cells.items() if any(c is not None for c in column)}
    rows = list(zip(*(column[:most] for column in shown.values())))
    hidden = len(cells) - len(shown)
    notes = []
    if len(table) > most:
        notes.append(f"{most} of {len(table):,} rows")
    if hidden:
        notes.append(f"{hidden} columns without a value are left out")
    return rows_html(list(shown), rows, "; ".join(notes))


def counts_html(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """A line of counts under a title."""
    parts = ", ".join(f"{count:,} {html.escape(name)}" for name, count in counts)
    return f"<p><b>{html.escape(title)}</b>: {parts}</p>"
