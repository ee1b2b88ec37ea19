// Seeded normal numbers, the same with every standard library (std::normal_distribution is not).
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace support {

class NormalDice {
  public:
    explicit NormalDice(std::uint64_t seed) : random_(seed) {}

    /// Between 0 and 1, neither of them.
    double share() { return (static_cast<double>(random_() >> 12) + 0.5) / 4503599627370496.0; }

    /// Mean 0 and SD 1 (Box & Muller 1958).
    double normal() {
        constexpr double kTwoPi = 6.28318530717958647692;
        const double radius = std::sqrt(-2.0 * std::log(share()));
        return radius * std::cos(kTwoPi * share());
    }

    std::vector<double> normals(std::size_t count, double mean = 0.0, double sd = 1.0) {
        std::vector<double> values(count);
        for (double& value : values)
            value = mean + sd * normal();
        return values;
    }

    std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(share() * static_cast<double>(count));
    }

  private:
    std::mt19937_64 random_;
};

}  // namespace support
