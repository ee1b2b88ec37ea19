// Sorting many evenly spread 64-bit hashes.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace effaith {
namespace detail {

/// Sorts values that are equal above their lowest `bits` bits. They go into buckets by the highest
/// of these bits, some values in each where hashes are evenly spread, and each bucket is sorted;
/// `other` has room for as many values.
inline void sort_by_buckets(std::uint64_t* values, std::uint64_t* other, std::size_t size,
                            unsigned bits) {
    constexpr std::size_t kFew = 24;
    if (size <= kFew || bits == 0) {
        std::sort(values, values + size);
        return;
    }
    constexpr unsigned kMostBits = 11;
    const unsigned wanted = static_cast<unsigned>(std::bit_width(size / 8));
    const unsigned digit_bits = std::min({std::max(wanted, 1U), kMostBits, bits});
    const unsigned shift = bits - digit_bits;
    const std::size_t mask = (std::size_t{1} << digit_bits) - 1;
    const auto digit_of = [&](std::uint64_t value) {
        return static_cast<std::size_t>(value >> shift) & mask;
    };
    std::array<std::uint32_t, (1U << kMostBits) + 1> ends{};
    for (std::size_t i = 0; i < size; ++i)
        ++ends[digit_of(values[i]) + 1];
    for (std::size_t digit = 0; digit <= mask; ++digit)
        ends[digit + 1] += ends[digit];
    for (std::size_t i = 0; i < size; ++i)
        other[ends[digit_of(values[i])]++] = values[i];
    std::copy(other, other + size, values);
    std::size_t begin = 0;
    for (std::size_t digit = 0; digit <= mask; ++digit) {
        const std::size_t end = ends[digit];
        if (end - begin > 1) sort_by_buckets(values + begin, other + begin, end - begin, shift);
        begin = end;
    }
}

}  // namespace detail

/// Sorts the list from position `from` on.
inline void sort_hashes(std::vector<std::uint64_t>& hashes, std::size_t from) {
    const std::size_t size = hashes.size() - from;
    if (size > 0xFFFFFFFFU) {
        std::sort(hashes.begin() + static_cast<std::ptrdiff_t>(from), hashes.end());
        return;
    }
    std::vector<std::uint64_t> other(size);
    detail::sort_by_buckets(hashes.data() + from, other.data(), size, 64);
}

}  // namespace effaith
