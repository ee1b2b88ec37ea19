// Doubles read as the decimals that people wrote, for limits that are decided on decimals.
//
// 82.8 - 80 over 2 is 1.4; in binary floating point it is a little less, and the wrong band. A
// double therefore stands for its shortest decimal text, as everywhere where doubles come in; sums
// and quotients of those are exact.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "effaith/exact.hpp"
#include "effaith/fixed.hpp"

namespace effaith::stats {

/// digits / 10^places.
struct Decimal {
    Int128 digits = 0;
    int places = 0;

    Exact exact() const {
        const int first = std::min(places, 18);
        return Exact(digits, Int128(power_of_ten(first)) * power_of_ten(places - first));
    }
};

namespace detail {

/// Places below which nothing that is measured has digits; all decimals up to here can be held.
inline constexpr int kMostPlaces = 30;

/// digits * 10^places, where it fits.
inline bool shift_left(Int128& digits, int places) {
    for (; places > 0; --places)
        if (!multiply_fits(digits, Int128(10), digits)) return false;
    return true;
}

/// digits * 10 + digit, where it fits.
inline bool append_digit(Int128& digits, int digit) {
    return shift_left(digits, 1) && add_fits(digits, Int128(digit), digits);
}

}  // namespace detail

/// The decimal that a text such as `1.25e-3` says; none for what needs more than 30 places or 38
/// digits, or is no number.
inline std::optional<Decimal> decimal_of(std::string_view text) {
    effaith::detail::DecimalParts parts;
    if (!effaith::detail::split_decimal(text, parts)) return std::nullopt;
    Decimal decimal;
    for (const std::string_view part : {parts.whole, parts.fraction})
        for (const char c : part)
            if (!detail::append_digit(decimal.digits, c - '0')) return std::nullopt;
    if (parts.negative) decimal.digits = -decimal.digits;
    if (decimal.digits == 0) return Decimal{};
    const std::int64_t places = static_cast<std::int64_t>(parts.fraction.size()) - parts.exponent;
    if (places > detail::kMostPlaces || places < -detail::kMostPlaces) return std::nullopt;
    decimal.places = static_cast<int>(std::max<std::int64_t>(places, 0));
    const bool fits = detail::shift_left(decimal.digits, static_cast<int>(-places));
    return fits ? std::optional(decimal) : std::nullopt;
}

/// The shortest decimal that reads back as `value`; none where decimal_of() holds none.
inline std::optional<Decimal> shortest_decimal(double value) {
    if (!std::isfinite(value)) return std::nullopt;
    char text[32];
    const auto end =
        std::to_chars(text, text + sizeof text, value, std::chars_format::scientific).ptr;
    return decimal_of({text, static_cast<std::size_t>(end - text)});
}

/// `value` rounded to so many significant digits, at most 17; none where decimal_of() holds none.
inline std::optional<Decimal> rounded_decimal(double value, int digits) {
    if (!std::isfinite(value)) return std::nullopt;
    char text[32];
    const auto end =
        std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, digits - 1)
            .ptr;
    return decimal_of({text, static_cast<std::size_t>(end - text)});
}

/// a + b; none where it does not fit.
inline std::optional<Decimal> sum_of(std::optional<Decimal> a, std::optional<Decimal> b) {
    if (!a || !b) return std::nullopt;
    if (a->places < b->places) std::swap(a, b);
    Decimal sum;
    sum.places = a->places;
    if (!detail::shift_left(b->digits, a->places - b->places) ||
        !add_fits(a->digits, b->digits, sum.digits))
        return std::nullopt;
    return sum;
}

inline std::optional<Decimal> difference_of(std::optional<Decimal> a, std::optional<Decimal> b) {
    if (b) b->digits = -b->digits;
    return sum_of(a, b);
}

/// a * b; none where it does not fit.
inline std::optional<Decimal> product_of(const std::optional<Decimal>& a,
                                         const std::optional<Decimal>& b) {
    if (!a || !b) return std::nullopt;
    Decimal product;
    product.places = a->places + b->places;
    if (product.places > detail::kMostPlaces ||
        !multiply_fits(a->digits, b->digits, product.digits))
        return std::nullopt;
    return product;
}

/// a / b; none where b is 0 or it does not fit.
inline std::optional<Exact> quotient_of(const std::optional<Decimal>& a,
                                        const std::optional<Decimal>& b) {
    if (!a || !b || b->digits == 0) return std::nullopt;
    const Exact quotient = a->exact() / b->exact();
    return quotient.overflowed() ? std::nullopt : std::optional(quotient);
}

/// Rounded to `places`, halves away from zero, as people round; 0 <= places <= 18.
inline Int128 rounded_half_away(const Decimal& value, int places) {
    Int128 digits = value.digits < 0 ? Int128(-value.digits) : value.digits;
    int surplus = value.places - places;
    for (; surplus < 0; ++surplus)
        digits *= 10;
    for (; surplus > 1; --surplus)
        digits /= 10;  // below the digit that decides, nothing counts
    if (surplus == 1) digits = digits / 10 + (digits % 10 >= 5 ? 1 : 0);
    return value.digits < 0 ? Int128(-digits) : digits;
}

}  // namespace effaith::stats
