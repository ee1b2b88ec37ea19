// Whether each learner changed by more than the measure's own unreliability, and whether they
// crossed to the side of those who need no help (Jacobson & Truax 1991).
//
// The index and its categories are those of every record (progress.hpp): one arithmetic.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "effaith/measure.hpp"
#include "effaith/progress.hpp"
#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

template <>
struct WordNames<ReliableChange> {
    static constexpr const auto& names = kReliableChangeNames;
};

/// What a learner's change means beside a cut-off between those who need help and those who do not.
enum class ClinicalChange : std::uint8_t {
    recovered,     ///< reliably improved, from the side in need to beyond the cut-off
    improved,      ///< reliably improved, otherwise
    unchanged,     ///< no reliable change
    deteriorated,  ///< reliably deteriorated, otherwise
    harmed         ///< reliably deteriorated, from not in need to not beyond the cut-off
};
template <>
struct WordNames<ClinicalChange> {
    static constexpr std::array<std::string_view, 5> names{"recovered", "improved", "unchanged",
                                                           "deteriorated", "harmed"};
};

struct ReliableChangeOptions {
    static constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

    Direction better_is = Direction::higher_is_better;
    double reliability = kNotGiven;    ///< of the measure, 0 to 1; must be given
    double sd_norm = kNotGiven;        ///< of the norm sample; not given: that of pre
    double m_functional = kNotGiven;   ///< mean of those who need no help, for cut-offs b and c
    double sd_functional = kNotGiven;  ///< their standard deviation
    double significance_level = 0.05;  ///< two-sided
};

/// One learner.
struct ReliableChangeRow {
    std::int64_t row = 0;
    Number pre;
    Number post;
    Number rci;
    Choice<ReliableChange> category;
    Choice<ClinicalChange> category_a;
    Choice<ClinicalChange> category_b;
    Choice<ClinicalChange> category_c;

    static constexpr auto fields() {
        using R = ReliableChangeRow;
        return field_list(
            field("row", &R::row, "place of the learner in the arrays, from 0"),
            field("pre", &R::pre, "score before"), field("post", &R::post, "score after"),
            field("rci", &R::rci, "(post - pre) / s_diff"),
            field("category", &R::category, "rci towards better or worse, beyond critical_value"),
            field("category_a", &R::category_a, "category, and pre and post beside cutoff_a"),
            field("category_b", &R::category_b, "category, and pre and post beside cutoff_b"),
            field("category_c", &R::category_c, "category, and pre and post beside cutoff_c"));
    }
};

/// One cut-off, and how many learners are what beside it.
struct ClinicalCutoff {
    Number cutoff;
    std::int64_t recovered = 0;
    std::int64_t improved = 0;
    std::int64_t unchanged = 0;
    std::int64_t deteriorated = 0;
    std::int64_t harmed = 0;

    static constexpr auto fields() {
        using C = ClinicalCutoff;
        return field_list(field("cutoff", &C::cutoff, "score that divides the two sides"),
                          field("recovered", &C::recovered, "learners"),
                          field("improved", &C::improved, "learners"),
                          field("unchanged", &C::unchanged, "learners"),
                          field("deteriorated", &C::deteriorated, "learners"),
                          field("harmed", &C::harmed, "learners"));
    }
};

/// Every learner's change.
struct ReliableChanges {
    std::int64_t n = 0;
    Number reliability;
    Number m_functional;
    Number sd_functional;
    Number m_pre;
    Number sd_used;
    Number se_measurement;
    Number s_diff;
    Number critical_value;
    Number least_reliable_change;
    std::int64_t improved = 0;
    std::int64_t unchanged = 0;
    std::int64_t deteriorated = 0;
    ClinicalCutoff cutoff_a;
    ClinicalCutoff cutoff_b;
    ClinicalCutoff cutoff_c;
    std::vector<ReliableChangeRow> rows;
    std::string_view method = "reliable change index and cut-offs of Jacobson & Truax (1991)";

    static constexpr auto fields() {
        using R = ReliableChanges;
        return field_list(
            field("n", &R::n, "learners with both scores"),
            field("reliability", &R::reliability, "of the measure, as given"),
            field("m_functional", &R::m_functional, "mean of those who need no help, as given"),
            field("sd_functional", &R::sd_functional, "their standard deviation, as given"),
            field("m_pre", &R::m_pre, "mean of pre"),
            field("sd_used", &R::sd_used, "sd_norm, or the standard deviation of pre"),
            field("se_measurement", &R::se_measurement, "sd_used * sqrt(1 - reliability)"),
            field("s_diff", &R::s_diff, "sd_used * sqrt(2 * (1 - reliability))"),
            field("critical_value", &R::critical_value,
                  "two-sided normal quantile of the significance level"),
            field("least_reliable_change", &R::least_reliable_change, "critical_value * s_diff"),
            field("improved", &R::improved, "learners"),
            field("unchanged", &R::unchanged, "learners"),
            field("deteriorated", &R::deteriorated, "learners"),
            field("cutoff_a", &R::cutoff_a, "m_pre, two sd_used towards better"),
            field("cutoff_b", &R::cutoff_b, "m_functional, two sd_functional towards worse"),
            field("cutoff_c", &R::cutoff_c,
                  "(sd_used * m_functional + sd_functional * m_pre) / (sd_used + sd_functional)"),
            field("rows", &R::rows, "each learner"), field("method", &R::method, "what was done"));
    }
};

namespace detail {

inline bool is_given_and(bool is_right, double value) {
    return is_missing(value) || is_right;
}
inline bool is_spread(double sd) {
    return std::isfinite(sd) && sd >= 0.0;
}

inline bool are_valid(const ReliableChangeOptions& options) {
    return options.reliability >= 0.0 && options.reliability <= 1.0 &&
           is_level(options.significance_level) &&
           is_given_and(is_spread(options.sd_norm), options.sd_norm) &&
           is_given_and(std::isfinite(options.m_functional), options.m_functional) &&
           is_given_and(is_spread(options.sd_functional), options.sd_functional);
}

inline double towards_better(const ReliableChangeOptions& options) {
    return options.better_is == Direction::higher_is_better ? 1.0 : -1.0;
}

/// At the usual level the very constant that every record is judged by.
inline double critical_value_of(double significance_level) {
    return significance_level == 0.05 ? kNormal975 : -normal_quantile(significance_level / 2.0);
}

inline void add_cutoffs(ReliableChanges& result, const ReliableChangeOptions& options) {
    const double better = towards_better(options);
    const Number& sd = result.sd_used;
    const Number& mean = result.m_pre;
    const bool has_functional =
        !is_missing(options.m_functional) && !is_missing(options.sd_functional);
    const Number& both = sd ? mean : sd;  // unknown where one of them is
    result.cutoff_a.cutoff = both ? Number(*mean + 2.0 * better * *sd) : both;
    if (!has_functional) {
        result.cutoff_b.cutoff = result.cutoff_c.cutoff = Reason::not_estimable;
        return;
    }
    const double functional_sd = options.sd_functional;
    result.cutoff_b.cutoff = options.m_functional - 2.0 * better * functional_sd;
    result.cutoff_c.cutoff =
        both ? ratio(*sd * options.m_functional + functional_sd * *mean, *sd + functional_sd)
             : both;
}

inline ClinicalChange clinical_change(ReliableChange change, bool was_in_need, bool is_beyond) {
    if (change == ReliableChange::improved)
        return was_in_need && is_beyond ? ClinicalChange::recovered : ClinicalChange::improved;
    if (change == ReliableChange::no_reliable_change) return ClinicalChange::unchanged;
    return was_in_need || is_beyond ? ClinicalChange::deteriorated : ClinicalChange::harmed;
}

inline void count(ClinicalCutoff& cutoff, ClinicalChange change) {
    constexpr std::array<std::int64_t ClinicalCutoff::*, 5> kCounts{
        &ClinicalCutoff::recovered, &ClinicalCutoff::improved, &ClinicalCutoff::unchanged,
        &ClinicalCutoff::deteriorated, &ClinicalCutoff::harmed};
    ++(cutoff.*kCounts[static_cast<std::size_t>(change)]);
}

inline Choice<ClinicalChange> judge(ClinicalCutoff& cutoff, const ReliableChangeRow& row,
                                    double better) {
    if (!row.category) return row.category.reason();
    if (!cutoff.cutoff) return cutoff.cutoff.reason();
    const double line = *cutoff.cutoff;
    const ClinicalChange change = clinical_change(*row.category, better * (line - *row.pre) > 0.0,
                                                  better * (*row.post - line) > 0.0);
    count(cutoff, change);
    return change;
}

/// Why there is no index, where the difference has no standard error.
inline Reason fault_of_spread(const Number& sd) {
    if (!sd) return sd.reason();
    return *sd == 0.0 ? Reason::no_variation : Reason::undefined_ratio;
}

inline void add_row(ReliableChanges& result, ReliableChangeRow row,
                    const ReliableChangeOptions& options) {
    const double better = towards_better(options);
    const auto index =
        reliable_change_index(*row.post - *row.pre, *result.sd_used, 1.0 - options.reliability);
    row.rci = index ? Number(*index) : Number(fault_of_spread(result.sd_used));
    if (!row.rci) {
        row.category = row.rci.reason();
    } else {
        row.category = classify_change(better * *index, *result.critical_value);
        result.improved += *row.category == ReliableChange::improved ? 1 : 0;
        result.unchanged += *row.category == ReliableChange::no_reliable_change ? 1 : 0;
        result.deteriorated += *row.category == ReliableChange::deteriorated ? 1 : 0;
    }
    row.category_a = judge(result.cutoff_a, row, better);
    row.category_b = judge(result.cutoff_b, row, better);
    row.category_c = judge(result.cutoff_c, row, better);
    result.rows.push_back(row);
}

inline ReliableChanges no_changes(Reason reason) {
    ReliableChanges result;
    for (Number* figure :
         {&result.reliability, &result.m_functional, &result.sd_functional, &result.m_pre,
          &result.sd_used, &result.se_measurement, &result.s_diff, &result.critical_value,
          &result.least_reliable_change, &result.cutoff_a.cutoff, &result.cutoff_b.cutoff,
          &result.cutoff_c.cutoff})
        *figure = reason;
    return result;
}

}  // namespace detail

/// The reliable change of each learner with both scores.
///
/// s_diff = sd sqrt(2 (1 - reliability)); rci = (post - pre) / s_diff keeps the sign of the raw
/// change; `category` is for the better or the worse, strictly beyond the critical value. Cut-offs
/// between the side in need and the other: a is two SDs of pre towards better, b two SDs of those
/// who need no help towards worse, c weighs both (Jacobson & Truax 1991). b uses the functional
/// sample's SD, as the paper does (the R package clinicalsignificance 3.0.0 takes the other one).
/// Scores on a cut-off are on neither side. Without `m_functional` and `sd_functional`, b and c are
/// `not_estimable`. A constant pre without `sd_norm`: `no_variation`; one learner without it:
/// `too_few`; reliability 1: `undefined_ratio`; no or an impossible reliability, arrays of
/// different lengths or infinite scores: `invalid_argument`. A learner's change is not proof of
/// what caused it, and low scorers drift upwards by themselves. O(n).
inline ReliableChanges reliable_change(Values pre, Values post,
                                       const ReliableChangeOptions& options) {
    const bool valid = pre.size() == post.size() && !has_infinite(pre) && !has_infinite(post) &&
                       detail::are_valid(options);
    if (!valid) return detail::no_changes(Reason::invalid_argument);
    std::vector<double> used;
    std::vector<ReliableChangeRow> rows;
    for (std::size_t i = 0; i < pre.size(); ++i) {
        if (is_missing(pre[i]) || is_missing(post[i])) continue;
        ReliableChangeRow row;
        row.row = static_cast<std::int64_t>(i);
        row.pre = pre[i];
        row.post = post[i];
        rows.push_back(row);
        used.push_back(pre[i]);
    }
    if (rows.empty()) return detail::no_changes(Reason::too_few);

    const Moments before = moments_of(used);
    const double gap = 1.0 - options.reliability;
    ReliableChanges result;
    result.n = before.n;
    result.reliability = options.reliability;
    result.m_functional = options.m_functional;
    result.sd_functional = options.sd_functional;
    result.m_pre = before.mean;
    result.sd_used = is_missing(options.sd_norm) ? before.sd() : Number(options.sd_norm);
    const auto times_sd = [&](double factor) {
        return result.sd_used ? Number(*result.sd_used * factor) : result.sd_used;
    };
    result.se_measurement = times_sd(std::sqrt(gap));
    result.s_diff = times_sd(std::sqrt(2.0 * gap));
    result.critical_value = detail::critical_value_of(options.significance_level);
    result.least_reliable_change =
        result.s_diff ? Number(*result.critical_value * *result.s_diff) : result.s_diff;
    detail::add_cutoffs(result, options);
    result.rows.reserve(rows.size());
    for (const ReliableChangeRow& row : rows)
        detail::add_row(result, row, options);
    return result;
}

}  // namespace effaith::stats
