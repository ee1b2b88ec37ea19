// Cost: what one learner's part of an intervention cost, in pounds, and how a known total is
// shared.
//
// Staff cost is rate x length of session x sessions / learners in the group, over the roles that
// delivered it. A role without a rate makes the cost unknown (none), never zero. Capital belongs to
// the record, or is shared by its group where the policy says so.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "effaith/exact.hpp"
#include "effaith/fixed.hpp"
#include "effaith/policy.hpp"
#include "effaith/result.hpp"
#include "effaith/small.hpp"

namespace effaith {

struct CostInputs {
    std::optional<Exact> rates;  ///< sum of the roles' hourly rates in pounds; none: one is unknown
    Hours session_hours;
    Exact sessions;  ///< by the cost basis
    std::int64_t learners_per_session = 1;
    Money capital;  ///< as recorded, 0 where it was not
    CapitalScope capital_scope = CapitalScope::record;
};

struct Cost {
    std::optional<Money> staff_cost;
    Money capital_cost;
    std::optional<Money> total_cost;
};

/// The sum of hourly rates in pounds, exactly.
inline Exact sum_of_rates(Int128 raw_rates) {
    return Exact(raw_rates, HourlyRate::scale);
}

/// What the staff of `sessions` sessions cost one learner of a group: the one formula, for every
/// kind of number.
template <class Number, class Length, class Rates, class Count>
auto staff_cost_of(const Number& sessions, const Length& session_hours, const Rates& rates,
                   const Count& learners_per_session) {
    return over(times(times(sessions, session_hours), rates), learners_per_session);
}

/// A learner's part of capital that a group shares; of capital of their own the group is 1.
template <class Number, class Count>
auto capital_part_of(const Number& capital, const Count& learners_per_session) {
    return over(capital, learners_per_session);
}

/// Every cost figure of one record; none where a quantity is too large to hold.
inline std::optional<Cost> cost_of(const CostInputs& in) {
    Cost cost;
    const std::int64_t sharing =
        in.capital_scope == CapitalScope::group ? in.learners_per_session : 1;
    const auto capital = rounded_to<Money>(capital_part_of(in.capital.exact(), sharing));
    if (!capital) return std::nullopt;
    cost.capital_cost = *capital;
    if (!in.rates) return cost;
    cost.staff_cost = rounded_to<Money>(
        staff_cost_of(in.sessions, in.session_hours, *in.rates, in.learners_per_session));
    if (!cost.staff_cost) return std::nullopt;
    cost.total_cost = rounded_to<Money>(cost.staff_cost->exact() + cost.capital_cost.exact());
    if (!cost.total_cost) return std::nullopt;
    return cost;
}

/// The parts of a shared total, and whether the total had to be rounded to whole pennies first.
struct Allocation {
    std::vector<Money> parts;
    bool precision_reduced = false;
};

/// Shares `total` over learners in proportion to their claims (hours, say), at the penny, by
/// largest remainders: the parts add up to the total, and equal claims differ by at most a penny,
/// the earlier one having it. Claims that add up to 0 share equally. A total with a fraction of a
/// penny is rounded half to even first, and the answer says so. Errors: invalid_argument for a
/// total or a claim below 0, or for no claims; out_of_range for a total that rounds up to more than
/// Money holds.
template <class Unit, int Places>
Result<Allocation> allocate(Money total, const std::vector<Fixed<Unit, Places>>& claims) {
    constexpr std::int64_t kPenny = Money::scale / 100;
    if (total < Money{}) {
        return Error{ErrorCode::invalid_argument, "A total to share is 0 or more.", ""};
    }
    if (claims.empty()) {
        return Error{ErrorCode::invalid_argument, "There is no learner to share the total.", ""};
    }
    Int128 sum = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (claims[i].raw() < 0) {
            return Error{ErrorCode::invalid_argument, "A claim is 0 or more.",
                         "claim " + std::to_string(i + 1)};
        }
        sum += claims[i].raw();
    }
    const bool equal = sum == 0;
    if (equal) sum = static_cast<std::int64_t>(claims.size());
    const std::int64_t pennies = static_cast<std::int64_t>(divide_half_even(total.raw(), kPenny));
    if (pennies > std::numeric_limits<std::int64_t>::max() / kPenny) {
        return Error{ErrorCode::out_of_range, "The total in whole pennies is too large to hold.",
                     ""};
    }

    struct Claim {
        Int128 remainder;
        std::size_t position;
    };
    std::vector<Claim> order;
    std::vector<std::int64_t> shares;
    std::int64_t given = 0;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const Int128 wanted = Int128(pennies) * (equal ? 1 : claims[i].raw());
        shares.push_back(static_cast<std::int64_t>(wanted / sum));
        order.push_back({wanted % sum, i});
        given += shares.back();
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const Claim& a, const Claim& b) { return a.remainder > b.remainder; });
    for (std::int64_t i = 0; i < pennies - given; ++i) {
        ++shares[order[static_cast<std::size_t>(i)].position];
    }
    Allocation allocation;
    allocation.precision_reduced = total.raw() % kPenny != 0;
    for (const std::int64_t share : shares) {
        allocation.parts.push_back(Money::from_raw(share * kPenny));
    }
    return allocation;
}

}  // namespace effaith
