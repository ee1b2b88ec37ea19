// The Theil-Sen trend: the median of the slopes between all pairs of points.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/kendall.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/slope_ranks.hpp"

namespace effaith::stats {

/// What theil_sen() answers.
struct TheilSen {
    std::int64_t n = 0;
    std::int64_t n_slopes = 0;
    Number slope;
    Number intercept_joint;
    Number intercept_separate;
    Number sd_s_sen;
    Interval ci;
    Number sd_s;
    Interval ci_gilbert;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("n", &TheilSen::n, "pairs of a day and a value, neither missing"),
            field("n_slopes", &TheilSen::n_slopes, "pairs of points on different days"),
            field("slope", &TheilSen::slope, "median of the slopes between points"),
            field("intercept_joint", &TheilSen::intercept_joint, "median of value - slope * day"),
            field("intercept_separate", &TheilSen::intercept_separate,
                  "median of values - slope * median of days"),
            field("sd_s_sen", &TheilSen::sd_s_sen,
                  "standard deviation of Kendall's S, ties in each variable by itself"),
            field("ci", &TheilSen::ci,
                  "slopes of rank (n_slopes - z * sd_s_sen) / 2 and (n_slopes + z * sd_s_sen) / 2 "
                  "+ 1, to whole ranks"),
            field("sd_s", &TheilSen::sd_s, "standard deviation of Kendall's S, all ties"),
            field("ci_gilbert", &TheilSen::ci_gilbert,
                  "slopes of rank (n_slopes - z * sd_s) / 2 and (n_slopes + z * sd_s) / 2 + 1, "
                  "interpolated"),
            field("method", &TheilSen::method, "what was done"));
    }
};

/// The answer without any figure.
inline TheilSen theil_sen_without(Reason reason, std::int64_t n = 0) {
    TheilSen t;
    t.n = n;
    t.slope = t.intercept_joint = t.intercept_separate = t.sd_s_sen = t.sd_s = reason;
    t.ci = t.ci_gilbert = Interval::none(reason);
    t.method =
        "median of pairwise slopes; limits by ranks (Sen 1968), and interpolated (Gilbert "
        "1987)";
    return t;
}

/// The nearest whole number; of two, the even one.
inline double round_half_even(double x) {
    const double whole = std::floor(x);
    const double part = x - whole;
    const bool odd = std::fmod(whole, 2.0) != 0.0;
    return part > 0.5 || (part == 0.5 && odd) ? whole + 1.0 : whole;
}

/// The slope of rank `rank` (from 1), to a whole rank within 1 and count (Sen 1968).
inline double slope_at_whole_rank(SlopeRanks& slopes, double rank) {
    const double within = std::clamp(rank, 1.0, static_cast<double>(slopes.count()));
    return slopes.at(static_cast<std::int64_t>(within) - 1).at;
}

/// The same between ranks, on the line between neighbours (Gilbert 1987).
inline Number slope_at_rank(SlopeRanks& slopes, double rank) {
    if (rank < 1.0 || rank > static_cast<double>(slopes.count())) return Reason::too_few;
    const double whole = std::floor(rank);
    const TwoSlopes two = slopes.at(static_cast<std::int64_t>(whole) - 1);
    return two.at + (rank - whole) * (two.next - two.at);
}

inline void add_theil_sen_limits(TheilSen& t, SlopeRanks& slopes, const Concordance& c,
                                 double level) {
    const double n = static_cast<double>(c.n);
    const double count = static_cast<double>(slopes.count());
    const double z = normal_critical(level);
    const double apart = (n * (n - 1.0) * (2.0 * n + 5.0) - c.x.weighted - c.y.weighted) / 18.0;
    // Many ties in both leave Sen's variance below 0.
    t.sd_s_sen = apart < 0.0 ? Number(Reason::not_estimable) : Number(std::sqrt(apart));
    t.ci = Interval::none(t.sd_s_sen.reason());
    if (t.sd_s_sen) {
        const double half = z * *t.sd_s_sen;
        t.ci.low = slope_at_whole_rank(slopes, round_half_even((count - half) / 2.0));
        t.ci.high = slope_at_whole_rank(slopes, round_half_even((count + half) / 2.0) + 1.0);
    }
    t.sd_s = std::sqrt(std::max(c.variance(), 0.0));
    const double half = z * *t.sd_s;
    t.ci_gilbert.low = slope_at_rank(slopes, (count - half) / 2.0);
    t.ci_gilbert.high = slope_at_rank(slopes, (count + half) / 2.0 + 1.0);
}

/// Whether differences of the values cannot overflow.
inline bool differences_are_finite(Values values) {
    constexpr double kHalf = std::numeric_limits<double>::max() / 2.0;
    return std::all_of(values.begin(), values.end(),
                       [](double value) { return std::fabs(value) <= kHalf; });
}

/// From pairs of which no value is missing or infinite, and their concordance.
inline TheilSen theil_sen_of(const Pairs& pairs, const Concordance& c, double level) {
    if (c.n < 2) return theil_sen_without(Reason::too_few, c.n);
    if (c.x.pairs == c.pairs) return theil_sen_without(Reason::no_variation, c.n);
    if (!differences_are_finite(pairs.x) || !differences_are_finite(pairs.y))
        return theil_sen_without(Reason::not_estimable, c.n);
    std::vector<double> x(pairs.size());
    std::vector<double> y(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        x[i] = pairs.x[c.order[i]];
        y[i] = pairs.y[c.order[i]];
    }
    SlopeRanks slopes(x, y);
    TheilSen t = theil_sen_without(Reason::too_few, c.n);
    t.n_slopes = slopes.count();
    const TwoSlopes middle = slopes.at((t.n_slopes - 1) / 2);
    const double slope = t.n_slopes % 2 == 1 ? middle.at : middle.at / 2.0 + middle.next / 2.0;
    t.slope = slope;
    if (c.n > 2) add_theil_sen_limits(t, slopes, c, level);
    std::vector<double> left(pairs.size());
    for (std::size_t i = 0; i < left.size(); ++i)
        left[i] = y[i] - slope * x[i];
    t.intercept_joint = median_in_place(left);
    t.intercept_separate = median_in_place(y) - slope * median_in_place(x);
    return t;
}

/// The median of the slopes between all pairs of points on different days, in the unit of the value
/// per day.
///
/// For trends of few or skewed values: up to 29 % of the values may be wild before it breaks down.
/// Days may repeat and need not be sorted or even. `intercept_joint` is the median of value -
/// slope * day (R's mblm and zyp); `intercept_separate` is the median value - slope * the median
/// day (scipy, EnvStats). `ci` is Sen's (1968) with whole ranks rounded half to even and kept
/// within the slopes, and his variance without cross terms of ties, as scipy has it; `ci_gilbert`
/// interpolates between ranks with the full variance (Gilbert 1987; EnvStats), and has no value
/// where a rank is outside the slopes (`too_few`). Two points have a slope and no limits. Slopes
/// are selected exactly: every figure is the one that sorting all slopes gives. Sources: Theil
/// (1950), Sen (1968), Gilbert (1987). Expected O(n log n), see slope_ranks.hpp.
inline TheilSen theil_sen(Values day, Values value, double level = 0.95) {
    if (!are_pairs(day, value) || !is_level(level))
        return theil_sen_without(Reason::invalid_argument);
    const Pairs kept = complete_pairs(day, value);
    return theil_sen_of(kept, concordance(kept.x, kept.y), level);
}

}  // namespace effaith::stats
