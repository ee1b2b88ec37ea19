#include "effaith/stats/regression_to_mean.hpp"

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

Approx near(double value, double relative = 1e-10) {
    return Approx(value).epsilon(relative).margin(0.0);
}

RegressionToMeanOptions standard_scores() {
    RegressionToMeanOptions options;
    options.population_mean = 100.0;
    options.population_sd = 15.0;
    options.reliability = 0.8;
    return options;
}

}  // namespace

// Density over share below (scipy): 1.525135276160981 at -1 and 1.9386771666225433 at -1.5.
TEST_CASE("Learners below 85 regain a fifth of how far below their mean lies") {
    RegressionToMeanOptions options = standard_scores();
    options.below = 85.0;
    const RegressionToMean r = expected_regression(options);
    CHECK(*r.z_below == -1.0);
    CHECK(*r.share_below == near(0.158655253931457));
    CHECK(*r.mean_below == near(100.0 - 15.0 * 1.525135276160981));
    CHECK(*r.expected_gain == near(0.2 * 15.0 * 1.525135276160981));
    options.below = 77.5;
    CHECK(*expected_regression(options).expected_gain == near(0.2 * 15.0 * 1.9386771666225433));
}

TEST_CASE("The group's own mean goes before the cut-off") {
    RegressionToMeanOptions options = standard_scores();
    options.below = 85.0;
    options.mean_selected = 80.0;
    options.mean_gain = 5.0;
    const RegressionToMean r = expected_regression(options);
    CHECK(*r.expected_gain_from_mean == near(4.0));
    CHECK(*r.expected_gain == near(4.0));
    CHECK(*r.gain_beyond == near(1.0));
    CHECK(*r.share_of_gain == near(0.8));
}

TEST_CASE("What is not known leaves what needs it without an answer") {
    RegressionToMeanOptions options = standard_scores();
    CHECK(expected_regression(options).expected_gain.reason() == Reason::not_estimable);
    options.mean_selected = 80.0;
    options.population_sd = std::numeric_limits<double>::quiet_NaN();
    CHECK(expected_regression(options).expected_gain.known());
    CHECK(expected_regression(options).mean_below.reason() == Reason::not_estimable);
    CHECK(expected_regression(options).gain_beyond.reason() == Reason::not_estimable);
    CHECK(expected_regression({}).expected_gain.reason() == Reason::not_estimable);
}

TEST_CASE("A reliability or deviation that cannot be is refused") {
    RegressionToMeanOptions options = standard_scores();
    options.reliability = 1.2;
    CHECK(expected_regression(options).expected_gain.reason() == Reason::invalid_argument);
    options.reliability = 0.5;
    options.population_sd = 0.0;
    CHECK(expected_regression(options).z_below.reason() == Reason::invalid_argument);
}

TEST_CASE("A reliable test has nothing to regain, one of pure luck everything") {
    RegressionToMeanOptions options = standard_scores();
    options.mean_selected = 80.0;
    options.reliability = 1.0;
    CHECK(*expected_regression(options).expected_gain == 0.0);
    options.reliability = 0.0;
    CHECK(*expected_regression(options).expected_gain == 20.0);
}

TEST_CASE("Far in the tail the depth goes on without a step") {
    const auto depth = [](double z) {
        RegressionToMeanOptions options;
        options.population_mean = 0.0;
        options.population_sd = 1.0;
        options.reliability = 0.0;
        options.below = z;
        return *expected_regression(options).expected_gain;
    };
    CHECK(depth(-20.0) == near(depth(-20.0000000001), 1e-9));
    CHECK(depth(-1000.0) == near(1000.001, 1e-9));
    CHECK(depth(50.0) == 0.0);
}
