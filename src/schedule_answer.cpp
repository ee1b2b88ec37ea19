#include "schedule_answer.hpp"

#include <string>

namespace effaith {

Result<Dosage> answer_schedule(const Calendar& calendar, const AskedSchedule& asked) {
    const int allowed = weekdays_allowed(asked.frequency);
    if (!asked.weekdays.empty() && asked.weekdays.size() != allowed) {
        return Error{ErrorCode::weekdays_mismatch,
                     "The frequency " + std::string(rule_of(asked.frequency).code) + " takes " +
                         std::to_string(allowed) + " weekdays.",
                     "weekdays"};
    }
    ScheduleQuestion question;
    question.frequency = asked.frequency;
    question.weekdays = asked.weekdays;
    question.daily = asked.daily;
    question.windows = Windows::between(asked.started, asked.ended);
    if (question.windows.widest.empty()) {
        return Error{ErrorCode::ended_before_started, "The period ends before it starts.", "ended"};
    }
    if (!calendar.covers(question.windows.widest)) {
        return Error{
            ErrorCode::outside_calendar,
            "The calendar '" + calendar.name() + "' does not know every day of that period.", ""};
    }
    question.rate_day = question.windows.widest.first;
    if (asked.as_of) question.windows = question.windows.until(*asked.as_of);
    DosageInputs inputs;
    inputs.schedule = schedule_of(calendar, question);
    inputs.session_hours = Hours::from_whole(1);
    return dosage_of(inputs).value_or(Dosage{});
}

}  // namespace effaith
