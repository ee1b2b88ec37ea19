#include "disclosure/table_set.hpp"

#include <algorithm>
#include <set>

#include "disclosure/pattern.hpp"

namespace effaith::disclosure {
namespace {

/// A count of a shared row, whatever the table.
struct SharedCell {
    std::int32_t row = 0;
    std::size_t column = 0;
    auto operator<=>(const SharedCell&) const = default;
};

std::vector<std::vector<std::size_t>> children_of(const CountTable& table) {
    std::vector<std::vector<std::size_t>> children(table.rows());
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.parents[row] >= 0)
            children[static_cast<std::size_t>(table.parents[row])].push_back(row);
    }
    return children;
}

class SetProtection {
  public:
    SetProtection(const std::vector<SetTable>& tables, std::int64_t threshold)
        : tables_(tables), threshold_(threshold) {
        for (const SetTable& table : tables_)
            children_.push_back(children_of(table.counts));
    }

    SetPattern run() {
        for (const SetTable& table : tables_)
            need_sensitive(table);
        // Every round hides another shared count, or ends.
        while (true) {
            raise_to_top();
            const std::size_t before = needed_.size();
            SetPattern pattern = protect_each();
            if (needed_.size() == before) {
                pattern.conservative = !needed_.empty();
                return pattern;
            }
        }
    }

  private:
    void need_sensitive(const SetTable& table) {
        for (std::size_t row = 0; row < table.counts.rows(); ++row) {
            if (table.shared[row] < 0) continue;
            for (std::size_t column = 0; column < table.counts.width(); ++column) {
                if (table.sensitive[table.counts.cell(row, column)] != 0)
                    needed_.insert({table.shared[row], column});
            }
        }
    }

    /// With a shared count its row's total is hidden, and the same counts above it.
    void raise_to_top() {
        for (const SetTable& table : tables_) {
            for (std::size_t row = 0; row < table.counts.rows(); ++row) {
                if (table.shared[row] < 0) continue;
                for (std::size_t column = 0; column < table.counts.width(); ++column) {
                    if (needed_.contains({table.shared[row], column}))
                        raise_one(table, row, column);
                }
            }
        }
    }
    void raise_one(const SetTable& table, std::size_t row, std::size_t column) {
        for (auto at = static_cast<std::int32_t>(row); at >= 0;
             at = table.counts.parents[static_cast<std::size_t>(at)]) {
            const std::int32_t shared = table.shared[static_cast<std::size_t>(at)];
            needed_.insert({shared, column});
            needed_.insert({shared, 0});
        }
    }

    SetPattern protect_each() {
        SetPattern pattern;
        std::vector<PatternTask> tasks;
        for (std::size_t i = 0; i < tables_.size(); ++i)
            tasks.push_back(task_of(i));
        const std::set<SharedCell> fixed = cannot_fall(tasks);
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            limit_fall(tasks[i], tables_[i], fixed);
            Pattern found = find_pattern(tasks[i]);
            for (const std::size_t cell : found.unprotected)
                pattern.unprotected += need_above(tables_[i], cell) ? 0 : 1;
            for (const std::size_t cell : found.known)
                pattern.known += need_above(tables_[i], cell) ? 0 : 1;
            pattern.hidden.push_back(std::move(found.hidden));
        }
        return pattern;
    }

    PatternTask task_of(std::size_t which) {
        const SetTable& table = tables_[which];
        PatternTask task;
        task.table = table.counts;
        task.sensitive = table.sensitive;
        task.weights = table.weights;
        task.threshold = threshold_;
        task.work = table.work;
        task.locked = table.locked;
        task.locked.resize(table.counts.cells(), 0);
        task.wide.assign(table.counts.cells(), 0);
        for (std::size_t row = 0; row < table.counts.rows(); ++row) {
            if (table.shared[row] < 0) continue;
            for (std::size_t column = 0; column < table.counts.width(); ++column) {
                const std::size_t cell = table.counts.cell(row, column);
                if (needed_.contains({table.shared[row], column})) {
                    task.wide[cell] = 1;
                    hide_way_down(task, which, row, column);
                } else {
                    task.locked[cell] = 1;
                }
            }
        }
        return task;
    }

    /// Hides a count, and the total, of one row of each level below a shared row: those that are
    /// hidden anyway, or hide least.
    void hide_way_down(PatternTask& task, std::size_t which, std::size_t row, std::size_t column) {
        const SetTable& table = tables_[which];
        const SharedCell top{table.shared[row], column};
        while (!children_[which][row].empty()) {
            const std::vector<std::size_t>& below = children_[which][row];
            if (table.shared[below.front()] >= 0) return;
            const auto rank = [&](std::size_t child) {
                const std::size_t cell = table.counts.cell(child, column);
                const std::int64_t count = table.counts.counts[cell];
                const std::int64_t cost =
                    table.weights[cell] + table.weights[table.counts.cell(child, 0)];
                // A count that can rise and fall is of most use, a nought is not to be hidden.
                const int kind = table.sensitive[cell] != 0 && count > 1 ? 0 : count > 0 ? 1 : 2;
                return std::pair(kind, cost);
            };
            row = *std::min_element(below.begin(), below.end(), [&](std::size_t a, std::size_t b) {
                return rank(a) < rank(b);
            });
            task.wide[table.counts.cell(row, column)] = 1;
            task.wide[table.counts.cell(row, 0)] = 1;
            if (children_[which][row].empty())
                ends_.push_back({top, which, table.counts.cell(row, column)});
        }
    }

    /// The shared counts that cannot fall by one in every table, along the ways down.
    std::set<SharedCell> cannot_fall(const std::vector<PatternTask>& tasks) {
        std::set<SharedCell> fixed;
        for (const End& end : ends_) {
            const std::int64_t count = tasks[end.table].table.counts[end.cell];
            const bool sensitive = tasks[end.table].sensitive[end.cell] != 0;
            if (sensitive ? count < 2 : count <= threshold_) fixed.insert(end.top);
        }
        ends_.clear();
        return fixed;
    }

    void limit_fall(PatternTask& task, const SetTable& table,
                    const std::set<SharedCell>& fixed) const {
        task.may_fall.assign(table.counts.cells(), kMostCount);
        for (std::size_t row = 0; row < table.counts.rows(); ++row) {
            if (table.shared[row] < 0) continue;
            for (std::size_t column = 0; column < table.counts.width(); ++column)
                task.may_fall[table.counts.cell(row, column)] =
                    fixed.contains({table.shared[row], column}) ? 0 : 1;
        }
    }

    /// Has the count of the nearest shared row above a cell hidden; false where it is already.
    bool need_above(const SetTable& table, std::size_t cell) {
        std::size_t row = cell / table.counts.width();
        const std::size_t column = cell % table.counts.width();
        while (table.shared[row] < 0) {
            if (table.counts.parents[row] < 0) return false;
            row = static_cast<std::size_t>(table.counts.parents[row]);
        }
        return needed_.insert({table.shared[row], column}).second;
    }

    struct End {
        SharedCell top;
        std::size_t table = 0;
        std::size_t cell = 0;
    };
    const std::vector<SetTable>& tables_;
    std::int64_t threshold_;
    std::vector<std::vector<std::vector<std::size_t>>> children_;
    std::set<SharedCell> needed_;
    std::vector<End> ends_;  // of the ways down
};

}  // namespace

SetPattern protect_set(const std::vector<SetTable>& tables, std::int64_t threshold) {
    if (tables.size() != 1) return SetProtection(tables, threshold).run();
    PatternTask task;
    task.table = tables.front().counts;
    task.sensitive = tables.front().sensitive;
    task.weights = tables.front().weights;
    task.locked = tables.front().locked;
    task.locked.resize(task.table.cells(), 0);
    task.threshold = threshold;
    task.work = tables.front().work;
    Pattern found = find_pattern(task);
    SetPattern pattern;
    pattern.unprotected = static_cast<std::int64_t>(found.unprotected.size());
    pattern.known = static_cast<std::int64_t>(found.known.size());
    pattern.hidden.push_back(std::move(found.hidden));
    return pattern;
}

}  // namespace effaith::disclosure
