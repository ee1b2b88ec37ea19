#include "io/interop/gradebook.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "io/json_place.hpp"
#include "io/record_source.hpp"

namespace effaith::interop {
namespace {

/// The texts of one entry, by the names of their columns or properties.
using Texts = std::map<std::string, std::string, std::less<>>;

struct Entry {
    Texts texts;
    std::int64_t line = 0;
};

/// What a document of entries is called, in the plural and the singular.
struct EntryName {
    std::string_view many;
    std::string_view one;
};

Result<std::vector<Entry>> entries_of_csv(std::string_view text, std::string_view needed) {
    MemorySource source(text);
    CsvReader reader(source);
    CsvRow row;
    std::vector<std::string> header;
    std::vector<Entry> entries;
    while (true) {
        const Result<bool> more = reader.next(row);
        if (!more) return more.error();
        if (!*more) break;
        if (header.empty()) {
            for (const std::string_view cell : row.cells)
                header.emplace_back(trimmed(cell));
            if (std::find(header.begin(), header.end(), needed) == header.end()) {
                return Error{ErrorCode::bad_csv, "There is no column " + std::string(needed) + ".",
                             "line " + std::to_string(row.line)};
            }
            continue;
        }
        Entry& entry = entries.emplace_back();
        entry.line = row.line;
        for (std::size_t i = 0; i < row.cells.size() && i < header.size(); ++i)
            entry.texts.emplace(header[i], trimmed(row.cells[i]));
    }
    return entries;
}

/// A reference (`{"sourcedId": ...}`) by its id, another value as it stands.
std::string text_of(const JsonNode& node) {
    if (node.is(JsonNode::Kind::text) || node.is(JsonNode::Kind::number))
        return std::string(trimmed(node.text));
    if (!node.is(JsonNode::Kind::object)) return "";
    const JsonNode* id = node.find("sourcedId");
    return id == nullptr || !id->is(JsonNode::Kind::text) ? "" : std::string(trimmed(id->text));
}

Result<Entry> entry_of(const JsonNode& node, const Place& place) {
    if (!node.is(JsonNode::Kind::object)) {
        return one_line(Error{ErrorCode::bad_json,
                              "Found " + found_text(node) + "; accepted: an object.",
                              place.pointer});
    }
    Entry entry;
    for (const JsonMember& member : node.members)
        entry.texts.emplace(member.name, text_of(member.value));
    return entry;
}

Result<std::vector<Entry>> entries_of_json(std::string_view text, EntryName name) {
    const Result<JsonNode> root = read_json(text);
    if (!root) return root.error();
    Place place;
    const JsonNode* list = &*root;
    if (root->is(JsonNode::Kind::object)) {
        const JsonNode* many = root->find(name.many);
        const JsonNode* one = root->find(name.one);
        place = place.at(many != nullptr ? name.many : name.one);
        list = many != nullptr ? many : one;
    }
    std::vector<Entry> entries;
    if (list == nullptr) {
        return Error{ErrorCode::bad_json, "The key \"" + std::string(name.many) + "\" is missing.",
                     "/"};
    }
    const bool is_list = list->is(JsonNode::Kind::list);
    const std::size_t count = is_list ? list->items.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        Result<Entry> entry =
            is_list ? entry_of(list->items[i], place.at(i)) : entry_of(*list, place);
        if (!entry) return entry.error();
        entries.push_back(std::move(*entry));
    }
    return entries;
}

Result<std::vector<Entry>> entries_of(std::string_view text, EntryName name,
                                      std::string_view needed) {
    return guess_format(text) == RecordFormat::csv ? entries_of_csv(text, needed)
                                                   : entries_of_json(text, name);
}

/// The first of these names that has a text.
std::string first_of(const Entry& entry, std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
        const auto found = entry.texts.find(name);
        if (found != entry.texts.end() && !found->second.empty()) return found->second;
    }
    return "";
}

}  // namespace

Result<std::vector<GradebookResult>> read_results(std::string_view text) {
    const Result<std::vector<Entry>> entries =
        entries_of(text, {"results", "result"}, "studentSourcedId");
    if (!entries) return entries.error();
    std::vector<GradebookResult> results;
    for (const Entry& entry : *entries) {
        GradebookResult result;
        result.id = first_of(entry, {"sourcedId"});
        result.status = first_of(entry, {"status"});
        result.modified = first_of(entry, {"dateLastModified"});
        result.line_item = first_of(entry, {"lineItemSourcedId", "lineItem"});
        result.student = first_of(entry, {"studentSourcedId", "student"});
        result.score_status = first_of(entry, {"scoreStatus"});
        result.score = first_of(entry, {"score"});
        result.text_score = first_of(entry, {"textScore"});
        result.score_date = first_of(entry, {"scoreDate"});
        result.row = static_cast<std::int64_t>(results.size()) + 1;
        result.line = entry.line;
        results.push_back(std::move(result));
    }
    return results;
}

Result<std::vector<GradebookLineItem>> read_line_items(std::string_view text) {
    std::vector<GradebookLineItem> items;
    if (trimmed(text).empty()) return items;
    const Result<std::vector<Entry>> entries =
        entries_of(text, {"lineItems", "lineItem"}, "sourcedId");
    if (!entries) return entries.error();
    for (const Entry& entry : *entries)
        items.push_back({first_of(entry, {"sourcedId"}), first_of(entry, {"title"}),
                         first_of(entry, {"resultValueMin"}), first_of(entry, {"resultValueMax"})});
    return items;
}

}  // namespace effaith::interop
