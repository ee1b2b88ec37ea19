// The constants that are cast, and the layout of every public struct, locked: a member that moves
// breaks programs that are out there.
//
// 64-bit members stand at multiples of 8, so that processors of 32 bits agree whether or not they
// align them.
#include <cstddef>

#include "effaith.h"
#include "effaith/issue.hpp"
#include "effaith/progress.hpp"

namespace {

using namespace effaith;

/// Whether a constant of the border is a choice of the library, counted from `base`.
template <class Choice>
constexpr bool stands_for(int constant, Choice choice, int base) {
    return constant == static_cast<int>(choice) + base;
}

static_assert(stands_for(EFFAITH_DAILY, Frequency::daily, 1));
static_assert(stands_for(EFFAITH_FORTNIGHTLY, Frequency::fortnightly, 1));
static_assert(stands_for(EFFAITH_TERMLY, Frequency::termly, 1));
static_assert(stands_for(EFFAITH_OUTCOME_RED, Outcome::red, 1));
static_assert(stands_for(EFFAITH_OUTCOME_AMBER, Outcome::amber, 1));
static_assert(stands_for(EFFAITH_OUTCOME_GREEN, Outcome::green, 1));
static_assert(stands_for(EFFAITH_SCORE_KNOWN, ScoreValue::Kind::known, 0));
static_assert(stands_for(EFFAITH_SCORE_BELOW, ScoreValue::Kind::below, 0));
static_assert(stands_for(EFFAITH_SCORE_ABOVE, ScoreValue::Kind::above, 0));
static_assert(stands_for(EFFAITH_SEVERITY_NOTE, Severity::note, 0));
static_assert(stands_for(EFFAITH_SEVERITY_WARNING, Severity::warning, 0));
static_assert(stands_for(EFFAITH_SEVERITY_ERROR, Severity::error, 0));
static_assert(stands_for(EFFAITH_BAND_VERY_SMALL, RatioGainBand::very_small, 1));
static_assert(stands_for(EFFAITH_BAND_LARGE, RatioGainBand::large, 1));
static_assert(stands_for(EFFAITH_CHANGE_DETERIORATED, ReliableChange::deteriorated, 1));
static_assert(stands_for(EFFAITH_CHANGE_IMPROVED, ReliableChange::improved, 1));

/// A size or an offset where pointers have 64 bits, and where they have 32.
constexpr std::size_t at(std::size_t wide, std::size_t narrow) {
    return sizeof(void*) == 8 ? wide : narrow;
}

static_assert(sizeof(effaith_text) == at(16, 8));
static_assert(offsetof(effaith_text, data) == at(0, 0));
static_assert(offsetof(effaith_text, size) == at(8, 4));

static_assert(sizeof(effaith_score) == at(16, 16));
static_assert(offsetof(effaith_score, value) == at(0, 0));
static_assert(offsetof(effaith_score, kind) == at(8, 8));
static_assert(offsetof(effaith_score, reserved) == at(12, 12));

static_assert(sizeof(effaith_record) == at(384, 264));
static_assert(offsetof(effaith_record, struct_size) == at(0, 0));
static_assert(offsetof(effaith_record, has) == at(4, 4));
static_assert(offsetof(effaith_record, id) == at(8, 8));
static_assert(offsetof(effaith_record, learner_id) == at(24, 16));
static_assert(offsetof(effaith_record, school_id) == at(40, 24));
static_assert(offsetof(effaith_record, cluster_id) == at(56, 32));
static_assert(offsetof(effaith_record, authority_id) == at(72, 40));
static_assert(offsetof(effaith_record, year_group) == at(88, 48));
static_assert(offsetof(effaith_record, area_of_need) == at(104, 56));
static_assert(offsetof(effaith_record, tier) == at(120, 64));
static_assert(offsetof(effaith_record, support_type) == at(136, 72));
static_assert(offsetof(effaith_record, intervention) == at(152, 80));
static_assert(offsetof(effaith_record, delivered_by) == at(168, 88));
static_assert(offsetof(effaith_record, aim) == at(216, 112));
static_assert(offsetof(effaith_record, measure) == at(232, 120));
static_assert(offsetof(effaith_record, learners_per_session) == at(248, 128));
static_assert(offsetof(effaith_record, session_hours) == at(256, 136));
static_assert(offsetof(effaith_record, sessions_attended) == at(264, 144));
static_assert(offsetof(effaith_record, sessions_delivered) == at(272, 152));
static_assert(offsetof(effaith_record, episodes_per_session) == at(280, 160));
static_assert(offsetof(effaith_record, capital_cost) == at(288, 168));
static_assert(offsetof(effaith_record, baseline) == at(296, 176));
static_assert(offsetof(effaith_record, target) == at(312, 192));
static_assert(offsetof(effaith_record, actual) == at(328, 208));
static_assert(offsetof(effaith_record, frequency) == at(344, 224));
static_assert(offsetof(effaith_record, weekdays) == at(348, 228));
static_assert(offsetof(effaith_record, started) == at(352, 232));
static_assert(offsetof(effaith_record, ended) == at(356, 236));
static_assert(offsetof(effaith_record, outcome) == at(360, 240));
static_assert(offsetof(effaith_record, outcome_score) == at(364, 244));
static_assert(offsetof(effaith_record, baseline_date) == at(368, 248));
static_assert(offsetof(effaith_record, actual_date) == at(372, 252));
static_assert(offsetof(effaith_record, cohort) == at(376, 256));
static_assert(offsetof(effaith_record, reserved) == at(380, 260));

static_assert(sizeof(effaith_impact) == at(288, 288));
static_assert(offsetof(effaith_impact, struct_size) == at(0, 0));
static_assert(offsetof(effaith_impact, rejected) == at(4, 4));
static_assert(offsetof(effaith_impact, known) == at(8, 8));
static_assert(offsetof(effaith_impact, sessions_per_week) == at(16, 16));
static_assert(offsetof(effaith_impact, school_days) == at(24, 24));
static_assert(offsetof(effaith_impact, school_weeks) == at(32, 32));
static_assert(offsetof(effaith_impact, sessions_scheduled) == at(40, 40));
static_assert(offsetof(effaith_impact, sessions_scheduled_min) == at(48, 48));
static_assert(offsetof(effaith_impact, sessions_scheduled_max) == at(56, 56));
static_assert(offsetof(effaith_impact, sessions_attended) == at(64, 64));
static_assert(offsetof(effaith_impact, attendance_rate) == at(72, 72));
static_assert(offsetof(effaith_impact, attendance_rate_min) == at(80, 80));
static_assert(offsetof(effaith_impact, attendance_rate_max) == at(88, 88));
static_assert(offsetof(effaith_impact, delivery_rate) == at(96, 96));
static_assert(offsetof(effaith_impact, attended_share) == at(104, 104));
static_assert(offsetof(effaith_impact, hours_planned) == at(112, 112));
static_assert(offsetof(effaith_impact, hours_received) == at(120, 120));
static_assert(offsetof(effaith_impact, hours_per_week_planned) == at(128, 128));
static_assert(offsetof(effaith_impact, hours_per_week_received) == at(136, 136));
static_assert(offsetof(effaith_impact, staff_hours) == at(144, 144));
static_assert(offsetof(effaith_impact, cumulative_intensity) == at(152, 152));
static_assert(offsetof(effaith_impact, staff_cost) == at(160, 160));
static_assert(offsetof(effaith_impact, capital_cost) == at(168, 168));
static_assert(offsetof(effaith_impact, total_cost) == at(176, 176));
static_assert(offsetof(effaith_impact, gain) == at(184, 184));
static_assert(offsetof(effaith_impact, target_gain) == at(192, 192));
static_assert(offsetof(effaith_impact, target_attainment) == at(200, 200));
static_assert(offsetof(effaith_impact, elapsed_months) == at(208, 208));
static_assert(offsetof(effaith_impact, ratio_gain) == at(216, 216));
static_assert(offsetof(effaith_impact, gain_per_week) == at(224, 224));
static_assert(offsetof(effaith_impact, gain_per_hour) == at(232, 232));
static_assert(offsetof(effaith_impact, expected_gain) == at(240, 240));
static_assert(offsetof(effaith_impact, value_added) == at(248, 248));
static_assert(offsetof(effaith_impact, reliable_change_index) == at(256, 256));
static_assert(offsetof(effaith_impact, derived_outcome) == at(264, 264));
static_assert(offsetof(effaith_impact, ratio_gain_band) == at(268, 268));
static_assert(offsetof(effaith_impact, reliable_change) == at(272, 272));
static_assert(offsetof(effaith_impact, n_errors) == at(276, 276));
static_assert(offsetof(effaith_impact, n_warnings) == at(280, 280));
static_assert(offsetof(effaith_impact, n_notes) == at(284, 284));

static_assert(sizeof(effaith_issue) == at(24, 24));
static_assert(offsetof(effaith_issue, record) == at(0, 0));
static_assert(offsetof(effaith_issue, code) == at(8, 8));
static_assert(offsetof(effaith_issue, severity) == at(12, 12));
static_assert(offsetof(effaith_issue, field) == at(16, 16));
static_assert(offsetof(effaith_issue, position) == at(20, 20));

static_assert(sizeof(effaith_issue_list) == at(32, 20));
static_assert(offsetof(effaith_issue_list, struct_size) == at(0, 0));
static_assert(offsetof(effaith_issue_list, issue_size) == at(4, 4));
static_assert(offsetof(effaith_issue_list, issues) == at(8, 8));
static_assert(offsetof(effaith_issue_list, room) == at(16, 12));
static_assert(offsetof(effaith_issue_list, count) == at(24, 16));

static_assert(sizeof(effaith_options) == at(48, 40));
static_assert(offsetof(effaith_options, struct_size) == at(0, 0));
static_assert(offsetof(effaith_options, input) == at(4, 4));
static_assert(offsetof(effaith_options, format) == at(8, 8));
static_assert(offsetof(effaith_options, threads) == at(12, 12));
static_assert(offsetof(effaith_options, serial_dates) == at(16, 16));
static_assert(offsetof(effaith_options, validation) == at(20, 20));
static_assert(offsetof(effaith_options, decimals) == at(24, 24));
static_assert(offsetof(effaith_options, reserved) == at(28, 28));
static_assert(offsetof(effaith_options, progress) == at(32, 32));
static_assert(offsetof(effaith_options, context) == at(40, 36));

static_assert(sizeof(effaith_counts) == at(40, 40));
static_assert(offsetof(effaith_counts, struct_size) == at(0, 0));
static_assert(offsetof(effaith_counts, reserved) == at(4, 4));
static_assert(offsetof(effaith_counts, records) == at(8, 8));
static_assert(offsetof(effaith_counts, analysed) == at(16, 16));
static_assert(offsetof(effaith_counts, rejected) == at(24, 24));
static_assert(offsetof(effaith_counts, comparison) == at(32, 32));

static_assert(sizeof(effaith_value) == at(56, 48));
static_assert(offsetof(effaith_value, struct_size) == at(0, 0));
static_assert(offsetof(effaith_value, kind) == at(4, 4));
static_assert(offsetof(effaith_value, places) == at(8, 8));
static_assert(offsetof(effaith_value, reserved) == at(12, 12));
static_assert(offsetof(effaith_value, low) == at(16, 16));
static_assert(offsetof(effaith_value, high) == at(24, 24));
static_assert(offsetof(effaith_value, real) == at(32, 32));
static_assert(offsetof(effaith_value, word) == at(40, 40));

static_assert(sizeof(effaith_schedule) == at(56, 56));
static_assert(offsetof(effaith_schedule, struct_size) == at(0, 0));
static_assert(offsetof(effaith_schedule, known) == at(4, 4));
static_assert(offsetof(effaith_schedule, sessions_per_week) == at(8, 8));
static_assert(offsetof(effaith_schedule, sessions_scheduled) == at(16, 16));
static_assert(offsetof(effaith_schedule, sessions_scheduled_min) == at(24, 24));
static_assert(offsetof(effaith_schedule, sessions_scheduled_max) == at(32, 32));
static_assert(offsetof(effaith_schedule, school_days) == at(40, 40));
static_assert(offsetof(effaith_schedule, school_weeks) == at(48, 48));

// Structs of statistics are made of these alone, so that nothing stands between their members.
static_assert(sizeof(effaith_number) == 16);
static_assert(offsetof(effaith_number, value) == 0);
static_assert(offsetof(effaith_number, reason) == 8);
static_assert(sizeof(effaith_choice) == 8);
static_assert(offsetof(effaith_choice, reason) == 4);
static_assert(sizeof(effaith_interval) == 32);
static_assert(offsetof(effaith_interval, high) == 16);

}  // namespace
