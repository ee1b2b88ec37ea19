// Statistics as JSON: numbers, words and counts by their names, null where there is none, and
// beside them `reasons`, which says why by the path of the figure.
//
//     {"n":1,"sd":null,"limits":{"low":null,"high":null},"method":"…",
//      "reasons":{"sd":"too_few","limits.low":"too_few","limits.high":"too_few"}}
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "effaith/stats/explain.hpp"
#include "effaith/stats/fields.hpp"
#include "io/json_writer.hpp"

namespace effaith {

/// Figures that have no value, by their paths.
using MissingFigures = std::vector<std::pair<std::string, stats::Reason>>;

namespace statistics_json {

inline void write_figure(JsonWriter& json, const stats::FigureOf& figure) {
    if (const auto* number = std::get_if<double>(&figure)) return json.real(*number);
    if (const auto* count = std::get_if<std::int64_t>(&figure)) return json.integer(*count);
    if (const auto* word = std::get_if<std::string_view>(&figure)) return json.text(*word);
    json.null();
}

template <class Value>
void write_value(JsonWriter& json, const Value& value, const std::string& path,
                 MissingFigures& missing);

template <class T>
void write_fields(JsonWriter& json, const T& result, const std::string& prefix,
                  MissingFigures& missing) {
    stats::for_each_value(result, [&](const auto& field, const auto& value) {
        json.key(field.name);
        write_value(json, value, prefix + std::string(field.name), missing);
    });
}

template <class Value>
void write_value(JsonWriter& json, const Value& value, const std::string& path,
                 MissingFigures& missing) {
    if constexpr (stats::HasFields<Value>) {
        json.begin_object();
        write_fields(json, value, path + ".", missing);
        json.end_object();
    } else if constexpr (stats::kIsRows<Value>) {
        json.begin_list();
        for (std::size_t row = 0; row < value.size(); ++row)
            write_value(json, value[row], path + "." + std::to_string(row), missing);
        json.end_list();
    } else {
        const stats::FigureOf figure = stats::figure_of(value);
        write_figure(json, figure);
        if (const auto* reason = std::get_if<stats::Reason>(&figure))
            missing.emplace_back(path, *reason);
    }
}

}  // namespace statistics_json

/// Writes the names and values of a result into an object that is open, `reasons` last.
template <stats::HasFields T>
void write_statistic_members(JsonWriter& json, const T& result) {
    MissingFigures missing;
    statistics_json::write_fields(json, result, "", missing);
    json.key("reasons");
    json.begin_object();
    for (const auto& [path, reason] : missing) {
        json.key(path);
        json.text(stats::name_of(reason));
    }
    json.end_object();
}

/// Writes a result as an object.
template <stats::HasFields T>
void write_statistic(JsonWriter& json, const T& result) {
    json.begin_object();
    write_statistic_members(json, result);
    json.end_object();
}

/// Writes a working as a list of {path, how, working, value}, and `reason` where value is null.
inline void write_steps(JsonWriter& json, const std::vector<stats::Step>& steps) {
    json.begin_list();
    for (const stats::Step& step : steps) {
        json.begin_object();
        json.key("path");
        json.text(step.path);
        json.key("how");
        json.text(step.how);
        json.key("working");
        json.text(step.working);
        json.key("value");
        statistics_json::write_figure(json, step.value);
        if (const auto* reason = std::get_if<stats::Reason>(&step.value)) {
            json.key("reason");
            json.text(stats::name_of(*reason));
        }
        json.end_object();
    }
    json.end_list();
}

}  // namespace effaith
