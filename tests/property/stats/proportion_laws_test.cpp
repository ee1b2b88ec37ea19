// Laws of shares: the other answer mirrors everything, groups swap, limits hold what they limit.
#include <cmath>
#include <cstdint>

#include "catch_compat.hpp"
#include "dice.hpp"
#include "effaith/stats/proportion.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

struct Count {
    std::int64_t x;
    std::int64_t n;
};

Count any_count(support::Dice& dice) {
    const std::size_t most = dice.one_in(10) ? 10000 : 60;
    const std::size_t n = 1 + dice.below(most);
    const std::size_t x = dice.one_in(8) ? n * dice.below(2) : dice.below(n + 1);
    return {static_cast<std::int64_t>(x), static_cast<std::int64_t>(n)};
}

void require(bool holds, const char* promise, const Count& a, const Count& b = {0, 0}) {
    if (!holds)
        FAIL(promise << " (" << a.x << " of " << a.n << ", " << b.x << " of " << b.n << ")");
}

bool near(const Number& a, double b) {
    return a && std::fabs(*a - b) <= 1e-10;
}
bool holds(const Interval& limits, double value) {
    return *limits.low <= value + 1e-15 && *limits.high >= value - 1e-15;
}
bool is_within(const Interval& limits, double low, double high) {
    return *limits.low >= low && *limits.high <= high && *limits.low <= *limits.high;
}
bool contains(const Interval& wide, const Interval& narrow) {
    return *wide.low <= *narrow.low + 1e-15 && *wide.high >= *narrow.high - 1e-15;
}
bool mirrors(const Interval& a, const Interval& b, double around) {
    return near(a.low, around - *b.high) && near(a.high, around - *b.low);
}

}  // namespace

TEST_CASE(
    "An interval of a share holds it, lies within 0 and 1, grows with its level, and mirrors") {
    support::Dice dice(20260101);
    for (int run = 0; run < share_of(10000); ++run) {
        const Count given = any_count(dice);
        const Proportion found = proportion(given.x, given.n);
        const Proportion wider = proportion(given.x, given.n, 0.99);
        const Proportion others = proportion(given.n - given.x, given.n);
        const double p = *found.estimate;
        require(holds(found.wilson, p) && holds(found.clopper_pearson, p), "holds", given);
        require(is_within(found.wilson, 0, 1) && is_within(found.clopper_pearson, 0, 1), "within",
                given);
        require(contains(wider.wilson, found.wilson) &&
                    contains(wider.clopper_pearson, found.clopper_pearson),
                "grows", given);
        require(mirrors(found.wilson, others.wilson, 1.0) &&
                    mirrors(found.clopper_pearson, others.clopper_pearson, 1.0),
                "mirrors", given);
        // The limits of Wilson are where the score test is just at its critical value.
        const double low = *found.wilson.low;
        const double n = static_cast<double>(given.n);
        require(given.x == 0 ||
                    std::fabs((p - low) - *found.z * std::sqrt(low * (1.0 - low) / n)) < 1e-12,
                "score", given);
    }
}

TEST_CASE("Swapping the groups turns the sign of a difference and nothing else") {
    support::Dice dice(20260102);
    for (int run = 0; run < share_of(10000); ++run) {
        const Count a = any_count(dice);
        const Count b = any_count(dice);
        const ProportionDifference found = proportion_difference(a.x, a.n, b.x, b.n);
        const ProportionDifference swapped = proportion_difference(b.x, b.n, a.x, a.n);
        require(near(swapped.difference, -*found.difference), "difference", a, b);
        require(mirrors(swapped.newcombe, found.newcombe, 0.0), "newcombe", a, b);
        require(mirrors(swapped.wald, found.wald, 0.0), "wald", a, b);
        require(mirrors(swapped.agresti_caffo, found.agresti_caffo, 0.0), "agresti_caffo", a, b);
        require(swapped.p.reason() == found.p.reason() &&
                    near(swapped.p ? swapped.p : Number(0.0), found.p ? *found.p : 0.0),
                "p", a, b);
        require(holds(found.newcombe, *found.difference), "holds", a, b);
        require(is_within(found.newcombe, -1.0 - 1e-12, 1.0 + 1e-12), "within", a, b);
        require(is_within(found.wald_clipped, -1.0, 1.0), "clipped", a, b);
    }
}

TEST_CASE("A unit is outside its limits exactly where its count is, and the other answer mirrors") {
    support::Dice dice(20260103);
    for (int run = 0; run < share_of(10000); ++run) {
        const Count given = any_count(dice);
        const double target = static_cast<double>(1 + dice.below(996)) / 997.0;
        const FunnelUnit unit = funnel_limits(given.x, given.n, target);
        const FunnelUnit others = funnel_limits(given.n - given.x, given.n, 1.0 - target);
        const double x = static_cast<double>(given.x);
        const double n = static_cast<double>(given.n);
        for (const FunnelLimits& limits : {unit.limits_95, unit.limits_998}) {
            require((*limits.place == FunnelPlace::low) == (x < *limits.quantile_low), "low",
                    given);
            require((*limits.place == FunnelPlace::high) == (x > *limits.quantile_high), "high",
                    given);
            require(*limits.low <= target + 1.0 / n && *limits.high >= target - 1.0 / n, "target",
                    given);
            // Interpolation draws a limit inwards from the count by less than one learner.
            require(*limits.low_interpolated <= *limits.low &&
                        *limits.low_interpolated > *limits.low - 1.0 / n - 1e-12,
                    "low interpolated", given);
            require(*limits.high_interpolated <= *limits.high + 1e-12 &&
                        *limits.high_interpolated > *limits.high - 1.0 / n - 1e-12,
                    "high interpolated", given);
        }
        require(contains({unit.limits_998.low, unit.limits_998.high},
                         {unit.limits_95.low, unit.limits_95.high}),
                "nested", given);
        require(near(others.p_ge, *unit.p_le) && near(others.p_le, *unit.p_ge), "tails", given);
        require(near(others.limits_95.quantile_low, n - *unit.limits_95.quantile_high), "mirror",
                given);
    }
}
