// What is refused of an XML document before it is made into a tree.
#pragma once

#include <string_view>

#include "effaith/result.hpp"

namespace effaith::interop {

/// Whether the text is XML that is safe to build: see xml.hpp for the limits.
/// Errors: bad_xml, bad_encoding, each with its line.
Status guard_xml(std::string_view text);

/// `line 3` for a position in the text.
std::string line_at(std::string_view text, std::size_t position);

}  // namespace effaith::interop
