"""What the tests share: the kinds of tables that are installed here, and records in each of them.

A kind whose library is not installed is left out, and the head of the run says so.
"""

from __future__ import annotations

import csv
import importlib
import json
import os
import pathlib

import pytest

import effaith

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
CASES = sorted((REPOSITORY / "tests" / "data" / "engine").glob("*.json"))
SAMPLE = REPOSITORY / "src" / "data" / "sample"
LIBRARIES = ("numpy", "pandas", "polars", "pyarrow", "duckdb", "tqdm", "mypy")

RECORD = {
    "id": "r1",
    "learner_id": "L1",
    "school_id": "S1",
    "support_type": "catch-up literacy",
    "delivered_by": "Teaching assistant",
    "learners_per_session": 4,
    "frequency": "weekly",
    "session_hours": 0.5,
    "started": "2023-09",
    "ended": "2023-12",
    "sessions_attended": 11,
    "outcome": "amber",
    "aim": "Reads a page of the class book unaided",
    "capital_cost": 25.5,
}
CONFIG = {
    "rates": {"Teaching assistant": 14.37, "Teacher": 38.10},
    "id_key": "00112233445566778899aabbccddeeff",
}


def library(name):
    """A library, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def need(name):
    """A library; the test is skipped, with the reason printed, where it is not installed."""
    return pytest.importorskip(name, reason=f"{name} is not installed here")


def pytest_report_header(config):
    versions = []
    for name in LIBRARIES:
        found = library(name)
        versions.append(
            f"{name} {getattr(found, '__version__', '')}".strip() if found else f"no {name}"
        )
    return [f"effaith {effaith.__version__}; " + ", ".join(versions)]


@pytest.fixture
def engine():
    return effaith.Engine(CONFIG)


@pytest.fixture(scope="session")
def command():
    """The command, whose answers are compared; EFFAITH_COMMAND names it."""
    path = os.environ.get("EFFAITH_COMMAND")
    if not path:
        pytest.skip("EFFAITH_COMMAND does not name the effaith command to compare with")
    return path


# --- Records in every kind of table --------------------------------------------------------------


class OnlyAStream:
    """What exports a stream and is nothing else."""

    def __init__(self, table):
        self._table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self._table.__arrow_c_stream__(requested_schema)


class OnlyAnArray:
    """What exports one batch and is nothing else."""

    def __init__(self, batch):
        self._batch = batch

    def __arrow_c_array__(self, requested_schema=None):
        return self._batch.__arrow_c_array__(requested_schema)


def _columns(records):
    return list(dict.fromkeys(name for record in records for name in record))


def _even(records):
    """Every record with every column."""
    return [{name: record.get(name) for name in _columns(records)} for record in records]


def flat(records):
    """Lists as a CSV has them: roles in three columns, weekdays in one cell."""
    out = []
    for record in records:
        record = dict(record)
        roles = record.get("delivered_by")
        if isinstance(roles, list):
            names = ("delivered_by", "delivered_by_2", "delivered_by_3")
            record.update(dict(zip(names, roles)))
        if isinstance(record.get("weekdays"), list):
            record["weekdays"] = ",".join(record["weekdays"])
        out.append(record)
    return _even(out)


def _arrow(records):
    return need("pyarrow").Table.from_pylist(_even(records))


def _chunked(records):
    pyarrow = need("pyarrow")
    table = _arrow(records)
    third = max(1, table.num_rows // 3)
    parts = [table.slice(at, third) for at in range(0, table.num_rows, third)]
    return pyarrow.concat_tables(parts)


def _encoded(records):
    pyarrow = need("pyarrow")
    table = _arrow(flat(records))
    for i, field in enumerate(table.schema):
        if pyarrow.types.is_string(field.type):
            table = table.set_column(i, field.name, table.column(i).dictionary_encode())
    return table


def _pandas(records):
    return need("pandas").DataFrame(_even(records))


def _pandas_categorical(records):
    frame = _pandas(flat(records))
    for name in frame.columns:
        if frame[name].dtype.kind == "O":
            frame[name] = frame[name].astype("category")
    return frame


def _pandas_arrow(records):
    need("pyarrow")
    return _pandas(flat(records)).convert_dtypes(dtype_backend="pyarrow")


def _polars(records):
    return need("polars").DataFrame(_even(records), infer_schema_length=None)


def _polars_chunked(records):
    polars = need("polars")
    frame = _polars(records)
    third = max(1, frame.height // 3)
    return polars.concat(
        [frame.slice(at, third) for at in range(0, frame.height, third)], rechunk=False
    )


def _file(name, write):
    def make(records, folder):
        path = folder / name
        with open(path, "w", encoding="utf-8", newline="") as file:
            write(records, file)
        return path

    return make


def _write_csv(records, file):
    rows = flat(records)
    writer = csv.DictWriter(file, _columns(rows))
    writer.writeheader()
    writer.writerows(rows)


def _write_ndjson(records, file):
    file.writelines(json.dumps(record) + "\n" for record in records)


def _parquet(records, folder):
    polars = library("polars")
    frame = polars.DataFrame(_even(records), infer_schema_length=None) if polars else None
    if frame is None:
        frame = _pandas(flat(records))
        need("pyarrow")
        frame.to_parquet(folder / "records.parquet")
    else:
        frame.write_parquet(folder / "records.parquet")
    return folder / "records.parquet"


KINDS = {
    "list": lambda records, _: records,
    "tuple": lambda records, _: tuple(records),
    "stream": lambda records, _: OnlyAStream(_arrow(records)),
    "array": lambda records, _: OnlyAnArray(_arrow(records).combine_chunks().to_batches()[0]),
    "pandas": lambda records, _: _pandas(records),
    "pandas of nullable columns": lambda records, _: _pandas(flat(records)).convert_dtypes(),
    "pandas of categories": lambda records, _: _pandas_categorical(records),
    "pandas over pyarrow": lambda records, _: _pandas_arrow(records),
    "polars": lambda records, _: _polars(records),
    "polars in chunks": lambda records, _: _polars_chunked(records),
    "polars, lazy": lambda records, _: _polars(records).lazy(),
    "pyarrow": lambda records, _: _arrow(records),
    "pyarrow in chunks": lambda records, _: _chunked(records),
    "pyarrow of dictionaries": lambda records, _: _encoded(records),
    "pyarrow batch": lambda records, _: _arrow(records).combine_chunks().to_batches()[0],
    "pyarrow reader": lambda records, _: _chunked(records).to_reader(),
    "duckdb": lambda records, _: need("duckdb").from_arrow(_arrow(records)),
    "csv": _file("records.csv", _write_csv),
    "json": _file("records.json", json.dump),
    "ndjson": _file("records.ndjson", _write_ndjson),
    "parquet": _parquet,
}


def rows_of(frame):
    """The rows of an answer of any kind as dicts, missing values as None."""
    if isinstance(frame, list):
        return frame
    if hasattr(frame, "to_dicts"):
        return frame.to_dicts()
    if hasattr(frame, "read_all"):
        frame = frame.read_all()
    if hasattr(frame, "to_pylist"):
        return frame.to_pylist()
    if hasattr(frame, "fetchall"):
        return [dict(zip(frame.columns, row)) for row in frame.fetchall()]
    pandas = need("pandas")
    return [
        {name: None if pandas.isna(value) else value for name, value in row.items()}
        for row in frame.to_dict("records")
    ]
