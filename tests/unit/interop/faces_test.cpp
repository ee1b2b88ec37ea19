// What every face of interoperability forwards to: questions, schema, and texts in both languages.
#include <fstream>
#include <iterator>

#include "catch_compat.hpp"
#include "desk.hpp"
#include "embedded.hpp"
#include "io/interop/mapping_schema.hpp"
#include "io/interop/questions.hpp"
#include "io/json_tree.hpp"

using namespace effaith;
using namespace effaith::interop;

TEST_CASE("Every note has a sentence in both languages") {
    const Language english(LanguageCode::en);
    const Language welsh(LanguageCode::cy);
    for (const NoteRule& rule : kNotes) {
        CAPTURE(std::string(rule.name));
        CHECK(&rule == &rule_of(rule.code));
        const Note note{rule.code, "here", "found", "detail", 1, 2};
        CHECK(sentence_of(note, english) != sentence_of(note, welsh));
        CHECK(sentence_of(note, english).rfind("note.", 0) != 0);
        CHECK(sentence_of(note, welsh).rfind("note.", 0) != 0);
    }
}

TEST_CASE("The schema of mappings that ships is made from the parts") {
    CHECK(embedded_file("schema/mapping.schema.json") == mapping_schema());
}

TEST_CASE("Every question answers in every format that it has") {
    const support::Desk desk;
    const std::string records = "learner_id,school_id,intervention\nL1,7,Reading\n";
    const std::pair<const char*, std::string> questions[] = {
        {"edfi_read", "<InterchangeStudentIntervention/>"},
        {"edfi_write", records},
        {"provision_read", "Pupil,Review\nL1,nothing\n"},
        {"oneroster_join", "[]"}};
    for (const auto& [name, document] : questions) {
        CAPTURE(name);
        for (const DocumentFormat format : {DocumentFormat::json, DocumentFormat::table}) {
            const Result<Answer> found =
                answer(desk.tools(), {name, document, records, "", "", format, {}});
            REQUIRE(found.ok());
            CHECK((format != DocumentFormat::json || read_json(found->text).ok()));
        }
    }
    CHECK(
        answer(desk.tools(), {"edfi_eat", "", "", "", "", DocumentFormat::json, {}}).error().code ==
        ErrorCode::invalid_argument);
    CHECK(answer(desk.tools(), {"edfi_write", records, "", "", "", DocumentFormat::csv, {}})
              .error()
              .code == ErrorCode::invalid_argument);
    CHECK(answer(desk.tools(),
                 {"provision_read", "Pupil\n", "", "", "{\"x\": 1}", DocumentFormat::json, {}})
              .error()
              .code == ErrorCode::bad_json);
}
