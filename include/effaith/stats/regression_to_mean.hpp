// Regression to the mean: the gain that a group chosen for low scores shows without any help.
//
// A low score is in part bad luck on the day, and luck does not repeat: at the next test the group
// is nearer to everybody's mean by the unreliable part of how far it was below. The group must have
// been chosen by this very test; who was chosen by something else has not this much to regain.
#pragma once

#include <cmath>
#include <limits>
#include <string_view>
#include <tuple>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/interval_about.hpp"
#include "effaith/stats/no_answer.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

/// What is known; NaN is not known. One of `mean_selected` and `below` is enough.
struct RegressionToMeanOptions {
    /// Of everybody whom the selection was made from, on the scale of the scores.
    double population_mean = std::numeric_limits<double>::quiet_NaN();
    double population_sd = std::numeric_limits<double>::quiet_NaN();  ///< above 0
    /// Correlation of the test with itself without anything in between, 0 to 1.
    double reliability = std::numeric_limits<double>::quiet_NaN();
    /// Learners with scores below this were chosen.
    double below = std::numeric_limits<double>::quiet_NaN();
    /// Mean score of the chosen learners, in the test they were chosen by.
    double mean_selected = std::numeric_limits<double>::quiet_NaN();
    /// Mean of score after less score before, of the chosen learners.
    double mean_gain = std::numeric_limits<double>::quiet_NaN();
};

struct RegressionToMean {
    Number population_mean;
    Number population_sd;
    Number reliability;
    Number mean_selected;
    Number mean_gain;
    Number z_below;
    Number share_below;
    Number mean_below;
    Number expected_gain_from_mean;
    Number expected_gain_from_cutoff;
    Number expected_gain;
    Number gain_beyond;
    Number share_of_gain;
    std::string_view method =
        "regression to the mean by reliability, of the mean of the chosen learners where it is "
        "known, else of the normal distribution below the cut-off";

    static constexpr auto fields() {
        using R = RegressionToMean;
        return field_list(
            field("population_mean", &R::population_mean, "as given"),
            field("population_sd", &R::population_sd, "as given"),
            field("reliability", &R::reliability, "as given"),
            field("mean_selected", &R::mean_selected, "as given"),
            field("mean_gain", &R::mean_gain, "as given"),
            field("z_below", &R::z_below, "(below - population_mean) / population_sd"),
            field("share_below", &R::share_below, "normal share below z_below"),
            field("mean_below", &R::mean_below,
                  "population_mean - population_sd * (normal density at z_below) / share_below"),
            field("expected_gain_from_mean", &R::expected_gain_from_mean,
                  "(1 - reliability) * (population_mean - mean_selected)"),
            field("expected_gain_from_cutoff", &R::expected_gain_from_cutoff,
                  "(1 - reliability) * (population_mean - mean_below)"),
            field(
                "expected_gain", &R::expected_gain,
                "expected_gain_from_mean, or expected_gain_from_cutoff where mean_selected is not "
                "known"),
            field("gain_beyond", &R::gain_beyond, "mean_gain - expected_gain"),
            field("share_of_gain", &R::share_of_gain, "expected_gain / mean_gain"),
            field("method", &R::method, "what was done"));
    }
};

namespace detail {

/// Normal density over the share below z: how far, in standard deviations, the mean of what is
/// below z lies under that of all.
inline double mean_depth_below(double z) {
    constexpr double kRootTwoPi = 2.5066282746310005024;
    // Far down, both vanish and their quotient is a continued fraction (Abramowitz &
    // Stegun 26.2.14).
    if (z < -20.0) {
        double fraction = -z;
        for (int k = 20; k >= 1; --k)
            fraction = -z + k / fraction;
        return fraction;
    }
    return std::exp(-0.5 * z * z) / kRootTwoPi / normal_cdf(z);
}

inline bool are_regression_options(const RegressionToMeanOptions& o) {
    for (const double value :
         {o.population_mean, o.population_sd, o.reliability, o.below, o.mean_selected, o.mean_gain})
        if (std::isinf(value)) return false;
    const bool sd = is_missing(o.population_sd) || o.population_sd > 0.0;
    const bool share = is_missing(o.reliability) || (o.reliability >= 0.0 && o.reliability <= 1.0);
    return sd && share;
}

inline Number known_or_not(double value) {
    return is_missing(value) ? Number(Reason::not_estimable) : Number(value);
}

}  // namespace detail

/// The gain to expect of learners chosen for low scores if nothing had any effect, and what was
/// gained beyond it. What is not known (NaN) leaves what needs it `not_estimable`.
///
/// From the group's own mean: (1 - reliability) * (population_mean - mean_selected), whatever the
/// distribution, as long as the mean of retests is linear in the first test. From the cut-off
/// alone: the same with the mean of a normal distribution below it. Where both are possible the
/// group's own mean is used, because it is known and not supposed. Source: Davis (1976); Barnett,
/// van der Pols & Dobson (2005).
///
/// Decision: `reliability` is the correlation of test and retest over the time in question. Sign
/// and scale are those of the scores, whichever direction is better. O(1).
inline RegressionToMean expected_regression(const RegressionToMeanOptions& options) {
    RegressionToMean r;
    if (!detail::are_regression_options(options)) {
        give_reason(r, Reason::invalid_argument);
        return r;
    }
    r.population_mean = detail::known_or_not(options.population_mean);
    r.population_sd = detail::known_or_not(options.population_sd);
    r.reliability = detail::known_or_not(options.reliability);
    r.mean_selected = detail::known_or_not(options.mean_selected);
    r.mean_gain = detail::known_or_not(options.mean_gain);
    // An unknown operand is NaN, and a Number of it has no value.
    const double chance = 1.0 - options.reliability;
    const double z = (options.below - options.population_mean) / options.population_sd;
    const double depth = options.population_sd * detail::mean_depth_below(z);
    r.z_below = z;
    r.share_below = is_missing(z) ? Number() : Number(normal_cdf(z));
    r.mean_below = options.population_mean - depth;
    r.expected_gain_from_mean = chance * (options.population_mean - options.mean_selected);
    r.expected_gain_from_cutoff = chance * depth;
    r.expected_gain =
        r.expected_gain_from_mean ? r.expected_gain_from_mean : r.expected_gain_from_cutoff;
    if (!r.expected_gain || !r.mean_gain) return r;
    r.gain_beyond = *r.mean_gain - *r.expected_gain;
    r.share_of_gain = ratio(r.expected_gain, r.mean_gain);
    return r;
}

}  // namespace effaith::stats
