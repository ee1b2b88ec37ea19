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

/// What a block's records have of their schedules beyond what every figure needs.
struct ScheduleLanes {
    Lane<double> week_num;  ///< nominal sessions a week, exactly
    Lane<double> week_den;
    Lane<double> least;  ///< sessions due
    Lane<double> most;
    Lane<double> school_weeks;  ///< at their scale, as a whole number
    Lane<std::int64_t> sessions_per_week;
    Lane<std::int64_t> school_days;
};

/// Figures that only a record's own columns have, at their scales.
struct MoreLanes {
    Lane<std::int64_t> scheduled;
    Lane<std::int64_t> least;
    Lane<std::int64_t> most;
    Lane<std::int64_t> school_weeks;
    Lane<std::int64_t> hours_per_week_planned;
    Lane<std::int64_t> hours_per_week_received;
    Lane<std::int64_t> total_cost;
    Lane<double> attendance_rate;
    Lane<double> attendance_rate_min;
    Lane<double> attendance_rate_max;
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

/// The rest of the figures, after those above.
void compute_more_lanes(const CellBlock& cells, const PlainBlock& plain, const FigureLanes& figures,
                        const ScheduleLanes& schedules, MoreLanes& out);

}  // namespace effaith
