// Days, months and periods of the Gregorian calendar.
#include "effaith/date.hpp"

#include <optional>
#include <string>
#include <type_traits>

#include "catch_compat.hpp"

using effaith::Date;
using effaith::Days;
using effaith::Month;
using effaith::PeriodEnd;
using effaith::Weekday;
using effaith::YearMonthDay;

namespace {

Date day(const char* text) {
    return Date::parse(text).value();
}
Month month(const char* text) {
    return Month::parse(text).value();
}

}  // namespace

TEST_CASE("A date is the number of days since 1970, as in Arrow's date32") {
    CHECK(day("1970-01-01").days() == 0);
    CHECK(day("1969-12-31").days() == -1);
    CHECK(day("1970-01-02").days() == 1);
    CHECK(day("2000-01-01").days() == 10957);
    CHECK(day("2023-09-04").days() == 19604);
    CHECK(day("0001-01-01").days() == -719162);
    CHECK(day("9999-12-31").days() == 2932896);
    CHECK(Date{} == day("1970-01-01"));
    STATIC_REQUIRE(sizeof(Date) == 4);
    STATIC_REQUIRE(std::is_trivially_copyable_v<Date>);
}

TEST_CASE("Leap years are every fourth, not every hundredth, but every four-hundredth") {
    for (const int year : {4, 1600, 1904, 1996, 2000, 2004, 2024, 2400}) {
        CAPTURE(year);
        CHECK(effaith::is_leap_year(year));
        CHECK(effaith::days_in_month(year, 2) == 29);
        CHECK(Date::from_ymd(year, 2, 29).has_value());
    }
    for (const int year : {1, 100, 1900, 1999, 2023, 2100, 2200, 2300}) {
        CAPTURE(year);
        CHECK_FALSE(effaith::is_leap_year(year));
        CHECK(effaith::days_in_month(year, 2) == 28);
        CHECK_FALSE(Date::from_ymd(year, 2, 29).has_value());
    }
}

TEST_CASE("A day that does not exist is not a date") {
    for (const char* text :
         {"2023-02-30", "2023-02-29", "1900-02-29", "2023-04-31", "2023-09-31", "2023-01-32",
          "2023-00-10", "2023-13-01", "2023-01-00", "0000-01-01", "0000-12-31"}) {
        CAPTURE(text);
        CHECK_FALSE(Date::parse(text));
    }
    CHECK_FALSE(Date::from_ymd(10000, 1, 1));
    CHECK_FALSE(Date::from_ymd(0, 12, 31));
    CHECK_FALSE(Date::from_ymd(-1, 1, 1));
    CHECK_FALSE(Date::from_ymd(2023, -1, 1));
    CHECK_FALSE(Date::from_ymd(2023, 1, -1));
}

TEST_CASE("Only the ISO form is read as a date") {
    for (const char* text :
         {"", "2023", "2023-09", "2023-9-4", "2023-09-4", "20230904", "2023/09/04", "04/09/2023",
          "2023-09-04 ", " 2023-09-04", "2023-09-04T00:00", "+023-09-04", "2023-+9-04",
          "2023--9-04", "2023-0a-04", "abcd-ef-gh", "12023-09-04", "2023-09-0\xD9\xA4"}) {
        CAPTURE(text);
        CHECK_FALSE(Date::parse(text));
    }
}

TEST_CASE("A date tells its year, month and day") {
    CHECK(day("2023-09-04").ymd() == YearMonthDay{2023, 9, 4});
    CHECK(day("2000-02-29").ymd() == YearMonthDay{2000, 2, 29});
    CHECK(day("1900-03-01").ymd() == YearMonthDay{1900, 3, 1});
    CHECK(day("2000-12-31").ymd() == YearMonthDay{2000, 12, 31});
    CHECK(day("0001-01-01").ymd() == YearMonthDay{1, 1, 1});
    CHECK(day("9999-12-31").ymd() == YearMonthDay{9999, 12, 31});
}

TEST_CASE("A date tells its weekday and the Monday of its week") {
    CHECK(day("2023-09-04").weekday() == Weekday::mon);
    CHECK(day("1970-01-01").weekday() == Weekday::thu);
    CHECK(day("2000-01-01").weekday() == Weekday::sat);
    CHECK(day("1900-01-01").weekday() == Weekday::mon);
    CHECK(day("1969-12-28").weekday() == Weekday::sun);
    CHECK(day("0001-01-01").weekday() == Weekday::mon);
    CHECK(day("9999-12-31").weekday() == Weekday::fri);

    CHECK(day("2023-09-04").monday() == day("2023-09-04"));
    CHECK(day("2023-09-10").monday() == day("2023-09-04"));
    CHECK(day("2023-09-11").monday() == day("2023-09-11"));
    CHECK(day("1970-01-01").monday() == day("1969-12-29"));
    CHECK(effaith::kWeekdayNames[static_cast<int>(day("2023-09-08").weekday())] == "fri");
}

TEST_CASE("Dates move by days, and their difference is the days between") {
    CHECK(day("2023-12-31") + 1 == day("2024-01-01"));
    CHECK(day("2024-03-01") - 1 == day("2024-02-29"));
    CHECK(day("2100-02-28") + 1 == day("2100-03-01"));
    CHECK(day("2024-09-01") - day("2023-09-01") == 366);
    CHECK(day("2023-09-01") - day("2024-09-01") == -366);
    CHECK(day("2023-09-04") < day("2023-09-05"));
    CHECK(day("1969-12-31") < day("1970-01-01"));
}

TEST_CASE("The same day years later is 28 February where there is no 29th") {
    CHECK(day("2023-09-01").years_later(3) == day("2026-09-01"));
    CHECK(day("2024-02-29").years_later(1) == day("2025-02-28"));
    CHECK(day("2024-02-29").years_later(4) == day("2028-02-29"));
    CHECK(day("2096-02-29").years_later(4) == day("2100-02-28"));
    CHECK(day("2024-02-28").years_later(1) == day("2025-02-28"));
    CHECK(day("2023-09-01").years_later(0) == day("2023-09-01"));
    CHECK(day("9999-06-01").years_later(1) == std::nullopt);
}

TEST_CASE("A date is printed as it is read") {
    for (const char* text :
         {"2023-09-04", "0001-01-01", "0987-06-05", "1999-12-31", "9999-12-31"}) {
        CHECK(to_text(day(text)) == text);
    }
}

TEST_CASE("Only the ISO form is read as a month") {
    CHECK(month("2023-09").year() == 2023);
    CHECK(month("2023-09").month() == 9);
    CHECK(month("0001-01").year() == 1);
    CHECK(month("9999-12").month() == 12);
    for (const char* text :
         {"", "2023", "2023-9", "2023-00", "2023-13", "2023/09", "09-2023", "2023-09-", "2023-9-",
          "0000-01", "2023-09-01", "202309", " 2023-9", "2023-0x"}) {
        CAPTURE(text);
        CHECK_FALSE(Month::parse(text));
    }
    CHECK_FALSE(Month::from_ym(2023, 0));
    CHECK_FALSE(Month::from_ym(2023, 13));
    CHECK_FALSE(Month::from_ym(0, 1));
    CHECK_FALSE(Month::from_ym(10000, 1));
}

TEST_CASE("A month tells its first and last day") {
    CHECK(month("2023-09").first_day() == day("2023-09-01"));
    CHECK(month("2023-09").last_day() == day("2023-09-30"));
    CHECK(month("2023-12").last_day() == day("2023-12-31"));
    CHECK(month("2024-02").last_day() == day("2024-02-29"));
    CHECK(month("2023-02").last_day() == day("2023-02-28"));
    CHECK(month("1900-02").last_day() == day("1900-02-28"));
    CHECK(month("2000-02").last_day() == day("2000-02-29"));
    CHECK(month("9999-12").last_day() == day("9999-12-31"));
}

TEST_CASE("Months compare in time, are printed as they are read, and hold their days") {
    CHECK(month("2023-12") < month("2024-01"));
    CHECK(month("2023-09") == *Month::from_ym(2023, 9));
    CHECK(to_text(month("2023-09")) == "2023-09");
    CHECK(to_text(month("0001-01")) == "0001-01");
    CHECK(Month::of(day("2023-09-30")) == month("2023-09"));
    CHECK(Month::of(day("2023-10-01")) == month("2023-10"));
    CHECK(Month{} == month("1970-01"));
}

TEST_CASE("A closed period holds both of its days") {
    const Days term = Days::closed(day("2023-09-04"), day("2023-12-22"));
    CHECK(term.count() == 110);
    CHECK(term.first == day("2023-09-04"));
    CHECK(term.last() == day("2023-12-22"));
    CHECK(term.end == day("2023-12-23"));
    CHECK_FALSE(term.empty());
    CHECK(Days::closed(day("2023-09-04"), day("2023-09-04")).count() == 1);
}

TEST_CASE("A period that ends before it starts is empty, and has no days rather than fewer") {
    const Days none = Days::closed(day("2023-09-04"), day("2023-09-03"));
    CHECK(none.empty());
    CHECK(none.count() == 0);
    const Days less = Days::closed(day("2023-09-04"), day("2023-08-01"));
    CHECK(less.empty());
    CHECK(less.count() == 0);
    CHECK(Days{}.empty());
}

TEST_CASE("A period until a date keeps the days up to and with that date") {
    const Days week = Days::closed(day("2023-09-04"), day("2023-09-08"));
    CHECK(week.until(day("2023-09-06")) == Days::closed(day("2023-09-04"), day("2023-09-06")));
    CHECK(week.until(day("2023-09-04")).count() == 1);
    CHECK(week.until(day("2023-09-08")) == week);
    CHECK(week.until(day("2023-09-07")).count() == 4);
    CHECK(week.until(day("2024-01-01")) == week);
    CHECK(week.until(day("2023-09-03")).empty());
    CHECK(week.until(day("2000-01-01")).empty());
}

TEST_CASE("The end of a period is a day, or any day of a month") {
    const PeriodEnd exact(day("2023-09-14"));
    CHECK(exact.earliest() == day("2023-09-14"));
    CHECK(exact.latest() == day("2023-09-14"));
    const PeriodEnd loose(month("2024-02"));
    CHECK(loose.earliest() == day("2024-02-01"));
    CHECK(loose.latest() == day("2024-02-29"));
}
