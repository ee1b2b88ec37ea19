"""proportion.json: one share, the difference of two, a funnel of many."""

from .check import Check, Expected, expect_numbers

CLOSED_FORM = 1e-10
QUANTILE = 1e-9
# A limit that is the small difference of two numbers near 1 is right to the rounding of those.
ROUNDING = 1e-15


def checks(case):
    given = {name: value for name, value in case["inputs"].items() if name != "kind"}
    reader = {"one": one_share, "two": two_shares, "funnel": funnel}[case["inputs"]["kind"]]
    yield from reader(given, case["expect"])


def one_share(given, expect):
    if "undefined" in expect:
        paths = ("estimate", "wilson.low", "wilson.high", "clopper_pearson.low")
        yield Check("proportion", given, [Expected(path, None) for path in paths])
        return
    closed = {
        "estimate": "estimate",
        "wilson_low": "wilson.low",
        "wilson_high": "wilson.high",
        "R_prop_test_low": "wilson.low",
        "R_prop_test_high": "wilson.high",
    }
    exact = {
        "clopper_pearson_low": "clopper_pearson.low",
        "clopper_pearson_high": "clopper_pearson.high",
        "R_binom_test_low": "clopper_pearson.low",
        "R_binom_test_high": "clopper_pearson.high",
    }
    yield Check(
        "proportion",
        given,
        expect_numbers(expect, closed, CLOSED_FORM, abs=ROUNDING)
        + expect_numbers(expect, exact, QUANTILE)
        + [Expected("x", given["x"]), Expected("n", given["n"])],
    )


def limits(expect, name, path):
    if name not in expect:
        return []
    low, high = expect[name]
    return [
        Expected(f"{path}.low", low, CLOSED_FORM, ROUNDING),
        Expected(f"{path}.high", high, CLOSED_FORM, ROUNDING),
    ]


def two_shares(given, expect):
    if "undefined" in expect:
        yield Check("proportion_difference", given, [Expected("difference", None)])
        return
    closed = {
        "difference": "difference",
        "newcombe_low": "newcombe.low",
        "newcombe_high": "newcombe.high",
        "chisq_pooled": "chi_squared",
    }
    expected = expect_numbers(expect, closed, CLOSED_FORM, abs=ROUNDING)
    expected += expect_numbers(expect, {"p_pooled": "p"}, QUANTILE)
    expected += limits(expect, "newcombe_statsmodels", "newcombe")
    expected += limits(expect, "wald_unclipped", "wald")
    expected += limits(expect, "wald_clipped", "wald_clipped")
    expected += limits(expect, "agresti_caffo_unclipped", "agresti_caffo")
    if "p_pooled_undefined" in expect:
        expected += [Expected("chi_squared", None), Expected("p", None, reason="no_variation")]
    yield Check("proportion_difference", given, expected)


def funnel(given, expect):
    if "undefined" in expect:
        yield Check("funnel", given, [Expected("target", None)])
        return
    expected = [Expected("n", len(given["x"])), Expected("target", given["target"])]
    for at in range(len(given["x"])):
        unit = f"units.{at}"
        for name in ("p_le", "p_ge"):
            expected.append(Expected(f"{unit}.{name}", expect[name][at], QUANTILE, 1e-300))
        for level, block in (("95", "limits_95"), ("99.8", "limits_998")):
            for name, values in expect["limits"][level].items():
                expected.append(Expected(f"{unit}.{block}.{name}", values[at], QUANTILE, 1e-13))
            if f"flag_{level}" in expect:
                place = expect[f"flag_{level}"][at]
                expected.append(Expected(f"{unit}.{block}.place", place))
    yield Check("funnel", given, expected)
