// Properties of calendars and frequencies: random calendars and periods against an enumeration of
// every timetable, written from the definitions and using none of the calendar's look-ups.
//
// The slow side below knows a calendar as a list of school days, found by walking the terms. A
// timetable is a set of those days; mean, least and most come from listing all timetables.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/frequency.hpp"
#include "share.hpp"

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using effaith::AcademicYear;
using effaith::Calendar;
using effaith::CalendarPeriod;
using effaith::DailyRule;
using effaith::Date;
using effaith::DateSpan;
using effaith::Days;
using effaith::Exact;
using effaith::Frequency;
using effaith::Month;
using effaith::PeriodEnd;
using effaith::Schedule;
using effaith::ScheduleQuestion;
using effaith::SchoolDays;
using effaith::Term;
using effaith::Weekday;
using effaith::WeekdaySet;
using effaith::Windows;

namespace {

// ---- Random calendars and questions ----

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}

    int between(int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random_);
    }
    bool one_in(int chances) { return between(1, chances) == 1; }
    Date day(Date first, Date last) { return first + between(0, last - first); }

  private:
    std::mt19937_64 random_;
};

/// An academic year and the calendar year of its 1 September.
struct DatedYear {
    int september = 2000;
    AcademicYear year;
};

Date date(int year, int month, int day) {
    return Date::from_ymd(year, month, day).value();
}

DateSpan any_break(Dice& dice, DateSpan term) {
    DateSpan rest;
    rest.first = dice.one_in(8) ? term.first : dice.day(term.first, term.last);
    rest.last = dice.one_in(8) ? term.last : rest.first + dice.between(0, 12);
    if (rest.last > term.last) rest.last = term.last;
    return rest;
}

/// One to six terms between two days; some meet without a day between them.
std::vector<Term> any_terms(Dice& dice, Date first, Date last) {
    const int wanted = dice.one_in(3) ? dice.between(1, 6) : 3;
    std::vector<Term> terms;
    Date from = first;
    for (int i = 0; i < wanted && from <= last; ++i) {
        const Date share = from + (last - from) / (wanted - i);
        const Date to = dice.one_in(6) ? from : dice.day(share - (share - from) / 3, share);
        Term term{"Term " + std::to_string(i + 1), {from, to}, std::nullopt};
        if (!dice.one_in(3)) term.half_term = any_break(dice, term.dates);
        terms.push_back(term);
        from = to + 1 + (dice.one_in(4) ? 0 : dice.between(0, 20));
    }
    return terms;
}

std::vector<Date> any_closures(Dice& dice, Date first, Date last) {
    std::vector<Date> closures;
    const int single_days = dice.between(0, 12);
    for (int i = 0; i < single_days; ++i)
        closures.push_back(dice.day(first - 20, last + 20));
    const Date long_closure = dice.day(first, last);
    const int length = dice.one_in(3) ? dice.between(3, 40) : 0;
    for (int i = 0; i < length; ++i)
        closures.push_back(long_closure + i);
    return closures;
}

/// One to four years with a gap here and there; first terms from August to March, last ones to
/// September, so that months, weeks and coverage meet and overlap in every way that is allowed.
std::vector<DatedYear> any_years(Dice& dice) {
    std::vector<DatedYear> years;
    int september = dice.between(1960, 2095);
    std::optional<Date> taken;
    const int count = dice.between(1, 4);
    for (int i = 0; i < count; ++i) {
        Date first = dice.one_in(6) ? dice.day(date(september, 8, 5), date(september + 1, 3, 20))
                                    : dice.day(date(september, 8, 25), date(september, 9, 12));
        if (taken && first <= *taken) first = *taken + 1;
        const Date end = dice.one_in(6) ? date(september + 1, 9, 10) : date(september + 1, 7, 25);
        const Date last = dice.one_in(8) ? first + dice.between(0, 40) : end - dice.between(0, 15);
        DatedYear dated;
        dated.september = september;
        dated.year.name = std::to_string(september) + "/" + std::to_string(september + 1);
        dated.year.terms = any_terms(dice, first, last);
        dated.year.closures = any_closures(dice, first, last);
        taken = dated.year.terms.back().dates.last;
        years.push_back(dated);
        september += dice.one_in(6) ? 2 : 1;
    }
    return years;
}

Calendar build(const std::vector<DatedYear>& years) {
    std::vector<AcademicYear> plain;
    for (const DatedYear& dated : years)
        plain.insert(plain.begin(), dated.year);
    return Calendar::build("random", plain).value();
}

PeriodEnd any_end(Dice& dice, Date day) {
    return dice.one_in(2) ? PeriodEnd(Month::of(day)) : PeriodEnd(day);
}

WeekdaySet any_weekdays(Dice& dice, int wanted) {
    WeekdaySet named;
    while (named.size() < wanted)
        named.add(static_cast<Weekday>(dice.between(0, 4)));
    return named;
}

ScheduleQuestion any_question(Dice& dice, const std::vector<DatedYear>& years) {
    const Date first = years.front().year.terms.front().dates.first - 40;
    const Date last = years.back().year.terms.back().dates.last + 40;
    const Date started = dice.day(first, last);
    const int longest[] = {3, 20, 100, 400, 1500};
    const Date ended = started + dice.between(-3, longest[dice.between(0, 4)]);
    ScheduleQuestion asked;
    asked.windows = Windows::between(any_end(dice, started), any_end(dice, ended));
    asked.rate_day = asked.windows.widest.first;
    if (dice.one_in(3)) asked.windows = asked.windows.until(started + dice.between(-5, 300));
    asked.daily = static_cast<DailyRule>(dice.between(0, 2));
    return asked;
}

// ---- The slow side ----

/// A school day, with everything that a timetable can ask of it.
struct SchoolDay {
    Date date;
    int weekday = 0;
    int week_number = 0;             ///< in its academic year
    Date week;                       ///< its Monday
    int month = 0;                   ///< months since year 0
    std::pair<int, int> term;        ///< year, term
    std::tuple<int, int, int> half;  ///< year, term, before or after the break
    int year = 0;
};

int slow_weekday(Date day) {
    const int since = (day - date(2001, 1, 1)) % 7;  // a Monday
    return since < 0 ? since + 7 : since;
}

bool is_in(const DateSpan& span, Date day) {
    return span.first <= day && day <= span.last;
}

bool is_open(const AcademicYear& year, const Term& term, Date day) {
    if (slow_weekday(day) > 4) return false;
    if (term.half_term && is_in(*term.half_term, day)) return false;
    for (const Date closure : year.closures) {
        if (closure == day) return false;
    }
    return true;
}

std::vector<SchoolDay> school_days_of(const std::vector<DatedYear>& years) {
    std::vector<SchoolDay> days;
    for (int y = 0; y < static_cast<int>(years.size()); ++y) {
        const AcademicYear& year = years[static_cast<std::size_t>(y)].year;
        std::map<Date, int> number_of_week;
        for (int t = 0; t < static_cast<int>(year.terms.size()); ++t) {
            const Term& term = year.terms[static_cast<std::size_t>(t)];
            for (Date day = term.dates.first; day <= term.dates.last; day = day + 1) {
                if (!is_open(year, term, day)) continue;
                SchoolDay school_day;
                school_day.date = day;
                school_day.weekday = slow_weekday(day);
                school_day.week = day - school_day.weekday;
                school_day.week_number =
                    number_of_week.emplace(school_day.week, static_cast<int>(number_of_week.size()))
                        .first->second;
                school_day.month = day.ymd().year * 12 + day.ymd().month;
                school_day.year = y;
                school_day.term = {y, t};
                school_day.half = {y, t, term.half_term && day > term.half_term->last ? 1 : 0};
                days.push_back(school_day);
            }
        }
    }
    return days;
}

bool is_in(Days window, Date day) {
    return window.first <= day && day < window.end;
}

struct Expected {
    cpp_rational mean = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
};

/// Mean, least and most of a list of equally likely timetables, each a test of a school day.
template <class Timetable>
Expected over_timetables(const std::vector<SchoolDay>& days, const Windows& windows,
                         const std::vector<Timetable>& timetables) {
    Expected expected;
    std::optional<std::int64_t> least;
    std::int64_t total = 0;
    for (const Timetable& timetable : timetables) {
        std::int64_t wide = 0;
        std::int64_t narrow = 0;
        for (const SchoolDay& day : days) {
            if (!timetable.includes(day)) continue;
            wide += is_in(windows.widest, day.date) ? 1 : 0;
            narrow += is_in(windows.narrowest, day.date) ? 1 : 0;
        }
        total += wide;
        expected.most = std::max(expected.most, wide);
        least = least ? std::min(*least, narrow) : narrow;
    }
    expected.least = *least;
    expected.mean = cpp_rational(total, static_cast<std::int64_t>(timetables.size()));
    return expected;
}

/// The same weekdays each week.
struct WeekdayChoice {
    unsigned weekdays = 0;
    bool includes(const SchoolDay& day) const { return ((weekdays >> day.weekday) & 1U) != 0; }
};

std::vector<WeekdayChoice> weekday_choices(int wanted, WeekdaySet named) {
    std::vector<WeekdayChoice> choices;
    for (unsigned bits = 0; bits < 32; ++bits) {
        int size = 0;
        bool as_named = true;
        for (int weekday = 0; weekday < 5; ++weekday) {
            const bool chosen = ((bits >> weekday) & 1U) != 0;
            size += chosen ? 1 : 0;
            as_named = as_named && chosen == named.has(weekday);
        }
        if (size == wanted && (named.empty() || as_named)) choices.push_back({bits});
    }
    return choices;
}

/// One weekday in the school weeks of one phase.
struct WeekdayAndPhase {
    int weekday = 0;
    int phase = 0;
    int every = 1;
    bool includes(const SchoolDay& day) const {
        return day.weekday == weekday && day.week_number % every == phase;
    }
};

std::vector<WeekdayAndPhase> weekdays_and_phases(int every, WeekdaySet named) {
    std::vector<WeekdayAndPhase> pairs;
    for (int weekday = 0; weekday < 5; ++weekday) {
        if (!named.empty() && !named.has(weekday)) continue;
        for (int phase = 0; phase < every; ++phase)
            pairs.push_back({weekday, phase, every});
    }
    return pairs;
}

/// One school day in each period, independently: means add, and so do the least and the most.
template <class KeyOf>
Expected once_in_each(const std::vector<SchoolDay>& days, const Windows& windows, KeyOf key_of) {
    using Key = decltype(key_of(days.front()));
    std::map<Key, std::vector<Date>> periods;
    for (const SchoolDay& day : days)
        periods[key_of(day)].push_back(day.date);
    Expected expected;
    for (const auto& [key, choices] : periods) {
        std::int64_t wide = 0;
        std::int64_t narrow = 0;
        for (const Date choice : choices) {
            wide += is_in(windows.widest, choice) ? 1 : 0;
            narrow += is_in(windows.narrowest, choice) ? 1 : 0;
        }
        const auto all = static_cast<std::int64_t>(choices.size());
        expected.mean += cpp_rational(wide, all);
        expected.most += wide > 0 ? 1 : 0;
        expected.least += narrow == all ? 1 : 0;
    }
    return expected;
}

Expected by_rule(const std::vector<SchoolDay>& days, const Windows& windows, DailyRule rule) {
    const auto counted = [&](Days window) {
        std::int64_t count = 0;
        if (rule == DailyRule::school_days) {
            for (const SchoolDay& day : days)
                count += is_in(window, day.date) ? 1 : 0;
            return count;
        }
        for (Date day = window.first; day < window.end; day = day + 1) {
            count += rule == DailyRule::all_days || slow_weekday(day) < 5 ? 1 : 0;
        }
        return count;
    };
    const std::int64_t most = counted(windows.widest);
    return {cpp_rational(most), counted(windows.narrowest), most};
}

Expected enumerate(const std::vector<SchoolDay>& days, const ScheduleQuestion& asked) {
    const Windows& windows = asked.windows;
    const auto k_a_week = [&](int k) {
        return over_timetables(days, windows, weekday_choices(k, asked.weekdays));
    };
    const auto every_weeks = [&](int every) {
        return over_timetables(days, windows, weekdays_and_phases(every, asked.weekdays));
    };
    switch (asked.frequency) {
        case Frequency::daily:
            return by_rule(days, windows, asked.daily);
        case Frequency::term_days:
            return by_rule(days, windows, DailyRule::school_days);
        case Frequency::weekly:
            return k_a_week(1);
        case Frequency::twice_weekly:
            return k_a_week(2);
        case Frequency::three_times_weekly:
            return k_a_week(3);
        case Frequency::four_times_weekly:
            return k_a_week(4);
        case Frequency::fortnightly:
            return every_weeks(2);
        case Frequency::every_three_weeks:
            return every_weeks(3);
        case Frequency::monthly:
            return once_in_each(days, windows, [](const SchoolDay& day) { return day.month; });
        case Frequency::half_termly:
            return once_in_each(days, windows, [](const SchoolDay& day) { return day.half; });
        case Frequency::termly:
            return once_in_each(days, windows, [](const SchoolDay& day) { return day.term; });
    }
    return {};
}

/// First and last day that a year covers.
DateSpan slow_coverage(const DatedYear& dated) {
    const Date september = date(dated.september, 9, 1);
    const Date august = date(dated.september + 1, 8, 31);
    const Date first = dated.year.terms.front().dates.first;
    const Date last = dated.year.terms.back().dates.last;
    return {first < september ? first : september, last > august ? last : august};
}

/// The position of the academic year that holds a day: the last that has begun, where it covers it.
std::optional<int> slow_year_of(const std::vector<DatedYear>& years, Date day) {
    for (int y = static_cast<int>(years.size()) - 1; y >= 0; --y) {
        const DateSpan covered = slow_coverage(years[static_cast<std::size_t>(y)]);
        if (covered.first > day) continue;
        return day <= covered.last ? std::optional<int>(y) : std::nullopt;
    }
    return std::nullopt;
}

struct SlowYear {
    std::set<Date> weeks;
    std::set<int> months;
    std::set<std::tuple<int, int, int>> halves;
    std::set<std::pair<int, int>> terms;
    std::int64_t days = 0;
};

SlowYear slow_year(const std::vector<SchoolDay>& days, int year) {
    SlowYear result;
    for (const SchoolDay& day : days) {
        if (day.year != year) continue;
        result.weeks.insert(day.week);
        result.months.insert(day.month);
        result.halves.insert(day.half);
        result.terms.insert(day.term);
        ++result.days;
    }
    return result;
}

std::optional<cpp_rational> slow_rate(const std::vector<DatedYear>& years,
                                      const std::vector<SchoolDay>& days,
                                      const ScheduleQuestion& asked) {
    switch (asked.frequency) {
        case Frequency::daily:
            return asked.daily == DailyRule::all_days ? 7 : 5;
        case Frequency::term_days:
            return 5;
        case Frequency::weekly:
            return 1;
        case Frequency::twice_weekly:
            return 2;
        case Frequency::three_times_weekly:
            return 3;
        case Frequency::four_times_weekly:
            return 4;
        case Frequency::fortnightly:
            return cpp_rational(1, 2);
        case Frequency::every_three_weeks:
            return cpp_rational(1, 3);
        default:
            break;
    }
    const std::optional<int> holder = slow_year_of(years, asked.rate_day);
    if (!holder) return std::nullopt;
    const SlowYear year = slow_year(days, *holder);
    if (year.weeks.empty()) return std::nullopt;
    const std::size_t periods = asked.frequency == Frequency::monthly       ? year.months.size()
                                : asked.frequency == Frequency::half_termly ? year.halves.size()
                                                                            : year.terms.size();
    return cpp_rational(periods, year.weeks.size());
}

// ---- Comparing ----

/// a / b = mean, by cross multiplication in integers of any size.
bool equals(const Exact& ours, const cpp_rational& theirs) {
    return !ours.overflowed() && cpp_int(ours.numerator()) * denominator(theirs) ==
                                     numerator(theirs) * cpp_int(ours.denominator());
}

std::string describe(const std::vector<DatedYear>& years, const ScheduleQuestion& asked) {
    const auto span = [](Days days) { return to_text(days.first) + " until " + to_text(days.end); };
    std::string text = std::string(effaith::rule_of(asked.frequency).code) + ", widest " +
                       span(asked.windows.widest) + ", narrowest " + span(asked.windows.narrowest);
    for (const DatedYear& dated : years) {
        text += "\nyear " + dated.year.name;
        for (const Term& term : dated.year.terms) {
            text += "\n  " + to_text(term.dates.first) + " to " + to_text(term.dates.last);
            if (!term.half_term) continue;
            text += ", break " + to_text(term.half_term->first) + " to " +
                    to_text(term.half_term->last);
        }
        text += "\n  closed";
        for (const Date closure : dated.year.closures)
            text += " " + to_text(closure);
    }
    return text;
}

void require(bool holds, const char* promise, const std::vector<DatedYear>& years,
             const ScheduleQuestion& asked) {
    if (!holds) FAIL(promise << ": " << describe(years, asked));
}

void compare(const Calendar& calendar, const std::vector<DatedYear>& years,
             const std::vector<SchoolDay>& days, const ScheduleQuestion& asked) {
    const Schedule ours = schedule_of(calendar, asked);
    const Expected theirs = enumerate(days, asked);
    require(equals(ours.sessions_mean, theirs.mean), "mean", years, asked);
    require(ours.sessions_min == theirs.least, "least", years, asked);
    require(ours.sessions_max == theirs.most, "most", years, asked);

    std::int64_t school_days = 0;
    std::set<Date> weeks;
    for (const SchoolDay& day : days) {
        if (!is_in(asked.windows.widest, day.date)) continue;
        ++school_days;
        weeks.insert(day.week);
    }
    require(ours.school_days.raw() == school_days, "school days", years, asked);
    require(ours.school_weeks.raw() == static_cast<std::int64_t>(weeks.size()), "school weeks",
            years, asked);

    const std::optional<cpp_rational> rate = slow_rate(years, days, asked);
    const bool same_rate = ours.sessions_per_week.has_value() == rate.has_value() &&
                           (!rate || equals(*ours.sessions_per_week, *rate));
    require(same_rate, "nominal rate", years, asked);
}

constexpr int kPeriodsInACalendar = 20;

}  // namespace

TEST_CASE("Every frequency agrees with an enumeration of its timetables in random calendars") {
    Dice dice(20230904);
    int compared = 0;
    for (int i = 0; i < share_of(20000) / kPeriodsInACalendar + 1; ++i) {
        const std::vector<DatedYear> years = any_years(dice);
        const Calendar calendar = build(years);
        const std::vector<SchoolDay> days = school_days_of(years);
        for (int j = 0; j < kPeriodsInACalendar; ++j) {
            ScheduleQuestion asked = any_question(dice, years);
            const bool named = dice.one_in(2);
            for (const effaith::FrequencyRule& rule : effaith::kFrequencies) {
                asked.frequency = rule.frequency;
                const int names = named ? effaith::weekdays_allowed(rule.frequency) : 0;
                asked.weekdays = any_weekdays(dice, names);
                compare(calendar, years, days, asked);
                ++compared;
            }
        }
    }
    CHECK(compared >= share_of(20000) * 11);
}

TEST_CASE(
    "A calendar knows the school days, years, terms and coverage found by walking its terms") {
    Dice dice(194);
    for (int i = 0; i < share_of(2000); ++i) {
        const std::vector<DatedYear> years = any_years(dice);
        const Calendar calendar = build(years);
        const std::vector<SchoolDay> days = school_days_of(years);
        const ScheduleQuestion nothing;

        std::set<Date> open;
        for (std::size_t n = 0; n < days.size(); ++n) {
            const auto number = static_cast<std::uint32_t>(n);
            open.insert(days[n].date);
            require(calendar.date_of(number) == days[n].date, "date of a school day", years,
                    nothing);
            const auto [year, term] = days[n].term;
            const std::string& name = years[static_cast<std::size_t>(year)]
                                          .year.terms[static_cast<std::size_t>(term)]
                                          .name;
            require(calendar.term_name(number) == name, "term of a school day", years, nothing);
        }
        const Date first = years.front().year.terms.front().dates.first - 400;
        const Date last = years.back().year.terms.back().dates.last + 400;
        for (Date day = first; day <= last; day = day + 1) {
            require(calendar.is_school_day(day) == open.contains(day), "school day", years,
                    nothing);
            bool covered = false;
            for (const DatedYear& dated : years)
                covered |= is_in(slow_coverage(dated), day);
            require(calendar.covers({day, day + 1}) == covered, "covered day", years, nothing);
            const std::optional<int> holder = slow_year_of(years, day);
            const effaith::YearSummary* year = calendar.year_of(day);
            const bool same = (year != nullptr) == holder.has_value() &&
                              (year == nullptr ||
                               year->name == years[static_cast<std::size_t>(*holder)].year.name);
            require(same, "year of a day", years, nothing);
        }
        for (std::size_t y = 0; y < years.size(); ++y) {
            const SlowYear theirs = slow_year(days, static_cast<int>(y));
            const effaith::YearSummary& ours = calendar.summaries()[y];
            const bool same =
                ours.school_days == theirs.days &&
                ours.number_of(CalendarPeriod::week) == std::ssize(theirs.weeks) &&
                ours.number_of(CalendarPeriod::month) == std::ssize(theirs.months) &&
                ours.number_of(CalendarPeriod::half_term) == std::ssize(theirs.halves) &&
                ours.number_of(CalendarPeriod::term) == std::ssize(theirs.terms);
            require(same, "summary of a year", years, nothing);
        }
    }
}

TEST_CASE("A period is covered where each of its days is") {
    Dice dice(365);
    for (int i = 0; i < share_of(2000); ++i) {
        const std::vector<DatedYear> years = any_years(dice);
        const Calendar calendar = build(years);
        const ScheduleQuestion asked = any_question(dice, years);
        bool every_day = true;
        const Days window = asked.windows.widest;
        for (Date day = window.first; day < window.end; day = day + 1) {
            every_day = every_day && calendar.covers({day, day + 1});
        }
        require(calendar.covers(window) == every_day, "coverage", years, asked);
    }
}

TEST_CASE("Counts and means over the two parts of a period add up to the whole") {
    Dice dice(75);
    for (int i = 0; i < share_of(20000) / kPeriodsInACalendar + 1; ++i) {
        const std::vector<DatedYear> years = any_years(dice);
        const Calendar calendar = build(years);
        for (int j = 0; j < kPeriodsInACalendar; ++j) {
            ScheduleQuestion asked = any_question(dice, years);
            const Days whole = asked.windows.widest;
            if (whole.empty()) continue;
            const Date cut = dice.day(whole.first, whole.end);
            const Days parts[] = {{whole.first, cut}, {cut, whole.end}};

            const SchoolDays all = calendar.school_days(whole);
            const SchoolDays left = calendar.school_days(parts[0]);
            const SchoolDays right = calendar.school_days(parts[1]);
            require(left.count() + right.count() == all.count(), "school days", years, asked);
            for (std::size_t slot = 0; slot < 30; ++slot) {
                const std::int64_t sum =
                    calendar.pattern(left).counts[slot] + calendar.pattern(right).counts[slot];
                require(sum == calendar.pattern(all).counts[slot], "pattern", years, asked);
            }
            for (const CalendarPeriod period : {CalendarPeriod::week, CalendarPeriod::month,
                                                CalendarPeriod::half_term, CalendarPeriod::term}) {
                const std::int64_t sum =
                    calendar.touched(period, left) + calendar.touched(period, right);
                const std::int64_t shared = sum - calendar.touched(period, all);
                require(shared == 0 || shared == 1, "periods touched", years, asked);
            }
            for (const effaith::FrequencyRule& rule : effaith::kFrequencies) {
                asked.frequency = rule.frequency;
                const auto mean_in = [&](Days days) {
                    asked.windows = {days, days};
                    return schedule_of(calendar, asked).sessions_mean;
                };
                const Exact difference = mean_in(parts[0]) + mean_in(parts[1]) - mean_in(whole);
                require(!difference.overflowed() && difference.is_zero(), "mean", years, asked);
            }
        }
    }
}

TEST_CASE("The least is at most the mean and the mean at most the most") {
    Dice dice(40);
    for (int i = 0; i < share_of(20000) / kPeriodsInACalendar + 1; ++i) {
        const std::vector<DatedYear> years = any_years(dice);
        const Calendar calendar = build(years);
        for (int j = 0; j < kPeriodsInACalendar; ++j) {
            ScheduleQuestion asked = any_question(dice, years);
            for (const effaith::FrequencyRule& rule : effaith::kFrequencies) {
                asked.frequency = rule.frequency;
                const Schedule schedule = schedule_of(calendar, asked);
                const bool in_order = !(schedule.sessions_mean < Exact(schedule.sessions_min)) &&
                                      !(Exact(schedule.sessions_max) < schedule.sessions_mean);
                require(in_order, "least, mean, most", years, asked);
            }
        }
    }
}

TEST_CASE("One session in each of a few small terms agrees with every way of choosing the days") {
    // Here the timetables themselves are listed: one day for each term, in all combinations.
    Dice dice(4096);
    for (int i = 0; i < share_of(2000); ++i) {
        DatedYear dated{2023, {"2023/24", {}, {}}};
        Date from = date(2023, 9, 4);
        for (int t = 0; t < 4; ++t) {
            const Date to = from + dice.between(0, 8);
            dated.year.terms.push_back({"T", {from, to}, std::nullopt});
            from = to + dice.between(1, 5);
        }
        const std::vector<SchoolDay> days = school_days_of({dated});
        std::map<std::pair<int, int>, std::vector<Date>> terms;
        for (const SchoolDay& day : days)
            terms[day.term].push_back(day.date);
        std::vector<std::vector<Date>> timetables{{}};
        for (const auto& [key, choices] : terms) {
            std::vector<std::vector<Date>> longer;
            for (const std::vector<Date>& timetable : timetables) {
                for (const Date choice : choices) {
                    longer.push_back(timetable);
                    longer.back().push_back(choice);
                }
            }
            timetables = longer;
        }

        const Date first = date(2023, 9, 4) + dice.between(0, 30);
        const Days window = Days::closed(first, first + dice.between(0, 30));
        std::int64_t total = 0;
        std::int64_t least = 4;
        std::int64_t most = 0;
        for (const std::vector<Date>& timetable : timetables) {
            std::int64_t sessions = 0;
            for (const Date day : timetable)
                sessions += is_in(window, day) ? 1 : 0;
            total += sessions;
            least = std::min(least, sessions);
            most = std::max(most, sessions);
        }
        ScheduleQuestion asked;
        asked.frequency = Frequency::termly;
        asked.windows = {window, window};
        asked.rate_day = window.first;
        const Schedule ours = schedule_of(build({dated}), asked);
        require(equals(ours.sessions_mean, cpp_rational(total, timetables.size())), "mean", {dated},
                asked);
        require(ours.sessions_min == least, "least", {dated}, asked);
        require(ours.sessions_max == most, "most", {dated}, asked);
    }
}
