#include "columns/kernel.hpp"

#include <algorithm>

#include "columns/lanes.hpp"
#include "columns/wide.hpp"

namespace effaith {
namespace {

constexpr double kLargestSquared = 4294967295.0;  // 2^32 - 1
constexpr double kLargestMean = 1000000.0;        // numerators of schedules' means

}  // namespace

void mark_large(CellBlock& cells, PlainBlock& plain, double largest_rates, CostBasis basis) {
    const Lane<double>& hours = *cells.quantities[kHours];
    const Lane<double>& attended = *cells.quantities[kAttended];
    const bool scheduled = basis == CostBasis::scheduled;
    // Hours are below 2^51 whatever the record; the cost may not be, and the square of the hours
    // received shall have 64 bits.
    const double most_hours = largest_of(hours, cells.rows);
    const double most_attended = largest_of(attended, cells.rows);
    const double most_sessions = scheduled ? kLargestMean : most_attended;
    const bool small = most_sessions * most_hours * largest_rates <= kLargestSmall &&
                       most_attended * most_hours <= kLargestSquared;
    if (small) return;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const double sessions =
            scheduled ? static_cast<double>(plain.mean_num[row]) : attended[row];
        if (sessions * hours[row] * plain.rates[row] <= kLargestSmall &&
            attended[row] * hours[row] <= kLargestSquared) {
            continue;
        }
        plain.rates[row] = -1.0;
        cells.mark(row);
    }
}

EFFAITH_WIDE void compute_lanes(const CellBlock& cells, const PlainBlock& plain,
                                const Policy& policy, FigureLanes& out) {
    const std::size_t rows = cells.rows;
    const double* hours = cells.quantities[kHours]->data();
    const double* attended = cells.quantities[kAttended]->data();
    const double* learners = cells.quantities[kLearners]->data();
    for (std::size_t i = 0; i < rows; ++i) {
        const Quotient<0> mean{static_cast<double>(plain.mean_num[i]),
                               static_cast<double>(plain.mean_den[i])};
        const Small<Hours> length{hours[i]};
        const auto received = hours_of(quotient_of(attended[i]), length);
        out.attended[i] = integer_of(attended[i]);
        out.hours_planned[i] = integer_of(rounded_to<Hours>(hours_of(mean, length)).raw);
        out.hours_received[i] = integer_of(received.num);
        out.staff_hours[i] = integer_of(
            rounded_to<Hours>(
                staff_hours_of(received, static_cast<double>(plain.people[i]), learners[i]))
                .raw);
    }
    const bool scheduled = policy.cost_basis == CostBasis::scheduled;
    for (std::size_t i = 0; i < rows; ++i) {
        const Quotient<0> sessions = scheduled ? Quotient<0>{static_cast<double>(plain.mean_num[i]),
                                                             static_cast<double>(plain.mean_den[i])}
                                               : quotient_of(attended[i]);
        const Small<HourlyRate> rates{plain.rates[i] < 0.0 ? 0.0 : plain.rates[i]};
        out.staff_cost[i] = integer_of(
            rounded_to<Money>(staff_cost_of(sessions, Small<Hours>{hours[i]}, rates, learners[i]))
                .raw);
    }
    if (cells.quantities[kCapital] == nullptr) {
        std::fill_n(out.capital_cost.begin(), rows, 0);
        return;
    }
    const double* capital = cells.quantities[kCapital]->data();
    const bool shared = policy.capital_scope == CapitalScope::group;
    for (std::size_t i = 0; i < rows; ++i) {
        const Quotient<Money::places> whole{capital[i], 1.0};
        out.capital_cost[i] =
            integer_of(rounded_to<Money>(capital_part_of(whole, shared ? learners[i] : 1.0)).raw);
    }
}

EFFAITH_WIDE void compute_more_lanes(const CellBlock& cells, const PlainBlock& plain,
                                     const FigureLanes& figures, const ScheduleLanes& schedules,
                                     MoreLanes& out) {
    const std::size_t rows = cells.rows;
    const double* hours = cells.quantities[kHours]->data();
    const double* attended = cells.quantities[kAttended]->data();
    for (std::size_t i = 0; i < rows; ++i) {
        const Small<Hours> length{hours[i]};
        const Quotient<0> rate{schedules.week_num[i], schedules.week_den[i]};
        const auto received = hours_of(quotient_of(attended[i]), length);
        const double weeks = schedules.school_weeks[i] > 1.0 ? schedules.school_weeks[i] : 1.0;
        out.hours_per_week_planned[i] = integer_of(rounded_to<Hours>(hours_of(rate, length)).raw);
        out.hours_per_week_received[i] = integer_of(rounded_to<Hours>(over(received, weeks)).raw);
        out.total_cost[i] = figures.staff_cost[i] + figures.capital_cost[i];
    }
    for (std::size_t i = 0; i < rows; ++i) {
        const Quotient<0> sessions = quotient_of(attended[i]);
        const Quotient<0> mean{static_cast<double>(plain.mean_num[i]),
                               static_cast<double>(plain.mean_den[i])};
        out.attendance_rate[i] = quotient(sessions, mean);
        out.attendance_rate_min[i] = quotient(sessions, quotient_of(schedules.most[i]));
        out.attendance_rate_max[i] = quotient(sessions, quotient_of(schedules.least[i]));
    }
    for (std::size_t i = 0; i < rows; ++i) {
        out.scheduled[i] = plain.scheduled[i];
        out.least[i] = integer_of(schedules.least[i]);
        out.most[i] = integer_of(schedules.most[i]);
        out.school_weeks[i] = integer_of(schedules.school_weeks[i]);
    }
}

}  // namespace effaith
