"""agreement.json: kappa of two raters, intraclass correlations of several."""

from .check import Check, Expected, expect_numbers, is_number

SUMS = 1e-10
QUANTILE = 1e-9
WEIGHTINGS = ("unweighted", "linear", "quadratic")


def checks(case):
    reader = {"kappa": kappa, "icc": intraclass}[case["inputs"]["kind"]]
    yield from reader(case["inputs"], case["expect"])


def kappa(given, expect):
    args = {name: value for name, value in given.items() if name != "kind"}
    expected = [Expected("n", expect["n"])]
    if "undefined" in expect:
        expected += [Expected(f"{name}.kappa", None) for name in WEIGHTINGS]
        expected.append(Expected("percent_agreement", None, reason="too_few"))
        yield Check("kappa", args, expected)
        return
    names = ("percent_agreement", "percent_within_1")
    expected += expect_numbers(expect, {name: name for name in names}, SUMS)
    for name in WEIGHTINGS:
        expected += weighted(expect[name], name)
    yield Check("kappa", args, expected)


def weighted(block, name):
    if "undefined" in block:
        return [
            Expected(f"{name}.{path}", None, reason="no_variation")
            for path in ("kappa", "se", "interval.low", "z", "p")
        ]
    same = ("kappa", "se", "se_null", "observed", "expected", "z")
    paths = {field: f"{name}.{field}" for field in same}
    limits = {"ci_low": f"{name}.interval.low", "ci_high": f"{name}.interval.high"}
    expected = expect_numbers(block, paths | limits, SUMS, abs=1e-15)
    expected += expect_numbers(block, {"p": f"{name}.p"}, QUANTILE)
    if "z_undefined" in block:
        expected += [Expected(f"{name}.{path}", None) for path in ("z", "p")]
    # vcd cuts its limits at -1 and 1.
    vcd = {
        field: value
        for field, value in block.get("vcd", {}).items()
        if field in ("kappa", "se") or (is_number(value) and abs(value) < 1)
    }
    return expected + expect_numbers(vcd, paths | limits, SUMS, abs=1e-15)


def intraclass(given, expect):
    ratings = given["ratings"]
    args = {
        "ratings": [rating for row in ratings for rating in row],
        "raters": len(ratings[0]) if ratings else expect["raters"],
        "level": given["level"],
    }
    expected = [Expected("n", expect["n"]), Expected("raters", expect["raters"])]
    exact = expect["exact"]
    if "undefined" in exact:
        expected += [Expected(f"{form}.icc", None) for form in ("icc_1_1", "icc_2_1", "icc_3_k")]
        yield Check("intraclass_correlation", args, expected)
        return
    for name, value in exact.items():
        path = f"{name}.icc" if name.startswith("icc") else name
        found = value if is_number(value) else None
        expected.append(Expected(path, found, QUANTILE, 1e-15))
    # Without any error F is infinite, and what the packages print is rounding noise.
    if exact["mse"] > 0 and exact["msr"] > 0:
        expected += with_error(expect, len(ratings[0]))
    yield Check("intraclass_correlation", args, expected)


def with_error(expect, raters):
    expected = []
    for form in ("icc_1_1", "icc_3_1", "icc_3_k"):
        block = {"F": "f", "df1": "df1", "df2": "df2", "p": "p"}
        limits = {"ci_low": "interval.low", "ci_high": "interval.high"}
        expected += expect_numbers(expect[form], block | limits, QUANTILE, f"{form}.", 1e-14)
    # Where the packages differ: psych's test, irr's limits and their degrees of freedom.
    agreement = expect["icc_2_1"]
    same = {"F": "icc_2_1.f", "df1": "icc_2_1.df1", "p_psych": "icc_2_1.p"}
    other = {"df2_psych": "icc_2_1.df2", "df2": "df_agreement"}
    limits = {"ci_low": "icc_2_1.interval.low", "ci_high": "icc_2_1.interval.high"}
    expected += expect_numbers(agreement, same | other | limits, QUANTILE, abs=1e-14)
    expected += expect_numbers(agreement, {"F": "icc_2_k.f", "p_psych": "icc_2_k.p"}, QUANTILE)
    for name, path in (("ci_low", "low"), ("ci_high", "high")):
        if not is_number(agreement[name]):
            continue
        divisor = 1 + (raters - 1) * agreement[name]
        stepped_up = raters * agreement[name] / divisor if divisor > 0 else None
        expected.append(Expected(f"icc_2_k.interval.{path}", stepped_up, 1e-8, 1e-14))
    return expected
