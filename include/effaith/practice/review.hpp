// The rules of a review: which units differ by more than chance, and what is to be done.
//
// * units: the share of outcomes that are achieved, of each school or cluster, against the funnel
//   limits of its size about the share of all outcomes together, those of hidden units too. Within
//   95% is what chance explains; one unit in 20 lies outside by chance alone, so it is watched and
//   no more; outside 99.8% is looked at (below) or learned from (above).
// * agreement: a weighted kappa (linear weights) whose whole interval lies below the threshold
// calls
//   for moderation.
// * compliance: a duty is behind where the whole interval of its share lies below the threshold.
// * visits and checklist: what is overdue or lacking is an action each.
//
// Fewer different pupils than the configuration's fewest: `too_few`, by every rule, however many
// records they have.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/practice/advice.hpp"
#include "effaith/practice/moderation.hpp"
#include "effaith/practice/quality.hpp"
#include "effaith/stats/proportion.hpp"

namespace effaith::practice {

/// Outcomes of a school or a cluster; none where they are hidden.
struct UnitOutcomes {
    std::optional<std::int64_t> achieved;
    std::optional<std::int64_t> n;  ///< records with an outcome
    std::int64_t n_pupils = 0;      ///< behind them, or as many as are sure to be
};

enum class UnitVerdict : std::uint8_t {
    chance,       ///< within the 95% limits
    watch_below,  ///< outside 95%, within 99.8%
    watch_above,
    below,  ///< outside 99.8%
    above,
    too_few,
    hidden,  ///< its outcomes are not published
    alone    ///< there is no other unit to compare it with, or the total is not published
};
inline constexpr std::array<std::string_view, 8> kUnitVerdictNames{
    "chance", "watch_below", "watch_above", "below", "above", "too_few", "hidden", "alone"};
constexpr std::string_view name_of(UnitVerdict verdict) {
    return kUnitVerdictNames[static_cast<std::size_t>(verdict)];
}

struct JudgedUnit {
    UnitVerdict verdict = UnitVerdict::hidden;
    std::optional<stats::FunnelUnit> funnel;
};

struct JudgedUnits {
    std::vector<JudgedUnit> units;  ///< in the order given
    std::int64_t n = 0;             ///< of them with a funnel
    stats::Number target;
    std::int64_t outside_95 = 0;
    double expected_outside_95 = 0.0;  ///< at most so many by chance alone: n / 20
    std::int64_t outside_998 = 0;
};

/// Holds every unit whose outcomes are known against `all` outcomes together. With fewer than two
/// such units, or where the total is not known, nothing is compared.
JudgedUnits judge_units(const std::vector<UnitOutcomes>& units, const UnitOutcomes& all,
                        const Thresholds& thresholds);

enum class ActionRule : std::uint8_t {
    intervention,  ///< of the advice on it
    train,         ///< who delivers an intervention
    unit_below,
    unit_above,
    moderate_scores,   ///< recorded outcomes against those derived from scores
    moderate_ratings,  ///< recorded outcomes against moderators'
    compliance,
    visit,
    checklist
};
inline constexpr std::array<std::string_view, 9> kActionRuleNames{
    "intervention",     "train",      "unit_below", "unit_above", "moderate_scores",
    "moderate_ratings", "compliance", "visit",      "checklist"};
constexpr std::string_view name_of(ActionRule rule) {
    return kActionRuleNames[static_cast<std::size_t>(rule)];
}

/// What is to be done about whom, with the figures that say so.
struct Action {
    ActionRule rule = ActionRule::intervention;
    std::string_view says;  ///< of an intervention run_again, alter, stop; of others its rule
    std::string subject;    ///< an intervention, a unit, a duty, a setting, an item
    std::int64_t n = 0;     ///< records, learners or units behind the figures
    std::vector<AdviceFigure> figures;
};

/// The action that a unit's verdict asks for; none where chance explains it.
std::optional<Action> action_of(const std::string& unit, const JudgedUnit& judged);

/// The action that an agreement asks for; none where it is good enough, or where too few pupils
/// (`n_pupils`) stand behind it.
std::optional<Action> action_of(ActionRule rule, const stats::Kappa& kappa, std::int64_t n_pupils,
                                const Thresholds& thresholds);

/// The action that a duty asks for; none where it may be met, or too few are owed it.
std::optional<Action> action_of(const Compliance& duty, const Thresholds& thresholds);

/// The action that a visit asks for; none in the cycle.
std::optional<Action> action_of(const VisitDue& visit);

}  // namespace effaith::practice
