// The working of a statistic: every figure with how it is worked, first by the names of what goes
// in, then with their numbers.
//
//     explain(result)[3]  ->  path     "se"
//                             how      "sd / sqrt(n)"
//                             working  "7.626020337 / sqrt(37)"
//                             value    1.2537100206359004
//
// Made from fields() alone, so that no figure can lack its working. A name in a formula is a field
// of the same struct, or of one around it; `block.name` reaches into a block. A name whose figure
// has no value stays a name. What is no formula but a few words ("values used") is left as it is.
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"

namespace effaith::stats {

/// A figure's value: a number, a count, a word or text, or the reason why there is none.
using FigureOf = std::variant<Reason, double, std::int64_t, std::string_view>;

struct Step {
    std::string path;      ///< "se", "t_test.p", "rows.3.category"
    std::string_view how;  ///< as fields() says it
    std::string working;   ///< the same with numbers put in
    FigureOf value;
};

inline FigureOf figure_of(const Number& value) {
    return value ? FigureOf(*value) : FigureOf(value.reason());
}
inline FigureOf figure_of(std::int64_t value) {
    return value;
}
inline FigureOf figure_of(std::string_view value) {
    return value;
}
template <class Word>
FigureOf figure_of(const Choice<Word>& value) {
    return value ? FigureOf(value.name()) : FigureOf(value.reason());
}

/// Whether a field is a list of rows.
template <class T>
inline constexpr bool kIsRows = false;
template <class Row>
inline constexpr bool kIsRows<std::vector<Row>> = true;

namespace working {

/// Enough digits to check a sum by hand.
inline constexpr int kShownDigits = 10;

inline std::string shown(double value) {
    std::array<char, 40> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                   std::chars_format::general, kShownDigits)
                         .ptr;
    return {digits.data(), end};
}
/// "" where there is no value.
inline std::string shown(const FigureOf& figure) {
    if (const auto* number = std::get_if<double>(&figure)) return shown(*number);
    if (const auto* count = std::get_if<std::int64_t>(&figure)) return std::to_string(*count);
    if (const auto* word = std::get_if<std::string_view>(&figure)) return std::string(*word);
    return {};
}

constexpr bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_in_name(char c) {
    return begins_name(c) || (c >= '0' && c <= '9') || c == '.';
}
/// How long the name at the beginning of a text is; a full stop after it is not part of it.
constexpr std::size_t name_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && is_in_name(text[length]))
        ++length;
    while (length > 0 && text[length - 1] == '.')
        --length;
    return length;
}

/// A formula has an operator between spaces, or a function, or is one name alone.
constexpr bool is_formula(std::string_view how) {
    for (const std::string_view sign : {" + ", " - ", " -+ ", " * ", " / ", " ^ "})
        if (how.find(sign) != how.npos) return true;
    for (std::size_t i = 1; i < how.size(); ++i)
        if (how[i] == '(' && is_in_name(how[i - 1])) return true;
    return !how.empty() && begins_name(how[0]) && name_length(how) == how.size();
}

template <class T>
std::string look_up(const T& owner, std::string_view name);

/// The text of a figure that a name stands for, seen from its field; "" where there is none.
template <class Value>
std::string text_at(const Value& value, std::string_view rest) {
    if constexpr (HasFields<Value>) {
        return rest.empty() ? std::string() : look_up(value, rest.substr(1));
    } else if constexpr (kIsRows<Value>) {
        return {};
    } else {
        return rest.empty() ? shown(figure_of(value)) : std::string();
    }
}

template <class T>
std::string look_up(const T& owner, std::string_view name) {
    const std::string_view first = name.substr(0, name.find('.'));
    std::string found;
    for_each_value(owner, [&](const auto& field, const auto& value) {
        if (field.name == first) found = text_at(value, name.substr(first.size()));
    });
    return found;
}

/// Structs from the innermost outwards, in which a name is looked up.
struct Scope {
    const void* owner;
    std::string (*find)(const void* owner, std::string_view name);
    const Scope* outer;
};

template <class T>
Scope scope_of(const T& owner, const Scope* outer) {
    const auto find = [](const void* at, std::string_view name) {
        return look_up(*static_cast<const T*>(at), name);
    };
    return {&owner, find, outer};
}

inline std::string value_of(const Scope& innermost, std::string_view name) {
    for (const Scope* scope = &innermost; scope != nullptr; scope = scope->outer) {
        std::string found = scope->find(scope->owner, name);
        if (!found.empty()) return found;
    }
    return {};
}

/// Appends a value; a negative one after an operator in brackets.
inline void append_value(std::string& out, const std::string& value) {
    const std::size_t last = out.find_last_not_of(' ');
    const bool after_sign =
        last != out.npos && std::string_view("+-*/^").find(out[last]) != std::string_view::npos;
    out += after_sign && value.front() == '-' ? "(" + value + ")" : value;
}

inline std::string with_numbers(std::string_view how, const Scope& scope) {
    if (!is_formula(how)) return std::string(how);
    std::string out;
    while (!how.empty()) {
        const std::size_t length = name_length(how);
        const std::string_view name = how.substr(0, length == 0 ? 1 : length);
        how.remove_prefix(name.size());
        const bool is_name = begins_name(name.front());
        const bool is_function = !how.empty() && how.front() == '(';
        const std::string value = is_name && !is_function ? value_of(scope, name) : std::string();
        value.empty() ? void(out += name) : append_value(out, value);
    }
    return out;
}

template <class T>
void add_steps(std::vector<Step>& steps, const T& owner, const std::string& prefix,
               const Scope* outer);

template <class Value>
void add_step(std::vector<Step>& steps, std::string path, std::string_view how, const Value& value,
              const Scope& scope) {
    if constexpr (std::is_same_v<Value, Interval>) {
        // Both limits come from the formula of the interval.
        const std::string worked = with_numbers(how, scope);
        steps.push_back({path + ".low", how, worked, figure_of(value.low)});
        steps.push_back({path + ".high", how, worked, figure_of(value.high)});
    } else if constexpr (HasFields<Value>) {
        add_steps(steps, value, path + ".", &scope);
    } else if constexpr (kIsRows<Value>) {
        for (std::size_t row = 0; row < value.size(); ++row)
            add_steps(steps, value[row], path + "." + std::to_string(row) + ".", &scope);
    } else {
        steps.push_back({std::move(path), how, with_numbers(how, scope), figure_of(value)});
    }
}

template <class T>
void add_steps(std::vector<Step>& steps, const T& owner, const std::string& prefix,
               const Scope* outer) {
    const Scope scope = scope_of(owner, outer);
    for_each_value(owner, [&](const auto& field, const auto& value) {
        add_step(steps, prefix + std::string(field.name), field.how, value, scope);
    });
}

}  // namespace working

/// Every figure of a result with its working, in order; a block's figures after one another, and so
/// a row's. Linear in the number of figures.
template <HasFields T>
std::vector<Step> explain(const T& result) {
    std::vector<Step> steps;
    working::add_steps(steps, result, "", nullptr);
    return steps;
}

}  // namespace effaith::stats
