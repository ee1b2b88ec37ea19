// Results and errors: a call that can fail answers with a value or with an Error, never by
// throwing.
//
// An Error says what is wrong (a code for programs), where (a line, a JSON pointer, a field) and,
// in one sentence, what a person could do about it. The numbers of the codes never change and are
// never used again: 1-99 general, 100s text and JSON, 200s calendar and frequency, 300s money, 400s
// statistics, 500s Arrow.
//
// Decision: a Result has two faces. `if (result) use(*result)` for code that handles the error, and
// `result.value()`, which throws BadResult, for examples and tests. The library itself uses the
// first.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace effaith {

enum class ErrorCode : std::int32_t {
    invalid_argument = 1,      ///< a call was made with something it cannot use
    cannot_read = 2,           ///< a file or stream cannot be opened or read
    cannot_write = 3,          ///< a file or stream cannot be written
    cancelled = 4,             ///< the caller asked to stop
    out_of_memory = 5,         ///< there was no memory for the answer
    internal = 99,             ///< a fault of the library
    not_a_number = 100,        ///< text that is not a decimal number
    out_of_range = 101,        ///< a quantity too large to hold
    not_a_date = 102,          ///< text that is not a date or a month
    bad_encoding = 103,        ///< bytes that are not UTF-8
    bad_json = 104,            ///< text that is not JSON, or JSON of another shape than asked for
    bad_csv = 105,             ///< text that is not a CSV table
    bad_configuration = 106,   ///< a configuration with an unknown key or an impossible value
    hierarchy_conflict = 107,  ///< a school in two clusters, or a cluster in two authorities
    bad_state = 109,           ///< bytes that are not the state of a roll-up of this configuration
    disclosure_not_additive = 110,  ///< a table to be published whose counts do not add up
    bad_xml = 111,               ///< text that is not XML, or XML of another shape than asked for
    bad_calendar = 200,          ///< a calendar whose years, terms or breaks contradict each other
    unknown_calendar = 201,      ///< no calendar of this name
    outside_calendar = 202,      ///< a question about days that the calendar does not cover
    weekdays_mismatch = 203,     ///< weekdays that the frequency cannot have
    unknown_frequency = 204,     ///< not one of the eleven frequencies
    ended_before_started = 205,  ///< a period without a day
    bad_arrow = 500              ///< an Arrow structure that breaks its rules, or a type not read
};

struct ErrorCodeName {
    ErrorCode code;
    std::string_view name;
};

/// Every code with the name it has in documents; the one list that other faces are made from.
inline constexpr std::array<ErrorCodeName, 24> kErrorCodes{{
    {ErrorCode::invalid_argument, "invalid_argument"},
    {ErrorCode::cannot_read, "cannot_read"},
    {ErrorCode::cannot_write, "cannot_write"},
    {ErrorCode::cancelled, "cancelled"},
    {ErrorCode::out_of_memory, "out_of_memory"},
    {ErrorCode::internal, "internal"},
    {ErrorCode::not_a_number, "not_a_number"},
    {ErrorCode::out_of_range, "out_of_range"},
    {ErrorCode::not_a_date, "not_a_date"},
    {ErrorCode::bad_encoding, "bad_encoding"},
    {ErrorCode::bad_json, "bad_json"},
    {ErrorCode::bad_csv, "bad_csv"},
    {ErrorCode::bad_configuration, "bad_configuration"},
    {ErrorCode::hierarchy_conflict, "hierarchy_conflict"},
    {ErrorCode::bad_state, "bad_state"},
    {ErrorCode::disclosure_not_additive, "disclosure_not_additive"},
    {ErrorCode::bad_xml, "bad_xml"},
    {ErrorCode::bad_calendar, "bad_calendar"},
    {ErrorCode::unknown_calendar, "unknown_calendar"},
    {ErrorCode::outside_calendar, "outside_calendar"},
    {ErrorCode::weekdays_mismatch, "weekdays_mismatch"},
    {ErrorCode::unknown_frequency, "unknown_frequency"},
    {ErrorCode::ended_before_started, "ended_before_started"},
    {ErrorCode::bad_arrow, "bad_arrow"},
}};

/// The name of a code in documents, such as `bad_calendar`.
constexpr std::string_view name_of(ErrorCode code) {
    for (const auto& entry : kErrorCodes) {
        if (entry.code == code) return entry.name;
    }
    return "internal";
}

struct Error {
    ErrorCode code = ErrorCode::invalid_argument;
    std::string message;  ///< one sentence: what was found, and what is accepted
    std::string
        where;  ///< `line 3`, `/calendar/years/0`, a field; empty when it is the whole input

    friend bool operator==(const Error&, const Error&) = default;
};

/// The error in one line: `where: message`.
inline std::string describe(const Error& error) {
    return error.where.empty() ? error.message : error.where + ": " + error.message;
}

/// Thrown by Result::value() alone.
class BadResult : public std::runtime_error {
  public:
    explicit BadResult(const Error& error) : std::runtime_error(describe(error)) {}
};

/// A value of type T, or the Error that says why there is none.
template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : value_(std::move(value)) {}
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return value_.has_value(); }
    explicit operator bool() const { return ok(); }

    /// The value. Only where ok().
    const T& operator*() const& { return *value_; }
    T& operator*() & { return *value_; }
    T&& operator*() && { return *std::move(value_); }
    const T* operator->() const { return &*value_; }
    T* operator->() { return &*value_; }

    /// The error. Only where not ok().
    const Error& error() const { return error_; }

    /// The value, or BadResult thrown with the error's text.
    const T& value() const& {
        if (!ok()) throw BadResult(error_);
        return *value_;
    }
    T value() && {
        if (!ok()) throw BadResult(error_);
        return *std::move(value_);
    }

  private:
    std::optional<T> value_;
    Error error_;
};

/// What a call without a value answers: done, or the Error.
struct Done {};
using Status = Result<Done>;

}  // namespace effaith
