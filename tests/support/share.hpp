// How much of its full size a property test runs: all of it where EFFAITH_PROPERTY_SHARE is 100, a
// tenth where it is not set.
#pragma once

#include <algorithm>
#include <cstdlib>

/// `full` runs at the share asked for, at least one.
inline int share_of(int full) {
    const char* percent = std::getenv("EFFAITH_PROPERTY_SHARE");
    const int share = percent == nullptr ? 10 : std::clamp(std::atoi(percent), 1, 100);
    return std::max(1, full / 100 * share);
}
