// What a statistic answers: a number, or the reason why there is none.
//
// A figure that the data cannot give is never a NaN, an infinity or an exception. It is a Number
// without a value, with a Reason that says what was lacking; a face shows null and the reason's
// sentence. A Choice is the same for one of some words (a band, a category).
//
// Decision: missing values of the input are NaN in arrays of doubles, because that is how numpy,
// data frames and C hold them; they are dropped by the rule that each function states, and counted
// by `n`. An infinite input is no measurement: the call answers `invalid_argument`.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace effaith::stats {

/// Why there is no number. The numbers never change: the C interface has them.
enum class Reason : std::uint8_t {
    none = 0,                 ///< there is a number
    too_few = 1,              ///< fewer values than the figure needs
    no_variation = 2,         ///< all values are the same where a spread is divided by
    not_estimable = 3,        ///< the design or the values do not determine it
    undefined_ratio = 4,      ///< a divisor is zero
    no_comparison_group = 5,  ///< it is a comparison, and there is nobody to compare with
    invalid_argument = 6,     ///< an argument outside its range, or arrays of different lengths
    outside_table = 7,        ///< beyond the end of the published table
    not_applicable = 8,       ///< not defined for this kind of data (an exact p with ties, say)
    ordinal_scale = 9,        ///< steps of a ladder have an order and no distances
    withheld = 10             ///< it would give away what is confidential, such as a person's pay
};

struct ReasonText {
    Reason reason;
    std::string_view name;
    std::string_view sentence;  ///< for a head teacher
};

/// Every reason with its name in documents and what it means; the one list for all faces.
inline constexpr std::array<ReasonText, 11> kReasons{{
    {Reason::none, "none", "There is a number."},
    {Reason::too_few, "too_few", "There are too few learners or values to say."},
    {Reason::no_variation, "no_variation",
     "All the values are the same, so there is no spread to measure against."},
    {Reason::not_estimable, "not_estimable", "The values do not determine this figure."},
    {Reason::undefined_ratio, "undefined_ratio", "It would be a division by zero."},
    {Reason::no_comparison_group, "no_comparison_group",
     "There is no comparison group, so nobody can say what would have happened without it."},
    {Reason::invalid_argument, "invalid_argument", "It was asked with a value that cannot be."},
    {Reason::outside_table, "outside_table", "The published table does not reach this far."},
    {Reason::not_applicable, "not_applicable", "This figure is not defined for such data."},
    {Reason::ordinal_scale, "ordinal_scale",
     "The steps of a ladder have an order but no distances: count steps and shares, not means."},
    {Reason::withheld, "withheld", "It is withheld: it would give away what is confidential."},
}};

constexpr const ReasonText& text_of(Reason reason) {
    return kReasons[static_cast<std::size_t>(reason)];
}
constexpr std::string_view name_of(Reason reason) {
    return text_of(reason).name;
}

/// A finite double, or the reason why there is none.
class Number {
  public:
    constexpr Number() = default;
    constexpr Number(Reason reason) : reason_(reason) {}
    /// What overflowed or is not a number is `not_estimable`.
    Number(double value) : Number(value, Reason::not_estimable) {}
    /// `otherwise` is the reason where the value is not finite.
    Number(double value, Reason otherwise)
        : value_(std::isfinite(value) ? value : 0.0),
          reason_(std::isfinite(value) ? Reason::none : otherwise) {}

    constexpr bool known() const { return reason_ == Reason::none; }
    constexpr explicit operator bool() const { return known(); }
    /// The value. Only where known(); 0 elsewhere.
    constexpr double operator*() const { return value_; }
    constexpr Reason reason() const { return reason_; }

    friend constexpr bool operator==(const Number&, const Number&) = default;

  private:
    double value_ = 0.0;
    Reason reason_ = Reason::not_estimable;
};

/// a / b; `undefined_ratio` where b is 0, and the reason of an operand that has no value.
inline Number ratio(const Number& a, const Number& b) {
    if (!a) return a;
    if (!b) return b;
    return *b == 0.0 ? Number(Reason::undefined_ratio) : Number(*a / *b);
}

/// The names of a choice's words, in the order of its enum: specialised beside each enum.
template <class Word>
struct WordNames;

/// One of the words of an enum, or the reason why there is none.
template <class Word>
class Choice {
    static_assert(std::is_enum_v<Word>);

  public:
    constexpr Choice() = default;
    constexpr Choice(Word word) : word_(word), reason_(Reason::none) {}
    constexpr Choice(Reason reason) : reason_(reason) {}

    constexpr bool known() const { return reason_ == Reason::none; }
    constexpr explicit operator bool() const { return known(); }
    constexpr Word operator*() const { return word_; }
    constexpr Reason reason() const { return reason_; }
    constexpr std::string_view name() const {
        return known() ? WordNames<Word>::names[static_cast<std::size_t>(word_)]
                       : std::string_view{};
    }

    friend constexpr bool operator==(const Choice&, const Choice&) = default;

  private:
    Word word_{};
    Reason reason_ = Reason::not_estimable;
};

enum class YesNo : std::uint8_t { no, yes };
template <>
struct WordNames<YesNo> {
    static constexpr std::array<std::string_view, 2> names{"no", "yes"};
};
using Flag = Choice<YesNo>;
constexpr Flag flag(bool is_so) {
    return is_so ? YesNo::yes : YesNo::no;
}

}  // namespace effaith::stats
