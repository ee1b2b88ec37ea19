// Measures that schools know: ratio gain, rate of improvement, months of
// progress, cost bands, the improvement index.
//
// Every published table is data at the top, with its source and version. A
// limit of a table is a decimal, so what is compared with it is read as a
// decimal (decimal.hpp).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/progress.hpp"
#include "effaith/stats/decimal.hpp"
#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/ols.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

template <>
struct WordNames<RatioGainBand> {
    static constexpr const auto& names = kRatioGainBandNames;
};

/// How much progress the table's authors call a number of months.
enum class ProgressLabel : std::uint8_t { very_low_or_none, low, moderate, high, very_high };
template <>
struct WordNames<ProgressLabel> {
    static constexpr std::array<std::string_view, 5> names{"very_low_or_none", "low", "moderate",
                                                           "high", "very_high"};
};

/// Which of the Education Endowment Foundation's two tables.
enum class MonthsTable : std::uint8_t {
    toolkit,      ///< Teaching and Learning Toolkit: one month from an effect size of
                  ///< 0.02
    trial_report  ///< reports of its trials: one month from 0.05, otherwise the
                  ///< same
};
template <>
struct WordNames<MonthsTable> {
    static constexpr std::array<std::string_view, 2> names{"toolkit", "trial_report"};
};

/// The least effect size, in hundredths, of 1, 2 … 12 months. Both tables end
/// at 1.00. Sources: EEF Toolkit, "About the Toolkits: attainment", additional
/// months' progress, as published 2021 and since; EEF trial reports, e.g. the
/// addendum to Dialogic Teaching (0.03 is 0).
inline constexpr std::array<std::array<int, 12>, 2> kMonthsTables{{
    {2, 10, 19, 27, 36, 45, 53, 62, 70, 79, 88, 96},
    {5, 10, 19, 27, 36, 45, 53, 62, 70, 79, 88, 96},
}};
inline constexpr int kMonthsTableEnd = 100;

/// The label of 0, 1 … 12 months; of less progress, that of its size.
inline constexpr std::array<ProgressLabel, 13> kMonthsLabels{ProgressLabel::very_low_or_none,
                                                             ProgressLabel::low,
                                                             ProgressLabel::low,
                                                             ProgressLabel::moderate,
                                                             ProgressLabel::moderate,
                                                             ProgressLabel::moderate,
                                                             ProgressLabel::high,
                                                             ProgressLabel::high,
                                                             ProgressLabel::high,
                                                             ProgressLabel::very_high,
                                                             ProgressLabel::very_high,
                                                             ProgressLabel::very_high,
                                                             ProgressLabel::very_high};

enum class CostBand : std::uint8_t { very_low, low, moderate, high, very_high };
template <>
struct WordNames<CostBand> {
    static constexpr std::array<std::string_view, 5> names{"very_low", "low", "moderate", "high",
                                                           "very_high"};
};

enum class CostTable : std::uint8_t { current, year_2014 };
template <>
struct WordNames<CostTable> {
    static constexpr std::array<std::string_view, 2> names{"current", "2014"};
};

/// Pounds per pupil per year where the bands after the first end. Source: EEF
/// Toolkit, "About the Toolkits: cost". "Less than £80" is very low; the other
/// bands include their upper end.
inline constexpr std::array<std::array<double, 4>, 2> kCostTables{{
    {80.0, 200.0, 720.0, 1200.0},
    {80.0, 170.0, 700.0, 1200.0},
}};
/// The same page's pounds per class of 25 per year, each "up to and including".
/// It prints gaps of a pound (2,000 to 2,001), read as none.
inline constexpr std::array<double, 4> kClassCostTable{2000.0, 5000.0, 18000.0, 30000.0};

/// A learner's ratio gain.
struct RatioGain {
    std::int64_t n = 0;
    Number gain_months;
    Number months_elapsed;
    Number ratio_gain;
    Choice<RatioGainBand> band;
    std::string_view method = "ratio gain and bands of Brooks (2016), on exact decimals";

    static constexpr auto fields() {
        using R = RatioGain;
        return field_list(
            field("n", &R::n, "learners"),
            field("gain_months", &R::gain_months, "post_age_months - pre_age_months"),
            field("months_elapsed", &R::months_elapsed, "months between the two tests"),
            field("ratio_gain", &R::ratio_gain, "gain_months / months_elapsed"),
            field("band", &R::band, "very_small below 1.4, small below 2, medium below 3, large"),
            field("method", &R::method, "what was done"));
    }
};

/// A group's ratio gain, in the two ways that are in use.
struct RatioGainGroup {
    std::int64_t n = 0;
    Number total_gain_months;
    Number total_months;
    Number ratio_of_means;
    Number mean_of_ratios;
    Choice<RatioGainBand> band_ratio_of_means;
    Choice<RatioGainBand> band_mean_of_ratios;
    std::string_view method = "ratio of the means (the one to use) and mean of the ratios";

    static constexpr auto fields() {
        using R = RatioGainGroup;
        return field_list(
            field("n", &R::n, "learners with both ages and a time between above 0"),
            field("total_gain_months", &R::total_gain_months, "sum of the gains"),
            field("total_months", &R::total_months, "sum of the months elapsed"),
            field("ratio_of_means", &R::ratio_of_means, "total_gain_months / total_months"),
            field("mean_of_ratios", &R::mean_of_ratios, "mean of the learners' ratio gains"),
            field("band_ratio_of_means", &R::band_ratio_of_means, "band of ratio_of_means"),
            field("band_mean_of_ratios", &R::band_mean_of_ratios, "band of mean_of_ratios"),
            field("method", &R::method, "what was done"));
    }
};

/// The ratio gains of groups, rolled up.
struct RatioGainRollup {
    std::int64_t groups = 0;
    std::int64_t n = 0;
    Number n_weighted_mean;
    Number unweighted_mean;
    Choice<RatioGainBand> band;
    std::string_view method = "mean weighted by the number of learners (Singleton)";

    static constexpr auto fields() {
        using R = RatioGainRollup;
        return field_list(field("groups", &R::groups, "groups with a ratio gain"),
                          field("n", &R::n, "learners in them"),
                          field("n_weighted_mean", &R::n_weighted_mean,
                                "sum of each ratio gain times its learners, over all learners"),
                          field("unweighted_mean", &R::unweighted_mean, "mean of the ratio gains"),
                          field("band", &R::band, "band of n_weighted_mean"),
                          field("method", &R::method, "what was done"));
    }
};

namespace detail {

/// A ratio as a double and its band, decided on the exact value where there is
/// one.
struct BandedRatio {
    Number ratio;
    Choice<RatioGainBand> band;
};
inline BandedRatio banded(Reason reason) {
    return {reason, reason};
}
inline BandedRatio banded(const Exact& ratio) {
    return {*ratio.nearest(), band_of(ratio)};
}
/// Where no 128 bits hold the exact value: 15 digits of the double are surely
/// its own.
inline BandedRatio banded(double ratio) {
    if (!std::isfinite(ratio)) return banded(Reason::not_estimable);
    const auto decimal = rounded_decimal(ratio, 15);
    if (decimal) return {ratio, band_of(decimal->exact())};
    return {ratio, ratio < 1.0 ? RatioGainBand::very_small : RatioGainBand::large};
}
inline BandedRatio banded(const std::optional<Exact>& exact, double otherwise) {
    return exact ? banded(*exact) : banded(otherwise);
}

inline double nearest_of(const std::optional<Decimal>& exact, double otherwise) {
    return exact ? *exact->exact().nearest() : otherwise;
}

inline Exact reduced(const Exact& value) {
    const Int128 divisor =
        effaith::detail::greatest_common_divisor(value.numerator(), value.denominator());
    return divisor == 0 ? value : Exact(value.numerator() / divisor, value.denominator() / divisor);
}

/// A sum of fractions; none from the first that does not fit.
class ExactSum {
  public:
    void add(const std::optional<Exact>& term) {
        if (!sum_ || !term) {
            sum_.reset();
            return;
        }
        const Exact sum = *sum_ + reduced(*term);
        sum_ = sum.overflowed() ? std::nullopt : std::optional(reduced(sum));
    }
    std::optional<Exact> over(std::int64_t count) const {
        if (!sum_) return std::nullopt;
        const Exact mean = *sum_ * Exact(1, count);
        return mean.overflowed() ? std::nullopt : std::optional(mean);
    }

  private:
    std::optional<Exact> sum_ = Exact();
};

inline RatioGainGroup no_ratio_gain(Reason reason) {
    RatioGainGroup result;
    result.total_gain_months = result.total_months = result.ratio_of_means = result.mean_of_ratios =
        reason;
    result.band_ratio_of_means = result.band_mean_of_ratios = reason;
    return result;
}

}  // namespace detail

/// Months of age gained in each month that passed (Brooks 2016), for tests that
/// give ages.
///
/// Ages and time in months. Bands are half-open and decided on the exact
/// decimals, by the rule of every record. 1 is the pace of a learner of that
/// age in general; a ratio above 1 is not proof that the help caused it. A time
/// of 0 or less: the ratio is `undefined_ratio`; a missing value: `too_few`.
/// O(1).
inline RatioGain ratio_gain(double pre_age_months, double post_age_months, double months_elapsed) {
    RatioGain result;
    const auto refuse = [&](Reason reason) {
        result.gain_months = result.months_elapsed = result.ratio_gain = reason;
        result.band = reason;
        return result;
    };
    for (const double value : {pre_age_months, post_age_months, months_elapsed}) {
        if (std::isinf(value)) return refuse(Reason::invalid_argument);
        if (is_missing(value)) return refuse(Reason::too_few);
    }
    result.n = 1;
    const auto gain =
        difference_of(shortest_decimal(post_age_months), shortest_decimal(pre_age_months));
    const double rounded = post_age_months - pre_age_months;
    result.gain_months = detail::nearest_of(gain, rounded);
    result.months_elapsed = months_elapsed;
    const auto answer = months_elapsed <= 0.0
                            ? detail::banded(Reason::undefined_ratio)
                            : detail::banded(quotient_of(gain, shortest_decimal(months_elapsed)),
                                             rounded / months_elapsed);
    result.ratio_gain = answer.ratio;
    result.band = answer.band;
    return result;
}

/// The ratio gain of a group of learners.
///
/// `ratio_of_means` is total gain over total time, and the one to use: each
/// month counts the same. `mean_of_ratios` lets a learner of two months count
/// as much as one of twelve; they are equal where all had the same time. Exact
/// on the decimals as far as 128 bits hold the sums, else the band is of the
/// mean rounded to 15 digits. Learners with a missing value or a time of 0 or
/// less are left out; nobody left: `too_few`. O(n).
inline RatioGainGroup ratio_gain_group(Values pre_age_months, Values post_age_months,
                                       Values months_elapsed) {
    const std::size_t size = pre_age_months.size();
    if (post_age_months.size() != size || months_elapsed.size() != size ||
        has_infinite(pre_age_months) || has_infinite(post_age_months) ||
        has_infinite(months_elapsed))
        return detail::no_ratio_gain(Reason::invalid_argument);
    RatioGainGroup result;
    std::optional<Decimal> total_gain = Decimal{};
    std::optional<Decimal> total_months = Decimal{};
    detail::ExactSum ratios;
    std::vector<double> gains;
    std::vector<double> months;
    std::vector<double> rounded_ratios;
    for (std::size_t i = 0; i < size; ++i) {
        const RatioGain one = ratio_gain(pre_age_months[i], post_age_months[i], months_elapsed[i]);
        if (!one.ratio_gain) continue;
        const auto gain = difference_of(shortest_decimal(post_age_months[i]),
                                        shortest_decimal(pre_age_months[i]));
        const auto time = shortest_decimal(months_elapsed[i]);
        total_gain = sum_of(total_gain, gain);
        total_months = sum_of(total_months, time);
        ratios.add(quotient_of(gain, time));
        gains.push_back(*one.gain_months);
        months.push_back(months_elapsed[i]);
        rounded_ratios.push_back(*one.ratio_gain);
    }
    if (gains.empty()) return detail::no_ratio_gain(Reason::too_few);
    const double n = static_cast<double>(gains.size());
    result.n = static_cast<std::int64_t>(gains.size());
    result.total_gain_months = detail::nearest_of(total_gain, mean_of(gains) * n);
    result.total_months = detail::nearest_of(total_months, mean_of(months) * n);
    const auto of_means = detail::banded(quotient_of(total_gain, total_months),
                                         *result.total_gain_months / *result.total_months);
    const bool same_time = std::equal(months.begin() + 1, months.end(), months.begin());
    const auto of_ratios =
        same_time ? of_means : detail::banded(ratios.over(result.n), mean_of(rounded_ratios));
    result.ratio_of_means = of_means.ratio;
    result.band_ratio_of_means = of_means.band;
    result.mean_of_ratios = of_ratios.ratio;
    result.band_mean_of_ratios = of_ratios.band;
    return result;
}

/// The mean of groups' ratio gains, weighted by their numbers of learners.
///
/// Singleton (Intervention for Dyslexia, British Dyslexia Association) rolls
/// studies up so; the unweighted mean, beside it, lets five learners count as
/// much as fifty. `n` are whole numbers. Groups with a missing value are left
/// out; no learner left: `too_few`. O(groups).
inline RatioGainRollup ratio_gain_rollup(Values n, Values ratio_gain) {
    RatioGainRollup result;
    const auto refuse = [&](Reason reason) {
        result.n_weighted_mean = result.unweighted_mean = reason;
        result.band = reason;
        return result;
    };
    if (n.size() != ratio_gain.size() || has_infinite(ratio_gain))
        return refuse(Reason::invalid_argument);
    std::optional<Decimal> weighted = Decimal{};
    double rounded = 0.0;
    std::vector<double> gains;
    for (std::size_t i = 0; i < n.size(); ++i) {
        if (is_missing(n[i]) || is_missing(ratio_gain[i])) continue;
        if (!(n[i] >= 0.0 && n[i] <= 1e15 && std::floor(n[i]) == n[i]))
            return refuse(Reason::invalid_argument);
        result.n += static_cast<std::int64_t>(n[i]);
        weighted =
            sum_of(weighted, product_of(shortest_decimal(n[i]), shortest_decimal(ratio_gain[i])));
        rounded += n[i] * ratio_gain[i];
        gains.push_back(ratio_gain[i]);
    }
    result.groups = static_cast<std::int64_t>(gains.size());
    if (result.n == 0) return refuse(Reason::too_few);
    const auto mean = detail::banded(quotient_of(weighted, Decimal{result.n, 0}),
                                     rounded / static_cast<double>(result.n));
    result.n_weighted_mean = mean.ratio;
    result.band = mean.band;
    result.unweighted_mean = mean_of(gains);
    return result;
}

/// How fast a score rises, per week.
struct RateOfImprovement {
    std::int64_t n = 0;
    Number first_score;
    Number last_score;
    Number weeks;
    Number two_point_per_week;
    Number mean_week;
    Number mean_score;
    Number sum_squared_weeks;
    Number sum_products;
    Number score_squares;
    Number residual_squares;
    Number ols_slope_per_week;
    Number ols_intercept_at_first_date;
    Number ols_se_slope;
    Number r_squared;
    std::string_view method = "two-point and least-squares slope, a week being seven days";

    static constexpr auto fields() {
        using R = RateOfImprovement;
        return field_list(
            field("n", &R::n, "scores"),
            field("first_score", &R::first_score, "score of the first day"),
            field("last_score", &R::last_score, "score of the last day"),
            field("weeks", &R::weeks, "days from the first to the last score, over 7"),
            field("two_point_per_week", &R::two_point_per_week,
                  "(last_score - first_score) / weeks"),
            field("mean_week", &R::mean_week, "mean of the weeks since the first score"),
            field("mean_score", &R::mean_score, "mean of the scores"),
            field("sum_squared_weeks", &R::sum_squared_weeks, "sum of (week - mean_week) ^ 2"),
            field("sum_products", &R::sum_products,
                  "sum of (week - mean_week) * (score - mean_score)"),
            field("score_squares", &R::score_squares, "sum of (score - mean_score) ^ 2"),
            field("residual_squares", &R::residual_squares,
                  "sum of the squared distances of the scores from the line"),
            field("ols_slope_per_week", &R::ols_slope_per_week, "sum_products / sum_squared_weeks"),
            field("ols_intercept_at_first_date", &R::ols_intercept_at_first_date,
                  "mean_score - ols_slope_per_week * mean_week"),
            field("ols_se_slope", &R::ols_se_slope,
                  "sqrt(residual_squares / (n - 2) / sum_squared_weeks)"),
            field("r_squared", &R::r_squared, "1 - residual_squares / score_squares"),
            field("method", &R::method, "what was done"));
    }
};

namespace detail {

/// The score of the only test on `day`; none where there are more.
inline Number score_of_day(const Pairs& tests, double day) {
    Number score = Reason::not_estimable;
    int count = 0;
    for (std::size_t i = 0; i < tests.size(); ++i) {
        if (tests.x[i] != day) continue;
        score = tests.y[i];
        ++count;
    }
    return count == 1 ? score : Number(Reason::not_estimable);
}

inline void refuse_rate(RateOfImprovement& result, Reason reason) {
    for (Number* figure :
         {&result.first_score, &result.last_score, &result.weeks, &result.two_point_per_week,
          &result.mean_week, &result.mean_score, &result.sum_squared_weeks, &result.sum_products,
          &result.score_squares, &result.residual_squares, &result.ols_slope_per_week,
          &result.ols_intercept_at_first_date, &result.ols_se_slope, &result.r_squared})
        *figure = reason;
}

inline void add_least_squares(RateOfImprovement& result, const Pairs& weeks_and_scores) {
    constexpr double kAnyLevel = 0.95;  // no interval is asked for
    const OlsTrend line = ols_of(weeks_and_scores, kAnyLevel);
    result.mean_week = line.mean_day;
    result.mean_score = line.mean_value;
    result.sum_squared_weeks = line.day_squares;
    result.sum_products = line.products;
    result.score_squares = line.value_squares;
    result.residual_squares = line.residual_squares;
    result.ols_slope_per_week = line.slope;
    result.ols_intercept_at_first_date = line.intercept;
    result.ols_se_slope = line.se_slope;
    result.r_squared = line.r_squared;
}

}  // namespace detail

/// How fast a learner's score rises, per week of seven days.
///
/// `days` are day numbers in any order, `scores` the scores of those days.
/// `two_point_per_week` is what schools work by hand, and rests on two scores
/// alone; it needs one score on the first and one on the last day
/// (`not_estimable` where there are more). The least-squares slope uses every
/// score; its standard error (n - 2) takes the scores as independent. Days or
/// scores that are missing are left out. One score: `too_few`; all on one day:
/// `no_variation`. Two scores have a slope and no standard error. For a test of
/// a trend see the trend functions. O(n).
inline RateOfImprovement rate_of_improvement(Values days, Values scores) {
    RateOfImprovement result;
    if (days.size() != scores.size() || has_infinite(days) || has_infinite(scores)) {
        detail::refuse_rate(result, Reason::invalid_argument);
        return result;
    }
    Pairs tests = complete_pairs(days, scores);
    result.n = static_cast<std::int64_t>(tests.size());
    if (tests.size() < 2) {
        detail::refuse_rate(result, Reason::too_few);
        return result;
    }
    const auto [first, last] = std::minmax_element(tests.x.begin(), tests.x.end());
    const double first_day = *first;
    const double last_day = *last;
    if (first_day == last_day) {
        detail::refuse_rate(result, Reason::no_variation);
        return result;
    }
    result.first_score = detail::score_of_day(tests, first_day);
    result.last_score = detail::score_of_day(tests, last_day);
    result.weeks = (last_day - first_day) / 7.0;
    result.two_point_per_week =
        result.first_score && result.last_score
            ? Number((*result.last_score - *result.first_score) / *result.weeks)
            : Number(Reason::not_estimable);
    for (double& day : tests.x)
        day = (day - first_day) / 7.0;
    detail::add_least_squares(result, tests);
    return result;
}

/// An effect size as months of additional progress.
struct EefMonths {
    Number effect_size;
    Number es_2dp;
    Number months;
    Choice<ProgressLabel> label;
    Choice<MonthsTable> table;
    std::string_view method =
        "Education Endowment Foundation's table, effect "
        "size rounded to 2 places, halves away from "
        "0";

    static constexpr auto fields() {
        using E = EefMonths;
        return field_list(field("effect_size", &E::effect_size, "as given"),
                          field("es_2dp", &E::es_2dp, "effect_size rounded to hundredths"),
                          field("months", &E::months, "the table's row of es_2dp"),
                          field("label", &E::label, "what the table calls so many months"),
                          field("table", &E::table, "which table"),
                          field("method", &E::method, "what was done"));
    }
};

namespace detail {

/// Rounded to two places on the decimal text; none far beyond any effect size.
inline std::optional<std::int64_t> hundredths_of(double value) {
    if (std::fabs(value) < 0.001) return 0;
    if (std::fabs(value) > 1e6) return std::nullopt;
    return static_cast<std::int64_t>(rounded_half_away(*shortest_decimal(value), 2));
}

}  // namespace detail

/// Months of additional progress of the Education Endowment Foundation, for an
/// effect size that compares two groups.
///
/// The table turns a difference between learners with and without the help into
/// school time. A gain from before to after is no such difference: it contains
/// all that the learners would have learnt anyway, so without
/// `is_two_group_comparison` the answer is `no_comparison_group`. The effect
/// size is rounded to two places, halves away from zero, on its decimal text
/// (0.185 is 0.19); negative ones mirror the table; beyond -1.00 and 1.00,
/// where the table ends, `outside_table`. O(1).
inline EefMonths eef_months(double effect_size, bool is_two_group_comparison,
                            MonthsTable table = MonthsTable::toolkit) {
    EefMonths result;
    const auto refuse = [&](Reason reason) {
        result.months = reason;
        result.label = reason;
        return result;
    };
    result.table = table;
    if (!std::isfinite(effect_size)) {
        const Reason reason = is_missing(effect_size) ? Reason::too_few : Reason::invalid_argument;
        result.effect_size = result.es_2dp = reason;
        return refuse(reason);
    }
    result.effect_size = effect_size;
    const auto hundredths = detail::hundredths_of(effect_size);
    result.es_2dp = hundredths ? Number(static_cast<double>(*hundredths) / 100.0)
                               : Number(Reason::outside_table);
    if (!is_two_group_comparison) return refuse(Reason::no_comparison_group);
    if (!hundredths || std::abs(*hundredths) > kMonthsTableEnd)
        return refuse(Reason::outside_table);
    const auto& rows = kMonthsTables[static_cast<std::size_t>(table)];
    const auto months =
        std::upper_bound(rows.begin(), rows.end(), std::abs(*hundredths)) - rows.begin();
    result.label = kMonthsLabels[static_cast<std::size_t>(months)];
    result.months = static_cast<double>(*hundredths < 0 ? -months : months);
    return result;
}

/// A cost on the Education Endowment Foundation's scale of one to five pounds
/// signs.
struct EefCostBand {
    Number cost;
    Number rating;
    Choice<CostBand> band;
    std::string_view method = "Education Endowment Foundation's cost bands";

    static constexpr auto fields() {
        using E = EefCostBand;
        return field_list(field("cost", &E::cost, "pounds per year, as given"),
                          field("rating", &E::rating, "1 for very_low to 5 for very_high"),
                          field("band", &E::band, "the table's row of cost"),
                          field("method", &E::method, "what was done"));
    }
};

namespace detail {

/// `above` is how many of the table's ends the cost lies above.
inline EefCostBand cost_band_of(double cost, std::ptrdiff_t above) {
    EefCostBand result;
    if (!std::isfinite(cost) || cost < 0.0) {
        const Reason reason = is_missing(cost) ? Reason::too_few : Reason::invalid_argument;
        result.cost = result.rating = reason;
        result.band = reason;
        return result;
    }
    result.cost = cost;
    result.rating = static_cast<double>(above + 1);
    result.band = static_cast<CostBand>(above);
    return result;
}

}  // namespace detail

/// The cost band of pounds per pupil per year.
///
/// Very low is strictly below 80; the other bands include their upper end:
/// current table 200, 720, 1,200, that of 2014 170, 700, 1,200. A negative
/// cost: `invalid_argument`; a missing one: `too_few`. The EEF counts what a
/// school pays beyond what it pays anyway. O(1).
inline EefCostBand eef_cost_band(double cost_per_pupil_per_year,
                                 CostTable version = CostTable::current) {
    const auto& ends = kCostTables[static_cast<std::size_t>(version)];
    const double cost = cost_per_pupil_per_year;
    const auto above = std::lower_bound(ends.begin(), ends.end(), cost) - ends.begin();
    return detail::cost_band_of(cost, cost == ends.front() ? 1 : above);
}

/// The cost band of pounds per class of 25 per year: 2,000, 5,000, 18,000 and
/// 30,000, each up to and including. As eef_cost_band() otherwise; it is a
/// table of its own, not 25 times that one.
inline EefCostBand eef_cost_band_class25(double cost_per_class_of_25_per_year) {
    const double cost = cost_per_class_of_25_per_year;
    const auto& ends = kClassCostTable;
    return detail::cost_band_of(cost,
                                std::lower_bound(ends.begin(), ends.end(), cost) - ends.begin());
}

/// An effect size as percentile points.
struct ImprovementIndex {
    Number g;
    Number improvement_index;
    Number improvement_index_rounded;
    Number u3_percent;
    std::string_view method = "What Works Clearinghouse improvement index";

    static constexpr auto fields() {
        using I = ImprovementIndex;
        return field_list(
            field("g", &I::g, "effect size of two groups, as given"),
            field("improvement_index", &I::improvement_index, "50 erf(g / sqrt(2))"),
            field("improvement_index_rounded", &I::improvement_index_rounded,
                  "improvement_index to a whole number, halves away from 0"),
            field("u3_percent", &I::u3_percent, "100 * standard normal distribution of g"),
            field("method", &I::method, "what was done"));
    }
};

/// Percentile points by which the average learner of a comparison group would
/// move with the help.
///
/// 50 erf(g / sqrt(2)) is 100 Phi(g) - 50, relatively exact for a small g too
/// (What Works Clearinghouse, Procedures Handbook). `u3_percent` is the share
/// of the comparison group below the average helped learner, if scores are
/// normal (Cohen's U3). For effect sizes of two groups. O(1).
inline ImprovementIndex wwc_improvement_index(double g) {
    ImprovementIndex result;
    if (!std::isfinite(g)) {
        const Reason reason = is_missing(g) ? Reason::too_few : Reason::invalid_argument;
        result.g = result.improvement_index = result.improvement_index_rounded = result.u3_percent =
            reason;
        return result;
    }
    constexpr double kSqrt2 = 1.4142135623730951;
    const double index = 50.0 * error_function(g / kSqrt2);
    result.g = g;
    result.improvement_index = index;
    result.improvement_index_rounded = std::round(index);
    result.u3_percent = 100.0 * normal_cdf(g);
    return result;
}

}  // namespace effaith::stats
