#include "effaith/explain.hpp"

#include <cmath>

#include "effaith/figure_list.hpp"
#include "effaith/text_key.hpp"

namespace effaith {
namespace {

std::string text(std::int64_t whole) {
    return std::to_string(whole);
}

std::string four_places(double value) {
    const double scaled = value * 1e4;
    if (!(std::fabs(scaled) < 9e15)) return value < 0 ? "-∞" : "∞";
    std::string out;
    append_decimal(out, static_cast<std::int64_t>(std::nearbyint(scaled)), 4);
    return out;
}

std::string text(const Exact& value) {
    if (value.denominator() == 1) {
        std::string out;
        append_decimal(out, value.numerator(), 0);
        return out;
    }
    return four_places(value.nearest().value_or(0.0));
}

template <class Unit, int Places>
std::string text(Fixed<Unit, Places> value) {
    return to_text(value);
}

class Explainer {
  public:
    Explainer(const Engine& engine, const Record& record, const RecordAnalysis& analysis)
        : engine_(engine), record_(record), analysis_(analysis) {}

    std::vector<ExplainStep> run() {
        if (analysis_.impact.dosage) {
            explain_period();
            explain_schedule();
            explain_hours();
            explain_attendance();
            explain_cost();
        }
        if (analysis_.measure != nullptr) explain_progress();
        return std::move(steps_);
    }

  private:
    using Values = std::vector<std::pair<std::string, std::string>>;

    void step(std::string_view figure, const std::string& sentence, Values values) {
        values.emplace_back("value", value_of(figure));
        steps_.push_back({figure, "explain." + sentence, std::move(values)});
    }

    /// The figure's answer, from the list that every face shows.
    std::string value_of(std::string_view name) const {
        for (const RecordFigure& figure : kRecordFigures) {
            if (figure.name != name) continue;
            return value_text(shown(figure, analysis_, engine_.config().redact_rates));
        }
        return "";
    }
    bool has(std::string_view name) const { return !value_of(name).empty(); }

    void explain_period() {
        const Days& counted = analysis_.counted.widest;
        const Dosage& dosage = *analysis_.impact.dosage;
        if (counted.empty()) {
            step("school_days", "not_started",
                 {{"first", to_text(analysis_.windows.widest.first)}});
            return;
        }
        step("school_days", "period",
             {{"first", to_text(counted.first)},
              {"last", to_text(counted.last())},
              {"calendar", analysis_.calendar->name()},
              {"days", text(dosage.school_days)},
              {"weeks", text(dosage.school_weeks)}});
    }

    void explain_schedule() {
        const FrequencyRule& rule = rule_of(*record_.frequency);
        const Dosage& dosage = *analysis_.impact.dosage;
        if (has("sessions_per_week")) {
            step("sessions_per_week", "sessions_per_week", {{"frequency", std::string(rule.code)}});
        }
        const bool named = !record_.weekdays.empty();
        const std::string days = text(dosage.school_days);
        switch (rule.kind) {
            case TimetableKind::each_day:
            case TimetableKind::each_school_day: {
                const bool by_school = rule.kind == TimetableKind::each_school_day ||
                                       engine_.config().policy.daily == DailyRule::school_days;
                const bool all = engine_.config().policy.daily == DailyRule::all_days;
                step("sessions_scheduled",
                     by_school ? "each_school_day" : (all ? "each_day" : "each_weekday"), {});
                break;
            }
            case TimetableKind::times_a_week:
                if (named) {
                    step("sessions_scheduled", "named_weekdays", {{"weekdays", weekdays()}});
                } else {
                    step("sessions_scheduled", "times_a_week",
                         {{"times", text(std::int64_t{rule.number})}, {"days", days}});
                }
                break;
            case TimetableKind::every_n_weeks:
                step("sessions_scheduled", named ? "every_n_weeks_named" : "every_n_weeks",
                     {{"weeks", text(std::int64_t{rule.number})},
                      {"timetables", text(std::int64_t{rule.number * 5})},
                      {"weekdays", weekdays()},
                      {"days", days}});
                break;
            default:
                explain_once_a_period(rule.kind);
                break;
        }
        step("sessions_scheduled_min", "least_and_most",
             {{"least", text(dosage.sessions_scheduled_min)},
              {"most", text(dosage.sessions_scheduled_max)}});
    }

    void explain_once_a_period(TimetableKind kind) {
        const CalendarPeriod period = detail::period_of(kind);
        const SchoolDays days = analysis_.calendar->school_days(analysis_.counted.widest);
        const std::string name = kind == TimetableKind::once_a_month       ? "month"
                                 : kind == TimetableKind::once_a_half_term ? "half_term"
                                                                           : "term";
        if (days.count() == 0) {
            step("sessions_scheduled", "no_school_day", {});
            return;
        }
        const std::int64_t touched = analysis_.calendar->touched(period, days);
        const auto [first, last] = analysis_.calendar->edges(period, days);
        const Values ends{{"first_inside", text(first.inside)},
                          {"first_length", text(first.length)},
                          {"last_inside", text(last.inside)},
                          {"last_length", text(last.length)},
                          {"whole", text(touched - 2)}};
        step("sessions_scheduled", (touched == 1 ? "once_a_" : "once_in_each_") + name, ends);
    }

    std::string weekdays() const {
        std::string names;
        for (int day = 0; day < 5; ++day) {
            if (!record_.weekdays.has(day)) continue;
            if (!names.empty()) names += ", ";
            names += kWeekdayNames[day];
        }
        return names;
    }

    void explain_hours() {
        const Dosage& dosage = *analysis_.impact.dosage;
        const DosageInputs& in = analysis_.inputs.dosage;
        const std::string hours = text(in.session_hours);
        const std::string attended = text(in.sessions_attended);
        step("hours_planned", "hours_planned",
             {{"sessions", text(dosage.sessions_scheduled)}, {"hours", hours}});
        step("hours_received", "hours_received", {{"sessions", attended}, {"hours", hours}});
        if (dosage.hours_per_week_received) {
            step("hours_per_week_received", "hours_per_week_received",
                 {{"hours", text(dosage.hours_received)}, {"weeks", text(dosage.school_weeks)}});
        }
        step("staff_hours", "staff_hours",
             {{"hours", text(dosage.hours_received)},
              {"roles", text(std::int64_t{in.roles})},
              {"learners", text(in.learners_per_session)}});
        if (dosage.cumulative_intensity) {
            step("cumulative_intensity", "cumulative_intensity",
                 {{"episodes", text(*in.episodes_per_session)}, {"sessions", attended}});
        }
    }

    void explain_attendance() {
        const Dosage& dosage = *analysis_.impact.dosage;
        const std::string attended = text(dosage.sessions_attended);
        if (!dosage.attendance_rate) return;
        step("attendance_rate", "attendance_rate",
             {{"attended", attended}, {"scheduled", text(dosage.sessions_scheduled)}});
        step("attendance_rate_min", "attendance_bounds",
             {{"attended", attended},
              {"least", text(dosage.sessions_scheduled_min)},
              {"most", text(dosage.sessions_scheduled_max)},
              {"low", value_of("attendance_rate_min")},
              {"high", dosage.attendance_rate_max ? value_of("attendance_rate_max") : "–"}});
        if (!dosage.delivery_rate) return;
        const std::string delivered = text(*analysis_.inputs.dosage.sessions_delivered);
        step("delivery_rate", "delivery_rate",
             {{"delivered", delivered}, {"scheduled", text(dosage.sessions_scheduled)}});
        if (!dosage.attended_share) return;
        step("attended_share", "attended_share",
             {{"attended", attended}, {"delivered", delivered}});
    }

    void explain_cost() {
        const bool redacted = engine_.config().redact_rates;
        if (!analysis_.inputs.rates) {
            step("staff_cost", "no_rate", {});
        } else if (redacted) {
            step("staff_cost", has("staff_cost") ? "staff_cost_redacted" : "cost_withheld", {});
        } else {
            explain_staff_cost();
        }
        const Cost& cost = *analysis_.impact.cost;
        const bool shared = analysis_.inputs.capital_scope == CapitalScope::group;
        step("capital_cost", shared ? "capital_shared" : "capital",
             {{"capital", text(analysis_.inputs.capital)},
              {"learners", text(analysis_.inputs.dosage.learners_per_session)}});
        if (!has("total_cost")) return;
        step("total_cost", "total_cost",
             {{"staff", text(*cost.staff_cost)}, {"capital", text(cost.capital_cost)}});
    }

    void explain_staff_cost() {
        std::string sum;
        for (std::size_t i = 0; i < kMostRoles; ++i) {
            const std::string_view role = trimmed(record_.delivered_by[i]);
            if (role.empty()) continue;
            step("staff_cost", "rate",
                 {{"role", std::string(role)},
                  {"rate", text(*analysis_.rates[i])},
                  {"day", to_text(analysis_.windows.widest.first)}});
            sum += (sum.empty() ? "£" : " + £") + text(*analysis_.rates[i]);
        }
        if (analysis_.roles > 1) sum = "(" + sum + ")";
        const DosageInputs& in = analysis_.inputs.dosage;
        step("staff_cost", "staff_cost",
             {{"rates", sum},
              {"hours", text(in.session_hours)},
              {"sessions", text(sessions_that_cost(in, analysis_.inputs.cost_basis))},
              {"learners", text(in.learners_per_session)}});
    }

    void explain_progress() {
        const Progress& progress = analysis_.impact.progress;
        const ProgressInputs& in = analysis_.inputs.progress;
        const bool higher = in.measure->direction == Direction::higher_is_better;
        const Values scores{{"measure", in.measure->name},
                            {"baseline", text(in.baseline.value)},
                            {"target", text(in.target.value)},
                            {"actual", text(in.actual.value)}};
        if (progress.gain) step("gain", higher ? "gain" : "gain_lower", scores);
        if (progress.target_gain) {
            step("target_gain", higher ? "target_gain" : "target_gain_lower", scores);
        }
        if (progress.target_attainment) {
            step("target_attainment", "target_attainment",
                 {{"gain", text(*progress.gain)}, {"target_gain", text(*progress.target_gain)}});
        }
        if (progress.derived_outcome) {
            Values values = scores;
            values.emplace_back("tolerance",
                                in.measure->tolerance ? text(*in.measure->tolerance) : "0");
            step("derived_outcome", "derived_outcome", std::move(values));
        }
        explain_rates(progress, in);
    }

    void explain_rates(const Progress& progress, const ProgressInputs& in) {
        step("elapsed_months", "elapsed_months", {{"days", text(in.elapsed_days)}});
        const std::string gain = progress.gain ? text(*progress.gain) : "";
        const std::string months = value_of("elapsed_months");
        if (progress.ratio_gain) {
            step("ratio_gain", "ratio_gain",
                 {{"gain", gain}, {"months", months}, {"band", value_of("ratio_gain_band")}});
        }
        if (progress.gain_per_week) {
            step("gain_per_week", "gain_per_week",
                 {{"gain", gain}, {"weeks", text(in.elapsed_weeks)}});
        }
        if (progress.gain_per_hour) {
            step("gain_per_hour", "gain_per_hour",
                 {{"gain", gain}, {"hours", value_of("hours_received")}});
        }
        if (progress.expected_gain) {
            step("expected_gain", "expected_gain",
                 {{"rate", text(*in.measure->expected_gain_per_month)}, {"months", months}});
        }
        if (progress.value_added) {
            step("value_added", "value_added",
                 {{"gain", gain}, {"expected", value_of("expected_gain")}});
        }
        if (progress.reliable_change_index) {
            step("reliable_change_index", "reliable_change_index",
                 {{"gain", gain},
                  {"sd", text(*in.measure->sd)},
                  {"reliability", text(*in.measure->reliability)},
                  {"change", value_of("reliable_change")}});
        }
    }

    const Engine& engine_;
    const Record& record_;
    const RecordAnalysis& analysis_;
    std::vector<ExplainStep> steps_;
};

}  // namespace

std::string value_text(const FigureValue& value) {
    switch (value.kind) {
        case FigureValue::Kind::none:
            return "";
        case FigureValue::Kind::real:
            return four_places(value.real);
        case FigureValue::Kind::word:
            return std::string(value.word);
        case FigureValue::Kind::decimal:
            break;
    }
    std::string out;
    append_decimal(out, value.raw, value.places);
    return out;
}

std::vector<ExplainStep> explain(const Engine& engine, const Record& record,
                                 const RecordAnalysis& analysis) {
    return Explainer(engine, record, analysis).run();
}

}  // namespace effaith
