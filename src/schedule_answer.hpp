// The sessions that a frequency means in a period, asked for by themselves.
#pragma once

#include <optional>

#include "effaith/calendar.hpp"
#include "effaith/dosage.hpp"
#include "effaith/frequency.hpp"
#include "effaith/policy.hpp"
#include "effaith/result.hpp"

namespace effaith {

/// A period and how often, as a person asks.
struct AskedSchedule {
    Frequency frequency = Frequency::weekly;
    WeekdaySet weekdays;  ///< empty where it does not matter
    PeriodEnd started;
    PeriodEnd ended;
    DailyRule daily = DailyRule::school_days;
    std::optional<Date> as_of;  ///< cuts the period
};

/// The sessions due, rounded as in a record's figures; hours are those of one-hour sessions.
/// Errors: weekdays_mismatch, ended_before_started, outside_calendar.
Result<Dosage> answer_schedule(const Calendar& calendar, const AskedSchedule& asked);

}  // namespace effaith
