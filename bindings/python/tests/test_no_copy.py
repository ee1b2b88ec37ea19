"""What has a type that is read is not copied on its way in or out: the buffers are the same."""

import pytest
from conftest import RECORD, need

import effaith
from effaith import _core, _pandas


def addresses(table):
    """The address of every buffer of values of a pyarrow table."""
    return [
        [buffer.address for buffer in chunk.buffers() if buffer is not None]
        for column in table.columns
        for chunk in column.chunks
    ]


def many(count):
    return [{**RECORD, "id": str(i), "session_hours": 0.25 + i % 8 / 4} for i in range(count)]


def test_a_pandas_frame_is_read_where_it_lies():
    numpy, pandas, pyarrow = need("numpy"), need("pandas"), need("pyarrow")
    frame = pandas.DataFrame(
        {
            "session_hours": numpy.arange(50.0),
            "sessions_attended": numpy.arange(50),
            "started": pandas.date_range("2023-09-01", periods=50),
        }
    )
    table = pyarrow.table(_pandas.columns_of(frame, fields_only=True))
    for i, name in enumerate(frame.columns):
        values = frame[name].to_numpy()
        assert (
            table.column(i).chunk(0).buffers()[1].address == (values.__array_interface__["data"][0])
        )


def test_columns_that_pandas_holds_by_pyarrow_are_read_where_they_lie():
    pandas, pyarrow = need("pandas"), need("pyarrow")
    table = pyarrow.table({"aim": ["a", "b", "c"], "session_hours": [1.0, 0.5, 0.25]})
    frame = table.to_pandas(types_mapper=pandas.ArrowDtype)
    assert addresses(pyarrow.table(_pandas.columns_of(frame, fields_only=True))) == addresses(table)


def test_answers_are_handed_out_where_they_lie(engine):
    polars, pyarrow = need("polars"), need("pyarrow")
    table = effaith.Table(engine._core.analyse_dicts(
        many(3000), _core.CallOptions(1, False, False, False, None))[0])  # fmt: skip
    first = addresses(pyarrow.table(table))
    assert first == addresses(pyarrow.table(table))
    frame = polars.DataFrame(table)
    numbers = [
        name
        for name, kind in zip(frame.columns, frame.dtypes)
        if kind in (polars.Float64, polars.Int64) and frame[name].null_count() == 0
    ]
    assert len(numbers) > 10
    ours = {address for column in first for address in column}
    for name in numbers:
        for chunk in frame[name].get_chunks():
            assert chunk.to_numpy(allow_copy=False).__array_interface__["data"][0] in ours


@pytest.mark.parametrize("rechunk", [True, False])
def test_answers_outlive_everything_that_they_came_from(engine, rechunk):
    polars = need("polars")
    frame = polars.concat([polars.DataFrame(many(100)).drop("id")] * 3, rechunk=rechunk)
    figures = effaith.Engine().analyse(frame).figures
    del frame
    assert figures["sessions_attended"].sum() == 300 * 11
