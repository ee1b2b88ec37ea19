"""Evidence: the same answer from every kind of records, and the command's."""

import json
import subprocess

import pytest
from conftest import RECORD, SAMPLE, need

import effaith

MEASURED = {"measures": [{"id": "reading", "kind": "standard_score", "sd": 15, "reliability": 0.9}]}


def records(count=24):
    """Learners of two interventions in two schools, and as many of a comparison cohort."""
    taught = [
        {
            **RECORD,
            "id": f"r{i}",
            "learner_id": f"L{i}",
            "school_id": f"S{i % 2}",
            "intervention": "Talk Time" if i % 3 else "Paired Reading",
            "sessions_attended": 5 + i % 9,
            "measure": "reading",
            "baseline": 70 + i % 11,
            "actual": 73 + i % 11 + i % 7,
        }
        for i in range(count)
    ]
    compared = [
        {
            "id": f"c{i}",
            "learner_id": f"C{i}",
            "school_id": f"S{i % 2}",
            "cohort": "comparison",
            "measure": "reading",
            "baseline": 70 + i % 11,
            "actual": 72 + i % 11 + i % 4,
            "started": "2023-09",
            "ended": "2023-12",
        }
        for i in range(count)
    ]
    return taught + compared


@pytest.fixture
def evidence():
    return effaith.Engine(MEASURED).evidence(records(), by=["intervention"])


def test_a_comparison_cohort_gives_months(evidence):
    row = evidence.rows[0]
    assert row["intervention"] == "Paired Reading"
    assert row["comparison.n_comparison"] == 24
    assert row["comparison.effect_size"] > 0
    assert row["comparison.months.months"] >= 1
    assert evidence.n_comparison == 24


def test_what_is_missing_has_a_reason(evidence):
    alone = effaith.Engine(MEASURED).evidence(records()[:24], by=["intervention"])
    why = {(e["figure"], e["reason"]) for e in alone.reasons()}
    assert ("comparison.months.months", "no_comparison_group") in why
    assert all(e["reason"] != "no_comparison_group" for e in evidence.reasons())


def test_every_kind_of_frame_has_the_same_rows(evidence):
    engine = effaith.Engine(MEASURED)
    for kind in ("pandas", "polars"):
        frame = need(kind).DataFrame(records())
        rows = engine.evidence(frame, by=["intervention"]).rows
        assert isinstance(rows, type(frame))
        assert rows["paired.gain_mean"].to_list() == [
            row["paired.gain_mean"] for row in evidence.rows
        ]


def test_a_file_is_answered_as_the_command_answers(command):
    config = json.loads((SAMPLE / "config.json").read_text(encoding="utf-8"))
    path = SAMPLE / "cluster.csv"
    found = effaith.Engine(config).evidence(path, by=["intervention"])
    run = subprocess.run(
        [command, "evidence", path, "--config", SAMPLE / "config.json", "--by", "intervention"]
        + ["--format", "json"],
        capture_output=True,
        check=True,
    )
    assert found.document("json") == run.stdout.decode()
    assert len(found) == len(found.table)


def test_alternatives_are_in_order_of_cost():
    config = MEASURED | {"rates": {"Teaching assistant": 14.37}}
    found = effaith.Engine(config).evidence(records(), by=["intervention"]).alternatives
    assert [group["intervention"] for group in found[0]["groups"]] == [
        "Paired Reading",
        "Talk Time",
    ]
    costs = [row["cost"] for row in found[0]["rows"]]
    assert costs == sorted(costs)


def test_the_working_is_there_where_it_is_asked_for(evidence):
    steps = evidence.to_dict(working=True)["rows"][0]["measures"][0]["working"]
    by_path = {step["path"]: step for step in steps}
    assert by_path["paired.gain_se"]["working"] != by_path["paired.gain_se"]["how"]


@pytest.mark.parametrize("by", [["role"], ["nothing"], ["tier", "tier"]])
def test_what_is_no_dimension_is_refused(by):
    with pytest.raises(effaith.errors.InvalidArgument):
        effaith.Engine(MEASURED).evidence(records(), by=by)


@pytest.mark.parametrize("level", [0, 1, -0.5])
def test_a_level_is_between_nought_and_one(level):
    with pytest.raises(effaith.errors.InvalidArgument):
        effaith.Engine(MEASURED).evidence(records(), by=["intervention"], level=level)
