// Statistics across the border: arguments in, results as structs of C.
//
// A struct of C is made from fields() of the result, member by member: struct_size, 0, and then in
// order effaith_number, effaith_choice, int64_t, effaith_text, blocks one in another, and for rows
// their number. Each of these is a multiple of 8 bytes on every processor, so nothing stands
// between them. That the header says the same is tested.
#pragma once

#include <array>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <string_view>
#include <tuple>

#include "boundary.hpp"
#include "effaith/stats/explain.hpp"
#include "stats/calls.hpp"
#include "structs.hpp"

namespace effaith::capi {

// --- Results -------------------------------------------------------------------------------------

template <class T>
constexpr std::size_t size_in_c();
template <class Owner, class Member>
constexpr std::size_t size_of_member(const stats::FieldOf<Owner, Member>&) {
    return size_in_c<Member>();
}

/// How many bytes a figure, a block or a result has in C; a result's struct_size and the member
/// after it are not counted.
template <class T>
constexpr std::size_t size_in_c() {
    if constexpr (stats::HasFields<T>) {
        std::size_t size = 0;
        stats::for_each_field<T>([&](const auto& field) { size += size_of_member(field); });
        return size;
    } else if constexpr (std::is_same_v<T, stats::Number>) {
        return sizeof(effaith_number);
    } else if constexpr (std::is_same_v<T, std::string_view>) {
        return sizeof(effaith_text);
    } else {
        static_assert(sizeof(effaith_choice) == sizeof(std::int64_t));
        return sizeof(std::int64_t);
    }
}

inline constexpr std::size_t kResultHead = 2 * sizeof(std::uint32_t);

/// Writes figures one after another.
class FigureWriter {
  public:
    explicit FigureWriter(void* place) : at_(static_cast<std::byte*>(place)) {}

    void put(const stats::Number& value) {
        put_bytes(
            effaith_number{value ? *value : 0.0, static_cast<std::int32_t>(value.reason()), 0});
    }
    /// Words are counted from 1.
    template <class Word>
    void put(const stats::Choice<Word>& value) {
        put_choice(value ? static_cast<std::int32_t>(*value) + 1 : 0, value.reason());
    }
    void put(const stats::Flag& value) {
        put_choice(value && *value == stats::YesNo::yes ? 1 : 0, value.reason());
    }
    void put(std::int64_t value) { put_bytes(value); }
    void put(std::string_view value) { put_bytes(effaith_text{value.data(), value.size()}); }
    template <class Row>
    void put(const std::vector<Row>& rows) {
        put_bytes(static_cast<std::int64_t>(rows.size()));
    }
    template <stats::HasFields T>
    void put(const T& block) {
        stats::for_each_value(block, [&](const auto&, const auto& value) { put(value); });
    }

  private:
    void put_choice(std::int32_t value, stats::Reason reason) {
        put_bytes(effaith_choice{value, static_cast<std::int32_t>(reason)});
    }
    template <class T>
    void put_bytes(const T& value) {
        std::memcpy(at_, &value, sizeof value);
        at_ += sizeof value;
    }
    std::byte* at_;
};

/// Reads what FigureWriter wrote; rows are not in it.
class FigureReader {
  public:
    explicit FigureReader(const void* place) : at_(static_cast<const std::byte*>(place)) {}
    /// Whether every reason and choice was one that there is.
    bool is_sound() const { return is_sound_; }

    void take(stats::Number& value) {
        const auto given = take_bytes<effaith_number>();
        const stats::Reason reason = reason_of(given.reason);
        value = reason == stats::Reason::none ? stats::Number(given.value) : stats::Number(reason);
    }
    template <class Word>
    void take(stats::Choice<Word>& value) {
        take_choice(value, 1, stats::WordNames<Word>::names.size());
    }
    void take(stats::Flag& value) { take_choice(value, 0, 2); }
    void take(std::int64_t& value) { value = take_bytes<std::int64_t>(); }
    void take(std::string_view& value) {
        const auto text = text_of(take_bytes<effaith_text>());
        is_sound_ = is_sound_ && text;
        value = text.value_or("");
    }
    template <class Row>
    void take(std::vector<Row>&) {
        take_bytes<std::int64_t>();
    }
    template <stats::HasFields T>
    void take(T& block) {
        stats::for_each_field<T>([&](const auto& field) { take(block.*field.member); });
    }

  private:
    template <class T>
    T take_bytes() {
        T value;
        std::memcpy(&value, at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    template <class Word>
    void take_choice(stats::Choice<Word>& value, std::int32_t first, std::size_t words) {
        const auto given = take_bytes<effaith_choice>();
        const stats::Reason reason = reason_of(given.reason);
        value = reason;
        if (reason != stats::Reason::none) return;
        const std::int32_t at = given.value - first;
        if (at >= 0 && static_cast<std::size_t>(at) < words)
            value = static_cast<Word>(at);
        else
            is_sound_ = false;
    }
    stats::Reason reason_of(std::int32_t number) {
        if (number >= 0 && static_cast<std::size_t>(number) < stats::kReasons.size())
            return static_cast<stats::Reason>(number);
        is_sound_ = false;
        return stats::Reason::not_estimable;
    }
    const std::byte* at_;
    bool is_sound_ = true;
};

// --- Arguments -----------------------------------------------------------------------------------

/// An array of the caller.
struct List {
    const double* data;
    std::size_t size;
};

inline Status check_argument(const List& list, const stats::Argument& argument,
                             std::type_identity<stats::Values>) {
    constexpr std::size_t kMost = std::numeric_limits<std::ptrdiff_t>::max() / sizeof(double);
    if (list.size <= kMost && (list.data != nullptr || list.size == 0)) return Done{};
    const std::string name(argument.name);
    return misuse(name + " is NULL, or its size is no size.", name);
}
inline Status check_argument(double, const stats::Argument&, std::type_identity<double>) {
    return Done{};
}
inline Status check_argument(std::int64_t, const stats::Argument&,
                             std::type_identity<std::int64_t>) {
    return Done{};
}
inline Status check_argument(std::int32_t, const stats::Argument&, std::type_identity<bool>) {
    return Done{};
}
/// Words are counted from 1; 0 takes what the argument is where it is left out.
template <class Word>
Status check_argument(std::int32_t word, const stats::Argument& argument,
                      std::type_identity<Word>) {
    const std::int32_t first = argument.required ? 1 : 0;
    if (word >= first && static_cast<std::size_t>(word) <= stats::WordNames<Word>::names.size())
        return Done{};
    const std::string name(argument.name);
    return misuse(name + " is " + std::to_string(word) + ", which is none of its words.", name);
}

inline stats::Values argument_of(const List& list, const stats::Argument&,
                                 std::type_identity<stats::Values>) {
    return {list.data, list.size};
}
/// A NaN takes what the argument is where it is left out.
inline double argument_of(double value, const stats::Argument& argument,
                          std::type_identity<double>) {
    return std::isnan(value) && !argument.required ? argument.otherwise : value;
}
inline std::int64_t argument_of(std::int64_t value, const stats::Argument&,
                                std::type_identity<std::int64_t>) {
    return value;
}
inline bool argument_of(std::int32_t value, const stats::Argument&, std::type_identity<bool>) {
    return value != 0;
}
template <class Word>
Word argument_of(std::int32_t word, const stats::Argument& argument, std::type_identity<Word>) {
    return word == 0 ? static_cast<Word>(argument.otherwise) : static_cast<Word>(word - 1);
}

// --- Rows ----------------------------------------------------------------------------------------

/// Where the caller has room for rows: an array of structs of `row_size` bytes, of which this
/// library knows `known`.
struct RowList {
    template <class Row>
    RowList(Row* array, std::size_t size, std::size_t length, const char* called)
        : rows(array),
          row_size(size),
          room(length),
          known(sizeof(Row)),
          alignment(alignof(Row)),
          name(called) {}
    void* rows;
    std::size_t row_size;
    std::size_t room;
    std::size_t known;
    std::size_t alignment;
    const char* name;
};

/// Errors: invalid_argument for memory or a size that cannot be.
Status check_rows(const RowList& list);

template <class Row>
void write_rows(const std::vector<Row>& rows, const RowList& list) {
    auto* place = static_cast<std::byte*>(list.rows);
    for (std::size_t i = 0; i < rows.size() && i < list.room; ++i, place += list.row_size) {
        FigureWriter(place).put(rows[i]);
        std::memset(place + list.known, 0, list.row_size - list.known);
    }
}

/// Every list of rows of a result, in order.
template <class T, class Visit>
void for_each_rows(const T& result, const Visit& visit) {
    stats::for_each_value(result, [&](const auto&, const auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (stats::kIsRows<Value>) {
            visit(value);
        } else if constexpr (stats::HasFields<Value>) {
            for_each_rows(value, visit);
        }
    });
}

// --- Calls ---------------------------------------------------------------------------------------

/// A name as an argument of a template.
template <std::size_t N>
struct CallName {
    constexpr CallName(const char (&text)[N]) { std::copy_n(text, N, letters.begin()); }
    constexpr std::string_view view() const { return {letters.data(), N - 1}; }
    std::array<char, N> letters{};
};

template <CallName name>
constexpr const auto& call_named() {
    constexpr std::size_t kAt = [] {
        std::size_t at = 0;
        bool found = false;
        stats::for_each_call([&](const auto& call) {
            found = found || call.name == name.view();
            if (!found) ++at;
        });
        return at;
    }();
    return std::get<kAt>(stats::kCalls);
}

/// Whether every argument can be used.
template <class Called, class... Given>
Status check_arguments(const Called& call, const std::tuple<Given...>& given) {
    Status fits = Done{};
    const auto check = [&](const auto& value, const stats::Argument& argument, auto type) {
        if (!fits) return;
        if (const Status one = check_argument(value, argument, type); !one) fits = one;
    };
    [&]<std::size_t... At>(std::index_sequence<At...>) {
        (check(std::get<At>(given), call.arguments[At],
               std::type_identity<std::tuple_element_t<At, typename Called::Types>>{}),
         ...);
    }
    (std::index_sequence_for<Given...>{});
    return fits;
}

template <class Called, class... Given>
typename Called::Result run_call(const Called& call, const std::tuple<Given...>& given) {
    return [&]<std::size_t... At>(std::index_sequence<At...>) {
        return call.run(
            argument_of(std::get<At>(given), call.arguments[At],
                        std::type_identity<std::tuple_element_t<At, typename Called::Types>>{})...);
    }
    (std::index_sequence_for<Given...>{});
}

/// Answers a call of C: checks what it was given, runs the statistic, and writes the answer.
template <CallName name, class Out, class... Given>
effaith_status answer(Out* result, effaith_error** error, const std::tuple<Given...>& given,
                      std::initializer_list<RowList> lists = {}) noexcept {
    static constexpr const auto& call = call_named<name>();
    using Made = typename std::remove_cvref_t<decltype(call)>::Result;
    static_assert(sizeof(Out) == kResultHead + size_in_c<Made>());
    static_assert(sizeof(Out) <= kMostSize);
    static_assert(stats::Results::has<Made>, "A result has a number: its place in Results.");
    return guarded(error, [&]() -> Status {
        if (const Status fits = check_out(result, "result"); !fits) return fits;
        if (const Status fits = check_arguments(call, given); !fits) return fits;
        for (const RowList& list : lists)
            if (const Status fits = check_rows(list); !fits) return fits;
        const Made made = run_call(call, given);
        const RowList* list = lists.begin();
        for_each_rows(made, [&](const auto& rows) { write_rows(rows, *list++); });
        Out out{};
        FigureWriter(reinterpret_cast<std::byte*>(&out) + kResultHead).put(made);
        write_struct(out, result);
        return Done{};
    });
}

}  // namespace effaith::capi
