#include "effaith/practice/journey.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "effaith/progress.hpp"
#include "repeated_steps.hpp"

namespace effaith::practice {
namespace {

using stats::Interval;
using stats::Number;
using stats::Reason;

/// Days of an average month.
constexpr double kMonth = 30.4375;

Number times(const Number& number, double factor) {
    return number ? Number(*number * factor) : number;
}
Interval times(const Interval& limits, double factor) {
    return {times(limits.low, factor), times(limits.high, factor)};
}

/// The size above which a move is noticeable; `not_estimable` where the measure does not say.
Number noticeable_move(const Measure& measure) {
    if (measure.tolerance) return *measure.tolerance->exact().nearest();
    constexpr double kBelowOneStep = 0.5;
    if (measure.kind == MeasureKind::ladder) return kBelowOneStep;
    if (!measure.sd || !measure.reliability) return Reason::not_estimable;
    const double gap = 1.0 - *measure.reliability->exact().nearest();
    return kNormal975 * *measure.sd->exact().nearest() * std::sqrt(2.0 * gap);
}

void add_moves(const std::vector<double>& better, MeasureTrend& trend) {
    double won = 0.0;
    double lost = 0.0;
    std::int64_t run = 0;
    for (std::size_t i = 1; i < better.size(); ++i) {
        const double move = better[i] - better[i - 1];
        (move > 0.0 ? won : lost) += std::abs(move);
        run = move > 0.0 ? run + 1 : 0;
        trend.longest_run = std::max(trend.longest_run, run);
        if (!trend.noticeable || std::abs(move) <= *trend.noticeable) continue;
        ++(move > 0.0 ? trend.rises : trend.falls);
    }
    if (better.empty()) {
        trend.distance = trend.won = trend.lost = Reason::too_few;
        return;
    }
    trend.distance = better.back() - better.front();
    trend.won = won;
    trend.lost = lost;
}

void add_rates(const stats::Trend& found, MeasureTrend& trend) {
    trend.rate = times(found.theil_sen.slope, kMonth);
    trend.rate_ci = times(found.theil_sen.ci, kMonth);
    trend.line = times(found.ols.slope, kMonth);
    trend.line_ci = times(found.ols.slope_ci, kMonth);
    trend.tau = found.kendall.tau_b;
    trend.volatility = found.ols.sigma;
    trend.p = found.kendall.p_exact ? found.kendall.p_exact : found.kendall.p_cc;
}

Verdict verdict_of(const MeasureTrend& trend, const Thresholds& thresholds) {
    if (trend.n < thresholds.count(Threshold::fewest_observations))
        return Verdict::too_few_observations;
    const bool beyond_chance = trend.p && *trend.p < thresholds.real(Threshold::trend_significance);
    if (beyond_chance && trend.tau && *trend.tau > 0.0) return Verdict::improving;
    if (beyond_chance && trend.tau && *trend.tau < 0.0) return Verdict::slipping;
    const std::int64_t moves = thresholds.count(Threshold::fluctuating_moves);
    if (trend.rises >= moves && trend.falls >= moves) return Verdict::fluctuating;
    return Verdict::holding;
}

stats::SingleCaseOptions options_for(const Measure& measure) {
    stats::SingleCaseOptions options;
    if (measure.direction == Direction::lower_is_better)
        options.improvement = stats::Improvement::decrease;
    if (measure.kind == MeasureKind::percent) options.scale = stats::OutcomeScale::percentage;
    return options;
}

/// Figures that take distances, on a measure that has an order alone.
void withhold_distances(stats::SingleCase& compared) {
    compared.mean_a = compared.mean_b = compared.sd_a = compared.sd_b = Reason::ordinal_scale;
    compared.lrri = compared.lrrd = stats::LogRatio::none(Reason::ordinal_scale);
    compared.smd = compared.smd_pooled = stats::CaseSmd::none(Reason::ordinal_scale);
    compared.lor = compared.lor_uncorrected = compared.lrm =
        stats::Effect::none(Reason::ordinal_scale);
}

PhaseComparison compare(const Series& series, const JourneyPhase& phase) {
    std::vector<double> before;
    std::vector<double> during;
    std::vector<double> after;
    for (std::size_t i = 0; i < series.days.size(); ++i) {
        const Date day = series.days[i];
        const bool is_after = phase.ended && day > *phase.ended;
        auto& part = day < *phase.started ? before : is_after ? after : during;
        part.push_back(series.values[i]);
    }
    const stats::SingleCaseOptions options = options_for(*series.measure);
    PhaseComparison compared;
    compared.n_before = static_cast<std::int64_t>(before.size());
    compared.n_during = static_cast<std::int64_t>(during.size());
    compared.n_after = static_cast<std::int64_t>(after.size());
    compared.during = stats::single_case(before, during, options);
    compared.after = stats::single_case(before, after, options);
    if (series.measure->kind == MeasureKind::ladder) {
        withhold_distances(compared.during);
        withhold_distances(compared.after);
    }
    return compared;
}

void add(Findings& findings, FindingCode code, std::string where, std::string found = "",
         std::string detail = "") {
    findings.push_back({code, std::move(where), std::move(found), std::move(detail)});
}

/// A step as it is read has nothing that tells it from the other.
void check_steps(const JourneyMeasure& measure, const std::string& at, Findings& findings) {
    for (const std::size_t i : repeated_steps(measure.steps)) {
        add(findings, FindingCode::step_twice, at + "/steps/" + std::to_string(i), measure.steps[i],
            measure.id);
    }
}

void check_measures(const Journey& journey, Findings& findings) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < journey.measures.size(); ++i) {
        const JourneyMeasure& measure = journey.measures[i];
        const std::string at = "/measures/" + std::to_string(i);
        if (!seen.insert(measure.id).second)
            add(findings, FindingCode::measure_twice, at + "/id", measure.id);
        const bool is_ladder = measure.measure().kind == MeasureKind::ladder;
        if (is_ladder && measure.steps.size() < 2)
            add(findings, FindingCode::short_ladder, at + "/steps", measure.id);
        check_steps(measure, at, findings);
        if (!is_ladder && !measure.steps.empty())
            add(findings, FindingCode::steps_without_ladder, at + "/steps", measure.id);
        if (measure.reliability && *measure.reliability > Parameter::from_whole(1))
            add(findings, FindingCode::bad_reliability, at + "/reliability",
                to_text(*measure.reliability));
    }
}

void check_order(const Journey& journey, Findings& findings) {
    std::map<std::string, Date> latest;
    for (std::size_t i = 0; i < journey.observations.size(); ++i) {
        const Observation& observation = journey.observations[i];
        const auto [last, is_first] = latest.emplace(observation.measure, *observation.date);
        if (!is_first && *observation.date < last->second) {
            add(findings, FindingCode::observations_out_of_order,
                "/observations/" + std::to_string(i) + "/date", to_text(*observation.date),
                to_text(last->second));
        }
        last->second = std::max(last->second, *observation.date);
    }
}

}  // namespace

Measure JourneyMeasure::measure() const {
    Measure made;
    made.id = id;
    made.name = name.empty() ? id : name;
    made.unit = unit;
    made.kind = kind.value_or(steps.empty() ? MeasureKind::raw : MeasureKind::ladder);
    made.direction =
        direction == BetterIs::lower ? Direction::lower_is_better : Direction::higher_is_better;
    made.tolerance = tolerance;
    made.sd = sd;
    made.reliability = reliability;
    made.steps = steps;
    return made;
}

MeasureTrend trend_of(const Series& series, const std::vector<JourneyPhase>& phases,
                      const Thresholds& thresholds) {
    MeasureTrend trend;
    trend.n = static_cast<std::int64_t>(series.values.size());
    const double sign = series.measure->direction == Direction::lower_is_better ? -1.0 : 1.0;
    std::vector<double> days;
    std::vector<double> better;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        days.push_back(series.days[i] - series.days.front());
        better.push_back(sign * series.values[i]);
    }
    trend.noticeable = noticeable_move(*series.measure);
    add_moves(better, trend);
    add_rates(stats::trend(days, better), trend);
    trend.verdict = verdict_of(trend, thresholds);
    for (const JourneyPhase& phase : phases)
        trend.phases.push_back(compare(series, phase));
    return trend;
}

Findings check(const Journey& journey) {
    Findings findings;
    if (journey.observations.empty()) add(findings, FindingCode::no_observations, "/observations");
    check_measures(journey, findings);
    for (std::size_t i = 0; i < journey.phases.size(); ++i) {
        const JourneyPhase& phase = journey.phases[i];
        if (!phase.ended || *phase.ended >= *phase.started) continue;
        add(findings, FindingCode::dates_out_of_order, "/phases/" + std::to_string(i) + "/ended",
            to_text(*phase.ended), to_text(*phase.started));
    }
    check_order(journey, findings);
    return findings;
}

}  // namespace effaith::practice
