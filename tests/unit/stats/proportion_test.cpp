// Shares: intervals of published examples, ends, reasons; funnel limits against sums of chances.
#include "effaith/stats/proportion.hpp"

#include <limits>
#include <vector>

#include "catch_compat.hpp"

using namespace effaith::stats;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

void check_limits(const Interval& found, double low, double high) {
    REQUIRE(found.low);
    REQUIRE(found.high);
    CHECK(*found.low == Approx(low).margin(0.00005));
    CHECK(*found.high == Approx(high).margin(0.00005));
}

}  // namespace

TEST_CASE("Shares of Newcombe (1998), Statistics in Medicine 17, 857-872") {
    const struct {
        std::int64_t x, n;
        double wilson_low, wilson_high, exact_low, exact_high;
    } table[] = {{81, 263, 0.2553, 0.3662, 0.2527, 0.3676},
                 {15, 148, 0.0624, 0.1605, 0.0578, 0.1617},
                 {0, 20, 0.0, 0.1611, 0.0, 0.1684},
                 {1, 29, 0.0061, 0.1718, 0.0009, 0.1776}};
    for (const auto& row : table) {
        const Proportion found = proportion(row.x, row.n);
        CHECK(found.x == row.x);
        CHECK(found.n == row.n);
        CHECK(*found.estimate == static_cast<double>(row.x) / static_cast<double>(row.n));
        check_limits(found.wilson, row.wilson_low, row.wilson_high);
        check_limits(found.clopper_pearson, row.exact_low, row.exact_high);
    }
}

TEST_CASE("At nobody and at everybody the closed ends are 0 and 1 exactly") {
    for (const std::int64_t n : {1, 2, 7, 1000}) {
        CHECK(*proportion(0, n).wilson.low == 0.0);
        CHECK(*proportion(0, n).clopper_pearson.low == 0.0);
        CHECK(*proportion(n, n).wilson.high == 1.0);
        CHECK(*proportion(n, n).clopper_pearson.high == 1.0);
        // (1 - 0.025^(1/n)) is the exact upper limit of none.
        const double high = 1.0 - std::pow(0.025, 1.0 / static_cast<double>(n));
        CHECK(*proportion(0, n).clopper_pearson.high == Approx(high).epsilon(1e-12));
    }
}

TEST_CASE("What is no share says why") {
    CHECK(proportion(0, 0).estimate.reason() == Reason::too_few);
    CHECK(proportion(0, 0).wilson.low.reason() == Reason::too_few);
    for (const Proportion& bad : {proportion(-1, 3), proportion(4, 3), proportion(0, -1),
                                  proportion(1, 2, 1.0), proportion(1, 2, kMissing)}) {
        CHECK(bad.estimate.reason() == Reason::invalid_argument);
        CHECK(bad.clopper_pearson.high.reason() == Reason::invalid_argument);
    }
    CHECK(proportion_difference(1, 2, 0, 0).newcombe.low.reason() == Reason::too_few);
    CHECK(proportion_difference(0, 0, 3, 2).p.reason() == Reason::invalid_argument);
}

TEST_CASE("Differences of Newcombe (1998), Statistics in Medicine 17, 873-890, method 10") {
    check_limits(proportion_difference(56, 70, 48, 80).newcombe, 0.0524, 0.3339);
    check_limits(proportion_difference(56, 70, 48, 80).wald, 0.0575, 0.3425);
    check_limits(proportion_difference(9, 10, 3, 10).newcombe, 0.1705, 0.8090);
    check_limits(proportion_difference(5, 56, 0, 29).newcombe, -0.0381, 0.1926);
    check_limits(proportion_difference(10, 10, 0, 10).newcombe, 0.6075, 1.0);
}

TEST_CASE("Wald's interval leaves the range of a difference, and is cut only where it says so") {
    const ProportionDifference found = proportion_difference(9, 10, 1, 10);
    CHECK(*found.wald.high > 1.0);
    CHECK(*found.wald_clipped.high == 1.0);
    CHECK(*found.wald_clipped.low == *found.wald.low);
    CHECK(*found.newcombe.high < 1.0);
}

TEST_CASE("Where it is so of everyone there is a difference and no test") {
    const ProportionDifference found = proportion_difference(10, 10, 12, 12);
    CHECK(*found.difference == 0.0);
    CHECK(found.chi_squared.reason() == Reason::no_variation);
    CHECK(found.p.reason() == Reason::no_variation);
    CHECK(*found.newcombe.low < 0.0);
}

TEST_CASE("Funnel limits are the binomial quantiles, place is decided by the exact tails") {
    // Ten learners at a half: chances of 0, 1, 2 … are 1, 10, 45 of 1024.
    const FunnelUnit unit = funnel_limits(1, 10, 0.5);
    CHECK(*unit.p_le == Approx(11.0 / 1024.0).epsilon(1e-14));
    CHECK(*unit.p_ge == Approx(1023.0 / 1024.0).epsilon(1e-14));
    CHECK(*unit.limits_95.quantile_low == 2.0);
    CHECK(*unit.limits_95.quantile_high == 8.0);
    CHECK(*unit.limits_95.low_interpolated ==
          Approx((2.0 - (56.0 / 1024.0 - 0.025) / (45.0 / 1024.0)) / 10.0).epsilon(1e-12));
    CHECK(*unit.limits_95.place == FunnelPlace::low);
    CHECK(*unit.limits_998.place == FunnelPlace::in);
    CHECK(*funnel_limits(9, 10, 0.5).limits_95.place == FunnelPlace::high);
    CHECK(*funnel_limits(8, 10, 0.5).limits_95.place == FunnelPlace::in);
}

TEST_CASE("A chance that equals the tail is not beyond it") {
    // 0.1^3 is the tail of 0.001 itself.
    CHECK(*funnel_limits(3, 3, 0.1).limits_998.place == FunnelPlace::in);
    CHECK(*funnel_limits(3, 3, 0.1).limits_998.quantile_high == 2.0);
}

TEST_CASE("A target of 0 or 1 leaves nothing to chance") {
    const FunnelUnit none = funnel_limits(0, 10, 0.0);
    CHECK(*none.limits_95.high == 0.0);
    CHECK(*none.limits_95.place == FunnelPlace::in);
    CHECK(none.limits_95.high_interpolated.reason() == Reason::no_variation);
    CHECK(*funnel_limits(1, 10, 0.0).limits_998.place == FunnelPlace::high);
    CHECK(*funnel_limits(10, 10, 1.0).limits_998.low == 1.0);
    CHECK(*funnel_limits(9, 10, 1.0).limits_998.place == FunnelPlace::low);
}

TEST_CASE("A funnel leaves out units with a missing number and says which it used") {
    const std::vector<double> x{3.0, kMissing, 9.0, 0.0};
    const std::vector<double> n{10.0, 10.0, 10.0, kMissing};
    const Funnel found = funnel(x, n);
    CHECK(found.n == 2);
    CHECK(found.total_x == 12);
    CHECK(found.total_n == 20);
    CHECK(*found.target == 0.6);
    CHECK(found.units[1].unit == 2);
    CHECK(found.units[1].x == 9);
    const Funnel at_target = funnel(x, n, 0.1);
    CHECK(*at_target.target == 0.1);
    CHECK(at_target.outside_95 == 1);
    CHECK(at_target.outside_998 == 1);
}

TEST_CASE("A funnel refuses what is no count of learners") {
    const std::vector<double> ten{10.0};
    for (const double bad : {-1.0, 11.0, 2.5, kInfinite})
        CHECK(funnel(std::vector{bad}, ten).target.reason() == Reason::invalid_argument);
    CHECK(funnel(std::vector{1.0, 2.0}, ten).target.reason() == Reason::invalid_argument);
    CHECK(funnel(ten, ten, 1.5).target.reason() == Reason::invalid_argument);
    CHECK(funnel({}, {}).target.reason() == Reason::too_few);
    const Funnel empty_unit = funnel(std::vector{0.0}, std::vector{0.0}, 0.5);
    CHECK(empty_unit.units[0].limits_95.low.reason() == Reason::too_few);
}
