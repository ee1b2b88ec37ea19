// Distribution functions and quantiles that the statistics need.
//
// Compiled in src/stats/ with Boost.Math, so that whoever includes the statistics does not compile
// it. Nothing throws; outside its domain a function answers NaN, which becomes a reason where it is
// put into a Number.
//
// Accuracy: 1e-12 relative and better for the central distributions and for both tails of the
// noncentral t; 1e-10 for its quantile and noncentrality.
#pragma once

#include <cstdint>

namespace effaith::stats {

double normal_cdf(double x);
/// P(X > x), exact in the far tail.
double normal_upper(double x);
/// The x below which a share p lies; 0 < p < 1.
double normal_quantile(double p);
/// The z of a two-sided interval: normal_quantile(1 - (1 - level) / 2), 0 < level < 1.
double normal_critical(double level);

double t_cdf(double t, double df);
double t_upper(double t, double df);
/// P(|T| > |t|).
double t_two_sided(double t, double df);
double t_quantile(double p, double df);
/// The t of a two-sided interval.
double t_critical(double level, double df);

/// Noncentral t: P(T <= t), and P(T > t) without cancelling.
double noncentral_t_cdf(double t, double df, double noncentrality);
double noncentral_t_upper(double t, double df, double noncentrality);
double noncentral_t_quantile(double p, double df, double noncentrality);
/// The noncentrality at which P(T <= t) = p: what limits of a standardised effect come from.
double noncentral_t_noncentrality(double t, double df, double p);

/// P(F > f) with df1 and df2 degrees of freedom.
double f_upper(double f, double df1, double df2);
double f_quantile(double p, double df1, double df2);
double chi_squared_upper(double x, double df);
double chi_squared_quantile(double p, double df);
double beta_quantile(double p, double a, double b);
/// P(X <= k) and P(X >= k) of k successes in n with probability p each.
double binomial_cdf(std::int64_t k, std::int64_t n, double p);
double binomial_at_least(std::int64_t k, std::int64_t n, double p);
/// P(X = k).
double binomial_probability(std::int64_t k, std::int64_t n, double p);
/// erf, relatively exact near 0.
double error_function(double x);

}  // namespace effaith::stats
