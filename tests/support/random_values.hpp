// Seeded random numbers for property and coverage tests, the same on every platform.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace support {

class RandomValues {
  public:
    explicit RandomValues(std::uint64_t seed) : bits_(seed) {}
    /// Above 0 and below 1.
    double uniform() { return (static_cast<double>(bits_() >> 11U) + 0.5) * 0x1p-53; }
    double between(double low, double high) { return low + (high - low) * uniform(); }
    int whole(int low, int high) {
        return low + static_cast<int>(uniform() * static_cast<double>(high - low + 1));
    }
    /// Standard normal (Box & Muller).
    double normal() {
        const double angle = 6.283185307179586 * uniform();
        return std::sqrt(-2.0 * std::log(uniform())) * std::cos(angle);
    }

  private:
    std::mt19937_64 bits_;
};

}  // namespace support
