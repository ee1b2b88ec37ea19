// Documents of practice: reading and writing them as JSON, and the answers about them.
//
// A document that is not JSON, or that has a key or a value that it cannot have, is refused with
// its place (bad_json). What a document lacks or contradicts is no error: it is listed by its
// check.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/engine.hpp"
#include "effaith/io/documents.hpp"
#include "effaith/io/language.hpp"
#include "effaith/io/raw_record.hpp"
#include "effaith/practice/advice.hpp"
#include "effaith/practice/journey.hpp"
#include "effaith/practice/register.hpp"
#include "effaith/practice/sheet.hpp"
#include "effaith/rollup.hpp"

namespace effaith::practice {

/// What every answer is made with.
struct Tools {
    const Engine& engine;
    const Language& language;
    const Vocabulary& words;
};

/// Errors: bad_json, bad_encoding.
Result<Sheet> read_sheet(std::string_view json);
std::string write_sheet(const Sheet& sheet);
Result<Journey> read_journey(std::string_view json);
std::string write_journey(const Journey& journey);
Result<Register> read_register(std::string_view json);
std::string write_register(const Register& list);

/// One pupil's record of a sheet, read and analysed, with the text that it looks into.
struct SheetRecord {
    RecordText text;
    RawRecord raw;
    Record record;
    RecordAnalysis analysis;
};
using SheetRecords = std::vector<std::unique_ptr<SheetRecord>>;

/// The records of a sheet, analysed, in the order of its pupils. Where the sheet records no
/// outcome, it is the one that target and actual give on the measure. The engine must outlive the
/// answer.
SheetRecords analyse_records(const Tools& tools, const Sheet& sheet);

/// The check of a sheet with what the engine finds wrong with its records, and what they lack to be
/// in the figures: a type of support, an outcome that does not follow from the scores.
SheetCheck check_sheet(const Tools& tools, const Sheet& sheet);

/// A sheet worked out: its records, their totals, and what to do next.
struct SheetEvaluation {
    Stage stage = Stage::planned;
    SheetRecords records;
    Rollup overall;  ///< by nothing: one row; its rejected records are pupils left out
    std::int64_t n_none_attended = 0;  ///< pupils left out who attended no session
    AdviceInputs inputs;
    Advice advice;
};

/// Works a sheet out. `against` is a roll-up by `intervention` of other records, whose cost per
/// outcome this one's is held against; the row of the same intervention is left out. Null for none.
/// Errors: invalid_argument where it is by something else.
Result<SheetEvaluation> evaluate_sheet(const Tools& tools, const Sheet& sheet,
                                       const Rollup* against);

/// An observation on a measure.
struct JourneyPoint {
    Date day;
    double value = 0.0;        ///< of a ladder the step's position from 1
    std::size_t position = 0;  ///< among the journey's observations, from 0
    std::string text;          ///< as it was written
};

/// A journey on one measure.
struct MeasureJourney {
    const Measure* measure = nullptr;
    std::optional<Aspect> aspect;
    std::vector<JourneyPoint> points;   ///< in order of time
    bool is_ordered = true;             ///< no two on one day
    std::optional<MeasureTrend> trend;  ///< where it is ordered
};

/// A journey worked out, measure by measure in the order in which they are first observed.
struct JourneyAnalysis {
    std::vector<MeasureJourney> measures;
    std::vector<JourneyPhase> phases;  ///< those that can be compared
    Findings findings;
    std::vector<std::unique_ptr<Measure>> own;  ///< what `measures` looks into
};

/// Works a journey out, up to the engine's `as_of` where it has one. An observation that cannot be
/// read, stands on no known measure or is of a later day is a finding and in no figure; two on one
/// day leave their measure without a trend. The engine must outlive the answer.
JourneyAnalysis analyse_journey(const Tools& tools, const Journey& journey);

/// One learner's provision on a map.
struct MapRow {
    Provision provision;
    std::string year_group;
    std::string tier;
    std::string area_of_need;
    std::optional<Outcome> outcome;
    std::array<FigureValue, 3> figures;  ///< hours received, attendance rate, total cost
};

/// Learners and provision of a day: who gets what, where need and provision do not meet, and how
/// learners moved between tiers.
struct ProvisionMap {
    std::optional<Date> since;
    std::int64_t n_records = 0;
    std::int64_t n_rejected = 0;
    std::int64_t n_elsewhere = 0;  ///< of other schools than the register's, and in nothing else
    std::vector<MapRow> rows;      ///< of every analysed record, in their order
    GraduatedResponse response;
    std::vector<ViewCount> views;
    std::vector<Gap> gaps;
    Findings findings;
};

/// Makes the map of the engine's `as_of`. `records` is the text of the records of provision, CSV or
/// JSON, empty for none; what a record does not say of tier, need and year group, the register says
/// of its first day. Records of another school than the register's are counted and left out.
/// Learners with an error in the register are in no count. Tiers and areas of need are those of the
/// configuration's codes, whatever name the register has for them; others count as they stand.
/// Errors: those of records; invalid_argument without an `as_of`; ended_before_started where
/// `since` lies after it.
Result<ProvisionMap> map_provision(const Tools& tools, const Register& list,
                                   std::string_view records, DateNotation dates,
                                   std::optional<Date> since);

// The answers as documents, `json` or `table`. Errors: invalid_argument for another format.

Result<std::string> sheet_check_document(const Tools& tools, const Sheet& sheet,
                                         DocumentFormat format);
Result<std::string> sheet_evaluation_document(const Tools& tools, const Sheet& sheet,
                                              const Rollup* against, DocumentFormat format);
Result<std::string> journey_document(const Tools& tools, const Journey& journey,
                                     DocumentFormat format);
Result<std::string> map_document(const Tools& tools, const Register& list, const ProvisionMap& map,
                                 DocumentFormat format);
/// The records of a sheet as JSON: a list of objects with the fields of a record.
std::string sheet_records_document(const Tools& tools, const Sheet& sheet);

}  // namespace effaith::practice
