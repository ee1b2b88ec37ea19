"""two_group.json: two groups compared."""

from .check import Check, Expected, expect_numbers

SUMS = 1e-10
EXACT = 1e-9
NONCENTRAL = 1e-8
# 1 less nearly 1: the rounding of the reference's J is seen.
CANCELLED = 1e-7
# Limits that the reference searches for: usually right so far, and not for a huge effect.
SEARCHED = 1e-4
HUGE = 5.0

BASIC = {
    "n_x": "n_x",
    "n_y": "n_y",
    "mean_x": "mean_x",
    "mean_y": "mean_y",
    "sd_x": "sd_x",
    "sd_y": "sd_y",
    "mean_diff": "difference",
    "sd_pooled": "sd_pooled",
    "var_ratio": "variance_ratio",
}
T_TEST = {"t": "t", "df": "df", "p": "p", "se": "se", "ci_low": "low", "ci_high": "high"}
FORMULA = {
    "df": "t_student.df",
    "mean_diff": "difference",
    "sd_pooled": "sd_pooled",
    "J_exact": "j",
    "J_approx": "j_approx",
    "d": "d",
    "g_J_exact": "g",
    "g_J_approx": "wwc_g",
    "borenstein_V_d": "d_normal.variance",
    "wwc_g": "wwc_g",
    "glass_delta": "glass_delta",
}
LIMITS = {
    "d_ci_low": "d_low",
    "d_ci_high": "d_high",
    "g_ci_low": "g_low",
    "g_ci_high": "g_high",
    "t": "t",
}
ESTIMATE = {"yi": "estimate", "vi": "variance", "ci_low": "low", "ci_high": "high"}
# metafor 3.8's variances of SMDH and SMD1H are J^2 too small, and its ROM is the uncorrected one.
BLOCKS = [
    ("t_student", T_TEST, "t_student."),
    ("t_welch", T_TEST, "t_welch."),
    ("wilcoxon", {"W": "w", "p_normal_cc": "p"}, "mann_whitney."),
    ("wilcoxon_exact", {"W": "w", "p_exact": "p_exact"}, "mann_whitney."),
    ("effectsize_083_cohens_d", {"d": "d"}, ""),
    ("effectsize_083_hedges_g", {"g": "g"}, ""),
    ("effectsize_083_cohens_d_unpooled", {"d": "d_unpooled"}, ""),
    ("effectsize_083_hedges_g_unpooled", {"g": "g_unpooled"}, ""),
    ("effectsize_083_glass_delta", {"delta": "glass_delta"}, ""),
    ("effectsize_083_cliffs_delta", {"delta": "cliffs_delta.estimate"}, ""),
    ("effectsize_083_p_superiority", {"p": "p_superiority.estimate"}, ""),
    ("effectsize_083_cohens_u3", {"u3": "cohens_u3.estimate"}, ""),
    ("effectsize_102_glass_delta_adjust", {"delta": "glass_delta_corrected"}, ""),
    ("metafor_38_MD", ESTIMATE, "mean_difference."),
    ("metafor_38_SMD", ESTIMATE, "smd."),
    ("metafor_38_SMDH", {"yi": "estimate"}, "smdh."),
    ("metafor_38_SMD1", ESTIMATE, "smd1."),
    ("metafor_50_MD", ESTIMATE, "mean_difference."),
    ("metafor_50_SMD", ESTIMATE, "smd."),
    ("metafor_50_SMDH", ESTIMATE, "smdh."),
    ("metafor_50_SMD1", ESTIMATE, "smd1."),
    ("metafor_50_SMD1H", ESTIMATE, "smd1h."),
]
OF_POSITIVE_MEANS = [
    ("metafor_38_ROM", ESTIMATE, "log_ratio."),
    ("metafor_50_ROM", ESTIMATE, "log_ratio_corrected."),
]
SEARCHED_BLOCKS = [
    ("effectsize_102_hedges_g_unpooled", LIMITS, "unpooled_noncentral."),
    (
        "effectsize_102_glass_delta",
        {"delta_ci_low": "d_low", "delta_ci_high": "d_high"},
        "glass_noncentral.",
    ),
    ("effectsize_102_glass_delta_adjust", {"delta_ci_low": "g_low"}, "glass_noncentral."),
]


def figures(expect):
    basic = expect["basic"]
    formula = expect.get("formula", {})
    # With one degree of freedom J is 0, and a g of 0 no answer.
    some = basic["n_x"] + basic["n_y"] > 3
    of_g = ("J_exact", "J_approx", "g_J_exact", "g_J_approx", "wwc_g", "borenstein_V_d")
    names = {name: path for name, path in FORMULA.items() if some or name not in of_g}
    if not basic["sd_pooled"] and formula.get("sd_pooled") == 0:
        names.pop("df")
    yield from expect_numbers(formula, names, EXACT, abs=1e-14)
    yield from expect_numbers(expect.get("nct_exact", {}), LIMITS, NONCENTRAL, "d_noncentral.")
    for name, paths, prefix in BLOCKS:
        yield from expect_numbers(expect.get(name, {}), paths, EXACT, prefix, abs=1e-14)
    delta = expect["effectsize_083_cliffs_delta"]
    if delta["delta"] not in (-1, 1):
        limits = {"delta_ci_low": "low", "delta_ci_high": "high"}
        yield from expect_numbers(delta, limits, EXACT, "cliffs_delta.")
    if basic["mean_x"] > 0 and basic["mean_y"] > 0:
        for name, paths, prefix in OF_POSITIVE_MEANS:
            yield from expect_numbers(expect[name], paths, EXACT, prefix, abs=1e-14)
    unbiased = {"vi_UB": "smd_variance_unbiased"}
    yield from expect_numbers(expect["metafor_38_SMD"], unbiased, CANCELLED)
    if abs(formula.get("d", HUGE)) >= HUGE:
        return
    for name, paths, prefix in SEARCHED_BLOCKS:
        yield from expect_numbers(expect.get(name, {}), paths, SEARCHED, prefix, abs=SEARCHED)


def nobody(expect):
    reason = "too_few" if expect["basic"]["n_y"] else "no_comparison_group"
    names = ["difference", "d", "g", "t_student.t", "mann_whitney.w", "smd.variance"]
    return [Expected(name, None, reason=reason) for name in names]


def checks(case):
    expect = case["expect"]
    basic = expect["basic"]
    expected = expect_numbers(basic, BASIC, SUMS, abs=1e-14)
    if basic["n_x"] and basic["n_y"]:
        expected += figures(expect)
    else:
        expected += nobody(expect)
    yield Check("two_groups", {name: case["inputs"][name] for name in ("x", "y")}, expected)
