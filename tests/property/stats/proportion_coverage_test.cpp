// What an interval promises: how often it holds the true share, over many seeded data sets.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>

#include "catch_compat.hpp"
#include "effaith/stats/distributions.hpp"
#include "effaith/stats/proportion.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

/// Learners of n of whom it is so, each with probability p. The same numbers on every platform.
std::int64_t successes(std::mt19937_64& random, std::int64_t n, double p) {
    const auto limit = static_cast<std::uint64_t>(p * 18446744073709551616.0);
    std::int64_t count = 0;
    for (std::int64_t i = 0; i < n; ++i)
        count += random() < limit ? 1 : 0;
    return count;
}

bool holds(const Interval& limits, double p) {
    return *limits.low <= p && p <= *limits.high;
}

struct Coverage {
    double wilson = 0.0;
    double exact = 0.0;
};

Coverage simulated(std::int64_t n, double p, int sets, std::mt19937_64& random) {
    Coverage held;
    for (int set = 0; set < sets; ++set) {
        const Proportion found = proportion(successes(random, n, p), n);
        held.wilson += holds(found.wilson, p) ? 1.0 : 0.0;
        held.exact += holds(found.clopper_pearson, p) ? 1.0 : 0.0;
    }
    return {held.wilson / sets, held.exact / sets};
}

/// The same from the chances of every count.
Coverage worked_out(std::int64_t n, double p) {
    Coverage held;
    for (std::int64_t x = 0; x <= n; ++x) {
        const double chance = binomial_probability(x, n, p);
        const Proportion found = proportion(x, n);
        held.wilson += holds(found.wilson, p) ? chance : 0.0;
        held.exact += holds(found.clopper_pearson, p) ? chance : 0.0;
    }
    return held;
}

}  // namespace

TEST_CASE("Wilson's 95% interval holds the true share in 91% to 99% of data sets, 95% on average") {
    std::mt19937_64 random(20260104);
    const int sets = share_of(10000);
    double total = 0.0;
    int kinds = 0;
    for (const std::int64_t n : {10, 25, 60, 200}) {
        for (const double p : {0.05, 0.2, 0.37, 0.5, 0.9}) {
            const Coverage found = simulated(n, p, sets, random);
            const Coverage expected = worked_out(n, p);
            WARN("n " << n << ", share " << p << ": Wilson " << found.wilson << " (worked out "
                      << expected.wilson << "), Clopper-Pearson " << found.exact << ", " << sets
                      << " data sets");
            const double error = std::sqrt(expected.wilson * (1.0 - expected.wilson) / sets);
            CHECK(std::fabs(found.wilson - expected.wilson) < 4.0 * error + 1e-9);
            CHECK(expected.wilson > 0.91);
            CHECK(expected.wilson < 0.99);
            CHECK(expected.exact >= 0.95);
            total += expected.wilson;
            ++kinds;
        }
    }
    CHECK(total / kinds == Approx(0.95).margin(0.01));
}

TEST_CASE("Newcombe's 95% interval holds the true difference in 92% to 98% of data sets") {
    std::mt19937_64 random(20260105);
    const int sets =
        std::max(2000, share_of(10000));  // with fewer, chance alone may leave the band
    for (const std::int64_t n : {20, 60}) {
        const double p1 = 0.5;
        const double p2 = 0.3;
        int held = 0;
        for (int set = 0; set < sets; ++set) {
            const auto found = proportion_difference(successes(random, n, p1), n,
                                                     successes(random, n / 2, p2), n / 2);
            held += holds(found.newcombe, p1 - p2) ? 1 : 0;
        }
        const double share = static_cast<double>(held) / sets;
        WARN("n " << n << " and " << n / 2 << ": Newcombe " << share << ", " << sets
                  << " data sets");
        CHECK(share > 0.92);
        CHECK(share < 0.98);
    }
}
