// Sharing a known total: the parts add up, to the penny, and equal claims are treated alike.
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/cost.hpp"

using effaith::Allocation;
using effaith::Hours;
using effaith::Money;

namespace {

Money pounds(const char* text) {
    return Money::parse(text).value();
}

std::vector<Hours> hours(std::initializer_list<const char*> texts) {
    std::vector<Hours> claims;
    for (const char* text : texts)
        claims.push_back(Hours::parse(text).value());
    return claims;
}

/// The parts as text, in order: `33.34 33.33 33.33`.
std::string shared(const char* total, const std::vector<Hours>& claims) {
    const Allocation allocation = allocate(pounds(total), claims).value();
    std::string parts;
    for (const Money part : allocation.parts) {
        parts += (parts.empty() ? "" : " ") + to_text(part);
    }
    return parts;
}

Money sum(const std::vector<Money>& parts) {
    Money total;
    for (const Money part : parts)
        total = total + part;
    return total;
}

}  // namespace

TEST_CASE("A total that does not divide gives its odd pennies to the earlier of equal claims") {
    CHECK(shared("100", hours({"1", "1", "1"})) == "33.34 33.33 33.33");
    CHECK(shared("0.02", hours({"1", "1", "1"})) == "0.01 0.01 0");
    CHECK(shared("0.01", hours({"5", "5"})) == "0.01 0");
    CHECK(shared("10.01", hours({"2.5", "2.5", "2.5", "2.5"})) == "2.51 2.5 2.5 2.5");
}

TEST_CASE("Among many equal claims the odd pennies go to the first") {
    const std::vector<Hours> claims(100, Hours::from_whole(2));
    const Allocation allocation = allocate(pounds("5.37"), claims).value();
    for (std::size_t i = 0; i < claims.size(); ++i) {
        CAPTURE(i);
        CHECK(allocation.parts[i] == pounds(i < 37 ? "0.06" : "0.05"));
    }
}

TEST_CASE("A total is shared in proportion to the claims, the largest remainder first") {
    CHECK(shared("30", hours({"1", "2"})) == "10 20");
    CHECK(shared("1", hours({"1", "2"})) == "0.33 0.67");               // 33 1/3 and 66 2/3 pennies
    CHECK(shared("0.05", hours({"1", "1", "2"})) == "0.01 0.01 0.03");  // 1.25, 1.25, 2.5
    CHECK(shared("0.10", hours({"0.3333", "0.6667"})) == "0.03 0.07");
    CHECK(shared("7", hours({"0", "3", "0"})) == "0 7 0");
}

TEST_CASE("The later of two claims has the penny only where its remainder is larger") {
    CHECK(shared("0.03", hours({"2", "3"})) == "0.01 0.02");  // 1.2 and 1.8
    CHECK(shared("0.03", hours({"3", "2"})) == "0.02 0.01");
    CHECK(shared("0.01", hours({"1", "1.0001"})) == "0 0.01");
}

TEST_CASE("Claims that add up to nothing share equally") {
    CHECK(shared("1", hours({"0", "0", "0"})) == "0.34 0.33 0.33");
    CHECK(shared("25.5", hours({"0"})) == "25.5");
}

TEST_CASE("A total of nothing gives everybody nothing") {
    CHECK(shared("0", hours({"1", "2"})) == "0 0");
    CHECK(shared("0", hours({"0", "0"})) == "0 0");
}

TEST_CASE("One learner has the whole total") {
    CHECK(shared("45.25", hours({"0.0001"})) == "45.25");
}

TEST_CASE("A total with a fraction of a penny is rounded half to even first, and says so") {
    const Allocation whole = allocate(pounds("45.25"), hours({"1", "1"})).value();
    CHECK_FALSE(whole.precision_reduced);

    const Allocation more = allocate(pounds("45.25875"), hours({"1", "1"})).value();
    CHECK(more.precision_reduced);
    CHECK(sum(more.parts) == pounds("45.26"));

    CHECK(sum(allocate(pounds("0.005"), hours({"1"})).value().parts) == pounds("0"));
    CHECK(sum(allocate(pounds("0.015"), hours({"1"})).value().parts) == pounds("0.02"));
    CHECK(sum(allocate(pounds("0.025"), hours({"1"})).value().parts) == pounds("0.02"));
    CHECK(sum(allocate(pounds("0.025001"), hours({"1"})).value().parts) == pounds("0.03"));
}

TEST_CASE("The parts always add up, equal claims differ by a penny at most, the earlier first") {
    const Money penny = pounds("0.01");
    for (std::int64_t pennies = 0; pennies < 400; pennies += 7) {
        for (std::int64_t shape = 1; shape < 40; ++shape) {
            std::vector<Hours> claims;
            for (std::int64_t i = 0; i < 9; ++i) {
                claims.push_back(Hours::from_raw(i * i * shape % 11 * 2500));
            }
            const Money total = penny * pennies;
            const std::vector<Money> parts = allocate(total, claims).value().parts;
            REQUIRE(parts.size() == claims.size());
            REQUIRE(sum(parts) == total);
            for (std::size_t i = 0; i < parts.size(); ++i) {
                REQUIRE(parts[i] >= Money{});
                for (std::size_t j = i + 1; j < parts.size(); ++j) {
                    if (claims[i] != claims[j]) continue;
                    REQUIRE(parts[i] >= parts[j]);
                    REQUIRE(parts[i] - parts[j] <= penny);
                }
            }
        }
    }
}

TEST_CASE("No part is a penny or more from its exact share") {
    const std::vector<Hours> claims = hours({"0.3333", "12.5", "7", "0.0001", "3.25", "7"});
    Hours all;
    for (const Hours claim : claims)
        all = all + claim;
    const Money total = pounds("1234.56");
    const std::vector<Money> parts = allocate(total, claims).value().parts;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const effaith::Exact share = total.exact() * claims[i].exact() / all.exact();
        const effaith::Exact off = parts[i].exact() - share;
        CHECK(off < effaith::Exact(1, 100));
        CHECK(effaith::Exact(-1, 100) < off);
    }
}

TEST_CASE("The largest total and claims are shared without overflow") {
    constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
    const Money total = pounds("9223372036854.77");
    const std::vector<Hours> claims(3, Hours::from_raw(kMost));
    const Allocation allocation = allocate(total, claims).value();
    CHECK(sum(allocation.parts) == total);
    CHECK(allocation.parts[0] - allocation.parts[2] <= pounds("0.01"));
}

TEST_CASE("A total whose whole pennies are too large to hold is out of range") {
    const Money largest = Money::from_raw(std::numeric_limits<std::int64_t>::max());
    const auto refused = allocate(largest, hours({"1", "1"}));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == effaith::ErrorCode::out_of_range);
}

TEST_CASE("A negative total, a negative claim and no claim at all are refused") {
    const auto total = allocate(pounds("-0.01"), hours({"1"}));
    REQUIRE_FALSE(total);
    CHECK(total.error().code == effaith::ErrorCode::invalid_argument);

    const auto claim = allocate(pounds("1"), hours({"1", "-0.5", "2"}));
    REQUIRE_FALSE(claim);
    CHECK(claim.error().code == effaith::ErrorCode::invalid_argument);
    CHECK(claim.error().where == "claim 2");

    const auto nobody = allocate(pounds("1"), hours({}));
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().code == effaith::ErrorCode::invalid_argument);
}

TEST_CASE("Claims may be of any unit") {
    const std::vector<effaith::LearnerCount> learners = {effaith::LearnerCount::from_whole(1),
                                                         effaith::LearnerCount::from_whole(3)};
    const std::vector<Money> parts = allocate(pounds("1"), learners).value().parts;
    CHECK(parts == std::vector<Money>{pounds("0.25"), pounds("0.75")});
}
