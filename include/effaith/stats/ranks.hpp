// Ranks with ties: the sum of the ranks of some of the values.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace effaith::stats {

/// A value, and whether its rank is summed.
struct Ranked {
    double value = 0.0;
    bool marked = false;
};

struct RankSum {
    double sum = 0.0;   ///< of the ranks of the marked; equal values share their mean rank
    double ties = 0.0;  ///< sum of t^3 - t over the groups of t equal values
};

/// Ranks from 1, smallest first. Sorts `values`. O(n log n).
inline RankSum rank_sum_of_marked(std::vector<Ranked>& values) {
    std::sort(values.begin(), values.end(),
              [](const Ranked& a, const Ranked& b) { return a.value < b.value; });
    RankSum ranks;
    for (std::size_t first = 0; first < values.size();) {
        std::size_t next = first;
        std::size_t marked = 0;
        for (; next < values.size() && values[next].value == values[first].value; ++next)
            marked += values[next].marked ? 1 : 0;
        const double equal = static_cast<double>(next - first);
        const double mean_rank = static_cast<double>(first + 1 + next) / 2.0;
        ranks.sum += static_cast<double>(marked) * mean_rank;
        ranks.ties += equal * equal * equal - equal;
        first = next;
    }
    return ranks;
}

/// The continuity correction: half a step of a rank sum nearer to 0.
inline double nearer_to_zero(double difference) {
    if (difference == 0.0) return 0.0;
    return difference > 0.0 ? difference - 0.5 : difference + 0.5;
}

}  // namespace effaith::stats
