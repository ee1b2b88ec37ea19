"""The figures of one record in exact arithmetic: an implementation of its own, without the library.

A record is a dict with the names of the record schema; values are text, numbers or lists. Figures
are Fractions already rounded where the definitions round them (decimals, half to even, at their
scale) and floats where they are doubles; None is what cannot be known. `Reference(config)` analyses
a record into `Figures`, whose `errors` say why a record is kept out.

Read as written, not as people write: codes and not labels, `2023-09` or `2023-09-04`.
"""

import math
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import school_reference as school

NORMAL_975 = 1.959963984540054
DAYS_A_MONTH = Fraction("30.4375")
MOST_ROLES = 3
HOURS, MONEY = 4, 6  # decimal places
PLAIN_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
DOSE_FIELDS = frozenset(
    """frequency session_hours learners_per_session sessions_attended sessions_delivered
    episodes_per_session capital_cost outcome outcome_score delivered_by""".split()
)
AGE = re.compile(r"(\d+)\s*(?::|y)\s*(\d+)\s*m?")


def text_of(value):
    """The trimmed text of a value; empty where there is none."""
    return "" if value is None else str(value).strip()


def rounded(value, places):
    """A Fraction rounded once, half to even, at a number of decimal places; None stays None."""
    if value is None:
        return None
    scale = 10**places
    return Fraction(round(value * scale), scale)


def ratio(a, b):
    """a / b as the nearest double; None where either is unknown or b is 0."""
    return None if a is None or b is None or b == 0 else float(Fraction(a) / Fraction(b))


class NotRead(Exception):
    """A value that is there and cannot be read; carries the code of the error."""


def number_of(value, places):
    """The exact number of a value, rounded to its scale; None without one."""
    text = text_of(value).replace("£", "")
    if not text:
        return None
    if not PLAIN_NUMBER.fullmatch(text):
        raise NotRead("not_a_number")
    try:
        return rounded(Fraction(Decimal(text)), places)
    except InvalidOperation as error:
        raise NotRead("not_a_number") from error


def day_of(value):
    """The day of a value; None without one."""
    text = text_of(value)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotRead("not_a_date") from error


def period_end_of(value):
    """The first and the last day of a month or of a day; None without one."""
    text = text_of(value)
    if not re.fullmatch(r"\d{4}-\d{2}", text):
        day = day_of(value)
        return day and (day, day)
    first = day_of(text + "-01")
    return first, school.month_last(first.year, first.month)


@dataclass
class Measure:
    """A measure of the configuration, its numbers exact."""

    id: str
    kind: str
    sign: int
    steps: list
    range: tuple | None
    sd: Fraction | None
    reliability: Fraction | None
    expected: Fraction | None
    tolerance: Fraction

    @classmethod
    def of(cls, entry):
        def parameter(name):
            return number_of(entry.get(name), MONEY)

        limits = entry.get("range")
        return cls(
            id=entry["id"].strip(),
            kind=entry.get("kind", "raw"),
            sign=-1 if entry.get("direction") == "lower" else 1,
            steps=[step.strip().casefold() for step in entry.get("steps", ())],
            range=limits and tuple(number_of(limit, MONEY) for limit in limits),
            sd=parameter("sd"),
            reliability=parameter("reliability"),
            expected=parameter("expected_gain_per_month"),
            tolerance=parameter("tolerance") or Fraction(0),
        )

    def score(self, value):
        """The number of a score, and whether it is censored; None without one."""
        text = text_of(value)
        if text[:1] in ("<", ">"):
            return None, True
        if self.kind == "age_equivalent" and (age := AGE.fullmatch(text)):
            return Fraction(int(age[1]) * 12 + int(age[2])), False
        if self.kind == "ladder" and text and not PLAIN_NUMBER.fullmatch(text):
            if text.casefold() not in self.steps:
                raise NotRead("unknown_step")
            return Fraction(self.steps.index(text.casefold()) + 1), False
        number = number_of(value, HOURS)
        if number is not None and self.kind == "ladder":
            if number not in range(1, len(self.steps) + 1):
                raise NotRead("unknown_step")
        elif number is not None and self.range:
            if not self.range[0] <= number <= self.range[1]:
                raise NotRead("value_out_of_range")
        return number, False


@dataclass
class Role:
    """A role of a record: its spelling, how many people, and what an hour of them costs."""

    name: str
    people: int
    rate: Fraction | None


@dataclass
class Figures:
    """What one record answers: its figures by name, and what it is grouped by."""

    errors: set = field(default_factory=set)
    warnings: set = field(default_factory=set)
    comparison: bool = False
    impact: dict = field(default_factory=dict)
    dimensions: dict = field(default_factory=dict)
    roles: list = field(default_factory=list)
    outcome: str | None = None
    measure: str | None = None
    baseline: Fraction | None = None
    actual: Fraction | None = None
    target: Fraction | None = None
    censored: bool = False
    parts: dict = field(default_factory=dict)  # what a role's own share is worked out from


class Reference:
    """The definitions under one configuration."""

    def __init__(self, config=None):
        config = config or {}
        self.config = config
        self.policy = config.get("policy") or {}
        self.as_of = day_of(config.get("as_of"))
        self._made = {}
        self.calendar = self._calendar(config.get("calendar", "typical"))
        self.calendars = {
            name.strip(): self._calendar(entry)
            for name, entry in config.get("calendars", {}).items()
        }
        self.measures = {
            measure.id.casefold(): measure
            for measure in map(Measure.of, config.get("measures", ()))
        }
        self.catalogue = {
            name.strip().casefold(): entry
            for entry in config.get("catalogue", ())
            for name in [entry["intervention"], *entry.get("aliases", ())]
        }
        self.rates = {
            role.strip().casefold(): (role, rates)
            for role, rates in config.get("rates", {}).items()
        }
        self.codes = {
            name: {
                text.strip().casefold(): code["code"]
                for code in reversed(codes)
                for text in (code["code"], code.get("en"), code.get("cy"))
                if text
            }
            for name, codes in config.get("codes", {}).items()
            if name != "sources"
        }

    def _calendar(self, entry):
        if isinstance(entry, dict) and "years" in entry:
            return school.Calendar(entry["years"])
        if entry != "typical":
            raise ValueError(f"the reference has no calendar {entry!r}")
        if "typical" not in self._made:
            self._made["typical"] = school.Calendar.typical()
        return self._made["typical"]

    def rate_on(self, role, day):
        """What an hour of a role costs on a day; None where nothing says."""
        rates = self.rates.get(role.casefold(), (None, None))[1]
        if not isinstance(rates, list):
            return number_of(rates, MONEY)
        begun = [
            (date.fromisoformat(one["from"]) if one.get("from") else date.min, i)
            for i, one in enumerate(rates)
        ]
        begun = [pair for pair in begun if pair[0] <= day]
        return number_of(rates[max(begun)[1]]["rate"], MONEY) if begun else None

    def spelling_of(self, role):
        """How the code set, or else the rate card, spells a role."""
        known = self.codes.get("role", {}).get(role.casefold())
        return known or self.rates.get(role.casefold(), (role, None))[0].strip()

    def code(self, name, value):
        text = text_of(value)
        return self.codes.get(name, {}).get(text.casefold(), text)

    def analyse(self, record):
        return _Analysis(self, record).run()


class _Analysis:
    """The analysis of one record, step by step."""

    def __init__(self, reference, record):
        self.reference = reference
        self.record = record
        self.out = Figures()
        self.unread = set()

    def run(self):
        out = self.out
        cohort = text_of(self.record.get("cohort")) or "intervention"
        out.comparison = cohort == "comparison"
        self.calendar = self.reference.calendars.get(
            self.text("school_id"), self.reference.calendar
        )
        self.read()
        self.read_scores()
        self.check_required()
        self.check_quantities()
        self.check_period()
        if out.errors:
            return out
        self.progress_figures_of_windows()
        if not out.comparison:
            self.dosage()
            self.cost()
            self.dimensions()
        self.progress()
        return out

    def text(self, name):
        return text_of(self.record.get(name))

    def take(self, name, read, *arguments):
        """The value of a field; where it cannot be read that is an error of the record."""
        try:
            return read(self.record.get(name), *arguments)
        except NotRead as fault:
            self.refuse(name, str(fault))
            return None

    def refuse(self, name, code):
        """An error of a field, unless it is one that a comparison pupil has no use for."""
        self.unread.add(name)
        if not (self.out.comparison and name in DOSE_FIELDS):
            self.out.errors.add(code)

    def read(self):
        self.entry = self.reference.catalogue.get(self.text("intervention").casefold(), {})
        self.started = self.take("started", period_end_of)
        self.ended = self.take("ended", period_end_of)
        self.baseline_date = self.take("baseline_date", day_of)
        self.actual_date = self.take("actual_date", day_of)
        self.hours = self.take("session_hours", number_of, HOURS)
        self.group = self.take("learners_per_session", number_of, 0)
        self.attended = self.take("sessions_attended", number_of, 0)
        self.delivered = self.take("sessions_delivered", number_of, 0)
        self.episodes = self.take("episodes_per_session", number_of, HOURS)
        self.capital = self.take("capital_cost", number_of, MONEY)
        self.frequency = self.text("frequency") or None
        if self.frequency and self.frequency not in school.FREQUENCIES:
            self.refuse("frequency", "unknown_frequency")
            self.frequency = None
        self.read_outcome()
        self.read_roles()
        named = self.record.get("weekdays") or ()
        named = named.split(",") if isinstance(named, str) else named
        self.weekdays = {school.WEEKDAYS.index(name.strip()) for name in named}

    def read_outcome(self):
        outcome = self.text("outcome") or None
        if outcome and outcome not in ("red", "amber", "green"):
            self.refuse("outcome", "unknown_outcome")
            outcome = None
        score = self.take("outcome_score", number_of, 0)
        if score is not None and abs(score) > 2:
            self.refuse("outcome_score", "unknown_outcome")
        if outcome is None and score is not None:
            outcome = "amber" if score == 0 else "green" if score > 0 else "red"
        self.out.outcome = outcome

    def read_roles(self):
        first = self.record.get("delivered_by")
        names = list(first) if isinstance(first, list) else [first]
        names += [self.record.get("delivered_by_2"), self.record.get("delivered_by_3")]
        self.role_names = [text_of(name) for name in names if text_of(name)]
        if len(self.role_names) > MOST_ROLES:
            self.refuse("delivered_by", "too_many_roles")

    def read_scores(self):
        named = self.text("measure") or self.entry.get("measure", "")
        self.measure = self.reference.measures.get(named.strip().casefold())
        out = self.out
        if self.measure is None:
            if self.text("measure"):
                out.errors.add("unknown_measure")
            return
        out.measure = self.measure.id
        for name in ("baseline", "target", "actual"):
            number, censored = self.take(name, self.measure.score) or (None, False)
            setattr(out, name, number)
            out.censored = out.censored or censored

    def require(self, present, name):
        if not present and name not in self.unread:
            self.out.errors.add("missing_required")

    def check_required(self):
        out = self.out
        if out.comparison:
            for name in ("learner_id", "school_id", "baseline", "actual"):
                self.require(self.text(name), name)
            self.require(self.measure, "measure")
            if not (self.baseline_date and self.actual_date):
                self.require_period()
            return
        self.require(self.text("support_type") or self.entry.get("support_type"), "support_type")
        self.require(self.role_names, "delivered_by")
        self.require(self.group is not None, "learners_per_session")
        self.require(self.frequency, "frequency")
        self.require(self.hours is not None, "session_hours")
        self.require_period()
        if self.reference.policy.get("require_aim"):
            if not self.text("aim"):
                out.errors.add("aim_missing")
        self.check_complete()

    def require_period(self):
        self.require(self.started, "started")
        self.require(self.ended or self.reference.as_of, "ended")

    def check_complete(self):
        """A period that has ended has an outcome and sessions; one that runs may lack both."""
        as_of = self.reference.as_of
        running = as_of is not None and (self.ended is None or as_of <= self.ended[1])
        lenient = running or self.reference.policy.get("incomplete") == "accept"
        attended = self.attended
        if attended is not None and (attended < 0 or (attended == 0 and not lenient)):
            self.out.errors.add("attended_lt_1")
        if not lenient:
            self.require(attended is not None, "sessions_attended")
            self.require(self.out.outcome, "outcome")

    def check_quantities(self):
        if self.out.comparison:
            return
        for value, least, code in (
            (self.group, 1, "learners_lt_1"),
            (self.hours, 0, "negative_hours"),
            (self.capital, 0, "negative_cost"),
            (self.delivered, 0, "out_of_range"),
            (self.episodes, 0, "out_of_range"),
        ):
            if value is not None and value < least:
                self.out.errors.add(code)
        if self.weekdays and self.frequency:
            named = school.TIMES_A_WEEK.get(self.frequency, 0)
            named = 1 if self.frequency in school.WEEKS_APART else named
            if len(self.weekdays) != named:
                self.out.errors.add("weekdays_mismatch")

    def check_period(self):
        if self.baseline_date and self.actual_date and self.actual_date < self.baseline_date:
            self.out.errors.add("assessed_out_of_order")
        as_of = self.reference.as_of
        self.whole = self.widest = self.narrowest = None
        if self.started is None or not (self.ended or as_of):
            return
        last = self.ended or (max(as_of, self.started[1]),) * 2
        self.whole = (self.started[0], last[1])
        narrowest = (self.started[1], last[0])
        if self.whole[0] > self.whole[1]:
            self.out.errors.add("ended_before_started")
        elif not self.calendar.covers(*self.whole):
            self.out.errors.add("outside_calendar")
        latest = as_of or date.max
        self.widest = (self.whole[0], min(self.whole[1], latest))
        self.narrowest = (narrowest[0], min(narrowest[1], latest))

    def dosage(self):
        due = school.sessions_due(
            self.calendar,
            self.frequency,
            self.widest,
            self.narrowest,
            weekdays=self.weekdays,
            daily=self.reference.policy.get("daily", "school_days"),
        )
        hours = self.hours
        attended = self.attended or Fraction(0)
        received = attended * hours
        weeks = due.school_weeks
        self.due, self.received, self.attended = due, received, attended
        delivered = self.delivered
        self.out.impact.update(
            sessions_per_week=rounded(due.per_week, HOURS),
            school_days=due.school_days,
            school_weeks=weeks,
            sessions_scheduled=rounded(due.mean, HOURS),
            sessions_scheduled_min=due.least,
            sessions_scheduled_max=due.most,
            sessions_attended=int(attended),
            attendance_rate=ratio(attended, due.mean),
            attendance_rate_min=ratio(attended, due.most),
            attendance_rate_max=ratio(attended, due.least),
            delivery_rate=ratio(delivered, due.mean),
            attended_share=None if delivered is None else ratio(attended, delivered),
            hours_planned=rounded(due.mean * hours, HOURS),
            hours_received=rounded(received, HOURS),
            hours_per_week_planned=rounded(due.per_week * hours, HOURS),
            hours_per_week_received=rounded(received / weeks, HOURS) if weeks else None,
            staff_hours=rounded(received * len(self.role_names) / self.group, HOURS),
            cumulative_intensity=rounded(self.episodes * attended, HOURS)
            if self.episodes is not None
            else None,
        )
        if attended > due.most:
            self.out.warnings.add("attended_exceeds_scheduled")

    def cost(self):
        basis = self.reference.policy.get("cost_basis", "attended")
        sessions = self.attended
        if basis == "scheduled":
            sessions = self.due.mean
        elif basis == "delivered" and self.delivered is not None:
            sessions = self.delivered
        capital = self.capital or Fraction(0)
        if self.reference.policy.get("capital_scope") == "group":
            capital /= self.group
        capital = rounded(capital, MONEY)
        each_hour = sessions * self.hours / self.group  # what one pound an hour comes to
        people = {}
        for name in self.role_names:
            people.setdefault(name.casefold(), []).append(name)
        for names in people.values():
            rate = self.reference.rate_on(names[0], self.whole[0])
            spelling = self.reference.spelling_of(names[0])
            self.out.roles.append(Role(spelling, len(names), rate))
            if rate is None:
                self.out.warnings.add("rate_missing")
        rates = [None if one.rate is None else one.rate * one.people for one in self.out.roles]
        staff = None if None in rates else rounded(sum(rates) * each_hour, MONEY)
        self.out.impact.update(
            staff_cost=staff,
            capital_cost=capital,
            total_cost=None if staff is None else staff + capital,
        )
        self.out.parts = {
            "received": self.received / self.group,
            "each_hour": each_hour,
            "capital": capital,
        }

    def dimensions(self):
        days = self.calendar.in_window(self.whole)
        year = self.calendar.years[days[0].year]["name"] if days else ""
        term = self.calendar.term_names[days[0].term] if days else ""
        support = self.text("support_type") or self.entry.get("support_type", "")
        code = self.reference.code
        self.out.dimensions = {
            "authority_id": self.text("authority_id"),
            "cluster_id": self.text("cluster_id"),
            "school_id": self.text("school_id"),
            "learner_id": self.text("learner_id"),
            "tier": code("tier", self.record.get("tier")),
            "area_of_need": code("area_of_need", self.record.get("area_of_need")),
            "year_group": code("year_group", self.record.get("year_group")),
            "support_type": code("support_type", support),
            "intervention": self.entry.get("intervention", self.text("intervention")).strip(),
            "frequency": self.frequency,
            "measure": self.out.measure,
            "academic_year": year,
            "term": term,
            "outcome": self.out.outcome,
            "cohort": "intervention",
        }

    def progress_figures_of_windows(self):
        """The days and the school weeks over which progress was made."""
        both = self.baseline_date and self.actual_date
        if both:
            between = (self.baseline_date, self.actual_date)
            self.elapsed_days = (between[1] - between[0]).days
        else:
            between = self.widest
            self.elapsed_days = school.window_days(between)
        known = between[0] > between[1] or self.calendar.covers(*between)
        weeks = {day.week for day in self.calendar.in_window(between)}
        self.elapsed_weeks = len(weeks) if known else 0

    def progress(self):
        out, measure = self.out, self.measure
        gain = target_gain = None
        if measure and out.baseline is not None:
            if out.actual is not None:
                gain = measure.sign * (out.actual - out.baseline)
            if out.target is not None:
                target_gain = measure.sign * (out.target - out.baseline)
        months = self.elapsed_days / DAYS_A_MONTH if measure else None
        expected = None
        if measure and measure.expected is not None:
            expected = measure.expected * months
        exact_ratio = None
        if gain is not None and measure.kind == "age_equivalent" and months:
            exact_ratio = gain / months
        index = self.reliable_change(gain)
        self.out.impact.update(
            gain=gain,
            target_gain=target_gain,
            target_attainment=ratio(gain, target_gain) if (target_gain or 0) > 0 else None,
            derived_outcome=self.derived_outcome(),
            elapsed_months=None if months is None else float(months),
            ratio_gain=None if exact_ratio is None else float(exact_ratio),
            exact_ratio_gain=exact_ratio,
            gain_per_week=ratio(gain, self.elapsed_weeks),
            gain_per_hour=ratio(gain, getattr(self, "received", None)),
            expected_gain=None if expected is None else float(expected),
            value_added=None if None in (gain, expected) else float(gain - expected),
            reliable_change_index=index,
            reliable_change=self.change_word(index),
        )
        derived = out.impact["derived_outcome"]
        if not out.comparison and derived and out.outcome and derived != out.outcome:
            out.warnings.add("outcome_mismatch")
        if target_gain is not None and target_gain < 0:
            out.warnings.add("target_not_improvement")

    def derived_outcome(self):
        out = self.out
        if self.measure is None or None in (out.target, out.actual):
            return None
        margin = self.measure.sign * (out.actual - out.target)
        if abs(margin) <= self.measure.tolerance:
            return "amber"
        return "green" if margin > 0 else "red"

    def reliable_change(self, gain):
        measure = self.measure
        if gain is None or measure.sd is None or measure.reliability is None:
            return None
        spread = 2 * (1 - measure.reliability)
        if spread == 0:
            return None
        return float(gain) / (float(measure.sd) * math.sqrt(spread))

    @staticmethod
    def change_word(index):
        if index is None:
            return None
        if abs(index) <= NORMAL_975:
            return "no_reliable_change"
        return "improved" if index > 0 else "deteriorated"
