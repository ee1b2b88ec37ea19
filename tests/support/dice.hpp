// Seeded choices for property tests.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace support {

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    std::size_t below(std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_);
    }
    bool one_in(std::size_t chances) { return below(chances) == 0; }
    template <class T>
    void shuffle(std::vector<T>& items) {
        std::shuffle(items.begin(), items.end(), random_);
    }
    template <class T>
    const T& pick(const std::vector<T>& items) {
        return items[below(items.size())];
    }

  private:
    std::mt19937_64 random_;
};

}  // namespace support
