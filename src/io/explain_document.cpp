// The explanation of one record as text and JSON.
#include "io/document_parts.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

/// A word of an explanation in the reader's language: outcomes, bands, changes, frequencies.
std::string translated(const ExplainStep& step, const std::string& name, const std::string& value,
                       const Language& language) {
    if (name == "frequency") return std::string(language.label("frequencies", value));
    if (name == "band") return std::string(language.label("bands", value));
    if (name == "change") return std::string(language.label("changes", value));
    if (name == "value" && step.figure == "derived_outcome") {
        return std::string(language.label("outcome_words", value));
    }
    return value;
}

std::string working_of(const ExplainStep& step, const Language& language) {
    std::vector<std::pair<std::string, std::string>> words;
    for (const auto& [name, value] : step.values) {
        words.emplace_back(name, translated(step, name, value, language));
    }
    Language::Values views;
    for (const auto& [name, value] : words)
        views.emplace_back(name, value);
    return language.fill(step.sentence, views);
}

}  // namespace

std::string explain_document(const Engine& engine, const RawRecord& raw, const Record& record,
                             const RecordAnalysis& analysis, const Language& language,
                             DocumentFormat format) {
    const std::vector<ExplainStep> steps =
        analysis.rejected() ? std::vector<ExplainStep>{} : explain(engine, record, analysis);
    if (format == DocumentFormat::table || format == DocumentFormat::csv) {
        const std::string id = one_line(std::string(record.id));
        std::string out =
            language.fill("explain.title", {{"id", id}, {"row", std::to_string(raw.row)}});
        out += "\n";
        std::string_view before;
        for (const ExplainStep& step : steps) {
            if (step.figure != before) {
                out += std::string(language.label("figures", step.figure)) + "\n";
                before = step.figure;
            }
            out += "    " + working_of(step, language) + "\n";
        }
        if (analysis.rejected()) {
            out += std::string(language.label("text", "explain.rejected")) + "\n";
        }
        for (const Issue& issue : analysis.issues.list()) {
            out += std::string(language.label("severities", name_of(issue.severity))) + ": " +
                   language.message(issue) + "\n";
        }
        return out;
    }
    JsonWriter json;
    json.begin_object();
    write_provenance(json, engine);
    json.key("row");
    json.integer(raw.row);
    json.key("id");
    record.id.empty() ? json.null() : json.text(record.id);
    json.key("steps");
    json.begin_list();
    for (const ExplainStep& step : steps) {
        json.begin_object();
        json.key("figure");
        json.text(step.figure);
        json.key("working");
        json.text(working_of(step, language));
        json.end_object();
    }
    json.end_list();
    json.key("issues");
    json.begin_list();
    for (const Issue& issue : analysis.issues.list())
        write_issue(json, issue, language);
    json.end_list();
    json.end_object();
    json.line();
    return json.take();
}

}  // namespace effaith
