"""Disclosure control held against a file of cases: exact ranges, and patterns beside proven optima.

    disclosure_cases.py FILE [COMMAND]

A case of the group `attack` is a table as an attacker sees it with the range of every hidden count,
for three attackers; one of the group `optimal_suppression` has the true counts, those that are
sensitive, and the least that has to be hidden besides. COMMAND is the `effaith` command; without it,
that of build/dev, or the one on the path. The answer is the scores; the exit code is 1 where a range
differs or a table is not safe.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from attacker import ranges_by_paths, width

ATTACKERS = ("naive", "informed", "informed_strict")


def command_at(arguments):
    built = Path(__file__).resolve().parents[2] / "build/dev/bin/effaith"
    found = arguments[0] if arguments else str(built) if built.exists() else "effaith"
    if shutil.which(found) is None:
        sys.exit(f"There is no command {found}; build it, or name it.")
    return found


def run(command, what, document):
    return subprocess.run(
        [command, what, "-", "--format", "json"],
        input=json.dumps(document),
        capture_output=True,
        text=True,
        check=False,
    )


def listed(ranges):
    return sorted(
        (r["node"], r["column"], r["least"], r["greatest"]) for r in ranges
    )


def expected(ranges):
    return sorted((n, c, a, None if b == "Inf" else b) for n, c, a, b in ranges)


def attack_differences(command, case):
    """The attackers whose ranges are not those of the case."""
    given, expect = case["inputs"], case["expect"]
    table = {k: given[k] for k in ("columns", "rows", "primary")}
    answer = run(command, "audit", table)
    if answer.returncode not in (0, 1) or not answer.stdout:
        found = dict.fromkeys(ATTACKERS, "inconsistent")
    else:
        audit = json.loads(answer.stdout)
        found = {"naive": audit["ranges"]}
        for name in ATTACKERS[1:]:
            found[name] = "inconsistent" if audit[name] is None else audit[name]
    wrong = []
    for name in ATTACKERS:
        want = expect[name]
        same = (
            found[name] == want
            if isinstance(want, str) or isinstance(found[name], str)
            else listed(found[name]) == expected(want)
        )
        if not same:
            wrong.append(name)
    return wrong


def faults_of(rows, columns, truth, hidden, sensitive, threshold):
    """What an attacker gains from a protected table, by an attacker of our own."""
    published = [
        {**r, **{c: None for c in ["total", *columns] if (r["node"], c) in hidden}}
        for r in rows
    ]
    faults = []

    def ranges(bounds):
        return ranges_by_paths(published, columns, bounds, truth, sensitive)

    naive = ranges(lambda cell: (0, None))
    faults += [f"narrow {c}" for c in sensitive if width(naive[c]) < threshold]
    lowest = {"informed": 0, "informed_strict": threshold}
    for name, low in lowest.items():
        def bounds(cell, low=low):
            if cell in sensitive:
                return (1, threshold - 1)
            return (min(low, truth[cell]), None)

        found = ranges(bounds)
        faults += [f"known to {name} {c}" for c in sensitive if width(found[c]) == 0]
    return faults


def optimum_of(case):
    """The least total that has to be hidden besides, and whether that pattern is safe from who knows
    the rule: an optimum is one against who can add up."""
    given, expect = case["inputs"], case["expect"]
    for name in ("all_min_total", "primary_min_total"):
        found = expect["optimum"].get(name, {})
        if found.get("status") != "optimal":
            continue
        columns = given["columns"]
        truth = {(r["node"], c): r[c] for r in given["rows"] for c in ["total", *columns]}
        sensitive = {tuple(cell) for cell in expect["primary"]}
        hidden = sensitive | {tuple(cell) for cell in found["example"]}
        threshold = given.get("min_width", 5)
        faults = faults_of(given["rows"], columns, truth, hidden, sensitive, threshold)
        return found["total"], not faults
    return None, False


def pattern_of(command, case):
    """Faults, the total that is hidden beside the sensitive counts, and the seconds it took."""
    given = case["inputs"]
    rows, columns = given["rows"], given["columns"]
    threshold = given.get("min_width", 5)
    begun = time.monotonic()
    answer = run(command, "protect", {"columns": columns, "rows": rows})
    seconds = time.monotonic() - begun
    if answer.returncode != 0:
        return [answer.stderr.strip()], None, seconds
    truth = {(r["node"], c): r[c] for r in rows for c in ["total", *columns]}
    hidden = {
        (r["node"], c)
        for r in json.loads(answer.stdout)["rows"]
        for c in ["total", *columns]
        if r[c] == "suppressed"
    }
    sensitive = {tuple(cell) for cell in case["expect"]["primary"]}
    faults = [f"shown {c}" for c in sorted(sensitive - hidden)]
    faults += faults_of(rows, columns, truth, hidden, sensitive, threshold)
    return faults, sum(truth[c] for c in hidden - sensitive), seconds


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    cases = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    command = command_at(sys.argv[2:])
    attacks = [c for c in cases if c["group"] == "attack"]
    tables = [c for c in cases if c["group"] == "optimal_suppression"]
    bad = 0
    for case in attacks:
        if wrong := attack_differences(command, case):
            bad += 1
            print(f"{case['id']}: other ranges for {', '.join(wrong)}")
    print(f"attack: {len(attacks) - bad} of {len(attacks)} tables have exactly these ranges")
    unsafe, ratios, fair, slowest = 0, [], [], 0.0
    for case in tables:
        faults, total, seconds = pattern_of(command, case)
        slowest = max(slowest, seconds)
        if faults:
            unsafe += 1
            print(f"{case['id']}: {'; '.join(faults)}")
        least, is_fair = optimum_of(case)
        if total is None or least is None:
            continue
        ratios.append(1.0 if total == least else total / least if least else float("inf"))
        fair += ratios[-1:] if is_fair else []
        if ratios[-1] > 1:
            why = "" if is_fair else ", which tells a count to who knows the rule"
            print(f"{case['id']}: hides {total}; the least is {least}{why} (ratio {ratios[-1]:.3f})")
    print(f"patterns: {len(tables) - unsafe} of {len(tables)} tables safe from every attacker")
    if ratios:
        print(
            f"hidden total / optimum on {len(ratios)} tables: mean {sum(ratios) / len(ratios):.4f}, "
            f"worst {max(ratios):.3f}"
        )
    if fair:
        print(
            f"of these, on {len(fair)} tables whose optimum is safe from every attacker: mean "
            f"{sum(fair) / len(fair):.4f}, worst {max(fair):.3f}"
        )
    print(f"slowest table: {slowest:.2f} s")
    return 1 if bad or unsafe else 0


if __name__ == "__main__":
    sys.exit(main())
