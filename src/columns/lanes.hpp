// Questions about whole lanes, and look-ups by them, with the widest instructions at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "columns/cells.hpp"

namespace effaith {

/// The lane of a place, made where there is none yet.
template <class T>
Lane<T>& lane(std::unique_ptr<Lane<T>>& place) {
    if (!place) place = std::make_unique<Lane<T>>();
    return *place;
}

/// The largest of the first `rows` values, 0 where none is above it.
double largest_of(const Lane<double>& lane, std::size_t rows);
/// Whether one of the first `rows` values is 0.
bool has_zero(const Lane<double>& lane, std::size_t rows);
/// Whether one of the first `rows` values is above the limit of its row.
bool any_above(const Lane<double>& lane, const Lane<double>& limits, std::size_t rows);
/// out[row] = table[indices[row]] for the first `rows` rows.
void look_up(const std::uint32_t* table, const std::uint32_t* indices, std::size_t rows,
             std::uint32_t* out);

}  // namespace effaith
