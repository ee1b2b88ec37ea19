// The pupils of a sheet as records: read and analysed as those of any file.
#include <algorithm>

#include "effaith/io/practice.hpp"
#include "effaith/progress.hpp"
#include "io/duplicates.hpp"
#include "io/json_writer.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

/// Looks at the cells of `text` as a reader of records does.
void look_at(const RecordText& text, RawRecord& raw) {
    for (std::size_t i = 0; i < kFieldCount; ++i)
        raw.cells[i] = {text.cells[i].text, text.cells[i].is_number};
    raw.roles_beyond = text.roles_beyond;
}

/// The outcome that target and actual give; none where one of them is no number on the measure.
std::optional<Outcome> outcome_from_scores(const Engine& engine, const Record& record) {
    const Measure* measure = engine.measure_of(record);
    if (measure == nullptr) return std::nullopt;
    const auto margin = detail::signed_difference(measure->direction, record.target, record.actual);
    if (!margin) return std::nullopt;
    return derive_outcome(*margin, measure->tolerance ? measure->tolerance->exact() : Exact());
}

/// Whether the check of the sheet says it better: for the most part that something is not filled in
/// yet.
bool is_said_by_check(IssueCode code) {
    switch (code) {
        case IssueCode::missing_required:
        case IssueCode::outcome_missing:
        case IssueCode::aim_missing:
        case IssueCode::duplicate_id:
        case IssueCode::target_not_improvement:
            return true;
        default:
            return false;
    }
}

/// Whether an issue is that nobody has filled in sessions which nobody could have attended yet, or
/// whose lack the check has found.
bool is_not_yet_attended(const Issue& issue, const SheetPupil& pupil, Stage stage) {
    return issue.code == IssueCode::none_attended &&
           (stage == Stage::planned || !pupil.sessions_attended);
}

/// Whether a pupil has results that the engine can read, and no outcome follows from them.
bool lacks_outcome(const Issue& issue, const SheetPupil& pupil, const Issues& issues) {
    const bool is_about_outcome =
        issue.field == Field::outcome &&
        (issue.code == IssueCode::missing_required || issue.code == IssueCode::outcome_missing);
    const bool is_readable = !issues.has_error(Field::measure) &&
                             !issues.has_error(Field::target) && !issues.has_error(Field::actual);
    return is_about_outcome && is_readable && pupil.actual.is_there();
}

void add_issues(const Tools& tools, const SheetRecord& record, const SheetPupil& pupil, Stage stage,
                const std::string& where, Findings& findings) {
    const Issues& issues = record.analysis.issues;
    for (const Issue& issue : issues.list()) {
        if (stage == Stage::ended && lacks_outcome(issue, pupil, issues))
            findings.push_back({FindingCode::missing, where + "/outcome", "", ""});
        if (issue.code == IssueCode::target_not_improvement) {
            findings.push_back(
                {FindingCode::target_not_improvement, where + "/target", issue.found, ""});
        }
        if (issue.severity == Severity::note || is_said_by_check(issue.code)) continue;
        if (is_not_yet_attended(issue, pupil, stage)) continue;
        const bool is_error = issue.severity == Severity::error;
        findings.push_back({is_error ? FindingCode::record_refused : FindingCode::record_warning,
                            where, std::string(rule_of(issue.code).name),
                            tools.language.message(issue)});
    }
}

/// Whether the intervention is one whose type of support nobody says.
bool lacks_support_type(const Sheet& sheet, const SheetRecords& records) {
    return !sheet.intervention.empty() &&
           std::any_of(records.begin(), records.end(), [](const auto& record) {
               return record->analysis.issues.has_error(Field::support_type);
           });
}

}  // namespace

Result<Sheet> read_sheet(std::string_view json) {
    return read_document<Sheet>(json);
}

std::string write_sheet(const Sheet& sheet) {
    return document_text(sheet);
}

SheetRecords analyse_records(const Tools& tools, const Sheet& sheet) {
    const RecordReader reader(tools.engine, tools.words, {});
    SheetRecords records;
    SeenIds seen;
    for (RecordText& text : records_of(sheet)) {
        auto record = std::make_unique<SheetRecord>();
        record->text = std::move(text);
        record->raw.row = static_cast<std::int64_t>(records.size()) + 1;
        look_at(record->text, record->raw);
        reader.read(record->raw, record->record, record->analysis.issues);
        if (!record->record.outcome) {
            record->record.outcome = outcome_from_scores(tools.engine, record->record);
            if (record->record.outcome) {
                record->text.at(Field::outcome).text = name_of(*record->record.outcome);
                look_at(record->text, record->raw);
            }
        }
        note_duplicate(seen, record->record, record->raw.row, record->analysis.issues);
        tools.engine.analyse(record->record, record->analysis);
        records.push_back(std::move(record));
    }
    return records;
}

SheetCheck check_sheet(const Tools& tools, const Sheet& sheet) {
    SheetCheck result = check(sheet, tools.engine.config().as_of);
    const SheetRecords records = analyse_records(tools, sheet);
    if (lacks_support_type(sheet, records))
        result.findings.push_back({FindingCode::missing, "/support_type", "", ""});
    for (std::size_t i = 0; i < records.size(); ++i) {
        add_issues(tools, *records[i], sheet.pupils[i], result.stage, place_of("pupils", i),
                   result.findings);
    }
    return result;
}

std::string sheet_records_document(const Tools& tools, const Sheet& sheet) {
    JsonWriter json;
    json.begin_list();
    for (const auto& record : analyse_records(tools, sheet)) {
        json.line();
        json.begin_object();
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            const Given& cell = record->text.cells[i];
            if (!cell.is_there()) continue;
            json.key(kFieldNames[i]);
            write_given(json, cell);
        }
        json.end_object();
    }
    json.line();
    json.end_list();
    json.line();
    return json.take();
}

}  // namespace effaith::practice
