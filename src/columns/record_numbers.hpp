// The numbers of records in the order of their source, and the ids that come again.
#pragma once

#include <span>
#include <vector>

#include "columns/chunks.hpp"
#include "io/duplicates.hpp"

namespace effaith {

/// The records of a chunk whose id an earlier record of their school has; `first_row` is the number
/// of the chunk's first record.
inline std::vector<Duplicate> find_duplicates(ChunkReader& reader, std::int64_t first_row,
                                              SeenIds& seen) {
    std::vector<Duplicate> duplicates;
    if (!reader.has_ids()) return duplicates;
    for (std::size_t row = 0; row < reader.rows(); ++row) {
        const std::string_view id = reader.id(row);
        if (id.empty()) continue;
        const std::int64_t number = first_row + static_cast<std::int64_t>(row);
        const auto first = seen.first_row(reader.school(row), id, number);
        if (first) duplicates.push_back({number, *first});
    }
    return duplicates;
}

/// Takes those before the record `end` off the front.
inline std::span<const Duplicate> take_duplicates(std::span<const Duplicate>& duplicates,
                                                  std::int64_t end) {
    std::size_t count = 0;
    while (count < duplicates.size() && duplicates[count].row < end)
        ++count;
    const auto taken = duplicates.first(count);
    duplicates = duplicates.subspan(count);
    return taken;
}

}  // namespace effaith
