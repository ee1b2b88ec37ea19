#!/usr/bin/env python3
"""Makes quality.json, what the sample's cluster keeps beside its records for quality assurance.

    python3 src/data/sample/make_quality.py

Invented as the records are, and drawn in the same way: the same bytes on every platform. About
four profiles in five are reviewed on time, and moderators differ from about one outcome in four.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import make_sample

SEED = 2024
MODERATED = 60
OUTCOMES = ("red", "amber", "green")
LETTERS = {outcome[0]: outcome for outcome in OUTCOMES}

SETTINGS = [
    {"school_id": "S1", "kind": "school", "visits": ["2021-11-09", "2023-11-14"],
     "papers": [{"paper": "Provision map", "prepared": "2024-06-03"}]},
    {"school_id": "S2", "kind": "school", "visits": ["2022-05-17"],
     "papers": [{"paper": "Provision map", "prepared": "2024-06-24"},
                {"paper": "Minutes of the review meeting"}]},
    {"school_id": "S3", "kind": "school", "visits": ["2023-02-07"]},
    {"school_id": "S4", "kind": "specialist_resource_base", "visits": ["2022-10-11", "2024-10-08"],
     "papers": [{"paper": "Provision map", "prepared": "2024-07-01"},
                {"paper": "Case studies", "prepared": "2024-07-08"}]},
    {"school_id": "S5", "kind": "school"},
]
CHECKLIST = [
    {"item": "Minutes of the cluster panel", "present": True, "where": "Cluster folder, 2024"},
    {"item": "Moderation record with seed", "present": True, "where": "Cluster folder, 2024"},
    {"item": "Training record of support staff", "present": False},
    {"item": "Views of learners and parents", "present": True, "where": "School registers"},
]


def one_of(dice: random.Random, items: Any) -> Any:
    return items[int(dice.random() * len(items))]


def day_in(dice: random.Random, year: int, months: tuple[int, ...]) -> str:
    return f"{year}-{one_of(dice, months):02}-{1 + int(dice.random() * 27):02}"


def learner(dice: random.Random, learner_id: str, school_id: str) -> dict[str, Any]:
    of: dict[str, Any] = {"learner_id": learner_id, "school_id": school_id}
    of["profile_reviews"] = [day_in(dice, 2023, (9,))]
    if dice.random() < 0.8:
        of["profile_reviews"].append(day_in(dice, 2024, (2, 3, 4, 5)))
    of["has_idp"] = dice.random() < 0.45
    if of["has_idp"]:
        of["idp_reviews"] = [day_in(dice, 2022, (9, 10, 11))]
        if dice.random() < 0.8:
            of["idp_reviews"].append(day_in(dice, 2023, (9, 10, 11)))
    of["parents_engaged"] = dice.random() < 0.93
    of["learner_voice"] = dice.random() < 0.88
    of["targets"] = one_of(dice, (2, 3, 3, 4))
    of["smart_targets"] = of["targets"] - (0 if dice.random() < 0.85 else 1)
    return of


def rating(dice: random.Random, row: dict[str, Any], outcome: str) -> dict[str, Any]:
    """A moderator's: at times a step harder, seldom a step milder."""
    drawn = dice.random()
    step = -1 if drawn > 0.8 else 1 if drawn < 0.1 else 0
    at = min(max(OUTCOMES.index(outcome) + step, 0), 2)
    return {"record_id": row["id"], "school_id": row["school_id"], "rating": OUTCOMES[at],
            "date": f"2024-06-{10 + int(dice.random() * 12):02}"}


def document() -> dict[str, Any]:
    dice = random.Random(SEED)
    rows = make_sample.make_rows()
    learners = {row["learner_id"]: row["school_id"] for row in reversed(rows)
                if row.get("learner_id")}
    outcomes = [(row, LETTERS[str(row["outcome"])[0].lower()]) for row in rows
                if str(row.get("outcome") or "?")[0].lower() in LETTERS and row.get("id")]
    drawn = sorted(((dice.random(), place) for place in range(len(outcomes))))[:MODERATED]
    return {
        "id": "quality-2024",
        "cluster_id": "C1",
        "authority_id": "A1",
        "settings": SETTINGS,
        "learners": [learner(dice, *each) for each in sorted(learners.items())],
        "moderation": [rating(dice, *outcomes[place])
                       for place in sorted(place for _, place in drawn)],
        "checklist": CHECKLIST,
    }


def text() -> str:
    """An entry a line, so that a change of one is a change of a line."""
    parts = []
    for name, value in document().items():
        lines = ",\n".join(f"  {json.dumps(item)}" for item in value)
        parts.append(f' "{name}": ' + (f"[\n{lines}\n ]" if isinstance(value, list)
                                       else json.dumps(value)))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> int:
    Path(__file__).resolve().with_name("quality.json").write_bytes(text().encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
