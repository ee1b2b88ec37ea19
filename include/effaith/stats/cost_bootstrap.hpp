// The ratio of cost and effect by resampling learners: the same figures on every machine.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>
#include <vector>

#include "effaith/stats/cost_effectiveness.hpp"

namespace effaith::stats {

/// SplitMix64 (Steele, Lea & Flood 2014): 64 bits a step from a counter, the same on every
/// platform, which the distributions of the standard library are not.
class SplitMix64 {
  public:
    explicit constexpr SplitMix64(std::uint64_t seed) : state_(seed) {}
    constexpr std::uint64_t next() {
        state_ += 0x9E3779B97F4A7C15u;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        return z ^ (z >> 31);
    }
    /// Uniform on 0 ... count - 1 without bias, by rejection (Lemire 2019); count >= 1.
    constexpr std::uint32_t below(std::uint32_t count) {
        const std::uint32_t unfair = (0u - count) % count;
        std::uint64_t product = 0;
        do
            product = (next() >> 32) * count;
        while (static_cast<std::uint32_t>(product) < unfair);
        return static_cast<std::uint32_t>(product >> 32);
    }

  private:
    std::uint64_t state_;
};

struct CostBootstrapOptions {
    std::int64_t replicates = 10000;  ///< 1 to 1,000,000
    std::uint64_t seed = 1;
    double level = 0.95;
};

/// Percentile limits of a ratio of cost and effect.
struct CostBootstrap {
    std::int64_t n = 0;
    std::int64_t replicates = 0;
    std::int64_t unclear = 0;
    Number cer;
    Number boot_mean;
    Number boot_se;
    Interval ci;
    std::string_view method =
        "percentile bootstrap of learners, cost and effect together; SplitMix64 with a seed";

    static constexpr auto fields() {
        using Owner = CostBootstrap;
        return field_list(
            field("n", &Owner::n, "learners with a cost and an effect"),
            field("replicates", &Owner::replicates, "resamples drawn"),
            field("unclear", &Owner::unclear,
                  "resamples whose effect is 0 or of the other sign than the sample's"),
            field("cer", &Owner::cer, "total cost over total effect of the sample"),
            field("boot_mean", &Owner::boot_mean, "mean ratio of the resamples"),
            field("boot_se", &Owner::boot_se, "standard deviation of the resamples' ratios"),
            field("ci", &Owner::ci, "quantiles of the resamples' ratios"),
            field("method", &Owner::method, ""));
    }
};

namespace cost_detail {

/// The quantile p of sorted values, linear between order statistics (Hyndman & Fan 1996, type 7).
inline double quantile_of_sorted(Values sorted, double p) {
    const double at = p * static_cast<double>(sorted.size() - 1);
    const std::size_t below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (at - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// The ratio of one resample; nothing where its effect is 0 or has not the sign of the sample's.
inline Number resampled_ratio(const CostAndEffect& group, SplitMix64& random) {
    const std::uint32_t n = static_cast<std::uint32_t>(group.pairs.size());
    double cost = 0.0;
    double effect = 0.0;
    for (std::uint32_t i = 0; i < n; ++i) {
        const std::uint32_t drawn = random.below(n);
        cost += group.pairs.x[drawn];
        effect += group.pairs.y[drawn];
    }
    const bool same_side = group.effect.mean > 0.0 ? effect > 0.0 : effect < 0.0;
    return same_side ? Number(cost / effect) : Number(Reason::undefined_ratio);
}

}  // namespace cost_detail

/// Resamples learners with replacement, and takes the ratio of totals of each resample.
///
/// Learners are drawn one after another by SplitMix64(seed).below(n); the limits are quantiles of
/// type 7. A second view beside Fieller's set where costs are skewed; with few learners Fieller's
/// is the better one. Where more than (1 - level) / 2 of the resamples have an effect of 0 or of
/// the other sign, the ratios have neither a mean nor an order that limits could be read from:
/// `not_estimable` (Fieller's set is not bounded then). Fewer such ones are left out and counted by
/// `unclear`. Two learners at least (`too_few`); effect 0: `undefined_ratio`. O(n * replicates).
inline CostBootstrap bootstrap_cost_effectiveness(Values cost, Values effect,
                                                  CostBootstrapOptions options = {}) {
    constexpr std::int64_t kMost = 1'000'000;
    if (!cost_detail::valid_costs(cost, effect) || !is_level(options.level) ||
        options.replicates < 1 || options.replicates > kMost || cost.size() > 0xFFFFFFFFu)
        return no_answer<CostBootstrap>(Reason::invalid_argument);
    const cost_detail::CostAndEffect group = cost_detail::cost_and_effect(cost, effect);
    CostBootstrap result = no_answer<CostBootstrap>(Reason::too_few);
    result.n = group.cost.n;
    if (result.n >= 1) result.cer = ratio(group.cost.mean, group.effect.mean);
    if (result.n < 2) return result;
    if (!result.cer) return give_reason(result, result.cer.reason()), result;

    SplitMix64 random(options.seed);
    std::vector<double> ratios;
    ratios.reserve(static_cast<std::size_t>(options.replicates));
    for (std::int64_t i = 0; i < options.replicates; ++i)
        if (const Number drawn = cost_detail::resampled_ratio(group, random))
            ratios.push_back(*drawn);
    result.replicates = options.replicates;
    result.unclear = options.replicates - static_cast<std::int64_t>(ratios.size());
    const double tail = (1.0 - options.level) / 2.0;
    const bool clear =
        static_cast<double>(result.unclear) <= tail * static_cast<double>(options.replicates);
    if (!clear) {
        result.boot_mean = result.boot_se = Reason::not_estimable;
        result.ci = Interval::none(Reason::not_estimable);
        return result;
    }
    const Moments drawn = moments_of(ratios);
    result.boot_mean = drawn.mean;
    result.boot_se = drawn.sd();
    std::sort(ratios.begin(), ratios.end());
    result.ci = {cost_detail::quantile_of_sorted(ratios, tail),
                 cost_detail::quantile_of_sorted(ratios, 1.0 - tail)};
    return result;
}

}  // namespace effaith::stats
