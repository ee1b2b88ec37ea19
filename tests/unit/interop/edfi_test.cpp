// Ed-Fi interchanges: the sample of the standard, references, attendance, and what is written.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "catch_compat.hpp"
#include "desk.hpp"
#include "effaith/io/interop.hpp"

using namespace effaith;
using namespace effaith::interop;

namespace {

std::string sample() {
    std::ifstream file(std::string(EFFAITH_SOURCE_DIR) +
                       "/tests/data/edfi/StudentIntervention.xml");
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string interchange(const std::string& inside) {
    return "<InterchangeStudentIntervention xmlns=\"http://ed-fi.org/5.2.0\">" + inside +
           "</InterchangeStudentIntervention>";
}

std::string who(const std::string& learner) {
    return "<StudentReference><StudentIdentity><StudentUniqueId>" + learner +
           "</StudentUniqueId></StudentIdentity></StudentReference>"
           "<InterventionReference ref=\"I1\"/>";
}

const char* const kIntervention =
    "<Intervention id=\"I1\"><BeginDate>2023-09-04</BeginDate><EndDate>2023-12-15</EndDate>"
    "<EducationOrganizationReference><EducationOrganizationIdentity><EducationOrganizationId>77"
    "</EducationOrganizationId></EducationOrganizationIdentity></EducationOrganizationReference>"
    "<InterventionIdentificationCode>Reading</InterventionIdentificationCode></Intervention>";

std::string event(const std::string& learner, const std::string& day, const std::string& category) {
    return "<StudentInterventionAttendanceEvent><AttendanceEvent><EventDate>" + day +
           "</EventDate><AttendanceEventCategory>uri://ed-fi.org/"
           "AttendanceEventCategoryDescriptor#" +
           category + "</AttendanceEventCategory></AttendanceEvent>" + who(learner) +
           "</StudentInterventionAttendanceEvent>";
}

std::string association(const std::string& learner, const std::string& rest = "") {
    return "<StudentInterventionAssociation>" + who(learner) + rest +
           "</StudentInterventionAssociation>";
}

std::string cell(const TextRecord& record, Field field) {
    return record.text.at(field).text;
}

std::vector<NoteCode> codes(const std::vector<Note>& loss) {
    std::vector<NoteCode> all;
    for (const Note& note : loss)
        all.push_back(note.code);
    return all;
}

}  // namespace

TEST_CASE("The sample interchange gives 25 records and lists the rest") {
    const Imported imported = read_edfi(sample()).value();
    REQUIRE(imported.records.size() == 25);
    const TextRecord& first = imported.records.front();
    CHECK(cell(first, Field::learner_id) == "604822");
    CHECK(cell(first, Field::school_id) == "255901001");
    CHECK(cell(first, Field::intervention) == "255901001-CheckAndConnect-NinthGrade");
    CHECK(cell(first, Field::session_hours) == "0.1667");
    CHECK(cell(first, Field::started) == "2021-08-23");
    CHECK(cell(imported.records[9], Field::session_hours) == "0.5");
    for (const TextRecord& record : imported.records) {
        for (const Field missing : {Field::id, Field::ended, Field::year_group, Field::outcome,
                                    Field::sessions_attended, Field::sessions_delivered})
            CHECK_FALSE(record.text.at(missing).is_there());
        CHECK(record.carried.empty());
    }
    const auto listed = [&](const std::string& where) {
        return std::any_of(imported.loss.begin(), imported.loss.end(), [&](const Note& note) {
            return note.where == "/InterchangeStudentIntervention/" + where;
        });
    };
    CHECK(listed("Intervention[1]/MinDosage[1]"));
    CHECK(listed("Intervention[1]/Diagnosis[1]"));
    CHECK(listed("InterventionStudy[1]/Participants[1]"));
    CHECK(listed("EducationContent[1]/LearningResource[1]/Author[2]"));
    CHECK_FALSE(listed("StudentInterventionAssociation[1]/Dosage[1]"));
}

TEST_CASE("Every leaf of the sample is in a record or in the loss") {
    const std::string xml = sample();
    const Imported imported = read_edfi(xml).value();
    std::size_t leaves = 0;
    for (std::size_t at = xml.find("</"); at != std::string::npos; at = xml.find("</", at + 1))
        leaves += xml[at - 1] != '>' && xml.find_last_not_of(" \t\r\n", at - 1) == at - 1 ? 1 : 0;
    // Four leaves of each association, and the day, organisation and code of the intervention.
    CHECK(leaves == 25 * 4 + 3 + imported.loss.size());
}

TEST_CASE("References within the interchange are followed, others are said") {
    const Imported imported =
        read_edfi(
            interchange(kIntervention + association("L1", "<Dosage>22</Dosage>") +
                        "<StudentInterventionAssociation><StudentReference ref=\"S\"/>"
                        "<InterventionReference ref=\"I9\"/></StudentInterventionAssociation>"))
            .value();
    REQUIRE(imported.records.size() == 2);
    CHECK(cell(imported.records[0], Field::intervention) == "Reading");
    CHECK(cell(imported.records[0], Field::school_id) == "77");
    CHECK(cell(imported.records[0], Field::ended) == "2023-12-15");
    CHECK(cell(imported.records[0], Field::session_hours) == "0.3667");
    CHECK(cell(imported.records[1], Field::learner_id).empty());
    CHECK(cell(imported.records[1], Field::intervention).empty());
    const auto found = codes(imported.loss);
    CHECK(std::count(found.begin(), found.end(), NoteCode::unresolved) == 2);
}

TEST_CASE("Attendance events are sessions by day") {
    const Imported imported =
        read_edfi(interchange(kIntervention + association("L1") + association("L2") +
                              event("L1", "2023-09-04", "Present") +
                              event("L1", "2023-09-04", "Early departure") +
                              event("L1", "2023-09-11", "Excused Absence") +
                              event("L2", "2023-09-04", "Cancelled") +
                              event("L3", "2023-09-04", "Present")))
            .value();
    CHECK(cell(imported.records[0], Field::sessions_attended) == "1");
    CHECK(cell(imported.records[0], Field::sessions_delivered) == "2");
    CHECK_FALSE(imported.records[1].text.at(Field::sessions_attended).is_there());
    CHECK(codes(imported.loss) ==
          std::vector{NoteCode::unknown_category, NoteCode::no_association});
}

TEST_CASE("What cannot be read is listed and left out") {
    const Imported imported =
        read_edfi(interchange(kIntervention + association("L1", "<Dosage>-5</Dosage>") +
                              association("L2", "<Dosage>5</Dosage><Dosage>6</Dosage>") +
                              "<x:Note xmlns:x=\"urn:x\">kept</x:Note>"))
            .value();
    CHECK_FALSE(imported.records[0].text.at(Field::session_hours).is_there());
    CHECK(codes(imported.loss) ==
          std::vector{NoteCode::unreadable, NoteCode::given_twice, NoteCode::other_namespace});
    const Error other = read_edfi("<html/>").error();
    CHECK(other.code == ErrorCode::bad_xml);
    CHECK(other.message.find("InterchangeStudentIntervention") != std::string::npos);
    CHECK(read_edfi(interchange("")).value().records.empty());
}

TEST_CASE("Records are written as associations, and what is not is listed") {
    const support::Desk desk;
    const auto records =
        read_text_records(desk.tools(),
                          "learner_id,school_id,intervention,session_hours,outcome,Comment,cohort\n"
                          "L&1,77,Reading <A>,0.375,green,kept,\n"
                          "L&1,77,Reading <A>,0.5,,,\n"
                          "L2,S1,Reading,0.5,,,\n"
                          "L3,S2,Reading,0.5,,,\n"
                          ",77,Reading,0.5,,,\n"
                          "L5,77,Reading,,,,comparison\n")
            .value();
    Mapping mapping;
    mapping.organisations = {{"s1", "78"}};
    const Exported exported = write_edfi(desk.tools(), records, mapping);
    CHECK(exported.written == 2);
    CHECK(exported.xml.find("<StudentUniqueId>L&amp;1</StudentUniqueId>") != std::string::npos);
    CHECK(exported.xml.find("Reading &lt;A&gt;") != std::string::npos);
    CHECK(exported.xml.find("<Dosage>23</Dosage>") != std::string::npos);
    CHECK(exported.xml.find("<EducationOrganizationId>78<") != std::string::npos);
    CHECK(codes(exported.loss) == std::vector{NoteCode::rounded, NoteCode::no_element,
                                              NoteCode::no_element, NoteCode::same_identity,
                                              NoteCode::not_an_organisation, NoteCode::needed,
                                              NoteCode::not_taught});
    CHECK(exported.loss[0].detail == "23");
    CHECK(write_edfi(desk.tools(), records, mapping).xml == exported.xml);
}
