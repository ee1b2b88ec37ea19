// What a review pack says in sentences: in JSON as messages, in tables as lines.
#pragma once

#include <string>
#include <string_view>

#include "effaith/io/review.hpp"

namespace effaith::practice {

/// A label of documents of practice.
std::string label(const Language& language, std::string_view key);
/// A key of a group as text; empty for none.
std::string key_text(const KeyPart& part);

std::string share_text(const stats::Number& share, const Language& language);
std::string verdict_sentence(const JudgedUnit& judged, const Language& language);
std::string funnel_sentence(const JudgedUnits& judged, const Language& language);
/// What is to be done, with its rule's figures.
std::string action_sentence(const ReviewAction& action, const Language& language);

}  // namespace effaith::practice
