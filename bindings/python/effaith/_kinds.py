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
from effaith._json import can_be_written, is_missing, shown, utf8
from effaith.errors import BadArrow, InvalidArgument
from effaith.table import Table

KindName = Literal[
    "pandas", "polars", "pyarrow", "pyarrow_reader", "duckdb", "records", "record", "table"
]

# Fewer rows are worked out before anybody could wish to stop.
_LONG = 50_000

# Beyond it a double does not tell whole numbers apart.
_MOST_WHOLE = 2**53


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


def _kind_of(data: Any) -> KindName | Literal["file"]:
    """What kind of table `data` is. Raises InvalidArgument for what is none."""
    for kind, module, names in _MODULES:
        if _is(data, module, *names):
            return kind
    if isinstance(data, (str, os.PathLike)):
        return "file"
    if hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__"):
        return "table"
    if isinstance(data, Mapping):
        return "record"
    if isinstance(data, Sequence) and not isinstance(data, (bytes, bytearray)):
        return "records"
    raise InvalidArgument(
        f"{type(data).__module__}.{type(data).__qualname__} is no table of records; accepted: a "
        "pandas or polars frame, a pyarrow table or reader, a DuckDB relation, anything with "
        "__arrow_c_stream__ or __arrow_c_array__, a list of dicts, a dict, or the path of a CSV, "
        "JSON, NDJSON or Parquet file."
    )


_MODULES: tuple[tuple[KindName, str, tuple[str, ...]], ...] = (
    ("pandas", "pandas", ("DataFrame",)),
    ("polars", "polars", ("DataFrame",)),
    ("pyarrow_reader", "pyarrow", ("RecordBatchReader",)),
    ("pyarrow", "pyarrow", ("Table", "RecordBatch")),
    ("duckdb", "duckdb", ("DuckDBPyRelation",)),
)


def _eager(data: Any) -> Any:
    return data.collect() if _is(data, "polars", "LazyFrame") else data


def given(data: Any, fields_only: bool) -> Given:
    """What kind of table `data` is. Raises InvalidArgument for what is none."""
    data = _eager(data)
    kind = _kind_of(data)
    if kind == "pandas":
        from effaith import _pandas

        columns = tuple(str(name) for name in data.columns)
        source = _pandas.columns_of(data, fields_only)
        return Given("pandas", "stream", source, data.index, len(data) >= _LONG, columns)
    if kind == "polars":
        return Given("polars", "stream", data, None, data.height >= _LONG, tuple(data.columns))
    if kind == "pyarrow_reader":
        return Given("pyarrow_reader", "reader", data, columns=tuple(data.schema.names))
    if kind == "pyarrow":
        names = tuple(data.schema.names)
        return Given("pyarrow", "stream", data, None, data.num_rows >= _LONG, names)
    if kind == "duckdb":
        return Given("duckdb", "stream", _duckdb_stream(data), columns=tuple(data.columns))
    if kind == "file":
        return _file(os.fspath(data), fields_only)
    if kind == "record":
        return Given("record", "dict", dict(data), None, False, tuple(map(str, data)))
    return Given(kind, "dicts" if kind == "records" else "stream", data)


def text_file(data: Any) -> str | os.PathLike[str] | None:
    """The path of a file whose text is records, where `data` is one."""
    is_path = isinstance(data, (str, os.PathLike))
    return data if is_path and not _is_parquet(os.fsdecode(data)) else None


def records(data: Any) -> list[dict[str, Any]]:
    """The records of a table of any kind by the names of fields, without what is missing.

    Columns are named as `Engine.analyse` reads them. Raises InvalidArgument for what is no table,
    and for a record with two values for one field.
    """
    fields: dict[Any, str | None] = {}
    return [_by_field(record, row, fields) for row, record in enumerate(_rows(data), start=1)]


def _by_field(record: Mapping[Any, Any], row: int, fields: dict[Any, str | None]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, given in record.items():
        value = _cell(given)
        if value is None:
            continue
        if name not in fields:
            fields[name] = _core.field_name(utf8(str(name)))
        field = fields[name]
        if field is None and not can_be_written(value):
            continue  # what else a record holds is carried where it is a plain value
        key = field or str(name)
        if key in found:
            raise InvalidArgument(
                f"Record {row} has two keys for {key}; keep one of them.", row=row, field=field
            )
        found[key] = value
    return found


def _cell(value: Any) -> Any:
    """A cell without what says that it is missing.

    A whole number that a column holds as 3.0, because it has gaps, is 3: an id is one, too.
    """
    if type(value) is str:
        return value or None
    if type(value) is int or value is None:
        return value
    if is_missing(value):
        return None
    is_real = hasattr(value, "is_integer") and not isinstance(value, int)
    return int(value) if is_real and value.is_integer() and abs(value) < _MOST_WHOLE else value


def _rows(data: Any) -> list[Mapping[str, Any]]:
    data = _eager(data)
    kind = _kind_of(data)
    if kind == "file":
        return _rows(_parquet(os.fsdecode(data)))
    _check_names(_names(data, kind))
    return _ROWS[kind](data)


def _names(data: Any, kind: KindName) -> list[str]:
    """The names of the columns of a frame or a table; none where records have their own."""
    if kind in ("pandas", "polars", "duckdb"):
        return [str(name) for name in data.columns]
    return list(data.schema.names) if kind in ("pyarrow", "pyarrow_reader") else []


def _check_names(names: list[str]) -> None:
    if len(set(names)) == len(names):
        return
    twice = next(name for name in names if names.count(name) > 1)
    where = f"column '{twice}'"
    raise BadArrow(f"{where}: The table has more than one column of this name.", where)


def _dicts(records: Sequence[Any]) -> list[Mapping[str, Any]]:
    for row, record in enumerate(records, start=1):
        if not isinstance(record, Mapping):
            raise InvalidArgument(
                f"Record {row} is {shown(record)}; accepted: a dict with a record's fields.",
                row=row,
            )
    return list(records)


def _table_rows(data: Any) -> list[Mapping[str, Any]]:
    """The rows of what exports Arrow and is no frame: its own, or by a library that reads it."""
    if hasattr(data, "to_dicts"):
        return list(data.to_dicts())
    readers: list[tuple[str, Callable[[Any], Any]]] = [
        ("pyarrow", lambda pyarrow: pyarrow.table(data)),
        ("polars", lambda polars: polars.DataFrame(data)),
    ]
    table = _by_library(readers)
    if table is not None:
        return _rows(table)
    raise InvalidArgument(
        f"{type(data).__qualname__} exports Arrow, which pyarrow or polars reads here; neither is "
        "installed."
    )


_ROWS: dict[KindName, Callable[[Any], list[Mapping[str, Any]]]] = {
    "pandas": lambda frame: list(frame.to_dict("records")),
    "polars": lambda frame: list(frame.to_dicts()),
    "pyarrow": lambda table: list(table.to_pylist()),
    "pyarrow_reader": lambda reader: list(reader.read_all().to_pylist()),
    "duckdb": lambda found: [dict(zip(found.columns, row)) for row in found.fetchall()],
    "record": lambda record: [record],
    "records": _dicts,
    "table": _table_rows,
}


def _duckdb_stream(relation: Any) -> Any:
    if hasattr(relation, "__arrow_c_stream__"):
        return relation
    return relation.fetch_arrow_reader()  # before DuckDB 1.3


def _file(path: str | bytes, fields_only: bool) -> Given:
    name = os.fsdecode(path)
    if not _is_parquet(name):
        return Given("table", "file", name)
    return given(_parquet(name), fields_only)


def _is_parquet(path: str) -> bool:
    return path.lower().endswith((".parquet", ".pq"))


def _parquet(path: str) -> Any:
    """A Parquet file by the frame library that is there, the loaded ones before the others."""
    readers: list[tuple[str, Callable[[Any], Any]]] = [
        ("polars", lambda polars: polars.read_parquet(path)),
        ("pyarrow", lambda _: _pyarrow_parquet(path)),
        ("duckdb", lambda duckdb: duckdb.read_parquet(path)),
        ("pandas", lambda pandas: pandas.read_parquet(path)),
    ]
    table = _by_library(readers)
    if table is not None:
        return table
    raise InvalidArgument(
        f"'{path}' is a Parquet file, which polars, pyarrow, duckdb or pandas reads; none of them "
        "is installed."
    )


def _by_library(readers: list[tuple[str, Callable[[Any], Any]]]) -> Any:
    """What the first library that is there has read, the loaded ones before the others; or None."""
    for module, read in sorted(readers, key=lambda reader: reader[0] not in sys.modules):
        try:
            loaded = __import__(module)
        except ImportError:
            continue
        return read(loaded)
    return None


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
