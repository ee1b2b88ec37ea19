// Siegel's trend: repeated medians of slopes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "effaith/stats/fields.hpp"
#include "effaith/stats/kendall.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/ordering.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/theil_sen.hpp"

namespace effaith::stats {

/// What siegel() answers.
struct Siegel {
    std::int64_t n = 0;
    Number slope;
    Number intercept_hierarchical;
    Number intercept_separate;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("n", &Siegel::n, "pairs of a day and a value, neither missing"),
            field("slope", &Siegel::slope,
                  "median over points of the median slope to the other points"),
            field("intercept_hierarchical", &Siegel::intercept_hierarchical,
                  "median of value - slope * day"),
            field("intercept_separate", &Siegel::intercept_separate,
                  "median over points of the median intercept of lines to the other points"),
            field("method", &Siegel::method, "what was done"));
    }
};

/// The answer without any figure.
inline Siegel siegel_without(Reason reason, std::int64_t n = 0) {
    Siegel s;
    s.n = n;
    s.slope = s.intercept_hierarchical = s.intercept_separate = reason;
    s.method = "repeated medians of slopes (Siegel 1982)";
    return s;
}

/// The median over points i of the median over the points j on other days of `of(i, j)`. There are
/// two days at least.
template <class Of>
double repeated_median(Values day, const Of& of) {
    std::vector<double> medians(day.size());
    std::vector<double> each(day.size());
    for (std::size_t i = 0; i < day.size(); ++i) {
        std::size_t count = 0;
        for (std::size_t j = 0; j < day.size(); ++j) {
            each[count] = of(i, j);
            count += day[j] != day[i];
        }
        medians[i] = median_in_place(std::span(each).first(count));
    }
    return median_in_place(medians);
}

/// From pairs of which no value is missing or infinite.
inline Siegel siegel_of(const Pairs& pairs) {
    const std::int64_t n = static_cast<std::int64_t>(pairs.size());
    if (n < 2) return siegel_without(Reason::too_few, n);
    if (moments_of(pairs.x).constant) return siegel_without(Reason::no_variation, n);
    if (!differences_are_finite(pairs.x) || !differences_are_finite(pairs.y))
        return siegel_without(Reason::not_estimable, n);
    const std::vector<double>& x = pairs.x;
    const std::vector<double>& y = pairs.y;
    Siegel s = siegel_without(Reason::not_estimable, n);
    const double slope = repeated_median(
        x, [&](std::size_t i, std::size_t j) { return (y[i] - y[j]) / (x[i] - x[j]); });
    s.slope = slope;
    std::vector<double> left(pairs.size());
    for (std::size_t i = 0; i < left.size(); ++i)
        left[i] = y[i] - slope * x[i];
    s.intercept_hierarchical = median_in_place(left);
    s.intercept_separate = repeated_median(x, [&](std::size_t i, std::size_t j) {
        return (y[j] * x[i] - y[i] * x[j]) / (x[i] - x[j]);
    });
    return s;
}

/// Siegel's repeated median: for each point the median of its slopes to the points on other days,
/// and then the median of those, in the unit of the value per day.
///
/// Nearly half of the values may be wild (Theil-Sen: 29 %), at the price of more scatter where none
/// is. `intercept_hierarchical` is the median of value - slope * day (scipy's default, R's mblm);
/// `intercept_separate` the repeated median of the lines' values at day 0. It has no limits.
/// Source: Siegel (1982). O(n^2) time, O(n) memory.
inline Siegel siegel(Values day, Values value) {
    if (!are_pairs(day, value)) return siegel_without(Reason::invalid_argument);
    return siegel_of(complete_pairs(day, value));
}

}  // namespace effaith::stats
