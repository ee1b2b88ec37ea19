// Text that was found, made fit to stand in a message: one line of UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "effaith/result.hpp"
#include "io/bytes.hpp"

namespace effaith {

/// Control characters become blanks, and bytes that are not UTF-8 question marks.
inline std::string one_line(std::string text) {
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    }
    std::size_t from = 0;
    while (true) {
        const std::size_t bad = first_not_utf8(std::string_view(text).substr(from));
        if (bad == std::string_view::npos) return text;
        text[from + bad] = '?';
        from += bad + 1;
    }
}

/// Found text as it may stand in a message: one line, and not longer than a line.
inline std::string for_message(std::string_view text) {
    constexpr std::size_t kLongest = 80;
    if (text.size() <= kLongest) return one_line(std::string(text));
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return one_line(std::string(text.substr(0, end))) + "…";
}

inline Error one_line(Error error) {
    error.message = one_line(std::move(error.message));
    error.where = one_line(std::move(error.where));
    return error;
}

}  // namespace effaith
