"""meta.json: schools' effects combined."""

from .check import Check, Expected, expect_numbers, is_number

CLOSED = 1e-9
ITERATED = 1e-6
# An estimate or a limit near 0 is as exact as its standard error allows.
IN_ERRORS = 1e-9

METHODS = {
    "FE": "fixed",
    "EE": "fixed",
    "DL": "dersimonian_laird",
    "REML": "reml",
    "ML": "ml",
    "PM": "paule_mandel",
    "EB": "paule_mandel",  # the same equation
    "HE": "hedges",
    "SJ": "sidik_jonkman",
    "HS": "hunter_schmidt",
}
FIGURES = {
    "k": "n",
    "se_tau2": "se_tau2",
    "H2": "h2",
    "Q": "q",
    "Qp": "q_p",
    "stat": "stat",
    "p": "p",
    "df": "df",
    "loglik_REML": "log_likelihood",
    "loglik_ML": "log_likelihood",
}
LOCATIONS = {
    "estimate": "estimate",
    "se": "se",
    "ci_low": "ci.low",
    "ci_high": "ci.high",
    "pi_riley_low": "prediction.low",
    "pi_riley_high": "prediction.high",
}
NORMAL_PREDICTION = {"pi_low": "prediction_normal.low", "pi_high": "prediction_normal.high"}
BETWEEN = {"tau2", "se_tau2", "I2", "H2", "Q", "Qp", "pi_riley_low", "pi_riley_high"}
# The reference searches tau2 up to 100 alone.
LARGEST_TAU2 = 100
# What iterations of the reference leave of a tau2 that is 0, in its standard errors.
TAU2_NOISE = 1e-11
# Below this a p-value of the reference is rounding.
NO_P = 1e-15


def without(names, left_out):
    return {name: path for name, path in names.items() if name not in left_out}


def tau2_scale(block):
    scale = block.get("se_tau2")
    return scale if is_number(scale) else 0.0


def near_nothing(value):
    return is_number(value) and 0 < abs(value) < 1e-12


def fit(block, rel, normal_pi, k):
    """The figures of a block, as far as they mean the same."""
    figures, locations = dict(FIGURES), dict(LOCATIONS)
    if normal_pi:
        locations |= NORMAL_PREDICTION
    if k < 3:  # the reference takes at least one degree of freedom
        locations = without(locations, ("pi_riley_low", "pi_riley_high"))
    if near_nothing(block.get("Q")):  # all effects the same
        figures = without(figures, ("Q",))
    nothing_varies = block.get("stat") == "Inf"  # se 0: no test, where the reference has p = 0
    if nothing_varies:
        figures = without(figures, ("p",))
    expected = expect_numbers(block, figures, rel, abs=NO_P)
    if nothing_varies:
        expected += [Expected(path, None, reason="no_variation") for path in ("stat", "p")]
    expected += expect_numbers(block, {"tau2": "tau2"}, rel, abs=TAU2_NOISE * tau2_scale(block))
    expected += expect_numbers(block, {"I2": "i2"}, rel, abs=100 * TAU2_NOISE)
    se = block.get("se")
    expected += expect_numbers(block, locations, rel, abs=IN_ERRORS * se if is_number(se) else 0.0)
    return expected


def block_parts(name):
    """("metafor", "38", "REML", "knha") of a block's name."""
    parts = name.split("_")
    return parts if len(parts) == 4 else [*parts, ""]


def of_package(case, name, block, args):
    _, _, word, test = block_parts(name)
    if word not in METHODS or test not in ("", "knha") or "error" in block:
        return
    call = args | {"method": METHODS[word], "knapp_hartung": test == "knha"}
    k = len(case["inputs"]["yi"])
    if k == 1:
        yield Check("meta_analysis", call, of_one_school(block, test == "knha"))
        return
    rel = ITERATED if word in ("REML", "ML") else CLOSED
    random = METHODS[word] != "fixed"
    yield Check("meta_analysis", call, fit(block, rel, random and test == "", k))


def of_one_school(block, knapp_hartung):
    """Its own effect; nothing between schools, nor a test by what schools show."""
    nothing = ["se_tau2", "i2", "h2", "tau2", "prediction.low"]
    expected = [Expected("n", 1), Expected("estimate", block["estimate"], CLOSED)]
    if knapp_hartung:
        nothing += ["se", "stat", "p", "ci.low"]
    else:
        expected += expect_numbers(block, without(LOCATIONS, BETWEEN), CLOSED)
        expected += expect_numbers(block, {"stat": "stat", "p": "p"}, CLOSED)
    return expected + [Expected(path, None, reason="too_few") for path in nothing]


def exact_fit(block, rel, fixed):
    names = {"tau2": "tau2", "estimate": "estimate", "se": "se"}
    names |= {"ci_low": "ci.low", "ci_high": "ci.high"}
    if not fixed:
        names |= {"I2": "i2", "pi_z_low": "prediction_normal.low"}
        names |= {"pi_z_high": "prediction_normal.high"}
    return expect_numbers(block, names, rel, abs=IN_ERRORS * block["se"])


def of_exact(exact, args):
    for word, method in METHODS.items():
        block = exact.get(word)
        if not isinstance(block, dict):
            continue
        call = args | {"method": method}
        rel = ITERATED if word == "REML" else CLOSED
        expected = [Expected("n", exact["k"]), Expected("q_p", exact["Qp"], CLOSED, abs=NO_P)]
        expected += expect_numbers(exact, {"Q": "q"}, CLOSED, abs=1e-25)
        expected += expect_numbers(exact, {"I2_Q_percent": "i2_q"}, CLOSED, abs=1e-12)
        expected += expect_numbers(exact, {"typical_variance": "typical_variance"}, CLOSED)
        if word == "REML":
            expected += expect_numbers(exact, {"n_local_maxima_REML": "local_maxima"}, 0.0)
        expected += exact_fit(block, rel, method == "fixed")
        yield Check("meta_analysis", call, expected)
        if is_number(block.get("se_knha")):
            # Where all effects are the same it is 0, and the reference's own rounding is not.
            wanted = expect_numbers(block, {"se_knha": "se"}, rel, abs=1e-15 * block["se"])
            yield Check("meta_analysis", call | {"knapp_hartung": True}, wanted)


def of_tau2_interval(block, args):
    names = {"tau2_low": "tau2_ci.low"}
    if is_number(block.get("tau2_high")) and block["tau2_high"] != LARGEST_TAU2:
        names["tau2_high"] = "tau2_ci.high"
    yield Check("meta_analysis", args, expect_numbers(block, names, CLOSED, abs=1e-14))


def of_egger(block, args):
    if "error" in block:
        absent = [Expected("stat", None), Expected("p", None)]
        yield Check("egger_test", args, absent)
    elif "warnings" in block and "perfect" in str(block["warnings"]):
        yield Check("egger_test", args, [Expected("stat", None, reason="no_variation")])
    else:
        names = {name: name for name in ("stat", "df", "p")}
        yield Check("egger_test", args, expect_numbers(block, names, CLOSED))


def of_leave_one_out(block, args):
    if "error" in block:
        return
    names = {"estimate": "estimate", "se": "se", "tau2": "tau2", "Q": "q"}
    expected = []
    for name, path in names.items():
        values = block.get(name)
        for row, value in enumerate(values if isinstance(values, list) else [values]):
            if is_number(value):
                expected.append(Expected(f"rows.{row}.{path}", value, CLOSED, abs=1e-12))
    yield Check("leave_one_out", args | {"method": "dersimonian_laird"}, expected)


def checks(case):
    args = {"yi": case["inputs"]["yi"], "vi": case["inputs"]["vi"]}
    if any(v is not None and v <= 0 for v in args["vi"]):
        # The reference goes on with a variance of 0.
        names = ("estimate", "se", "p", "ci.low", "tau2", "q", "prediction.high")
        refused = [Expected(name, None, reason="invalid_argument") for name in names]
        for method in dict.fromkeys(METHODS.values()):
            yield Check("meta_analysis", args | {"method": method}, refused)
        return
    for name, block in case["expect"].items():
        if name == "exact":
            yield from of_exact(block, args)
        elif name.endswith("_tau2_ci"):
            yield from of_tau2_interval(block, args) if "error" not in block else ()
        elif name.endswith("_egger"):
            yield from of_egger(block, args)
        elif "_leave1out_" in name:
            yield from of_leave_one_out(block, args)
        else:
            yield from of_package(case, name, block, args)
