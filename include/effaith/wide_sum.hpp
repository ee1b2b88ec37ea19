// A sum of products of 64-bit integers that cannot overflow.
//
// 192 bits in two's complement: 2^64 products of 126 bits fit. So a sum of squares or of
// cross-products is the same whatever the order of its terms, with nothing to check on the way.
#pragma once

#include <array>
#include <cstdint>

#include "effaith/exact.hpp"

namespace effaith {

class WideSum {
  public:
    /// The lowest 64 bits first.
    using Limbs = std::array<std::uint64_t, 3>;

    WideSum() = default;
    static WideSum of(const Limbs& limbs) {
        WideSum sum;
        sum.limbs_ = limbs;
        return sum;
    }

    void add(const WideSum& other) {
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < limbs_.size(); ++i) {
            const std::uint64_t with_carry = limbs_[i] + carry;
            carry = with_carry < carry ? 1 : 0;
            limbs_[i] = with_carry + other.limbs_[i];
            carry += limbs_[i] < with_carry ? 1 : 0;
        }
    }
    /// Adds a number of 128 bits without a sign.
    void add_unsigned(std::uint64_t low, std::uint64_t high) { add(of({low, high, 0})); }
    void add(const Int128& value) {
        const bool negative = value < 0;
        const Int128 size = negative ? Int128(-value) : value;
        constexpr std::uint64_t kMost = 0xFFFFFFFFFFFFFFFFU;
        const auto low = static_cast<std::uint64_t>(size & Int128(kMost));
        add_magnitude(low, static_cast<std::uint64_t>(size >> 64), negative);
    }
    void add_product(std::int64_t a, std::int64_t b) {
        // Long multiplication by halves of 32 bits, the same on every compiler.
        constexpr std::uint64_t kHalf = 0xFFFFFFFFU;
        const std::uint64_t x = magnitude(a);
        const std::uint64_t y = magnitude(b);
        const std::uint64_t low = (x & kHalf) * (y & kHalf);
        const std::uint64_t cross = (x >> 32U) * (y & kHalf) + (low >> 32U);
        const std::uint64_t middle = (x & kHalf) * (y >> 32U) + (cross & kHalf);
        const std::uint64_t high = (x >> 32U) * (y >> 32U) + (cross >> 32U) + (middle >> 32U);
        add_magnitude((middle << 32U) | (low & kHalf), high, (a < 0) != (b < 0));
    }

    const Limbs& limbs() const { return limbs_; }
    bool is_negative() const { return limbs_[2] >> 63U != 0; }
    WideSum negated() const {
        WideSum result = of({~limbs_[0], ~limbs_[1], ~limbs_[2]});
        result.add_unsigned(1, 0);
        return result;
    }

    friend bool operator==(const WideSum&, const WideSum&) = default;

  private:
    static std::uint64_t magnitude(std::int64_t value) {
        const auto bits = static_cast<std::uint64_t>(value);
        return value < 0 ? 0 - bits : bits;
    }
    void add_magnitude(std::uint64_t low, std::uint64_t high, bool negative) {
        const WideSum size = of({low, high, 0});
        add(negative ? size.negated() : size);
    }

    Limbs limbs_{};
};

}  // namespace effaith
