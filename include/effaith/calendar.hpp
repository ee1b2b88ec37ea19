// The school calendar: which days are school days, and how many of what kind lie in a period.
//
// A calendar is a list of academic years, a year a list of terms, a term has at most one half-term
// break, and a year has closures (INSET days, bank holidays, snow). A school day is a Monday to
// Friday inside a term, outside its break, and not a closure. A school week is a Monday-to-Sunday
// week with a school day; school weeks are numbered from 0 in each academic year, so that a 'week A
// / week B' timetable skips the holidays. A half term is the part of a term before or after its
// break. A month, half term or term without a school day does not exist.
//
// Decision: school days are numbered through the whole calendar, and everything else is a look-up
// by that number: counts are differences of running totals, so a question costs the same whatever
// the length of the period. A calendar never changes once built and may be read from any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "effaith/date.hpp"
#include "effaith/result.hpp"

namespace effaith {

/// First and last day of a term or a break, both included.
struct DateSpan {
    Date first;
    Date last;
};

struct Term {
    std::string name;
    DateSpan dates;
    std::optional<DateSpan> half_term;  ///< the break, inside the term
};

struct AcademicYear {
    std::string name;            ///< `2023/24`
    std::vector<Term> terms;     ///< in order
    std::vector<Date> closures;  ///< days without school, whether inside a term or not
};

/// School days by their running number: `first` is inside, `end` is not.
struct SchoolDays {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    std::int64_t count() const { return std::int64_t{end} - first; }
};

/// Periods of the calendar that school days fall into.
enum class CalendarPeriod : std::uint8_t { week, month, half_term, term };

/// Counts of school days by week number modulo 6 and weekday: enough for every timetable that
/// repeats each week, each second or each third week.
struct WeekPattern {
    std::array<std::int64_t, 30> counts{};  ///< index: (week number mod 6) * 5 + weekday

    /// School days on `weekday` in weeks whose number is `phase` modulo `every`; every: 1, 2, 3
    /// or 6.
    std::int64_t on(int weekday, int every, int phase) const {
        std::int64_t total = 0;
        for (int week = phase; week < 6; week += every) {
            total += counts[static_cast<std::size_t>(week * 5 + weekday)];
        }
        return total;
    }
};

/// What one academic year amounts to.
struct YearSummary {
    std::string name;
    Days covered;  ///< from 1 September or the first term day, to 31 August or the last
    std::int64_t school_days = 0;
    std::int64_t school_weeks = 0;
    std::int64_t months = 0;
    std::int64_t half_terms = 0;
    std::int64_t terms = 0;

    std::int64_t number_of(CalendarPeriod period) const {
        switch (period) {
            case CalendarPeriod::week:
                return school_weeks;
            case CalendarPeriod::month:
                return months;
            case CalendarPeriod::half_term:
                return half_terms;
            case CalendarPeriod::term:
                return terms;
        }
        return 0;
    }
};

class Calendar {
  public:
    /// Builds a calendar named `name` from academic years in any order.
    /// Errors: bad_calendar, naming the year and term: an end before its start, terms that overlap
    /// or are out of order, a break outside its term, years that overlap, a year without a term,
    /// dates outside 1900 to 2200.
    static Result<Calendar> build(std::string name, std::vector<AcademicYear> years);

    const std::string& name() const { return name_; }
    /// The years as they were given, in order of time.
    const std::vector<AcademicYear>& years() const { return years_; }
    /// One summary for each of years().
    const std::vector<YearSummary>& summaries() const { return summaries_; }

    /// Whether the calendar knows every day of `days`. An empty range is covered.
    bool covers(Days days) const {
        if (days.empty()) return true;
        if (days.first < first_day_ || days.end > first_day_ + day_count()) return false;
        return at(days.end).covered - at(days.first).covered ==
               static_cast<std::uint32_t>(days.count());
    }

    /// The school days inside `days`; days outside the calendar count as none.
    SchoolDays school_days(Days days) const {
        const std::uint32_t first = at(clamp(days.first)).school_days;
        const std::uint32_t end = at(clamp(days.end)).school_days;
        return {first, end < first ? first : end};
    }

    bool is_school_day(Date day) const { return school_days({day, day + 1}).count() == 1; }

    /// How many periods (weeks, months …) have at least one of `days`.
    std::int64_t touched(CalendarPeriod period, SchoolDays days) const {
        if (days.count() == 0) return 0;
        return std::int64_t{period_of(period, days.end - 1)} - period_of(period, days.first) + 1;
    }

    /// How many of `days` are in the first, or the last, period that they touch, and how long that
    /// period is; the periods between lie inside whole.
    struct Edge {
        std::int64_t inside = 0;
        std::int64_t length = 1;
    };
    std::pair<Edge, Edge> edges(CalendarPeriod period, SchoolDays days) const {
        const auto& starts = starts_[index(period)];
        const std::uint32_t from = period_of(period, days.first);
        const std::uint32_t to = period_of(period, days.end - 1);
        const Edge first{std::min<std::int64_t>(starts[from + 1], days.end) - days.first,
                         std::int64_t{starts[from + 1]} - starts[from]};
        const Edge last{std::int64_t{days.end} - std::max(starts[to], days.first),
                        std::int64_t{starts[to + 1]} - starts[to]};
        return {first, last};
    }

    WeekPattern pattern(SchoolDays days) const {
        WeekPattern pattern;
        const auto& before = patterns_[days.first];
        const auto& after = patterns_[days.end];
        for (std::size_t i = 0; i < pattern.counts.size(); ++i) {
            pattern.counts[i] = std::int64_t{after[i]} - before[i];
        }
        return pattern;
    }

    /// The date of the school day with this running number.
    Date date_of(std::uint32_t school_day) const { return dates_[school_day]; }

    /// The academic year that holds `day`; none outside the calendar.
    const YearSummary* year_of(Date day) const {
        const auto after = std::upper_bound(
            summaries_.begin(), summaries_.end(), day,
            [](Date date, const YearSummary& year) { return date < year.covered.first; });
        if (after == summaries_.begin()) return nullptr;
        const YearSummary& year = *(after - 1);
        return day < year.covered.end ? &year : nullptr;
    }

    /// The running number of the term that holds a school day, and that term's name.
    const std::string& term_name(std::uint32_t school_day) const {
        return term_names_[period_of(CalendarPeriod::term, school_day)];
    }

  private:
    struct DayTotals {
        std::uint32_t school_days = 0;
        std::uint32_t covered = 0;
    };
    using PatternRow = std::array<std::uint16_t, 30>;
    static constexpr std::size_t kPeriods = 4;

    static constexpr std::size_t index(CalendarPeriod period) {
        return static_cast<std::size_t>(period);
    }
    int day_count() const { return static_cast<int>(totals_.size()) - 1; }
    Date clamp(Date day) const { return std::clamp(day, first_day_, first_day_ + day_count()); }
    const DayTotals& at(Date day) const {
        return totals_[static_cast<std::size_t>(day - first_day_)];
    }
    std::uint32_t period_of(CalendarPeriod period, std::uint32_t school_day) const {
        return period_of_day_[school_day][index(period)];
    }

    void mark_covered();
    void add_year(const AcademicYear& year, YearSummary& summary);
    void add_school_day(Date day, int week_number, std::array<bool, kPeriods> opens);

    std::string name_;
    std::vector<AcademicYear> years_;
    std::vector<YearSummary> summaries_;
    Date first_day_;
    std::vector<DayTotals> totals_{1};  // totals_[i]: of the days before first_day_ + i
    std::vector<Date> dates_;
    std::vector<std::array<std::uint32_t, kPeriods>> period_of_day_;
    std::array<std::vector<std::uint32_t>, kPeriods> starts_;  // with one past the last at the end
    std::vector<std::string> term_names_;
    std::vector<PatternRow> patterns_{PatternRow{}};  // patterns_[i]: of the school days before i
};

namespace detail {

inline Error calendar_error(const AcademicYear& year, const std::string& what) {
    return {ErrorCode::bad_calendar, "Year " + year.name + ": " + what, ""};
}

inline std::string span_text(const DateSpan& span) {
    return to_text(span.first) + " to " + to_text(span.last);
}

/// What is wrong with one term by itself, or nothing.
inline std::string fault_of(const Term& term) {
    static constexpr Date kEarliest = *Date::from_ymd(1900, 1, 1);
    static constexpr Date kLatest = *Date::from_ymd(2200, 12, 31);
    const std::string name = "term " + term.name + " (" + span_text(term.dates) + ") ";
    if (term.dates.last < term.dates.first) return name + "ends before it starts.";
    if (term.dates.first < kEarliest || term.dates.last > kLatest) {
        return name + "lies outside the years 1900 to 2200.";
    }
    if (!term.half_term) return "";
    const DateSpan& rest = *term.half_term;
    if (rest.last < rest.first) {
        return name + "has a half-term break (" + span_text(rest) + ") that ends before it starts.";
    }
    if (rest.first < term.dates.first || rest.last > term.dates.last) {
        return name + "has its half-term break (" + span_text(rest) + ") outside the term.";
    }
    return "";
}

inline Status check_year(const AcademicYear& year) {
    if (year.terms.empty()) return calendar_error(year, "it has no term.");
    for (std::size_t i = 0; i < year.terms.size(); ++i) {
        const Term& term = year.terms[i];
        const std::string fault = fault_of(term);
        if (!fault.empty()) return calendar_error(year, fault);
        if (i == 0) continue;
        const Term& before = year.terms[i - 1];
        if (term.dates.first <= before.dates.last) {
            const bool overlap = term.dates.last >= before.dates.first;
            return calendar_error(year, "term " + term.name + " (" + span_text(term.dates) + ") " +
                                            (overlap ? "overlaps" : "stands after") + " term " +
                                            before.name + " (" + span_text(before.dates) +
                                            "); terms go in order of time.");
        }
    }
    return Done{};
}

/// 1 September of the academic year whose first term day this is: a first day in August belongs to
/// the year that is about to begin, one in July or before to the year that is ending.
inline Date first_of_september(Date first_term_day) {
    const YearMonthDay at = first_term_day.ymd();
    return *Date::from_ymd(at.month >= 8 ? at.year : at.year - 1, 9, 1);
}

inline Days covered_by(const AcademicYear& year) {
    const Date first = year.terms.front().dates.first;
    const Date last = year.terms.back().dates.last;
    const Date september = first_of_september(first);
    const Date august = *september.years_later(1) - 1;
    return Days::closed(std::min(september, first), std::max(august, last));
}

inline Status check_years(const std::vector<AcademicYear>& years) {
    if (years.empty()) {
        return Error{ErrorCode::bad_calendar, "The calendar has no academic year.", ""};
    }
    for (std::size_t i = 1; i < years.size(); ++i) {
        const AcademicYear& before = years[i - 1];
        const Date starts = years[i].terms.front().dates.first;
        const bool same_year =
            first_of_september(starts) == first_of_september(before.terms.front().dates.first);
        if (same_year || starts <= before.terms.back().dates.last) {
            return calendar_error(years[i], "it overlaps year " + before.name + ".");
        }
    }
    return Done{};
}

}  // namespace detail

inline Result<Calendar> Calendar::build(std::string name, std::vector<AcademicYear> years) {
    for (const AcademicYear& year : years) {
        if (const Status checked = detail::check_year(year); !checked) return checked.error();
    }
    std::sort(years.begin(), years.end(), [](const AcademicYear& a, const AcademicYear& b) {
        return a.terms.front().dates.first < b.terms.front().dates.first;
    });
    if (const Status checked = detail::check_years(years); !checked) return checked.error();

    Calendar calendar;
    calendar.name_ = std::move(name);
    calendar.years_ = std::move(years);
    Date end = calendar.years_.front().terms.front().dates.first;
    for (const AcademicYear& year : calendar.years_) {
        YearSummary summary;
        summary.name = year.name;
        summary.covered = detail::covered_by(year);
        if (calendar.summaries_.empty()) calendar.first_day_ = summary.covered.first;
        end = std::max(end, summary.covered.end);
        calendar.summaries_.push_back(summary);
    }
    calendar.totals_.resize(static_cast<std::size_t>(end - calendar.first_day_) + 1);
    for (std::size_t i = 0; i < calendar.years_.size(); ++i) {
        calendar.add_year(calendar.years_[i], calendar.summaries_[i]);
    }
    calendar.mark_covered();
    for (auto& starts : calendar.starts_) {
        starts.push_back(static_cast<std::uint32_t>(calendar.dates_.size()));
    }
    return calendar;
}

inline void Calendar::add_year(const AcademicYear& year, YearSummary& summary) {
    std::vector<Date> closed = year.closures;
    std::sort(closed.begin(), closed.end());
    int week_number = -1;
    Date week;
    std::optional<Month> month;
    for (const Term& term : year.terms) {
        bool term_opens = true;
        bool half_opens = true;
        for (Date day = term.dates.first; day <= term.dates.last; day = day + 1) {
            if (term.half_term && day >= term.half_term->first && day <= term.half_term->last) {
                half_opens = true;
                continue;
            }
            if (day.weekday() >= Weekday::sat) continue;
            if (std::binary_search(closed.begin(), closed.end(), day)) continue;
            if (week_number < 0 || day.monday() != week) {
                ++week_number;
                week = day.monday();
            }
            const bool month_opens = month != Month::of(day);
            month = Month::of(day);
            // A week or month that began in the year before is one period of the calendar.
            const bool shared_week = !dates_.empty() && dates_.back().monday() == week;
            const bool shared_month = !dates_.empty() && Month::of(dates_.back()) == month;
            add_school_day(day, week_number, {!shared_week, !shared_month, half_opens, term_opens});
            if (term_opens) term_names_.push_back(term.name);
            summary.school_days += 1;
            summary.months += month_opens ? 1 : 0;
            summary.half_terms += half_opens ? 1 : 0;
            summary.terms += term_opens ? 1 : 0;
            term_opens = false;
            half_opens = false;
        }
    }
    summary.school_weeks = week_number + 1;
}

inline void Calendar::add_school_day(Date day, int week_number, std::array<bool, kPeriods> opens) {
    const auto number = static_cast<std::uint32_t>(dates_.size());
    dates_.push_back(day);
    std::array<std::uint32_t, kPeriods> periods{};
    for (std::size_t i = 0; i < kPeriods; ++i) {
        if (opens[i]) starts_[i].push_back(number);
        periods[i] = static_cast<std::uint32_t>(starts_[i].size()) - 1;
    }
    period_of_day_.push_back(periods);
    PatternRow row = patterns_.back();
    ++row[static_cast<std::size_t>((week_number % 6) * 5 + static_cast<int>(day.weekday()))];
    patterns_.push_back(row);
    totals_[static_cast<std::size_t>(day - first_day_) + 1].school_days = 1;
}

inline void Calendar::mark_covered() {
    for (const YearSummary& year : summaries_) {
        for (Date day = year.covered.first; day < year.covered.end; day = day + 1) {
            totals_[static_cast<std::size_t>(day - first_day_) + 1].covered = 1;
        }
    }
    for (std::size_t i = 1; i < totals_.size(); ++i) {
        totals_[i].school_days += totals_[i - 1].school_days;
        totals_[i].covered += totals_[i - 1].covered;
    }
}

}  // namespace effaith
