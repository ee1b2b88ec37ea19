// Degrees of freedom of a difference whose two variances are not taken to be equal.
#pragma once

namespace effaith::stats {

/// (v1 + v2)^2 / (v1^2 / df1 + v2^2 / df2), v1 and v2 being the variances of the two estimates
/// (Welch 1947). NaN where both are 0.
inline double welch_df(double v1, double df1, double v2, double df2) {
    return (v1 + v2) * (v1 + v2) / (v1 * v1 / df1 + v2 * v2 / df2);
}

}  // namespace effaith::stats
