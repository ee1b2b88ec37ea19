// Documents of any kind by its name: read, and written again in the library's own order and words.
#include "io/practice/document_kinds.hpp"

#include "catch_compat.hpp"
#include "effaith/io/profile.hpp"
#include "effaith/io/review.hpp"
#include "effaith/io/transition.hpp"
#include "practice_samples.hpp"

using namespace effaith;
using namespace effaith::practice;

TEST_CASE("A document of any kind is written as the library has read it") {
    const auto same = [](const char* kind, const std::string& written, const char* json) {
        CAPTURE(kind);
        CHECK(canonical_document(kind, json).value() == written);
        CHECK(canonical_document(kind, written).value() == written);
    };
    same("sheet", write_sheet(read_sheet(support::kSheet).value()), support::kSheet);
    same("journey", write_journey(read_journey(support::kJourney).value()), support::kJourney);
    same("register", write_register(read_register(support::kRegister).value()), support::kRegister);
    same("profile", write_profile(read_profile(support::kProfile).value()), support::kProfile);
    same("quality", write_quality(read_quality(support::kQuality).value()), support::kQuality);
    same("transition", "{\"profile\":{}}\n", R"({"records": [], "profile": {}})");
    same("terms", "{\"to_school\":\"S9\"}\n", R"({"leave_out": [], "to_school": " S9 "})");
    same("mapping", "{}\n", R"({"identifiers": []})");
}

TEST_CASE("A kind of document that there is not, and a fault of one, are refused") {
    const Result<std::string> letter = canonical_document("letter", "{}");
    REQUIRE_FALSE(letter.ok());
    CHECK(letter.error().code == ErrorCode::invalid_argument);
    const Result<std::string> weeks = canonical_document("sheet", R"({"weeks": "twelve"})");
    REQUIRE_FALSE(weeks.ok());
    CHECK(weeks.error().code == ErrorCode::bad_json);
    CHECK(weeks.error().where == "/weeks");
}
