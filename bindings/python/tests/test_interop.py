"""What other systems write, read into records and back; nothing of it is dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

import effaith
from effaith import interop

ASSOCIATION = """<InterchangeStudentIntervention xmlns="http://ed-fi.org/5.2.0">
  <StudentInterventionAssociation>
    <StudentReference><StudentIdentity><StudentUniqueId>L1</StudentUniqueId></StudentIdentity>
    </StudentReference>
    <InterventionReference><InterventionIdentity>
      <EducationOrganizationReference><EducationOrganizationIdentity>
        <EducationOrganizationId>77</EducationOrganizationId>
      </EducationOrganizationIdentity></EducationOrganizationReference>
      <InterventionIdentificationCode>Reading</InterventionIdentificationCode>
    </InterventionIdentity></InterventionReference>
    <DiagnosticStatement>Decoding</DiagnosticStatement>
    <Dosage>25</Dosage>
  </StudentInterventionAssociation>
</InterchangeStudentIntervention>"""
RECORD = {
    "learner_id": "L1",
    "school_id": "77",
    "intervention": "Reading",
    "session_hours": 0.4167,
}
RESULTS = """sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate
a,active,reading_age,L1,fully graded,75,2023-09-01
b,active,reading_age,L1,exempt,,2023-12-20
c,active,reading_age,L1,fully graded,81,2023-12-20
"""


@pytest.fixture(scope="module")
def engine() -> effaith.Engine:
    return effaith.Engine({"measures": [{"id": "reading_age", "kind": "age_equivalent"}]})


def test_an_interchange_is_read_and_written_back(engine: effaith.Engine, tmp_path: Path) -> None:
    read = interop.read_edfi(engine, ASSOCIATION)
    assert read.records == [RECORD]
    assert [(lost["code"], lost["found"]) for lost in read.loss] == [("no_field", "Decoding")]
    written = interop.write_edfi(engine, [{**RECORD, "outcome": "green"}])
    assert written.associations == 1
    assert [lost["where"] for lost in written.loss] == ["outcome"]
    path = tmp_path / "interchange.xml"
    path.write_text(written.xml, encoding="utf-8")
    assert interop.read_edfi(engine, path).records == [RECORD]


def test_a_school_has_its_number_by_the_mapping(engine: effaith.Engine) -> None:
    record = {**RECORD, "school_id": "S1"}
    assert interop.write_edfi(engine, [record]).associations == 0
    organisation = {"school_id": "S1", "education_organization_id": "255901001"}
    written = interop.write_edfi(engine, [record], {"organisations": [organisation]})
    assert "<EducationOrganizationId>255901001<" in written.xml


def test_an_export_is_read_with_its_reviews(engine: effaith.Engine) -> None:
    csv = "Pupil,Provision,Review,Cost\nL1,Reading,As expected,10\nL2,Reading,who knows,\n"
    imported = interop.read_provision(engine, csv)
    assert imported.records[0]["outcome"] == "amber"
    assert imported.records[0]["Cost"] == "10"
    assert imported.records[1]["Review"] == "who knows"
    assert imported.loss_frame()["row"].tolist() == [2]
    assert len(imported.records_frame()) == 2
    assert "who knows" in str(imported)


def test_results_become_baseline_and_actual_score(engine: effaith.Engine) -> None:
    records = [{**RECORD, "measure": "reading_age", "started": "2023-09-04", "ended": "2023-12-15"}]
    joined = interop.join_oneroster(engine, records, RESULTS)
    assert joined.records[0]["baseline"] == 75
    assert joined.records[0]["actual_date"] == "2023-12-20"
    assert [lost["code"] for lost in joined.loss] == ["not_a_score"]


def test_faults_have_their_classes(engine: effaith.Engine, tmp_path: Path) -> None:
    with pytest.raises(effaith.errors.BadXml, match="document type"):
        interop.read_edfi(engine, '<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>')
    with pytest.raises(effaith.errors.BadJson):
        interop.read_provision(engine, "Pupil\n", {"colums": []})
    with pytest.raises(effaith.errors.CannotRead):
        interop.read_edfi(engine, tmp_path / "nowhere.xml")
    with pytest.raises(effaith.errors.BadCsv):
        interop.join_oneroster(engine, [], "a,b\n1,2\n")
