// Writes a document of practice by its list of parts; what is not there is left out, so that what
// was read is written as it was.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include "io/json_writer.hpp"
#include "io/practice/part_kinds.hpp"

namespace effaith::practice {

template <class T>
bool is_there(const T& value) {
    if constexpr (kIsOptional<T>) {
        return value.has_value();
    } else if constexpr (kIsList<T> || std::is_same_v<T, std::string>) {
        return !value.empty();
    } else if constexpr (std::is_same_v<T, Given>) {
        return value.is_there();
    } else {
        return !(value == T{});
    }
}

template <class T>
void write_part(JsonWriter& json, const T& value);

template <HasParts T>
void write_members(JsonWriter& json, const T& value) {
    for_each_part<T>([&](const auto& part) {
        const auto& member = value.*part.member;
        if (!is_there(member) && part.need == Need::optional) return;
        json.key(part.name);
        write_part(json, member);
    });
}

inline void write_given(JsonWriter& json, const Given& given) {
    given.is_number ? json.raw(given.text) : json.text(given.text);
}

inline void write_cells(JsonWriter& json, const Cells& cells) {
    json.begin_object();
    for (const Cell& cell : cells.list) {
        json.key(cell.name);
        write_given(json, cell.value);
    }
    json.end_object();
}

inline void write_weekdays(JsonWriter& json, WeekdaySet days) {
    json.begin_list();
    for (int day = 0; day < kSchoolWeekdays; ++day)
        if (days.has(day)) json.text(kWeekdayNames[day]);
    json.end_list();
}

template <class T>
void write_part(JsonWriter& json, const T& value) {
    if constexpr (kIsOptional<T>) {
        value ? write_part(json, *value) : json.null();
    } else if constexpr (kIsList<T>) {
        json.begin_list();
        for (const auto& item : value)
            write_part(json, item);
        json.end_list();
    } else if constexpr (HasParts<T>) {
        json.begin_object();
        write_members(json, value);
        json.end_object();
    } else if constexpr (std::is_same_v<T, std::string>) {
        json.text(value);
    } else if constexpr (std::is_same_v<T, Given>) {
        write_given(json, value);
    } else if constexpr (std::is_same_v<T, Cells>) {
        write_cells(json, value);
    } else if constexpr (std::is_same_v<T, Date>) {
        json.text(to_text(value));
    } else if constexpr (std::is_same_v<T, bool>) {
        json.boolean(value);
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        json.integer(value);
    } else if constexpr (std::is_same_v<T, WeekdaySet>) {
        write_weekdays(json, value);
    } else if constexpr (std::is_enum_v<T>) {
        json.text(words_of<T>()[static_cast<std::size_t>(value)]);
    } else {
        json.decimal(value.raw(), T::places);
    }
}

/// The document as JSON.
template <HasParts T>
std::string document_text(const T& document) {
    JsonWriter json;
    json.begin_object();
    write_members(json, document);
    json.end_object();
    json.line();
    return json.take();
}

}  // namespace effaith::practice
