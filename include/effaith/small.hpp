// Numbers small enough for the quick way: whole numbers below 2^51, held as doubles.
//
// The figures have one formula each, written once for any kind of number. Exact (128 bits, every
// product checked) is the kind that always works. These are the kind that a processor works
// through fastest, several at a time: a Small is a decimal's count of steps, a Quotient the exact
// fraction of two such counts. Whoever uses them has first made sure that every product stays at
// or below `kLargestSmall`; then both kinds give the same digits.
//
// Decision: the rounding is a division and an addition in doubles, with no integer division. It is
// exact: where num and den are whole and num <= 2^51, num / den lies at least 1 / (2 den) from
// every tie that it does not hit, and the division is off by at most num / den * 2^-53 <= 1 / (4
// den).
#pragma once

#include <cstdint>

#include "effaith/fixed.hpp"

namespace effaith {

/// No numerator or denominator of a Quotient may exceed this.
inline constexpr double kLargestSmall = 2251799813685248.0;  // 2^51

/// A decimal of the kind F as a count of its smallest steps.
template <class F>
struct Small {
    double raw = 0.0;

    static Small of(F fixed) { return {static_cast<double>(fixed.raw())}; }
    F fixed() const { return F::from_raw(static_cast<std::int64_t>(raw)); }
};

/// num / den / 10^Places.
template <int Places>
struct Quotient {
    double num = 0.0;
    double den = 1.0;
};

/// A whole number as a fraction.
constexpr Quotient<0> quotient_of(double whole) {
    return {whole, 1.0};
}

namespace detail {

/// The nearest whole number, a tie to the even one, for |value| <= 2^51 (whatever instructions the
/// processor has: adding 1.5 * 2^52 leaves no room for a fraction).
inline double nearest_whole(double value) {
    constexpr double kNoFraction = 6755399441055744.0;
    return (value + kNoFraction) - kNoFraction;
}

}  // namespace detail

template <int Places, class F>
constexpr Quotient<Places + F::places> times(const Quotient<Places>& a, const Small<F>& b) {
    return {a.num * b.raw, a.den};
}
template <int Places>
constexpr Quotient<Places> times(const Quotient<Places>& a, double whole) {
    return {a.num * whole, a.den};
}
template <int Places>
constexpr Quotient<Places> over(const Quotient<Places>& a, double whole) {
    return {a.num, a.den * whole};
}

/// Rounded once, half to even, at the scale of F.
template <class F, int Places>
Small<F> rounded_to(const Quotient<Places>& value) {
    constexpr double kUp =
        static_cast<double>(power_of_ten(Places < F::places ? F::places - Places : 0));
    constexpr double kDown =
        static_cast<double>(power_of_ten(Places > F::places ? Places - F::places : 0));
    return {detail::nearest_whole(value.num * kUp / (value.den * kDown))};
}

/// a / b as the nearest double, for b > 0.
template <int Places>
constexpr double quotient(const Quotient<Places>& a, const Quotient<Places>& b) {
    return (a.num * b.den) / (a.den * b.num);
}

// The same words for the kind that always works.

template <class Unit, int Places>
Exact times(const Exact& a, Fixed<Unit, Places> b) {
    return a.times(b.raw()).over(Fixed<Unit, Places>::scale);
}
inline Exact times(const Exact& a, std::int64_t whole) {
    return a.times(whole);
}
inline Exact times(const Exact& a, const Exact& b) {
    return a * b;
}
inline Exact over(const Exact& a, std::int64_t whole) {
    return a.over(whole);
}

}  // namespace effaith
