// A JSON document as a small tree that keeps numbers as their text.
//
// Configurations, languages and code sets are read through it. Numbers stay text, so that a rate of
// 14.37 is read as a decimal and never as a binary fraction.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "effaith/result.hpp"

namespace effaith {

struct JsonMember;

struct JsonNode {
    enum class Kind { null, boolean, number, text, list, object };
    Kind kind = Kind::null;
    std::string text;                 ///< of a number or text; `true` or `false`
    std::vector<JsonMember> members;  ///< of an object, in order
    std::vector<JsonNode> items;      ///< of a list

    bool is(Kind asked) const { return kind == asked; }
    const JsonNode* find(std::string_view key) const;
};

struct JsonMember {
    std::string name;
    JsonNode value;
};

inline const JsonNode* JsonNode::find(std::string_view key) const {
    for (const auto& [name, node] : members) {
        if (name == key) return &node;
    }
    return nullptr;
}

/// Reads one JSON document. Errors: bad_json with line and column; keys given twice, nesting deeper
/// than 64 and text that is not UTF-8 are refused.
Result<JsonNode> read_json(std::string_view text);

}  // namespace effaith
