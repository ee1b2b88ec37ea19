"""What is asked, and how answers are compared: the names of the figures and their agreement."""

import numpy as np
import pyarrow as pa

TOLERANCE = 1e-9
ROLLUP = (
    "n_records",
    "n_red",
    "n_amber",
    "n_green",
    "n_achieved",
    "achieved_rate",
    "sessions_scheduled",
    "sessions_attended",
    "attendance_rate",
    "hours_planned",
    "hours_received",
    "hours_received_mean",
    "hours_received_sd",
    "staff_hours",
    "staff_cost",
    "capital_cost",
    "total_cost",
    "cost_per_hour",
    "cost_per_outcome",
    "cost_per_exceeded",
)
LEARNERS = ("n_learners", "cost_per_learner")
ANALYSE = (
    "sessions_per_week",
    "school_days",
    "school_weeks",
    "sessions_scheduled",
    "sessions_scheduled_min",
    "sessions_scheduled_max",
    "attendance_rate",
    "attendance_rate_min",
    "attendance_rate_max",
    "hours_planned",
    "hours_received",
    "hours_per_week_planned",
    "hours_per_week_received",
    "staff_hours",
    "staff_cost",
    "capital_cost",
    "total_cost",
)
OUTPUT_COLUMNS = 24  # of plain writing: about what an analysis has


class Disagreement(Exception):
    """Two peers answered differently."""


def doubles(column):
    """A column of numbers or decimals as doubles; NaN where it has no value."""
    return column.cast(pa.float64()).to_numpy()


def compare(question, names, first, second):
    """How far two answers are apart, each (who, {figure: array}) in one order of rows."""
    worst = 0.0
    for figure in names:
        left, right = (np.asarray(one[1][figure], dtype=np.float64) for one in (first, second))
        who = f"{question}: {figure} of {first[0]} and {second[0]}"
        if left.shape != right.shape:
            raise Disagreement(f"{who}: {len(left)} and {len(right)} rows")
        if not np.array_equal(np.isnan(left), np.isnan(right)):
            raise Disagreement(f"{who}: not the same gaps")
        scale = np.maximum(np.abs(left), np.abs(right))
        apart = np.abs(left - right) / np.where(scale > 0, scale, 1.0)
        largest = float(np.nanmax(apart, initial=0.0))
        if largest > TOLERANCE:
            at = int(np.nanargmax(apart))
            raise Disagreement(f"{who}, row {at}: {left[at]!r} and {right[at]!r}")
        worst = max(worst, largest)
    return worst
