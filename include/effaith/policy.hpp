// The choices that an authority makes once, where the record leaves a question open.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "effaith/frequency.hpp"

namespace effaith {

/// Which sessions cost: those attended, those scheduled (mean), or those delivered where recorded.
enum class CostBasis : std::uint8_t { attended, scheduled, delivered };
inline constexpr std::array<std::string_view, 3> kCostBasisNames{"attended", "scheduled",
                                                                 "delivered"};

/// Whether capital is this record's alone or shared by the learners of its group.
enum class CapitalScope : std::uint8_t { record, group };
inline constexpr std::array<std::string_view, 2> kCapitalScopeNames{"record", "group"};

/// Whether a period that has ended may lack its outcome or its sessions.
enum class Incomplete : std::uint8_t { refuse, accept };
inline constexpr std::array<std::string_view, 2> kIncompleteNames{"refuse", "accept"};

inline constexpr std::array<std::string_view, 3> kDailyRuleNames{"school_days", "weekdays",
                                                                 "all_days"};

struct Policy {
    DailyRule daily = DailyRule::school_days;
    CostBasis cost_basis = CostBasis::attended;
    CapitalScope capital_scope = CapitalScope::record;
    Incomplete incomplete = Incomplete::refuse;
    bool require_aim = false;
};

}  // namespace effaith
