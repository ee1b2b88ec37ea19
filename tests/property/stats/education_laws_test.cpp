// Laws of education measures: bands against whole-number arithmetic, tables that only rise, slopes
// that follow their scale.
#include <cmath>
#include <cstdint>
#include <vector>

#include "catch_compat.hpp"
#include "dice.hpp"
#include "effaith/stats/education.hpp"
#include "share.hpp"

using namespace effaith::stats;
using effaith::RatioGainBand;

namespace {

void require(bool holds, const char* promise, int run) {
    if (!holds) FAIL(promise << " (run " << run << ")");
}

bool near(const Number& a, const Number& b, double factor = 1.0, double within = 1e-9) {
    if (!a || !b) return a.reason() == b.reason();
    return std::fabs(*a - factor * *b) <= within * std::max(1.0, std::fabs(factor * *b));
}

std::int64_t any_between(support::Dice& dice, std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(dice.below(static_cast<std::size_t>(high - low + 1)));
}

double hundredth(std::int64_t count) {
    return static_cast<double>(count) / 100.0;
}

/// The band of gain / time, both in hundredths, in whole numbers.
RatioGainBand band_by_whole_numbers(std::int64_t gain, std::int64_t time) {
    if (10 * gain < 14 * time) return RatioGainBand::very_small;
    if (gain < 2 * time) return RatioGainBand::small;
    return gain < 3 * time ? RatioGainBand::medium : RatioGainBand::large;
}

}  // namespace

TEST_CASE("A band is that of whole-number arithmetic, on the edge and off it") {
    support::Dice dice(20260113);
    for (int run = 0; run < share_of(10000); ++run) {
        const std::int64_t time = 5 * any_between(dice, 1, 500);
        const std::int64_t pre = any_between(dice, 4000, 16000);
        const std::int64_t edge = dice.pick(std::vector<std::int64_t>{14, 20, 30}) * time / 10;
        const std::int64_t gain = edge + any_between(dice, -2, 2);
        const RatioGain found = ratio_gain(hundredth(pre), hundredth(pre + gain), hundredth(time));
        require(*found.band == band_by_whole_numbers(gain, time), "band", run);
        require(*found.gain_months == hundredth(gain), "gain", run);
        require(*found.ratio_gain == static_cast<double>(gain) / static_cast<double>(time), "ratio",
                run);
    }
}

TEST_CASE("A group's ratio of means is that of its totals, and equals the mean where times do") {
    support::Dice dice(20260114);
    for (int run = 0; run < share_of(10000); ++run) {
        std::vector<double> pre;
        std::vector<double> post;
        std::vector<double> time;
        std::int64_t total_gain = 0;
        std::int64_t total_time = 0;
        const bool same_time = dice.one_in(2);
        const std::int64_t first_time = any_between(dice, 50, 2000);
        for (std::size_t n = 1 + dice.below(12); n > 0; --n) {
            const std::int64_t from = any_between(dice, 4000, 16000);
            const std::int64_t gain = any_between(dice, -500, 5000);
            const std::int64_t months = same_time ? first_time : any_between(dice, 50, 2000);
            pre.push_back(hundredth(from));
            post.push_back(hundredth(from + gain));
            time.push_back(hundredth(months));
            total_gain += gain;
            total_time += months;
        }
        const RatioGainGroup found = ratio_gain_group(pre, post, time);
        require(*found.ratio_of_means ==
                    static_cast<double>(total_gain) / static_cast<double>(total_time),
                "totals", run);
        require(*found.band_ratio_of_means == band_by_whole_numbers(total_gain, total_time), "band",
                run);
        require(!same_time || found.mean_of_ratios == found.ratio_of_means, "same time", run);
        double mean = 0.0;
        for (std::size_t i = 0; i < pre.size(); ++i)
            mean += (post[i] - pre[i]) / time[i] / static_cast<double>(pre.size());
        require(near(found.mean_of_ratios, mean, 1.0, 1e-10), "mean of ratios", run);
    }
}

TEST_CASE("A rate of improvement follows its scale and does not depend on order or first day") {
    support::Dice dice(20260115);
    for (int run = 0; run < share_of(10000); ++run) {
        std::vector<double> days;
        std::vector<double> scores;
        double day = 0.0;
        for (std::size_t n = 2 + dice.below(15); n > 0; --n) {
            days.push_back(day += static_cast<double>(1 + dice.below(20)));
            scores.push_back(static_cast<double>(dice.below(400)) / 8.0);
        }
        const RateOfImprovement found = rate_of_improvement(days, scores);
        std::vector<double> later(days.rbegin(), days.rend());
        std::vector<double> stretched(scores.rbegin(), scores.rend());
        for (double& d : later)
            d += 738000.0;
        for (double& score : stretched)
            score = -4.0 * score + 1000000.0;
        const RateOfImprovement other = rate_of_improvement(later, stretched);
        require(near(other.two_point_per_week, found.two_point_per_week, -4.0), "two-point", run);
        require(near(other.ols_slope_per_week, found.ols_slope_per_week, -4.0), "slope", run);
        require(near(other.ols_se_slope, found.ols_se_slope, 4.0), "error", run);
        require(near(other.r_squared, found.r_squared), "r squared", run);
        if (found.n == 2)
            require(near(found.ols_slope_per_week, found.two_point_per_week), "two", run);
    }
}

TEST_CASE("Months and cost bands never fall where the figure rises, and losses mirror gains") {
    support::Dice dice(20260116);
    for (int run = 0; run < share_of(10000); ++run) {
        const double effect = static_cast<double>(any_between(dice, 0, 100499)) / 1e5;
        const double more = std::min(1.0, effect + static_cast<double>(dice.below(2000)) / 1e5);
        const auto months = [](double es) { return *eef_months(es, true).months; };
        require(months(std::min(effect, more)) <= months(std::max(effect, more)), "months", run);
        require(months(-effect) == -months(effect), "mirror", run);
        require(*eef_months(effect, true).label == *eef_months(-effect, true).label, "label", run);
        const double cost = hundredth(any_between(dice, 0, 150000));
        const double dearer = cost + hundredth(any_between(dice, 0, 20000));
        for (const CostTable table : {CostTable::current, CostTable::year_2014}) {
            require(*eef_cost_band(cost, table).rating <= *eef_cost_band(dearer, table).rating,
                    "cost", run);
        }
        const ImprovementIndex index = wwc_improvement_index(effect);
        require(
            near(wwc_improvement_index(-effect).improvement_index, index.improvement_index, -1.0),
            "index", run);
        require(near(index.u3_percent, 50.0 + *index.improvement_index), "u3", run);
    }
}
