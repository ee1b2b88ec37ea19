// What a unit of effect costs, and what more of it costs than another way.
//
// Decision: a ratio of cost and effect is that of totals, never a mean of the learners' ratios,
// which one learner with almost no effect can drive anywhere. Its uncertainty is Fieller's set with
// the covariance of cost and effect, whose kind says whether the effect is clear at all. A ratio of
// differences means opposite things in opposite quadrants (-50 is "saves money and helps" or "costs
// money and harms"), so it is never without its quadrant. The net monetary benefit asks the same
// question at a stated worth of a unit of effect and has none of these difficulties.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fieller.hpp"
#include "effaith/stats/no_answer.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/welch.hpp"

namespace effaith::stats {

struct CostEffectivenessOptions {
    double level = 0.95;
    /// What a unit of effect is worth, in the unit of cost; 0 or more.
    std::optional<double> willingness_to_pay = std::nullopt;
};

/// Where a difference in cost and effect lies. The words say what it means.
enum class Quadrant : std::uint8_t {
    north_east,            ///< costs more and gains more: the ratio is the price of a unit
    south_east_dominant,   ///< gains more and costs no more: better whatever a unit is worth
    north_west_dominated,  ///< gains less and costs no less: worse whatever a unit is worth
    south_west             ///< costs less and gains less: the ratio is what a unit given up saves
};
template <>
struct WordNames<Quadrant> {
    static constexpr std::array<std::string_view, 4> names{"north_east", "south_east_dominant",
                                                           "north_west_dominated", "south_west"};
};

/// What the effect of a group is worth above its cost, a learner.
struct NetBenefit {
    Number willingness_to_pay;
    Number nmb;
    Number se;
    Number df;
    Number critical;
    Interval ci;

    static constexpr auto fields() {
        return field_list(
            field("willingness_to_pay", &NetBenefit::willingness_to_pay,
                  "what a unit of effect is worth"),
            field("nmb", &NetBenefit::nmb, "willingness_to_pay * mean_effect - mean_cost"),
            field(
                "se", &NetBenefit::se,
                "sqrt((willingness_to_pay^2 * sd_effect^2 - 2 * willingness_to_pay * covariance + "
                "sd_cost^2) / n)"),
            field("df", &NetBenefit::df, "n - 1"),
            field("critical", &NetBenefit::critical, "two-sided t quantile with df"),
            field("ci", &NetBenefit::ci, "nmb -+ critical * se"));
    }
};

/// Cost, effect and their ratio in one group of learners.
struct CostEffectiveness {
    std::int64_t n = 0;
    Number mean_cost;
    Number mean_effect;
    Number total_cost;
    Number total_effect;
    Number sd_cost;
    Number sd_effect;
    Number covariance;
    Number cer;
    Number delta_se;
    RatioSet fieller_t;
    RatioSet fieller_z;
    NetBenefit net_benefit;
    std::string_view method =
        "ratio of total cost to total effect; Fieller's set with the covariance of cost and effect";

    static constexpr auto fields() {
        using Owner = CostEffectiveness;
        return field_list(
            field("n", &Owner::n, "learners with a cost and an effect"),
            field("mean_cost", &Owner::mean_cost, "total_cost / n"),
            field("mean_effect", &Owner::mean_effect, "total_effect / n"),
            field("total_cost", &Owner::total_cost, "sum of costs"),
            field("total_effect", &Owner::total_effect, "sum of effects"),
            field("sd_cost", &Owner::sd_cost, "standard deviation of cost, with n - 1"),
            field("sd_effect", &Owner::sd_effect, "standard deviation of effect, with n - 1"),
            field("covariance", &Owner::covariance, "of cost and effect, with n - 1"),
            field("cer", &Owner::cer, "total_cost / total_effect"),
            field("delta_se", &Owner::delta_se,
                  "sqrt((sd_cost^2 - 2 * cer * covariance + cer^2 * sd_effect^2) / n) / "
                  "abs(mean_effect)"),
            field("fieller_t", &Owner::fieller_t, "Fieller's set by t with n - 1"),
            field("fieller_z", &Owner::fieller_z, "Fieller's set by the normal distribution"),
            field("net_benefit", &Owner::net_benefit, "at a stated worth of a unit of effect"),
            field("method", &Owner::method, ""));
    }
};

namespace cost_detail {

/// Cost and effect of the learners of a group, with all moments that the figures need.
struct CostAndEffect {
    Pairs pairs;
    Moments cost;
    Moments effect;
    double products = 0.0;

    double n() const { return static_cast<double>(cost.n); }
    /// Variances and covariance of the two means.
    double var_cost() const { return cost.squares / (n() - 1.0) / n(); }
    double var_effect() const { return effect.squares / (n() - 1.0) / n(); }
    double cov() const { return products / (n() - 1.0) / n(); }
    /// The variance of the mean of a * cost + b * effect, from the learners' own values, so that
    /// nothing cancels where cost and effect go together.
    double var_of(double a, double b) const {
        double squares = 0.0;
        double left = 0.0;
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            const double d = a * (pairs.x[i] - cost.mean) + b * (pairs.y[i] - effect.mean);
            squares += d * d;
            left += d;
        }
        return std::max(0.0, squares - left * left / n()) / (n() - 1.0) / n();
    }
};

/// A sum that only the rounding of its terms keeps from 0 is 0: gains of +0.1, +0.2 and -0.3 have
/// no ratio, not one of 10^16.
inline double unless_rounding(double sum, double largest_term) {
    return std::abs(sum) <= std::numeric_limits<double>::epsilon() * largest_term ? 0.0 : sum;
}

inline double largest_of(Values values) {
    double largest = 0.0;
    for (const double value : values)
        largest = std::max(largest, std::abs(value));
    return largest;
}
/// The difference of the means of two groups of values.
inline double difference_of(const Moments& one, Values ones, const Moments& zero, Values zeros) {
    return unless_rounding(one.mean - zero.mean, std::max(largest_of(ones), largest_of(zeros)));
}

inline CostAndEffect cost_and_effect(Values cost, Values effect) {
    CostAndEffect group;
    group.pairs = complete_pairs(cost, effect);
    group.cost = moments_of(group.pairs.x);
    group.effect = moments_of(group.pairs.y);
    group.effect.mean = unless_rounding(group.effect.mean, largest_of(group.pairs.y));
    if (!group.cost.constant && !group.effect.constant)
        group.products =
            products_about_means(group.pairs.x, group.cost.mean, group.pairs.y, group.effect.mean);
    return group;
}

inline bool valid_costs(Values cost, Values effect) {
    return cost.size() == effect.size() && !has_infinite(cost) && !has_infinite(effect);
}
inline bool valid_worth(const std::optional<double>& worth) {
    return !worth || (*worth >= 0.0 && std::isfinite(*worth));
}

inline NetBenefit net_benefit_of(const CostAndEffect& group, double worth, double level) {
    NetBenefit benefit = no_answer<NetBenefit>(Reason::too_few);
    benefit.willingness_to_pay = worth;
    if (group.cost.n < 1) return benefit;
    const double nmb = worth * group.effect.mean - group.cost.mean;
    benefit.nmb = nmb;
    if (group.cost.n < 2) return benefit;
    const double df = group.n() - 1.0;
    const double se = std::sqrt(group.var_of(-1.0, worth));
    const double critical = t_critical(level, df);
    benefit.se = se;
    benefit.df = df;
    benefit.critical = critical;
    benefit.ci = {nmb - critical * se, nmb + critical * se};
    return benefit;
}

}  // namespace cost_detail

/// Total cost over total effect of one group, Fieller's sets, and the net monetary benefit.
///
/// Use it for what a unit of gain cost in a group; it says nothing about what the gain would have
/// been without the intervention (icer does, with a comparison group). cost and effect belong to
/// the same learners, in the same order; pairs with a missing value are left out. The t set has
/// n - 1 degrees of freedom; the z set is the usual one of health economics (Willan & O'Brien
/// 1996). delta_se is the first-order standard error, right only where the effect is clear of 0.
/// Mean effect 0: `cer` is `undefined_ratio`, and the sets exist. One learner: ratio without
/// spread (`too_few`). No worth given: `net_benefit` is `not_applicable`. O(n).
inline CostEffectiveness cost_effectiveness(Values cost, Values effect,
                                            CostEffectivenessOptions options = {}) {
    if (!cost_detail::valid_costs(cost, effect) || !is_level(options.level) ||
        !cost_detail::valid_worth(options.willingness_to_pay))
        return no_answer<CostEffectiveness>(Reason::invalid_argument);
    const cost_detail::CostAndEffect group = cost_detail::cost_and_effect(cost, effect);
    CostEffectiveness result = no_answer<CostEffectiveness>(Reason::too_few);
    result.n = group.cost.n;
    if (options.willingness_to_pay)
        result.net_benefit =
            cost_detail::net_benefit_of(group, *options.willingness_to_pay, options.level);
    else
        give_reason(result.net_benefit, Reason::not_applicable);
    if (result.n < 1) return result;
    const double n = group.n();
    result.mean_cost = group.cost.mean;
    result.mean_effect = group.effect.mean;
    result.total_cost = group.cost.mean * n;
    result.total_effect = group.effect.mean * n;
    result.cer = ratio(result.mean_cost, result.mean_effect);
    if (result.n < 2) return result;

    result.sd_cost = group.cost.sd();
    result.sd_effect = group.effect.sd();
    result.covariance = group.products / (n - 1.0);
    result.delta_se =
        result.cer
            ? Number(std::sqrt(group.var_of(1.0, -*result.cer)) / std::abs(group.effect.mean))
            : result.cer;
    result.fieller_t = fieller_t(group.cost.mean, group.effect.mean, group.var_cost(),
                                 group.var_effect(), group.cov(), n - 1.0, options.level);
    result.fieller_z = fieller_z(group.cost.mean, group.effect.mean, group.var_cost(),
                                 group.var_effect(), group.cov(), options.level);
    return result;
}

/// What the difference in effect of two groups is worth above the difference in cost, a learner.
struct IncrementalNetBenefit {
    Number willingness_to_pay;
    Number inmb;
    Number se;
    Number critical;
    Interval ci_z;
    Number prob_cost_effective;
    Number welch_df;
    Number welch_critical;
    Interval ci_welch;
    Number p_welch;

    static constexpr auto fields() {
        using Owner = IncrementalNetBenefit;
        return field_list(
            field("willingness_to_pay", &Owner::willingness_to_pay,
                  "what a unit of effect is worth"),
            field("inmb", &Owner::inmb, "willingness_to_pay * delta_effect - delta_cost"),
            field("se", &Owner::se,
                  "sqrt(willingness_to_pay^2 * se_delta_effect^2 - 2 * willingness_to_pay * "
                  "cov_delta + se_delta_cost^2)"),
            field("critical", &Owner::critical, "two-sided normal quantile"),
            field("ci_z", &Owner::ci_z, "inmb -+ critical * se"),
            field("prob_cost_effective", &Owner::prob_cost_effective, "Phi(inmb / se)"),
            field("welch_df", &Owner::welch_df, "Welch's degrees of freedom"),
            field("welch_critical", &Owner::welch_critical, "two-sided t quantile with welch_df"),
            field("ci_welch", &Owner::ci_welch, "inmb -+ welch_critical * se"),
            field("p_welch", &Owner::p_welch, "two-sided, of inmb / se with welch_df"));
    }
};

/// Cost and effect of a group against those of a comparison group.
struct Icer {
    std::int64_t n1 = 0;
    std::int64_t n0 = 0;
    Number mean_cost1;
    Number mean_effect1;
    Number mean_cost0;
    Number mean_effect0;
    Number delta_cost;
    Number delta_effect;
    Number se_delta_cost;
    Number se_delta_effect;
    Number cov_delta;
    Choice<Quadrant> quadrant;
    Number icer;
    RatioSet fieller_z;
    RatioSet fieller_t;
    IncrementalNetBenefit net_benefit;
    std::string_view method =
        "difference in mean cost over difference in mean effect; Fieller's set with the covariance";

    static constexpr auto fields() {
        return field_list(
            field("n1", &Icer::n1, "learners of the group"),
            field("n0", &Icer::n0, "learners of the comparison group"),
            field("mean_cost1", &Icer::mean_cost1, "mean cost of the group"),
            field("mean_effect1", &Icer::mean_effect1, "mean effect of the group"),
            field("mean_cost0", &Icer::mean_cost0, "mean cost of the comparison group"),
            field("mean_effect0", &Icer::mean_effect0, "mean effect of the comparison group"),
            field("delta_cost", &Icer::delta_cost, "mean_cost1 - mean_cost0"),
            field("delta_effect", &Icer::delta_effect, "mean_effect1 - mean_effect0"),
            field("se_delta_cost", &Icer::se_delta_cost,
                  "root of the sum of each group's variance of cost over its learners"),
            field("se_delta_effect", &Icer::se_delta_effect,
                  "root of the sum of each group's variance of effect over its learners"),
            field("cov_delta", &Icer::cov_delta,
                  "sum of each group's covariance of cost and effect over its learners"),
            field("quadrant", &Icer::quadrant, "signs of delta_cost and delta_effect"),
            field("icer", &Icer::icer, "delta_cost / delta_effect"),
            field("fieller_z", &Icer::fieller_z, "Fieller's set by the normal distribution"),
            field("fieller_t", &Icer::fieller_t, "Fieller's set by t with n1 + n0 - 2"),
            field("net_benefit", &Icer::net_benefit, "at a stated worth of a unit of effect"),
            field("method", &Icer::method, ""));
    }
};

/// The quadrant of a difference. On an axis weak dominance decides: no dearer and more effect is
/// dominant. No difference in effect: `undefined_ratio`.
inline Choice<Quadrant> quadrant_of(double delta_cost, double delta_effect) {
    if (delta_effect == 0.0) return Reason::undefined_ratio;
    if (delta_effect > 0.0)
        return delta_cost > 0.0 ? Quadrant::north_east : Quadrant::south_east_dominant;
    return delta_cost < 0.0 ? Quadrant::south_west : Quadrant::north_west_dominated;
}

/// delta_cost / delta_effect, where no cost is 0 and never -0.
inline Number incremental_ratio(double delta_cost, double delta_effect) {
    const Number found = ratio(delta_cost, delta_effect);
    return found && delta_cost == 0.0 ? Number(0.0) : found;
}

namespace cost_detail {

inline IncrementalNetBenefit incremental_benefit_of(const CostAndEffect& one,
                                                    const CostAndEffect& zero, double delta_cost,
                                                    double delta_effect,
                                                    const CostEffectivenessOptions& options) {
    const double worth = *options.willingness_to_pay;
    const double inmb = worth * delta_effect - delta_cost;
    IncrementalNetBenefit benefit = no_answer<IncrementalNetBenefit>(Reason::too_few);
    benefit.willingness_to_pay = worth;
    benefit.inmb = inmb;
    if (one.cost.n < 2 || zero.cost.n < 2) return benefit;
    const double v1 = one.var_of(-1.0, worth);
    const double v0 = zero.var_of(-1.0, worth);
    const double se = std::sqrt(v1 + v0);
    give_reason(benefit, Reason::no_variation);
    benefit.willingness_to_pay = worth;
    benefit.inmb = inmb;
    benefit.se = se;
    const double critical = normal_critical(options.level);
    benefit.critical = critical;
    benefit.ci_z = {inmb - critical * se, inmb + critical * se};
    if (!(se > 0.0)) return benefit;
    const double df = welch_df(v1, one.n() - 1.0, v0, zero.n() - 1.0);
    benefit.prob_cost_effective = normal_cdf(inmb / se);
    benefit.welch_df = df;
    const double welch_critical = t_critical(options.level, df);
    benefit.welch_critical = welch_critical;
    benefit.ci_welch = {inmb - welch_critical * se, inmb + welch_critical * se};
    benefit.p_welch = t_two_sided(inmb / se, df);
    return benefit;
}

/// Spreads of the differences and Fieller's sets; both groups have two learners or more.
inline void fill_spreads(Icer& result, const CostAndEffect& one, const CostAndEffect& zero,
                         double delta_cost, double delta_effect, double level) {
    const double var_cost = one.var_cost() + zero.var_cost();
    const double var_effect = one.var_effect() + zero.var_effect();
    const double cov = one.cov() + zero.cov();
    result.se_delta_cost = std::sqrt(var_cost);
    result.se_delta_effect = std::sqrt(var_effect);
    result.cov_delta = cov;
    result.fieller_z = fieller_z(delta_cost, delta_effect, var_cost, var_effect, cov, level);
    result.fieller_t = fieller_t(delta_cost, delta_effect, var_cost, var_effect, cov,
                                 one.n() + zero.n() - 2.0, level);
}

}  // namespace cost_detail

/// Incremental cost-effectiveness of a group (1) against a comparison group (0) of other learners:
/// ratio with its quadrant, Fieller's sets, incremental net benefit.
///
/// Variances and covariance of the differences are the sums of the groups' own. z sets and z
/// interval are the standard of health economics (Willan & O'Brien 1996; Stinnett & Mullahy 1998);
/// the t set has n1 + n0 - 2 degrees of freedom, and the other interval Welch's.
/// prob_cost_effective is what an acceptability curve shows at that worth. Equal mean effects:
/// `icer` and `quadrant` are `undefined_ratio`. No comparison learner: `no_comparison_group`; fewer
/// than two in a group: `too_few` for spreads. Not for the same learners before and after. O(n).
inline Icer icer(Values cost1, Values effect1, Values cost0, Values effect0,
                 CostEffectivenessOptions options = {}) {
    if (!cost_detail::valid_costs(cost1, effect1) || !cost_detail::valid_costs(cost0, effect0) ||
        !is_level(options.level) || !cost_detail::valid_worth(options.willingness_to_pay))
        return no_answer<Icer>(Reason::invalid_argument);
    const cost_detail::CostAndEffect one = cost_detail::cost_and_effect(cost1, effect1);
    const cost_detail::CostAndEffect zero = cost_detail::cost_and_effect(cost0, effect0);
    const bool none = zero.cost.n < 1;
    Icer result = no_answer<Icer>(none ? Reason::no_comparison_group : Reason::too_few);
    result.n1 = one.cost.n;
    result.n0 = zero.cost.n;
    if (!options.willingness_to_pay) give_reason(result.net_benefit, Reason::not_applicable);
    if (result.n1 > 0) {
        result.mean_cost1 = one.cost.mean;
        result.mean_effect1 = one.effect.mean;
    }
    if (none) return result;
    result.mean_cost0 = zero.cost.mean;
    result.mean_effect0 = zero.effect.mean;
    if (result.n1 < 1) return result;

    const double delta_cost =
        cost_detail::difference_of(one.cost, one.pairs.x, zero.cost, zero.pairs.x);
    const double delta_effect =
        cost_detail::difference_of(one.effect, one.pairs.y, zero.effect, zero.pairs.y);
    result.delta_cost = delta_cost;
    result.delta_effect = delta_effect;
    result.quadrant = quadrant_of(delta_cost, delta_effect);
    result.icer = incremental_ratio(delta_cost, delta_effect);
    if (options.willingness_to_pay)
        result.net_benefit =
            cost_detail::incremental_benefit_of(one, zero, delta_cost, delta_effect, options);
    if (result.n1 >= 2 && result.n0 >= 2)
        cost_detail::fill_spreads(result, one, zero, delta_cost, delta_effect, options.level);
    return result;
}

/// Cost of a success in one unit (a school, an intervention).
struct CostPerSuccessRow {
    Number cost_per_learner;
    Number cost_per_success;
    static constexpr auto fields() {
        return field_list(field("cost_per_learner", &CostPerSuccessRow::cost_per_learner,
                                "the unit's cost over its learners"),
                          field("cost_per_success", &CostPerSuccessRow::cost_per_success,
                                "the unit's cost over its successes"));
    }
};
/// Cost of a success over all units.
struct CostPerSuccess {
    std::int64_t n = 0;
    Number total_learners;
    Number total_successes;
    Number total_cost;
    Number cost_per_learner;
    Number cost_per_success;
    std::vector<CostPerSuccessRow> rows;
    std::string_view method = "ratio of totals";

    static constexpr auto fields() {
        using Owner = CostPerSuccess;
        return field_list(
            field("n", &Owner::n, "units with learners, successes and cost"),
            field("total_learners", &Owner::total_learners, "sum of learners"),
            field("total_successes", &Owner::total_successes, "sum of successes"),
            field("total_cost", &Owner::total_cost, "sum of costs"),
            field("cost_per_learner", &Owner::cost_per_learner, "total_cost / total_learners"),
            field("cost_per_success", &Owner::cost_per_success, "total_cost / total_successes"),
            field("rows", &Owner::rows, "each unit"), field("method", &Owner::method, ""));
    }
};

namespace cost_detail {

/// Whether counts and cost of a unit can be: missing ones can.
inline bool valid_unit(double learners, double successes, double cost) {
    const auto impossible = [](double value) { return value < 0.0 || std::isinf(value); };
    return !impossible(learners) && !impossible(successes) && !impossible(cost) &&
           !(successes > learners);
}

}  // namespace cost_detail

/// What a success cost, over units: total cost over total successes, and each unit's own.
///
/// The mean of the units' ratios is not that: it lets a small unit weigh as much as a large one,
/// and has no place for a unit without a success, whose cost counts all the same (Levin & McEwan
/// 2001). No success at all: `undefined_ratio`. A unit that lacks a value is left out whole. More
/// successes than learners, anything negative: `invalid_argument`. O(n).
inline CostPerSuccess cost_per_success(Values learners, Values successes, Values cost) {
    bool valid = learners.size() == successes.size() && learners.size() == cost.size();
    for (std::size_t i = 0; valid && i < cost.size(); ++i)
        valid = cost_detail::valid_unit(learners[i], successes[i], cost[i]);
    if (!valid) return no_answer<CostPerSuccess>(Reason::invalid_argument);
    CostPerSuccess result = no_answer<CostPerSuccess>(Reason::too_few);
    double sum_learners = 0.0;
    double sum_successes = 0.0;
    double sum_cost = 0.0;
    for (std::size_t i = 0; i < cost.size(); ++i) {
        const bool lacks =
            is_missing(learners[i]) || is_missing(successes[i]) || is_missing(cost[i]);
        result.rows.push_back(
            lacks ? no_answer<CostPerSuccessRow>(Reason::too_few)
                  : CostPerSuccessRow{ratio(cost[i], learners[i]), ratio(cost[i], successes[i])});
        if (lacks) continue;
        ++result.n;
        sum_learners += learners[i];
        sum_successes += successes[i];
        sum_cost += cost[i];
    }
    if (result.n == 0) return result;
    result.total_learners = sum_learners;
    result.total_successes = sum_successes;
    result.total_cost = sum_cost;
    result.cost_per_learner = ratio(sum_cost, sum_learners);
    result.cost_per_success = ratio(sum_cost, sum_successes);
    return result;
}

}  // namespace effaith::stats
