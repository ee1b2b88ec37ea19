// Single cases: worked examples, direction, ends of scales, and reasons.
#include "effaith/stats/single_case.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
using List = std::vector<double>;
}  // namespace

TEST_CASE("Non-overlap of the worked example in Parker and Vannest (2009)",
          "[stats][single_case]") {
    // Phase A 4 3 4 3 4 7 5 2 3 2, phase B 5 9 7 9 7 5 9 11 11 10 9: nap 0.96.
    const Nap r = nap(List{4, 3, 4, 3, 4, 7, 5, 2, 3, 2}, List{5, 9, 7, 9, 7, 5, 9, 11, 11, 10, 9});
    CHECK(*r.positive == 104.0);
    CHECK(*r.tied == 4.0);
    CHECK(*r.negative == 2.0);
    CHECK(*r.nap == Approx(106.0 / 110.0).epsilon(1e-15));
}

TEST_CASE("Figures of five sessions each, by hand", "[stats][single_case]") {
    const SingleCase r = single_case(List{2, 3, 2, 30, 3}, List{5, 6, 7, 6, 8});
    CHECK(*r.nap.nap == 0.8);
    CHECK(*r.tau.estimate == Approx(0.6));
    CHECK(*r.pnd == 0.0);  // one wild value of A
    CHECK(*r.pem == 1.0);
    CHECK(*r.min_removed == 1.0);
    CHECK(*r.pand == 0.9);
    CHECK(*r.ird == Approx(0.8));
    CHECK(*r.s_a == 4.0);
    CHECK(*r.tau_u == Approx(0.44));
    CHECK(*r.tau_bc.slope == 0.375);
    CHECK(*r.lrm.estimate == Approx(std::log(2.0)));
}

TEST_CASE("Where nothing overlaps, limits are intervals and standard errors are not 0",
          "[stats][single_case]") {
    const SingleCase r = single_case(List{1, 2, 3, 4}, List{5, 6, 7, 8});
    CHECK(*r.nap.nap == 1.0);
    CHECK(*r.nap.ci.low == Approx(0.5822840455834577).epsilon(1e-12));
    CHECK(*r.nap.ci.high == 1.0);
    CHECK(*r.nap.se > 0.0);
    const SingleCase worst = single_case(List{5, 6, 7, 8}, List{1, 2, 3, 4});
    CHECK(*worst.nap.ci.low == 0.0);
    CHECK(*worst.nap.ci.high == Approx(1.0 - 0.5822840455834577).epsilon(1e-12));
}

TEST_CASE("Sessions are numbered after missing ones are dropped", "[stats][single_case]") {
    const SingleCase with = single_case(List{1, kMissing, 2, 3}, List{4, kMissing, 5});
    const SingleCase without = single_case(List{1, 2, 3}, List{4, 5});
    CHECK(with.n_a == 3);
    CHECK(with.tau_bc.slope == without.tau_bc.slope);
    CHECK(with.tau_bc.estimate == without.tau_bc.estimate);
    CHECK(*without.tau_bc.estimate == 0.0);  // all on one line
}

TEST_CASE("Decimals on one line are ties after the line is taken out", "[stats][single_case]") {
    const SingleCase r = single_case(List{0.1, 0.2, 0.3, 0.4, 0.5}, List{0.6, 0.7, 0.8});
    CHECK(*r.tau_bc.estimate == 0.0);
    CHECK(*r.tau_bc.kendall.estimate == 0.0);
}

TEST_CASE("Behaviour that stops has a log ratio as a count and none otherwise",
          "[stats][single_case]") {
    const List a{2, 4, 3, 5};
    const List b{0, 0, 0, 0, 0, 0};
    const SingleCase count = single_case(a, b, {Improvement::decrease, OutcomeScale::count, 0.95});
    CHECK(*count.lrri.uncorrected == Approx(std::log(3.5 * 12.0)));
    CHECK(*count.lrrd.uncorrected == -*count.lrri.uncorrected);
    const SingleCase other = single_case(a, b, {Improvement::decrease, OutcomeScale::other, 0.95});
    CHECK(other.lrri.estimate.reason() == Reason::undefined_ratio);
    CHECK(other.lrm.estimate.reason() == Reason::undefined_ratio);
}

TEST_CASE("Proportions are compared from the end that the direction asks for",
          "[stats][single_case]") {
    const List a{0.2, 0.3, 0.1};
    const List b{0.5, 0.7, 0.6};
    const SingleCase up =
        single_case(a, b, {Improvement::increase, OutcomeScale::proportion, 0.95});
    CHECK(*up.lrri.uncorrected == Approx(std::log(0.6 / 0.2)));
    CHECK(*up.lrrd.uncorrected == Approx(std::log(0.4 / 0.8)));
    CHECK(*up.lor_uncorrected.estimate == Approx(std::log(0.6 / 0.4 * 0.8 / 0.2)));
    // Equal variances of 0.01: errors 0.01 / 3 / (p (1 - p))^2, bias (2 p - 1) / 2 times each.
    const double error_a = 0.01 / 3.0 / (0.16 * 0.16);
    const double error_b = 0.01 / 3.0 / (0.24 * 0.24);
    CHECK(*up.lor.se == Approx(std::sqrt(error_a + error_b)));
    CHECK(*up.lor.estimate ==
          Approx(*up.lor_uncorrected.estimate - (0.2 * error_b + 0.6 * error_a) / 2.0));
    const SingleCase down =
        single_case(a, b, {Improvement::decrease, OutcomeScale::proportion, 0.95});
    CHECK(*down.lrri.uncorrected == Approx(std::log(0.4 / 0.8)));
    CHECK(*down.lor.estimate == Approx(-*up.lor.estimate));
    const List a100{20, 30, 10};
    const List b100{50, 70, 60};
    const SingleCase cent =
        single_case(a100, b100, {Improvement::increase, OutcomeScale::percentage, 0.95});
    CHECK(*cent.lor.estimate == Approx(*up.lor.estimate));
    CHECK(*cent.lrri.se == Approx(*up.lrri.se));
    CHECK(single_case(a, b).lor.estimate.reason() == Reason::not_applicable);
}

TEST_CASE("A constant baseline is no unit", "[stats][single_case]") {
    const SingleCase r = single_case(List{3, 3, 3}, List{3, 4, 5});
    CHECK(r.smd.corrected.estimate.reason() == Reason::no_variation);
    CHECK(r.smd_pooled.corrected.estimate.known());
    CHECK(single_case(List{4, 4}, List{4, 4}).smd_pooled.corrected.se.reason() ==
          Reason::no_variation);
    CHECK(*single_case(List{4, 4}, List{4, 4}).nap.nap == 0.5);
}

TEST_CASE("One session of a phase says little", "[stats][single_case]") {
    const SingleCase r = single_case(List{3}, List{6, 8, 4});
    CHECK(*r.nap.nap == 1.0);
    CHECK(r.nap.se.reason() == Reason::too_few);
    CHECK(r.tau_bc.estimate.reason() == Reason::too_few);
    CHECK(r.smd.corrected.estimate.reason() == Reason::too_few);
    CHECK(*r.smd_pooled.corrected.estimate == Approx(6.0 / 7.0));
    CHECK(r.lrri.estimate.reason() == Reason::too_few);
    CHECK(r.lrri.uncorrected.known());
    CHECK(r.lrm.se.reason() == Reason::too_few);
}

TEST_CASE("A phase without sessions has no figure", "[stats][single_case]") {
    for (const SingleCase& r : {single_case({}, List{1, 2}), single_case(List{1, 2}, {}),
                                single_case(List{kMissing}, List{1})}) {
        CHECK(r.nap.nap.reason() == Reason::too_few);
        CHECK(r.pand.reason() == Reason::too_few);
        CHECK(r.lor.estimate.reason() == Reason::too_few);
    }
}

TEST_CASE("Arguments that cannot be are refused", "[stats][single_case]") {
    const double infinite = std::numeric_limits<double>::infinity();
    CHECK(nap(List{1, infinite}, List{2}).nap.reason() == Reason::invalid_argument);
    const SingleCase r =
        single_case(List{1}, List{2}, {Improvement::increase, OutcomeScale::other, 0.0});
    CHECK(r.tau_u.reason() == Reason::invalid_argument);
    CHECK(r.n_a == 0);
}
