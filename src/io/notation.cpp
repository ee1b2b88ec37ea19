#include "effaith/io/notation.hpp"

#include <array>
#include <string>

#include "effaith/text_key.hpp"

namespace effaith {
namespace {

using detail::is_digit;

/// A date's text as numbers and words between separators, at most four of them.
struct Parts {
    std::array<std::string_view, 4> part;
    std::size_t count = 0;
    bool too_many = false;
};

bool is_separator(char c) {
    return c == ' ' || c == '/' || c == '-' || c == '.' || c == ',';
}

Parts split(std::string_view text) {
    Parts parts;
    std::size_t at = 0;
    while (at < text.size()) {
        while (at < text.size() && is_separator(text[at]))
            ++at;
        std::size_t end = at;
        while (end < text.size() && !is_separator(text[end]))
            ++end;
        if (end == at) break;
        if (parts.count == parts.part.size()) {
            parts.too_many = true;
            return parts;
        }
        parts.part[parts.count++] = text.substr(at, end - at);
        at = end;
    }
    return parts;
}

/// A number of `least` to `most` digits.
std::optional<int> digits(std::string_view text, std::size_t least, std::size_t most) {
    if (text.size() < least || text.size() > most) return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (!is_digit(c)) return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<int> year_of(std::string_view text) {
    if (const auto four = digits(text, 4, 4)) return four;
    if (const auto two = digits(text, 2, 2)) return 2000 + *two;
    return std::nullopt;
}

/// Whether text is a time of day: `00:00`, `14:30:00`, `00:00:00.000`, `00:00Z`.
bool is_time(std::string_view text) {
    if (!text.empty() && text.back() == 'Z') text.remove_suffix(1);
    constexpr std::array<int, 3> kLimit{24, 60, 60};
    std::size_t fields = 0;
    while (fields < 3) {
        const std::size_t colon = text.find(':');
        std::string_view field = text.substr(0, colon);
        if (fields == 2) field = field.substr(0, field.find('.'));
        const auto value = digits(field, fields == 0 ? 1 : 2, 2);
        if (!value || *value >= kLimit[fields]) return false;
        ++fields;
        if (colon == std::string_view::npos) return fields >= 2;
        text.remove_prefix(colon + 1);
    }
    return false;
}

/// Text without a time of day at its end.
std::string_view without_time(std::string_view text) {
    const std::size_t gap = text.find_last_of(" T");
    if (gap == std::string_view::npos || gap + 1 >= text.size()) return text;
    return is_time(text.substr(gap + 1)) ? trimmed(text.substr(0, gap)) : text;
}

std::optional<Date> serial_date(std::string_view text) {
    const auto days = digits(text, 1, 6);
    // Excel counts from 1899-12-31 as 1 and has a 29 February 1900 that never was; before March
    // 1900 its numbers are not trusted.
    if (!days || *days < 61 || *days > 109939) return std::nullopt;
    return *Date::from_ymd(1899, 12, 30) + *days;
}

std::optional<Date> date_of_parts(const Parts& parts, const Vocabulary& words) {
    if (parts.count != 3 || parts.too_many) return std::nullopt;
    const auto day = digits(parts.part[0], 1, 2);
    const auto year = year_of(parts.part[2]);
    auto month = digits(parts.part[1], 1, 2);
    if (!month) month = words.month(parts.part[1]);
    if (!day || !month || !year) return std::nullopt;
    return Date::from_ymd(*year, *month, *day);
}

std::optional<Month> month_of_text(std::string_view text, const Vocabulary& words) {
    if (const auto iso = Month::parse(text)) return iso;
    if (const auto joined = digits(text, 6, 6)) return Month::from_ym(*joined / 100, *joined % 100);
    const Parts parts = split(text);
    if (parts.count != 2 || parts.too_many) return std::nullopt;
    if (const auto number = digits(parts.part[0], 1, 2)) {
        const auto year = digits(parts.part[1], 4, 4);
        return year ? Month::from_ym(*year, *number) : std::nullopt;
    }
    const auto month = words.month(parts.part[0]);
    const auto year = year_of(parts.part[1]);
    return month && year ? Month::from_ym(*year, *month) : std::nullopt;
}

/// Takes out commas that stand between thousands; false where one stands elsewhere.
bool drop_thousands(std::string_view text, std::string& out) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::size_t since_comma = 0;
    bool any = false;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const char c = whole[i];
        if (c == ',') {
            const bool first = !any && since_comma >= 1 && since_comma <= 3;
            if (!first && !(any && since_comma == 3)) return false;
            any = true;
            since_comma = 0;
            continue;
        }
        if (is_digit(c)) ++since_comma;
        out += c;
    }
    if (any && since_comma != 3) return false;
    if (point != std::string_view::npos) out += text.substr(point);
    return true;
}

/// `6y3m`, `6y 3m`, `6:03`: years and months apart.
bool split_age(std::string_view text, std::string_view& years, std::string_view& months) {
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos) {
        years = text.substr(0, colon);
        months = text.substr(colon + 1);
        return months.size() == 2;
    }
    const std::size_t y = text.find_first_of("yY");
    if (y == std::string_view::npos) return false;
    years = trimmed(text.substr(0, y));
    months = trimmed(text.substr(y + 1));
    if (months.empty()) {
        months = "0";
        return true;
    }
    if (months.back() != 'm' && months.back() != 'M') return false;
    months = trimmed(months.substr(0, months.size() - 1));
    return true;
}

/// Whether a decimal could be meant as years (`6.25`) or as years and months (`6.3`), but not
/// `105.92`.
bool looks_like_years(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) return false;
    const auto years = digits(text.substr(0, point), 1, 2);
    const auto months = digits(text.substr(point + 1), 1, 2);
    return years && months && *years < 20;
}

}  // namespace

std::optional<Date> read_date(std::string_view text, const Vocabulary& words,
                              DateNotation notation) {
    text = trimmed(text);
    if (const auto iso = Date::parse(text)) return iso;
    text = without_time(text);
    if (const auto iso = Date::parse(text)) return iso;
    if (notation.serial_dates) {
        if (const auto serial = serial_date(text)) return serial;
    }
    return date_of_parts(split(text), words);
}

std::optional<PeriodEnd> read_period_end(std::string_view text, const Vocabulary& words,
                                         DateNotation notation) {
    text = trimmed(text);
    if (const auto month = Month::parse(text)) return PeriodEnd(*month);
    if (const auto date = read_date(text, words, notation)) return PeriodEnd(*date);
    if (const auto month = month_of_text(text, words)) return PeriodEnd(*month);
    return std::nullopt;
}

DecimalFault read_money(std::string_view text, ReadDecimal& out) {
    constexpr std::string_view kPound = "£";
    text = trimmed(text);
    std::string plain;
    if (!text.empty() && text.front() == '-') {
        plain += '-';
        text.remove_prefix(1);
    }
    if (text.substr(0, kPound.size()) == kPound) text = trimmed(text.substr(kPound.size()));
    if (plain.empty() && text.find(',') == std::string_view::npos) {
        return read_decimal(text, Money::places, out);
    }
    if (text.empty()) return DecimalFault::not_a_number;
    if (!is_digit(text.front()) && text.front() != '.') return DecimalFault::not_a_number;
    if (!drop_thousands(text, plain)) return DecimalFault::not_a_number;
    return read_decimal(plain, Money::places, out);
}

AgeFault read_age(std::string_view text, bool is_number, ReadDecimal& out) {
    std::string_view years;
    std::string_view months;
    if (split_age(text, years, months)) {
        const auto whole = digits(years, 1, 3);
        const auto rest = digits(months, 1, 2);
        if (!whole || !rest || *rest > 11) return AgeFault::not_an_age;
        out = {(std::int64_t{*whole} * 12 + *rest) * Score::scale, false};
        return AgeFault::none;
    }
    if (!is_number && looks_like_years(text)) return AgeFault::ambiguous;
    switch (read_decimal(text, Score::places, out)) {
        case DecimalFault::none:
            return AgeFault::none;
        case DecimalFault::out_of_range:
            return AgeFault::out_of_range;
        default:
            return AgeFault::not_an_age;
    }
}

std::optional<std::int64_t> read_step(std::string_view text, const Measure& ladder) {
    for (std::size_t i = 0; i < ladder.steps.size(); ++i) {
        if (same_text(ladder.steps[i], text)) return static_cast<std::int64_t>(i) + 1;
    }
    ReadDecimal read;
    if (read_decimal(text, 0, read) != DecimalFault::none || read.reduced) return std::nullopt;
    const bool on_ladder =
        read.raw >= 1 && read.raw <= static_cast<std::int64_t>(ladder.steps.size());
    if (!on_ladder) return std::nullopt;
    return read.raw;
}

}  // namespace effaith
