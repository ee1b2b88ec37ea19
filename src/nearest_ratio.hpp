// Quotients of integers of any size that our sums can have, as the nearest double.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>

#include "effaith/wide_sum.hpp"

namespace effaith {

/// Wide enough for the product of two variances times their counts, and for a shift of it: nothing
/// is allocated.
using Wide = boost::multiprecision::number<
    boost::multiprecision::cpp_int_backend<1280, 1280, boost::multiprecision::signed_magnitude,
                                           boost::multiprecision::unchecked, void>,
    boost::multiprecision::et_off>;

inline Wide wide(const WideSum& sum) {
    const bool negative = sum.is_negative();
    const WideSum::Limbs limbs = negative ? sum.negated().limbs() : sum.limbs();
    Wide value = limbs[2];
    value = (value << 64) | limbs[1];
    value = (value << 64) | limbs[0];
    return negative ? Wide(-value) : value;
}

inline Wide wide(const Int128& value) {
    WideSum sum;
    sum.add(value);
    return wide(sum);
}

/// num / den rounded once, ties to even; den > 0. Both below 2^640.
inline double nearest_ratio(Wide num, Wide den) {
    if (num == 0) return 0.0;
    const bool negative = num < 0;
    if (negative) num = -num;
    // A quotient of 64 or 65 bits, whose last bit says whether anything is left below it.
    int shift = 64 - (static_cast<int>(msb(num)) - static_cast<int>(msb(den)));
    if (shift > 0) num <<= static_cast<unsigned>(shift);
    if (shift < 0) den <<= static_cast<unsigned>(-shift);
    Wide quotient;
    Wide rest;
    boost::multiprecision::divide_qr(num, den, quotient, rest);
    bool more = rest != 0;
    if (msb(quotient) > 63) {
        more = more || bit_test(quotient, 0);
        quotient >>= 1;
        --shift;
    }
    const std::uint64_t bits = static_cast<std::uint64_t>(quotient) | (more ? 1U : 0U);
    const double size = std::ldexp(static_cast<double>(bits), -shift);
    return negative ? -size : size;
}

}  // namespace effaith
