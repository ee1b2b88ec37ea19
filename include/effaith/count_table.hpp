// Tables of counts that add up, as they are published: a tree of rows (authority, cluster, school),
// each with a total and one flat split of it (red, amber, green), and some counts hidden.
//
// What an attacker can work out of such a table is exact: a tree by one flat split is a network, in
// which every count is the flow of one arc, so that the least and the greatest value that a hidden
// count can have follow from a maximum flow. No count is a floating-point number anywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "effaith/result.hpp"

namespace effaith {

/// The largest count that a table may have.
inline constexpr std::int64_t kMostCount = 1'000'000'000'000;

/// A table of counts. A cell is a row's total (column 0) or one part of its split (columns 1 …).
struct CountTable {
    static constexpr std::int32_t kNoParent = -1;

    std::vector<std::string> names;     ///< of the rows, for messages; may be empty
    std::vector<std::int32_t> parents;  ///< of each row; any order; kNoParent at the top
    std::size_t split = 0;              ///< how many parts a total is split into; 0 for none
    std::vector<std::int64_t> counts;   ///< by cell(); what stands at a hidden one means nothing
    std::vector<char> hidden;           ///< by cell(); 1 where the count is not published

    std::size_t rows() const { return parents.size(); }
    std::size_t width() const { return split + 1; }
    std::size_t cells() const { return rows() * width(); }
    std::size_t cell(std::size_t row, std::size_t column) const { return row * width() + column; }
};

/// The least and the greatest value that a hidden count can have; no greatest where nothing bounds
/// it.
struct CountRange {
    std::size_t cell = 0;
    std::int64_t least = 0;
    std::optional<std::int64_t> greatest;

    bool is_exact() const { return greatest && *greatest == least; }
    /// Whether the ends are so far apart.
    bool is_wide(std::int64_t apart) const { return !greatest || *greatest - least >= apart; }
    friend bool operator==(const CountRange&, const CountRange&) = default;
};

/// What an attacker knows beside the published counts and that they add up.
enum class Attacker : std::uint8_t {
    naive,           ///< counts are not negative
    informed,        ///< and which hidden counts are sensitive: 1 to threshold - 1
    informed_strict  ///< and that no other hidden count is below the threshold
};

/// Whether the rows are a table: one tree or several, as many counts as cells, none negative or
/// above kMostCount. Errors: invalid_argument.
Status check_shape(const CountTable& table);

/// Whether every row is the sum of its children and of its split, hidden counts included. Errors:
/// those of check_shape, disclosure_not_additive.
Status check_sums(const CountTable& table);

/// The range of every hidden count, in the order of cells. `sensitive`, by cell, is what the
/// informed attackers know; the naive one has no use for it. Exact; of the order of a breadth-first
/// search for each hidden count. Errors: those of check_shape; disclosure_not_additive where no
/// counts that are not negative agree with the published ones.
Result<std::vector<CountRange>> attack(const CountTable& table, Attacker attacker = Attacker::naive,
                                       const std::vector<char>& sensitive = {},
                                       std::int64_t threshold = 5);

}  // namespace effaith
