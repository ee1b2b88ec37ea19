#include "effaith/practice/review.hpp"

#include <algorithm>
#include <limits>

namespace effaith::practice {
namespace {

using stats::FunnelPlace;
using Kind = AdviceFigure::Kind;

constexpr double kOutside95 = 0.05;
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

UnitVerdict verdict_of(const stats::FunnelUnit& unit) {
    if (!unit.limits_95.place || *unit.limits_95.place == FunnelPlace::in)
        return UnitVerdict::chance;
    const bool is_low = *unit.limits_95.place == FunnelPlace::low;
    const bool is_far = unit.limits_998.place && *unit.limits_998.place != FunnelPlace::in;
    if (is_far) return is_low ? UnitVerdict::below : UnitVerdict::above;
    return is_low ? UnitVerdict::watch_below : UnitVerdict::watch_above;
}

bool is_enough(const UnitOutcomes& unit, std::int64_t fewest) {
    return unit.achieved && unit.n && unit.n_pupils >= fewest;
}

AdviceFigure count(std::string_view name, std::int64_t value) {
    return {name, stats::Number(static_cast<double>(value)), Kind::count};
}

}  // namespace

JudgedUnits judge_units(const std::vector<UnitOutcomes>& units, const UnitOutcomes& all,
                        const Thresholds& thresholds) {
    const std::int64_t fewest = thresholds.count(Threshold::fewest_pupils);
    std::vector<double> achieved;
    std::vector<double> outcomes;
    JudgedUnits judged;
    for (const UnitOutcomes& unit : units) {
        const bool counts = is_enough(unit, fewest);
        achieved.push_back(counts ? static_cast<double>(*unit.achieved) : kMissing);
        outcomes.push_back(counts ? static_cast<double>(*unit.n) : kMissing);
        judged.units.push_back({unit.n ? UnitVerdict::too_few : UnitVerdict::hidden, {}});
    }
    const bool is_known = all.achieved && all.n && *all.n > 0;
    const auto compared = std::count_if(units.begin(), units.end(), [&](const UnitOutcomes& unit) {
        return is_enough(unit, fewest);
    });
    if (!is_known || compared < 2) {
        for (std::size_t i = 0; i < units.size(); ++i)
            if (is_enough(units[i], fewest)) judged.units[i].verdict = UnitVerdict::alone;
        return judged;
    }
    const double target = static_cast<double>(*all.achieved) / static_cast<double>(*all.n);
    stats::Funnel funnel = stats::funnel(achieved, outcomes, target);
    judged.n = funnel.n;
    judged.target = funnel.target;
    judged.outside_95 = funnel.outside_95;
    judged.expected_outside_95 = kOutside95 * static_cast<double>(funnel.n);
    judged.outside_998 = funnel.outside_998;
    for (stats::FunnelUnit& unit : funnel.units) {
        JudgedUnit& place = judged.units[static_cast<std::size_t>(unit.unit)];
        place = {verdict_of(unit), std::move(unit)};
    }
    return judged;
}

std::optional<Action> action_of(const std::string& unit, const JudgedUnit& judged) {
    const bool is_below = judged.verdict == UnitVerdict::below;
    if (!is_below && judged.verdict != UnitVerdict::above) return std::nullopt;
    const stats::FunnelUnit& funnel = *judged.funnel;
    const ActionRule rule = is_below ? ActionRule::unit_below : ActionRule::unit_above;
    return Action{rule,
                  name_of(rule),
                  unit,
                  funnel.n,
                  {count("achieved", funnel.x),
                   {"share", funnel.estimate, Kind::share},
                   {"target", funnel.target, Kind::share},
                   {"low", funnel.limits_998.low, Kind::share},
                   {"high", funnel.limits_998.high, Kind::share}}};
}

std::optional<Action> action_of(ActionRule rule, const stats::Kappa& kappa, std::int64_t n_pupils,
                                const Thresholds& thresholds) {
    const double least = thresholds.real(Threshold::least_agreement);
    const stats::WeightedKappa& weighted = kappa.linear;
    if (n_pupils < thresholds.count(Threshold::fewest_pupils)) return std::nullopt;
    if (!weighted.interval.high || *weighted.interval.high >= least) return std::nullopt;
    return Action{rule,
                  name_of(rule),
                  "",
                  kappa.n,
                  {{"kappa", weighted.kappa},
                   {"low", weighted.interval.low},
                   {"high", weighted.interval.high},
                   {"threshold", least}}};
}

std::optional<Action> action_of(const Compliance& duty, const Thresholds& thresholds) {
    const double enough = thresholds.real(Threshold::review_compliance);
    if (duty.n < thresholds.count(Threshold::fewest_pupils)) return std::nullopt;
    if (!duty.share.wilson.high || *duty.share.wilson.high >= enough) return std::nullopt;
    return Action{ActionRule::compliance,
                  name_of(ActionRule::compliance),
                  std::string(name_of(duty.duty)),
                  duty.n,
                  {count("met", duty.met),
                   {"share", duty.share.estimate, Kind::share},
                   {"low", duty.share.wilson.low, Kind::share},
                   {"high", duty.share.wilson.high, Kind::share},
                   {"threshold", enough, Kind::share}}};
}

std::optional<Action> action_of(const VisitDue& visit) {
    if (visit.state == VisitState::in_cycle) return std::nullopt;
    return Action{ActionRule::visit,
                  name_of(visit.state),
                  visit.school_id,
                  1,
                  {count("papers", visit.papers), count("prepared", visit.papers_prepared)}};
}

}  // namespace effaith::practice
