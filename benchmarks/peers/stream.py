"""The peak memory of rolling up a stream of records that is never stored.

Batches are made as the library asks for them (data.py), so what is measured beyond the baseline is
the library, the batch that is being made and those being read. Linux alone tells the peak.
"""

import multiprocessing
import sys
import time
from pathlib import Path

import pyarrow as pa
from data import BATCH_ROWS, ENGINE_CONFIG, Records
from effaith_peer import Effaith, Library, Unavailable
from schedule import make_schedule

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def resident(name):
    """A figure of the process in MB: VmRSS now, VmHWM at its peak."""
    for line in STATUS.read_text(encoding="utf-8").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    raise SystemExit(f"{STATUS} has no {name}")


def forget_peak():
    """Lets the peak begin again from what is resident now."""
    CLEAR.write_text("5", encoding="utf-8")


def warm_records():
    """The records, the generator's own memory already there."""
    records = Records(make_schedule())
    for number in range(2):
        records.batch(number)
    return records


def drain(count):
    """Seconds and peak of making the batches and dropping them: what the generator itself takes."""
    records = warm_records()
    forget_peak()
    baseline = resident("VmHWM")
    begun = time.perf_counter()
    for _ in records.batches(count):
        pass
    return time.perf_counter() - begun, resident("VmHWM") - baseline


def roll_up(build, threads, count, with_learners):
    """Rows of the answer, seconds, the baseline and the peak beyond it; or why there is none."""
    records = warm_records()
    try:
        engine = Effaith(Library.found(build), ENGINE_CONFIG, threads)
        reader = pa.RecordBatchReader.from_batches(records.schema(), records.batches(count))
        forget_peak()
        baseline = resident("VmHWM")
        begun = time.perf_counter()
        rows = engine.rollup_reader(reader, "school_id", int(with_learners)).num_rows
        return rows, time.perf_counter() - begun, baseline, resident("VmHWM") - baseline
    except Unavailable as reason:
        return str(reason)


def apart(function, *arguments):
    """The answer of a function in a new process: no measurement inherits another's memory."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def measure(asked):
    if Library.found(asked.build) is None:
        print(f"no shared library under {asked.build}; see README.md", file=sys.stderr)
        return 2
    count, few = asked.stream, min(asked.stream, 100 * BATCH_ROWS)
    print(f"{count:,} records as a stream, {asked.threads} threads")
    seconds, peak = apart(drain, few)
    print(f"  making {few:,} alone: {seconds:.1f} s, peak + {peak:.1f} MB")
    for with_learners in (False, True):
        answer = apart(roll_up, asked.build, asked.threads, count, with_learners)
        if isinstance(answer, str):
            print(f"  left out: {answer}", file=sys.stderr)
            return 2
        rows, seconds, baseline, peak = answer
        words = "with" if with_learners else "without"
        print(
            f"  {words} learners: {rows:,} rows, {seconds:.1f} s, peak + {peak:.1f} MB"
            f" over {baseline:.0f} MB"
        )
    return 0
