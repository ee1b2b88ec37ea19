#include "impact_writer.hpp"

#include <type_traits>

#include "effaith/figure_list.hpp"

namespace effaith::capi {
namespace {

template <class T>
T plain(T value) {
    return value;
}
template <class Unit, int Places>
std::int64_t plain(Fixed<Unit, Places> value) {
    return value.raw();
}

/// Writes known figures one after another.
class Writer {
  public:
    template <class Member, class T>
    void put(int figure, Member effaith_impact::*member, const T& value) {
        impact.*member = plain(value);
        impact.known |= std::uint64_t{1} << figure;
    }
    template <class Member, class T>
    void put(int figure, Member effaith_impact::*member, const std::optional<T>& value) {
        if (!value) return;
        if constexpr (std::is_enum_v<T>) {
            put(figure, member, static_cast<Member>(static_cast<int>(*value) + 1));
        } else {
            put(figure, member, *value);
        }
    }

    effaith_impact impact{};
};

void put_dosage(Writer& out, const Dosage& dosage) {
    using I = effaith_impact;
    out.put(EFFAITH_FIGURE_SESSIONS_PER_WEEK, &I::sessions_per_week, dosage.sessions_per_week);
    out.put(EFFAITH_FIGURE_SCHOOL_DAYS, &I::school_days, dosage.school_days);
    out.put(EFFAITH_FIGURE_SCHOOL_WEEKS, &I::school_weeks, dosage.school_weeks);
    out.put(EFFAITH_FIGURE_SESSIONS_SCHEDULED, &I::sessions_scheduled, dosage.sessions_scheduled);
    out.put(EFFAITH_FIGURE_SESSIONS_SCHEDULED_MIN, &I::sessions_scheduled_min,
            dosage.sessions_scheduled_min);
    out.put(EFFAITH_FIGURE_SESSIONS_SCHEDULED_MAX, &I::sessions_scheduled_max,
            dosage.sessions_scheduled_max);
    out.put(EFFAITH_FIGURE_SESSIONS_ATTENDED, &I::sessions_attended, dosage.sessions_attended);
    out.put(EFFAITH_FIGURE_ATTENDANCE_RATE, &I::attendance_rate, dosage.attendance_rate);
    out.put(EFFAITH_FIGURE_ATTENDANCE_RATE_MIN, &I::attendance_rate_min,
            dosage.attendance_rate_min);
    out.put(EFFAITH_FIGURE_ATTENDANCE_RATE_MAX, &I::attendance_rate_max,
            dosage.attendance_rate_max);
    out.put(EFFAITH_FIGURE_DELIVERY_RATE, &I::delivery_rate, dosage.delivery_rate);
    out.put(EFFAITH_FIGURE_ATTENDED_SHARE, &I::attended_share, dosage.attended_share);
    out.put(EFFAITH_FIGURE_HOURS_PLANNED, &I::hours_planned, dosage.hours_planned);
    out.put(EFFAITH_FIGURE_HOURS_RECEIVED, &I::hours_received, dosage.hours_received);
    out.put(EFFAITH_FIGURE_HOURS_PER_WEEK_PLANNED, &I::hours_per_week_planned,
            dosage.hours_per_week_planned);
    out.put(EFFAITH_FIGURE_HOURS_PER_WEEK_RECEIVED, &I::hours_per_week_received,
            dosage.hours_per_week_received);
    out.put(EFFAITH_FIGURE_STAFF_HOURS, &I::staff_hours, dosage.staff_hours);
    out.put(EFFAITH_FIGURE_CUMULATIVE_INTENSITY, &I::cumulative_intensity,
            dosage.cumulative_intensity);
}

void put_cost(Writer& out, const Cost& cost, bool withheld) {
    using I = effaith_impact;
    out.put(EFFAITH_FIGURE_CAPITAL_COST, &I::capital_cost, cost.capital_cost);
    if (withheld) return;
    out.put(EFFAITH_FIGURE_STAFF_COST, &I::staff_cost, cost.staff_cost);
    out.put(EFFAITH_FIGURE_TOTAL_COST, &I::total_cost, cost.total_cost);
}

void put_progress(Writer& out, const Progress& progress) {
    using I = effaith_impact;
    out.put(EFFAITH_FIGURE_GAIN, &I::gain, progress.gain);
    out.put(EFFAITH_FIGURE_TARGET_GAIN, &I::target_gain, progress.target_gain);
    out.put(EFFAITH_FIGURE_TARGET_ATTAINMENT, &I::target_attainment, progress.target_attainment);
    out.put(EFFAITH_FIGURE_DERIVED_OUTCOME, &I::derived_outcome, progress.derived_outcome);
    out.put(EFFAITH_FIGURE_ELAPSED_MONTHS, &I::elapsed_months, progress.elapsed_months);
    out.put(EFFAITH_FIGURE_RATIO_GAIN, &I::ratio_gain, progress.ratio_gain);
    out.put(EFFAITH_FIGURE_RATIO_GAIN_BAND, &I::ratio_gain_band, progress.ratio_gain_band);
    out.put(EFFAITH_FIGURE_GAIN_PER_WEEK, &I::gain_per_week, progress.gain_per_week);
    out.put(EFFAITH_FIGURE_GAIN_PER_HOUR, &I::gain_per_hour, progress.gain_per_hour);
    out.put(EFFAITH_FIGURE_EXPECTED_GAIN, &I::expected_gain, progress.expected_gain);
    out.put(EFFAITH_FIGURE_VALUE_ADDED, &I::value_added, progress.value_added);
    out.put(EFFAITH_FIGURE_RELIABLE_CHANGE_INDEX, &I::reliable_change_index,
            progress.reliable_change_index);
    out.put(EFFAITH_FIGURE_RELIABLE_CHANGE, &I::reliable_change, progress.reliable_change);
}

}  // namespace

effaith_impact impact_struct(const RecordAnalysis& analysis, bool redact_rates) {
    Writer out;
    for (const Issue& issue : analysis.issues.list()) {
        if (issue.severity == Severity::error) ++out.impact.n_errors;
        if (issue.severity == Severity::warning) ++out.impact.n_warnings;
        if (issue.severity == Severity::note) ++out.impact.n_notes;
    }
    out.impact.rejected = analysis.rejected() ? 1 : 0;
    if (analysis.rejected()) return out.impact;
    const Impact& impact = analysis.impact;
    if (impact.dosage) put_dosage(out, *impact.dosage);
    // The rule of shown() in figure_list.hpp, for costs that are withheld.
    const bool withheld = redact_rates && analysis.different_roles < kRolesThatHide;
    if (impact.cost) put_cost(out, *impact.cost, withheld);
    put_progress(out, impact.progress);
    return out.impact;
}

}  // namespace effaith::capi
