// A learner's journey: observations over time on one or more measures, ladders included, and what
// they say.
//
// A ladder is a list of tailored steps in order, from 'speaks through the door' to 'attends every
// lesson'; its values are positions from 1. Everything is turned so that better is larger, whatever
// the direction of the measure.
//
// The verdict, in one word, by a stated rule (the numbers are thresholds of the configuration):
// 1. fewer observations than `fewest_observations`: `too_few_observations`;
// 2. Kendall's test of a trend (exact where no two values are the same, else normal with continuity
//    correction) is beyond `trend_significance`: `improving` or `slipping`, by its sign;
// 3. at least `fluctuating_moves` rises and as many falls, each noticeable: `fluctuating`;
// 4. else `holding`.
// A move is noticeable where it is more than the measure's tolerance; without one, a step of a
// ladder, or a reliable change of a measure whose sd and reliability are known. A measure with
// neither cannot fluctuate: its verdict is `holding`.
//
// Decision: a rank test and not a line decides, because it holds on ladders, whose steps have an
// order and no distances, and one odd day cannot turn it. It takes observations as independent of
// one another, as all of single-case statistics does; weekly ones are nearer to that than daily.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/practice/document.hpp"
#include "effaith/practice/finding.hpp"
#include "effaith/stats/single_case.hpp"
#include "effaith/stats/trend.hpp"
#include "effaith/thresholds.hpp"

namespace effaith::practice {

/// What a measure of a journey is about.
enum class Aspect : std::uint8_t {
    attendance,
    engagement,
    behaviour,
    social_emotional_mental_health,
    academic,
    other
};
inline constexpr std::array<std::string_view, 6> kAspectNames{
    "attendance", "engagement", "behaviour", "social_emotional_mental_health", "academic", "other"};

enum class BetterIs : std::uint8_t { lower, higher };
inline constexpr std::array<std::string_view, 2> kBetterIsNames{"lower", "higher"};

template <>
struct WordsOf<Aspect> {
    static constexpr const auto& names = kAspectNames;
};
template <>
struct WordsOf<BetterIs> {
    static constexpr const auto& names = kBetterIsNames;
};
template <>
struct WordsOf<MeasureKind> {
    static constexpr const auto& names = kMeasureKindNames;
};

/// A measure of this journey alone, in the words of the configuration's measures.
struct JourneyMeasure {
    std::string id;
    std::string name;
    std::optional<Aspect> aspect;
    std::string unit;
    std::optional<MeasureKind> kind;
    std::optional<BetterIs> direction;
    std::optional<Parameter> tolerance;
    std::optional<Parameter> sd;
    std::optional<Parameter> reliability;
    std::vector<std::string> steps;

    static constexpr auto parts() {
        using M = JourneyMeasure;
        return std::tuple{
            part("id", &M::id, "What observations call it.", kNeeded),
            part("name", &M::name, "What people call it; the id without it."),
            part("aspect", &M::aspect, "What it is about."),
            part("unit", &M::unit, "The unit of its values."),
            part("kind", &M::kind, "What its values are; `ladder` where there are steps."),
            part("direction", &M::direction, "Which values are better; `higher` without it."),
            part("tolerance", &M::tolerance, "How large a move is still no move, in its unit."),
            part("sd", &M::sd, "The standard deviation of its norm group."),
            part("reliability", &M::reliability, "Its test-retest reliability, 0 to 1."),
            part("steps", &M::steps, "The steps of a ladder, from the first up; at least two.")};
    }
    friend bool operator==(const JourneyMeasure&, const JourneyMeasure&) = default;

    /// As a measure of the library.
    Measure measure() const;
};

struct Observation {
    std::string measure;
    std::optional<Date> date;
    Given value;
    std::string note;

    static constexpr auto parts() {
        using O = Observation;
        return std::tuple{
            part("measure", &O::measure, "The measure's id; may be left out where there is one."),
            part("date", &O::date, "The day of it.", kNeeded),
            part("value", &O::value, "A number, an age such as \"6y3m\", a step of the ladder.",
                 kNeeded),
            part("note", &O::note, "What was seen.")};
    }
    friend bool operator==(const Observation&, const Observation&) = default;
};

/// An intervention that ran during the journey.
struct JourneyPhase {
    std::string intervention;
    std::optional<Date> started;
    std::optional<Date> ended;

    static constexpr auto parts() {
        using P = JourneyPhase;
        return std::tuple{part("intervention", &P::intervention, "The intervention.", kNeeded),
                          part("started", &P::started, "Its first day.", kNeeded),
                          part("ended", &P::ended, "Its last day; it is running without it.")};
    }
    friend bool operator==(const JourneyPhase&, const JourneyPhase&) = default;
};

struct Journey {
    std::string id;
    std::string learner_id;
    std::string school_id;
    std::string title;
    std::vector<JourneyMeasure> measures;
    std::vector<Observation> observations;
    std::vector<JourneyPhase> phases;

    static constexpr auto parts() {
        using J = Journey;
        return std::tuple{
            part("id", &J::id, "The journey's own identifier."),
            part("learner_id", &J::learner_id, "The learner."),
            part("school_id", &J::school_id, "The school."),
            part("title", &J::title, "What the journey is about."),
            part("measures", &J::measures,
                 "Measures of this journey; others are the configuration's."),
            part("observations", &J::observations, "What was observed, in order of time."),
            part("phases", &J::phases, "The interventions that ran.")};
    }
    friend bool operator==(const Journey&, const Journey&) = default;
};

enum class Verdict : std::uint8_t {
    improving,
    holding,
    fluctuating,
    slipping,
    too_few_observations
};
inline constexpr std::array<std::string_view, 5> kVerdictNames{
    "improving", "holding", "fluctuating", "slipping", "too_few_observations"};

/// The observations on one measure, in order of time, no two on one day.
struct Series {
    const Measure* measure = nullptr;
    std::vector<Date> days;
    std::vector<double> values;  ///< as observed; of a ladder positions from 1
};

/// Before, during and after an intervention, compared. Effects are turned so that better is larger.
struct PhaseComparison {
    std::int64_t n_before = 0;
    std::int64_t n_during = 0;
    std::int64_t n_after = 0;
    stats::SingleCase during;  ///< against before
    stats::SingleCase after;   ///< against before
};

/// What one measure says of the journey. Rates are per average month (30.4375 days).
struct MeasureTrend {
    std::int64_t n = 0;
    Verdict verdict = Verdict::too_few_observations;
    stats::Number p;               ///< of the test that decided
    stats::Number rate;            ///< Theil and Sen's slope a month, better positive
    stats::Interval rate_ci;       ///< Sen's, 95%
    stats::Number line;            ///< the slope of least squares a month
    stats::Interval line_ci;       ///< 95%
    stats::Number tau;             ///< Kendall's tau-b
    stats::Number distance;        ///< last - first, better positive
    stats::Number won;             ///< sum of the moves to the better
    stats::Number lost;            ///< sum of the moves to the worse, positive
    std::int64_t longest_run = 0;  ///< most observations on end each better than the one before
    stats::Number volatility;      ///< standard deviation about the line of least squares
    stats::Number noticeable;      ///< the size above which a move is noticeable
    std::int64_t rises = 0;        ///< noticeable moves to the better
    std::int64_t falls = 0;        ///< and to the worse
    std::vector<PhaseComparison> phases;  ///< in the order of the journey's
};

/// What one series says.
MeasureTrend trend_of(const Series& series, const std::vector<JourneyPhase>& phases,
                      const Thresholds& thresholds);

/// What is wrong with the journey itself, whatever its values mean: no observations, a ladder of
/// one step or with a step twice, a measure twice, phases that end before they start, observations
/// out of order.
Findings check(const Journey& journey);

}  // namespace effaith::practice
