// A whole result without figures: the same reason in each of them.
#pragma once

#include <type_traits>

#include "effaith/stats/fields.hpp"

namespace effaith::stats {

/// Puts `reason` into every number and word of a result, its blocks included. Counts, texts and
/// rows stay as they are.
template <HasFields T>
void give_reason(T& result, Reason reason) {
    for_each_field<T>([&](const auto& each) {
        auto& member = result.*each.member;
        using Member = std::remove_reference_t<decltype(member)>;
        if constexpr (HasFields<Member>)
            give_reason(member, reason);
        else if constexpr (std::is_constructible_v<Member, Reason>)
            member = reason;
    });
}

/// A result of which every figure lacks for `reason`.
template <HasFields T>
T no_answer(Reason reason) {
    T result;
    give_reason(result, reason);
    return result;
}

}  // namespace effaith::stats
