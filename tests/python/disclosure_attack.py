"""Random tables, protected by the command and attacked with an independent solver.

    disclosure_attack.py COMMAND [SHARE]

1,000 random hierarchies of three levels, up to 200 schools, crossed with three outcomes; and 200
releases of three joined tables of random records. The attacker is HiGHS, of scipy, where there is
one; without it the hierarchies are attacked by augmenting paths in Python, and the releases are left
out, which is said. SHARE is how much of that runs, in percent: EFFAITH_PROPERTY_SHARE, or 1. Exits
with 1 where a count can be worked out to within less than 5.
"""

import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from attacker import equations_of, linprog, ranges_by_paths, ranges_by_programs, width

THRESHOLD = 5
PARTS = ("red", "amber", "green")


def hierarchy(dice, most):
    """Rows of an authority, its clusters and schools, with counts that add up."""
    schools = max(2, round(2 * (most / 2) ** dice.random()))
    mean = dice.choice((4, 12, 30))
    shares = [dice.random() + 0.1 for _ in PARTS]
    rows = {"LA": {"node": "LA", "parent": None}}
    left, number = schools, 0
    while left > 0:
        cluster = f"C{len(rows)}"
        rows[cluster] = {"node": cluster, "parent": "LA"}
        for _ in range(min(left, dice.randint(1, 14))):
            number += 1
            left -= 1
            rows[f"S{number}"] = {"node": f"S{number}", "parent": cluster}
    for row in rows.values():
        row.update(dict.fromkeys(("total", *PARTS), 0))
    for node in list(rows):
        if not node.startswith("S"):
            continue
        for part in dice.choices(PARTS, shares, k=int(dice.expovariate(1 / mean))):
            at = node
            while at is not None:
                rows[at][part] += 1
                rows[at]["total"] += 1
                at = rows[at]["parent"]
    return list(rows.values())


def protect(command, rows):
    answer = subprocess.run(
        [command, "protect", "-"],
        input=json.dumps({"columns": PARTS, "rows": rows}),
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode != 0:
        raise SystemExit(answer.stderr)
    return json.loads(answer.stdout)["rows"]


def attack_hierarchy(command, rows):
    """(counts hidden, recovered, narrow, known to who knows the rule) of one protected table.

    A count that he knows with every count hidden (a 4 that is the sum of four ones, to who knows
    that all of them are sensitive) is none that a pattern could keep from him.
    """
    columns = ["total", *PARTS]
    truth = {(r["node"], c): r[c] for r in rows for c in columns}
    published = [
        {**r, **{c: None for c in columns if r[c] == "suppressed"}} for r in protect(command, rows)
    ]
    values = {(r["node"], c): r[c] for r in published for c in columns}
    hidden = [cell for cell, value in values.items() if value is None]
    sensitive = [cell for cell in truth if 0 < truth[cell] < THRESHOLD]
    shown = [cell for cell in sensitive if values[cell] is not None]
    if linprog is not None:
        found = ranges_by_programs(
            equations_of(rows, PARTS), values, lambda cell: (0, None), hidden
        )
    else:
        found = ranges_by_paths(published, PARTS, lambda cell: (0, None), truth, hidden)
    known = 0
    kinds = set(sensitive)
    for low in (0, THRESHOLD):

        def bounds(cell, low=low):
            return (1, THRESHOLD - 1) if cell in kinds else (min(low, truth[cell]), None)

        informed = ranges_by_paths(published, PARTS, bounds, truth, sensitive)
        exact = [cell for cell in sensitive if width(informed[cell]) == 0]
        blank = [{**r, **dict.fromkeys(columns)} for r in rows]
        anyway = ranges_by_paths(blank, PARTS, bounds, truth, exact)
        known += sum(width(anyway[cell]) > 0 for cell in exact)
    return (
        len(hidden),
        len(shown) + sum(width(found[cell]) == 0 for cell in sensitive),
        sum(width(found[cell]) < THRESHOLD for cell in hidden),
        known,
    )


SETS = (
    (("cluster_id", "school_id"), ("intervention",), ("tier",)),
    (("cluster_id", "school_id"), ("cluster_id", "intervention"), ("tier",)),
    (("cluster_id", "school_id"), ("cluster_id", "tier"), ("cluster_id", "intervention")),
    (("school_id",), ("school_id", "tier"), ("intervention",)),
    (("school_id",), ("school_id", "tier"), ("tier",)),
    (("cluster_id",), ("school_id",), ("tier", "intervention")),
)


def records_of(dice):
    schools = dice.randint(3, 10)
    clusters = max(1, schools // 3)
    interventions = dice.randint(2, 4)
    count = dice.randint(30, 250)
    learners = max(10, int(count * dice.choice((1, 0.7))))
    outcomes = dice.choice(((3, 4, 3), (1, 6, 3), (1, 1, 20)))
    records = []
    for i in range(count):
        school = min(dice.randrange(schools), dice.randrange(schools))
        records.append(
            {
                "id": f"r{i}",
                "learner_id": f"p{dice.randrange(learners)}",
                "school_id": f"S{school}",
                "cluster_id": f"C{school % clusters}",
                "intervention": f"I{dice.randrange(interventions)}",
                "tier": dice.choice(("universal", "targeted", "specific_alp")),
                "support_type": "reading",
                "delivered_by": "Teacher",
                "learners_per_session": 2,
                "frequency": "weekly",
                "session_hours": "0.5",
                "started": "2023-09",
                "ended": "2023-12",
                "sessions_attended": 11,
                "aim": "Reads a page",
                "outcome": dice.choices(PARTS, outcomes)[0],
            }
        )
    return records


def release(command, records, tables):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.csv")
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(records[0]))
            writer.writeheader()
            writer.writerows(records)
        by = [part for table in tables for part in ("--by", ",".join(table))]
        answer = subprocess.run(
            [command, "release", str(path), *by, "--totals", "--disclosure", str(THRESHOLD),
             "--format", "json", "--threads", "1"],
            capture_output=True,
            text=True,
            check=False,
        )
    if answer.returncode != 0:
        return None
    return json.loads(answer.stdout)["tables"]


def attack_release(records, tables, published):
    """(counts hidden, sensitive ones recovered, narrow ones) with every table at hand.

    The unknowns are the counts of the finest groups, which the attacker has never seen: he knows
    which schools are in which cluster, and thinks any school may have any intervention.
    """
    dimensions = ("school_id", "intervention", "tier", "outcome")
    domains = {d: sorted({r[d] for r in records}) for d in dimensions}
    cluster = {r["school_id"]: r["cluster_id"] for r in records}
    finest = [
        {"school_id": s, "intervention": i, "tier": t, "outcome": o, "cluster_id": cluster[s]}
        for s in domains["school_id"]
        for i in domains["intervention"]
        for t in domains["tier"]
        for o in PARTS
    ]
    names = {"n_records": None, **{f"n_{p}": p for p in PARTS}}
    equations, asked, hidden = [], {}, 0
    for table in published:
        for row in table["rows"]:
            for name, part in names.items():
                want = {**row["group"], **({"outcome": part} if part else {})}
                members = [k for k, g in enumerate(finest) if all(g[d] == v for d, v in want.items())]
                behind = {
                    r["learner_id"]
                    for r in records
                    if all(r[d] == v for d, v in want.items())
                }
                if row[name] != "suppressed":
                    if 0 < len(behind) < THRESHOLD:
                        asked[tuple(members)] = "shown"
                    equations.append((members, row[name]))
                    continue
                hidden += 1
                if 0 < len(behind) < THRESHOLD:
                    asked.setdefault(tuple(members), "hidden")
    values = {k: None for k in range(len(finest))}
    programs = []
    for number, (members, total) in enumerate(equations):
        known = ("known", number)
        values[known] = total
        programs.append({known: -1, **dict.fromkeys(members, 1)})
    goals = {}
    for number, members in enumerate(asked):
        goals[number] = ("sum", number)
        values["sum", number] = None
        programs.append({("sum", number): -1, **dict.fromkeys(members, 1)})
    found = ranges_by_programs(programs, values, lambda cell: (0, None), list(goals.values()))
    widths = [width(found[goal]) for goal in goals.values()]
    recovered = sum(w == 0 for w in widths) + sum(kind == "shown" for kind in asked.values())
    return hidden, recovered, sum(w < THRESHOLD for w in widths)


def main():
    command = sys.argv[1]
    share = int(sys.argv[2] if len(sys.argv) > 2 else os.environ.get("EFFAITH_PROPERTY_SHARE", "1"))
    solver = "augmenting paths (scipy is not installed)" if linprog is None else "HiGHS"
    dice = random.Random(20230904)
    begun = time.monotonic()
    totals = [0, 0, 0, 0]
    tables = max(3, 1000 * share // 100)
    for _ in range(tables):
        found = attack_hierarchy(command, hierarchy(dice, 200 if share >= 10 else 30))
        totals = [a + b for a, b in zip(totals, found)]
    print(
        f"{tables} hierarchies attacked by {solver}: {totals[0]} counts hidden, {totals[1]} "
        f"recovered, {totals[2]} with a range under {THRESHOLD}, {totals[3]} known to who knows the "
        f"rule where hiding more would help ({time.monotonic() - begun:.1f} s)"
    )
    bad = totals[1] + totals[2] + totals[3]
    if linprog is None:
        print("The releases are left out: their attacker needs scipy.")
        return 1 if bad else 0
    begun = time.monotonic()
    totals, refused = [0, 0, 0], 0
    releases = max(3, 200 * share // 100)
    for number in range(releases):
        records, tables_of = records_of(dice), SETS[number % len(SETS)]
        published = release(command, records, tables_of)
        if published is None:
            refused += 1
            continue
        found = attack_release(records, tables_of, published)
        if found[1] or found[2]:
            print(f"release {number} of {tables_of}: {found[1]} recovered, {found[2]} narrow")
        totals = [a + b for a, b in zip(totals, found)]
    print(
        f"{releases} releases of three tables attacked by {solver}: {totals[0]} counts hidden, "
        f"{totals[1]} recovered, {totals[2]} with a range under {THRESHOLD}; {refused} not let out "
        f"({time.monotonic() - begun:.1f} s)"
    )
    return 1 if bad + totals[1] + totals[2] else 0


if __name__ == "__main__":
    sys.exit(main())
