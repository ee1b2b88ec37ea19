#include "arrow/type.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "io/bytes.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

struct NamedKind {
    std::string_view format;
    ArrowKind kind;
    std::int64_t ticks_per_day = 1;
};

constexpr std::int64_t kSeconds = 86400;

// The formats that are whole words; decimals and timestamps carry more and are read apart.
constexpr std::array<NamedKind, 19> kFormats{{
    {"n", ArrowKind::null},
    {"b", ArrowKind::boolean},
    {"c", ArrowKind::int8},
    {"s", ArrowKind::int16},
    {"i", ArrowKind::int32},
    {"l", ArrowKind::int64},
    {"C", ArrowKind::uint8},
    {"S", ArrowKind::uint16},
    {"I", ArrowKind::uint32},
    {"L", ArrowKind::uint64},
    {"f", ArrowKind::float32},
    {"g", ArrowKind::float64},
    {"u", ArrowKind::utf8},
    {"U", ArrowKind::large_utf8},
    {"vu", ArrowKind::utf8_view},
    {"tdD", ArrowKind::date32},
    {"tdm", ArrowKind::date64, kSeconds * 1000},
    {"+l", ArrowKind::list},
    {"+L", ArrowKind::large_list},
}};

constexpr std::array<NamedKind, 4> kTimestamps{{
    {"tss:", ArrowKind::timestamp, kSeconds},
    {"tsm:", ArrowKind::timestamp, kSeconds * 1000},
    {"tsu:", ArrowKind::timestamp, kSeconds * 1000000},
    {"tsn:", ArrowKind::timestamp, kSeconds * 1000000000},
}};

struct Refused {
    std::string_view start;
    std::string_view what;
};

// What is refused, by the start of its format, longer starts first.
constexpr std::array<Refused, 15> kRefused{{
    {"vz", "a view of bytes"},
    {"z", "bytes"},
    {"Z", "bytes"},
    {"w:", "bytes of fixed length"},
    {"e", "16-bit floating point"},
    {"d:", "a decimal"},
    {"tt", "a time of day"},
    {"tD", "a duration"},
    {"ti", "an interval"},
    {"+s", "a struct"},
    {"+m", "a map"},
    {"+w", "a list of fixed length"},
    {"+u", "a union"},
    {"+r", "run-end encoded values"},
    {"+v", "a list view"},
}};

std::string described(std::string_view format) {
    std::string text = "the Arrow format '" + for_message(format) + "'";
    for (const Refused& refused : kRefused) {
        if (format.starts_with(refused.start)) {
            return text + " (" + std::string(refused.what) + ")";
        }
    }
    return text;
}

Error refusal(std::string_view format, const std::string& place) {
    return {ErrorCode::bad_arrow,
            "It has " + described(format) +
                ", which is not read; whole numbers, floating point, decimals of 128 bits, text, "
                "dates, timestamps, booleans, dictionaries of these and lists of text are.",
            place};
}

Error broken(std::string message, const std::string& place) {
    return {ErrorCode::bad_arrow, std::move(message), place};
}

/// Takes the whole number that the text starts with, and the comma after it.
std::optional<int> take_number(std::string_view& text) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return number;
    if (text.front() != ',' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
    return number;
}

/// What is wrong with a schema before its format is looked at; empty where nothing is.
std::string fault_of(const ArrowSchema& schema) {
    if (schema.release == nullptr) return "Its Arrow schema is released.";
    if (schema.format == nullptr) return "Its Arrow schema has no format.";
    if (schema.n_children < 0) return "Its Arrow schema has a negative number of children.";
    return "";
}

}  // namespace

int width_of(ArrowKind kind) {
    switch (kind) {
        case ArrowKind::int8:
        case ArrowKind::uint8:
            return 1;
        case ArrowKind::int16:
        case ArrowKind::uint16:
            return 2;
        case ArrowKind::int32:
        case ArrowKind::uint32:
        case ArrowKind::float32:
        case ArrowKind::date32:
            return 4;
        case ArrowKind::int64:
        case ArrowKind::uint64:
        case ArrowKind::float64:
        case ArrowKind::date64:
        case ArrowKind::timestamp:
            return 8;
        case ArrowKind::decimal128:
            return 16;
        default:
            return 0;
    }
}

std::string column_place(std::string_view name) {
    return "column '" + for_message(name) + "'";
}

Result<ArrowType> ArrowType::parse(const ArrowSchema& schema, const std::string& place) {
    const std::string fault = fault_of(schema);
    if (!fault.empty()) return broken(fault, place);
    Result<ArrowType> type = parse_format(schema.format, place);
    if (!type) return type;
    if (schema.dictionary != nullptr) return parse_dictionary(schema, type->kind_, place);
    if (is_list(type->kind_)) return parse_list(schema, type->kind_, place);
    if (schema.n_children != 0) {
        return broken("Its Arrow schema has " + described(schema.format) + " and children.", place);
    }
    return type;
}

Result<ArrowType> ArrowType::parse_format(std::string_view format, const std::string& place) {
    if (format.starts_with("d:")) return parse_decimal(format, place);
    ArrowType type;
    for (const NamedKind& known : kTimestamps) {
        if (!format.starts_with(known.format)) continue;
        type.kind_ = known.kind;
        type.ticks_per_day_ = known.ticks_per_day;
        return type;
    }
    for (const NamedKind& known : kFormats) {
        if (format != known.format) continue;
        type.kind_ = known.kind;
        type.ticks_per_day_ = known.ticks_per_day;
        return type;
    }
    return refusal(format, place);
}

Result<ArrowType> ArrowType::parse_decimal(std::string_view format, const std::string& place) {
    std::string_view rest = format.substr(2);
    const std::size_t commas = static_cast<std::size_t>(std::count(rest.begin(), rest.end(), ','));
    const std::optional<int> precision = take_number(rest);
    const std::optional<int> places = precision ? take_number(rest) : std::nullopt;
    const std::optional<int> bits = places && commas == 2 ? take_number(rest) : 128;
    if (!places || !bits || commas < 1 || commas > 2) return refusal(format, place);
    if (*bits != 128) {
        return broken("It has " + described(format) + ", of " + std::to_string(*bits) +
                          " bits, which is not read; a decimal of 128 bits is.",
                      place);
    }
    if (*precision < 1 || *precision > 38 || *places < -38 || *places > 38) {
        return broken("It has " + described(format) +
                          ", but a decimal of 128 bits has 1 to 38 digits and -38 to 38 places.",
                      place);
    }
    ArrowType type;
    type.kind_ = ArrowKind::decimal128;
    type.precision_ = *precision;
    type.places_ = *places;
    return type;
}

Result<ArrowType> ArrowType::parse_dictionary(const ArrowSchema& schema, ArrowKind index,
                                              const std::string& place) {
    if (!is_integer(index)) {
        return broken("It is a dictionary whose indices have " + described(schema.format) +
                          "; indices are integers.",
                      place);
    }
    const std::string inner = place + ", its dictionary";
    // Looked at before it is descended into: no chain of types is followed further than a list, a
    // dictionary and its values.
    const ArrowSchema& below = *schema.dictionary;
    if (below.dictionary != nullptr) {
        return broken("It is itself a dictionary, which is not read.", inner);
    }
    if (below.format != nullptr && below.format[0] == '+') return refusal(below.format, inner);
    Result<ArrowType> values = parse(below, inner);
    if (!values) return values;
    ArrowType type;
    type.kind_ = ArrowKind::dictionary;
    type.index_kind_ = index;
    type.parts_.push_back(*std::move(values));
    return type;
}

Result<ArrowType> ArrowType::parse_list(const ArrowSchema& schema, ArrowKind kind,
                                        const std::string& place) {
    const std::string inner = place + ", its items";
    const ArrowSchema* child =
        schema.n_children == 1 && schema.children != nullptr ? schema.children[0] : nullptr;
    if (child == nullptr) return broken("It is a list without one type of items.", place);
    if (child->format != nullptr && child->format[0] == '+') return refusal(child->format, inner);
    Result<ArrowType> items = parse(*child, inner);
    if (!items) return items;
    const ArrowKind held =
        items->kind_ == ArrowKind::dictionary ? items->values().kind_ : items->kind_;
    if (!is_text(held) && held != ArrowKind::null) {
        return broken(
            "They have " + described(child->format) + "; a list is read where its items are text.",
            inner);
    }
    ArrowType type;
    type.kind_ = kind;
    type.parts_.push_back(*std::move(items));
    return type;
}

}  // namespace effaith
