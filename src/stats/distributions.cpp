#include "effaith/stats/distributions.hpp"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/tools/roots.hpp>
#include <cmath>
#include <limits>

namespace effaith::stats {
namespace {

namespace policies = boost::math::policies;

// Errors become NaN or infinity instead of exceptions; a quantile of a discrete distribution is the
// whole number that the caller looks for by itself. Computed in double, the same on every platform.
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::underflow_error<policies::ignore_error>,
    policies::denorm_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>,
    policies::rounding_error<policies::ignore_error>,
    policies::indeterminate_result_error<policies::ignore_error>, policies::promote_double<false>>;

/// No standardised effect is looked for beyond this noncentrality.
constexpr double kFurthest = 1e7;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool is_share(double p) {
    return p > 0.0 && p < 1.0;
}
bool is_positive(double x) {
    return x > 0.0 && std::isfinite(x);
}

using Normal = boost::math::normal_distribution<double, Quiet>;
using StudentT = boost::math::students_t_distribution<double, Quiet>;
using NoncentralT = boost::math::non_central_t_distribution<double, Quiet>;
using FisherF = boost::math::fisher_f_distribution<double, Quiet>;
using ChiSquared = boost::math::chi_squared_distribution<double, Quiet>;
using Beta = boost::math::beta_distribution<double, Quiet>;
using Binomial = boost::math::binomial_distribution<double, Quiet>;

}  // namespace

double normal_cdf(double x) {
    return cdf(Normal(), x);
}
double normal_upper(double x) {
    return cdf(complement(Normal(), x));
}
double normal_quantile(double p) {
    return is_share(p) ? quantile(Normal(), p) : kNone;
}
double normal_critical(double level) {
    return is_share(level) ? quantile(complement(Normal(), (1.0 - level) / 2.0)) : kNone;
}

double t_cdf(double t, double df) {
    return is_positive(df) ? cdf(StudentT(df), t) : kNone;
}
double t_upper(double t, double df) {
    return is_positive(df) ? cdf(complement(StudentT(df), t)) : kNone;
}
double t_two_sided(double t, double df) {
    return 2.0 * t_upper(std::fabs(t), df);
}
double t_quantile(double p, double df) {
    return is_share(p) && is_positive(df) ? quantile(StudentT(df), p) : kNone;
}
double t_critical(double level, double df) {
    if (!is_share(level) || !is_positive(df)) return kNone;
    return quantile(complement(StudentT(df), (1.0 - level) / 2.0));
}

double noncentral_t_cdf(double t, double df, double noncentrality) {
    return is_positive(df) ? cdf(NoncentralT(df, noncentrality), t) : kNone;
}
double noncentral_t_upper(double t, double df, double noncentrality) {
    return is_positive(df) ? cdf(complement(NoncentralT(df, noncentrality), t)) : kNone;
}

double noncentral_t_quantile(double p, double df, double noncentrality) {
    if (!is_share(p) || !is_positive(df) || !std::isfinite(noncentrality)) return kNone;
    return quantile(NoncentralT(df, noncentrality), p);
}
double noncentral_t_noncentrality(double t, double df, double p) {
    if (!is_share(p) || !is_positive(df) || !std::isfinite(t)) return kNone;
    // How far P(T <= t) lies above p: falls as the noncentrality grows. The smaller of the two
    // tails is compared, for the larger one has lost the digits that matter.
    const auto above = [&](double noncentrality) {
        return p <= 0.5 ? noncentral_t_cdf(t, df, noncentrality) - p
                        : (1.0 - p) - noncentral_t_upper(t, df, noncentrality);
    };
    double step = 1.0 + std::fabs(t) / 4.0;
    double low = t;
    double high = t;
    while (above(low) < 0.0 && step < kFurthest)
        low -= (step *= 2.0);
    for (step = 1.0 + std::fabs(t) / 4.0; above(high) > 0.0 && step < kFurthest;)
        high += (step *= 2.0);
    if (!(above(low) >= 0.0) || !(above(high) <= 0.0)) return kNone;
    if (low == high) return low;
    std::uintmax_t evaluations = 200;
    const auto [from, to] = boost::math::tools::toms748_solve(
        above, low, high, boost::math::tools::eps_tolerance<double>(52), evaluations, Quiet());
    return from + (to - from) / 2.0;
}

double f_upper(double f, double df1, double df2) {
    return is_positive(df1) && is_positive(df2) && f >= 0.0 ? cdf(complement(FisherF(df1, df2), f))
                                                            : kNone;
}
double f_quantile(double p, double df1, double df2) {
    return is_share(p) && is_positive(df1) && is_positive(df2) ? quantile(FisherF(df1, df2), p)
                                                               : kNone;
}
double chi_squared_upper(double x, double df) {
    return is_positive(df) && x >= 0.0 ? cdf(complement(ChiSquared(df), x)) : kNone;
}
double chi_squared_quantile(double p, double df) {
    return is_share(p) && is_positive(df) ? quantile(ChiSquared(df), p) : kNone;
}
double beta_quantile(double p, double a, double b) {
    return is_share(p) && is_positive(a) && is_positive(b) ? quantile(Beta(a, b), p) : kNone;
}

double binomial_cdf(std::int64_t k, std::int64_t n, double p) {
    if (n < 0 || !(p >= 0.0 && p <= 1.0)) return kNone;
    if (k < 0) return 0.0;
    if (k >= n) return 1.0;
    return cdf(Binomial(static_cast<double>(n), p), static_cast<double>(k));
}
double binomial_at_least(std::int64_t k, std::int64_t n, double p) {
    if (n < 0 || !(p >= 0.0 && p <= 1.0)) return kNone;
    if (k <= 0) return 1.0;
    if (k > n) return 0.0;
    return cdf(complement(Binomial(static_cast<double>(n), p), static_cast<double>(k - 1)));
}
double binomial_probability(std::int64_t k, std::int64_t n, double p) {
    if (n < 0 || !(p >= 0.0 && p <= 1.0)) return kNone;
    if (k < 0 || k > n) return 0.0;
    return pdf(Binomial(static_cast<double>(n), p), static_cast<double>(k));
}

double error_function(double x) {
    return boost::math::erf(x, Quiet());
}

}  // namespace effaith::stats
