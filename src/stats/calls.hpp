// The statistics by name with their arguments, for the faces that are made from this list: the C
// interface, Python, and the tables in their manuals.
//
// A call is a function of plain arguments: arrays of doubles, doubles, counts, yes or no, and words
// of an enum with WordNames. Their types are those of the function; the list says how they are
// called and what they are where the caller leaves them out. The texts of the manuals are those
// above the function of the same name in include/effaith/stats/. After a change here, or in a
// result's fields(), bindings/statistics/generate.py writes the faces anew.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "effaith/measure.hpp"
#include "effaith/stats/agreement.hpp"
#include "effaith/stats/ancova.hpp"
#include "effaith/stats/ancova_schools.hpp"
#include "effaith/stats/cluster_robust.hpp"
#include "effaith/stats/cost_bootstrap.hpp"
#include "effaith/stats/cost_effectiveness.hpp"
#include "effaith/stats/distribution.hpp"
#include "effaith/stats/dose_response.hpp"
#include "effaith/stats/education.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/fieller.hpp"
#include "effaith/stats/goal_attainment.hpp"
#include "effaith/stats/icer_table.hpp"
#include "effaith/stats/kendall.hpp"
#include "effaith/stats/meta_analysis.hpp"
#include "effaith/stats/multiplicity.hpp"
#include "effaith/stats/nap.hpp"
#include "effaith/stats/ols.hpp"
#include "effaith/stats/paired_effect.hpp"
#include "effaith/stats/proportion.hpp"
#include "effaith/stats/regression_to_mean.hpp"
#include "effaith/stats/reliable_change.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/siegel.hpp"
#include "effaith/stats/single_case.hpp"
#include "effaith/stats/theil_sen.hpp"
#include "effaith/stats/trend.hpp"
#include "effaith/stats/two_groups.hpp"

namespace effaith::stats {

/// The name of an argument, and what it is where it is left out: a number, a count, 0 or 1 for yes
/// or no, the position of a word. A number that may be missing is a NaN.
struct Argument {
    constexpr Argument(const char* called) : name(called) {}
    constexpr Argument(const char* called, double value)
        : name(called), required(false), otherwise(value) {}
    template <class Word>
    requires std::is_enum_v<Word>
    constexpr Argument(const char* called, Word word)
        : Argument(called, static_cast<double>(word)) {}

    std::string_view name;
    bool required = true;
    double otherwise = 0.0;
};

inline constexpr double kNotGiven = std::numeric_limits<double>::quiet_NaN();

template <class Function>
struct SignatureOf : SignatureOf<decltype(&Function::operator())> {};
template <class Owner, class Answer, class... Arguments>
struct SignatureOf<Answer (Owner::*)(Arguments...) const> : SignatureOf<Answer (*)(Arguments...)> {
};
template <class Answer, class... Arguments>
struct SignatureOf<Answer (*)(Arguments...)> {
    using Result = Answer;
    using Types = std::tuple<Arguments...>;
};

/// A statistic by its name.
template <class Function, std::size_t N>
struct Call {
    using Result = typename SignatureOf<Function>::Result;
    using Types = typename SignatureOf<Function>::Types;
    static_assert(std::tuple_size_v<Types> == N);

    std::string_view name;
    Function run;
    std::array<Argument, N> arguments;
};

template <class Function, class... Names>
constexpr auto call(std::string_view name, Function run, Names... names) {
    return Call<Function, sizeof...(Names)>{name, run, {names...}};
}

/// Types, one after another.
template <class... Types>
struct Listed {
    static constexpr std::size_t size = sizeof...(Types);
    template <class T>
    static constexpr bool has = (std::is_same_v<T, Types> || ...);
    /// The position of T.
    template <class T>
    static constexpr std::size_t of() {
        std::size_t at = 0;
        (void)((std::is_same_v<T, Types> || (++at, false)) || ...);
        return at;
    }
    /// visit.template operator()<T>() for each.
    template <class Visit>
    static constexpr void each(Visit&& visit) {
        (visit.template operator()<Types>(), ...);
    }
};

/// Which values are the good ones.
enum class BetterIs : std::uint8_t { higher, lower };
template <>
struct WordNames<BetterIs> {
    static constexpr std::array<std::string_view, 2> names{"higher", "lower"};
};
constexpr Direction direction_of(BetterIs better_is) {
    return better_is == BetterIs::lower ? Direction::lower_is_better : Direction::higher_is_better;
}

/// The results and the words that have numbers in the C interface: their positions, counted from 1.
/// A new one goes to the end.
using Results =
    Listed<Distribution, PairedEffect, TwoGroups, Ancova, AncovaSchools, MetaAnalysis, LeaveOneOut,
           Egger, SingleCase, Nap, Trend, OlsTrend, TheilSen, Siegel, Kendall, MannKendall,
           ReliableChanges, GoalAttainment, Proportion, ProportionDifference, Funnel, FunnelUnit,
           Kappa, IntraclassCorrelation, CostEffectiveness, Icer, RatioOfMeans, CostPerSuccess,
           CostBootstrap, IcerTable, RatioGain, RatioGainGroup, RatioGainRollup, RateOfImprovement,
           EefMonths, EefCostBand, ImprovementIndex, ClusteredMean, ClusteredShare,
           ClusteredDifference, DoseResponse, RegressionToMean, AdjustedPs>;
using Choices =
    Listed<DistributionFunction, BetterIs, TrialDesign, MetaMethod, Improvement, OutcomeScale,
           ReliableChange, ClinicalChange, FunnelPlace, RatioSetKind, Quadrant, Standing,
           RatioGainBand, ProgressLabel, MonthsTable, CostBand, CostTable, DoseTrend>;

// Arguments that many have.
inline constexpr Argument kLevel("level", 0.95);
inline constexpr Argument kDirection("direction", 1);

inline constexpr auto kDistributionCalls = std::tuple{call(
    "distribution",
    [](DistributionFunction fn, double p, double q, double t, double df, double ncp,
       bool lower_tail) {
        return distribution(fn, {p, q, t, df, ncp, lower_tail});
    },
    "fn", Argument("p", 0), Argument("q", 0), Argument("t", 0), Argument("df", 0),
    Argument("ncp", 0), Argument("lower_tail", 1))};

/// +1 where higher is better, -1 where lower is; 0 for what is neither, which no function takes.
constexpr int direction_of(std::int64_t direction) {
    return direction == 1 || direction == -1 ? static_cast<int>(direction) : 0;
}

inline constexpr auto kEffectCalls = std::tuple{
    call(
        "paired_effect",
        [](Values pre, Values post, double level, std::int64_t direction) {
            return paired_effect(pre, post, {level, direction_of(direction)});
        },
        "pre", "post", kLevel, kDirection),
    call(
        "two_groups",
        [](Values x, Values y, double level, std::int64_t direction) {
            return two_groups(x, y, {level, direction_of(direction)});
        },
        "x", "y", kLevel, kDirection),
    call(
        "ancova",
        [](Values pre, Values post, Values group, double level) {
            return ancova(pre, post, group, {level});
        },
        "pre", "post", "group", kLevel),
    call(
        "ancova_schools",
        [](Values pre, Values post, Values group, Values school, double level) {
            return ancova_schools(pre, post, group, school, {level});
        },
        "pre", "post", "group", "school", kLevel),
    call(
        "meta_analysis",
        [](Values yi, Values vi, MetaMethod method, bool knapp_hartung, double level) {
            return meta_analysis(yi, vi, {method, knapp_hartung, level});
        },
        "yi", "vi", Argument("method", MetaMethod::reml), Argument("knapp_hartung", 0), kLevel),
    call(
        "leave_one_out",
        [](Values yi, Values vi, MetaMethod method, bool knapp_hartung, double level) {
            return leave_one_out(yi, vi, {method, knapp_hartung, level});
        },
        "yi", "vi", Argument("method", MetaMethod::reml), Argument("knapp_hartung", 0), kLevel),
    call("egger_test", &egger_test, "yi", "vi")};

inline constexpr auto kTrendCalls = std::tuple{
    call(
        "single_case",
        [](Values A, Values B, Improvement improvement, OutcomeScale scale, double level) {
            return single_case(A, B, {improvement, scale, level});
        },
        "A", "B", Argument("improvement", Improvement::increase),
        Argument("scale", OutcomeScale::other), kLevel),
    call(
        "nap",
        [](Values A, Values B, Improvement improvement, OutcomeScale scale, double level) {
            return nap(A, B, {improvement, scale, level});
        },
        "A", "B", Argument("improvement", Improvement::increase),
        Argument("scale", OutcomeScale::other), kLevel),
    call("trend", &trend, "day", "value", kLevel),
    call("ols_trend", &ols_trend, "day", "value", kLevel),
    call("theil_sen", &theil_sen, "day", "value", kLevel),
    call("siegel", &siegel, "day", "value"),
    call("kendall", &kendall, "x", "y"),
    call("mann_kendall", &mann_kendall, "day", "value")};

inline constexpr auto kShareCalls = std::tuple{
    call(
        "reliable_change",
        [](Values pre, Values post, double reliability, BetterIs better_is, double sd_norm,
           double m_functional, double sd_functional, double significance_level) {
            return reliable_change(pre, post,
                                   {direction_of(better_is), reliability, sd_norm, m_functional,
                                    sd_functional, significance_level});
        },
        "pre", "post", "reliability", Argument("better_is", BetterIs::higher),
        Argument("sd_norm", kNotGiven), Argument("m_functional", kNotGiven),
        Argument("sd_functional", kNotGiven), Argument("significance_level", 0.05)),
    call("goal_attainment", &goal_attainment, "score", Argument("weight", kNotGiven),
         Argument("baseline", kNotGiven), Argument("rho", 0.3)),
    call("proportion", &proportion, "x", "n", kLevel),
    call("proportion_difference", &proportion_difference, "x1", "n1", "x2", "n2", kLevel),
    call("funnel", &funnel, "x", "n", Argument("target", kNotGiven)),
    call("funnel_limits", &funnel_limits, "x", "n", "target"),
    call("kappa", &kappa, "a", "b", "categories", kLevel),
    call("intraclass_correlation", &intraclass_correlation, "ratings", "raters", kLevel),
    call("benjamini_hochberg", &benjamini_hochberg, "p")};

inline constexpr Argument kWillingnessToPay("willingness_to_pay", kNotGiven);
inline CostEffectivenessOptions cost_options(double level, double willingness_to_pay) {
    CostEffectivenessOptions options;
    options.level = level;
    if (!is_missing(willingness_to_pay)) options.willingness_to_pay = willingness_to_pay;
    return options;
}

inline constexpr auto kCostCalls = std::tuple{
    call(
        "cost_effectiveness",
        [](Values cost, Values effect, double level, double willingness_to_pay) {
            return cost_effectiveness(cost, effect, cost_options(level, willingness_to_pay));
        },
        "cost", "effect", kLevel, kWillingnessToPay),
    call(
        "icer",
        [](Values cost1, Values effect1, Values cost0, Values effect0, double level,
           double willingness_to_pay) {
            return icer(cost1, effect1, cost0, effect0, cost_options(level, willingness_to_pay));
        },
        "cost1", "effect1", "cost0", "effect0", kLevel, kWillingnessToPay),
    call(
        "ratio_of_means",
        [](Values x, Values y, double level, bool equal_variances) {
            return ratio_of_means(x, y, {level, equal_variances});
        },
        "x", "y", kLevel, Argument("equal_variances", 0)),
    call("cost_per_success", &cost_per_success, "learners", "successes", "cost"),
    call(
        "bootstrap_cost_effectiveness",
        [](Values cost, Values effect, std::int64_t replicates, std::int64_t seed, double level) {
            return bootstrap_cost_effectiveness(
                cost, effect, {replicates, static_cast<std::uint64_t>(seed), level});
        },
        "cost", "effect", Argument("replicates", 10000), Argument("seed", 1), kLevel),
    call("icer_table", &icer_table, "cost", "effect")};

inline constexpr auto kEducationCalls = std::tuple{
    call("ratio_gain", &ratio_gain, "pre_age_months", "post_age_months", "months_elapsed"),
    call("ratio_gain_group", &ratio_gain_group, "pre_age_months", "post_age_months",
         "months_elapsed"),
    call("ratio_gain_rollup", &ratio_gain_rollup, "n", "ratio_gain"),
    call("rate_of_improvement", &rate_of_improvement, "days", "scores"),
    call("eef_months", &eef_months, "effect_size", "is_two_group_comparison",
         Argument("table", MonthsTable::toolkit)),
    call("eef_cost_band", &eef_cost_band, "cost_per_pupil_per_year",
         Argument("version", CostTable::current)),
    call("eef_cost_band_class25", &eef_cost_band_class25, "cost_per_class_of_25_per_year"),
    call("wwc_improvement_index", &wwc_improvement_index, "g")};

inline constexpr auto kCautionCalls = std::tuple{
    call(
        "clustered_mean",
        [](Values values, Values cluster, double level) {
            return clustered_mean(values, cluster, {level});
        },
        "values", "cluster", kLevel),
    call(
        "clustered_share",
        [](Values values, Values cluster, double level) {
            return clustered_share(values, cluster, {level});
        },
        "values", "cluster", kLevel),
    call(
        "clustered_difference",
        [](Values values, Values group, Values cluster, double level) {
            return clustered_difference(values, group, cluster, {level});
        },
        "values", "group", "cluster", kLevel),
    call(
        "dose_response",
        [](Values hours, Values gain, double level) { return dose_response(hours, gain, {level}); },
        "hours", "gain", kLevel),
    call(
        "expected_regression",
        [](double population_mean, double population_sd, double reliability, double below,
           double mean_selected, double mean_gain) {
            return expected_regression(
                {population_mean, population_sd, reliability, below, mean_selected, mean_gain});
        },
        "population_mean", "population_sd", "reliability", Argument("below", kNotGiven),
        Argument("mean_selected", kNotGiven), Argument("mean_gain", kNotGiven))};

/// Every statistic: a function that takes plain arguments as it is, one with a struct of options by
/// way of a lambda that has them one by one.
inline constexpr auto kCalls =
    std::tuple_cat(kDistributionCalls, kEffectCalls, kTrendCalls, kShareCalls, kCostCalls,
                   kEducationCalls, kCautionCalls);

template <class Visit>
constexpr void for_each_call(Visit&& visit) {
    std::apply([&](const auto&... calls) { (visit(calls), ...); }, kCalls);
}

/// Calls `visit(argument, type)` for each argument of a call, `type` a std::type_identity.
template <class Called, class Visit>
constexpr void for_each_argument(const Called& called, Visit&& visit) {
    [&]<std::size_t... At>(std::index_sequence<At...>) {
        (visit(called.arguments[At],
               std::type_identity<std::tuple_element_t<At, typename Called::Types>>{}),
         ...);
    }
    (std::make_index_sequence<std::tuple_size_v<typename Called::Types>>{});
}

}  // namespace effaith::stats
