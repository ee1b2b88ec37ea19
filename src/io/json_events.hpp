// What every reader of JSON shares: the parser's number type, the error of a syntax fault, and the
// bound on nesting. The parser is nlohmann/json's, driven through its events; its document type is
// never built.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/result.hpp"
#include "io/bytes.hpp"
#include "one_line.hpp"

namespace effaith {

/// Numbers beyond `double` (1e400) are events like others where long double is wider.
using JsonEvents = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t,
                                        std::uint64_t, long double>;

inline constexpr std::size_t kDeepestJson = 64;

/// A fraction's text as it stands in the document: the parser puts the decimal point of the
/// process's locale in the place of the point.
inline std::string number_text(std::string raw) {
    for (char& c : raw) {
        const bool kept = (c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e' || c == 'E';
        if (!kept) c = '.';
    }
    return raw;
}

/// The parser's message without its own prefix: what it expected and what it found.
inline std::string json_fault(const std::string& message) {
    const std::size_t at = message.find("] ");
    std::string text = at == std::string::npos ? message : message.substr(at + 2);
    if (text.rfind("parse error at ", 0) == 0) {
        const std::size_t colon = text.find(": ");
        if (colon != std::string::npos) text = text.substr(colon + 2);
    }
    // The token that was read last may be of any length and, where it is at fault, not UTF-8.
    constexpr std::string_view kLast = "last read: ";
    const std::size_t last = text.find(kLast);
    if (last == std::string::npos) return text;
    const std::size_t start = last + kLast.size();
    const std::size_t bad = first_not_utf8(std::string_view(text).substr(start));
    return text.substr(0, start) + for_message(std::string_view(text).substr(start, bad));
}

}  // namespace effaith
