"""The kinds of tables that go in and come out, each in one place.

A kind is told by its module being loaded already: nothing is imported that the user did not bring.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from effaith import _core
from effaith.errors import InvalidArgument
from effaith.table import Table

KindName = Literal[
    "pandas", "polars", "pyarrow", "pyarrow_reader", "duckdb", "records", "record", "table"
]

# Fewer rows are worked out before anybody could wish to stop.
_LONG = 50_000


@dataclass(frozen=True)
class Given:
    """Records as they were handed over: how the library reads them, and what answers look like."""

    kind: KindName
    how: Literal["stream", "reader", "dicts", "dict", "file"]
    data: Any
    index: Any = None
    is_long: bool = True
    columns: tuple[str, ...] = ()

    @property
    def total(self) -> int | None:
        """How many records there are, where that is known before they are read."""
        known = self.how in ("stream", "dicts") and hasattr(self.data, "__len__")
        return len(self.data) if known else None


def _is(data: Any, module: str, *names: str) -> bool:
    """Whether `data` is of a class of a module that is loaded."""
    loaded = sys.modules.get(module)
    return loaded is not None and any(
        isinstance(data, found) for name in names if (found := getattr(loaded, name, None))
    )


def given(data: Any, fields_only: bool) -> Given:
    """What kind of table `data` is. Raises InvalidArgument for what is none."""
    if _is(data, "pandas", "DataFrame"):
        from effaith import _pandas

        columns = tuple(str(name) for name in data.columns)
        source = _pandas.columns_of(data, fields_only)
        return Given("pandas", "stream", source, data.index, len(data) >= _LONG, columns)
    if _is(data, "polars", "LazyFrame"):
        data = data.collect()
    if _is(data, "polars", "DataFrame"):
        return Given("polars", "stream", data, None, data.height >= _LONG, tuple(data.columns))
    if _is(data, "pyarrow", "RecordBatchReader"):
        return Given("pyarrow_reader", "reader", data, columns=tuple(data.schema.names))
    if _is(data, "pyarrow", "Table", "RecordBatch"):
        names = tuple(data.schema.names)
        return Given("pyarrow", "stream", data, None, data.num_rows >= _LONG, names)
    if _is(data, "duckdb", "DuckDBPyRelation"):
        return Given("duckdb", "stream", _duckdb_stream(data), columns=tuple(data.columns))
    if isinstance(data, (str, os.PathLike)):
        return _file(os.fspath(data), fields_only)
    if hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        return Given("table", "stream", data)
    if isinstance(data, Mapping):
        return Given("record", "dict", dict(data), None, False, tuple(map(str, data)))
    if isinstance(data, Sequence) and not isinstance(data, (bytes, bytearray)):
        return Given("records", "dicts", data)
    raise InvalidArgument(
        f"{type(data).__module__}.{type(data).__qualname__} is no table of records; accepted: a "
        "pandas or polars frame, a pyarrow table or reader, a DuckDB relation, anything with "
        "__arrow_c_stream__ or __arrow_c_array__, a list of dicts, a dict, or the path of a CSV, "
        "JSON, NDJSON or Parquet file."
    )


def _duckdb_stream(relation: Any) -> Any:
    if hasattr(relation, "__arrow_c_stream__"):
        return relation
    return relation.fetch_arrow_reader()  # before DuckDB 1.3


def _file(path: str | bytes, fields_only: bool) -> Given:
    name = os.fsdecode(path)
    if not name.lower().endswith((".parquet", ".pq")):
        return Given("table", "file", name)
    return given(_parquet(name), fields_only)


def _parquet(path: str) -> Any:
    """A Parquet file by the frame library that is there, the loaded ones before the others."""
    readers: list[tuple[str, Callable[[Any], Any]]] = [
        ("polars", lambda polars: polars.read_parquet(path)),
        ("pyarrow", lambda _: _pyarrow_parquet(path)),
        ("duckdb", lambda duckdb: duckdb.read_parquet(path)),
        ("pandas", lambda pandas: pandas.read_parquet(path)),
    ]
    readers.sort(key=lambda reader: reader[0] not in sys.modules)
    for module, read in readers:
        try:
            loaded = __import__(module)
        except ImportError:
            continue
        return read(loaded)
    raise InvalidArgument(
        f"'{path}' is a Parquet file, which polars, pyarrow, duckdb or pandas reads; none of them "
        "is installed."
    )


def _pyarrow_parquet(path: str) -> Any:
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path)


def answer(table: _core.Table, kind: KindName, index: Any = None) -> Any:
    """A table of answers as what the records came in."""
    return _ANSWERS[kind](table, index)


def issues(table: _core.Table, kind: KindName, index: Any) -> Any:
    """A table of issues as what the records came in."""
    if kind == "pandas":
        from effaith import _pandas

        return _pandas.issues_of(table, index)
    return answer(table, kind)


def _pandas_answer(table: _core.Table, index: Any) -> Any:
    from effaith import _pandas

    return _pandas.frame_of(table, index)


def _polars_answer(table: _core.Table, _: Any) -> Any:
    import polars

    return polars.DataFrame(table)


def _pyarrow_answer(table: _core.Table, _: Any) -> Any:
    import pyarrow

    return pyarrow.table(table)


def reader_of(stream: _core.Table | _core.Stream) -> Any:
    """A stream as a reader of pyarrow's."""
    import pyarrow

    return pyarrow.RecordBatchReader.from_stream(stream)


def _duckdb_answer(table: _core.Table, _: Any) -> Any:
    import duckdb

    # The relation looks at the table by itself, so it is kept by what the relation keeps.
    return duckdb.from_arrow(Table(table))


_ANSWERS: dict[KindName, Callable[[Any, Any], Any]] = {
    "pandas": _pandas_answer,
    "polars": _polars_answer,
    "pyarrow": _pyarrow_answer,
    "pyarrow_reader": lambda table, _: reader_of(table),
    "duckdb": _duckdb_answer,
    "records": lambda table, _: table.dicts(len(table)),
    "record": lambda table, _: table.dicts(len(table)),
    "table": lambda table, _: Table(table),
}


def head(frame: Any, rows: int) -> list[dict[str, Any]]:
    """The first rows of an answer of any kind, to be shown."""
    if isinstance(frame, list):
        return frame[:rows]
    if _is(frame, "pandas", "DataFrame"):
        return list(frame.head(rows).to_dict("records"))
    if _is(frame, "polars", "DataFrame"):
        return list(frame.head(rows).to_dicts())
    if _is(frame, "pyarrow", "Table"):
        return list(frame.slice(0, rows).to_pylist())
    if _is(frame, "duckdb", "DuckDBPyRelation"):
        return [dict(zip(frame.columns, row)) for row in frame.limit(rows).fetchall()]
    return list(frame.head(rows))
