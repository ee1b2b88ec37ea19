// The windows of a recorded period: of all of it, and up to `as_of`.
#pragma once

#include <algorithm>
#include <optional>

#include "effaith/frequency.hpp"

namespace effaith {

struct CountedPeriod {
    Windows whole;
    Windows counted;  ///< up to `as_of`, where there is one
};

/// None without a start, or without an end and an `as_of`. A period without an end is open until
/// `as_of`, and judged by its start alone where that is later.
inline std::optional<CountedPeriod> counted_period(const std::optional<PeriodEnd>& started,
                                                   const std::optional<PeriodEnd>& ended,
                                                   const std::optional<Date>& as_of) {
    if (!started || !(ended || as_of)) return std::nullopt;
    const PeriodEnd end = ended ? *ended : PeriodEnd(std::max(*as_of, started->latest()));
    CountedPeriod period;
    period.whole = Windows::between(*started, end);
    period.counted = as_of ? period.whole.until(*as_of) : period.whole;
    return period;
}

}  // namespace effaith
