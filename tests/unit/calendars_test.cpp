// The calendars that come with the library.
#include "effaith/calendars.hpp"

#include "catch_compat.hpp"
#include "effaith/io/config_reader.hpp"

using namespace effaith;

namespace {

const YearSummary& year_named(const Calendar& calendar, const std::string& name) {
    for (const YearSummary& year : calendar.summaries()) {
        if (year.name == name) return year;
    }
    throw std::runtime_error("no year " + name);
}

}  // namespace

TEST_CASE("Easter Sunday falls where it fell and will fall") {
    CHECK(to_text(easter_sunday(1991)) == "1991-03-31");
    CHECK(to_text(easter_sunday(2000)) == "2000-04-23");
    CHECK(to_text(easter_sunday(2008)) == "2008-03-23");
    CHECK(to_text(easter_sunday(2011)) == "2011-04-24");
    CHECK(to_text(easter_sunday(2024)) == "2024-03-31");
    CHECK(to_text(easter_sunday(2038)) == "2038-04-25");
    for (int year = 1900; year <= 2199; ++year) {
        const Date easter = easter_sunday(year);
        CHECK(easter.weekday() == Weekday::sun);
        CHECK(easter >= *Date::from_ymd(year, 3, 22));
        CHECK(easter <= *Date::from_ymd(year, 4, 25));
    }
}

TEST_CASE("The typical calendar has the days and weeks of its definition") {
    const Calendar calendar = typical_calendar();
    CHECK(calendar.years().size() == 110);
    CHECK(year_named(calendar, "2023/24").school_days == 194);
    CHECK(year_named(calendar, "2023/24").school_weeks == 39);
    CHECK(year_named(calendar, "2023/24").months == 11);
    CHECK(year_named(calendar, "2023/24").half_terms == 6);
    CHECK(year_named(calendar, "2020/21").school_days == 189);
    CHECK(year_named(calendar, "2021/22").school_days == 184);
    CHECK(calendar.covers(Days::closed(*Date::from_ymd(1990, 9, 1), *Date::from_ymd(2100, 8, 31))));
    CHECK_FALSE(
        calendar.covers(Days::closed(*Date::from_ymd(1990, 8, 31), *Date::from_ymd(1991, 1, 1))));
    CHECK_FALSE(
        calendar.covers(Days::closed(*Date::from_ymd(2100, 8, 1), *Date::from_ymd(2100, 9, 1))));
}

TEST_CASE("The named calendars are those whose dates are published") {
    CHECK(named_calendars() == std::vector<std::string>{"wales/anglesey", "wales/blaenau-gwent",
                                                        "wales/bridgend", "wales/caerphilly",
                                                        "wales/carmarthenshire", "wales/gwynedd",
                                                        "wales/vale-of-glamorgan"});
    for (const std::string& name : named_calendars()) {
        INFO(name);
        CHECK(make_calendar({name, false, {}}).ok());
        CHECK(make_calendar({name, true, {}}).ok());
    }
    CHECK(make_calendar({"wales", false, {}}).error().code == ErrorCode::unknown_calendar);
}

TEST_CASE("Published day counts are reproduced") {
    const Calendar carmarthenshire = make_calendar({"wales/carmarthenshire", false, {}}).value();
    CHECK(year_named(carmarthenshire, "2026/27").school_days == 195);
    const Calendar vale = make_calendar({"wales/vale-of-glamorgan", false, {}}).value();
    CHECK(year_named(vale, "2025/26").school_days == 195);
    const Term& spring = vale.years().back().terms[1];
    CHECK(vale.school_days(Days::closed(spring.dates.first, spring.dates.last)).count() == 55);
}

TEST_CASE("INSET days are closed only when asked for") {
    const Date inset = *Date::from_ymd(2025, 9, 1);
    CHECK(make_calendar({"wales/vale-of-glamorgan", false, {}}).value().is_school_day(inset));
    CHECK_FALSE(make_calendar({"wales/vale-of-glamorgan", true, {}}).value().is_school_day(inset));
}

TEST_CASE("An INSET day on the first or the last day of a year is closed too") {
    const Calendar open = make_calendar({"wales/vale-of-glamorgan", false, {}}).value();
    const Calendar closed = make_calendar({"wales/vale-of-glamorgan", true, {}}).value();
    const AcademicYear& year = open.years().back();
    const Date first = year.terms.front().dates.first;
    const Date last = year.terms.back().dates.last;
    REQUIRE(year.name == "2025/26");
    CHECK(to_text(first) == "2025-09-01");
    CHECK(to_text(last) == "2026-07-20");
    for (const Date day : {first, last}) {
        CHECK(open.is_school_day(day));
        CHECK_FALSE(closed.is_school_day(day));
    }
}
