// What every comparison of two means shares: the t test, a standardised effect with its limits, and
// the small-sample correction of both.
//
// Decision: a standardised effect has two kinds of limits, and they are never mixed. The noncentral
// t limits are exact for normal scores, and are given where the effect is a t statistic times a
// known number. The normal ones are the estimate and so many standard errors, which is what
// software for meta-analysis goes on with.
#pragma once

#include <cmath>
#include <cstdint>
#include <tuple>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/small_sample.hpp"

namespace effaith::stats {

/// Fewer pairs than these have no standardised effect: of one or two the correction is nothing.
inline constexpr std::int64_t kFewestPairs = 3;

/// 1 - 3 / (4 df - 1): the usual approximation of J (Hedges 1981); the What Works Clearinghouse's
/// 1 - 3 / (4 N - 9) is the same for two groups of N together.
inline double approximate_small_sample_factor(double df) {
    return 1.0 - 3.0 / (4.0 * df - 1.0);
}

/// The standard error of a mean gain over the average SD. `variance` is the variance of the gains
/// over n times the average of the variances before and after. For roll-ups and samples alike.
inline double averaged_effect_error(double variance) {
    return std::sqrt(variance);
}

/// An effect so many standard errors above d, corrected by `factor` (J).
inline double corrected_effect(double d, double errors, double error, double factor) {
    return factor * (d + errors * error);
}

/// A t test of a mean or of a difference of means, two-sided, with the interval of that difference.
struct TTest {
    Number estimate;
    Number se;
    Number df;
    Number t;
    Number p;
    Number critical;
    Number low;
    Number high;

    static TTest none(Reason reason) {
        return {reason, reason, reason, reason, reason, reason, reason, reason};
    }
    static constexpr auto fields() {
        return field_list(field("estimate", &TTest::estimate, "the difference that is tested"),
                          field("se", &TTest::se, "standard error of the difference"),
                          field("df", &TTest::df, "degrees of freedom"),
                          field("t", &TTest::t, "estimate / se"),
                          field("p", &TTest::p, "two-sided, by the t distribution"),
                          field("critical", &TTest::critical, "t quantile of the interval"),
                          field("low", &TTest::low, "estimate - critical * se"),
                          field("high", &TTest::high, "estimate + critical * se"));
    }
};

/// Where the standard error is 0 there is no test; the interval would be a point.
inline TTest t_test(double estimate, double se, double df, double level) {
    TTest test = TTest::none(Reason::no_variation);
    test.estimate = estimate;
    test.se = se;
    if (!(se > 0.0)) return test;
    const double t = estimate / se;
    const double critical = t_critical(level, df);
    test.df = df;
    test.t = t;
    test.p = t_two_sided(t, df);
    test.critical = critical;
    test.low = estimate - critical * se;
    test.high = estimate + critical * se;
    return test;
}

/// An effect d and its corrected g with normal limits.
struct NormalEffect {
    Number d;
    Number variance;
    Number se;
    Number low;
    Number high;
    Number g;
    Number se_g;
    Number g_low;
    Number g_high;

    static NormalEffect none(Reason reason) {
        return {reason, reason, reason, reason, reason, reason, reason, reason, reason};
    }
    static constexpr auto fields() {
        return field_list(field("d", &NormalEffect::d, "the standardised difference, uncorrected"),
                          field("variance", &NormalEffect::variance, "large-sample variance of d"),
                          field("se", &NormalEffect::se, "sqrt(variance)"),
                          field("low", &NormalEffect::low, "d - z * se"),
                          field("high", &NormalEffect::high, "d + z * se"),
                          field("g", &NormalEffect::g, "j * d"),
                          field("se_g", &NormalEffect::se_g, "j * se"),
                          field("g_low", &NormalEffect::g_low, "j * (d - z * se)"),
                          field("g_high", &NormalEffect::g_high, "j * (d + z * se)"));
    }
};

inline NormalEffect normal_effect(double d, double variance, double j, double z) {
    const double se = averaged_effect_error(variance);
    return {d,
            variance,
            se,
            d - z * se,
            d + z * se,
            corrected_effect(d, 0.0, se, j),
            j * se,
            corrected_effect(d, -z, se, j),
            corrected_effect(d, z, se, j)};
}

/// Limits of a standardised effect from the noncentralities at which the t found is at either end.
struct NoncentralLimits {
    Number t;
    Number df;
    Number scale;
    Number j;
    Number ncp_low;
    Number ncp_high;
    Number d_low;
    Number d_high;
    Number g_low;
    Number g_high;

    static NoncentralLimits none(Reason reason) {
        return {reason, reason, reason, reason, reason, reason, reason, reason, reason, reason};
    }
    static constexpr auto fields() {
        using L = NoncentralLimits;
        return field_list(
            field("t", &L::t, "the t statistic"), field("df", &L::df, "its degrees of freedom"),
            field("scale", &L::scale, "d over t"),
            field("j", &L::j, "the exact small-sample factor of df"),
            field("ncp_low", &L::ncp_low, "noncentrality at which t is the upper quantile"),
            field("ncp_high", &L::ncp_high, "noncentrality at which t is the lower quantile"),
            field("d_low", &L::d_low, "ncp_low * scale"),
            field("d_high", &L::d_high, "ncp_high * scale"),
            field("g_low", &L::g_low, "j * ncp_low * scale"),
            field("g_high", &L::g_high, "j * ncp_high * scale"));
    }
};

/// The limits where d = t * scale (Steiger & Fouladi 1997). With one degree of freedom there is no
/// correction, and so no g. The search takes some tens of values of the noncentral t for a limit.
inline NoncentralLimits noncentral_limits(double t, double df, double scale, double level) {
    NoncentralLimits limits = NoncentralLimits::none(Reason::too_few);
    const double tail = (1.0 - level) / 2.0;
    const double low = noncentral_t_noncentrality(t, df, 1.0 - tail);
    const double high = noncentral_t_noncentrality(t, df, tail);
    limits.t = t;
    limits.df = df;
    limits.scale = scale;
    limits.ncp_low = low;
    limits.ncp_high = high;
    limits.d_low = low * scale;
    limits.d_high = high * scale;
    if (!(df > 1.0)) return limits;
    const double j = small_sample_factor(df);
    limits.j = j;
    limits.g_low = j * low * scale;
    limits.g_high = j * high * scale;
    return limits;
}

/// An effect as a meta-analysis takes it: corrected estimate, its variance, normal limits.
struct EffectEstimate {
    Number d;
    Number j;
    Number estimate;
    Number variance;
    Number low;
    Number high;

    static EffectEstimate none(Reason reason) {
        return {reason, reason, reason, reason, reason, reason};
    }
    static constexpr auto fields() {
        using E = EffectEstimate;
        return field_list(field("d", &E::d, "uncorrected"), field("j", &E::j, "its correction"),
                          field("estimate", &E::estimate, "j * d"),
                          field("variance", &E::variance, "large-sample variance of the estimate"),
                          field("low", &E::low, "estimate - z * sqrt(variance)"),
                          field("high", &E::high, "estimate + z * sqrt(variance)"));
    }
};

/// `variance_of(estimate)` is the variance, which most formulas work with the corrected estimate.
template <class VarianceOf>
EffectEstimate effect_estimate(double d, double j, double z, const VarianceOf& variance_of) {
    const double estimate = j * d;
    const double variance = variance_of(estimate);
    const double half = z * std::sqrt(variance);
    return {d, j, estimate, variance, estimate - half, estimate + half};
}

/// A difference of means, or of their logarithms, with its large-sample variance and normal limits.
struct MeanContrast {
    Number estimate;
    Number variance;
    Number low;
    Number high;

    static MeanContrast none(Reason reason) { return {reason, reason, reason, reason}; }
    static constexpr auto fields() {
        using C = MeanContrast;
        return field_list(field("estimate", &C::estimate, "the contrast of the means"),
                          field("variance", &C::variance, "large-sample variance of the estimate"),
                          field("low", &C::low, "estimate - z * sqrt(variance)"),
                          field("high", &C::high, "estimate + z * sqrt(variance)"));
    }
};

inline MeanContrast mean_contrast(double estimate, double variance, double z) {
    const double half = z * std::sqrt(variance);
    return {estimate, variance, estimate - half, estimate + half};
}

}  // namespace effaith::stats
