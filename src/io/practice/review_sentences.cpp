#include "io/practice/review_sentences.hpp"

#include "io/practice/answer_parts.hpp"
#include "one_line.hpp"

namespace effaith::practice {
namespace {

/// What an action is about, as people read it: a duty by its name.
std::string subject_of(const Action& action, const Language& language) {
    if (action.rule == ActionRule::compliance) return label(language, "duty." + action.subject);
    return for_message(action.subject);
}

}  // namespace

std::string label(const Language& language, std::string_view key) {
    return std::string(language.label("practice", key));
}

std::string key_text(const KeyPart& part) {
    return part.value_or("");
}

std::string share_text(const stats::Number& share, const Language& language) {
    return reading_of({"share", share, AdviceFigure::Kind::share}, language);
}

std::string verdict_sentence(const JudgedUnit& judged, const Language& language) {
    const std::string key = "verdict_unit." + std::string(name_of(judged.verdict));
    if (!judged.funnel) return label(language, key);
    const stats::FunnelUnit& funnel = *judged.funnel;
    return language.fill("practice", key,
                         {{"n", std::to_string(funnel.n)},
                          {"share", share_text(funnel.estimate, language)},
                          {"target", share_text(funnel.target, language)}});
}

std::string funnel_sentence(const JudgedUnits& judged, const Language& language) {
    if (judged.n < 2) return label(language, "review.funnel.alone");
    return language.fill(
        "practice", "review.funnel",
        {{"n", std::to_string(judged.n)},
         {"target", share_text(judged.target, language)},
         {"outside_95", std::to_string(judged.outside_95)},
         {"expected",
          reading_of({"expected", stats::Number(judged.expected_outside_95)}, language)},
         {"outside_998", std::to_string(judged.outside_998)}});
}

std::string action_sentence(const ReviewAction& action, const Language& language) {
    auto values = readings_of(action.action.figures, language);
    values.emplace_back("n", std::to_string(action.action.n));
    values.emplace_back("subject", subject_of(action.action, language));
    if (action.advice) {
        values.emplace_back("says", label(language, "says." + std::string(action.action.says)));
        values.emplace_back("because", says_sentence(*action.advice, language));
    }
    const Language::Values views(values.begin(), values.end());
    std::string key = "action." + std::string(name_of(action.action.rule));
    if (action.action.rule == ActionRule::visit) key += "." + std::string(action.action.says);
    return language.fill("practice", key, views);
}

}  // namespace effaith::practice
