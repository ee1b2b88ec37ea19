// Wilcoxon's signed rank test of paired gains (Wilcoxon 1945).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/ranks.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

struct SignedRank {
    std::int64_t n_used = 0;
    Number v;
    Number expected;
    Number variance;
    Number z;
    Number p;
    Number p_exact;

    static SignedRank none(Reason reason) {
        return {0, reason, reason, reason, reason, reason, reason};
    }
    static constexpr auto fields() {
        using S = SignedRank;
        return field_list(
            field("n_used", &S::n_used, "gains that are not 0"),
            field("v", &S::v, "sum of the ranks of the positive gains"),
            field("expected", &S::expected, "n_used * (n_used + 1) / 4"),
            field(
                "variance", &S::variance,
                "n_used * (n_used + 1) * (2 * n_used + 1) / 24, less (t ^ 3 - t) / 48 for each tie "
                "of t"),
            field("z", &S::z, "(v - expected, 0.5 nearer to 0) / sqrt(variance)"),
            field("p", &S::p, "two-sided, by the normal distribution of z"),
            field("p_exact", &S::p_exact, "two-sided, by all the equally likely signs"));
    }
};

/// The most gains with an exact p.
inline constexpr std::int64_t kMostExactSigns = 100;

namespace detail {

/// P(V <= v) for n gains without ties, v whole and at most half of the largest: each rank is in V
/// or not, with a probability of a half.
inline double signed_rank_cdf(std::int64_t v, std::int64_t n) {
    std::vector<double> share(static_cast<std::size_t>(v) + 1, 0.0);
    share[0] = 1.0;
    for (std::size_t rank = 1; rank <= static_cast<std::size_t>(n); ++rank)
        for (std::size_t sum = share.size(); sum-- > 0;)
            share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0.0)) / 2.0;
    double total = 0.0;
    for (const double each : share)
        total += each;
    return total;
}

inline Number signed_rank_exact(double v, std::int64_t n) {
    const double largest = static_cast<double>(n * (n + 1)) / 2.0;
    const auto tail = static_cast<std::int64_t>(std::min(v, largest - v));
    return std::min(1.0, 2.0 * signed_rank_cdf(tail, n));
}

}  // namespace detail

/// The test of gains of which none is missing. Gains of 0 are left out (Wilcoxon's own rule;
/// Pratt's is another), equal sizes share their mean rank. Sizes are equal where the doubles are. z
/// has the continuity correction, as in R's wilcox.test; the exact p is `not_applicable` with ties
/// or gains of 0, and beyond kMostExactSigns. O(n log n), and n^3 steps at most for the exact p of
/// few gains.
inline SignedRank signed_rank_test(Values gains) {
    SignedRank test = SignedRank::none(Reason::no_variation);
    std::vector<Ranked> sizes;
    sizes.reserve(gains.size());
    for (const double gain : gains)
        if (gain != 0.0) sizes.push_back({std::fabs(gain), gain > 0.0});
    const RankSum ranks = rank_sum_of_marked(sizes);
    const double n = static_cast<double>(sizes.size());
    const double expected = n * (n + 1.0) / 4.0;
    const double variance = n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - ranks.ties / 48.0;
    test.n_used = static_cast<std::int64_t>(sizes.size());
    test.v = ranks.sum;
    test.expected = expected;
    test.variance = variance;
    if (sizes.empty()) return test;
    const double z = nearer_to_zero(ranks.sum - expected) / std::sqrt(variance);
    test.z = z;
    test.p = std::min(1.0, 2.0 * normal_upper(std::fabs(z)));
    const bool plain = ranks.ties == 0.0 && sizes.size() == gains.size();
    test.p_exact = plain && test.n_used <= kMostExactSigns
                       ? detail::signed_rank_exact(ranks.sum, test.n_used)
                       : Number(Reason::not_applicable);
    return test;
}

}  // namespace effaith::stats
