// Records as text: taken from files, looked at by the reader of records, and told apart by column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "effaith/io/interop.hpp"

namespace effaith::interop {

/// A record as the reader of records takes it; it looks into `record`.
RawRecord raw_of(const TextRecord& record);

/// The names of the carried columns, in the order in which they are met first.
std::vector<std::string> carried_columns(const std::vector<TextRecord>& records);

}  // namespace effaith::interop
