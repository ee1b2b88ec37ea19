"""trend.json: lines through values over days, rank correlation and tests of a trend."""

from .check import Check, Expected, expect_numbers

OLS = {
    "slope": "slope",
    "intercept": "intercept",
    "df": "df",
    "r_squared": "r_squared",
    "sigma": "sigma",
    "se_slope": "se_slope",
    "se_intercept": "se_intercept",
    "slope_ci_low": "slope_ci.low",
    "slope_ci_high": "slope_ci.high",
    "intercept_ci_low": "intercept_ci.low",
    "intercept_ci_high": "intercept_ci.high",
}
THEIL_SEN = {
    "slope": "slope",
    "intercept_joint": "intercept_joint",
    "intercept_separate": "intercept_separate",
    "n_slopes": "n_slopes",
    "ci_low": "ci.low",
    "ci_high": "ci.high",
}
SIEGEL = {
    "slope": "slope",
    "intercept_hierarchical": "intercept_hierarchical",
    "intercept_separate": "intercept_separate",
}
KENDALL = {
    "tau_b": "tau_b",
    "S": "s",
    "var_S": "var_s",
    "z": "z",
    "p_asymptotic": "p",
    "z_cc": "z_cc",
    "p_asymptotic_cc": "p_cc",
    "p_exact": "p_exact",
}
MANN_KENDALL = {
    "tau_b": "tau_b",
    "S": "s",
    "var_S": "var_s",
    "z": "z",
    "p": "p",
    "z_cc": "z_cc",
    "p_cc": "p_cc",
}


def checks(case):
    given, blocks = case["inputs"], case["expect"]
    days = {"day": given["day"], "value": given["value"]}
    with_level = {**days, "level": given["level"]}
    parts = {
        "ols_trend": (with_level, ols(blocks)),
        "theil_sen": (with_level, theil_sen(blocks)),
        "siegel": (days, expect_numbers(blocks.get("siegel", {}), SIEGEL, 1e-10)),
        "kendall": ({"x": given["day"], "y": given["value"]}, kendall(blocks)),
        "mann_kendall": (days, mann_kendall(blocks)),
    }
    names = {"ols_trend": "ols"}
    together = [Expected("n", float(blocks["n"]))]
    for call, (args, expected) in parts.items():
        expected = [Expected("n", float(blocks["n"])), *expected]
        yield Check(call, args, expected)
        block = names.get(call, call)
        together += [
            Expected(f"{block}.{e.path}", e.value, e.rel, e.abs, e.reason) for e in expected
        ]
    yield Check("trend", with_level, together)


def nothing(paths):
    return [Expected(path, None) for path in paths]


def ols(blocks):
    exact = blocks.get("ols_exact", {})
    lines = nothing(["slope", "intercept"]) if "slope" not in exact else []
    errors = nothing(["se_slope", "t", "p", "slope_ci.low"]) if "sigma" not in exact else []
    # On an exact line the errors are 0 or rounding noise, and there is no t.
    if exact.get("sigma") == 0.0:
        return expect_numbers(exact, OLS, 1e-10) + nothing(["t", "p"]) + lines
    tests = expect_numbers(exact, {"t": "t"}, 1e-10) + expect_numbers(exact, {"p": "p"}, 1e-9)
    return expect_numbers(exact, OLS, 1e-10) + tests + lines + errors


def theil_sen(blocks):
    found = blocks.get("theil_sen", {})
    gilbert = blocks.get("theil_sen_ci_gilbert", {})
    expected = expect_numbers(found, THEIL_SEN, 1e-10)
    expected += expect_numbers(
        gilbert, {"ci_low": "ci_gilbert.low", "ci_high": "ci_gilbert.high"}, 1e-9
    )
    if "slope" not in found:
        expected += nothing(["slope", "intercept_joint", "ci.low", "ci_gilbert.low"])
    if "ci_undefined" in found:
        expected += nothing(["ci.low", "ci.high"])
    if "undefined" in gilbert:
        expected += nothing(
            path for path in ("ci_gilbert.low", "ci_gilbert.high") if gilbert.get(path[11:]) is None
        )
    return expected


def kendall(blocks):
    found = blocks.get("kendall", {})
    expected = expect_numbers(found, KENDALL, 1e-9)
    if "tau_b" not in found:
        expected += nothing(["tau_b", "p"])
    if "var_S" not in found:
        expected += nothing(["z", "p", "z_cc", "p_cc"])
    if "p_exact_undefined" in found:
        expected += nothing(["p_exact"])
    return expected


def mann_kendall(blocks):
    found = blocks.get("mann_kendall", {})
    if "S" not in found:
        return nothing(["s", "z", "p", "p_cc"])
    return expect_numbers(found, MANN_KENDALL, 1e-9)
