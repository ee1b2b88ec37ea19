// J, the factor that takes the small-sample bias from a standardised mean difference (Hedges 1981).
#pragma once

#include <array>
#include <cmath>

namespace effaith::stats {

/// gamma(df / 2) / (sqrt(df / 2) * gamma((df - 1) / 2)), for df > 1 (0 at df = 1, where the
/// difference has no expectation to be corrected). Exact to a few units of the last place, by
/// + - * / and the square root alone, so bit-identical on every target. `df` need not be whole
/// (Welch). Source: Hedges (1981), equation 6e; the common 1 - 3 / (4 df - 1) only approximates it.
inline double small_sample_factor(double df) {
    // With x = (df - 1) / 2 the quotient of gammas is r(x) = gamma(x + 1/2) / gamma(x). For a large
    // x, r(x) = sqrt(x) * (1 - 1 / 8x + 1 / 128x^2 + ...), the series below (DLMF 5.11.13); a small
    // one is led there by r(x) = r(x + 1) * x / (x + 1/2).
    constexpr std::array<double, 9> kSeries{1.0,
                                            -1.0 / 8,
                                            1.0 / 128,
                                            5.0 / 1024,
                                            -21.0 / 32768,
                                            -399.0 / 262144,
                                            869.0 / 4194304,
                                            39325.0 / 33554432,
                                            -334477.0 / 2147483648};
    constexpr double kLarge = 24.0;
    double x = (df - 1.0) / 2.0;
    double factor = 1.0;
    for (; x < kLarge; x += 1.0)
        factor *= x / (x + 0.5);
    double series = 0.0;
    for (auto term = kSeries.rbegin(); term != kSeries.rend(); ++term)
        series = series / x + *term;
    return factor * series * std::sqrt(x) / std::sqrt(df / 2.0);
}

}  // namespace effaith::stats
