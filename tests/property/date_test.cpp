// Properties of days and months: every day agrees with Boost.Date_Time, the walk through 9,999
// years has no gap, and what is printed is read back.
#include "effaith/date.hpp"

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <random>
#include <string>

#include "catch_compat.hpp"
#include "share.hpp"

using effaith::Date;
using effaith::Month;
using effaith::Weekday;
using effaith::YearMonthDay;

namespace {

namespace gregorian = boost::gregorian;

/// Fails once, with the day, so that millions of checks cost nothing where all is well.
void require(bool holds, Date day, const char* promise) {
    if (!holds) FAIL(promise << " (day " << day.days() << ")");
}

Weekday weekday_of(const gregorian::date& day) {
    return static_cast<Weekday>((day.day_of_week().as_number() + 6) % 7);  // Boost starts on Sunday
}

}  // namespace

TEST_CASE("Every day from 1990 to 2099 agrees with Boost.Date_Time") {
    const gregorian::date epoch(1970, 1, 1);
    for (gregorian::date theirs(1990, 1, 1); theirs.year() < 2100; theirs += gregorian::days(1)) {
        const int year = theirs.year();
        const int month = theirs.month();
        const int number = theirs.day();
        const Date ours = Date::from_days(static_cast<int>((theirs - epoch).days()));
        require(ours.ymd() == YearMonthDay{year, month, number}, ours, "year, month and day");
        require(Date::from_ymd(year, month, number) == ours, ours, "day number");
        require(ours.weekday() == weekday_of(theirs), ours, "weekday");

        const Date month_end = Month::of(ours).last_day();
        const gregorian::date their_end = theirs.end_of_month();
        require(month_end.days() == (their_end - epoch).days(), ours, "end of month");
        require(effaith::days_in_month(year, month) == their_end.day(), ours, "days in month");
    }
}

TEST_CASE("Every day of the years 1 to 9999 follows the day before it") {
    Date day = *Date::from_ymd(1, 1, 1);
    Weekday weekday = Weekday::mon;
    int walked = 0;
    for (int year = 1; year <= 9999; ++year) {
        for (int month = 1; month <= 12; ++month) {
            const int last = effaith::days_in_month(year, month);
            for (int number = 1; number <= last; ++number) {
                require(day.ymd() == YearMonthDay{year, month, number}, day, "year, month, day");
                require(Date::from_ymd(year, month, number) == day, day, "day number");
                require(day.weekday() == weekday, day, "weekday");
                require(day.monday().weekday() == Weekday::mon, day, "Monday of the week");
                require(day - day.monday() == static_cast<int>(weekday), day, "days since Monday");
                weekday = weekday == Weekday::sun
                              ? Weekday::mon
                              : static_cast<Weekday>(static_cast<int>(weekday) + 1);
                day = day + 1;
                ++walked;
            }
            require(!Date::from_ymd(year, month, last + 1), day, "no day after a month's last");
        }
    }
    CHECK(walked == 3652059);
    CHECK(day == *Date::from_ymd(9999, 12, 31) + 1);
}

TEST_CASE("Every month of the years 1 to 9999 has the days between the months around it") {
    Date next_first = *Date::from_ymd(1, 1, 1);
    for (int year = 1; year <= 9999; ++year) {
        for (int number = 1; number <= 12; ++number) {
            const Month month = *Month::from_ym(year, number);
            require(month.year() == year && month.month() == number, next_first, "year and month");
            require(month.first_day() == next_first, next_first, "first day");
            require(Month::of(month.first_day()) == month, next_first, "month of its first day");
            require(Month::of(month.last_day()) == month, next_first, "month of its last day");
            require(Month::parse(to_text(month)) == month, next_first, "month as text");
            next_first = month.last_day() + 1;
        }
    }
    CHECK(next_first.days() == 2932897);
}

TEST_CASE("A date that is printed is read back") {
    std::mt19937_64 random(20230904);
    std::uniform_int_distribution<int> any_day(-719162, 2932896);
    for (int i = 0; i < share_of(1000000); ++i) {
        const Date day = Date::from_days(any_day(random));
        require(Date::parse(to_text(day)) == day, day, "date as text");
    }
}

TEST_CASE("Text that is read as a date is what that date prints") {
    std::mt19937_64 random(7);
    const std::string letters = "0123456789-/ 1230";
    std::uniform_int_distribution<std::size_t> any_letter(0, letters.size() - 1);
    std::uniform_int_distribution<std::size_t> any_place(0, 9);
    int read = 0;
    for (int i = 0; i < share_of(1000000); ++i) {
        std::string text = "2023-12-28";
        for (int change = 0; change < 2; ++change)
            text[any_place(random)] = letters[any_letter(random)];
        const auto day = Date::parse(text);
        if (!day) continue;
        ++read;
        if (to_text(*day) != text) FAIL(text << " was read as " << to_text(*day));
    }
    CHECK(read > 0);
}

TEST_CASE("The same day years later is that many years on, at most a day earlier in its month") {
    std::mt19937_64 random(11);
    std::uniform_int_distribution<int> any_day(0, 40000);
    std::uniform_int_distribution<int> any_years(0, 30);
    for (int i = 0; i < share_of(200000); ++i) {
        const Date day = Date::from_days(any_day(random));
        const int years = any_years(random);
        const YearMonthDay from = day.ymd();
        const YearMonthDay to = day.years_later(years)->ymd();
        require(to.year == from.year + years && to.month == from.month, day, "year and month");
        const bool leap_day = from.month == 2 && from.day == 29;
        const bool cut = leap_day && !effaith::is_leap_year(to.year);
        require(to.day == (cut ? 28 : from.day), day, "day of the month");
    }
}
