// Ratios of cost and effect: worked examples, and what is said where there is no ratio.
#include "effaith/stats/cost_effectiveness.hpp"

#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/cost_bootstrap.hpp"
#include "effaith/stats/icer_table.hpp"

using namespace effaith::stats;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();
using Data = std::vector<double>;

Approx near(double value) {
    return Approx(value).epsilon(1e-12);
}

}  // namespace

TEST_CASE("Fieller's set of 10 over 5 is worked by hand") {
    // (10 - 5 r)^2 <= 4 (1 + r^2 / 4) is 24 r^2 - 100 r + 96 <= 0: 3/2 to 8/3.
    const RatioSet set = fieller(10.0, 5.0, 1.0, 0.25, 0.0, 2.0);
    CHECK(*set.kind == RatioSetKind::bounded);
    CHECK(*set.low == near(1.5));
    CHECK(*set.high == near(8.0 / 3.0));
    CHECK(set.contains(2.0));
    CHECK_FALSE(set.contains(1.4));
    CHECK_FALSE(set.contains(2.7));
}

TEST_CASE("A divisor that is not clear of 0 excludes an interval instead of having one") {
    // (10 - r)^2 <= 4 (1 + r^2) is 3 r^2 + 20 r - 96 >= 0: up to -9.9..., from 3.2...
    const RatioSet set = fieller(10.0, 1.0, 1.0, 1.0, 0.0, 2.0);
    CHECK(*set.kind == RatioSetKind::exclusive);
    CHECK(*set.low == near((-20.0 - std::sqrt(1552.0)) / 6.0));
    CHECK(*set.high == near((-20.0 + std::sqrt(1552.0)) / 6.0));
    CHECK(set.contains(10.0));
    CHECK(set.contains(-1e9));
    CHECK_FALSE(set.contains(0.0));
}

TEST_CASE("Nothing clear of 0 leaves the whole line") {
    const RatioSet set = fieller(1.0, 1.0, 1.0, 1.0, 0.0, 2.0);
    CHECK(*set.kind == RatioSetKind::whole_line);
    CHECK(set.low.reason() == Reason::not_applicable);
    CHECK(set.contains(0.0));
    CHECK(set.contains(-1e300));
}

TEST_CASE("The covariance narrows the set of what goes together, to a point in the end") {
    const RatioSet apart = fieller(100.0, 10.0, 4.0, 0.04, 0.0, 2.0);
    const RatioSet together = fieller(100.0, 10.0, 4.0, 0.04, 0.36, 2.0);
    CHECK(*together.high - *together.low < 0.5 * (*apart.high - *apart.low));
    const RatioSet point = fieller(100.0, 10.0, 4.0, 0.04, 0.4, 2.0);
    CHECK(*point.low == 10.0);
    CHECK(*point.high == 10.0);
}

TEST_CASE("A divisor exactly on the edge leaves a half line") {
    // (5 - 2 r)^2 <= 4 (1 + r^2) is 21 <= 20 r.
    const RatioSet set = fieller(5.0, 2.0, 1.0, 1.0, 0.0, 2.0);
    CHECK(*set.kind == RatioSetKind::exclusive);
    CHECK(*set.high == near(21.0 / 20.0));
    CHECK(set.low.reason() == Reason::not_applicable);
    CHECK(set.contains(2.5));
    CHECK_FALSE(set.contains(1.0));
    CHECK_FALSE(set.contains(-1e9));
    CHECK(*fieller(-5.0, 2.0, 1.0, 1.0, 0.0, 2.0).low == near(-21.0 / 20.0));
}

TEST_CASE("What cannot be a variance is refused, and 0 over 0 has no set") {
    CHECK(fieller(1.0, 1.0, -1.0, 1.0, 0.0, 2.0).kind.reason() == Reason::invalid_argument);
    CHECK(fieller(1.0, 1.0, 1.0, 1.0, 1.5, 2.0).kind.reason() == Reason::invalid_argument);
    CHECK(fieller(kMissing, 1.0, 1.0, 1.0, 0.0, 2.0).kind.reason() == Reason::invalid_argument);
    CHECK(fieller(1.0, 0.0, 1.0, 0.0, 0.0, 2.0).kind.reason() == Reason::undefined_ratio);
    CHECK_FALSE(fieller(1.0, 0.0, 1.0, 0.0, 0.0, 2.0).contains(1.0));
}

TEST_CASE("A group's ratio is that of its totals") {
    const Data cost{100, 200, 300};
    const Data effect{10, 5, 15};
    const CostEffectiveness found = cost_effectiveness(cost, effect, {.willingness_to_pay = 30.0});
    CHECK(found.n == 3);
    CHECK(*found.total_cost == 600.0);
    CHECK(*found.total_effect == 30.0);
    CHECK(*found.cer == 20.0);  // and not (10 + 40 + 20) / 3
    CHECK(*found.sd_cost == near(100.0));
    CHECK(*found.sd_effect == near(5.0));
    CHECK(*found.covariance == near(250.0));
    CHECK(*found.delta_se == near(std::sqrt((10000 - 2 * 20 * 250 + 400 * 25) / 3.0) / 10.0));
    CHECK(*found.net_benefit.nmb == near(100.0));
    CHECK(*found.net_benefit.se == near(std::sqrt((900 * 25 - 2 * 30 * 250 + 10000) / 3.0)));
}

TEST_CASE("A cost without an effect is left out, and a mean effect of 0 has sets but no ratio") {
    const CostEffectiveness part = cost_effectiveness(Data{100, 200, 300}, Data{10, kMissing, 20});
    CHECK(part.n == 2);
    CHECK(*part.total_cost == 400.0);
    CHECK(part.net_benefit.nmb.reason() == Reason::not_applicable);

    const CostEffectiveness none = cost_effectiveness(Data{90, 100, 110}, Data{0.1, 0.2, -0.3});
    CHECK(*none.mean_effect == 0.0);
    CHECK(none.cer.reason() == Reason::undefined_ratio);
    CHECK(none.delta_se.reason() == Reason::undefined_ratio);
    CHECK(*none.fieller_t.kind == RatioSetKind::exclusive);
}

TEST_CASE("One learner has a ratio and no spread, nobody has nothing") {
    const CostEffectiveness one = cost_effectiveness(Data{100}, Data{4});
    CHECK(*one.cer == 25.0);
    CHECK(one.sd_cost.reason() == Reason::too_few);
    CHECK(one.fieller_t.kind.reason() == Reason::too_few);
    const CostEffectiveness nobody = cost_effectiveness({}, {});
    CHECK(nobody.cer.reason() == Reason::too_few);
}

TEST_CASE("Costs that cannot be are refused in every figure") {
    const auto refused = [](const CostEffectiveness& found) {
        return found.cer.reason() == Reason::invalid_argument &&
               found.fieller_z.low.reason() == Reason::invalid_argument &&
               found.net_benefit.ci.high.reason() == Reason::invalid_argument;
    };
    CHECK(refused(cost_effectiveness(Data{1, 2}, Data{1})));
    CHECK(refused(cost_effectiveness(Data{1, kInfinite}, Data{1, 2})));
    CHECK(refused(cost_effectiveness(Data{1, 2}, Data{1, 2}, {.level = 1.0})));
    CHECK(refused(cost_effectiveness(Data{1, 2}, Data{1, 2}, {.willingness_to_pay = -1.0})));
}

TEST_CASE("Costs near a million keep the digits of their spread") {
    Data cost{1e6 + 1, 1e6 + 2, 1e6 + 4, 1e6 + 9};
    const Data effect{10, 12, 11, 15};
    const CostEffectiveness large = cost_effectiveness(cost, effect);
    for (double& value : cost)
        value -= 1e6;
    const CostEffectiveness small = cost_effectiveness(cost, effect);
    CHECK(*large.sd_cost == near(*small.sd_cost));
    CHECK(*large.covariance == near(*small.covariance));
}

TEST_CASE("An increment never comes without its quadrant") {
    const Data zero_cost{10, 20, 30};
    const Data zero_effect{4, 5, 6};
    const auto against = [&](double more_cost, double more_effect) {
        Data cost = zero_cost;
        Data effect = zero_effect;
        for (double& value : cost)
            value += more_cost;
        for (double& value : effect)
            value += more_effect;
        return icer(cost, effect, zero_cost, zero_effect, {.willingness_to_pay = 3.0});
    };
    CHECK(*against(10, 2).quadrant == Quadrant::north_east);
    CHECK(*against(10, 2).icer == 5.0);
    CHECK(*against(-10, 2).quadrant == Quadrant::south_east_dominant);
    CHECK(*against(-10, 2).icer == -5.0);
    CHECK(*against(10, -2).quadrant == Quadrant::north_west_dominated);
    CHECK(*against(10, -2).icer == -5.0);
    CHECK(*against(-10, -2).quadrant == Quadrant::south_west);
    CHECK(*against(0, 2).quadrant == Quadrant::south_east_dominant);
    CHECK(against(10, 0).icer.reason() == Reason::undefined_ratio);
    CHECK(against(10, 0).quadrant.reason() == Reason::undefined_ratio);
    CHECK(against(10, 0).fieller_z.kind.known());
    CHECK(*against(10, 2).net_benefit.inmb == -4.0);
    CHECK(*against(-6, -2).net_benefit.prob_cost_effective == 0.5);
}

TEST_CASE("Rounding makes no difference in cost and so no quadrant") {
    const Icer found = icer(Data{0.1, 0.2, 0.3}, Data{3, 4, 5}, Data{0.3, 0.2, 0.1}, Data{1, 2, 3});
    CHECK(*found.delta_cost == 0.0);
    CHECK(*found.icer == 0.0);
    CHECK(*found.quadrant == Quadrant::south_east_dominant);
}

TEST_CASE("Without a comparison group there is no increment") {
    const Icer alone = icer(Data{1, 2}, Data{3, 4}, {}, {});
    CHECK(*alone.mean_cost1 == 1.5);
    CHECK(alone.icer.reason() == Reason::no_comparison_group);
    CHECK(alone.quadrant.reason() == Reason::no_comparison_group);
    const Icer single = icer(Data{1, 2}, Data{3, 4}, Data{1}, Data{2});
    CHECK(*single.icer == near(0.5 / 1.5));
    CHECK(single.se_delta_cost.reason() == Reason::too_few);
    const Icer constant =
        icer(Data{3, 3}, Data{4, 4}, Data{1, 1}, Data{2, 2}, {.willingness_to_pay = 5.0});
    CHECK(*constant.net_benefit.inmb == 8.0);
    CHECK(*constant.net_benefit.se == 0.0);
    CHECK(constant.net_benefit.prob_cost_effective.reason() == Reason::no_variation);
    CHECK(*constant.fieller_t.low == 1.0);
}

TEST_CASE("The ratio of two means has Welch's degrees of freedom where spreads differ") {
    const Data x{12, 14, 16};
    const Data y{6, 7, 8, 7};
    const RatioOfMeans equal = ratio_of_means(x, y, {.equal_variances = true});
    CHECK(*equal.ratio == 2.0);
    CHECK(*equal.df == 5.0);
    CHECK(*equal.t == near(7.0 / std::sqrt((8.0 + 2.0) / 5.0 * (1.0 / 3.0 + 1.0 / 4.0))));
    const RatioOfMeans welch = ratio_of_means(x, y);
    const double v1 = 4.0 / 3.0;
    const double v2 = 2.0 / 3.0 / 4.0;
    CHECK(*welch.df == near((v1 + v2) * (v1 + v2) / (v1 * v1 / 2 + v2 * v2 / 3)));
    CHECK(*welch.set_df == near((v1 + 4 * v2) * (v1 + 4 * v2) / (v1 * v1 / 2 + 16 * v2 * v2 / 3)));
    CHECK(welch.set.contains(2.0));
    CHECK(ratio_of_means(Data{2, 2}, Data{1, 1}).p.reason() == Reason::no_variation);
    CHECK(ratio_of_means(Data{2}, Data{1, 3}).p.reason() == Reason::too_few);
    CHECK(*ratio_of_means(Data{2}, Data{1, 3}).ratio == 1.0);
    CHECK(ratio_of_means(Data{2, kInfinite}, Data{1, 3}).p.reason() == Reason::invalid_argument);
}

TEST_CASE("A success costs total over total, and a unit without one costs all the same") {
    const CostPerSuccess found =
        cost_per_success(Data{10, 20, 5}, Data{5, 5, 0}, Data{100, 300, 200});
    CHECK(*found.cost_per_success == 60.0);
    CHECK(*found.rows[0].cost_per_success == 20.0);
    CHECK(found.rows[2].cost_per_success.reason() == Reason::undefined_ratio);
    CHECK(*found.rows[2].cost_per_learner == 40.0);
    const CostPerSuccess lacking = cost_per_success(Data{10, 20}, Data{5, kMissing}, Data{100, 9});
    CHECK(lacking.n == 1);
    CHECK(*lacking.total_cost == 100.0);
    CHECK(lacking.rows[1].cost_per_success.reason() == Reason::too_few);
    CHECK(cost_per_success(Data{3}, Data{0}, Data{9}).cost_per_success.reason() ==
          Reason::undefined_ratio);
    CHECK(cost_per_success(Data{3}, Data{4}, Data{9}).total_cost.reason() ==
          Reason::invalid_argument);
    CHECK(cost_per_success(Data{3}, Data{2}, Data{-9}).total_cost.reason() ==
          Reason::invalid_argument);
    CHECK(cost_per_success({}, {}, {}).cost_per_success.reason() == Reason::too_few);
}

TEST_CASE("The generator is the published one") {
    // The first numbers of seed 1234567, as published with the algorithm.
    SplitMix64 random(1234567);
    CHECK(random.next() == 6457827717110365317u);
    CHECK(random.next() == 3203168211198807973u);
    CHECK(random.next() == 9817491932198370423u);
    std::vector<int> seen(6, 0);
    for (int i = 0; i < 60000; ++i)
        ++seen[random.below(6)];
    for (const int count : seen)
        CHECK(std::abs(count - 10000) < 450);
}

TEST_CASE("A seed gives one bootstrap, another seed another") {
    const Data cost{100, 150, 120, 300, 180};
    const Data effect{4, 6, 3, 9, 5};
    const CostBootstrap first = bootstrap_cost_effectiveness(cost, effect, {.replicates = 2000});
    const CostBootstrap again = bootstrap_cost_effectiveness(cost, effect, {.replicates = 2000});
    const CostBootstrap other =
        bootstrap_cost_effectiveness(cost, effect, {.replicates = 2000, .seed = 2});
    CHECK(first.boot_se == again.boot_se);
    CHECK(first.ci.low == again.ci.low);
    CHECK_FALSE(first.boot_se == other.boot_se);
    CHECK(*first.ci.low < *first.cer);
    CHECK(*first.ci.high > *first.cer);
    CHECK(first.unclear == 0);
}

TEST_CASE("A bootstrap without a clear effect says so") {
    const CostBootstrap unclear =
        bootstrap_cost_effectiveness(Data{100, 150, 120, 300}, Data{4, -6, 3, 1});
    CHECK(unclear.unclear > 0);
    CHECK(unclear.ci.low.reason() == Reason::not_estimable);
    CHECK(bootstrap_cost_effectiveness(Data{1, 2}, Data{1, -1}).ci.low.reason() ==
          Reason::undefined_ratio);
    CHECK(bootstrap_cost_effectiveness(Data{1}, Data{1}).ci.low.reason() == Reason::too_few);
    CHECK(bootstrap_cost_effectiveness(Data{1, 2}, Data{1, 1}, {.replicates = 0}).ci.low.reason() ==
          Reason::invalid_argument);
}

TEST_CASE("A table names what is dominated, simply and by a mixture") {
    // In order of cost: 0 (10, 1), 2 (15, 0.5), 3 (20, 2), 1 (30, 5), 4 (60, 6).
    const IcerTable table = icer_table(Data{10, 30, 15, 20, 60}, Data{1, 5, 0.5, 2, 6});
    REQUIRE(table.rows.size() == 5);
    CHECK(table.rows[0].alternative == 0);
    CHECK(*table.rows[0].standing == Standing::cheapest);
    CHECK(table.rows[1].alternative == 2);
    CHECK(*table.rows[1].standing == Standing::dominated);
    CHECK(*table.rows[1].compared_with == 0.0);
    CHECK(table.rows[1].icer.reason() == Reason::not_applicable);
    CHECK(*table.rows[1].quadrant_cheapest == Quadrant::north_west_dominated);
    CHECK(*table.rows[2].standing == Standing::extendedly_dominated);
    CHECK(*table.rows[3].standing == Standing::worth_considering);
    CHECK(*table.rows[3].compared_with == 0.0);
    CHECK(*table.rows[3].icer == 5.0);
    CHECK(*table.rows[4].icer == 30.0);
    CHECK(*table.rows[4].icer_cheapest == 10.0);
}

TEST_CASE("A table of one, of none and of equals") {
    CHECK(icer_table({}, {}).comparable.reason() == Reason::too_few);
    CHECK(icer_table(Data{1}, Data{2}).rows.size() == 1);
    CHECK(icer_table(Data{1, 2}, Data{2}).comparable.reason() == Reason::invalid_argument);
    const IcerTable equals = icer_table(Data{5, kMissing, 5}, Data{1, 9, 1});
    CHECK(equals.n == 2);
    CHECK(equals.rows[1].alternative == 2);
    CHECK(*equals.rows[1].standing == Standing::dominated);
    CHECK(equals.rows[1].icer_cheapest.reason() == Reason::undefined_ratio);
}
