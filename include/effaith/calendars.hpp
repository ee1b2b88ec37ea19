// The calendars that come with the library: the typical one, and those of Welsh authorities.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "effaith/calendar.hpp"
#include "effaith/config.hpp"

namespace effaith {

/// Easter Sunday of a year of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher).
Date easter_sunday(int year);

/// The calendar made by rule for the academic years 1990/91 to 2099/2100, for use without set-up.
Calendar typical_calendar();

/// The names of the calendars made from published dates, such as `wales/carmarthenshire`, in order.
std::vector<std::string> named_calendars();

/// A calendar by name or from its own years. Errors: unknown_calendar, bad_calendar.
Result<Calendar> make_calendar(const CalendarChoice& choice);

}  // namespace effaith
