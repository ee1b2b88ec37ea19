// Days that follow from others: when a review or a visit is due again.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "effaith/date.hpp"

namespace effaith::practice {

/// The same day so many months later, the last of a shorter month where it has no such day; the
/// last day of year 9999 beyond it.
constexpr Date months_later(Date day, int months) {
    const YearMonthDay at = day.ymd();
    const int index = at.year * 12 + at.month - 1 + months;
    const int year = index / 12;
    const int month = index % 12 + 1;
    if (year > 9999) return *Date::from_ymd(9999, 12, 31);
    return *Date::from_ymd(year, month, std::min(at.day, days_in_month(year, month)));
}

/// The last of some days that is not after `as_of`.
inline std::optional<Date> last_until(const std::vector<Date>& days, Date as_of) {
    std::optional<Date> last;
    for (const Date day : days)
        if (day <= as_of && (!last || *last < day)) last = day;
    return last;
}

}  // namespace effaith::practice
