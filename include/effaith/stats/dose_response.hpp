// Whether learners who got more hours gained more: gain for each hour, and the line of gain by
// hours.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/interval_about.hpp"
#include "effaith/stats/no_answer.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

struct DoseResponseOptions {
    double level = 0.95;  ///< of the interval, which the word follows from
};

enum class DoseTrend : std::uint8_t { more_dose_more_gain, more_dose_less_gain, no_trend_shown };
template <>
struct WordNames<DoseTrend> {
    static constexpr std::array<std::string_view, 3> names{"more_dose_more_gain",
                                                           "more_dose_less_gain", "no_trend_shown"};
};

struct DoseResponse {
    std::int64_t n = 0;
    Number total_hours;
    Number total_gain;
    Number gain_per_hour;
    Number mean_hours;
    Number mean_gain;
    Number squares_hours;
    Number products;
    Number slope;
    Number intercept;
    Number df;
    Number squares_residual;
    Number residual_sd;
    Number se_slope;
    Number t;
    Number p;
    Number t_critical;
    Interval interval_slope;
    Number r_squared;
    Choice<DoseTrend> trend;
    std::string_view method =
        "gain per hour: total gain over total hours; trend: ordinary least squares of gain on "
        "hours "
        "with its t interval";

    static constexpr auto fields() {
        using D = DoseResponse;
        return field_list(
            field("n", &D::n, "learners with hours and gain"),
            field("total_hours", &D::total_hours, "sum of the hours"),
            field("total_gain", &D::total_gain, "sum of the gains"),
            field("gain_per_hour", &D::gain_per_hour, "total_gain / total_hours"),
            field("mean_hours", &D::mean_hours, "total_hours / n"),
            field("mean_gain", &D::mean_gain, "total_gain / n"),
            field("squares_hours", &D::squares_hours, "sum of (hours - mean_hours) squared"),
            field("products", &D::products, "sum of (hours - mean_hours) * (gain - mean_gain)"),
            field("slope", &D::slope, "products / squares_hours"),
            field("intercept", &D::intercept, "mean_gain - slope * mean_hours"),
            field("df", &D::df, "n - 2"),
            field("squares_residual", &D::squares_residual,
                  "sum of (gain - intercept - slope * hours) squared"),
            field("residual_sd", &D::residual_sd, "sqrt(squares_residual / df)"),
            field("se_slope", &D::se_slope, "residual_sd / sqrt(squares_hours)"),
            field("t", &D::t, "slope / se_slope"),
            field("p", &D::p, "two-sided p of t with df degrees of freedom"),
            field("t_critical", &D::t_critical, "quantile of t with df degrees of freedom"),
            field("interval_slope", &D::interval_slope, "slope -+ t_critical * se_slope"),
            field("r_squared", &D::r_squared,
                  "slope * products / (slope * products + squares_residual)"),
            field(
                "trend", &D::trend,
                "more_dose_more_gain where interval_slope is above 0, more_dose_less_gain where it "
                "is below, else no_trend_shown"),
            field("method", &D::method, "what was done"));
    }
};

namespace detail {

/// Hours and gains of the learners who have both: means, sums of squares and products about them.
struct DoseSums {
    double n = 0.0;
    double first_hours = 0.0;
    double first_gain = 0.0;
    double hours = 0.0;  ///< means, less the first learner's
    double gain = 0.0;
    double hours_hours = 0.0;
    double hours_gain = 0.0;
    double gain_gain = 0.0;
    double largest_gain = 0.0;
    double largest_hours = 0.0;
    double hours_at(double value) const { return value - first_hours - hours; }
    double gain_at(double value) const { return value - first_gain - gain; }
};

template <class Visit>
void each_pair(Values x, Values y, Visit&& visit) {
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!is_missing(x[i]) && !is_missing(y[i])) visit(x[i], y[i]);
}

inline DoseSums dose_sums(Values hours, Values gain) {
    DoseSums s;
    each_pair(hours, gain, [&](double x, double y) {
        if (s.n == 0.0) s.first_hours = x, s.first_gain = y;
        s.n += 1.0;
        s.hours += x - s.first_hours;
        s.gain += y - s.first_gain;
        s.largest_hours = std::max(s.largest_hours, std::abs(x));
        s.largest_gain = std::max(s.largest_gain, std::abs(y));
    });
    if (s.n == 0.0) return s;
    s.hours /= s.n;
    s.gain /= s.n;
    double left_hours = 0.0;
    double left_gain = 0.0;
    each_pair(hours, gain, [&](double x, double y) {
        const double dx = s.hours_at(x);
        const double dy = s.gain_at(y);
        left_hours += dx;
        left_gain += dy;
        s.hours_hours += dx * dx;
        s.hours_gain += dx * dy;
        s.gain_gain += dy * dy;
    });
    s.hours_hours -= left_hours * left_hours / s.n;
    s.hours_gain -= left_hours * left_gain / s.n;
    s.hours += left_hours / s.n;
    s.gain += left_gain / s.n;
    return s;
}

/// The sum of squared residuals; 0 exactly where no residual is more than rounding.
inline double dose_residuals(Values hours, Values gain, const DoseSums& s, double slope) {
    double squares = 0.0;
    each_pair(hours, gain, [&](double x, double y) {
        const double e = s.gain_at(y) - slope * s.hours_at(x);
        squares += e * e;
    });
    const double largest = std::max(s.largest_gain, std::abs(slope) * s.largest_hours);
    const double noise = 16.0 * std::numeric_limits<double>::epsilon() * largest;
    return squares <= s.n * noise * noise ? 0.0 : squares;
}

inline Choice<DoseTrend> trend_of(const Interval& slope) {
    if (!slope.low) return slope.low.reason();
    if (*slope.low > 0.0) return DoseTrend::more_dose_more_gain;
    return *slope.high < 0.0 ? DoseTrend::more_dose_less_gain : DoseTrend::no_trend_shown;
}

inline bool are_doses(Values hours, Values gain) {
    return hours.size() == gain.size() && !has_infinite(hours) && !has_infinite(gain) &&
           std::none_of(hours.begin(), hours.end(), [](double h) { return h < 0.0; });
}

}  // namespace detail

/// Gain by hours of support. `hours` and `gain` have one value for each learner, hours not below 0,
/// gain positive for better; a learner without either is left out.
///
/// gain_per_hour is the ratio of the totals, not the mean of the learners' ratios, so that learners
/// with a few minutes do not rule it. The word is about the line, by one rule: the interval of the
/// slope lies wholly above 0, wholly below, or neither. `no_trend_shown` is not proof of no trend.
/// Nor is a trend proof that hours help: whoever needs most is often given most.
///
/// `undefined_ratio` where there are no hours; `no_variation` of the slope where all got the same;
/// `too_few` below two learners, and below three for its error. A straight line has se_slope 0 and
/// neither t nor p. Ordinary least squares, e.g. Draper & Smith (1998). O(n), nothing allocated.
inline DoseResponse dose_response(Values hours, Values gain,
                                  const DoseResponseOptions& options = {}) {
    DoseResponse d;
    if (!is_level(options.level) || !detail::are_doses(hours, gain)) {
        give_reason(d, Reason::invalid_argument);
        return d;
    }
    const detail::DoseSums s = detail::dose_sums(hours, gain);
    d.n = static_cast<std::int64_t>(s.n);
    const bool flat = s.hours_hours <= 0.0;
    if (s.n < 3.0 || flat)
        give_reason(d, s.n < 2.0 || !flat ? Reason::too_few : Reason::no_variation);
    if (s.n < 1.0) return d;

    d.mean_hours = s.first_hours + s.hours;
    d.mean_gain = s.first_gain + s.gain;
    d.total_hours = s.n * *d.mean_hours;
    d.total_gain = s.n * *d.mean_gain;
    d.gain_per_hour = ratio(d.total_gain, d.total_hours);
    if (s.n < 2.0 || flat) return d;

    const double slope = s.hours_gain / s.hours_hours;
    d.squares_hours = s.hours_hours;
    d.products = s.hours_gain;
    d.slope = slope;
    d.intercept = *d.mean_gain - slope * *d.mean_hours;
    if (s.n < 3.0) return d;

    const double df = s.n - 2.0;
    const double residual = detail::dose_residuals(hours, gain, s, slope);
    d.df = df;
    d.squares_residual = residual;
    d.residual_sd = std::sqrt(residual / df);
    d.se_slope = std::sqrt(residual / df / s.hours_hours);
    d.t = residual > 0.0 ? ratio(d.slope, d.se_slope) : Number(Reason::no_variation);
    d.p = d.t ? Number(t_two_sided(*d.t, df)) : d.t;
    d.t_critical = t_critical(options.level, df);
    d.interval_slope = detail::interval_about(d.slope, d.t_critical, d.se_slope);
    const double explained = slope * s.hours_gain;
    d.r_squared = Number(explained / (explained + residual), Reason::no_variation);
    d.trend = detail::trend_of(d.interval_slope);
    return d;
}

}  // namespace effaith::stats
