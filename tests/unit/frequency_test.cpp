// Frequencies: the worked examples of what each of the eleven means in a school calendar.
#include "effaith/frequency.hpp"

#include <string>
#include <utility>
#include <vector>

#include "catch_compat.hpp"

using effaith::AcademicYear;
using effaith::Calendar;
using effaith::DailyRule;
using effaith::Date;
using effaith::DateSpan;
using effaith::Exact;
using effaith::Frequency;
using effaith::Month;
using effaith::PeriodEnd;
using effaith::Schedule;
using effaith::ScheduleQuestion;
using effaith::Weekday;
using effaith::WeekdaySet;
using effaith::Windows;

namespace {

Date day(const std::string& text) {
    return Date::parse(text).value();
}

DateSpan span(const char* first, const char* last) {
    return {day(first), day(last)};
}

/// The typical year 2023/24.
AcademicYear year_2023() {
    return {"2023/24",
            {{"Autumn", span("2023-09-04", "2023-12-22"), span("2023-10-30", "2023-11-03")},
             {"Spring", span("2024-01-08", "2024-03-22"), span("2024-02-12", "2024-02-16")},
             {"Summer", span("2024-04-08", "2024-07-19"), span("2024-05-27", "2024-05-31")}},
            {day("2024-05-06")}};
}

AcademicYear one_term(const char* name, const char* first, const char* last) {
    return {name, {{"Only", span(first, last), std::nullopt}}, {}};
}

Calendar built(std::vector<AcademicYear> years) {
    return Calendar::build("test", std::move(years)).value();
}

/// `2023-09` or `2023-09-04`.
PeriodEnd period_end(const std::string& text) {
    if (text.size() == 7) return PeriodEnd(Month::parse(text).value());
    return PeriodEnd(day(text));
}

WeekdaySet weekdays(std::initializer_list<Weekday> days) {
    WeekdaySet set;
    for (const Weekday name : days)
        set.add(name);
    return set;
}

ScheduleQuestion question(Frequency frequency, const char* started, const char* ended) {
    ScheduleQuestion asked;
    asked.frequency = frequency;
    asked.windows = Windows::between(period_end(started), period_end(ended));
    asked.rate_day = asked.windows.widest.first;
    return asked;
}

Schedule in_2023(Frequency frequency, const char* started, const char* ended) {
    return schedule_of(built({year_2023()}), question(frequency, started, ended));
}

bool equals(const Exact& value, std::int64_t numerator, std::int64_t denominator = 1) {
    return !value.overflowed() &&
           value.numerator() * denominator == value.denominator() * numerator;
}

/// Mean (as a fraction), least and most.
struct Due {
    std::int64_t numerator;
    std::int64_t denominator;
    std::int64_t least;
    std::int64_t most;
};

void check_due(const Schedule& schedule, const Due& expected) {
    CHECK(equals(schedule.sessions_mean, expected.numerator, expected.denominator));
    CHECK(schedule.sessions_min == expected.least);
    CHECK(schedule.sessions_max == expected.most);
}

}  // namespace

TEST_CASE("A weekly intervention from September to December 2023 has 15 school weeks") {
    const Schedule schedule = in_2023(Frequency::weekly, "2023-09", "2023-12");
    CHECK(schedule.school_days == effaith::DayCount::from_whole(75));
    CHECK(schedule.school_weeks == effaith::WeekCount::from_whole(15));
    check_due(schedule, {15, 1, 8, 15});
}

TEST_CASE("Every frequency from September to December 2023 has the sessions worked by hand") {
    const std::pair<Frequency, Due> expected[] = {
        {Frequency::daily, {75, 1, 40, 75}},
        {Frequency::term_days, {75, 1, 40, 75}},
        {Frequency::weekly, {15, 1, 8, 15}},
        {Frequency::twice_weekly, {30, 1, 16, 30}},
        {Frequency::three_times_weekly, {45, 1, 24, 45}},
        {Frequency::four_times_weekly, {60, 1, 32, 60}},
        {Frequency::fortnightly, {15, 2, 4, 8}},       // weeks 0-14; least over weeks 4-11
        {Frequency::every_three_weeks, {5, 1, 2, 5}},  // 6 and 9 are the two weeks of phase 0
        {Frequency::monthly, {4, 1, 2, 4}},            // October and November are whole
        {Frequency::half_termly, {2, 1, 0, 2}},
        {Frequency::termly, {1, 1, 0, 1}},
    };
    for (const auto& [frequency, due] : expected) {
        CAPTURE(std::string(effaith::rule_of(frequency).code));
        check_due(in_2023(frequency, "2023-09", "2023-12"), due);
    }
}

TEST_CASE("The nominal rates of 2023/24 are 5, 5, 1, 2, 3, 4, 1/2, 1/3, 11/39, 6/39 and 3/39") {
    const std::pair<Frequency, std::pair<int, int>> expected[] = {
        {Frequency::daily, {5, 1}},
        {Frequency::term_days, {5, 1}},
        {Frequency::weekly, {1, 1}},
        {Frequency::twice_weekly, {2, 1}},
        {Frequency::three_times_weekly, {3, 1}},
        {Frequency::four_times_weekly, {4, 1}},
        {Frequency::fortnightly, {1, 2}},
        {Frequency::every_three_weeks, {1, 3}},
        {Frequency::monthly, {11, 39}},
        {Frequency::half_termly, {6, 39}},
        {Frequency::termly, {3, 39}},
    };
    for (const auto& [frequency, rate] : expected) {
        CAPTURE(std::string(effaith::rule_of(frequency).code));
        const Schedule schedule = in_2023(frequency, "2023-09", "2023-12");
        REQUIRE(schedule.sessions_per_week);
        CHECK(equals(*schedule.sessions_per_week, rate.first, rate.second));
    }
}

TEST_CASE("The eleven frequencies have the codes of the record, in its order") {
    const std::string codes[] = {"daily",
                                 "term_days",
                                 "weekly",
                                 "twice_weekly",
                                 "three_times_weekly",
                                 "four_times_weekly",
                                 "fortnightly",
                                 "every_three_weeks",
                                 "monthly",
                                 "half_termly",
                                 "termly"};
    REQUIRE(effaith::kFrequencies.size() == 11);
    for (std::size_t i = 0; i < effaith::kFrequencies.size(); ++i) {
        CHECK(effaith::kFrequencies[i].code == codes[i]);
        CHECK(effaith::kFrequencies[i].frequency == static_cast<Frequency>(i));
        CHECK(effaith::rule_of(static_cast<Frequency>(i)).code == codes[i]);
    }
}

TEST_CASE("k names suit k times a week, one suits every second or third week, none the others") {
    const int allowed[] = {0, 0, 1, 2, 3, 4, 1, 1, 0, 0, 0};
    for (std::size_t i = 0; i < 11; ++i) {
        CAPTURE(i);
        CHECK(effaith::weekdays_allowed(static_cast<Frequency>(i)) == allowed[i]);
    }
}

TEST_CASE("A set of weekdays holds what was added, once") {
    WeekdaySet set;
    CHECK(set.empty());
    CHECK(set.size() == 0);
    set.add(Weekday::wed);
    set.add(Weekday::wed);
    set.add(Weekday::fri);
    CHECK_FALSE(set.empty());
    CHECK(set.size() == 2);
    CHECK(set.has(2));
    CHECK(set.has(4));
    CHECK_FALSE(set.has(0));
    CHECK(set == weekdays({Weekday::fri, Weekday::wed}));
}

TEST_CASE("With dates the widest and the narrowest window agree") {
    const Windows windows = Windows::between(period_end("2023-09-04"), period_end("2023-12-22"));
    CHECK(windows.widest == windows.narrowest);
    CHECK(windows.widest.count() == 110);
    check_due(in_2023(Frequency::weekly, "2023-09-04", "2023-12-22"), {15, 1, 15, 15});
    check_due(in_2023(Frequency::fortnightly, "2023-09-04", "2023-12-22"), {15, 2, 7, 8});
    check_due(in_2023(Frequency::every_three_weeks, "2023-09-04", "2023-12-22"), {5, 1, 5, 5});
    check_due(in_2023(Frequency::half_termly, "2023-09-04", "2023-12-22"), {2, 1, 2, 2});
    check_due(in_2023(Frequency::termly, "2023-09-04", "2023-12-22"), {1, 1, 1, 1});
}

TEST_CASE("The widest window opens the months, the narrowest closes them") {
    const Windows windows = Windows::between(period_end("2023-09"), period_end("2023-12"));
    CHECK(windows.widest.first == day("2023-09-01"));
    CHECK(windows.widest.last() == day("2023-12-31"));
    CHECK(windows.narrowest.first == day("2023-09-30"));
    CHECK(windows.narrowest.last() == day("2023-12-01"));
}

TEST_CASE("A month and a day may be the two ends of a period") {
    const Windows windows = Windows::between(period_end("2023-09"), period_end("2023-10-13"));
    CHECK(windows.widest.first == day("2023-09-01"));
    CHECK(windows.narrowest.first == day("2023-09-30"));
    CHECK(windows.widest.last() == day("2023-10-13"));
    CHECK(windows.narrowest.last() == day("2023-10-13"));
}

TEST_CASE("A period of one and the same month has a least of 0") {
    for (std::size_t i = 0; i < 11; ++i) {
        CAPTURE(i);
        const Schedule schedule = in_2023(static_cast<Frequency>(i), "2023-10", "2023-10");
        CHECK(schedule.sessions_min == 0);
        CHECK(schedule.sessions_max > 0);
        CHECK(schedule.school_days == effaith::DayCount::from_whole(20));
    }
    check_due(in_2023(Frequency::weekly, "2023-10", "2023-10"), {4, 1, 0, 4});
    check_due(in_2023(Frequency::monthly, "2023-10", "2023-10"), {1, 1, 0, 1});
    check_due(in_2023(Frequency::termly, "2023-10", "2023-10"), {20, 75, 0, 1});
    check_due(in_2023(Frequency::half_termly, "2023-10", "2023-10"), {20, 40, 0, 1});
}

TEST_CASE("A period that ends before it starts has no session") {
    for (std::size_t i = 0; i < 11; ++i) {
        CAPTURE(i);
        const Schedule schedule = in_2023(static_cast<Frequency>(i), "2023-12-01", "2023-10-01");
        check_due(schedule, {0, 1, 0, 0});
        CHECK(schedule.school_days == effaith::DayCount{});
        CHECK(schedule.school_weeks == effaith::WeekCount{});
    }
}

TEST_CASE("A period in the holidays has no session, and its rate all the same") {
    const Schedule schedule = in_2023(Frequency::monthly, "2023-12-25", "2024-01-01");
    check_due(schedule, {0, 1, 0, 0});
    REQUIRE(schedule.sessions_per_week);
    CHECK(equals(*schedule.sessions_per_week, 11, 39));
}

TEST_CASE("Two days of a week are two fifths of a weekly session") {
    check_due(in_2023(Frequency::weekly, "2023-09-04", "2023-09-05"), {2, 5, 0, 1});
    check_due(in_2023(Frequency::twice_weekly, "2023-09-04", "2023-09-05"), {4, 5, 0, 2});
    check_due(in_2023(Frequency::three_times_weekly, "2023-09-04", "2023-09-05"), {6, 5, 0, 2});
    check_due(in_2023(Frequency::four_times_weekly, "2023-09-04", "2023-09-05"), {8, 5, 1, 2});
    check_due(in_2023(Frequency::fortnightly, "2023-09-04", "2023-09-05"), {2, 10, 0, 1});
    check_due(in_2023(Frequency::every_three_weeks, "2023-09-04", "2023-09-05"), {2, 15, 0, 1});
    check_due(in_2023(Frequency::monthly, "2023-09-04", "2023-09-05"), {2, 20, 0, 1});
    check_due(in_2023(Frequency::half_termly, "2023-09-04", "2023-09-05"), {2, 40, 0, 1});
    check_due(in_2023(Frequency::termly, "2023-09-04", "2023-09-05"), {2, 75, 0, 1});
}

TEST_CASE("A closure takes its weekday's session away from the least, and a fifth from the mean") {
    // 29 April to 10 May 2024 has one Monday of its two, 6 May being closed.
    check_due(in_2023(Frequency::weekly, "2024-04-29", "2024-05-10"), {9, 5, 1, 2});
    check_due(in_2023(Frequency::four_times_weekly, "2024-04-29", "2024-05-10"), {36, 5, 7, 8});
}

TEST_CASE("Named weekdays fix the days of a weekly timetable") {
    ScheduleQuestion asked = question(Frequency::weekly, "2024-04-29", "2024-05-10");
    const Calendar calendar = built({year_2023()});
    asked.weekdays = weekdays({Weekday::mon});
    check_due(schedule_of(calendar, asked), {1, 1, 1, 1});
    asked.weekdays = weekdays({Weekday::fri});
    check_due(schedule_of(calendar, asked), {2, 1, 2, 2});
    asked.frequency = Frequency::twice_weekly;
    asked.weekdays = weekdays({Weekday::mon, Weekday::thu});
    check_due(schedule_of(calendar, asked), {3, 1, 3, 3});
    asked.frequency = Frequency::four_times_weekly;
    asked.weekdays = weekdays({Weekday::tue, Weekday::wed, Weekday::thu, Weekday::fri});
    check_due(schedule_of(calendar, asked), {8, 1, 8, 8});
}

TEST_CASE("Named weekdays count in the widest window for the most, the narrowest for the least") {
    ScheduleQuestion asked = question(Frequency::weekly, "2023-09", "2023-12");
    asked.weekdays = weekdays({Weekday::wed});
    check_due(schedule_of(built({year_2023()}), asked), {15, 1, 8, 15});
}

TEST_CASE("A named weekday leaves the phases of a fortnight open") {
    const Calendar calendar = built({year_2023()});
    ScheduleQuestion asked = question(Frequency::fortnightly, "2024-04-29", "2024-05-17");
    // Mondays 29 April and 13 May, of one phase, 6 May being closed.
    asked.weekdays = weekdays({Weekday::mon});
    check_due(schedule_of(calendar, asked), {1, 1, 0, 2});
    asked.weekdays = weekdays({Weekday::tue});
    check_due(schedule_of(calendar, asked), {3, 2, 1, 2});
    asked.frequency = Frequency::every_three_weeks;
    check_due(schedule_of(calendar, asked), {1, 1, 1, 1});
    asked.weekdays = weekdays({Weekday::mon});
    check_due(schedule_of(calendar, asked), {2, 3, 0, 1});
}

TEST_CASE("Holiday weeks are skipped by a fortnightly timetable") {
    // Weeks 7 (23 October) and 8 (6 November) follow each other in school: one of each phase.
    check_due(in_2023(Frequency::fortnightly, "2023-10-23", "2023-11-10"), {1, 1, 1, 1});
    // By the ordinary calendar they would be a fortnight apart, and of one phase.
    CHECK(day("2023-11-06") - day("2023-10-23") == 14);
}

TEST_CASE("A fortnightly timetable starts again with each academic year") {
    const Calendar calendar = built({year_2023(), one_term("2024/25", "2024-09-02", "2025-07-18")});
    // The last week of 2023/24 is number 38, the first of 2024/25 number 0: both of phase 0.
    check_due(schedule_of(calendar, question(Frequency::fortnightly, "2024-07-15", "2024-09-06")),
              {1, 1, 0, 2});
}

TEST_CASE("Daily counts school days, weekdays or all days, by the rule asked for") {
    const Calendar calendar = built({year_2023()});
    ScheduleQuestion asked = question(Frequency::daily, "2023-09", "2023-12");
    check_due(schedule_of(calendar, asked), {75, 1, 40, 75});

    asked.daily = DailyRule::weekdays;
    Schedule schedule = schedule_of(calendar, asked);
    check_due(schedule, {86, 1, 45, 86});
    CHECK(equals(*schedule.sessions_per_week, 5));
    CHECK(schedule.school_days == effaith::DayCount::from_whole(75));

    asked.daily = DailyRule::all_days;
    schedule = schedule_of(calendar, asked);
    check_due(schedule, {122, 1, 63, 122});
    CHECK(equals(*schedule.sessions_per_week, 7));
    CHECK(schedule.school_days == effaith::DayCount::from_whole(75));
    CHECK(schedule.school_weeks == effaith::WeekCount::from_whole(15));
}

TEST_CASE("The rule for daily changes no other frequency") {
    const Calendar calendar = built({year_2023()});
    for (const Frequency frequency : {Frequency::term_days, Frequency::weekly}) {
        ScheduleQuestion asked = question(frequency, "2023-09", "2023-12");
        const Schedule plain = schedule_of(calendar, asked);
        asked.daily = DailyRule::all_days;
        const Schedule with_rule = schedule_of(calendar, asked);
        CHECK(with_rule.sessions_max == plain.sessions_max);
        CHECK(equals(*with_rule.sessions_per_week, frequency == Frequency::weekly ? 1 : 5));
    }
}

TEST_CASE("Weekdays are counted over weekends and whole weeks") {
    using effaith::Days;
    const auto counted = [](const char* first, const char* last) {
        return effaith::detail::weekdays_in(Days::closed(day(first), day(last)));
    };
    CHECK(counted("2023-09-04", "2023-09-08") == 5);
    CHECK(counted("2023-09-04", "2023-09-10") == 5);
    CHECK(counted("2023-09-09", "2023-09-10") == 0);
    CHECK(counted("2023-09-08", "2023-09-11") == 2);
    CHECK(counted("2023-01-01", "2023-12-31") == 260);
    CHECK(counted("1969-12-29", "1970-01-04") == 5);
    CHECK(counted("2023-09-05", "2023-09-04") == 0);
}

TEST_CASE("As of a date both windows end there, and the figures are to date") {
    const Calendar calendar = built({year_2023()});
    ScheduleQuestion asked = question(Frequency::weekly, "2023-09", "2023-12");
    asked.windows = asked.windows.until(day("2023-10-13"));
    const Schedule schedule = schedule_of(calendar, asked);
    check_due(schedule, {6, 1, 2, 6});
    CHECK(schedule.school_days == effaith::DayCount::from_whole(30));
    CHECK(schedule.school_weeks == effaith::WeekCount::from_whole(6));
}

TEST_CASE("As of a date after the end changes nothing") {
    const Windows windows = Windows::between(period_end("2023-09"), period_end("2023-12"));
    CHECK(windows.until(day("2024-06-01")).widest == windows.widest);
    CHECK(windows.until(day("2024-06-01")).narrowest == windows.narrowest);
    CHECK(windows.until(day("2023-12-31")).widest == windows.widest);
}

TEST_CASE("As of a date before the start nothing is due yet, and the rate stands") {
    const Calendar calendar = built({year_2023()});
    for (std::size_t i = 0; i < 11; ++i) {
        CAPTURE(i);
        ScheduleQuestion asked = question(static_cast<Frequency>(i), "2023-10", "2023-12");
        asked.windows = asked.windows.until(day("2023-09-29"));
        const Schedule schedule = schedule_of(calendar, asked);
        check_due(schedule, {0, 1, 0, 0});
        CHECK(schedule.sessions_per_week.has_value());
    }
}

TEST_CASE("The nominal rate is of the academic year that holds the period's first day") {
    const Calendar calendar = built({year_2023(), one_term("2024/25", "2024-09-02", "2024-10-25")});
    Schedule schedule =
        schedule_of(calendar, question(Frequency::monthly, "2024-08-31", "2024-10-25"));
    CHECK(equals(*schedule.sessions_per_week, 11, 39));
    schedule = schedule_of(calendar, question(Frequency::monthly, "2024-09-01", "2024-10-25"));
    CHECK(equals(*schedule.sessions_per_week, 2, 8));
}

TEST_CASE("A year without a school week has no nominal rate where one would divide by its weeks") {
    AcademicYear year = one_term("2023/24", "2023-09-09", "2023-09-10");
    const Calendar calendar = built({year});
    for (const Frequency frequency :
         {Frequency::monthly, Frequency::half_termly, Frequency::termly}) {
        CHECK_FALSE(schedule_of(calendar, question(frequency, "2023-09-01", "2023-09-30"))
                        .sessions_per_week);
    }
    CHECK(schedule_of(calendar, question(Frequency::weekly, "2023-09-01", "2023-09-30"))
              .sessions_per_week);
}

TEST_CASE("A month that two academic years share is one month") {
    const Calendar calendar = built({one_term("2023/24", "2024-06-03", "2024-08-14"),
                                     one_term("2024/25", "2024-08-15", "2024-09-13")});
    // August has 22 school days: 10 of the first year's 53 and 12 of the second's 22.
    check_due(schedule_of(calendar, question(Frequency::monthly, "2024-08-01", "2024-08-31")),
              {1, 1, 1, 1});
    check_due(schedule_of(calendar, question(Frequency::monthly, "2024-08-15", "2024-08-31")),
              {12, 22, 0, 1});
    check_due(schedule_of(calendar, question(Frequency::monthly, "2024-07-01", "2024-08-14")),
              {16, 11, 1, 2});
    check_due(schedule_of(calendar, question(Frequency::termly, "2024-08-01", "2024-08-31")),
              {10 * 22 + 12 * 53, 53 * 22, 0, 2});
}

TEST_CASE("A period inside one month, half term or term is a part of it at both ends") {
    check_due(in_2023(Frequency::monthly, "2023-11-13", "2023-11-17"), {5, 19, 0, 1});
    check_due(in_2023(Frequency::termly, "2023-11-13", "2023-11-17"), {5, 75, 0, 1});
}

TEST_CASE("Whole months between two parts of months count as one session each") {
    // 10 of 20 days of September, October, November, 1 of 16 days of December.
    check_due(in_2023(Frequency::monthly, "2023-09-18", "2023-12-01"), {41, 16, 2, 4});
}
