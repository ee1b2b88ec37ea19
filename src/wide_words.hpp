// A 128-bit integer as two words of 64 bits, for those who have no such integers.
#pragma once

#include <cstdint>

#include "effaith/exact.hpp"

namespace effaith {

/// Two's complement: high * 2^64 + low, `high` as a signed number.
struct WideWords {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

/// Whatever an Int128 is made of.
inline WideWords words_of(const Int128& value) {
    const bool negative = value < 0;
    const Int128 size = negative ? Int128(-value) : value;
    const Int128 word = Int128(std::int64_t{1} << 32) * (std::int64_t{1} << 32);
    const auto low = static_cast<std::uint64_t>(size % word);
    const auto high = static_cast<std::uint64_t>(size / word);
    if (!negative) return {low, high};
    return {~low + 1U, ~high + (low == 0 ? 1U : 0U)};
}

}  // namespace effaith
