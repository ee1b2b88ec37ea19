// The fields of a result as a list: name, member, and how the figure is worked.
//
// Each result struct lists its fields once, in `fields()`. C structs, Python objects, JSON and the
// working shown by explain.hpp are made from that list, so that a figure has one name and one
// place, and a new figure appears everywhere at once.
//
//     struct Spread {
//         std::int64_t n = 0;
//         Number sd;
//         static constexpr auto fields() {
//             return field_list(field("n", &Spread::n, "values used"),
//                               field("sd", &Spread::sd, "sqrt(sum_of_squares / (n - 1))"));
//         }
//     };
//
// `how` is a formula over the names of other fields of the same result (explain puts their numbers
// in), or, for what comes from the data, a few words. A field is an int64 count, a Number, a
// Choice, a text that lives for ever (`method`), another struct with fields (an Interval, a block),
// or a vector of such structs (a row for each learner or unit).
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "effaith/stats/number.hpp"

namespace effaith::stats {

template <class Owner, class Member>
struct FieldOf {
    std::string_view name;
    Member Owner::*member;
    std::string_view how;
};

template <class Owner, class Member>
constexpr FieldOf<Owner, Member> field(std::string_view name, Member Owner::*member,
                                       std::string_view how) {
    return {name, member, how};
}

/// The fields of a result, one after another; the list is called with what is to be done with each.
///
/// Decision: a function that holds them, because a std::tuple of sixty different types takes a
/// compiler seconds.
template <class... Fields>
constexpr auto field_list(Fields... fields) {
    return [=](auto&& visit) constexpr {
        (visit(fields), ...);
    };
}

/// A struct that lists its fields.
template <class T>
concept HasFields = requires {
    T::fields();
};

/// Calls `visit(field)` for each field of T, in order.
template <HasFields T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    T::fields()(visit);
}

/// Calls `visit(field, value)` for each field of a result, in order.
template <HasFields T, class Visit>
constexpr void for_each_value(const T& result, Visit&& visit) {
    for_each_field<T>([&](const auto& each) { visit(each, result.*each.member); });
}

/// A confidence interval; its level is that of the call.
struct Interval {
    Number low;
    Number high;

    static Interval none(Reason reason) { return {reason, reason}; }
    static constexpr auto fields() {
        return field_list(field("low", &Interval::low, "lower limit"),
                          field("high", &Interval::high, "upper limit"));
    }
};

}  // namespace effaith::stats
