"""cost_effectiveness.json: ratios of cost and effect."""

from statistics import mean

from .check import Check, Expected, expect_numbers, is_number

PLAIN = 1e-12
REL = 1e-9

QUADRANTS = {
    "NE": "north_east",
    "SE": "south_east_dominant",
    "SE_dominant": "south_east_dominant",
    "NW": "north_west_dominated",
    "NW_dominated": "north_west_dominated",
    "SW": "south_west",
}


def expect_set(block, path):
    """A Fieller set; "degenerate" is the edge of a kind, where the answer is either neighbour."""
    if not block or block["type"] == "degenerate":
        return
    yield Expected(f"{path}.kind", block["type"])
    for limit in ("low", "high"):
        value = block.get(limit)
        if is_number(value):
            yield Expected(f"{path}.{limit}", value, REL, abs=1e-12)
        elif block["type"] == "whole_line":
            yield Expected(f"{path}.{limit}", None)
    yield from expect_numbers(block, {"df": "df"}, REL, prefix=f"{path}.")


def expect_ratio(expect, defined, name):
    if expect[defined]:
        return [Expected(name, expect[name], PLAIN)]
    return [Expected(name, None, reason="undefined_ratio")]


def cer(given, expect):
    names = ("mean_cost", "mean_effect", "total_cost", "total_effect")
    expected = [Expected("n", expect["n"])]
    expected += expect_numbers(expect, {name: name for name in names}, PLAIN, abs=1e-13)
    expected += expect_ratio(expect, "cer_defined", "cer")
    expected += expect_numbers(expect, {"delta_se": "delta_se"}, REL, abs=1e-12)
    expected += expect_set(expect.get("fieller_t"), "fieller_t")
    expected += expect_set(expect.get("fieller_z"), "fieller_z")
    args = {"cost": given["cost"], "effect": given["effect"]}
    yield Check("cost_effectiveness", args, expected)
    figures = {"nmb": "nmb", "se": "se", "df": "df", "ci_low_t": "ci.low", "ci_high_t": "ci.high"}
    for block in expect.get("nmb", []):
        yield Check(
            "cost_effectiveness",
            args | {"willingness_to_pay": block["wtp"]},
            expect_numbers(block, figures, REL, "net_benefit.", abs=1e-10),
        )


def icer(given, expect):
    names = ("n1", "n0", "delta_cost", "delta_effect")
    expected = expect_numbers(expect, {name: name for name in names}, PLAIN, abs=1e-12)
    expected += expect_numbers(
        expect,
        {"se_delta_cost": "se_delta_cost", "se_delta_effect": "se_delta_effect"},
        REL,
    )
    quadrant = QUADRANTS.get(expect["quadrant"])
    expected.append(Expected("quadrant", quadrant))
    if expect["icer_defined"]:
        expected.append(Expected("icer", expect["icer"], REL))
    else:
        expected.append(Expected("icer", None, reason="undefined_ratio"))
    expected += expect_set(expect.get("fieller_z"), "fieller_z")
    expected += expect_set(expect.get("fieller_t"), "fieller_t")
    args = {name: given[name] for name in ("cost1", "effect1", "cost0", "effect0")}
    yield Check("icer", args, expected)
    figures = {
        "inmb": "inmb",
        "se": "se",
        "ci_low_z": "ci_z.low",
        "ci_high_z": "ci_z.high",
        "prob_cost_effective_normal": "prob_cost_effective",
        "welch_df": "welch_df",
        "ci_low_welch": "ci_welch.low",
        "ci_high_welch": "ci_welch.high",
        "p_welch": "p_welch",
    }
    for block in expect.get("inmb", []):
        yield Check(
            "icer",
            args | {"willingness_to_pay": block["wtp"]},
            expect_numbers(block, figures, REL, "net_benefit.", abs=1e-10),
        )


def ratio_of_means(given, expect):
    figures = {"ratio": "ratio", "t": "t", "p": "p", "ci_low": "set.low", "ci_high": "set.high"}
    for name, equal in (("equal_var", True), ("welch", False)):
        block = expect.get(name)
        if not block:
            continue
        # Where its set is unbounded the reference has no numbers, and the ratio exists all the same.
        found = mean(given["x"]) / mean(given["y"])
        expected = [Expected("ratio", found, PLAIN)] if block.get("unbounded") else []
        expected += expect_numbers(block, figures, REL)
        if is_number(block.get("df")):
            # The packages print the degrees of freedom of the test.
            expected.append(Expected("df", block["df"], REL))
        if "ci_low" in block:
            expected.append(Expected("set.kind", "bounded"))
        yield Check("ratio_of_means", given | {"equal_variances": equal}, expected)


def cost_per_success(given, expect):
    expected = [
        Expected("total_cost", expect["total_cost"], PLAIN),
        Expected("cost_per_learner", expect["cost_per_learner"], PLAIN),
    ]
    expected += expect_ratio(expect, "defined", "cost_per_success")
    for row, value in enumerate(expect["each"]):
        reason = None if is_number(value) else "undefined_ratio"
        expected.append(Expected(f"rows.{row}.cost_per_success", value, PLAIN, reason=reason))
    yield Check("cost_per_success", given, expected)


def bootstrap_cer(given, expect):
    # The tolerances are for 2,000 replicates; with 8,000 half of them must do.
    args = {"cost": given["cost"], "effect": given["effect"], "replicates": 8000, "seed": 20240901}
    half = 0.5
    yield Check(
        "bootstrap_cost_effectiveness",
        args,
        [
            Expected("boot_mean", expect["boot_mean"], abs=half * expect["tol_mean"]),
            Expected("boot_se", expect["boot_se"], rel=half * expect["tol_se_rel"]),
            Expected("ci.low", expect["pct_low"], abs=half * expect["tol_pct"]),
            Expected("ci.high", expect["pct_high"], abs=half * expect["tol_pct"]),
        ],
    )


READERS = {
    "cer": cer,
    "icer": icer,
    "ratio_of_means": ratio_of_means,
    "cost_per_success": cost_per_success,
    "bootstrap_cer": bootstrap_cer,
}


def checks(case):
    yield from READERS[case["group"]](case["inputs"], case["expect"])
