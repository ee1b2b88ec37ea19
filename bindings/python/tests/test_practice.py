"""Documents of practice: read, written, asked about, and shown as frames."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import effaith
from effaith.practice import (
    IdentifierMapping,
    Journey,
    Profile,
    Quality,
    Register,
    Sheet,
    Transition,
    TransitionTerms,
    moderation_sample,
    review_pack,
)

PUPIL = {
    "learner_id": "L1",
    "baseline": {"value": "6y3m", "date": "2023-09-04"},
    "target": {"value": "6y9m", "date": "2023-12-01"},
    "actual": {"value": "6y10m", "date": "2023-11-27"},
    "sessions_attended": 20,
}
SHEET = {
    "id": "sheet-1",
    "school_id": "S1",
    "intervention": "Catch-up Literacy",
    "support_type": "reading",
    "lead": "Teacher",
    "weeks": 12,
    "frequency": "twice_weekly",
    "session_hours": 0.5,
    "expected_outcome": "Reads the text of the class",
    "measure": "reading_age",
    "start": "2023-09-04",
    "pupils": [{**PUPIL, "learner_id": f"L{i}"} for i in range(1, 7)],
}
JOURNEY = {
    "learner_id": "L9",
    "measures": [{"id": "ladder", "steps": ["at the door", "at the table", "in class"]}],
    "phases": [{"intervention": "Home tuition", "started": "2024-01-10"}],
    "observations": [
        {"date": f"2024-0{month}-{day:02}", "value": value}
        for month, day, value in [
            (1, 8, 1), (1, 15, 1), (1, 22, 2), (1, 29, 2), (2, 5, 2), (2, 12, "in class"),
            (2, 19, 3), (2, 26, 3),
        ]
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def engine() -> effaith.Engine:
    measure = {"id": "reading_age", "kind": "age_equivalent"}
    return effaith.Engine({"rates": {"Teacher": 40.05}, "measures": [measure]})


def test_documents_are_written_as_they_were_read(tmp_path: Path) -> None:
    assert Sheet.read(SHEET).to_dict() == SHEET
    assert Journey.read(JOURNEY).to_dict() == JOURNEY
    path = tmp_path / "sheet.json"
    path.write_text(Sheet.read(SHEET).to_json(), encoding="utf-8")
    assert Sheet.read(path) == Sheet.read(SHEET)
    assert Sheet.read({}).to_dict() == {}


@pytest.mark.parametrize(
    ("document", "kept"),
    [
        (Sheet, {"pupils": [{"learner_id": "L1", "baseline": {"value": 1, "date": "2023-09-04"}}]}),
        (Profile, {"views": [{"viewer": "pupil", "words": "I like it", "date": "2023-09-04"}]}),
        (
            Transition,
            {"profile": {"views": [{"viewer": "pupil", "words": "x", "date": "2023-09-04"}]}},
        ),
    ],
)
def test_a_date_of_a_part_is_kept(document: Any, kept: dict[str, Any]) -> None:
    assert document.read(kept).to_dict() == kept


def test_a_sheet_is_checked_and_evaluated(engine: effaith.Engine) -> None:
    sheet = Sheet.read(SHEET)
    checked = sheet.check(engine)
    assert checked.stage == "ended"
    assert checked.ok
    assert "/lead" not in [finding["where"] for finding in checked.findings]
    evaluation = sheet.evaluate(engine)
    assert evaluation.overall is not None
    assert evaluation.overall["n_green"] == 6
    assert evaluation.advice.says in {"run_again", "alter"}
    assert {rule["rule"] for rule in evaluation.advice.rules} >= {"effect", "outcomes", "cost"}
    assert "Catch-up Literacy" in str(evaluation)
    records = sheet.records(engine)
    assert engine.analyse(records).n_rejected == 0
    other = [{**record, "intervention": "Another"} for record in records]
    beside = sheet.evaluate(engine, against=other)
    cost = next(rule for rule in beside.advice.rules if rule["rule"] == "cost")
    assert cost["figures"]["times"] == 1


def test_a_journey_has_a_verdict(engine: effaith.Engine) -> None:
    trend = Journey.read(JOURNEY).trend(engine)
    measure = trend.measures[0]
    assert measure["verdict"] == "improving"
    assert measure["points"][5]["step"] == "in class"
    assert measure["phases"][0]["n_before"] == 1
    assert trend.findings == []


REGISTER = {
    "learners": [
        {
            "learner_id": "L1",
            "entries": [
                {"tier": "universal", "from": "2023-09-04", "to": "2023-12-31"},
                {"tier": "targeted", "from": "2024-01-01", "area_of_need": "ASD"},
            ],
        }
    ],
}


def test_a_register_has_a_provision_map() -> None:
    register = Register.read(REGISTER)
    assert register.to_dict() == REGISTER
    assert register.learners[0].entries[1].from_.year == 2024
    engine = effaith.Engine({"as_of": "2024-01-15"})
    found = register.provision_map(engine, since="2023-10-01")
    assert [(tier["tier"], tier["n"]) for tier in found.tiers] == [
        ("universal", 0),
        ("targeted", 1),
    ]
    assert found.moves == [{"from": "universal", "to": "targeted", "n": 1}]
    assert [gap["kind"] for gap in found.gaps] == ["need_without_provision"]
    assert found.provision == [] and found.findings == []
    records = [{**record, "learner_id": "L1"} for record in Sheet.read(SHEET).records(engine)[:1]]
    assert len(register.provision_map(engine, records).provision) <= 1
    with pytest.raises(effaith.errors.InvalidArgument):
        register.provision_map(effaith.Engine())
    with pytest.raises(effaith.errors.NotADate):
        register.provision_map(engine, since="soon")


PROFILE = {
    "learner_id": "L1",
    "school_id": "S1",
    "made": "2023-03-30",
    "review_dates": ["2023-09-29"],
    "idp": {"has": True, "review_dates": ["2023-11-30"]},
    "targets": [{"text": "Reads a page", "target": {"value": 80, "date": "2024-05-24"}}],
    "sheets": [{**SHEET, "pupils": [PUPIL]}],
    "journeys": [{**JOURNEY, "learner_id": "L1"}],
}
TERMS = {
    "to_school": "S9",
    "consent": {"given_by": "Parent", "date": "2024-04-01", "purpose": "Support"},
    "leave_out": [{"part": "targets", "reason": "Of last year"}],
}
MAPPING = {"identifiers": [{"kind": "learner", "from": "L1", "to": "N7"}]}


def test_a_profile_has_one_time_line_and_reviews() -> None:
    profile = Profile.read(PROFILE)
    assert profile.to_dict() == PROFILE
    assert profile.idp.review_dates[0].year == 2023
    measure = {"id": "reading_age", "kind": "age_equivalent"}
    engine = effaith.Engine({"as_of": "2024-05-01", "measures": [measure]})
    own = {**Sheet.read(SHEET).records(engine)[0], "id": "r1", "started": "2024-01-02",
           "ended": "2024-03-01"}  # fmt: skip
    found = profile.timeline(engine, [own, {**own, "learner_id": "L2"}])
    assert [entry["kind"] for entry in found.entries] == ["sheet", "record", "journey"]
    assert found.entries[0]["followed_by"] == [1]
    assert found.entries[0]["gain"] == 7
    assert found.overall is not None and found.overall["n_green"] == 2
    assert [(review["kind"], review["state"]) for review in found.reviews] == [
        ("profile", "overdue"),
        ("target", "due"),
        ("idp", "later"),
    ]
    assert profile.reviews("2024-05-01") == found.reviews
    assert "L1" in str(found)
    with pytest.raises(effaith.errors.InvalidArgument):
        profile.timeline(effaith.Engine())


def test_a_transition_goes_there_and_back(tmp_path: Path) -> None:
    engine = effaith.Engine({"as_of": "2024-05-01"})
    profile = Profile.read(PROFILE)
    own = {**Sheet.read(SHEET).records(engine)[0], "id": "r1", "house": "Oak"}
    sent = profile.transition(engine, TransitionTerms.read(TERMS), [own])
    left = [(redaction.part, redaction.because) for redaction in sent.redactions]
    assert left == [("targets", "asked"), ("records", "beside_fields")]
    assert sent.redactions[0].n_texts and "house" not in sent.records[0]
    with_all = profile.transition(
        engine, TransitionTerms(to_school="S9", consent=TransitionTerms.read(TERMS).consent), [own]
    )
    assert with_all.redactions == [] and with_all.records[0]["house"] == "Oak"
    path = tmp_path / "transition.json"
    path.write_text(sent.to_json(), encoding="utf-8")
    assert Transition.read(path) == sent
    mapping = IdentifierMapping.read(MAPPING)
    received = sent.receive(engine, mapping)
    assert received.transition.profile.learner_id == "N7"
    assert {"kind": "school", "identifier": "S1"} in received.unmapped
    assert received.unused == [] and received.findings == []
    assert received.transition.receive(engine, mapping.inverse()).transition == sent
    with pytest.raises(effaith.errors.InvalidArgument, match="No transition without consent"):
        profile.transition(engine, TransitionTerms())


def test_frames_of_a_profile() -> None:
    pytest.importorskip("pandas")
    profile = Profile.read(PROFILE)
    measure = {"id": "reading_age", "kind": "age_equivalent"}
    engine = effaith.Engine({"as_of": "2024-05-01", "measures": [measure]})
    found = profile.timeline(engine)
    assert list(profile.targets_frame()["target.value"]) == [80]
    assert list(found.entries_frame()["kind"]) == ["sheet", "journey"]
    assert list(found.reviews_frame()["kind"]) == ["profile", "target", "idp"]
    sent = profile.transition(engine, TransitionTerms.read(TERMS))
    assert len(sent.records_frame()) == 0
    assert "learner" in list(sent.receive(engine).unmapped_frame()["kind"])


def test_frames(engine: effaith.Engine) -> None:
    pytest.importorskip("pandas")
    sheet = Sheet.read(SHEET)
    assert list(sheet.pupils_frame()["baseline.value"]) == ["6y3m"] * 6
    assert len(sheet.evaluate(engine).pupils_frame()) == 6
    assert len(sheet.evaluate(engine).rules_frame()) >= 4
    trend = Journey.read(JOURNEY).trend(engine)
    assert list(trend.points_frame()["value"]) == [1, 1, 2, 2, 2, 3, 3, 3]
    assert list(trend.trends_frame()["verdict"]) == ["improving"]
    with pytest.raises(effaith.errors.InvalidArgument):
        trend.points_frame("spreadsheet")
    assert list(Register.read(REGISTER).learners_frame()["tier"]) == ["universal", "targeted"]


def test_what_is_wrong_has_its_place(engine: effaith.Engine) -> None:
    with pytest.raises(effaith.errors.BadJson, match="pupils/0/baselin"):
        Sheet.read({"pupils": [{"baselin": 1}]})
    with pytest.raises(effaith.errors.BadJson, match="/start"):
        Sheet.read({"start": "soon"})
    with pytest.raises(effaith.errors.BadJson, match="observations/0"):
        Journey.read({"observations": [{"value": 1}]})
    with pytest.raises(effaith.errors.BadJson, match="weeks"):
        Sheet.read({"weeks": -1}).check(engine)
    with pytest.raises(effaith.errors.CannotRead):
        Sheet.read("there/is/no/such.json")
    assert json.loads(Sheet.read(SHEET).to_json()) == SHEET


# --- Quality assurance ------------------------------------------------------------------------------

QUALITY = {
    "cluster_id": "C1",
    "settings": [
        {"school_id": "S1", "visits": ["2021-11-09"], "papers": [{"paper": "Map"}]},
        {"school_id": "S2"},
    ],
    "learners": [
        {"learner_id": f"L{i}", "school_id": "S1", "profile_reviews": ["2024-05-01"]}
        for i in range(20)
    ],
    "moderation": [{"record_id": "r1", "rating": "red"}],
    "checklist": [{"item": "Minutes", "present": False}],
}


def records_of(school: str, count: int) -> list[dict[str, object]]:
    return [
        {
            "id": f"{school}-{i}",
            "learner_id": f"{school}-L{i}",
            "school_id": school,
            "cluster_id": "C1",
            "support_type": "speech",
            "intervention": "Talk Time",
            "delivered_by": ["Teaching assistant"],
            "learners_per_session": 1,
            "frequency": "weekly",
            "session_hours": 0.5,
            "started": "2023-09-04",
            "ended": "2023-12-22",
            "sessions_attended": 10,
            "outcome": ("red", "amber", "green")[i % 3],
            "aim": "talks",
        }
        for i in range(count)
    ]


@pytest.fixture(scope="module")
def dated() -> effaith.Engine:
    return effaith.Engine({"as_of": "2024-07-31"})


def test_quality_is_written_as_it_was_read() -> None:
    quality = Quality.read(QUALITY)
    assert quality.settings[0].visits[0].year == 2021
    assert quality.to_dict() == QUALITY
    assert len(quality.learners_frame()) == 20


def test_a_review_pack_has_its_parts_as_frames(dated: effaith.Engine) -> None:
    records = records_of("S1", 30) + records_of("S2", 3)
    pack = Quality.read(QUALITY).review(dated, records, level="cluster")
    assert pack.data["release"]["applies"]
    assert {row["what"] for row in pack.withheld} >= {"few_learners", "learners"}
    assert set(pack.units_frame()["n_records"]) == {"suppressed"}
    assert len(pack.interventions_frame()) == 1
    assert len(pack.compliance_frame("polars")) == 5
    assert list(pack.visits_frame()["state"]) == ["never_visited", "overdue"]
    assert "visit" in set(pack.actions_frame()["rule"])
    assert "S1-L" not in json.dumps(pack.data)
    assert "S1-L" not in str(pack)


def test_a_sample_is_of_its_seed(dated: effaith.Engine) -> None:
    records = records_of("S1", 30)
    first = moderation_sample(dated, records, level="school", seed=7, sample_size=6)
    again = moderation_sample(dated, records[::-1], level="school", seed=7, sample_size=6)
    assert first.drawn == again.drawn
    assert len(first.frame()) == 6


def test_a_review_is_of_a_day_and_of_a_level(dated: effaith.Engine) -> None:
    with pytest.raises(effaith.errors.InvalidArgument):
        review_pack(effaith.Engine(), [], level="school")
    with pytest.raises(effaith.errors.BadJson):
        review_pack(dated, [], level="county")
