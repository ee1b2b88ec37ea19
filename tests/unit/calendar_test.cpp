// The school calendar: what is refused, which days it covers, and how days fall into weeks, months,
// half terms and terms.
#include "effaith/calendar.hpp"

#include <string>
#include <utility>
#include <vector>

#include "catch_compat.hpp"

using effaith::AcademicYear;
using effaith::Calendar;
using effaith::CalendarPeriod;
using effaith::Date;
using effaith::DateSpan;
using effaith::Days;
using effaith::SchoolDays;
using effaith::Term;
using effaith::WeekPattern;
using effaith::YearSummary;

namespace {

Date day(const std::string& text) {
    return Date::parse(text).value();
}

DateSpan span(const char* first, const char* last) {
    return {day(first), day(last)};
}

Days closed(const char* first, const char* last) {
    return Days::closed(day(first), day(last));
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

std::string refusal(std::vector<AcademicYear> years) {
    const auto calendar = Calendar::build("test", std::move(years));
    if (calendar) return "";
    CHECK(calendar.error().code == effaith::ErrorCode::bad_calendar);
    return calendar.error().message;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::int64_t count(const Calendar& calendar, const char* first, const char* last) {
    return calendar.school_days(closed(first, last)).count();
}

std::int64_t touched(const Calendar& calendar, CalendarPeriod period, const char* first,
                     const char* last) {
    return calendar.touched(period, calendar.school_days(closed(first, last)));
}

/// The number, modulo 6, of the school week that holds a school day.
int week_number(const Calendar& calendar, const char* school_day) {
    const WeekPattern pattern =
        calendar.pattern(calendar.school_days(closed(school_day, school_day)));
    const int weekday = static_cast<int>(day(school_day).weekday());
    for (int number = 0; number < 6; ++number) {
        if (pattern.on(weekday, 6, number) == 1) return number;
    }
    return -1;
}

}  // namespace

TEST_CASE("The year 2023/24 has 194 school days in 39 school weeks") {
    const Calendar calendar = built({year_2023()});
    const YearSummary& year = calendar.summaries().at(0);
    CHECK(year.name == "2023/24");
    CHECK(year.school_days == 194);
    CHECK(year.school_weeks == 39);
    CHECK(year.months == 11);
    CHECK(year.half_terms == 6);
    CHECK(year.terms == 3);
    CHECK(year.number_of(CalendarPeriod::week) == 39);
    CHECK(year.number_of(CalendarPeriod::month) == 11);
    CHECK(year.number_of(CalendarPeriod::half_term) == 6);
    CHECK(year.number_of(CalendarPeriod::term) == 3);
}

TEST_CASE("September to December 2023 has 75 school days in 15 school weeks") {
    const Calendar calendar = built({year_2023()});
    CHECK(count(calendar, "2023-09-01", "2023-12-31") == 75);
    CHECK(touched(calendar, CalendarPeriod::week, "2023-09-01", "2023-12-31") == 15);
    CHECK(touched(calendar, CalendarPeriod::month, "2023-09-01", "2023-12-31") == 4);
    CHECK(touched(calendar, CalendarPeriod::half_term, "2023-09-01", "2023-12-31") == 2);
    CHECK(touched(calendar, CalendarPeriod::term, "2023-09-01", "2023-12-31") == 1);
}

TEST_CASE("A school day is a weekday inside a term, outside its break, and not a closure") {
    const Calendar calendar = built({year_2023()});
    CHECK(calendar.is_school_day(day("2023-09-04")));
    CHECK(calendar.is_school_day(day("2023-12-22")));
    CHECK(calendar.is_school_day(day("2023-11-06")));
    CHECK_FALSE(calendar.is_school_day(day("2023-09-01")));  // before the term
    CHECK_FALSE(calendar.is_school_day(day("2023-09-09")));  // Saturday
    CHECK_FALSE(calendar.is_school_day(day("2023-09-10")));  // Sunday
    CHECK_FALSE(calendar.is_school_day(day("2023-10-30")));  // first day of the break
    CHECK_FALSE(calendar.is_school_day(day("2023-11-03")));  // last day of the break
    CHECK_FALSE(calendar.is_school_day(day("2023-12-25")));  // between terms
    CHECK_FALSE(calendar.is_school_day(day("2024-05-06")));  // closure
    CHECK_FALSE(calendar.is_school_day(day("1980-09-08")));  // long before the calendar
    CHECK_FALSE(calendar.is_school_day(day("2100-09-06")));  // long after it
}

TEST_CASE("School days are numbered through the calendar and know their date and term") {
    const Calendar calendar = built({year_2023()});
    const SchoolDays all = calendar.school_days(closed("2023-09-01", "2024-08-31"));
    CHECK(all.first == 0);
    CHECK(all.end == 194);
    CHECK(calendar.date_of(0) == day("2023-09-04"));
    CHECK(calendar.date_of(193) == day("2024-07-19"));
    CHECK(calendar.term_name(0) == "Autumn");
    CHECK(calendar.term_name(74) == "Autumn");
    CHECK(calendar.term_name(75) == "Spring");
    CHECK(calendar.term_name(193) == "Summer");
}

TEST_CASE("Days outside the calendar have no school days, on either side") {
    const Calendar calendar = built({year_2023()});
    CHECK(count(calendar, "1900-01-01", "2200-12-31") == 194);
    CHECK(count(calendar, "1900-01-01", "2023-09-04") == 1);
    CHECK(count(calendar, "2024-07-19", "2200-12-31") == 1);
    CHECK(count(calendar, "1900-01-01", "1950-01-01") == 0);
    CHECK(count(calendar, "2100-01-01", "2150-01-01") == 0);
}

TEST_CASE("An empty period has no school day and touches nothing") {
    const Calendar calendar = built({year_2023()});
    const SchoolDays none = calendar.school_days(closed("2023-12-01", "2023-10-01"));
    CHECK(none.count() == 0);
    CHECK(calendar.touched(CalendarPeriod::week, none) == 0);
    CHECK(calendar.touched(CalendarPeriod::month,
                           calendar.school_days(closed("2023-12-25", "2023-12-29"))) == 0);
}

TEST_CASE("A term that ends before it starts is refused by year and term") {
    AcademicYear year = year_2023();
    year.terms[1].dates = span("2024-03-22", "2024-01-08");
    const std::string message = refusal({year});
    CHECK(has(message, "2023/24"));
    CHECK(has(message, "Spring"));
    CHECK(has(message, "ends before it starts"));
}

TEST_CASE("Terms that overlap are refused by year and both terms") {
    AcademicYear year = year_2023();
    year.terms[1].dates.first = day("2023-12-22");
    const std::string message = refusal({year});
    CHECK(has(message, "2023/24"));
    CHECK(has(message, "Spring"));
    CHECK(has(message, "Autumn"));
    CHECK(has(message, "overlaps"));
}

TEST_CASE("Terms out of order are refused by year and both terms") {
    AcademicYear year = year_2023();
    std::swap(year.terms[1], year.terms[2]);
    const std::string message = refusal({year});
    CHECK(has(message, "2023/24"));
    CHECK(has(message, "Spring"));
    CHECK(has(message, "Summer"));
    CHECK(has(message, "stands after"));
    CHECK(has(message, "terms go in order of time"));
}

TEST_CASE("A break outside its term is refused by year and term") {
    for (const DateSpan& rest :
         {span("2023-12-22", "2023-12-23"), span("2023-09-03", "2023-09-08"),
          span("2024-01-01", "2024-01-05"), span("2023-08-01", "2023-12-31")}) {
        AcademicYear year = year_2023();
        year.terms[0].half_term = rest;
        const std::string message = refusal({year});
        CAPTURE(message);
        CHECK(has(message, "2023/24"));
        CHECK(has(message, "Autumn"));
        CHECK(has(message, "outside the term"));
    }
}

TEST_CASE("A break that ends before it starts is refused by year and term") {
    AcademicYear year = year_2023();
    year.terms[2].half_term = span("2024-05-31", "2024-05-27");
    const std::string message = refusal({year});
    CHECK(has(message, "2023/24"));
    CHECK(has(message, "Summer"));
    CHECK(has(message, "half-term break"));
    CHECK(has(message, "ends before it starts"));
}

TEST_CASE("Years that overlap are refused by both names, in whatever order they are given") {
    const AcademicYear next = one_term("2024/25", "2024-07-19", "2025-07-18");
    for (const auto& years : {std::vector{year_2023(), next}, std::vector{next, year_2023()}}) {
        const std::string message = refusal(years);
        CAPTURE(message);
        CHECK(has(message, "2023/24"));
        CHECK(has(message, "2024/25"));
        CHECK(has(message, "overlaps"));
    }
}

TEST_CASE("The same academic year twice is refused even where its terms do not overlap") {
    CHECK(has(refusal({one_term("autumn half", "2023-09-04", "2023-12-22"),
                       one_term("spring half", "2024-01-08", "2024-07-19")}),
              "overlaps"));
}

TEST_CASE("A calendar without a year, a year without a term and far years are refused") {
    CHECK(has(refusal({}), "no academic year"));
    const std::string no_term = refusal({AcademicYear{"2023/24", {}, {}}});
    CHECK(has(no_term, "2023/24"));
    CHECK(has(no_term, "no term"));
    CHECK(has(refusal({one_term("1899/00", "1899-09-04", "1900-07-20")}), "1899/00"));
    CHECK(has(refusal({one_term("2200/01", "2200-09-01", "2201-07-20")}), "2200/01"));
}

TEST_CASE("Years given in any order are kept in order of time") {
    const Calendar calendar = built({one_term("2024/25", "2024-09-02", "2025-07-18"), year_2023(),
                                     one_term("2022/23", "2022-09-05", "2023-07-21")});
    CHECK(calendar.years()[0].name == "2022/23");
    CHECK(calendar.years()[2].name == "2024/25");
    CHECK(calendar.summaries()[1].name == "2023/24");
    CHECK(calendar.name() == "test");
}

TEST_CASE("A year covers 1 September to 31 August") {
    const Calendar calendar = built({year_2023()});
    CHECK(calendar.covers(closed("2023-09-01", "2024-08-31")));
    CHECK_FALSE(calendar.covers(closed("2023-08-31", "2023-09-30")));
    CHECK_FALSE(calendar.covers(closed("2024-07-01", "2024-09-01")));
    CHECK_FALSE(calendar.covers(closed("1990-01-01", "1990-01-02")));
    CHECK_FALSE(calendar.covers(closed("2090-01-01", "2090-01-02")));
    CHECK(calendar.covers(closed("1990-01-02", "1990-01-01")));  // no day is asked about
}

TEST_CASE("A year covers a first term day before September and a last one after August") {
    const Calendar calendar = built({one_term("2023/24", "2023-08-16", "2024-09-05")});
    CHECK(calendar.covers(closed("2023-08-16", "2024-09-05")));
    CHECK_FALSE(calendar.covers(closed("2023-08-15", "2023-08-16")));
    CHECK_FALSE(calendar.covers(closed("2024-09-05", "2024-09-06")));
}

TEST_CASE("A year known only from spring still covers its September") {
    const Calendar calendar = built({one_term("2023/24", "2024-01-08", "2024-03-22")});
    CHECK(calendar.covers(closed("2023-09-01", "2024-08-31")));
    CHECK(calendar.year_of(day("2023-09-01")) != nullptr);
}

TEST_CASE("A period that touches a missing year is not covered") {
    const Calendar calendar = built({one_term("2021/22", "2021-09-06", "2022-07-22"), year_2023()});
    CHECK(calendar.covers(closed("2021-09-01", "2022-08-31")));
    CHECK(calendar.covers(closed("2023-09-01", "2024-08-31")));
    CHECK_FALSE(calendar.covers(closed("2022-08-31", "2022-09-01")));
    CHECK_FALSE(calendar.covers(closed("2023-08-31", "2023-09-01")));
    CHECK_FALSE(calendar.covers(closed("2023-01-01", "2023-01-01")));
    CHECK_FALSE(calendar.covers(closed("2021-09-01", "2024-08-31")));
    CHECK(calendar.year_of(day("2023-01-01")) == nullptr);
    CHECK(count(calendar, "2022-09-01", "2023-08-31") == 0);
}

TEST_CASE("Years that meet are covered together") {
    const Calendar calendar = built({year_2023(), one_term("2024/25", "2024-09-02", "2025-07-18")});
    CHECK(calendar.covers(closed("2023-09-01", "2025-08-31")));
}

TEST_CASE("A day belongs to the academic year from its 1 September on") {
    const Calendar calendar = built({year_2023(), one_term("2024/25", "2024-09-02", "2025-07-18")});
    CHECK(calendar.year_of(day("2023-09-01"))->name == "2023/24");
    CHECK(calendar.year_of(day("2024-08-31"))->name == "2023/24");
    CHECK(calendar.year_of(day("2024-09-01"))->name == "2024/25");
    CHECK(calendar.year_of(day("2025-08-31"))->name == "2024/25");
    CHECK(calendar.year_of(day("2023-08-31")) == nullptr);
    CHECK(calendar.year_of(day("2025-09-01")) == nullptr);
}

TEST_CASE("A year whose terms start in August begins with its first term day") {
    const Calendar calendar = built({year_2023(), one_term("2024/25", "2024-08-19", "2025-07-18")});
    CHECK(calendar.year_of(day("2024-08-18"))->name == "2023/24");
    CHECK(calendar.year_of(day("2024-08-19"))->name == "2024/25");
}

TEST_CASE("School weeks are numbered from 0 and skip the weeks without school") {
    const Calendar calendar = built({year_2023()});
    CHECK(week_number(calendar, "2023-09-04") == 0);
    CHECK(week_number(calendar, "2023-09-08") == 0);
    CHECK(week_number(calendar, "2023-09-11") == 1);
    CHECK(week_number(calendar, "2023-10-27") == 7 % 6);
    CHECK(week_number(calendar, "2023-11-06") == 8 % 6);  // the break is not a school week
    CHECK(week_number(calendar, "2023-12-22") == 14 % 6);
    CHECK(week_number(calendar, "2024-01-08") == 15 % 6);
    CHECK(week_number(calendar, "2024-07-19") == 38 % 6);
}

TEST_CASE("A week with one open day is a school week, and a week of closures is not") {
    AcademicYear year = year_2023();
    for (const char* snow : {"2023-09-11", "2023-09-12", "2023-09-13", "2023-09-14"}) {
        year.closures.push_back(day(snow));
    }
    CHECK(built({year}).summaries()[0].school_weeks == 39);
    CHECK(week_number(built({year}), "2023-09-18") == 2);
    year.closures.push_back(day("2023-09-15"));
    CHECK(built({year}).summaries()[0].school_weeks == 38);
    CHECK(week_number(built({year}), "2023-09-18") == 1);
}

TEST_CASE("A term that starts in mid-week starts week 0 there") {
    const Calendar calendar = built({one_term("2023/24", "2023-09-06", "2023-12-22")});
    CHECK(week_number(calendar, "2023-09-06") == 0);
    CHECK(week_number(calendar, "2023-09-11") == 1);
}

TEST_CASE("Two terms that meet in mid-week share that school week") {
    const Calendar calendar = built({{"2023/24",
                                      {{"First", span("2023-09-04", "2023-09-13"), std::nullopt},
                                       {"Second", span("2023-09-14", "2023-09-22"), std::nullopt}},
                                      {}}});
    CHECK(calendar.summaries()[0].school_weeks == 3);
    CHECK(week_number(calendar, "2023-09-13") == 1);
    CHECK(week_number(calendar, "2023-09-14") == 1);
    CHECK(calendar.summaries()[0].terms == 2);
}

TEST_CASE("Week numbers restart with each academic year") {
    const Calendar calendar = built({year_2023(), one_term("2024/25", "2024-09-02", "2025-07-18")});
    CHECK(week_number(calendar, "2024-07-19") == 38 % 6);
    CHECK(week_number(calendar, "2024-09-02") == 0);
    CHECK(week_number(calendar, "2024-09-09") == 1);
}

TEST_CASE("The pattern counts weekdays in every week, each second and each third") {
    const Calendar calendar = built({year_2023()});
    const WeekPattern pattern =
        calendar.pattern(calendar.school_days(closed("2023-09-01", "2023-12-31")));
    for (int weekday = 0; weekday < 5; ++weekday) {
        CHECK(pattern.on(weekday, 1, 0) == 15);
        CHECK(pattern.on(weekday, 2, 0) == 8);
        CHECK(pattern.on(weekday, 2, 1) == 7);
        for (int phase = 0; phase < 3; ++phase)
            CHECK(pattern.on(weekday, 3, phase) == 5);
    }
}

TEST_CASE("Closures on a weekend, in the holidays or named twice change nothing") {
    AcademicYear year = year_2023();
    for (const char* extra : {"2023-09-09", "2023-09-10", "2023-12-25", "2023-11-01", "2024-05-06",
                              "2024-08-26", "1950-01-01", "2300-01-01"}) {
        year.closures.push_back(day(extra));
    }
    const Calendar calendar = built({year});
    CHECK(calendar.summaries()[0].school_days == 194);
    CHECK(calendar.summaries()[0].school_weeks == 39);
    CHECK(calendar.covers(closed("2023-09-01", "2024-08-31")));
    CHECK_FALSE(calendar.covers(closed("2023-08-31", "2023-08-31")));
}

TEST_CASE("Closures are taken out in whatever order they are given") {
    AcademicYear year = year_2023();
    year.closures = {day("2024-07-19"), day("2023-09-04"), day("2024-05-06"), day("2023-12-22")};
    const Calendar calendar = built({year});
    CHECK(calendar.summaries()[0].school_days == 191);
    CHECK_FALSE(calendar.is_school_day(day("2023-09-04")));
    CHECK_FALSE(calendar.is_school_day(day("2023-12-22")));
    CHECK_FALSE(calendar.is_school_day(day("2024-07-19")));
}

TEST_CASE("A term with no break is one half term") {
    const Calendar calendar = built({one_term("2023/24", "2023-09-04", "2023-12-22")});
    CHECK(calendar.summaries()[0].half_terms == 1);
    CHECK(calendar.summaries()[0].terms == 1);
}

TEST_CASE("A break at the very start or end of a term leaves one half term") {
    for (const DateSpan& rest :
         {span("2023-09-04", "2023-09-08"), span("2023-12-18", "2023-12-22")}) {
        AcademicYear year = one_term("2023/24", "2023-09-04", "2023-12-22");
        year.terms[0].half_term = rest;
        const Calendar calendar = built({year});
        CHECK(calendar.summaries()[0].half_terms == 1);
        CHECK(calendar.summaries()[0].school_days == 75);
        CHECK(touched(calendar, CalendarPeriod::half_term, "2023-09-01", "2023-12-31") == 1);
    }
}

TEST_CASE("A half term whose days are all closed does not exist") {
    AcademicYear year = one_term("2023/24", "2023-09-04", "2023-12-22");
    year.terms[0].half_term = span("2023-09-06", "2023-09-08");
    year.closures = {day("2023-09-04"), day("2023-09-05")};
    CHECK(built({year}).summaries()[0].half_terms == 1);
    year.closures.pop_back();
    CHECK(built({year}).summaries()[0].half_terms == 2);
}

TEST_CASE("A break on a weekend still divides its term") {
    AcademicYear year = one_term("2023/24", "2023-09-04", "2023-09-15");
    year.terms[0].half_term = span("2023-09-09", "2023-09-10");
    const Calendar calendar = built({year});
    CHECK(calendar.summaries()[0].half_terms == 2);
    CHECK(calendar.summaries()[0].school_days == 10);
}

TEST_CASE("A term whose days are all in its break or closed does not exist") {
    AcademicYear year = year_2023();
    year.terms[1].half_term = year.terms[1].dates;
    const Calendar calendar = built({year});
    CHECK(calendar.summaries()[0].terms == 2);
    CHECK(calendar.summaries()[0].half_terms == 4);
    CHECK(calendar.term_name(75) == "Summer");
    CHECK(touched(calendar, CalendarPeriod::term, "2023-09-01", "2024-08-31") == 2);
}

TEST_CASE("A month without a school day does not exist") {
    const Calendar calendar = built({{"2023/24",
                                      {{"Early", span("2023-09-04", "2023-09-29"), std::nullopt},
                                       {"Late", span("2023-11-06", "2023-11-24"), std::nullopt}},
                                      {}}});
    CHECK(calendar.summaries()[0].months == 2);
    CHECK(touched(calendar, CalendarPeriod::month, "2023-09-01", "2023-11-30") == 2);
}

TEST_CASE("A year whose days are all closed has no school week") {
    AcademicYear year = one_term("2023/24", "2023-09-04", "2023-09-05");
    year.closures = {day("2023-09-04"), day("2023-09-05")};
    const Calendar calendar = built({year});
    CHECK(calendar.summaries()[0].school_days == 0);
    CHECK(calendar.summaries()[0].school_weeks == 0);
    CHECK(calendar.covers(closed("2023-09-01", "2024-08-31")));
    CHECK(touched(calendar, CalendarPeriod::term, "2023-09-01", "2024-08-31") == 0);
}

TEST_CASE("A month or week that two academic years share is one, and counts in each year") {
    const Calendar calendar = built({one_term("2023/24", "2024-06-03", "2024-08-14"),
                                     one_term("2024/25", "2024-08-15", "2024-09-13")});
    CHECK(touched(calendar, CalendarPeriod::week, "2024-08-12", "2024-08-16") == 1);
    CHECK(touched(calendar, CalendarPeriod::month, "2024-08-01", "2024-08-31") == 1);
    CHECK(touched(calendar, CalendarPeriod::month, "2024-06-01", "2024-09-13") == 4);
    CHECK(touched(calendar, CalendarPeriod::term, "2024-08-12", "2024-08-16") == 2);
    CHECK(calendar.summaries()[0].months == 3);
    CHECK(calendar.summaries()[1].months == 2);
    CHECK(calendar.summaries()[0].school_weeks == 11);
    CHECK(calendar.summaries()[1].school_weeks == 5);
    CHECK(week_number(calendar, "2024-08-14") == 10 % 6);
    CHECK(week_number(calendar, "2024-08-15") == 0);
    const auto [first, last] = calendar.edges(
        CalendarPeriod::month, calendar.school_days(closed("2024-08-15", "2024-08-30")));
    CHECK(first.inside == 12);
    CHECK(first.length == 22);
    CHECK(last.inside == 12);
    CHECK(last.length == 22);
}

TEST_CASE("The edges of a period say how much of its first and last month lies inside") {
    const Calendar calendar = built({year_2023()});
    const auto [first, last] = calendar.edges(
        CalendarPeriod::month, calendar.school_days(closed("2023-09-18", "2023-12-01")));
    CHECK(first.inside == 10);
    CHECK(first.length == 20);
    CHECK(last.inside == 1);
    CHECK(last.length == 16);
}

TEST_CASE("An edge that was not looked up is nothing of a period that has a day") {
    const Calendar::Edge edge;
    CHECK(edge.inside == 0);
    CHECK(edge.length == 1);  // a share of it is 0, not a division by 0
}

TEST_CASE("A calendar may lie before 1970") {
    const Calendar calendar = built({one_term("1944/45", "1944-09-04", "1944-12-22")});
    CHECK(calendar.summaries()[0].school_days == 80);
    CHECK(calendar.covers(closed("1944-09-01", "1945-08-31")));
    CHECK_FALSE(calendar.covers(closed("1945-08-31", "1945-09-01")));
    CHECK_FALSE(calendar.covers(closed("1969-12-31", "1970-01-01")));
    CHECK(calendar.year_of(day("1945-09-01")) == nullptr);
}

TEST_CASE("A calendar that was not built covers nothing") {
    const Calendar calendar;
    CHECK_FALSE(calendar.covers(closed("2023-09-01", "2023-09-01")));
    CHECK(count(calendar, "1900-01-01", "2200-12-31") == 0);
    CHECK(calendar.year_of(day("2023-09-01")) == nullptr);
}
