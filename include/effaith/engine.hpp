// The engine: a configuration made ready, and the analysis of one record by it.
//
// An engine is made once and never changes, so that any number of threads may use it at once.
// Analysing a record allocates nothing once the answer object has been used for a while; what is
// wrong with a record becomes its list of issues.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "effaith/config.hpp"
#include "effaith/impact.hpp"
#include "effaith/issue.hpp"
#include "effaith/record.hpp"
#include "effaith/result.hpp"

namespace effaith {

/// What is known of a record after its analysis: its figures, its issues, and what they rest on.
struct RecordAnalysis {
    Issues issues;
    Impact impact;  ///< only where the record is not rejected

    std::optional<Outcome> outcome;    ///< as recorded, or from the outcome score
    const Measure* measure = nullptr;  ///< the record's, or its intervention's
    std::string_view support_type;     ///< as recorded, or its intervention's
    std::string_view intervention;     ///< by its name in the catalogue where it has one
    /// The roles as the code set or the rate card spells them, else as recorded.
    std::array<std::string_view, kMostRoles> role_names;
    int different_roles = 0;  ///< a role named twice is two people and one role
    /// The canonical code of each coded field, or the text itself where no code is known.
    std::array<std::string_view, kCodeSetCount> codes;
    const Calendar* calendar = nullptr;
    Windows windows;       ///< of the whole period
    Windows counted;       ///< up to `as_of`
    bool running = false;  ///< `as_of` lies before or inside the period
    int roles = 0;
    std::array<std::optional<HourlyRate>, kMostRoles> rates;
    ImpactInputs inputs;

    /// Whether an error keeps the record out of every figure.
    bool rejected() const { return issues.has_error(); }
    /// Forgets everything, keeping memory for the next record.
    void clear();
};

class EngineTables;

class Engine {
  public:
    /// Checks a configuration and makes it ready.
    /// Errors: bad_configuration, bad_calendar, unknown_calendar.
    static Result<Engine> create(Config config);

    Engine(Engine&& other) noexcept;
    Engine& operator=(Engine&& other) noexcept;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine();

    const Config& config() const;
    /// 32 hex digits that differ where two configurations give different figures.
    const std::string& config_digest() const;
    /// The calendar of records whose school has none of its own.
    const Calendar& calendar() const;
    /// The calendar of a school's records.
    const Calendar& calendar_of(std::string_view school_id) const;
    /// The measure of a record: the one it names, else its intervention's; null where there is
    /// none.
    const Measure* measure_of(const Record& record) const;

    /// Analyses one record into `out`. Issues already in `out` (from reading the record) stay and
    /// count; use out.clear() between records. Views in `out` live as long as the record's text and
    /// the engine.
    void analyse(const Record& record, RecordAnalysis& out) const;

    /// The configuration made ready, for the library's own parts.
    const EngineTables& tables() const { return *tables_; }

  private:
    explicit Engine(const EngineTables* tables) : tables_(tables) {}
    const EngineTables* tables_ = nullptr;
};

}  // namespace effaith
