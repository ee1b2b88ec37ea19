// The figures of a record as a list: name, kind and value, for every face that shows them.
//
// JSON, CSV, tables and columns go through this list, so that a figure has one name and one place
// in the order, and a new figure appears everywhere at once.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
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

/// What a figure's values are, whatever the record: whole numbers and decimals of so many places,
/// doubles, or one of some words.
struct FigureShape {
    static constexpr int kReal = -1;
    int places = kReal;
    std::span<const std::string_view> words;
};

namespace detail {

template <class T>
struct ShapeOf {
    static constexpr int places = FigureShape::kReal;
};
template <>
struct ShapeOf<std::int64_t> {
    static constexpr int places = 0;
};
template <class Unit, int Places>
struct ShapeOf<Fixed<Unit, Places>> {
    static constexpr int places = Places;
};
template <class T>
struct ShapeOf<std::optional<T>> : ShapeOf<T> {};

}  // namespace detail

struct RecordFigure {
    std::string_view name;
    FigureValue (*of)(const Impact&);
    FigureShape shape;
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

template <class T, class Whole>
constexpr FigureShape shape_of(T Whole::*) {
    return {ShapeOf<T>::places, {}};
}
template <auto Member>
constexpr RecordFigure dosage_figure(std::string_view name) {
    return {name, of_dosage<Member>, shape_of(Member)};
}
template <auto Member>
constexpr RecordFigure cost_figure(std::string_view name, bool is_cost = false) {
    return {name, of_cost<Member>, shape_of(Member), is_cost};
}
template <auto Member>
constexpr RecordFigure progress_figure(std::string_view name) {
    return {name, of_progress<Member>, shape_of(Member)};
}
/// A figure that is one of some choices, by its name.
template <auto Member, const auto& Names>
constexpr RecordFigure choice_figure(std::string_view name) {
    return {name,
            [](const Impact& impact) { return FigureValue::of(impact.progress.*Member, Names); },
            {FigureShape::kReal, Names}};
}

}  // namespace detail

/// Every figure of a record, in the order of documents.
inline constexpr std::array<RecordFigure, 34> kRecordFigures{{
    detail::dosage_figure<&Dosage::sessions_per_week>("sessions_per_week"),
    detail::dosage_figure<&Dosage::school_days>("school_days"),
    detail::dosage_figure<&Dosage::school_weeks>("school_weeks"),
    detail::dosage_figure<&Dosage::sessions_scheduled>("sessions_scheduled"),
    detail::dosage_figure<&Dosage::sessions_scheduled_min>("sessions_scheduled_min"),
    detail::dosage_figure<&Dosage::sessions_scheduled_max>("sessions_scheduled_max"),
    detail::dosage_figure<&Dosage::sessions_attended>("sessions_attended"),
    detail::dosage_figure<&Dosage::attendance_rate>("attendance_rate"),
    detail::dosage_figure<&Dosage::attendance_rate_min>("attendance_rate_min"),
    detail::dosage_figure<&Dosage::attendance_rate_max>("attendance_rate_max"),
    detail::dosage_figure<&Dosage::delivery_rate>("delivery_rate"),
    detail::dosage_figure<&Dosage::attended_share>("attended_share"),
    detail::dosage_figure<&Dosage::hours_planned>("hours_planned"),
    detail::dosage_figure<&Dosage::hours_received>("hours_received"),
    detail::dosage_figure<&Dosage::hours_per_week_planned>("hours_per_week_planned"),
    detail::dosage_figure<&Dosage::hours_per_week_received>("hours_per_week_received"),
    detail::dosage_figure<&Dosage::staff_hours>("staff_hours"),
    detail::dosage_figure<&Dosage::cumulative_intensity>("cumulative_intensity"),
    detail::cost_figure<&Cost::staff_cost>("staff_cost", true),
    detail::cost_figure<&Cost::capital_cost>("capital_cost"),
    detail::cost_figure<&Cost::total_cost>("total_cost", true),
    detail::progress_figure<&Progress::gain>("gain"),
    detail::progress_figure<&Progress::target_gain>("target_gain"),
    detail::progress_figure<&Progress::target_attainment>("target_attainment"),
    detail::choice_figure<&Progress::derived_outcome, kOutcomeNames>("derived_outcome"),
    detail::progress_figure<&Progress::elapsed_months>("elapsed_months"),
    detail::progress_figure<&Progress::ratio_gain>("ratio_gain"),
    detail::choice_figure<&Progress::ratio_gain_band, kRatioGainBandNames>("ratio_gain_band"),
    detail::progress_figure<&Progress::gain_per_week>("gain_per_week"),
    detail::progress_figure<&Progress::gain_per_hour>("gain_per_hour"),
    detail::progress_figure<&Progress::expected_gain>("expected_gain"),
    detail::progress_figure<&Progress::value_added>("value_added"),
    detail::progress_figure<&Progress::reliable_change_index>("reliable_change_index"),
    detail::choice_figure<&Progress::reliable_change, kReliableChangeNames>("reliable_change"),
}};

/// From so many roles on, a cost gives away nobody's rate.
inline constexpr int kRolesThatHide = 3;

/// A figure as it may be shown: withheld where the configuration says so.
inline FigureValue shown(const RecordFigure& figure, const RecordAnalysis& analysis,
                         bool redact_rates) {
    return redact_rates && figure.is_cost && analysis.different_roles < kRolesThatHide
               ? FigureValue{}
               : figure.of(analysis.impact);
}

}  // namespace effaith
