// Shares of learners: the interval of one, the difference of two, and the funnel of many units.
//
// An interval of a share that comes from few learners must not leave 0 to 1 nor have no width at
// the ends, so the one to show is Wilson's; the exact one of Clopper & Pearson never promises too
// much and is wider. Units of different sizes are compared by a funnel: how far a unit of this size
// may lie from the target by chance alone.
//
// Decision: returned limits are not cut to the range that a share has, except where a name says
// `clipped`; who draws them cuts them.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/wilson.hpp"

namespace effaith::stats {

/// x of n, with its intervals.
struct Proportion {
    std::int64_t x = 0;
    std::int64_t n = 0;
    Number estimate;
    Number z;
    Interval wilson;
    Interval clopper_pearson;
    std::string_view method = "Wilson score interval; Clopper-Pearson exact interval";

    static constexpr auto fields() {
        return field_list(
            field("x", &Proportion::x, "learners of whom it is so"),
            field("n", &Proportion::n, "learners"),
            field("estimate", &Proportion::estimate, "x / n"),
            field("z", &Proportion::z, "two-sided normal quantile of the level"),
            field("wilson", &Proportion::wilson,
                  "(estimate + z * z / (2 * n) -+ z * sqrt(estimate * (1 - estimate) / n + z * z / "
                  "(4 * n * n))) / (1 + z * z / n)"),
            field("clopper_pearson", &Proportion::clopper_pearson,
                  "the shares at which x or more, and x or fewer, of n are just likely enough"),
            field("method", &Proportion::method, "what was done"));
    }
};

namespace detail {

/// Why x of n is no share, or none.
inline Reason fault_of_share(std::int64_t x, std::int64_t n) {
    if (n < 0 || x < 0 || x > n) return Reason::invalid_argument;
    return n == 0 ? Reason::too_few : Reason::none;
}

inline Interval wilson_limits(std::int64_t x, std::int64_t n, double z) {
    const auto limits = wilson_interval(x, n, z);
    return limits ? Interval{limits->low, limits->high} : Interval::none(Reason::too_few);
}

inline Interval clopper_pearson_limits(std::int64_t x, std::int64_t n, double level) {
    const double tail = (1.0 - level) / 2.0;
    const double yes = static_cast<double>(x);
    const double no = static_cast<double>(n - x);
    return {x == 0 ? Number(0.0) : Number(beta_quantile(tail, yes, no + 1.0)),
            x == n ? Number(1.0) : Number(beta_quantile(1.0 - tail, yes + 1.0, no))};
}

}  // namespace detail

/// The share x / n with two intervals at `level`.
///
/// Wilson (1927), without continuity correction, is the one to show: its coverage is near the level
/// on average. Clopper & Pearson (1934), from quantiles of the beta distribution, covers at least
/// the level always, and is wider. At x = 0 the lower limit is 0 and at x = n the upper one is 1,
/// exactly, in both. n = 0: `too_few`; x outside 0 to n: `invalid_argument`. The learners must be
/// different ones: several records of one learner make the interval too narrow. O(1).
inline Proportion proportion(std::int64_t x, std::int64_t n, double level = 0.95) {
    Proportion result;
    const Reason fault = is_level(level) ? detail::fault_of_share(x, n) : Reason::invalid_argument;
    result.x = x;
    result.n = n;
    if (fault != Reason::none) {
        result.estimate = result.z = fault;
        result.wilson = result.clopper_pearson = Interval::none(fault);
        return result;
    }
    const double z = normal_critical(level);
    result.estimate = static_cast<double>(x) / static_cast<double>(n);
    result.z = z;
    result.wilson = detail::wilson_limits(x, n, z);
    result.clopper_pearson = detail::clopper_pearson_limits(x, n, level);
    return result;
}

/// x1 of n1 against x2 of n2.
struct ProportionDifference {
    std::int64_t x1 = 0;
    std::int64_t n1 = 0;
    std::int64_t x2 = 0;
    std::int64_t n2 = 0;
    Number p1;
    Number p2;
    Number difference;
    Number z;
    Interval wilson1;
    Interval wilson2;
    Interval newcombe;
    Number wald_se;
    Interval wald;
    Interval wald_clipped;
    Number agresti_caffo_difference;
    Number agresti_caffo_se;
    Interval agresti_caffo;
    Number p_pooled;
    Number chi_squared;
    Number p;
    std::string_view method =
        "Newcombe's hybrid score interval (method 10); pooled chi-squared test without correction";

    static constexpr auto fields() {
        using D = ProportionDifference;
        return field_list(
            field("x1", &D::x1, "learners of the first group of whom it is so"),
            field("n1", &D::n1, "learners of the first group"),
            field("x2", &D::x2, "learners of the second group of whom it is so"),
            field("n2", &D::n2, "learners of the second group"), field("p1", &D::p1, "x1 / n1"),
            field("p2", &D::p2, "x2 / n2"), field("difference", &D::difference, "p1 - p2"),
            field("z", &D::z, "two-sided normal quantile of the level"),
            field("wilson1", &D::wilson1, "Wilson interval of x1 of n1"),
            field("wilson2", &D::wilson2, "Wilson interval of x2 of n2"),
            field("newcombe", &D::newcombe,
                  "difference - sqrt((p1 - wilson1.low) ^ 2 + (wilson2.high - p2) ^ 2) and "
                  "difference + sqrt((wilson1.high - p1) ^ 2 + (p2 - wilson2.low) ^ 2)"),
            field("wald_se", &D::wald_se, "sqrt(p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2)"),
            field("wald", &D::wald, "difference -+ z * wald_se"),
            field("wald_clipped", &D::wald_clipped, "wald, cut to -1 and 1"),
            field("agresti_caffo_difference", &D::agresti_caffo_difference,
                  "(x1 + 1) / (n1 + 2) - (x2 + 1) / (n2 + 2)"),
            field("agresti_caffo_se", &D::agresti_caffo_se,
                  "as wald_se, with one more yes and one more no in each group"),
            field("agresti_caffo", &D::agresti_caffo,
                  "agresti_caffo_difference -+ z * agresti_caffo_se"),
            field("p_pooled", &D::p_pooled, "(x1 + x2) / (n1 + n2)"),
            field("chi_squared", &D::chi_squared,
                  "difference ^ 2 / (p_pooled * (1 - p_pooled) * (1 / n1 + 1 / n2))"),
            field("p", &D::p, "P(X > chi_squared) with 1 degree of freedom"),
            field("method", &D::method, "what was done"));
    }
};

namespace detail {

inline double variance_of_share(double p, double n) {
    return p * (1.0 - p) / n;
}

inline Interval around(double middle, double half) {
    return {middle - half, middle + half};
}

inline Interval cut_to(const Interval& limits, double low, double high) {
    if (!limits.low || !limits.high) return limits;
    return {std::clamp(*limits.low, low, high), std::clamp(*limits.high, low, high)};
}

inline void refuse(ProportionDifference& result, Reason fault) {
    for (Number* figure : {&result.p1, &result.p2, &result.difference, &result.z, &result.wald_se,
                           &result.agresti_caffo_difference, &result.agresti_caffo_se,
                           &result.p_pooled, &result.chi_squared, &result.p})
        *figure = fault;
    for (Interval* limits : {&result.wilson1, &result.wilson2, &result.newcombe, &result.wald,
                             &result.wald_clipped, &result.agresti_caffo})
        *limits = Interval::none(fault);
}

inline double length_of(double a, double b) {
    return std::sqrt(a * a + b * b);
}

inline void add_newcombe(ProportionDifference& result, double z) {
    result.wilson1 = wilson_limits(result.x1, result.n1, z);
    result.wilson2 = wilson_limits(result.x2, result.n2, z);
    const double p1 = *result.p1;
    const double p2 = *result.p2;
    const double below = length_of(p1 - *result.wilson1.low, *result.wilson2.high - p2);
    const double above = length_of(*result.wilson1.high - p1, p2 - *result.wilson2.low);
    result.newcombe = {*result.difference - below, *result.difference + above};
}

inline void add_normal_intervals(ProportionDifference& result, double z) {
    const double n1 = static_cast<double>(result.n1);
    const double n2 = static_cast<double>(result.n2);
    const double se =
        std::sqrt(variance_of_share(*result.p1, n1) + variance_of_share(*result.p2, n2));
    result.wald_se = se;
    result.wald = around(*result.difference, z * se);
    result.wald_clipped = cut_to(result.wald, -1.0, 1.0);
    const double p1 = (static_cast<double>(result.x1) + 1.0) / (n1 + 2.0);
    const double p2 = (static_cast<double>(result.x2) + 1.0) / (n2 + 2.0);
    const double wider =
        std::sqrt(variance_of_share(p1, n1 + 2.0) + variance_of_share(p2, n2 + 2.0));
    result.agresti_caffo_difference = p1 - p2;
    result.agresti_caffo_se = wider;
    result.agresti_caffo = around(p1 - p2, z * wider);
}

inline void add_chi_squared(ProportionDifference& result) {
    const double n1 = static_cast<double>(result.n1);
    const double n2 = static_cast<double>(result.n2);
    const double yes = static_cast<double>(result.x1) + static_cast<double>(result.x2);
    const double no = n1 + n2 - yes;
    result.p_pooled = yes / (n1 + n2);
    if (yes == 0.0 || no == 0.0) {
        result.chi_squared = result.p = Reason::no_variation;
        return;
    }
    const double d = *result.difference;
    result.chi_squared = d * d * (n1 / yes) * (n2 / no) * (n1 + n2);
    result.p = chi_squared_upper(*result.chi_squared, 1.0);
}

}  // namespace detail

/// The difference of two shares of different learners, p1 - p2, with intervals at `level`.
///
/// `newcombe`: Newcombe (1998), method 10, from the two Wilson intervals without continuity
/// correction: the one to show; it stays within -1 and 1. `wald` is the textbook normal interval,
/// poor for few learners and of no width at 0 or 1, given uncut and cut to -1 and 1.
/// `agresti_caffo`: Agresti & Caffo (2000), one learner of each kind added to each group, uncut.
/// `chi_squared`: Pearson's, pooled, without Yates's correction; `no_variation` where it is so of
/// everyone or of nobody. Not for the same learners twice (before and after), whose shares depend
/// on each other. A group of nobody: `too_few`. O(1).
inline ProportionDifference proportion_difference(std::int64_t x1, std::int64_t n1, std::int64_t x2,
                                                  std::int64_t n2, double level = 0.95) {
    ProportionDifference result;
    result.x1 = x1;
    result.n1 = n1;
    result.x2 = x2;
    result.n2 = n2;
    const Reason fault =
        is_level(level) ? std::max(detail::fault_of_share(x1, n1), detail::fault_of_share(x2, n2))
                        : Reason::invalid_argument;
    if (fault != Reason::none) {
        detail::refuse(result, fault);
        return result;
    }
    const double z = normal_critical(level);
    const double size1 = static_cast<double>(n1);
    const double size2 = static_cast<double>(n2);
    result.z = z;
    result.p1 = static_cast<double>(x1) / size1;
    result.p2 = static_cast<double>(x2) / size2;
    // From whole numbers, which subtract without rounding.
    result.difference =
        (static_cast<double>(x1) * size2 - static_cast<double>(x2) * size1) / (size1 * size2);
    detail::add_newcombe(result, z);
    detail::add_normal_intervals(result, z);
    detail::add_chi_squared(result);
    return result;
}

/// Where a unit lies against the limits of its size.
enum class FunnelPlace : std::uint8_t { in, low, high };
template <>
struct WordNames<FunnelPlace> {
    static constexpr std::array<std::string_view, 3> names{"in", "low", "high"};
};

/// The limits of a unit of n learners at one level.
struct FunnelLimits {
    Number tail;
    Number quantile_low;
    Number quantile_high;
    Number at_most_low;
    Number exactly_low;
    Number above_high;
    Number exactly_high;
    Number low;
    Number high;
    Number low_interpolated;
    Number high_interpolated;
    Choice<FunnelPlace> place;

    static constexpr auto fields() {
        using L = FunnelLimits;
        return field_list(
            field("tail", &L::tail, "chance beyond each limit"),
            field("quantile_low", &L::quantile_low,
                  "the least count whose chance of it or fewer reaches the tail"),
            field("quantile_high", &L::quantile_high,
                  "the least count whose chance of more is within the tail"),
            field("at_most_low", &L::at_most_low, "chance of quantile_low or fewer"),
            field("exactly_low", &L::exactly_low, "chance of exactly quantile_low"),
            field("above_high", &L::above_high, "chance of more than quantile_high"),
            field("exactly_high", &L::exactly_high, "chance of exactly quantile_high"),
            field("low", &L::low, "quantile_low / n"), field("high", &L::high, "quantile_high / n"),
            field("low_interpolated", &L::low_interpolated,
                  "(quantile_low - (at_most_low - tail) / exactly_low) / n"),
            field("high_interpolated", &L::high_interpolated,
                  "(quantile_high - (tail - above_high) / exactly_high) / n"),
            field("place", &L::place,
                  "low where p_le, high where p_ge is below the tail, else in"));
    }
};

/// One unit of a funnel: a school, a cluster.
struct FunnelUnit {
    std::int64_t unit = 0;
    std::int64_t x = 0;
    std::int64_t n = 0;
    Number estimate;
    Number target;
    Number p_le;
    Number p_ge;
    FunnelLimits limits_95;
    FunnelLimits limits_998;
    std::string_view method = "exact binomial limits; interpolated by Spiegelhalter (2005)";

    static constexpr auto fields() {
        using U = FunnelUnit;
        return field_list(
            field("unit", &U::unit, "place of the unit in the arrays, from 0"),
            field("x", &U::x, "learners of whom it is so"), field("n", &U::n, "learners"),
            field("estimate", &U::estimate, "x / n"),
            field("target", &U::target, "the share that the units are held against"),
            field("p_le", &U::p_le, "chance of x or fewer of n learners, each by the target"),
            field("p_ge", &U::p_ge, "chance of x or more of n learners, each by the target"),
            field("limits_95", &U::limits_95, "tails of 0.025"),
            field("limits_998", &U::limits_998, "tails of 0.001"),
            field("method", &U::method, "what was done"));
    }
};

/// Every unit against one target.
struct Funnel {
    std::int64_t n = 0;
    std::int64_t total_x = 0;
    std::int64_t total_n = 0;
    Number target;
    std::int64_t outside_95 = 0;
    std::int64_t outside_998 = 0;
    std::vector<FunnelUnit> units;
    std::string_view method = "exact binomial limits; interpolated by Spiegelhalter (2005)";

    static constexpr auto fields() {
        return field_list(
            field("n", &Funnel::n, "units used"),
            field("total_x", &Funnel::total_x, "learners of whom it is so, in all units"),
            field("total_n", &Funnel::total_n, "learners in all units"),
            field("target", &Funnel::target, "the target given, or total_x / total_n"),
            field("outside_95", &Funnel::outside_95, "units outside the 95% limits"),
            field("outside_998", &Funnel::outside_998, "units outside the 99.8% limits"),
            field("units", &Funnel::units, "each unit"),
            field("method", &Funnel::method, "what was done"));
    }
};

namespace detail {

/// A probability that equals the tail up to rounding is not beyond it.
inline constexpr double kTailRounding = 64.0 * std::numeric_limits<double>::epsilon();

inline bool is_beyond(double p, double tail) {
    return p < tail * (1.0 - kTailRounding);
}

/// About where a binomial quantile lies: normal, with the first term of its skewness.
inline std::int64_t near_quantile(std::int64_t n, double target, double z) {
    const double size = static_cast<double>(n);
    const double spread = std::sqrt(size * target * (1.0 - target));
    const double guess = size * target + z * spread + (1.0 - 2.0 * target) * (z * z - 1.0) / 6.0;
    return static_cast<std::int64_t>(std::clamp(guess, 0.0, size));
}

/// The least count of which `is_enough` holds; it holds of every count above.
template <class IsEnough>
std::int64_t least_count(std::int64_t guess, std::int64_t n, IsEnough&& is_enough) {
    std::int64_t count = guess;
    while (count > 0 && is_enough(count - 1))
        --count;
    while (count < n && !is_enough(count))
        ++count;
    return count;
}

inline Choice<FunnelPlace> place_of(const FunnelUnit& unit, double tail) {
    if (is_beyond(*unit.p_le, tail)) return FunnelPlace::low;
    return is_beyond(*unit.p_ge, tail) ? FunnelPlace::high : FunnelPlace::in;
}

inline FunnelLimits no_limits(Reason reason) {
    FunnelLimits limits;
    for (Number* figure :
         {&limits.tail, &limits.quantile_low, &limits.quantile_high, &limits.at_most_low,
          &limits.exactly_low, &limits.above_high, &limits.exactly_high, &limits.low, &limits.high,
          &limits.low_interpolated, &limits.high_interpolated})
        *figure = reason;
    limits.place = reason;
    return limits;
}

/// `z` is the normal quantile of 1 - tail, to start from.
inline FunnelLimits limits_of(const FunnelUnit& unit, double target, double tail, double z) {
    const std::int64_t n = unit.n;
    const std::int64_t low = least_count(near_quantile(n, target, -z), n, [&](std::int64_t k) {
        return !is_beyond(binomial_cdf(k, n, target), tail);
    });
    const std::int64_t high = least_count(near_quantile(n, target, z), n, [&](std::int64_t k) {
        return binomial_at_least(k + 1, n, target) <= tail * (1.0 + kTailRounding);
    });
    const double size = static_cast<double>(n);
    const double least = static_cast<double>(low);
    const double most = static_cast<double>(high);
    FunnelLimits limits = no_limits(Reason::no_variation);
    limits.tail = tail;
    limits.quantile_low = least;
    limits.quantile_high = most;
    limits.at_most_low = binomial_cdf(low, n, target);
    limits.exactly_low = binomial_probability(low, n, target);
    limits.above_high = binomial_at_least(high + 1, n, target);
    limits.exactly_high = binomial_probability(high, n, target);
    limits.low = least / size;
    limits.high = most / size;
    limits.place = place_of(unit, tail);
    if (target == 0.0 || target == 1.0) return limits;  // chance plays no part
    limits.low_interpolated = (least - (*limits.at_most_low - tail) / *limits.exactly_low) / size;
    limits.high_interpolated = (most - (tail - *limits.above_high) / *limits.exactly_high) / size;
    return limits;
}

/// Whether a double is a number of learners; of so many that sums of them still fit.
inline bool is_count(double value) {
    return value >= 0.0 && value <= 1e12 && std::floor(value) == value;
}

inline bool is_probability(double p) {
    return p >= 0.0 && p <= 1.0;
}

/// Whether every unit that has both numbers is x of n.
inline bool are_shares(Values x, Values n) {
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (is_missing(x[i]) || is_missing(n[i])) continue;
        if (!is_count(x[i]) || !is_count(n[i]) || x[i] > n[i]) return false;
    }
    return true;
}

}  // namespace detail

/// One unit of x of n against `target`, at 95% (tails of 0.025) and 99.8% (tails of 0.001).
///
/// With X binomial of n and the target: `low` and `high` are quantiles over n, exact and without
/// interpolation, as R's qbinom. The interpolated ones (Spiegelhalter 2005, Statistics in Medicine
/// 24) draw as smooth curves and may lie a little below 0 or above 1. `place` is decided by the
/// exact tails, strictly beyond them, never by a drawn curve; a probability that equals a tail up
/// to rounding is `in`. A target of 0 or 1 leaves nothing to chance: its limits are the target, not
/// interpolated (`no_variation`). n = 0: `too_few`. About ten binomial probabilities, whatever n.
inline FunnelUnit funnel_limits(std::int64_t x, std::int64_t n, double target) {
    FunnelUnit unit;
    unit.x = x;
    unit.n = n;
    const Reason fault =
        detail::is_probability(target) ? detail::fault_of_share(x, n) : Reason::invalid_argument;
    if (fault != Reason::none) {
        unit.estimate = unit.target = unit.p_le = unit.p_ge = fault;
        unit.limits_95 = unit.limits_998 = detail::no_limits(fault);
        return unit;
    }
    constexpr double kZ975 = 1.959963984540054;
    constexpr double kZ999 = 3.090232306167813;
    unit.estimate = static_cast<double>(x) / static_cast<double>(n);
    unit.target = target;
    unit.p_le = binomial_cdf(x, n, target);
    unit.p_ge = binomial_at_least(x, n, target);
    unit.limits_95 = detail::limits_of(unit, target, 0.025, kZ975);
    unit.limits_998 = detail::limits_of(unit, target, 0.001, kZ999);
    return unit;
}

/// Units, each x of n learners, against one target share: which lie further from it than chance.
///
/// `target` is a share from 0 to 1; NaN, the default, takes the share of all units together. Each
/// row is funnel_limits() of a unit. Units of which a number is missing are left out, and `unit`
/// says which place in the arrays a row has. Anything that is no count, or x above n, makes every
/// figure `invalid_argument`. Units are no league table: the funnel says who to look at, not who is
/// better; learners of one unit that resemble each other make the true limits wider. O(units).
inline Funnel funnel(Values x, Values n, double target = std::numeric_limits<double>::quiet_NaN()) {
    Funnel result;
    const bool valid = x.size() == n.size() && detail::are_shares(x, n) &&
                       (is_missing(target) || detail::is_probability(target));
    if (!valid) {
        result.target = Reason::invalid_argument;
        return result;
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (is_missing(x[i]) || is_missing(n[i])) continue;
        FunnelUnit unit;
        unit.unit = static_cast<std::int64_t>(i);
        unit.x = static_cast<std::int64_t>(x[i]);
        unit.n = static_cast<std::int64_t>(n[i]);
        result.total_x += unit.x;
        result.total_n += unit.n;
        result.units.push_back(unit);
    }
    result.n = static_cast<std::int64_t>(result.units.size());
    result.target = target;
    if (is_missing(target)) {
        result.target =
            result.total_n == 0
                ? Number(Reason::too_few)
                : Number(static_cast<double>(result.total_x) / static_cast<double>(result.total_n));
    }
    for (FunnelUnit& unit : result.units) {
        const std::int64_t place = unit.unit;
        unit = funnel_limits(unit.x, unit.n, *result.target);
        unit.unit = place;
        const auto is_outside = [](const FunnelLimits& limits) {
            return limits.place && *limits.place != FunnelPlace::in;
        };
        result.outside_95 += is_outside(unit.limits_95) ? 1 : 0;
        result.outside_998 += is_outside(unit.limits_998) ? 1 : 0;
    }
    return result;
}

}  // namespace effaith::stats
