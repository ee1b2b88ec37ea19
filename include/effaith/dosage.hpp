// Dosage: how much of an intervention a learner was due, and how much they had.
//
// Hours are exposure. Cumulative intervention intensity is counted in teaching episodes (dose x
// sessions; Warren, Fey & Yoder 2007) and is given only where episodes are recorded, so that hours
// are never called intensity.
#pragma once

#include <cstdint>
#include <optional>

#include "effaith/exact.hpp"
#include "effaith/fixed.hpp"
#include "effaith/frequency.hpp"
#include "effaith/small.hpp"

namespace effaith {

struct DosageInputs {
    Schedule schedule;
    Hours session_hours;                 ///< length of one session, >= 0
    std::int64_t sessions_attended = 0;  ///< >= 0
    std::optional<std::int64_t> sessions_delivered;
    std::optional<Episodes> episodes_per_session;
    int roles = 1;                          ///< how many adults deliver, 1-3
    std::int64_t learners_per_session = 1;  ///< >= 1
};

struct Dosage {
    std::optional<Sessions> sessions_per_week;  ///< nominal rate of the frequency
    DayCount school_days;
    WeekCount school_weeks;
    Sessions sessions_scheduled;  ///< mean over the timetables
    std::int64_t sessions_scheduled_min = 0;
    std::int64_t sessions_scheduled_max = 0;
    std::int64_t sessions_attended = 0;
    std::optional<double> attendance_rate;  ///< attended / scheduled mean, may exceed 1
    std::optional<double> attendance_rate_min;
    std::optional<double> attendance_rate_max;
    std::optional<double> delivery_rate;   ///< delivered / scheduled mean
    std::optional<double> attended_share;  ///< attended / delivered
    Hours hours_planned;
    Hours hours_received;
    std::optional<Hours> hours_per_week_planned;
    std::optional<Hours> hours_per_week_received;
    Hours staff_hours;  ///< adult hours that fall to this learner
    std::optional<Episodes> cumulative_intensity;
};

namespace detail {

/// a / b as the nearest double, none where b is 0.
inline std::optional<double> ratio_of(const Exact& a, const Exact& b) {
    if (b.is_zero()) return std::nullopt;
    return (a / b).nearest();
}

/// a / b of whole numbers as the nearest double, none where b is 0.
inline std::optional<double> ratio_of(std::int64_t a, std::int64_t b) {
    if (b == 0) return std::nullopt;
    return b < 0 ? nearest_double(-Int128(a), -Int128(b)) : nearest_double(a, b);
}

}  // namespace detail

// The formulas, each written once for every kind of number (Exact, or Quotient and Small).

/// The hours of `sessions` sessions.
template <class Number, class Length>
auto hours_of(const Number& sessions, const Length& session_hours) {
    return times(sessions, session_hours);
}

/// The adult hours that fall to one learner of a group.
template <class Number, class People, class Count>
auto staff_hours_of(const Number& hours, const People& roles, const Count& learners_per_session) {
    return over(times(hours, roles), learners_per_session);
}

/// Every dosage figure of one record; none where a quantity is too large to hold.
inline std::optional<Dosage> dosage_of(const DosageInputs& in) {
    const Schedule& schedule = in.schedule;
    const Exact attended(in.sessions_attended);
    const Exact received = hours_of(attended, in.session_hours);
    const auto scheduled = rounded_to<Sessions>(schedule.sessions_mean);
    const auto hours_planned =
        rounded_to<Hours>(hours_of(schedule.sessions_mean, in.session_hours));
    const auto hours_received = rounded_to<Hours>(received);
    const auto staff_hours =
        rounded_to<Hours>(staff_hours_of(received, in.roles, in.learners_per_session));
    if (!scheduled || !hours_planned || !hours_received || !staff_hours) return std::nullopt;

    Dosage dosage;
    dosage.school_days = schedule.school_days;
    dosage.school_weeks = schedule.school_weeks;
    dosage.sessions_scheduled = *scheduled;
    dosage.sessions_scheduled_min = schedule.sessions_min;
    dosage.sessions_scheduled_max = schedule.sessions_max;
    dosage.sessions_attended = in.sessions_attended;
    dosage.attendance_rate = detail::ratio_of(attended, schedule.sessions_mean);
    dosage.attendance_rate_min = detail::ratio_of(in.sessions_attended, schedule.sessions_max);
    dosage.attendance_rate_max = detail::ratio_of(in.sessions_attended, schedule.sessions_min);
    dosage.hours_planned = *hours_planned;
    dosage.hours_received = *hours_received;
    dosage.staff_hours = *staff_hours;
    if (schedule.sessions_per_week) {
        const Exact& rate = *schedule.sessions_per_week;
        dosage.sessions_per_week = rounded_to<Sessions>(rate);
        dosage.hours_per_week_planned = rounded_to<Hours>(hours_of(rate, in.session_hours));
        if (!dosage.hours_per_week_planned) return std::nullopt;
    }
    if (schedule.school_weeks.raw() > 0) {
        dosage.hours_per_week_received =
            rounded_to<Hours>(received.over(schedule.school_weeks.raw()));
    }
    if (in.sessions_delivered) {
        const Exact delivered(*in.sessions_delivered);
        dosage.delivery_rate = detail::ratio_of(delivered, schedule.sessions_mean);
        dosage.attended_share = detail::ratio_of(in.sessions_attended, *in.sessions_delivered);
    }
    if (in.episodes_per_session) {
        dosage.cumulative_intensity =
            rounded_to<Episodes>(in.episodes_per_session->exact() * attended);
        if (!dosage.cumulative_intensity) return std::nullopt;
    }
    return dosage;
}

}  // namespace effaith
