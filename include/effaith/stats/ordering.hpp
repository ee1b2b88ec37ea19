// Orders of values and inversions between orders: what rank statistics are made of.
//
// Doubles are sorted by the leading 32 bits of their keys, a digit at a time, which is stable and
// takes no comparison; values that agree in those bits are then put right by comparing. Inversions
// of a permutation are counted while it is parted by the bits of its items, from the highest down:
// an inversion is found at the first bit in which its items differ. Neither has branches that
// depend on the data, which is what makes merging slow.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace effaith::stats {

/// Places in an array.
using Order = std::vector<std::uint32_t>;

/// An integer that sorts as the double does; 0 and -0 are the same. No NaN.
inline std::uint64_t sort_key(double value) {
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(value + 0.0);
    const std::uint64_t negative = bits >> 63;
    return bits ^ ((~negative + 1) | (1ULL << 63));
}

/// 0, 1, 2 … n - 1.
inline Order places(std::size_t n) {
    Order order(n);
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

namespace detail {

inline constexpr std::size_t kDigitBits = 11;
inline constexpr std::size_t kDigits = 3;  // 3 * 11 bits cover 32
inline constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;

/// Sorts items by their upper 32 bits, least significant digit first. O(n).
inline void sort_by_upper_half(std::vector<std::uint64_t>& items) {
    const auto digit_of = [](std::uint64_t item, std::size_t digit) {
        return static_cast<std::size_t>(item >> (32 + digit * kDigitBits)) & (kBuckets - 1);
    };
    std::array<std::uint32_t, kDigits * kBuckets> counts{};
    for (const std::uint64_t item : items)
        for (std::size_t d = 0; d < kDigits; ++d)
            ++counts[d * kBuckets + digit_of(item, d)];
    std::vector<std::uint64_t> other(items.size());
    for (std::size_t d = 0; d < kDigits; ++d) {
        std::uint32_t* const first = counts.data() + d * kBuckets;
        if (first[digit_of(items.front(), d)] == items.size()) continue;
        std::exclusive_scan(first, first + kBuckets, first, 0U);
        for (const std::uint64_t item : items)
            other[first[digit_of(item, d)]++] = item;
        items.swap(other);
    }
}

/// Puts runs right whose items agree in the upper half and not in value.
inline void sort_runs(std::span<const double> values, const std::vector<std::uint64_t>& items,
                      Order& order) {
    const auto before = [values](std::uint32_t a, std::uint32_t b) {
        return values[a] < values[b];
    };
    for (std::size_t first = 0; first < items.size();) {
        std::size_t last = first + 1;
        while (last < items.size() && items[last] >> 32 == items[first] >> 32)
            ++last;
        const auto begin = order.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = order.begin() + static_cast<std::ptrdiff_t>(last);
        if (last - first > 1 && !std::is_sorted(begin, end, before))
            std::stable_sort(begin, end, before);
        first = last;
    }
}

}  // namespace detail

/// The places `from`, sorted by their values; those with equal values stay in the order of `from`.
/// No value is NaN. O(n), but for values that agree in half of their digits: O(n log n).
inline Order sorted_by(std::span<const double> values, const Order& from) {
    constexpr std::size_t kFew = 300;  // below it, clearing the buckets costs more than comparing
    Order order = from;
    if (from.size() < kFew) {
        std::stable_sort(order.begin(), order.end(), [values](std::uint32_t a, std::uint32_t b) {
            return values[a] < values[b];
        });
        return order;
    }
    std::uint64_t lowest = ~0ULL;
    std::uint64_t highest = 0;
    for (const std::uint32_t place : from) {
        const std::uint64_t key = sort_key(values[place]);
        lowest = std::min(lowest, key);
        highest = std::max(highest, key);
    }
    const int width = static_cast<int>(std::bit_width(highest - lowest));
    const int shift = std::max(0, width - 32);
    std::vector<std::uint64_t> items(from.size());
    std::transform(from.begin(), from.end(), items.begin(), [&](std::uint32_t place) {
        return ((sort_key(values[place]) - lowest) >> shift) << 32 | place;
    });
    detail::sort_by_upper_half(items);
    std::transform(items.begin(), items.end(), order.begin(),
                   [](std::uint64_t item) { return static_cast<std::uint32_t>(item); });
    if (shift > 0) detail::sort_runs(values, items, order);
    return order;
}

/// The place of each item in an order: the order turned round.
inline Order ranks_in(const Order& order) {
    Order ranks(order.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = static_cast<std::uint32_t>(rank);
    return ranks;
}

/// Visits the inversions of a permutation of 0 to n - 1, which is sorted thereby but within blocks:
/// `visit(larger, count, item)` for an item and `count` larger ones that come before it, 0 among
/// them. Each inversion is visited once. O(n log n).
template <class Visit>
void visit_inversions(Order items, Visit&& visit) {
    constexpr std::size_t kBlock = 8;
    const std::size_t n = items.size();
    Order other(n);
    for (std::size_t half = std::bit_ceil(std::max(n, kBlock)) / 2; half >= kBlock; half /= 2) {
        for (std::size_t first = 0; first < n; first += 2 * half) {
            const std::size_t last = std::min(first + 2 * half, n);
            const std::size_t middle = std::min(first + half, n);
            std::size_t larger = 0;
            for (std::size_t at = first; at < last; ++at) {
                const std::uint32_t item = items[at];
                const std::size_t is_upper = item >= middle ? 1 : 0;
                const std::size_t mask = 0 - is_upper;  // all bits of an upper item, none of others
                visit(other.data() + middle, larger & ~mask, item);
                const std::size_t lower_place = at - larger;
                other[lower_place ^ ((lower_place ^ (middle + larger)) & mask)] = item;
                larger += is_upper;
            }
        }
        items.swap(other);
    }
    for (std::size_t first = 0; first < n; first += kBlock)
        for (std::size_t at = first + 1; at < std::min(first + kBlock, n); ++at)
            for (std::size_t before = first; before < at; ++before)
                visit(&items[before], items[before] > items[at] ? 1 : 0, items[at]);
}

/// The number of pairs i < j with items[i] > items[j] of a permutation of 0 to n - 1. O(n log n).
inline std::int64_t inversions(Order items) {
    std::size_t total = 0;
    visit_inversions(std::move(items), [&total](const std::uint32_t*, std::size_t count,
                                                std::uint32_t) { total += count; });
    return static_cast<std::int64_t>(total);
}

/// The median of values, which are put into another order: the mean of the middle two of an even
/// number. There is at least one. O(n).
inline double median_in_place(std::span<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*std::max_element(values.begin(), middle) + *middle) / 2.0;
}

}  // namespace effaith::stats
