// The distribution functions as one statistic with a name for each, for the faces of the library
// that have no functions of C++.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "effaith/stats/distributions.hpp"
#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"

namespace effaith::stats {

/// Which function, by the names that statisticians' software has for them: quantiles and
/// probabilities of the normal and the t distribution, and the noncentrality of a t.
enum class DistributionFunction : std::uint8_t { qnorm, pnorm, qt, pt, nct_ncp };
template <>
struct WordNames<DistributionFunction> {
    static constexpr std::array<std::string_view, 5> names{"qnorm", "pnorm", "qt", "pt", "nct_ncp"};
};

struct Distribution {
    Number value;
    std::string_view method;

    static constexpr auto fields() {
        return field_list(
            field("value", &Distribution::value, "the function's value at what was asked"),
            field("method", &Distribution::method, "which function it is"));
    }
};

/// What is asked of a distribution function; each takes what it needs and leaves the rest.
struct DistributionPoint {
    double p = 0.0;          ///< a probability, of qnorm, qt and nct_ncp
    double q = 0.0;          ///< a value, of pnorm and pt
    double t = 0.0;          ///< a t, of nct_ncp
    double df = 0.0;         ///< degrees of freedom, of qt, pt and nct_ncp
    double ncp = 0.0;        ///< the noncentrality of qt and pt
    bool lower_tail = true;  ///< the share below the value, or above it
};

/// A value of a distribution function: `qnorm` (p), `pnorm` (q), `qt` (p, df, ncp), `pt` (q, df,
/// ncp), and `nct_ncp`, the noncentrality at which a share p lies below t with df degrees of
/// freedom, which is what limits of a standardised effect are made of. Outside its domain the
/// answer is `invalid_argument`. Accurate to 1e-12 relative and better; noncentral t 1e-9. Source:
/// Boost.Math; Johnson, Kotz & Balakrishnan (1995) for the distributions.
inline Distribution distribution(DistributionFunction fn, const DistributionPoint& at = {}) {
    const auto known = [](double value, std::string_view method) {
        return Distribution{Number(value, Reason::invalid_argument), method};
    };
    const bool central = at.ncp == 0.0;
    const bool lower = at.lower_tail;
    switch (fn) {
        case DistributionFunction::qnorm:
            return known(lower ? normal_quantile(at.p) : -normal_quantile(at.p), "normal quantile");
        case DistributionFunction::pnorm:
            return known(lower ? normal_cdf(at.q) : normal_upper(at.q), "normal probability");
        case DistributionFunction::qt:
            if (central)
                return known(lower ? t_quantile(at.p, at.df) : -t_quantile(at.p, at.df),
                             "t quantile");
            return known(noncentral_t_quantile(lower ? at.p : 1.0 - at.p, at.df, at.ncp),
                         "noncentral t quantile");
        case DistributionFunction::pt:
            if (central)
                return known(lower ? t_cdf(at.q, at.df) : t_upper(at.q, at.df), "t probability");
            return known(lower ? noncentral_t_cdf(at.q, at.df, at.ncp)
                               : noncentral_t_upper(at.q, at.df, at.ncp),
                         "noncentral t probability");
        case DistributionFunction::nct_ncp:
            return known(noncentral_t_noncentrality(at.t, at.df, at.p),
                         "noncentrality of a t by its probability");
    }
    return {Reason::invalid_argument, ""};
}

}  // namespace effaith::stats
