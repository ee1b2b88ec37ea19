// The rows of a roll-up as a tree: each below the row with one key part fewer, down from the grand
// total. Rows that are not shown are in it as well, for they add up all the same.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "effaith/count_table.hpp"
#include "effaith/rollup.hpp"

namespace effaith::disclosure {

/// What is counted in a row: the parts of its split, in order.
using CountParts = std::function<std::vector<std::int64_t>(const GroupTotals&)>;

class RowTree {
  public:
    static constexpr std::int32_t kNoRow = -1;

    /// `rows` are those of the roll-up. Under `role` rows may not add up; each is then a tree of
    /// its own.
    RowTree(const Rollup& rollup, const std::vector<RollupRow>& rows);

    std::size_t nodes() const { return parents_.size(); }
    const std::vector<std::int32_t>& parents() const { return parents_; }
    /// The row of a node; kNoRow where it is not shown.
    std::int32_t row(std::size_t node) const { return rows_of_[node]; }
    std::size_t node_of(std::size_t row) const { return nodes_of_[row]; }
    const std::vector<KeyPart>& key(std::size_t node) const { return keys_[node]; }
    std::optional<std::size_t> find(const std::vector<KeyPart>& key) const {
        const auto known = found_.find(key);
        if (known == found_.end()) return std::nullopt;
        return known->second;
    }
    /// The node of the grand total; where there is none, the number of nodes.
    std::size_t top() const { return top_; }
    bool is_additive() const { return additive_; }
    /// The totals of a row that is shown; null for the others.
    const GroupTotals* totals(std::size_t node) const { return totals_[node]; }

    /// A table of counts: the first column is the sum of the parts. Counts of rows that are not
    /// shown are sums of those below.
    CountTable counts(std::size_t split, const CountParts& parts) const;

  private:
    std::size_t add(std::vector<KeyPart> key);
    void make_forest();

    std::vector<std::vector<KeyPart>> keys_;
    std::vector<std::int32_t> parents_;
    std::vector<std::int32_t> rows_of_;
    std::vector<std::size_t> nodes_of_;
    std::vector<const GroupTotals*> totals_;
    std::map<std::vector<KeyPart>, std::size_t> found_;
    std::size_t top_ = 0;
    bool additive_ = true;
};

}  // namespace effaith::disclosure
