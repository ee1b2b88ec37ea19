// Exact decimals: what is read as a number, what is not, how it is rounded, and how it is printed.
#include "effaith/fixed.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "catch_compat.hpp"

using effaith::DecimalFault;
using effaith::Exact;
using effaith::Hours;
using effaith::Int128;
using effaith::Money;
using effaith::ReadDecimal;

namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

struct Reading {
    std::string text;
    int places;
    std::int64_t raw;
    bool reduced;
};

void check_readings(const std::vector<Reading>& readings) {
    for (const Reading& expected : readings) {
        CAPTURE(expected.text.substr(0, 80), expected.places);
        ReadDecimal read;
        CHECK(effaith::read_decimal(expected.text, expected.places, read) == DecimalFault::none);
        CHECK(read.raw == expected.raw);
        CHECK(read.reduced == expected.reduced);
    }
}

DecimalFault fault_of(std::string_view text, int places = 4) {
    ReadDecimal read;
    return effaith::read_decimal(text, places, read);
}

std::string printed(const Int128& raw, int places) {
    std::string out;
    effaith::append_decimal(out, raw, places);
    return out;
}

std::string zeros(std::size_t count) {
    return std::string(count, '0');
}

}  // namespace

TEST_CASE("A decimal is read exactly, in every way of writing it") {
    check_readings({
        {"0", 4, 0, false},
        {"0.3333", 4, 3333, false},
        {"14.37", 6, 14370000, false},
        {"-12.5", 4, -125000, false},
        {"+12.5", 4, 125000, false},
        {".25", 4, 2500, false},
        {"+.5", 4, 5000, false},
        {"-.5", 4, -5000, false},
        {"5.", 4, 50000, false},
        {"00012.50", 4, 125000, false},
        {"-0", 4, 0, false},
        {"-0.0", 4, 0, false},
        {"7", 0, 7, false},
        {"0.1", 18, 100000000000000000, false},
        {"12.3400000000000000000000000000", 4, 123400, false},
    });
}

TEST_CASE("An exponent moves the point and loses nothing") {
    check_readings({
        {"1.2E3", 4, 12000000, false},
        {"1.2e+3", 4, 12000000, false},
        {"12500e-4", 4, 12500, false},
        {"5e-1", 4, 5000, false},
        {"1E-4", 4, 1, false},
        {"0.0001e4", 0, 1, false},
        {"1e0", 4, 10000, false},
        {"1e-0", 4, 10000, false},
        {"1e014", 0, 100000000000000, false},
        {"-2.5e1", 0, -25, false},
        {"1" + zeros(30) + "e-30", 4, 10000, false},
        {"0." + zeros(100) + "1e101", 4, 10000, false},
    });
}

TEST_CASE("An exponent as long as the number itself still gives the number") {
    check_readings({
        {"1" + zeros(1200000) + "e-1200000", 4, 10000, false},
        {"0." + zeros(1200000) + "1e1200001", 4, 10000, false},
    });
}

TEST_CASE("Places beyond the scale are rounded half to even, and the reading says so") {
    check_readings({
        {"0.00005", 4, 0, true},
        {"0.00015", 4, 2, true},
        {"0.00025", 4, 2, true},
        {"0.00035", 4, 4, true},
        {"-0.00005", 4, 0, true},
        {"-0.00015", 4, -2, true},
        {"-0.00025", 4, -2, true},
        {"0.000049999999", 4, 0, true},
        {"0.000050000001", 4, 1, true},
        {"-0.000050000001", 4, -1, true},
        {"0.00002", 4, 0, true},
        {"0.00006", 4, 1, true},
        {"0.00009", 4, 1, true},
        {"0.99995", 4, 10000, true},
        {"0.99985", 4, 9998, true},
        {"0.5", 0, 0, true},
        {"1.5", 0, 2, true},
        {"2.5", 0, 2, true},
        {"2.50" + zeros(50) + "1", 0, 3, true},
        {"5e-5", 4, 0, true},
        {"15e-5", 4, 2, true},
        {"5.1e-5", 4, 1, true},
        {"14.3700005", 6, 14370000, true},
        {"14.3700015", 6, 14370002, true},
        {"99999999999999999999e-24", 4, 1, true},
    });
}

TEST_CASE("A number far below the scale is zero, and says that it was reduced") {
    check_readings({
        {"1e-400", 4, 0, true},
        {"-1e-400", 4, 0, true},
        {"1e-99999999999", 4, 0, true},
        {"9e-6", 4, 0, true},
        {"0." + zeros(500) + "9", 4, 0, true},
    });
}

TEST_CASE("Zero is zero with any exponent, and nothing was reduced") {
    check_readings({
        {"0e400", 4, 0, false},
        {"0e-400", 4, 0, false},
        {"0.000e99999999999", 4, 0, false},
        {"-0e-99999999999", 4, 0, false},
        {zeros(500) + "." + zeros(500), 4, 0, false},
    });
}

TEST_CASE("The largest number is read at either sign, and the next is out of range") {
    check_readings({
        {"922337203685477.5807", 4, kMost, false},
        {"-922337203685477.5807", 4, -kMost, false},
        {"9223372036854.775807", 6, kMost, false},
        {"-9223372036854.775807", 6, -kMost, false},
        {"9223372036854775807", 0, kMost, false},
        {"9223372036854775807e0", 0, kMost, false},
        {"922337203685477.58074", 4, kMost, true},
        {"922337203685477.58065", 4, kMost - 1, true},
        {zeros(100) + "922337203685477.5807", 4, kMost, false},
    });
    for (const char* text : {"922337203685477.5808", "-922337203685477.5808",
                             "922337203685477.58075", "922337203685478", "1e15", "1e400", "-1e400",
                             "1e99999999999", "99999999999999999999999999"}) {
        CAPTURE(text);
        CHECK(fault_of(text, 4) == DecimalFault::out_of_range);
    }
    CHECK(fault_of("9223372036854.775808", 6) == DecimalFault::out_of_range);
    CHECK(fault_of("9223372036854.7758075", 6) == DecimalFault::out_of_range);
    CHECK(fault_of("9223372036854775808", 0) == DecimalFault::out_of_range);
}

TEST_CASE("What is not a decimal number is never guessed at") {
    for (const char* text : {"NaN",
                             "nan",
                             "inf",
                             "-inf",
                             "Infinity",
                             "0x10",
                             "0b1",
                             "1e",
                             "1e+",
                             "1e-",
                             "e5",
                             ".e5",
                             "1e1.5",
                             "1e5 ",
                             "-",
                             "+",
                             ".",
                             "-.",
                             "+.",
                             "+-1",
                             "--1",
                             "1-",
                             "1.2.3",
                             "1..2",
                             "1,5",
                             "1,250.00",
                             "1_000",
                             "1'000",
                             " 1",
                             "1 ",
                             "\t1",
                             "1\n",
                             "1d5",
                             "1f",
                             "\xC2\xA3"
                             "5",
                             "\xC2\xBD",
                             "n/a",
                             "null",
                             "true",
                             "1e5e5",
                             "\xD9\xA1\xD9\xA2" /* Arabic 12 */,
                             "\xEF\xBC\x91" /* full-width 1 */,
                             "\xE2\x88\x92"
                             "1" /* minus sign U+2212 */}) {
        CAPTURE(text);
        CHECK(fault_of(text) == DecimalFault::not_a_number);
    }
    CHECK(fault_of(std::string_view("1\0", 2)) == DecimalFault::not_a_number);
    CHECK(fault_of(std::string_view("\0", 1)) == DecimalFault::not_a_number);
}

TEST_CASE("A text ends where its view ends, whatever stands behind it") {
    ReadDecimal read;
    CHECK(effaith::read_decimal(std::string_view("123", 2), 0, read) == DecimalFault::none);
    CHECK(read.raw == 12);
    CHECK(effaith::read_decimal(std::string_view("1.25", 3), 4, read) == DecimalFault::none);
    CHECK(read.raw == 12000);
    CHECK(effaith::read_decimal(std::string_view("1e23", 3), 0, read) == DecimalFault::none);
    CHECK(read.raw == 100);
    CHECK(fault_of(std::string_view("-1", 1)) == DecimalFault::not_a_number);
    CHECK(fault_of(std::string_view("1e5", 2)) == DecimalFault::not_a_number);
}

TEST_CASE("Text without a character is empty, not a number") {
    CHECK(fault_of("") == DecimalFault::empty);
    CHECK(fault_of(" ") == DecimalFault::not_a_number);
}

TEST_CASE("Parsing takes what fits the scale and refuses what would be rounded") {
    CHECK(Hours::parse("0.3333").value() == Hours::from_raw(3333));
    CHECK(Hours::parse("0.33330").value() == Hours::from_raw(3333));
    CHECK(Money::parse("14.37").value() == Money::from_raw(14370000));

    const auto reduced = Hours::parse("0.33333");
    REQUIRE_FALSE(reduced);
    CHECK(reduced.error().code == effaith::ErrorCode::not_a_number);
    CHECK(reduced.error().message == "'0.33333' has more than 4 decimal places.");

    const auto large = Hours::parse("1e15");
    REQUIRE_FALSE(large);
    CHECK(large.error().code == effaith::ErrorCode::out_of_range);

    for (const char* text : {"", "half", "NaN"}) {
        CAPTURE(text);
        const auto refused = Hours::parse(text);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == effaith::ErrorCode::not_a_number);
        CHECK(refused.error().message.find("'" + std::string(text) + "'") == 0);
    }
}

TEST_CASE("A decimal is printed as its shortest exact text") {
    CHECK(to_text(Money::from_raw(45258750)) == "45.25875");
    CHECK(to_text(Money::from_raw(25500000)) == "25.5");
    CHECK(to_text(Money::from_raw(1000000)) == "1");
    CHECK(to_text(Money::from_raw(100000000)) == "100");
    CHECK(to_text(Money{}) == "0");
    CHECK(to_text(Money::from_raw(1)) == "0.000001");
    CHECK(to_text(Money::from_raw(-1)) == "-0.000001");
    CHECK(to_text(Hours::from_raw(-5000)) == "-0.5");
    CHECK(to_text(Hours::from_raw(kMost)) == "922337203685477.5807");
    CHECK(to_text(Hours::from_raw(std::numeric_limits<std::int64_t>::min())) ==
          "-922337203685477.5808");
    CHECK(to_text(effaith::DayCount::from_whole(75)) == "75");
    CHECK(to_text(effaith::DayCount::from_whole(-120)) == "-120");
    CHECK(to_text(effaith::DayCount{}) == "0");
}

TEST_CASE("A total wider than 64 bits is printed in full") {
    CHECK(printed(Int128(kMost) * 1000000, 6) == "9223372036854775807");
    CHECK(printed(Int128(kMost) * 1000000 + 1, 6) == "9223372036854775807.000001");
    CHECK(printed((Int128(1) << 126) - 1 + (Int128(1) << 126), 0) ==
          "170141183460469231731687303715884105727");
    CHECK(printed(-(Int128(1) << 100), 4) == "-126765060022822940149670320.5376");
}

TEST_CASE("Printing appends to what is already there") {
    std::string out = "total ";
    effaith::append_decimal(out, 12500, 4);
    CHECK(out == "total 1.25");
}

TEST_CASE("Amounts of one unit add, subtract, scale and compare") {
    constexpr Hours half = Hours::from_raw(5000);
    constexpr Hours two = Hours::from_whole(2);
    STATIC_REQUIRE(two + half == Hours::from_raw(25000));
    STATIC_REQUIRE(half - two == Hours::from_raw(-15000));
    STATIC_REQUIRE(-half == Hours::from_raw(-5000));
    STATIC_REQUIRE(half * 4 == two);
    STATIC_REQUIRE(4 * half == two);
    STATIC_REQUIRE(half < two);
    STATIC_REQUIRE(two >= half);
    STATIC_REQUIRE(two != half);
    STATIC_REQUIRE(Hours{} == Hours::from_whole(0));
}

TEST_CASE("A division rounds once, half to even") {
    CHECK(Money::from_raw(5).divided_half_even(2) == Money::from_raw(2));
    CHECK(Money::from_raw(7).divided_half_even(2) == Money::from_raw(4));
    CHECK(Money::from_raw(-5).divided_half_even(2) == Money::from_raw(-2));
    CHECK(Money::from_raw(10).divided_half_even(3) == Money::from_raw(3));
    CHECK(Money::from_whole(1).divided_half_even(3) == Money::from_raw(333333));
}

TEST_CASE("An exact value is rounded once at the scale of its unit, or not at all") {
    CHECK(effaith::rounded_to<Money>(Exact(1, 3)) == Money::from_raw(333333));
    CHECK(effaith::rounded_to<Hours>(Exact(2, 3)) == Hours::from_raw(6667));
    CHECK(effaith::rounded_to<Hours>(Exact(1, 20000)) == Hours{});
    CHECK(effaith::rounded_to<Hours>(Exact(3, 20000)) == Hours::from_raw(2));
    CHECK(effaith::rounded_to<Hours>(Exact(-3, 20000)) == Hours::from_raw(-2));
    CHECK(effaith::rounded_to<Hours>(Exact(922337203685477)).has_value());
    CHECK_FALSE(effaith::rounded_to<Hours>(Exact(922337203685478)));
    CHECK_FALSE(effaith::rounded_to<Money>(Exact(kMost) * Exact(kMost) * Exact(kMost)));
}

TEST_CASE("The worked cost is exact: 14.37 an hour, half an hour, 11 sessions, 4 learners") {
    const Exact rate = effaith::HourlyRate::parse("14.37").value().exact();
    const Exact cost = rate * Hours::parse("0.5").value().exact() * Exact(11) / Exact(4);
    CHECK(to_text(effaith::rounded_to<Money>(cost).value()) == "19.75875");
}

TEST_CASE("The exact value of an amount is its count of steps over its scale") {
    const Exact value = Hours::from_raw(3333).exact();
    CHECK(value.numerator() == 3333);
    CHECK(value.denominator() == 10000);
}

TEST_CASE("The scales are those of the record: four places, six for money, none for counts") {
    STATIC_REQUIRE(Hours::places == 4);
    STATIC_REQUIRE(effaith::Sessions::places == 4);
    STATIC_REQUIRE(effaith::Score::places == 4);
    STATIC_REQUIRE(effaith::Episodes::places == 4);
    STATIC_REQUIRE(Money::places == 6);
    STATIC_REQUIRE(effaith::HourlyRate::places == 6);
    STATIC_REQUIRE(effaith::Parameter::places == 6);
    STATIC_REQUIRE(effaith::DayCount::places == 0);
    STATIC_REQUIRE(effaith::WeekCount::places == 0);
    STATIC_REQUIRE(effaith::LearnerCount::places == 0);
    STATIC_REQUIRE(effaith::power_of_ten(0) == 1);
    STATIC_REQUIRE(effaith::power_of_ten(18) == 1000000000000000000);
}

TEST_CASE("An amount is as small as its integer") {
    STATIC_REQUIRE(sizeof(Hours) == 8);
    STATIC_REQUIRE(sizeof(Money) == 8);
    STATIC_REQUIRE(std::is_trivially_copyable_v<Money>);
}
