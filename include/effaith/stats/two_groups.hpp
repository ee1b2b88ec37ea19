// Two groups of learners compared: the difference of their means, and how large it is.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/stats/effect_size.hpp"
#include "effaith/stats/rank_sum.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

struct TwoGroupsOptions {
    double level = 0.95;  ///< of every interval
    int direction = 1;    ///< +1 where higher is better, -1 where lower is
};

/// A figure between bounds of its own, with an interval.
struct BoundedFigure {
    Number estimate;
    Number low;
    Number high;

    static BoundedFigure none(Reason reason) { return {reason, reason, reason}; }
    static constexpr auto fields() {
        return field_list(field("estimate", &BoundedFigure::estimate, "the figure"),
                          field("low", &BoundedFigure::low, "lower limit"),
                          field("high", &BoundedFigure::high, "upper limit"));
    }
};

struct TwoGroups {
    std::int64_t n_x = 0;
    std::int64_t n_y = 0;
    std::int64_t direction = 1;
    Number mean_x;
    Number mean_y;
    Number sd_x;
    Number sd_y;
    Number difference;
    Number sd_pooled;
    Number sd_average;
    Number variance_ratio;
    TTest t_student;
    TTest t_welch;
    RankSumTest mann_whitney;
    Number j;
    Number j_approx;
    Number z;
    Number d;
    Number g;
    Number wwc_g;
    NoncentralLimits d_noncentral;
    NormalEffect d_normal;
    EffectEstimate smd;
    Number smd_variance_unbiased;
    Number d_unpooled;
    Number g_unpooled;
    NoncentralLimits unpooled_noncentral;
    EffectEstimate smdh;
    Number glass_delta;
    Number glass_delta_corrected;
    NoncentralLimits glass_noncentral;
    EffectEstimate smd1;
    EffectEstimate smd1h;
    MeanContrast mean_difference;
    MeanContrast log_ratio;
    MeanContrast log_ratio_corrected;
    BoundedFigure cliffs_delta;
    Number superiority;
    BoundedFigure p_superiority;
    BoundedFigure cohens_u3;
    std::string_view method =
        "Student's and Welch's t tests; Mann-Whitney test; Cohen's d by the pooled SD, Hedges's g "
        "by "
        "the exact J, Glass's delta by the SD of y; noncentral t limits; metafor 5.0's variances";

    static constexpr auto fields() {
        using T = TwoGroups;
        return field_list(
            field("n_x", &T::n_x, "values of x that are not missing"),
            field("n_y", &T::n_y, "values of y that are not missing"),
            field("direction", &T::direction, "1 where higher is better, -1 where lower is"),
            field("mean_x", &T::mean_x, "mean of x"), field("mean_y", &T::mean_y, "mean of y"),
            field("sd_x", &T::sd_x, "SD of x, with n_x - 1"),
            field("sd_y", &T::sd_y, "SD of y, with n_y - 1"),
            field("difference", &T::difference, "direction * (mean_x - mean_y)"),
            field("sd_pooled", &T::sd_pooled,
                  "sqrt(((n_x - 1) * sd_x * sd_x + (n_y - 1) * sd_y * sd_y) / (n_x + n_y - 2))"),
            field("sd_average", &T::sd_average, "sqrt((sd_x * sd_x + sd_y * sd_y) / 2)"),
            field("variance_ratio", &T::variance_ratio, "sd_x * sd_x / (sd_y * sd_y)"),
            field("t_student", &T::t_student,
                  "equal variances: se sd_pooled * sqrt(1 / n_x + 1 / n_y)"),
            field("t_welch", &T::t_welch,
                  "unequal variances: se sqrt(sd_x * sd_x / n_x + sd_y * sd_y / n_y)"),
            field("mann_whitney", &T::mann_whitney, "rank sum test"),
            field("j", &T::j, "exact small-sample factor of n_x + n_y - 2"),
            field("j_approx", &T::j_approx, "1 - 3 / (4 * (n_x + n_y) - 9)"),
            field("z", &T::z, "normal quantile of the intervals"),
            field("d", &T::d, "difference / sd_pooled"), field("g", &T::g, "j * d"),
            field("wwc_g", &T::wwc_g, "j_approx * d"),
            field("d_noncentral", &T::d_noncentral, "noncentral t limits of d and g"),
            field("d_normal", &T::d_normal,
                  "variance 1 / n_x + 1 / n_y + d * d / (2 * (n_x + n_y))"),
            field("smd", &T::smd, "variance 1 / n_x + 1 / n_y + g * g / (2 * (n_x + n_y))"),
            field("smd_variance_unbiased", &T::smd_variance_unbiased,
                  "1 / n_x + 1 / n_y + (1 - (n_x + n_y - 4) / ((n_x + n_y - 2) * j * j)) * g * g"),
            field("d_unpooled", &T::d_unpooled, "difference / sd_average"),
            field("g_unpooled", &T::g_unpooled,
                  "J of Welch's degrees of freedom, times d_unpooled"),
            field("unpooled_noncentral", &T::unpooled_noncentral, "limits by Welch's t"),
            field("smdh", &T::smdh, "d_unpooled corrected by j, variance without equal variances"),
            field("glass_delta", &T::glass_delta, "difference / sd_y"),
            field("glass_delta_corrected", &T::glass_delta_corrected,
                  "J of n_y - 1, times glass_delta"),
            field("glass_noncentral", &T::glass_noncentral, "limits by Welch's t with n_y - 1"),
            field("smd1", &T::smd1, "Glass's delta, corrected; variance of equal variances"),
            field("smd1h", &T::smd1h, "Glass's delta, corrected; variance without equal variances"),
            field("mean_difference", &T::mean_difference,
                  "variance sd_x * sd_x / n_x + sd_y * sd_y / n_y"),
            field("log_ratio", &T::log_ratio, "direction * log(mean_x / mean_y)"),
            field("log_ratio_corrected", &T::log_ratio_corrected,
                  "log_ratio and half the difference of the means' squared relative errors"),
            field("cliffs_delta", &T::cliffs_delta, "2 * w / (n_x * n_y) - 1"),
            field("superiority", &T::superiority, "w / (n_x * n_y)"),
            field("p_superiority", &T::p_superiority, "normal distribution at d / sqrt(2)"),
            field("cohens_u3", &T::cohens_u3, "normal distribution at d"),
            field("method", &T::method, "what was done"));
    }
};

namespace detail {

struct GroupSums {
    Moments x;
    Moments y;

    double n_x() const { return static_cast<double>(x.n); }
    double n_y() const { return static_cast<double>(y.n); }
    double df() const { return n_x() + n_y() - 2.0; }
    double variance_x() const { return x.squares / (n_x() - 1.0); }
    double variance_y() const { return y.squares / (n_y() - 1.0); }
    double variance_pooled() const { return (x.squares + y.squares) / df(); }
    double variance_average() const { return (variance_x() + variance_y()) / 2.0; }
    /// The squared standard errors of the means.
    double error_x() const { return variance_x() / n_x(); }
    double error_y() const { return variance_y() / n_y(); }
    bool constant() const { return x.constant && y.constant; }
    bool both_vary_freely() const { return x.n >= 2 && y.n >= 2; }
};

inline TwoGroups groups_without_figures(Reason reason) {
    TwoGroups g;
    for (Number* number : {&g.mean_x,
                           &g.mean_y,
                           &g.sd_x,
                           &g.sd_y,
                           &g.difference,
                           &g.sd_pooled,
                           &g.sd_average,
                           &g.variance_ratio,
                           &g.j,
                           &g.j_approx,
                           &g.z,
                           &g.d,
                           &g.g,
                           &g.wwc_g,
                           &g.smd_variance_unbiased,
                           &g.d_unpooled,
                           &g.g_unpooled,
                           &g.glass_delta,
                           &g.glass_delta_corrected,
                           &g.superiority})
        *number = reason;
    g.t_student = g.t_welch = TTest::none(reason);
    g.mann_whitney = RankSumTest::none(reason);
    g.d_noncentral = g.unpooled_noncentral = g.glass_noncentral = NoncentralLimits::none(reason);
    g.d_normal = NormalEffect::none(reason);
    g.smd = g.smdh = g.smd1 = g.smd1h = EffectEstimate::none(reason);
    g.mean_difference = g.log_ratio = g.log_ratio_corrected = MeanContrast::none(reason);
    g.cliffs_delta = g.p_superiority = g.cohens_u3 = BoundedFigure::none(reason);
    return g;
}

/// Means and SDs of whichever group has them.
inline void add_spreads(TwoGroups& g, const GroupSums& s) {
    if (s.x.n > 0) g.mean_x = s.x.mean;
    if (s.y.n > 0) g.mean_y = s.y.mean;
    g.sd_x = s.x.sd();
    g.sd_y = s.y.sd();
}

inline void add_ranks(TwoGroups& g, Values x, Values y, int direction) {
    g.mann_whitney = rank_sum_test(x, y, direction);
    const double pairs = static_cast<double>(g.n_x) * static_cast<double>(g.n_y);
    const double delta = (2.0 * *g.mann_whitney.w - pairs) / pairs;
    g.superiority = *g.mann_whitney.w / pairs;
    g.cliffs_delta = BoundedFigure::none(Reason::not_estimable);
    g.cliffs_delta.estimate = delta;
    if (!(std::fabs(delta) < 1.0)) return;
    const double se = std::sqrt(static_cast<double>(g.n_x + g.n_y + 1) / (3.0 * pairs));
    g.cliffs_delta.low = std::tanh(std::atanh(delta) - *g.z * se);
    g.cliffs_delta.high = std::tanh(std::atanh(delta) + *g.z * se);
}

/// The normal distribution at an effect and at its limits.
inline BoundedFigure normal_share(const TwoGroups& g, double scale) {
    const auto share = [scale](const Number& d) { return d ? Number(normal_cdf(*d * scale)) : d; };
    return {share(g.d), share(g.d_noncentral.d_low), share(g.d_noncentral.d_high)};
}

/// By the pooled SD, where there are three values or more.
inline void add_pooled(TwoGroups& g, const GroupSums& s, double level) {
    if (!(s.df() >= 1.0)) return;
    const double sd = std::sqrt(s.variance_pooled());
    const double scale = std::sqrt(1.0 / s.n_x() + 1.0 / s.n_y());
    g.sd_pooled = sd;
    g.t_student = t_test(*g.difference, sd * scale, s.df(), level);
    if (s.constant()) {
        g.d = g.g = g.wwc_g = g.smd_variance_unbiased = Reason::no_variation;
        g.d_noncentral = NoncentralLimits::none(Reason::no_variation);
        g.d_normal = NormalEffect::none(Reason::no_variation);
        g.smd = EffectEstimate::none(Reason::no_variation);
        g.p_superiority = g.cohens_u3 = BoundedFigure::none(Reason::no_variation);
        return;
    }
    const double d = *g.difference / sd;
    g.d = d;
    g.d_noncentral = noncentral_limits(d / scale, s.df(), scale, level);
    g.p_superiority = normal_share(g, std::sqrt(0.5));
    g.cohens_u3 = normal_share(g, 1.0);
    if (!(s.df() >= 2.0)) return;
    const double j = *g.j;
    const double n = s.n_x() + s.n_y();
    const double of_means = 1.0 / s.n_x() + 1.0 / s.n_y();
    g.g = j * d;
    g.wwc_g = *g.j_approx * d;
    g.d_normal = normal_effect(d, of_means + d * d / (2.0 * n), j, *g.z);
    g.smd =
        effect_estimate(d, j, *g.z, [=](double est) { return of_means + est * est / (2.0 * n); });
    g.smd_variance_unbiased =
        of_means + (1.0 - (s.df() - 2.0) / (s.df() * j * j)) * (j * d) * (j * d);
}

/// Without equal variances: Welch's test, and the effect by the average variance.
inline void add_unpooled(TwoGroups& g, const GroupSums& s, double level) {
    const double error = s.error_x() + s.error_y();
    if (s.constant()) {
        g.t_welch = t_test(*g.difference, 0.0, 0.0, level);
        g.d_unpooled = g.g_unpooled = Reason::no_variation;
        g.unpooled_noncentral = NoncentralLimits::none(Reason::no_variation);
        g.smdh = EffectEstimate::none(Reason::no_variation);
        return;
    }
    const double share_x = s.error_x() / error;
    const double share_y = s.error_y() / error;
    const double df =
        1.0 / (share_x * share_x / (s.n_x() - 1.0) + share_y * share_y / (s.n_y() - 1.0));
    const double average = s.variance_average();
    const double d = *g.difference / std::sqrt(average);
    g.t_welch = t_test(*g.difference, std::sqrt(error), df, level);
    g.d_unpooled = d;
    g.unpooled_noncentral =
        noncentral_limits(*g.difference / std::sqrt(error), df, std::sqrt(error / average), level);
    if (g.unpooled_noncentral.j) g.g_unpooled = *g.unpooled_noncentral.j * d;
    const double x = s.variance_x() / average;
    const double y = s.variance_y() / average;
    const double df_x = s.n_x() - 1.0;
    const double df_y = s.n_y() - 1.0;
    g.smdh = effect_estimate(d, *g.j, *g.z, [=](double est) {
        return x / df_x + y / df_y + est * est * (x * x / df_x + y * y / df_y) / 8.0;
    });
}

/// By the SD of y alone.
inline void add_glass(TwoGroups& g, const GroupSums& s, double level) {
    if (s.y.n < 2) return;
    if (s.y.constant) {
        g.glass_delta = g.glass_delta_corrected = Reason::no_variation;
        g.glass_noncentral = NoncentralLimits::none(Reason::no_variation);
        g.smd1 = g.smd1h = EffectEstimate::none(Reason::no_variation);
        return;
    }
    const double d = *g.difference / std::sqrt(s.variance_y());
    g.glass_delta = d;
    if (s.x.n >= 2) {
        const double error = std::sqrt(s.error_x() + s.error_y());
        g.glass_noncentral = noncentral_limits(*g.difference / error, s.n_y() - 1.0,
                                               error / std::sqrt(s.variance_y()), level);
    }
    if (s.y.n < 3) return;
    const double j = small_sample_factor(s.n_y() - 1.0);
    g.glass_delta_corrected = j * d;
    const double of_means = 1.0 / s.n_x() + 1.0 / s.n_y();
    const double n_y = s.n_y();
    g.smd1 =
        effect_estimate(d, j, *g.z, [=](double est) { return of_means + est * est / (2.0 * n_y); });
    if (s.x.n < 2) return;
    const double unequal =
        s.variance_x() / s.variance_y() / (s.n_x() - 1.0) + 1.0 / (s.n_y() - 1.0);
    g.smd1h = effect_estimate(
        d, j, *g.z, [=](double est) { return unequal + est * est / (2.0 * (n_y - 1.0)); });
}

/// The estimates of one value in a group have no errors.
inline void add_contrasts(TwoGroups& g, const GroupSums& s) {
    const bool with_errors = s.both_vary_freely();
    const auto contrast = [&](double estimate, double variance) {
        MeanContrast made = mean_contrast(estimate, with_errors ? variance : 0.0, *g.z);
        if (!with_errors) made.variance = made.low = made.high = Reason::too_few;
        return made;
    };
    g.mean_difference = contrast(*g.difference, s.error_x() + s.error_y());
    if (!(s.x.mean > 0.0 && s.y.mean > 0.0)) {
        g.log_ratio = g.log_ratio_corrected = MeanContrast::none(Reason::not_applicable);
        return;
    }
    const double of_x = s.error_x() / s.x.mean / s.x.mean;
    const double of_y = s.error_y() / s.y.mean / s.y.mean;
    const double sign = static_cast<double>(g.direction);
    const double log_ratio = std::log(s.x.mean / s.y.mean);
    g.log_ratio = contrast(sign * log_ratio, of_x + of_y);
    if (!with_errors) return;
    g.log_ratio_corrected = contrast(sign * (log_ratio + (of_x - of_y) / 2.0), of_x + of_y);
}

}  // namespace detail

/// Learners with the intervention (`x`) against learners without it (`y`); missing values are
/// dropped from each. The difference is direction * (mean of x - mean of y), so that better is
/// positive.
///
/// When to use it: with a comparison group that was alike at the start (randomised, or matched).
/// When the groups differ before, or scores before are known, `ancova` says more. When not: for the
/// same learners twice (paired_effect); for the steps of a ladder only the rank figures
/// (mann_whitney, cliffs_delta, superiority) hold.
///
/// d is Cohen's, by the pooled SD; g is Hedges's, J * d with the exact J of n_x + n_y - 2 (Hedges
/// 1981), and `smd` the same with metafor's variance (type LS: g goes into it); wwc_g has the What
/// Works Clearinghouse's approximate J. d_unpooled is by the average variance with Welch's degrees
/// of freedom (Delacre et al. 2021). Glass's delta is by the SD of y, uncorrected as defined (Glass
/// 1976); the corrected one is named apart. `*_noncentral` are limits from the noncentral t, exact
/// for normal scores of equal variance and approximate without (`unpooled`, `glass`); `d_normal`
/// has d -+ z se (Borenstein et al. 2009, equation 4.20). smdh is Bonett's (2009), smd1 and smd1h
/// Glass's delta, as in metafor 5.0 (3.8 had J^2 times the variance of smdh and smd1h). log_ratio
/// is of the means, both above 0, else `not_applicable`; metafor 5.0 has the corrected one
/// (Lajeunesse 2015), 3.8 the plain.
///
/// `superiority` counts the pairs in which x does better, equal ones half; cliffs_delta is the same
/// on -1 to 1, its interval by Fisher's transformation with the standard error of no difference (as
/// effectsize), `not_estimable` at -1 and 1. p_superiority and cohens_u3 are d on the scale of
/// shares, for normal scores.
///
/// With y empty the comparison is `no_comparison_group`, with x empty `too_few`; d and Student's
/// test need three values together, g four, Welch's test two in each; without spread they are
/// `no_variation`. An infinite value, a level outside (0, 1) and a direction other than +1 and -1
/// are `invalid_argument`. O(n log n) for the ranks, else O(n).
inline TwoGroups two_groups(Values x, Values y, const TwoGroupsOptions& options = {}) {
    const bool one_way = options.direction == 1 || options.direction == -1;
    if (has_infinite(x) || has_infinite(y) || !one_way || !is_level(options.level))
        return detail::groups_without_figures(Reason::invalid_argument);
    const std::vector<double> kept_x = present(x);
    const std::vector<double> kept_y = present(y);
    const detail::GroupSums sums{moments_of(kept_x), moments_of(kept_y)};
    TwoGroups g = detail::groups_without_figures(kept_y.empty() ? Reason::no_comparison_group
                                                                : Reason::too_few);
    g.n_x = sums.x.n;
    g.n_y = sums.y.n;
    g.direction = options.direction;
    g.z = normal_critical(options.level);
    detail::add_spreads(g, sums);
    if (kept_x.empty() || kept_y.empty()) return g;
    g.difference = options.direction * (sums.x.mean - sums.y.mean);
    detail::add_ranks(g, kept_x, kept_y, options.direction);
    if (sums.df() >= 2.0) {
        g.j = small_sample_factor(sums.df());
        g.j_approx = approximate_small_sample_factor(sums.df());
    }
    detail::add_pooled(g, sums, options.level);
    detail::add_glass(g, sums, options.level);
    detail::add_contrasts(g, sums);
    if (!sums.both_vary_freely()) return g;
    g.sd_average = std::sqrt(sums.variance_average());
    g.variance_ratio = ratio(sums.variance_x(), sums.variance_y());
    detail::add_unpooled(g, sums, options.level);
    return g;
}

}  // namespace effaith::stats
