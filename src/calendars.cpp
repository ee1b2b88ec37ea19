#include "effaith/calendars.hpp"

#include <algorithm>
#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <map>

#include "embedded.hpp"
#include "io/csv_text.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

namespace greg = boost::gregorian;

Date from_boost(const greg::date& date) {
    return *Date::from_ymd(static_cast<int>(date.year()), date.month().as_number(),
                           date.day().as_number());
}

unsigned short year_number(int year) {
    return static_cast<unsigned short>(year);
}

/// The first Monday on or after a day.
Date monday_from(int year, int month, int day) {
    const greg::date date(year_number(year), static_cast<unsigned short>(month),
                          static_cast<unsigned short>(day));
    return from_boost(
        greg::first_day_of_the_week_after(greg::Monday).get_date(date - greg::days(1)));
}

/// The last Friday on or before a day.
Date friday_until(int year, int month, int day) {
    const greg::date date(year_number(year), static_cast<unsigned short>(month),
                          static_cast<unsigned short>(day));
    return from_boost(
        greg::first_day_of_the_week_before(greg::Friday).get_date(date + greg::days(1)));
}

/// Not by greg::last_day_of_the_week_in_month: that has a virtual function which prints, and so
/// brings all of the streams and locales into a library that needs none of them.
Date last_monday_of(int year, int month) {
    const greg::date first(year_number(year), static_cast<unsigned short>(month), 1);
    return from_boost(greg::first_day_of_the_week_before(greg::Monday)
                          .get_date(first.end_of_month() + greg::days(1)));
}

DateSpan school_week_of(Date monday) {
    return {monday, monday + 4};
}

AcademicYear typical_year(int year) {
    const Date easter = easter_sunday(year + 1);
    const bool late_easter = easter > *Date::from_ymd(year + 1, 4, 14);
    const Date february = easter + 1 - (late_easter ? 8 : 7) * 7;
    AcademicYear result;
    result.name =
        std::to_string(year) + "/" + to_text(*Date::from_ymd(year + 1, 1, 1)).substr(2, 2);
    result.terms = {
        {"Autumn",
         {monday_from(year, 9, 1), friday_until(year, 12, 22)},
         school_week_of(last_monday_of(year, 10))},
        {"Spring", {monday_from(year + 1, 1, 4), easter - 9}, school_week_of(february)},
        {"Summer",
         {easter + 8, friday_until(year + 1, 7, 21)},
         school_week_of(last_monday_of(year + 1, 5))},
    };
    result.closures = {monday_from(year + 1, 5, 1)};
    return result;
}

// The published dates, as they stand in the data files.

/// `wales/vale-of-glamorgan` for `Vale of Glamorgan`; empty for rows about a single school or a
/// year of all Wales.
std::string calendar_name(std::string_view area) {
    if (area.find('(') != std::string_view::npos) return "";
    std::string name = "wales/";
    for (const char c : area) {
        const bool upper = c >= 'A' && c <= 'Z';
        name += c == ' ' ? '-' : static_cast<char>(upper ? c - 'A' + 'a' : c);
    }
    return name;
}

Date published_date(const std::string& text) {
    return Date::parse(text).value_or(Date{});
}

std::vector<Date> bank_holidays() {
    std::vector<Date> days;
    for (const auto& row :
         read_csv_text(embedded_file("calendars/bank_holidays_england_wales.csv"))) {
        days.push_back(published_date(row.at("date")));
    }
    return days;
}

std::vector<Date> inset_days(const std::string& calendar) {
    std::vector<Date> days;
    for (const auto& row : read_csv_text(embedded_file("calendars/inset_days_wales.csv"))) {
        if (calendar_name(row.at("area")) == calendar) {
            days.push_back(published_date(row.at("date")));
        }
    }
    return days;
}

std::vector<AcademicYear> published_years(const std::string& calendar) {
    std::map<std::string, AcademicYear> years;
    for (const auto& row : read_csv_text(embedded_file("calendars/term_dates_wales.csv"))) {
        if (calendar_name(row.at("area")) != calendar) continue;
        AcademicYear& year = years[row.at("school_year")];
        year.name = row.at("school_year");
        Term term{
            row.at("term"), {published_date(row.at("begin")), published_date(row.at("end"))}, {}};
        if (!row.at("half_term_begin").empty()) {
            term.half_term = DateSpan{published_date(row.at("half_term_begin")),
                                      published_date(row.at("half_term_end"))};
        }
        year.terms.push_back(term);
    }
    std::vector<AcademicYear> result;
    for (auto& [name, year] : years) {
        std::sort(year.terms.begin(), year.terms.end(),
                  [](const Term& a, const Term& b) { return a.dates.first < b.dates.first; });
        result.push_back(std::move(year));
    }
    return result;
}

Result<Calendar> published_calendar(const CalendarChoice& choice) {
    std::vector<AcademicYear> years = published_years(choice.name);
    std::vector<Date> closed = bank_holidays();
    if (choice.inset_closed) {
        const std::vector<Date> insets = inset_days(choice.name);
        closed.insert(closed.end(), insets.begin(), insets.end());
    }
    for (AcademicYear& year : years) {
        const DateSpan span{year.terms.front().dates.first, year.terms.back().dates.last};
        for (const Date day : closed) {
            if (day >= span.first && day <= span.last) year.closures.push_back(day);
        }
    }
    return Calendar::build(choice.name, std::move(years));
}

std::string join(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

}  // namespace

Date easter_sunday(int year) {
    const int golden = year % 19;
    const int century = year / 100;
    const int of_century = year % 100;
    const int sun = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - sun + 15) % 30;
    const int sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    const int shift = (golden + 11 * epact + 22 * sunday) / 451;
    const int days = epact + sunday - 7 * shift + 114;
    return *Date::from_ymd(year, days / 31, days % 31 + 1);
}

Calendar typical_calendar() {
    constexpr int kFirst = 1990;
    constexpr int kLast = 2099;
    std::vector<AcademicYear> years;
    for (int year = kFirst; year <= kLast; ++year)
        years.push_back(typical_year(year));
    return Calendar::build("typical", std::move(years)).value();
}

std::vector<std::string> named_calendars() {
    std::vector<std::string> names;
    for (const auto& row : read_csv_text(embedded_file("calendars/term_dates_wales.csv"))) {
        const std::string name = calendar_name(row.at("area"));
        if (!name.empty()) names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Result<Calendar> make_calendar(const CalendarChoice& choice) {
    if (!choice.years.empty()) return Calendar::build(choice.name, choice.years);
    if (choice.name == "typical") return typical_calendar();
    const std::vector<std::string> names = named_calendars();
    if (std::find(names.begin(), names.end(), choice.name) != names.end()) {
        return published_calendar(choice);
    }
    return Error{ErrorCode::unknown_calendar,
                 "There is no calendar named '" + for_message(choice.name) +
                     "'; there are: typical, " + join(names) + ".",
                 ""};
}

}  // namespace effaith
