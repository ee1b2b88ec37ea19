// Exact arithmetic between the input and the one rounding: 128-bit integers and rationals of them.
//
// Every figure starts from integers (decimals at a fixed scale, counts of days) and is one quotient
// of products of them. An Exact holds that quotient; it is rounded once, half to even, at the scale
// of the figure, or turned once into the nearest double. A product that does not fit is remembered
// as an overflow: then there is no value, never a wrong one.
//
// Decision: 128 bits are the compiler's own where it has them, Boost.Multiprecision's elsewhere
// (MSVC, or EFFAITH_PORTABLE_WIDE). Fractions are reduced only when a product would not fit, so the
// ordinary case costs a multiplication and no greatest common divisor.
#pragma once

#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>

#if !defined(__SIZEOF_INT128__) || defined(EFFAITH_PORTABLE_WIDE)
#include <boost/multiprecision/cpp_int.hpp>
#endif

namespace effaith {

#if defined(__SIZEOF_INT128__) && !defined(EFFAITH_PORTABLE_WIDE)
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UnsignedInt128;

/// The least 128-bit integer has no positive counterpart, so it counts as not fitting: every result
/// can be negated.
inline constexpr Int128 kLeastWide = static_cast<Int128>(UnsignedInt128{1} << 127U);

inline bool multiply_fits(Int128 a, Int128 b, Int128& product) {
    return !__builtin_mul_overflow(a, b, &product) && product != kLeastWide;
}
inline bool add_fits(Int128 a, Int128 b, Int128& sum) {
    return !__builtin_add_overflow(a, b, &sum) && sum != kLeastWide;
}
#else
using Int128 = boost::multiprecision::int128_t;

inline Int128 largest_wide() {
    return (Int128(1) << 126) - 1 + (Int128(1) << 126);
}
inline Int128 magnitude_wide(const Int128& a) {
    return a < 0 ? Int128(-a) : a;
}

inline bool multiply_fits(const Int128& a, const Int128& b, Int128& product) {
    if (a != 0 && magnitude_wide(b) > largest_wide() / magnitude_wide(a)) return false;
    product = a * b;
    return true;
}
inline bool add_fits(const Int128& a, const Int128& b, Int128& sum) {
    if (b > 0 ? a > largest_wide() - b : a < -largest_wide() - b) return false;
    sum = a + b;
    return true;
}
#endif

inline bool fits_int64(const Int128& value) {
    return value >= std::numeric_limits<std::int64_t>::min() &&
           value <= std::numeric_limits<std::int64_t>::max();
}

namespace detail {

/// The rounding of both widths: quotient and rest are those of a division towards zero.
template <class Integer>
Integer nearest_even(Integer quotient, Integer rest, Integer den, bool negative) {
    const Integer size = rest < 0 ? Integer(-rest) : rest;
    const Integer other = den - size;
    if (size > other || (size == other && quotient % 2 != 0)) quotient += negative ? -1 : 1;
    return quotient;
}

}  // namespace detail

/// num / den rounded to the nearest integer, a tie to the even one. den > 0.
inline Int128 divide_half_even(const Int128& num, const Int128& den) {
    // Division of 128 bits costs several times that of 64.
    if (fits_int64(num) && fits_int64(den)) {
        const auto a = static_cast<std::int64_t>(num);
        const auto b = static_cast<std::int64_t>(den);
        return detail::nearest_even<std::int64_t>(a / b, a % b, b, a < 0);
    }
    return detail::nearest_even<Int128>(num / den, num % den, den, num < 0);
}

namespace detail {

inline Int128 greatest_common_divisor(Int128 a, Int128 b) {
    if (a < 0) a = -a;
    while (b != 0) {
        const Int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/// num / den as the nearest double, ties to even, for num >= 0, den > 0 of any size: long division,
/// one bit at a time, until 55 significant bits stand in `bits`, and whether anything is left.
inline double divide_wide(Int128 num, const Int128& den) {
    const Int128 whole = num / den;
    Int128 rest = num % den;
    constexpr int kBits = 55;
    std::uint64_t bits = 0;
    int exponent = 0;
    bool sticky = false;
    if (whole >= (Int128(1) << kBits)) {
        Int128 head = whole;
        while (head >= (Int128(1) << kBits)) {
            sticky = sticky || (head % 2 != 0);
            head /= 2;
            ++exponent;
        }
        bits = static_cast<std::uint64_t>(head);
    } else {
        bits = static_cast<std::uint64_t>(whole);
        while ((bits >> (kBits - 1)) == 0) {
            // rest < den; compare before doubling, so that nothing overflows.
            const bool carry = rest >= den - rest;
            rest = carry ? rest - (den - rest) : rest + rest;
            bits = (bits << 1) | (carry ? 1U : 0U);
            --exponent;
            if (bits == 0 && exponent < -400) return 0.0;
        }
    }
    if (rest != 0) sticky = true;
    bits = (bits << 1) | (sticky ? 1U : 0U);
    return std::ldexp(static_cast<double>(bits), exponent - 1);
}

}  // namespace detail

/// num / den as the nearest double (IEEE 754, ties to even). den > 0.
inline double nearest_double(const Int128& num, const Int128& den) {
    constexpr std::int64_t kExact = std::int64_t{1} << 53;
    if (num <= kExact && num >= -kExact && den <= kExact) {
        return static_cast<double>(static_cast<std::int64_t>(num)) /
               static_cast<double>(static_cast<std::int64_t>(den));
    }
    if (num == 0) return 0.0;
    return num < 0 ? -detail::divide_wide(-num, den) : detail::divide_wide(num, den);
}

/// A rational number, exact, or nothing after an overflow.
class Exact {
  public:
    Exact() = default;
    explicit Exact(const Int128& whole) : num_(whole) {}
    template <std::floating_point F>
    explicit Exact(F) = delete;  // a binary fraction is not the decimal that was meant
    /// numerator / denominator, denominator > 0.
    Exact(const Int128& numerator, const Int128& denominator)
        : num_(numerator), den_(denominator) {}

    const Int128& numerator() const { return num_; }
    const Int128& denominator() const { return den_; }
    bool overflowed() const { return overflowed_; }
    bool is_zero() const { return !overflowed_ && num_ == 0; }
    bool is_positive() const { return !overflowed_ && num_ > 0; }

    friend Exact operator*(const Exact& a, const Exact& b) {
        Exact product;
        if (a.is_small() && b.is_small()) {
            product.num_ = a.num_ * b.num_;
            product.den_ = a.den_ * b.den_;
            product.overflowed_ = a.overflowed_ || b.overflowed_;
            return product;
        }
        if (multiply_fits(a.num_, b.num_, product.num_) &&
            multiply_fits(a.den_, b.den_, product.den_)) {
            product.overflowed_ = a.overflowed_ || b.overflowed_;
            return product;
        }
        return product_of_reduced(a, b);
    }
    /// Times a whole number.
    Exact times(std::int64_t whole) const {
        Exact product = *this;
        if (fits_int64(num_)) {
            product.num_ = num_ * whole;
            return product;
        }
        return *this * Exact(whole);
    }
    /// Divided by a whole number > 0.
    Exact over(std::int64_t whole) const {
        Exact quotient = *this;
        if (fits_int64(den_)) {
            quotient.den_ = den_ * whole;
            return quotient;
        }
        return *this * Exact(1, whole);
    }
    /// a / b, b not zero.
    friend Exact operator/(const Exact& a, const Exact& b) {
        Exact inverse = b.num_ < 0 ? Exact(-b.den_, -b.num_) : Exact(b.den_, b.num_);
        inverse.overflowed_ = b.overflowed_;
        return a * inverse;
    }
    friend Exact operator+(const Exact& a, const Exact& b) {
        Exact sum;
        sum.overflowed_ = a.overflowed_ || b.overflowed_;
        if (a.den_ == b.den_ && add_fits(a.num_, b.num_, sum.num_)) {
            sum.den_ = a.den_;
            return sum;
        }
        Int128 left;
        Int128 right;
        if (multiply_fits(a.num_, b.den_, left) && multiply_fits(b.num_, a.den_, right) &&
            add_fits(left, right, sum.num_) && multiply_fits(a.den_, b.den_, sum.den_)) {
            return sum;
        }
        return nothing();
    }
    friend Exact operator-(const Exact& a, const Exact& b) { return a + b.negated(); }

    Exact negated() const {
        Exact result = *this;
        result.num_ = -num_;
        return result;
    }

    /// Rounded once, half to even, to an integer; none after an overflow or where it exceeds 64
    /// bits.
    std::optional<std::int64_t> rounded() const {
        if (overflowed_) return std::nullopt;
        const Int128 value = divide_half_even(num_, den_);
        if (!fits_int64(value)) return std::nullopt;
        return static_cast<std::int64_t>(value);
    }

    /// The nearest double; none after an overflow.
    std::optional<double> nearest() const {
        if (overflowed_) return std::nullopt;
        return nearest_double(num_, den_);
    }

    /// Whether a < b, exactly; false after an overflow.
    friend bool operator<(const Exact& a, const Exact& b) {
        const Exact difference = b - a;
        return !difference.overflowed_ && difference.is_positive();
    }

  private:
    /// Whether both parts have 64 bits, so that a product with another such value always fits.
    bool is_small() const { return fits_int64(num_) && fits_int64(den_); }
    static Exact nothing() {
        Exact result;
        result.overflowed_ = true;
        return result;
    }
    static Exact product_of_reduced(const Exact& a, const Exact& b) {
        const Int128 first = detail::greatest_common_divisor(a.num_, b.den_);
        const Int128 second = detail::greatest_common_divisor(b.num_, a.den_);
        Exact product;
        product.overflowed_ = a.overflowed_ || b.overflowed_;
        const bool fits = multiply_fits(a.num_ / first, b.num_ / second, product.num_) &&
                          multiply_fits(a.den_ / second, b.den_ / first, product.den_);
        return fits ? product : nothing();
    }

    Int128 num_ = 0;
    Int128 den_ = 1;
    bool overflowed_ = false;
};

}  // namespace effaith
