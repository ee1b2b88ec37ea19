// The documents of practice: what is written is read back, schemas are those that ship, faults have
// their place, and every part and finding has a text in both languages.
#include <fstream>
#include <iterator>
#include <set>

#include "catch_compat.hpp"
#include "effaith/io/profile.hpp"
#include "effaith/io/review.hpp"
#include "embedded.hpp"
#include "io/json_tree.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "io/practice/schemas.hpp"
#include "practice_samples.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

template <class T>
std::string fault_of(const std::string& json) {
    const Result<T> read = read_document<T>(json);
    REQUIRE_FALSE(read.ok());
    CHECK(read.error().code == ErrorCode::bad_json);
    return describe(read.error());
}

template <class T>
void add_names(std::set<std::string>& names) {
    for_each_part<T>([&](const auto& part) { names.emplace(part.name); });
}

}  // namespace

TEST_CASE("A document is written as it was read") {
    const Sheet sheet = read_sheet(support::kSheet).value();
    CHECK(sheet.pupils.size() == 5);
    CHECK(read_sheet(write_sheet(sheet)).value() == sheet);
    const Journey journey = read_journey(support::kJourney).value();
    CHECK(journey.observations.size() == 12);
    CHECK(read_journey(write_journey(journey)).value() == journey);
    const Register list = read_register(support::kRegister).value();
    CHECK(list.learners.size() == 3);
    CHECK(read_register(write_register(list)).value() == list);
    const Profile profile = read_profile(support::kProfile).value();
    CHECK(profile.sheets.size() == 1);
    CHECK(read_profile(write_profile(profile)).value() == profile);
    const Quality quality = read_quality(support::kQuality).value();
    CHECK(quality.settings.size() == 3);
    CHECK(read_quality(write_quality(quality)).value() == quality);
    CHECK(read_sheet("{}").value() == Sheet{});
    CHECK(write_sheet(Sheet{}) == "{}\n");
}

TEST_CASE("The schemas that ship are made from the parts") {
    for (const std::string_view name : kDocumentNames) {
        CAPTURE(std::string(name));
        CHECK(embedded_file("schema/" + std::string(name) + ".schema.json") == schema_of(name));
    }
}

TEST_CASE("A fault is refused with its place, what was found and what is accepted") {
    CHECK(fault_of<Sheet>(R"({"pupils": [{"baselin": 1}]})")
              .rfind("/pupils/0/baselin: The key \"baselin\" is not known; is \"baseline\" meant?",
                     0) == 0);
    CHECK(fault_of<Sheet>("[]") == "/: Found a list; accepted: an object.");
    CHECK(fault_of<Sheet>("null") == "/: Found null; accepted: an object.");
    CHECK(fault_of<Sheet>(R"({"start": "04/09/2023"})") ==
          "/start: Found \"04/09/2023\"; accepted: a date such as \"2023-09-04\".");
    CHECK(fault_of<Sheet>(R"({"weeks": 1.5})") == "/weeks: Found 1.5; accepted: a whole number.");
    CHECK(fault_of<Sheet>(R"({"weeks": -1})") == "/weeks: Found -1; accepted: 0 to 1000000.");
    CHECK(fault_of<Sheet>(R"({"session_hours": "0.5"})").rfind("/session_hours: ", 0) == 0);
    CHECK(fault_of<Sheet>(R"({"weekdays": ["sat"]})").rfind("/weekdays/0: ", 0) == 0);
    CHECK(fault_of<Sheet>(R"({"run_again": "maybe"})") ==
          "/run_again: Found \"maybe\"; accepted: yes, with_changes, no.");
    CHECK(fault_of<Sheet>(R"({"pupils": [null]})").rfind("/pupils/0: ", 0) == 0);
    CHECK(fault_of<Journey>(R"({"observations": [{"value": 1}]})") ==
          "/observations/0: The key \"date\" is missing.");
    CHECK_FALSE(read_sheet("{").ok());
}

TEST_CASE("Null is as if a key were not there") {
    CHECK(read_sheet(R"({"lead": null, "pupils": null, "rationale": {"need": null}})").value() ==
          Sheet{});
}

TEST_CASE("Every part, finding, rule and verdict has a text in both languages") {
    std::set<std::string> names;
    add_names<Sheet>(names);
    add_names<SheetPupil>(names);
    add_names<Level>(names);
    add_names<Rationale>(names);
    add_names<ParentsInformed>(names);
    add_names<Journey>(names);
    add_names<JourneyMeasure>(names);
    add_names<Observation>(names);
    add_names<JourneyPhase>(names);
    add_names<Register>(names);
    add_names<RegisterLearner>(names);
    add_names<TierEntry>(names);
    add_names<TierCriteria>(names);
    add_names<Training>(names);
    add_names<View>(names);
    add_names<Profile>(names);
    add_names<ProfileView>(names);
    add_names<ProfileTarget>(names);
    add_names<Idp>(names);
    add_names<Transition>(names);
    add_names<TransitionTerms>(names);
    add_names<Consent>(names);
    add_names<LeaveOut>(names);
    add_names<Redaction>(names);
    add_names<Replacement>(names);
    add_names<IdentifierMapping>(names);
    add_names<SentConfiguration>(names);
    add_names<SentMeasure>(names);
    add_names<SentCodes>(names);
    add_names<SentCode>(names);
    add_names<SentIntervention>(names);
    add_names<Quality>(names);
    add_names<Setting>(names);
    add_names<VisitPaper>(names);
    add_names<QualityLearner>(names);
    add_names<ModeratorRating>(names);
    add_names<EvidenceItem>(names);
    for (const LanguageCode code : {LanguageCode::en, LanguageCode::cy}) {
        const Language language(code);
        const auto labelled = [&](std::string_view group, const std::string& key) {
            INFO(group << '.' << key);
            CHECK(language.label(group, key) != key);
        };
        for (const std::string& name : names)
            labelled("parts", name);
        for (const FindingRule& rule : kFindings)
            labelled("practice", "finding." + std::string(rule.name));
        for (const std::string_view verdict : kVerdictNames) {
            labelled("practice", "verdict." + std::string(verdict));
            labelled("practice", "verdict_word." + std::string(verdict));
        }
        for (const std::string_view says : kSaysNames)
            labelled("practice", "says." + std::string(says));
        for (const std::string_view rule : kAdviceRuleNames) {
            labelled("practice", "rule." + std::string(rule));
            labelled("practice", "advice." + std::string(rule) + ".nothing");
            labelled("practice", "advice." + std::string(rule) + ".unknown");
            labelled("practice", "advice." + std::string(rule) + ".too_few");
        }
        for (const std::string_view gap : kGapNames)
            labelled("practice", "gap." + std::string(gap));
        for (const std::string_view stage : kStageNames)
            labelled("practice", "stage." + std::string(stage));
        for (const std::string_view kind : kReviewKindNames)
            labelled("practice", "review_kind." + std::string(kind));
        for (const std::string_view state : kReviewStateNames)
            labelled("practice", "review_state." + std::string(state));
        for (const std::string_view part : kSharedPartNames)
            labelled("practice", "shared." + std::string(part));
        for (const std::string_view because : kLeftOutNames)
            labelled("practice", "left_out." + std::string(because));
        for (const std::string_view kind : kIdentifierKindNames)
            labelled("practice", "identifier." + std::string(kind));
        for (const std::string_view verdict : kUnitVerdictNames) {
            labelled("practice", "verdict_unit." + std::string(verdict));
            labelled("practice", "verdict_word_unit." + std::string(verdict));
        }
        for (const std::string_view rule : kActionRuleNames)
            if (rule != "visit") labelled("practice", "action." + std::string(rule));
        for (const std::string_view state : kVisitStateNames)
            labelled("practice", "visit_state." + std::string(state));
        labelled("practice", "action.visit.overdue");
        labelled("practice", "action.visit.never_visited");
        for (const std::string_view what : kWithheldNames)
            labelled("practice", "withheld." + std::string(what));
        for (const std::string_view duty : kDutyNames)
            labelled("practice", "duty." + std::string(duty));
        for (const std::string_view kind : kSettingKindNames)
            labelled("practice", "setting." + std::string(kind));
        for (const std::string_view level : kReviewLevelNames)
            labelled("practice", "level." + std::string(level));
        for (const std::string_view by : kStratumNames)
            labelled("practice", "stratum." + std::string(by));
    }
}

TEST_CASE("The list for the translator names texts that there are") {
    std::ifstream file(std::string(EFFAITH_SOURCE_DIR) +
                       "/src/data/translation/unverified_cy.json");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const JsonNode list = read_json(text).value();
    const JsonNode welsh = read_json(embedded_file("languages/cy.json")).value();
    std::size_t listed = 0;
    for (const JsonNode& entry : list.find("texts")->items) {
        INFO(entry.text);
        const std::size_t point = entry.text.find('.');
        const JsonNode* group = welsh.find(entry.text.substr(0, point));
        REQUIRE(group != nullptr);
        CHECK(group->find(entry.text.substr(point + 1)) != nullptr);
        ++listed;
    }
    CHECK(listed >= 100);
}
