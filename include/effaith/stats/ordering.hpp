// Orders of values and inversions between orders: what rank statistics are made of.
//
// Doubles are sorted by the bits of their keys, a digit at a time, which is stable, does not
// compare, and leaves out digits that all values share (whole numbers have few). Inversions are
// counted by merging (Knight 1966).
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
    constexpr std::uint64_t kSign = 1ULL << 63;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(value + 0.0);
    return (bits & kSign) != 0 ? ~bits : bits | kSign;
}

/// 0, 1, 2 … n - 1.
inline Order places(std::size_t n) {
    Order order(n);
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

namespace detail {

struct Keyed {
    std::uint64_t key;
    std::uint32_t place;
};

inline constexpr std::size_t kDigitBits = 11;
inline constexpr std::size_t kDigits = 6;  // 6 * 11 bits cover 64
inline constexpr std::size_t kBuckets = std::size_t{1} << kDigitBits;

inline std::size_t digit_of(std::uint64_t key, std::size_t digit) {
    return static_cast<std::size_t>(key >> (digit * kDigitBits)) & (kBuckets - 1);
}

/// Least significant digit first. O(n).
inline void sort_by_digits(std::vector<Keyed>& items) {
    std::vector<std::uint32_t> counts(kDigits * kBuckets, 0U);
    for (const Keyed& item : items)
        for (std::size_t d = 0; d < kDigits; ++d)
            ++counts[d * kBuckets + digit_of(item.key, d)];
    std::vector<Keyed> other(items.size());
    for (std::size_t d = 0; d < kDigits; ++d) {
        std::uint32_t* const first = counts.data() + d * kBuckets;
        if (first[digit_of(items.front().key, d)] == items.size()) continue;
        std::exclusive_scan(first, first + kBuckets, first, 0U);
        for (const Keyed& item : items)
            other[first[digit_of(item.key, d)]++] = item;
        items.swap(other);
    }
}

inline void sort_keyed(std::vector<Keyed>& items) {
    constexpr std::size_t kFew = 400;  // below it, clearing the buckets costs more than comparing
    if (items.size() >= kFew) return sort_by_digits(items);
    std::stable_sort(items.begin(), items.end(),
                     [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
}

}  // namespace detail

/// The places `from`, sorted by their values; those with equal values stay in the order of `from`.
/// No value is NaN. O(n).
inline Order sorted_by(std::span<const double> values, const Order& from) {
    std::vector<detail::Keyed> items;
    items.reserve(from.size());
    for (const std::uint32_t place : from)
        items.push_back({sort_key(values[place]), place});
    detail::sort_keyed(items);
    Order order(from.size());
    std::transform(items.begin(), items.end(), order.begin(),
                   [](const detail::Keyed& item) { return item.place; });
    return order;
}

/// The place of each item in an order: the order turned round.
inline Order ranks_in(const Order& order) {
    Order ranks(order.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        ranks[order[rank]] = static_cast<std::uint32_t>(rank);
    return ranks;
}

namespace detail {

/// Sorts a short run by insertion; the number of inversions it had.
inline std::int64_t insert_sorted(std::uint32_t* first, std::uint32_t* last) {
    std::int64_t moved = 0;
    for (std::uint32_t* at = first + 1; at < last; ++at) {
        const std::uint32_t item = *at;
        std::uint32_t* to = at;
        for (; to > first && to[-1] > item; --to)
            *to = to[-1];
        *to = item;
        moved += at - to;
    }
    return moved;
}

/// Merges two sorted runs that lie one after the other; the number of inversions between them.
inline std::int64_t merge_runs(const std::uint32_t* first, const std::uint32_t* middle,
                               const std::uint32_t* last, std::uint32_t* out) {
    std::int64_t inversions = 0;
    const std::uint32_t* left = first;
    const std::uint32_t* right = middle;
    while (left < middle && right < last) {
        const bool from_right = *right < *left;
        *out++ = from_right ? *right : *left;
        inversions += from_right ? middle - left : 0;
        right += from_right;
        left += !from_right;
    }
    out = std::copy(left, middle, out);
    std::copy(right, last, out);
    return inversions;
}

}  // namespace detail

/// The number of pairs i < j with items[i] > items[j]. O(n log n); `items` are sorted afterwards.
inline std::int64_t sort_counting_inversions(std::vector<std::uint32_t>& items) {
    constexpr std::size_t kRun = 8;
    const std::size_t n = items.size();
    std::int64_t inversions = 0;
    for (std::size_t at = 0; at < n; at += kRun)
        inversions +=
            detail::insert_sorted(items.data() + at, items.data() + std::min(at + kRun, n));
    std::vector<std::uint32_t> other(n);
    for (std::size_t width = kRun; width < n; width *= 2) {
        for (std::size_t at = 0; at < n; at += 2 * width)
            inversions +=
                detail::merge_runs(items.data() + at, items.data() + std::min(at + width, n),
                                   items.data() + std::min(at + 2 * width, n), other.data() + at);
        items.swap(other);
    }
    return inversions;
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
