// Random documents of practice, part by part: whatever a document may hold, with parts missing as
// often as not.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "dice.hpp"
#include "io/practice/part_kinds.hpp"

namespace support {

/// Texts that readers and writers stumble over.
inline std::string random_text(Dice& dice) {
    static const std::vector<std::string> kTexts{
        "L1",   "S1",   "targeted", "<b>&amp;</b>", "\"\\\"",      "Dysgwr ŵ", "a\nb\tc", "{n}",
        "\x01", "null", "😀",        "=1+1",         "reading_age", "6y3m",     "~/0"};
    return dice.pick(kTexts) + (dice.one_in(3) ? std::to_string(dice.below(4)) : "");
}

inline effaith::Date random_date(Dice& dice) {
    return effaith::Date::from_days(static_cast<int>(dice.below(40000)) - 10000);
}

template <class T>
T random_part(Dice& dice, int depth = 0);

template <effaith::practice::HasParts T>
T random_document(Dice& dice, int depth = 0) {
    T document;
    effaith::practice::for_each_part<T>([&](const auto& part) {
        const bool is_needed = part.need == effaith::practice::Need::needed;
        if (!is_needed && dice.one_in(2)) return;
        using Member = std::remove_cvref_t<decltype(document.*part.member)>;
        document.*part.member = random_part<Member>(dice, depth);
    });
    return document;
}

inline effaith::practice::Given random_given(Dice& dice) {
    static const std::vector<std::string> kNumbers{"0", "-1", "2.50", "1e3", "100000"};
    const bool is_number = dice.one_in(2);
    return {is_number ? dice.pick(kNumbers) : random_text(dice), is_number};
}

inline effaith::practice::Cells random_cells(Dice& dice) {
    effaith::practice::Cells cells;
    for (std::size_t i = dice.below(5); i > 0; --i) {
        const bool is_field = dice.one_in(2);
        const std::string name =
            is_field ? std::string(effaith::kFieldNames[dice.below(effaith::kFieldCount)])
                     : random_text(dice);
        if (cells.find(name) == nullptr) cells.list.push_back({name, random_given(dice)});
    }
    return cells;
}

template <class T>
T random_part(Dice& dice, int depth) {
    using namespace effaith::practice;
    if constexpr (kIsOptional<T>) {
        return random_part<typename T::value_type>(dice, depth);
    } else if constexpr (kIsList<T>) {
        T list;
        for (std::size_t i = dice.below(depth > 2 ? 2 : 4); i > 0; --i)
            list.push_back(random_part<typename T::value_type>(dice, depth + 1));
        return list;
    } else if constexpr (HasParts<T>) {
        return random_document<T>(dice, depth + 1);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return random_text(dice);
    } else if constexpr (std::is_same_v<T, Given>) {
        return random_given(dice);
    } else if constexpr (std::is_same_v<T, Cells>) {
        return random_cells(dice);
    } else if constexpr (std::is_same_v<T, effaith::Date>) {
        return random_date(dice);
    } else if constexpr (std::is_same_v<T, bool>) {
        return dice.one_in(2);
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return static_cast<std::int64_t>(dice.below(1'000'001));
    } else if constexpr (std::is_same_v<T, effaith::WeekdaySet>) {
        T days;
        for (int day = 0; day < kSchoolWeekdays; ++day)
            if (dice.one_in(2)) days.add(static_cast<effaith::Weekday>(day));
        return days;
    } else if constexpr (std::is_enum_v<T>) {
        return static_cast<T>(dice.below(words_of<T>().size()));
    } else {
        return T::from_raw(static_cast<std::int64_t>(dice.below(1'000'000)));
    }
}

}  // namespace support
