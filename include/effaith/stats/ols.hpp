// The straight line of least squares through values over days.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/kendall.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

/// What ols_trend() answers.
struct OlsTrend {
    std::int64_t n = 0;
    Number df;
    Number mean_day;
    Number mean_value;
    Number day_squares;
    Number value_squares;
    Number products;
    Number slope;
    Number intercept;
    Number residual_squares;
    Number r_squared;
    Number sigma;
    Number se_slope;
    Number se_intercept;
    Number t;
    Number p;
    Interval slope_ci;
    Interval intercept_ci;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("n", &OlsTrend::n, "pairs of a day and a value, neither missing"),
            field("df", &OlsTrend::df, "n - 2"),
            field("mean_day", &OlsTrend::mean_day, "mean of the days"),
            field("mean_value", &OlsTrend::mean_value, "mean of the values"),
            field("day_squares", &OlsTrend::day_squares, "sum of (day - mean_day) squared"),
            field("value_squares", &OlsTrend::value_squares, "sum of (value - mean_value) squared"),
            field("products", &OlsTrend::products,
                  "sum of (day - mean_day) times (value - mean_value)"),
            field("slope", &OlsTrend::slope, "products / day_squares"),
            field("intercept", &OlsTrend::intercept, "mean_value - slope * mean_day"),
            field("residual_squares", &OlsTrend::residual_squares,
                  "sum of the squared distances of the values from the line"),
            field("r_squared", &OlsTrend::r_squared, "1 - residual_squares / value_squares"),
            field("sigma", &OlsTrend::sigma, "sqrt(residual_squares / df)"),
            field("se_slope", &OlsTrend::se_slope, "sigma / sqrt(day_squares)"),
            field("se_intercept", &OlsTrend::se_intercept,
                  "sigma * sqrt(1 / n + mean_day * mean_day / day_squares)"),
            field("t", &OlsTrend::t, "slope / se_slope"),
            field("p", &OlsTrend::p, "P(|T| > |t|) with df degrees of freedom"),
            field("slope_ci", &OlsTrend::slope_ci, "slope -+ t quantile * se_slope"),
            field("intercept_ci", &OlsTrend::intercept_ci,
                  "intercept -+ t quantile * se_intercept"),
            field("method", &OlsTrend::method, "what was done"));
    }
};

/// The answer without any figure.
inline OlsTrend ols_without(Reason reason, std::int64_t n = 0) {
    OlsTrend o;
    o.n = n;
    o.df = o.mean_day = o.mean_value = o.day_squares = o.value_squares = o.products = reason;
    o.slope = o.intercept = o.residual_squares = o.r_squared = o.sigma = reason;
    o.se_slope = o.se_intercept = o.t = o.p = reason;
    o.slope_ci = o.intercept_ci = Interval::none(reason);
    o.method = "least squares of value on day; t limits";
    return o;
}

/// The sum of squared distances from the line, by centred values. What is left of it on an exact
/// line is the rounding of the slope, and that is 0 here.
inline double residual_squares(const Pairs& pairs, double mean_day, double mean_value, double slope,
                               double value_squares) {
    double sum = 0.0;
    double left = 0.0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const double r = (pairs.y[i] - mean_value) - slope * (pairs.x[i] - mean_day);
        sum += r * r;
        left += r;
    }
    sum -= left * left / static_cast<double>(pairs.size());
    constexpr double kRounding = 1e-30;  // (a few units of the last place) squared
    return sum <= kRounding * value_squares ? 0.0 : sum;
}

/// What needs more than two points. The line itself is in `o`.
inline void add_ols_errors(OlsTrend& o, double level) {
    const double n = static_cast<double>(o.n);
    const double sigma = std::sqrt(*o.residual_squares / *o.df);
    const double critical = t_critical(level, *o.df);
    const auto around = [critical](const Number& at, const Number& se) {
        return Interval{*at - critical * *se, *at + critical * *se};
    };
    o.sigma = sigma;
    o.se_slope = sigma / std::sqrt(*o.day_squares);
    o.se_intercept = sigma * std::sqrt(1.0 / n + *o.mean_day * *o.mean_day / *o.day_squares);
    o.slope_ci = around(o.slope, o.se_slope);
    o.intercept_ci = around(o.intercept, o.se_intercept);
    if (sigma == 0.0) {
        o.t = o.p = Reason::no_variation;
        return;
    }
    o.t = Number(*o.slope / *o.se_slope);
    o.p = Number(t_two_sided(*o.t, *o.df));
}

/// From pairs of which no value is missing or infinite.
inline OlsTrend ols_of(const Pairs& pairs, double level) {
    const std::int64_t n = static_cast<std::int64_t>(pairs.size());
    if (n < 2) return ols_without(Reason::too_few, n);
    const Moments day = moments_of(pairs.x);
    const Moments value = moments_of(pairs.y);
    if (day.constant) return ols_without(Reason::no_variation, n);
    OlsTrend o = ols_without(Reason::too_few, n);
    o.mean_day = day.mean;
    o.mean_value = value.mean;
    o.day_squares = day.squares;
    o.value_squares = value.squares;
    o.products =
        value.constant ? 0.0 : products_about_means(pairs.x, day.mean, pairs.y, value.mean);
    o.slope = ratio(o.products, o.day_squares);
    o.intercept = Number(value.mean - *o.slope * day.mean);
    o.df = static_cast<double>(n - 2);
    if (!o.slope || !o.intercept || !o.value_squares) return ols_without(Reason::not_estimable, n);
    const double left = n == 2 || value.constant ? 0.0
                                                 : residual_squares(pairs, day.mean, value.mean,
                                                                    *o.slope, value.squares);
    o.residual_squares = left;
    o.r_squared = value.constant ? Number(Reason::no_variation)
                                 : Number(std::clamp(1.0 - left / value.squares, 0.0, 1.0));
    if (n > 2) add_ols_errors(o, level);
    return o;
}

/// The line of least squares: slope = sum((day - mean)(value - mean)) / sum((day - mean)^2), in the
/// unit of the value per day, with t limits at `level`.
///
/// For values that scatter evenly about a straight line and are independent of each other; one
/// wild value moves it, which theil_sen() withstands. Centred computing: day numbers near 738000
/// and values near a million lose nothing, where packages that do not centre lose digits. Pairs
/// with a missing half are dropped. Two points give a line without errors (`too_few`), one day
/// gives none (`no_variation`); on an exact line the errors are 0 and t and p have no value. O(n).
inline OlsTrend ols_trend(Values day, Values value, double level = 0.95) {
    if (!are_pairs(day, value) || !is_level(level)) return ols_without(Reason::invalid_argument);
    return ols_of(complete_pairs(day, value), level);
}

}  // namespace effaith::stats
