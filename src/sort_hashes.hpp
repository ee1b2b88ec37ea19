// Sorting many evenly spread 64-bit hashes.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace effaith {

/// Sorts the list from position `from` on. Long ones go by their digits of 11 bits, the last digit
/// first: six passes instead of a comparison for each of log2(n) levels.
inline void sort_hashes(std::vector<std::uint64_t>& hashes, std::size_t from) {
    constexpr std::size_t kLong = 8192;
    const auto begin = hashes.begin() + static_cast<std::ptrdiff_t>(from);
    const std::size_t size = hashes.size() - from;
    if (size < kLong) {
        std::sort(begin, hashes.end());
        return;
    }
    constexpr unsigned kBits = 11;
    constexpr std::uint64_t kDigit = (1U << kBits) - 1;
    std::vector<std::uint64_t> other(size);
    std::uint64_t* source = hashes.data() + from;
    std::uint64_t* target = other.data();
    for (unsigned shift = 0; shift < 64; shift += kBits) {
        std::array<std::size_t, kDigit + 1> starts{};
        for (std::size_t i = 0; i < size; ++i)
            ++starts[source[i] >> shift & kDigit];
        std::size_t start = 0;
        for (std::size_t& count : starts)
            start += std::exchange(count, start);
        for (std::size_t i = 0; i < size; ++i)
            target[starts[source[i] >> shift & kDigit]++] = source[i];
        std::swap(source, target);
    }
}

}  // namespace effaith
