// Exact arithmetic: nothing is lost before the one rounding, and an overflow is never a wrong
// value.
#include "effaith/exact.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "catch_compat.hpp"

using boost::multiprecision::cpp_int;
using effaith::Exact;
using effaith::Int128;

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

Int128 power_of_two(int exponent) {
    return Int128(1) << exponent;
}

Int128 largest() {
    return power_of_two(126) - 1 + power_of_two(126);
}

bool equals(const Exact& value, const cpp_int& numerator, const cpp_int& denominator) {
    return !value.overflowed() &&
           cpp_int(value.numerator()) * denominator == numerator * cpp_int(value.denominator());
}

std::int64_t half_even(const Int128& numerator, const Int128& denominator) {
    return static_cast<std::int64_t>(effaith::divide_half_even(numerator, denominator));
}

Exact overflow() {
    return Exact(largest()) * Exact(largest());
}

}  // namespace

TEST_CASE("Fractions add, subtract, multiply and divide exactly") {
    const Exact third(1, 3);
    const Exact sixth(1, 6);
    CHECK(equals(third + sixth, 1, 2));
    CHECK(equals(third - sixth, 1, 6));
    CHECK(equals(sixth - third, -1, 6));
    CHECK(equals(third * sixth, 1, 18));
    CHECK(equals(third / sixth, 2, 1));
    CHECK(equals(third + third, 2, 3));
    CHECK(equals(Exact(7).negated(), -7, 1));
    CHECK(equals(Exact(), 0, 1));
}

TEST_CASE("A quotient by a negative number keeps its denominator positive") {
    const Exact quotient = Exact(3, 4) / Exact(-2, 5);
    CHECK(equals(quotient, -15, 8));
    CHECK(quotient.denominator() > 0);
    CHECK(equals(Exact(-3, 4) / Exact(-2, 5), 15, 8));
}

TEST_CASE("Signs and zero are told exactly") {
    CHECK(Exact().is_zero());
    CHECK_FALSE(Exact().is_positive());
    CHECK((Exact(1, 3) - Exact(1, 3)).is_zero());
    CHECK(Exact(1, kMost).is_positive());
    CHECK_FALSE(Exact(-1, kMost).is_positive());
    CHECK_FALSE(Exact(-1, kMost).is_zero());
}

TEST_CASE("Comparison sees a difference that a double cannot") {
    const Exact one(1);
    const Exact just_more(kMost, kMost - 1);
    CHECK(one < just_more);
    CHECK_FALSE(just_more < one);
    CHECK_FALSE(one < one);
    CHECK(Exact(-1, 3) < Exact(-1, 4));
    CHECK(Exact(2, 4) < Exact(3, 5));
}

TEST_CASE("A product that does not fit is tried again in lowest terms") {
    const Exact a(power_of_two(100), 3);
    const Exact b(3, power_of_two(100));
    const Exact c(power_of_two(60), 7);
    CHECK(equals(a * b, 1, 1));
    CHECK(equals(a * b * c, cpp_int(1) << 60, 7));
    CHECK(equals(a / a, 1, 1));
    CHECK(equals(a * Exact() * a, 0, 1));
}

TEST_CASE("A product or sum too large for 128 bits has no value") {
    CHECK(overflow().overflowed());
    CHECK((Exact(largest()) + Exact(1)).overflowed());
    CHECK((Exact(largest()).negated() - Exact(largest())).overflowed());
    CHECK((Exact(1, largest()) + Exact(1, largest() - 1)).overflowed());
    CHECK((Exact(1, largest()) * Exact(1, largest())).overflowed());
    CHECK_FALSE((Exact(largest()) + Exact()).overflowed());
}

TEST_CASE("An overflow stays through everything computed from it") {
    const Exact lost = overflow();
    for (const Exact& result :
         {lost + Exact(1), Exact(1) + lost, lost - Exact(1), Exact(1) - lost, lost * Exact(1),
          Exact(1) * lost, lost / Exact(2), lost.negated()}) {
        CHECK(result.overflowed());
        CHECK_FALSE(result.rounded());
        CHECK_FALSE(result.nearest());
    }
}

TEST_CASE("Nothing is less than an overflow, nor an overflow less than anything") {
    CHECK_FALSE(overflow() < Exact(5));
    CHECK_FALSE(Exact(-5) < overflow());
    CHECK_FALSE(overflow() < overflow());
}

TEST_CASE("Rounding goes to the nearest, and a tie to the even neighbour") {
    CHECK(half_even(1, 2) == 0);
    CHECK(half_even(3, 2) == 2);
    CHECK(half_even(5, 2) == 2);
    CHECK(half_even(7, 2) == 4);
    CHECK(half_even(-1, 2) == 0);
    CHECK(half_even(-3, 2) == -2);
    CHECK(half_even(-5, 2) == -2);
    CHECK(half_even(-7, 2) == -4);
    CHECK(half_even(1, 3) == 0);
    CHECK(half_even(2, 3) == 1);
    CHECK(half_even(-1, 3) == 0);
    CHECK(half_even(-2, 3) == -1);
    CHECK(half_even(0, 9) == 0);
    CHECK(half_even(12, 4) == 3);
    CHECK(half_even(-12, 4) == -3);
}

TEST_CASE("Rounding decides ties exactly, however large the fraction") {
    const Int128 odd = power_of_two(126) - 1;  // 2 * odd and its neighbours are of 127 bits
    const Int128 half = odd;
    CHECK(half_even(half, odd * 2) == 0);
    CHECK(half_even(half + 1, odd * 2) == 1);
    CHECK(half_even(half - 1, odd * 2) == 0);
    CHECK(half_even(-half - 1, odd * 2) == -1);
    CHECK(half_even(largest(), largest()) == 1);
}

TEST_CASE("A value is rounded to 64 bits or not at all") {
    CHECK(Exact(kMost).rounded() == kMost);
    CHECK(Exact(kLeast).rounded() == kLeast);
    CHECK_FALSE((Exact(kMost) + Exact(1)).rounded());
    CHECK_FALSE((Exact(kLeast) - Exact(1)).rounded());
    CHECK((Exact(kMost) + Exact(1, 3)).rounded() == kMost);
    CHECK_FALSE((Exact(kMost) + Exact(1, 2)).rounded());  // the tie goes to the even 2^63
    CHECK((Exact(kLeast) - Exact(1, 2)).rounded() == kLeast);
    CHECK(Exact(5, 2).rounded() == 2);
    CHECK(Exact(-5, 2).rounded() == -2);
}

TEST_CASE("Small fractions become the double that their division gives") {
    CHECK(Exact(1, 3).nearest() == 1.0 / 3.0);
    CHECK(Exact(-2, 3).nearest() == -2.0 / 3.0);
    CHECK(Exact(1, 10).nearest() == 0.1);
    CHECK(Exact().nearest() == 0.0);
    CHECK(Exact(9007199254740992).nearest() == 9007199254740992.0);
}

TEST_CASE("Whole numbers beyond 53 bits become the nearest double, ties to even") {
    const std::int64_t edge = std::int64_t{1} << 53;
    CHECK(Exact(edge + 1).nearest() == 9007199254740992.0);
    CHECK(Exact(edge + 2).nearest() == 9007199254740994.0);
    CHECK(Exact(edge + 3).nearest() == 9007199254740996.0);
    CHECK(Exact(-edge - 1).nearest() == -9007199254740992.0);
    CHECK(Exact(-edge - 3).nearest() == -9007199254740996.0);
    CHECK((Exact(edge + 1) + Exact(1, kMost)).nearest() == 9007199254740994.0);
    CHECK((Exact(edge + 1) - Exact(1, kMost)).nearest() == 9007199254740992.0);
}

TEST_CASE("The widest fractions become the nearest double") {
    CHECK(Exact(largest()).nearest() == std::ldexp(1.0, 127));
    CHECK(Exact(1, largest()).nearest() == std::ldexp(1.0, -127));
    CHECK(Exact(-largest()).nearest() == -std::ldexp(1.0, 127));
    CHECK(Exact(largest(), largest()).nearest() == 1.0);
    CHECK(Exact(largest(), largest() - 1).nearest() == 1.0);
    CHECK(Exact(power_of_two(100) + 1, power_of_two(100)).nearest() == 1.0);
    CHECK(Exact(power_of_two(100), 3).nearest() == std::ldexp(1.0 / 3.0, 100));
    CHECK(Exact(1, Int128(3) * power_of_two(100)).nearest() == std::ldexp(1.0 / 3.0, -100));
}

TEST_CASE("A fraction is turned into a double once, not by way of two rounded doubles") {
    // 1 + 2^-53 + 2^-107 + ... lies just above the tie; as doubles, both numbers are 2^54.
    const std::int64_t wide = std::int64_t{1} << 54;
    CHECK(Exact(wide + 1, wide - 1).nearest() == 1.0 + std::ldexp(1.0, -52));
    CHECK(static_cast<double>(wide + 1) / static_cast<double>(wide - 1) == 1.0);
}

TEST_CASE("Whether a wide number fits in 64 bits is told exactly") {
    CHECK(effaith::fits_int64(kMost));
    CHECK(effaith::fits_int64(kLeast));
    CHECK_FALSE(effaith::fits_int64(Int128(kMost) + 1));
    CHECK_FALSE(effaith::fits_int64(Int128(kLeast) - 1));
}
