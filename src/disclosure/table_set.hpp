// Tables of the same records that leave together, protected together.
//
// Tables share rows: all of them the grand total, two tables by authority the authorities. Counts
// of shared rows stay published and the other counts are protected as if everybody knew them, so
// that what an attacker learns from one table is of no use in another. Where a shared count has to
// be hidden, it is hidden with all counts above it, and in every table with a way down to a row of
// the last level: all of these can be raised together, so nothing bounds them from above in any
// table.
#pragma once

#include <vector>

#include "effaith/count_table.hpp"

namespace effaith::disclosure {

struct SetTable {
    CountTable counts;  ///< true counts that add up; `hidden` where no table publishes them
    std::vector<char> sensitive;        ///< by cell
    std::vector<std::int64_t> weights;  ///< by cell
    std::vector<char> locked;           ///< by cell; empty for none
    std::vector<std::int32_t> shared;   ///< by row: its number among shared rows, or -1; may be
                                        ///< empty where there is one table
    std::int64_t work = 30'000'000;     ///< as PatternTask
};

struct SetPattern {
    std::vector<std::vector<char>> hidden;  ///< of each table, by cell
    bool conservative = false;              ///< more is hidden than one table would need
    std::int64_t unprotected = 0;           ///< hidden counts that are known too well
    std::int64_t known = 0;                 ///< sensitive counts known to who knows which they are
};

/// Hides in all tables what keeps every sensitive count of each from whoever has all of them.
SetPattern protect_set(const std::vector<SetTable>& tables, std::int64_t threshold);

}  // namespace effaith::disclosure
