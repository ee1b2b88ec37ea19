#include "effaith/stats/dose_response.hpp"

#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

using Doubles = std::vector<double>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Approx near(double value) {
    return Approx(value).epsilon(1e-10).margin(0.0);
}

}  // namespace

// statsmodels 0.15.0, OLS.
TEST_CASE("dose_response gives the line of other software and the ratio of totals") {
    const DoseResponse d =
        dose_response(Doubles{5, 8, 10, 12, kNone, 15, 20}, Doubles{2, 3, 2, 5, 9, 6, 6});
    CHECK(d.n == 6);
    CHECK(*d.gain_per_hour == near(0.34285714285714286));
    CHECK(*d.intercept == near(0.3679245283018866));
    CHECK(*d.slope == near(0.31132075471698123));
    CHECK(*d.se_slope == near(0.08723227362691956));
    CHECK(*d.t == near(3.5688712648767735));
    CHECK(*d.p == near(0.023399368027593626));
    CHECK(*d.interval_slope.low == near(0.06912513559024586));
    CHECK(*d.interval_slope.high == near(0.5535163738437165));
    CHECK(*d.r_squared == near(0.7610062893081762));
    CHECK(d.trend.name() == "more_dose_more_gain");
}

TEST_CASE("The word follows from the interval of the slope at its level") {
    const Doubles hours{5, 8, 10, 12, 15, 20};
    const Doubles gain{2, 3, 2, 5, 6, 6};
    Doubles loss = gain;
    for (double& value : loss)
        value = -value;
    CHECK(dose_response(hours, gain, {0.99}).trend.name() == "no_trend_shown");
    CHECK(dose_response(hours, loss).trend.name() == "more_dose_less_gain");
}

TEST_CASE("dose_response says what the values cannot tell") {
    const DoseResponse same = dose_response(Doubles{4, 4, 4}, Doubles{1, 2, 6});
    CHECK(*same.gain_per_hour == 0.75);
    CHECK(same.slope.reason() == Reason::no_variation);
    CHECK(same.trend.reason() == Reason::no_variation);
    const DoseResponse two = dose_response(Doubles{4, 6}, Doubles{1, 2});
    CHECK(*two.slope == 0.5);
    CHECK(two.se_slope.reason() == Reason::too_few);
    CHECK(two.trend.reason() == Reason::too_few);
    CHECK(dose_response(Doubles{0, 0, 0}, Doubles{1, 2, 6}).gain_per_hour.reason() ==
          Reason::undefined_ratio);
    CHECK(dose_response(Doubles{}, Doubles{}).gain_per_hour.reason() == Reason::too_few);
    CHECK(dose_response(Doubles{-1, 2}, Doubles{1, 2}).slope.reason() == Reason::invalid_argument);
    CHECK(dose_response(Doubles{1}, Doubles{1, 2}).slope.reason() == Reason::invalid_argument);
}

TEST_CASE("Gains on a straight line have a slope without an error") {
    const DoseResponse d = dose_response(Doubles{1, 2, 3, 7}, Doubles{0.3, 0.5, 0.7, 1.5});
    CHECK(*d.slope == near(0.2));
    CHECK(*d.se_slope == 0.0);
    CHECK(d.t.reason() == Reason::no_variation);
    CHECK(d.trend.name() == "more_dose_more_gain");
}
