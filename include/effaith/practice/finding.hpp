// What a check of a document finds: a code, how grave it is, the place, and the words of a sentence
// that a teacher can act on.
//
// The sentence is made in the language asked for, from the group `findings` of the language files;
// `{found}` and `{detail}` in it are the texts kept here.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/issue.hpp"

namespace effaith::practice {

enum class FindingCode : std::uint8_t {
    no_pupils,
    weeks_out_of_range,
    duplicate_learner,
    two_tiers_on_one_day,
    unknown_code,
    unknown_learner,
    dates_out_of_order,
    not_on_measure,
    record_refused,
    missing,
    target_no_measure,
    target_no_number,
    target_no_date,
    target_not_improvement,
    year_group_not_of_age,
    no_observations,
    two_on_one_day,
    unknown_measure,
    measure_twice,
    short_ladder,
    step_twice,
    steps_without_ladder,
    bad_reliability,
    observations_out_of_order,
    record_warning,
    school_in_two_clusters,
    setting_twice,
    moderated_twice,
    more_smart_than_targets,
    unknown_setting,
    reviews_without_idp,
    in_the_future,
    not_of_this_learner,
    other_learners,
    document_twice,
    idp_contradicted,
    no_consent,
    left_out_and_there,
    bad_configuration
};

struct FindingRule {
    FindingCode code;
    std::string_view name;
    Severity severity;
};

/// Every code with its severity, in the order of the enum. An error keeps what it stands at out of
/// the figures.
inline constexpr auto kFindings = std::to_array<FindingRule>({
    {FindingCode::no_pupils, "no_pupils", Severity::error},
    {FindingCode::weeks_out_of_range, "weeks_out_of_range", Severity::error},
    {FindingCode::duplicate_learner, "duplicate_learner", Severity::error},
    {FindingCode::two_tiers_on_one_day, "two_tiers_on_one_day", Severity::error},
    {FindingCode::unknown_code, "unknown_code", Severity::warning},
    {FindingCode::unknown_learner, "unknown_learner", Severity::warning},
    {FindingCode::dates_out_of_order, "dates_out_of_order", Severity::error},
    {FindingCode::not_on_measure, "not_on_measure", Severity::error},
    {FindingCode::record_refused, "record_refused", Severity::error},
    {FindingCode::missing, "missing", Severity::warning},
    {FindingCode::target_no_measure, "target_no_measure", Severity::warning},
    {FindingCode::target_no_number, "target_no_number", Severity::warning},
    {FindingCode::target_no_date, "target_no_date", Severity::warning},
    {FindingCode::target_not_improvement, "target_not_improvement", Severity::warning},
    {FindingCode::year_group_not_of_age, "year_group_not_of_age", Severity::warning},
    {FindingCode::no_observations, "no_observations", Severity::warning},
    {FindingCode::two_on_one_day, "two_on_one_day", Severity::error},
    {FindingCode::unknown_measure, "unknown_measure", Severity::error},
    {FindingCode::measure_twice, "measure_twice", Severity::error},
    {FindingCode::short_ladder, "short_ladder", Severity::error},
    {FindingCode::step_twice, "step_twice", Severity::error},
    {FindingCode::steps_without_ladder, "steps_without_ladder", Severity::error},
    {FindingCode::bad_reliability, "bad_reliability", Severity::error},
    {FindingCode::observations_out_of_order, "observations_out_of_order", Severity::warning},
    {FindingCode::record_warning, "record_warning", Severity::warning},
    {FindingCode::school_in_two_clusters, "school_in_two_clusters", Severity::error},
    {FindingCode::setting_twice, "setting_twice", Severity::error},
    {FindingCode::moderated_twice, "moderated_twice", Severity::error},
    {FindingCode::more_smart_than_targets, "more_smart_than_targets", Severity::error},
    {FindingCode::unknown_setting, "unknown_setting", Severity::warning},
    {FindingCode::reviews_without_idp, "reviews_without_idp", Severity::warning},
    {FindingCode::in_the_future, "in_the_future", Severity::warning},
    {FindingCode::not_of_this_learner, "not_of_this_learner", Severity::error},
    {FindingCode::other_learners, "other_learners", Severity::warning},
    {FindingCode::document_twice, "document_twice", Severity::error},
    {FindingCode::idp_contradicted, "idp_contradicted", Severity::warning},
    {FindingCode::no_consent, "no_consent", Severity::error},
    {FindingCode::left_out_and_there, "left_out_and_there", Severity::error},
    {FindingCode::bad_configuration, "bad_configuration", Severity::error},
});

constexpr const FindingRule& rule_of(FindingCode code) {
    return kFindings[static_cast<std::size_t>(code)];
}

struct Finding {
    FindingCode code = FindingCode::missing;
    std::string where;   ///< a JSON pointer into the document, `/pupils/0/target`
    std::string found;   ///< the text that was found; empty where it says nothing
    std::string detail;  ///< what it was held against

    Severity severity() const { return rule_of(code).severity; }
    friend bool operator==(const Finding&, const Finding&) = default;
};

using Findings = std::vector<Finding>;

inline bool has_error(const Findings& findings) {
    for (const Finding& finding : findings)
        if (finding.severity() == Severity::error) return true;
    return false;
}

}  // namespace effaith::practice
