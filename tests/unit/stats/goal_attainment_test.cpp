// Goal attainment: T scores worked by hand, conventions, reasons.
#include "effaith/stats/goal_attainment.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("Three goals of equal weight, each one level above what was expected") {
    // 50 + 10 * 3 / sqrt(0.7 * 3 + 0.3 * 9)
    const GoalAttainment found = goal_attainment(std::vector{1.0, 1.0, 1.0});
    CHECK(found.n == 3);
    CHECK(*found.spread == Approx(std::sqrt(4.8)).epsilon(1e-15));
    CHECK(*found.t_achieved == Approx(50.0 + 30.0 / std::sqrt(4.8)).epsilon(1e-15));
    CHECK(*found.mean_level == 1.0);
}

TEST_CASE("What was expected is 50 whatever the weights") {
    CHECK(*goal_attainment(std::vector{0.0, 0.0}, std::vector{3.0, 7.0}).t_achieved == 50.0);
}

TEST_CASE("One goal is ten points a level, whatever its weight and rho") {
    for (const double rho : {0.0, 0.3, 1.0})
        CHECK(*goal_attainment(std::vector{-2.0}, std::vector{7.0}, {}, rho).t_achieved ==
              Approx(30.0).epsilon(1e-15));
}

TEST_CASE("The change is the difference of the T scores, over the same goals") {
    const std::vector<double> score{1.0, kMissing, 0.0, 2.0};
    const std::vector<double> weight{1.0, 2.0, 1.0, 1.0};
    const std::vector<double> start{-1.0, -1.0, -1.0, -1.0};
    const GoalAttainment found = goal_attainment(score, weight, start);
    CHECK(found.n == 3);
    CHECK(*found.sum_weights == 3.0);
    CHECK(*found.t_change == Approx(*found.t_achieved - *found.t_baseline).epsilon(1e-14));
    const std::vector<double> partly{-1.0, -1.0, kMissing, -1.0};
    CHECK(goal_attainment(score, weight, partly).t_change.reason() == Reason::not_estimable);
    CHECK(goal_attainment(score, weight, partly).t_achieved);
    CHECK(goal_attainment(score, weight).t_baseline.reason() == Reason::not_estimable);
}

TEST_CASE("Where there is no T score, it says why") {
    const std::vector<double> score{1.0, 2.0};
    CHECK(goal_attainment({}).t_achieved.reason() == Reason::too_few);
    CHECK(goal_attainment(std::vector{kMissing}).mean_level.reason() == Reason::too_few);
    const GoalAttainment weightless = goal_attainment(score, std::vector{0.0, 0.0});
    CHECK(weightless.t_achieved.reason() == Reason::undefined_ratio);
    CHECK(*weightless.mean_level == 1.5);
    CHECK(goal_attainment(score, std::vector{1.0}).t_achieved.reason() == Reason::invalid_argument);
    CHECK(goal_attainment(score, std::vector{1.0, -1.0}).spread.reason() ==
          Reason::invalid_argument);
    CHECK(goal_attainment(score, {}, {}, 1.1).t_achieved.reason() == Reason::invalid_argument);
    CHECK(goal_attainment(score, {}, {}, kMissing).t_achieved.reason() == Reason::invalid_argument);
}
