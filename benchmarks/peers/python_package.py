"""What the Python package costs over the C++ call: the same polars frame, in the same run.

Usage: python3 python_package.py [RECORDS] [--repeats N] [--build FOLDER]

FOLDER has the library of this folder's CMakeLists.txt, which makes the C++ call; the package is the one
that `import effaith` finds. Both read the frame's own buffers with one thread, and both keep their
answers; both begin with the frame's own export to Arrow, which for categorical columns is work of
polars', and end with a frame of polars. The package also reads the issues and their sentences, which the
C++ call leaves. Answers are compared before anything is timed.
"""

import argparse
import statistics
import time

import effaith
import polars as pl
from effaith_peer import ROLLUP_INPUTS, Effaith, Library
from schedule import make_schedule

from data import ENGINE_CONFIG, Records


def median_of(repeats, work):
    """The median seconds of some runs, the answer freed outside the time."""
    seconds = []
    for _ in range(repeats):
        begun = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - begun)
        del answer
    return statistics.median(seconds)


def report(name, records, package, call):
    print(
        f"{name:<10} {package:8.3f} s {package / records * 1e9:8.1f} ns a record; "
        f"the C++ call {call / records * 1e9:8.1f}: {100 * (package / call - 1):+5.1f} %"
    )


def single_call():
    """Nanoseconds of one dict's analysis."""
    record = {
        "school_id": "S1",
        "support_type": "reading",
        "delivered_by": "Teacher",
        "learners_per_session": 2,
        "frequency": "weekly",
        "session_hours": 0.5,
        "started": "2023-09",
        "ended": "2023-12",
        "sessions_attended": 11,
        "outcome": "green",
        "aim": "Reads a page unaided",
    }
    engine = effaith.Engine(ENGINE_CONFIG)
    assert engine.analyse(record)["hours_received"] == 5.5
    calls = 20000

    def work():
        for _ in range(calls):
            engine.analyse(record)

    return min(median_of(1, work) for _ in range(7)) / calls * 1e9


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("records", type=int, nargs="?", default=10_000_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--build", default="build/peers")
    chosen = parser.parse_args()

    frame = pl.from_arrow(Records(make_schedule()).table(chosen.records))
    call = Effaith(Library.found(chosen.build), ENGINE_CONFIG, 1)
    engine = effaith.Engine(ENGINE_CONFIG)
    narrow = frame.select([name for name in frame.columns if name in ROLLUP_INPUTS])

    def rollup():
        return engine.rollup(narrow, ["school_id"], threads=1, progress=False).rows

    def arrow(given):
        return given.to_arrow(compat_level=pl.CompatLevel.newest())

    def call_rollup():
        return pl.DataFrame(call.over(arrow(narrow)).rollup(False))

    def call_analyse():
        return pl.DataFrame(call.over(arrow(frame))._analyse().read_all())

    def analyse():
        return engine.analyse(frame, threads=1, progress=False)

    theirs = call_rollup().sort("school_id")
    ours = rollup().sort("school_id")
    for name in ("n_records", "hours_received", "staff_hours", "total_cost"):
        assert ours[name].cast(pl.Float64).equals(theirs[name].cast(pl.Float64)), name
    figures = analyse().figures
    assert figures.height == chosen.records
    assert abs(figures["total_cost"].sum() / ours["total_cost"].sum() - 1) < 1e-6
    del figures

    print(f"{chosen.records:,} records in a polars frame, one thread; medians of {chosen.repeats}")
    report(
        "roll-up",
        chosen.records,
        median_of(chosen.repeats, rollup),
        median_of(chosen.repeats, call_rollup),
    )
    report(
        "figures",
        chosen.records,
        median_of(chosen.repeats, analyse),
        median_of(chosen.repeats, call_analyse),
    )
    print(f"one record as a dict {single_call():8.0f} ns")


if __name__ == "__main__":
    main()
