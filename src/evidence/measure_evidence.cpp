#include "evidence/measure_evidence.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "effaith/stats/no_answer.hpp"

namespace effaith {
namespace {

using stats::Reason;

std::vector<double> column(const std::vector<LearnerChange>& learners,
                           double LearnerChange::*member, double sign = 1.0) {
    std::vector<double> values;
    values.reserve(learners.size());
    for (const LearnerChange& learner : learners)
        values.push_back(sign * learner.*member);
    return values;
}

int sign_of(const Measure& measure) {
    return measure.direction == Direction::higher_is_better ? 1 : -1;
}

double double_of(const Parameter& parameter) {
    return *parameter.exact().nearest();
}

std::int64_t count_schools(const std::vector<LearnerChange>& learners) {
    std::set<std::uint32_t> schools;
    for (const LearnerChange& learner : learners)
        if (learner.school != 0) schools.insert(learner.school);
    return static_cast<std::int64_t>(schools.size());
}

StepShares steps_of(std::vector<double> gains, double level) {
    StepShares steps;
    steps.n = static_cast<std::int64_t>(gains.size());
    steps.n_up = std::count_if(gains.begin(), gains.end(), [](double g) { return g > 0.0; });
    steps.n_down = std::count_if(gains.begin(), gains.end(), [](double g) { return g < 0.0; });
    steps.n_same = steps.n - steps.n_up - steps.n_down;
    std::sort(gains.begin(), gains.end());
    const std::size_t half = gains.size() / 2;
    if (!gains.empty()) {
        steps.median_steps =
            gains.size() % 2 == 1 ? gains[half] : (gains[half - 1] + gains[half]) / 2.0;
    } else {
        steps.median_steps = Reason::too_few;
    }
    steps.up = stats::proportion(steps.n_up, steps.n, level);
    return steps;
}

ReliableShares reliable_of(const Measure& measure, const std::vector<double>& gains, double level) {
    ReliableShares shares;
    std::int64_t improved = 0;
    std::int64_t deteriorated = 0;
    for (const double gain : gains) {
        if (!measure.sd || !measure.reliability) break;
        const Exact gap = Exact(1) - measure.reliability->exact();
        const auto index = reliable_change_index(gain, double_of(*measure.sd), *gap.nearest());
        if (!index) continue;
        ++shares.n;
        const ReliableChange change = classify_change(*index);
        improved += change == ReliableChange::improved ? 1 : 0;
        deteriorated += change == ReliableChange::deteriorated ? 1 : 0;
    }
    shares.improved = stats::proportion(improved, shares.n, level);
    shares.deteriorated = stats::proportion(deteriorated, shares.n, level);
    if (shares.n == 0) stats::give_reason(shares, Reason::not_estimable);
    return shares;
}

/// The effect of one school's learners, with its variance; none where they are too few. The
/// variance counts that the spread is an estimate too: that of a roll-up's hedges_g does not, and
/// covers the truth too seldom.
struct WeighedEffect {
    SchoolEffect effect;
    double variance = 0.0;
};
std::optional<WeighedEffect> effect_of_school(std::string_view id,
                                              const std::vector<LearnerChange>& learners,
                                              const stats::PairedOptions& options) {
    if (static_cast<std::int64_t>(learners.size()) < kFewestLearners) return std::nullopt;
    const stats::PairedEffect paired =
        stats::paired_effect(column(learners, &LearnerChange::baseline),
                             column(learners, &LearnerChange::actual), options);
    const stats::EffectEstimate& effect = paired.smcrp;
    if (!effect.estimate || !effect.variance || *effect.variance == 0.0) return std::nullopt;
    WeighedEffect weighed;
    weighed.effect = {std::string(id), paired.n, effect.estimate, {effect.low, effect.high}};
    weighed.variance = *effect.variance;
    return weighed;
}

SchoolsCombined schools_of(const LearnersOnMeasure& of, const Names& names,
                           const stats::PairedOptions& options) {
    std::map<std::string_view, std::vector<LearnerChange>> by_school;
    for (const LearnerChange& learner : of.learners)
        if (learner.school != 0) by_school[names.name(learner.school)].push_back(learner);
    SchoolsCombined schools;
    std::vector<double> effects;
    std::vector<double> variances;
    for (const auto& [id, learners] : by_school) {
        const auto weighed = effect_of_school(id, learners, options);
        if (!weighed) {
            ++schools.n_schools_too_few;
            continue;
        }
        ++schools.n_schools;
        schools.each.push_back(weighed->effect);
        effects.push_back(*weighed->effect.g);
        variances.push_back(weighed->variance);
    }
    schools.combined = stats::meta_analysis(
        effects, variances, {stats::MetaMethod::reml, /*knapp_hartung=*/true, options.level});
    if (schools.n_schools < 2) stats::give_reason(schools.combined, Reason::too_few);
    return schools;
}

/// Learners of both groups, one after another: before and after with better up, group, school.
struct BothGroups {
    std::vector<double> pre;
    std::vector<double> post;
    std::vector<double> group;
    std::vector<double> school;

    void add(const std::vector<LearnerChange>& learners, double sign, double in_group) {
        for (const LearnerChange& learner : learners) {
            pre.push_back(sign * learner.baseline);
            post.push_back(sign * learner.actual);
            group.push_back(in_group);
            school.push_back(learner.school);
        }
    }
};

Comparison comparison_of(const LearnersOnMeasure& of, double level) {
    Comparison comparison;
    comparison.n_intervention = static_cast<std::int64_t>(of.learners.size());
    comparison.n_comparison = static_cast<std::int64_t>(of.comparison.size());
    Reason refusal = Reason::none;
    if (comparison.n_comparison < kFewestLearners) refusal = Reason::too_few;
    if (comparison.n_comparison == 0) refusal = Reason::no_comparison_group;
    if (refusal != Reason::none) {
        stats::give_reason(comparison, refusal);
        return comparison;
    }
    BothGroups both;
    both.add(of.learners, sign_of(*of.measure), 1.0);
    both.add(of.comparison, sign_of(*of.measure), 0.0);
    comparison.adjusted = stats::ancova(both.pre, both.post, both.group, {level});
    comparison.adjusted_schools =
        stats::ancova_schools(both.pre, both.post, both.group, both.school, {level});
    comparison.effect_size = comparison.adjusted_schools.es_pooled_post_sd
                                 ? comparison.adjusted_schools.es_pooled_post_sd
                                 : comparison.adjusted.es_pooled_post_sd;
    if (comparison.effect_size) {
        comparison.months = stats::eef_months(*comparison.effect_size, true);
    } else {
        stats::give_reason(comparison.months, comparison.effect_size.reason());
    }
    return comparison;
}

/// What chance alone brings to learners who were chosen for low scores, where that is declared;
/// with the sign of the scores.
stats::RegressionToMean regression_of(const Measure& measure, const Config& config,
                                      const stats::PairedEffect& paired) {
    const auto declared = std::find_if(config.selection.begin(), config.selection.end(),
                                       [&](const Selection& s) { return s.measure == measure.id; });
    stats::RegressionToMean regression;
    if (declared == config.selection.end()) {
        stats::give_reason(regression, Reason::not_applicable);
        return regression;
    }
    constexpr double kStandardMean = 100.0;
    stats::RegressionToMeanOptions known;
    known.below = double_of(declared->below);
    if (measure.kind == MeasureKind::standard_score) known.population_mean = kStandardMean;
    if (declared->mean) known.population_mean = double_of(*declared->mean);
    if (measure.sd) known.population_sd = double_of(*measure.sd);
    if (measure.reliability) known.reliability = double_of(*measure.reliability);
    if (paired.mean_pre) known.mean_selected = *paired.mean_pre;
    if (paired.gain_mean) known.mean_gain = sign_of(measure) * *paired.gain_mean;
    return stats::expected_regression(known);
}

CostOfGain cost_of(const LearnersOnMeasure& of, double level) {
    CostOfGain cost;
    const CostsAndGains known = costs_and_gains(of.learners);
    cost.ratio = stats::cost_effectiveness(known.costs, known.gains, {level, std::nullopt});
    if (known.n() < kFewestLearners) stats::give_reason(cost, Reason::too_few);
    if (of.costs_withheld) stats::give_reason(cost, Reason::withheld);
    stats::give_reason(cost.against_cheapest,
                       of.costs_withheld ? Reason::withheld : Reason::not_applicable);
    return cost;
}

/// Figures that take distances between values, which the steps of a ladder do not have.
void refuse_distances(MeasureEvidence& e, Reason reason) {
    stats::give_reason(e.paired, reason);
    e.p_adjusted = reason;
    stats::give_reason(e.gain_clustered, reason);
    stats::give_reason(e.reliable, reason);
    stats::give_reason(e.dose.response, reason);
    stats::give_reason(e.schools.combined, reason);
    e.schools.each.clear();
    stats::give_reason(e.cost, reason);
    stats::give_reason(e.regression, reason);
    stats::give_reason(e.comparison, reason);
}

}  // namespace

std::vector<double> school_labels(const std::vector<LearnerChange>& learners) {
    std::vector<double> labels;
    for (const LearnerChange& learner : learners)
        labels.push_back(learner.school);
    return labels;
}

CostsAndGains costs_and_gains(const std::vector<LearnerChange>& learners) {
    CostsAndGains known;
    for (const LearnerChange& learner : learners) {
        if (!learner.cost) continue;
        known.costs.push_back(*learner.cost);
        known.gains.push_back(learner.gain);
    }
    return known;
}

MeasureEvidence measure_evidence(const LearnersOnMeasure& of, const Names& schools,
                                 const Config& config, double level) {
    const Measure& measure = *of.measure;
    const stats::PairedOptions options{level, sign_of(measure)};
    const std::vector<double> baselines = column(of.learners, &LearnerChange::baseline);
    const std::vector<double> actuals = column(of.learners, &LearnerChange::actual);
    const std::vector<double> gains = column(of.learners, &LearnerChange::gain);
    const std::vector<double> hours = column(of.learners, &LearnerChange::hours);
    MeasureEvidence e;
    e.measure = &measure;
    e.n_pairs = static_cast<std::int64_t>(of.learners.size());
    e.n_schools = count_schools(of.learners);
    e.n_concurrent = of.n_concurrent;
    e.concurrent_interventions = stats::flag(of.n_concurrent > 0);
    e.steps = steps_of(gains, level);
    e.paired = stats::paired_effect(baselines, actuals, options);
    e.gain_clustered = stats::clustered_mean(gains, school_labels(of.learners), {level});
    if (e.n_schools < 2) stats::give_reason(e.gain_clustered, Reason::not_applicable);
    e.clustered = stats::flag(e.n_schools > 1 && !e.gain_clustered.interval.low);
    e.reliable = reliable_of(measure, gains, level);
    e.dose.response = stats::dose_response(hours, gains, {level});
    e.dose.rank = stats::kendall(hours, gains);
    e.schools = schools_of(of, schools, options);
    e.cost = cost_of(of, level);
    e.regression = regression_of(measure, config, e.paired);
    e.comparison = comparison_of(of, level);
    if (measure.kind == MeasureKind::ladder) refuse_distances(e, Reason::ordinal_scale);
    if (e.n_pairs < kFewestLearners) {
        refuse_distances(e, Reason::too_few);
        stats::give_reason(e.steps, Reason::too_few);
        stats::give_reason(e.dose, Reason::too_few);
    }
    return e;
}

}  // namespace effaith
