// Means, shares and differences of values that come in clusters: several records of one learner,
// learners of one school.
//
// Decision: standard errors are CR2, the bias-reduced linearisation of Bell & McCaffrey (2002),
// with Satterthwaite degrees of freedom under a working model of independent values. The commoner
// CR1 with clusters - 1 degrees of freedom is too narrow for few or unequal clusters, which is what
// schools have. With equal clusters both are the same. A mean's CR2 needs no matrices: a cluster's
// sum of residuals is divided by sqrt(1 - its part of all values).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/stats/ancova.hpp"
#include "effaith/stats/clusters.hpp"
#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/stats/sample.hpp"
#include "effaith/stats/wilson.hpp"

namespace effaith::stats {

struct ClusterOptions {
    double level = 0.95;  ///< of the intervals
};

struct ClusteredMean {
    std::int64_t n = 0;
    std::int64_t n_clusters = 0;
    std::int64_t largest_cluster = 0;
    Number mean;
    Number se;
    Number se_independent;
    Number design_effect;
    Number df;
    Number t_critical;
    Interval interval;
    std::string_view method =
        "mean with the CR2 standard error of clusters (Bell & McCaffrey 2002), t interval with "
        "Satterthwaite degrees of freedom";

    static constexpr auto fields() {
        using C = ClusteredMean;
        return field_list(
            field("n", &C::n, "values that have a cluster"),
            field("n_clusters", &C::n_clusters, "clusters with at least one value"),
            field("largest_cluster", &C::largest_cluster, "values in the largest cluster"),
            field("mean", &C::mean, "sum of the values / n"),
            field("se", &C::se,
                  "sqrt(sum over clusters of (sum of its deviations) squared / (1 - its size / n)) "
                  "/ n"),
            field("se_independent", &C::se_independent,
                  "standard deviation / sqrt(n), as if values were independent"),
            field("design_effect", &C::design_effect, "se ^ 2 / se_independent ^ 2"),
            field("df", &C::df, "Satterthwaite degrees of freedom from the sizes of clusters"),
            field("t_critical", &C::t_critical, "quantile of t with df degrees of freedom"),
            field("interval", &C::interval, "mean -+ t_critical * se"),
            field("method", &C::method, "what was done"));
    }
};

struct ClusteredShare {
    std::int64_t n = 0;
    std::int64_t n_clusters = 0;
    std::int64_t largest_cluster = 0;
    Number share;
    Number se;
    Number df;
    Number t_critical;
    Number effective_n;
    Interval interval;
    std::string_view method =
        "share with the CR2 standard error of clusters (Bell & McCaffrey 2002); Wilson interval of "
        "the effective number of values, with the quantile of t";

    static constexpr auto fields() {
        using C = ClusteredShare;
        return field_list(
            field("n", &C::n, "values that have a cluster"),
            field("n_clusters", &C::n_clusters, "clusters with at least one value"),
            field("largest_cluster", &C::largest_cluster, "values in the largest cluster"),
            field("share", &C::share, "number of ones / n"),
            field("se", &C::se,
                  "sqrt(sum over clusters of (sum of its deviations) squared / (1 - its size / n)) "
                  "/ n"),
            field("df", &C::df, "Satterthwaite degrees of freedom from the sizes of clusters"),
            field("t_critical", &C::t_critical, "quantile of t with df degrees of freedom"),
            field("effective_n", &C::effective_n,
                  "share * (1 - share) / se ^ 2, at most n; n_clusters where share is 0 or 1"),
            field("interval", &C::interval,
                  "Wilson interval of share in effective_n values, t_critical in place of z"),
            field("method", &C::method, "what was done"));
    }
};

struct ClusteredDifference {
    std::int64_t n = 0;
    std::int64_t n_group0 = 0;
    std::int64_t n_group1 = 0;
    std::int64_t n_clusters = 0;
    std::int64_t n_clusters_group0 = 0;
    std::int64_t n_clusters_group1 = 0;
    Number mean_group0;
    Number mean_group1;
    Number difference;
    Number se;
    Number se_independent;
    Number design_effect;
    Number df;
    Number t;
    Number p;
    Number t_critical;
    Interval interval;
    std::string_view method =
        "difference of means with the CR2 standard error of clusters (Bell & McCaffrey 2002), t "
        "test and interval with Satterthwaite degrees of freedom";

    static constexpr auto fields() {
        using C = ClusteredDifference;
        return field_list(
            field("n", &C::n, "values that have a group and a cluster"),
            field("n_group0", &C::n_group0, "of them in group 0"),
            field("n_group1", &C::n_group1, "of them in group 1"),
            field("n_clusters", &C::n_clusters, "clusters with at least one value"),
            field("n_clusters_group0", &C::n_clusters_group0, "clusters with values of group 0"),
            field("n_clusters_group1", &C::n_clusters_group1, "clusters with values of group 1"),
            field("mean_group0", &C::mean_group0, "mean of group 0"),
            field("mean_group1", &C::mean_group1, "mean of group 1"),
            field("difference", &C::difference, "mean_group1 - mean_group0"),
            field(
                "se", &C::se,
                "sqrt of the sum over clusters of (its sum of deviations in group 1 / (n_group1 * "
                "sqrt(1 - its part of group 1)) - the same of group 0) squared"),
            field("se_independent", &C::se_independent,
                  "pooled standard deviation * sqrt(1 / n_group0 + 1 / n_group1)"),
            field("design_effect", &C::design_effect, "se ^ 2 / se_independent ^ 2"),
            field("df", &C::df, "Satterthwaite degrees of freedom from the sizes of clusters"),
            field("t", &C::t, "difference / se"),
            field("p", &C::p, "two-sided p of t with df degrees of freedom"),
            field("t_critical", &C::t_critical, "quantile of t with df degrees of freedom"),
            field("interval", &C::interval, "difference -+ t_critical * se"),
            field("method", &C::method, "what was done"));
    }
};

namespace detail {

/// One group's part of one cluster.
struct ClusterPart {
    double n = 0.0;
    double sum = 0.0;  ///< of the values less the group's first, in the end of the deviations
};
struct ClusteredGroup {
    double n = 0.0;
    double clusters = 0.0;
    double largest = 0.0;  ///< number of values in the largest cluster
    double first = 0.0;
    double rest = 0.0;  ///< mean less first
    double squares = 0.0;
    double mean() const { return first + rest; }
};

/// Values by cluster and group: group 0 alone where there are no groups.
struct Clustered {
    std::vector<std::array<ClusterPart, 2>> clusters;
    std::array<ClusteredGroup, 2> groups{};
};

inline Clustered clustered_values(Values values, Values group, Values cluster) {
    Clustered all;
    ClusterNumbers numbers;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (is_missing(values[i]) || is_missing(cluster[i])) continue;
        if (!group.empty() && is_missing(group[i])) continue;
        const std::size_t g = group.empty() ? 0 : static_cast<std::size_t>(group[i]);
        const std::size_t at = numbers.number_of(cluster[i]);
        if (at == all.clusters.size()) all.clusters.emplace_back();
        ClusteredGroup& of = all.groups[g];
        ClusterPart& part = all.clusters[at][g];
        if (of.n == 0.0) of.first = values[i];
        of.n += 1.0;
        if (part.n == 0.0) of.clusters += 1.0;
        part.n += 1.0;
        of.largest = std::max(of.largest, part.n);
        // The group's mean and squares grow value by value (Welford 1962).
        const double centred = values[i] - of.first;
        const double d = centred - of.rest;
        of.rest += d / of.n;
        of.squares += d * (centred - of.rest);
        part.sum += centred;
    }
    for (auto& parts : all.clusters)
        for (std::size_t g = 0; g < 2; ++g)
            parts[g].sum -= parts[g].n * all.groups[g].rest;
    return all;
}

struct RobustVariance {
    double variance = 0.0;
    double df = 0.0;
};

/// CR2 of the mean of group 0 (or, with both groups, of the difference of the means), and its
/// degrees of freedom (sum of the eigenvalues) squared / sum of their squares. `groups` is 1 or 2.
inline RobustVariance robust_variance(const Clustered& all, std::size_t groups) {
    RobustVariance robust;
    double trace = 0.0;
    double squares = 0.0;  // of the diagonal of the working model's matrix
    std::array<std::array<double, 2>, 2> products{};  // of what is off it, by groups
    double own = 0.0;                                 // the part of these that is on it
    for (const auto& parts : all.clusters) {
        double influence = 0.0;
        double diagonal = 0.0;
        std::array<double, 2> off{};
        for (std::size_t g = 0; g < groups; ++g) {
            const double n = all.groups[g].n;
            const double part = parts[g].n / n;
            const double root = std::sqrt(1.0 - part);
            if (parts[g].n == 0.0) continue;
            influence += (g == 0 ? 1.0 : -1.0) * parts[g].sum / (n * root);
            diagonal += part / n;
            off[g] = part / (std::sqrt(n) * root);
        }
        robust.variance += influence * influence;
        trace += diagonal;
        squares += diagonal * diagonal;
        for (std::size_t g = 0; g < 2; ++g)
            for (std::size_t h = 0; h < 2; ++h)
                products[g][h] += off[g] * off[h];
        const double both = off[0] * off[0] + off[1] * off[1];
        own += both * both;
    }
    double pairs = -own;
    for (std::size_t g = 0; g < 2; ++g)
        for (std::size_t h = 0; h < 2; ++h)
            pairs += products[g][h] * products[g][h];
    robust.df = trace * trace / (squares + pairs);
    return robust;
}

inline bool are_clustered(Values values, Values cluster, double level) {
    return is_level(level) && values.size() == cluster.size() && !has_infinite(values) &&
           !has_infinite(cluster);
}

}  // namespace detail

/// The mean of values that come in clusters; `cluster` holds labels, any numbers. A value without
/// a label, and a label without a value, is left out. `too_few` below two clusters.
///
/// For averages over records where learners have several, and over learners of several schools. Not
/// a model of the clusters: every value counts the same. Source: Bell & McCaffrey (2002),
/// Pustejovsky & Tipton (2018). O(n), memory for the clusters alone.
inline ClusteredMean clustered_mean(Values values, Values cluster,
                                    const ClusterOptions& options = {}) {
    ClusteredMean c;
    if (!detail::are_clustered(values, cluster, options.level)) {
        give_reason(c, Reason::invalid_argument);
        return c;
    }
    const detail::Clustered all = detail::clustered_values(values, {}, cluster);
    const detail::ClusteredGroup& of = all.groups[0];
    c.n = static_cast<std::int64_t>(of.n);
    c.n_clusters = static_cast<std::int64_t>(of.clusters);
    c.largest_cluster = static_cast<std::int64_t>(of.largest);
    if (c.n_clusters < 2) give_reason(c, Reason::too_few);
    if (c.n > 0) c.mean = of.mean();
    if (c.n_clusters < 2) return c;

    const detail::RobustVariance robust = detail::robust_variance(all, 1);
    c.se = std::sqrt(robust.variance);
    c.se_independent = std::sqrt(of.squares / (of.n - 1.0) / of.n);
    c.design_effect = ratio(*c.se * *c.se, *c.se_independent * *c.se_independent);
    c.df = robust.df;
    c.t_critical = t_critical(options.level, robust.df);
    c.interval = detail::interval_about(c.mean, c.t_critical, c.se);
    return c;
}

/// The share of ones among values that are 0 or 1 and come in clusters; missing values and labels
/// as in clustered_mean, any other value is `invalid_argument`.
///
/// The interval is Wilson's with the effective number of values in place of n and t in place of z
/// (Dean & Pagano 2015), so it stays within 0 and 1. Decision: where the share is 0 or 1 the values
/// cannot say how alike clusters are; the effective number is then that of the clusters, which is
/// as cautious as can be. O(n), memory for the clusters alone.
inline ClusteredShare clustered_share(Values values, Values cluster,
                                      const ClusterOptions& options = {}) {
    ClusteredShare c;
    const bool ones = std::all_of(values.begin(), values.end(),
                                  [](double v) { return is_missing(v) || v == 0.0 || v == 1.0; });
    if (!ones || !detail::are_clustered(values, cluster, options.level)) {
        give_reason(c, Reason::invalid_argument);
        return c;
    }
    const ClusteredMean mean = clustered_mean(values, cluster, options);
    c.n = mean.n;
    c.n_clusters = mean.n_clusters;
    c.largest_cluster = mean.largest_cluster;
    c.share = mean.mean;
    c.se = mean.se;
    c.df = mean.df;
    c.t_critical = mean.t_critical;
    if (!c.se) {
        c.effective_n = c.se.reason();
        c.interval = Interval::none(c.se.reason());
        return c;
    }
    const double p = std::clamp(*c.share, 0.0, 1.0);
    const double variance = *c.se * *c.se;
    const double most = static_cast<double>(c.n);
    const bool alike = p == 0.0 || p == 1.0;
    const bool tells = p * (1.0 - p) < variance * most;
    const double effective =
        alike ? static_cast<double>(c.n_clusters) : (tells ? p * (1.0 - p) / variance : most);
    const ShareInterval limits = wilson_interval_of_share(p, effective, *c.t_critical);
    c.effective_n = effective;
    c.interval = {p == 0.0 ? 0.0 : limits.low, p == 1.0 ? 1.0 : limits.high};
    return c;
}

/// The difference of the means of group 1 and group 0 where values come in clusters. `group` is 0
/// or 1; a cluster may have values of one group or of both. A row that lacks anything is left out.
///
/// `no_comparison_group` where all values are of one group; `too_few` where a group is of one
/// cluster. Source: Bell & McCaffrey (2002) for the regression on the group. O(n), memory for the
/// clusters alone.
inline ClusteredDifference clustered_difference(Values values, Values group, Values cluster,
                                                const ClusterOptions& options = {}) {
    ClusteredDifference c;
    if (!detail::are_clustered(values, cluster, options.level) ||
        !detail::are_groups(values, values, group)) {
        give_reason(c, Reason::invalid_argument);
        return c;
    }
    const detail::Clustered all = detail::clustered_values(values, group, cluster);
    const auto& [g0, g1] = all.groups;
    c.n_group0 = static_cast<std::int64_t>(g0.n);
    c.n_group1 = static_cast<std::int64_t>(g1.n);
    c.n = c.n_group0 + c.n_group1;
    c.n_clusters = static_cast<std::int64_t>(all.clusters.size());
    c.n_clusters_group0 = static_cast<std::int64_t>(g0.clusters);
    c.n_clusters_group1 = static_cast<std::int64_t>(g1.clusters);
    const bool compares = c.n_group0 > 0 && c.n_group1 > 0;
    const bool spreads = c.n_clusters_group0 > 1 && c.n_clusters_group1 > 1;
    if (!spreads)
        give_reason(c, compares || c.n == 0 ? Reason::too_few : Reason::no_comparison_group);
    if (c.n_group0 > 0) c.mean_group0 = g0.mean();
    if (c.n_group1 > 0) c.mean_group1 = g1.mean();
    if (compares) c.difference = (g1.first - g0.first) + (g1.rest - g0.rest);
    if (!spreads) return c;

    const detail::RobustVariance robust = detail::robust_variance(all, 2);
    c.se = std::sqrt(robust.variance);
    c.se_independent =
        std::sqrt((g0.squares + g1.squares) / (g0.n + g1.n - 2.0) * (1.0 / g0.n + 1.0 / g1.n));
    c.design_effect = ratio(*c.se * *c.se, *c.se_independent * *c.se_independent);
    c.df = robust.df;
    c.t = *c.se > 0.0 ? ratio(c.difference, c.se) : Number(Reason::no_variation);
    c.p = c.t ? Number(t_two_sided(*c.t, robust.df)) : c.t;
    c.t_critical = t_critical(options.level, robust.df);
    c.interval = detail::interval_about(c.difference, c.t_critical, c.se);
    return c;
}

}  // namespace effaith::stats
