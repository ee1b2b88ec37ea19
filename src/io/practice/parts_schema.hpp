// The JSON Schema (2020-12) of a document of practice, made from its list of parts.
//
// The schemas that ship (src/data/schema/) are these texts; a test holds them to it. Every part may
// be null, which is as if it were not there.
#pragma once

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "io/json_writer.hpp"
#include "io/practice/part_kinds.hpp"

namespace effaith::practice {

/// Writes a schema with the indentation of the files that people wrote.
class SchemaWriter {
  public:
    template <HasParts T>
    std::string document(std::string_view name, std::string_view title, std::string_view about) {
        json_.begin_object();
        text("$schema", "https://json-schema.org/draft/2020-12/schema");
        text("$id", "urn:effaith:schema:" + std::string(name));
        text("title", title);
        text("description", about);
        members<T>();
        json_.end_object();
        json_.line();
        return json_.take();
    }

  private:
    void text(std::string_view key, std::string_view value) {
        json_.key(key);
        json_.text(value);
    }
    void integer(std::string_view key, std::int64_t value) {
        json_.key(key);
        json_.integer(value);
    }
    /// "type": [name, "null"], or the name alone within a list.
    void type(std::string_view name, bool may_be_null) {
        json_.key("type");
        if (!may_be_null) return json_.text(name);
        json_.begin_list();
        json_.text(name);
        json_.text("null");
        json_.end_list();
    }
    void words(const std::vector<std::string_view>& names, bool may_be_null) {
        json_.key("enum");
        json_.begin_list();
        for (const std::string_view name : names)
            json_.text(name);
        if (may_be_null) json_.null();
        json_.end_list();
    }
    template <HasParts T>
    void members() {
        type("object", false);
        object_members<T>();
    }
    template <HasParts T>
    void object_members() {
        json_.key("additionalProperties");
        json_.boolean(false);
        write_needed<T>();
        json_.key("properties");
        json_.begin_object();
        for_each_part<T>([&](const auto& part) {
            json_.line();
            json_.key(part.name);
            json_.begin_object();
            text("description", part.about);
            using Member = std::remove_cvref_t<decltype(std::declval<T>().*part.member)>;
            kind<Member>(part.need == Need::optional);
            json_.end_object();
        });
        json_.end_object();
    }
    template <HasParts T>
    void write_needed() {
        std::vector<std::string_view> needed;
        for_each_part<T>([&](const auto& part) {
            if (part.need == Need::needed) needed.push_back(part.name);
        });
        if (needed.empty()) return;
        json_.key("required");
        json_.begin_list();
        for (const std::string_view name : needed)
            json_.text(name);
        json_.end_list();
    }

    template <class T>
    void kind(bool may_be_null) {
        if constexpr (kIsOptional<T>) {
            kind<typename T::value_type>(may_be_null);
        } else if constexpr (kIsList<T>) {
            type("array", may_be_null);
            integer("maxItems", kMostEntries);
            json_.key("items");
            json_.begin_object();
            kind<typename T::value_type>(false);
            json_.end_object();
        } else if constexpr (HasParts<T>) {
            type("object", may_be_null);
            object_members<T>();
        } else if constexpr (std::is_same_v<T, std::string>) {
            type("string", may_be_null);
        } else if constexpr (std::is_same_v<T, Given>) {
            json_.key("type");
            json_.raw(may_be_null ? R"(["number","string","null"])" : R"(["number","string"])");
        } else if constexpr (std::is_same_v<T, Cells>) {
            type("object", may_be_null);
            json_.key("additionalProperties");
            json_.begin_object();
            kind<Given>(true);
            json_.end_object();
        } else if constexpr (std::is_same_v<T, Date>) {
            type("string", may_be_null);
            text("format", "date");
            text("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        } else if constexpr (std::is_same_v<T, bool>) {
            type("boolean", may_be_null);
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
            type("integer", may_be_null);
            bounds();
        } else if constexpr (std::is_same_v<T, WeekdaySet>) {
            type("array", may_be_null);
            json_.key("items");
            json_.begin_object();
            words({kWeekdayNames, kWeekdayNames + kSchoolWeekdays}, false);
            json_.end_object();
        } else if constexpr (std::is_enum_v<T>) {
            words(words_of<T>(), may_be_null);
        } else {
            type("number", may_be_null);
            bounds();
        }
    }
    void bounds() {
        integer("minimum", 0);
        integer("maximum", kMostNumber);
    }

    JsonWriter json_;
};

}  // namespace effaith::practice
