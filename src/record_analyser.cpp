#include "record_analyser.hpp"

#include <algorithm>
#include <string>

#include "counted_period.hpp"
#include "effaith/text_key.hpp"

namespace effaith {
namespace {

bool in_force(const Code& code, Date day) {
    return (!code.from || *code.from <= day) && (!code.to || day <= *code.to);
}

std::string years_of(const CodeEntries& entries) {
    std::string text;
    for (const Code* code : entries) {
        if (!text.empty()) text += ", ";
        text += (code->from ? to_text(*code->from) : "…");
        text += " – ";
        text += (code->to ? to_text(*code->to) : "…");
    }
    return text;
}

std::string number(std::int64_t value) {
    return std::to_string(value);
}

std::string score_text(Score score) {
    return to_text(score);
}

/// What a score is on a measure, for a person: a ladder's step by its name.
std::string value_text(const Measure& measure, const ScoreValue& score) {
    const std::int64_t position = score.value.raw() / Score::scale;
    const bool step = measure.kind == MeasureKind::ladder && position >= 1 &&
                      position <= static_cast<std::int64_t>(measure.steps.size());
    return step ? measure.steps[static_cast<std::size_t>(position - 1)] : score_text(score.value);
}

/// The analysis of one record, step by step; each step adds the issues that it finds.
class RecordAnalyser {
  public:
    RecordAnalyser(const EngineTables& tables, const Record& record, RecordAnalysis& out)
        : tables_(tables), record_(record), out_(out) {}

    void run() {
        out_.calendar = &tables_.calendar_of(record_.school_id);
        resolve_intervention();
        resolve_measure();
        out_.outcome = record_.outcome;
        if (!out_.outcome && record_.outcome_score) {
            out_.outcome = outcome_of_score(*record_.outcome_score);
        }
        if (is_comparison()) {
            check_comparison();
        } else {
            check_required();
            check_quantities();
        }
        check_period();
        check_scores();
        if (!is_comparison()) check_weekdays();
        if (out_.rejected()) return;
        compute();
        if (out_.rejected()) return;
        warn();
    }

  private:
    bool is_comparison() const { return record_.cohort == Cohort::comparison; }
    const Policy& policy() const { return tables_.config().policy; }
    Issues& issues() { return out_.issues; }

    /// Adds the error unless the field could not be read in the first place.
    void require(bool present, Field field) {
        if (!present && !issues().has_error(field)) {
            issues().add(IssueCode::missing_required, field);
        }
    }

    void resolve_intervention() {
        entry_ = tables_.catalogue(record_.intervention);
        out_.intervention = entry_ != nullptr ? std::string_view(entry_->intervention)
                                              : trimmed(record_.intervention);
        out_.support_type = trimmed(record_.support_type);
        if (entry_ == nullptr || entry_->support_type.empty() || is_comparison()) return;
        if (out_.support_type.empty()) {
            out_.support_type = entry_->support_type;
            issues().add(IssueCode::support_type_from_catalogue, Field::support_type,
                         entry_->support_type, record_.intervention);
        } else if (!same_text(out_.support_type, entry_->support_type)) {
            issues().add(IssueCode::support_type_overridden, Field::support_type, out_.support_type,
                         entry_->support_type);
        }
    }

    void resolve_measure() {
        const std::string_view named = trimmed(record_.measure);
        if (!named.empty()) {
            out_.measure = tables_.measure(named);
            if (out_.measure == nullptr) {
                issues().add(IssueCode::unknown_measure, Field::measure, named);
            }
        } else if (entry_ != nullptr && !entry_->measure.empty()) {
            out_.measure = tables_.measure(entry_->measure);
        }
    }

    void check_comparison() {
        require(!trimmed(record_.learner_id).empty(), Field::learner_id);
        require(!trimmed(record_.school_id).empty(), Field::school_id);
        require(out_.measure != nullptr, Field::measure);
        if (out_.measure != nullptr) {  // without one no score can be read
            require(record_.baseline.kind != ScoreValue::Kind::absent, Field::baseline);
            require(record_.actual.kind != ScoreValue::Kind::absent, Field::actual);
        }
        if (record_.baseline_date && record_.actual_date) return;
        require_period();
    }

    void require_period() {
        require(record_.started.has_value(), Field::started);
        require(record_.ended.has_value() || tables_.config().as_of.has_value(), Field::ended);
    }

    void check_required() {
        require(!out_.support_type.empty(), Field::support_type);
        for (const std::string_view role : record_.delivered_by) {
            if (trimmed(role).empty()) continue;
            ++out_.roles;
        }
        require(out_.roles > 0, Field::delivered_by);
        require(record_.learners_per_session.has_value(), Field::learners_per_session);
        require(record_.frequency.has_value(), Field::frequency);
        require(record_.session_hours.has_value(), Field::session_hours);
        require_period();
        check_completeness();
        if (trimmed(record_.aim).empty()) {
            Issue issue;
            issue.code = IssueCode::aim_missing;
            issue.severity = policy().require_aim ? Severity::error : Severity::warning;
            issue.field = Field::aim;
            issues().add(std::move(issue));
        }
    }

    /// A period that has ended has an outcome and sessions; one that runs may lack both.
    void check_completeness() {
        const std::optional<Date> as_of = tables_.config().as_of;
        out_.running = as_of && (!record_.ended || *as_of <= record_.ended->latest());
        const bool lenient = out_.running || policy().incomplete == Incomplete::accept;
        const auto attended = record_.sessions_attended;
        if (attended && (*attended < 0 || (*attended == 0 && !lenient))) {
            issues().add(IssueCode::attended_lt_1, Field::sessions_attended, number(*attended));
        }
        if (!lenient) {
            require(attended.has_value(), Field::sessions_attended);
            require(out_.outcome.has_value() || issues().has_error(Field::outcome_score),
                    Field::outcome);
            return;
        }
        const bool unread = issues().has_error(Field::sessions_attended);
        if (attended.value_or(0) == 0 && !unread) {
            issues().add(IssueCode::none_attended, Field::sessions_attended);
        }
        const bool outcome_unread =
            issues().has_error(Field::outcome) || issues().has_error(Field::outcome_score);
        if (!out_.outcome && !outcome_unread) {
            issues().add(IssueCode::outcome_missing, Field::outcome);
        }
    }

    void check_quantities() {
        if (record_.learners_per_session && *record_.learners_per_session < 1) {
            issues().add(IssueCode::learners_lt_1, Field::learners_per_session,
                         number(*record_.learners_per_session));
        }
        if (record_.session_hours && *record_.session_hours < Hours{}) {
            issues().add(IssueCode::negative_hours, Field::session_hours,
                         to_text(*record_.session_hours));
        }
        if (record_.capital_cost && *record_.capital_cost < Money{}) {
            issues().add(IssueCode::negative_cost, Field::capital_cost,
                         to_text(*record_.capital_cost));
        }
        if (record_.sessions_delivered && *record_.sessions_delivered < 0) {
            issues().add(IssueCode::out_of_range, Field::sessions_delivered,
                         number(*record_.sessions_delivered), {}, IssueReason::negative);
        }
        if (record_.episodes_per_session && *record_.episodes_per_session < Episodes{}) {
            issues().add(IssueCode::out_of_range, Field::episodes_per_session,
                         to_text(*record_.episodes_per_session), {}, IssueReason::negative);
        }
        if (record_.outcome_score && (*record_.outcome_score < -2 || *record_.outcome_score > 2)) {
            issues().add(IssueCode::unknown_outcome, Field::outcome_score,
                         number(*record_.outcome_score));
        }
    }

    void check_period() {
        const auto period = counted_period(record_.started, record_.ended, tables_.config().as_of);
        if (!period) return;
        out_.windows = period->whole;
        out_.counted = period->counted;
        const Days& whole = out_.windows.widest;
        if (whole.empty()) {
            issues().add(IssueCode::ended_before_started, Field::ended,
                         to_text(record_.ended->latest()), to_text(record_.started->earliest()));
        } else if (!out_.calendar->covers(whole)) {
            issues().add(IssueCode::outside_calendar, Field::started,
                         to_text(whole.first) + " – " + to_text(whole.last()),
                         out_.calendar->name());
        }
    }

    void check_weekdays() {
        if (record_.weekdays.empty() || !record_.frequency) return;
        if (record_.weekdays.size() == weekdays_allowed(*record_.frequency)) return;
        if (issues().has_error(Field::weekdays)) return;
        std::string names;
        for (int day = 0; day < 5; ++day) {
            if (!record_.weekdays.has(day)) continue;
            if (!names.empty()) names += ", ";
            names += kWeekdayNames[day];
        }
        issues().add(IssueCode::weekdays_mismatch, Field::weekdays, names,
                     rule_of(*record_.frequency).code);
    }

    void check_scores() {
        if (out_.measure != nullptr) {
            check_score(record_.baseline, Field::baseline);
            check_score(record_.target, Field::target);
            check_score(record_.actual, Field::actual);
        }
        if (record_.baseline_date && record_.actual_date &&
            *record_.actual_date < *record_.baseline_date) {
            issues().add(IssueCode::assessed_out_of_order, Field::actual_date,
                         to_text(*record_.actual_date), to_text(*record_.baseline_date));
        }
    }

    void check_score(const ScoreValue& score, Field field) {
        const Measure& measure = *out_.measure;
        if (!score.is_known()) return;
        if (measure.kind == MeasureKind::ladder) {
            const std::int64_t steps = static_cast<std::int64_t>(measure.steps.size());
            const bool whole = score.value.raw() % Score::scale == 0;
            if (!whole || score.value < Score::from_whole(1) ||
                score.value > Score::from_whole(steps)) {
                issues().add(IssueCode::unknown_step, field, score_text(score.value), measure.name);
            }
            return;
        }
        if (!measure.range) return;
        const Exact value = score.value.exact();
        if (value < measure.range->least.exact() || measure.range->most.exact() < value) {
            issues().add(IssueCode::value_out_of_range, field, score_text(score.value),
                         to_text(measure.range->least) + " – " + to_text(measure.range->most));
        }
    }

    void compute() {
        gather_progress();
        ImpactOverflow overflow = ImpactOverflow::none;
        if (is_comparison()) {
            overflow = impact_of_comparison(out_.inputs.progress, out_.impact);
        } else {
            gather_dosage();
            gather_cost();
            overflow = impact_of(out_.inputs, out_.impact);
        }
        if (overflow != ImpactOverflow::none) add_overflow(overflow);
    }

    /// Names the quantity that made a figure too large: of two factors the larger.
    void add_overflow(ImpactOverflow overflow) {
        if (overflow == ImpactOverflow::progress) {
            issues().add(IssueCode::out_of_range, Field::actual, score_text(record_.actual.value));
        } else if (overflow == ImpactOverflow::cost && record_.capital_cost) {
            issues().add(IssueCode::out_of_range, Field::capital_cost,
                         to_text(*record_.capital_cost));
        } else if (out_.inputs.dosage.sessions_attended > record_.session_hours->raw()) {
            issues().add(IssueCode::out_of_range, Field::sessions_attended,
                         number(out_.inputs.dosage.sessions_attended));
        } else {
            issues().add(IssueCode::out_of_range, Field::session_hours,
                         to_text(*record_.session_hours));
        }
    }

    void gather_dosage() {
        ScheduleQuestion asked;
        asked.frequency = *record_.frequency;
        asked.weekdays = record_.weekdays;
        asked.daily = policy().daily;
        asked.windows = out_.counted;
        asked.rate_day = out_.windows.widest.first;
        DosageInputs& dosage = out_.inputs.dosage;
        dosage.schedule = schedule_of(*out_.calendar, asked);
        dosage.session_hours = *record_.session_hours;
        dosage.sessions_attended = record_.sessions_attended.value_or(0);
        dosage.sessions_delivered = record_.sessions_delivered;
        dosage.episodes_per_session = record_.episodes_per_session;
        dosage.roles = out_.roles;
        dosage.learners_per_session = *record_.learners_per_session;
    }

    void gather_cost() {
        const Date day = out_.windows.widest.first;
        Int128 sum = 0;
        bool all_known = true;
        for (std::size_t i = 0; i < kMostRoles; ++i) {
            const std::string_view role = trimmed(record_.delivered_by[i]);
            if (role.empty()) continue;
            const RoleEntry* entry = tables_.role(role);
            out_.role_names[i] = spelling_of(entry, role);
            if (!named_before(i)) ++out_.different_roles;
            if (entry != nullptr && entry->rates != nullptr) out_.rates[i] = entry->rates->on(day);
            if (out_.rates[i]) {
                sum += out_.rates[i]->raw();
            } else {
                all_known = false;
                if (!named_before(i)) {
                    issues().add(IssueCode::rate_missing, role_field(i), role, to_text(day));
                }
            }
            check_role_code(entry, role, i, day);
        }
        if (all_known) out_.inputs.rates = sum_of_rates(sum);
        out_.inputs.cost_basis = policy().cost_basis;
        out_.inputs.capital = record_.capital_cost.value_or(Money{});
        out_.inputs.capital_scope = policy().capital_scope;
    }

    static std::string_view spelling_of(const RoleEntry* entry, std::string_view role) {
        if (entry == nullptr) return role;
        if (!entry->codes.empty()) return entry->codes.front()->code;
        return entry->rates != nullptr ? std::string_view(entry->rates->role) : role;
    }

    static Field role_field(std::size_t i) {
        return static_cast<Field>(static_cast<std::size_t>(Field::delivered_by) + i);
    }

    bool named_before(std::size_t position) const {
        for (std::size_t i = 0; i < position; ++i) {
            if (same_text(record_.delivered_by[i], record_.delivered_by[position])) return true;
        }
        return false;
    }

    void gather_progress() {
        ProgressInputs& progress = out_.inputs.progress;
        progress.measure = out_.measure;
        progress.baseline = record_.baseline;
        progress.target = record_.target;
        progress.actual = record_.actual;
        if (out_.measure == nullptr) return;
        Days between = out_.counted.widest;
        progress.elapsed_days = between.count();
        if (record_.baseline_date && record_.actual_date) {
            between = Days::closed(*record_.baseline_date, *record_.actual_date);
            progress.elapsed_days = *record_.actual_date - *record_.baseline_date;
        }
        // Weeks that the calendar does not know are not counted as none: then there is no rate.
        if (!out_.calendar->covers(between)) return;
        progress.elapsed_weeks =
            out_.calendar->touched(CalendarPeriod::week, out_.calendar->school_days(between));
    }

    void warn() {
        if (out_.measure != nullptr) warn_about_progress();
        if (is_comparison()) return;
        warn_about_dosage();
        warn_about_period();
        check_codes();
    }

    void warn_about_dosage() {
        const Dosage& dosage = *out_.impact.dosage;
        if (dosage.sessions_attended > dosage.sessions_scheduled_max) {
            issues().add(attended_exceeds(dosage.sessions_attended, dosage.sessions_scheduled_max));
        }
        if (*record_.session_hours == Hours{} || *record_.session_hours > Hours::from_whole(7)) {
            issues().add(IssueCode::implausible_session, Field::session_hours,
                         to_text(*record_.session_hours));
        }
        if (record_.outcome && record_.outcome_score &&
            *record_.outcome != outcome_of_score(*record_.outcome_score)) {
            issues().add(IssueCode::outcome_mismatch, Field::outcome_score,
                         name_of(*record_.outcome), number(*record_.outcome_score),
                         IssueReason::score_differs);
        }
    }

    void warn_about_progress() {
        const Progress& progress = out_.impact.progress;
        const bool mismatch = !is_comparison() && progress.derived_outcome && out_.outcome &&
                              *progress.derived_outcome != *out_.outcome;
        if (mismatch) {
            issues().add(IssueCode::outcome_mismatch, Field::outcome, name_of(*out_.outcome),
                         name_of(*progress.derived_outcome));
        }
        if (progress.target_gain && *progress.target_gain < Score{}) {
            issues().add(IssueCode::target_not_improvement, Field::target,
                         value_text(*out_.measure, record_.target),
                         value_text(*out_.measure, record_.baseline));
        }
    }

    void warn_about_period() {
        const Days& whole = out_.windows.widest;
        // Three years have at least 1,095 days; only a longer period needs its limit worked out.
        if (whole.count() > 3 * 365) {
            const std::optional<Date> limit = whole.first.years_later(3);
            if (limit && whole.last() > *limit) {
                issues().add(IssueCode::implausible_period, Field::ended, number(whole.count()));
            }
        }
        const std::optional<Date> as_of = tables_.config().as_of;
        if (as_of && record_.started->earliest() > *as_of) {
            issues().add(IssueCode::not_started, Field::started,
                         to_text(record_.started->earliest()), to_text(*as_of));
        }
    }

    void check_codes() {
        const Date day = out_.windows.widest.first;
        check_code(CodeSet::area_of_need, Field::area_of_need, record_.area_of_need, day);
        check_code(CodeSet::tier, Field::tier, record_.tier, day);
        check_code(CodeSet::year_group, Field::year_group, record_.year_group, day);
        check_code(CodeSet::support_type, Field::support_type, out_.support_type, day);
    }

    void check_code(CodeSet set, Field field, std::string_view text, Date day) {
        text = trimmed(text);
        std::string_view& canonical = out_.codes[static_cast<std::size_t>(set)];
        canonical = text;
        if (text.empty() || !tables_.has_codes(set)) return;
        const CodeEntries* entries = tables_.codes(set, text);
        if (entries != nullptr) {
            canonical = entries->front()->code;
            check_in_force(*entries, field, text, day);
        } else if (set != CodeSet::support_type || !tables_.in_catalogue(text)) {
            issues().add(IssueCode::unknown_code, field, text);
        }
    }

    void check_in_force(const CodeEntries& entries, Field field, std::string_view text, Date day) {
        for (const Code* code : entries) {
            if (in_force(*code, day)) return;
        }
        issues().add(IssueCode::code_not_in_force, field, text, years_of(entries));
    }

    void check_role_code(const RoleEntry* entry, std::string_view role, std::size_t position,
                         Date day) {
        if (position == 0) out_.codes[static_cast<std::size_t>(CodeSet::role)] = role;
        if (entry == nullptr) {
            if (tables_.has_codes(CodeSet::role) && !named_before(position)) {
                issues().add(IssueCode::unknown_code, role_field(position), role);
            }
        } else if (!entry->codes.empty()) {
            check_in_force(entry->codes, role_field(position), role, day);
        }
    }

    const EngineTables& tables_;
    const Record& record_;
    RecordAnalysis& out_;
    const CatalogueEntry* entry_ = nullptr;
};

}  // namespace

void analyse_record(const EngineTables& tables, const Record& record, RecordAnalysis& out) {
    RecordAnalyser(tables, record, out).run();
}

}  // namespace effaith
