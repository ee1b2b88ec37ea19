// Documents of practice as lists of parts: what a document has is said once, and its reader, its
// writer and its JSON Schema are made from that.
//
//     struct Consent {
//         std::string given_by;
//         std::optional<Date> date;
//         static constexpr auto parts() {
//             return std::tuple{part("given_by", &Consent::given_by, "Who agreed, by role.",
//             kNeeded),
//                               part("date", &Consent::date, "When.")};
//         }
//         friend bool operator==(const Consent&, const Consent&) = default;
//     };
//
// A member is text, a date, a decimal, a whole number, one of the words of an enum, a set of
// weekdays, a value as it was given, a row of cells, another struct with fields, or a list of any
// of these. What is not there is empty text, an optional without a value or an empty list.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/record.hpp"

namespace effaith::practice {

/// Whether a document may do without a part.
enum class Need : std::uint8_t { optional, needed };
inline constexpr Need kNeeded = Need::needed;

template <class Owner, class Member>
struct Part {
    std::string_view name;
    Member Owner::*member;
    std::string_view about;  ///< for the schema
    Need need = Need::optional;
};

template <class Owner, class Member>
constexpr Part<Owner, Member> part(std::string_view name, Member Owner::*member,
                                   std::string_view about, Need need = Need::optional) {
    return {name, member, about, need};
}

/// A struct that lists its parts.
template <class T>
concept HasParts = requires {
    T::parts();
};

template <HasParts T, class Visit>
constexpr void for_each_part(Visit&& visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, T::parts());
}

/// The words of an enum in documents, in its order: specialised beside each enum.
template <class Word>
struct WordsOf;

template <>
struct WordsOf<Outcome> {
    static constexpr const auto& names = kOutcomeNames;
};

/// A value as it stood in a document, a number or text (`"6y3m"`, the name of a step): what it
/// means depends on the measure. Empty where there is none.
struct Given {
    std::string text;
    bool is_number = false;

    bool is_there() const { return !text.empty(); }
    friend bool operator==(const Given&, const Given&) = default;
};

/// A value under a name that the document chose.
struct Cell {
    std::string name;
    Given value;

    friend bool operator==(const Cell&, const Cell&) = default;
};

/// A row of a table whose columns are not known beforehand: an object of names and values in
/// documents. No name is there twice, and a value that is not there has no cell.
struct Cells {
    std::vector<Cell> list;

    const Cell* find(std::string_view name) const {
        for (const Cell& cell : list)
            if (cell.name == name) return &cell;
        return nullptr;
    }
    friend bool operator==(const Cells&, const Cells&) = default;
};

}  // namespace effaith::practice
