"""Answers about documents: what they compare as, their frames, and how they are asked for."""

from __future__ import annotations

import copy
import doctest
import inspect
import json
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE, need

import effaith
from effaith import errors, interop, practice

CONFIG = {**json.loads((SAMPLE / "config.json").read_text("utf-8")), "as_of": "2024-07-08"}
CLUSTER = SAMPLE / "cluster.csv"


@pytest.fixture(scope="module")
def engine() -> effaith.Engine:
    return effaith.Engine(CONFIG)


def answers(engine: effaith.Engine) -> dict[str, Any]:
    """One full answer of each class."""
    profile = practice.Profile.read(SAMPLE / "profile.json")
    register = practice.Register.read(SAMPLE / "register.json")
    sent = profile.transition(engine, SAMPLE / "transition_terms.json", CLUSTER)
    unused = {"kind": "learner", "from": "nobody", "to": "N1"}
    imported = interop.read_provision(engine, SAMPLE / "provision.csv")
    quality = SAMPLE / "quality.json"
    return {
        "check": practice.Sheet().check(engine),
        "evaluation": practice.Sheet.read(SAMPLE / "sheet.json").evaluate(engine, CLUSTER),
        "trend": practice.Journey.read(SAMPLE / "journey.json").trend(engine),
        "map": register.provision_map(engine, CLUSTER, since="2023-10-01"),
        "timeline": profile.timeline(engine, CLUSTER),
        "pack": practice.review_pack(engine, CLUSTER, level="cluster", quality=quality),
        "sample": practice.moderation_sample(engine, CLUSTER, level="cluster", seed=7),
        "received": sent.receive(engine, {"identifiers": [unused]}),
        "imported": imported,
        "exported": interop.write_edfi(engine, imported.records),
    }


def empty_answers(engine: effaith.Engine) -> dict[str, Any]:
    """An answer of each class about nothing."""
    profile = practice.Profile(learner_id="L1")
    consent = {"consent": {"given_by": "Parent", "date": "2024-07-01", "purpose": "Support"}}
    imported = interop.read_provision(engine, "Pupil\n")
    return {
        "check": practice.Sheet.read(SAMPLE / "sheet.json").check(engine),
        "evaluation": practice.Sheet().evaluate(engine),
        "trend": practice.Journey().trend(engine),
        "map": practice.Register().provision_map(engine),
        "timeline": profile.timeline(engine),
        "pack": practice.review_pack(engine, level="school"),
        "sample": practice.moderation_sample(engine, None, level="school"),
        "received": profile.transition(engine, consent).receive(engine),
        "imported": imported,
        "exported": interop.write_edfi(engine, []),
    }


def frames_of(thing: Any) -> list[str]:
    public = [name for name in dir(thing) if not name.startswith("_")]
    return [name for name in public if name.endswith("_frame") or name == "frame"]


# --- Answers as values -------------------------------------------------------------------------------


def test_answers_are_equal_where_they_say_the_same(engine: effaith.Engine) -> None:
    first, again, empty = answers(engine), answers(engine), empty_answers(engine)
    for name, answer in first.items():
        assert answer == again[name], name
        assert answer != empty[name], name
        assert pickle.loads(pickle.dumps(answer)) == copy.deepcopy(answer) == answer, name
        assert str(pickle.loads(pickle.dumps(answer))) == str(answer), name
    assert first["check"] != first["check"].data
    assert empty["imported"] != empty["exported"]


def test_the_text_of_an_answer_is_made_when_it_is_read(engine: effaith.Engine) -> None:
    sheet = practice.Sheet.read(SAMPLE / "sheet.json")
    evaluation = sheet.evaluate(engine)
    assert not isinstance(evaluation._text, str)
    sheet.intervention = "Another"  # and says what was asked
    assert str(evaluation).startswith("Catch-up Literacy: 6 pupils")
    assert str(evaluation) in repr(evaluation)


# --- Frames ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_frames_have_their_columns_though_they_are_empty(engine: effaith.Engine, kind: Any) -> None:
    need(kind)
    full, empty = answers(engine), empty_answers(engine)
    for name, answer in full.items():
        for frame in frames_of(answer):
            columns = list(getattr(answer, frame)(kind).columns)
            assert columns, (name, frame)
            if (name, frame) != ("imported", "records_frame"):
                assert list(getattr(empty[name], frame)(kind).columns) == columns, (name, frame)
    assert "session_hours" in empty["imported"].records_frame(kind).columns
    assert len(empty["map"].moves_frame(kind)) == len(empty["check"].findings_frame(kind)) == 0


def test_frames_leave_nothing_out_that_an_answer_has(engine: effaith.Engine) -> None:
    need("pandas")
    full = answers(engine)
    evaluation, pack = full["evaluation"], full["pack"]
    units = [{**unit, **{f"funnel.{n}": 0 for n in unit["funnel"] or ()}} for unit in pack.units]
    for frame, rows, aside in [
        (full["check"].findings_frame(), full["check"].findings, ()),
        (evaluation.rules_frame(), evaluation.advice.rules, ("figures",)),
        (evaluation.pupils_frame(), [evaluation.pupils[0]["impact"]], ()),
        (full["trend"].trends_frame(), [full["trend"].measures[0]["trend"]], ()),
        (full["trend"].points_frame(), full["trend"].measures[0]["points"], ()),
        (full["map"].provision_frame(), full["map"].provision, ()),
        (full["map"].gaps_frame(), full["map"].gaps, ()),
        (full["map"].tiers_frame(), full["map"].tiers, ()),
        (full["map"].moves_frame(), full["map"].moves, ()),
        (full["timeline"].entries_frame(), full["timeline"].entries, ("verdicts",)),
        (full["timeline"].reviews_frame(), full["timeline"].reviews, ()),
        (pack.units_frame(), units, ("funnel",)),
        (pack.interventions_frame(), pack.interventions, ("measures", "advice")),
        (pack.measures_frame(), pack.interventions[0]["measures"], ()),
        (pack.compliance_frame(), pack.data["compliance"]["duties"], ()),
        (pack.visits_frame(), pack.data["visits"], ()),
        (pack.withheld_frame(), pack.withheld, ()),
        (full["received"].unmapped_frame(), full["received"].unmapped, ()),
        (full["received"].unused_frame(), full["received"].unused, ()),
        (full["imported"].loss_frame(), full["imported"].loss, ()),
        (full["imported"].records_frame(), full["imported"].records, ()),
    ]:
        assert rows and len(frame)
        assert {name for row in rows for name in row} - set(aside) <= set(frame.columns)


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_a_document_has_a_frame_for_each_list_of_parts(kind: Any) -> None:
    need(kind)
    documents: list[Any] = [
        practice.Sheet(),
        practice.Journey(),
        practice.Register(),
        practice.Profile(),
        practice.Transition(practice.Profile()),
        practice.Quality(),
    ]
    columns = {
        (type(document).__name__, name): list(getattr(document, name)(kind).columns)
        for document in documents
        for name in frames_of(document)
    }
    assert columns["Sheet", "pupils_frame"][-6:] == [
        "actual.date", "sessions_attended", "outcome", "capital_cost", "evaluation",
        "further_action",
    ]  # fmt: skip
    assert columns["Journey", "measures_frame"][:2] == ["id", "name"]
    assert columns["Journey", "phases_frame"] == ["intervention", "started", "ended"]
    assert columns["Register", "criteria_frame"] == ["tier", "entry", "exit"]
    assert columns["Register", "training_frame"] == ["role", "intervention", "date", "lapses"]
    assert columns["Register", "views_frame"][:3] == ["learner_id", "viewer", "date"]
    assert columns["Profile", "views_frame"] == ["viewer", "words", "date"]
    assert columns["Transition", "redactions_frame"] == [
        "part",
        "because",
        "reason",
        "n",
        "n_texts",
    ]
    assert columns["Transition", "identifiers_frame"] == ["kind", "from", "to"]
    assert "learner_id" in columns["Transition", "records_frame"]
    assert len(columns) == 17


def test_a_learner_without_entries_is_in_the_frame_of_learners() -> None:
    need("polars")
    register = practice.Register.read(
        {
            "learners": [
                {"learner_id": "L1", "year_group": "3"},
                {
                    "learner_id": "L2",
                    "year_group": "4",
                    "entries": [{"tier": "targeted", "from": "2024-01-08"}],
                },
            ]
        }
    )
    rows = register.learners_frame("polars").select("learner_id", "year_group", "tier").rows()
    assert rows == [("L1", "3", None), ("L2", "4", "targeted")]


def test_a_frame_of_another_kind_is_refused() -> None:
    for kind in ("arrow", None):
        with pytest.raises(errors.InvalidArgument, match="pandas, polars"):
            practice.Sheet().pupils_frame(kind)  # type: ignore[arg-type]


# --- How they are asked for --------------------------------------------------------------------------


def test_a_day_is_a_date_a_time_or_a_text(engine: effaith.Engine) -> None:
    pandas = need("pandas")
    register = practice.Register.read(SAMPLE / "register.json")
    profile = practice.Profile.read(SAMPLE / "profile.json")
    moves = register.provision_map(engine, since="2023-10-01").moves
    assert moves
    for day in (date(2023, 10, 1), pandas.Timestamp("2023-10-01 08:00")):
        assert register.provision_map(engine, since=day).moves == moves
        assert profile.reviews(day) == profile.reviews("2023-10-01")
    with pytest.raises(errors.InvalidArgument, match="None"):
        profile.reviews(None)  # type: ignore[arg-type]
    with pytest.raises(errors.InvalidArgument, match="5"):
        register.provision_map(engine, since=5)  # type: ignore[arg-type]


def test_reviews_are_told_in_a_language() -> None:
    profile = practice.Profile(learner_id="L1", made=date(2023, 9, 4))
    assert profile.reviews("2024-04-01")[0]["message"].startswith("One-page profile: overdue")
    assert profile.reviews("2024-04-01", language="cy")[0]["message"].startswith("Proffil")


def test_options_of_a_review_are_named(engine: effaith.Engine) -> None:
    ask = practice.review_pack
    assert ask(engine, CLUSTER, level="school", unit="S2", release=True).data["unit"] == "S2"
    released = ask(engine, CLUSTER, level="cluster", threshold=8, rounding=5, hide_class=False)
    rules = released.data["release"]
    assert (rules["threshold"], rules["rounding"], rules["hide_class"]) == (8, "5", False)
    sample = practice.moderation_sample(
        engine, CLUSTER, level="school", unit="S1", seed=3, sample_size=4, strata=("outcome",)
    )
    assert (sample.data["seed"], sample.data["asked"], sample.data["strata_by"]) == (
        3, 4, ["outcome"],
    )  # fmt: skip
    with pytest.raises(TypeError, match="sede"):
        ask(engine, [], level="school", sede=3)  # type: ignore[call-overload]
    named = [set(inspect.signature(call).parameters) for call in (ask, practice.Quality.review)]
    assert named[0] - {"quality"} == named[1] - {"self"}


WRONG = """import effaith
from effaith import interop, practice

engine = effaith.Engine()
practice.review_pack(engine, [], level="regions")
practice.review_pack(engine, [], level="school", sede=3)
practice.review_pack(engine, [], level="school", strata=["county"])
practice.moderation_sample(engine, [], level="school", seed="x")
practice.Sheet().pupils_frame("arrow")
practice.Profile().reviews("2024-01-01", language="fr")
interop.read_edfi(engine, 3)
practice.Journey.read(None)
"""


def test_a_wrong_call_is_found_by_a_type_checker(tmp_path: Path) -> None:
    need("mypy")
    program = tmp_path / "program.py"
    program.write_text(WRONG, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--ignore-missing-imports", "--no-error-summary",
         "--cache-dir", str(tmp_path / "cache"), str(program)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [line for line in run.stdout.splitlines() if "program.py" in line and "error" in line]
    lines = {int(line.split("program.py:")[1].split(":")[0]) for line in found}
    assert lines == set(range(5, 13)), run.stdout + run.stderr


@pytest.mark.parametrize(
    "call",
    [
        practice.Sheet.check,
        practice.Sheet.records,
        practice.Sheet.evaluate,
        practice.Journey.trend,
        practice.Register.provision_map,
        practice.Profile.reviews,
        practice.Profile.timeline,
        practice.Profile.transition,
        practice.Transition.receive,
        practice.Quality.review,
        practice.review_pack,
        practice.moderation_sample,
        interop.read_edfi,
        interop.write_edfi,
        interop.read_provision,
        interop.join_oneroster,
    ],
)
def test_every_question_has_an_example(call: Any) -> None:
    assert doctest.DocTestParser().get_examples(inspect.getdoc(call) or "")
