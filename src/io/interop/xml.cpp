#include "io/interop/xml.hpp"

#include <algorithm>
#include <boost/property_tree/detail/rapidxml.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "effaith/text_key.hpp"
#include "io/bytes.hpp"
#include "io/interop/xml_guard.hpp"
#include "one_line.hpp"

namespace effaith::interop {
namespace {

namespace rapid = boost::property_tree::detail::rapidxml;
using RapidNode = rapid::xml_node<char>;
using RapidDocument = rapid::xml_document<char>;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kXmlSpace = "http://www.w3.org/XML/1998/namespace";

/// A name with its prefix, taken apart.
struct PrefixedName {
    explicit PrefixedName(std::string_view whole) {
        const std::size_t colon = whole.find(':');
        if (colon != std::string_view::npos) prefix = whole.substr(0, colon);
        local = colon == std::string_view::npos ? whole : whole.substr(colon + 1);
    }
    std::string_view prefix;
    std::string_view local;
};

template <class Node>
std::string_view name_of(const Node& node) {
    return {node.name(), node.name_size()};
}
template <class Node>
std::string_view value_of(const Node& node) {
    return {node.value(), node.value_size()};
}

/// Turns the parser's nodes into elements with their namespaces.
class TreeBuilder {
  public:
    /// `parsed` is where the parser's copy of the text starts: names stand in it where they were.
    TreeBuilder(std::string_view text, const char* parsed) : text_(text), parsed_(parsed) {}

    bool build(const RapidNode& node, XmlElement& out) {
        const std::size_t outer = scopes_.size();
        note_spaces(node);
        out.line = line_of(node);
        const bool built = name(node, out) && attributes(node, out) && contents(node, out);
        scopes_.resize(outer);
        return built;
    }
    Error error() const { return *error_; }

  private:
    void note_spaces(const RapidNode& node) {
        for (auto* a = node.first_attribute(); a != nullptr; a = a->next_attribute()) {
            const PrefixedName name(name_of(*a));
            if (name.prefix == "xmlns") scopes_.emplace_back(name.local, value_of(*a));
            if (name.prefix.empty() && name.local == "xmlns")
                scopes_.emplace_back("", value_of(*a));
        }
    }

    std::optional<std::string_view> space_of(std::string_view prefix) const {
        if (prefix == "xml") return kXmlSpace;
        const auto scope = std::find_if(scopes_.rbegin(), scopes_.rend(),
                                        [&](const auto& each) { return each.first == prefix; });
        if (scope != scopes_.rend()) return scope->second;
        if (prefix.empty()) return std::string_view();
        return std::nullopt;
    }

    bool unknown_prefix(std::string_view prefix, const RapidNode& node) {
        error_ = Error{ErrorCode::bad_xml,
                       "The prefix \"" + for_message(prefix) + "\" is declared nowhere.",
                       "line " + std::to_string(line_of(node))};
        return false;
    }

    bool name(const RapidNode& node, XmlElement& out) {
        const PrefixedName name(name_of(node));
        const auto space = space_of(name.prefix);
        if (!space) return unknown_prefix(name.prefix, node);
        out.space = *space;
        out.name = name.local;
        return true;
    }

    bool attributes(const RapidNode& node, XmlElement& out) {
        for (auto* a = node.first_attribute(); a != nullptr; a = a->next_attribute()) {
            const PrefixedName name(name_of(*a));
            if (name.prefix == "xmlns" || name_of(*a) == "xmlns") continue;
            const auto space = name.prefix.empty() ? std::string_view() : space_of(name.prefix);
            if (!space) return unknown_prefix(name.prefix, node);
            out.attributes.push_back(
                {std::string(*space), std::string(name.local), std::string(value_of(*a))});
        }
        return true;
    }

    bool contents(const RapidNode& node, XmlElement& out) {
        for (auto* child = node.first_node(); child != nullptr; child = child->next_sibling()) {
            if (child->type() == rapid::node_element) {
                if (!build(*child, out.children.emplace_back())) return false;
            } else {
                out.text += value_of(*child);
            }
        }
        out.text = std::string(trimmed(out.text));
        return true;
    }

    /// Nodes come in the order of the text, so lines are counted onwards.
    std::int64_t line_of(const RapidNode& node) {
        const auto position = static_cast<std::size_t>(node.name() - parsed_);
        for (; counted_ < position; ++counted_)
            line_ += text_[counted_] == '\n' ? 1 : 0;
        return line_;
    }

    std::string_view text_;
    const char* parsed_;
    std::size_t counted_ = 0;
    std::int64_t line_ = 1;
    std::vector<std::pair<std::string_view, std::string_view>> scopes_;
    std::optional<Error> error_;
};

/// Line ends as XML has them, so that a carriage return is only there where a reference says so.
std::string with_line_feeds(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') out += text[i];
        if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) out += '\n';
    }
    return out;
}

const RapidNode* element_of(const RapidDocument& document) {
    const RapidNode* node = document.first_node();
    while (node != nullptr && node->type() != rapid::node_element)
        node = node->next_sibling();
    return node;
}

}  // namespace

Result<XmlElement> read_xml(std::string_view given) {
    const std::string text_of_lines = with_line_feeds(given);
    std::string_view text = text_of_lines;
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark)
        text.remove_prefix(kByteOrderMark.size());
    if (const Status safe = guard_xml(text); !safe) return safe.error();
    std::string taken_apart(text);  // the parser writes into the text
    const auto document = std::make_unique<RapidDocument>();
    try {
        document->parse<rapid::parse_validate_closing_tags>(taken_apart.data());
    } catch (const rapid::parse_error& fault) {
        const auto where = static_cast<std::size_t>(fault.where<char>() - taken_apart.data());
        return Error{ErrorCode::bad_xml,
                     "This is not XML: " + one_line(std::string(fault.what())) + ".",
                     line_at(text, std::min(where, text.size()))};
    }
    const RapidNode* node = element_of(*document);
    if (node == nullptr) return Error{ErrorCode::bad_xml, "There is no element in it.", ""};
    XmlElement element;
    TreeBuilder builder(text, taken_apart.data());
    if (!builder.build(*node, element)) return builder.error();
    return element;
}

bool fits_xml(std::string_view text) {
    constexpr std::string_view kNotCharacters[] = {"\xEF\xBF\xBE", "\xEF\xBF\xBF"};
    for (const std::string_view none : kNotCharacters)
        if (text.find(none) != std::string_view::npos) return false;
    return first_not_utf8(text) == std::string_view::npos &&
           std::none_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
           });
}

void append_xml_text(std::string& out, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '\r':
                out += "&#13;";
                break;
            default:
                out += c;
        }
    }
}

}  // namespace effaith::interop
