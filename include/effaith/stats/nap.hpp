// Non-overlap of all pairs of two phases of one learner: how often the later is better.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/ordering.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

/// Which way is better.
enum class Improvement : std::uint8_t { increase, decrease };
template <>
struct WordNames<Improvement> {
    static constexpr std::array<std::string_view, 2> names{"increase", "decrease"};
};

/// What the values are: log ratios and odds depend on it. `proportion` is 0 to 1, `percentage` 0 to
/// 100.
enum class OutcomeScale : std::uint8_t { other, count, rate, proportion, percentage };
template <>
struct WordNames<OutcomeScale> {
    static constexpr std::array<std::string_view, 5> names{"other", "count", "rate", "proportion",
                                                           "percentage"};
};

struct SingleCaseOptions {
    Improvement improvement = Improvement::increase;
    OutcomeScale scale = OutcomeScale::other;
    double level = 0.95;
};

/// What nap() answers.
struct Nap {
    std::int64_t n_a = 0;
    std::int64_t n_b = 0;
    Number positive;
    Number tied;
    Number negative;
    Number nap;
    Number q1;
    Number q2;
    Number x;
    Number se;
    Number se_hanley;
    Number se_null;
    Interval ci;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("n_a", &Nap::n_a, "values of phase A"),
            field("n_b", &Nap::n_b, "values of phase B"),
            field("positive", &Nap::positive, "pairs in which B is better than A"),
            field("tied", &Nap::tied, "pairs in which they are the same"),
            field("negative", &Nap::negative, "pairs in which B is worse"),
            field("nap", &Nap::nap, "(positive + tied / 2) / (n_a * n_b)"),
            field("q1", &Nap::q1, "mean over A of the squared share of B that is better"),
            field("q2", &Nap::q2, "mean over B of the squared share of A that is worse"),
            field("x", &Nap::x, "(positive + tied / 4) / (n_a * n_b)"),
            field("se", &Nap::se, "unbiased: from nap, q1, q2 and x"),
            field("se_hanley", &Nap::se_hanley, "Hanley & McNeil: from nap, q1 and q2"),
            field("se_null", &Nap::se_null, "sqrt((n_a + n_b + 1) / (12 * n_a * n_b))"),
            field("ci", &Nap::ci, "the nap that is z of its own standard errors away"),
            field("method", &Nap::method, "what was done"));
    }
};

/// Turns values round where less is better.
inline std::vector<double> oriented(Values values, Improvement improvement) {
    std::vector<double> result = present(values);
    if (improvement == Improvement::decrease)
        for (double& value : result)
            value = -value;
    return result;
}

/// The values in ascending order. O(n).
inline std::vector<double> ascending(Values values) {
    std::vector<double> sorted(values.size());
    const Order order = sorted_by(values, places(values.size()));
    std::transform(order.begin(), order.end(), sorted.begin(),
                   [values](std::uint32_t place) { return values[place]; });
    return sorted;
}

/// What comparing two sorted groups gives.
struct Dominance {
    double greater = 0.0;  ///< pairs with b > a
    double equal = 0.0;
    double squares_a = 0.0;  ///< sum over a of (2 * its pairs won by b + its ties) squared
    double squares_b = 0.0;  ///< the same over b
};

/// For each value of `own`, how many of `others` are below it and how many equal: `visit(below,
/// equal)`. Both are sorted. O(n).
template <class Visit>
void for_each_place(Values own, Values others, const Visit& visit) {
    std::size_t below = 0;
    std::size_t through = 0;
    for (const double value : own) {
        while (below < others.size() && others[below] < value)
            ++below;
        through = std::max(through, below);
        while (through < others.size() && others[through] == value)
            ++through;
        visit(static_cast<double>(below), static_cast<double>(through - below));
    }
}

inline Dominance dominance(Values a, Values b) {
    Dominance d;
    const double n_b = static_cast<double>(b.size());
    for_each_place(b, a, [&](double below, double equal) {
        const double twice = 2.0 * below + equal;
        d.greater += below;
        d.equal += equal;
        d.squares_b += twice * twice;
    });
    for_each_place(a, b, [&](double below, double equal) {
        const double twice = 2.0 * (n_b - below - equal) + equal;
        d.squares_a += twice * twice;
    });
    return d;
}

/// The lower limit of nap: the smaller root of (nap - p)^2 = z^2 V(p), where V(p) = p (1 - p)
/// (1 + h (1 - p) / (2 - p) + h p / (1 + p)) / (m n) and h = (m + n) / 2 - 1 (Newcombe 2006, method
/// 5). At nap = 1 the other root, 1, is divided out. By bisection to the last place.
inline double nap_lower_limit(double nap, double m, double n, double z) {
    if (nap <= 0.0) return 0.0;
    const double h = (m + n) / 2.0 - 1.0;
    const double z2 = z * z / (m * n);
    const auto beyond = [&](double p) {
        const double spread = z2 * p * (1.0 + h * (1.0 - p) / (2.0 - p) + h * p / (1.0 + p));
        return nap == 1.0 ? 1.0 - p - spread : (nap - p) * (nap - p) - (1.0 - p) * spread;
    };
    double low = 0.0;  // beyond(low) > 0 >= beyond(high)
    double high = nap;
    for (;;) {
        const double middle = low + (high - low) / 2.0;
        if (middle <= low || middle >= high) return middle;
        (beyond(middle) > 0.0 ? low : high) = middle;
    }
}

/// The answer without any figure.
inline Nap nap_without(Reason reason) {
    Nap r;
    r.positive = r.tied = r.negative = r.nap = r.q1 = r.q2 = r.x = reason;
    r.se = r.se_hanley = r.se_null = reason;
    r.ci = Interval::none(reason);
    r.method = "non-overlap of all pairs; unbiased standard error; score limits (Newcombe 2006)";
    return r;
}

/// From sorted phases of which larger is better.
inline Nap nap_of(Values a, Values b, double level) {
    Nap r = nap_without(Reason::too_few);
    r.n_a = static_cast<std::int64_t>(a.size());
    r.n_b = static_cast<std::int64_t>(b.size());
    if (a.empty() || b.empty()) return r;
    const double m = static_cast<double>(a.size());
    const double n = static_cast<double>(b.size());
    const Dominance d = dominance(a, b);
    const double nap = (d.greater + d.equal / 2.0) / (m * n);
    const double q1 = d.squares_a / (4.0 * m * n * n);
    const double q2 = d.squares_b / (4.0 * m * m * n);
    const double x = (d.greater + d.equal / 4.0) / (m * n);
    r.positive = d.greater;
    r.tied = d.equal;
    r.negative = m * n - d.greater - d.equal;
    r.nap = nap;
    r.q1 = q1;
    r.q2 = q2;
    r.x = x;
    // Without overlap the variance would be 0: half a pair is kept (Pustejovsky 2019).
    const double kept = std::clamp(nap, 0.5 / (m * n), 1.0 - 0.5 / (m * n));
    const double own = kept * (1.0 - kept);
    const double over_a = q1 - nap * nap;
    const double over_b = q2 - nap * nap;
    r.se_hanley = std::sqrt((own + (n - 1.0) * over_a + (m - 1.0) * over_b) / (m * n));
    r.se_null = std::sqrt((m + n + 1.0) / (12.0 * m * n));
    if (m > 1.0 && n > 1.0)
        r.se = std::sqrt((own + n * over_a + m * over_b - 2.0 * (x - nap * nap)) /
                         ((m - 1.0) * (n - 1.0)));
    const double z = normal_critical(level);
    r.ci = {nap_lower_limit(nap, m, n, z), 1.0 - nap_lower_limit(1.0 - nap, n, m, z)};
    return r;
}

inline bool are_phases(Values A, Values B, double level) {
    return !has_infinite(A) && !has_infinite(B) && is_level(level);
}

/// Non-overlap of all pairs: how often a value of phase B is better than one of phase A, a tie
/// counting half; 0 to 1, and 0.5 says nothing.
///
/// (positive + tied / 2) / (n_a * n_b): the same as the area under the ROC curve, and
/// Mann-Whitney's U over the number of pairs. It asks for order alone, so for any scale; it says
/// nothing about how large a change is, and counts a trend that the baseline had already as gain
/// (single_case() has Tau-BC and Tau-U for that). `se` is the unbiased estimate (Sen 1967; Mee
/// 1990), `se_hanley` that of Hanley & McNeil (1982), `se_null` the one without any effect; where
/// nothing overlaps the first two keep half a pair, so that they are not 0. `ci` are the score
/// limits of Newcombe (2006, method 5), both true roots also at 0 and 1, where some packages answer
/// a point. Values are taken as independent; sessions rarely are. Missing sessions are dropped.
/// `scale` is not used. Sources: Parker & Vannest (2009); Pustejovsky (2019). O((m + n) log(m + n))
/// and less.
inline Nap nap(Values A, Values B, const SingleCaseOptions& options = {}) {
    if (!are_phases(A, B, options.level)) return nap_without(Reason::invalid_argument);
    return nap_of(ascending(oriented(A, options.improvement)),
                  ascending(oriented(B, options.improvement)), options.level);
}

}  // namespace effaith::stats
