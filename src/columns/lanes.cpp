#include "columns/lanes.hpp"

#include <algorithm>
#include <array>

#include "columns/wide.hpp"

namespace effaith {

EFFAITH_WIDE double largest_of(const Lane<double>& lane, std::size_t rows) {
    constexpr std::size_t kAtOnce = 16;
    std::array<double, kAtOnce> most{};
    std::size_t row = 0;
    for (; row + kAtOnce <= rows; row += kAtOnce) {
        for (std::size_t i = 0; i < kAtOnce; ++i)
            most[i] = lane[row + i] > most[i] ? lane[row + i] : most[i];
    }
    for (; row < rows; ++row)
        most[0] = lane[row] > most[0] ? lane[row] : most[0];
    return *std::max_element(most.begin(), most.end());
}

EFFAITH_WIDE bool has_zero(const Lane<double>& lane, std::size_t rows) {
    std::uint64_t found = 0;
    for (std::size_t row = 0; row < rows; ++row)
        found |= static_cast<std::uint64_t>(lane[row] == 0.0);
    return found != 0;
}

EFFAITH_WIDE bool any_above(const Lane<double>& lane, const Lane<double>& limits,
                            std::size_t rows) {
    std::uint64_t found = 0;
    for (std::size_t row = 0; row < rows; ++row)
        found |= static_cast<std::uint64_t>(lane[row] > limits[row]);
    return found != 0;
}

EFFAITH_WIDE void look_up(const std::uint32_t* table, const std::uint32_t* indices,
                          std::size_t rows, std::uint32_t* __restrict out) {
    for (std::size_t row = 0; row < rows; ++row)
        out[row] = table[indices[row]];
}

}  // namespace effaith
