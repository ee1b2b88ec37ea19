"""The schedule that the peers join: every frequency over every period of months.

The figures come from tests/python/school_reference.py, in exact fractions, and share no code with
the library that is measured. They are what a competent user would precompute once.
"""

import sys
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "python"))
import school_reference as school  # noqa: E402

FIRST_MONTH = (2019, 9)
N_STARTS = 60
LONGEST = 12  # months
SESSION_HOURS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5)
E4 = 10_000


def month_after(number):
    """The year and month that many months after the first."""
    months = FIRST_MONTH[0] * 12 + FIRST_MONTH[1] - 1 + number
    return months // 12, months % 12 + 1


def yyyymm(number):
    year, month = month_after(number)
    return year * 100 + month


@dataclass
class Schedule:
    """One row for each frequency, start and length; `table` for joins, `due` by these numbers."""

    table: pa.Table
    due: np.ndarray  # the mean, [frequency, start, months - 1]
    most: np.ndarray


def make_schedule():
    """Every frequency, start and length, worked out exactly and held as doubles."""
    calendar = school.Calendar.typical(FIRST_MONTH[0] - 1, FIRST_MONTH[0] + N_STARTS // 12 + 2)
    shape = (len(school.FREQUENCIES), N_STARTS, LONGEST)
    due, most = np.zeros(shape), np.zeros(shape, dtype=np.int32)
    rows = []
    for start in range(N_STARTS):
        first = date(*month_after(start), 1)
        for months in range(1, LONGEST + 1):
            end = month_after(start + months - 1)
            widest = (first, school.month_last(*end))
            narrowest = (school.month_last(first.year, first.month), date(*end, 1))
            for i, frequency in enumerate(school.FREQUENCIES):
                one = school.sessions_due(calendar, frequency, widest, narrowest)
                check_rounding(one)
                due[i, start, months - 1] = float(one.mean)
                most[i, start, months - 1] = one.most
                rows.append(row_of(frequency, yyyymm(start), yyyymm(start + months - 1), one))
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    table = pa.table(columns)
    for name in ("started", "ended"):
        column = table.column(name).cast(pa.int32())
        table = table.set_column(table.schema.get_field_index(name), name, column)
    return Schedule(table, due, most)


def row_of(frequency, started, ended, due):
    return {
        "frequency": frequency,
        "started": started,
        "ended": ended,
        "per_week_e4": float(due.per_week * E4),
        "school_days": due.school_days,
        "school_weeks": due.school_weeks,
        "mean": float(due.mean),
        "mean_e4": float(due.mean * E4),
        "sessions_per_week": rounded(due.per_week),
        "sessions_scheduled": rounded(due.mean),
        "sessions_scheduled_min": due.least,
        "sessions_scheduled_max": due.most,
    }


def rounded(value):
    """A Fraction at 4 places, half to even, as the nearest double."""
    return float(Fraction(round(value * E4), E4))


def check_rounding(due):
    """Doubles round at 4 places as exact arithmetic does, for every length of session."""
    for hours in SESSION_HOURS:
        for exact in (due.mean, due.per_week):
            by_doubles = np.rint(float(exact * E4) * hours)
            if by_doubles != round(exact * E4 * Fraction(hours)):
                raise SystemExit(f"a double rounds {exact} x {hours} otherwise")
