// Reads a document of practice by its list of parts.
//
// A key that is not known is refused by name, a key with null is as one that is not there, and the
// first fault stops the reading: its place is a JSON pointer, and its sentence says what was found
// and what is accepted. Limits keep every later sum small: whole numbers to 1,000,000, decimals to
// 12 digits before the point, and 100,000 entries of a list.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "effaith/practice/document.hpp"
#include "effaith/text_key.hpp"
#include "io/json_place.hpp"
#include "io/practice/part_kinds.hpp"

namespace effaith::practice {

class PartsReader {
  public:
    /// False where something cannot be read; error() says what.
    template <class T>
    bool read(const JsonNode& node, const Place& place, T& out);
    const Error& error() const { return error_; }

  private:
    bool refuse(const Place& place, std::string message) {
        error_ = Error{ErrorCode::bad_json, std::move(message),
                       place.pointer.empty() ? "/" : place.pointer};
        return false;
    }
    bool refuse(const Place& place, const JsonNode& found, std::string_view accepted) {
        return refuse(place,
                      "Found " + found_text(found) + "; accepted: " + std::string(accepted) + ".");
    }

    template <HasParts T>
    bool read_parts(const JsonNode& node, const Place& place, T& out);
    template <class T>
    bool read_list(const JsonNode& node, const Place& place, std::vector<T>& out);
    bool read_text(const JsonNode& node, const Place& place, std::string& out);
    bool read_given(const JsonNode& node, const Place& place, Given& out);
    bool read_cells(const JsonNode& node, const Place& place, Cells& out);
    bool read_date(const JsonNode& node, const Place& place, Date& out);
    bool read_truth(const JsonNode& node, const Place& place, bool& out);
    bool read_decimal_at(const JsonNode& node, const Place& place, int places, bool may_be_negative,
                         std::int64_t& raw);
    bool read_weekdays(const JsonNode& node, const Place& place, WeekdaySet& out);
    template <class Word>
    bool read_word(const JsonNode& node, const Place& place, Word& out);

    Error error_;
};

template <class T>
bool PartsReader::read(const JsonNode& node, const Place& place, T& out) {
    if (node.is(JsonNode::Kind::null)) return true;
    if constexpr (kIsOptional<T>) {
        return read(node, place, out.emplace());
    } else if constexpr (kIsList<T>) {
        return read_list(node, place, out);
    } else if constexpr (HasParts<T>) {
        return read_parts(node, place, out);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return read_text(node, place, out);
    } else if constexpr (std::is_same_v<T, Given>) {
        return read_given(node, place, out);
    } else if constexpr (std::is_same_v<T, Cells>) {
        return read_cells(node, place, out);
    } else if constexpr (std::is_same_v<T, Date>) {
        return read_date(node, place, out);
    } else if constexpr (std::is_same_v<T, bool>) {
        return read_truth(node, place, out);
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return read_decimal_at(node, place, 0, false, out);
    } else if constexpr (std::is_same_v<T, WeekdaySet>) {
        return read_weekdays(node, place, out);
    } else if constexpr (std::is_enum_v<T>) {
        return read_word(node, place, out);
    } else {
        std::int64_t raw = 0;
        if (!read_decimal_at(node, place, T::places, false, raw)) return false;
        out = T::from_raw(raw);
        return true;
    }
}

template <HasParts T>
bool PartsReader::read_parts(const JsonNode& node, const Place& place, T& out) {
    if (!node.is(JsonNode::Kind::object)) return refuse(place, node, "an object");
    static const std::vector<std::string_view> kKnown = part_names<T>();
    for (const auto& [name, value] : node.members) {
        if (std::find(kKnown.begin(), kKnown.end(), name) == kKnown.end())
            return refuse(place.at(name), unknown_key(name, kKnown));
    }
    bool fine = true;
    for_each_part<T>([&](const auto& part) {
        if (!fine) return;
        const JsonNode* value = node.find(part.name);
        const bool is_there = value != nullptr && !value->is(JsonNode::Kind::null);
        if (!is_there && part.need == Need::needed) {
            fine = refuse(place, "The key \"" + std::string(part.name) + "\" is missing.");
        } else if (is_there) {
            fine = read(*value, place.at(part.name), out.*part.member);
        }
    });
    return fine;
}

template <class T>
bool PartsReader::read_list(const JsonNode& node, const Place& place, std::vector<T>& out) {
    if (!node.is(JsonNode::Kind::list)) return refuse(place, node, "a list");
    if (node.items.size() > kMostEntries)
        return refuse(place, "A list of a document has at most 100,000 entries.");
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const Place at = place.at(i);
        if (node.items[i].is(JsonNode::Kind::null)) return refuse(at, node.items[i], "no null");
        if (!read(node.items[i], at, out.emplace_back())) return false;
    }
    return true;
}

inline bool PartsReader::read_text(const JsonNode& node, const Place& place, std::string& out) {
    if (!node.is(JsonNode::Kind::text)) return refuse(place, node, "text");
    out = trimmed(node.text);
    return true;
}

inline bool PartsReader::read_given(const JsonNode& node, const Place& place, Given& out) {
    const bool is_number = node.is(JsonNode::Kind::number);
    if (!is_number && !node.is(JsonNode::Kind::text))
        return refuse(place, node, "a number or text");
    out = {std::string(trimmed(node.text)), is_number};
    return true;
}

inline bool PartsReader::read_cells(const JsonNode& node, const Place& place, Cells& out) {
    if (!node.is(JsonNode::Kind::object)) return refuse(place, node, "an object");
    for (const auto& [name, value] : node.members) {
        if (value.is(JsonNode::Kind::null)) continue;
        Cell cell{name, {}};
        if (!read_given(value, place.at(name), cell.value)) return false;
        if (cell.value.is_there()) out.list.push_back(std::move(cell));
    }
    return true;
}

inline bool PartsReader::read_date(const JsonNode& node, const Place& place, Date& out) {
    const std::optional<Date> read =
        node.is(JsonNode::Kind::text) ? Date::parse(node.text) : std::nullopt;
    if (!read) return refuse(place, node, "a date such as \"2023-09-04\"");
    out = *read;
    return true;
}

inline bool PartsReader::read_truth(const JsonNode& node, const Place& place, bool& out) {
    if (!node.is(JsonNode::Kind::boolean)) return refuse(place, node, "true or false");
    out = node.text == "true";
    return true;
}

inline bool PartsReader::read_decimal_at(const JsonNode& node, const Place& place, int places,
                                         bool may_be_negative, std::int64_t& raw) {
    ReadDecimal read;
    if (!node.is(JsonNode::Kind::number) ||
        read_decimal(node.text, places, read) != DecimalFault::none || read.reduced) {
        return refuse(place, node,
                      places == 0
                          ? "a whole number"
                          : "a number of at most " + std::to_string(places) + " decimal places");
    }
    const std::int64_t most = kMostNumber * power_of_ten(places);
    if (read.raw > most || read.raw < -most || (read.raw < 0 && !may_be_negative))
        return refuse(place, node, may_be_negative ? "-1000000 to 1000000" : "0 to 1000000");
    raw = read.raw;
    return true;
}

inline bool PartsReader::read_weekdays(const JsonNode& node, const Place& place, WeekdaySet& out) {
    if (!node.is(JsonNode::Kind::list)) return refuse(place, node, "a list of weekdays");
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const JsonNode& item = node.items[i];
        bool found = false;
        for (int day = 0; day < kSchoolWeekdays; ++day) {
            if (!item.is(JsonNode::Kind::text) || item.text != kWeekdayNames[day]) continue;
            out.add(static_cast<Weekday>(day));
            found = true;
        }
        if (!found) return refuse(place.at(i), item, "mon, tue, wed, thu, fri");
    }
    return true;
}

template <class Word>
bool PartsReader::read_word(const JsonNode& node, const Place& place, Word& out) {
    const std::vector<std::string_view> names = words_of<Word>();
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!node.is(JsonNode::Kind::text) || node.text != names[i]) continue;
        out = static_cast<Word>(i);
        return true;
    }
    return refuse(place, node, listed(names));
}

/// Reads a whole document. Errors: bad_json with the place, bad_encoding.
template <HasParts T>
Result<T> read_document(std::string_view json) {
    const Result<JsonNode> tree = read_json(json);
    if (!tree) return tree.error();
    T document;
    PartsReader reader;
    if (tree->is(JsonNode::Kind::null) || !reader.read(*tree, Place{}, document)) {
        if (!tree->is(JsonNode::Kind::null)) return one_line(reader.error());
        return Error{ErrorCode::bad_json, "Found null; accepted: an object.", "/"};
    }
    return document;
}

}  // namespace effaith::practice
