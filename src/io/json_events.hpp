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

namespace effaith {

/// Numbers beyond `double` (1e400) are events like others where long double is wider.
using JsonEvents = nlohmann::basic_json<std::map, std::vector, std::string, bool, std::int64_t,
                                        std::uint64_t, long double>;

inline constexpr std::size_t kDeepestJson = 64;

/// The parser's message without its own prefix: what it expected and what it found.
inline std::string json_fault(const std::string& message) {
    const std::size_t at = message.find("] ");
    std::string text = at == std::string::npos ? message : message.substr(at + 2);
    if (text.rfind("parse error at ", 0) == 0) {
        const std::size_t colon = text.find(": ");
        if (colon != std::string::npos) text = text.substr(colon + 2);
    }
    return text;
}

}  // namespace effaith
