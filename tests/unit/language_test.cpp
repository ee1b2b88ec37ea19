// The words: both languages have every text, and every text that is read leads to one thing.
#include "effaith/io/language.hpp"

#include <set>

#include "catch_compat.hpp"
#include "effaith/figure_list.hpp"
#include "effaith/rollup.hpp"
#include "effaith/text_key.hpp"
#include "embedded.hpp"
#include "io/json_tree.hpp"

using namespace effaith;

namespace {

JsonNode file_of(const std::string& language) {
    return read_json(embedded_file("languages/" + language + ".json")).value();
}

/// The `{name}` parts of a text.
std::set<std::string> slots_of(const std::string& text) {
    std::set<std::string> slots;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
        slots.insert(text.substr(at, text.find('}', at) - at + 1));
    }
    return slots;
}

}  // namespace

TEST_CASE("English and Welsh have the same texts with the same slots") {
    const JsonNode en = file_of("en");
    const JsonNode cy = file_of("cy");
    REQUIRE(en.members.size() == cy.members.size());
    for (const auto& [group, entries] : en.members) {
        INFO(group);
        const JsonNode* other = cy.find(group);
        REQUIRE(other != nullptr);
        REQUIRE(entries.members.size() == other->members.size());
        for (const auto& [key, value] : entries.members) {
            INFO(key);
            const JsonNode* translated = other->find(key);
            REQUIRE(translated != nullptr);
            CHECK(slots_of(value.text) == slots_of(translated->text));
        }
    }
}

TEST_CASE("Every field, figure, issue, frequency and outcome has a label in both languages") {
    for (const LanguageCode code : {LanguageCode::en, LanguageCode::cy}) {
        const Language language(code);
        const auto labelled = [&](std::string_view group, std::string_view key) {
            INFO(group << '.' << key);
            CHECK(language.label(group, key) != key);
        };
        for (const std::string_view field : kFieldNames)
            labelled("fields", field);
        for (const RecordFigure& figure : kRecordFigures)
            labelled("figures", figure.name);
        for (const GroupFigure& figure : group_figures())
            labelled("figures", figure.name);
        for (const IssueRule& rule : kIssueRules)
            labelled("messages", rule.name);
        for (const FrequencyRule& rule : kFrequencies)
            labelled("frequencies", rule.code);
        for (const std::string_view outcome : kOutcomeNames)
            labelled("outcome_words", outcome);
        for (const std::string_view band : kRatioGainBandNames)
            labelled("bands", band);
        for (const std::string_view change : kReliableChangeNames)
            labelled("changes", change);
        labelled("messages", "not_a_number.not_whole");
        labelled("messages", "not_a_number.ambiguous_age");
        labelled("messages", "out_of_range.negative");
        labelled("messages", "value_out_of_range.unknown_cohort");
        labelled("messages", "outcome_mismatch.score_differs");
    }
}

TEST_CASE("No header, frequency or outcome leads to two things") {
    for (const char* group : {"fields", "frequencies", "outcomes", "cohorts"}) {
        std::map<std::string, std::string> owner;
        for (const char* language : {"en", "cy"}) {
            const JsonNode file = file_of(language);
            for (const auto& [key, texts] : file.find(group)->members) {
                for (const JsonNode& text : texts.items) {
                    const auto [entry, fresh] = owner.emplace(word_key(text.text), key);
                    INFO(group << ": " << text.text << " is " << key << " and " << entry->second);
                    CHECK(entry->second == key);
                }
            }
        }
    }
}

TEST_CASE("Headers are recognised whatever the case, spacing and punctuation") {
    const Vocabulary words;
    CHECK(words.field("Who is delivering the intervention?") == Field::delivered_by);
    CHECK(words.field("WHO IS DELIVERING THE INTERVENTION? 2") == Field::delivered_by_2);
    CHECK(words.field("No. of learners in a session") == Field::learners_per_session);
    CHECK(words.field("score for outcome vs. target") == Field::outcome);
    CHECK(words.field("delivered_by_3") == Field::delivered_by_3);
    CHECK_FALSE(words.field("Favourite colour"));
    CHECK_FALSE(words.field(""));
}

TEST_CASE("Frequencies and outcomes are read by code or label, in English or Welsh") {
    const Vocabulary words;
    CHECK(words.frequency("twice_weekly") == Frequency::twice_weekly);
    CHECK(words.frequency("Twice a week") == Frequency::twice_weekly);
    CHECK(words.frequency("Dwywaith yr wythnos") == Frequency::twice_weekly);
    CHECK_FALSE(words.frequency("sometimes"));
    CHECK(words.outcome("R") == Outcome::red);
    CHECK(words.outcome("Green = exceeded desired outcome") == Outcome::green);
    CHECK(words.outcome("Oren") == Outcome::amber);
    CHECK(words.month("Medi") == 9);
    CHECK(words.weekday("Iau") == Weekday::thu);
}

TEST_CASE("A message names the field and what was found, on one line of bounded length") {
    const Language language(LanguageCode::en);
    Issue issue;
    issue.code = IssueCode::unknown_frequency;
    issue.field = Field::frequency;
    issue.found = "some\ntimes" + std::string(1000, 'x');
    const std::string message = language.message(issue);
    CHECK(message.find("some times") != std::string::npos);
    CHECK(message.find('\n') == std::string::npos);
    CHECK(message.size() < 400);
}

TEST_CASE("Codes that stand in a message are in its language") {
    Issue issue;
    issue.code = IssueCode::outcome_mismatch;
    issue.field = Field::outcome;
    issue.found = "amber";
    issue.detail = "red";
    for (const LanguageCode code : {LanguageCode::en, LanguageCode::cy}) {
        const Language language(code);
        const std::string message = language.message(issue);
        CHECK(message.find(language.label("outcome_words", "red")) != std::string::npos);
        CHECK(message.find(language.label("outcome_words", "amber")) != std::string::npos);
    }
}

TEST_CASE("Texts are the same but for blanks at the ends and capitals") {
    CHECK(same_text(" learning COACH ", "Learning coach"));
    CHECK(same_text("YSGOL TŶ GWYN", "Ysgol Tŷ Gwyn"));
    CHECK(same_text("ÂÊÎÔÛŴŶ", "âêîôûŵŷ"));
    CHECK(
        same_text("\xC2\xA0"
                  "a\t",
                  "A"));
    CHECK_FALSE(same_text("a b", "ab"));
    CHECK(word_key("Cost (£) – cyfalaf!") == "costcyfalaf");
    CHECK(text_key(std::string(200, 'A')) == std::string(200, 'a'));
}
