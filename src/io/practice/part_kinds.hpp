// The kinds of members that a document's parts have, for its reader, its writer and its schema.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/practice/document.hpp"

namespace effaith::practice {

inline constexpr std::size_t kMostEntries = 100'000;
inline constexpr std::int64_t kMostNumber = 1'000'000;
inline constexpr int kSchoolWeekdays = 5;

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
inline constexpr bool kIsList = false;
template <class T>
inline constexpr bool kIsList<std::vector<T>> = true;

/// The words of an enum, in its order.
template <class Word>
std::vector<std::string_view> words_of() {
    const auto& names = WordsOf<Word>::names;
    return {names.begin(), names.end()};
}
template <>
inline std::vector<std::string_view> words_of<Frequency>() {
    std::vector<std::string_view> codes;
    for (const FrequencyRule& rule : kFrequencies)
        codes.push_back(rule.code);
    return codes;
}

template <HasParts T>
std::vector<std::string_view> part_names() {
    std::vector<std::string_view> names;
    for_each_part<T>([&](const auto& part) { names.push_back(part.name); });
    return names;
}

}  // namespace effaith::practice
