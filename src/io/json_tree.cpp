#include "io/json_tree.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "io/bytes.hpp"
#include "io/json_events.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

/// `line 3, column 7` of a byte position.
std::string place_in(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, std::min(position, text.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n');
    const std::size_t column =
        start == std::string_view::npos ? before.size() : before.size() - start - 1;
    return "line " + std::to_string(line) + ", column " +
           std::to_string(std::max<std::size_t>(column, 1));
}

class TreeBuilder {
  public:
    explicit TreeBuilder(std::string_view text) : text_(text) {}

    bool null() { return add({}); }
    bool boolean(bool value) { return scalar(JsonNode::Kind::boolean, value ? "true" : "false"); }
    bool number_integer(std::int64_t value) {
        return scalar(JsonNode::Kind::number, std::to_string(value));
    }
    bool number_unsigned(std::uint64_t value) {
        return scalar(JsonNode::Kind::number, std::to_string(value));
    }
    bool number_float(long double, const std::string& raw) {
        return scalar(JsonNode::Kind::number, number_text(raw));
    }
    bool string(std::string& value) { return scalar(JsonNode::Kind::text, std::move(value)); }
    bool binary(const JsonEvents::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(JsonNode::Kind::object); }
    bool start_array(std::size_t) { return open(JsonNode::Kind::list); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        JsonNode& object = *open_.back();
        if (object.find(name) != nullptr) {
            return fail("The key \"" + for_message(name) + "\" is given twice in one object.",
                        pointer() + "/" + for_message(name));
        }
        object.members.push_back({std::move(name), JsonNode{}});
        return true;
    }
    template <class Exception>
    bool parse_error(std::size_t position, const std::string&, const Exception& fault) {
        return fail("This is not JSON: " + json_fault(fault.what()) + ".",
                    place_in(text_, position));
    }

    JsonNode take() { return std::move(root_); }
    const std::optional<Error>& error() const { return error_; }

  private:
    /// The JSON pointer of the object or list that is open.
    std::string pointer() const {
        std::string path;
        for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
            const JsonNode& node = *open_[i];
            path += "/" + (node.is(JsonNode::Kind::list) ? std::to_string(node.items.size() - 1)
                                                         : for_message(node.members.back().name));
        }
        return path;
    }
    bool fail(std::string message, std::string where) {
        error_ = one_line(Error{ErrorCode::bad_json, std::move(message), std::move(where)});
        return false;
    }
    bool scalar(JsonNode::Kind kind, std::string text) {
        JsonNode node;
        node.kind = kind;
        node.text = std::move(text);
        return add(std::move(node));
    }
    JsonNode* place(JsonNode node) {
        if (open_.empty()) {
            root_ = std::move(node);
            return &root_;
        }
        JsonNode& parent = *open_.back();
        if (parent.kind == JsonNode::Kind::list) {
            parent.items.push_back(std::move(node));
            return &parent.items.back();
        }
        parent.members.back().value = std::move(node);
        return &parent.members.back().value;
    }
    bool add(JsonNode node) {
        place(std::move(node));
        return true;
    }
    bool open(JsonNode::Kind kind) {
        if (open_.size() >= kDeepestJson) {
            return fail("The JSON is nested deeper than 64 levels.", pointer());
        }
        JsonNode node;
        node.kind = kind;
        open_.push_back(place(std::move(node)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::string_view text_;
    JsonNode root_;
    std::vector<JsonNode*> open_;
    std::optional<Error> error_;
};

}  // namespace

Result<JsonNode> read_json(std::string_view text) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    std::string other = what_it_is(text);
    std::size_t zero = other.empty() ? text.find('\0') : 0;
    if (zero != std::string_view::npos) {
        if (other.empty()) other = "This is a binary file, not text.";
        return Error{ErrorCode::bad_encoding, other, place_in(text, zero + 1)};
    }
    if (const std::size_t bad = first_not_utf8(text); bad != std::string_view::npos) {
        return Error{ErrorCode::bad_encoding, "The text is not UTF-8.", place_in(text, bad + 1)};
    }
    TreeBuilder builder(text);
    const bool read = JsonEvents::sax_parse(text.begin(), text.end(), &builder);
    if (builder.error()) return *builder.error();
    if (!read) return Error{ErrorCode::bad_json, "This is not JSON.", ""};
    return builder.take();
}

}  // namespace effaith
