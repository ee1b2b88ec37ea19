// Texts that a call is given, each with the name of its argument, which an error says.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

#include "boundary.hpp"

namespace effaith::capi {

struct NamedText {
    const char* data = nullptr;
    std::size_t size = 0;
    const char* name = "";
};

/// A text, and where it is looked at from.
struct TextPlace {
    const NamedText& from;
    std::string_view& into;
};

/// Errors: invalid_argument where a pointer and a size contradict each other.
inline Status read_texts(std::initializer_list<TextPlace> places) {
    for (const TextPlace& place : places) {
        const auto read = text_of(place.from.data, place.from.size, place.from.name);
        if (!read) return read.error();
        place.into = *read;
    }
    return Done{};
}

}  // namespace effaith::capi
