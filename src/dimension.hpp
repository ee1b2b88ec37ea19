// The dimensions that records can be grouped by, and a record's value on each.
#pragma once

#include <string>
#include <string_view>

#include "effaith/engine.hpp"
#include "effaith/rollup.hpp"

namespace effaith {

struct Dimension {
    std::string_view name;
    /// The value as text, blank where the record has none; under `role` the first one.
    std::string_view (*of)(const Record&, const RecordAnalysis&);
};

/// The known dimension of that name; null where there is none: then it is a carried column.
const Dimension* find_dimension(std::string_view name);

/// A text as a part of a group's key: trimmed, none where it is blank.
KeyPart key_part(std::string_view text);

}  // namespace effaith
