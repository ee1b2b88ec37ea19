// Where something stands in a JSON document, and what to say of it: shared by every reader of a
// document with named keys.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "io/json_tree.hpp"
#include "one_line.hpp"

namespace effaith {

/// A place in the document, for messages: a JSON pointer built on the way down.
struct Place {
    std::string pointer;
    Place at(std::string_view key) const {
        std::string escaped;
        for (const char c : for_message(key)) {
            if (c == '~') escaped += "~0";
            if (c == '/') escaped += "~1";
            if (c != '~' && c != '/') escaped += c;
        }
        return {pointer + "/" + escaped};
    }
    Place at(std::size_t index) const { return {pointer + "/" + std::to_string(index)}; }
};

/// A value as a message shows it.
inline std::string found_text(const JsonNode& node) {
    switch (node.kind) {
        case JsonNode::Kind::null:
            return "null";
        case JsonNode::Kind::list:
            return "a list";
        case JsonNode::Kind::object:
            return "an object";
        case JsonNode::Kind::text:
            return "\"" + for_message(node.text) + "\"";
        default:
            return for_message(node.text);
    }
}

/// Names as a list in a sentence.
template <class Names>
std::string listed(const Names& names) {
    std::string text;
    for (const auto& name : names)
        (text += text.empty() ? "" : ", ") += name;
    return text;
}

/// Letters that differ between two words, at most (Levenshtein).
inline std::size_t letters_apart(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

/// What to say of a key that is none of `known` (at least one), with the one that may be meant.
inline std::string unknown_key(std::string_view name, const std::vector<std::string_view>& known) {
    const std::string shown = for_message(name);
    const auto nearest =
        std::min_element(known.begin(), known.end(), [&](std::string_view a, std::string_view b) {
            return letters_apart(shown, a) < letters_apart(shown, b);
        });
    const bool is_near = letters_apart(shown, *nearest) <= 3;
    return "The key \"" + shown + "\" is not known" +
           (is_near ? "; is \"" + std::string(*nearest) + "\" meant?" : ".") +
           " Accepted: " + listed(known) + ".";
}

}  // namespace effaith
