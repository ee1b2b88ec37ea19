"""The questions in Polars: lazy queries over Enum keys."""

import polars as pl
from questions import ANALYSE, LEARNERS, ROLLUP

CSV_KEYS = ("school_id", "learner_id", "frequency", "delivered_by", "outcome")
KEYS = ["frequency", "started", "ended"]


def rounded(expression, scale):
    """Half to even, from an expression that is already at its scale."""
    return expression.round(0, mode="half_to_even") / scale


def figures(records, schedule, rates):
    """The records with every figure beside them, in their order."""
    attended, hours = pl.col("sessions_attended"), pl.col("session_hours")
    received = attended * hours
    group = pl.col("learners_per_session")
    most, least = (pl.col(f"sessions_scheduled_{end}") for end in ("max", "min"))
    return (
        records.join(schedule, on=KEYS, how="left", maintain_order="left")
        .join(rates, on="delivered_by", how="left", maintain_order="left")
        .with_columns(
            attendance_rate=attended / pl.col("mean"),
            attendance_rate_min=pl.when(most != 0).then(attended / most),
            attendance_rate_max=pl.when(least != 0).then(attended / least),
            hours_planned=rounded(pl.col("mean_e4") * hours, 1e4),
            hours_received=received,
            hours_per_week_planned=rounded(pl.col("per_week_e4") * hours, 1e4),
            hours_per_week_received=rounded(received * 1e4 / pl.col("school_weeks"), 1e4),
            staff_hours=rounded(received * 1e4 / group, 1e4),
            staff_cost=rounded(pl.col("rate") * hours * attended * 1e6 / group, 1e6),
        )
        .with_columns(total_cost=pl.col("staff_cost") + pl.col("capital_cost"))
    )


def rollup(records, schedule, rates, with_learners):
    outcome = pl.col("outcome")
    sums = ("sessions_scheduled", "sessions_attended", "hours_planned", "hours_received")
    sums += ("staff_hours", "staff_cost", "capital_cost", "total_cost")
    asked = [
        pl.len().alias("n_records"),
        *((outcome == word).sum().alias(f"n_{word}") for word in ("red", "amber", "green")),
        pl.col("hours_received").mean().alias("hours_received_mean"),
        pl.col("hours_received").std().alias("hours_received_sd"),
        *(pl.col(name).cast(pl.Float64).sum().alias(name) for name in sums),
    ]
    if with_learners:
        asked.append(pl.col("learner_id").n_unique().alias("n_learners"))
    cost, green = pl.col("total_cost"), pl.col("n_green")
    achieved = pl.col("n_amber") + green
    hours = pl.col("hours_received")
    ratios = {
        "n_achieved": achieved,
        "achieved_rate": achieved / (pl.col("n_red") + achieved),
        "attendance_rate": pl.col("sessions_attended") / pl.col("sessions_scheduled"),
        "cost_per_hour": pl.when(hours != 0).then(cost / hours),
        "cost_per_outcome": pl.when(achieved != 0).then(cost / achieved),
        "cost_per_exceeded": pl.when(green != 0).then(cost / green),
    }
    if with_learners:
        ratios["cost_per_learner"] = cost / pl.col("n_learners")
    table = figures(records, schedule, rates)
    return table.group_by("school_id").agg(asked).with_columns(**ratios)


def rounding_apart(peer):
    """The largest relative distance, over schools, of sums without and with rounding."""
    attended, hours = pl.col("sessions_attended"), pl.col("session_hours")
    exact = {
        "sessions_scheduled": pl.col("mean"),
        "hours_planned": pl.col("mean") * hours,
        "staff_hours": attended * hours / pl.col("learners_per_session"),
        "staff_cost": pl.col("rate") * hours * attended / pl.col("learners_per_session"),
    }
    table = figures(peer.records, peer.schedule, peer.rates)
    sums = table.group_by("school_id").agg(
        *((exact[name].sum() / pl.col(name).sum() - 1).abs().alias(name) for name in exact)
    )
    return sums.select(pl.col(name).max() for name in exact).collect().row(0, named=True)


class Polars:
    """The records as a DataFrame of Polars."""

    name = "polars"

    def __init__(self, records, schedule, rates, threads):
        if pl.thread_pool_size() != threads:
            raise SystemExit("set POLARS_MAX_THREADS before Polars is imported")
        self.version = pl.__version__
        enums = {
            field.name: pl.Enum(records.column(field.name).chunk(0).dictionary.to_pylist())
            for field in records.schema
            if hasattr(field.type, "value_type")
        }
        frame = pl.from_arrow(records)
        self.records = frame.with_columns(
            pl.col(name).cast(of) for name, of in enums.items()
        ).lazy()
        self.schedule_text = pl.from_arrow(schedule).lazy()
        self.rates_text = pl.from_arrow(rates).lazy()
        self.schedule = self.schedule_text.with_columns(
            pl.col("frequency").cast(enums["frequency"])
        )
        self.rates = self.rates_text.with_columns(
            pl.col("delivered_by").cast(enums["delivered_by"])
        )
        self.schedule, self.rates = (one.collect().lazy() for one in (self.schedule, self.rates))

    def rollup(self, with_learners):
        return rollup(self.records, self.schedule, self.rates, with_learners).collect()

    def rollup_answer(self, with_learners):
        answer = self.rollup(with_learners).sort(pl.col("school_id").cast(pl.String))
        names = ROLLUP + (LEARNERS if with_learners else ())
        return {name: answer[name].to_numpy() for name in names}

    def analyse_frame(self):
        return figures(self.records, self.schedule, self.rates).select(ANALYSE).collect()

    def analyse(self):
        return self.analyse_frame().height

    def analyse_answer(self):
        answer = self.analyse_frame()
        return {name: answer[name].cast(pl.Float64).to_numpy() for name in ANALYSE}

    def csv_rollup(self, path):
        types = dict.fromkeys(CSV_KEYS, pl.String)
        types |= dict.fromkeys(("started", "ended"), pl.Int32)
        types["capital_cost"] = pl.Float64
        records = pl.scan_csv(path, schema_overrides=types)
        return rollup(records, self.schedule_text, self.rates_text, False).collect()

    def csv_answer(self, path):
        answer = self.csv_rollup(path).sort("school_id")
        return {name: answer[name].to_numpy() for name in ROLLUP}
