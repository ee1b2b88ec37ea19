// The quick arithmetic gives the digits of the exact one, up to its bounds and on every tie.
#include "effaith/small.hpp"

#include "catch_compat.hpp"
#include "dice.hpp"

using namespace effaith;
using support::Dice;

namespace {

constexpr auto kLargest = static_cast<std::int64_t>(kLargestSmall);

/// Numbers of all sizes up to `most`, small and round ones more often than not.
std::int64_t number(Dice& dice, std::int64_t most) {
    const auto whole = [&](std::int64_t limit) {
        return static_cast<std::int64_t>(dice.below(static_cast<std::size_t>(limit) + 1));
    };
    if (dice.one_in(4)) return whole(std::min<std::int64_t>(most, 20));
    if (dice.one_in(8)) return most - whole(std::min<std::int64_t>(most, 3));
    std::int64_t limit = most;
    for (std::size_t i = dice.below(52); i > 0 && limit > 1; --i)
        limit /= 2;
    return whole(limit);
}

double as_double(std::int64_t whole) {
    return static_cast<double>(whole);
}

/// num / den at `Places`, rounded to F both ways.
template <class F, int Places>
bool rounds_alike(std::int64_t num, std::int64_t den) {
    const Quotient<Places> quick{as_double(num), as_double(den)};
    const Exact exact(Int128(num), Int128(den) * power_of_ten(Places));
    const std::optional<F> expected = rounded_to<F>(exact);
    if (!expected) return true;
    INFO(num << " / " << den << " at " << Places);
    CHECK(rounded_to<F>(quick).raw == as_double(expected->raw()));
    return rounded_to<F>(quick).raw == as_double(expected->raw());
}

}  // namespace

TEST_CASE("The nearest whole number is the exact one, ties to even, up to the bound") {
    CHECK(detail::nearest_whole(0.5) == 0.0);
    CHECK(detail::nearest_whole(1.5) == 2.0);
    CHECK(detail::nearest_whole(2.5) == 2.0);
    CHECK(detail::nearest_whole(-0.5) == 0.0);
    CHECK(detail::nearest_whole(-1.5) == -2.0);
    CHECK(detail::nearest_whole(kLargestSmall) == kLargestSmall);
    CHECK(detail::nearest_whole(kLargestSmall - 0.5) == kLargestSmall);
    CHECK(detail::nearest_whole(kLargestSmall - 1.5) == kLargestSmall - 2.0);
    CHECK(detail::nearest_whole(kLargestSmall - 0.75) == kLargestSmall - 1.0);
}

TEST_CASE("A quotient rounds to the digits of the exact one") {
    Dice dice(51);
    for (int run = 0; run < 300000; ++run) {
        const std::int64_t num = number(dice, kLargest);
        const std::int64_t den = 1 + number(dice, 1000000000);
        REQUIRE(rounds_alike<Money, 10>(num, den));
        REQUIRE(rounds_alike<Hours, 4>(num, den));
        REQUIRE(rounds_alike<Hours, 8>(num, den));
        REQUIRE(rounds_alike<Money, 6>(num, den));
        REQUIRE(rounds_alike<Hours, 0>(num / 10000, den));
    }
}

TEST_CASE("A tie goes to the even digit, and what is next to it does not") {
    Dice dice(52);
    for (int run = 0; run < 200000; ++run) {
        // (2 k + 1) / (2 den) of a step, as a quotient whose parts are multiples of its factors.
        const std::int64_t den = 2 * (1 + number(dice, 100000));
        const std::int64_t whole = number(dice, kLargest / den - 1);
        const std::int64_t tie = whole * den + den / 2;
        REQUIRE(tie <= kLargest);
        for (const std::int64_t num : {tie - 1, tie, tie + 1}) {
            REQUIRE(rounds_alike<Hours, 4>(num, den));
            REQUIRE(rounds_alike<Money, 6>(num, den));
        }
        const std::int64_t scaled = 10000 * (1 + number(dice, 1000));
        const std::int64_t most = kLargest / scaled - 1;
        const std::int64_t half = number(dice, most) * scaled + scaled / 2;
        REQUIRE(rounds_alike<Money, 10>(half, scaled / 10000));
        REQUIRE(rounds_alike<Money, 10>(half + 1, scaled / 10000));
    }
}

TEST_CASE("A product of small numbers is the exact product") {
    Dice dice(53);
    for (int run = 0; run < 200000; ++run) {
        const std::int64_t num = number(dice, 1000000);
        const std::int64_t den = 1 + number(dice, 1000000);
        const std::int64_t hours = number(dice, 70000);
        const std::int64_t rates = number(dice, kLargest / std::max<std::int64_t>(num * hours, 1));
        const std::int64_t learners = 1 + number(dice, 100000);
        const auto quick = over(times(times(Quotient<0>{as_double(num), as_double(den)},
                                            Small<Hours>{as_double(hours)}),
                                      Small<HourlyRate>{as_double(rates)}),
                                as_double(learners));
        const Exact exact =
            over(times(times(Exact(num, den), Hours::from_raw(hours)), HourlyRate::from_raw(rates)),
                 learners);
        const auto expected = rounded_to<Money>(exact);
        REQUIRE(expected);
        INFO(num << "/" << den << " x " << hours << " x " << rates << " / " << learners);
        REQUIRE(rounded_to<Money>(quick).raw == as_double(expected->raw()));
    }
}

TEST_CASE("A ratio of quotients is the nearest double to the exact one") {
    Dice dice(54);
    for (int run = 0; run < 200000; ++run) {
        const std::int64_t attended = number(dice, 100000);
        const std::int64_t num = 1 + number(dice, 1000000);
        const std::int64_t den = 1 + number(dice, 1000000);
        const double quick =
            quotient(quotient_of(as_double(attended)), Quotient<0>{as_double(num), as_double(den)});
        REQUIRE(quick == (Exact(attended) / Exact(num, den)).nearest());
    }
}

TEST_CASE("A small number is the fixed one that it was made of") {
    Dice dice(55);
    for (int run = 0; run < 10000; ++run) {
        const std::int64_t raw = number(dice, kLargest);
        REQUIRE(Small<Money>::of(Money::from_raw(raw)).fixed() == Money::from_raw(raw));
    }
}
