// Exact decimals with a unit: hours, sessions, scores (4 places), money and measure parameters
// (6 places), whole numbers of days, weeks and learners (0 places).
//
// A Fixed is an integer count of its smallest step: 0.3333 h is 3333. Two units never mix: adding
// hours to money does not compile, and there is no way in from `double`. What crosses from one unit
// to another does so by a named formula on Exact values, rounded once (dosage.hpp, cost.hpp).
//
// Decision: text is read digit by digit, never through binary floating point. More places than the
// scale are rounded half to even, and the reading says so (`reduced`). Exponents are read, because
// spreadsheets write them; `0x10`, `NaN`, digits of other scripts and decimal commas are not
// numbers.
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "effaith/exact.hpp"
#include "effaith/result.hpp"

namespace effaith {

/// 10 to the power of `places`, 0 <= places <= 18.
constexpr std::int64_t power_of_ten(int places) {
    std::int64_t power = 1;
    for (int i = 0; i < places; ++i)
        power *= 10;
    return power;
}

/// A decimal read from text: the integer at the scale asked for.
struct ReadDecimal {
    std::int64_t raw = 0;
    bool reduced = false;  ///< digits beyond the scale were rounded away
};

/// Why text is not a decimal.
enum class DecimalFault : std::uint8_t { none, empty, not_a_number, out_of_range };

namespace detail {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The digits of a decimal as they stand in the text, before any scale is applied.
struct DecimalParts {
    bool negative = false;
    std::string_view whole;     // digits before the point
    std::string_view fraction;  // digits after it
    std::int64_t exponent = 0;  // of ten, limited to beyond what any text has digits for
};

inline std::string_view take_digits(std::string_view& rest) {
    std::size_t count = 0;
    while (count < rest.size() && is_digit(rest[count]))
        ++count;
    const std::string_view digits = rest.substr(0, count);
    rest.remove_prefix(count);
    return digits;
}

inline bool take_sign(std::string_view& rest) {
    if (rest.empty() || (rest.front() != '-' && rest.front() != '+')) return false;
    const bool negative = rest.front() == '-';
    rest.remove_prefix(1);
    return negative;
}

inline bool split_decimal(std::string_view text, DecimalParts& parts) {
    parts.negative = take_sign(text);
    parts.whole = take_digits(text);
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        parts.fraction = take_digits(text);
    }
    if (parts.whole.empty() && parts.fraction.empty()) return false;
    if (text.empty()) return true;
    if (text.front() != 'e' && text.front() != 'E') return false;
    text.remove_prefix(1);
    const bool below = take_sign(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty() || !text.empty()) return false;
    constexpr std::int64_t kFarthest = power_of_ten(16);
    for (const char c : digits) {
        if (parts.exponent < kFarthest) parts.exponent = parts.exponent * 10 + (c - '0');
    }
    if (below) parts.exponent = -parts.exponent;
    return true;
}

}  // namespace detail

/// Reads a decimal such as `-12.5`, `.25` or `1.2E3` into an integer at `places` decimals,
/// 0 <= places <= 18, rounding half to even. The text is taken as it stands: no blanks, no commas.
inline DecimalFault read_decimal(std::string_view text, int places, ReadDecimal& out) {
    if (text.empty()) return DecimalFault::empty;
    detail::DecimalParts parts;
    if (!detail::split_decimal(text, parts)) return DecimalFault::not_a_number;

    // Digits are taken in turn; those at a position of the scale or above count, the first below it
    // decides the rounding, and `beyond` remembers whether anything stands after that one.
    const std::int64_t kept =
        static_cast<std::int64_t>(parts.whole.size()) + parts.exponent + places;
    constexpr std::uint64_t kLimit = std::numeric_limits<std::int64_t>::max();
    std::uint64_t value = 0;
    int next_digit = 0;
    bool beyond = false;
    std::int64_t position = 0;
    const auto take = [&](std::string_view digits) {
        for (const char c : digits) {
            const auto digit = static_cast<std::uint64_t>(c - '0');
            if (position < kept) {
                if (value > (kLimit - digit) / 10) return false;
                value = value * 10 + digit;
            } else if (position == kept) {
                next_digit = static_cast<int>(digit);
            } else {
                beyond = beyond || digit != 0;
            }
            ++position;
        }
        return true;
    };
    if (!take(parts.whole) || !take(parts.fraction)) return DecimalFault::out_of_range;
    for (; position < kept && value != 0; ++position) {
        if (value > kLimit / 10) return DecimalFault::out_of_range;
        value *= 10;
    }
    const bool up = next_digit > 5 || (next_digit == 5 && (beyond || value % 2 != 0));
    if (up && value == kLimit) return DecimalFault::out_of_range;
    if (up) ++value;
    const auto magnitude = static_cast<std::int64_t>(value);
    out = {parts.negative ? -magnitude : magnitude, next_digit != 0 || beyond};
    return DecimalFault::none;
}

namespace detail {

/// Writes the digits of `rest`, lowest first, at least `least` of them; answers how many.
template <class Unsigned>
int write_digits(Unsigned rest, int least, char* digits) {
    int count = 0;
    while (rest != 0 || count < least) {
        digits[count++] = static_cast<char>('0' + static_cast<int>(rest % 10));
        rest /= 10;
    }
    return count;
}

}  // namespace detail

/// Appends an integer at `places` decimals as the shortest exact text: 45258750 at 6 is `45.25875`.
inline void append_decimal(std::string& out, const Int128& raw, int places) {
    char digits[64];
    const Int128 size = raw < 0 ? Int128(-raw) : raw;
    const int count = fits_int64(size) ? detail::write_digits(static_cast<std::uint64_t>(size),
                                                              places + 1, digits)
                                       : detail::write_digits(size, places + 1, digits);
    if (raw < 0) out += '-';
    int lowest = 0;
    while (lowest < places && digits[lowest] == '0')
        ++lowest;
    for (int i = count - 1; i >= places; --i)
        out += digits[i];
    if (lowest == places) return;
    out += '.';
    for (int i = places - 1; i >= lowest; --i)
        out += digits[i];
}

/// A decimal of `Places` places in the unit `Unit`, held as a 64-bit count of its smallest step.
template <class Unit, int Places>
class Fixed {
  public:
    static constexpr int places = Places;
    static constexpr std::int64_t scale = power_of_ten(Places);

    constexpr Fixed() = default;

    /// From the count of smallest steps: Hours::from_raw(3333) is 0.3333 h.
    static constexpr Fixed from_raw(std::int64_t raw) {
        Fixed value;
        value.raw_ = raw;
        return value;
    }
    /// From a whole number of units, |whole| <= 9.2e18 / scale.
    static constexpr Fixed from_whole(std::int64_t whole) { return from_raw(whole * scale); }
    /// Not from binary floating point, which would be cut to a whole number without a word.
    template <std::floating_point F>
    static constexpr Fixed from_raw(F) = delete;
    template <std::floating_point F>
    static constexpr Fixed from_whole(F) = delete;

    /// From text, exactly; more places than the scale are an error here (readers that round use
    /// read_decimal).
    static Result<Fixed> parse(std::string_view text) {
        ReadDecimal read;
        const DecimalFault fault = read_decimal(text, Places, read);
        if (fault == DecimalFault::out_of_range) {
            return Error{ErrorCode::out_of_range,
                         "'" + std::string(text) + "' is too large to hold.", ""};
        }
        if (fault != DecimalFault::none) {
            return Error{ErrorCode::not_a_number,
                         "'" + std::string(text) + "' is not a number such as 12.5.", ""};
        }
        if (read.reduced) {
            return Error{ErrorCode::not_a_number,
                         "'" + std::string(text) + "' has more than " + std::to_string(Places) +
                             " decimal places.",
                         ""};
        }
        return from_raw(read.raw);
    }

    constexpr std::int64_t raw() const { return raw_; }
    Exact exact() const { return Exact(raw_, scale); }

    /// Same unit only; the sum or difference must fit in 64 bits (totals are 128 bits wide).
    friend constexpr Fixed operator+(Fixed a, Fixed b) { return from_raw(a.raw_ + b.raw_); }
    friend constexpr Fixed operator-(Fixed a, Fixed b) { return from_raw(a.raw_ - b.raw_); }
    friend constexpr Fixed operator-(Fixed a) { return from_raw(-a.raw_); }
    /// Times a plain whole number; must fit in 64 bits.
    friend constexpr Fixed operator*(Fixed a, std::int64_t times) {
        return from_raw(a.raw_ * times);
    }
    friend constexpr Fixed operator*(std::int64_t times, Fixed a) { return a * times; }
    template <std::floating_point F>
    friend constexpr Fixed operator*(Fixed, F) = delete;
    template <std::floating_point F>
    friend constexpr Fixed operator*(F, Fixed) = delete;
    friend constexpr auto operator<=>(Fixed, Fixed) = default;

    /// Divided by a whole number > 0, rounded once, half to even.
    Fixed divided_half_even(std::int64_t by) const {
        return from_raw(static_cast<std::int64_t>(divide_half_even(raw_, by)));
    }

  private:
    std::int64_t raw_ = 0;
};

/// `a`'s shortest exact text, such as `45.25875`.
template <class Unit, int Places>
std::string to_text(Fixed<Unit, Places> a) {
    std::string out;
    append_decimal(out, a.raw(), Places);
    return out;
}

/// An exact value rounded once, half to even, into a Fixed; none where it does not fit.
template <class F>
std::optional<F> rounded_to(const Exact& value) {
    const std::optional<std::int64_t> raw = value.times(F::scale).rounded();
    if (!raw) return std::nullopt;
    return F::from_raw(*raw);
}

struct HoursUnit;
struct SessionsUnit;
struct ScoreUnit;
struct EpisodesUnit;
struct MoneyUnit;
struct RateUnit;
struct ParameterUnit;
struct DaysUnit;
struct WeeksUnit;
struct LearnersUnit;

using Hours = Fixed<HoursUnit, 4>;          ///< hours of one learner or one adult
using Sessions = Fixed<SessionsUnit, 4>;    ///< sessions, fractions arise as means over timetables
using Score = Fixed<ScoreUnit, 4>;          ///< a value on a measure, in the measure's unit
using Episodes = Fixed<EpisodesUnit, 4>;    ///< teaching episodes (Warren, Fey & Yoder 2007)
using Money = Fixed<MoneyUnit, 6>;          ///< pounds sterling
using HourlyRate = Fixed<RateUnit, 6>;      ///< pounds an hour
using Parameter = Fixed<ParameterUnit, 6>;  ///< sd, reliability, tolerance, expected gain
using DayCount = Fixed<DaysUnit, 0>;        ///< whole days
using WeekCount = Fixed<WeeksUnit, 0>;      ///< whole school weeks
using LearnerCount = Fixed<LearnersUnit, 0>;  ///< whole learners

}  // namespace effaith
