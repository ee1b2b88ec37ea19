// The figures of a record as a list: name, kind and value, for every face that shows them.
//
// JSON, CSV, tables and columns go through this list, so that a figure has one name and one place
// in the order, and a new figure appears everywhere at once.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "effaith/engine.hpp"
#include "effaith/impact.hpp"

namespace effaith {

/// A figure's value: a whole number, an exact decimal, a double, a word, or none.
struct FigureValue {
    enum class Kind : std::uint8_t { none, decimal, real, word };
    Kind kind = Kind::none;
    int places = 0;  ///< of a decimal; 0 for a whole number
    Int128 raw = 0;  ///< of a decimal: a count of its smallest step
    double real = 0.0;
    std::string_view word;

    bool is_none() const { return kind == Kind::none; }

    static FigureValue of(const Int128& raw, int places) {
        FigureValue value;
        value.kind = Kind::decimal;
        value.raw = raw;
        value.places = places;
        return value;
    }
    template <class Unit, int Places>
    static FigureValue of(Fixed<Unit, Places> fixed) {
        return of(fixed.raw(), Places);
    }
    static FigureValue of(std::int64_t whole) { return of(Int128(whole), 0); }
    static FigureValue of(double real) {
        FigureValue value;
        value.kind = Kind::real;
        value.real = real;
        return value;
    }
    static FigureValue of(std::string_view word) {
        FigureValue value;
        value.kind = Kind::word;
        value.word = word;
        return value;
    }
    template <class T>
    static FigureValue of(const std::optional<T>& optional) {
        return optional ? of(*optional) : FigureValue{};
    }
    /// A choice by its name.
    template <class Enum, std::size_t N>
    static FigureValue of(const std::optional<Enum>& choice,
                          const std::array<std::string_view, N>& names) {
        return choice ? of(names[static_cast<std::size_t>(*choice)]) : FigureValue{};
    }
};

struct RecordFigure {
    std::string_view name;
    FigureValue (*of)(const Impact&);
    bool is_cost =
        false;  ///< withheld under redact_rates where fewer than three roles stand behind it
};

namespace detail {

template <auto Member>
FigureValue of_dosage(const Impact& impact) {
    return impact.dosage ? FigureValue::of((*impact.dosage).*Member) : FigureValue{};
}
template <auto Member>
FigureValue of_cost(const Impact& impact) {
    return impact.cost ? FigureValue::of((*impact.cost).*Member) : FigureValue{};
}
template <auto Member>
FigureValue of_progress(const Impact& impact) {
    return FigureValue::of(impact.progress.*Member);
}

}  // namespace detail

/// Every figure of a record, in the order of documents.
inline constexpr std::array<RecordFigure, 34> kRecordFigures{{
    {"sessions_per_week", detail::of_dosage<&Dosage::sessions_per_week>},
    {"school_days", detail::of_dosage<&Dosage::school_days>},
    {"school_weeks", detail::of_dosage<&Dosage::school_weeks>},
    {"sessions_scheduled", detail::of_dosage<&Dosage::sessions_scheduled>},
    {"sessions_scheduled_min", detail::of_dosage<&Dosage::sessions_scheduled_min>},
    {"sessions_scheduled_max", detail::of_dosage<&Dosage::sessions_scheduled_max>},
    {"sessions_attended", detail::of_dosage<&Dosage::sessions_attended>},
    {"attendance_rate", detail::of_dosage<&Dosage::attendance_rate>},
    {"attendance_rate_min", detail::of_dosage<&Dosage::attendance_rate_min>},
    {"attendance_rate_max", detail::of_dosage<&Dosage::attendance_rate_max>},
    {"delivery_rate", detail::of_dosage<&Dosage::delivery_rate>},
    {"attended_share", detail::of_dosage<&Dosage::attended_share>},
    {"hours_planned", detail::of_dosage<&Dosage::hours_planned>},
    {"hours_received", detail::of_dosage<&Dosage::hours_received>},
    {"hours_per_week_planned", detail::of_dosage<&Dosage::hours_per_week_planned>},
    {"hours_per_week_received", detail::of_dosage<&Dosage::hours_per_week_received>},
    {"staff_hours", detail::of_dosage<&Dosage::staff_hours>},
    {"cumulative_intensity", detail::of_dosage<&Dosage::cumulative_intensity>},
    {"staff_cost", detail::of_cost<&Cost::staff_cost>, true},
    {"capital_cost", detail::of_cost<&Cost::capital_cost>},
    {"total_cost", detail::of_cost<&Cost::total_cost>, true},
    {"gain", detail::of_progress<&Progress::gain>},
    {"target_gain", detail::of_progress<&Progress::target_gain>},
    {"target_attainment", detail::of_progress<&Progress::target_attainment>},
    {"derived_outcome",
     [](const Impact& impact) {
         return FigureValue::of(impact.progress.derived_outcome, kOutcomeNames);
     }},
    {"elapsed_months", detail::of_progress<&Progress::elapsed_months>},
    {"ratio_gain", detail::of_progress<&Progress::ratio_gain>},
    {"ratio_gain_band",
     [](const Impact& impact) {
         return FigureValue::of(impact.progress.ratio_gain_band, kRatioGainBandNames);
     }},
    {"gain_per_week", detail::of_progress<&Progress::gain_per_week>},
    {"gain_per_hour", detail::of_progress<&Progress::gain_per_hour>},
    {"expected_gain", detail::of_progress<&Progress::expected_gain>},
    {"value_added", detail::of_progress<&Progress::value_added>},
    {"reliable_change_index", detail::of_progress<&Progress::reliable_change_index>},
    {"reliable_change",
     [](const Impact& impact) {
         return FigureValue::of(impact.progress.reliable_change, kReliableChangeNames);
     }},
}};

/// A figure as it may be shown: withheld where the configuration says so.
inline FigureValue shown(const RecordFigure& figure, const RecordAnalysis& analysis,
                         bool redact_rates) {
    return redact_rates && figure.is_cost && analysis.different_roles < 3
               ? FigureValue{}
               : figure.of(analysis.impact);
}

}  // namespace effaith
