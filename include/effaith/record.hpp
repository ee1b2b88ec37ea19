// What a school writes down about one learner in one intervention.
//
// The fields are those of the impact-monitoring record of Wales's ALN reform, with the dates,
// scores and identifiers that its users keep beside it. A Record holds values already read: text is
// a view into the caller's memory, and a field that was not recorded is empty or has no value.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "effaith/date.hpp"
#include "effaith/frequency.hpp"
#include "effaith/measure.hpp"

namespace effaith {

enum class Field : std::uint8_t {
    id,
    learner_id,
    school_id,
    cluster_id,
    authority_id,
    year_group,
    area_of_need,
    tier,
    support_type,
    intervention,
    delivered_by,
    delivered_by_2,
    delivered_by_3,
    learners_per_session,
    frequency,
    weekdays,
    session_hours,
    started,
    ended,
    sessions_attended,
    sessions_delivered,
    episodes_per_session,
    aim,
    outcome,
    outcome_score,
    capital_cost,
    measure,
    baseline,
    baseline_date,
    target,
    actual,
    actual_date,
    cohort
};

inline constexpr std::size_t kFieldCount = 33;

/// The name of each field in documents and columns, in the order of the enum.
inline constexpr std::array<std::string_view, kFieldCount> kFieldNames{"id",
                                                                       "learner_id",
                                                                       "school_id",
                                                                       "cluster_id",
                                                                       "authority_id",
                                                                       "year_group",
                                                                       "area_of_need",
                                                                       "tier",
                                                                       "support_type",
                                                                       "intervention",
                                                                       "delivered_by",
                                                                       "delivered_by_2",
                                                                       "delivered_by_3",
                                                                       "learners_per_session",
                                                                       "frequency",
                                                                       "weekdays",
                                                                       "session_hours",
                                                                       "started",
                                                                       "ended",
                                                                       "sessions_attended",
                                                                       "sessions_delivered",
                                                                       "episodes_per_session",
                                                                       "aim",
                                                                       "outcome",
                                                                       "outcome_score",
                                                                       "capital_cost",
                                                                       "measure",
                                                                       "baseline",
                                                                       "baseline_date",
                                                                       "target",
                                                                       "actual",
                                                                       "actual_date",
                                                                       "cohort"};

constexpr std::string_view name_of(Field field) {
    return kFieldNames[static_cast<std::size_t>(field)];
}

/// Outcome against the SMART target, in the meaning of the record: red failed to achieve it, amber
/// achieved it, green exceeded it.
enum class Outcome : std::uint8_t { red, amber, green };

inline constexpr std::array<std::string_view, 3> kOutcomeNames{"red", "amber", "green"};

constexpr std::string_view name_of(Outcome outcome) {
    return kOutcomeNames[static_cast<std::size_t>(outcome)];
}

/// A five-point review against expectation (-2 … +2) as red, amber or green.
constexpr Outcome outcome_of_score(int score) {
    if (score < 0) return Outcome::red;
    return score == 0 ? Outcome::amber : Outcome::green;
}

/// Whether the learner had the intervention, or is compared with those who had it.
enum class Cohort : std::uint8_t { intervention, comparison };

inline constexpr std::array<std::string_view, 2> kCohortNames{"intervention", "comparison"};

inline constexpr std::size_t kMostRoles = 3;
/// The fields of the roles, first to last.
inline constexpr std::array<Field, kMostRoles> kRoleFields{
    Field::delivered_by, Field::delivered_by_2, Field::delivered_by_3};

struct Record {
    std::string_view id;
    std::string_view learner_id;
    std::string_view school_id;
    std::string_view cluster_id;
    std::string_view authority_id;
    std::string_view year_group;
    std::string_view area_of_need;
    std::string_view tier;
    std::string_view support_type;
    std::string_view intervention;
    std::array<std::string_view, kMostRoles> delivered_by;  ///< empty beyond the last role
    std::optional<std::int64_t> learners_per_session;       ///< size of the group taught in, >= 1
    std::optional<Frequency> frequency;
    WeekdaySet weekdays;
    std::optional<Hours> session_hours;
    std::optional<PeriodEnd> started;
    std::optional<PeriodEnd> ended;
    std::optional<std::int64_t> sessions_attended;
    std::optional<std::int64_t> sessions_delivered;  ///< that ran, this learner there or not
    std::optional<Episodes> episodes_per_session;
    std::string_view aim;
    std::optional<Outcome> outcome;
    std::optional<int> outcome_score;  ///< -2 … +2
    std::optional<Money> capital_cost;
    std::string_view measure;  ///< id of a measure of the configuration
    ScoreValue baseline;
    std::optional<Date> baseline_date;
    ScoreValue target;
    ScoreValue actual;
    std::optional<Date> actual_date;
    Cohort cohort = Cohort::intervention;
};

}  // namespace effaith
