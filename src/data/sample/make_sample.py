#!/usr/bin/env python3
"""Makes the bundled sample: one school year of interventions in one cluster of five schools.

Everything in it is invented: no learner, school or figure is real. It is made to be plausible, so
that the summaries have something to say, and each school writes things down in its own way, as
schools do. About one record in fifty carries a mistake that people make (see MISTAKES).

    python3 src/data/sample/make_sample.py

writes cluster.csv and config.json beside this file. The same bytes come out on every platform and
Python version (3.10 or later, standard library only): chance comes from `random.Random.random`,
whose sequence for a seed Python promises to keep, and from nothing else of that module.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

SEED = 2023
RECORDS_PER_SCHOOL = 120
LEARNERS_PER_SCHOOL = 62

# ---------------------------------------------------------------------------------------- headings

# The heading of each column, as the record has it, and the field that it stands for.
HEADINGS = {
    "id": "Record ID",
    "learner_id": "Learner ID",
    "school_id": "School",
    "cluster_id": "Cluster",
    "authority_id": "Local authority",
    "year_group": "Year group",
    "area_of_need": "Area of need",
    "tier": "Tier of support",
    "support_type": "Type of support",
    "intervention": "Intervention",
    "delivered_by": "Who is delivering the intervention?",
    "delivered_by_2": "Who is delivering the intervention?2",
    "delivered_by_3": "Who is delivering the intervention?3",
    "learners_per_session": "No. of learners in a session",
    "frequency": "Frequency",
    "session_hours": "Length of session (hours)",
    "started": "Start",
    "ended": "End",
    "sessions_attended": "Sessions attended",
    "sessions_delivered": "Sessions delivered",
    "episodes_per_session": "Teaching episodes per session",
    "aim": "Aim",
    "outcome": "Score for Outcome vs Target",
    "capital_cost": "Capital cost",
    "measure": "Measure",
    "baseline": "Baseline score",
    "baseline_date": "Baseline date",
    "target": "Target score",
    "actual": "Actual score",
    "actual_date": "Actual date",
}

# ---------------------------------------------------------------------------------- configuration

RATES = {
    "Teaching assistant": [{"from": "2022-09-01", "rate": 13.62},
                           {"from": "2023-09-01", "rate": 14.37}],
    "Higher level teaching assistant": 17.2,
    "Learning coach": 15.1,
    "Teacher": [{"from": "2022-09-01", "rate": 38.1}, {"from": "2023-09-01", "rate": 40.05}],
    "Speech and language therapist": 34.6,
    "Occupational therapist": 34.6,
    "Educational psychologist": 61,
}


@dataclass(frozen=True)
class Measure:
    """A measure as the configuration has it, and how ambitious targets on it are."""

    document: dict
    target_per_month: float

    @property
    def id(self) -> str:
        return self.document["id"]

    @property
    def direction(self) -> int:
        return 1 if self.document["direction"] == "higher" else -1

    @property
    def steps(self) -> list[str]:
        return self.document.get("steps", [])


MEASURES = {
    measure.id: measure
    for measure in (
        Measure({"id": "reading_age", "name": "Reading age", "unit": "months",
                 "kind": "age_equivalent", "direction": "higher", "sd": 15, "reliability": 0.9,
                 "expected_gain_per_month": 1, "tolerance": 2}, 1.7),
        Measure({"id": "phonics_check", "name": "Phonics check", "unit": "words of 40",
                 "kind": "raw", "direction": "higher", "range": [0, 40], "sd": 8,
                 "reliability": 0.9, "tolerance": 2}, 2.0),
        Measure({"id": "maths_score", "name": "Standardised mathematics score", "unit": "points",
                 "kind": "standard_score", "direction": "higher", "sd": 15, "reliability": 0.9,
                 "tolerance": 2}, 1.6),
        Measure({"id": "talk_ladder", "name": "Talk ladder", "unit": "steps", "kind": "ladder",
                 "direction": "higher",
                 "steps": ["listens in a small group", "answers with one word",
                           "answers in a phrase", "joins in a conversation",
                           "starts a conversation", "retells a story to the group"]}, 0.35),
        Measure({"id": "sdq_total", "name": "SDQ total difficulties", "unit": "points",
                 "kind": "raw", "direction": "lower", "range": [0, 40], "sd": 6.1,
                 "reliability": 0.8, "tolerance": 1}, 0.9),
        Measure({"id": "pencil_ladder", "name": "Pencil ladder", "unit": "steps",
                 "kind": "ladder", "direction": "higher",
                 "steps": ["holds a pencil in the fist", "holds a pencil with three fingers",
                           "copies a line and a circle", "copies letters", "writes own name",
                           "writes a sentence on the line"]}, 0.35),
    )
}


@dataclass(frozen=True)
class Intervention:
    """What a school runs: for whom, how, and how well it works here."""

    name: str
    support_type: str
    measure: str
    needs: tuple[str, ...]
    years: tuple[int, int]
    groups: tuple[int, ...]
    frequencies: tuple[str, ...]
    hours: tuple[str, ...]
    teams: tuple[tuple[str, ...], ...]
    gain_per_month: float  # on the measure, towards better, at usual attendance
    spread: float          # of the gain between learners
    measured: float        # share of records with scores
    weight: int            # how common it is
    equipment: str = ""    # capital cost of one learner's share, where there is one
    whole_year: bool = False
    aliases: tuple[str, ...] = ()


LITERACY = ("DYSL", "MLD", "SLCD")
TALK = ("SLCD", "ASD", "MLD")
SOCIAL = ("BESD", "ASD", "ADHD")
MOTOR = ("PMED", "DYSP", "ASD", "MLD")
NUMBER = ("DYSC", "MLD")

TA = ("Teaching assistant",)
HLTA = ("Higher level teaching assistant",)

INTERVENTIONS = (
    Intervention("Catch-up Literacy", "catch-up literacy", "reading_age", LITERACY, (2, 9), (1,),
                 ("twice_weekly",), ("0.25",), (TA, HLTA), 2.0, 3.5, 0.85, 24, "12.50",
                 aliases=("Catch Up", "Catch-up Reading")),
    Intervention("Paired Reading", "catch-up literacy", "reading_age", LITERACY, (3, 9), (2,),
                 ("three_times_weekly", "four_times_weekly"), ("0.25",), (TA, ("Learning coach",)),
                 1.3, 3.0, 0.7, 8),
    Intervention("Phonics Booster groups", "catch-up literacy", "phonics_check", LITERACY, (1, 3),
                 (4, 5, 6), ("daily", "four_times_weekly"), ("0.3333", "0.25"), (TA,), 2.2, 3.5,
                 0.8, 4),
    Intervention("Talk Time groups", "speech and language", "talk_ladder", TALK, (0, 6), (3, 4, 5),
                 ("twice_weekly",), ("0.5",), (TA, HLTA), 0.36, 0.9, 0.75, 5),
    Intervention("Speech Sounds one to one", "speech and language", "talk_ladder", TALK, (0, 6),
                 (1,), ("weekly", "fortnightly", "every_three_weeks"), ("0.5",),
                 (("Speech and language therapist",),
                  ("Speech and language therapist", "Teaching assistant")), 0.36, 0.9, 0.6, 14),
    Intervention("Number Boost", "numeracy", "maths_score", NUMBER, (2, 9), (2, 3, 4),
                 ("three_times_weekly",), ("0.5",), (HLTA, ("Teacher", "Teaching assistant")),
                 1.8, 4.0, 0.85, 7, "8.95"),
    Intervention("Times Tables Club", "numeracy", "maths_score", (*NUMBER, "ADHD"), (3, 9),
                 (5, 6, 7), ("weekly",), ("0.75",), (("Teacher",), HLTA), 0.4, 3.5, 0.7, 2),
    Intervention("Social Stories groups", "social skills", "sdq_total", SOCIAL, (1, 9), (3, 4, 5),
                 ("weekly",), ("0.75",), (("Learning coach",), TA), 1.0, 2.4, 0.65, 5, "4.20"),
    Intervention("Lunchtime Friends", "social skills", "sdq_total", SOCIAL, (1, 9), (5, 6, 8),
                 ("term_days", "three_times_weekly"), ("0.5",), (TA, ("Learning coach",)), 0.35,
                 2.4, 0.4, 1),
    Intervention("Fine Motor Club", "motor skills", "pencil_ladder", MOTOR, (0, 4), (4, 5, 6),
                 ("four_times_weekly", "daily"), ("0.25",), (TA,), 0.4, 0.8, 0.7, 4, "6.75"),
    Intervention("Sensory Circuits", "motor skills", "pencil_ladder", MOTOR, (0, 6), (5, 6, 8),
                 ("daily",), ("0.25",), (("Teaching assistant", "Teaching assistant"),), 0.3, 0.9,
                 0.0, 2, "31.00"),
    Intervention("Therapist's movement review", "motor skills", "pencil_ladder", MOTOR, (0, 9),
                 (1,), ("half_termly", "monthly"), ("1",),
                 (("Occupational therapist", "Teaching assistant"),), 0.36, 0.9, 0.0, 4,
                 whole_year=True),
    Intervention("Psychologist's consultation", "social skills", "sdq_total", SOCIAL, (3, 9), (1,),
                 ("termly", "half_termly"), ("1",),
                 (("Educational psychologist", "Teacher", "Learning coach"),), 0.6, 2.4, 0.3, 4,
                 whole_year=True),
)


def configuration() -> dict:
    return {
        "calendar": "typical",
        "rates": RATES,
        "catalogue": [
            {"intervention": item.name, "support_type": item.support_type}
            | ({"aliases": list(item.aliases)} if item.aliases else {})
            | {"measure": item.measure}
            for item in INTERVENTIONS
        ],
        "measures": [measure.document for measure in MEASURES.values()],
        "hierarchy": ["authority_id", "cluster_id", "school_id"],
    }


# ---------------------------------------------------------------------------------------- calendar

# Terms and half-term breaks of 2023/24, as in the typical calendar.
TERMS = (
    (date(2023, 9, 4), date(2023, 12, 22), date(2023, 10, 30)),
    (date(2024, 1, 8), date(2024, 3, 22), date(2024, 2, 12)),
    (date(2024, 4, 8), date(2024, 7, 19), date(2024, 5, 27)),
)
MAY_DAY = date(2024, 5, 6)


def school_days() -> list[date]:
    days = []
    for first, last, broken in TERMS:
        day = first
        while day <= last:
            in_break = broken <= day <= broken + timedelta(days=4)
            if day.weekday() < 5 and not in_break and day != MAY_DAY:
                days.append(day)
            day += timedelta(days=1)
    return days


SCHOOL_DAYS = school_days()

SESSIONS_PER_SCHOOL_DAY = {
    "daily": 1, "term_days": 1, "weekly": 1 / 5, "twice_weekly": 2 / 5, "three_times_weekly": 3 / 5,
    "four_times_weekly": 4 / 5, "fortnightly": 1 / 10, "every_three_weeks": 1 / 15,
    "monthly": 11 / 194, "half_termly": 6 / 194, "termly": 3 / 194,
}

# First and last month of what schools plan: terms, halves of terms, two terms, the whole year.
PERIODS = (
    ((2023, 9), (2023, 12)), ((2023, 9), (2023, 12)), ((2023, 9), (2023, 12)),
    ((2023, 10), (2023, 12)), ((2024, 1), (2024, 3)), ((2024, 1), (2024, 3)),
    ((2024, 1), (2024, 3)), ((2024, 4), (2024, 7)), ((2024, 4), (2024, 7)),
    ((2024, 4), (2024, 6)), ((2023, 9), (2024, 3)), ((2023, 9), (2024, 7)),
)


@dataclass(frozen=True)
class Window:
    """First and last day of an intervention, whatever the school writes of them."""

    first: date
    last: date

    def days(self) -> int:
        return sum(self.first <= day <= self.last for day in SCHOOL_DAYS)

    def months(self) -> float:
        return ((self.last - self.first).days + 1) / 30.4375

    def months_of_progress(self) -> float:
        """After a term and a half, progress slows down."""
        months = self.months()
        return months if months <= 5 else 5 + 0.4 * (months - 5)


def window_of(months: tuple[tuple[int, int], tuple[int, int]]) -> Window:
    (first_year, first_month), (year, month) = months
    following = date(year + month // 12, month % 12 + 1, 1)
    return Window(date(first_year, first_month, 1), following - timedelta(days=1))


# ------------------------------------------------------------------------------------------ chance


class Dice:
    """Chance from uniform numbers alone, with arithmetic that is the same on every machine."""

    def __init__(self, seed: int):
        self._uniform = random.Random(seed).random

    def chance(self, probability: float) -> bool:
        return self._uniform() < probability

    def below(self, count: int) -> int:
        return int(self._uniform() * count)

    def pick(self, choices):
        return choices[self.below(len(choices))]

    def between(self, least: float, most: float) -> float:
        return least + (most - least) * self._uniform()

    def normal(self) -> float:
        """Near enough to a standard normal: the sum of twelve uniforms, less six."""
        total = 0.0
        for _ in range(12):
            total += self._uniform()
        return total - 6

    def shuffled(self, items: list) -> list:
        items = list(items)
        for last in range(len(items) - 1, 0, -1):
            other = self.below(last + 1)
            items[last], items[other] = items[other], items[last]
        return items


def clamp(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)


# ------------------------------------------------------------------------- how each school writes

MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August",
               "September", "October", "November", "December")

FREQUENCY_LABELS = {
    "daily": "Daily", "term_days": "Every school day", "weekly": "Weekly",
    "twice_weekly": "Twice a week", "three_times_weekly": "Three times a week",
    "four_times_weekly": "Four times a week", "fortnightly": "Fortnightly",
    "every_three_weeks": "Every three weeks", "monthly": "Monthly", "half_termly": "Half-termly",
    "termly": "Termly",
}


@dataclass(frozen=True)
class School:
    """How one school writes things down."""

    id: str
    years: tuple[int, int]
    period: str                  # how it writes the first and last month
    outcomes: dict[str, str]
    age: str                     # how it writes a reading age
    money: str = "{}"
    keeps_score_dates: bool = False
    counts_sessions_run: bool = False

    def write_period(self, day: date) -> str:
        month = MONTH_NAMES[day.month - 1]
        return self.period.format(day=day.day, month=day.month, year=day.year, name=month,
                                  short=month[:3], yy=day.year % 100)

    def write_date(self, day: date) -> str:
        return day.isoformat() if self.id == "S1" else f"{day.day:02}/{day.month:02}/{day.year}"

    def write_age(self, months: int) -> str:
        return self.age.format(months=months, y=months // 12, m=months % 12)


WORDS = {"red": "Red", "amber": "Amber", "green": "Green"}
LETTERS = {"red": "R", "amber": "A", "green": "G"}
SENTENCES = {"red": "Red = failed to achieve desired outcome",
             "amber": "Amber = achieved desired outcome",
             "green": "Green = exceeded desired outcome"}
LOWER = {"red": "red", "amber": "amber", "green": "green"}

SCHOOLS = (
    School("S1", (0, 6), "{year}-{month:02}", WORDS, "{y}y{m}m", keeps_score_dates=True),
    School("S2", (0, 6), "{short}-{yy}", LETTERS, "{y}:{m:02}", counts_sessions_run=True),
    School("S3", (0, 6), "{month:02}/{year}", SENTENCES, "{months}", money="£{}"),
    School("S4", (0, 6), "{day:02}/{month:02}/{year}", LOWER, "{y}:{m:02}", keeps_score_dates=True),
    School("S5", (7, 9), "{name} {year}", WORDS, "{y}y{m}m", counts_sessions_run=True),
)


@dataclass
class Learner:
    id: str
    year: int
    need: str
    tier: str
    attendance: float
    age: int       # in months, in September
    lag: int       # months that reading is behind
    busy: set = field(default_factory=set)

    @property
    def year_group(self) -> str:
        return "R" if self.year == 0 else str(self.year)


# Codes of areas of need, each as often as it comes up.
NEEDS = ("DYSL", "DYSL", "DYSC", "MLD", "MLD", "MLD", "SLCD", "SLCD", "SLCD", "BESD", "BESD",
         "ADHD", "ASD", "ASD", "PMED", "DYSP")
TIERS = ("universal_plus", "targeted", "targeted", "targeted", "specific_alp")


def make_learners(dice: Dice, school: School, first_number: int) -> list[Learner]:
    learners = []
    for index in range(LEARNERS_PER_SCHOOL):
        year = school.years[0] + dice.below(school.years[1] - school.years[0] + 1)
        learners.append(Learner(
            id=f"L{first_number + index:04}",
            year=year,
            need=dice.pick(NEEDS),
            tier=dice.pick(TIERS),
            attendance=clamp(0.86 + 0.08 * dice.normal(), 0.5, 1.0),
            age=54 + 12 * year + dice.below(12) - 6,
            lag=6 + dice.below(22),
        ))
    return learners


# ------------------------------------------------------------------------------------------ scores


LOWEST_AGE_OF_TEST = 72  # months: below it the test says no more than "below 6 years"


@dataclass
class Scores:
    baseline: int
    target: int
    actual: int


def make_scores(dice: Dice, item: Intervention, learner: Learner, attendance: float,
                months: float) -> Scores:
    measure = MEASURES[item.measure]
    gain = item.gain_per_month * months * attendance / 0.85 + item.spread * dice.normal()
    aimed = max(1, round(measure.target_per_month * months))
    if measure.steps:
        last = len(measure.steps)
        baseline = 1 + dice.below(3)
        aimed = min(aimed, last - baseline)
    elif measure.id == "reading_age":
        baseline = learner.age + 6 - learner.lag
    elif measure.id == "phonics_check":
        baseline = 8 + dice.below(14)
    elif measure.id == "maths_score":
        baseline = 74 + dice.below(18)
    else:
        baseline = 14 + dice.below(12)
    actual = baseline + measure.direction * round(gain)
    if measure.steps:
        actual = int(clamp(actual, 1, last))
    elif measure.id in ("phonics_check", "sdq_total"):
        actual = int(clamp(actual, 0, 40))
    target = baseline + measure.direction * aimed
    if measure.id == "phonics_check":
        target = min(target, 40)
    if measure.id == "reading_age":
        target = max(target, LOWEST_AGE_OF_TEST)
    return Scores(baseline, target, actual)


def outcome_of(scores: Scores, measure: Measure) -> str:
    margin = measure.direction * (scores.actual - scores.target)
    tolerance = measure.document.get("tolerance", 0)
    if margin < -tolerance:
        return "red"
    return "green" if margin > tolerance else "amber"


def write_score(value: int, measure: Measure, school: School) -> str:
    if measure.steps:
        return measure.steps[value - 1]
    if measure.id == "reading_age":
        if value < LOWEST_AGE_OF_TEST:
            return "<" + school.write_age(LOWEST_AGE_OF_TEST)
        return school.write_age(value)
    return str(value)


def write_aim(scores: Scores, measure: Measure, last: date) -> str:
    by = f"by {MONTH_NAMES[last.month - 1]} {last.year}"
    if measure.steps:
        return f"{measure.steps[scores.target - 1].capitalize()} without help, {by}"
    if measure.id == "reading_age":
        return f"A reading age of {scores.target // 12} years {scores.target % 12} months {by}"
    if measure.id == "phonics_check":
        return f"Read {scores.target} of the 40 words {by}"
    if measure.id == "maths_score":
        return f"A standardised score of {scores.target} {by}"
    return f"Total difficulties down to {scores.target} or less, {by}"


# ----------------------------------------------------------------------------------------- records


def choose_window(dice: Dice, item: Intervention, school: School) -> Window:
    window = window_of(((2023, 9), (2024, 7)) if item.whole_year else dice.pick(PERIODS))
    if "{day" not in school.period:
        return window
    days = [day for day in SCHOOL_DAYS if window.first <= day <= window.last]
    return Window(days[dice.below(8)], days[-1 - dice.below(6)])


def choose_group(dice: Dice, item: Intervention, learners: list[Learner],
                 window: Window) -> list[Learner]:
    """Learners of neighbouring years with the need, who are not in the intervention already."""
    def is_free(learner: Learner) -> bool:
        return (learner.need in item.needs and item.years[0] <= learner.year <= item.years[1]
                and all(name != item.name or last < window.first or first > window.last
                        for name, first, last in learner.busy))

    free = dice.shuffled([learner for learner in learners if is_free(learner)])
    if not free:
        return []
    near = [learner for learner in free if abs(learner.year - free[0].year) <= 1]
    return near[:dice.pick(item.groups)]


def make_group(dice: Dice, item: Intervention, school: School,
               learners: list[Learner]) -> list[tuple[date, dict[str, str]]]:
    window = choose_window(dice, item, school)
    group = choose_group(dice, item, learners, window)
    if len(group) < min(item.groups):
        return []
    frequency = dice.pick(item.frequencies)
    team = dice.pick(item.teams)
    hours = dice.pick(item.hours)
    due = SESSIONS_PER_SCHOOL_DAY[frequency] * window.days()
    run = clamp(round(due * dice.between(0.93, 1.0)), 1, int(due + 0.001))
    days = [day for day in SCHOOL_DAYS if window.first <= day <= window.last]
    tested = Window(days[dice.below(5)], days[-1 - dice.below(5)])
    rows = []
    for learner in group:
        learner.busy.add((item.name, window.first, window.last))
        share = clamp(learner.attendance + 0.05 * dice.normal(), 0.4, 1.0)
        attended = int(clamp(round(share * due), 1, run))
        measure = MEASURES[item.measure]
        scores = make_scores(dice, item, learner, attended / due,
                             window.months_of_progress())
        row = {
            "learner_id": learner.id,
            "school_id": school.id,
            "cluster_id": "C1",
            "authority_id": "A1",
            "year_group": learner.year_group,
            "area_of_need": learner.need,
            "tier": learner.tier,
            "support_type": item.support_type,
            "intervention": item.name,
            "learners_per_session": str(len(group)),
            "frequency": FREQUENCY_LABELS[frequency],
            "session_hours": hours,
            "started": school.write_period(window.first),
            "ended": school.write_period(window.last),
            "sessions_attended": str(attended),
            "aim": write_aim(scores, measure, window.last),
            "outcome": school.outcomes[outcome_of(scores, measure)],
        }
        for place, role in enumerate(team):
            row["delivered_by" if place == 0 else f"delivered_by_{place + 1}"] = role
        if school.counts_sessions_run:
            row["sessions_delivered"] = str(int(run))
        if item.name == "Speech Sounds one to one" and dice.chance(0.6):
            row["episodes_per_session"] = str(30 + 5 * dice.below(9))
        if item.equipment and dice.chance(0.5):
            row["capital_cost"] = school.money.format(item.equipment)
        if dice.chance(item.measured):
            row["measure"] = item.measure
            row["baseline"] = write_score(scores.baseline, measure, school)
            row["target"] = write_score(scores.target, measure, school)
            row["actual"] = write_score(scores.actual, measure, school)
            if school.keeps_score_dates:
                row["baseline_date"] = school.write_date(tested.first)
                row["actual_date"] = school.write_date(tested.last)
        rows.append((window.first, row))
    return rows


def make_school(dice: Dice, school: School, learners: list[Learner]) -> list[dict[str, str]]:
    weighted = [item for item in INTERVENTIONS for _ in range(item.weight)]
    rows: list[tuple[date, dict[str, str]]] = []
    while len(rows) < RECORDS_PER_SCHOOL:
        rows += make_group(dice, dice.pick(weighted), school, learners)
    rows.sort(key=lambda row: row[0])  # stable: a group stays together
    for number, (_, row) in enumerate(rows, start=1):
        row["id"] = f"{school.id}-{number:03}"
    return [row for _, row in rows]


# ---------------------------------------------------------------------------------------- mistakes


@dataclass(frozen=True)
class Mistake:
    """A mistake that people make: on which records it can be made, and what it changes."""

    what: str
    fits: object    # row -> bool
    changes: object  # row -> {field: text}


def in_school(school: str):
    return lambda row: row["school_id"] == school


def with_measure(measure: str, *schools: str):
    return lambda row: row.get("measure") == measure and row["school_id"] in schools


MISTAKES = (
    Mistake("a frequency misspelt", in_school("S2"), lambda row: {"frequency": "Weeekly"}),
    Mistake("a month that does not exist", in_school("S3"), lambda row: {"started": "13/2023"}),
    Mistake("a day that does not exist", in_school("S4"), lambda row: {"ended": "31/11/2023"}),
    Mistake("ended before it started",
            lambda row: row["school_id"] == "S5" and row["started"].endswith("2023")
            and row["ended"].endswith("2024"),
            lambda row: {"started": row["ended"], "ended": row["started"]}),
    Mistake("more sessions attended than could be",
            lambda row: row["school_id"] == "S1" and row["frequency"] == "Weekly",
            lambda row: {"sessions_attended": row["sessions_attended"] + "0"}),
    Mistake("no session attended", in_school("S3"), lambda row: {"sessions_attended": "0"}),
    Mistake("a word for a number", in_school("S4"), lambda row: {"sessions_attended": "twelve"}),
    Mistake("no outcome", in_school("S5"), lambda row: {"outcome": ""}),
    Mistake("an outcome that is none of the three", in_school("S2"),
            lambda row: {"outcome": "Yellow"}),
    Mistake("minutes where hours are asked for",
            lambda row: row["intervention"] == "Social Stories groups"
            and row["learners_per_session"] == "5" and int(row["sessions_attended"]) <= 10,
            lambda row: {"session_hours": "45"}),
    Mistake("a role that the rate card does not have",
            lambda row: row["delivered_by"] == "Teaching assistant" and row["school_id"] == "S5",
            lambda row: {"delivered_by": "Teaching asistant"}),
    Mistake("an id used twice",
            lambda row: row["school_id"] == "S1" and int(row["id"][3:]) > 1,
            lambda row: {"id": f"S1-{int(row['id'][3:]) - 1:03}"}),
    Mistake("an age that could be read in two ways", with_measure("reading_age", "S1", "S2"),
            lambda row: {"actual": "7.4"}),
    Mistake("a step that the ladder does not have", with_measure("pencil_ladder", "S3", "S4"),
            lambda row: {"actual": "writes his name"}),
)


def make_mistakes(dice: Dice, rows: list[dict[str, str]]) -> None:
    """Each mistake once, on records of their own."""
    spoilt: set[int] = set()
    for mistake in MISTAKES:
        candidates = [number for number, row in enumerate(rows)
                      if number not in spoilt and mistake.fits(row)]
        number = dice.pick(candidates)
        rows[number].update(mistake.changes(rows[number]))
        spoilt.add(number)


def buy_devices(rows: list[dict[str, str]]) -> None:
    """Two communication aids, with their price as a spreadsheet shows it."""
    aids = [row for row in rows if row["intervention"] == "Speech Sounds one to one"
            and row["tier"] == "specific_alp"]
    for row, price in zip((aids[0], aids[-1]), ("£1,250.00", "£480.00")):
        row["capital_cost"] = price


# ------------------------------------------------------------------------------------------- files


def make_rows() -> list[dict[str, str]]:
    dice = Dice(SEED)
    rows: list[dict[str, str]] = []
    for place, school in enumerate(SCHOOLS):
        learners = make_learners(dice, school, 1 + place * LEARNERS_PER_SCHOOL)
        rows += make_school(dice, school, learners)
    buy_devices(rows)
    make_mistakes(dice, rows)
    return rows


def csv_text() -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS.values())
    for row in make_rows():
        writer.writerow(row.get(name, "") for name in HEADINGS)
    return text.getvalue()


def config_text() -> str:
    return json.dumps(configuration(), indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    folder = Path(__file__).resolve().parent
    (folder / "cluster.csv").write_bytes(csv_text().encode("utf-8"))
    (folder / "config.json").write_bytes(config_text().encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
