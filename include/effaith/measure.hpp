// What progress is measured by: reading ages, standardised scores, counts, ladders of tailored
// steps.
//
// A measure's direction says whether a higher or a lower value is better; it is that of one
// sub-scale, never of a whole instrument. Gains are signed so that better is positive. A ladder's
// value is the position of its step, counted from 1.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/fixed.hpp"

namespace effaith {

enum class MeasureKind : std::uint8_t {
    raw,
    standard_score,
    age_equivalent,  ///< in months
    ladder,
    percent,
    goal_attainment
};

inline constexpr std::array<std::string_view, 6> kMeasureKindNames{
    "raw", "standard_score", "age_equivalent", "ladder", "percent", "goal_attainment"};

enum class Direction : std::int8_t { lower_is_better = -1, higher_is_better = 1 };

/// Least and most of a measure's values, both possible.
struct ScoreRange {
    Parameter least;
    Parameter most;
};

struct Measure {
    std::string id;
    std::string name;
    std::string unit;
    MeasureKind kind = MeasureKind::raw;
    Direction direction = Direction::higher_is_better;
    std::optional<ScoreRange> range;
    std::optional<Parameter> sd;           ///< of the norm group, in the measure's unit; > 0
    std::optional<Parameter> reliability;  ///< test-retest, 0 to 1
    std::optional<Parameter> expected_gain_per_month;
    std::optional<Parameter>
        tolerance;                   ///< how near to the target still counts as the target; >= 0
    std::vector<std::string> steps;  ///< of a ladder, from the first up
};

/// A value on a measure. A censored one (`<6:00`, `>13:06`) is kept and counted, and gives no
/// number.
struct ScoreValue {
    enum class Kind : std::uint8_t { absent, known, below, above };
    Kind kind = Kind::absent;
    Score value;

    static ScoreValue known(Score score) { return {Kind::known, score}; }
    bool is_known() const { return kind == Kind::known; }
    bool is_censored() const { return kind == Kind::below || kind == Kind::above; }
};

}  // namespace effaith
