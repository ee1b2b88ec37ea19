// The search for a pattern of hidden counts that keeps the promise and hides little.
//
// Decision: a greedy pattern by cheapest paths, cleaned up, and then improved by taking parts of it
// out and mending the hole, as long as a fixed amount of work lasts: the same answer on every
// machine. A proof of the least would need a solver for integer programs, and a nation more time
// than anybody has; measured against proven optima this comes to within a few per cent.
#pragma once

#include <vector>

#include "effaith/count_table.hpp"

namespace effaith::disclosure {

/// What is to be hidden, and what may be.
struct PatternTask {
    CountTable table;  ///< the true counts; `hidden` where a count is not published in any case
    std::vector<char> sensitive;        ///< by cell: hidden, and kept from every attacker
    std::vector<char> locked;           ///< by cell: published in any case
    std::vector<char> wide;             ///< by cell: hidden, and its range wide; empty for none
    std::vector<std::int64_t> weights;  ///< by cell: what hiding it costs; >= 0
    /// By cell: how far its count may fall in what the search takes for an alternative; empty for
    /// as far as it goes. For counts that stand in other tables too.
    std::vector<std::int64_t> may_fall;
    std::int64_t threshold = 5;
    std::int64_t work = 30'000'000;  ///< steps of the improving search
};

struct Pattern {
    std::vector<char> hidden;  ///< by cell
    /// Hidden counts for which the promise cannot be kept: what is locked tells too much.
    std::vector<std::size_t> unprotected;
    /// Sensitive counts that one who knows which are sensitive knows exactly, whatever is hidden:
    /// such as 4 that is the sum of four ones.
    std::vector<std::size_t> known;
};

/// A pattern in which every hidden count's range is at least `threshold` wide and no sensitive
/// count is known exactly, to any attacker. The table adds up (check_sums).
Pattern find_pattern(const PatternTask& task);

}  // namespace effaith::disclosure
