// Agreement: published tables, constants and missing ratings, reasons.
#include "effaith/stats/agreement.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

struct Ratings {
    std::vector<double> a;
    std::vector<double> b;
};

/// The pairs of ratings that a table counts.
Ratings ratings_of(const std::vector<std::vector<int>>& table) {
    Ratings ratings;
    for (std::size_t a = 0; a < table.size(); ++a) {
        for (std::size_t b = 0; b < table.size(); ++b) {
            for (int i = 0; i < table[a][b]; ++i) {
                ratings.a.push_back(static_cast<double>(a + 1));
                ratings.b.push_back(static_cast<double>(b + 1));
            }
        }
    }
    return ratings;
}

}  // namespace

TEST_CASE("The two psychiatrists of Fleiss, Cohen & Everitt (1969)") {
    const Ratings given = ratings_of({{106, 10, 4}, {22, 28, 10}, {2, 12, 6}});
    const Kappa found = kappa(given.a, given.b, 3);
    CHECK(found.n == 200);
    CHECK(*found.percent_agreement == 70.0);
    CHECK(*found.percent_within_1 == 97.0);
    CHECK(*found.unweighted.observed == Approx(0.7));
    CHECK(*found.unweighted.expected == Approx(0.475));
    CHECK(*found.unweighted.kappa == Approx(0.225 / 0.525).epsilon(1e-14));
    CHECK(*found.unweighted.se == Approx(0.054).margin(0.0005));
    CHECK(*found.unweighted.interval.high - *found.unweighted.interval.low ==
          Approx(2.0 * 1.959963984540054 * *found.unweighted.se));
}

TEST_CASE("Perfect agreement is 1 without any error, and still tested against chance") {
    const Ratings given = ratings_of({{5, 0, 0}, {0, 5, 0}, {0, 0, 5}});
    for (const WeightedKappa& found :
         {kappa(given.a, given.b, 3).unweighted, kappa(given.a, given.b, 3).quadratic}) {
        CHECK(*found.kappa == 1.0);
        CHECK(*found.se == 0.0);
        CHECK(*found.interval.low == 1.0);
        CHECK(*found.p < 0.001);
    }
}

TEST_CASE("A category that nobody used still counts in the weights") {
    const std::vector<double> a{1, 1, 2, 3, 3, 5, 5, 2, 1};
    const std::vector<double> b{1, 2, 2, 3, 5, 5, 3, 2, 1};
    CHECK(*kappa(a, b, 5).linear.observed > *kappa(a, b, 5).unweighted.observed);
    CHECK(*kappa(a, b, 5).linear.kappa == Approx(0.6511627906976745).epsilon(1e-12));
    CHECK(*kappa(a, b, 9).linear.kappa == Approx(0.6511627906976745).epsilon(1e-12));
    CHECK(*kappa(a, b, 9).linear.observed > *kappa(a, b, 5).linear.observed);
}

TEST_CASE("Raters who only ever gave one category leave nothing to agree on") {
    const std::vector<double> same(8, 2.0);
    const Kappa found = kappa(same, same, 5);
    CHECK(*found.percent_agreement == 100.0);
    for (const Number& figure : {found.unweighted.kappa, found.linear.se, found.quadratic.p})
        CHECK(figure.reason() == Reason::no_variation);
    const std::vector<double> other(8, 1.0);
    CHECK(*kappa(same, other, 5).unweighted.kappa == 0.0);
    CHECK(kappa(same, other, 5).unweighted.z.reason() == Reason::undefined_ratio);
    CHECK(kappa(other, other, 1).linear.kappa.reason() == Reason::no_variation);
}

TEST_CASE("Ratings that are no category are refused, missing ones left out") {
    const std::vector<double> a{1, 2, kMissing, 2};
    const std::vector<double> b{1, 2, 1, kMissing};
    CHECK(kappa(a, b, 2).n == 2);
    CHECK(kappa({}, {}, 2).percent_agreement.reason() == Reason::too_few);
    for (const double bad : {0.0, 3.0, 1.5, -1.0, std::numeric_limits<double>::infinity()}) {
        const std::vector<double> with{1.0, bad, 2.0, 1.0};
        CHECK(kappa(with, b, 2).unweighted.kappa.reason() == Reason::invalid_argument);
        CHECK(kappa(b, with, 2).percent_within_1.reason() == Reason::invalid_argument);
    }
    CHECK(kappa(a, {}, 2).unweighted.kappa.reason() == Reason::invalid_argument);
    CHECK(kappa(a, b, 0).unweighted.kappa.reason() == Reason::invalid_argument);
    CHECK(kappa(a, b, 1001).unweighted.kappa.reason() == Reason::invalid_argument);
    CHECK(kappa(a, b, 2, 0.0).unweighted.kappa.reason() == Reason::invalid_argument);
}

TEST_CASE("The six targets and four judges of Shrout & Fleiss (1979)") {
    const std::vector<double> ratings{9, 2, 5, 8, 6,  1, 3, 2, 8, 4, 6, 8,
                                      7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
    const IntraclassCorrelation found = intraclass_correlation(ratings, 4);
    CHECK(found.n == 6);
    CHECK(*found.msr == Approx(11.24).margin(0.005));
    CHECK(*found.msw == Approx(6.26).margin(0.005));
    CHECK(*found.msc == Approx(32.49).margin(0.005));
    CHECK(*found.mse == Approx(1.02).margin(0.005));
    CHECK(*found.icc_1_1.icc == Approx(0.17).margin(0.005));
    CHECK(*found.icc_2_1.icc == Approx(0.29).margin(0.005));
    CHECK(*found.icc_3_1.icc == Approx(0.71).margin(0.005));
    CHECK(*found.icc_1_k.icc == Approx(0.44).margin(0.005));
    CHECK(*found.icc_2_k.icc == Approx(0.62).margin(0.005));
    CHECK(*found.icc_3_k.icc == Approx(0.91).margin(0.005));
    CHECK(*found.icc_1_1.interval.low == Approx(-0.13).margin(0.005));
    CHECK(*found.icc_1_1.interval.high == Approx(0.72).margin(0.005));
}

TEST_CASE("A constant offset between raters is no inconsistency, and disagreement all the same") {
    const std::vector<double> ratings{0.1, 0.4, 0.5, 0.8, 0.7, 1.0, 0.4, 0.7, 0.9, 1.2};
    const IntraclassCorrelation found = intraclass_correlation(ratings, 2);
    CHECK(*found.mse == 0.0);
    CHECK(*found.icc_3_1.icc == 1.0);
    CHECK(found.icc_3_1.f.reason() == Reason::undefined_ratio);
    CHECK(found.icc_3_1.interval.low.reason() == Reason::undefined_ratio);
    CHECK(*found.icc_2_1.icc < 1.0);
}

TEST_CASE("Learners who do not differ leave consistency without an answer") {
    const std::vector<double> constant{3, 5, 3, 5, 3, 5};
    const IntraclassCorrelation found = intraclass_correlation(constant, 2);
    CHECK(found.icc_3_1.icc.reason() == Reason::undefined_ratio);
    CHECK(*found.icc_2_1.icc == 0.0);
    CHECK(*found.icc_1_1.icc == -1.0);
    const std::vector<double> opposed{1, 5, 2, 4, 3, 3, 4, 2, 5, 1};
    CHECK(*intraclass_correlation(opposed, 2).icc_3_1.icc == -1.0);
}

TEST_CASE("Scores near a million with a small spread keep their digits") {
    std::vector<double> ratings{9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8};
    const IntraclassCorrelation small = intraclass_correlation(ratings, 4);
    for (double& rating : ratings)
        rating = rating / 8.0 + 1e6;
    const IntraclassCorrelation large = intraclass_correlation(ratings, 4);
    CHECK(*large.icc_2_1.icc == Approx(*small.icc_2_1.icc).epsilon(1e-12));
    CHECK(*large.icc_3_k.interval.low == Approx(*small.icc_3_k.interval.low).epsilon(1e-12));
}

TEST_CASE("Tables that are none are refused, learners with a missing score left out") {
    const std::vector<double> ratings{1, 2, kMissing, 4, 5, 6, 3, 5};
    CHECK(intraclass_correlation(ratings, 2).n == 3);
    CHECK(intraclass_correlation(ratings, 4).icc_1_1.icc.reason() == Reason::too_few);
    CHECK(intraclass_correlation({}, 2).msr.reason() == Reason::too_few);
    CHECK(intraclass_correlation(ratings, 3).msr.reason() == Reason::invalid_argument);
    CHECK(intraclass_correlation(ratings, 1).icc_3_k.p.reason() == Reason::invalid_argument);
    CHECK(intraclass_correlation(ratings, 2, 1.5).msr.reason() == Reason::invalid_argument);
}

TEST_CASE("Scores too large to square give no correlation") {
    const std::vector<double> ratings{1e308, -1e308, 1e307, 1e308};
    CHECK_FALSE(intraclass_correlation(ratings, 2).icc_2_1.icc);
    CHECK_FALSE(intraclass_correlation(ratings, 2).icc_1_1.interval.high);
}
