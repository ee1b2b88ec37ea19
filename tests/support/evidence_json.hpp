// Statistics as JSON, for tools and tests: arguments from it, results into it.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>
#include <vector>

#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"

namespace support {

/// An array of numbers; null is a missing value, and "Inf", "-Inf" and "NaN" are what they say.
inline double number_from(const nlohmann::json& value) {
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    if (value.is_boolean()) return value.get<bool>() ? 1.0 : 0.0;
    if (value.is_number()) return value.get<double>();
    if (value == "Inf") return kInfinite;
    return value == "-Inf" ? -kInfinite : kNone;
}
inline std::vector<double> numbers_from(const nlohmann::json& values) {
    std::vector<double> numbers;
    for (const nlohmann::json& value : values)
        numbers.push_back(number_from(value));
    return numbers;
}
/// An argument that may be left out or null.
inline double number_or(const nlohmann::json& args, const char* name, double otherwise) {
    const auto at = args.find(name);
    return at == args.end() || at->is_null() ? otherwise : number_from(*at);
}

/// A result as an object: numbers, words and counts, `{"reason": …}` where there is none.
template <class T>
nlohmann::json json_of(const T& value) {
    using effaith::stats::name_of;
    if constexpr (effaith::stats::HasFields<T>) {
        nlohmann::json object = nlohmann::json::object();
        effaith::stats::for_each_value(value, [&](const auto& field, const auto& member) {
            object[std::string(field.name)] = json_of(member);
        });
        return object;
    } else if constexpr (std::is_same_v<T, effaith::stats::Number>) {
        if (value) return *value;
        return {{"reason", name_of(value.reason())}};
    } else if constexpr (requires { value.name(); }) {
        if (value) return std::string(value.name());
        return {{"reason", name_of(value.reason())}};
    } else if constexpr (requires { value.begin(); } &&
                         !std::is_convertible_v<T, std::string_view>) {
        nlohmann::json array = nlohmann::json::array();
        for (const auto& item : value)
            array.push_back(json_of(item));
        return array;
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
        return std::string(value);
    } else {
        return value;
    }
}

}  // namespace support
