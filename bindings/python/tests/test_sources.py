"""Where records and texts come from: every kind of table, a text, or a path, by one rule."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import KINDS, RECORD, SAMPLE, need

import effaith
from effaith import errors, interop
from effaith.practice import Profile, Register, Sheet, moderation_sample, review_pack

NUMBERS = {"organisations": [{"school_id": "S1", "education_organization_id": "255901001"}]}
RECORDS: list[dict[str, Any]] = [
    {
        **RECORD,
        "id": f"r{i}",
        "intervention": "Catch-up Literacy",
        "delivered_by": ["Teaching assistant", "Teacher"],
        "capital_cost": cost,
    }
    for i, cost in enumerate([25.5, None, 10.0])
]


@pytest.fixture(scope="module")
def engine() -> effaith.Engine:
    return effaith.Engine({"as_of": "2024-07-31", "rates": {"Teaching assistant": 14.37}})


@pytest.mark.parametrize("kind", KINDS)
def test_practice_and_interop_take_what_analyse_takes(
    engine: effaith.Engine, tmp_path: Path, kind: str
) -> None:
    def records() -> Any:
        return KINDS[kind](RECORDS, tmp_path)

    told = json.dumps(RECORDS)
    register, sheet, profile = Register(), Sheet(), Profile(learner_id="L1")
    assert register.provision_map(engine, records()).data["n_records"] == 3
    for ask in (
        lambda given: register.provision_map(engine, given),
        lambda given: sheet.evaluate(engine, given),
        lambda given: profile.timeline(engine, given),
        lambda given: review_pack(engine, given, level="school"),
        lambda given: moderation_sample(engine, given, level="school"),
        lambda given: interop.write_edfi(engine, given, NUMBERS).xml,
    ):
        assert ask(records()) == ask(told)


def test_columns_are_named_as_people_write_them(engine: effaith.Engine) -> None:
    pandas = need("pandas")
    path = SAMPLE / "cluster.csv"
    register = Register.read(SAMPLE / "register.json")
    read = register.provision_map(engine, path)
    assert read.data["n_records"] == 603 and len(read.provision) == 52
    frame = pandas.read_csv(path)
    assert register.provision_map(engine, frame) == read
    assert register.provision_map(engine, frame.to_dict("records")) == read
    with pytest.raises(errors.InvalidArgument, match="two keys for school_id") as caught:
        register.provision_map(engine, [RECORD, {**RECORD, "School ID": "S2"}])
    assert (caught.value.row, caught.value.field) == (2, "school_id")


def test_cells_are_read_as_analyse_reads_them(engine: effaith.Engine) -> None:
    record = {
        **RECORD,
        "started": datetime.date(2023, 9, 4),
        "ended": datetime.datetime(2023, 12, 15, 12),
        "session_hours": Decimal("0.5"),
        "capital_cost": float("nan"),
        "aim": None,
        "a column of bytes": b"\xff",
        "nothing": object(),
    }
    row = Register().provision_map(engine, [record]).provision[0]
    assert (row["started"], row["ended"]) == ("2023-09-04", "2023-12-15")
    assert row["hours_received"] == engine.analyse(record)["hours_received"] == 5.5
    assert Register().provision_map(engine, RECORD).data["n_records"] == 1
    numbers = {**RECORD, "learner_id": 123.0, "year_group": 3.0}
    row = Register().provision_map(engine, [numbers]).provision[0]
    rows = engine.rollup([numbers], ["learner_id", "year_group"]).rows
    assert (row["learner_id"], row["year_group"]) == ("123", "3")
    assert (rows[0]["learner_id"], rows[0]["year_group"]) == ("123", "3")
    with pytest.raises(errors.BadJson, match="/0/session_hours"):
        Register().provision_map(engine, [{**RECORD, "session_hours": float("inf")}])
    with pytest.raises(errors.BadJson, match="/0/session_hours"):
        Register().provision_map(engine, [{**RECORD, "session_hours": b"1"}])


def test_what_numpy_and_pandas_make_of_cells_is_read(engine: effaith.Engine) -> None:
    numpy, pandas = need("numpy"), need("pandas")
    record = {
        **RECORD,
        "learners_per_session": numpy.int64(4),
        "session_hours": numpy.float32(0.5),
        "started": pandas.Period("2023-09", "M"),
        "ended": pandas.Timestamp("2023-12-15"),
        "capital_cost": numpy.float32("nan"),
        "aim": pandas.NA,
    }
    row = Register().provision_map(engine, [record]).provision[0]
    assert (row["started"], row["ended"], row["hours_received"]) == (
        "2023-09-01",
        "2023-12-15",
        5.5,
    )


def test_two_columns_of_one_name_are_refused_as_analyse_refuses_them(
    engine: effaith.Engine,
) -> None:
    pandas, pyarrow = need("pandas"), need("pyarrow")
    frame = pandas.DataFrame([RECORD])
    names = [*RECORD, "school_id"]
    for data in (
        pandas.concat([frame, frame[["school_id"]]], axis=1),
        pyarrow.table([pyarrow.array(["S1"])] * len(names), names=names),
    ):
        said = []
        for ask in (engine.analyse, lambda given: Register().provision_map(engine, given)):
            with pytest.raises(errors.BadArrow, match="school_id") as caught:
                ask(data)
            said.append(str(caught.value))
        assert said[0] == said[1]


@pytest.mark.parametrize("data", [5, b"id\n", {1, 2}, iter([RECORD])])
def test_what_is_no_table_is_refused_as_analyse_refuses_it(
    engine: effaith.Engine, data: Any
) -> None:
    with pytest.raises(errors.InvalidArgument) as caught:
        engine.analyse(data)
    with pytest.raises(errors.InvalidArgument) as again:
        Register().provision_map(engine, data)
    assert str(again.value) == str(caught.value)
    with pytest.raises(errors.InvalidArgument, match="Record 2 is 5"):
        interop.write_edfi(engine, [RECORD, 5])


def test_a_path_as_text_is_a_path(engine: effaith.Engine) -> None:
    path = SAMPLE / "provision.csv"
    read = interop.read_provision(engine, path)
    assert len(read.records) == 5
    assert interop.read_provision(engine, str(path)) == read
    assert interop.read_provision(engine, path.read_text(encoding="utf-8")) == read
    results, items = SAMPLE / "oneroster_results.csv", SAMPLE / "oneroster_line_items.csv"
    joined = interop.join_oneroster(engine, read.records, results, items)
    assert interop.join_oneroster(engine, read.records, str(results), str(items)) == joined
    with pytest.raises(errors.CannotRead, match="no_such.csv.*has a line break"):
        interop.read_provision(engine, "no_such.csv")
    with pytest.raises(errors.CannotRead, match="no_such.csv"):
        Register().provision_map(engine, "no_such.csv")
    with pytest.raises(errors.CannotRead, match="Pupil,Provision"):
        interop.read_provision(engine, "Pupil,Provision")
    with pytest.raises(errors.BadCsv):
        interop.read_provision(engine, "")


def test_a_second_document_is_an_object_a_dict_a_text_or_a_path(
    engine: effaith.Engine, tmp_path: Path
) -> None:
    terms = {"consent": {"given_by": "Parent", "date": "2024-06-10", "purpose": "Support"}}
    identifiers = {"identifiers": [{"kind": "learner", "from": "L1", "to": "N7"}]}
    quality = {"settings": [{"school_id": "S1"}]}
    profile = Profile(learner_id="L1")
    sent = profile.transition(engine, effaith.practice.TransitionTerms.read(terms))

    def each(document: dict[str, Any]) -> list[Any]:
        path = tmp_path / "document.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return [document, json.dumps(document), path, str(path)]

    assert [profile.transition(engine, given) for given in each(terms)] == [sent] * 4
    for given in each(identifiers):
        assert sent.receive(engine, given).transition.profile.learner_id == "N7"
    for given in each(NUMBERS):
        assert interop.write_edfi(engine, RECORDS[0], given).associations == 1
    for given in each(quality):
        assert len(review_pack(engine, level="school", quality=given).visits_frame("polars")) == 1
    with pytest.raises(errors.InvalidArgument):
        profile.transition(engine, None)  # type: ignore[arg-type]
    with pytest.raises(errors.InvalidArgument, match="mapping"):
        interop.write_edfi(engine, RECORD, 5)  # type: ignore[arg-type]


@pytest.mark.parametrize("engine", [None, {"as_of": "2024-01-01"}, "config.json"])
def test_what_is_no_engine_is_told(engine: Any) -> None:
    for ask in (
        Sheet().check,
        Sheet().records,
        Register().provision_map,
        lambda given: Profile().transition(given, {}),
        lambda given: interop.read_provision(given, "Pupil\n"),
    ):
        with pytest.raises(errors.InvalidArgument, match=f"{type(engine).__name__} for the engine"):
            ask(engine)


def test_a_configuration_may_be_json_text() -> None:
    engine = effaith.Engine('\ufeff{"as_of": "2024-01-01"}')
    assert engine.config == {"as_of": "2024-01-01"}
    assert effaith.Engine(engine.config).digest == engine.digest


def test_documents_and_records_need_no_other_library() -> None:
    code = (
        "import sys\n"
        "for name in ('numpy', 'pandas', 'polars', 'pyarrow', 'duckdb'): sys.modules[name] = None\n"
        "import effaith\n"
        f"record = {RECORD!r}\n"
        "engine = effaith.Engine({'as_of': '2024-07-31'})\n"
        'register = effaith.practice.Register.read(\'{"learners": [{"learner_id": "L1"}]}\')\n'
        "found = register.provision_map(engine, [record])\n"
        "again = register.provision_map(engine, engine.rollup([record], ['school_id']).table)\n"
        "print(len(found.provision), again.data['n_records'])\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.stdout.split() == ["1", "1"], run.stderr
