"""The questions in DuckDB: a native table with ENUM keys, and the same SQL over the Arrow table."""

import duckdb
import pyarrow as pa
from questions import ANALYSE, LEARNERS, ROLLUP

LARGEST_ENUM = 65_536
# Figures are rounded half to even, as integers at their scale, where the library rounds them.
FIGURES = """
select {keys} s.sessions_per_week, s.school_days, s.school_weeks, s.sessions_scheduled,
  s.sessions_scheduled_min, s.sessions_scheduled_max,
  r.sessions_attended / s.mean as attendance_rate,
  r.sessions_attended / nullif(s.sessions_scheduled_max, 0) as attendance_rate_min,
  r.sessions_attended / nullif(s.sessions_scheduled_min, 0) as attendance_rate_max,
  round_even(s.mean_e4 * r.session_hours, 0) / 1e4 as hours_planned,
  r.sessions_attended * r.session_hours as hours_received,
  round_even(s.per_week_e4 * r.session_hours, 0) / 1e4 as hours_per_week_planned,
  round_even(r.sessions_attended * r.session_hours * 1e4::double / s.school_weeks, 0) / 1e4
    as hours_per_week_received,
  round_even(r.sessions_attended * r.session_hours * 1e4::double / r.learners_per_session, 0) / 1e4
    as staff_hours,
  round_even(rates.rate * r.session_hours * r.sessions_attended * 1e6::double
    / r.learners_per_session, 0) / 1e6 as staff_cost,
  r.capital_cost, staff_cost + r.capital_cost as total_cost
from {records} r
join schedule s on r.frequency = s.frequency and r.started = s.started and r.ended = s.ended
join rates on r.delivered_by = rates.delivered_by
"""
ROLLUP_SQL = """
with figures as ({figures})
select school_id, count(*) as n_records,
  count(*) filter (outcome = 'red') as n_red,
  count(*) filter (outcome = 'amber') as n_amber,
  count(*) filter (outcome = 'green') as n_green,
  n_amber + n_green as n_achieved,
  n_achieved / (n_red + n_achieved) as achieved_rate,
  sum(sessions_scheduled) as sessions_scheduled,
  sum(sessions_attended)::double as sessions_attended,
  sum(sessions_attended) / sum(figures.sessions_scheduled) as attendance_rate,
  sum(hours_planned) as hours_planned,
  sum(hours_received) as hours_received,
  avg(figures.hours_received) as hours_received_mean,
  stddev_samp(figures.hours_received) as hours_received_sd,
  sum(staff_hours) as staff_hours,
  sum(staff_cost) as staff_cost,
  sum(capital_cost) as capital_cost,
  sum(figures.total_cost) as total_cost,
  sum(figures.total_cost) / nullif(sum(figures.hours_received), 0) as cost_per_hour,
  sum(figures.total_cost) / nullif(n_achieved, 0) as cost_per_outcome,
  sum(figures.total_cost) / nullif(n_green, 0) as cost_per_exceeded
  {learners}
from figures group by school_id {order}
"""
LEARNERS_SQL = """, count(distinct learner_id) as n_learners,
  sum(figures.total_cost) / n_learners as cost_per_learner"""
ROLLUP_KEYS = "r.school_id, r.learner_id, r.outcome, r.sessions_attended,"


class DuckDB:
    """One connection with the records in its own form."""

    name = "duckdb"

    def __init__(self, records, schedule, rates, threads):
        self.version = duckdb.__version__
        self.connection = duckdb.connect(config={"threads": threads})
        self.records = self._load(records)
        run = self.connection.execute
        self.connection.register("schedule_arrow", schedule)
        self.connection.register("rates_arrow", rates)
        for name, key in (("schedule", "frequency"), ("rates", "delivered_by")):
            run(f"create table {name} as select * replace ({self.key(key)}) from {name}_arrow")

    def _load(self, records):
        """A table of DuckDB's own: dictionaries as ENUM types, too large ones as codes."""
        casts = []
        for field in records.schema:
            if hasattr(field.type, "value_type"):
                values = records.column(field.name).chunk(0).dictionary.to_pylist()
                if len(values) > LARGEST_ENUM:
                    codes = [chunk.indices for chunk in records.column(field.name).chunks]
                    place = records.schema.get_field_index(field.name)
                    records = records.set_column(place, field.name, pa.chunked_array(codes))
                    continue
                texts = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
                self.connection.execute(f"create type {field.name}_key as enum ({texts})")
                casts.append(self.key(field.name))
        self.connection.register("records_arrow", records)
        sql = f"select * replace ({', '.join(casts)}) from records_arrow"
        self.connection.execute(f"create table records as {sql}")
        self.connection.unregister("records_arrow")
        return "records"

    def key(self, name):
        return f"{name}::{name}_key as {name}"

    def _rollup(self, with_learners, records=None, order=""):
        figures = FIGURES.format(keys=ROLLUP_KEYS, records=records or self.records)
        learners = LEARNERS_SQL if with_learners else ""
        sql = ROLLUP_SQL.format(figures=figures, learners=learners, order=order)
        return self.connection.sql(sql).to_arrow_table()

    def rollup(self, with_learners):
        return self._rollup(with_learners)

    def rollup_answer(self, with_learners):
        answer = self._rollup(with_learners, order="order by school_id::varchar")
        names = ROLLUP + (LEARNERS if with_learners else ())
        return {name: answer.column(name).to_numpy() for name in names}

    def analyse(self):
        """Every figure of every record, counted as its batches arrive."""
        figures = FIGURES.format(keys="", records=self.records)
        reader = self.connection.sql(figures).to_arrow_reader(65_536)
        return sum(batch.num_rows for batch in reader)

    def analyse_answer(self):
        source = f"(select *, row_number() over () as place from {self.records})"
        figures = FIGURES.format(keys="", records=source)
        answer = self.connection.sql(figures + " order by r.place").to_arrow_table()
        return {name: answer.column(name).to_numpy() for name in ANALYSE}

    def csv_rollup(self, path, order=""):
        source = f"read_csv('{path}')"
        frequency = "r.frequency = s.frequency"
        role = "r.delivered_by = rates.delivered_by"
        figures = FIGURES.format(keys=ROLLUP_KEYS, records=source)
        figures = figures.replace(frequency, frequency + "::varchar")
        figures = figures.replace(role, role + "::varchar")
        sql = ROLLUP_SQL.format(figures=figures, learners="", order=order)
        return self.connection.sql(sql).to_arrow_table()

    def csv_answer(self, path):
        answer = self.csv_rollup(path, "order by school_id")
        return {name: answer.column(name).to_numpy() for name in ROLLUP}


class DuckDBOverArrow(DuckDB):
    """The same SQL, reading the Arrow table where it lies."""

    name = "duckdb over arrow"
    csv_rollup = None

    def _load(self, records):
        self.connection.register("records_arrow", records)
        return "records_arrow"

    def key(self, name):
        return f"{name} as {name}"
