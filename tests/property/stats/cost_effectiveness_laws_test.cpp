// Laws that hold for any costs and effects: units, order, signs, and what belongs to a set.
#include "effaith/stats/cost_effectiveness.hpp"

#include <numeric>
#include <vector>

#include "catch_compat.hpp"
#include "dice.hpp"
#include "effaith/stats/cost_bootstrap.hpp"
#include "effaith/stats/icer_table.hpp"
#include "share.hpp"

using namespace effaith::stats;
using support::Dice;

namespace {

using Data = std::vector<double>;

struct Group {
    Data cost;
    Data effect;
};

/// Costs in pounds and pence, effects in whole points, some constant, some near 0 on average.
Group group_of(Dice& dice) {
    Group group;
    const std::size_t n = 2 + dice.below(dice.one_in(5) ? 60 : 8);
    const bool same_cost = dice.one_in(12);
    const bool same_effect = dice.one_in(12);
    const double level = static_cast<double>(dice.below(15)) - 4.0;
    for (std::size_t i = 0; i < n; ++i) {
        const double effect = same_effect ? level : level + static_cast<double>(dice.below(9)) - 4;
        const double own = same_cost ? 0.0 : static_cast<double>(dice.below(10000)) / 100.0;
        group.effect.push_back(effect);
        group.cost.push_back(100.0 + own + (dice.one_in(2) ? 2.0 * effect : 0.0));
    }
    return group;
}

Data scaled(const Data& values, double factor) {
    Data result = values;
    for (double& value : result)
        value *= factor;
    return result;
}

bool alike(const Number& a, const Number& b, double factor = 1.0) {
    if (!a || !b) return a.reason() == b.reason();
    return std::abs(*a * factor - *b) <= 1e-8 * (std::abs(*b) + std::abs(factor) * 1e-6);
}

/// Limits of `a` times a factor are those of `b`; a negative factor turns them round.
bool alike(const RatioSet& a, const RatioSet& b, double factor) {
    if (!a.kind || !b.kind || *a.kind != *b.kind) return a.kind == b.kind;
    return factor > 0.0 ? alike(a.low, b.low, factor) && alike(a.high, b.high, factor)
                        : alike(a.low, b.high, factor) && alike(a.high, b.low, factor);
}

/// The test that the set inverts: how far N - r D is beyond what its spread allows.
double rejection(const CostEffectiveness& found, double r, double critical) {
    const double n = static_cast<double>(found.n);
    const double off = *found.mean_cost - r * *found.mean_effect;
    const double variance = (*found.sd_cost * *found.sd_cost - 2 * r * *found.covariance +
                             r * r * *found.sd_effect * *found.sd_effect) /
                            n;
    return off * off - critical * critical * variance;
}

void check_membership(const CostEffectiveness& found, const RatioSet& set) {
    if (!set.kind) return;
    for (const double r : {-1000.0, -30.0, -1.0, 0.0, 0.5, 7.0, 25.0, 100.0, 1e6}) {
        const double margin = rejection(found, r, *set.critical);
        const double size = *found.mean_cost * *found.mean_cost + r * r;
        if (std::abs(margin) < 1e-9 * size) continue;
        INFO("ratio " << r << " n " << found.n);
        CHECK(set.contains(r) == (margin <= 0.0));
    }
}

}  // namespace

TEST_CASE("A Fieller set is what its test does not reject, and holds the ratio") {
    Dice dice(1);
    for (int run = share_of(10000); run > 0; --run) {
        const Group group = group_of(dice);
        const CostEffectiveness found = cost_effectiveness(group.cost, group.effect);
        check_membership(found, found.fieller_t);
        check_membership(found, found.fieller_z);
        if (!found.cer || !found.fieller_t.kind) continue;
        // A ratio is in its own set; a hair of rounding where the set is a point.
        const double near = 1e-9 * std::abs(*found.cer);
        CHECK((found.fieller_t.contains(*found.cer) ||
               found.fieller_t.contains(*found.cer + near) ||
               found.fieller_t.contains(*found.cer - near)));
        if (*found.fieller_t.kind == RatioSetKind::bounded &&
            *found.fieller_z.kind == RatioSetKind::bounded)
            CHECK(*found.fieller_t.high - *found.fieller_t.low >=
                  (*found.fieller_z.high - *found.fieller_z.low) * (1.0 - 1e-9));
    }
}

TEST_CASE("Pence instead of pounds and a turned scale change ratios by the factor") {
    Dice dice(2);
    for (int run = share_of(10000); run > 0; --run) {
        const Group group = group_of(dice);
        const CostEffectiveness found = cost_effectiveness(group.cost, group.effect);
        const CostEffectiveness pence = cost_effectiveness(scaled(group.cost, 100.0), group.effect);
        const CostEffectiveness turned = cost_effectiveness(group.cost, scaled(group.effect, -0.5));
        CHECK(alike(found.cer, pence.cer, 100.0));
        CHECK(alike(found.fieller_t, pence.fieller_t, 100.0));
        CHECK(alike(found.delta_se, pence.delta_se, 100.0));
        CHECK(alike(found.cer, turned.cer, -2.0));
        CHECK(alike(found.fieller_z, turned.fieller_z, -2.0));
    }
}

TEST_CASE("The order of learners changes nothing, and groups changed round change the signs") {
    Dice dice(3);
    for (int run = share_of(10000); run > 0; --run) {
        const Group one = group_of(dice);
        const Group zero = group_of(dice);
        std::vector<std::size_t> order(one.cost.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        dice.shuffle(order);
        Group shuffled;
        for (const std::size_t i : order) {
            shuffled.cost.push_back(one.cost[i]);
            shuffled.effect.push_back(one.effect[i]);
        }
        const CostEffectivenessOptions options{.willingness_to_pay = 20.0};
        const Icer found = icer(one.cost, one.effect, zero.cost, zero.effect, options);
        const Icer again = icer(shuffled.cost, shuffled.effect, zero.cost, zero.effect, options);
        const Icer round = icer(zero.cost, zero.effect, one.cost, one.effect, options);
        CHECK(alike(found.icer, again.icer));
        CHECK(alike(found.fieller_t, again.fieller_t, 1.0));
        CHECK(alike(found.icer, round.icer));
        CHECK(alike(found.fieller_z, round.fieller_z, 1.0));
        CHECK(alike(found.net_benefit.inmb, round.net_benefit.inmb, -1.0));
        CHECK(found.quadrant.known() == round.quadrant.known());
        if (found.icer && *found.delta_cost != 0.0) CHECK(found.quadrant != round.quadrant);
        const Number& probability = found.net_benefit.prob_cost_effective;
        if (probability)
            CHECK(*probability + *round.net_benefit.prob_cost_effective == Approx(1.0));
    }
}

TEST_CASE("On the frontier effects and prices rise, and every other alternative is beaten") {
    Dice dice(4);
    for (int run = share_of(10000); run > 0; --run) {
        Data cost;
        Data effect;
        for (std::size_t i = 1 + dice.below(8); i > 0; --i) {
            cost.push_back(static_cast<double>(dice.below(30)));
            effect.push_back(static_cast<double>(dice.below(12)));
        }
        const IcerTable table = icer_table(cost, effect);
        double last_price = 0.0;
        double last_effect = -1.0;
        for (const IcerRow& row : table.rows) {
            const bool frontier =
                *row.standing == Standing::cheapest || *row.standing == Standing::worth_considering;
            CHECK(row.icer.known() == (*row.standing == Standing::worth_considering));
            if (!frontier) continue;
            CHECK(*row.effect > last_effect);
            last_effect = *row.effect;
            if (!row.icer) continue;
            CHECK(*row.icer >= last_price * (1.0 - 1e-12));
            last_price = *row.icer;
        }
        // At any worth the best alternative is one of the frontier.
        for (const double worth : {0.0, 0.5, 3.0, 50.0}) {
            double best = -1e300;
            double best_of_frontier = -1e300;
            for (const IcerRow& row : table.rows) {
                const double benefit = worth * *row.effect - *row.cost;
                best = std::max(best, benefit);
                if (*row.standing == Standing::cheapest ||
                    *row.standing == Standing::worth_considering)
                    best_of_frontier = std::max(best_of_frontier, benefit);
            }
            CHECK(best_of_frontier >= best - 1e-9);
        }
    }
}

TEST_CASE("A bootstrap's limits are in order and scale with the money") {
    Dice dice(5);
    for (int run = share_of(500); run > 0; --run) {
        const Group group = group_of(dice);
        const CostBootstrapOptions options{.replicates = 200, .seed = dice.below(1000000)};
        const CostBootstrap found = bootstrap_cost_effectiveness(group.cost, group.effect, options);
        const CostBootstrap doubled =
            bootstrap_cost_effectiveness(scaled(group.cost, 2.0), group.effect, options);
        CHECK(found.unclear == doubled.unclear);
        CHECK(alike(found.ci.low, doubled.ci.low, 2.0));
        if (found.ci.low) CHECK(*found.ci.low <= *found.ci.high);
    }
}
