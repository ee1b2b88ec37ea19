#include "disclosure/row_tree.hpp"

#include <algorithm>
#include <numeric>

namespace effaith::disclosure {

RowTree::RowTree(const Rollup& rollup, const std::vector<RollupRow>& rows) {
    top_ = add({});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto end = rows[i].key.begin() + static_cast<std::ptrdiff_t>(rows[i].level);
        const std::size_t node = add({rows[i].key.begin(), end});
        rows_of_[node] = static_cast<std::int32_t>(i);
        totals_[node] = rows[i].totals.get();
        nodes_of_.push_back(node);
    }
    const auto& by = rollup.by();
    if (std::find(by.begin(), by.end(), "role") == by.end()) return;
    // Where no record has two roles they add up, and whoever knows that can use it.
    std::int64_t sum = 0;
    for (const RollupRow& row : rows)
        sum += row.level == by.size() ? row.totals->records() : 0;
    if (sum != rollup.n_analysed() - rollup.n_comparison()) make_forest();
}

std::size_t RowTree::add(std::vector<KeyPart> key) {
    if (const auto known = found_.find(key); known != found_.end()) return known->second;
    std::int32_t parent = CountTable::kNoParent;
    if (!key.empty()) parent = static_cast<std::int32_t>(add({key.begin(), key.end() - 1}));
    const std::size_t node = parents_.size();
    found_.emplace(key, node);
    keys_.push_back(std::move(key));
    parents_.push_back(parent);
    rows_of_.push_back(kNoRow);
    totals_.push_back(nullptr);
    return node;
}

void RowTree::make_forest() {
    additive_ = false;
    found_.clear();
    std::vector<std::vector<KeyPart>> keys;
    std::vector<std::int32_t> rows_of;
    std::vector<const GroupTotals*> totals;
    for (std::size_t i = 0; i < nodes_of_.size(); ++i) {
        keys.push_back(keys_[nodes_of_[i]]);
        rows_of.push_back(static_cast<std::int32_t>(i));
        totals.push_back(totals_[nodes_of_[i]]);
        nodes_of_[i] = i;
    }
    keys_ = std::move(keys);
    rows_of_ = std::move(rows_of);
    totals_ = std::move(totals);
    parents_.assign(keys_.size(), CountTable::kNoParent);
    top_ = keys_.size();
}

CountTable RowTree::counts(std::size_t split, const CountParts& parts) const {
    CountTable table;
    table.parents = parents_;
    table.split = split;
    table.counts.assign(table.cells(), 0);
    table.hidden.assign(table.cells(), 0);
    for (std::size_t node = 0; node < nodes(); ++node) {
        if (totals_[node] == nullptr) continue;
        const std::vector<std::int64_t> values = parts(*totals_[node]);
        for (std::size_t i = 0; i < split; ++i)
            table.counts[table.cell(node, i + 1)] = values[i];
        table.counts[table.cell(node, 0)] =
            std::accumulate(values.begin(), values.end(), std::int64_t{0});
    }
    // A row that is not shown comes into being before those below it.
    for (std::size_t node = nodes(); node-- > 0;) {
        if (parents_[node] < 0) continue;
        const auto parent = static_cast<std::size_t>(parents_[node]);
        if (totals_[parent] != nullptr) continue;
        for (std::size_t column = 0; column < table.width(); ++column)
            table.counts[table.cell(parent, column)] += table.counts[table.cell(node, column)];
    }
    return table;
}

}  // namespace effaith::disclosure
