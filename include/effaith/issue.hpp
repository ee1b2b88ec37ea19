// What can be wrong with a record: one list of codes, each with its severity.
//
// An error keeps the record out of every figure, and it is listed and counted; a warning or a note
// does not. A record gets all its issues, not the first one. The sentence that a person reads is
// made from the code, the field and the text that was found, in the language asked for
// (io/language.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/record.hpp"

namespace effaith {

enum class Severity : std::uint8_t { note, warning, error };

enum class IssueCode : std::uint8_t {
    missing_required,
    unknown_frequency,
    unknown_outcome,
    not_a_number,
    not_a_date,
    learners_lt_1,
    attended_lt_1,
    negative_hours,
    negative_cost,
    ended_before_started,
    outside_calendar,
    weekdays_mismatch,
    too_many_roles,
    value_out_of_range,
    unknown_step,
    unknown_measure,
    assessed_out_of_order,
    duplicate_id,
    out_of_range,
    attended_exceeds_scheduled,
    rate_missing,
    outcome_mismatch,
    outcome_missing,
    none_attended,
    target_not_improvement,
    code_not_in_force,
    implausible_session,
    implausible_period,
    aim_missing,
    precision_reduced,
    not_started,
    unknown_code,
    unknown_column,
    support_type_from_catalogue,
    support_type_overridden
};

struct IssueRule {
    IssueCode code;
    std::string_view name;
    Severity severity;  ///< the usual one; a policy can make aim_missing an error
};

/// Every issue code, in the order of the enum.
inline constexpr std::array<IssueRule, 35> kIssueRules{{
    {IssueCode::missing_required, "missing_required", Severity::error},
    {IssueCode::unknown_frequency, "unknown_frequency", Severity::error},
    {IssueCode::unknown_outcome, "unknown_outcome", Severity::error},
    {IssueCode::not_a_number, "not_a_number", Severity::error},
    {IssueCode::not_a_date, "not_a_date", Severity::error},
    {IssueCode::learners_lt_1, "learners_lt_1", Severity::error},
    {IssueCode::attended_lt_1, "attended_lt_1", Severity::error},
    {IssueCode::negative_hours, "negative_hours", Severity::error},
    {IssueCode::negative_cost, "negative_cost", Severity::error},
    {IssueCode::ended_before_started, "ended_before_started", Severity::error},
    {IssueCode::outside_calendar, "outside_calendar", Severity::error},
    {IssueCode::weekdays_mismatch, "weekdays_mismatch", Severity::error},
    {IssueCode::too_many_roles, "too_many_roles", Severity::error},
    {IssueCode::value_out_of_range, "value_out_of_range", Severity::error},
    {IssueCode::unknown_step, "unknown_step", Severity::error},
    {IssueCode::unknown_measure, "unknown_measure", Severity::error},
    {IssueCode::assessed_out_of_order, "assessed_out_of_order", Severity::error},
    {IssueCode::duplicate_id, "duplicate_id", Severity::error},
    {IssueCode::out_of_range, "out_of_range", Severity::error},
    {IssueCode::attended_exceeds_scheduled, "attended_exceeds_scheduled", Severity::warning},
    {IssueCode::rate_missing, "rate_missing", Severity::warning},
    {IssueCode::outcome_mismatch, "outcome_mismatch", Severity::warning},
    {IssueCode::outcome_missing, "outcome_missing", Severity::warning},
    {IssueCode::none_attended, "none_attended", Severity::warning},
    {IssueCode::target_not_improvement, "target_not_improvement", Severity::warning},
    {IssueCode::code_not_in_force, "code_not_in_force", Severity::warning},
    {IssueCode::implausible_session, "implausible_session", Severity::warning},
    {IssueCode::implausible_period, "implausible_period", Severity::warning},
    {IssueCode::aim_missing, "aim_missing", Severity::warning},
    {IssueCode::precision_reduced, "precision_reduced", Severity::note},
    {IssueCode::not_started, "not_started", Severity::note},
    {IssueCode::unknown_code, "unknown_code", Severity::note},
    {IssueCode::unknown_column, "unknown_column", Severity::note},
    {IssueCode::support_type_from_catalogue, "support_type_from_catalogue", Severity::note},
    {IssueCode::support_type_overridden, "support_type_overridden", Severity::note},
}};

constexpr const IssueRule& rule_of(IssueCode code) {
    return kIssueRules[static_cast<std::size_t>(code)];
}

inline constexpr std::string_view kSeverityNames[] = {"note", "warning", "error"};

constexpr std::string_view name_of(Severity severity) {
    return kSeverityNames[static_cast<std::size_t>(severity)];
}

/// Which sentence of a code applies, where one code has several reasons.
enum class IssueReason : std::uint8_t {
    usual,
    not_whole,       ///< a fraction where a whole number is asked for
    ambiguous_age,   ///< 6.3: six years three months, or 6.3 months?
    negative,        ///< a count below zero
    unknown_cohort,  ///< neither `intervention` nor `comparison`
    score_differs    ///< a recorded outcome and an outcome score that say different things
};

/// The names of the reasons as they stand in the language files, after the code and a point.
inline constexpr std::string_view kReasonNames[] = {"",         "not_whole",      "ambiguous_age",
                                                    "negative", "unknown_cohort", "score_differs"};

/// One thing that is wrong with, or worth knowing about, a record.
struct Issue {
    IssueCode code = IssueCode::missing_required;
    Severity severity = Severity::error;
    Field field = Field::id;
    IssueReason reason = IssueReason::usual;
    std::string found;   ///< the text or value that was found; empty where it says nothing
    std::string detail;  ///< what it was held against: a limit, another value, what is accepted
};

/// The issues of one record, and whether one of them is an error.
class Issues {
  public:
    void clear() {
        list_.clear();
        fields_with_errors_ = 0;
    }
    void add(Issue issue) {
        if (issue.severity == Severity::error) {
            fields_with_errors_ |= std::uint64_t{1} << static_cast<unsigned>(issue.field);
        }
        list_.push_back(std::move(issue));
    }
    void add(IssueCode code, Field field, std::string_view found = {}, std::string_view detail = {},
             IssueReason reason = IssueReason::usual) {
        add(Issue{code, rule_of(code).severity, field, reason, std::string(found),
                  std::string(detail)});
    }
    bool has_error() const { return fields_with_errors_ != 0; }
    bool has_error(Field field) const {
        return ((fields_with_errors_ >> static_cast<unsigned>(field)) & 1U) != 0;
    }
    const std::vector<Issue>& list() const { return list_; }

  private:
    std::vector<Issue> list_;
    std::uint64_t fields_with_errors_ = 0;
};

}  // namespace effaith
