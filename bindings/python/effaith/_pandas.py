"""pandas frames to columns and back, with or without pyarrow beside it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from effaith import _core
from effaith.errors import BadArrow


def columns_of(frame: pd.DataFrame, fields_only: bool) -> _core.FrameColumns:
    """The columns of a frame; its index is not one of them."""
    columns = _core.FrameColumns(len(frame))
    for position, label in enumerate(frame.columns):
        name = str(label)
        is_field = _core.is_field(name)
        if is_field or not fields_only:
            _add(columns, name, frame.iloc[:, position].array, lenient=not is_field)
    return columns


def _add(columns: _core.FrameColumns, name: str, array: Any, lenient: bool) -> None:
    arrow = getattr(array, "_pa_array", None)
    if arrow is not None:  # what pyarrow holds for pandas
        columns.add_arrow(name, arrow)
    elif isinstance(array, pd.Categorical):
        words = _core.FrameColumns(len(array.categories))
        _add(words, name, array.categories.array, lenient)
        columns.add_categories(name, _whole(array.codes), words)
    elif hasattr(array, "_mask") and hasattr(array, "_data"):
        _add_numpy(columns, name, array._data, array._mask, lenient)
    elif isinstance(array, pd.arrays.PeriodArray):
        _add_periods(columns, name, array)
    elif isinstance(array, pd.arrays.DatetimeArray):
        instants: Any = array
        unit = getattr(array, "unit", "ns")  # before pandas 2 there was no other
        columns.add_times(name, _whole(instants.asi8), unit)
    else:
        _add_numpy(columns, name, np.asarray(array), None, lenient)


def _add_periods(columns: _core.FrameColumns, name: str, array: Any) -> None:
    if array.freqstr in ("M", "ME"):
        columns.add_months(name, _whole(array.asi8))
    else:  # a day, a quarter …: as the day it begins
        _add(columns, name, array.to_timestamp(how="start"), lenient=False)


def _add_numpy(
    columns: _core.FrameColumns, name: str, values: Any, nulls: Any, lenient: bool
) -> None:
    kind = values.dtype.kind
    if kind in "iuf" and values.dtype.itemsize <= 8:
        columns.add_numbers(name, _whole(values), None if nulls is None else _whole(nulls))
    elif kind == "f":
        columns.add_numbers(name, _whole(values.astype(np.float64)), nulls)
    elif kind == "b":
        columns.add_booleans(name, _whole(values), None if nulls is None else _whole(nulls))
    elif kind == "M":
        unit = np.datetime_data(values.dtype)[0]
        if unit not in ("s", "ms", "us", "ns"):
            values, unit = values.astype("M8[s]"), "s"
        columns.add_times(name, _whole(values.view(np.int64)), unit)
    elif kind in "OUT":
        columns.add_objects(name, values.tolist() if kind != "O" else values, lenient)
    elif not lenient:
        raise BadArrow(f"column '{name}': {values.dtype} is not read.", f"column '{name}'")


def _whole(values: Any) -> Any:
    """One value after another, in the order of this machine; a copy only where they lie apart."""
    return np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("="))


def frame_of(table: _core.Table, index: pd.Index | None) -> pd.DataFrame:
    """A table of answers: figures as float64, counts as Int64, words as categories."""
    columns = {name: _column(table, i) for i, name in enumerate(table.names)}
    if index is not None and len(index) != len(table):
        index = None
    return pd.DataFrame(columns, index=index)


def issues_of(table: _core.Table, index: pd.Index) -> pd.DataFrame:
    """A table of issues, with the index of the records that they are about."""
    frame = frame_of(table, None)
    for name in ("code", "field"):
        frame[name] = frame[name].cat.remove_unused_categories()
    frame["severity"] = frame["severity"].cat.as_ordered()  # note < warning < error
    return frame.set_index(index.take(np.asarray(frame["row"], dtype=np.int64) - 1))


def _column(table: _core.Table, column: int) -> Any:
    form, words = table.kind(column)
    if words is not None:
        codes = np.asarray(table.values(column)).copy()
        codes[np.asarray(table.nulls(column), dtype=bool)] = -1
        if len(set(words)) == len(words):
            return pd.Categorical.from_codes(codes, categories=pd.Index(words, dtype=object))
        return pd.array(np.asarray([*words, None], dtype=object)[codes])
    if form == "g":
        values = np.asarray(table.values(column))
        nulls = np.asarray(table.nulls(column), dtype=bool)
        if nulls.any():
            values = values.copy()
            values[nulls] = np.nan
        return values
    if form == "l":
        values = np.asarray(table.values(column))
        return pd.arrays.IntegerArray(values, np.asarray(table.nulls(column), dtype=bool).copy())
    return np.asarray([*table.cells(column), None], dtype=object)[:-1]
