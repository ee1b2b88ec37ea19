// Progress: from where a learner started, on one measure, to where they came.
//
// With dir = +1 or -1 for the measure's direction, gain = dir * (actual - baseline): better is
// always positive. Ratio gain is gain in months of age over months elapsed (Brooks 2016), for age
// equivalents alone. The reliable change index is gain over the standard error of a difference
// (Jacobson & Truax 1991). A figure with a missing or censored operand has no value.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

#include "effaith/calendar.hpp"
#include "effaith/dosage.hpp"
#include "effaith/exact.hpp"
#include "effaith/measure.hpp"
#include "effaith/record.hpp"

namespace effaith {

/// Brooks's bands of ratio gain, half-open: below 1.4, from 1.4, from 2.0, from 3.0.
enum class RatioGainBand : std::uint8_t { very_small, small, medium, large };
inline constexpr std::array<std::string_view, 4> kRatioGainBandNames{"very_small", "small",
                                                                     "medium", "large"};

enum class ReliableChange : std::uint8_t { deteriorated, no_reliable_change, improved };
inline constexpr std::array<std::string_view, 3> kReliableChangeNames{
    "deteriorated", "no_reliable_change", "improved"};

/// The 97.5% quantile of the standard normal distribution.
inline constexpr double kNormal975 = 1.959963984540054;

/// Days of an average month: 365.25 / 12 = 30.4375 = 487 / 16.
inline Exact months_of_days(std::int64_t days) {
    return Exact(Int128(days) * 16, 487);
}

struct ProgressInputs {
    const Measure* measure = nullptr;
    ScoreValue baseline;
    ScoreValue target;
    ScoreValue actual;
    std::int64_t elapsed_days = 0;   ///< between the assessments, or of the widest window
    std::int64_t elapsed_weeks = 0;  ///< school weeks of the same
    std::optional<Exact> hours_received;
};

struct Progress {
    std::optional<Score> gain;
    std::optional<Score> target_gain;
    std::optional<double> target_attainment;
    std::optional<Outcome> derived_outcome;
    std::optional<double> elapsed_months;
    std::optional<double> ratio_gain;
    std::optional<RatioGainBand> ratio_gain_band;
    std::optional<double> gain_per_week;
    std::optional<double> gain_per_hour;
    std::optional<double> expected_gain;
    std::optional<double> value_added;
    std::optional<double> reliable_change_index;
    std::optional<ReliableChange> reliable_change;
};

/// The band of an exact ratio gain.
inline RatioGainBand band_of(const Exact& ratio_gain) {
    if (ratio_gain < Exact(14, 10)) return RatioGainBand::very_small;
    if (ratio_gain < Exact(2)) return RatioGainBand::small;
    return ratio_gain < Exact(3) ? RatioGainBand::medium : RatioGainBand::large;
}

/// Red, amber or green from target and actual alone: within `tolerance` of the target is amber.
/// `margin` is how far the actual value is on the better side of the target.
inline Outcome derive_outcome(const Exact& margin, const Exact& tolerance) {
    if (margin < tolerance.negated()) return Outcome::red;
    return tolerance < margin ? Outcome::green : Outcome::amber;
}

/// gain / (sd * sqrt(2 * (1 - reliability))); none where sd or 1 - reliability is not above 0.
inline std::optional<double> reliable_change_index(double gain, double sd, double reliability_gap) {
    const double error = sd * std::sqrt(2.0 * reliability_gap);
    if (!(error > 0.0)) return std::nullopt;
    return gain / error;
}

/// Strict: exactly the critical value, by default the 97.5% quantile, is no reliable change.
inline ReliableChange classify_change(double index, double critical_value = kNormal975) {
    if (index > critical_value) return ReliableChange::improved;
    return index < -critical_value ? ReliableChange::deteriorated
                                   : ReliableChange::no_reliable_change;
}

namespace detail {

/// dir * (to - from), exact; none where either is missing or censored.
inline std::optional<Exact> signed_difference(Direction direction, const ScoreValue& from,
                                              const ScoreValue& to) {
    if (!from.is_known() || !to.is_known()) return std::nullopt;
    const Exact difference = to.value.exact() - from.value.exact();
    return direction == Direction::higher_is_better ? difference : difference.negated();
}

inline void add_rates(Progress& progress, const ProgressInputs& in, const Exact& gain) {
    const Exact months = months_of_days(in.elapsed_days);
    if (in.measure->kind == MeasureKind::age_equivalent && !months.is_zero()) {
        progress.ratio_gain = (gain / months).nearest();
        progress.ratio_gain_band = band_of(gain / months);
    }
    if (in.elapsed_weeks > 0) progress.gain_per_week = gain.over(in.elapsed_weeks).nearest();
    if (in.hours_received) progress.gain_per_hour = ratio_of(gain, *in.hours_received);
    if (in.measure->expected_gain_per_month) {
        progress.value_added =
            (gain - in.measure->expected_gain_per_month->exact() * months).nearest();
    }
}

inline void add_reliable_change(Progress& progress, const Measure& measure, const Exact& gain) {
    if (!measure.sd || !measure.reliability) return;
    const Exact gap = Exact(1) - measure.reliability->exact();
    progress.reliable_change_index =
        reliable_change_index(*gain.nearest(), *measure.sd->exact().nearest(), *gap.nearest());
    if (progress.reliable_change_index) {
        progress.reliable_change = classify_change(*progress.reliable_change_index);
    }
}

}  // namespace detail

/// Every progress figure of one record; none where a quantity is too large to hold. Without a
/// measure no figure has a value.
inline std::optional<Progress> progress_of(const ProgressInputs& in) {
    Progress progress;
    if (in.measure == nullptr) return progress;
    const Measure& measure = *in.measure;
    const Exact months = months_of_days(in.elapsed_days);
    progress.elapsed_months = months.nearest();
    if (measure.expected_gain_per_month) {
        progress.expected_gain = (measure.expected_gain_per_month->exact() * months).nearest();
    }
    const auto gain = detail::signed_difference(measure.direction, in.baseline, in.actual);
    const auto target_gain = detail::signed_difference(measure.direction, in.baseline, in.target);
    const auto margin = detail::signed_difference(measure.direction, in.target, in.actual);
    if (margin) {
        const Exact tolerance = measure.tolerance ? measure.tolerance->exact() : Exact();
        progress.derived_outcome = derive_outcome(*margin, tolerance);
    }
    if (target_gain) {
        progress.target_gain = rounded_to<Score>(*target_gain);
        if (!progress.target_gain) return std::nullopt;
    }
    if (!gain) return progress;
    progress.gain = rounded_to<Score>(*gain);
    if (!progress.gain) return std::nullopt;
    if (target_gain && target_gain->is_positive()) {
        progress.target_attainment = (*gain / *target_gain).nearest();
    }
    detail::add_rates(progress, in, *gain);
    detail::add_reliable_change(progress, measure, *gain);
    return progress;
}

}  // namespace effaith
