// How often NAP's 95 % limits hold the true value, over made data sets of two phases.
//
// Truth: with normal values of equal spread and a shift of d standard deviations, a value of B is
// above one of A with probability Phi(d / sqrt(2)).
#include <cmath>
#include <random>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/distributions.hpp"
#include "effaith/stats/nap.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

std::vector<double> made_phase(std::mt19937_64& random, std::size_t n, double shift) {
    std::normal_distribution<double> normal(shift, 1.0);
    std::vector<double> values(n);
    for (double& value : values)
        value = normal(random);
    return values;
}

double coverage(std::size_t each, double shift, int runs) {
    std::mt19937_64 random(20240 + each);
    const double truth = normal_cdf(shift / std::sqrt(2.0));
    int held = 0;
    for (int run = 0; run < runs; ++run) {
        const Nap r = nap(made_phase(random, each, 0.0), made_phase(random, each, shift));
        held += *r.ci.low <= truth && truth <= *r.ci.high;
    }
    return static_cast<double>(held) / runs;
}

}  // namespace

TEST_CASE("NAP's 95 % limits hold the truth in about 95 % of data sets",
          "[stats][single_case][coverage]") {
    const int runs = share_of(10000);
    const double chance = 4.0 * std::sqrt(0.95 * 0.05 / runs);  // of the runs themselves
    for (const std::size_t each : {std::size_t{10}, std::size_t{20}}) {
        for (const double shift : {0.0, 1.0}) {
            const double share = coverage(each, shift, runs);
            WARN("NAP, " << each << " + " << each << " sessions, shift " << shift
                         << " SD: " << 100.0 * share << " % of " << runs);
            CHECK(share > 0.935 - chance);
            CHECK(share < 0.98 + chance);
        }
    }
}
