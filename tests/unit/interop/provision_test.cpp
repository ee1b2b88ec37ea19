// Exports of provision maps: columns, five points, and rows that cannot be read.
#include <algorithm>

#include "catch_compat.hpp"
#include "desk.hpp"
#include "effaith/io/interop.hpp"
#include "io/interop/text_records.hpp"

using namespace effaith;
using namespace effaith::interop;

namespace {

Imported imported_of(const std::string& csv, const Mapping& mapping = {}) {
    static const support::Desk desk;
    return read_provision(desk.tools(), csv, mapping, {}).value();
}

std::string cell(const TextRecord& record, Field field) {
    return record.text.at(field).text;
}

std::string carried(const TextRecord& record, const std::string& column) {
    for (const CarriedText& each : record.carried)
        if (each.column == column) return each.text;
    return "(none)";
}

}  // namespace

TEST_CASE("An export is read by the default mapping, and other columns are carried") {
    const Imported imported = imported_of(
        "PUPIL,Provision,Start date,End Date,Sessions,Group-size,Minutes per "
        "session,Cost,Judgement\n"
        "L1,Reading,04/09/2023,2023-12-15,12,3,25,£10,well below Expected\n");
    REQUIRE(imported.records.size() == 1);
    const TextRecord& record = imported.records[0];
    CHECK(cell(record, Field::learner_id) == "L1");
    CHECK(cell(record, Field::intervention) == "Reading");
    CHECK(cell(record, Field::started) == "04/09/2023");
    CHECK(cell(record, Field::ended) == "2023-12-15");
    CHECK(cell(record, Field::sessions_delivered) == "12");
    CHECK_FALSE(record.text.at(Field::sessions_attended).is_there());
    CHECK(cell(record, Field::learners_per_session) == "3");
    CHECK(cell(record, Field::session_hours) == "0.4167");
    CHECK(cell(record, Field::outcome) == "red");
    CHECK(cell(record, Field::outcome_score) == "-2");
    CHECK_FALSE(record.text.at(Field::capital_cost).is_there());
    CHECK(carried(record, "Cost") == "£10");
    CHECK(carried(record, "Judgement") == "well below Expected");
    CHECK(imported.loss.empty());
}

TEST_CASE("Each of the five points is its score and outcome") {
    const Imported imported = imported_of("Pupil,Review\nL,1\nL,2\nL,3\nL,4\nL,5\nL,Green\nL,-1\n");
    const char* const scores[] = {"-2", "-1", "0", "1", "2", "", ""};
    const char* const outcomes[] = {"red", "red", "amber", "green", "green", "green", ""};
    for (std::size_t i = 0; i < 7; ++i) {
        CAPTURE(i);
        CHECK(cell(imported.records[i], Field::outcome_score) == scores[i]);
        CHECK(cell(imported.records[i], Field::outcome) == outcomes[i]);
    }
    REQUIRE(imported.loss.size() == 1);
    CHECK(imported.loss[0].code == NoteCode::unknown_review);
    CHECK(imported.loss[0].row == 7);
    CHECK(imported.loss[0].line == 8);
}

TEST_CASE("A mapping says what columns and words mean, and a review can be a step of a ladder") {
    const Mapping mapping = read_mapping(R"({
      "columns": [{"field": "learner_id", "columns": ["Who"]}],
      "review": {"columns": ["How"], "date_columns": ["When"], "measure": "five",
                 "points": [{"score": -1, "words": ["meh"], "outcome": "amber", "step": "2"}]}})")
                                .value();
    const Imported imported = imported_of(
        "Who,How,When,Measure,Actual score\n"
        "L1,MEH,3 Nov 2023,,\nL2,meh,,reading_age,75\nL3,meh,soon,,\n",
        mapping);
    const TextRecord& first = imported.records[0];
    CHECK(cell(first, Field::outcome) == "amber");
    CHECK_FALSE(first.text.at(Field::outcome_score).is_there());  // -1 would be red
    CHECK(cell(first, Field::measure) == "five");
    CHECK(cell(first, Field::actual) == "2");
    CHECK(cell(first, Field::actual_date) == "2023-11-03");
    CHECK(cell(imported.records[1], Field::actual) == "75");
    REQUIRE(imported.loss.size() == 2);
    CHECK(imported.loss[0].code == NoteCode::review_twice);
    CHECK(imported.loss[1].code == NoteCode::refused_cell);
    CHECK(carried(imported.records[2], "When") == "soon");
}

TEST_CASE("Nothing of a row is lost") {
    const Imported imported =
        imported_of("Pupil,Pupil ID,Start,Group size,,Notes,Notes\nL1,X9,soon,two,u,a,b,beyond\n");
    REQUIRE(imported.records.size() == 1);
    const TextRecord& record = imported.records[0];
    CHECK(cell(record, Field::learner_id) == "L1");
    CHECK(carried(record, "Pupil ID (as exported)") == "X9");
    CHECK(carried(record, "Start (as exported)") == "soon");
    CHECK(carried(record, "Group size (as exported)") == "two");
    CHECK(carried(record, "column 5") == "u");
    CHECK(carried(record, "Notes") == "a");
    CHECK(carried(record, "Notes (2)") == "b");
    CHECK(carried(record, "column 8") == "beyond");
    CHECK(imported.loss.size() == 3);
    // What is written reads back as records, with every column that was carried.
    static const support::Desk desk;
    const std::string csv = imported_document(desk.tools(), imported, DocumentFormat::csv);
    const auto again = read_text_records(desk.tools(), csv).value();
    REQUIRE(again.size() == 1);
    CHECK(again[0].carried.size() == record.carried.size());
}

TEST_CASE("A file without rows gives none, and one without a header is refused") {
    CHECK(imported_of("Pupil,Review\n").records.empty());
    static const support::Desk desk;
    CHECK(read_provision(desk.tools(), "", {}, {}).error().code == ErrorCode::bad_csv);
}

TEST_CASE("A mapping with a field or a score that there is not is refused with its place") {
    CHECK(describe(read_mapping(R"({"columns": [{"field": "pupil"}]})").error())
              .rfind("/columns/0/field: Found \"pupil\"; accepted: id, learner_id", 0) == 0);
    CHECK(describe(read_mapping(R"({"review": {"points": [{"score": 3}]}})").error())
              .rfind("/review/points/0/score: Found \"3\"; accepted: -2", 0) == 0);
    CHECK(read_mapping(R"({"review": {"points": [{"score": 1}, {"score": 1}]}})").error().code ==
          ErrorCode::bad_json);
    CHECK(read_mapping(R"({"columns": [{"field": "started", "unit": "minutes"}]})").error().code ==
          ErrorCode::bad_json);
    CHECK(read_mapping(write_mapping(default_mapping())).value() == default_mapping());
}
