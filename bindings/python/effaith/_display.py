"""How answers look in a notebook: HTML of their own, with the page's own fonts and colours."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from effaith._json import is_missing

ROWS_SHOWN = 10


def text_of(value: Any) -> str:
    """A cell as a person reads it."""
    if is_missing(value):
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


def head_html(head: Sequence[Mapping[str, Any]], rows: int) -> str:
    """The first rows of a table of so many, without the columns that are empty in all of them."""
    names = (
        [name for name in head[0] if any(not is_missing(row[name]) for row in head)] if head else []
    )
    notes = []
    if rows > len(head):
        notes.append(f"{len(head)} of {rows:,} rows")
    if head and len(names) < len(head[0]):
        notes.append(f"{len(head[0]) - len(names)} columns without a value here are left out")
    return rows_html(names, ([row[name] for name in names] for row in head), "; ".join(notes))


def counts_html(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """A line of counts under a title."""
    parts = ", ".join(f"{count:,} {html.escape(name)}" for name, count in counts)
    return f"<p><b>{html.escape(title)}</b>: {parts}</p>"
