// From the records of a unit and what is kept beside them to its review pack.
#include <algorithm>

#include "disclosure/rounded_figure.hpp"
#include "effaith/figure_list.hpp"
#include "effaith/text_key.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "io/practice/review_records.hpp"

namespace effaith::practice {
namespace {

using disclosure::Precision;
using disclosure::rounded;
using disclosure::suppressed;

constexpr std::int64_t kMostThreshold = 1000;

std::size_t place_of_figure(std::string_view name) {
    const auto figures = group_figures();
    std::size_t place = 0;
    while (figures[place].name != name)
        ++place;
    return place;
}

/// The places of the figures of a pack in group_figures().
const std::array<std::size_t, kReviewFigures.size()>& places() {
    static const auto all = [] {
        std::array<std::size_t, kReviewFigures.size()> found{};
        for (std::size_t i = 0; i < kReviewFigures.size(); ++i)
            found[i] = place_of_figure(kReviewFigures[i]);
        return found;
    }();
    return all;
}

std::optional<std::int64_t> count_of(const FigureValue& value) {
    if (value.kind != FigureValue::Kind::decimal || value.places != 0) return std::nullopt;
    return static_cast<std::int64_t>(value.raw);
}

std::optional<std::int64_t> count_in(const ReviewFigures& figures, std::string_view name) {
    return count_of(figures[review_figure(name)]);
}

/// Outcomes as they are published: sums of the counts of red, amber and green.
UnitOutcomes outcomes_of(const ReviewFigures& figures) {
    const auto red = count_in(figures, "n_red");
    const auto amber = count_in(figures, "n_amber");
    const auto green = count_in(figures, "n_green");
    if (!red || !amber || !green) return {};
    return {*amber + *green, *red + *amber + *green, 0};
}

/// A roll-up as the pack shows it: as it is, or protected.
class ShownTable {
  public:
    explicit ShownTable(const Rollup& rollup)
        : rollup_(rollup), own_(rollup.rows()), figures_(rollup) {}
    ShownTable(const Rollup& rollup, ProtectedRollup table)
        : rollup_(rollup), protected_(std::move(table)), figures_(rollup) {}

    const std::vector<RollupRow>& rows() const { return protected_ ? protected_->rows() : own_; }
    std::size_t depth() const { return rollup_.by().size(); }
    bool hides_row(std::size_t row) const { return protected_ && protected_->hides_row(row); }
    ReviewFigures figures(std::size_t row) const {
        ReviewFigures shown;
        for (std::size_t i = 0; i < shown.size(); ++i)
            shown[i] = figure(row, places()[i]);
        return shown;
    }
    /// The pupils of a row as it is shown, a record without an id as one; none where hidden.
    std::optional<std::int64_t> pupils(std::size_t row) const {
        static const std::size_t kLearners = place_of_figure("n_learners");
        static const std::size_t kUnidentified = place_of_figure("n_unidentified");
        const auto learners = count_of(figure(row, kLearners));
        const auto unidentified = count_of(figure(row, kUnidentified));
        if (!learners || !unidentified) return std::nullopt;
        return *learners + *unidentified;
    }
    /// The outcomes of a row as they are shown and how many pupils have one. What is protected does
    /// not show that number: then it is the least that follows from what is shown, for each count
    /// in it that is not nought is of at least as many learners as the threshold.
    UnitOutcomes outcomes(std::size_t row, std::int64_t threshold) const {
        UnitOutcomes shown = outcomes_of(figures(row));
        if (!shown.n || *shown.n == 0) return shown;
        if (!protected_) {
            shown.n_pupils = rows()[row].totals->learners_with_outcome();
            return shown;
        }
        const auto all = pupils(row);
        const auto without = count_in(figures(row), "n_no_outcome");
        shown.n_pupils = all && without ? std::max(threshold, *all - *without) : threshold;
        return shown;
    }
    FigureValue total() const {
        return protected_ ? protected_->total()
                          : FigureValue::of(rollup_.n_analysed() - rollup_.n_comparison());
    }
    ReleasedTable summary() const {
        const DisclosureReport& report = protected_->report();
        return {rollup_.by(),  report.rows,          report.rows_hidden,
                report.counts, report.counts_hidden, false};
    }

  private:
    FigureValue figure(std::size_t row, std::size_t place) const {
        return protected_ ? protected_->figure(row, place)
                          : figures_.of(group_figures()[place], *rows()[row].totals);
    }

    const Rollup& rollup_;
    std::optional<ProtectedRollup> protected_;
    std::vector<RollupRow> own_;
    ShownFigures figures_;
};

/// The document, where all records are of one unit and it names none: then it is of that one.
Quality placed(Quality quality, ReviewLevel level, const GatheredRecords& records) {
    if (!records.unit || records.n_elsewhere > 0 || level == ReviewLevel::school) return quality;
    std::string& own = level == ReviewLevel::cluster ? quality.cluster_id : quality.authority_id;
    if (own.empty()) own = *records.unit;
    return quality;
}

/// Works a pack out, part by part.
class PackMaker {
  public:
    PackMaker(const Tools& tools, const Quality& whole, const ReviewOptions& options,
              GatheredRecords& records, Date as_of)
        : thresholds_(tools.engine.config().practice),
          records_(records),
          quality_(placed(whole, options.level, records)) {
        pack_.level = options.level;
        pack_.unit = records.unit;
        pack_.as_of = as_of;
        pack_.is_released = options.level != ReviewLevel::school || options.release;
        pack_.rules = tools.engine.config().disclosure;
        pack_.rules.threshold = options.threshold.value_or(pack_.rules.threshold);
        pack_.rules.rounding = options.rounding.value_or(pack_.rules.rounding);
        pack_.rules.hide_class = options.hide_class.value_or(pack_.rules.hide_class);
        pack_.seed = options.seed;
        pack_.sample_size = options.sample_size;
        pack_.strata = strata_of(options);
        add_findings(check(whole, as_of));
        if (records.unit) add_findings(unplaced(quality_, options.level));
        quality_ = within(quality_, options.level, records.unit);
        add_findings(records.findings);
    }

    Result<ReviewPack> make() {
        if (const Status shown = show_tables(); !shown) return shown.error();
        add_counts();
        add_units();
        add_interventions();
        pack_.scores = show(records_.scores);
        pack_.ratings = show(records_.ratings);
        add_duties();
        pack_.visits = visits(quality_, pack_.as_of, thresholds_);
        pack_.checklist = quality_.checklist;
        if (!pack_.is_released) add_lists();
        add_actions();
        add_withheld();
        return std::move(pack_);
    }

  private:
    /// What is found about settings may leave a school, what is found about learners not.
    void add_findings(const Findings& findings) {
        for (const Finding& finding : findings) {
            const bool is_about_settings = finding.code == FindingCode::school_in_two_clusters ||
                                           finding.code == FindingCode::setting_twice ||
                                           finding.code == FindingCode::missing;
            const bool is_shown = is_about_settings || !pack_.is_released;
            if (is_shown) pack_.findings.push_back(finding);
            hides_findings_ = hides_findings_ || !is_shown;
        }
    }

    // Tables.

    Status show_tables() {
        if (!pack_.is_released) {
            for (const Rollup& rollup : records_.rollups)
                tables_.emplace_back(rollup);
            return Done{};
        }
        std::vector<const Rollup*> rollups;
        for (const Rollup& rollup : records_.rollups)
            rollups.push_back(&rollup);
        Result<std::vector<ProtectedRollup>> released = release(rollups, pack_.rules);
        if (!released) return released.error();
        is_refused_ =
            std::any_of(released->begin(), released->end(),
                        [](const ProtectedRollup& table) { return !table.report().safe(); });
        for (std::size_t i = 0; i < rollups.size(); ++i) {
            tables_.emplace_back(*rollups[i], std::move((*released)[i]));
            pack_.tables.push_back(tables_[i].summary());
            pack_.tables[i].is_refused = is_refused_;
        }
        return Done{};
    }

    void add_counts() {
        pack_.n_records = is_refused_ ? suppressed() : tables_.front().total();
        pack_.overall.fill(suppressed());
        pack_.n_rejected = records_.n_rejected;
        if (!pack_.is_released) pack_.n_elsewhere = records_.n_elsewhere;
        if (is_refused_) return;
        const ShownTable& table = tables_.front();
        pack_.overall.fill(FigureValue{});
        for (std::size_t row = 0; row < table.rows().size(); ++row)
            if (table.rows()[row].level == 0) pack_.overall = table.figures(row);
    }

    void add_units() {
        if (is_refused_ || tables_.size() < 2) return;
        const ShownTable& table = tables_.front();
        for (std::size_t row = 0; row < table.rows().size(); ++row) {
            const RollupRow& of = table.rows()[row];
            if (of.level == 0) continue;
            ReviewUnit& unit = pack_.units.emplace_back();
            const bool is_school = of.level == table.depth();
            unit.level = is_school ? ReviewLevel::school : ReviewLevel::cluster;
            if (is_school) unit.school_id = of.key.back();
            if (table.depth() > 1) unit.cluster_id = of.key.front();
            unit.figures = table.figures(row);
            outcomes_.push_back(table.outcomes(row, pack_.rules.threshold));
        }
        pack_.schools = judge(ReviewLevel::school);
        pack_.clusters = judge(ReviewLevel::cluster);
    }

    /// Holds the units of one level against each other.
    JudgedUnits judge(ReviewLevel level) {
        std::vector<UnitOutcomes> outcomes;
        std::vector<ReviewUnit*> units;
        for (std::size_t i = 0; i < pack_.units.size(); ++i) {
            if (pack_.units[i].level != level) continue;
            units.push_back(&pack_.units[i]);
            outcomes.push_back(outcomes_[i]);
        }
        JudgedUnits judged = judge_units(outcomes, outcomes_of(pack_.overall), thresholds_);
        for (std::size_t i = 0; i < units.size(); ++i)
            units[i]->judged = judged.units[i];
        return judged;
    }

    // Interventions.

    void add_interventions() {
        if (is_refused_) return;
        const ShownTable& table = tables_.back();
        const EvidenceAnswer evidence = records_.evidence->answer();
        std::map<std::vector<KeyPart>, const EvidenceRow*, KeyOrder> found;
        for (const EvidenceRow& row : evidence.rows)
            found.emplace(row.key, &row);
        for (std::size_t row = 0; row < table.rows().size(); ++row) {
            if (table.rows()[row].level != table.depth()) continue;
            ReviewIntervention& intervention = pack_.interventions.emplace_back();
            intervention.intervention = table.rows()[row].key.front();
            intervention.figures = table.figures(row);
            AdviceInputs& inputs = inputs_.emplace_back();
            add_outcomes(table, row, inputs);
            const auto at = found.find(table.rows()[row].key);
            if (at == found.end()) continue;
            for (const MeasureEvidence& measure : at->second->measures)
                add_measure(measure, table.hides_row(row), intervention, inputs);
        }
        for (std::size_t i = 0; i < pack_.interventions.size(); ++i)
            advise_on(i);
    }

    /// No pupils and no outcomes where either is hidden.
    void add_outcomes(const ShownTable& table, std::size_t row, AdviceInputs& inputs) const {
        const auto pupils = table.pupils(row);
        const UnitOutcomes outcomes = table.outcomes(row, pack_.rules.threshold);
        if (!pupils || !outcomes.n) return;
        inputs.n_pupils = *pupils;
        inputs.n_with_outcome = outcomes.n_pupils;
        inputs.n_outcomes = *outcomes.n;
        inputs.n_achieved = *outcomes.achieved;
    }

    /// A number of a measure as it may be shown.
    FigureValue publish(const stats::Number& number, Precision precision, std::int64_t n) const {
        const FigureValue value = number ? FigureValue::of(*number) : FigureValue{};
        const bool is_rounded = pack_.is_released && pack_.rules.rounding == Rounding::five;
        return is_rounded && !value.is_none() ? rounded(value, precision, n) : value;
    }
    FigureValue publish(std::int64_t count) const {
        const FigureValue value = FigureValue::of(count);
        const bool is_rounded = pack_.is_released && pack_.rules.rounding == Rounding::five;
        return is_rounded ? rounded(value, Precision::count, count) : value;
    }

    void add_measure(const MeasureEvidence& measure, bool row_hides, ReviewIntervention& out,
                     AdviceInputs& inputs) {
        if (measure.n_pairs == 0) return;
        // Not even which measure it was is said of few learners.
        const bool few = measure.n_pairs < pack_.rules.threshold;
        if (pack_.is_released && (few || row_hides)) {
            hides_scores_ = true;
            return;
        }
        ReviewMeasure& shown = out.measures.emplace_back();
        shown.measure = measure.measure->id;
        const stats::PairedEffect& paired = measure.paired;
        const std::int64_t n = measure.n_pairs;
        shown.n_pairs = publish(n);
        shown.gain = publish(paired.gain_mean, Precision::mean, n);
        shown.gain_low = publish(paired.t_test.low, Precision::mean, n);
        shown.gain_high = publish(paired.t_test.high, Precision::mean, n);
        shown.effect = publish(paired.g_z, Precision::effect, n);
        shown.effect_low = publish(paired.d_z_noncentral.g_low, Precision::effect, n);
        shown.effect_high = publish(paired.d_z_noncentral.g_high, Precision::effect, n);
        inputs.mixed_measures = inputs.effect.has_value();
        inputs.effect = ProgressEffect{count_of(shown.n_pairs).value_or(0),
                                       number_of(shown.effect),
                                       {number_of(shown.effect_low), number_of(shown.effect_high)}};
        const bool stands_still = measure.measure->kind == MeasureKind::standard_score;
        inputs.expectation = stands_still ? Expectation::by_design : Expectation::none;
    }

    /// Advice from what the pack shows of an intervention and of the others.
    void advise_on(std::size_t i) {
        ReviewIntervention& intervention = pack_.interventions[i];
        AdviceInputs& inputs = inputs_[i];
        if (inputs.n_pupils == 0) return;
        inputs.attendance = number_of(intervention.figures[review_figure("attendance_rate")]);
        constexpr std::size_t kCost = review_figure("cost_per_outcome");
        inputs.cost_per_outcome = number_of(intervention.figures[kCost]);
        for (std::size_t other = 0; other < pack_.interventions.size(); ++other) {
            const stats::Number cost = number_of(pack_.interventions[other].figures[kCost]);
            if (other != i && cost) inputs.other_costs.push_back(*cost);
        }
        const std::string name = intervention.intervention.value_or("");
        const auto deliverers = records_.deliverers.find(name);
        if (deliverers != records_.deliverers.end()) inputs.deliverers = deliverers->second.list();
        const auto never_came = records_.never_came.find(name);
        if (never_came != records_.never_came.end())
            inputs.n_never_came = never_came->second.count();
        intervention.advice = advise(inputs, thresholds_);
    }

    // Duties and agreement.

    /// Whether counts that make up a total may be shown beside it.
    bool may_show(const std::vector<std::int64_t>& parts) const {
        if (!pack_.is_released) return true;
        CountTable table;
        table.parents = {CountTable::kNoParent};
        table.split = parts.size();
        table.counts = {0};
        for (const std::int64_t part : parts) {
            table.counts.front() += part;
            table.counts.push_back(part);
        }
        table.hidden.assign(table.cells(), 0);
        const Result<ProtectedCounts> protection = protect_counts(std::move(table), pack_.rules);
        if (!protection) return false;
        const std::vector<char>& sensitive = protection->sensitive;
        return std::find(sensitive.begin(), sensitive.end(), 1) == sensitive.end();
    }

    ReviewConsistency show(const GatheredJudgements& judgements) {
        ReviewConsistency shown;
        const auto behind = [&](Judgement judgement) {
            return judgements.learners[static_cast<std::size_t>(judgement)].count();
        };
        const std::int64_t differ = judgements.learners_differing.count();
        const bool shows_ways = may_show(
            {behind(Judgement::equal), behind(Judgement::higher), behind(Judgement::lower)});
        shown.is_hidden = !may_show({behind(Judgement::equal), differ});
        hides_agreement_ = hides_agreement_ || shown.is_hidden || !shows_ways;
        if (shown.is_hidden) {
            for (FigureValue* figure :
                 {&shown.n, &shown.equal, &shown.higher, &shown.lower, &shown.agreement,
                  &shown.kappa, &shown.kappa_low, &shown.kappa_high, &shown.kappa_quadratic})
                *figure = suppressed();
            return shown;
        }
        const Consistency found = consistency(judgements.pairs);
        const std::int64_t n = found.kappa.n;
        shown.n = publish(n);
        shown.equal = publish(found.kappa.equal);
        shown.higher = shows_ways ? publish(found.higher) : suppressed();
        shown.lower = shows_ways ? publish(found.lower) : suppressed();
        shown.agreement =
            publish(stats::proportion(found.kappa.equal, n).estimate, Precision::rate, n);
        shown.kappa = publish_kappa(found.kappa.linear.kappa, n);
        shown.kappa_low = publish_kappa(found.kappa.linear.interval.low, n);
        shown.kappa_high = publish_kappa(found.kappa.linear.interval.high, n);
        shown.kappa_quadratic = publish_kappa(found.kappa.quadratic.kappa, n);
        if (!pack_.is_released) shown.differing = judgements.differing;
        return shown;
    }
    /// Of few records, or to many places, kappa would tell which outcomes were changed.
    FigureValue publish_kappa(const stats::Number& kappa, std::int64_t n) const {
        const FigureValue value = kappa ? FigureValue::of(*kappa) : FigureValue{};
        return pack_.is_released && !value.is_none() ? rounded(value, Precision::effect, n) : value;
    }

    void add_duties() {
        const std::vector<Compliance> duties = compliance(quality_, pack_.as_of, thresholds_);
        const std::int64_t learners = duties.front().n;  // a profile is owed to every learner
        const bool few = !may_show({learners});
        pack_.n_quality_learners = few ? suppressed() : publish(learners);
        for (const Compliance& duty : duties)
            add_duty(duty, learners, few);
    }
    void add_duty(const Compliance& duty, std::int64_t learners, bool few) {
        ReviewDuty& shown = pack_.duties.emplace_back();
        shown.duty = duty.duty;
        shown.is_hidden = few || !may_show({duty.met, duty.n - duty.met, duty.not_said,
                                            learners - duty.n - duty.not_said});
        if (shown.is_hidden) {
            for (FigureValue* figure :
                 {&shown.met, &shown.n, &shown.not_said, &shown.share, &shown.low, &shown.high})
                *figure = suppressed();
            hides_duties_ = true;
            return;
        }
        shown.met = publish(duty.met);
        shown.n = publish(duty.n);
        shown.not_said = publish(duty.not_said);
        shown.share = publish(duty.share.estimate, Precision::rate, duty.n);
        shown.low = publish(duty.share.wilson.low, Precision::rate, duty.n);
        shown.high = publish(duty.share.wilson.high, Precision::rate, duty.n);
    }

    // A school's own.

    void add_lists() {
        pack_.overdue = overdue_reviews(quality_, pack_.as_of, thresholds_);
        pack_.sample = draw_sample(std::move(records_.candidates), pack_.seed, pack_.sample_size);
    }

    // Actions.

    void add(std::optional<Action> action) {
        if (action) pack_.actions.push_back({std::move(*action), std::nullopt});
    }
    void add_actions() {
        for (const ReviewIntervention& intervention : pack_.interventions)
            if (intervention.advice) add_advice(intervention);
        for (const ReviewUnit& unit : pack_.units) {
            const KeyPart& name =
                unit.level == ReviewLevel::school ? unit.school_id : unit.cluster_id;
            add(action_of(name.value_or(""), unit.judged));
        }
        add_agreement(ActionRule::moderate_scores, pack_.scores, records_.scores);
        add_agreement(ActionRule::moderate_ratings, pack_.ratings, records_.ratings);
        for (const ReviewDuty& duty : pack_.duties)
            add_duty_action(duty);
        for (const VisitDue& visit : pack_.visits)
            add(action_of(visit));
        for (const EvidenceItem& item : pack_.checklist) {
            if (item.present == true) continue;
            add(Action{ActionRule::checklist, name_of(ActionRule::checklist), item.item, 1, {}});
        }
    }
    void add_advice(const ReviewIntervention& intervention) {
        const Advice& advice = *intervention.advice;
        const std::string name = intervention.intervention.value_or("");
        for (const RuleAdvice& rule : advice.rules) {
            const bool decides = rule.rule == advice.because && advice.says != Says::too_few &&
                                 advice.says != Says::nothing;
            if (!decides && rule.says != Says::train) continue;
            const bool trains = rule.says == Says::train;
            Action action{trains ? ActionRule::train : ActionRule::intervention,
                          practice::name_of(trains ? Says::train : advice.says), name, rule.n,
                          rule.figures};
            pack_.actions.push_back({std::move(action), rule});
        }
    }
    /// From the figures that are shown. Whether enough pupils stand behind them may be told, for no
    /// other number of these pupils is.
    void add_agreement(ActionRule rule, const ReviewConsistency& shown,
                       const GatheredJudgements& judgements) {
        const auto n = count_of(shown.n);
        if (!n) return;
        stats::Kappa kappa;
        kappa.n = *n;
        kappa.linear.kappa = number_of(shown.kappa);
        kappa.linear.interval = {number_of(shown.kappa_low), number_of(shown.kappa_high)};
        add(action_of(rule, kappa, judgements.learners_judged.count(), thresholds_));
    }
    void add_duty_action(const ReviewDuty& shown) {
        const auto met = count_of(shown.met);
        const auto n = count_of(shown.n);
        if (!met || !n || !number_of(shown.share)) return;
        Compliance duty;
        duty.duty = shown.duty;
        duty.met = *met;
        duty.n = *n;
        duty.share.estimate = number_of(shown.share);
        duty.share.wilson = {number_of(shown.low), number_of(shown.high)};
        add(action_of(duty, thresholds_));
    }

    // What is not there.

    void add_withheld() {
        if (!pack_.is_released) return;
        const bool hides_counts =
            std::any_of(pack_.tables.begin(), pack_.tables.end(),
                        [](const ReleasedTable& table) { return table.counts_hidden > 0; });
        const std::pair<Withheld, bool> all[] = {{Withheld::refused, is_refused_},
                                                 {Withheld::few_learners, hides_counts},
                                                 {Withheld::scores, hides_scores_},
                                                 {Withheld::duties, hides_duties_},
                                                 {Withheld::agreement, hides_agreement_},
                                                 {Withheld::findings, hides_findings_},
                                                 {Withheld::learners, true},
                                                 {Withheld::deliverers, true}};
        for (const auto& [what, is_so] : all)
            if (is_so) pack_.withheld.push_back(what);
    }

    const Thresholds& thresholds_;
    GatheredRecords& records_;
    Quality quality_;
    ReviewPack pack_;
    std::vector<ShownTable> tables_;
    std::vector<UnitOutcomes> outcomes_;  // by unit
    std::vector<AdviceInputs> inputs_;    // by intervention
    bool is_refused_ = false;
    bool hides_scores_ = false;
    bool hides_duties_ = false;
    bool hides_agreement_ = false;
    bool hides_findings_ = false;
};

}  // namespace

Result<Quality> read_quality(std::string_view json) {
    return read_document<Quality>(json);
}

std::string write_quality(const Quality& quality) {
    return document_text(quality);
}

Result<ReviewOptions> read_review_options(std::string_view json) {
    Result<ReviewOptions> options = read_document<ReviewOptions>(json);
    if (!options || !options->threshold) return options;
    if (*options->threshold < 2 || *options->threshold > kMostThreshold) {
        return Error{
            ErrorCode::invalid_argument,
            "Found " + std::to_string(*options->threshold) + "; accepted: 2 to 1000 learners.",
            "/threshold"};
    }
    return options;
}

Result<ReviewPack> review_pack(const Tools& tools, const Quality& quality, std::string_view records,
                               DateNotation dates, const ReviewOptions& options) {
    const std::optional<Date> as_of = tools.engine.config().as_of;
    if (!as_of) {
        return Error{ErrorCode::invalid_argument,
                     "A review is of a day: give as_of in the configuration.", "as_of"};
    }
    Result<GatheredRecords> gathered = gather_records(tools, quality, records, dates, options);
    if (!gathered) return gathered.error();
    return PackMaker(tools, quality, options, *gathered, *as_of).make();
}

Result<ModerationSample> moderation_sample(const Tools& tools, std::string_view records,
                                           DateNotation dates, const ReviewOptions& options) {
    Result<std::vector<Candidate>> candidates = gather_candidates(tools, records, dates, options);
    if (!candidates) return candidates.error();
    return draw_sample(std::move(*candidates), options.seed, options.sample_size);
}

}  // namespace effaith::practice
