// Where a record stands in the school calendar: the year and term of the first school day of its
// widest window.
#pragma once

#include <optional>
#include <string_view>

#include "effaith/calendar.hpp"

namespace effaith {

/// The name of the academic year; empty where the days have no school day.
inline std::string_view academic_year_of(const Calendar& calendar, Days days) {
    const SchoolDays school_days = calendar.school_days(days);
    if (school_days.count() == 0) return {};
    const YearSummary* year = calendar.year_of(calendar.date_of(school_days.first));
    return year == nullptr ? std::string_view() : std::string_view(year->name);
}

/// The name of the term; empty where the days have no school day.
inline std::string_view term_of(const Calendar& calendar, Days days) {
    const SchoolDays school_days = calendar.school_days(days);
    if (school_days.count() == 0) return {};
    return calendar.term_name(school_days.first);
}

}  // namespace effaith
