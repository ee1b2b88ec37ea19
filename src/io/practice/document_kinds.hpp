// Every kind of document of practice by its name: for a face that reads documents of any kind.
#pragma once

#include <string>
#include <string_view>

#include "effaith/result.hpp"

namespace effaith::practice {

/// A document, read and written again: the same content in the library's own order and words,
/// without what is not there. `kind` is sheet, journey, register, profile, quality, transition,
/// terms or mapping. Errors: bad_json with the place, bad_encoding; invalid_argument for a kind
/// that there is not.
Result<std::string> canonical_document(std::string_view kind, std::string_view json);

}  // namespace effaith::practice
