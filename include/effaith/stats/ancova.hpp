// The difference between two groups after the test, for equal scores before it (analysis of
// covariance): post = intercept + slope_pre * pre + adjusted_difference * group.
//
// Decision: the effect size is by the standard deviation of the scores after, pooled within the
// groups, as EEF and WWC publish it; those by the residual and by the total deviation are beside
// it. A residual deviation grows smaller the better the first test predicts the second, so that an
// effect by it cannot be compared between trials.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/interval_about.hpp"
#include "effaith/stats/no_answer.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

struct AncovaOptions {
    double level = 0.95;  ///< of the intervals
};

struct Ancova {
    std::int64_t n = 0;
    std::int64_t n_group0 = 0;
    std::int64_t n_group1 = 0;
    Number mean_pre;
    Number mean_pre_group0;
    Number mean_pre_group1;
    Number mean_post_group0;
    Number mean_post_group1;
    Number unadjusted_difference;
    Number products_within;
    Number squares_pre_within;
    Number slope_pre;
    Number intercept;
    Number adjusted_difference;
    Number df;
    Number squares_residual;
    Number squares_explained;
    Number residual_sd;
    Number r_squared;
    Number se;
    Number se_slope_pre;
    Number se_intercept;
    Number t;
    Number p;
    Number t_critical;
    Interval interval;
    Number adjusted_mean_group0;
    Number adjusted_mean_group1;
    Number sd_post_pooled;
    Number sd_post_total;
    Number es_pooled_post_sd;
    Interval es_pooled_interval;
    Number hedges_factor;
    Number es_pooled_hedges;
    Number es_residual_sd;
    Number es_total_post_sd;
    std::string_view method =
        "ordinary least squares of post on pre and group; t interval; effect size by the deviation "
        "of post pooled within groups";

    static constexpr auto fields() {
        using A = Ancova;
        return field_list(
            field("n", &A::n, "learners with pre, post and group"),
            field("n_group0", &A::n_group0, "of them in the comparison group"),
            field("n_group1", &A::n_group1, "of them in the intervention group"),
            field("mean_pre", &A::mean_pre, "mean score before, of all"),
            field("mean_pre_group0", &A::mean_pre_group0, "mean score before"),
            field("mean_pre_group1", &A::mean_pre_group1, "mean score before"),
            field("mean_post_group0", &A::mean_post_group0, "mean score after"),
            field("mean_post_group1", &A::mean_post_group1, "mean score after"),
            field("unadjusted_difference", &A::unadjusted_difference,
                  "mean_post_group1 - mean_post_group0"),
            field("products_within", &A::products_within,
                  "sum of (pre - its group's mean) * (post - its group's mean)"),
            field("squares_pre_within", &A::squares_pre_within,
                  "sum of (pre - its group's mean) squared"),
            field("slope_pre", &A::slope_pre, "products_within / squares_pre_within"),
            field("intercept", &A::intercept, "mean_post_group0 - slope_pre * mean_pre_group0"),
            field("adjusted_difference", &A::adjusted_difference,
                  "unadjusted_difference - slope_pre * (mean_pre_group1 - mean_pre_group0)"),
            field("df", &A::df, "n - 3"),
            field("squares_residual", &A::squares_residual, "sum of (post - fitted post) squared"),
            field("squares_explained", &A::squares_explained,
                  "n_group0 * n_group1 / n * unadjusted_difference ^ 2 + slope_pre * "
                  "products_within"),
            field("residual_sd", &A::residual_sd, "sqrt(squares_residual / df)"),
            field("r_squared", &A::r_squared,
                  "squares_explained / (squares_explained + squares_residual)"),
            field("se", &A::se,
                  "residual_sd * sqrt(1 / n_group0 + 1 / n_group1 + (mean_pre_group1 - "
                  "mean_pre_group0) ^ 2 / squares_pre_within)"),
            field("se_slope_pre", &A::se_slope_pre, "residual_sd / sqrt(squares_pre_within)"),
            field("se_intercept", &A::se_intercept,
                  "residual_sd * sqrt(1 / n_group0 + mean_pre_group0 ^ 2 / squares_pre_within)"),
            field("t", &A::t, "adjusted_difference / se"),
            field("p", &A::p, "two-sided p of t with df degrees of freedom"),
            field("t_critical", &A::t_critical, "quantile of t with df degrees of freedom"),
            field("interval", &A::interval, "adjusted_difference -+ t_critical * se"),
            field("adjusted_mean_group0", &A::adjusted_mean_group0,
                  "mean_post_group0 - slope_pre * (mean_pre_group0 - mean_pre)"),
            field("adjusted_mean_group1", &A::adjusted_mean_group1,
                  "mean_post_group1 - slope_pre * (mean_pre_group1 - mean_pre)"),
            field("sd_post_pooled", &A::sd_post_pooled,
                  "sqrt(sum of (post - its group's mean) squared / (n - 2))"),
            field("sd_post_total", &A::sd_post_total, "standard deviation of post, of all"),
            field("es_pooled_post_sd", &A::es_pooled_post_sd,
                  "adjusted_difference / sd_post_pooled"),
            field("es_pooled_interval", &A::es_pooled_interval, "interval / sd_post_pooled"),
            field("hedges_factor", &A::hedges_factor, "1 - 3 / (4 * (n - 2) - 1)"),
            field("es_pooled_hedges", &A::es_pooled_hedges, "es_pooled_post_sd * hedges_factor"),
            field("es_residual_sd", &A::es_residual_sd, "adjusted_difference / residual_sd"),
            field("es_total_post_sd", &A::es_total_post_sd, "adjusted_difference / sd_post_total"),
            field("method", &A::method, "what was done"));
    }
};

namespace detail {

/// Calls `visit(pre, post, group)` for each row that lacks nothing; group is 0 or 1. `label` is
/// empty, or something more that a row must have.
template <class Visit>
void each_complete(Values pre, Values post, Values group, Values label, Visit&& visit) {
    for (std::size_t i = 0; i < pre.size(); ++i) {
        if (is_missing(pre[i]) || is_missing(post[i]) || is_missing(group[i])) continue;
        if (!label.empty() && is_missing(label[i])) continue;
        visit(pre[i], post[i], static_cast<std::size_t>(group[i]));
    }
}

/// Whether the arrays can be those of two groups before and after.
inline bool are_groups(Values pre, Values post, Values group) {
    if (post.size() != pre.size() || group.size() != pre.size()) return false;
    if (has_infinite(pre) || has_infinite(post)) return false;
    return std::all_of(group.begin(), group.end(),
                       [](double g) { return is_missing(g) || g == 0.0 || g == 1.0; });
}

/// One group's learners: means, and sums of squares and products about them.
struct GroupOfTwo {
    std::int64_t n = 0;
    double first_pre = 0.0;
    double first_post = 0.0;
    double pre = 0.0;  ///< means, less the first learner's values
    double post = 0.0;
    double pre_pre = 0.0;
    double pre_post = 0.0;
    double post_post = 0.0;
    double largest = 0.0;  ///< of the values of post and pre, in magnitude
    double largest_pre = 0.0;

    double mean_pre() const { return first_pre + pre; }
    double mean_post() const { return first_post + post; }
    double centred_pre(double value) const { return value - first_pre - pre; }
    double centred_post(double value) const { return value - first_post - post; }
};
using AncovaGroups = std::array<GroupOfTwo, 2>;

/// Values are taken from the group's first before anything else, so that constants stay exact and
/// a common offset costs no digits.
inline AncovaGroups ancova_groups_of(Values pre, Values post, Values group, Values label = {}) {
    AncovaGroups groups;
    each_complete(pre, post, group, label, [&](double x, double y, std::size_t g) {
        GroupOfTwo& of = groups[g];
        if (of.n++ == 0) of.first_pre = x, of.first_post = y;
        of.pre += x - of.first_pre;
        of.post += y - of.first_post;
        of.largest = std::max(of.largest, std::abs(y));
        of.largest_pre = std::max(of.largest_pre, std::abs(x));
    });
    for (GroupOfTwo& of : groups) {
        const double n = static_cast<double>(std::max<std::int64_t>(of.n, 1));
        of.pre /= n;
        of.post /= n;
    }
    std::array<double, 2> left_pre{};
    std::array<double, 2> left_post{};
    each_complete(pre, post, group, label, [&](double x, double y, std::size_t g) {
        const double dx = groups[g].centred_pre(x);
        const double dy = groups[g].centred_post(y);
        left_pre[g] += dx;
        left_post[g] += dy;
        groups[g].pre_pre += dx * dx;
        groups[g].pre_post += dx * dy;
        groups[g].post_post += dy * dy;
    });
    for (std::size_t g = 0; g < 2; ++g) {
        GroupOfTwo& of = groups[g];
        if (of.n == 0) continue;
        const double n = static_cast<double>(of.n);
        of.pre_pre -= left_pre[g] * left_pre[g] / n;
        of.pre_post -= left_pre[g] * left_post[g] / n;
        of.post_post -= left_post[g] * left_post[g] / n;
        of.pre += left_pre[g] / n;
        of.post += left_post[g] / n;
    }
    return groups;
}

/// b - a of two values near each other of which both have a first part taken off.
inline double difference_of_means(double first_a, double rest_a, double first_b, double rest_b) {
    return (first_b - first_a) + (rest_b - rest_a);
}
inline double difference_pre(const AncovaGroups& g) {
    return difference_of_means(g[0].first_pre, g[0].pre, g[1].first_pre, g[1].pre);
}
inline double difference_post(const AncovaGroups& g) {
    return difference_of_means(g[0].first_post, g[0].post, g[1].first_post, g[1].post);
}

/// The sum of squared residuals; 0 exactly where no residual is more than rounding.
inline double squares_of_residuals(Values pre, Values post, Values group,
                                   const AncovaGroups& groups, double slope) {
    double squares = 0.0;
    each_complete(pre, post, group, {}, [&](double x, double y, std::size_t g) {
        const double e = groups[g].centred_post(y) - slope * groups[g].centred_pre(x);
        squares += e * e;
    });
    const double largest =
        std::max({groups[0].largest, groups[1].largest,
                  std::abs(slope) * std::max(groups[0].largest_pre, groups[1].largest_pre)});
    const double noise = 16.0 * std::numeric_limits<double>::epsilon() * largest;
    const double n = static_cast<double>(groups[0].n + groups[1].n);
    return squares <= n * noise * noise ? 0.0 : squares;
}

/// What is known of the groups alone, whatever the regression will say.
inline void describe_groups(const AncovaGroups& g, Ancova& a) {
    a.n_group0 = g[0].n;
    a.n_group1 = g[1].n;
    a.n = a.n_group0 + a.n_group1;
    const auto mean = [](const GroupOfTwo& of, double value) {
        return of.n == 0 ? Number(Reason::too_few) : Number(value);
    };
    a.mean_pre_group0 = mean(g[0], g[0].mean_pre());
    a.mean_pre_group1 = mean(g[1], g[1].mean_pre());
    a.mean_post_group0 = mean(g[0], g[0].mean_post());
    a.mean_post_group1 = mean(g[1], g[1].mean_post());
    if (g[0].n == 0 || g[1].n == 0) return;
    const double n = static_cast<double>(a.n);
    const double n0 = static_cast<double>(a.n_group0);
    const double n1 = static_cast<double>(a.n_group1);
    a.mean_pre = g[0].mean_pre() + n1 / n * difference_pre(g);
    a.unadjusted_difference = difference_post(g);
    const double within = g[0].post_post + g[1].post_post;
    const double between = n0 * n1 / n * difference_post(g) * difference_post(g);
    a.sd_post_total = std::sqrt((within + between) / (n - 1.0));
    a.sd_post_pooled = a.n_group0 < 2 || a.n_group1 < 2 ? Number(Reason::too_few)
                                                        : Number(std::sqrt(within / (n - 2.0)));
}

/// Why the regression has no answer for these groups; none where it has one.
inline Reason why_no_ancova(const AncovaGroups& g) {
    if (g[0].n + g[1].n == 0) return Reason::too_few;
    if (g[0].n == 0 || g[1].n == 0) return Reason::no_comparison_group;
    if (g[0].n + g[1].n < 4) return Reason::too_few;
    if (g[0].pre_pre + g[1].pre_pre > 0.0) return Reason::none;
    return difference_pre(g) == 0.0 ? Reason::no_variation : Reason::not_estimable;
}

inline void standardise(Ancova& a) {
    const double n = static_cast<double>(a.n);
    a.es_pooled_post_sd = ratio(a.adjusted_difference, a.sd_post_pooled);
    a.es_pooled_interval = interval_over(a.interval, a.sd_post_pooled);
    a.hedges_factor = 1.0 - 3.0 / (4.0 * (n - 2.0) - 1.0);
    a.es_pooled_hedges =
        a.es_pooled_post_sd ? Number(*a.es_pooled_post_sd * *a.hedges_factor) : a.es_pooled_post_sd;
    a.es_residual_sd = ratio(a.adjusted_difference, a.residual_sd);
    a.es_total_post_sd = ratio(a.adjusted_difference, a.sd_post_total);
}

}  // namespace detail

/// Analysis of covariance of two groups. `group` is 0 (comparison) or 1 (intervention), one value
/// for each of `pre` and `post`; a row that lacks one of the three is left out.
///
/// For groups that were assigned before the intervention, by chance or otherwise, and one measure
/// before and after. Not for groups whose slopes differ, nor for learners of few schools that were
/// assigned together: ancova_schools. Source: Cochran (1957); effect size: EEF statistical analysis
/// guidance (2022), WWC Procedures 5.0, appendix E. The small-sample factor is the approximation
/// that WWC publishes, with n - 2 degrees of freedom.
///
/// `no_comparison_group` where all learners are of one group; `too_few` below four learners;
/// `no_variation` where all scores before are the same, `not_estimable` where they differ between
/// the groups alone. Where the plane meets every score, se and residual_sd are 0 and t and p have
/// no value. A group of one has no spread: what needs the pooled deviation is `too_few`.
///
/// O(n), nothing allocated; centred in each group before products are taken.
inline Ancova ancova(Values pre, Values post, Values group, const AncovaOptions& options = {}) {
    Ancova a;
    if (!is_level(options.level) || !detail::are_groups(pre, post, group)) {
        give_reason(a, Reason::invalid_argument);
        return a;
    }
    const detail::AncovaGroups g = detail::ancova_groups_of(pre, post, group);
    const Reason why = detail::why_no_ancova(g);
    if (why != Reason::none) give_reason(a, why);
    detail::describe_groups(g, a);
    if (why != Reason::none) return a;

    const double n0 = static_cast<double>(a.n_group0);
    const double n1 = static_cast<double>(a.n_group1);
    const double df = n0 + n1 - 3.0;
    const double xx = g[0].pre_pre + g[1].pre_pre;
    const double xy = g[0].pre_post + g[1].pre_post;
    const double slope = xy / xx;
    const double apart = detail::difference_pre(g);
    const double raw = detail::difference_post(g);
    const double residual = detail::squares_of_residuals(pre, post, group, g, slope);
    const double sd = std::sqrt(residual / df);

    a.products_within = xy;
    a.squares_pre_within = xx;
    a.slope_pre = slope;
    a.intercept = g[0].mean_post() - slope * g[0].mean_pre();
    a.adjusted_difference = raw - slope * apart;
    a.df = df;
    a.squares_residual = residual;
    a.squares_explained = n0 * n1 / (n0 + n1) * raw * raw + slope * xy;
    a.residual_sd = sd;
    a.r_squared =
        Number(*a.squares_explained / (*a.squares_explained + residual), Reason::no_variation);
    a.se = sd * std::sqrt(1.0 / n0 + 1.0 / n1 + apart * apart / xx);
    a.se_slope_pre = sd / std::sqrt(xx);
    a.se_intercept = sd * std::sqrt(1.0 / n0 + g[0].mean_pre() * g[0].mean_pre() / xx);
    a.t = residual > 0.0 ? ratio(a.adjusted_difference, a.se) : Number(Reason::no_variation);
    a.p = a.t ? Number(t_two_sided(*a.t, df)) : a.t;
    a.t_critical = t_critical(options.level, df);
    a.interval = detail::interval_about(a.adjusted_difference, a.t_critical, a.se);
    a.adjusted_mean_group0 = g[0].mean_post() + slope * n1 / (n0 + n1) * apart;
    a.adjusted_mean_group1 = g[1].mean_post() - slope * n0 / (n0 + n1) * apart;
    detail::standardise(a);
    return a;
}

}  // namespace effaith::stats
