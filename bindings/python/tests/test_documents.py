"""Documents are read by the library, and written without loss."""

from __future__ import annotations

import copy
import datetime
import json
import os
import pickle
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import SAMPLE, need

import effaith
from effaith import _core, errors, practice

SCHEMAS = SAMPLE.parent / "schema"


def test_the_library_reads_documents_and_writes_them_in_its_own_order() -> None:
    assert _core.document("sheet", b'{"weeks": 2.0, "id": " s1 ", "lead": ""}') == (
        '{"id":"s1","weeks":2}\n'
    )
    assert _core.document("terms", b'\xef\xbb\xbf{"consent": {}}') == "{}\n"
    with pytest.raises(errors.InvalidArgument, match="letter"):
        _core.document("letter", b"{}")
    for kind in ("sheet", "journey", "register", "profile", "quality", "transition", "terms"):
        with pytest.raises(errors.BadJson, match="no_such_key"):
            _core.document(kind, b'{"no_such_key": 1}')


# --- Reading -----------------------------------------------------------------------------------------

SAMPLES = {
    "sheet": practice.Sheet,
    "journey": practice.Journey,
    "register": practice.Register,
    "profile": practice.Profile,
    "quality": practice.Quality,
    "transition_terms": practice.TransitionTerms,
    "identifier_mapping": practice.IdentifierMapping,
}
KINDS = {**SAMPLES, "transition": practice.Transition}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_read_and_written_as_it_was(name: str) -> None:
    path = SAMPLE / f"{name}.json"
    text = path.read_text(encoding="utf-8")
    document = SAMPLES[name].read(path)
    was = {key: value for key, value in json.loads(text).items() if value != []}
    assert document.to_dict() == was
    for source in (str(path), text, json.loads(text), document, document.to_json()):
        assert SAMPLES[name].read(source) == document
    assert copy.deepcopy(document) == pickle.loads(pickle.dumps(document)) == document


def everything(schema: dict[str, Any], root: dict[str, Any]) -> Any:
    """A value that has every key of a schema."""
    if "$ref" in schema:
        name, _, place = schema["$ref"].partition("#")
        if name:
            root = json.loads((SCHEMAS / name.rpartition("/")[2]).read_text(encoding="utf-8"))
        schema = root
        for key in filter(None, place.split("/")):
            schema = schema[key]
        return everything(schema, root)
    if "enum" in schema:
        return schema["enum"][0]
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return everything(schema[key][0], root)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "object" in kinds:
        inner = schema.get("properties", {"column": {"type": "string"}})
        return {key: everything(value, root) for key, value in inner.items()}
    if "array" in kinds:
        return [everything(schema["items"], root)]
    if "number" in kinds or "integer" in kinds:
        return max(schema.get("minimum", 1), 1)
    if "boolean" in kinds:
        return False
    return "2024-03-05" if schema.get("format") == "date" else "text"


@pytest.mark.parametrize("name", KINDS)
def test_a_document_with_every_key_of_its_schema_is_kept_whole(name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    whole = everything(schema, schema)
    assert len(whole) == len(schema["properties"])
    assert KINDS[name].read(whole).to_dict() == whole


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"weeks": "twelve"}, "/weeks"),
        ({"supported_by": "Teacher"}, "/supported_by"),
        ({"supported_by": [None]}, "/supported_by/0"),
        ({"pupils": {"learner_id": "L1"}}, "/pupils"),
        ({"pupils": 3}, "/pupils"),
        ({"lead": {}}, "/lead"),
        ({"weeks": []}, "/weeks"),
        ({"start": "20240101"}, "/start"),
        ({"start": "2024-01-01T00:00:00"}, "/start"),
        ({"session_hours": float("inf")}, "/session_hours"),
        ({"pupils": [{"learner": "L1"}]}, "/pupils/0/learner"),
        ('{"id": "x", "id": "y"}', "/id"),
        ('{"session_hours": NaN}', "line 1, column 19"),
        ('{"id": "\\ud800"}', "line 1, column 15"),
    ],
)
def test_what_a_document_cannot_have_is_refused_as_it_is_read(document: Any, where: str) -> None:
    with pytest.raises(errors.BadJson) as caught:
        practice.Sheet.read(document)
    assert caught.value.where == where


def test_a_number_that_python_cannot_hold_is_refused() -> None:
    for number in ("1e999", "1" * 5000):
        with pytest.raises(errors.BadJson):
            practice.Journey.read(
                f'{{"observations": [{{"date": "2024-01-01", "value": {number}}}]}}'
            )


def test_a_file_is_read_whatever_an_editor_puts_before_it(tmp_path: Path) -> None:
    path = tmp_path / "sheet.json"
    path.write_bytes(b'\xef\xbb\xbf{"id": "x"}')
    assert practice.Sheet.read(path).id == "x"
    for wrong in ('{"id": "é"}'.encode("latin-1"), '{"id": "x"}'.encode("utf-16")):
        path.write_bytes(wrong)
        with pytest.raises(errors.BadEncoding):
            practice.Sheet.read(path)
    path.write_text('{"weeks": "twelve"}', encoding="utf-8")
    for source in (path, str(path)):
        with pytest.raises(errors.BadJson, match="In '.*sheet.json': Found \"twelve\"") as caught:
            practice.Sheet.read(source)
        assert caught.value.where == "/weeks"
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    with pytest.raises(errors.BadJson, match="64 levels"):
        practice.Sheet.read(path)


@pytest.mark.parametrize("source", [1, 0, True, None, b"{}", [1], 1.5])
def test_what_is_no_source_is_refused(source: Any) -> None:
    with pytest.raises(errors.InvalidArgument, match=type(source).__name__):
        practice.Journey.read(source)
    with pytest.raises(errors.InvalidArgument):
        effaith.interop.read_edfi(effaith.Engine(), source)
    if source is not None:
        with pytest.raises(errors.InvalidArgument):
            effaith.Engine(source)
    os.fstat(1)  # no number was taken for an open file


def test_a_file_that_is_not_there_is_told_with_both_readings() -> None:
    with pytest.raises(errors.CannotRead, match="no_such.json.*begins with {"):
        practice.Sheet.read("no_such.json")
    with pytest.raises(errors.CannotRead) as caught:
        practice.Sheet.read("learner " * 1000)
    assert len(str(caught.value)) < 400


# --- Writing -----------------------------------------------------------------------------------------


def test_a_document_shares_nothing_with_its_source() -> None:
    source = {
        "profile": {"needs": ["Quiet"]},
        "records": [{"id": "r1"}],
        "configuration": {"measures": [{"id": "reading"}]},
    }
    sent = practice.Transition.read(source)
    before = sent.to_dict()
    assert before == source
    before["records"][0]["id"] = before["configuration"]["measures"][0]["id"] = "changed"
    source["records"][0]["id"] = "changed"  # type: ignore[index]
    sent.profile.needs.append("Light")
    assert source["profile"] == {"needs": ["Quiet"]}
    assert sent.records == [{"id": "r1"}]
    assert sent.configuration == {"measures": [{"id": "reading"}]}


def test_what_a_document_must_have_is_written_though_it_is_empty() -> None:
    sent = practice.Transition(profile=practice.Profile())
    assert sent.to_dict() == {"profile": {}}
    assert practice.Transition.read(sent.to_dict()) == sent
    assert practice.Sheet(pupils=[practice.SheetPupil()]).to_dict() == {"pupils": [{}]}


def test_a_value_of_another_type_is_refused_by_the_library_when_it_is_asked() -> None:
    engine = effaith.Engine()
    for wrong in ({"lead": {}}, {"weeks": []}, {"pupils": {}}, {"pupils": 3}):
        with pytest.raises(errors.BadJson):
            practice.Sheet(**wrong).check(engine)  # type: ignore[arg-type]


def test_plain_values_of_other_types_are_written_as_what_they_are() -> None:
    tuesday = datetime.datetime(
        2024, 1, 2, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=2))
    )
    written = practice.Sheet(
        start=tuesday,
        session_hours=Decimal("0.5"),  # type: ignore[arg-type]
        delivered_by=("Teacher",),  # type: ignore[arg-type]
        pupils=(practice.SheetPupil(capital_cost=float("nan")),),  # type: ignore[arg-type]
    ).to_dict()
    assert written == {
        "start": "2024-01-01",  # in UTC
        "session_hours": 0.5,
        "delivered_by": ["Teacher"],
        "pupils": [{}],
    }


def test_what_numpy_and_pandas_make_of_values_is_written_as_what_they_are() -> None:
    numpy, pandas = need("numpy"), need("pandas")
    written = practice.Sheet(
        weeks=numpy.int64(12),
        session_hours=numpy.float32(0.5),
        weekdays=numpy.array(["mon", "tue"]),
        start=pandas.Timestamp("2024-01-01 10:00"),
        lead=pandas.NA,
        parents_informed=practice.ParentsInformed(date=pandas.NaT),
        pupils=[practice.SheetPupil(date_of_birth=numpy.datetime64("2015-03-02"))],  # type: ignore[arg-type]
    ).to_dict()
    assert written == {
        "weeks": 12,
        "session_hours": 0.5,
        "weekdays": ["mon", "tue"],
        "start": "2024-01-01",
        "pupils": [{"date_of_birth": "2015-03-02"}],
    }
    assert json.loads(json.dumps(written)) == written
    frame = pandas.DataFrame({"date": pandas.to_datetime(["2024-01-08"]), "value": [3]})
    journey = practice.Journey.read({"observations": frame.to_dict("records")})
    assert journey.observations == [practice.Observation(datetime.date(2024, 1, 8), 3)]


def test_what_json_does_not_have_is_refused_with_its_place() -> None:
    day = datetime.date(2024, 1, 1)
    journey = practice.Journey(observations=[practice.Observation(day, float("-inf"))])
    for ask in (journey.to_json, journey.to_dict, lambda: journey.trend(effaith.Engine())):
        with pytest.raises(errors.BadJson) as caught:
            ask()
        assert caught.value.where == "/observations/0/value"
    with pytest.raises(errors.BadJson) as caught:
        practice.Journey.read({"observations": journey.observations})
    assert caught.value.where == "/observations/0/value"
    with pytest.raises(errors.BadJson, match="/lead.*set"):
        practice.Sheet(lead={1, 2}).to_json()  # type: ignore[arg-type]
    within: dict[str, Any] = {}
    within["within"] = within
    with pytest.raises(errors.BadJson):
        practice.Transition(practice.Profile(), configuration=within).to_json()


def test_half_a_character_is_told_without_the_document() -> None:
    engine = effaith.Engine({"as_of": "2024-01-01"})
    sheet = practice.Sheet(lead="Secret", pupils=[practice.SheetPupil(name="\ud800")])
    register = practice.Register()
    for ask in (
        lambda: sheet.check(engine),
        lambda: practice.Sheet.read({"lead": "Secret", "id": "\ud800"}),
        lambda: practice.Sheet.read('{"lead": "Secret", "id": "\ud800"}'),
        lambda: register.provision_map(engine, [{"aim": "Secret", "learner_id": "\ud800"}]),
        lambda: register.provision_map(engine, "aim,id\nSecret,\ud800\n"),
        lambda: register.provision_map(engine, since="\ud800"),
        lambda: effaith.interop.read_provision(engine, "Secret\n\ud800"),
    ):
        with pytest.raises(errors.BadEncoding, match="U\\+D800") as caught:
            ask()
        assert "Secret" not in str(caught.value)
    with pytest.raises(errors.BadEncoding) as caught:
        sheet.to_json()
    assert caught.value.where == "/pupils/0/name"
