// What the library is, and the names of its numbers.
#include <array>

#include "effaith.h"
#include "effaith/exact.hpp"
#include "effaith/figure_list.hpp"
#include "effaith/group_totals.hpp"
#include "effaith/issue.hpp"
#include "effaith/version.hpp"

namespace {

struct StatusText {
    effaith_status status;
    const char* name;
    const char* meaning;
};

/// Every status with its meaning. That the names are those of the library's own codes is tested.
constexpr std::array<StatusText, 25> kStatuses{{
    {EFFAITH_OK, "ok", "All is well."},
    {EFFAITH_ERR_INVALID_ARGUMENT, "invalid_argument",
     "The call was made with something that it cannot use."},
    {EFFAITH_ERR_CANNOT_READ, "cannot_read", "A file or stream cannot be read."},
    {EFFAITH_ERR_CANNOT_WRITE, "cannot_write", "A file or stream cannot be written."},
    {EFFAITH_ERR_CANCELLED, "cancelled", "The caller asked to stop."},
    {EFFAITH_ERR_OUT_OF_MEMORY, "out_of_memory", "There is not enough memory for the answer."},
    {EFFAITH_ERR_INTERNAL, "internal", "A fault of the library."},
    {EFFAITH_ERR_NOT_A_NUMBER, "not_a_number", "The text is not a decimal number."},
    {EFFAITH_ERR_OUT_OF_RANGE, "out_of_range", "The quantity is too large to hold."},
    {EFFAITH_ERR_NOT_A_DATE, "not_a_date", "This is not a date or a month."},
    {EFFAITH_ERR_BAD_ENCODING, "bad_encoding", "The bytes are not UTF-8."},
    {EFFAITH_ERR_BAD_JSON, "bad_json", "The text is not JSON, or not of the shape asked for."},
    {EFFAITH_ERR_BAD_CSV, "bad_csv", "The text is not a CSV table."},
    {EFFAITH_ERR_BAD_CONFIGURATION, "bad_configuration",
     "The configuration has an unknown key or an impossible value."},
    {EFFAITH_ERR_HIERARCHY_CONFLICT, "hierarchy_conflict",
     "A school stands in two clusters, or a cluster in two authorities."},
    {EFFAITH_ERR_BAD_STATE, "bad_state",
     "The bytes are not the state of a roll-up of this configuration."},
    {EFFAITH_ERR_DISCLOSURE_NOT_ADDITIVE, "disclosure_not_additive",
     "The table is to be published and its counts do not add up."},
    {EFFAITH_ERR_BAD_XML, "bad_xml", "The text is not XML, or not of the shape asked for."},
    {EFFAITH_ERR_BAD_CALENDAR, "bad_calendar",
     "The years, terms or breaks of the calendar contradict each other."},
    {EFFAITH_ERR_UNKNOWN_CALENDAR, "unknown_calendar", "There is no calendar of this name."},
    {EFFAITH_ERR_OUTSIDE_CALENDAR, "outside_calendar",
     "The calendar does not know all of these days."},
    {EFFAITH_ERR_WEEKDAYS_MISMATCH, "weekdays_mismatch",
     "The frequency cannot have these weekdays."},
    {EFFAITH_ERR_UNKNOWN_FREQUENCY, "unknown_frequency",
     "This is not one of the eleven frequencies."},
    {EFFAITH_ERR_ENDED_BEFORE_STARTED, "ended_before_started", "The period has no day."},
    {EFFAITH_ERR_BAD_ARROW, "bad_arrow",
     "The Arrow data breaks its rules, or has a type that is not read."},
}};

const StatusText* find(effaith_status status) {
    for (const StatusText& entry : kStatuses) {
        if (entry.status == status) return &entry;
    }
    return nullptr;
}

const StatusText& text_of(effaith_status status) {
    const StatusText* found = find(status);
    return found != nullptr ? *found : *find(EFFAITH_ERR_INTERNAL);
}

/// The name at a number, "" where there is none; all of them are literals, which end in 0.
template <class List, class Name>
const char* name_at(const List& list, std::int32_t number, const Name& name) {
    if (number < 0 || static_cast<std::size_t>(number) >= list.size()) return "";
    return name(list[static_cast<std::size_t>(number)]).data();
}

#if defined(__clang__)
#define EFFAITH_COMPILER "clang " __clang_version__
#elif defined(__GNUC__)
#define EFFAITH_COMPILER "gcc " __VERSION__
#elif defined(_MSC_VER)
#define EFFAITH_COMPILER "msvc"
#else
#define EFFAITH_COMPILER "another compiler"
#endif
#if defined(__x86_64__) || defined(_M_X64)
#define EFFAITH_PROCESSOR "x86-64"
#elif defined(__i386__) || defined(_M_IX86)
#define EFFAITH_PROCESSOR "x86"
#elif defined(__aarch64__) || defined(_M_ARM64)
#define EFFAITH_PROCESSOR "aarch64"
#else
#define EFFAITH_PROCESSOR "another processor"
#endif
#if defined(__SIZEOF_INT128__) && !defined(EFFAITH_PORTABLE_WIDE)
#define EFFAITH_WIDE_INTEGERS "compiler's"
#else
#define EFFAITH_WIDE_INTEGERS "portable"
#endif

}  // namespace

const char* EFFAITH_CALL effaith_status_name(effaith_status status) {
    return text_of(status).name;
}

const char* EFFAITH_CALL effaith_status_message(effaith_status status) {
    return text_of(status).meaning;
}

const char* EFFAITH_CALL effaith_version(void) {
    return effaith::kVersion;
}

uint32_t EFFAITH_CALL effaith_abi_version(void) {
    return EFFAITH_ABI_VERSION;
}

int32_t EFFAITH_CALL effaith_semantics_version(void) {
    return effaith::kSemantics;
}

const char* EFFAITH_CALL effaith_build_info(void) {
    return "effaith " EFFAITH_VERSION "; " EFFAITH_COMPILER "; " EFFAITH_PROCESSOR
           "; 128-bit integers: " EFFAITH_WIDE_INTEGERS;
}

const char* EFFAITH_CALL effaith_issue_name(int32_t code) {
    return name_at(effaith::kIssueRules, code, [](const auto& rule) { return rule.name; });
}

const char* EFFAITH_CALL effaith_field_name(int32_t field) {
    return name_at(effaith::kFieldNames, field, [](std::string_view name) { return name; });
}

const char* EFFAITH_CALL effaith_figure_name(int32_t figure) {
    return name_at(effaith::kRecordFigures, figure, [](const auto& one) { return one.name; });
}

int32_t EFFAITH_CALL effaith_row_figure_count(void) {
    return static_cast<int32_t>(effaith::group_figures().size());
}

const char* EFFAITH_CALL effaith_row_figure_name(int32_t figure) {
    return name_at(effaith::group_figures(), figure, [](const auto& one) { return one.name; });
}
