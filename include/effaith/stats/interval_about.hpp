// What every regression and comparison does with its answers: puts an interval about a figure.
#pragma once

#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"

namespace effaith::stats::detail {

inline Interval interval_about(const Number& middle, const Number& critical, const Number& se) {
    if (!middle) return Interval::none(middle.reason());
    if (!se) return Interval::none(se.reason());
    if (!critical) return Interval::none(critical.reason());
    const double half = *critical * *se;
    return {*middle - half, *middle + half};
}
inline Interval interval_over(const Interval& interval, const Number& divisor) {
    return {ratio(interval.low, divisor), ratio(interval.high, divisor)};
}

}  // namespace effaith::stats::detail
