"""single_case.json: two phases of one learner.

Figures come from `exact` where it has them; limits of SingleCaseES's root search are not used, nor
`exact`'s upper limit at NAP = 0, where its own search stopped at 0 (the mirrored case has the root).
What a baseline's line leaves of values on it is the same number, but for rounding: the packages then
count ties or not as rounding falls. Both Taus of what is left are worked here from the decimals as
written, in fractions, and the packages' figures are used where they agree with those.
"""

import math
import statistics
from fractions import Fraction

from .check import Check, Expected, expect_numbers

EXACT_NAP = {
    "n_A": "n_a",
    "n_B": "n_b",
    "pos": "positive",
    "tie": "tied",
    "neg": "negative",
    "NAP": "nap",
    "NAP_ci_low": "ci.low",
    "NAP_ci_high": "ci.high",
}
EXACT = {
    "n_A": "n_a",
    "n_B": "n_b",
    "Tau": "tau.estimate",
    "Tau_ci_low": "tau.ci.low",
    "Tau_ci_high": "tau.ci.high",
    "S_A": "s_a",
    "Tau_U": "tau_u",
    "PND": "pnd",
    "PEM": "pem",
    "PAND": "pand",
    "IRD": "ird",
    "min_removed": "min_removed",
}
SINGLE = 1e-6  # the Kendall package computes in single precision


def checks(case):
    given, blocks = case["inputs"], case["expect"]
    empty = any(all(x is None for x in given[phase]) for phase in "AB")
    alone = none(["nap", "se", "ci.low"]) if empty else nap(blocks)
    yield Check("nap", given, alone)
    within = [Expected(f"nap.{e.path}", e.value, e.rel, e.abs) for e in alone]
    if empty:
        figures = ["tau.estimate", "tau_u", "pnd", "pem", "pand", "ird", "lrri.estimate"]
        yield Check("single_case", given, within + none([*figures, "smd.corrected.estimate"]))
        return
    yield Check("single_case", given, within + single_case(given, blocks))


def none(paths):
    return [Expected(path, None) for path in paths]


def exact_figures(blocks, names):
    exact = dict(blocks.get("exact", {}))
    if exact.get("NAP") == 0:
        exact.pop("NAP_ci_high")
        exact.pop("Tau_ci_high")
    # Near a limit of 0 Tau's is the difference of near values: as exact as NAP's.
    return expect_numbers(exact, names, 1e-10, abs=1e-13)


def numbers(blocks, name, names, rel=1e-10, abs=1e-14):
    return expect_numbers(blocks.get(name, {}), names, rel, abs=abs)


def nap(blocks):
    expected = exact_figures(blocks, EXACT_NAP)
    expected += numbers(blocks, "NAP", {"est": "nap", "se": "se"})
    expected += numbers(blocks, "NAP_hanley", {"se": "se_hanley"})
    expected += numbers(blocks, "NAP_null", {"se": "se_null"})
    scan = blocks.get("scan_nap", {})
    return expected + expect_numbers(scan, {"Ties": "tied"}, 1e-12)


def effect(blocks, name, path, rel=1e-10):
    names = {"est": "estimate", "se": "se", "ci_low": "ci.low", "ci_high": "ci.high"}
    return numbers(blocks, name, {key: f"{path}.{to}" for key, to in names.items()}, rel)


def log_ratio(blocks, name, path):
    plain = {"est": "uncorrected", "ci_low": "uncorrected_ci.low", "ci_high": "uncorrected_ci.high"}
    percent = {
        "est": "percent_change",
        "ci_low": "percent_change_ci.low",
        "ci_high": "percent_change_ci.high",
    }
    expected = effect(blocks, name, path)
    for suffix, names in (("uncorrected", plain), ("pct_change", percent)):
        found = {key: f"{path}.{to}" for key, to in names.items()}
        expected += numbers(blocks, f"{name}_{suffix}", found, abs=1e-12)
    if name in blocks and blocks[name].get("est") in (None, "NaN", "Inf", "-Inf"):
        expected += none([f"{path}.estimate"])
    return expected


def single_case(given, blocks):
    expected = exact_figures(blocks, EXACT)
    expected += numbers(blocks, "Tau", {"est": "tau.estimate", "se": "tau.se"})
    expected += baseline_corrected(given, blocks)
    for block, path in (("Tau_U", "tau_u"), ("PND", "pnd"), ("PEM", "pem"), ("PAND", "pand")):
        expected += numbers(blocks, block, {"est": path})
    expected += numbers(blocks, "IRD", {"est": "ird"})
    expected += effect(blocks, "SMD", "smd.corrected")
    expected += effect(blocks, "SMD_uncorrected", "smd.uncorrected")
    expected += numbers(blocks, "SMD", {"baseline_SD": "smd.sd"} if has_sd(blocks) else {})
    expected += effect(blocks, "SMD_pooled", "smd_pooled.corrected")
    for name in ("LRRi", "LRRd"):
        expected += log_ratio(blocks, name, name.lower())
    expected += effect(blocks, "LOR", "lor")
    expected += effect(blocks, "LOR_uncorrected", "lor_uncorrected")
    expected += effect(blocks, "LRM", "lrm")
    if blocks.get("LRM", {}).get("se") in ("NaN", "Inf"):
        expected += none(["lrm.se"])
    return expected


def sign(x):
    return (x > 0) - (x < 0)


def decimals(values):
    return [Fraction(repr(x)) for x in values if x is not None]


def exact_taus(given):
    """Tau and Kendall's tau-b of what the baseline's Theil-Sen line leaves, or None."""
    a, b = decimals(given["A"]), decimals(given["B"])
    if len(a) < 2 or len(a) + len(b) > 500:
        return None
    pairs = [(i, j) for j in range(len(a)) for i in range(j)]
    slope = statistics.median((a[j] - a[i]) / (j - i) for i, j in pairs)
    direction = 1 if given["improvement"] == "increase" else -1
    left = [direction * (y - slope * i) for i, y in enumerate(a + b)]
    s = sum(sign(y - x) for x in left[: len(a)] for y in left[len(a) :])
    n = len(left)
    varying = sum(left[i] != left[j] for j in range(n) for i in range(j))
    tau_b = s / math.sqrt(varying * len(a) * len(b)) if varying else 0.0
    return s / (len(a) * len(b)), tau_b


def baseline_corrected(given, blocks):
    line = {"slope": "tau_bc.slope", "intercept": "tau_bc.intercept"}
    expected = numbers(blocks, "Tau_BC", line, 1e-9, 1e-12)
    taus = exact_taus(given)
    if taus is None:
        return expected
    tau, tau_b = taus
    expected.append(Expected("tau_bc.estimate", tau, 1e-12, 1e-15))
    expected.append(Expected("tau_bc.kendall.estimate", tau_b, 1e-12, 1e-15))
    if agrees(blocks, "Tau_BC", tau):
        expected += numbers(blocks, "Tau_BC", {"se": "tau_bc.se"})
    if agrees(blocks, "Tau_BC_kendall", tau_b):
        names = {"se": "se", "ci_low": "ci.low", "ci_high": "ci.high"}
        found = {key: f"tau_bc.kendall.{to}" for key, to in names.items()}
        expected += numbers(blocks, "Tau_BC_kendall", found, SINGLE, SINGLE)
    return expected


def agrees(blocks, name, value):
    found = blocks.get(name, {}).get("est")
    return isinstance(found, (int, float)) and abs(found - value) < SINGLE


def has_sd(blocks):
    """A standard deviation of 0 is no unit, and the block then has no figures."""
    return blocks.get("SMD", {}).get("baseline_SD") not in (0, None)
