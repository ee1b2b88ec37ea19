// The rate card: what an hour of each role costs, and from which day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "effaith/date.hpp"
#include "effaith/fixed.hpp"

namespace effaith {

/// An hourly rate (fully loaded) and the first day on which it counts; without a day it always did.
struct DatedRate {
    std::optional<Date> from;
    HourlyRate rate;
};

/// The rates of one role, in order of their days.
struct RoleRates {
    std::string role;
    std::vector<DatedRate> rates;

    /// The rate in force on `day`; none before the first.
    std::optional<HourlyRate> on(Date day) const {
        std::optional<HourlyRate> found;
        for (const DatedRate& dated : rates) {
            if (dated.from && *dated.from > day) break;
            found = dated.rate;
        }
        return found;
    }
};

}  // namespace effaith
