// Which parts of a row each of its figures would give away.
#pragma once

#include <cstdint>
#include <vector>

#include "effaith/group_totals.hpp"

namespace effaith::disclosure {

/// What can be hidden in a row, a bit for each.
enum Part : std::uint32_t {
    kTotal = 1U << 0U,
    kRed = 1U << 1U,
    kAmber = 1U << 2U,
    kGreen = 1U << 3U,
    kNoOutcome = 1U << 4U,
    kLearners = 1U << 5U,  ///< the number of learners alone
    kCosted = 1U << 6U,
    kCensored = 1U << 7U,
    kPairs = 1U << 8U,
    kReliable = 1U << 9U  ///< who changed reliably
};

/// What rounding asks of a figure.
enum class Precision : std::uint8_t { count, sum, rate, mean, effect, gives_count_back };

struct PublishedFigure {
    std::uint32_t gives_away = kTotal;  ///< hidden where any of these parts is
    Precision precision = Precision::sum;
    /// The records that the figure is of; a few of them are too few to show it.
    std::int64_t (*basis)(const GroupTotals&) = nullptr;
};

/// Of every figure, in the order of group_figures().
const std::vector<PublishedFigure>& published_figures();

}  // namespace effaith::disclosure
