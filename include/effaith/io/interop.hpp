// Records from what other systems write, and what they can read back.
//
// Ed-Fi interchanges of student interventions, exports of provision maps with five-point reviews,
// and OneRoster results as baselines and actual scores. What a record has no field for, and what
// cannot be read, is listed beside the records with its place: nothing is dropped in silence, and
// what a source does not say is left out, never guessed. What becomes of what is written in
// `src/io/interop/README.md`.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/io/practice.hpp"
#include "effaith/practice/document.hpp"

namespace effaith::interop {

using practice::Tools;

/// Why something of a source is in no record, or something of a record in no interchange.
enum class NoteCode : std::uint8_t {
    no_field,
    not_about_learners,
    other_namespace,
    given_twice,
    unreadable,
    unresolved,
    unknown_category,
    no_association,
    no_element,
    rounded,
    needed,
    not_an_organisation,
    too_long,
    not_in_xml,
    same_identity,
    not_taught,
    refused_cell,
    unknown_review,
    beyond_header,
    review_twice,
    to_be_deleted,
    not_a_score,
    no_score,
    no_day,
    unknown_line_item,
    unknown_learner,
    no_period,
    not_on_measure,
    already_recorded,
    not_nearest,
    same_id,
    same_day,
    outside_line_item
};

struct NoteRule {
    NoteCode code;
    std::string_view name;
    Severity severity;
};

/// Every code with its severity, in the order of the enum. An error keeps a whole record out of
/// what is written.
inline constexpr std::array<NoteRule, 33> kNotes{{
    {NoteCode::no_field, "no_field", Severity::note},
    {NoteCode::not_about_learners, "not_about_learners", Severity::note},
    {NoteCode::other_namespace, "other_namespace", Severity::note},
    {NoteCode::given_twice, "given_twice", Severity::warning},
    {NoteCode::unreadable, "unreadable", Severity::warning},
    {NoteCode::unresolved, "unresolved", Severity::warning},
    {NoteCode::unknown_category, "unknown_category", Severity::warning},
    {NoteCode::no_association, "no_association", Severity::warning},
    {NoteCode::no_element, "no_element", Severity::note},
    {NoteCode::rounded, "rounded", Severity::note},
    {NoteCode::needed, "needed", Severity::error},
    {NoteCode::not_an_organisation, "not_an_organisation", Severity::error},
    {NoteCode::too_long, "too_long", Severity::error},
    {NoteCode::not_in_xml, "not_in_xml", Severity::error},
    {NoteCode::same_identity, "same_identity", Severity::error},
    {NoteCode::not_taught, "not_taught", Severity::error},
    {NoteCode::refused_cell, "refused_cell", Severity::warning},
    {NoteCode::unknown_review, "unknown_review", Severity::warning},
    {NoteCode::beyond_header, "beyond_header", Severity::warning},
    {NoteCode::review_twice, "review_twice", Severity::warning},
    {NoteCode::to_be_deleted, "to_be_deleted", Severity::note},
    {NoteCode::not_a_score, "not_a_score", Severity::note},
    {NoteCode::no_score, "no_score", Severity::warning},
    {NoteCode::no_day, "no_day", Severity::warning},
    {NoteCode::unknown_line_item, "unknown_line_item", Severity::warning},
    {NoteCode::unknown_learner, "unknown_learner", Severity::note},
    {NoteCode::no_period, "no_period", Severity::warning},
    {NoteCode::not_on_measure, "not_on_measure", Severity::warning},
    {NoteCode::already_recorded, "already_recorded", Severity::note},
    {NoteCode::not_nearest, "not_nearest", Severity::note},
    {NoteCode::same_id, "same_id", Severity::warning},
    {NoteCode::same_day, "same_day", Severity::warning},
    {NoteCode::outside_line_item, "outside_line_item", Severity::warning},
}};

constexpr const NoteRule& rule_of(NoteCode code) {
    return kNotes[static_cast<std::size_t>(code)];
}

/// One thing that was not taken over.
struct Note {
    NoteCode code = NoteCode::no_field;
    std::string where;      ///< a path of elements, the name of a column or of a field
    std::string found;      ///< the value as it stood
    std::string detail;     ///< what it was held against
    std::int64_t row = 0;   ///< of a table or of records, from 1; 0 where there is none
    std::int64_t line = 0;  ///< of the file, from 1; 0 where it is not known

    Severity severity() const { return rule_of(code).severity; }
    friend bool operator==(const Note&, const Note&) = default;
};

/// A value of a column that is no field.
struct CarriedText {
    std::string column;
    std::string text;
    CarriedCell::Kind kind = CarriedCell::Kind::text;
    friend bool operator==(const CarriedText&, const CarriedText&) = default;
};

/// A record as it would stand in a file, with what it carries.
struct TextRecord {
    practice::RecordText text;
    std::vector<CarriedText> carried;
    std::int64_t row = 0;   ///< in its source, from 1
    std::int64_t line = 0;  ///< in its source, from 1
};

/// Records of a source, and all of it that is in none of them.
struct Imported {
    std::vector<TextRecord> records;
    std::vector<Note> loss;
};

// ---- What a school says about its systems ------------------------------------------------------

enum class TimeUnit : std::uint8_t { hours, minutes };
inline constexpr std::array<std::string_view, 2> kTimeUnitNames{"hours", "minutes"};

/// Which of several results after the end is the actual score.
enum class ActualRule : std::uint8_t { first, last };
inline constexpr std::array<std::string_view, 2> kActualRuleNames{"first", "last"};

}  // namespace effaith::interop

namespace effaith::practice {
template <>
struct WordsOf<interop::TimeUnit> {
    static constexpr const auto& names = interop::kTimeUnitNames;
};
template <>
struct WordsOf<interop::ActualRule> {
    static constexpr const auto& names = interop::kActualRuleNames;
};
}  // namespace effaith::practice

namespace effaith::interop {

using practice::kNeeded;
using practice::part;

/// The columns of an export that mean a field.
struct ColumnMapping {
    std::string field;
    std::vector<std::string> columns;
    std::optional<TimeUnit> unit;
    static constexpr auto parts() {
        return std::tuple{
            part("field", &ColumnMapping::field, "A field of records: learner_id, started …",
                 kNeeded),
            part("columns", &ColumnMapping::columns,
                 "Headers that mean it, whatever their case, spacing and punctuation."),
            part("unit", &ColumnMapping::unit,
                 "Of session_hours: what the column counts; hours if it is not said.")};
    }
    friend bool operator==(const ColumnMapping&, const ColumnMapping&) = default;
};

/// One of the five points of a review.
struct ReviewPoint {
    practice::Given score;
    std::vector<std::string> words;
    std::optional<Outcome> outcome;
    std::string step;
    static constexpr auto parts() {
        return std::tuple{
            part("score", &ReviewPoint::score, "-2 (far below expectation) to 2 (far above).",
                 kNeeded),
            part("words", &ReviewPoint::words,
                 "What the export writes for it, whatever its case, spacing and punctuation."),
            part("outcome", &ReviewPoint::outcome,
                 "The outcome that it becomes; without it, none is written."),
            part("step", &ReviewPoint::step,
                 "The step that it is on the review's ladder, by name or number.")};
    }
    friend bool operator==(const ReviewPoint&, const ReviewPoint&) = default;
};

/// How five-point reviews are read.
struct ReviewMapping {
    std::vector<std::string> columns;
    std::vector<std::string> date_columns;
    std::string measure;
    std::vector<ReviewPoint> points;
    static constexpr auto parts() {
        return std::tuple{
            part("columns", &ReviewMapping::columns, "Headers of the judgement."),
            part("date_columns", &ReviewMapping::date_columns, "Headers of the day of the review."),
            part("measure", &ReviewMapping::measure,
                 "The ladder on which a review is the actual score; without it, it is none."),
            part("points", &ReviewMapping::points, "The five points.")};
    }
    friend bool operator==(const ReviewMapping&, const ReviewMapping&) = default;
};

/// Whose scores a line item has.
struct LineItemMapping {
    std::string line_item;
    std::string measure;
    static constexpr auto parts() {
        return std::tuple{part("line_item", &LineItemMapping::line_item,
                               "The sourcedId or the title of a OneRoster line item.", kNeeded),
                          part("measure", &LineItemMapping::measure,
                               "The id of the measure that its results are on.", kNeeded)};
    }
    friend bool operator==(const LineItemMapping&, const LineItemMapping&) = default;
};

/// A school's number in Ed-Fi.
struct OrganisationMapping {
    std::string school_id;
    std::string education_organization_id;
    static constexpr auto parts() {
        return std::tuple{
            part("school_id", &OrganisationMapping::school_id, "As it stands in records.", kNeeded),
            part("education_organization_id", &OrganisationMapping::education_organization_id,
                 "Its EducationOrganizationId, a whole number.", kNeeded)};
    }
    friend bool operator==(const OrganisationMapping&, const OrganisationMapping&) = default;
};

/// What the columns, words and ids of other systems mean. A part that is not there is as in the
/// default mapping.
struct Mapping {
    std::vector<ColumnMapping> columns;
    std::optional<ReviewMapping> review;
    std::vector<LineItemMapping> line_items;
    std::optional<ActualRule> actual;
    std::vector<OrganisationMapping> organisations;
    static constexpr auto parts() {
        return std::tuple{
            part("columns", &Mapping::columns, "Columns of provision maps, by field."),
            part("review", &Mapping::review, "Five-point reviews of provision maps."),
            part("line_items", &Mapping::line_items,
                 "OneRoster line items by measure; an id or name of a measure needs no entry."),
            part("actual", &Mapping::actual,
                 "Which result after the end is the actual score: the first if it is not said."),
            part("organisations", &Mapping::organisations, "Schools by their number in Ed-Fi.")};
    }
    friend bool operator==(const Mapping&, const Mapping&) = default;
};

/// Reads a mapping. Errors: bad_json with the place, for a field or a score that there is not too.
Result<Mapping> read_mapping(std::string_view json);
std::string write_mapping(const Mapping& mapping);
/// What is taken where a mapping does not say.
const Mapping& default_mapping();

// ---- Reading and writing -----------------------------------------------------------------------

/// Student–intervention associations of an Ed-Fi interchange, one record each, in their order.
/// Errors: bad_xml, bad_encoding, with the line.
Result<Imported> read_edfi(std::string_view xml);

/// An interchange, and what of the records is not in it.
struct Exported {
    std::string xml;
    std::int64_t written = 0;  ///< associations
    std::vector<Note> loss;
};

/// Records as student–intervention associations, in their order; the same records give the same
/// bytes.
Exported write_edfi(const Tools& tools, const std::vector<TextRecord>& records,
                    const Mapping& mapping);

/// Records of a CSV, JSON or NDJSON text as they stand. Errors: those of records.
Result<std::vector<TextRecord>> read_text_records(const Tools& tools, std::string_view text);

/// The rows of a provision map's export, one record each. Errors: bad_csv, bad_encoding, with the
/// line.
Result<Imported> read_provision(const Tools& tools, std::string_view csv, const Mapping& mapping,
                                DateNotation dates);

/// The texts of a OneRoster gradebook, each CSV or JSON.
struct Gradebook {
    std::string_view results;
    std::string_view line_items;  ///< empty for none: line items are then known by their sourcedId
};

/// Records with the scores of a gradebook joined on. Errors: bad_csv, bad_json, bad_encoding.
Result<Imported> join_oneroster(const Tools& tools, std::vector<TextRecord> records,
                                const Gradebook& gradebook, const Mapping& mapping,
                                DateNotation dates);

// ---- Answers -----------------------------------------------------------------------------------

/// What a note says, in a sentence.
std::string sentence_of(const Note& note, const Language& language);

/// Imported records with their loss as JSON, the records alone as CSV or NDJSON, or the loss as a
/// table.
std::string imported_document(const Tools& tools, const Imported& imported, DocumentFormat format);

/// An interchange with its loss as JSON, or the loss as a table. Errors: invalid_argument for
/// another format.
Result<std::string> exported_document(const Tools& tools, const Exported& exported,
                                      DocumentFormat format);

/// A list of what was not taken over, as JSON (a list), CSV or a table.
std::string loss_document(const std::vector<Note>& loss, const Language& language,
                          DocumentFormat format);

}  // namespace effaith::interop
