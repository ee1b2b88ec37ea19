// What an attacker can work out: the shape of a table, its sums, and the range of each hidden
// count.
#include "disclosure/attack_bounds.hpp"
#include "disclosure/count_network.hpp"

namespace effaith {
namespace {

using disclosure::CellFlow;
using disclosure::CountBounds;
using disclosure::CountNetwork;
using disclosure::kUnbounded;

std::string row_name(const CountTable& table, std::size_t row) {
    return row < table.names.size() ? "'" + table.names[row] + "'"
                                    : "number " + std::to_string(row + 1);
}

Error bad_shape(std::string message, std::size_t row) {
    return {ErrorCode::invalid_argument, std::move(message), "/rows/" + std::to_string(row)};
}

Error not_additive(std::string message, const std::string& where) {
    return {ErrorCode::disclosure_not_additive, std::move(message), where};
}

/// Whether following the parents from every row ends at a top.
Status check_tree(const CountTable& table) {
    std::vector<char> state(table.rows(), 0);  // 1 while on the way, 2 where it ended at a top
    for (std::size_t start = 0; start < table.rows(); ++start) {
        std::vector<std::size_t> way;
        std::size_t row = start;
        while (state[row] == 0) {
            state[row] = 1;
            way.push_back(row);
            const std::int32_t parent = table.parents[row];
            if (parent == CountTable::kNoParent) break;
            if (parent < 0 || static_cast<std::size_t>(parent) >= table.rows())
                return bad_shape("Row " + row_name(table, row) + " has a parent that is no row.",
                                 row);
            row = static_cast<std::size_t>(parent);
            if (state[row] == 1)
                return bad_shape("Row " + row_name(table, row) + " is a part of itself.", row);
        }
        for (const std::size_t passed : way)
            state[passed] = 2;
    }
    return Done{};
}

/// What flows into each equation less what flows out of it.
std::vector<std::int64_t> surpluses(const CountNetwork& network,
                                    const std::vector<std::int64_t>& counts) {
    std::vector<std::int64_t> surplus(network.nodes(), 0);
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
        surplus[static_cast<std::size_t>(network.tail(cell))] -= counts[cell];
        surplus[static_cast<std::size_t>(network.head(cell))] += counts[cell];
    }
    return surplus;
}

/// The attack on one table, as a value that holds some counts which agree with what is published.
class Attack {
  public:
    Attack(const CountTable& table, const CountBounds& bounds)
        : network_(table), flow_(network_), hidden_(table.hidden), counts_(table.counts) {
        least_.resize(table.cells());
        greatest_.resize(table.cells());
        for (std::size_t cell = 0; cell < table.cells(); ++cell) {
            if (hidden_[cell] == 0) continue;
            counts_[cell] = least_[cell] = bounds.least(cell);
            greatest_[cell] = bounds.greatest(cell);
        }
    }

    /// Moves the hidden counts until every equation holds; false where none do.
    bool settle() {
        std::vector<std::int64_t> surplus = surpluses(network_, counts_);
        const auto room = [this](std::size_t cell, bool raises) {
            return hidden_[cell] == 0 ? 0 : room_at(cell, raises);
        };
        const auto wanted = [&](std::int32_t node) {
            return -surplus[static_cast<std::size_t>(node)];
        };
        for (std::size_t node = 0; node < surplus.size(); ++node) {
            while (surplus[node] > 0) {
                const auto sent =
                    flow_.deliver(static_cast<std::int32_t>(node), surplus[node], wanted, room);
                if (sent.node < 0) return false;
                surplus[node] -= sent.amount;
                surplus[static_cast<std::size_t>(sent.node)] += sent.amount;
            }
        }
        for (std::size_t cell = 0; cell < counts_.size(); ++cell)
            counts_[cell] += flow_.moved(cell);
        flow_.reset();
        return true;
    }

    CountRange range_of(std::size_t cell) {
        if (network_.is_free(cell)) return range(cell, least_[cell], greatest_[cell]);
        const auto room = [this, cell](std::size_t other, bool raises) {
            return other == cell || hidden_[other] == 0 ? 0 : room_at(other, raises);
        };
        const std::int64_t up =
            flow_.push(network_.head(cell), network_.tail(cell), room_at(cell, true), room);
        flow_.reset();
        const std::int64_t down =
            flow_.push(network_.tail(cell), network_.head(cell), room_at(cell, false), room);
        flow_.reset();
        return range(cell, counts_[cell] - down, counts_[cell] + up);
    }

  private:
    std::int64_t room_at(std::size_t cell, bool raises) const {
        return raises ? greatest_[cell] - counts_[cell] : counts_[cell] - least_[cell];
    }
    static CountRange range(std::size_t cell, std::int64_t least, std::int64_t greatest) {
        CountRange out{cell, least, std::nullopt};
        if (greatest <= kUnbounded / 10) out.greatest = greatest;
        return out;
    }

    CountNetwork network_;
    CellFlow flow_;
    std::vector<char> hidden_;
    std::vector<std::int64_t> counts_;
    std::vector<std::int64_t> least_;
    std::vector<std::int64_t> greatest_;
};

}  // namespace

Status check_shape(const CountTable& table) {
    if (table.counts.size() != table.cells() || table.hidden.size() != table.cells())
        return Error{ErrorCode::invalid_argument,
                     "The table has " + std::to_string(table.counts.size()) + " counts for " +
                         std::to_string(table.cells()) + " cells.",
                     ""};
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
        if (table.hidden[cell] != 0) continue;
        if (table.counts[cell] < 0 || table.counts[cell] > kMostCount)
            return bad_shape("Row " + row_name(table, cell / table.width()) + " has the count " +
                                 std::to_string(table.counts[cell]) + "; counts are 0 to " +
                                 std::to_string(kMostCount) + ".",
                             cell / table.width());
    }
    return check_tree(table);
}

Status check_sums(const CountTable& table) {
    if (const Status shape = check_shape(table); !shape) return shape;
    std::vector<std::int64_t> sums(table.cells(), 0);
    std::vector<char> has_children(table.rows(), 0);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        if (table.parents[row] < 0) continue;
        const auto parent = static_cast<std::size_t>(table.parents[row]);
        has_children[parent] = 1;
        for (std::size_t column = 0; column < table.width(); ++column)
            sums[table.cell(parent, column)] += table.counts[table.cell(row, column)];
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const std::string where = "/rows/" + std::to_string(row);
        std::int64_t parts = 0;
        for (std::size_t column = 0; column < table.width(); ++column) {
            const std::size_t cell = table.cell(row, column);
            if (column > 0) parts += table.counts[cell];
            if (has_children[row] == 0 || sums[cell] == table.counts[cell]) continue;
            return not_additive("Row " + row_name(table, row) + " has the count " +
                                    std::to_string(table.counts[cell]) +
                                    ", but the rows below it add up to " +
                                    std::to_string(sums[cell]) + ".",
                                where);
        }
        const std::int64_t total = table.counts[table.cell(row, 0)];
        if (table.split > 0 && parts != total)
            return not_additive("Row " + row_name(table, row) + " has the total " +
                                    std::to_string(total) + ", but its parts add up to " +
                                    std::to_string(parts) + ".",
                                where);
    }
    return Done{};
}

Result<std::vector<CountRange>> attack(const CountTable& table, Attacker attacker,
                                       const std::vector<char>& sensitive, std::int64_t threshold) {
    if (const Status shape = check_shape(table); !shape) return shape.error();
    if (!sensitive.empty() && sensitive.size() != table.cells())
        return Error{ErrorCode::invalid_argument, "sensitive has another size than the table.", ""};
    Attack attack(table, CountBounds(attacker, sensitive, threshold));
    if (!attack.settle())
        return not_additive(
            "The published counts contradict each other: no counts fit in the hidden places.", "");
    std::vector<CountRange> ranges;
    for (std::size_t cell = 0; cell < table.cells(); ++cell) {
        if (table.hidden[cell] != 0) ranges.push_back(attack.range_of(cell));
    }
    return ranges;
}

}  // namespace effaith
