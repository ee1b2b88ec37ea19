"""quantile.json: distribution functions and quantiles."""

from .check import Check, Expected


def checks(case):
    given = case["inputs"]
    args = {name: value for name, value in given.items() if value is not None}
    yield Check("distribution", args, [Expected("value", case["expect"]["value"], 1e-8 if given.get("ncp") or given["fn"] == "nct_ncp" else 1e-10)])
