#include "disclosure/published_figures.hpp"

#include <algorithm>

namespace effaith::disclosure {
namespace {

using T = GroupTotals;

constexpr std::uint32_t kOutcomes = kRed | kAmber | kGreen;

std::int64_t pairs_of(const T& t) {
    return t.only_measure() == nullptr ? 0 : t.only_measure()->pairs;
}

struct Named {
    std::string_view name;
    PublishedFigure figure;
};

constexpr auto kNamed = std::to_array<Named>({
    {"n_records", {kTotal, Precision::count, nullptr}},
    {"n_learners", {kTotal | kLearners, Precision::count, nullptr}},
    {"n_unidentified", {kTotal, Precision::count, nullptr}},
    {"n_red", {kRed, Precision::count, nullptr}},
    {"n_amber", {kAmber, Precision::count, nullptr}},
    {"n_green", {kGreen, Precision::count, nullptr}},
    {"n_no_outcome", {kNoOutcome, Precision::count, nullptr}},
    {"n_achieved", {kAmber | kGreen, Precision::count, nullptr}},
    {"achieved_rate",
     {kTotal | kOutcomes, Precision::rate, [](const T& t) { return t.with_outcome(); }}},
    {"achieved_low",
     {kTotal | kOutcomes, Precision::rate, [](const T& t) { return t.with_outcome(); }}},
    {"achieved_high",
     {kTotal | kOutcomes, Precision::rate, [](const T& t) { return t.with_outcome(); }}},
    {"attendance_rate", {kTotal, Precision::rate, [](const T& t) { return t.records(); }}},
    // Beside the sum of hours, their mean gives the count back.
    {"hours_received_mean", {kTotal, Precision::gives_count_back, nullptr}},
    {"hours_received_sd", {kTotal, Precision::mean, [](const T& t) { return t.records(); }}},
    {"staff_cost", {kTotal | kCosted, Precision::sum, nullptr}},
    {"capital_cost", {kTotal | kCosted, Precision::sum, nullptr}},
    {"total_cost", {kTotal | kCosted, Precision::sum, nullptr}},
    {"n_uncosted", {kTotal | kCosted, Precision::count, nullptr}},
    {"cost_per_learner", {kTotal | kCosted | kLearners, Precision::gives_count_back, nullptr}},
    {"cost_per_hour", {kTotal | kCosted, Precision::sum, nullptr}},
    {"cost_per_outcome",
     {kTotal | kCosted | kAmber | kGreen, Precision::gives_count_back,
      [](const T& t) { return t.costed_with(Outcome::amber) + t.costed_with(Outcome::green); }}},
    {"cost_per_exceeded",
     {kTotal | kCosted | kGreen, Precision::gives_count_back,
      [](const T& t) { return t.costed_with(Outcome::green); }}},
    {"n_measures", {kTotal, Precision::sum, nullptr}},
    {"n_pairs", {kTotal | kPairs, Precision::count, nullptr}},
    {"baseline_mean", {kTotal | kPairs, Precision::mean, pairs_of}},
    {"actual_mean", {kTotal | kPairs, Precision::mean, pairs_of}},
    {"gain_mean", {kTotal | kPairs, Precision::mean, pairs_of}},
    {"gain_sd", {kTotal | kPairs, Precision::mean, pairs_of}},
    {"gain_total", {kTotal | kPairs, Precision::gives_count_back, nullptr}},
    {"correlation", {kTotal | kPairs, Precision::effect, pairs_of}},
    {"d_z", {kTotal | kPairs, Precision::effect, pairs_of}},
    {"d_av", {kTotal | kPairs, Precision::effect, pairs_of}},
    {"hedges_g", {kTotal | kPairs, Precision::effect, pairs_of}},
    {"hedges_g_low", {kTotal | kPairs, Precision::effect, pairs_of}},
    {"hedges_g_high", {kTotal | kPairs, Precision::effect, pairs_of}},
    {"target_met_rate",
     {kTotal | kPairs | kOutcomes, Precision::rate,
      [](const T& t) { return t.only_measure() == nullptr ? 0 : t.only_measure()->with_target; }}},
    {"ratio_gain_mean",
     {kTotal | kPairs, Precision::mean,
      [](const T& t) { return t.only_measure() == nullptr ? 0 : t.only_measure()->ratio_gains; }}},
    {"n_reliably_improved", {kTotal | kPairs | kReliable, Precision::count, nullptr}},
    {"n_reliably_deteriorated", {kTotal | kPairs | kReliable, Precision::count, nullptr}},
    {"cost_per_unit_gain",
     {kTotal | kPairs | kCosted, Precision::effect,
      [](const T& t) { return t.only_measure() == nullptr ? 0 : t.only_measure()->costed_gains; }}},
    {"n_censored", {kTotal | kCensored, Precision::count, nullptr}},
});

}  // namespace

const std::vector<PublishedFigure>& published_figures() {
    static const std::vector<PublishedFigure> kFigures = [] {
        std::vector<PublishedFigure> figures;
        for (const GroupFigure& figure : group_figures()) {
            const auto found = std::find_if(kNamed.begin(), kNamed.end(), [&](const Named& named) {
                return named.name == figure.name;
            });
            figures.push_back(found == kNamed.end() ? PublishedFigure{} : found->figure);
        }
        return figures;
    }();
    return kFigures;
}

}  // namespace effaith::disclosure
