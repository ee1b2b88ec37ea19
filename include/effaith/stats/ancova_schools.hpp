// Two groups of learners within schools: post = intercept + slope_pre * pre +
// adjusted_difference * group + an effect of the school, by REML and by maximum likelihood.
//
// Decision: the answer is the global maximum of the likelihood. It is profiled over one number,
// lambda = var_school / var_residual, from 0 (no effect of schools, included: `boundary`) upwards;
// its derivative is known in closed form, so every local maximum is found as a change of sign and
// the best is taken. Schools enter by their sizes, means and one table of products within schools,
// so an evaluation costs the number of schools, not of learners.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/stats/ancova.hpp"
#include "effaith/stats/clusters.hpp"
#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"

namespace effaith::stats {

struct AncovaSchoolsOptions {
    double level = 0.95;  ///< of the intervals
};

/// How learners came into the groups: whole schools, or learners within schools.
enum class TrialDesign : std::uint8_t { cluster, multisite };
template <>
struct WordNames<TrialDesign> {
    static constexpr std::array<std::string_view, 2> names{"cluster", "multisite"};
};

/// The model as one method of likelihood fits it.
struct SchoolsFit {
    Number intercept;
    Number slope_pre;
    Number adjusted_difference;
    Number se_intercept;
    Number se_slope_pre;
    Number se;
    Number var_school;
    Number var_residual;
    Number icc;
    Number minus2_loglik;
    Flag boundary;

    static constexpr auto fields() {
        using F = SchoolsFit;
        return field_list(
            field("intercept", &F::intercept, "post of the comparison group where pre is 0"),
            field("slope_pre", &F::slope_pre, "post for each point of pre"),
            field("adjusted_difference", &F::adjusted_difference,
                  "post of group 1 less group 0 for equal pre and school"),
            field("se_intercept", &F::se_intercept, "standard error of intercept"),
            field("se_slope_pre", &F::se_slope_pre, "standard error of slope_pre"),
            field("se", &F::se, "standard error of adjusted_difference"),
            field("var_school", &F::var_school, "variance between schools"),
            field("var_residual", &F::var_residual, "variance within schools"),
            field("icc", &F::icc, "var_school / (var_school + var_residual)"),
            field("minus2_loglik", &F::minus2_loglik,
                  "-2 * the largest logarithm of the likelihood"),
            field("boundary", &F::boundary, "whether var_school is 0, the end of its range"));
    }
};

/// The spread of post by itself: the model with neither pre nor group, by REML.
struct SchoolsSpread {
    Number var_school;
    Number var_residual;
    Number icc;
    Flag boundary;

    static constexpr auto fields() {
        using S = SchoolsSpread;
        return field_list(
            field("var_school", &S::var_school, "variance of post between schools"),
            field("var_residual", &S::var_residual, "variance of post within schools"),
            field("icc", &S::icc, "var_school / (var_school + var_residual)"),
            field("boundary", &S::boundary, "whether var_school is 0, the end of its range"));
    }
};

struct AncovaSchools {
    std::int64_t n = 0;
    std::int64_t n_group0 = 0;
    std::int64_t n_group1 = 0;
    std::int64_t n_schools = 0;
    std::int64_t n_schools_group0 = 0;
    std::int64_t n_schools_group1 = 0;
    Choice<TrialDesign> design;
    SchoolsFit reml;
    SchoolsFit ml;
    SchoolsSpread unconditional;
    Number z;
    Number p_z;
    Number z_critical;
    Interval interval_z;
    Number df;
    Number p_t;
    Number t_critical;
    Interval interval_t;
    Number sd_post_pooled;
    Number sd_post_total;
    Number es_pooled_post_sd;
    Number es_residual_sd;
    Number es_total_conditional_sd;
    Number es_total_unconditional_sd;
    Number es_within_unconditional_sd;
    Number school_size;
    Number es_total_conditional_hedges2007;
    Interval es_total_conditional_interval;
    Number es_total_unconditional_hedges2007;
    Interval es_total_unconditional_interval;
    std::string_view method =
        "mixed model with a random intercept of the school, by REML (and ML beside it), global "
        "maximum; effect sizes of whole schools corrected after Hedges (2007)";

    static constexpr auto fields() {
        using A = AncovaSchools;
        return field_list(
            field("n", &A::n, "learners with pre, post, group and school"),
            field("n_group0", &A::n_group0, "of them in the comparison group"),
            field("n_group1", &A::n_group1, "of them in the intervention group"),
            field("n_schools", &A::n_schools, "schools with at least one learner"),
            field("n_schools_group0", &A::n_schools_group0, "schools with learners of group 0"),
            field("n_schools_group1", &A::n_schools_group1, "schools with learners of group 1"),
            field("design", &A::design,
                  "cluster where every school has one group alone, else multisite"),
            field("reml", &A::reml, "fit by restricted maximum likelihood"),
            field("ml", &A::ml, "fit by maximum likelihood"),
            field("unconditional", &A::unconditional, "REML with neither pre nor group"),
            field("z", &A::z, "reml.adjusted_difference / reml.se"),
            field("p_z", &A::p_z, "two-sided normal p of z"),
            field("z_critical", &A::z_critical, "quantile of the normal distribution"),
            field("interval_z", &A::interval_z, "reml.adjusted_difference -+ z_critical * reml.se"),
            field("df", &A::df,
                  "n_schools - 2 where design is cluster, n - n_schools - 2 where it is multisite"),
            field("p_t", &A::p_t, "two-sided p of z as a t with df degrees of freedom"),
            field("t_critical", &A::t_critical, "quantile of t with df degrees of freedom"),
            field("interval_t", &A::interval_t, "reml.adjusted_difference -+ t_critical * reml.se"),
            field("sd_post_pooled", &A::sd_post_pooled,
                  "sqrt(sum of (post - its group's mean) squared / (n - 2))"),
            field("sd_post_total", &A::sd_post_total, "standard deviation of post, of all"),
            field("es_pooled_post_sd", &A::es_pooled_post_sd,
                  "reml.adjusted_difference / sd_post_pooled"),
            field("es_residual_sd", &A::es_residual_sd,
                  "reml.adjusted_difference / sqrt(reml.var_residual)"),
            field("es_total_conditional_sd", &A::es_total_conditional_sd,
                  "reml.adjusted_difference / sqrt(reml.var_school + reml.var_residual)"),
            field("es_total_unconditional_sd", &A::es_total_unconditional_sd,
                  "reml.adjusted_difference / sqrt(unconditional.var_school + "
                  "unconditional.var_residual)"),
            field("es_within_unconditional_sd", &A::es_within_unconditional_sd,
                  "reml.adjusted_difference / sqrt(unconditional.var_residual)"),
            field("school_size", &A::school_size,
                  "n_group0 * (sum of squared sizes of group 1's schools) / (n_group1 * n) + "
                  "n_group1 * (sum of squared sizes of group 0's schools) / (n_group0 * n)"),
            field("es_total_conditional_hedges2007", &A::es_total_conditional_hedges2007,
                  "es_total_conditional_sd * sqrt(1 - 2 * (school_size - 1) * reml.icc / (n - 2))"),
            field("es_total_conditional_interval", &A::es_total_conditional_interval,
                  "es_total_conditional_hedges2007 -+ z_critical * its standard error (Hedges "
                  "2007)"),
            field("es_total_unconditional_hedges2007", &A::es_total_unconditional_hedges2007,
                  "es_total_unconditional_sd * sqrt(1 - 2 * (school_size - 1) * unconditional.icc "
                  "/ (n - 2))"),
            field("es_total_unconditional_interval", &A::es_total_unconditional_interval,
                  "es_total_unconditional_hedges2007 -+ z_critical * its standard error (Hedges "
                  "2007)"),
            field("method", &A::method, "what was done"));
    }
};

namespace detail {

/// Pre, group and post of a learner, or sums of them.
using Triple = std::array<double, 3>;

struct School {
    double n = 0.0;
    Triple mean{};  ///< first less the first learner's of all, in the end less the grand mean
    std::array<double, 2> n_group{};
};

/// All that the likelihood needs of the learners.
struct Schools {
    std::vector<School> schools;
    Triple origin{};  ///< what the means are measured from
    /// Products about the schools' means: pre pre, pre group, pre post, group group, group post,
    /// post post.
    std::array<double, 6> within{};
    double n = 0.0;
};

/// Adds weight * the products of d to a table of products.
inline void add_products(std::array<double, 6>& table, const Triple& d, double weight) {
    table[0] += weight * d[0] * d[0];
    table[1] += weight * d[0] * d[1];
    table[2] += weight * d[0] * d[2];
    table[3] += weight * d[1] * d[1];
    table[4] += weight * d[1] * d[2];
    table[5] += weight * d[2] * d[2];
}

/// One pass: each school's mean and the products about it grow learner by learner (Welford 1962).
inline Schools schools_of(Values pre, Values post, Values group, Values school) {
    Schools all;
    ClusterNumbers numbers;
    for (std::size_t i = 0; i < pre.size(); ++i) {
        if (is_missing(pre[i]) || is_missing(post[i]) || is_missing(group[i])) continue;
        if (is_missing(school[i])) continue;
        if (all.n == 0.0) all.origin = {pre[i], 0.0, post[i]};
        const std::size_t at = numbers.number_of(school[i]);
        if (at == all.schools.size()) all.schools.emplace_back();
        School& of = all.schools[at];
        const double before = of.n;
        of.n += 1.0;
        of.n_group[static_cast<std::size_t>(group[i])] += 1.0;
        all.n += 1.0;
        const Triple d{pre[i] - all.origin[0] - of.mean[0], group[i] - of.mean[1],
                       post[i] - all.origin[2] - of.mean[2]};
        add_products(all.within, d, before / of.n);
        for (std::size_t k = 0; k < 3; ++k)
            of.mean[k] += d[k] / of.n;
    }
    for (std::size_t k = 0; k < 3; ++k) {
        double sum = 0.0;
        for (const School& of : all.schools)
            sum += of.n * of.mean[k];
        const double grand = all.n > 0.0 ? sum / all.n : 0.0;
        all.origin[k] += grand;
        for (School& of : all.schools)
            of.mean[k] -= grand;
    }
    return all;
}

/// Generalised least squares at one lambda, and the deviance's slope there.
struct AtLambda {
    double weight = 0.0;  ///< sum of the schools' weights, n / (1 + n lambda)
    Triple mean{};        ///< weighted
    double slope_pre = 0.0;
    double difference = 0.0;
    /// The inverse of the table of pre and group: pre pre, pre group, group group.
    std::array<double, 3> inverse{};
    double log_determinant = 0.0;  ///< of the table of intercept, pre and group
    double residual = 0.0;         ///< weighted sum of squares
    double score = 0.0;            ///< derivative of the deviance by lambda
    double pull = 0.0;             ///< the part of it that asks for a larger lambda
};

/// The deviance, -2 log likelihood, profiled over everything but lambda.
class SchoolsLikelihood {
  public:
    enum class Method : std::uint8_t { ml, reml };

    SchoolsLikelihood(const Schools& all, bool with_predictors, Method method)
        : all_(all),
          with_predictors_(with_predictors),
          restricted_(method == Method::reml),
          weights_(all.schools.size()) {
        for (const School& of : all.schools)
            smallest_ = std::min(smallest_, of.n);
    }

    /// What the residual sum is divided by for the residual variance.
    double divisor() const { return all_.n - (restricted_ ? (with_predictors_ ? 3.0 : 1.0) : 0.0); }

    AtLambda at(double lambda) {
        AtLambda a;
        // Means are near 0 already, so products about the weighted ones may be taken afterwards.
        std::array<double, 6> table = all_.within;
        for (std::size_t j = 0; j < weights_.size(); ++j) {
            const School& of = all_.schools[j];
            const double w = of.n / (1.0 + of.n * lambda);
            weights_[j] = w;
            a.weight += w;
            for (std::size_t k = 0; k < 3; ++k)
                a.mean[k] += w * of.mean[k];
            add_products(table, of.mean, w);
        }
        for (double& mean : a.mean)
            mean /= a.weight;
        add_products(table, a.mean, -a.weight);
        solve(table, a);
        derive(a);
        return a;
    }

    double deviance(double lambda, const AtLambda& a) const {
        constexpr double kLogTwoPi = 1.8378770664093454836;
        const double residual_variance = a.residual / divisor();
        double deviance = divisor() * (kLogTwoPi + std::log(residual_variance) + 1.0);
        for (const School& of : all_.schools)
            deviance += std::log1p(of.n * lambda);
        return restricted_ ? deviance + a.log_determinant : deviance;
    }
    double deviance(double lambda) { return deviance(lambda, at(lambda)); }

    /// The lambda of the smallest deviance; 0 exactly where that is at the end of the range.
    double best_lambda() {
        double best = 0.0;
        AtLambda at_low = at(0.0);
        double least = deviance(0.0, at_low);
        double low = 0.0;
        const double average = all_.n / static_cast<double>(all_.schools.size());
        for (double high = kFirst / average; high * average < kLast; high *= kStep) {
            const AtLambda at_high = at(high);
            if (at_low.score < 0.0 && at_high.score >= 0.0) {
                const double found = root(low, at_low.score, high, at_high.score);
                const double there = deviance(found);
                if (there < least) least = there, best = found;
            }
            if (only_rises_from(high, at_high)) break;
            low = high;
            at_low = at_high;
        }
        return best;
    }

  private:
    // Lambda times the schools' average size is tried from kFirst to kLast by factors of kStep. The
    // deviance changes with log(1 + n lambda): two of its minima are never as near as one step.
    static constexpr double kFirst = 1e-4;
    static constexpr double kLast = 1e16;
    static constexpr double kStep = 2.0;

    /// Where schools count as wholes already, what asks for a larger lambda falls with 1 / lambda
    /// against what asks for a smaller one.
    bool only_rises_from(double lambda, const AtLambda& a) const {
        return smallest_ * lambda > 100.0 && a.pull < 1e-3 * a.score;
    }

    /// Solves for slope and difference.
    void solve(const std::array<double, 6>& t, AtLambda& a) const {
        a.residual = t[5];
        a.log_determinant = std::log(a.weight);
        if (!with_predictors_) return;
        const double det = t[0] * t[3] - t[1] * t[1];
        a.inverse = {t[3] / det, -t[1] / det, t[0] / det};
        a.slope_pre = a.inverse[0] * t[2] + a.inverse[1] * t[4];
        a.difference = a.inverse[1] * t[2] + a.inverse[2] * t[4];
        a.residual = t[5] - a.slope_pre * t[2] - a.difference * t[4];
        a.log_determinant += std::log(det);
    }

    /// The derivative, by what each school adds to it: its weight, what REML takes off, its
    /// residual.
    void derive(AtLambda& a) const {
        double squares = 0.0;
        double taken = 0.0;
        for (std::size_t j = 0; j < weights_.size(); ++j) {
            const Triple& mean = all_.schools[j].mean;
            const double w2 = weights_[j] * weights_[j];
            const double pre = mean[0] - a.mean[0];
            const double group = mean[1] - a.mean[1];
            const double r = mean[2] - a.mean[2] - a.slope_pre * pre - a.difference * group;
            squares += w2 * r * r;
            taken += w2 * (1.0 / a.weight + pre * pre * a.inverse[0] +
                           2.0 * pre * group * a.inverse[1] + group * group * a.inverse[2]);
        }
        a.pull = divisor() * squares / a.residual;
        a.score = a.weight - (restricted_ ? taken : 0.0) - a.pull;
    }

    /// Where the score turns from below 0 to 0 or above, to the last digits: false position with
    /// halving (Illinois), which never leaves the bracket.
    double root(double low, double at_low, double high, double at_high) {
        for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
            const bool halve = i % 8 == 7;
            const double middle =
                halve ? 0.5 * (low + high) : (low * at_high - high * at_low) / (at_high - at_low);
            if (!(middle > low && middle < high)) break;
            const double there = at(middle).score;
            if (there < 0.0) {
                low = middle;
                at_low = there;
                at_high *= 0.5;
            } else {
                high = middle;
                at_high = there;
                at_low *= 0.5;
            }
        }
        return 0.5 * (low + high);
    }

    const Schools& all_;
    bool with_predictors_;
    bool restricted_;
    std::vector<double> weights_;  ///< of the schools, at the lambda last asked for
    double smallest_ = std::numeric_limits<double>::infinity();
};

inline SchoolsFit fit_schools(const Schools& all, SchoolsLikelihood::Method method) {
    SchoolsLikelihood likelihood(all, true, method);
    const double lambda = likelihood.best_lambda();
    const AtLambda a = likelihood.at(lambda);
    const double variance = a.residual / likelihood.divisor();
    const double x = all.origin[0] + a.mean[0];
    const double g = all.origin[1] + a.mean[1];
    SchoolsFit f;
    f.slope_pre = a.slope_pre;
    f.adjusted_difference = a.difference;
    f.intercept = all.origin[2] + a.mean[2] - a.slope_pre * x - a.difference * g;
    f.se_slope_pre = std::sqrt(variance * a.inverse[0]);
    f.se = std::sqrt(variance * a.inverse[2]);
    f.se_intercept = std::sqrt(variance * (1.0 / a.weight + x * x * a.inverse[0] +
                                           2.0 * x * g * a.inverse[1] + g * g * a.inverse[2]));
    f.var_residual = variance;
    f.var_school = lambda * variance;
    f.icc = lambda / (1.0 + lambda);
    f.minus2_loglik = likelihood.deviance(lambda, a);
    f.boundary = flag(lambda == 0.0);
    return f;
}

inline SchoolsSpread spread_of_schools(const Schools& all) {
    SchoolsLikelihood likelihood(all, false, SchoolsLikelihood::Method::reml);
    const double lambda = likelihood.best_lambda();
    const double variance = likelihood.at(lambda).residual / likelihood.divisor();
    return {lambda * variance, variance, lambda / (1.0 + lambda), flag(lambda == 0.0)};
}

/// How much of the products within schools the rank of pre and group there is: 0, 1 or 2.
struct WithinSchools {
    int rank = 0;
    double residual = 0.0;  ///< of post on pre and group, within schools
};
inline WithinSchools within_schools(const Schools& all) {
    constexpr double kNoise = 1e-13;  // of a sum of squares that rounding alone would leave
    const auto& t = all.within;
    Triple between{};
    for (const School& of : all.schools)
        for (std::size_t k = 0; k < 3; ++k)
            between[k] += of.n * of.mean[k] * of.mean[k];
    const bool has_pre = t[0] > kNoise * (t[0] + between[0]);
    const bool has_group = t[3] > kNoise * (t[3] + between[1]);
    if (!has_pre && !has_group) return {0, t[5]};
    if (!has_group) return {1, t[5] - t[2] * t[2] / t[0]};
    if (!has_pre) return {1, t[5] - t[4] * t[4] / t[3]};
    const double group_left = t[3] - t[1] * t[1] / t[0];
    const double post_left = t[5] - t[2] * t[2] / t[0];
    if (group_left <= kNoise * t[3]) return {1, post_left};
    const double products = t[4] - t[1] * t[2] / t[0];
    return {2, post_left - products * products / group_left};
}

/// Why the mixed model has no answer for these learners; none where it has one.
inline Reason why_no_mixed_model(const Schools& all, const AncovaGroups& groups) {
    const Reason plain = why_no_ancova(groups);
    if (plain != Reason::none) return plain;
    const double schools = static_cast<double>(all.schools.size());
    if (schools < 2.0) return Reason::too_few;
    const WithinSchools within = within_schools(all);
    // Schools that pre and group already tell apart have no variance of their own ...
    if (schools + within.rank <= 3.0) return Reason::not_estimable;
    // ... and where post has none within schools, the likelihood has no end.
    if (all.n - schools - within.rank < 1.0) return Reason::not_estimable;
    return within.residual > 1e-13 * all.within[5] ? Reason::none : Reason::not_estimable;
}

/// Sums over the schools of one group of the powers of their sizes.
struct SchoolSizes {
    double schools = 0.0;
    double n = 0.0;
    double squares = 0.0;
    double cubes = 0.0;

    /// Hedges's n_U * (schools - 1): what n less its clumping leaves.
    double spread() const { return n - squares / n; }
    double a() const { return squares + squares * squares / (n * n) - 2.0 * cubes / n; }
};
inline std::array<SchoolSizes, 2> sizes_of(const Schools& all) {
    std::array<SchoolSizes, 2> sizes{};
    for (const School& of : all.schools)
        for (std::size_t g = 0; g < 2; ++g) {
            const double n = of.n_group[g];
            sizes[g].schools += n > 0.0 ? 1.0 : 0.0;
            sizes[g].n += n;
            sizes[g].squares += n * n;
            sizes[g].cubes += n * n * n;
        }
    return sizes;
}
inline double school_size_of(const std::array<SchoolSizes, 2>& s) {
    const double n = s[0].n + s[1].n;
    return s[0].n * s[1].squares / (s[1].n * n) + s[1].n * s[0].squares / (s[0].n * n);
}

/// Hedges's (2007) effect size by the total deviation, for whole schools in either group, and the
/// standard error of it.
struct HedgesEffect {
    Number value;
    Number se;
};
inline HedgesEffect hedges_effect(const Number& uncorrected, const Number& icc,
                                  const std::array<SchoolSizes, 2>& s) {
    if (!uncorrected) return {uncorrected, uncorrected};
    if (!icc) return {icc, icc};
    const double rho = *icc;
    const double rest = 1.0 - rho;
    const double n2 = s[0].n + s[1].n - 2.0;
    const double size = school_size_of(s);
    const double d = *uncorrected * std::sqrt(1.0 - 2.0 * (size - 1.0) * rho / n2);
    const double a = s[0].a() + s[1].a();
    const double b = s[0].spread() + s[1].spread();
    const double of_means = (1.0 / s[0].n + 1.0 / s[1].n) * (1.0 + (size - 1.0) * rho);
    const double of_spread = (n2 * rest * rest + a * rho * rho + 2.0 * b * rho * rest) * d * d /
                             (2.0 * n2 * (n2 - rho * (n2 - b)));
    return {d, std::sqrt(of_means + of_spread)};
}

/// What is known of the learners and schools alone, whatever the model will say.
inline void describe_schools(const Schools& all, const std::array<SchoolSizes, 2>& sizes,
                             const AncovaGroups& groups, AncovaSchools& a) {
    Ancova plain;
    describe_groups(groups, plain);
    a.n = plain.n;
    a.n_group0 = plain.n_group0;
    a.n_group1 = plain.n_group1;
    a.n_schools = static_cast<std::int64_t>(all.schools.size());
    a.n_schools_group0 = static_cast<std::int64_t>(sizes[0].schools);
    a.n_schools_group1 = static_cast<std::int64_t>(sizes[1].schools);
    if (a.n_group0 == 0 || a.n_group1 == 0) return;
    a.design = a.n_schools_group0 + a.n_schools_group1 == a.n_schools ? TrialDesign::cluster
                                                                      : TrialDesign::multisite;
    a.sd_post_pooled = plain.sd_post_pooled;
    a.sd_post_total = plain.sd_post_total;
}

inline void test_difference(AncovaSchools& a, double level) {
    const double n = static_cast<double>(a.n);
    const double schools = static_cast<double>(a.n_schools);
    a.z = ratio(a.reml.adjusted_difference, a.reml.se);
    a.p_z = a.z ? Number(2.0 * normal_upper(std::abs(*a.z))) : a.z;
    a.z_critical = normal_critical(level);
    a.interval_z = interval_about(a.reml.adjusted_difference, a.z_critical, a.reml.se);
    const double df = *a.design == TrialDesign::cluster ? schools - 2.0 : n - schools - 2.0;
    a.df = df >= 1.0 ? Number(df) : Number(Reason::too_few);
    a.t_critical = a.df ? Number(t_critical(level, df)) : a.df;
    a.p_t = a.df && a.z ? Number(t_two_sided(*a.z, df)) : (a.df ? a.z : a.df);
    a.interval_t = interval_about(a.reml.adjusted_difference, a.t_critical, a.reml.se);
}

inline Number square_root(const Number& variance) {
    return variance ? Number(std::sqrt(*variance)) : variance;
}
inline Number total_sd(const Number& a, const Number& b) {
    return a && b ? Number(std::sqrt(*a + *b)) : (a ? b : a);
}

inline void standardise(AncovaSchools& a, const std::array<SchoolSizes, 2>& sizes) {
    const Number& difference = a.reml.adjusted_difference;
    const SchoolsSpread& alone = a.unconditional;
    a.es_pooled_post_sd = ratio(difference, a.sd_post_pooled);
    a.es_residual_sd = ratio(difference, square_root(a.reml.var_residual));
    a.es_total_conditional_sd = ratio(difference, total_sd(a.reml.var_school, a.reml.var_residual));
    a.es_total_unconditional_sd = ratio(difference, total_sd(alone.var_school, alone.var_residual));
    a.es_within_unconditional_sd = ratio(difference, square_root(alone.var_residual));
    const bool whole_schools = *a.design == TrialDesign::cluster;
    const HedgesEffect none{Reason::not_applicable, Reason::not_applicable};
    const HedgesEffect conditional =
        whole_schools ? hedges_effect(a.es_total_conditional_sd, a.reml.icc, sizes) : none;
    const HedgesEffect unconditional =
        whole_schools ? hedges_effect(a.es_total_unconditional_sd, alone.icc, sizes) : none;
    a.school_size = whole_schools ? Number(school_size_of(sizes)) : none.value;
    a.es_total_conditional_hedges2007 = conditional.value;
    a.es_total_conditional_interval =
        interval_about(conditional.value, a.z_critical, conditional.se);
    a.es_total_unconditional_hedges2007 = unconditional.value;
    a.es_total_unconditional_interval =
        interval_about(unconditional.value, a.z_critical, unconditional.se);
}

}  // namespace detail

/// Analysis of covariance of two groups with a random intercept of the school. `group` is 0
/// (comparison) or 1 (intervention); `school` holds labels, any numbers; a row that lacks one of
/// the four is left out.
///
/// For trials in which learners of one school share something: whole schools assigned, or learners
/// within schools. Source: Laird & Ware (1982); profile likelihood as Bates et al. (2015), and
/// minus2_loglik counts the same constants. REML is the standard; ML is for comparing models.
///
/// Effect sizes: by the residual, by the total deviation of this model, and by the one of post
/// alone (EEF asks for the last). Where whole schools were assigned, the total ones are beside it
/// with the correction and the standard error of Hedges (2007); the correction takes the sizes of
/// schools by one average, school_size, and the standard error takes them as they are.
///
/// interval_z is the normal one that software prints. With few schools it is too narrow: interval_t
/// has the between-within degrees of freedom (Schluchter & Elashoff 1990), schools less 2 where
/// whole schools were assigned, learners less schools less 2 otherwise.
///
/// Reasons as of ancova; besides `too_few` with one school, `not_estimable` where pre and group
/// tell all schools apart already, where no school has two learners to compare, or where post
/// follows without a rest within schools. What is only for whole schools is `not_applicable`
/// elsewhere.
///
/// O(n) once, and about 150 times the number of schools; memory for the schools alone.
inline AncovaSchools ancova_schools(Values pre, Values post, Values group, Values school,
                                    const AncovaSchoolsOptions& options = {}) {
    AncovaSchools a;
    if (!is_level(options.level) || !detail::are_groups(pre, post, group) ||
        school.size() != pre.size() || has_infinite(school)) {
        give_reason(a, Reason::invalid_argument);
        return a;
    }
    const detail::AncovaGroups groups = detail::ancova_groups_of(pre, post, group, school);
    const detail::Schools all = detail::schools_of(pre, post, group, school);
    const auto sizes = detail::sizes_of(all);
    const Reason why = detail::why_no_mixed_model(all, groups);
    if (why != Reason::none) give_reason(a, why);
    detail::describe_schools(all, sizes, groups, a);
    if (why != Reason::none) return a;

    a.reml = detail::fit_schools(all, detail::SchoolsLikelihood::Method::reml);
    a.ml = detail::fit_schools(all, detail::SchoolsLikelihood::Method::ml);
    a.unconditional = detail::spread_of_schools(all);
    detail::test_difference(a, options.level);
    detail::standardise(a, sizes);
    return a;
}

}  // namespace effaith::stats
