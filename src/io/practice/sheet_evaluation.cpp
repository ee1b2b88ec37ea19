// From the analysed records of a sheet to what the rules of advice look at.
#include "effaith/io/practice.hpp"
#include "effaith/text_key.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/practice/deliverers.hpp"
#include "io/practice/never_came.hpp"

namespace effaith::practice {
namespace {

FigureValue figure_named(std::string_view name, const Rollup& rollup, const GroupTotals& totals) {
    for (const GroupFigure& figure : group_figures())
        if (figure.name == name) return ShownFigures(rollup).of(figure, totals);
    return {};
}

struct PupilProgress {
    double beyond = 0.0;
    Expectation expectation = Expectation::none;
};

/// A pupil's progress beyond what was to be expected of the time; none without a gain.
std::optional<PupilProgress> progress_of_pupil(const RecordAnalysis& analysis) {
    const Progress& progress = analysis.impact.progress;
    if (!progress.gain || analysis.measure == nullptr) return std::nullopt;
    const double gain = *progress.gain->exact().nearest();
    if (progress.value_added) return PupilProgress{*progress.value_added, Expectation::growth};
    switch (analysis.measure->kind) {
        case MeasureKind::standard_score:
            return PupilProgress{gain, Expectation::by_design};
        case MeasureKind::age_equivalent:  // a month of age a month
            if (progress.elapsed_months)
                return PupilProgress{gain - *progress.elapsed_months, Expectation::growth};
            break;
        default:
            break;
    }
    return PupilProgress{gain, Expectation::none};
}

void add_progress(const SheetRecords& records, AdviceInputs& inputs) {
    const Measure* measure = nullptr;
    for (const auto& record : records) {
        if (record->analysis.rejected()) continue;
        const std::optional<PupilProgress> progress = progress_of_pupil(record->analysis);
        if (!progress) continue;
        const Measure* own = record->analysis.measure;
        if ((measure != nullptr && own != measure) || own->kind == MeasureKind::ladder)
            inputs.mixed_measures = true;
        measure = own;
        inputs.progress.push_back(progress->beyond);
        inputs.expectation = progress->expectation;
    }
}

void add_outcomes(const SheetRecords& records, AdviceInputs& inputs) {
    DelivererCounts deliverers;
    LearnerCount pupils;
    LearnerCount with_outcome;
    for (const auto& record : records) {
        const RecordAnalysis& analysis = record->analysis;
        if (analysis.rejected()) continue;
        const std::string_view learner = record->record.learner_id;
        pupils.add(learner);
        deliverers.add(learner, analysis);
        if (!analysis.outcome) continue;
        with_outcome.add(learner);
        ++inputs.n_outcomes;
        inputs.n_achieved += *analysis.outcome == Outcome::red ? 0 : 1;
    }
    inputs.n_pupils = pupils.count();
    inputs.n_with_outcome = with_outcome.count();
    inputs.deliverers = deliverers.list();
}

/// The costs per outcome of the interventions of a roll-up, but for one.
std::vector<double> costs_of_others(const Rollup& against, std::string_view own) {
    std::vector<double> costs;
    for (const RollupRow& row : against.rows()) {
        if (row.level != 1 || !row.key[0] || same_text(*row.key[0], own)) continue;
        const stats::Number cost =
            number_of(figure_named("cost_per_outcome", against, *row.totals));
        if (cost) costs.push_back(*cost);
    }
    return costs;
}

/// None where no pupil is in the figures and some are left out for other reasons: of the sessions
/// due nobody knows how many were attended, and those who never came do not make it none.
std::optional<std::int64_t> known_never_came(const SheetEvaluation& evaluation) {
    const bool others_unknown = evaluation.overall.n_rejected() > evaluation.n_none_attended;
    if (evaluation.overall.n_analysed() == 0 && others_unknown) return std::nullopt;
    return evaluation.n_none_attended;
}

}  // namespace

Result<SheetEvaluation> evaluate_sheet(const Tools& tools, const Sheet& sheet,
                                       const Rollup* against) {
    if (against != nullptr && against->by() != std::vector<std::string>{"intervention"}) {
        return Error{ErrorCode::invalid_argument,
                     "A sheet is held against a roll-up by intervention alone.", "against"};
    }
    Result<Rollup> overall = Rollup::create(tools.engine, {}, false);
    if (!overall) return overall.error();
    SheetEvaluation evaluation{stage_of(sheet, tools.engine.config().as_of),
                               analyse_records(tools, sheet),
                               std::move(*overall),
                               0,
                               {},
                               {}};
    for (const auto& record : evaluation.records) {
        evaluation.n_none_attended += never_came(record->record, record->analysis) ? 1 : 0;
        const Status added = evaluation.overall.update(record->record, record->analysis, {});
        if (!added) return added.error();
    }
    AdviceInputs& inputs = evaluation.inputs;
    add_outcomes(evaluation.records, inputs);
    add_progress(evaluation.records, inputs);
    inputs.n_never_came = known_never_came(evaluation);
    for (const RollupRow& row : evaluation.overall.rows()) {
        inputs.attendance =
            number_of(figure_named("attendance_rate", evaluation.overall, *row.totals));
        inputs.cost_per_outcome =
            number_of(figure_named("cost_per_outcome", evaluation.overall, *row.totals));
    }
    if (against != nullptr) inputs.other_costs = costs_of_others(*against, sheet.intervention);
    evaluation.advice = advise(inputs, tools.engine.config().practice);
    return evaluation;
}

}  // namespace effaith::practice
