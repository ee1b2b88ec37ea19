"""The questions in pandas: categorical keys, vectors, one group-by. It has one thread."""

import numpy as np
import pandas as pd
from questions import ANALYSE, LEARNERS, ROLLUP

CSV_KEYS = ("school_id", "frequency", "delivered_by", "outcome")
CSV_NUMBERS = ("started", "ended", "sessions_attended", "learners_per_session")
ROLLUP_COLUMNS = (*CSV_KEYS, *CSV_NUMBERS, "session_hours", "capital_cost")
SCHEDULE_COLUMNS = ("frequency", "started", "ended", "sessions_scheduled", "mean_e4")
SUMMED = (
    "sessions_scheduled",
    "sessions_attended",
    "hours_planned",
    "hours_received",
    "staff_hours",
    "staff_cost",
    "capital_cost",
    "total_cost",
)


def rounded(values, scale):
    """Half to even, from values that are already at their scale."""
    return np.rint(values) / scale


def over(values, divisor):
    """A quotient; NaN where the divisor is 0."""
    return values / divisor.where(divisor != 0)


def figures(records, schedule, rates):
    """The records with the figures that a roll-up adds beside them, in their order."""
    table = records.merge(schedule, on=["frequency", "started", "ended"], how="left")
    rate = table["delivered_by"].map(rates).astype("float64")
    attended, hours = table["sessions_attended"], table["session_hours"]
    group = table["learners_per_session"]
    received = attended * hours
    staff = rounded(rate * hours * attended * 1e6 / group, 1e6)
    return table.assign(
        hours_planned=rounded(table["mean_e4"] * hours, 1e4),
        hours_received=received,
        staff_hours=rounded(received * 1e4 / group, 1e4),
        staff_cost=staff,
        total_cost=staff + table["capital_cost"],
    )


def every_figure(records, schedule, rates):
    """Every figure of every record."""
    table = figures(records, schedule, rates)
    attended, hours = table["sessions_attended"], table["session_hours"]
    received = table["hours_received"]
    return table.assign(
        attendance_rate=attended / table["mean"],
        attendance_rate_min=over(attended, table["sessions_scheduled_max"]),
        attendance_rate_max=over(attended, table["sessions_scheduled_min"]),
        hours_per_week_planned=rounded(table["per_week_e4"] * hours, 1e4),
        hours_per_week_received=rounded(received * 1e4 / table["school_weeks"], 1e4),
    )[list(ANALYSE)]


def rollup(records, schedule, rates, with_learners):
    keys = [*ROLLUP_COLUMNS, "learner_id"] if with_learners else list(ROLLUP_COLUMNS)
    table = figures(records[keys], schedule[list(SCHEDULE_COLUMNS)], rates)
    for word in ("red", "amber", "green"):
        table[f"n_{word}"] = table["outcome"] == word
    asked = {name: (name, "sum") for name in (*SUMMED, "n_red", "n_amber", "n_green")}
    asked |= {
        "n_records": ("hours_received", "size"),
        "hours_received_mean": ("hours_received", "mean"),
        "hours_received_sd": ("hours_received", "std"),
    }
    out = table.groupby("school_id", observed=True, sort=True).agg(**asked)
    out["n_achieved"] = out["n_amber"] + out["n_green"]
    out["achieved_rate"] = out["n_achieved"] / (out["n_red"] + out["n_achieved"])
    out["attendance_rate"] = out["sessions_attended"] / out["sessions_scheduled"]
    out["cost_per_hour"] = over(out["total_cost"], out["hours_received"])
    out["cost_per_outcome"] = over(out["total_cost"], out["n_achieved"])
    out["cost_per_exceeded"] = over(out["total_cost"], out["n_green"])
    if with_learners:
        pairs = table[["school_id", "learner_id"]].drop_duplicates()
        out["n_learners"] = pairs.groupby("school_id", observed=True).size()
        out["cost_per_learner"] = out["total_cost"] / out["n_learners"]
    return out


class Pandas:
    """The records as a DataFrame of pandas."""

    name = "pandas"

    def __init__(self, records, schedule, rates, _threads):
        self.version = pd.__version__
        self.records = records.to_pandas()
        self.schedule = schedule.to_pandas()
        frequencies = self.records["frequency"].dtype
        self.schedule["frequency"] = self.schedule["frequency"].astype(frequencies)
        self.rates = dict(zip(*(rates.column(i).to_pylist() for i in range(2)), strict=True))

    def rollup(self, with_learners):
        return rollup(self.records, self.schedule, self.rates, with_learners)

    def rollup_answer(self, with_learners):
        answer = self.rollup(with_learners).sort_index()
        names = ROLLUP + (LEARNERS if with_learners else ())
        return {name: answer[name].to_numpy() for name in names}

    def analyse_frame(self):
        return every_figure(self.records[list(ROLLUP_COLUMNS)], self.schedule, self.rates)

    def analyse(self):
        return len(self.analyse_frame())

    def analyse_answer(self):
        answer = self.analyse_frame()
        return {name: answer[name].to_numpy() for name in ANALYSE}

    def csv_rollup(self, path):
        types = dict.fromkeys(CSV_KEYS, "category") | dict.fromkeys(CSV_NUMBERS, "int32")
        records = pd.read_csv(path, usecols=list(ROLLUP_COLUMNS), dtype=types)
        keys = records["frequency"].cat.set_categories(self.schedule["frequency"].cat.categories)
        records["frequency"] = keys
        return rollup(records, self.schedule, self.rates, False)

    def csv_answer(self, path):
        answer = self.csv_rollup(path).sort_index()
        return {name: answer[name].to_numpy() for name in ROLLUP}
