#include "effaith/stats/distributions.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/erf.hpp>
#include <boost/math/special_functions/gamma.hpp>
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

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool is_share(double p) {
    return p > 0.0 && p < 1.0;
}
bool is_positive(double x) {
    return x > 0.0 && std::isfinite(x);
}

using Normal = boost::math::normal_distribution<double, Quiet>;
using StudentT = boost::math::students_t_distribution<double, Quiet>;
using FisherF = boost::math::fisher_f_distribution<double, Quiet>;
using ChiSquared = boost::math::chi_squared_distribution<double, Quiet>;
using Beta = boost::math::beta_distribution<double, Quiet>;
using Binomial = boost::math::binomial_distribution<double, Quiet>;

// The noncentral t.
//
// With S the root of a chi-squared over its degrees of freedom, P(T <= t) is the mean of
// Phi(t S - noncentrality). In u = log S the integrand has one peak (it is log-concave in S), is
// analytic and vanishes at both ends, and all its values are positive: nothing cancels, so either
// tail keeps its relative accuracy. The sums of incomplete beta functions that Boost 1.74 uses lose
// small tails, and large noncentralities altogether.
//
// The trapezoidal rule converges exponentially on such an integrand (Trefethen & Weideman 2014),
// with a step that suits the density and the step of Phi at u = log(noncentrality / t). Where that
// one is so steep, or the range so long, that too many points would be needed, the double
// exponential rule (Takahasi & Mori 1974) takes the pieces between the ends of the peak, its top
// and the step instead: its points lie close together at the ends of a piece.

/// exp of less than this, against the peak, is nothing.
constexpr double kLogNothing = -40.0;

double log_normal_cdf(double x) {
    constexpr double kLogRootTwoPi = 0.91893853320467274178;
    constexpr double kFarTail = -30.0;
    if (x > kFarTail) return std::log(normal_cdf(x));
    return -x * x / 2.0 - kLogRootTwoPi - std::log(-x);
}

/// The normal density over P(Z <= x).
double inverse_mills(double x) {
    constexpr double kRootTwoPi = 2.50662827463100050242;
    constexpr double kFarTail = -30.0;
    if (x > kFarTail) return std::exp(-x * x / 2.0) / (kRootTwoPi * normal_cdf(x));
    return -x - 1.0 / x;
}

/// The points of the double exponential rule on (0, 1): how far each is from the nearer end, and
/// its weight. Each point serves both ends.
struct DoubleExponential {
    static constexpr int kHalf = 72;
    static constexpr double kStep = 1.0 / 24.0;
    std::array<double, kHalf + 1> distance{};
    std::array<double, kHalf + 1> weight{};

    DoubleExponential() {
        constexpr double kHalfPi = 1.57079632679489661923;
        for (int i = 0; i <= kHalf; ++i) {
            const double v = kStep * i;
            const double w = std::exp(-2.0 * kHalfPi * std::sinh(v));
            const auto at = static_cast<std::size_t>(i);
            distance[at] = w / (1.0 + w);
            weight[at] = kStep * 2.0 * kHalfPi * std::cosh(v) * w / ((1.0 + w) * (1.0 + w));
        }
    }
};

template <class F>
double double_exponential(const F& f, double from, double to) {
    static const DoubleExponential kRule;
    const double length = to - from;
    if (!(length > 0.0)) return 0.0;
    double sum = kRule.weight[0] * f(from + length / 2.0);
    for (std::size_t i = 1; i < kRule.weight.size(); ++i) {
        const double d = length * kRule.distance[i];
        sum += kRule.weight[i] * (f(from + d) + f(to - d));
    }
    return length * sum;
}

/// For an f that is nothing at both ends.
template <class F>
double trapezoidal(const F& f, double from, double to, double count) {
    const double step = (to - from) / count;
    double sum = 0.0;
    for (double i = 1.0; i < count; i += 1.0)
        sum += f(from + i * step);
    return step * sum;
}

/// P(T <= t) as the integral described above.
class NoncentralT {
  public:
    NoncentralT(double t, double df, double noncentrality)
        : t_(t),
          df_(df),
          noncentrality_(noncentrality),
          scale_(df * boost::math::gamma_p_derivative(df / 2.0, df / 2.0, Quiet())) {}

    double lower_tail() const {
        const double top = peak();
        const double low = end_of_peak(top, -1.0);
        const double high = end_of_peak(top, 1.0);
        const auto f = [this](double u) { return integrand(u); };
        const double detail = std::sqrt(2.0 * df_ + noncentrality_ * noncentrality_ + 16.0);
        const double points = std::ceil((high - low) * detail / kTrapezoidStep);
        if (points <= kMostPoints) return std::min(scale_ * trapezoidal(f, low, high, points), 1.0);
        const double step = std::log(std::max(std::fabs(noncentrality_), 1.0) / std::fabs(t_));
        std::array<double, 4> ends{low, std::clamp(step, low, high), top, high};
        std::sort(ends.begin(), ends.end());
        double sum = 0.0;
        for (std::size_t i = 1; i < ends.size(); ++i)
            sum += double_exponential(f, ends[i - 1], ends[i]);
        return std::min(scale_ * sum, 1.0);
    }

  private:
    struct Place {
        double argument;     // of Phi
        double log_density;  // of u, but for a constant: 0 at u = 0
    };
    Place at(double u) const {
        const double more = std::expm1(u);
        const double root = more > -0.5 ? 1.0 + more : std::exp(u);
        return {t_ * root - noncentrality_, df_ * (u - more * (more + 2.0) / 2.0)};
    }
    double integrand(double u) const {
        const Place place = at(u);
        return normal_cdf(place.argument) * std::exp(place.log_density);
    }
    double log_integrand(double u) const {
        const Place place = at(u);
        return log_normal_cdf(place.argument) + place.log_density;
    }

    /// The slope of the logarithm, which changes its sign once.
    double slope(double u) const {
        return -df_ * std::expm1(2.0 * u) + t_ * std::exp(u) * inverse_mills(at(u).argument);
    }

    double peak() const {
        // Right of 0 where t is positive, left of it where t is negative.
        double step = t_ > 0.0 ? 1.0 / 16.0 : -1.0 / 16.0;
        double near = 0.0;
        double far = step;
        while (slope(far) * step > 0.0 && std::fabs(far) < kFurthest) {
            near = far;
            far += (step *= 2.0);
        }
        constexpr int kHalvings = 8;
        for (int i = 0; i < kHalvings; ++i) {
            const double middle = near + (far - near) / 2.0;
            (slope(middle) * step > 0.0 ? near : far) = middle;
        }
        return near + (far - near) / 2.0;
    }

    /// Where the integrand is nothing against its peak, in the direction of `sign`.
    double end_of_peak(double top, double sign) const {
        const double nothing = log_integrand(top) + kLogNothing;
        double step = sign / std::sqrt(2.0 * df_ + t_ * t_);
        double near = top;
        double far = top + step;
        while (log_integrand(far) > nothing && std::fabs(far) < kFurthest) {
            near = far;
            far += (step *= 2.0);
        }
        constexpr int kHalvings = 3;
        for (int i = 0; i < kHalvings; ++i) {
            const double middle = near + (far - near) / 2.0;
            (log_integrand(middle) > nothing ? near : far) = middle;
        }
        return far;
    }

    static constexpr double kFurthest = 300.0;  // the square of its exp is finite
    static constexpr double kTrapezoidStep = 0.6;
    static constexpr double kMostPoints = 450.0;

    double t_;
    double df_;
    double noncentrality_;
    double scale_;
};

/// A root of a falling function, from a guess and a first step; NaN where none is found.
template <class F>
double root_of_falling(const F& f, double guess, double step) {
    double low = guess;
    double high = guess;
    double at_low = f(guess);
    double at_high = at_low;
    constexpr int kMostSteps = 200;
    for (int i = 0; at_low < 0.0 && i < kMostSteps; ++i, step *= 2.0) {
        high = low;
        at_high = at_low;
        at_low = f(low -= step);
    }
    for (int i = 0; at_high > 0.0 && i < kMostSteps; ++i, step *= 2.0) {
        low = high;
        at_low = at_high;
        at_high = f(high += step);
    }
    if (at_low == 0.0) return low;
    if (at_high == 0.0) return high;
    if (!(at_low > 0.0 && at_high < 0.0)) return kNone;
    std::uintmax_t evaluations = 200;
    const auto [from, to] = boost::math::tools::toms748_solve(
        f, low, high, at_low, at_high, boost::math::tools::eps_tolerance<double>(42), evaluations,
        Quiet());
    return from + (to - from) / 2.0;
}

double normal_score(double tail) {
    return normal_quantile(std::clamp(tail, 1e-300, 1.0 - 1e-16));
}

/// By how much the lower tail misses p, in standard deviations of a normal variable, positive where
/// it is too small: nearly linear in t and in the noncentrality. The smaller of the two tails is
/// compared, for the larger has lost the digits that matter.
double tail_misses(double p, double t, double df, double noncentrality) {
    if (p <= 0.5) return normal_score(p) - normal_score(noncentral_t_cdf(t, df, noncentrality));
    return normal_score(noncentral_t_upper(t, df, noncentrality)) - normal_score(1.0 - p);
}

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
    if (!is_positive(df) || !std::isfinite(noncentrality) || std::isnan(t)) return kNone;
    if (std::isinf(t)) return t > 0.0 ? 1.0 : 0.0;
    return NoncentralT(t, df, noncentrality).lower_tail();
}
double noncentral_t_upper(double t, double df, double noncentrality) {
    return noncentral_t_cdf(-t, df, -noncentrality);
}

double noncentral_t_quantile(double p, double df, double noncentrality) {
    if (!is_share(p) || !is_positive(df) || !std::isfinite(noncentrality)) return kNone;
    // In asinh(t), for the tails of few degrees of freedom reach very far.
    const auto misses = [&](double y) { return tail_misses(p, std::sinh(y), df, noncentrality); };
    return std::sinh(root_of_falling(misses, std::asinh(noncentrality), 0.5));
}
double noncentral_t_noncentrality(double t, double df, double p) {
    if (!is_share(p) || !is_positive(df) || !std::isfinite(t)) return kNone;
    // The approximation by a normal T with variance 1 + t^2 / (2 df) is near.
    const double spread = std::sqrt(1.0 + t * t / (2.0 * df));
    const auto misses = [&](double noncentrality) { return -tail_misses(p, t, df, noncentrality); };
    return root_of_falling(misses, t - normal_quantile(p) * spread, spread / 16.0);
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
