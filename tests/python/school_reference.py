"""School calendars and the sessions due, in exact fractions: an implementation of its own.

It follows the definitions and shares no code with the library, so that the two can be compared. A
calendar knows its school days; `sessions_due` says what a frequency expects of a period: the mean
over the equally likely timetables, the least and the most.
"""

import bisect
import calendar as months_calendar
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

FREQUENCIES = (
    "daily",
    "term_days",
    "weekly",
    "twice_weekly",
    "three_times_weekly",
    "four_times_weekly",
    "fortnightly",
    "every_three_weeks",
    "monthly",
    "half_termly",
    "termly",
)
EVERY_DAY = {"daily", "term_days"}
TIMES_A_WEEK = {"weekly": 1, "twice_weekly": 2, "three_times_weekly": 3, "four_times_weekly": 4}
WEEKS_APART = {"fortnightly": 2, "every_three_weeks": 3}
BY_PERIOD = {"monthly": "month", "half_termly": "half_term", "termly": "term"}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
SCHOOL_WEEK = 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class SchoolDay:
    """A school day and what it belongs to; the parts are numbered over the whole calendar."""

    day: date
    year: int
    term: int
    half_term: tuple
    week: tuple  # the academic year and the week's number in it
    month: tuple


@dataclass(frozen=True)
class Due:
    """What a frequency expects of a period."""

    per_week: Fraction
    school_days: int
    school_weeks: int
    mean: Fraction
    least: int
    most: int


def days_between(first, last):
    return (first + timedelta(days=i) for i in range((last - first).days + 1))


def monday_of(day):
    return day - timedelta(days=day.weekday())


def monday_from(day):
    return day + timedelta(days=-day.weekday() % 7)


def friday_until(day):
    return day - timedelta(days=(day.weekday() - 4) % 7)


def month_last(year, month):
    return date(year, month, months_calendar.monthrange(year, month)[1])


def easter(year):
    """Easter Sunday, by the anonymous Gregorian method."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def typical_year(year):
    """The year that the rule of the typical calendar makes, in the form of a configuration."""
    sunday = easter(year + 1)
    weeks_before = 8 if sunday > date(year + 1, 4, 14) else 7
    breaks = (
        monday_of(month_last(year, 10)),
        sunday + DAY - timedelta(weeks=weeks_before),
        monday_of(month_last(year + 1, 5)),
    )
    terms = (
        ("Autumn", monday_from(date(year, 9, 1)), friday_until(date(year, 12, 22))),
        ("Spring", monday_from(date(year + 1, 1, 4)), sunday - timedelta(days=9)),
        ("Summer", sunday + timedelta(days=8), friday_until(date(year + 1, 7, 21))),
    )
    return {
        "name": f"{year}/{(year + 1) % 100:02d}",
        "terms": [
            {
                "name": name,
                "start": str(start),
                "end": str(end),
                "half_term": {"start": str(pause), "end": str(pause + timedelta(days=4))},
            }
            for (name, start, end), pause in zip(terms, breaks, strict=True)
        ],
        "closures": [str(monday_from(date(year + 1, 5, 1)))],
    }


class Calendar:
    """A calendar from its years, each as a configuration has it."""

    def __init__(self, years):
        self.days = []
        self.years = years
        self.coverage = []
        self.term_names = []
        for number, year in enumerate(years):
            self._add_year(number, year)
        self.days.sort(key=lambda day: day.day)
        self._dates = [day.day for day in self.days]
        self.sizes = {
            part: Counter(getattr(day, part) for day in self.days)
            for part in ("month", "half_term", "term")
        }

    @classmethod
    def typical(cls, first=1990, last=2099):
        return cls([typical_year(year) for year in range(first, last + 1)])

    def _add_year(self, number, year):
        closures = {date.fromisoformat(day) for day in year.get("closures", ())}
        found = []
        for term in year["terms"]:
            self.term_names.append(term["name"])
            first, last = date.fromisoformat(term["start"]), date.fromisoformat(term["end"])
            pause = term.get("half_term")
            if pause:
                begin = date.fromisoformat(pause["start"])
                end = date.fromisoformat(pause["end"])
            for day in days_between(first, last):
                if day.weekday() >= SCHOOL_WEEK or day in closures:
                    continue
                if pause and begin <= day <= end:
                    continue
                after = bool(pause) and day > end
                found.append((day, len(self.term_names) - 1, after))
        weeks = sorted({monday_of(day) for day, _, _ in found})
        week_number = {monday: i for i, monday in enumerate(weeks)}
        for day, term, after in found:
            week = (number, week_number[monday_of(day)])
            self.days.append(
                SchoolDay(day, number, term, (term, after), week, (day.year, day.month))
            )
        self.coverage.append(self._span(year))

    @staticmethod
    def _span(year):
        first = min(date.fromisoformat(term["start"]) for term in year["terms"])
        last = max(date.fromisoformat(term["end"]) for term in year["terms"])
        # Terms from July on open the academic year of their own September.
        begins = first.year if first.month >= 7 else first.year - 1
        return min(date(begins, 9, 1), first), max(date(begins + 1, 8, 31), last)

    def covers(self, first, last):
        """Whether every day from first to last is known."""
        day = first
        for begin, end in sorted(self.coverage):
            if begin <= day <= end:
                day = end + DAY
        return day > last

    def in_window(self, window):
        """The school days of a window (first, last); none where it is empty."""
        first, last = window
        return self.days[
            bisect.bisect_left(self._dates, first) : bisect.bisect_right(self._dates, last)
        ]

    def year_of(self, day):
        """The number of the academic year that holds a day."""
        begun = [(span[0], i) for i, span in enumerate(self.coverage) if span[0] <= day]
        return max(begun)[1]

    def nominal_rate(self, frequency, day, daily):
        """Sessions in a school week, by name alone."""
        if frequency == "daily" and daily == "all_days":
            return Fraction(7)
        if frequency in EVERY_DAY:
            return Fraction(5)
        if frequency in TIMES_A_WEEK:
            return Fraction(TIMES_A_WEEK[frequency])
        if frequency in WEEKS_APART:
            return Fraction(1, WEEKS_APART[frequency])
        number = self.year_of(day)
        of_year = [one for one in self.days if one.year == number]
        periods = {getattr(one, BY_PERIOD[frequency]) for one in of_year}
        return Fraction(len(periods), len({one.week for one in of_year}))


def window_days(window):
    """How many days a window has."""
    return max((window[1] - window[0]).days + 1, 0)


def _weekday_counts(days):
    counts = Counter(one.day.weekday() for one in days)
    return [counts[weekday] for weekday in range(SCHOOL_WEEK)]


def _phase_counts(days, apart, weekdays):
    counts = Counter((one.day.weekday(), one.week[1] % apart) for one in days)
    return [counts[weekday, phase] for weekday in weekdays for phase in range(apart)]


def _figures(school, frequency, wide, narrow, weekdays):
    """Mean, least and most over the timetables."""
    if frequency in EVERY_DAY:
        return Fraction(len(wide)), len(narrow), len(wide)
    if frequency in TIMES_A_WEEK:
        times = TIMES_A_WEEK[frequency]
        if weekdays:
            count = [sum(one.day.weekday() in weekdays for one in days) for days in (wide, narrow)]
            return Fraction(count[0]), count[1], count[0]
        least = sum(sorted(_weekday_counts(narrow))[:times])
        most = sum(sorted(_weekday_counts(wide))[-times:])
        return Fraction(times * len(wide), SCHOOL_WEEK), least, most
    if frequency in WEEKS_APART:
        apart = WEEKS_APART[frequency]
        chosen = weekdays or range(SCHOOL_WEEK)
        counts = _phase_counts(wide, apart, chosen)
        least = min(_phase_counts(narrow, apart, chosen))
        return Fraction(sum(counts), len(counts)), least, max(counts)
    part = BY_PERIOD[frequency]
    inside = Counter(getattr(one, part) for one in wide)
    surely = Counter(getattr(one, part) for one in narrow)
    sizes = school.sizes[part]
    mean = sum((Fraction(count, sizes[key]) for key, count in inside.items()), Fraction(0))
    return mean, sum(surely[key] == sizes[key] for key in surely), len(inside)


def sessions_due(school, frequency, widest, narrowest, *, weekdays=(), daily="school_days"):
    """What a frequency expects of the two windows; weekdays are numbers from Monday = 0."""
    wide, narrow = school.in_window(widest), school.in_window(narrowest)
    mean, least, most = _figures(school, frequency, wide, narrow, weekdays)
    if frequency == "daily" and daily != "school_days":
        of_week = 7 if daily == "all_days" else SCHOOL_WEEK
        most, least = (
            sum(day.weekday() < of_week for day in days_between(*window))
            for window in (widest, narrowest)
        )
        mean = Fraction(most)
    return Due(
        per_week=school.nominal_rate(frequency, widest[0], daily),
        school_days=len(wide),
        school_weeks=len({one.week for one in wide}),
        mean=mean,
        least=least,
        most=most,
    )
