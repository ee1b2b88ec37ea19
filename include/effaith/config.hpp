// A configuration: calendars, rates, catalogue, measures, code sets and policies, as plain values.
//
// It is read from JSON by io/config_reader.hpp or filled in by a program, and checked once, when an
// engine is made of it. Every part has a default, so an empty configuration works.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/calendar.hpp"
#include "effaith/measure.hpp"
#include "effaith/policy.hpp"
#include "effaith/rates.hpp"
#include "effaith/thresholds.hpp"
#include "effaith/version.hpp"

namespace effaith {

/// A calendar by name (`typical`, `wales/gwynedd`), or one of its own where `years` are given.
struct CalendarChoice {
    std::string name = "typical";
    bool inset_closed = false;  ///< of a named calendar: close the INSET days that are known
    std::vector<AcademicYear> years;
};

/// One intervention of the catalogue: its published name, its other names, and what follows from
/// it.
struct CatalogueEntry {
    std::string intervention;
    std::vector<std::string> aliases;
    std::string support_type;
    std::string measure;  ///< id of the measure for records that name none; empty for none
};

/// A code, what people call it, and the days on which it was or is in use.
struct Code {
    std::string code;
    std::string en;
    std::string cy;
    std::optional<Date> from;
    std::optional<Date> to;  ///< the last day
};

/// The lists of codes that a record's fields are held against.
enum class CodeSet : std::uint8_t { area_of_need, tier, role, support_type, year_group };
inline constexpr std::size_t kCodeSetCount = 5;
inline constexpr std::array<std::string_view, kCodeSetCount> kCodeSetNames{
    "area_of_need", "tier", "role", "support_type", "year_group"};

/// The code sets of a configuration; a set that is not given is that of Wales and England together.
using CodeSets = std::array<std::optional<std::vector<Code>>, kCodeSetCount>;

enum class LanguageCode : std::uint8_t { en, cy };
inline constexpr std::array<std::string_view, 2> kLanguageNames{"en", "cy"};

enum class Rounding : std::uint8_t { none, five };

/// How published tables are protected (rows and cells about few learners).
struct DisclosureRules {
    std::int64_t threshold = 5;
    Rounding rounding = Rounding::none;
    bool hide_class = false;
};

/// Declares that learners were chosen because their first score on a measure was low; what that
/// alone brings (regression to the mean) is then told apart from their gain. Never guessed.
struct Selection {
    std::string measure;            ///< id of a measure
    Parameter below;                ///< the score below which learners were chosen
    std::optional<Parameter> mean;  ///< of the population they were chosen from; of a standard
                                    ///< score 100 where it is not given
};

struct Config {
    int semantics = kSemantics;
    CalendarChoice calendar;
    std::map<std::string, CalendarChoice> calendars;  ///< of single schools, by school_id
    std::vector<RoleRates> rates;
    std::vector<CatalogueEntry> catalogue;
    std::vector<Measure> measures;
    CodeSets codes;
    Policy policy;
    std::optional<Date> as_of;
    std::vector<std::string> hierarchy;  ///< dimensions, the highest level first
    /// Name of the academic year whose hierarchy every record is placed by; empty for its own.
    std::string hierarchy_as_of;
    std::string id_key;  ///< 32 hex digits; keys the hashes of learner ids
    DisclosureRules disclosure;
    std::vector<Selection> selection;  ///< of different measures
    Thresholds practice;               ///< the numbers in the rules of sheets and journeys
    bool redact_rates = false;
    LanguageCode language = LanguageCode::en;
};

}  // namespace effaith
