// Trends: worked examples, what is known with few points, and reasons where nothing is.
#include "effaith/stats/trend.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {
constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
using List = std::vector<double>;
}  // namespace

TEST_CASE("The line of least squares through four points is that of working by hand",
          "[stats][trend]") {
    // About the means: squares of the days 5, of the values 14, products 7.
    const OlsTrend o = ols_trend(List{1, 2, 3, 4}, List{6, 5, 7, 10});
    CHECK(o.n == 4);
    CHECK(*o.slope == Approx(1.4).epsilon(1e-14));
    CHECK(*o.intercept == Approx(3.5).epsilon(1e-14));
    CHECK(*o.day_squares == 5.0);
    CHECK(*o.residual_squares == Approx(4.2).epsilon(1e-14));
    CHECK(*o.sigma == Approx(std::sqrt(2.1)).epsilon(1e-14));
    CHECK(*o.se_slope == Approx(std::sqrt(2.1 / 5.0)).epsilon(1e-14));
    CHECK(*o.r_squared == Approx(0.7).epsilon(1e-14));
}

TEST_CASE(
    "Least squares keeps its digits for day numbers of this century and values near a million",
    "[stats][trend]") {
    List day, value;
    for (int i = 0; i < 40; ++i) {
        day.push_back(738000.0 + 7.0 * i);
        value.push_back(1e6 + 0.25 * i + (i % 2 == 0 ? 0.125 : -0.125));
    }
    const OlsTrend o = ols_trend(day, value);
    // By whole numbers: the alternation leans on the slope by 0.125 * 2 * -20 / 5330 / 7 a day.
    CHECK(*o.slope == Approx((0.25 - 2.5 / 5330.0) / 7.0).epsilon(1e-12));
}

TEST_CASE("An exact line has errors of 0 and no t", "[stats][trend]") {
    const OlsTrend o = ols_trend(List{0, 10, 20, 30}, List{30, 25, 20, 15});
    CHECK(*o.slope == -0.5);
    CHECK(*o.sigma == 0.0);
    CHECK(*o.r_squared == 1.0);
    CHECK(*o.slope_ci.low == -0.5);
    CHECK(o.t.reason() == Reason::no_variation);
    const OlsTrend decimal = ols_trend(List{0, 1, 2, 3, 4}, List{0.1, 0.2, 0.3, 0.4, 0.5});
    CHECK(*decimal.sigma == 0.0);
}

TEST_CASE("Two points have a slope and nothing else", "[stats][trend]") {
    const Trend t = trend(List{0, 14}, List{10, 13});
    CHECK(*t.ols.slope == 3.0 / 14.0);
    CHECK(*t.theil_sen.slope == 3.0 / 14.0);
    CHECK(*t.siegel.slope == 3.0 / 14.0);
    CHECK(*t.kendall.tau_b == 1.0);
    CHECK(t.ols.se_slope.reason() == Reason::too_few);
    CHECK(t.theil_sen.ci.low.reason() == Reason::too_few);
    CHECK(t.theil_sen.ci_gilbert.high.reason() == Reason::too_few);
    CHECK(t.kendall.z.reason() == Reason::too_few);
    CHECK(t.mann_kendall.s.reason() == Reason::too_few);
}

TEST_CASE("One day has no trend, and says so", "[stats][trend]") {
    const Trend t = trend(List{5, 5, 5}, List{1, 2, 3});
    CHECK(t.ols.slope.reason() == Reason::no_variation);
    CHECK(t.theil_sen.slope.reason() == Reason::no_variation);
    CHECK(t.siegel.slope.reason() == Reason::no_variation);
    CHECK(t.kendall.tau_b.reason() == Reason::no_variation);
    CHECK(t.mann_kendall.p.reason() == Reason::not_applicable);
}

TEST_CASE("Without a pair there are too few values", "[stats][trend]") {
    for (const Trend& t :
         {trend({}, {}), trend(List{1, kMissing}, List{kMissing, 2}), trend(List{1}, List{2})}) {
        CHECK(t.ols.slope.reason() == Reason::too_few);
        CHECK(t.theil_sen.slope.reason() == Reason::too_few);
        CHECK(t.siegel.slope.reason() == Reason::too_few);
        CHECK(t.kendall.tau_b.reason() == Reason::too_few);
        CHECK(t.mann_kendall.s.reason() == Reason::too_few);
    }
}

TEST_CASE("Arguments that cannot be are refused in every figure", "[stats][trend]") {
    for (const Trend& t : {trend(List{1, 2}, List{1}), trend(List{1, kInfinite}, List{1, 2}),
                           trend(List{1, 2, 3}, List{1, 2, 4}, 1.0)}) {
        CHECK(t.n == 0);
        CHECK(t.ols.slope.reason() == Reason::invalid_argument);
        CHECK(t.theil_sen.ci.low.reason() == Reason::invalid_argument);
        CHECK(t.siegel.slope.reason() == Reason::invalid_argument);
        CHECK(t.kendall.p.reason() == Reason::invalid_argument);
        CHECK(t.mann_kendall.p.reason() == Reason::invalid_argument);
    }
}

TEST_CASE("A constant value has a slope of 0 and no correlation", "[stats][trend]") {
    const Trend t = trend(List{1, 2, 3, 4}, List{7, 7, 7, 7});
    CHECK(*t.ols.slope == 0.0);
    CHECK(t.ols.r_squared.reason() == Reason::no_variation);
    CHECK(*t.theil_sen.slope == 0.0);
    CHECK(*t.theil_sen.intercept_joint == 7.0);
    CHECK(*t.siegel.slope == 0.0);
    CHECK(*t.kendall.s == 0.0);
    CHECK(t.kendall.tau_b.reason() == Reason::no_variation);
}

TEST_CASE("One wild value moves least squares and not the medians", "[stats][trend]") {
    const List day{0, 1, 2, 3, 4, 5, 6};
    const List value{0, 1, 2, 3, 4, 5, 600};
    const Trend t = trend(day, value);
    CHECK(*t.ols.slope > 50.0);
    CHECK(*t.theil_sen.slope == 1.0);
    CHECK(*t.siegel.slope == 1.0);
}

TEST_CASE("Kendall's S of ten ranks is that of counting the pairs by hand", "[stats][trend]") {
    const Kendall k =
        kendall(List{7, 4, 3, 10, 6, 2, 9, 8, 1, 5}, List{5, 7, 3, 10, 1, 9, 6, 2, 8, 4});
    CHECK(*k.s == -3.0);
    CHECK(*k.tau_b == Approx(-3.0 / 45.0));
    CHECK(*k.var_s == Approx(10.0 * 9.0 * 25.0 / 18.0));
    CHECK(k.concordant + k.discordant == 45);
}

TEST_CASE("An exact p is there without ties alone", "[stats][trend]") {
    // Four points in order: 2 of the 24 orders are as far from none.
    CHECK(*kendall(List{1, 2, 3, 4}, List{1, 2, 3, 4}).p_exact ==
          Approx(2.0 / 24.0).epsilon(1e-15));
    CHECK(*kendall(List{1, 2, 3, 4}, List{3, 1, 4, 2}).p_exact == 1.0);
    CHECK(kendall(List{1, 2, 3, 4}, List{1, 2, 2, 4}).p_exact.reason() == Reason::not_applicable);
}

TEST_CASE("Slopes beyond a double's range have no figure", "[stats][trend]") {
    const Trend t = trend(List{0, 1, 2}, List{-1.7e308, 0, 1.7e308});
    CHECK(t.theil_sen.slope.reason() == Reason::not_estimable);
    CHECK(t.siegel.slope.reason() == Reason::not_estimable);
    CHECK(t.ols.slope.reason() == Reason::not_estimable);
}

TEST_CASE("Ten thousand points on a line, or with a handful of values, take no n squared of memory",
          "[stats][trend]") {
    List day, line, steps;
    for (int i = 0; i < 10000; ++i) {
        day.push_back(i);
        line.push_back(2.0 * i);
        steps.push_back(1 + i * 7919 % 7);
    }
    CHECK(*theil_sen(day, steps).slope == 0.0);
    CHECK(*theil_sen(List(day.begin(), day.begin() + 3000), List(line.begin(), line.begin() + 3000))
               .slope == 2.0);
}
