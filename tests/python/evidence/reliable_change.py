"""reliable_change.json: reliable change index, cut-offs, classes (Jacobson & Truax 1991)."""

from .check import Check, Expected, expect_numbers, is_number

SUMS = 1e-10
WORDS = {
    "Improved": "improved",
    "Unchanged": "no_reliable_change",
    "Deteriorated": "deteriorated",
}


def checks(case):
    given, expect = case["inputs"], case["expect"]
    if "rci" not in expect:
        yield Check("reliable_change", given, [Expected("s_diff", None)])
        return
    same = ("m_pre", "sd_used", "critical_value")
    expected = [Expected("n", expect["n_used"])]
    expected += expect_numbers(expect, {name: name for name in same}, SUMS)
    block = expect["rci"]
    spread = ("s_diff", "se_measurement", "least_reliable_change")
    if "undefined" in block:
        rows = range(expect["n_used"])
        expected += [Expected(f"rows.{at}.rci", None) for at in rows]
    else:
        expected += expect_numbers(block, {name: name for name in spread}, SUMS)
        expected += changes(given, block)
    for name in "abc":
        expected += cutoff(name, expect[f"cutoff_{name}"], has_every_index(block))
    for criterion, name in (("jtrci_A", "a"), ("jtrci_B", "b"), ("jtrci_C", "c")):
        path = {"cutoff": f"cutoff_{name}.cutoff", "s_diff": "s_diff"}
        expected += expect_numbers(expect.get(criterion, {}), path, SUMS)
    yield Check("reliable_change", given, expected)


def changes(given, block):
    kept = [
        at
        for at, pair in enumerate(zip(given["pre"], given["post"]))
        if pair[0] is not None and pair[1] is not None
    ]
    expected = [Expected(f"rows.{at}.row", row) for at, row in enumerate(kept)]
    for at, rci in enumerate(indices(block)):
        known = rci if is_number(rci) else None
        expected.append(Expected(f"rows.{at}.rci", known, SUMS))
        if known is None:
            expected.append(Expected(f"rows.{at}.category", None))
    if not has_every_index(block):
        return expected
    for at, word in enumerate(block.get("category", [])):
        expected.append(Expected(f"rows.{at}.category", WORDS[word]))
    return expected + counts(block, "")


def indices(block):
    return block.get("rci", block.get("rci_first_10", []))


def has_every_index(block):
    """Where a package divides by 0, its classes of infinite indices are not ours."""
    return "undefined" not in block and all(is_number(rci) for rci in indices(block))


def cutoff(name, block, classes):
    if "undefined" in block:
        return [Expected(f"cutoff_{name}.recovered", 0)]
    expected = expect_numbers(block, {"cutoff": f"cutoff_{name}.cutoff"}, SUMS)
    if not classes:
        return expected
    for at, word in enumerate(block.get("category", [])):
        word = word.lower() if word else None
        expected.append(Expected(f"rows.{at}.category_{name}", word))
    return expected + counts(block, f"cutoff_{name}.")


def counts(block, prefix):
    return [
        Expected(prefix + word.lower(), count)
        for word, count in block.get("counts", {}).items()
    ]
