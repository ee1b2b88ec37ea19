// Places in a document, which findings name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace effaith::practice {

/// The place of an entry of a list, as a JSON Pointer (Bryan et al., 2013, RFC 6901): `/pupils/3`.
inline std::string place_of(std::string_view list, std::size_t position) {
    return "/" + std::string(list) + "/" + std::to_string(position);
}

}  // namespace effaith::practice
