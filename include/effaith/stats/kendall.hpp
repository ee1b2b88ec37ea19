// Kendall's rank correlation and the Mann-Kendall test of a trend.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/ordering.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

/// Groups of equal values, as the sums that variances with ties need. t is a group's size.
struct Ties {
    std::int64_t pairs = 0;  ///< sum of t (t - 1) / 2
    double squares = 0.0;    ///< sum of t (t - 1)
    double cubes = 0.0;      ///< sum of t (t - 1) (t - 2)
    double weighted = 0.0;   ///< sum of t (t - 1) (2 t + 5)

    void add(std::int64_t group) {
        const double t = static_cast<double>(group);
        pairs += group * (group - 1) / 2;
        squares += t * (t - 1.0);
        cubes += t * (t - 1.0) * (t - 2.0);
        weighted += t * (t - 1.0) * (2.0 * t + 5.0);
    }
};

/// How the pairs of points agree in order, and the points by x, then y.
struct Concordance {
    std::int64_t n = 0;
    std::int64_t discordant = 0;
    std::int64_t s = 0;  ///< concordant less discordant
    Ties x;
    Ties y;
    std::int64_t pairs = 0;         ///< n (n - 1) / 2
    std::int64_t tied_in_both = 0;  ///< pairs of equal points
    Order order;                    ///< points by x; equal x by y; equal points as they came

    /// The variance of s when there is no association, ties in both counted in full (Kendall
    /// 1970). n is at least 3.
    double variance() const {
        const double m = static_cast<double>(n);
        const double all = m * (m - 1.0);
        return (all * (2.0 * m + 5.0) - x.weighted - y.weighted) / 18.0 +
               x.squares * y.squares / (2.0 * all) + x.cubes * y.cubes / (9.0 * all * (m - 2.0));
    }
};

/// Calls `visit(size)` for each run of an order whose neighbours are `same`.
template <class Same, class Visit>
void for_each_run(const Order& order, const Same& same, Visit&& visit) {
    std::int64_t run = 1;
    for (std::size_t at = 1; at < order.size(); ++at) {
        if (same(order[at - 1], order[at])) {
            ++run;
            continue;
        }
        visit(run);
        run = 1;
    }
    if (!order.empty()) visit(run);
}

/// Knight's (1966) count: O(n log n). x and y have the same length, and none is missing.
inline Concordance concordance(Values x, Values y) {
    Concordance c;
    c.n = static_cast<std::int64_t>(x.size());
    c.pairs = c.n * (c.n - 1) / 2;
    const Order by_y = sorted_by(y, places(x.size()));
    c.order = sorted_by(x, by_y);
    const auto same_x = [x](std::uint32_t a, std::uint32_t b) { return x[a] == x[b]; };
    const auto same_y = [y](std::uint32_t a, std::uint32_t b) { return y[a] == y[b]; };
    const auto same = [&](std::uint32_t a, std::uint32_t b) {
        return same_x(a, b) && same_y(a, b);
    };
    for_each_run(by_y, same_y, [&](std::int64_t t) { c.y.add(t); });
    for_each_run(c.order, same_x, [&](std::int64_t t) { c.x.add(t); });
    for_each_run(c.order, same, [&](std::int64_t t) { c.tied_in_both += t * (t - 1) / 2; });
    // The points by y, equal y by x: its inversions against the order by x are the pairs that fall.
    const Order rank = ranks_in(c.order);
    Order sequence(x.size());
    std::transform(by_y.begin(), by_y.end(), sequence.begin(),
                   [&](std::uint32_t place) { return rank[place]; });
    for_each_run(by_y, same_y, [&, at = sequence.begin()](std::int64_t t) mutable {
        const auto end = at + static_cast<std::ptrdiff_t>(t);
        if (t > 1) std::sort(at, end);
        at = end;
    });
    c.discordant = inversions(std::move(sequence));
    c.s = c.pairs - c.x.pairs - c.y.pairs + c.tied_in_both - 2 * c.discordant;
    return c;
}

/// The most values for which an exact p is worked: its cost grows with the cube.
inline constexpr std::int64_t kKendallExactMost = 170;

/// The mean over each window of `width` items that ends at an item, those before the first being 0.
/// Windows are summed from both ends of blocks, so that nothing is subtracted and every digit
/// holds.
inline void mean_of_windows(Values items, std::size_t width, std::vector<double>& back,
                            std::vector<double>& means) {
    for (std::size_t begin = 0; begin < items.size(); begin += width) {
        double sum = 0.0;  // from an item to the end of its block
        for (std::size_t k = std::min(begin + width, items.size()); k-- > begin;)
            back[k] = sum += items[k];
    }
    for (std::size_t begin = 0; begin < items.size(); begin += width) {
        double sum = 0.0;  // from the begin of the block to an item
        const std::size_t last = begin + width - 1;
        for (std::size_t k = begin; k <= std::min(last, items.size() - 1); ++k) {
            sum += items[k];
            const double before = begin == 0 || k == last ? 0.0 : back[k + 1 - width];
            means[k] = (sum + before) / static_cast<double>(width);
        }
    }
}

/// The two-sided p of `discordant` pairs of n untied points, by counting orders: each further point
/// makes 0 to j - 1 of the pairs discordant, all equally likely. O(n * pairs).
inline double kendall_exact_p(std::int64_t n, std::int64_t discordant) {
    const std::int64_t pairs = n * (n - 1) / 2;
    const std::int64_t fewer = std::min(discordant, pairs - discordant);
    if (2 * fewer == pairs) return 1.0;
    const std::size_t size = static_cast<std::size_t>(fewer) + 1;
    std::vector<double> share(size, 0.0);
    std::vector<double> back(size, 0.0);
    std::vector<double> next(size, 0.0);
    share[0] = 1.0;
    for (std::size_t j = 2; j <= static_cast<std::size_t>(n); ++j) {
        const std::size_t reached = std::min(size, j * (j - 1) / 2 + 1);
        mean_of_windows(Values(share).first(reached), j, back, next);
        share.swap(next);
    }
    double tail = 0.0;
    for (const double each : share)
        tail += each;
    return std::min(1.0, 2.0 * tail);
}

/// What kendall() answers.
struct Kendall {
    std::int64_t n = 0;
    std::int64_t concordant = 0;
    std::int64_t discordant = 0;
    std::int64_t tied_x = 0;
    std::int64_t tied_y = 0;
    Number s;
    Number tau_b;
    Number var_s;
    Number z;
    Number p;
    Number z_cc;
    Number p_cc;
    Number p_exact;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("n", &Kendall::n, "pairs of values of which neither is missing"),
            field("concordant", &Kendall::concordant, "pairs of points in which both rise"),
            field("discordant", &Kendall::discordant, "pairs in which one rises, the other falls"),
            field("tied_x", &Kendall::tied_x, "pairs with equal x"),
            field("tied_y", &Kendall::tied_y, "pairs with equal y"),
            field("s", &Kendall::s, "concordant - discordant"),
            field("tau_b", &Kendall::tau_b,
                  "s / sqrt((n * (n - 1) / 2 - tied_x) * (n * (n - 1) / 2 - tied_y))"),
            field("var_s", &Kendall::var_s, "variance of s without association, ties counted"),
            field("z", &Kendall::z, "s / sqrt(var_s)"), field("p", &Kendall::p, "P(|Z| > |z|)"),
            field("z_cc", &Kendall::z_cc, "(s - sign(s)) / sqrt(var_s)"),
            field("p_cc", &Kendall::p_cc, "P(|Z| > |z_cc|)"),
            field("p_exact", &Kendall::p_exact, "share of all orders at least as far from s = 0"),
            field("method", &Kendall::method, "what was done"));
    }
};

/// The answer without any figure.
inline Kendall kendall_without(Reason reason, std::int64_t n = 0) {
    Kendall k;
    k.n = n;
    k.s = k.tau_b = k.var_s = k.z = k.p = k.z_cc = k.p_cc = k.p_exact = reason;
    k.method = "Kendall's tau-b";
    return k;
}

/// From counts that are there already.
inline Kendall kendall_of(const Concordance& c) {
    if (c.n < 2) return kendall_without(Reason::too_few, c.n);
    const std::int64_t varying_x = c.pairs - c.x.pairs;
    const std::int64_t varying_y = c.pairs - c.y.pairs;
    Kendall k = kendall_without(Reason::no_variation, c.n);
    k.discordant = c.discordant;
    k.concordant = c.s + c.discordant;
    k.tied_x = c.x.pairs;
    k.tied_y = c.y.pairs;
    k.s = static_cast<double>(c.s);
    if (varying_x == 0 || varying_y == 0) return k;
    const double tau =
        *k.s / std::sqrt(static_cast<double>(varying_x) * static_cast<double>(varying_y));
    k.tau_b = std::clamp(tau, -1.0, 1.0);
    const bool tied = c.x.pairs > 0 || c.y.pairs > 0;
    k.p_exact = tied || c.n > kKendallExactMost ? Number(Reason::not_applicable)
                                                : Number(kendall_exact_p(c.n, c.discordant));
    k.method =
        "Kendall's tau-b; z with the variance for ties in both, without and with continuity "
        "correction; exact p where nothing is tied";
    if (c.n < 3) {
        k.var_s = k.z = k.p = k.z_cc = k.p_cc = Reason::too_few;
        return k;
    }
    const double variance = c.variance();
    const double sd = std::sqrt(variance);
    const double nearer = std::copysign(std::max(std::fabs(*k.s) - 1.0, 0.0), *k.s);
    k.var_s = variance;
    k.z = *k.s / sd;
    k.z_cc = nearer / sd;
    k.p = 2.0 * normal_upper(std::fabs(*k.z));
    k.p_cc = std::min(1.0, 2.0 * normal_upper(std::fabs(*k.z_cc)));
    return k;
}

/// Whether x and y can be the two halves of pairs.
inline bool are_pairs(Values x, Values y) {
    return x.size() == y.size() && !has_infinite(x) && !has_infinite(y);
}

/// Kendall's rank correlation of two variables; pairs with a missing value are dropped.
///
/// tau_b = (concordant - discordant) / sqrt((pairs not tied in x) * (pairs not tied in y)), from -1
/// to 1. It asks for order alone, and an outlier moves it little: for scales with few steps and for
/// skewed values. Not for how much y changes with x (theil_sen), nor for curves that turn.
/// `z` uses the variance for ties in both variables (Kendall 1970); `z_cc` moves s by one towards
/// 0, as most packages' trend tests do, `z` does not, as R's cor.test and scipy. `p_exact` is
/// there without ties and up to 170 points: the share of all orders whose s is at least as far from
/// 0. Two points have a tau and no variance (`too_few`); where one variable does not vary,
/// `no_variation`. Sources: Kendall (1970), Rank Correlation Methods; Knight (1966) for the count.
/// O(n log n).
inline Kendall kendall(Values x, Values y) {
    if (!are_pairs(x, y)) return kendall_without(Reason::invalid_argument);
    const Pairs kept = complete_pairs(x, y);
    return kendall_of(concordance(kept.x, kept.y));
}

/// What mann_kendall() answers.
struct MannKendall {
    std::int64_t n = 0;
    Number s;
    Number var_s;
    Number tau_b;
    Number z;
    Number p;
    Number z_cc;
    Number p_cc;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("n", &MannKendall::n, "days with a value"),
            field("s", &MannKendall::s, "pairs of days that rise less pairs that fall"),
            field("var_s", &MannKendall::var_s, "variance of s without a trend, ties counted"),
            field("tau_b", &MannKendall::tau_b, "s over its largest possible size, ties counted"),
            field("z", &MannKendall::z, "s / sqrt(var_s)"),
            field("p", &MannKendall::p, "P(|Z| > |z|)"),
            field("z_cc", &MannKendall::z_cc, "(s - sign(s)) / sqrt(var_s)"),
            field("p_cc", &MannKendall::p_cc, "P(|Z| > |z_cc|)"),
            field("method", &MannKendall::method, "what was done"));
    }
};

/// From kendall()'s answer for day and value.
inline MannKendall mann_kendall_of(const Kendall& k) {
    MannKendall m;
    m.n = k.n;
    m.method = "Mann-Kendall test on values in the order of their days";
    const auto only = [&](Reason reason) {
        m.s = m.var_s = m.tau_b = m.z = m.p = m.z_cc = m.p_cc = reason;
        return m;
    };
    if (k.s.reason() == Reason::invalid_argument) return only(Reason::invalid_argument);
    if (k.tied_x > 0) return only(Reason::not_applicable);
    if (k.n < 3) return only(Reason::too_few);
    m.s = k.s;
    m.var_s = k.var_s;
    m.tau_b = k.tau_b;
    m.z = k.z;
    m.p = k.p;
    m.z_cc = k.z_cc;
    m.p_cc = k.p_cc;
    return m;
}

/// The Mann-Kendall test of a trend: Kendall's s of values against their days, which need not be
/// sorted or evenly spaced; only their order is used.
///
/// `z_cc`, with the continuity correction, is the usual one. Three values or more; where two values
/// share a day their order is not known: `not_applicable`, and kendall() with ties in both is the
/// test to use. For independent values: measurements that carry over from day to day make p too
/// small. Sources: Mann (1945); Kendall (1970). O(n log n).
inline MannKendall mann_kendall(Values day, Values value) {
    return mann_kendall_of(kendall(day, value));
}

}  // namespace effaith::stats
