// What every regression and comparison does with its answers: refuse all figures with one reason,
// and put an interval about a figure.
#pragma once

#include <type_traits>

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

/// `why` in every figure of a result, counts and texts excepted.
template <HasFields Result>
void refuse_all(Result& result, Reason why) {
    for_each_field<Result>([&](const auto& each) {
        auto& member = result.*each.member;
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (HasFields<Member>)
            refuse_all(member, why);
        else if constexpr (requires { member.reason(); })
            member = why;
    });
}

}  // namespace effaith::stats::detail
