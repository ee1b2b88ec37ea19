// What a frequency means in a school calendar.
//
// A frequency is a set of equally likely timetables; which one a school follows is not recorded.
// The sessions due in a period are therefore three figures: the mean over those timetables, the
// least and the most. `weekly` is five timetables (a weekday each), `fortnightly` ten (a weekday,
// and week A or week B), `monthly` one school day, any with equal chance, in each calendar month.
//
// A period whose ends are months has two windows: the widest (first day of the start month to last
// day of the end month) and the narrowest (last day of the start month to first day of the end
// month). Mean and most use the widest, least the narrowest.
//
// Decision: one table says what each frequency is (its kind and number), and one function answers
// for each kind. Means are exact fractions; nothing is rounded here.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "effaith/calendar.hpp"

namespace effaith {

enum class Frequency : std::uint8_t {
    daily,
    term_days,
    weekly,
    twice_weekly,
    three_times_weekly,
    four_times_weekly,
    fortnightly,
    every_three_weeks,
    monthly,
    half_termly,
    termly
};

/// What `daily` counts: school days, every Monday to Friday, or every day.
enum class DailyRule : std::uint8_t { school_days, weekdays, all_days };

/// A set of weekdays, Monday to Friday.
class WeekdaySet {
  public:
    constexpr void add(Weekday day) {
        bits_ = static_cast<std::uint8_t>(bits_ | (1U << static_cast<unsigned>(day)));
    }
    constexpr bool has(int weekday) const { return ((bits_ >> weekday) & 1U) != 0; }
    constexpr bool empty() const { return bits_ == 0; }
    constexpr int size() const {
        int count = 0;
        for (int day = 0; day < 7; ++day)
            count += has(day) ? 1 : 0;
        return count;
    }
    friend constexpr bool operator==(WeekdaySet, WeekdaySet) = default;

  private:
    std::uint8_t bits_ = 0;
};

/// How the timetables of a frequency are made.
enum class TimetableKind : std::uint8_t {
    each_day,  ///< `daily`, by the DailyRule
    each_school_day,
    times_a_week,   ///< `number` different weekdays, the same each week
    every_n_weeks,  ///< one weekday in every `number`-th school week
    once_a_month,
    once_a_half_term,
    once_a_term
};

struct FrequencyRule {
    Frequency frequency;
    std::string_view code;
    TimetableKind kind;
    int number;
};

/// The eleven frequencies, in the order of the enum.
inline constexpr std::array<FrequencyRule, 11> kFrequencies{{
    {Frequency::daily, "daily", TimetableKind::each_day, 5},
    {Frequency::term_days, "term_days", TimetableKind::each_school_day, 5},
    {Frequency::weekly, "weekly", TimetableKind::times_a_week, 1},
    {Frequency::twice_weekly, "twice_weekly", TimetableKind::times_a_week, 2},
    {Frequency::three_times_weekly, "three_times_weekly", TimetableKind::times_a_week, 3},
    {Frequency::four_times_weekly, "four_times_weekly", TimetableKind::times_a_week, 4},
    {Frequency::fortnightly, "fortnightly", TimetableKind::every_n_weeks, 2},
    {Frequency::every_three_weeks, "every_three_weeks", TimetableKind::every_n_weeks, 3},
    {Frequency::monthly, "monthly", TimetableKind::once_a_month, 1},
    {Frequency::half_termly, "half_termly", TimetableKind::once_a_half_term, 1},
    {Frequency::termly, "termly", TimetableKind::once_a_term, 1},
}};

constexpr const FrequencyRule& rule_of(Frequency frequency) {
    return kFrequencies[static_cast<std::size_t>(frequency)];
}

/// How many weekday names a record of this frequency may carry: 0 where it can have none.
constexpr int weekdays_allowed(Frequency frequency) {
    const FrequencyRule& rule = rule_of(frequency);
    if (rule.kind == TimetableKind::times_a_week) return rule.number;
    return rule.kind == TimetableKind::every_n_weeks ? 1 : 0;
}

/// The two windows of a recorded period, before or after an `as_of` date cut them.
struct Windows {
    Days widest;
    Days narrowest;

    static constexpr Windows between(PeriodEnd started, PeriodEnd ended) {
        return {Days::closed(started.earliest(), ended.latest()),
                Days::closed(started.latest(), ended.earliest())};
    }
    constexpr Windows until(Date as_of) const {
        return {widest.until(as_of), narrowest.until(as_of)};
    }
};

/// The sessions due in a period, and the period in school days and weeks.
struct Schedule {
    Exact sessions_mean;
    std::int64_t sessions_min = 0;
    std::int64_t sessions_max = 0;
    std::optional<Exact>
        sessions_per_week;  ///< nominal rate; none where the year has no school week
    DayCount school_days;
    WeekCount school_weeks;
};

/// A question to the calendar about one record's period.
struct ScheduleQuestion {
    Frequency frequency = Frequency::weekly;
    WeekdaySet weekdays;  ///< empty where not recorded
    DailyRule daily = DailyRule::school_days;
    Windows windows;
    Date rate_day;  ///< the period's first day: its academic year sets the nominal rate
};

namespace detail {

struct Expectation {
    Exact mean;
    std::int64_t least = 0;
    std::int64_t most = 0;
};

/// Monday-to-Friday days in a range, holidays or not.
inline std::int64_t weekdays_in(Days days) {
    if (days.empty()) return 0;
    const auto before = [](Date day) {  // since a Monday long past, 0001-01-01
        const std::int64_t since = std::int64_t{day.days()} + 719162;
        return since / 7 * 5 + std::min<std::int64_t>(since % 7, 5);
    };
    return before(days.end) - before(days.first);
}

inline std::int64_t days_by_rule(const Calendar& calendar, DailyRule rule, Days days) {
    switch (rule) {
        case DailyRule::school_days:
            return calendar.school_days(days).count();
        case DailyRule::weekdays:
            return weekdays_in(days);
        case DailyRule::all_days:
            return days.count();
    }
    return 0;
}

inline Expectation each_day(const Calendar& calendar, DailyRule rule, const Windows& windows) {
    const std::int64_t most = days_by_rule(calendar, rule, windows.widest);
    return {Exact(most), days_by_rule(calendar, rule, windows.narrowest), most};
}

struct WindowPatterns {
    WeekPattern widest;
    WeekPattern narrowest;
};

/// k weekdays a week: named ones, or any k with equal chance.
inline Expectation times_a_week(const WindowPatterns& patterns, int k, WeekdaySet named) {
    std::array<std::int64_t, 5> wide{};
    std::array<std::int64_t, 5> narrow{};
    std::int64_t all = 0;
    for (int day = 0; day < 5; ++day) {
        wide[static_cast<std::size_t>(day)] = patterns.widest.on(day, 1, 0);
        narrow[static_cast<std::size_t>(day)] = patterns.narrowest.on(day, 1, 0);
        all += wide[static_cast<std::size_t>(day)];
    }
    Expectation due;
    if (!named.empty()) {
        for (int day = 0; day < 5; ++day) {
            if (!named.has(day)) continue;
            due.most += wide[static_cast<std::size_t>(day)];
            due.least += narrow[static_cast<std::size_t>(day)];
        }
        due.mean = Exact(due.most);
        return due;
    }
    std::sort(wide.begin(), wide.end());
    std::sort(narrow.begin(), narrow.end());
    for (int i = 0; i < k; ++i) {
        due.most += wide[static_cast<std::size_t>(4 - i)];
        due.least += narrow[static_cast<std::size_t>(i)];
    }
    due.mean = Exact(k * all, 5);
    return due;
}

/// One weekday (named, or any) in every n-th school week, the phase unknown.
inline Expectation every_n_weeks(const WindowPatterns& patterns, int n, WeekdaySet named) {
    Expectation due;
    std::int64_t total = 0;
    std::int64_t timetables = 0;
    for (int day = 0; day < 5; ++day) {
        if (!named.empty() && !named.has(day)) continue;
        for (int phase = 0; phase < n; ++phase) {
            const std::int64_t most = patterns.widest.on(day, n, phase);
            const std::int64_t least = patterns.narrowest.on(day, n, phase);
            due.most = timetables == 0 ? most : std::max(due.most, most);
            due.least = timetables == 0 ? least : std::min(due.least, least);
            total += most;
            ++timetables;
        }
    }
    due.mean = Exact(total, timetables);
    return due;
}

/// One school day, any with equal chance, in each period of the calendar.
inline Expectation once_a_period(const Calendar& calendar, CalendarPeriod period,
                                 const Windows& windows) {
    Expectation due;
    const SchoolDays wide = calendar.school_days(windows.widest);
    if (wide.count() > 0) {
        due.most = calendar.touched(period, wide);
        const auto [first, last] = calendar.edges(period, wide);
        due.mean = Exact(first.inside, first.length);
        if (due.most > 1) due.mean = due.mean + Exact(last.inside, last.length);
        if (due.most > 2) due.mean = due.mean + Exact(due.most - 2);
    }
    const SchoolDays narrow = calendar.school_days(windows.narrowest);
    if (narrow.count() > 0) {
        const auto [first, last] = calendar.edges(period, narrow);
        const std::int64_t touched = calendar.touched(period, narrow);
        const bool first_whole = first.inside == first.length;
        const bool last_whole = last.inside == last.length;
        due.least = touched == 1 ? (first_whole ? 1 : 0)
                                 : touched - 2 + (first_whole ? 1 : 0) + (last_whole ? 1 : 0);
    }
    return due;
}

constexpr CalendarPeriod period_of(TimetableKind kind) {
    if (kind == TimetableKind::once_a_month) return CalendarPeriod::month;
    return kind == TimetableKind::once_a_half_term ? CalendarPeriod::half_term
                                                   : CalendarPeriod::term;
}

inline std::optional<Exact> nominal_rate(const Calendar& calendar, const ScheduleQuestion& asked) {
    const FrequencyRule& rule = rule_of(asked.frequency);
    switch (rule.kind) {
        case TimetableKind::each_day:
            return Exact(asked.daily == DailyRule::all_days ? 7 : 5);
        case TimetableKind::each_school_day:
        case TimetableKind::times_a_week:
            return Exact(rule.number);
        case TimetableKind::every_n_weeks:
            return Exact(1, rule.number);
        default:
            break;
    }
    const YearSummary* year = calendar.year_of(asked.rate_day);
    if (year == nullptr || year->school_weeks == 0) return std::nullopt;
    return Exact(year->number_of(period_of(rule.kind)), year->school_weeks);
}

inline Expectation expect_sessions(const Calendar& calendar, const ScheduleQuestion& asked) {
    const FrequencyRule& rule = rule_of(asked.frequency);
    const Windows& windows = asked.windows;
    if (rule.kind == TimetableKind::each_day) return each_day(calendar, asked.daily, windows);
    if (rule.kind == TimetableKind::each_school_day) {
        return each_day(calendar, DailyRule::school_days, windows);
    }
    const bool by_week =
        rule.kind == TimetableKind::times_a_week || rule.kind == TimetableKind::every_n_weeks;
    if (!by_week) return once_a_period(calendar, period_of(rule.kind), windows);
    const WindowPatterns patterns{calendar.pattern(calendar.school_days(windows.widest)),
                                  calendar.pattern(calendar.school_days(windows.narrowest))};
    return rule.kind == TimetableKind::times_a_week
               ? times_a_week(patterns, rule.number, asked.weekdays)
               : every_n_weeks(patterns, rule.number, asked.weekdays);
}

}  // namespace detail

/// The sessions due: mean, least and most over the timetables of the frequency, in constant time.
/// The weekdays must suit the frequency (weekdays_allowed) and the calendar cover the period.
inline Schedule schedule_of(const Calendar& calendar, const ScheduleQuestion& asked) {
    const detail::Expectation due = detail::expect_sessions(calendar, asked);
    const SchoolDays days = calendar.school_days(asked.windows.widest);
    Schedule schedule;
    schedule.sessions_mean = due.mean;
    schedule.sessions_min = due.least;
    schedule.sessions_max = due.most;
    schedule.sessions_per_week = detail::nominal_rate(calendar, asked);
    schedule.school_days = DayCount::from_whole(days.count());
    schedule.school_weeks = WeekCount::from_whole(calendar.touched(CalendarPeriod::week, days));
    return schedule;
}

}  // namespace effaith
