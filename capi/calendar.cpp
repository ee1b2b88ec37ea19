// Questions to the calendar: the calls.
#include "io/calendar_documents.hpp"
#include "options.hpp"
#include "record_reader.hpp"
#include "schedule_answer.hpp"
#include "structs.hpp"

namespace effaith::capi {
namespace {

/// The calendar of a school, or the engine's. Errors: invalid_argument.
Result<const Calendar*> calendar_of(const effaith_engine* engine, effaith_text school_id) {
    if (!is_live(engine)) return misuse("engine is no engine.", "engine");
    const auto school = word_of(school_id.data, school_id.size, "school_id");
    if (!school) return school.error();
    return &engine->parts->engine.calendar_of(*school);
}

Result<PeriodEnd> asked_end(std::int32_t number, const char* name) {
    const auto end = period_end_of(number);
    if (end) return *end;
    return Error{
        ErrorCode::not_a_date,
        std::to_string(number) + " is neither a month such as 202309 nor a day such as 20230904.",
        name};
}

Result<Date> asked_day(std::int32_t number, const char* name) {
    const auto day = day_of(number);
    if (day) return *day;
    return Error{ErrorCode::not_a_date, std::to_string(number) + " is no day such as 20230904.",
                 name};
}

effaith_schedule schedule_struct(const Dosage& due) {
    effaith_schedule out{};
    out.known = due.sessions_per_week ? 1 : 0;
    out.sessions_per_week = due.sessions_per_week.value_or(Sessions{}).raw();
    out.sessions_scheduled = due.sessions_scheduled.raw();
    out.sessions_scheduled_min = due.sessions_scheduled_min;
    out.sessions_scheduled_max = due.sessions_scheduled_max;
    out.school_days = due.school_days.raw();
    out.school_weeks = due.school_weeks.raw();
    return out;
}

}  // namespace
}  // namespace effaith::capi

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_schedule_find(const effaith_engine* engine,
                                                  effaith_text school_id, int32_t frequency,
                                                  int32_t weekdays, int32_t started, int32_t ended,
                                                  effaith_schedule* schedule,
                                                  effaith_error** error) {
    return guarded(error, [&]() -> Status {
        const auto calendar = calendar_of(engine, school_id);
        if (!calendar) return calendar.error();
        if (const Status fits = check_out(schedule, "schedule"); !fits) return fits;
        const auto often = frequency_of(frequency);
        if (!often || !*often) {
            return Error{ErrorCode::unknown_frequency,
                         std::to_string(frequency) + " is none of the constants of frequency.",
                         "frequency"};
        }
        const auto days = weekdays_of(weekdays);
        if (!days) return days.error();
        const auto first = asked_end(started, "started");
        if (!first) return first.error();
        const auto last = asked_end(ended, "ended");
        if (!last) return last.error();
        const Config& config = engine->parts->engine.config();
        const Result<Dosage> due = answer_schedule(
            **calendar, {**often, *days, *first, *last, config.policy.daily, config.as_of});
        if (!due) return due.error();
        write_struct(schedule_struct(*due), schedule);
        return Done{};
    });
}

effaith_status EFFAITH_CALL effaith_calendar_count(const effaith_engine* engine,
                                                   effaith_text school_id, int32_t first,
                                                   int32_t last, int64_t* days, int64_t* weeks,
                                                   effaith_error** error) {
    return guarded(error, [&]() -> Status {
        const auto calendar = calendar_of(engine, school_id);
        if (!calendar) return calendar.error();
        const auto from = asked_day(first, "first");
        if (!from) return from.error();
        const auto to = asked_day(last, "last");
        if (!to) return to.error();
        const Days asked = Days::closed(*from, *to);
        if (asked.empty()) {
            return Error{ErrorCode::ended_before_started, "The last day is before the first.",
                         "last"};
        }
        if (!(*calendar)->covers(asked)) {
            return Error{ErrorCode::outside_calendar,
                         "The calendar '" + (*calendar)->name() +
                             "' does not know every day of that period.",
                         ""};
        }
        const SchoolDays found = (*calendar)->school_days(asked);
        if (days != nullptr) *days = found.count();
        if (weeks != nullptr) *weeks = (*calendar)->touched(CalendarPeriod::week, found);
        return Done{};
    });
}

effaith_status EFFAITH_CALL effaith_calendar_document(const effaith_engine* engine,
                                                      effaith_text school_id, effaith_text year,
                                                      int32_t format, char** text, size_t* size,
                                                      effaith_error** error) {
    return guarded(error, [&]() -> Status {
        const auto calendar = calendar_of(engine, school_id);
        if (!calendar) return calendar.error();
        if (const Status place = check_place(text, size); !place) return place;
        const Result<DocumentFormat> form = format_of(format);
        if (!form) return form.error();
        if (*form != DocumentFormat::table && *form != DocumentFormat::ndjson)
            return misuse("A calendar is a table or NDJSON.", "format");
        const auto wanted = word_of(year.data, year.size, "year");
        if (!wanted) return wanted.error();
        const std::string found =
            calendar_document(**calendar, trimmed(*wanted), engine->parts->language, *form);
        if (found.empty()) {
            return Error{ErrorCode::outside_calendar,
                         "The calendar '" + (*calendar)->name() + "' has no academic year " +
                             std::string(*wanted) + ".",
                         "year"};
        }
        return give_text(found, text, size);
    });
}
