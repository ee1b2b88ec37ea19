// Which ratios of two means are compatible with the data (Fieller 1954).
//
// A ratio whose divisor is not clearly different from 0 has no interval of the usual form, and an
// interval of the usual form would be a wrong statement. The set of the ratios that a test would
// not reject exists always, and is one of three kinds: a bounded interval; everything but an
// interval (`exclusive`, (-inf, low] and [high, inf)); or the whole line, where the data say
// nothing. Each kind holds the true ratio as often as its level says.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/no_answer.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/welch.hpp"

namespace effaith::stats {

enum class RatioSetKind : std::uint8_t {
    bounded,    ///< [low, high]
    exclusive,  ///< (-inf, low] and [high, inf): all but what lies between
    whole_line  ///< every ratio is compatible with the data
};
template <>
struct WordNames<RatioSetKind> {
    static constexpr std::array<std::string_view, 3> names{"bounded", "exclusive", "whole_line"};
};

/// The ratios that the data are compatible with.
struct RatioSet {
    Choice<RatioSetKind> kind;
    Number low;
    Number high;
    Number critical;
    Number df;

    /// Whether a ratio belongs to the set.
    bool contains(double ratio) const {
        if (!kind || *kind == RatioSetKind::whole_line) return kind.known();
        const bool above = low && ratio >= *low;
        const bool below = high && ratio <= *high;
        if (*kind == RatioSetKind::bounded) return above && below;
        return (low && ratio <= *low) || (high && ratio >= *high);
    }

    static constexpr auto fields() {
        return field_list(
            field("kind", &RatioSet::kind, "bounded: low to high; exclusive: all but low to high"),
            field("low", &RatioSet::low, "the smaller ratio that the test just does not reject"),
            field("high", &RatioSet::high, "the larger ratio that the test just does not reject"),
            field("critical", &RatioSet::critical, "two-sided quantile at the level"),
            field("df", &RatioSet::df, "degrees of freedom of the t distribution, if it is t"));
    }
};

namespace ratio_detail {

/// The part of the numerator's variance that does not go with the denominator. Less than rounding
/// can tell from a perfect correlation is none.
inline double variance_left(double var_n, double var_d, double cov) {
    constexpr double kRounding = 1e-14;
    const double left = var_d > 0.0 ? var_n - cov / var_d * cov : var_n;
    return left <= kRounding * var_n ? 0.0 : left;
}

/// A half line: the divisor stands exactly on the edge of being different from 0.
inline void set_half_line(RatioSet& set, double slope, double limit) {
    set.kind = RatioSetKind::exclusive;
    (slope > 0.0 ? set.high : set.low) = limit;
    (slope > 0.0 ? set.low : set.high) = Reason::not_applicable;
}

}  // namespace ratio_detail

/// The ratios r = N / D with (N - r D)^2 <= critical^2 (var_n - 2 r cov + r^2 var_d).
///
/// N and D are estimates with variances var_n, var_d and covariance cov, `critical` is the normal
/// or t quantile. With b = cov / var_d, M = N - b D, V = var_n - cov^2 / var_d and
/// A = D^2 - critical^2 var_d, the limits are b + (M D -+ critical sqrt(var_d M^2 + A V)) / A:
/// the quadratic of Fieller (1954) about b, which loses no digits where means are large against
/// their spread, nor where cost and effect go together. A > 0: bounded; A < 0: exclusive, or the
/// whole line where the root does not exist. A = 0 exactly is a half line: `exclusive` with one
/// limit. Divisor and its variance 0: `undefined_ratio`. Covariances beyond what the variances
/// allow, negative variances: `invalid_argument`. O(1).
inline RatioSet fieller(double numerator, double denominator, double var_n, double var_d,
                        double cov, double critical) {
    const bool valid = std::isfinite(numerator) && std::isfinite(denominator) &&
                       std::isfinite(var_n) && std::isfinite(var_d) && std::isfinite(cov) &&
                       var_n >= 0.0 && var_d >= 0.0 && critical >= 0.0 && std::isfinite(critical) &&
                       std::abs(cov) <= std::sqrt(var_n) * std::sqrt(var_d) * (1.0 + 1e-9);
    if (!valid) return no_answer<RatioSet>(Reason::invalid_argument);
    if (denominator == 0.0 && var_d == 0.0) return no_answer<RatioSet>(Reason::undefined_ratio);
    const double about = var_d > 0.0 ? cov / var_d : 0.0;
    const double rest = numerator - about * denominator;
    const double rest_var = ratio_detail::variance_left(var_n, var_d, cov);
    const double margin_d = critical * std::sqrt(var_d);
    const double margin_n = critical * std::sqrt(rest_var);
    const double leading = (std::abs(denominator) - margin_d) * (std::abs(denominator) + margin_d);
    const double under_root = var_d * rest * rest + leading * rest_var;
    const double constant = (std::abs(rest) - margin_n) * (std::abs(rest) + margin_n);
    if (!std::isfinite(leading) || !std::isfinite(under_root) || !std::isfinite(constant))
        return no_answer<RatioSet>(Reason::not_estimable);

    RatioSet set = no_answer<RatioSet>(Reason::not_applicable);
    set.critical = critical;
    if (under_root < 0.0 || (leading <= 0.0 && under_root == 0.0)) {
        set.kind = RatioSetKind::whole_line;
        return set;
    }
    // The root without cancelling first, the other from their product.
    const double root = critical * std::sqrt(under_root);
    const double middle = rest * denominator;
    const double outer = middle < 0.0 ? middle - root : middle + root;
    const double inner = outer == 0.0 ? 0.0 : constant / outer;
    if (leading == 0.0 && middle == 0.0) return no_answer<RatioSet>(Reason::undefined_ratio);
    if (leading == 0.0) {
        ratio_detail::set_half_line(set, middle, about + inner);
        return set;
    }
    const double other = outer / leading;
    set.kind = leading > 0.0 ? RatioSetKind::bounded : RatioSetKind::exclusive;
    set.low = about + std::min(inner, other);
    set.high = about + std::max(inner, other);
    return set;
}

namespace ratio_detail {

/// Of estimates from data: what overflowed there is no fault of the arguments.
inline RatioSet fieller_of_data(double numerator, double denominator, double var_n, double var_d,
                                double cov, double critical) {
    const bool finite = std::isfinite(numerator) && std::isfinite(denominator) &&
                        std::isfinite(var_n) && std::isfinite(var_d) && std::isfinite(cov);
    if (!finite) return no_answer<RatioSet>(Reason::not_estimable);
    return fieller(numerator, denominator, var_n, var_d, cov, critical);
}

}  // namespace ratio_detail

/// The same with the t distribution of `df` degrees of freedom, and with the normal one.
inline RatioSet fieller_t(double numerator, double denominator, double var_n, double var_d,
                          double cov, double df, double level) {
    RatioSet set = ratio_detail::fieller_of_data(numerator, denominator, var_n, var_d, cov,
                                                 t_critical(level, df));
    if (set.kind) set.df = df;
    return set;
}
inline RatioSet fieller_z(double numerator, double denominator, double var_n, double var_d,
                          double cov, double level) {
    return ratio_detail::fieller_of_data(numerator, denominator, var_n, var_d, cov,
                                         normal_critical(level));
}

struct RatioOfMeansOptions {
    double level = 0.95;
    bool equal_variances = false;
};

/// The ratio of the means of two groups of different learners.
struct RatioOfMeans {
    std::int64_t n1 = 0;
    std::int64_t n2 = 0;
    Number mean1;
    Number mean2;
    Number sd1;
    Number sd2;
    Number ratio;
    Number se_difference;
    Number t;
    Number df;
    Number p;
    Number set_df;
    RatioSet set;
    std::string_view method = "ratio of two means; Fieller's set";

    static constexpr auto fields() {
        return field_list(
            field("n1", &RatioOfMeans::n1, "values of the first group"),
            field("n2", &RatioOfMeans::n2, "values of the second group"),
            field("mean1", &RatioOfMeans::mean1, "mean of the first group"),
            field("mean2", &RatioOfMeans::mean2, "mean of the second group"),
            field("sd1", &RatioOfMeans::sd1, "standard deviation of the first group, with n1 - 1"),
            field("sd2", &RatioOfMeans::sd2, "standard deviation of the second group, with n2 - 1"),
            field("ratio", &RatioOfMeans::ratio, "mean1 / mean2"),
            field(
                "se_difference", &RatioOfMeans::se_difference,
                "sqrt(sd1^2 / n1 + sd2^2 / n2), each with the common spread if it is taken equal"),
            field("t", &RatioOfMeans::t, "(mean1 - mean2) / se_difference"),
            field("df", &RatioOfMeans::df, "n1 + n2 - 2, or Welch's if spreads are not equal"),
            field("p", &RatioOfMeans::p, "two-sided, of t with df degrees of freedom"),
            field("set_df", &RatioOfMeans::set_df, "Welch's degrees of freedom at the ratio"),
            field("set", &RatioOfMeans::set, "the ratios that a t test does not reject"),
            field("method", &RatioOfMeans::method, ""));
    }
};

namespace ratio_detail {

inline void fill_ratio_of_means(RatioOfMeans& result, double v1, double v2, double df,
                                double set_df, double level) {
    const double difference = *result.mean1 - *result.mean2;
    const double se = std::sqrt(v1 + v2);
    result.se_difference = se;
    result.df = df;
    result.set_df = set_df;
    result.t = se > 0.0 ? Number(difference / se) : Number(Reason::no_variation);
    result.p = result.t ? Number(t_two_sided(*result.t, df)) : result.t;
    result.set = fieller_t(*result.mean1, *result.mean2, v1, v2, 0.0, set_df, level);
}

}  // namespace ratio_detail

/// mean(x) / mean(y) of two independent groups, the test of ratio 1, and Fieller's set.
///
/// With equal variances the common one has n1 + n2 - 2 degrees of freedom; else each mean has its
/// own, the test has Welch's degrees of freedom at ratio 1, and the set those at the ratio found
/// (n2 - 1 where there is none; Tamhane & Logan 2004; R's mratios does the same). Where that set is
/// not bounded, packages give no numbers: here `set.kind` says which it is. Not for pairs of one
/// learner: their covariance would be missed (cost_effectiveness has it). Missing values are left
/// out. `too_few` below two values in a group, `no_variation` where no value differs. O(n).
inline RatioOfMeans ratio_of_means(Values x, Values y, RatioOfMeansOptions options = {}) {
    if (has_infinite(x) || has_infinite(y) || !is_level(options.level))
        return no_answer<RatioOfMeans>(Reason::invalid_argument);
    const Moments first = moments_of(present(x));
    const Moments second = moments_of(present(y));
    RatioOfMeans result = no_answer<RatioOfMeans>(Reason::too_few);
    result.n1 = first.n;
    result.n2 = second.n;
    if (first.n > 0) result.mean1 = first.mean;
    if (second.n > 0) result.mean2 = second.mean;
    result.sd1 = first.sd();
    result.sd2 = second.sd();
    result.ratio = ratio(result.mean1, result.mean2);
    if (first.n < 2 || second.n < 2) return result;
    if (!result.sd1 || !result.sd2 || !result.mean1 || !result.mean2) {
        give_reason(result, Reason::not_estimable);
        return result;
    }

    const double n1 = static_cast<double>(first.n);
    const double n2 = static_cast<double>(second.n);
    if (options.equal_variances) {
        const double df = n1 + n2 - 2.0;
        const double common = (first.squares + second.squares) / df;
        ratio_detail::fill_ratio_of_means(result, common / n1, common / n2, df, df, options.level);
        result.method = "ratio of two means, common variance; Fieller's set";
        return result;
    }
    if (first.constant && second.constant) {
        for (Number* figure : {&result.t, &result.df, &result.p, &result.set_df})
            *figure = Reason::no_variation;
        result.se_difference = 0.0;
        give_reason(result.set, Reason::no_variation);
        return result;
    }
    const double v1 = *first.variance() / n1;
    const double v2 = *second.variance() / n2;
    const Number at_ratio =
        result.ratio ? Number(welch_df(v1, n1 - 1.0, *result.ratio * *result.ratio * v2, n2 - 1.0))
                     : Number(n2 - 1.0);
    ratio_detail::fill_ratio_of_means(result, v1, v2, welch_df(v1, n1 - 1.0, v2, n2 - 1.0),
                                      at_ratio ? *at_ratio : n2 - 1.0, options.level);
    result.method = "ratio of two means, Welch's degrees of freedom; Fieller's set";
    return result;
}

}  // namespace effaith::stats
