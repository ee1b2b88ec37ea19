// The score interval of a share (Wilson 1927), for the statistics and for every row of a roll-up.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

namespace effaith::stats {

/// Bounds of a share, within 0 and 1.
struct ShareInterval {
    double low = 0.0;
    double high = 0.0;
};

/// The interval of a share p of n values, n not necessarily whole (an effective number).
inline ShareInterval wilson_interval_of_share(double p, double n, double z) {
    const double z2 = z * z;
    const double middle = p + z2 / (2.0 * n);
    const double half = z * std::sqrt((p * (1.0 - p) + z2 / (4.0 * n)) / n);
    const double scale = 1.0 + z2 / n;
    return {(middle - half) / scale, (middle + half) / scale};
}

/// The interval of `successes` of `total`, without continuity correction; none where total is 0.
/// `z` is the two-sided normal quantile of its level.
inline std::optional<ShareInterval> wilson_interval(std::int64_t successes, std::int64_t total,
                                                    double z) {
    if (total <= 0) return std::nullopt;
    const double n = static_cast<double>(total);
    ShareInterval interval = wilson_interval_of_share(static_cast<double>(successes) / n, n, z);
    // At the ends the bound is the end itself, where rounding would leave a trace.
    if (successes == 0) interval.low = 0.0;
    if (successes == total) interval.high = 1.0;
    return interval;
}

}  // namespace effaith::stats
