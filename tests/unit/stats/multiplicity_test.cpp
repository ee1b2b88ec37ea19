// False discovery rates: the published example, ties, missing values.
#include "effaith/stats/multiplicity.hpp"

#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

TEST_CASE("The fifteen comparisons of Benjamini & Hochberg (1995)") {
    const std::vector<double> p{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0};
    // scipy 1.17.1 false_discovery_control(p); R's p.adjust(p, "BH") is the same procedure.
    const std::vector<double> expected{0.0015,
                                       0.003,
                                       0.009499999999999998,
                                       0.035625000000000004,
                                       0.0603,
                                       0.06385714285714286,
                                       0.06385714285714286,
                                       0.0645,
                                       0.0765,
                                       0.486,
                                       0.5811818181818181,
                                       0.714875,
                                       0.7532307692307693,
                                       0.8132142857142857,
                                       1.0};
    const AdjustedPs found = benjamini_hochberg(p);
    REQUIRE(found.n == 15);
    for (std::size_t i = 0; i < p.size(); ++i) {
        CHECK(*found.tests[i].p == p[i]);
        CHECK(*found.tests[i].p_adjusted == Approx(expected[i]).epsilon(1e-14));
    }
}

TEST_CASE("Ties stay ties, and the order given is kept") {
    // scipy 1.17.1 false_discovery_control([0.04, 0.001, 0.04, 0.03, 0.5])
    const std::vector<double> p{0.04, 0.001, 0.04, 0.03, 0.5};
    const std::vector<double> expected{0.05, 0.005, 0.05, 0.05, 0.5};
    const AdjustedPs found = benjamini_hochberg(p);
    for (std::size_t i = 0; i < p.size(); ++i) {
        CHECK(found.tests[i].test == static_cast<std::int64_t>(i));
        CHECK(*found.tests[i].p_adjusted == Approx(expected[i]).epsilon(1e-14));
    }
}

TEST_CASE("A missing p stays missing and does not count") {
    const std::vector<double> p{0.02, std::numeric_limits<double>::quiet_NaN(), 0.04};
    const AdjustedPs found = benjamini_hochberg(p);
    CHECK(found.n == 2);
    CHECK(found.tests[1].p.reason() == Reason::not_estimable);
    CHECK(found.tests[1].p_adjusted.reason() == Reason::not_estimable);
    CHECK(*found.tests[0].p_adjusted == 0.04);
    CHECK(benjamini_hochberg({}).n == 0);
}

TEST_CASE("A p that cannot be is refused in every figure") {
    for (const double bad : {-0.1, 1.1, std::numeric_limits<double>::infinity()}) {
        const AdjustedPs found = benjamini_hochberg(std::vector{0.5, bad});
        CHECK(found.n == 0);
        for (const AdjustedP& test : found.tests)
            CHECK(test.p_adjusted.reason() == Reason::invalid_argument);
    }
}
