"""The statistics: every kind of array gives one answer, answers are small typed values, and they show
how they came about."""

import inspect
import math
import pickle
import subprocess
import sys
import threading
import time
from array import array
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import need

from effaith import errors, stats

DAYS = [0, 7, 14, 21, 28, 35]
SCORES = [40.0, 43.0, None, 44.0, 50.0, 49.0]
EXPECTED = stats.trend(DAYS, SCORES)


def functions():
    return [
        value
        for name in stats.__all__
        if inspect.isfunction(value := getattr(stats, name)) and value.__module__ == "effaith.stats"
    ]


def with_nan(values):
    return [math.nan if value is None else value for value in values]


def arrays():
    yield "list", SCORES
    yield "tuple", tuple(SCORES)
    yield "generator", (value for value in SCORES)
    yield "array of doubles", array("d", with_nan(SCORES))
    yield "memoryview", memoryview(array("d", with_nan(SCORES)))
    yield "array of floats", array("f", with_nan(SCORES))
    yield "decimals", [None if value is None else Decimal(value) for value in SCORES]
    yield "fractions", [None if value is None else Fraction(value) for value in SCORES]


@pytest.mark.parametrize(("kind", "scores"), list(arrays()))
def test_every_kind_of_array_gives_the_same_answer(kind, scores):
    assert stats.trend(DAYS, scores) == EXPECTED, kind


def test_numpy_arrays_of_any_type_and_layout():
    numpy = need("numpy")
    scores = numpy.array(with_nan(SCORES))
    wide = numpy.zeros((6, 2))
    wide[:, 0] = scores
    masked = numpy.ma.masked_invalid(scores)
    for given in (
        scores,
        scores.astype("float32"),
        scores.astype("float16"),
        scores.astype(">f8"),
        wide[:, 0],
        scores[::-1][::-1],
        masked,
        numpy.array(SCORES, dtype=object),
    ):
        assert stats.trend(numpy.array(DAYS), given) == EXPECTED
    assert stats.trend(numpy.array(DAYS, dtype="uint8"), scores) == EXPECTED
    frozen = scores.copy()
    frozen.flags.writeable = False
    assert stats.trend(DAYS, frozen) == EXPECTED
    with pytest.raises(errors.InvalidArgument, match="2 dimensions"):
        stats.trend(DAYS, wide)


def test_series_of_pandas_and_polars_and_arrays_of_pyarrow():
    pandas = need("pandas")
    for dtype in ("float64", "Float64", "Int64", object):
        assert stats.trend(pandas.Series(DAYS), pandas.Series(SCORES, dtype=dtype)) == EXPECTED
    polars = need("polars")
    for dtype in (polars.Float64, polars.Int32):
        series = polars.Series([None if x is None else int(x) for x in SCORES], dtype=dtype)
        assert stats.trend(polars.Series(DAYS), series) == EXPECTED
    pyarrow = need("pyarrow")
    assert stats.trend(pyarrow.array(DAYS), pyarrow.array(SCORES)) == EXPECTED
    chunks = pyarrow.chunked_array([SCORES[:2], SCORES[2:]])
    assert stats.trend(pyarrow.array(DAYS), chunks) == EXPECTED


def test_what_is_no_number_is_refused_by_its_place():
    for wrong, said in [
        ([40, "43"], r"value\[1\] is '43'"),
        ("40 43", "value is '40 43'"),
        (40, "of type int"),
        ([40, [43]], r"value\[1\] is \[43\]"),
    ]:
        with pytest.raises(errors.InvalidArgument, match=said):
            stats.trend([0, 7], wrong)
    with pytest.raises(errors.InvalidArgument, match="method is 'best'; accepted: fixed"):
        stats.meta_analysis([0.1], [0.2], method="best")
    with pytest.raises(errors.InvalidArgument, match="x is 1.5"):
        stats.proportion(1.5, 3)
    with pytest.raises(errors.InvalidArgument, match="level is 'high'"):
        stats.proportion(1, 3, level="high")
    with pytest.raises(errors.InvalidArgument, match="n is 1000"):
        stats.proportion(1, 10**30)


def test_a_figure_is_a_number_or_none_with_a_reason():
    answer = stats.proportion(0, 0)
    assert answer.estimate is None
    assert answer.reasons["wilson.low"] == "too_few"
    assert set(answer.reasons.values()) <= set(stats.REASONS)
    assert answer.to_dict()["wilson"] == {"low": None, "high": None}
    rows = stats.reliable_change([12, 15], [16, None], reliability=0.9, sd_norm=5)
    assert rows.reasons["rows.0.category_b"] == "not_estimable"
    assert stats.reliable_change([], [], reliability=0.9).rows == ()
    assert stats.kendall([1, 2], [1, 2, 3]).reasons["tau_b"] == "invalid_argument"


def test_answers_are_values():
    answer = stats.funnel([11, 2], [15, 14])
    assert pickle.loads(pickle.dumps(answer)) == answer
    with pytest.raises(AttributeError):
        answer.n = 3
    assert answer != stats.funnel([11, 3], [15, 14])
    assert "target" in repr(answer)
    assert "2 rows" in repr(answer)
    assert answer._repr_html_().count("<tr>") > 5


def test_the_working_has_the_numbers_that_went_in():
    working = stats.proportion(11, 16).explain()
    step = working["estimate"]
    assert (step.how, step.working, step.value) == ("x / n", "11 / 16", 0.6875)
    assert str(step) == "estimate = x / n = 11 / 16 = 0.6875"
    assert len(working) == len(list(working)) == len(working.steps)
    assert str(working) == repr(working)
    assert "11 / 16" in working._repr_html_()
    with pytest.raises(KeyError):
        working["nothing"]
    none = stats.proportion(0, 0).explain()["estimate"]
    assert (none.value, none.reason) == (None, "too_few")
    paths = [step.path for step in stats.funnel([11, 2], [15, 14]).explain()]
    assert "units.1.limits_95.place" in paths


@pytest.mark.parametrize("function", functions(), ids=lambda function: function.__name__)
def test_every_function_says_what_it_is_with_an_example(function):
    assert ">>> " in function.__doc__
    assert function.__name__ in function.__doc__
    assert len(function.__doc__) > 200
    answer = inspect.signature(function, eval_str=True).return_annotation
    assert answer.__doc__
    assert "method" in answer.__dataclass_fields__


def test_nothing_is_imported_that_was_not_brought():
    code = (
        "import sys; from effaith import stats\n"
        "stats.trend([0, 7, 14], [1, None, 3]).explain()\n"
        "print([name for name in ('numpy', 'pandas', 'polars', 'pyarrow') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_other_threads_go_on_while_it_works():
    costs = array("d", (100 + (7 * i) % 50 for i in range(3000)))
    effects = array("d", (1 + (3 * i) % 7 for i in range(3000)))
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.wait(0.001):
            ticks.append(time.monotonic())

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.monotonic()
    try:
        stats.bootstrap_cost_effectiveness(costs, effects, replicates=20_000)
    finally:
        ended = time.monotonic()
        stop.set()
        thread.join()
    assert len([at for at in ticks if began < at < ended]) >= 1 + (ended - began) / 0.1
