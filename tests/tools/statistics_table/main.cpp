// Prints what the faces of the statistics are made from: reasons, words, results with their fields,
// calls with their arguments.
#include <cmath>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "effaith/stats/explain.hpp"
#include "stats/calls.hpp"

namespace {

using namespace effaith::stats;
using Json = nlohmann::ordered_json;

/// The name of a type without its namespaces, as both compilers that are used here write it.
template <class T>
std::string type_name() {
    const std::string_view text = __PRETTY_FUNCTION__;
    const std::size_t from = text.find("T = ") + 4;
    const std::string_view whole = text.substr(from, text.find_first_of(";]", from) - from);
    return std::string(whole.substr(whole.rfind(':') + 1));
}

template <class T>
struct IsRows {
    static constexpr bool value = false;
};
template <class Row>
struct IsRows<std::vector<Row>> {
    static constexpr bool value = true;
    using Of = Row;
};
template <class T>
struct IsChoice {
    static constexpr bool value = false;
};
template <class Word>
struct IsChoice<Choice<Word>> {
    static constexpr bool value = true;
    using Of = Word;
};

class Table {
  public:
    Json take() { return std::move(table_); }

    void add_reasons() {
        for (const ReasonText& each : kReasons)
            table_["reasons"].push_back({{"name", each.name}, {"sentence", each.sentence}});
    }
    void add_choices() {
        Choices::each([&]<class Word>() {
            table_["choices"].push_back(
                {{"type", type_name<Word>()}, {"words", WordNames<Word>::names}});
        });
    }
    void add_results() {
        table_["results"] = Json::array();
        Results::each([&]<class T>() {
            add_struct<T>();
            table_["results"].push_back(type_name<T>());
        });
    }
    void add_calls() {
        for_each_call([&](const auto& call) {
            using Result = typename std::remove_cvref_t<decltype(call)>::Result;
            Json arguments = Json::array();
            for_each_argument(call, [&](const Argument& argument, auto type) {
                arguments.push_back(argument_of<typename decltype(type)::type>(argument));
            });
            table_["calls"].push_back({{"name", call.name},
                                       {"arguments", arguments},
                                       {"result", type_name<Result>()}});
        });
    }

  private:
    template <class T>
    void add_struct() {
        const std::string name = type_name<T>();
        if (known_.contains(name)) return;
        known_[name] = true;
        Json fields = Json::array();
        for_each_field<T>([&](const auto& field) { fields.push_back(field_of(field)); });
        table_["structs"].push_back({{"type", name}, {"fields", fields}});
    }
    template <class Owner, class Member>
    Json field_of(const FieldOf<Owner, Member>& field) {
        Json made{{"name", field.name}, {"how", field.how}};
        if constexpr (std::is_same_v<Member, Number>) {
            made["kind"] = "number";
        } else if constexpr (std::is_same_v<Member, std::int64_t>) {
            made["kind"] = "count";
        } else if constexpr (std::is_same_v<Member, std::string_view>) {
            made["kind"] = "text";
        } else if constexpr (std::is_same_v<Member, Interval>) {
            made["kind"] = "interval";
        } else if constexpr (std::is_same_v<Member, Flag>) {
            made["kind"] = "flag";
        } else if constexpr (IsChoice<Member>::value) {
            using Word = typename IsChoice<Member>::Of;
            static_assert(Choices::has<Word>, "A choice has a number: its place in Choices.");
            made["kind"] = "choice";
            made["type"] = type_name<Word>();
        } else if constexpr (IsRows<Member>::value) {
            made["kind"] = "rows";
            made["type"] = type_name<typename IsRows<Member>::Of>();
            add_struct<typename IsRows<Member>::Of>();
        } else {
            made["kind"] = "block";
            made["type"] = type_name<Member>();
            add_struct<Member>();
        }
        return made;
    }
    template <class T>
    static Json argument_of(const Argument& argument) {
        Json made{{"name", argument.name}, {"required", argument.required}};
        const bool given = !std::isnan(argument.otherwise);
        made["otherwise"] = given ? Json(argument.otherwise) : Json();
        if constexpr (std::is_same_v<T, Values>) {
            made["kind"] = "values";
        } else if constexpr (std::is_same_v<T, double>) {
            made["kind"] = "number";
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
            made["kind"] = "count";
        } else if constexpr (std::is_same_v<T, bool>) {
            made["kind"] = "flag";
        } else {
            static_assert(Choices::has<T>, "A choice has a number: its place in Choices.");
            made["kind"] = "word";
            made["type"] = type_name<T>();
        }
        return made;
    }

    Json table_;
    std::map<std::string, bool> known_;
};

}  // namespace

int main() {
    Table table;
    table.add_reasons();
    table.add_choices();
    table.add_results();
    table.add_calls();
    std::cout << table.take().dump(1) << '\n';
}
