"""goal_attainment.json: T scores of goals."""

from .check import Check, Expected, expect_numbers

SAME = ("mean_level", "t_achieved", "t_baseline", "t_change")


def checks(case):
    expect = case["expect"]
    if "undefined" in expect:
        expected = [Expected(name, None) for name in SAME if name.startswith("t_")]
    else:
        expected = expect_numbers(expect, {name: name for name in SAME}, 1e-12, abs=1e-13)
        expected.append(Expected("n", expect["n_goals"]))
        if not case["inputs"]["baseline"]:
            expected.append(Expected("t_change", None, reason="not_estimable"))
    yield Check("goal_attainment", case["inputs"], expected)
