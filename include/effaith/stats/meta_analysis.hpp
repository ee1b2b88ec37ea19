// Schools' effects combined: one estimate, how much schools differ, and what the next may see.
//
// Decision: REML is the global maximum of the restricted likelihood over tau2 >= 0. That function
// can have several local maxima, and an iteration finds the one it starts near: here the score is
// walked along the whole range in which it can vanish, every maximum is bracketed, the boundary 0
// among them, and the highest is taken. The prediction interval has k - 2 degrees of freedom
// (Higgins, Thompson & Spiegelhalter 2009), which guidance asks for; the normal one, narrower, is
// beside it. I2 follows from tau2 and the typical variance of the schools, as in metafor.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/no_answer.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

/// How the variance between schools is estimated.
enum class MetaMethod : std::uint8_t {
    fixed,              ///< there is none: one effect for all schools
    dersimonian_laird,  ///< moments of Q (DerSimonian & Laird 1986)
    reml,               ///< restricted maximum likelihood
    ml,                 ///< maximum likelihood; too small with few schools
    paule_mandel,       ///< Q(tau2) = k - 1 (Paule & Mandel 1982); the empirical Bayes one too
    hedges,             ///< moments without weights (Hedges & Olkin 1985)
    sidik_jonkman,      ///< from a crude start (Sidik & Jonkman 2005)
    hunter_schmidt      ///< (Q - k) / sum of weights (Hunter & Schmidt 2004)
};
template <>
struct WordNames<MetaMethod> {
    static constexpr std::array<std::string_view, 8> names{
        "fixed",  "dersimonian_laird", "reml",          "ml", "paule_mandel",
        "hedges", "sidik_jonkman",     "hunter_schmidt"};
};

struct MetaOptions {
    MetaMethod method = MetaMethod::reml;
    bool knapp_hartung = false;
    double level = 0.95;
};

/// Schools' effects combined.
struct MetaAnalysis {
    std::int64_t n = 0;
    std::int64_t local_maxima = 0;
    Choice<MetaMethod> estimator;
    Number estimate;
    Number se;
    Number stat;
    Number df;
    Number p;
    Number critical;
    Interval ci;
    Number tau2;
    Number se_tau2;
    Interval tau2_ci;
    Number typical_variance;
    Number i2;
    Number h2;
    Number q;
    Number q_df;
    Number q_p;
    Number i2_q;
    Number prediction_df;
    Number prediction_critical;
    Interval prediction;
    Number normal_critical;
    Interval prediction_normal;
    Number log_likelihood;
    std::string_view method = "random effects of schools";

    static constexpr auto fields() {
        using Owner = MetaAnalysis;
        return field_list(
            field("n", &Owner::n, "schools with an effect and its variance"),
            field("local_maxima", &Owner::local_maxima,
                  "maxima of the likelihood over tau2; the highest is taken"),
            field("estimator", &Owner::estimator, "how tau2 is estimated"),
            field("estimate", &Owner::estimate, "sum(w * y) / sum(w) with w = 1 / (v + tau2)"),
            field("se", &Owner::se,
                  "sqrt(1 / sum(w)); Knapp-Hartung: sqrt(sum(w * (y - estimate)^2) / "
                  "((n - 1) * sum(w)))"),
            field("stat", &Owner::stat, "estimate / se"),
            field("df", &Owner::df, "n - 1 with Knapp-Hartung; none of a normal test"),
            field("p", &Owner::p, "two-sided, of stat"),
            field("critical", &Owner::critical, "two-sided quantile of the test"),
            field("ci", &Owner::ci, "estimate -+ critical * se"),
            field("tau2", &Owner::tau2, "variance between schools, by the estimator"),
            field("se_tau2", &Owner::se_tau2, "its standard error in large samples"),
            field("tau2_ci", &Owner::tau2_ci,
                  "the tau2 at which Q(tau2) is each quantile of chi-squared with n - 1"),
            field("typical_variance", &Owner::typical_variance,
                  "(n - 1) * sum(1 / v) / (sum(1 / v)^2 - sum(1 / v^2))"),
            field("i2", &Owner::i2,
                  "100 * tau2 / (tau2 + typical_variance), per cent; of a fixed effect i2_q"),
            field("h2", &Owner::h2, "tau2 / typical_variance + 1; of a fixed effect q / q_df"),
            field("q", &Owner::q, "sum((y - fixed estimate)^2 / v)"),
            field("q_df", &Owner::q_df, "n - 1"),
            field("q_p", &Owner::q_p, "upper tail of chi-squared with q_df"),
            field("i2_q", &Owner::i2_q, "100 * (q - q_df) / q, at least 0"),
            field("prediction_df", &Owner::prediction_df, "n - 2"),
            field("prediction_critical", &Owner::prediction_critical,
                  "two-sided t quantile with prediction_df"),
            field("prediction", &Owner::prediction,
                  "estimate -+ prediction_critical * sqrt(tau2 + se^2)"),
            field("normal_critical", &Owner::normal_critical, "two-sided normal quantile"),
            field("prediction_normal", &Owner::prediction_normal,
                  "estimate -+ normal_critical * sqrt(tau2 + se^2)"),
            field("log_likelihood", &Owner::log_likelihood,
                  "at tau2: restricted for reml, full for ml"),
            field("method", &Owner::method, ""));
    }
};

namespace meta_detail {

/// Effects and variances of schools. Effects are taken from that of the most precise school, so
/// that it weighs heavily without its digits being lost.
struct Schools {
    std::vector<double> y;
    std::vector<double> v;
    double origin = 0.0;
    std::size_t heaviest = 0;

    std::size_t size() const { return y.size(); }
    double k() const { return static_cast<double>(y.size()); }
    double df() const { return k() - 1.0; }
};

inline Schools schools_of(Pairs pairs) {
    Schools schools{std::move(pairs.x), std::move(pairs.y)};
    const auto least = std::min_element(schools.v.begin(), schools.v.end());
    schools.heaviest = static_cast<std::size_t>(least - schools.v.begin());
    schools.origin = schools.y.empty() ? 0.0 : schools.y[schools.heaviest];
    for (double& y : schools.y)
        y -= schools.origin;
    return schools;
}

/// What weights 1 / (v + tau2) make of the schools.
struct Weighted {
    double tau2 = 0.0;
    double sum = 0.0;      ///< of weights
    double mean = 0.0;     ///< from the origin
    double q = 0.0;        ///< sum of w d^2
    double q2 = 0.0;       ///< sum of w^2 d^2
    double squares = 0.0;  ///< sum of w^2
    double trace = 0.0;    ///< of the projection P = W - w w' / sum
};

/// All weighted sums at a tau2, in two passes. Weights without the heaviest are summed apart: the
/// trace of P is w (sum - w) / sum added up, which does not cancel where one school weighs all.
inline Weighted weighted_at(const Schools& schools, double tau2) {
    Weighted at;
    at.tau2 = tau2;
    double others = 0.0;
    double product = 0.0;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const double w = 1.0 / (schools.v[i] + tau2);
        product += w * schools.y[i];
        at.squares += w * w;
        if (i != schools.heaviest) others += w;
    }
    const double most = 1.0 / (schools.v[schools.heaviest] + tau2);
    at.sum = others + most;
    at.mean = product / at.sum;
    double left = 0.0;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const double w = 1.0 / (schools.v[i] + tau2);
        const double d = schools.y[i] - at.mean;
        at.q += w * d * d;
        at.q2 += w * w * d * d;
        left += w * d;
        at.trace += w * ((i == schools.heaviest ? others : at.sum - w) / at.sum);
    }
    at.q = std::max(0.0, at.q - left * left / at.sum);
    return at;
}

/// Twice the derivative of the (restricted) log likelihood by tau2.
inline double score_of(const Weighted& at, bool restricted) {
    return at.q2 - (restricted ? at.trace : at.sum);
}

/// The log likelihood; restricted as metafor has it, with log |X'X| = log k.
inline double log_likelihood_at(const Schools& schools, const Weighted& at, bool restricted) {
    double logs = 0.0;
    for (const double v : schools.v)
        logs += std::log(v + at.tau2);
    const double two_pi = std::log(2.0 * std::numbers::pi);
    const double full = schools.k() * two_pi + logs + at.q;
    if (!restricted) return -0.5 * full;
    return -0.5 * (full - two_pi + std::log(at.sum) - std::log(schools.k()));
}

/// Where a function that is above 0 at `low` and not above at `high` changes sign, to the last
/// bit or so.
template <class Function>
double where_it_falls(Function&& function, double low, double high) {
    for (int step = 0; step < 400; ++step) {
        const double middle = low + (high - low) / 2.0;
        if (!(middle > low && middle < high)) break;
        (function(middle) > 0.0 ? low : high) = middle;
    }
    return high;
}

/// The end of the range in which the score can vanish: beyond the largest variance and 2 / (k - 1)
/// times the plain sum of squares its negative part is the larger. (1 / (v + t) is within a factor
/// of 2 of 1 / t there.)
inline double furthest_tau2(const Schools& schools) {
    const Moments plain = moments_of(schools.y);
    const double widest = *std::max_element(schools.v.begin(), schools.v.end());
    return std::max(widest, 2.0 * plain.squares / schools.df());
}

struct Maximum {
    double tau2 = 0.0;
    std::int64_t local_maxima = 0;
};

/// The global maximum over tau2 >= 0. The walk goes in steps that grow with v + tau2, since that is
/// the scale on which the likelihood can change.
inline Maximum highest_likelihood(const Schools& schools, bool restricted) {
    constexpr double kStep = 1.05;
    constexpr int kMostSteps = 4000;
    const auto score = [&](double tau2) {
        return score_of(weighted_at(schools, tau2), restricted);
    };
    const double least = schools.v[schools.heaviest];
    const double end = furthest_tau2(schools);
    const double steps = std::log1p(end / least) / std::log(kStep);
    const double factor =
        steps <= kMostSteps ? kStep : std::exp(std::log1p(end / least) / kMostSteps);

    Maximum best;
    double highest = 0.0;
    const auto offer = [&](double tau2) {
        const double height = log_likelihood_at(schools, weighted_at(schools, tau2), restricted);
        if (best.local_maxima++ == 0 || height > highest) {
            highest = height;
            best.tau2 = tau2;
        }
    };
    double at = 0.0;
    bool rising = score(at) > 0.0;
    if (!rising) offer(at);
    for (int step = 0; step <= kMostSteps + 1 && at <= end; ++step) {
        const double next = (least + at) * factor - least;
        const bool rises_on = score(next) > 0.0;
        if (rising && !rises_on) offer(where_it_falls(score, at, next));
        rising = rises_on;
        at = next;
    }
    return best;
}

/// The tau2 at which Q(tau2), which falls, is `target`; 0 where it is below from the start.
inline double tau2_where_q_is(const Schools& schools, double target) {
    const auto excess = [&](double tau2) { return weighted_at(schools, tau2).q - target; };
    if (!(excess(0.0) > 0.0)) return 0.0;
    const double squares = moments_of(schools.y).squares;
    // Q(tau2) <= squares / tau2, so that it is below the target from there on.
    return where_it_falls(excess, 0.0, squares / target * (1.0 + 1e-9));
}

/// sum over i, j of P_ij^2 a_i b_j of the projection P = W - w w' / sum(w): what the variances of
/// moment estimators are made of. Sums without the heaviest are made apart, as in weighted_at.
template <class Weight, class A, class B>
double projected(const Schools& schools, Weight&& weight, A&& a, B&& b) {
    double sum = 0.0;
    double others = 0.0;
    double other_b = 0.0;
    double all_b = 0.0;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const double w = weight(i);
        sum += w;
        all_b += w * w * b(i);
        if (i == schools.heaviest) continue;
        others += w;
        other_b += w * w * b(i);
    }
    double total = 0.0;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const double w = weight(i);
        const bool most = i == schools.heaviest;
        const double rest = most ? others : sum - w;
        const double rest_b = most ? other_b : all_b - w * w * b(i);
        total += w * w * a(i) * (rest * rest * b(i) + rest_b) / sum / sum;
    }
    return total;
}

struct Between {
    double tau2 = 0.0;
    Number se;
    std::int64_t local_maxima = 0;
};

/// A moment estimator and its standard error; `divisor` is that of the estimator.
template <class Weight>
Between by_moments(const Schools& schools, double tau2, double divisor, Weight&& weight) {
    const auto one = [](std::size_t) { return 1.0; };
    const auto v = [&](std::size_t i) { return schools.v[i]; };
    Between between;
    between.tau2 = std::max(0.0, tau2);
    const double variance =
        2.0 * projected(schools, weight, v, v) +
        4.0 * between.tau2 * projected(schools, weight, one, v) +
        2.0 * between.tau2 * between.tau2 * projected(schools, weight, one, one);
    between.se = std::sqrt(variance) / divisor;
    return between;
}

inline Between by_likelihood(const Schools& schools, bool restricted) {
    const Maximum best = highest_likelihood(schools, restricted);
    const auto one = [](std::size_t) { return 1.0; };
    const auto weight = [&](std::size_t i) { return 1.0 / (schools.v[i] + best.tau2); };
    const double information =
        restricted ? projected(schools, weight, one, one) : weighted_at(schools, best.tau2).squares;
    return {best.tau2, std::sqrt(2.0 / information), best.local_maxima};
}

inline Between by_paule_mandel(const Schools& schools) {
    const double tau2 = tau2_where_q_is(schools, schools.df());
    const double sum = weighted_at(schools, tau2).sum;
    return {tau2, std::sqrt(2.0 / schools.df()) * schools.k() / sum};
}

inline Between by_hedges(const Schools& schools) {
    double sum = 0.0;
    for (const double v : schools.v)
        sum += v;
    const double tau2 = moments_of(schools.y).squares / schools.df() - sum / schools.k();
    return by_moments(schools, tau2, schools.df(), [](std::size_t) { return 1.0; });
}

inline Between by_sidik_jonkman(const Schools& schools) {
    const double crude = moments_of(schools.y).squares / schools.k();
    if (!(crude > 0.0)) return {0.0, 0.0};
    const auto weight = [&](std::size_t i) { return 1.0 / (schools.v[i] + crude); };
    const double q = weighted_at(schools, crude).q;
    return by_moments(schools, crude * q / schools.df(), schools.df() / crude, weight);
}

/// tau2 by the estimator asked for, from two schools or more.
inline Between between_schools(const Schools& schools, MetaMethod estimator,
                               const Weighted& fixed) {
    const auto weight = [&](std::size_t i) { return 1.0 / schools.v[i]; };
    switch (estimator) {
        case MetaMethod::fixed:
            return {0.0, Reason::not_applicable};
        case MetaMethod::dersimonian_laird:
            return by_moments(schools, (fixed.q - schools.df()) / fixed.trace, fixed.trace, weight);
        case MetaMethod::hunter_schmidt:
            return by_moments(schools, (fixed.q - schools.k()) / fixed.sum, fixed.sum, weight);
        case MetaMethod::reml:
            return by_likelihood(schools, true);
        case MetaMethod::ml:
            return by_likelihood(schools, false);
        case MetaMethod::paule_mandel:
            return by_paule_mandel(schools);
        case MetaMethod::hedges:
            return by_hedges(schools);
        case MetaMethod::sidik_jonkman:
            return by_sidik_jonkman(schools);
    }
    return {0.0, Reason::invalid_argument};
}

inline std::string_view method_of(const MetaOptions& options) {
    if (options.method == MetaMethod::fixed)
        return options.knapp_hartung ? "fixed effect; Knapp-Hartung test by t with n - 1"
                                     : "fixed effect, inverse-variance weights; normal test";
    return options.knapp_hartung
               ? "random effects of schools; Knapp-Hartung test by t with n - 1; prediction by t "
                 "with n - 2"
               : "random effects of schools; normal test; prediction by t with n - 2";
}

/// Estimate, test and interval at a tau2.
inline void fill_estimate(MetaAnalysis& result, const Schools& schools, const Weighted& at,
                          const MetaOptions& options) {
    result.estimate = schools.origin + at.mean;
    if (options.knapp_hartung) {
        for (Number* figure : {&result.se, &result.stat, &result.df, &result.p, &result.critical})
            *figure = Reason::too_few;
        result.ci = Interval::none(Reason::too_few);
        if (schools.size() < 2) return;
        result.se = std::sqrt(at.q / schools.df() / at.sum);
        result.df = schools.df();
        result.critical = t_critical(options.level, schools.df());
    } else {
        result.se = std::sqrt(1.0 / at.sum);
        result.df = Reason::not_applicable;
        result.critical = normal_critical(options.level);
    }
    const double margin = *result.critical * *result.se;
    result.ci = {*result.estimate - margin, *result.estimate + margin};
    result.stat =
        *result.se > 0.0 ? Number(*result.estimate / *result.se) : Number(Reason::no_variation);
    if (!result.stat)
        result.p = result.stat;
    else
        result.p = options.knapp_hartung ? t_two_sided(*result.stat, schools.df())
                                         : 2.0 * normal_upper(std::abs(*result.stat));
}

inline void fill_heterogeneity(MetaAnalysis& result, const Schools& schools, const Weighted& fixed,
                               const MetaOptions& options) {
    const double df = schools.df();
    const double tail = (1.0 - options.level) / 2.0;
    const double typical = df / fixed.trace;
    result.typical_variance = typical;
    result.q = fixed.q;
    result.q_df = df;
    result.q_p = chi_squared_upper(fixed.q, df);
    result.i2_q = fixed.q > df ? 100.0 * ((fixed.q - df) / fixed.q) : 0.0;
    result.tau2_ci = {tau2_where_q_is(schools, chi_squared_quantile(1.0 - tail, df)),
                      tau2_where_q_is(schools, chi_squared_quantile(tail, df))};
    if (options.method == MetaMethod::fixed) {
        result.i2 = result.i2_q;
        result.h2 = fixed.q / df;
        return;
    }
    result.i2 = 100.0 * (*result.tau2 / (*result.tau2 + typical));
    result.h2 = *result.tau2 / typical + 1.0;
}

inline void fill_prediction(MetaAnalysis& result, const Schools& schools, double level) {
    if (!result.estimate || !result.se || !result.tau2) return;
    const double spread = std::sqrt(*result.tau2 + *result.se * *result.se);
    const auto interval = [&](double critical) {
        return Interval{*result.estimate - critical * spread, *result.estimate + critical * spread};
    };
    result.normal_critical = effaith::stats::normal_critical(level);
    result.prediction_normal = interval(*result.normal_critical);
    if (schools.size() < 3) return;
    result.prediction_df = schools.k() - 2.0;
    result.prediction_critical = t_critical(level, schools.k() - 2.0);
    result.prediction = interval(*result.prediction_critical);
}

inline void fill_likelihood(MetaAnalysis& result, const Schools& schools, const Weighted& at,
                            MetaMethod estimator) {
    const bool restricted = estimator == MetaMethod::reml;
    const bool has_one = restricted || estimator == MetaMethod::ml;
    result.log_likelihood = has_one ? Number(log_likelihood_at(schools, at, restricted))
                                    : Number(Reason::not_applicable);
}

/// Whether weights and their squares are numbers: variances of 1e-300 are not to be had.
inline bool computable(const Weighted& at) {
    return at.sum > 0.0 && std::isfinite(at.squares) && std::isfinite(at.q) &&
           std::isfinite(at.q2) && std::isfinite(at.mean);
}
inline MetaAnalysis beyond_doubles(MetaAnalysis result) {
    const Choice<MetaMethod> estimator = result.estimator;
    give_reason(result, Reason::not_estimable);
    result.estimator = estimator;
    return result;
}

inline MetaAnalysis combine(const Schools& schools, const MetaOptions& options) {
    MetaAnalysis result = no_answer<MetaAnalysis>(Reason::too_few);
    result.n = static_cast<std::int64_t>(schools.size());
    result.estimator = options.method;
    result.method = method_of(options);
    if (schools.size() == 0) return result;
    const Weighted fixed = weighted_at(schools, 0.0);
    if (!computable(fixed)) return beyond_doubles(result);
    if (schools.size() == 1) {
        fill_estimate(result, schools, fixed, options);
        result.method = "one school: its own effect and interval; nothing is known between schools";
        return result;
    }
    const Between between = between_schools(schools, options.method, fixed);
    const Weighted at = weighted_at(schools, between.tau2);
    if (!std::isfinite(between.tau2) || !computable(at)) return beyond_doubles(result);
    result.tau2 = between.tau2;
    result.se_tau2 = between.se;
    result.local_maxima = between.local_maxima;
    fill_estimate(result, schools, at, options);
    fill_heterogeneity(result, schools, fixed, options);
    fill_likelihood(result, schools, at, options.method);
    if (options.method != MetaMethod::fixed) {
        fill_prediction(result, schools, options.level);
        return result;
    }
    for (Number* figure :
         {&result.prediction_df, &result.prediction_critical, &result.normal_critical})
        *figure = Reason::not_applicable;
    result.prediction = result.prediction_normal = Interval::none(Reason::not_applicable);
    return result;
}

/// Whether effects and variances can be: the same number of both, none infinite, variances above 0.
inline bool valid_effects(Values yi, Values vi) {
    if (yi.size() != vi.size() || has_infinite(yi) || has_infinite(vi)) return false;
    return std::none_of(vi.begin(), vi.end(), [](double v) { return v <= 0.0; });
}

}  // namespace meta_detail

/// Combines schools' effects yi with sampling variances vi (the same unit, squared).
///
/// `fixed` answers for these schools if all had one effect; the others are random effects: schools
/// are a sample, and differ with variance tau2. REML is the default (Viechtbauer 2005). The normal
/// test is too confident with few schools: Knapp & Hartung (2003) widen it by what schools show,
/// with t of k - 1 (no rule keeps it from being the narrower one where schools agree by luck).
/// tau2_ci is the Q profile (Viechtbauer 2007), both ends 0 where schools agree more than chance
/// would have it. i2, h2 and se_tau2 as in metafor's rma, whose fixed effect has i2 from Q.
/// Truncation at 0 is that of every estimator. A pair with a missing value is left out.
///
/// One school: its effect and normal interval, and `too_few` for all between schools. Two: all but
/// the prediction by t (`too_few`). All effects the same with Knapp-Hartung: se 0, and the test has
/// `no_variation`. A variance of 0 or below, an infinity, different lengths: `invalid_argument`.
/// Not for schools that share a comparison group. O(k) a step, some hundred steps for likelihoods.
inline MetaAnalysis meta_analysis(Values yi, Values vi, MetaOptions options = {}) {
    if (!meta_detail::valid_effects(yi, vi) || !is_level(options.level))
        return no_answer<MetaAnalysis>(Reason::invalid_argument);
    return meta_detail::combine(meta_detail::schools_of(complete_pairs(yi, vi)), options);
}

/// What remains without one school.
struct LeftOutRow {
    std::int64_t school = 0;
    Number estimate;
    Number se;
    Number p;
    Interval ci;
    Number tau2;
    Number i2;
    Number q;

    static constexpr auto fields() {
        using Owner = LeftOutRow;
        return field_list(field("school", &Owner::school, "the school left out: its place, from 0"),
                          field("estimate", &Owner::estimate, "estimate from the other schools"),
                          field("se", &Owner::se, "its standard error"),
                          field("p", &Owner::p, "of its test"),
                          field("ci", &Owner::ci, "its interval"),
                          field("tau2", &Owner::tau2, "variance between the other schools"),
                          field("i2", &Owner::i2, "per cent, of the other schools"),
                          field("q", &Owner::q, "of the other schools"));
    }
};
struct LeaveOneOut {
    std::int64_t n = 0;
    Number lowest;
    Number highest;
    std::vector<LeftOutRow> rows;
    std::string_view method = "the analysis again without each school";

    static constexpr auto fields() {
        return field_list(
            field("n", &LeaveOneOut::n, "schools with an effect and its variance"),
            field("lowest", &LeaveOneOut::lowest, "the lowest estimate without one school"),
            field("highest", &LeaveOneOut::highest, "the highest estimate without one school"),
            field("rows", &LeaveOneOut::rows, "each school left out"),
            field("method", &LeaveOneOut::method, ""));
    }
};

/// Whether one school carries the result: meta_analysis without each school in turn. Below two
/// schools `too_few`. A row for each school that has both values; O(k^2) a step.
inline LeaveOneOut leave_one_out(Values yi, Values vi, MetaOptions options = {}) {
    if (!meta_detail::valid_effects(yi, vi) || !is_level(options.level))
        return no_answer<LeaveOneOut>(Reason::invalid_argument);
    LeaveOneOut result = no_answer<LeaveOneOut>(Reason::too_few);
    const Pairs all = complete_pairs(yi, vi);
    result.n = static_cast<std::int64_t>(all.size());
    if (all.size() < 2) return result;
    for (std::size_t given = 0; given < yi.size(); ++given) {
        if (is_missing(yi[given]) || is_missing(vi[given])) continue;
        Pairs others = all;
        const auto place = static_cast<std::ptrdiff_t>(result.rows.size());
        others.x.erase(others.x.begin() + place);
        others.y.erase(others.y.begin() + place);
        const MetaAnalysis left =
            meta_detail::combine(meta_detail::schools_of(std::move(others)), options);
        result.rows.push_back({static_cast<std::int64_t>(given), left.estimate, left.se, left.p,
                               left.ci, left.tau2, left.i2, left.q});
        if (!left.estimate) continue;
        if (!result.lowest || *left.estimate < *result.lowest) result.lowest = left.estimate;
        if (!result.highest || *left.estimate > *result.highest) result.highest = left.estimate;
    }
    return result;
}

/// Whether small schools report larger effects.
struct Egger {
    std::int64_t n = 0;
    Number slope;
    Number intercept;
    Number residual_variance;
    Number se;
    Number stat;
    Number df;
    Number p;
    std::string_view method =
        "weighted regression of effect on its standard error (Egger), t with n - 2";

    static constexpr auto fields() {
        return field_list(
            field("n", &Egger::n, "schools with an effect and its variance"),
            field("slope", &Egger::slope, "of effect by standard error, weights 1 / v"),
            field("intercept", &Egger::intercept, "the effect of a school without sampling error"),
            field("residual_variance", &Egger::residual_variance,
                  "weighted sum of squared residuals over df"),
            field("se", &Egger::se, "standard error of the slope"),
            field("stat", &Egger::stat, "slope / se"), field("df", &Egger::df, "n - 2"),
            field("p", &Egger::p, "two-sided, of stat with df"),
            field("method", &Egger::method, ""));
    }
};

/// Egger, Davey Smith, Schneider & Minder (1997): a slope away from 0 says that less precise
/// schools tell another story (small ones of which only the good are heard of, say).
///
/// As metafor's regtest(model = "lm", predictor = "sei"). Below ten schools it finds little. Three
/// schools at least (`too_few`); all standard errors the same: `not_estimable`; effects exactly on
/// a line: `no_variation` for the test. O(k).
inline Egger egger_test(Values yi, Values vi) {
    if (!meta_detail::valid_effects(yi, vi)) return no_answer<Egger>(Reason::invalid_argument);
    Pairs pairs = complete_pairs(yi, vi);
    Egger result = no_answer<Egger>(Reason::too_few);
    result.n = static_cast<std::int64_t>(pairs.size());
    if (pairs.size() < 3) return result;
    const meta_detail::Schools schools = meta_detail::schools_of(std::move(pairs));
    const meta_detail::Weighted at = meta_detail::weighted_at(schools, 0.0);
    give_reason(result, Reason::not_estimable);
    if (*std::max_element(schools.v.begin(), schools.v.end()) == schools.v[schools.heaviest])
        return result;

    // Standard errors from that of the most precise school, for the same reason as effects.
    const double nearest = std::sqrt(schools.v[schools.heaviest]);
    double mean = 0.0;
    for (const double v : schools.v)
        mean += (std::sqrt(v) - nearest) / v;
    mean /= at.sum;
    double sxx = 0.0;
    double sxy = 0.0;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const double x = std::sqrt(schools.v[i]) - nearest - mean;
        sxx += x * x / schools.v[i];
        sxy += x * (schools.y[i] - at.mean) / schools.v[i];
    }
    const double slope = sxy / sxx;
    double squares = 0.0;
    for (std::size_t i = 0; i < schools.size(); ++i) {
        const double x = std::sqrt(schools.v[i]) - nearest - mean;
        const double off = schools.y[i] - at.mean - slope * x;
        squares += off * off / schools.v[i];
    }
    constexpr double kRounding = 1e-24;  // of residuals that are none, against all there is
    const double df = schools.k() - 2.0;
    const double variance = squares <= kRounding * at.q ? 0.0 : squares / df;
    result.slope = slope;
    result.intercept = schools.origin + at.mean - slope * (nearest + mean);
    result.residual_variance = variance;
    result.se = std::sqrt(variance / sxx);
    result.df = df;
    result.stat = variance > 0.0 ? Number(slope / *result.se) : Number(Reason::no_variation);
    result.p = result.stat ? Number(t_two_sided(*result.stat, df)) : result.stat;
    return result;
}

}  // namespace effaith::stats
