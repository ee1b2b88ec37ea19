"""education_measures.json: ratio gains, rates of improvement, months, cost bands, WWC index."""

from .check import Check, Expected, expect_numbers

EXACT = 1e-12
# A band of some documents above `large`, whose limit nobody has published; here it is `large`.
BANDS = {"remarkable": "large"}


def checks(case):
    yield from READERS[case["group"]](case["inputs"], case["expect"])


def band(path, word):
    return Expected(path, BANDS.get(word, word))


def ratio_gain(given, expect):
    expected = expect_numbers(expect, {"gain_months": "gain_months"}, EXACT)
    if expect["defined"]:
        expected += expect_numbers(expect, {"ratio_gain": "ratio_gain"}, EXACT)
        expected.append(band("band", expect["band"]))
    else:
        expected.append(Expected("ratio_gain", None, reason="undefined_ratio"))
        expected.append(Expected("band", None, reason="undefined_ratio"))
    yield Check("ratio_gain", given, expected)


def ratio_gain_group(given, expect):
    names = ("n", "ratio_of_means", "mean_of_ratios")
    expected = expect_numbers(expect, {name: name for name in names}, EXACT)
    for name in ("band_ratio_of_means", "band_mean_of_ratios"):
        expected.append(band(name, expect[name]))
    yield Check("ratio_gain_group", given, expected)


def ratio_gain_rollup(given, expect):
    names = ("n_weighted_mean", "unweighted_mean")
    expected = expect_numbers(expect, {name: name for name in names}, EXACT)
    expected.append(band("band", expect["band_n_weighted"]))
    yield Check("ratio_gain_rollup", given, expected)


def eef_months(given, expect):
    expected = [Expected("es_2dp", expect["es_2dp"], EXACT)]
    reason = None if expect["defined"] else "outside_table"
    expected.append(Expected("months", expect["months"], EXACT, reason=reason))
    expected.append(Expected("label", expect["label"], reason=reason))
    yield Check("eef_months", given | {"is_two_group_comparison": True}, expected)
    alone = [Expected(name, None, reason="no_comparison_group") for name in ("months", "label")]
    yield Check("eef_months", given | {"is_two_group_comparison": False}, alone)


def eef_months_trial(given, expect):
    args = given | {"is_two_group_comparison": True, "table": "trial_report"}
    yield Check("eef_months", args, [Expected("months", expect["months"])])


def cost_band(call):
    def read(given, expect):
        reason = None if expect["rating"] else "invalid_argument"
        yield Check(
            call,
            given,
            [
                Expected("rating", expect["rating"], reason=reason),
                Expected("band", expect["band"], reason=reason),
            ],
        )

    return read


def class_cost_band(given, expect):
    args = {name: value for name, value in given.items() if name != "version"}
    yield from cost_band("eef_cost_band_class25")(args, expect)


def wwc_improvement_index(given, expect):
    names = {
        "improvement_index": "improvement_index",
        "u3_percent": "u3_percent",
        "rounded_int_half_away": "improvement_index_rounded",
    }
    yield Check("wwc_improvement_index", given, expect_numbers(expect, names, 1e-13))


def rate_of_improvement(given, expect):
    args = {"days": given["days"], "scores": given["scores"]}
    expected = [Expected("n", expect["n_used"])]
    names = (
        "two_point_per_week",
        "ols_slope_per_week",
        "ols_intercept_at_first_date",
        "ols_se_slope",
        "r_squared",
    )
    for name in names:
        expected.append(Expected(name, expect[name], EXACT, 1e-14))
    yield Check("rate_of_improvement", args, expected)


READERS = {
    "ratio_gain": ratio_gain,
    "ratio_gain_group": ratio_gain_group,
    "ratio_gain_rollup": ratio_gain_rollup,
    "eef_months": eef_months,
    "eef_months_trial": eef_months_trial,
    "eef_cost_band": cost_band("eef_cost_band"),
    "eef_cost_band_class25": class_cost_band,
    "wwc_improvement_index": wwc_improvement_index,
    "rate_of_improvement": rate_of_improvement,
}
