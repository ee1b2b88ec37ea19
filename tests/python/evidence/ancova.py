"""ancova.json: two groups before and after, without schools and with."""

from .check import Check, Expected, expect_numbers, is_number

PLAIN_NAMES = """
    n n_group0 n_group1 intercept slope_pre se_intercept se_slope_pre adjusted_difference se t df p
    residual_sd r_squared adjusted_mean_group0 adjusted_mean_group1 unadjusted_difference
    sd_post_pooled sd_post_total es_pooled_post_sd es_pooled_hedges es_residual_sd es_total_post_sd
"""
PLAIN = {name: name for name in PLAIN_NAMES.split()} | {
    "ci_low": "interval.low",
    "ci_high": "interval.high",
    "es_pooled_ci_low": "es_pooled_interval.low",
    "es_pooled_ci_high": "es_pooled_interval.high",
}
FIXED = {"intercept": "se_intercept", "slope_pre": "se_slope_pre", "adjusted_difference": "se"}
SCHOOLS_NAMES = """
    n n_schools sd_post_pooled sd_post_total es_pooled_post_sd es_residual_sd
    es_total_conditional_sd es_total_unconditional_sd es_within_unconditional_sd
    es_total_conditional_hedges2007 es_total_unconditional_hedges2007
"""
SCHOOLS = {name: name for name in SCHOOLS_NAMES.split()}


def checks(case):
    return plain(case) if case["group"] == "ancova" else schools(case)


def plain(case):
    expect = case["expect"]
    if expect["defined"]:
        expected = expect_numbers(expect, {"p": "p"}, 1e-9)
        expected += expect_numbers(expect, names_of(case), 1e-9, abs=rounding_of(case))
        expected += [
            Expected(path, None) for name, path in PLAIN.items() if expect.get(name, 0) is None
        ]
    else:
        expected = [
            Expected(path, None) for path in ("adjusted_difference", "se", "p", "es_pooled_post_sd")
        ]
    yield Check("ancova", case["inputs"], expected)


def names_of(case):
    """Where the fit is perfect, only that the library says so is of interest in what divides by it."""
    noise = case.get("unstable") or case["expect"]["t"] is None
    left_out = {"p"} | ({"t", "es_residual_sd"} if noise else set())
    return {name: path for name, path in PLAIN.items() if name not in left_out}


def rounding_of(case):
    """What rounding of the scores leaves of a difference that is 0."""
    return 1e-14 * max(abs(value) for value in case["inputs"]["post"] if value is not None)


def schools(case):
    given, expect = case["inputs"], case["expect"]
    tolerance = expect["tol_rel"]
    labels = {name: float(at) for at, name in enumerate(dict.fromkeys(given["school"]))}
    args = {name: given[name] for name in ("pre", "post", "group")}
    args["school"] = [labels[name] for name in given["school"]]
    expected = [Expected("design", given["design"])]
    for method in ("reml", "ml"):
        expected += fit(expect[method], f"{method}.", tolerance)
    expected += variances(expect["unconditional"], "unconditional.", tolerance)
    near = tolerance * max(1.0, abs(expect["z"]))
    spread = expect["reml"]["se"]
    expected += [
        Expected("z", expect["z"], near, near),
        Expected("interval_z.low", expect["ci_low_z"], tolerance, tolerance * spread),
        Expected("interval_z.high", expect["ci_high_z"], tolerance, tolerance * spread),
    ]
    # An effect as near to 0 as a millionth of its standard error is known to no more digits.
    in_sds = spread / expect["sd_post_pooled"]
    expected += expect_numbers(expect, SCHOOLS, tolerance, abs=tolerance * in_sds)
    yield Check("ancova_schools", args, expected + packaged(expect))


def fit(block, prefix, tolerance):
    """Estimates against the larger of themselves and their standard error."""
    expected = variances(block, prefix, tolerance)
    for name, error in FIXED.items():
        expected.append(Expected(prefix + name, block[name], tolerance, tolerance * block[error]))
        expected.append(Expected(prefix + error, block[error], tolerance))
    expected.append(Expected(prefix + "minus2_loglik", block["minus2_loglik"], tolerance))
    expected.append(Expected(prefix + "boundary", "yes" if block["boundary"] else "no"))
    return expected


def variances(block, prefix, tolerance):
    """Variances against their sum; on the boundary exactly 0."""
    total = block["var_school"] + block["var_residual"]
    small = 0.0 if block.get("boundary") else tolerance
    return [
        Expected(prefix + "var_school", block["var_school"], small, small * total),
        Expected(prefix + "var_residual", block["var_residual"], tolerance),
        Expected(prefix + "icc", block["icc"], small, small),
    ]


def packaged(expect):
    """eefAnalytics's total effect with its limits, which it rounds to two decimals."""
    blocks = expect.get("eefAnalytics_2dp", {})
    expected = []
    for name, block in blocks.items():
        if not all(is_number(value) for value in block.get("total", [None])):
            continue
        effect, low, high = block["total"]
        interval = f"es_total_{name}_interval"
        expected.append(Expected(f"es_total_{name}_hedges2007", effect, abs=0.0051))
        expected.append(Expected(f"{interval}.low", low, abs=0.0051))
        expected.append(Expected(f"{interval}.high", high, abs=0.0051))
    return expected
