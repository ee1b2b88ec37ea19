"""paired_effect.json: gains of the same learners, standardised in every way that has a name."""

from .check import Check, Expected, expect_numbers

SUMS = 1e-10
EXACT = 1e-9
NONCENTRAL = 1e-8
# 1 less nearly 1: the rounding of the reference's J is seen.
CANCELLED = 1e-7

COUNTS_AND_MEANS = {
    "n_total": "n_total",
    "n": "n",
    "mean_pre": "mean_pre",
    "mean_post": "mean_post",
    "mean_gain": "gain_mean",
}
SPREADS = {"sd_pre": "sd_pre", "sd_post": "sd_post", "r": "r", "sd_gain": "gain_sd"}
FORMULA = {
    "J_exact": "j",
    "J_approx": "j_approx",
    "d_z": "d_z",
    "g_z_J_exact": "g_z",
    "d_av_rms": "d_av",
    "d_av_mean_sd": "d_av_mean_sd",
    "d_pre": "d_pre",
    "d_pre_J_exact": "g_pre",
    "d_rm": "d_rm",
    "g_rm_J_exact": "g_rm",
    "borenstein_V_d": "d_rm_normal.variance",
    "borenstein_SE_d": "d_rm_normal.se",
}
T_TEST = {
    "t": "t",
    "df": "df",
    "p": "p",
    "mean_diff": "estimate",
    "ci_low": "low",
    "ci_high": "high",
}
NONCENTRAL_LIMITS = {
    "ncp_low": "ncp_low",
    "ncp_high": "ncp_high",
    "d_z_ci_low": "d_low",
    "d_z_ci_high": "d_high",
    "g_z_ci_low": "g_low",
    "g_z_ci_high": "g_high",
}
NORMAL = {
    "d": "d",
    "d_ci_low": "low",
    "d_ci_high": "high",
    "g": "g",
    "g_ci_low": "g_low",
    "g_ci_high": "g_high",
}
ESTIMATE = {"yi": "estimate", "vi": "variance", "ci_low": "low", "ci_high": "high"}
# Blocks by where their figures are; metafor 3.8's variance of SMCRH is J^2 too small.
BLOCKS = [
    ("wilcoxon", {"V": "v", "p_normal_cc": "p"}, "wilcoxon."),
    ("wilcoxon_exact", {"V": "v", "p_exact": "p_exact"}, "wilcoxon."),
    ("effectsize_083_d_z", {"d_z": "d_z"}, ""),
    ("effectsize_083_g_z", {"g_z": "g_z"}, ""),
    ("effectsize_102_rm_z", NORMAL, "d_z_normal."),
    ("effectsize_102_rm_av", NORMAL, "d_av_normal."),
    ("effectsize_102_rm_rm", NORMAL, "d_rm_normal."),
    ("effectsize_102_rm_b", NORMAL, "d_pre_normal."),
    ("metafor_38_SMCC", ESTIMATE, "smcc."),
    ("metafor_38_SMCR", ESTIMATE, "smcr."),
    ("metafor_38_SMCRH", {"yi": "estimate"}, "smcrh."),
    ("metafor_38_MC", {"yi": "gain_mean"}, ""),
    ("metafor_50_SMCC", ESTIMATE, "smcc."),
    ("metafor_50_SMCR", ESTIMATE, "smcr."),
    ("metafor_50_SMCRH", ESTIMATE, "smcrh."),
    ("metafor_50_SMCRP", ESTIMATE, "smcrp."),
    ("metafor_50_SMCRPH", ESTIMATE, "smcrph."),
]


def effects(expect):
    yield from expect_numbers(expect["basic"], SPREADS | {"se_gain": "gain_se"}, SUMS)
    yield from expect_numbers(expect["t_test"], T_TEST, EXACT, "t_test.")
    formula = expect.get("formula", {})
    yield from expect_numbers(formula, COUNTS_AND_MEANS | SPREADS | FORMULA, EXACT, abs=1e-14)
    exact = expect.get("nct_exact", {})
    yield from expect_numbers(exact, {"t": "t", "p": "p"}, EXACT, "t_test.")
    yield from expect_numbers(exact, NONCENTRAL_LIMITS, NONCENTRAL, "d_z_noncentral.")
    for name, figures, prefix in BLOCKS:
        yield from expect_numbers(expect.get(name, {}), figures, EXACT, prefix, abs=1e-14)
    unbiased = {"vi_UB": "smcc_variance_unbiased"}
    yield from expect_numbers(expect["metafor_50_SMCC"], unbiased, CANCELLED)
    if expect["basic"]["mean_pre"] > 0 and expect["basic"]["mean_post"] > 0:
        yield from expect_numbers(expect["metafor_38_ROMC"], ESTIMATE, EXACT, "log_ratio.")


def too_few():
    names = ["d_z", "g_z", "d_av", "g_av", "d_rm", "g_rm", "d_pre", "d_z_noncentral.g_low"]
    return [Expected(name, None, reason="too_few") for name in names]


def checks(case):
    expect = case["expect"]
    expected = expect_numbers(expect["basic"], COUNTS_AND_MEANS, SUMS, abs=1e-14)
    if expect["basic"]["n"] < 3:
        expected += too_few()
    elif not case.get("unstable"):
        expected += effects(expect)
    yield Check("paired_effect", {name: case["inputs"][name] for name in ("pre", "post")}, expected)
