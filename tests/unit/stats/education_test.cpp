// Education measures: every edge of every published table, decimals that binary numbers miss,
// reasons.
#include "effaith/stats/education.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;
using effaith::RatioGainBand;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

double months(double effect_size, MonthsTable table = MonthsTable::toolkit) {
    return *eef_months(effect_size, true, table).months;
}

}  // namespace

TEST_CASE("A double is read as the decimal that was written") {
    const auto is = [](double value, std::int64_t digits, int places) {
        const auto found = shortest_decimal(value);
        return found && found->digits == digits && found->places == places;
    };
    CHECK(is(82.8, 828, 1));
    CHECK(is(-0.125, -125, 3));
    CHECK(is(1200.0, 1200, 0));
    CHECK(is(1e18, 1000000000000000000, 0));
    CHECK(is(0.1 + 0.2, 30000000000000004, 17));
    CHECK(is(0.0, 0, 0));
    CHECK(is(-0.0, 0, 0));
    CHECK(is(1e-30, 1, 30));
    CHECK_FALSE(shortest_decimal(1e-31));
    CHECK_FALSE(shortest_decimal(1e39));
    CHECK_FALSE(shortest_decimal(kMissing));
    CHECK_FALSE(shortest_decimal(kInfinite));
    CHECK(rounded_decimal(1.3999999999999999, 15)->exact().nearest() == 1.4);
    CHECK(rounded_half_away(*shortest_decimal(0.185), 2) == 19);
    CHECK(rounded_half_away(*shortest_decimal(-0.185), 2) == -19);
    CHECK(rounded_half_away(*shortest_decimal(0.18499), 2) == 18);
    CHECK(rounded_half_away(*shortest_decimal(3.0), 2) == 300);
    CHECK_FALSE(sum_of(shortest_decimal(1.0), std::nullopt));
    CHECK_FALSE(quotient_of(shortest_decimal(1.0), shortest_decimal(0.0)));
    CHECK_FALSE(product_of(shortest_decimal(1e-20), shortest_decimal(1e-20)));
}

TEST_CASE("A ratio gain on the edge of a band is decided on decimals") {
    const RatioGain edge = ratio_gain(80.0, 82.8, 2.0);
    CHECK((82.8 - 80.0) / 2.0 < 1.4);  // what binary arithmetic says
    CHECK(*edge.ratio_gain == 1.4);
    CHECK(*edge.band == RatioGainBand::small);
    CHECK(*ratio_gain(80.0, 82.79, 2.0).band == RatioGainBand::very_small);
    CHECK(*ratio_gain(64.9, 70.5, 4.0).band == RatioGainBand::small);
    CHECK(*ratio_gain(80.0, 84.0, 2.0).band == RatioGainBand::medium);
    CHECK(*ratio_gain(80.0, 86.0, 2.0).band == RatioGainBand::large);
    CHECK(*ratio_gain(80.0, 78.0, 2.0).band == RatioGainBand::very_small);
    CHECK(*ratio_gain(80.0, 78.0, 2.0).ratio_gain == -1.0);
}

TEST_CASE("Ages and times with all seventeen digits still get a band") {
    const RatioGain found = ratio_gain(80.0 / 7.0, 120.0 / 7.0, 40.0 / 7.0 / 2.0);
    CHECK(*found.ratio_gain == Approx(2.0).epsilon(1e-14));
    CHECK(found.band);
}

TEST_CASE("Without time there is no ratio, and without an age nothing") {
    const RatioGain no_time = ratio_gain(80.0, 90.0, 0.0);
    CHECK(*no_time.gain_months == 10.0);
    CHECK(no_time.ratio_gain.reason() == Reason::undefined_ratio);
    CHECK(no_time.band.reason() == Reason::undefined_ratio);
    CHECK(ratio_gain(80.0, 90.0, -1.0).ratio_gain.reason() == Reason::undefined_ratio);
    CHECK(ratio_gain(kMissing, 90.0, 1.0).gain_months.reason() == Reason::too_few);
    CHECK(ratio_gain(80.0, kInfinite, 1.0).band.reason() == Reason::invalid_argument);
}

TEST_CASE("A group's ratio of means and mean of ratios differ where times do") {
    const std::vector<double> pre{133.0, 127.0, kMissing};
    const std::vector<double> post{152.0, 125.0, 100.0};
    const std::vector<double> time{6.0, 10.0, 5.0};
    const RatioGainGroup found = ratio_gain_group(pre, post, time);
    CHECK(found.n == 2);
    CHECK(*found.ratio_of_means == 1.0625);
    CHECK(*found.mean_of_ratios == Approx((19.0 / 6.0 - 0.2) / 2.0).epsilon(1e-15));
    CHECK(*found.band_ratio_of_means == RatioGainBand::very_small);
    CHECK(*found.band_mean_of_ratios == RatioGainBand::small);
    CHECK(ratio_gain_group({}, {}, {}).ratio_of_means.reason() == Reason::too_few);
    CHECK(ratio_gain_group(pre, post, {}).n == 0);
    CHECK(ratio_gain_group(pre, post, {}).ratio_of_means.reason() == Reason::invalid_argument);
}

TEST_CASE("Ten thousand decimal gains still stand exactly on the edge") {
    const std::vector<double> pre(10000, 80.1);
    const std::vector<double> post(10000, 84.3);
    const std::vector<double> time(10000, 3.0);
    const RatioGainGroup found = ratio_gain_group(pre, post, time);
    CHECK(*found.ratio_of_means == 1.4);
    CHECK(*found.band_ratio_of_means == RatioGainBand::small);
    CHECK(*found.band_mean_of_ratios == RatioGainBand::small);
}

TEST_CASE("More different times than 128 bits have room for still have a mean and a band") {
    std::vector<double> pre;
    std::vector<double> post;
    std::vector<double> time;
    for (int i = 0; i < 200; ++i) {
        const double months = 1.0 + i * 0.07;
        pre.push_back(100.0);
        post.push_back(100.0 + months * 1.4);
        time.push_back(months);
    }
    const RatioGainGroup found = ratio_gain_group(pre, post, time);
    CHECK(*found.mean_of_ratios == Approx(1.4).epsilon(1e-14));
    CHECK(*found.band_mean_of_ratios == RatioGainBand::small);
}

TEST_CASE("Groups are weighted by their learners") {
    const RatioGainRollup found =
        ratio_gain_rollup(std::vector{10.0, 31.0, 20.0, 39.0}, std::vector{0.97, 1.99, 1.74, 2.77});
    CHECK(found.n == 100);
    CHECK(found.groups == 4);
    CHECK(*found.n_weighted_mean == 2.1422);
    CHECK(*found.unweighted_mean == Approx(1.8675));
    CHECK(*found.band == RatioGainBand::medium);
    CHECK(ratio_gain_rollup(std::vector{0.0}, std::vector{1.0}).band.reason() == Reason::too_few);
    CHECK(ratio_gain_rollup(std::vector{1.5}, std::vector{1.0}).band.reason() ==
          Reason::invalid_argument);
    CHECK(ratio_gain_rollup(std::vector{1.0}, {}).band.reason() == Reason::invalid_argument);
}

TEST_CASE("A rise of five a week is five a week by both slopes") {
    const RateOfImprovement found =
        rate_of_improvement(std::vector{14.0, 0.0, 7.0}, std::vector{25.0, 15.0, 20.0});
    CHECK(found.n == 3);
    CHECK(*found.two_point_per_week == 5.0);
    CHECK(*found.ols_slope_per_week == 5.0);
    CHECK(*found.ols_intercept_at_first_date == 15.0);
    CHECK(*found.ols_se_slope == Approx(0.0).margin(1e-15));
    CHECK(*found.r_squared == 1.0);
}

TEST_CASE("A slope without its points says why") {
    const std::vector<double> days{0.0, 7.0, 7.0, kMissing};
    const std::vector<double> scores{1.0, 2.0, 4.0, 9.0};
    const RateOfImprovement twice = rate_of_improvement(days, scores);
    CHECK(twice.n == 3);
    CHECK(twice.two_point_per_week.reason() == Reason::not_estimable);
    CHECK(*twice.ols_slope_per_week == Approx(2.0));
    const RateOfImprovement two = rate_of_improvement(std::vector{0.0, 7.0}, std::vector{3.0, 4.0});
    CHECK(*two.ols_slope_per_week == 1.0);
    CHECK(two.ols_se_slope.reason() == Reason::too_few);
    CHECK(*two.r_squared == 1.0);
    const RateOfImprovement flat =
        rate_of_improvement(std::vector{0.0, 7.0, 14.0}, std::vector{3.1, 3.1, 3.1});
    CHECK(*flat.ols_slope_per_week == 0.0);
    CHECK(*flat.ols_se_slope == 0.0);
    CHECK(flat.r_squared.reason() == Reason::no_variation);
    CHECK(rate_of_improvement(std::vector{1.0}, std::vector{1.0}).weeks.reason() ==
          Reason::too_few);
    CHECK(rate_of_improvement(std::vector{5.0, 5.0}, std::vector{1.0, 2.0})
              .ols_slope_per_week.reason() == Reason::no_variation);
    CHECK(rate_of_improvement(days, {}).weeks.reason() == Reason::invalid_argument);
}

TEST_CASE("Every row of the Toolkit's table begins and ends where it is printed") {
    const double least[] = {0.02, 0.10, 0.19, 0.27, 0.36, 0.45, 0.53, 0.62, 0.70, 0.79, 0.88, 0.96};
    const double most[] = {0.09, 0.18, 0.26, 0.35, 0.44, 0.52, 0.61, 0.69, 0.78, 0.87, 0.95, 1.00};
    for (int row = 0; row < 12; ++row) {
        CHECK(months(least[row]) == row + 1);
        CHECK(months(most[row]) == row + 1);
        CHECK(months(-least[row]) == -(row + 1));
        CHECK(months(least[row] - 0.005) == row + 1);  // a half goes up
        CHECK(months(least[row] - 0.0051) == row);
    }
    CHECK(months(0.0) == 0);
    CHECK(months(-0.0149) == 0);
    CHECK(months(1.0049999) == 12);
    CHECK(*eef_months(0.3, true).label == ProgressLabel::moderate);
    CHECK(*eef_months(-0.96, true).label == ProgressLabel::very_high);
    CHECK(*eef_months(0.0, true).label == ProgressLabel::very_low_or_none);
}

TEST_CASE("Reports of trials give the first month later") {
    CHECK(months(0.03) == 1);
    CHECK(months(0.03, MonthsTable::trial_report) == 0);
    CHECK(months(0.05, MonthsTable::trial_report) == 1);
    CHECK(*eef_months(0.05, true, MonthsTable::trial_report).table == MonthsTable::trial_report);
}

TEST_CASE("Months come from a comparison of two groups, within the table, or not at all") {
    const EefMonths alone = eef_months(0.5, false);
    CHECK(alone.months.reason() == Reason::no_comparison_group);
    CHECK(alone.label.reason() == Reason::no_comparison_group);
    CHECK(*alone.es_2dp == 0.5);
    for (const double beyond : {1.005, -1.01, 2.5, 1e9, -1e300})
        CHECK(eef_months(beyond, true).months.reason() == Reason::outside_table);
    CHECK(*eef_months(2.5, true).es_2dp == 2.5);
    CHECK(*eef_months(1e-300, true).months == 0.0);
    CHECK(eef_months(kMissing, true).months.reason() == Reason::too_few);
    CHECK(eef_months(kInfinite, true).label.reason() == Reason::invalid_argument);
}

TEST_CASE("Cost bands end where they are printed, in both tables") {
    const auto current = [](double cost) { return *eef_cost_band(cost).rating; };
    const auto old = [](double cost) { return *eef_cost_band(cost, CostTable::year_2014).rating; };
    const auto class_of_25 = [](double cost) { return *eef_cost_band_class25(cost).rating; };
    CHECK(current(0.0) == 1);
    CHECK(current(79.99) == 1);
    CHECK(current(80.0) == 2);
    CHECK(current(200.0) == 2);
    CHECK(current(200.01) == 3);
    CHECK(current(720.0) == 3);
    CHECK(current(720.01) == 4);
    CHECK(current(1200.0) == 4);
    CHECK(current(1200.01) == 5);
    CHECK(old(170.0) == 2);
    CHECK(old(170.01) == 3);
    CHECK(old(700.01) == 4);
    CHECK(class_of_25(2000.0) == 1);
    CHECK(class_of_25(2000.01) == 2);
    CHECK(class_of_25(5000.0) == 2);
    CHECK(class_of_25(18000.0) == 3);
    CHECK(class_of_25(30000.0) == 4);
    CHECK(class_of_25(30000.01) == 5);
    CHECK(*eef_cost_band(100.0).band == CostBand::low);
    CHECK(eef_cost_band(-0.01).rating.reason() == Reason::invalid_argument);
    CHECK(eef_cost_band(kMissing).band.reason() == Reason::too_few);
    CHECK(eef_cost_band(kInfinite).band.reason() == Reason::invalid_argument);
}

TEST_CASE("The improvement index of a quarter of a standard deviation is ten") {
    const ImprovementIndex found = wwc_improvement_index(0.25);
    CHECK(*found.improvement_index == Approx(9.870632568292372).epsilon(1e-14));
    CHECK(*found.improvement_index_rounded == 10.0);
    CHECK(*found.u3_percent == Approx(59.87063256829237).epsilon(1e-14));
    CHECK(*wwc_improvement_index(1e-12).improvement_index ==
          Approx(50.0 * 1e-12 * std::sqrt(2.0 / 3.14159265358979324)).epsilon(1e-14));
    CHECK(*wwc_improvement_index(-3.0).improvement_index_rounded == -50.0);
    CHECK(wwc_improvement_index(kMissing).u3_percent.reason() == Reason::too_few);
    CHECK(wwc_improvement_index(kInfinite).g.reason() == Reason::invalid_argument);
}

TEST_CASE("Figures too large to hold give no figure") {
    CHECK_FALSE(ratio_gain(-1e308, 1e308, 1.0).ratio_gain);
    CHECK_FALSE(ratio_gain(-1e308, 1e308, 1.0).band);
    CHECK_FALSE(rate_of_improvement(std::vector{0.0, 7.0, 14.0}, std::vector{1e308, -1e308, 1e308})
                    .r_squared);
}

TEST_CASE("A text of more digits than 128 bits hold is no decimal") {
    CHECK(decimal_of("99999999999999999999999999999999999999"));
    CHECK_FALSE(decimal_of("999999999999999999999999999999999999999"));
    CHECK_FALSE(decimal_of("1,5"));
    CHECK(decimal_of("-2.50e1")->exact().nearest() == -25.0);
}
