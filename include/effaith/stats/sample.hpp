// Samples of numbers: which values are used, and means and sums of squares that lose nothing.
//
// A missing value is NaN. Spreads are of centred values, mean first and then squares (Chan, Golub &
// LeVeque 1983), so that values near a million with a spread of one keep all their digits.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "effaith/stats/number.hpp"

namespace effaith::stats {

using Values = std::span<const double>;

inline bool is_missing(double value) {
    return std::isnan(value);
}

/// Whether any value is infinite, which no measurement is.
inline bool has_infinite(Values values) {
    for (const double value : values)
        if (std::isinf(value)) return true;
    return false;
}

/// Whether `level` can be that of an interval.
inline bool is_level(double level) {
    return level > 0.0 && level < 1.0;
}

/// The values that are not missing, in order.
inline std::vector<double> present(Values values) {
    std::vector<double> kept;
    kept.reserve(values.size());
    for (const double value : values)
        if (!is_missing(value)) kept.push_back(value);
    return kept;
}

/// The pairs of which neither value is missing, in order. x and y have the same length.
struct Pairs {
    std::vector<double> x;
    std::vector<double> y;
    std::size_t size() const { return x.size(); }
};
inline Pairs complete_pairs(Values x, Values y) {
    Pairs kept;
    kept.x.reserve(x.size());
    kept.y.reserve(y.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (is_missing(x[i]) || is_missing(y[i])) continue;
        kept.x.push_back(x[i]);
        kept.y.push_back(y[i]);
    }
    return kept;
}

/// n, mean, and the sum of squares about the mean.
struct Moments {
    std::int64_t n = 0;
    double mean = 0.0;
    double squares = 0.0;
    /// All values are the same: squares is then 0 exactly, whatever rounding would leave.
    bool constant = true;

    /// With n - 1; `too_few` below two values.
    Number variance() const {
        return n < 2 ? Number(Reason::too_few) : Number(squares / static_cast<double>(n - 1));
    }
    Number sd() const {
        const Number v = variance();
        return v ? Number(std::sqrt(*v)) : v;
    }
};

/// The mean with the rounding of the first sum taken out again. No value may be missing.
inline double mean_of(Values values) {
    const double n = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values)
        sum += value;
    const double first = sum / n;
    double rest = 0.0;
    for (const double value : values)
        rest += value - first;
    return first + rest / n;
}

/// Moments of values of which none is missing.
inline Moments moments_of(Values values) {
    Moments m;
    m.n = static_cast<std::int64_t>(values.size());
    if (values.empty()) return m;
    for (const double value : values)
        m.constant = m.constant && value == values.front();
    m.mean = m.constant ? values.front() : mean_of(values);
    if (m.constant) return m;
    double left = 0.0;  // of the mean's own rounding
    for (const double value : values) {
        const double d = value - m.mean;
        m.squares += d * d;
        left += d;
    }
    m.squares -= left * left / static_cast<double>(m.n);
    return m;
}

/// The sum of products about the means. x and y have the same length, and none is missing.
inline double products_about_means(Values x, double mean_x, Values y, double mean_y) {
    double sum = 0.0;
    double left_x = 0.0;
    double left_y = 0.0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double dx = x[i] - mean_x;
        const double dy = y[i] - mean_y;
        sum += dx * dy;
        left_x += dx;
        left_y += dy;
    }
    return x.empty() ? 0.0 : sum - left_x * left_y / static_cast<double>(x.size());
}

}  // namespace effaith::stats
