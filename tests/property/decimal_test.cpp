// Properties of exact numbers: decimals against a slow reader that shares nothing with ours,
// printing and reading back, and every double and rounding against exact rationals of any size.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <regex>
#include <string>
#include <utility>

#include "catch_compat.hpp"
#include "effaith/fixed.hpp"
#include "share.hpp"

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using effaith::DecimalFault;
using effaith::Exact;
using effaith::Int128;
using effaith::ReadDecimal;

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

cpp_int power_of_ten(int exponent) {
    return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

cpp_rational magnitude(const cpp_rational& value) {
    return value < 0 ? cpp_rational(-value) : value;
}

/// The nearest integer, a tie to the even one, by trying the neighbours.
cpp_int nearest_integer(const cpp_rational& value) {
    const cpp_int whole(numerator(value) / denominator(value));
    cpp_int best = whole;
    for (const cpp_int& other : {cpp_int(whole - 1), cpp_int(whole + 1)}) {
        const cpp_rational distance = magnitude(value - other);
        const cpp_rational least = magnitude(value - best);
        if (distance < least || (distance == least && other % 2 == 0)) best = other;
    }
    return best;
}

struct SlowReading {
    DecimalFault fault = DecimalFault::none;
    ReadDecimal read;
};

/// Reads a decimal by its grammar and big rationals.
SlowReading read_slowly(const std::string& text, int places) {
    static const std::regex kDecimal("([+-]?)([0-9]*)(\\.([0-9]*))?([eE]([+-]?[0-9]+))?");
    if (text.empty()) return {DecimalFault::empty, {}};
    std::smatch parts;
    if (!std::regex_match(text, parts, kDecimal)) return {DecimalFault::not_a_number, {}};
    const std::string digits = parts[2].str() + parts[4].str();
    if (digits.empty()) return {DecimalFault::not_a_number, {}};

    cpp_int value = 0;
    for (const char digit : digits)
        value = value * 10 + (digit - '0');
    if (parts[1] == "-") value = -value;
    // Texts here are shorter than 100 characters: an exponent of 1000 is as good as any beyond it.
    const double written = parts[6].matched ? std::stod(parts[6].str()) : 0;
    const int exponent = static_cast<int>(std::clamp(written, -1000.0, 1000.0)) -
                         static_cast<int>(parts[4].length()) + places;
    const cpp_rational scaled = exponent < 0 ? cpp_rational(value, power_of_ten(-exponent))
                                             : cpp_rational(value * power_of_ten(exponent));
    const cpp_int rounded = nearest_integer(scaled);
    if (rounded > kMost || rounded < -cpp_int(kMost)) return {DecimalFault::out_of_range, {}};
    return {DecimalFault::none, {static_cast<std::int64_t>(rounded), scaled != rounded}};
}

class RandomText {
  public:
    explicit RandomText(std::uint64_t seed) : random_(seed) {}

    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

    /// Mostly a decimal, sometimes spoilt by a letter.
    std::string decimal() {
        std::string text = sign(5);
        text += digits();
        if (below(4) != 0) text += "." + digits();
        if (below(4) == 0) {
            text += below(2) == 0 ? "e" : "E";
            text += sign(2);
            text += std::to_string(below(below(5) == 0 ? 500 : 25));
        }
        if (below(8) == 0) spoil(text);
        return text;
    }

  private:
    std::string sign(int one_in) {
        if (below(one_in) != 0) return "";
        return below(3) == 0 ? "+" : "-";
    }
    /// 0 to 24 digits; runs of 0, 4, 5 and 9 come often, for the ties.
    std::string digits() {
        const int kind = below(4);
        const int size = below(below(3) == 0 ? 25 : 7);
        std::string text;
        for (int i = 0; i < size; ++i) {
            const char* often = "0459";
            text += kind == 0 ? often[below(4)] : static_cast<char>('0' + below(10));
        }
        if (kind == 1) text += "5";
        if (kind == 2) text += std::string(static_cast<std::size_t>(below(5)), '0');
        return text;
    }
    void spoil(std::string& text) {
        const std::string letters = ".eE+-,x 0aN5";
        const auto at = static_cast<std::size_t>(below(static_cast<int>(text.size()) + 1));
        text.insert(at, 1, letters[static_cast<std::size_t>(below(12))]);
    }

    std::mt19937_64 random_;
};

/// Integers of up to 63 bits, small ones and those at the edges as likely as large ones.
std::int64_t any_integer(std::mt19937_64& random) {
    const int bits = std::uniform_int_distribution<int>(0, 63)(random);
    const auto value = static_cast<std::int64_t>(random() >> (63 - bits) >> 1);
    return (random() & 1U) != 0 ? -value : value;
}

/// A fraction as the library makes them: quotients of products of up to three 40-bit integers.
Exact any_fraction(std::mt19937_64& random) {
    const auto factor = [&random] {
        const int bits = std::uniform_int_distribution<int>(1, 40)(random);
        return Int128(static_cast<std::int64_t>(random() >> (64 - bits)) + 1);
    };
    Int128 numerator = factor();
    Int128 denominator = factor();
    if (random() % 4 != 0) numerator *= factor();
    if (random() % 4 != 0) denominator *= factor();
    if (random() % 2 != 0) numerator *= factor();
    if (random() % 2 != 0) denominator *= factor();
    if (random() % 2 != 0) numerator = -numerator;
    return Exact(numerator, denominator);
}

cpp_rational rational(const Exact& value) {
    return cpp_rational(cpp_int(value.numerator()), cpp_int(value.denominator()));
}

/// The exact value of a finite double.
cpp_rational rational(double value) {
    int exponent = 0;
    const double mantissa = std::ldexp(std::frexp(value, &exponent), 53);
    const cpp_int whole(static_cast<std::int64_t>(mantissa));
    const int shift = exponent - 53;
    return shift < 0 ? cpp_rational(whole, cpp_int(1) << -shift)
                     : cpp_rational(whole * (cpp_int(1) << shift));
}

bool mantissa_is_even(double value) {
    int exponent = 0;
    return static_cast<std::int64_t>(std::ldexp(std::frexp(value, &exponent), 53)) % 2 == 0;
}

/// Whether no double is nearer to `exact` than `value`, and a tie went to the even mantissa.
bool is_nearest(double value, const cpp_rational& exact) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    const cpp_rational distance = magnitude(rational(value) - exact);
    for (const double toward : {-kInfinity, kInfinity}) {
        const cpp_rational other = magnitude(rational(std::nextafter(value, toward)) - exact);
        if (other < distance || (other == distance && !mantissa_is_even(value))) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("Decimals are read as a slow reader with numbers of any size reads them") {
    RandomText random(20231222);
    int faults[4] = {0, 0, 0, 0};
    int reduced = 0;
    for (int i = 0; i < share_of(200000); ++i) {
        const std::string text = random.decimal();
        const int places = i % 3 == 0 ? 0 : (i % 3 == 1 ? 4 : 6);
        const SlowReading expected = read_slowly(text, places);
        ReadDecimal read;
        const DecimalFault fault = effaith::read_decimal(text, places, read);
        ++faults[static_cast<int>(fault)];
        reduced += fault == DecimalFault::none && read.reduced ? 1 : 0;
        const bool agrees = fault == expected.fault && read.raw == expected.read.raw &&
                            read.reduced == expected.read.reduced;
        if (!agrees) FAIL("'" << text << "' at " << places << " places");
    }
    for (const int count : faults)
        CHECK(count > 0);
    CHECK(reduced > 0);
}

TEST_CASE("A decimal that is printed is read back, and printed as shortly as can be") {
    std::mt19937_64 random(25);
    for (int i = 0; i < share_of(1000000); ++i) {
        const std::int64_t raw = any_integer(random);
        const int places = i % 3 == 0 ? 0 : (i % 3 == 1 ? 4 : 6);
        std::string text;
        effaith::append_decimal(text, raw, places);
        ReadDecimal read;
        const DecimalFault fault = effaith::read_decimal(text, places, read);
        if (fault != DecimalFault::none || read.raw != raw || read.reduced) FAIL(text);
        const bool has_point = text.find('.') != std::string::npos;
        const bool shortest = !has_point || (text.back() != '0' && text.back() != '.');
        if (!shortest) FAIL(text);
    }
}

TEST_CASE("Exact arithmetic agrees with rationals of any size, or says that it overflowed") {
    std::mt19937_64 random(31);
    int overflows = 0;
    for (int i = 0; i < share_of(50000); ++i) {
        const Exact a = any_fraction(random);
        const Exact b = any_fraction(random);
        const cpp_rational x = rational(a);
        const cpp_rational y = rational(b);
        const std::pair<Exact, cpp_rational> results[] = {
            {a + b, x + y}, {a - b, x - y}, {a * b, x * y}, {a / b, x / y}};
        for (const auto& [ours, theirs] : results) {
            if (ours.overflowed()) {
                ++overflows;
            } else if (rational(ours) != theirs) {
                FAIL("wrong result after " << i << " pairs");
            }
        }
        if (!(a - b).overflowed() && (a < b) != (x < y)) FAIL("wrong order after " << i);
    }
    CHECK(overflows > 0);
}

TEST_CASE("An exact value becomes the nearest double") {
    std::mt19937_64 random(37);
    for (int i = 0; i < share_of(50000); ++i) {
        const Exact value = any_fraction(random);
        if (!is_nearest(*value.nearest(), rational(value))) {
            FAIL("not the nearest double: " << rational(value));
        }
    }
}

TEST_CASE("A value next to a tie between two doubles becomes the nearest one") {
    std::mt19937_64 random(41);
    for (int i = 0; i < share_of(50000); ++i) {
        // A 54-bit odd integer is half way between two doubles; move it by nothing or a little.
        const std::int64_t tie =
            (std::int64_t{1} << 53) + static_cast<std::int64_t>(random() >> 11);
        const Int128 denominator = Int128(1) << (i % 60);
        const Int128 numerator = Int128(tie | 1) * denominator + (i % 3 - 1);
        const Exact value(numerator, denominator);
        if (!is_nearest(*value.nearest(), rational(value))) {
            FAIL("not the nearest double: " << rational(value));
        }
    }
}

TEST_CASE("An exact value is rounded to the nearest integer, a tie to the even one") {
    std::mt19937_64 random(43);
    int rounded = 0;
    for (int i = 0; i < share_of(100000); ++i) {
        const Exact value =
            i % 2 == 0 ? any_fraction(random) : Exact(any_integer(random), 2 * (i % 7 + 1));
        const cpp_int expected = nearest_integer(rational(value));
        const bool fits = expected >= std::numeric_limits<std::int64_t>::min() && expected <= kMost;
        const auto result = value.rounded();
        if (result.has_value() != fits || (fits && *result != expected)) {
            FAIL("wrong rounding of " << rational(value));
        }
        rounded += fits ? 1 : 0;
    }
    CHECK(rounded > 0);
}
