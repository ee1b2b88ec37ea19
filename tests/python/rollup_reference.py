"""Roll-ups in exact arithmetic: an implementation of its own, without the library.

`Rollup(reference, by, totals=True)` takes records (dicts, see record_reference.py) one by one and
answers every figure of every row. Decimals are Fractions, doubles floats worked out exactly or at
50 digits and rounded once, counts ints; None is what cannot be known.
"""

import math
from collections import Counter
from decimal import Decimal, localcontext
from fractions import Fraction

from record_reference import HOURS, MONEY, NORMAL_975, NotRead, number_of, ratio, rounded, text_of

DIGITS = 50
NORMAL = Decimal(NORMAL_975)
FEWEST_PAIRS = 3  # for an effect size
FIELDS = frozenset(
    """id learner_id school_id cluster_id authority_id year_group area_of_need tier support_type
    intervention delivered_by delivered_by_2 delivered_by_3 learners_per_session frequency weekdays
    session_hours started ended sessions_attended sessions_delivered episodes_per_session aim
    outcome outcome_score capital_cost measure baseline baseline_date target actual actual_date
    cohort""".split()
)
MEASURE_FIGURES = (
    "n_pairs",
    "baseline_mean",
    "actual_mean",
    "gain_mean",
    "gain_sd",
    "gain_total",
    "correlation",
    "d_z",
    "d_av",
    "hedges_g",
    "hedges_g_low",
    "hedges_g_high",
    "target_met_rate",
    "ratio_gain_mean",
    "n_reliably_improved",
    "n_reliably_deteriorated",
    "cost_per_unit_gain",
)


def decimal_of(value):
    """A Fraction at the digits of the context."""
    value = Fraction(value)
    return Decimal(value.numerator) / Decimal(value.denominator)


def wilson(successes, total):
    """The 95% interval of a share; an end that is 0 or 1 in exact arithmetic is that."""
    if total == 0:
        return None, None
    with localcontext() as context:
        context.prec = DIGITS
        n, p = Decimal(total), Decimal(successes) / total
        square = NORMAL * NORMAL
        middle = p + square / (2 * n)
        half = NORMAL * ((p * (1 - p) + square / (4 * n)) / n).sqrt()
        scale = 1 + square / n
        low = 0.0 if successes == 0 else float((middle - half) / scale)
        high = 1.0 if successes == total else float((middle + half) / scale)
    return low, high


def variance(values):
    """The exact variance (n - 1); None of fewer than two values."""
    n = len(values)
    if n < 2:
        return None
    total = sum(values)
    return (n * sum(value * value for value in values) - total * total) / Fraction(n * (n - 1))


def covariance(left, right):
    """The exact covariance (n - 1) of as many values as two or more."""
    n = len(left)
    products = sum(a * b for a, b in zip(left, right, strict=True))
    return (n * products - sum(left) * sum(right)) / Fraction(n * (n - 1))


def root(value):
    """The square root of a Fraction as a Decimal of the context."""
    return decimal_of(value).sqrt()


def gamma_of_half(twice):
    """Gamma(twice / 2) as (a rational, whether times the root of pi)."""
    if twice % 2 == 0:
        return Fraction(math.factorial(twice // 2 - 1)), False
    k = (twice - 1) // 2
    return Fraction(math.factorial(2 * k), 4**k * math.factorial(k)), True


def hedges_correction(df):
    """The exact J(df) = gamma(df/2) / (sqrt(df/2) gamma((df-1)/2)), as a Decimal."""
    pi = Decimal("3.14159265358979323846264338327950288419716939937510582097494")
    above, above_pi = gamma_of_half(df)
    below, below_pi = gamma_of_half(df - 1)
    quotient = decimal_of(above / below)
    if above_pi != below_pi:
        quotient = quotient * pi.sqrt() if above_pi else quotient / pi.sqrt()
    return quotient / root(Fraction(df, 2))


def effects(before, after, sign):
    """d_z, d_av, Hedges' g of d_av with its normal limits, and the correlation."""
    found = dict.fromkeys(
        ("correlation", "d_z", "d_av", "hedges_g", "hedges_g_low", "hedges_g_high")
    )
    gains = [sign * (b - a) for a, b in zip(before, after, strict=True)]
    n = len(gains)
    if n < 2:
        return found
    spread_before, spread_after, spread = variance(before), variance(after), variance(gains)
    mean = sum(gains) / Fraction(n)
    with localcontext() as context:
        context.prec = DIGITS
        if spread_before and spread_after:
            product = root(spread_before * spread_after)
            found["correlation"] = float(decimal_of(covariance(before, after)) / product)
        if n < FEWEST_PAIRS:
            return found
        if spread:
            found["d_z"] = float(decimal_of(mean) / root(spread))
        average = (spread_before + spread_after) / 2
        if average:
            d_av = decimal_of(mean) / root(average)
            half = NORMAL * root(spread / n / average)
            correction = hedges_correction(n - 1)
            found["d_av"] = float(d_av)
            found["hedges_g"] = float(correction * d_av)
            found["hedges_g_low"] = float(correction * (d_av - half))
            found["hedges_g_high"] = float(correction * (d_av + half))
    return found


class Share:
    """What one record adds to one group."""

    def __init__(self, record, figures, carried):
        self.record = record
        self.figures = figures
        self.carried = carried
        impact = figures.impact
        self.staff_hours = impact["staff_hours"]
        self.staff_cost = impact["staff_cost"]
        self.capital_cost = impact["capital_cost"]
        self.total_cost = impact["total_cost"]
        self.learner = figures.dimensions["learner_id"]

    def of_role(self, role):
        """The same record as one of its roles has it: that role's own hours and cost."""
        share = Share(self.record, self.figures, self.carried)
        parts = self.figures.parts
        share.staff_hours = rounded(parts["received"] * role.people, HOURS)
        if role.rate is None:
            share.staff_cost = share.total_cost = None
        else:
            share.staff_cost = rounded(role.rate * role.people * parts["each_hour"], MONEY)
            share.total_cost = share.staff_cost + share.capital_cost
        return share


def learners_of(shares):
    """The distinct learners of some records, and how many records are of nobody known."""
    known = {share.learner for share in shares if share.learner}
    return len(known), sum(not share.learner for share in shares)


def outcomes_of(shares):
    """How many records are red, amber and green, and how many have no outcome (None)."""
    return Counter(share.figures.outcome for share in shares)


def figures_of(shares, measures, numeric):
    """Every figure of a row."""
    n = len(shares)
    learners, unidentified = learners_of(shares)
    outcomes = outcomes_of(shares)
    achieved = outcomes["amber"] + outcomes["green"]
    with_outcome = n - outcomes[None]
    low, high = wilson(achieved, with_outcome)

    def total(name):
        return sum((share.figures.impact[name] for share in shares), Fraction(0))

    received = [share.figures.impact["hours_received"] for share in shares]
    spread = variance(received)
    row = {
        "n_records": n,
        "n_learners": learners,
        "n_unidentified": unidentified,
        "n_red": outcomes["red"],
        "n_amber": outcomes["amber"],
        "n_green": outcomes["green"],
        "n_no_outcome": outcomes[None],
        "n_achieved": achieved,
        "achieved_rate": ratio(achieved, with_outcome),
        "achieved_low": low,
        "achieved_high": high,
        "sessions_scheduled": total("sessions_scheduled"),
        "sessions_attended": total("sessions_attended"),
        "attendance_rate": ratio(total("sessions_attended"), total("sessions_scheduled")),
        "hours_planned": total("hours_planned"),
        "hours_received": total("hours_received"),
        "hours_received_mean": ratio(total("hours_received"), n),
        "hours_received_sd": standard_deviation(spread),
        "staff_hours": sum((share.staff_hours for share in shares), Fraction(0)),
        "n_censored": sum(share.figures.censored for share in shares),
    }
    row.update(cost_figures(shares))
    row.update(measure_figures(shares, measures))
    row["carried"] = {name: carried_figures(shares, name) for name in numeric}
    return row


def standard_deviation(spread):
    """The root of a variance as a double; None without one."""
    if spread is None:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return float(root(spread))


def cost_figures(shares):
    """The cost figures of a row: all of them over its costed records alone."""
    costed = [share for share in shares if share.total_cost is not None]
    names = ("staff_cost", "capital_cost", "total_cost")
    divided = ("cost_per_learner", "cost_per_hour", "cost_per_outcome", "cost_per_exceeded")
    row = dict.fromkeys((*names, *divided))
    row["n_uncosted"] = len(shares) - len(costed)
    if not costed:
        return row
    for name in names:
        row[name] = sum((getattr(share, name) for share in costed), Fraction(0))
    outcomes = outcomes_of(costed)
    divisors = (
        sum(learners_of(costed)),
        sum((share.figures.impact["hours_received"] for share in costed), Fraction(0)),
        outcomes["amber"] + outcomes["green"],
        outcomes["green"],
    )
    for name, divisor in zip(divided, divisors, strict=True):
        row[name] = ratio(row["total_cost"], divisor)
    return row


def measure_figures(shares, measures):
    """What the scores of a row say, where its records that have a measure share one."""
    row = dict.fromkeys(MEASURE_FIGURES)
    measured = [share for share in shares if share.figures.measure is not None]
    ids = {share.figures.measure for share in measured}
    row["n_measures"] = len(ids)
    if len(ids) != 1:
        return row
    sign = measures[next(iter(ids)).casefold()].sign
    pairs = [share for share in measured if share.figures.impact["gain"] is not None]
    before = [share.figures.baseline for share in pairs]
    after = [share.figures.actual for share in pairs]
    gains = [share.figures.impact["gain"] for share in pairs]
    n = len(pairs)
    row.update(effects(before, after, sign))
    row.update(
        n_pairs=n,
        baseline_mean=ratio(sum(before), n),
        actual_mean=ratio(sum(after), n),
        gain_mean=ratio(sum(gains), n),
        gain_sd=standard_deviation(variance(gains)),
        gain_total=sum(gains, Fraction(0)) if pairs else None,
    )
    derived = [share.figures.impact["derived_outcome"] for share in measured]
    derived = [outcome for outcome in derived if outcome is not None]
    row["target_met_rate"] = ratio(sum(outcome != "red" for outcome in derived), len(derived))
    ratios = [share.figures.impact["exact_ratio_gain"] for share in measured]
    ratios = [rounded(one, 6) for one in ratios if one is not None]
    row["ratio_gain_mean"] = ratio(sum(ratios), len(ratios))
    changes = Counter(share.figures.impact["reliable_change"] for share in measured)
    if changes.total() > changes[None]:
        row["n_reliably_improved"] = changes["improved"]
        row["n_reliably_deteriorated"] = changes["deteriorated"]
    both = [share for share in pairs if share.total_cost is not None]
    gain = sum(share.figures.impact["gain"] for share in both)
    if gain > 0:
        row["cost_per_unit_gain"] = ratio(sum(share.total_cost for share in both), gain)
    return row


def carried_figures(shares, name):
    """The n and the mean of a carried column of numbers."""
    values = [share.carried[name] for share in shares if share.carried.get(name) is not None]
    return {"n": len(values), "mean": ratio(sum(values), len(values))}


class Rollup:
    """Records grouped by a list of dimensions, with the subtotals of every leading part of it."""

    def __init__(self, reference, by, totals=True):
        self.reference = reference
        self.by = list(by)
        self.totals = totals
        self.groups = {}
        self.ids = set()
        self.numeric = {}
        self.n_records = self.n_rejected = self.n_comparison = 0
        self.errors = Counter()

    @property
    def n_analysed(self):
        return self.n_records - self.n_rejected

    def add(self, record):
        self.n_records += 1
        figures = self.reference.analyse(record)
        self._check_id(record, figures)
        if figures.errors:
            self.n_rejected += 1
            self.errors.update(figures.errors)
            return
        if figures.comparison:
            self.n_comparison += 1
            return
        share = Share(record, figures, self._carried(record))
        at = self.by.index("role") if "role" in self.by else len(self.by)
        key = [None if name == "role" else self._part(record, figures, name) for name in self.by]
        levels = range(0 if self.totals else len(self.by), len(self.by) + 1)
        for level in levels:
            if level <= at:
                self._put(key[:level], share)
        if at == len(self.by):
            return
        for role in figures.roles:
            key[at] = role.name
            own = share.of_role(role)
            for level in levels:
                if level > at:
                    self._put(key[:level], own)

    def _check_id(self, record, figures):
        name = text_of(record.get("id"))
        if not name:
            return
        known = (text_of(record.get("school_id")), name)
        if known in self.ids:
            figures.errors.add("duplicate_id")
        self.ids.add(known)

    def _part(self, record, figures, name):
        if name in figures.dimensions:
            return figures.dimensions[name] or None
        return text_of(record.get(name)) or None

    def _carried(self, record):
        values = {}
        for name, value in record.items():
            if name in FIELDS or name in self.by or not text_of(value):
                continue
            try:
                values[name] = number_of(value, MONEY)
                self.numeric.setdefault(name, True)
            except NotRead:
                self.numeric[name] = False
        return values

    def _put(self, key, share):
        self.groups.setdefault(tuple(key), []).append(share)

    def rows(self):
        """The rows in order: keys by their bytes, null last, subtotals after their members."""

        def place(key):
            parts = [(part is None, (part or "").encode()) for part in key]
            return [(0, *part) for part in parts] + [(1,)] * (len(self.by) - len(key))

        numeric = sorted(name for name, all_numbers in self.numeric.items() if all_numbers)
        for key in sorted(self.groups, key=place):
            row = {"group": dict(zip(self.by, key, strict=False)), "level": len(key)}
            row.update(figures_of(self.groups[key], self.reference.measures, numeric))
            yield row
