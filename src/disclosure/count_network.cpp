#include "disclosure/count_network.hpp"

namespace effaith::disclosure {
namespace {

/// The equations of a table by number: the ground, a total of each row, a column of each row.
class Equations {
  public:
    explicit Equations(const CountTable& table)
        : rows_(table.rows()), split_(table.split), has_children_(table.rows(), 0) {
        for (const std::int32_t parent : table.parents) {
            if (parent >= 0) has_children_[static_cast<std::size_t>(parent)] = 1;
        }
    }
    static constexpr std::int32_t ground() { return 0; }
    std::int32_t of_total(std::size_t row) const { return static_cast<std::int32_t>(1 + row); }
    std::int32_t of_part(std::size_t row, std::size_t column) const {
        return static_cast<std::int32_t>(1 + rows_ + row * split_ + column - 1);
    }
    bool has_children(std::size_t row) const { return has_children_[row] != 0; }
    std::size_t count() const { return 1 + rows_ * (1 + split_); }

  private:
    std::size_t rows_;
    std::size_t split_;
    std::vector<char> has_children_;
};

}  // namespace

CountNetwork::CountNetwork(const CountTable& table) : tails_(table.cells()), heads_(table.cells()) {
    const Equations equations(table);
    for (std::size_t row = 0; row < table.rows(); ++row) {
        const bool at_top = table.parents[row] < 0;
        const auto parent = static_cast<std::size_t>(at_top ? 0 : table.parents[row]);
        const bool inner = equations.has_children(row);
        const std::size_t total = table.cell(row, 0);
        tails_[total] = inner || table.split > 0 ? equations.of_total(row) : Equations::ground();
        heads_[total] = at_top ? Equations::ground() : equations.of_total(parent);
        for (std::size_t column = 1; column < table.width(); ++column) {
            const std::size_t part = table.cell(row, column);
            tails_[part] = at_top ? Equations::ground() : equations.of_part(parent, column);
            heads_[part] = inner ? equations.of_part(row, column) : equations.of_total(row);
        }
    }
    first_.assign(equations.count() + 1, 0);
    for (std::size_t cell = 0; cell < cells(); ++cell) {
        ++first_[static_cast<std::size_t>(tails_[cell]) + 1];
        ++first_[static_cast<std::size_t>(heads_[cell]) + 1];
    }
    for (std::size_t node = 1; node < first_.size(); ++node)
        first_[node] += first_[node - 1];
    std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
    steps_.resize(first_.back());
    for (std::size_t cell = 0; cell < cells(); ++cell) {
        const auto arc = static_cast<std::int32_t>(cell);
        steps_[next[static_cast<std::size_t>(tails_[cell])]++] = {arc, heads_[cell], true};
        steps_[next[static_cast<std::size_t>(heads_[cell])]++] = {arc, tails_[cell], false};
    }
}

}  // namespace effaith::disclosure
