"""Tables that may leave the building, and what can be worked out of them."""

import json
from pathlib import Path

import pytest

import effaith

SCHEMAS = Path(__file__).resolve().parents[3] / "src/data/schema"

RECORD = {
    "support_type": "reading",
    "delivered_by": "Teacher",
    "learners_per_session": 2,
    "frequency": "weekly",
    "session_hours": 0.5,
    "started": "2023-09",
    "ended": "2023-12",
    "sessions_attended": 11,
    "aim": "Reads a page unaided",
}


def records():
    rows = []
    for school, outcome, count in (
        ("A", "red", 2),
        ("A", "green", 9),
        ("B", "red", 8),
        ("B", "green", 7),
        ("C", "red", 6),
        ("C", "amber", 12),
    ):
        for i in range(count):
            n = len(rows)
            tier = "targeted" if i % 2 else "universal"
            rows.append(
                {**RECORD, "id": f"r{n}", "learner_id": f"p{n}", "school_id": school}
                | {"outcome": outcome, "tier": tier}
            )
    return rows


@pytest.fixture
def engine():
    return effaith.Engine({"rates": {"Teacher": 40}})


def test_a_table_that_leaves_hides_small_counts_and_what_gives_them_back(engine):
    table = engine.rollup(records(), by=["school_id"], totals=True, disclosure=5)
    rows = {row["school_id"] if row["level"] else "all": row for row in table.rows}
    assert rows["A"]["n_red"] is None
    assert "n_red" in rows["A"]["suppressed"].split()
    assert rows["A"]["n_records"] == 11
    assert sum(row["n_red"] is None for row in rows.values()) >= 2
    assert table.safe
    assert table.report["n_counts_hidden"] >= 4
    assert table.report["not_covered"]
    schema = json.loads((SCHEMAS / "disclosure_report.schema.json").read_text("utf-8"))
    assert sorted(table.report) == sorted(schema["required"]) == sorted(schema["properties"])
    assert "suppressed" in table.document("csv")


def test_a_frame_goes_in_and_a_frame_comes_out(engine):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(records())
    table = engine.rollup(frame, by=["school_id"], totals=True, disclosure={"threshold": 5})
    assert isinstance(table.rows, pandas.DataFrame)
    assert table.rows["n_red"].isna().sum() >= 2
    audit = effaith.audit(table.rows, by=["school_id"])
    assert audit["safe"]
    assert audit["ranges"] == effaith.audit(table)["ranges"]


def test_tables_that_leave_together_are_protected_together(engine):
    rollups = [engine.rollup(records(), by=[by], totals=True) for by in ("school_id", "tier")]
    release = engine.release(rollups, 5)
    assert len(release) == 2
    assert release.safe
    totals = [json.loads(table.document())["rows"][-1] for table in release]
    assert totals[0] == totals[1]
    assert "Safe" in str(release)


def test_a_table_by_role_is_refused_with_totals(engine):
    with pytest.raises(effaith.errors.DisclosureNotAdditive) as refused:
        engine.rollup(records(), by=["role"], totals=True, disclosure=5)
    assert refused.value.code == "disclosure_not_additive"
    with pytest.raises(effaith.errors.InvalidArgument):
        engine.rollup(records(), by=["tier"], disclosure="five")


def test_an_audit_says_what_can_be_worked_out():
    table = {
        "columns": [],
        "rows": [
            {"node": "LA", "parent": None, "total": 20},
            {"node": "A", "parent": "LA", "total": None},
            {"node": "B", "parent": "LA", "total": None},
            {"node": "C", "parent": "LA", "total": 18},
        ],
    }
    audit = effaith.audit(table)
    assert not audit["safe"]
    assert [(r["node"], r["least"], r["greatest"]) for r in audit["ranges"]] == [
        ("A", 0, 2),
        ("B", 0, 2),
    ]
    table["rows"][1]["total"] = table["rows"][2]["total"] = 1
    protected = effaith.protect(table)
    assert [row["total"] for row in protected["rows"]] == [20, *["suppressed"] * 3]
    assert effaith.audit(protected)["safe"]
