// The working of every figure of one record, step by step, as a person would check it by hand.
//
// A step names its figure, the sentence that shows the working (a key into the language files) and
// the numbers that stand in it. The numbers are those that the figure was computed from and its
// answer; nothing is computed a second time here.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/engine.hpp"

namespace effaith {

struct ExplainStep {
    std::string_view figure;  ///< the figure's name, or `period`, `rate`
    std::string sentence;     ///< key of the sentence, such as `explain.hours_received`
    std::vector<std::pair<std::string, std::string>> values;
};

/// The steps of an analysed record that is not rejected, in the order of its figures. With
/// `redact_rates` no rate is shown, and no cost that draws on fewer than three roles.
std::vector<ExplainStep> explain(const Engine& engine, const Record& record,
                                 const RecordAnalysis& analysis);

/// A figure's value as text: decimals exactly, doubles to 4 places, words as they are; empty for
/// none.
std::string value_text(const struct FigureValue& value);

}  // namespace effaith
