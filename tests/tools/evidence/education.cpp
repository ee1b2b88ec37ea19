#include "effaith/stats/education.hpp"

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {

using namespace effaith::stats;
using Json = nlohmann::json;

namespace {

double number(const Json& args, const char* name) {
    return support::number_from(args.at(name));
}
std::vector<double> numbers(const Json& args, const char* name) {
    return support::numbers_from(args.at(name));
}

/// The word of an enum that an argument names; `otherwise` where it is left out.
template <class Word>
Word word_or(const Json& args, const char* name, Word otherwise) {
    const std::string given = args.value(name, std::string());
    for (std::size_t i = 0; i < WordNames<Word>::names.size(); ++i)
        if (WordNames<Word>::names[i] == given) return static_cast<Word>(i);
    return otherwise;
}

void add_ratio_gains(Registry& calls) {
    calls["ratio_gain"] = [](const Json& args) {
        return support::json_of(ratio_gain(number(args, "pre_age_months"),
                                           number(args, "post_age_months"),
                                           number(args, "months_elapsed")));
    };
    calls["ratio_gain_group"] = [](const Json& args) {
        return support::json_of(ratio_gain_group(numbers(args, "pre_age_months"),
                                                 numbers(args, "post_age_months"),
                                                 numbers(args, "months_elapsed")));
    };
    calls["ratio_gain_rollup"] = [](const Json& args) {
        return support::json_of(ratio_gain_rollup(numbers(args, "n"), numbers(args, "ratio_gain")));
    };
    calls["rate_of_improvement"] = [](const Json& args) {
        return support::json_of(
            rate_of_improvement(numbers(args, "days"), numbers(args, "scores")));
    };
}

}  // namespace

void add_education(Registry& calls) {
    add_ratio_gains(calls);
    calls["eef_months"] = [](const Json& args) {
        return support::json_of(eef_months(number(args, "effect_size"),
                                           args.at("is_two_group_comparison"),
                                           word_or(args, "table", MonthsTable::toolkit)));
    };
    calls["eef_cost_band"] = [](const Json& args) {
        return support::json_of(eef_cost_band(number(args, "cost_per_pupil_per_year"),
                                              word_or(args, "version", CostTable::current)));
    };
    calls["eef_cost_band_class25"] = [](const Json& args) {
        return support::json_of(
            eef_cost_band_class25(number(args, "cost_per_class_of_25_per_year")));
    };
    calls["wwc_improvement_index"] = [](const Json& args) {
        return support::json_of(wwc_improvement_index(number(args, "g")));
    };
}

}  // namespace evidence_tool
