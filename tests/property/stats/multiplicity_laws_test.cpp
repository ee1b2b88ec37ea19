// Laws of adjusted p values: the definition itself, order, and the number of findings.
#include <algorithm>
#include <cmath>
#include <vector>

#include "catch_compat.hpp"
#include "dice.hpp"
#include "effaith/stats/multiplicity.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

/// The procedure as it was published: the largest k with p(k) <= k q / n rejects the k smallest.
bool is_finding(const std::vector<double>& p, double of, double q) {
    std::vector<double> sorted = p;
    std::sort(sorted.begin(), sorted.end());
    const double n = static_cast<double>(p.size());
    for (std::size_t k = p.size(); k > 0; --k)
        if (sorted[k - 1] <= static_cast<double>(k) * q / n) return of <= sorted[k - 1];
    return false;
}

void require(bool holds, const char* promise, int run) {
    if (!holds) FAIL(promise << " (run " << run << ")");
}

}  // namespace

TEST_CASE(
    "An adjusted p finds what the step-up procedure finds, keeps the order and never shrinks") {
    support::Dice dice(20260112);
    for (int run = 0; run < share_of(10000); ++run) {
        std::vector<double> p;
        const std::size_t n = 1 + dice.below(25);
        for (std::size_t i = 0; i < n; ++i)
            p.push_back(static_cast<double>(dice.below(dice.one_in(2) ? 1001 : 60)) / 1000.0);
        const AdjustedPs found = benjamini_hochberg(p);
        const double q = (static_cast<double>(dice.below(400)) + 0.5) / 997.0;
        std::vector<double> backwards(p.rbegin(), p.rend());
        const AdjustedPs reversed = benjamini_hochberg(backwards);
        for (std::size_t i = 0; i < n; ++i) {
            const double adjusted = *found.tests[i].p_adjusted;
            require(adjusted >= p[i] && adjusted <= 1.0, "between p and 1", run);
            require((adjusted <= q) == is_finding(p, p[i], q), "findings", run);
            require(*reversed.tests[n - 1 - i].p_adjusted == adjusted, "order given", run);
            const std::size_t other = dice.below(n);
            require(p[i] > p[other] || adjusted <= *found.tests[other].p_adjusted, "order", run);
        }
    }
}
