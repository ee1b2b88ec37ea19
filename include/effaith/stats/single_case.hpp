// One learner, two phases: how much better phase B (the intervention) is than phase A (the
// baseline).
//
// Non-overlap figures compare each value of B with values of A; log ratios and standardised
// differences compare the phases' means or medians. All are turned so that better is larger, but
// for `lrrd`, which is negative where a behaviour that should fall does fall. Shares, not per cent.
// Missing sessions are dropped before sessions are numbered.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/kendall.hpp"
#include "effaith/stats/nap.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/ordering.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/theil_sen.hpp"

namespace effaith::stats {

/// A figure with its standard error and normal limits, or others that its owner names.
struct Effect {
    Number estimate;
    Number se;
    Interval ci;

    static Effect none(Reason reason) { return {reason, reason, Interval::none(reason)}; }
    static Effect normal(const Number& estimate, const Number& se, double z) {
        if (!estimate) return none(estimate.reason());
        if (!se) return {estimate, se, Interval::none(se.reason())};
        return {estimate, se, {*estimate - z * *se, *estimate + z * *se}};
    }
    static constexpr auto fields() {
        return field_list(field("estimate", &Effect::estimate, "the figure"),
                          field("se", &Effect::se, "its standard error"),
                          field("ci", &Effect::ci, "its confidence interval"));
    }
};

/// Tau after a trend of the baseline is taken out of both phases.
struct TauCorrected {
    Number slope;
    Number intercept;
    Number estimate;
    Number se;
    Interval ci;
    Effect kendall;

    static TauCorrected none(Reason reason) {
        return {reason, reason, reason, reason, Interval::none(reason), Effect::none(reason)};
    }
    static constexpr auto fields() {
        return field_list(
            field("slope", &TauCorrected::slope, "Theil-Sen slope of A on its session numbers"),
            field("intercept", &TauCorrected::intercept, "median of A - slope * session"),
            field("estimate", &TauCorrected::estimate, "Tau of what is left of both phases"),
            field("se", &TauCorrected::se, "twice the unbiased standard error of nap"),
            field("ci", &TauCorrected::ci, "twice the limits of nap, less 1"),
            field("kendall", &TauCorrected::kendall,
                  "Kendall's tau-b of what is left with the phase; se sqrt(2 / n * (1 - tau * "
                  "tau))"));
    }
};

/// The change of mean as a logarithm of a ratio.
struct LogRatio {
    Number estimate;
    Number se;
    Interval ci;
    Number uncorrected;
    Interval uncorrected_ci;
    Number percent_change;
    Interval percent_change_ci;

    static LogRatio none(Reason reason) {
        const Interval no = Interval::none(reason);
        return {reason, reason, no, reason, no, reason, no};
    }
    static constexpr auto fields() {
        return field_list(
            field("estimate", &LogRatio::estimate,
                  "uncorrected + half the squared standard error of each log mean, B less A"),
            field("se", &LogRatio::se, "sqrt of the sum of variance / (n * mean * mean)"),
            field("ci", &LogRatio::ci, "estimate -+ z * se"),
            field("uncorrected", &LogRatio::uncorrected, "log of the ratio of means"),
            field("uncorrected_ci", &LogRatio::uncorrected_ci, "uncorrected -+ z * se"),
            field("percent_change", &LogRatio::percent_change, "100 * (exp(estimate) - 1)"),
            field("percent_change_ci", &LogRatio::percent_change_ci,
                  "the limits of the estimate as percentages"));
    }
};

/// A difference of means in standard deviations.
struct CaseSmd {
    Number sd;
    Number df;
    Number j;
    Effect corrected;
    Effect uncorrected;

    static CaseSmd none(Reason reason) {
        return {reason, reason, reason, Effect::none(reason), Effect::none(reason)};
    }
    static constexpr auto fields() {
        return field_list(field("sd", &CaseSmd::sd, "the standard deviation that is the unit"),
                          field("df", &CaseSmd::df, "its degrees of freedom"),
                          field("j", &CaseSmd::j, "1 - 3 / (4 * df - 1)"),
                          field("corrected", &CaseSmd::corrected, "j * difference of means / sd"),
                          field("uncorrected", &CaseSmd::uncorrected, "difference of means / sd"));
    }
};

/// What single_case() answers.
struct SingleCase {
    std::int64_t n_a = 0;
    std::int64_t n_b = 0;
    Number mean_a;
    Number mean_b;
    Number sd_a;
    Number sd_b;
    Number median_a;
    Number median_b;
    Nap nap;
    Effect tau;
    TauCorrected tau_bc;
    Number s_a;
    Number tau_u;
    Number pnd;
    Number pem;
    Number min_removed;
    Number pand;
    Number ird;
    CaseSmd smd;
    CaseSmd smd_pooled;
    LogRatio lrri;
    LogRatio lrrd;
    Effect lor;
    Effect lor_uncorrected;
    Effect lrm;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("n_a", &SingleCase::n_a, "sessions of phase A with a value"),
            field("n_b", &SingleCase::n_b, "sessions of phase B with a value"),
            field("mean_a", &SingleCase::mean_a, "mean of A"),
            field("mean_b", &SingleCase::mean_b, "mean of B"),
            field("sd_a", &SingleCase::sd_a, "standard deviation of A (n_a - 1)"),
            field("sd_b", &SingleCase::sd_b, "standard deviation of B (n_b - 1)"),
            field("median_a", &SingleCase::median_a, "median of A"),
            field("median_b", &SingleCase::median_b, "median of B"),
            field("nap", &SingleCase::nap, "non-overlap of all pairs"),
            field("tau", &SingleCase::tau, "2 * nap - 1"),
            field("tau_bc", &SingleCase::tau_bc, "Tau after baseline correction"),
            field("s_a", &SingleCase::s_a, "pairs of A that improve less pairs that worsen"),
            field("tau_u", &SingleCase::tau_u,
                  "(pairs of A and B that improve less those that worsen - s_a) / (n_a * n_b)"),
            field("pnd", &SingleCase::pnd, "share of B better than the best of A"),
            field("pem", &SingleCase::pem, "share of B better than median_a, ties half"),
            field("min_removed", &SingleCase::min_removed,
                  "fewest values to remove so that all of B are better than all of A"),
            field("pand", &SingleCase::pand, "1 - min_removed / (n_a + n_b)"),
            field("ird", &SingleCase::ird,
                  "((n_a + n_b) * (n_a + n_b) * pand - n_a * n_a - n_b * n_b) / (2 * n_a * n_b)"),
            field("smd", &SingleCase::smd, "difference of means in standard deviations of A"),
            field("smd_pooled", &SingleCase::smd_pooled,
                  "difference of means in pooled standard deviations"),
            field("lrri", &SingleCase::lrri, "log of mean_b / mean_a, better is positive"),
            field("lrrd", &SingleCase::lrrd, "log of mean_b / mean_a, better is negative"),
            field("lor", &SingleCase::lor, "log of the odds ratio of the mean proportions"),
            field("lor_uncorrected", &SingleCase::lor_uncorrected,
                  "log of the odds ratio without the correction for bias"),
            field("lrm", &SingleCase::lrm, "log of median_b / median_a, better is positive"),
            field("method", &SingleCase::method, "what was done"));
    }
};

/// The phases, as they are, turned so that better is larger, and these sorted.
struct Phases {
    SingleCaseOptions options;
    std::vector<double> a;
    std::vector<double> b;
    std::vector<double> better_a;
    std::vector<double> better_b;
    std::vector<double> sorted_a;
    std::vector<double> sorted_b;
    double m = 0.0;
    double n = 0.0;
    double z = 0.0;
    double sign = 1.0;
};

inline Phases phases_of(Values A, Values B, const SingleCaseOptions& options) {
    Phases p;
    p.options = options;
    p.a = present(A);
    p.b = present(B);
    p.better_a = oriented(A, options.improvement);
    p.better_b = oriented(B, options.improvement);
    p.sorted_a = ascending(p.better_a);
    p.sorted_b = ascending(p.better_b);
    p.m = static_cast<double>(p.a.size());
    p.n = static_cast<double>(p.b.size());
    p.z = normal_critical(options.level);
    p.sign = options.improvement == Improvement::decrease ? -1.0 : 1.0;
    return p;
}

/// Tau = 2 nap - 1, with nap's standard error and limits twice as wide.
inline Effect tau_of(const Nap& nap) {
    const auto twice = [](const Number& p) { return p ? Number(2.0 * *p - 1.0) : p; };
    return {twice(nap.nap),
            nap.se ? Number(2.0 * *nap.se) : nap.se,
            {twice(nap.ci.low), twice(nap.ci.high)}};
}

inline double median_of_sorted(Values sorted) {
    const std::size_t half = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2.0;
}

/// Kendall's tau-b of values with their phase.
inline Effect tau_with_phase(Values a, Values b, double z) {
    std::vector<double> values(a.begin(), a.end());
    values.insert(values.end(), b.begin(), b.end());
    std::vector<double> phase(a.size(), 0.0);
    phase.resize(values.size(), 1.0);
    const Concordance c = concordance(values, phase);
    const double varying = static_cast<double>(c.pairs - c.x.pairs);
    // Where all that is left is the same, phases do not differ.
    const double tau =
        varying == 0.0
            ? 0.0
            : std::clamp(static_cast<double>(c.s) /
                             std::sqrt(varying * static_cast<double>(c.pairs - c.y.pairs)),
                         -1.0, 1.0);
    return Effect::normal(
        tau, std::sqrt(2.0 / static_cast<double>(values.size()) * (1.0 - tau * tau)), z);
}

/// What a line leaves of the values of sessions first, first + 1 …
inline std::vector<double> without_line(Values values, double first, double slope,
                                        double intercept) {
    std::vector<double> left(values.begin(), values.end());
    double session = first;
    for (double& value : left) {
        value -= intercept + slope * session;
        session += 1.0;
    }
    return left;
}

/// Makes values of both phases the same that differ by rounding alone, as those on one line do.
inline void join_rounded(std::vector<double>& a, std::vector<double>& b, double size) {
    constexpr double kRounding = 64.0 * std::numeric_limits<double>::epsilon();
    std::vector<double*> all;
    for (std::vector<double>* phase : {&a, &b})
        for (double& value : *phase)
            all.push_back(&value);
    std::sort(all.begin(), all.end(), [](const double* x, const double* y) { return *x < *y; });
    double last = *all.front();
    for (std::size_t i = 1; i < all.size(); ++i) {
        const double value = *all[i];
        if (value - last <= kRounding * size) *all[i] = *all[i - 1];
        last = value;
    }
}

inline TauCorrected tau_corrected(const Phases& p) {
    std::vector<double> sessions(p.a.size());
    for (std::size_t i = 0; i < sessions.size(); ++i)
        sessions[i] = static_cast<double>(i + 1);
    const TheilSen line = theil_sen(sessions, p.a, p.options.level);
    if (!line.slope) return TauCorrected::none(line.slope.reason());
    const auto left_of = [&](Values values, double first) {
        return oriented(without_line(values, first, *line.slope, *line.intercept_joint),
                        p.options.improvement);
    };
    std::vector<double> a = left_of(p.a, 1.0);
    std::vector<double> b = left_of(p.b, p.m + 1.0);
    double size = std::fabs(*line.slope) * (p.m + p.n) + std::fabs(*line.intercept_joint);
    for (const std::vector<double>* phase : {&p.a, &p.b})
        for (const double value : *phase)
            size = std::max(size, std::fabs(value));
    join_rounded(a, b, size);
    const Effect tau = tau_of(nap_of(ascending(a), ascending(b), p.options.level));
    return {line.slope, line.intercept_joint,     tau.estimate, tau.se,
            tau.ci,     tau_with_phase(a, b, p.z)};
}

/// Pairs of the baseline that improve less pairs that worsen.
inline Number baseline_s(const Phases& p) {
    std::vector<double> sessions(p.a.size());
    for (std::size_t i = 0; i < sessions.size(); ++i)
        sessions[i] = static_cast<double>(i);
    return static_cast<double>(concordance(sessions, p.better_a).s);
}

/// How many of the sorted values are above `edge`, and how many at it, as half.
inline double above_and_half_at(Values sorted, double edge) {
    const auto range = std::equal_range(sorted.begin(), sorted.end(), edge);
    return static_cast<double>(sorted.end() - range.second) +
           static_cast<double>(range.second - range.first) / 2.0;
}

/// The fewest values to remove so that every value of B left is above every value of A left: some
/// edge is chosen, and of A what is above it and of B what is not goes.
inline double fewest_removed(Values sorted_a, Values sorted_b) {
    double fewest = static_cast<double>(std::min(sorted_a.size(), sorted_b.size()));
    std::size_t b_through = 0;
    for (std::size_t i = 0; i < sorted_a.size(); ++i) {
        while (b_through < sorted_b.size() && sorted_b[b_through] <= sorted_a[i])
            ++b_through;
        fewest = std::min(fewest, static_cast<double>(sorted_a.size() - i - 1 + b_through));
    }
    return fewest;
}

inline void add_overlap(SingleCase& r, const Phases& p) {
    r.s_a = baseline_s(p);
    r.tau_u = Number((*r.nap.positive - *r.nap.negative - *r.s_a) / (p.m * p.n));
    const auto above_best =
        std::upper_bound(p.sorted_b.begin(), p.sorted_b.end(), p.sorted_a.back());
    r.pnd = static_cast<double>(p.sorted_b.end() - above_best) / p.n;
    r.pem = above_and_half_at(p.sorted_b, median_of_sorted(p.sorted_a)) / p.n;
    const double removed = fewest_removed(p.sorted_a, p.sorted_b);
    const double all = p.m + p.n;
    r.min_removed = removed;
    r.pand = (all - removed) / all;
    r.ird = (all * (all - removed) - p.m * p.m - p.n * p.n) / (2.0 * p.m * p.n);
}

// ---- differences of means

/// `spread` is what the variance of the difference has beside that of the standard deviation.
inline Effect case_smd_effect(double d, double factor, double spread, double df, double z) {
    const double estimate = factor * d;
    const double se = factor * std::sqrt(spread + estimate * estimate / (2.0 * df));
    return Effect::normal(estimate, se, z);
}

inline CaseSmd case_smd(double difference, const Number& variance, double df, const Number& spread,
                        double z) {
    if (!variance) return CaseSmd::none(variance.reason());
    if (*variance == 0.0) return CaseSmd::none(Reason::no_variation);
    CaseSmd r;
    const double sd = std::sqrt(*variance);
    const double j = 1.0 - 3.0 / (4.0 * df - 1.0);
    r.sd = sd;
    r.df = df;
    r.j = j;
    if (!spread) {
        r.corrected = Effect::normal(j * difference / sd, spread.reason(), z);
        r.uncorrected = Effect::normal(difference / sd, spread.reason(), z);
        return r;
    }
    r.corrected = case_smd_effect(difference / sd, j, *spread, df, z);
    r.uncorrected = case_smd_effect(difference / sd, 1.0, *spread, df, z);
    return r;
}

inline void add_differences(SingleCase& r, const Phases& p, const Moments& a, const Moments& b) {
    const double difference = p.sign * (b.mean - a.mean);
    const Number var_a = a.variance();
    const Number var_b = b.variance();
    const Number own =
        var_b ? ratio(var_b, var_a) : var_b;  // of B's mean, in variances of the baseline
    r.smd = case_smd(difference, var_a, p.m - 1.0, own ? Number(1.0 / p.m + *own / p.n) : own, p.z);
    const double df = p.m + p.n - 2.0;
    const Number pooled = df < 1.0 ? Number(Reason::too_few) : Number((a.squares + b.squares) / df);
    r.smd_pooled = case_smd(difference, pooled, df, Number(1.0 / p.m + 1.0 / p.n), p.z);
}

// ---- ratios

/// A phase as log ratios see it: with a scale of counts a mean of 0 and a variance of 0 are lifted
/// to what half an occurrence would give, so that eliminated behaviour has a ratio (Pustejovsky
/// 2018).
struct Level {
    double mean = 0.0;
    Number variance;
    double n = 0.0;

    /// The squared standard error of the log of the mean.
    Number log_error() const { return variance ? Number(*variance / (n * mean * mean)) : variance; }
};

inline Level level_of(const Moments& phase, OutcomeScale scale) {
    Level level{phase.mean, phase.variance(), static_cast<double>(phase.n)};
    if (scale != OutcomeScale::count) return level;
    level.mean = std::max(level.mean, 1.0 / (2.0 * level.n));
    if (level.variance)
        level.variance = std::max(*level.variance, 1.0 / (level.n * level.n * level.n));
    return level;
}

/// log(b / a), times a sign, with its correction for bias.
inline LogRatio log_ratio(const Level& a, const Level& b, double sign, double z) {
    if (!(a.mean > 0.0) || !(b.mean > 0.0)) return LogRatio::none(Reason::undefined_ratio);
    const Number error_a = a.log_error();
    const Number error_b = b.log_error();
    LogRatio r = LogRatio::none(Reason::too_few);
    r.uncorrected = sign * std::log(b.mean / a.mean);
    if (!error_a || !error_b) return r;
    const Number se = std::sqrt(*error_a + *error_b);
    const Effect plain = Effect::normal(r.uncorrected, se, z);
    const Effect corrected =
        Effect::normal(*r.uncorrected + sign * (*error_b - *error_a) / 2.0, se, z);
    const auto percent = [](const Number& x) { return x ? Number(100.0 * std::expm1(*x)) : x; };
    r.estimate = corrected.estimate;
    r.se = se;
    r.ci = corrected.ci;
    r.uncorrected_ci = plain.ci;
    r.percent_change = percent(corrected.estimate);
    r.percent_change_ci = {percent(corrected.ci.low), percent(corrected.ci.high)};
    return r;
}

/// The largest value of a scale with an end; 0 where there is none.
inline double end_of(OutcomeScale scale) {
    if (scale == OutcomeScale::proportion) return 1.0;
    return scale == OutcomeScale::percentage ? 100.0 : 0.0;
}

/// Log ratios for improvement upwards (`lrri`) and downwards (`lrrd`). Where a scale has an end,
/// the distance from that end is compared if the direction asks for it; else the sign is turned.
inline void add_log_ratios(SingleCase& r, const Phases& p, const Moments& a, const Moments& b) {
    const OutcomeScale scale = p.options.scale;
    const Level from = level_of(a, scale);
    const Level to = level_of(b, scale);
    const double end = end_of(scale);
    const bool rising = p.options.improvement == Improvement::increase;
    if (end == 0.0) {
        r.lrri = log_ratio(from, to, p.sign, p.z);
        r.lrrd = log_ratio(from, to, -p.sign, p.z);
        return;
    }
    const LogRatio plain = log_ratio(from, to, 1.0, p.z);
    const LogRatio mirrored = log_ratio({end - from.mean, from.variance, from.n},
                                        {end - to.mean, to.variance, to.n}, 1.0, p.z);
    r.lrri = rising ? plain : mirrored;
    r.lrrd = rising ? mirrored : plain;
}

/// The log of an odds ratio, of phases whose means are proportions.
inline void add_log_odds(SingleCase& r, const Phases& p, const Moments& a, const Moments& b) {
    const double end = end_of(p.options.scale);
    if (end == 0.0) {
        r.lor = r.lor_uncorrected = Effect::none(Reason::not_applicable);
        return;
    }
    const double from = a.mean / end;
    const double to = b.mean / end;
    const auto inside = [](double share) { return share > 0.0 && share < 1.0; };
    if (!inside(from) || !inside(to)) {
        r.lor = r.lor_uncorrected = Effect::none(Reason::undefined_ratio);
        return;
    }
    const auto odds = [](double share) { return std::log(share / (1.0 - share)); };
    const Number plain = p.sign * (odds(to) - odds(from));
    if (a.n < 2 || b.n < 2) {
        r.lor_uncorrected = Effect::normal(plain, Reason::too_few, p.z);
        r.lor = Effect::none(Reason::too_few);
        return;
    }
    const auto error = [end](const Moments& phase, double share) {
        const double variance = *phase.variance() / (end * end);
        return variance /
               (static_cast<double>(phase.n) * share * share * (1.0 - share) * (1.0 - share));
    };
    const double error_a = error(a, from);
    const double error_b = error(b, to);
    const Number se = std::sqrt(error_a + error_b);
    const double bias = ((2.0 * to - 1.0) * error_b - (2.0 * from - 1.0) * error_a) / 2.0;
    r.lor_uncorrected = Effect::normal(plain, se, p.z);
    r.lor = Effect::normal(*plain - p.sign * bias, se, p.z);
}

/// The standard error of the log of a median, from the distance of the logs of two of its order
/// statistics (Bonett & Price Bonett 2020). The values are sorted.
inline Number log_median_error(Values sorted) {
    if (sorted.size() < 2) return Reason::too_few;
    const double n = static_cast<double>(sorted.size());
    const double place = std::max(1.0, std::floor((n + 1.0) / 2.0 - std::sqrt(n)));
    const std::size_t c = static_cast<std::size_t>(place);
    const double low = sorted[c - 1];
    const double high = sorted[sorted.size() - c];
    if (!(low > 0.0) || !(high > 0.0)) return Reason::undefined_ratio;
    const double outside = binomial_cdf(static_cast<std::int64_t>(c) - 1,
                                        static_cast<std::int64_t>(sorted.size()), 0.5);
    return std::log(high / low) / (-2.0 * normal_quantile(outside));
}

inline void add_log_medians(SingleCase& r, const Phases& p) {
    if (!(*r.median_a > 0.0) || !(*r.median_b > 0.0)) {
        r.lrm = Effect::none(Reason::undefined_ratio);
        return;
    }
    const Number error_a = log_median_error(ascending(p.a));
    const Number error_b = log_median_error(ascending(p.b));
    Number se = error_a ? error_b : error_a;
    if (se) se = std::hypot(*error_a, *error_b);
    r.lrm = Effect::normal(p.sign * std::log(*r.median_b / *r.median_a), se, p.z);
}

// ---- all of it

/// The answer without any figure.
inline SingleCase single_case_without(Reason reason) {
    SingleCase r;
    r.mean_a = r.mean_b = r.sd_a = r.sd_b = r.median_a = r.median_b = reason;
    r.nap = nap_without(reason);
    r.tau = Effect::none(reason);
    r.tau_bc = TauCorrected::none(reason);
    r.s_a = r.tau_u = r.pnd = r.pem = r.min_removed = r.pand = r.ird = reason;
    r.smd = r.smd_pooled = CaseSmd::none(reason);
    r.lrri = r.lrrd = LogRatio::none(reason);
    r.lor = r.lor_uncorrected = r.lrm = Effect::none(reason);
    r.method =
        "non-overlap, baseline-corrected Tau by Theil-Sen, Tau-U by pairs, log ratios, "
        "within-case SMD";
    return r;
}

/// Every figure that compares a learner's phases: non-overlap (NAP, PND, PEM, PAND, IRD, Tau), Tau
/// without the baseline's trend (Tau-BC, Tau-U), log ratios of means (LRRi, LRRd), of odds (LOR)
/// and of medians (LRM), and differences of means in standard deviations within the case.
///
/// When: repeated measurements of one learner before and during an intervention. These differences
/// are not on the scale of those between learners; never average the two kinds. NAP and Tau are the
/// safest without a trend in the baseline, Tau-BC with one; PND hangs on a single value of A. Log
/// ratios need a true zero. All take sessions as independent.
/// Where software differs: PEM counts ties half; PAND removes the fewest values wherever they are
/// (Parker, Vannest & Davis 2011), and IRD follows from it; Tau and Tau-U divide by all n_a * n_b
/// pairs; Tau-U takes the pairs of A alone (S_A) off, and may pass 1; limits of NAP and Tau are the
/// true roots also where nothing overlaps; SMDs use 1 - 3 / (4 df - 1). Signs: better is positive;
/// `lrrd` is positive where it is worse. A proportion or percentage is compared by its distance
/// from the other end where the direction asks for that. Counts with a mean of 0 are lifted to half
/// an occurrence, other scales then have no ratio (`undefined_ratio`). A phase without values:
/// `too_few` everywhere.
/// Sources: Parker & Vannest (2009); Parker, Vannest, Davis & Sauber (2011); Tarlow (2017);
/// Pustejovsky (2018, 2019); Gingerich (1984); Bonett & Price Bonett (2020).
/// Expected O((m + n) log(m + n)).
inline SingleCase single_case(Values A, Values B, const SingleCaseOptions& options = {}) {
    if (!are_phases(A, B, options.level)) return single_case_without(Reason::invalid_argument);
    const Phases p = phases_of(A, B, options);
    SingleCase r = single_case_without(Reason::too_few);
    r.n_a = r.nap.n_a = static_cast<std::int64_t>(p.a.size());
    r.n_b = r.nap.n_b = static_cast<std::int64_t>(p.b.size());
    if (p.a.empty() || p.b.empty()) return r;
    const Moments a = moments_of(p.a);
    const Moments b = moments_of(p.b);
    r.mean_a = a.mean;
    r.mean_b = b.mean;
    r.sd_a = a.sd();
    r.sd_b = b.sd();
    r.median_a = p.sign * median_of_sorted(p.sorted_a);
    r.median_b = p.sign * median_of_sorted(p.sorted_b);
    r.nap = nap_of(p.sorted_a, p.sorted_b, options.level);
    r.tau = tau_of(r.nap);
    r.tau_bc = tau_corrected(p);
    add_overlap(r, p);
    add_differences(r, p, a, b);
    add_log_ratios(r, p, a, b);
    add_log_odds(r, p, a, b);
    add_log_medians(r, p);
    return r;
}

}  // namespace effaith::stats
