// The rank sum test of two groups (Wilcoxon 1945, Mann & Whitney 1947), and what it measures: how
// often a member of the one group has the higher value.
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

struct RankSumTest {
    Number w;
    Number expected;
    Number variance;
    Number z;
    Number p;
    Number p_exact;

    static RankSumTest none(Reason reason) {
        return {reason, reason, reason, reason, reason, reason};
    }
    static constexpr auto fields() {
        using R = RankSumTest;
        return field_list(
            field("w", &R::w, "pairs in which x does better than y, and half of the equal ones"),
            field("expected", &R::expected, "n_x * n_y / 2"),
            field(
                "variance", &R::variance,
                "n_x * n_y / 12 * (n_x + n_y + 1), less (t ^ 3 - t) / ((n_x + n_y) * (n_x + n_y - "
                "1)) within the bracket for each tie of t"),
            field("z", &R::z, "(w - expected, 0.5 nearer to 0) / sqrt(variance)"),
            field("p", &R::p, "two-sided, by the normal distribution of z"),
            field("p_exact", &R::p_exact, "two-sided, by all the equally likely orders"));
    }
};

/// Groups of fewer than these have an exact p.
inline constexpr std::int64_t kTooManyForExactOrders = 50;

namespace detail {

/// P(W <= w) for groups of m and n without ties. The largest of i + j values is of the first group
/// with probability i / (i + j), and then adds j to W.
inline double rank_sum_cdf(std::int64_t w, std::int64_t m, std::int64_t n) {
    const auto columns = static_cast<std::size_t>(w) + 1;
    std::vector<std::vector<double>> share(static_cast<std::size_t>(n) + 1,
                                           std::vector<double>(columns, 0.0));
    for (std::vector<double>& each : share)
        each[0] = 1.0;
    for (std::size_t i = 1; i <= static_cast<std::size_t>(m); ++i) {
        for (std::size_t j = 1; j < share.size(); ++j) {
            const double of_first = static_cast<double>(i) / static_cast<double>(i + j);
            for (std::size_t sum = std::min(columns, i * j + 1); sum-- > 0;)
                share[j][sum] = of_first * (sum >= j ? share[j][sum - j] : 0.0) +
                                (1.0 - of_first) * share[j - 1][sum];
        }
    }
    double total = 0.0;
    for (const double each : share.back())
        total += each;
    return total;
}

inline Number rank_sum_exact(double w, std::int64_t m, std::int64_t n) {
    const double largest = static_cast<double>(m) * static_cast<double>(n);
    const auto tail = static_cast<std::int64_t>(std::min(w, largest - w));
    return std::min(1.0, 2.0 * rank_sum_cdf(tail, m, n));
}

}  // namespace detail

/// The test of x against y, of which none is missing and neither is empty; better is higher for
/// `direction` +1, lower for -1. z has the continuity correction and the variance of tied ranks, as
/// in R's wilcox.test. The exact p is `not_applicable` with ties and from 50 in a group on. O(n log
/// n), and n_x * n_y * w steps for the exact p of small groups.
inline RankSumTest rank_sum_test(Values x, Values y, int direction) {
    RankSumTest test = RankSumTest::none(Reason::no_variation);
    std::vector<Ranked> all;
    all.reserve(x.size() + y.size());
    for (const double value : x)
        all.push_back({direction * value, true});
    for (const double value : y)
        all.push_back({direction * value, false});
    const RankSum ranks = rank_sum_of_marked(all);
    const double m = static_cast<double>(x.size());
    const double n = static_cast<double>(y.size());
    const double w = ranks.sum - m * (m + 1.0) / 2.0;
    const double expected = m * n / 2.0;
    const double together = m + n;
    const double variance =
        m * n / 12.0 * ((together + 1.0) - ranks.ties / (together * (together - 1.0)));
    test.w = w;
    test.expected = expected;
    test.variance = variance;
    if (!(variance > 0.0)) return test;
    const double z = nearer_to_zero(w - expected) / std::sqrt(variance);
    test.z = z;
    test.p = std::min(1.0, 2.0 * normal_upper(std::fabs(z)));
    const auto n_x = static_cast<std::int64_t>(x.size());
    const auto n_y = static_cast<std::int64_t>(y.size());
    test.p_exact = ranks.ties == 0.0 && std::max(n_x, n_y) < kTooManyForExactOrders
                       ? detail::rank_sum_exact(w, n_x, n_y)
                       : Number(Reason::not_applicable);
    return test;
}

}  // namespace effaith::stats
