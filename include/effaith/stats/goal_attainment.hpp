// Goal attainment scaling: one score from the goals that were set for one learner.
//
// Each goal is judged on a ladder from -2 (much less than expected) over 0 (as expected) to +2
// (much more). The T score has mean 50 and standard deviation 10 where goals are set so that each
// comes out with mean 0 and standard deviation 1 (Kiresuk & Sherman 1968).
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

struct GoalAttainment {
    std::int64_t n = 0;
    Number mean_level;
    Number rho;
    Number sum_weights;
    Number sum_squared_weights;
    Number spread;
    Number weighted_score;
    Number weighted_baseline;
    Number t_achieved;
    Number t_baseline;
    Number t_change;
    std::string_view method = "T score of Kiresuk & Sherman (1968)";

    static constexpr auto fields() {
        using G = GoalAttainment;
        return field_list(
            field("n", &G::n, "goals with a score"),
            field("mean_level", &G::mean_level, "mean of the scores, not weighted"),
            field("rho", &G::rho, "expected correlation between goals"),
            field("sum_weights", &G::sum_weights, "sum of the weights"),
            field("sum_squared_weights", &G::sum_squared_weights, "sum of the weights' squares"),
            field("spread", &G::spread,
                  "sqrt((1 - rho) * sum_squared_weights + rho * sum_weights * sum_weights)"),
            field("weighted_score", &G::weighted_score, "sum of each weight times its score"),
            field("weighted_baseline", &G::weighted_baseline,
                  "sum of each weight times its baseline"),
            field("t_achieved", &G::t_achieved, "50 + 10 * weighted_score / spread"),
            field("t_baseline", &G::t_baseline, "50 + 10 * weighted_baseline / spread"),
            field("t_change", &G::t_change, "t_achieved - t_baseline"),
            field("method", &G::method, "what was done"));
    }
};

namespace detail {

/// The sums over scored goals.
struct GoalSums {
    std::int64_t n = 0;
    double scores = 0.0;
    double weights = 0.0;
    double squared_weights = 0.0;
    double weighted_score = 0.0;
    double weighted_baseline = 0.0;
    double weighted_change = 0.0;
    bool has_baseline = true;  ///< of every scored goal
};

inline GoalSums sums_of_goals(Values score, Values weight, Values baseline) {
    GoalSums sums;
    sums.has_baseline = !baseline.empty();
    for (std::size_t i = 0; i < score.size(); ++i) {
        const double w = weight.empty() ? 1.0 : weight[i];
        if (is_missing(score[i]) || is_missing(w)) continue;
        ++sums.n;
        sums.scores += score[i];
        sums.weights += w;
        sums.squared_weights += w * w;
        sums.weighted_score += w * score[i];
        sums.has_baseline = sums.has_baseline && !is_missing(baseline[i]);
        if (!sums.has_baseline) continue;
        sums.weighted_baseline += w * baseline[i];
        sums.weighted_change += w * (score[i] - baseline[i]);
    }
    return sums;
}

inline bool has_negative(Values values) {
    for (const double value : values)
        if (value < 0.0) return true;
    return false;
}

inline void refuse(GoalAttainment& result, Reason reason) {
    for (Number* figure :
         {&result.mean_level, &result.rho, &result.sum_weights, &result.sum_squared_weights,
          &result.spread, &result.weighted_score, &result.weighted_baseline, &result.t_achieved,
          &result.t_baseline, &result.t_change})
        *figure = reason;
}

}  // namespace detail

/// The T score of one learner's goals: 50 + 10 sum(w x) / sqrt((1 - rho) sum(w^2) + rho (sum w)^2).
///
/// `score` is each goal's level (-2 to +2 by custom, half levels allowed; not enforced), `weight`
/// its importance (none: all 1; 0 takes the goal out of T), `baseline` its level at the start
/// (none: no change). `rho` is the correlation expected between goals, 0 to 1; 0.3 is Kiresuk &
/// Sherman's. A goal without a score or weight is left out, weights included: a convention, for no
/// source says what to do. A T at the start needs the baseline of every scored goal, for it would
/// else be of other goals: `not_estimable`. No scored goal: `too_few`; all weights 0:
/// `undefined_ratio`; a negative weight, or arrays of different lengths: `invalid_argument`. T
/// compares a learner with what was expected, not learners with each other. O(goals).
inline GoalAttainment goal_attainment(Values score, Values weight = {}, Values baseline = {},
                                      double rho = 0.3) {
    GoalAttainment result;
    const auto fits = [&](Values other) {
        return (other.empty() || other.size() == score.size()) && !has_infinite(other);
    };
    const bool valid = rho >= 0.0 && rho <= 1.0 && !has_infinite(score) && fits(weight) &&
                       fits(baseline) && !detail::has_negative(weight);
    if (!valid) {
        detail::refuse(result, Reason::invalid_argument);
        return result;
    }
    const detail::GoalSums sums = detail::sums_of_goals(score, weight, baseline);
    result.n = sums.n;
    if (sums.n == 0) {
        detail::refuse(result, Reason::too_few);
        return result;
    }
    const double spread =
        std::sqrt((1.0 - rho) * sums.squared_weights + rho * sums.weights * sums.weights);
    const auto points = [&](double weighted) { return ratio(10.0 * weighted, spread); };
    const auto t_of = [&](const Number& ten) { return ten ? Number(50.0 + *ten) : ten; };
    result.mean_level = sums.scores / static_cast<double>(sums.n);
    result.rho = rho;
    result.sum_weights = sums.weights;
    result.sum_squared_weights = sums.squared_weights;
    result.spread = spread;
    result.weighted_score = sums.weighted_score;
    result.t_achieved = t_of(points(sums.weighted_score));
    if (!sums.has_baseline) return result;
    result.weighted_baseline = sums.weighted_baseline;
    result.t_baseline = t_of(points(sums.weighted_baseline));
    result.t_change = points(sums.weighted_change);
    return result;
}

}  // namespace effaith::stats
