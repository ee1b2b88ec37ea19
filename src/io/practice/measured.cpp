#include "io/practice/measured.hpp"

#include "io/score_reader.hpp"

namespace effaith::practice {
namespace {

std::optional<ScoreRange> possible_values(const Measure& measure) {
    if (measure.range || measure.kind != MeasureKind::percent) return measure.range;
    return ScoreRange{Parameter(), Parameter::from_whole(100)};
}

}  // namespace

ScoreValue value_on(const Measure& measure, const Given& given, const Vocabulary& words) {
    Issues issues;
    const ScoreValue read = read_score({given.text, given.is_number}, measure, words, issues);
    if (issues.has_error()) return {};
    const std::optional<ScoreRange> range = possible_values(measure);
    const bool is_outside =
        read.is_known() && range &&
        (read.value.exact() < range->least.exact() || range->most.exact() < read.value.exact());
    return is_outside ? ScoreValue{} : read;
}

}  // namespace effaith::practice
