"""What it is like to use: errors, progress, Ctrl-C, displays, and what is not imported."""

import json
import os
import pickle
import signal
import subprocess
import sys
import threading
import time

import pytest
from conftest import CONFIG, RECORD, need

import effaith
from effaith import _core, errors


def run(code):
    """Runs a program in a fresh interpreter; its output."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ
    ).stdout


def test_there_is_a_class_for_every_code():
    classes = {
        value.code: value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, effaith.EffaithError)
    }
    assert set(classes) == {name for _, name in _core.ERROR_CODES}


def test_errors_say_where_and_survive_a_pickle():
    with pytest.raises(errors.BadConfiguration) as caught:
        effaith.Engine({"rates": {"Teacher": "lots"}})
    error = caught.value
    assert error.code == "bad_configuration"
    assert error.where == "/rates/Teacher"
    assert "lots" in str(error)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.where, type(again)) == (str(error), error.where, type(error))


def test_errors_about_a_record_name_its_row_and_field(engine):
    with pytest.raises(effaith.EffaithError) as caught:
        engine.analyse([RECORD, {**RECORD, "session_hours": {"h": 1}}])
    error = caught.value
    assert (error.row, error.field) == (2, "session_hours")
    assert "{'h': 1} (dict)" in str(error)
    pandas = need("pandas")
    with pytest.raises(effaith.EffaithError) as caught:
        engine.analyse(pandas.DataFrame([RECORD, {**RECORD, "aim": b"bytes"}]))
    assert (caught.value.row, caught.value.field) == (2, "aim")


def test_what_is_no_table_is_refused_by_name(engine):
    for data in (3, None, {1, 2}, b"bytes", object()):
        with pytest.raises(errors.InvalidArgument, match=type(data).__name__):
            engine.analyse(data)
    with pytest.raises(errors.InvalidArgument, match="Record 1 is 5"):
        engine.analyse([5])
    with pytest.raises(errors.CannotRead, match="no_such_file"):
        engine.analyse("no_such_file.csv")
    with pytest.raises(errors.CannotRead, match="no_such_config"):
        effaith.Engine("no_such_config.json")
    with pytest.raises(errors.InvalidArgument):
        engine.explain([RECORD])
    with pytest.raises(errors.InvalidArgument, match="two keys for school_id"):
        engine.analyse([{**RECORD, "School ID": "S2"}])


def test_questions_of_a_calendar_are_answered_or_refused(engine):
    due = engine.schedule("weekly", "2023-09-04", "2023-12-22", weekdays=["mon"])
    assert due.sessions_scheduled_min == due.sessions_scheduled_max
    for wrong, error in [
        (("now and then", "2023-09", "2023-12"), errors.UnknownFrequency),
        (("weekly", "soon", "2023-12"), errors.NotADate),
        (("weekly", "2023-12", "2023-09"), errors.EndedBeforeStarted),
        (("weekly", "1823-09", "1823-12"), errors.OutsideCalendar),
    ]:
        with pytest.raises(error):
            engine.schedule(*wrong)
    with pytest.raises(errors.WeekdaysMismatch):
        engine.schedule("weekly", "2023-09", "2023-12", weekdays=["sunday"])
    with pytest.raises(errors.OutsideCalendar):
        engine.calendar(1823)
    assert engine.calendar("2023/24").years[0]["terms"][0]["name"] == "Autumn"


def test_everything_shows_itself_in_a_notebook(engine):
    bad = {**RECORD, "id": "<b>", "frequency": "<script>"}
    analysis = engine.analyse([RECORD, bad])
    shown = [
        analysis,
        engine.analyse(RECORD),
        engine.validate([bad]),
        engine.rollup([RECORD], ["school_id"]),
        engine.rollup([RECORD], ["school_id"]).table,
        engine.explain(RECORD),
        engine.calendar(2023),
        engine.schedule("weekly", "2023-09", "2023-12"),
    ]
    for thing in shown:
        page = thing._repr_html_()
        assert page.count("<table>") == page.count("</table>") >= 1
        assert "<script>" not in page
        assert repr(thing)
    assert "1 analysed" in analysis._repr_html_()
    assert "7.5 hours" in str(engine.explain(RECORD))


def test_a_row_of_a_frame_is_explained(engine):
    pandas = need("pandas")
    frame = pandas.DataFrame([RECORD])
    assert str(engine.explain(frame.iloc[0])) == str(engine.explain(RECORD))


def test_progress_is_told_and_what_it_raises_stops_the_work(engine, tmp_path):
    path = tmp_path / "records.csv"
    header = list(RECORD)
    row = ",".join(str(RECORD[name]) for name in header)
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(header) + "\n")
        for i in range(60_000):
            file.write(row.replace("r1", f"r{i}", 1) + "\n")
    told = []
    engine.analyse(path, progress=told.append)
    assert told[-1] == 60_000
    assert told == sorted(told)

    class Enough(Exception):
        pass

    def stop(records):
        raise Enough(records)

    rollup = effaith.Rollup(engine, ["school_id"])
    with pytest.raises(Enough):
        rollup.update([{**RECORD, "id": str(i)} for i in range(20_000)], progress=stop)
    assert rollup.n_records == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_stops_long_work_within_a_second(engine):
    polars = need("polars")
    one = polars.DataFrame([RECORD])
    # More than could be worked out in the time, and small until it is read.
    many = polars.concat([one.drop("id")] * 1000, rechunk=True)
    many = polars.concat([many] * 20_000, rechunk=False)
    began = []

    def interrupt():
        began.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(0.3, interrupt)
    # What is started in the background of a script has SIGINT switched off.
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)
    timer.start()
    try:
        with pytest.raises(KeyboardInterrupt):
            engine.rollup(many, ["school_id"], threads=1)
    finally:
        timer.cancel()
        signal.signal(signal.SIGINT, handler)
    assert time.monotonic() - began[0] < 1.0


def test_the_package_works_where_no_other_is_installed():
    folder = os.path.dirname(os.path.dirname(effaith.__file__))
    code = f"import sys; sys.path.insert(0, {folder!r}); import effaith; print(effaith.Engine())"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("<effaith.Engine")


def test_no_frame_library_is_imported_unless_it_was_brought():
    code = (
        "import sys, effaith\n"
        f"engine = effaith.Engine({CONFIG!r})\n"
        f"record = {RECORD!r}\n"
        "engine.analyse([record]); engine.analyse(record); engine.validate([record])\n"
        "engine.rollup([record], ['school_id']).rows; engine.explain(record)\n"
        "print([name for name in ('numpy', 'pandas', 'polars', 'pyarrow', 'duckdb', 'tqdm')"
        " if name in sys.modules])"
    )
    assert run(code).strip() == "[]"


def test_pandas_works_without_pyarrow():
    need("pandas")
    code = (
        "import sys\n"
        "sys.modules['pyarrow'] = None\n"
        "import pandas, effaith\n"
        f"frame = pandas.DataFrame([{RECORD!r}])\n"
        f"engine = effaith.Engine({CONFIG!r})\n"
        "analysis = engine.analyse(frame)\n"
        "rows = engine.rollup(frame, ['school_id']).rows\n"
        "print(analysis.figures['total_cost'][0], len(analysis.issues), rows['school_id'][0])"
    )
    assert run(code).split() == ["45.25875", "0", "S1"]


def test_other_threads_go_on_while_it_works(engine):
    polars = need("polars")
    frame = polars.concat([polars.DataFrame([RECORD]).drop("id")] * 200_000)
    frame = polars.concat([frame] * 5)
    ticks = []
    stop = threading.Event()

    def tick():
        while not stop.wait(0.001):
            ticks.append(time.monotonic())

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.monotonic()
    try:
        engine.rollup(frame, ["school_id"], threads=1, progress=False)
    finally:
        ended = time.monotonic()
        stop.set()
        thread.join()
    assert len([at for at in ticks if began < at < ended]) >= 1 + (ended - began) / 0.1


def test_a_configuration_may_hold_dates_and_decimals(tmp_path):
    import datetime
    import decimal

    config = {
        "rates": {"Teacher": [{"from": datetime.date(2022, 9, 1), "rate": decimal.Decimal("38.1")}]}
    }
    engine = effaith.Engine(config)
    path = tmp_path / "config.json"
    path.write_text(json.dumps(engine.config), encoding="utf-8")
    assert effaith.Engine(path).digest == engine.digest
    with pytest.raises(errors.BadConfiguration):
        effaith.Engine({"rates": {"Teacher": float("nan")}})
