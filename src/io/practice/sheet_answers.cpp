// The answers about a sheet as JSON and as tables.
#include <algorithm>

#include "effaith/figure_list.hpp"
#include "effaith/text_key.hpp"
#include "io/document_parts.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/text_table.hpp"

namespace effaith::practice {
namespace {

std::string_view stage_name(Stage stage) {
    return kStageNames[static_cast<std::size_t>(stage)];
}

// --- JSON ----------------------------------------------------------------------------------------

void write_head(JsonWriter& json, const Tools& tools, const Sheet& sheet, Stage stage) {
    json.key("id");
    sheet.id.empty() ? json.null() : json.text(sheet.id);
    json.key("intervention");
    sheet.intervention.empty() ? json.null() : json.text(sheet.intervention);
    json.key("stage");
    json.text(stage_name(stage));
    write_provenance(json, tools.engine);
    json.key("n_pupils");
    json.integer(static_cast<std::int64_t>(sheet.pupils.size()));
}

/// How many pupils are in no figure; empty where all are.
std::string left_out_sentence(const Tools& tools, const SheetEvaluation& evaluation) {
    if (evaluation.overall.n_rejected() == 0) return "";
    return tools.language.fill("practice", "sheet.left_out",
                               {{"n", std::to_string(evaluation.overall.n_rejected())},
                                {"of", std::to_string(evaluation.records.size())},
                                {"none", std::to_string(evaluation.n_none_attended)}});
}

void write_pupil(JsonWriter& json, const Tools& tools, const SheetRecord& record,
                 std::size_t position) {
    const RecordAnalysis& analysis = record.analysis;
    json.line();
    json.begin_object();
    json.key("learner_id");
    const std::string_view learner = record.record.learner_id;
    learner.empty() ? json.null() : json.text(learner);
    json.key("where");
    json.text("/pupils/" + std::to_string(position));
    json.key("outcome");
    analysis.outcome ? json.text(effaith::name_of(*analysis.outcome)) : json.null();
    json.key("impact");
    if (analysis.rejected()) {
        json.null();
    } else {
        json.begin_object();
        for (const RecordFigure& figure : kRecordFigures) {
            json.key(figure.name);
            write_value(json, shown(figure, analysis, tools.engine.config().redact_rates));
        }
        json.end_object();
    }
    json.key("issues");
    json.begin_list();
    for (const Issue& issue : analysis.issues.list())
        write_issue(json, issue, tools.language);
    json.end_list();
    json.end_object();
}

void write_evaluated_advice(JsonWriter& json, const SheetEvaluation& evaluation,
                            const Tools& tools) {
    json.key("expectation");
    json.text(kExpectationNames[static_cast<std::size_t>(evaluation.inputs.expectation)]);
    write_advice(json, evaluation.advice, tools.language);
}

std::string evaluation_json(const Tools& tools, const Sheet& sheet,
                            const SheetEvaluation& evaluation) {
    JsonWriter json;
    json.begin_object();
    write_head(json, tools, sheet, evaluation.stage);
    json.key("n_analysed");
    json.integer(evaluation.overall.n_analysed());
    json.key("n_rejected");
    json.integer(evaluation.overall.n_rejected());
    json.key("n_none_attended");
    json.integer(evaluation.n_none_attended);
    write_text_or_null(json, "left_out", left_out_sentence(tools, evaluation));
    json.key("pupils");
    json.begin_list();
    for (std::size_t i = 0; i < evaluation.records.size(); ++i)
        write_pupil(json, tools, *evaluation.records[i], i);
    json.end_list();
    write_totals(json, "overall", evaluation.overall);
    write_evaluated_advice(json, evaluation, tools);
    json.end_object();
    json.line();
    return json.take();
}

// --- Tables --------------------------------------------------------------------------------------

std::string title(const Tools& tools, const Sheet& sheet, Stage stage) {
    const Language& language = tools.language;
    return language.fill(
        "practice", "sheet.title",
        {{"intervention", for_message(sheet.intervention)},
         {"n", std::to_string(sheet.pupils.size())},
         {"stage", language.label("practice", "stage." + std::string(stage_name(stage)))}});
}

std::string pupils_table(const Tools& tools, const SheetEvaluation& evaluation) {
    constexpr std::array<std::string_view, 6> kPupilFigures{
        "attendance_rate", "hours_received",    "gain",
        "value_added",     "target_attainment", "total_cost"};
    const Language& language = tools.language;
    TextTable table;
    table.column(std::string(language.label(Field::learner_id)), false);
    table.column(std::string(language.label(Field::outcome)), false);
    for (const std::string_view name : kPupilFigures)
        table.column(std::string(language.label("figures", name)), true);
    for (const auto& record : evaluation.records) {
        const RecordAnalysis& analysis = record->analysis;
        const bool known = analysis.outcome && !analysis.rejected();
        std::vector<std::string> cells{
            std::string(record->record.learner_id),
            std::string(known ? language.label("outcome_words", effaith::name_of(*analysis.outcome))
                              : language.label("text", "none"))};
        for (const std::string_view name : kPupilFigures) {
            for (const RecordFigure& figure : kRecordFigures) {
                if (figure.name != name) continue;
                const FigureValue value =
                    analysis.rejected()
                        ? FigureValue{}
                        : shown(figure, analysis, tools.engine.config().redact_rates);
                cells.push_back(reading(name, value, language));
            }
        }
        table.row(std::move(cells));
    }
    return table.text();
}

std::string evaluation_table(const Tools& tools, const Sheet& sheet,
                             const SheetEvaluation& evaluation) {
    const Language& language = tools.language;
    std::string out = title(tools, sheet, evaluation.stage) + "\n\n";
    out += pupils_table(tools, evaluation) + "\n";
    const std::string left_out = left_out_sentence(tools, evaluation);
    if (!left_out.empty()) out += left_out + "\n";
    for (const auto& record : evaluation.records) {
        for (const Issue& issue : record->analysis.issues.list()) {
            if (issue.severity != Severity::error) continue;
            out += std::string(record->record.learner_id) + ": " + language.message(issue) + "\n";
        }
    }
    for (const RuleAdvice& rule : evaluation.advice.rules) {
        const std::string name = "rule." + std::string(name_of(rule.rule));
        out += std::string(language.label("practice", name)) + ": ";
        out += says_sentence(rule, language) + "\n";
    }
    return out + "\n" + conclusion(evaluation.advice, language) + "\n";
}

}  // namespace

Result<std::string> sheet_check_document(const Tools& tools, const Sheet& sheet,
                                         DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    const SheetCheck check = check_sheet(tools, sheet);
    if (format == DocumentFormat::table) {
        return title(tools, sheet, check.stage) + "\n\n" +
               findings_table(check.findings, tools.language);
    }
    JsonWriter json;
    json.begin_object();
    write_head(json, tools, sheet, check.stage);
    write_findings(json, check.findings, tools.language);
    json.end_object();
    json.line();
    return json.take();
}

Result<std::string> sheet_evaluation_document(const Tools& tools, const Sheet& sheet,
                                              const Rollup* against, DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    const Result<SheetEvaluation> evaluation = evaluate_sheet(tools, sheet, against);
    if (!evaluation) return evaluation.error();
    return format == DocumentFormat::table ? evaluation_table(tools, sheet, *evaluation)
                                           : evaluation_json(tools, sheet, *evaluation);
}

}  // namespace effaith::practice
