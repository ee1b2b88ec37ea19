// OneRoster results: which is the baseline, which the actual score, and why the others are neither.
#include <algorithm>

#include "catch_compat.hpp"
#include "desk.hpp"
#include "effaith/io/interop.hpp"
#include "io/interop/gradebook.hpp"

using namespace effaith;
using namespace effaith::interop;

namespace {

const std::string kHeader =
    "sourcedId,status,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,textScore\n";

Imported joined(const std::string& records, const std::string& results,
                const Mapping& mapping = {}) {
    static const support::Desk desk;
    return join_oneroster(desk.tools(), read_text_records(desk.tools(), records).value(),
                          {results, ""}, mapping, {})
        .value();
}

std::string cell(const TextRecord& record, Field field) {
    return record.text.at(field).text;
}

NoteCode reason_of(const Imported& imported, const std::string& id) {
    for (const Note& note : imported.loss)
        if (note.where == id) return note.code;
    FAIL("used: " << id);
    return NoteCode::no_field;
}

}  // namespace

TEST_CASE("The last result until the start is the baseline, the first from the end the actual") {
    const std::string records =
        "learner_id,measure,started,ended\nL1,standard,2023-09-04,2023-12-15\n";
    const std::string results = kHeader +
                                "a,active,standard,L1,fully graded,80,2023-07-01,\n"
                                "b,active,standard,L1,fully graded,85,2023-09-04,\n"
                                "c,active,standard,L1,fully graded,87,2023-10-01,\n"
                                "d,active,standard,L1,fully graded,90.50,2023-12-15T10:00:00Z,\n"
                                "e,active,standard,L1,fully graded,95,2024-02-01,\n";
    const Imported first = joined(records, results);
    CHECK(cell(first.records[0], Field::baseline) == "85");
    CHECK(cell(first.records[0], Field::baseline_date) == "2023-09-04");
    CHECK(cell(first.records[0], Field::actual) == "90.5");
    CHECK(cell(first.records[0], Field::actual_date) == "2023-12-15");
    CHECK(first.loss.size() == 3);
    CHECK(reason_of(first, "c") == NoteCode::not_nearest);
    Mapping mapping;
    mapping.actual = ActualRule::last;
    CHECK(cell(joined(records, results, mapping).records[0], Field::actual) == "95");
}

TEST_CASE("What is no score, or of no record, is listed with its reason") {
    const Imported imported = joined(
        "learner_id,measure,started,ended,baseline\nL1,standard,2023-09-04,2023-12-15,70\n"
        "L2,standard,,,\n",
        kHeader +
            "a,active,standard,L1,exempt,,2023-09-01,\n"
            "b,active,standard,L1,not submitted,,2023-09-01,\n"
            "c,active,standard,L1,partially graded,4,2023-09-01,\n"
            "d,active,standard,L1,submitted,,2023-09-01,\n"
            "e,tobedeleted,standard,L1,fully graded,80,2023-09-01,\n"
            "f,active,standard,L1,fully graded,,2023-09-01,\n"
            "g,active,standard,L1,fully graded,80,someday,\n"
            "h,active,spelling,L1,fully graded,80,2023-09-01,\n"
            "i,active,standard,L1,fully graded,high,2023-09-01,\n"
            "j,active,standard,L9,fully graded,80,2023-09-01,\n"
            "k,active,standard,L2,fully graded,80,2023-09-01,\n"
            "l,active,standard,L1,fully graded,80,2023-09-01,\n");
    const std::pair<const char*, NoteCode> expected[] = {
        {"a", NoteCode::not_a_score},    {"b", NoteCode::not_a_score},
        {"c", NoteCode::not_a_score},    {"d", NoteCode::not_a_score},
        {"e", NoteCode::to_be_deleted},  {"f", NoteCode::no_score},
        {"g", NoteCode::no_day},         {"h", NoteCode::unknown_line_item},
        {"i", NoteCode::not_on_measure}, {"j", NoteCode::unknown_learner},
        {"k", NoteCode::no_period},      {"l", NoteCode::already_recorded}};
    for (const auto& [id, code] : expected) {
        CAPTURE(id);
        CHECK(reason_of(imported, id) == code);
    }
    CHECK(imported.loss.size() == 12);
    CHECK(cell(imported.records[0], Field::baseline) == "70");
    CHECK_FALSE(imported.records[0].text.at(Field::actual).is_there());
}

TEST_CASE("A month is compared as a month, and no result is both baseline and actual score") {
    const Imported imported =
        joined("learner_id,measure,started,ended\nL1,standard,2023-09,2023-09\n",
               kHeader + "a,active,standard,L1,fully graded,80,2023-09-20,\n");
    CHECK(cell(imported.records[0], Field::baseline) == "80");
    CHECK_FALSE(imported.records[0].text.at(Field::actual).is_there());
}

TEST_CASE("Results come as JSON of the endpoint too, and text scores where there is no number") {
    const std::string json = R"({"results": [
      {"sourcedId": "a", "status": "active", "lineItem": {"sourcedId": "li", "type": "lineItem"},
       "student": {"href": "u", "sourcedId": "L1"}, "scoreStatus": "fully graded",
       "textScore": "6y3m", "scoreDate": "2023-09-01"},
      {"sourcedId": "b", "lineItem": {"sourcedId": "li"}, "student": {"sourcedId": "L1"},
       "scoreStatus": "fully graded", "score": 81, "scoreDate": "2023-12-20"}]})";
    Mapping mapping;
    mapping.line_items = {{"li", "reading_age"}};
    const Imported imported = joined(
        "learner_id,measure,started,ended\nL1,reading_age,2023-09-04,2023-12-15\n", json, mapping);
    CHECK(cell(imported.records[0], Field::baseline) == "6y3m");
    CHECK(cell(imported.records[0], Field::actual) == "81");
    CHECK(imported.records[0].text.at(Field::actual).is_number);
    CHECK(imported.loss.empty());
    CHECK(read_results(R"({"result": {"sourcedId": "a"}})").value().size() == 1);
    CHECK(read_results("[]").value().empty());
    CHECK(read_results("{}").error().code == ErrorCode::bad_json);
    CHECK(read_results("[1]").error().code == ErrorCode::bad_json);
    CHECK(read_results("a,b\n1,2\n").error().code == ErrorCode::bad_csv);
}

namespace {

const std::string kDated =
    "sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,"
    "scoreDate\n";
const std::string kOneRecord =
    "learner_id,measure,started,ended\nL1,standard,2023-09-04,2023-12-15\n";

std::string result(const std::string& id, const std::string& modified, const std::string& score,
                   const std::string& status = "active") {
    return id + "," + status + "," + modified + ",standard,L1,fully graded," + score +
           ",2023-09-01\n";
}

/// The baseline that two results give, the same in either order, and what is said of the ids.
std::string baseline_of(const std::string& one, const std::string& other) {
    const Imported first = joined(kOneRecord, kDated + one + other);
    const Imported second = joined(kOneRecord, kDated + other + one);
    CHECK(cell(first.records[0], Field::baseline) == cell(second.records[0], Field::baseline));
    CHECK(first.loss.size() == second.loss.size());
    return cell(first.records[0], Field::baseline);
}

}  // namespace

TEST_CASE("Of two scores on one day the one modified last counts, whatever the order of the rows") {
    const std::string early = "2023-09-01T08:00:00Z";
    const std::string late = "2023-09-01T09:00:00Z";
    CHECK(baseline_of(result("b", early, "80"), result("a", late, "85")) == "85");
    CHECK(baseline_of(result("a", "", "85"), result("b", "", "80")) == "80");  // by sourcedId
    CHECK(baseline_of(result("b", "x", "80"), result("a", late, "85")) == "85");
    const Imported imported =
        joined(kOneRecord, kDated + result("b", early, "80") + result("a", late, "85"));
    CHECK(imported.loss.size() == 1);
    CHECK(reason_of(imported, "b") == NoteCode::same_day);
}

TEST_CASE("Results with one sourcedId are one, or none where nobody can tell which") {
    const std::string early = "2023-09-01T08:00:00Z";
    const std::string late = "2023-09-01T09:00:00Z";
    CHECK(baseline_of(result("a", early, "80"), result("a", late, "85")) == "85");
    CHECK(baseline_of(result("a", early, "80"), result("a", late, "", "tobedeleted")).empty());
    CHECK(baseline_of(result("a", late, "80"), result("a", late, "85")).empty());
    CHECK(baseline_of(result("a", late, "80"), result("a", late, "80")) == "80");
    const Imported imported =
        joined(kOneRecord, kDated + result("a", late, "80") + result("a", late, "85"));
    CHECK(imported.loss.size() == 2);
    CHECK(reason_of(imported, "a") == NoteCode::same_id);
}

TEST_CASE("A score that its line item does not allow is none") {
    const support::Desk desk;
    const auto imported = [&](const std::string& score) {
        return join_oneroster(desk.tools(), read_text_records(desk.tools(), kOneRecord).value(),
                              {kDated + result("a", "", score),
                               "sourcedId,title,resultValueMin,resultValueMax\nstandard,,40,160\n"},
                              {}, {})
            .value();
    };
    CHECK(cell(imported("160").records[0], Field::baseline) == "160");
    for (const char* score : {"160.5", "39"}) {
        CHECK_FALSE(imported(score).records[0].text.at(Field::baseline).is_there());
        CHECK(reason_of(imported(score), "a") == NoteCode::outside_line_item);
    }
    CHECK(imported("161").loss[0].detail == "40–160");
}
