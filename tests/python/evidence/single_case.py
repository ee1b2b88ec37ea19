"""single_case.json: two phases of one learner.

Figures come from `exact` where it has them; limits of SingleCaseES's root search are not used, nor
`exact`'s upper limit at NAP = 0, where its own search stopped at 0 (the mirrored case has the root).
"""

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
ROUGH = 1e-4  # limits by SingleCaseES's uniroot
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
    yield Check("single_case", given, within + single_case(blocks))


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
    if blocks.get(name, {}).get("est") in (None, "NaN", "Inf", "-Inf"):
        expected += none([f"{path}.estimate"])
    return expected


def single_case(blocks):
    expected = exact_figures(blocks, EXACT)
    expected += numbers(blocks, "Tau", {"est": "tau.estimate", "se": "tau.se"})
    corrected = {"est": "estimate", "se": "se", "slope": "slope", "intercept": "intercept"}
    expected += numbers(
        blocks, "Tau_BC", {key: f"tau_bc.{to}" for key, to in corrected.items()}, 1e-9
    )
    expected += effect(blocks, "Tau_BC_kendall", "tau_bc.kendall", SINGLE)
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


def has_sd(blocks):
    """A standard deviation of 0 is no unit, and the block then has no figures."""
    return blocks.get("SMD", {}).get("baseline_SD") not in (0, None)
