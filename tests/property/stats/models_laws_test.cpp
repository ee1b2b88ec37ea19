// Laws of the models: what must not change when scores are shifted, scaled, reordered, or groups
// and schools renamed, and that the likelihood's maximum is one.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/ancova.hpp"
#include "effaith/stats/ancova_schools.hpp"
#include "effaith/stats/cluster_robust.hpp"
#include "effaith/stats/dose_response.hpp"
#include "effaith/stats/regression_to_mean.hpp"
#include "random_values.hpp"
#include "share.hpp"

using namespace effaith::stats;
using support::RandomValues;

namespace {

using Doubles = std::vector<double>;

struct Trial {
    Doubles pre;
    Doubles post;
    Doubles group;
    Doubles school;
};

/// Some schools of some learners; whole schools assigned, or learners within them.
Trial trial_of(RandomValues& random) {
    Trial t;
    const int schools = random.whole(4, 12);
    const bool whole_schools = random.uniform() < 0.5;
    const double school_sd = random.uniform() < 0.3 ? 0.0 : random.between(0.0, 15.0);
    const double noise = random.between(1.0, 12.0);
    for (int s = 0; s < schools; ++s) {
        const int size = random.whole(2, 9);
        const double effect = school_sd * random.normal();
        for (int i = 0; i < size; ++i) {
            const double group = whole_schools ? s % 2 : i % 2;
            const double pre = 100.0 + 15.0 * random.normal();
            t.pre.push_back(pre);
            t.group.push_back(group);
            t.school.push_back(s);
            t.post.push_back(20.0 + 0.8 * pre + 3.0 * group + effect + noise * random.normal());
        }
    }
    return t;
}

Doubles line_of(const Doubles& values, double scale, double shift) {
    Doubles line = values;
    for (double& value : line)
        value = scale * value + shift;
    return line;
}

/// The same rows in another order, by indexes.
Doubles ordered(const Doubles& values, const std::vector<std::size_t>& order) {
    Doubles out;
    out.reserve(values.size());
    for (const std::size_t i : order)
        out.push_back(values[i]);
    return out;
}
std::vector<std::size_t> some_order(std::size_t n, RandomValues& random) {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = n; i > 1; --i)
        std::swap(order[i - 1],
                  order[static_cast<std::size_t>(random.whole(0, static_cast<int>(i) - 1))]);
    return order;
}

/// Whether a is b within a part `relative` of `size`, or of b where that is larger.
bool alike(const Number& a, double b, double size, double relative = 1e-9) {
    return a.known() && std::abs(*a - b) <= relative * std::max(std::abs(b), size);
}
bool alike(const Number& a, const Number& b, double size, double relative = 1e-9) {
    return a.known() == b.known() && a.reason() == b.reason() &&
           (!a.known() || alike(a, *b, size, relative));
}
bool holds(const Interval& interval, const Number& value) {
    return *interval.low <= *value && *value <= *interval.high;
}

/// Checks a law on `full` seeded trials, and says at which it failed.
template <class Law>
void on_trials(int full, Law&& law) {
    for (int seed = 0; seed < share_of(full); ++seed) {
        RandomValues random(static_cast<std::uint64_t>(seed));
        const Trial t = trial_of(random);
        INFO("seed " << seed);
        REQUIRE(law(t, random));
    }
}

}  // namespace

TEST_CASE("ancova: a shift of post moves the intercept alone") {
    on_trials(10000, [](const Trial& t, RandomValues& random) {
        const double shift = random.between(-1e6, 1e6);
        const Ancova a = ancova(t.pre, t.post, t.group);
        const Ancova b = ancova(t.pre, line_of(t.post, 1.0, shift), t.group);
        return alike(b.intercept, *a.intercept + shift, *a.se_intercept) &&
               alike(b.adjusted_difference, a.adjusted_difference, *a.se) &&
               alike(b.slope_pre, a.slope_pre, *a.se_slope_pre) && alike(b.se, a.se, 0.0) &&
               alike(b.es_pooled_post_sd, a.es_pooled_post_sd, 1.0) &&
               alike(b.r_squared, a.r_squared, 0.0);
    });
}

TEST_CASE("ancova: post in other units gives the difference in them, and the same effect size") {
    on_trials(10000, [](const Trial& t, RandomValues& random) {
        const double scale = random.between(0.01, 100.0);
        const Ancova a = ancova(t.pre, t.post, t.group);
        const Ancova b = ancova(line_of(t.pre, 3.0, -7.0), line_of(t.post, scale, 0.0), t.group);
        return alike(b.adjusted_difference, *a.adjusted_difference * scale, *a.se * scale) &&
               alike(b.slope_pre, *a.slope_pre * scale / 3.0, *a.se_slope_pre * scale) &&
               alike(b.t, a.t, 1.0) && alike(b.p, a.p, 1.0) &&
               alike(b.es_pooled_post_sd, a.es_pooled_post_sd, 1.0) &&
               alike(b.es_residual_sd, a.es_residual_sd, 1.0);
    });
}

TEST_CASE("ancova: the groups exchanged turn the sign, and an order of rows changes nothing") {
    on_trials(10000, [](const Trial& t, RandomValues& random) {
        const auto order = some_order(t.pre.size(), random);
        const Ancova a = ancova(t.pre, t.post, t.group);
        const Ancova b = ancova(ordered(t.pre, order), ordered(t.post, order),
                                ordered(line_of(t.group, -1.0, 1.0), order));
        return alike(b.adjusted_difference, -*a.adjusted_difference, *a.se) &&
               alike(b.se, a.se, 0.0) && alike(b.p, a.p, 1.0) &&
               alike(b.interval.low, -*a.interval.high, *a.se) &&
               alike(b.adjusted_mean_group0, a.adjusted_mean_group1, 0.0) &&
               alike(b.es_total_post_sd, -*a.es_total_post_sd, 1.0);
    });
}

TEST_CASE(
    "ancova: intervals hold the estimate and grow with the level; adjusted means differ by it") {
    on_trials(10000, [](const Trial& t, RandomValues&) {
        const Ancova a = ancova(t.pre, t.post, t.group, {0.9});
        const Ancova b = ancova(t.pre, t.post, t.group, {0.99});
        return holds(a.interval, a.adjusted_difference) &&
               *b.interval.low<*a.interval.low&& * b.interval.high> * a.interval.high &&
               alike(a.adjusted_difference, *a.adjusted_mean_group1 - *a.adjusted_mean_group0,
                     *a.se) &&
               (*a.p < 0.1) == !(*a.interval.low <= 0.0 && *a.interval.high >= 0.0);
    });
}

TEST_CASE("ancova_schools: order of rows and labels of schools change nothing") {
    on_trials(4000, [](const Trial& t, RandomValues& random) {
        const auto order = some_order(t.pre.size(), random);
        const AncovaSchools a = ancova_schools(t.pre, t.post, t.group, t.school);
        const AncovaSchools b =
            ancova_schools(ordered(t.pre, order), ordered(t.post, order), ordered(t.group, order),
                           ordered(line_of(t.school, -17.25, 1e6), order));
        if (!a.reml.se) return b.reml.se == a.reml.se;
        const double total = *a.reml.var_school + *a.reml.var_residual;
        return a.n_schools == b.n_schools && a.design == b.design &&
               alike(b.reml.var_school, a.reml.var_school, total, 1e-7) &&
               alike(b.reml.adjusted_difference, a.reml.adjusted_difference, *a.reml.se, 1e-7) &&
               alike(b.ml.se, a.ml.se, 0.0, 1e-7) &&
               alike(b.es_total_unconditional_sd, a.es_total_unconditional_sd, 1.0, 1e-7);
    });
}

TEST_CASE("ancova_schools: shifting and scaling post, and exchanging the groups") {
    on_trials(4000, [](const Trial& t, RandomValues& random) {
        const double scale = random.between(0.1, 10.0);
        const double shift = random.between(-1e4, 1e4);
        const AncovaSchools a = ancova_schools(t.pre, t.post, t.group, t.school);
        const AncovaSchools b = ancova_schools(t.pre, line_of(t.post, scale, shift),
                                               line_of(t.group, -1.0, 1.0), t.school);
        if (!a.reml.se) return b.reml.se == a.reml.se;
        const double total = *a.reml.var_school + *a.reml.var_residual;
        return alike(b.reml.adjusted_difference, -scale * *a.reml.adjusted_difference,
                     scale * *a.reml.se, 1e-7) &&
               alike(b.reml.se, scale * *a.reml.se, 0.0, 1e-7) &&
               alike(b.reml.icc, a.reml.icc, 1.0, 1e-7) &&
               alike(b.ml.var_school, scale * scale * *a.ml.var_school, scale * scale * total,
                     1e-7) &&
               alike(b.es_total_conditional_hedges2007,
                     a.es_total_conditional_hedges2007 ? Number(-*a.es_total_conditional_hedges2007)
                                                       : a.es_total_conditional_hedges2007,
                     1.0, 1e-7);
    });
}

TEST_CASE("ancova_schools: no lambda has a smaller deviance than the one found") {
    using Likelihood = detail::SchoolsLikelihood;
    on_trials(2000, [](const Trial& t, RandomValues& random) {
        const detail::Schools all = detail::schools_of(t.pre, t.post, t.group, t.school);
        for (const auto method : {Likelihood::Method::ml, Likelihood::Method::reml})
            for (const bool with_predictors : {true, false}) {
                Likelihood likelihood(all, with_predictors, method);
                const double best = likelihood.deviance(likelihood.best_lambda());
                for (int i = 0; i < 20; ++i) {
                    const double other = std::exp(random.between(-12.0, 12.0));
                    if (likelihood.deviance(other) < best - 1e-9) return false;
                }
                if (likelihood.deviance(0.0) < best - 1e-9) return false;
            }
        return true;
    });
}

TEST_CASE("ancova_schools: the score is the slope of the deviance") {
    using Likelihood = detail::SchoolsLikelihood;
    on_trials(5000, [](const Trial& t, RandomValues& random) {
        const detail::Schools all = detail::schools_of(t.pre, t.post, t.group, t.school);
        const auto method =
            random.uniform() < 0.5 ? Likelihood::Method::ml : Likelihood::Method::reml;
        Likelihood likelihood(all, random.uniform() < 0.5, method);
        const double lambda = random.between(0.01, 4.0);
        const double step = 1e-4 * lambda;
        const double slope =
            (likelihood.deviance(lambda + step) - likelihood.deviance(lambda - step)) /
            (2.0 * step);
        return std::abs(slope - likelihood.at(lambda).score) < 1e-4 * (1.0 + std::abs(slope));
    });
}

TEST_CASE("ancova_schools: at lambda 0 it is ancova, and ML spreads less than REML") {
    using Likelihood = detail::SchoolsLikelihood;
    on_trials(10000, [](const Trial& t, RandomValues&) {
        const detail::Schools all = detail::schools_of(t.pre, t.post, t.group, t.school);
        const Ancova plain = ancova(t.pre, t.post, t.group);
        const auto reml = Likelihood(all, true, Likelihood::Method::reml).at(0.0);
        return alike(Number(reml.difference), plain.adjusted_difference, *plain.se) &&
               alike(Number(reml.residual), plain.squares_residual, 0.0) &&
               alike(Number(std::sqrt(reml.residual / *plain.df * reml.inverse[2])), plain.se, 0.0);
    });
    on_trials(2000, [](const Trial& t, RandomValues&) {
        const AncovaSchools a = ancova_schools(t.pre, t.post, t.group, t.school);
        if (!a.reml.se) return true;
        const bool bounds = a.reml.boundary == flag(*a.reml.var_school == 0.0) &&
                            *a.reml.icc >= 0.0 && *a.reml.icc < 1.0 && *a.reml.var_residual > 0.0;
        return bounds && *a.ml.var_school <= *a.reml.var_school * (1.0 + 1e-7) + 1e-9 &&
               holds(a.interval_z, a.reml.adjusted_difference) &&
               *a.interval_t.low <= *a.interval_z.low;
    });
}

TEST_CASE("Clusters: equal ones have one degree of freedom less than there are") {
    on_trials(10000, [](const Trial&, RandomValues& random) {
        const int clusters = random.whole(2, 30);
        const int size = random.whole(1, 8);
        Doubles values;
        Doubles labels;
        for (int c = 0; c < clusters; ++c)
            for (int i = 0; i < size; ++i) {
                values.push_back(random.normal());
                labels.push_back(c);
            }
        return alike(clustered_mean(values, labels).df, clusters - 1.0, 0.0);
    });
}

TEST_CASE("Clusters: order, labels, shift, scale, and every row twice") {
    on_trials(10000, [](const Trial& t, RandomValues& random) {
        const auto order = some_order(t.post.size(), random);
        const ClusteredMean a = clustered_mean(t.post, t.school);
        const ClusteredMean b = clustered_mean(ordered(line_of(t.post, -2.0, 1e5), order),
                                               ordered(line_of(t.school, 3.5, -1.0), order));
        Doubles twice = t.post;
        Doubles labels = t.school;
        twice.insert(twice.end(), t.post.begin(), t.post.end());
        labels.insert(labels.end(), t.school.begin(), t.school.end());
        const ClusteredMean c = clustered_mean(twice, labels);
        return alike(b.mean, 1e5 - 2.0 * *a.mean, 0.0) && alike(b.se, 2.0 * *a.se, 0.0) &&
               alike(b.df, a.df, 0.0) && alike(b.design_effect, a.design_effect, 0.0) &&
               alike(c.mean, a.mean, 0.0) && alike(c.se, a.se, 0.0) && alike(c.df, a.df, 0.0) &&
               holds(a.interval, a.mean) && *a.df <= static_cast<double>(a.n_clusters) - 1.0 + 1e-9;
    });
}

TEST_CASE("Clusters: the difference is that of the means, and turns with the groups") {
    on_trials(10000, [](const Trial& t, RandomValues&) {
        const ClusteredDifference a = clustered_difference(t.post, t.group, t.school);
        const ClusteredDifference b =
            clustered_difference(t.post, line_of(t.group, -1.0, 1.0), t.school);
        if (!a.se) return b.se == a.se;
        return alike(a.difference, *a.mean_group1 - *a.mean_group0, *a.se) &&
               alike(b.difference, -*a.difference, *a.se) && alike(b.se, a.se, 0.0) &&
               alike(b.df, a.df, 0.0) && alike(b.p, a.p, 1.0) && *a.df > 0.0 &&
               *a.df <= static_cast<double>(a.n_clusters);
    });
}

TEST_CASE("Clusters: a share's interval lies in 0 to 1 and holds the share") {
    on_trials(10000, [](const Trial& t, RandomValues& random) {
        const double rate = random.uniform() < 0.2 ? 1.0 : random.uniform();
        Doubles hits;
        for (std::size_t i = 0; i < t.post.size(); ++i)
            hits.push_back(random.uniform() < rate ? 1.0 : 0.0);
        const ClusteredShare c = clustered_share(hits, t.school);
        const ClusteredShare o = clustered_share(line_of(hits, -1.0, 1.0), t.school);
        return holds(c.interval, c.share) && *c.interval.low >= 0.0 && *c.interval.high <= 1.0 &&
               alike(o.interval.low, 1.0 - *c.interval.high, 1.0) &&
               *c.effective_n <= static_cast<double>(c.n);
    });
}

TEST_CASE(
    "Regression to the mean: units, a higher cut-off regains less, the mean is below the cut") {
    for (int seed = 0; seed < share_of(10000); ++seed) {
        RandomValues random(static_cast<std::uint64_t>(seed));
        RegressionToMeanOptions o;
        o.population_mean = random.between(-50.0, 150.0);
        o.population_sd = random.between(0.1, 30.0);
        o.reliability = random.uniform();
        o.below = o.population_mean + o.population_sd * random.between(-30.0, 6.0);
        const RegressionToMean a = expected_regression(o);
        RegressionToMeanOptions units = o;
        units.population_mean = 3.0 * o.population_mean + 11.0;
        units.population_sd = 3.0 * o.population_sd;
        units.below = 3.0 * o.below + 11.0;
        RegressionToMeanOptions higher = o;
        higher.below += 0.1 * o.population_sd;
        INFO("seed " << seed);
        REQUIRE(alike(expected_regression(units).expected_gain, 3.0 * *a.expected_gain, 0.0, 1e-8));
        REQUIRE(*expected_regression(higher).expected_gain < *a.expected_gain);
        REQUIRE(*a.mean_below < o.below);
        REQUIRE(*a.expected_gain >= 0.0);
        // The group's own mean at the mean that the cut-off implies gives the same gain.
        o.mean_selected = *a.mean_below;
        REQUIRE(
            alike(expected_regression(o).expected_gain, a.expected_gain, o.population_sd, 1e-12));
    }
}

TEST_CASE("Regression to the mean: tests without any effect gain what is expected") {
    RandomValues random(7);
    RegressionToMeanOptions o;
    o.population_mean = 100.0;
    o.population_sd = 15.0;
    o.reliability = 0.7;
    o.below = 90.0;
    double gain = 0.0;
    double chosen = 0.0;
    for (int i = 0; i < 20 * share_of(10000); ++i) {
        const double true_score = 100.0 + 15.0 * std::sqrt(0.7) * random.normal();
        const double first = true_score + 15.0 * std::sqrt(0.3) * random.normal();
        const double second = true_score + 15.0 * std::sqrt(0.3) * random.normal();
        if (first >= o.below) continue;
        gain += second - first;
        chosen += 1.0;
    }
    const double error = 15.0 / std::sqrt(chosen);
    REQUIRE(std::abs(gain / chosen - *expected_regression(o).expected_gain) < 4.0 * error);
}

TEST_CASE("Dose: shifts, units, order, and the sign of gains") {
    on_trials(10000, [](const Trial& t, RandomValues& random) {
        const Doubles hours = line_of(t.pre, 0.1, 20.0);
        const auto order = some_order(hours.size(), random);
        const DoseResponse a = dose_response(hours, t.post);
        const DoseResponse b = dose_response(ordered(line_of(hours, 60.0, 0.0), order),
                                             ordered(line_of(t.post, -1.0, 1e4), order));
        const bool turned = (a.trend == DoseTrend::more_dose_more_gain) ==
                            (b.trend == DoseTrend::more_dose_less_gain);
        return alike(b.slope, -*a.slope / 60.0, *a.se_slope / 60.0) && alike(b.p, a.p, 1.0) &&
               alike(b.se_slope, *a.se_slope / 60.0, 0.0) &&
               alike(b.intercept, 1e4 - *a.intercept, 0.0) && turned &&
               holds(a.interval_slope, a.slope) &&
               alike(a.gain_per_hour, *a.mean_gain / *a.mean_hours, 0.0);
    });
}
