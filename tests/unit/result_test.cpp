// Results and errors: the two faces of a Result, and the numbers of the error codes.
#include "effaith/result.hpp"

#include <memory>
#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "catch_compat.hpp"

using effaith::BadResult;
using effaith::Done;
using effaith::Error;
using effaith::ErrorCode;
using effaith::Result;
using effaith::Status;

namespace {

const Error kNoDate{ErrorCode::not_a_date, "'soon' is not a date.", "line 3"};

Result<int> half_of(int number) {
    if (number % 2 != 0) return Error{ErrorCode::invalid_argument, "odd", ""};
    return number / 2;
}

}  // namespace

TEST_CASE("A result holds a value or an error, and says which") {
    const Result<int> good = half_of(8);
    REQUIRE(good.ok());
    REQUIRE(good);
    CHECK(*good == 4);
    CHECK(good.value() == 4);

    const Result<int> bad = half_of(7);
    REQUIRE_FALSE(bad.ok());
    REQUIRE_FALSE(bad);
    CHECK(bad.error().code == ErrorCode::invalid_argument);
    CHECK(bad.error().message == "odd");
}

TEST_CASE("value() of a failed result throws the error's text") {
    const Result<int> bad = kNoDate;
    CHECK_THROWS_AS(bad.value(), BadResult);
    CHECK_THROWS_WITH(bad.value(), "line 3: 'soon' is not a date.");
    CHECK_THROWS_AS(Result<int>(kNoDate).value(), BadResult);
}

TEST_CASE("A result can be changed and looked into in place") {
    Result<std::string> name = std::string("Ann");
    *name += "a";
    name->push_back('!');
    CHECK(*name == "Anna!");
    CHECK(std::as_const(name)->size() == 5);
}

TEST_CASE("A result gives away a value that cannot be copied") {
    Result<std::unique_ptr<int>> made = std::make_unique<int>(7);
    const std::unique_ptr<int> taken = *std::move(made);
    CHECK(*taken == 7);

    Result<std::unique_ptr<int>> again = std::make_unique<int>(8);
    CHECK(*std::move(again).value() == 8);
}

TEST_CASE("A status is done or an error") {
    const Status fine = Done{};
    const Status failed = kNoDate;
    CHECK(fine);
    CHECK_FALSE(failed);
    CHECK(failed.error() == kNoDate);
}

TEST_CASE("An error is described with its place, where it has one") {
    CHECK(effaith::describe(kNoDate) == "line 3: 'soon' is not a date.");
    CHECK(effaith::describe({ErrorCode::not_a_date, "'soon' is not a date.", ""}) ==
          "'soon' is not a date.");
}

TEST_CASE("Errors are equal where code, message and place are") {
    Error other = kNoDate;
    CHECK(other == kNoDate);
    other.where = "line 4";
    CHECK(other != kNoDate);
}

TEST_CASE("The number of an error code never changes") {
    const std::pair<int, std::string> expected[] = {
        {1, "invalid_argument"},
        {2, "cannot_read"},
        {3, "cannot_write"},
        {4, "cancelled"},
        {5, "out_of_memory"},
        {99, "internal"},
        {100, "not_a_number"},
        {101, "out_of_range"},
        {102, "not_a_date"},
        {103, "bad_encoding"},
        {104, "bad_json"},
        {105, "bad_csv"},
        {106, "bad_configuration"},
        {107, "hierarchy_conflict"},
        {109, "bad_state"},
        {110, "disclosure_not_additive"},
        {111, "bad_xml"},
        {500, "bad_arrow"},
        {200, "bad_calendar"},
        {201, "unknown_calendar"},
        {202, "outside_calendar"},
        {203, "weekdays_mismatch"},
        {204, "unknown_frequency"},
        {205, "ended_before_started"},
    };
    for (const auto& [number, name] : expected) {
        CAPTURE(number);
        CHECK(effaith::name_of(static_cast<ErrorCode>(number)) == name);
    }
}

TEST_CASE("No two error codes share a number or a name") {
    std::set<int> numbers;
    std::set<std::string> names;
    for (const effaith::ErrorCodeName& entry : effaith::kErrorCodes) {
        CAPTURE(std::string(entry.name));
        CHECK(numbers.insert(static_cast<int>(entry.code)).second);
        CHECK(names.insert(std::string(entry.name)).second);
        CHECK(effaith::name_of(entry.code) == entry.name);
    }
}

TEST_CASE("A code that is not known is called internal") {
    CHECK(effaith::name_of(static_cast<ErrorCode>(9999)) == "internal");
}
