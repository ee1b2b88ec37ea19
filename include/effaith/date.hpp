// Days and months of the Gregorian calendar.
//
// A Date is a count of days since 1970-01-01, the same number as Arrow's date32. A Month is a count
// of months since January of year 0. Years 1 to 9999. Text here is ISO 8601 alone; the notations
// that people use are read by io/notation.hpp.
//
// Decision: periods are closed in documents (first and last day) and half-open inside (Days), so
// that an empty period is a value and lengths are differences.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "effaith/fixed.hpp"

namespace effaith {

enum class Weekday : std::uint8_t { mon, tue, wed, thu, fri, sat, sun };

struct YearMonthDay {
    int year = 1970;
    int month = 1;  ///< 1-12
    int day = 1;    ///< 1-31
    friend bool operator==(const YearMonthDay&, const YearMonthDay&) = default;
};

constexpr bool is_leap_year(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Days in a month, 1 <= month <= 12.
constexpr int days_in_month(int year, int month) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

/// One day.
class Date {
  public:
    constexpr Date() = default;
    template <std::floating_point F>
    static Date from_days(F) = delete;
    /// From days since 1970-01-01.
    static constexpr Date from_days(std::int32_t days) {
        Date date;
        date.days_ = days;
        return date;
    }
    /// From year, month and day; none where there is no such day or the year is not 1 to 9999.
    static constexpr std::optional<Date> from_ymd(int year, int month, int day) {
        if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
        if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
        return from_days(days_before_year(year) + days_before_month(year, month) + day - 1 -
                         kEpoch);
    }
    /// From `2023-09-04`.
    static std::optional<Date> parse(std::string_view text) {
        int parts[3] = {0, 0, 0};
        if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
        constexpr int kStart[] = {0, 5, 8, 11};
        for (int part = 0; part < 3; ++part) {
            for (int i = kStart[part]; i < kStart[part + 1] - 1; ++i) {
                const char c = text[static_cast<std::size_t>(i)];
                if (!detail::is_digit(c)) return std::nullopt;
                parts[part] = parts[part] * 10 + (c - '0');
            }
        }
        return from_ymd(parts[0], parts[1], parts[2]);
    }

    constexpr std::int32_t days() const { return days_; }

    constexpr YearMonthDay ymd() const {
        // Years of 400, 100, 4 and 1 years' days, from 1 January of year 1.
        const int day = days_ + kEpoch;
        const int era = floor_divide(day, 146097);
        int rest = day - era * 146097;
        const int centuries = rest / 36524 < 3 ? rest / 36524 : 3;
        rest -= centuries * 36524;
        const int fours = rest / 1461;
        rest -= fours * 1461;
        const int ones = rest / 365 < 3 ? rest / 365 : 3;
        rest -= ones * 365;
        const int year = era * 400 + centuries * 100 + fours * 4 + ones + 1;
        int month = 1 + rest / 32;
        if (month < 12 && rest >= days_before_month(year, month + 1)) ++month;
        return {year, month, rest - days_before_month(year, month) + 1};
    }

    constexpr Weekday weekday() const {
        return static_cast<Weekday>(days_ + 3 - floor_divide(days_ + 3, 7) * 7);
    }
    /// The Monday of this day's Monday-to-Sunday week.
    constexpr Date monday() const {
        return from_days(days_ - static_cast<std::int32_t>(weekday()));
    }

    /// The same day `years` later, 28 February for a 29th where there is none; none beyond year
    /// 9999.
    constexpr std::optional<Date> years_later(int years) const {
        const YearMonthDay at = ymd();
        const int last = days_in_month(at.year + years, at.month);
        return from_ymd(at.year + years, at.month, at.day < last ? at.day : last);
    }

    friend constexpr Date operator+(Date date, int days) { return from_days(date.days_ + days); }
    friend constexpr Date operator-(Date date, int days) { return from_days(date.days_ - days); }
    friend constexpr int operator-(Date later, Date earlier) { return later.days_ - earlier.days_; }
    friend constexpr auto operator<=>(Date, Date) = default;

  private:
    static constexpr std::int32_t kEpoch = 719162;  // days from 0001-01-01 to 1970-01-01

    static constexpr int floor_divide(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }
    static constexpr int days_before_year(int year) {
        const int past = year - 1;
        return past * 365 + past / 4 - past / 100 + past / 400;
    }
    static constexpr int days_before_month(int year, int month) {
        constexpr int kBefore[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
        return kBefore[month - 1] + (month > 2 && is_leap_year(year) ? 1 : 0);
    }

    std::int32_t days_ = 0;
};

/// One month of one year.
class Month {
  public:
    constexpr Month() = default;
    /// None where the year is not 1 to 9999 or the month not 1 to 12.
    static constexpr std::optional<Month> from_ym(int year, int month) {
        if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
        Month result;
        result.index_ = year * 12 + month - 1;
        return result;
    }
    static constexpr Month of(Date date) {
        Month result;
        const YearMonthDay at = date.ymd();
        result.index_ = at.year * 12 + at.month - 1;
        return result;
    }
    /// From `2023-09`.
    static std::optional<Month> parse(std::string_view text) {
        if (text.size() != 7) return std::nullopt;
        const std::optional<Date> first = Date::parse(std::string(text) + "-01");
        if (!first) return std::nullopt;
        return of(*first);
    }

    constexpr int year() const { return index_ / 12; }
    constexpr int month() const { return index_ % 12 + 1; }
    constexpr Date first_day() const { return *Date::from_ymd(year(), month(), 1); }
    constexpr Date last_day() const {
        return *Date::from_ymd(year(), month(), days_in_month(year(), month()));
    }
    friend constexpr auto operator<=>(Month, Month) = default;

  private:
    int index_ = 1970 * 12;
};

/// A half-open range of days: `first` is inside, `end` is not. Empty where end <= first.
struct Days {
    Date first;
    Date end;

    static constexpr Days closed(Date first, Date last) { return {first, last + 1}; }
    constexpr bool empty() const { return end <= first; }
    constexpr int count() const { return empty() ? 0 : end - first; }
    constexpr Date last() const { return end - 1; }
    /// Without the days after `last`.
    constexpr Days until(Date last) const { return {first, end <= last ? end : last + 1}; }
    friend constexpr bool operator==(const Days&, const Days&) = default;
};

/// One end of a period as schools write it: a month (its day not recorded) or a day.
class PeriodEnd {
  public:
    constexpr PeriodEnd() = default;
    constexpr explicit PeriodEnd(Date day) : earliest_(day), latest_(day) {}
    constexpr explicit PeriodEnd(Month month)
        : earliest_(month.first_day()), latest_(month.last_day()) {}
    constexpr Date earliest() const { return earliest_; }
    constexpr Date latest() const { return latest_; }

  private:
    Date earliest_;
    Date latest_;
};

inline void append_two_digits(std::string& out, int value) {
    out += static_cast<char>('0' + value / 10);
    out += static_cast<char>('0' + value % 10);
}

/// `2023-09-04`.
inline std::string to_text(Date date) {
    const YearMonthDay at = date.ymd();
    std::string out;
    append_two_digits(out, at.year / 100);
    append_two_digits(out, at.year % 100);
    out += '-';
    append_two_digits(out, at.month);
    out += '-';
    append_two_digits(out, at.day);
    return out;
}

/// `2023-09`.
inline std::string to_text(Month month) {
    return to_text(month.first_day()).substr(0, 7);
}

inline constexpr std::string_view kWeekdayNames[] = {"mon", "tue", "wed", "thu",
                                                     "fri", "sat", "sun"};

}  // namespace effaith
