// The arithmetic of a block of plain records: the formulas of the figures, over lanes of numbers.
#pragma once

#include <bit>

#include "columns/resolver.hpp"
#include "effaith/cost.hpp"
#include "effaith/policy.hpp"
#include "effaith/small.hpp"

namespace effaith {

/// The rounded figures of a block, at their scales.
struct FigureLanes {
    Lane<std::int64_t> attended;
    Lane<std::int64_t> hours_planned;
    Lane<std::int64_t> hours_received;
    Lane<std::int64_t> staff_hours;
    Lane<std::int64_t> staff_cost;  ///< 0 where a rate is unknown
    Lane<std::int64_t> capital_cost;
};

/// A whole double below 2^51 as an integer, without an instruction that few processors do several
/// at a time.
inline std::int64_t integer_of(double whole) {
    constexpr double kShift = 6755399441055744.0;  // 1.5 * 2^52
    return static_cast<std::int64_t>(std::bit_cast<std::uint64_t>(whole + kShift) -
                                     std::bit_cast<std::uint64_t>(kShift));
}

/// Marks the records whose products are too large for the quick kind of number, or whose quantities
/// are none.
void mark_large(CellBlock& cells, PlainBlock& plain, double largest_rates, CostBasis basis);

/// Works out every figure of every record; those of marked records mean nothing.
void compute_lanes(const CellBlock& cells, const PlainBlock& plain, const Policy& policy,
                   FigureLanes& out);

}  // namespace effaith
