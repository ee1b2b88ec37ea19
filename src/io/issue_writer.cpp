// The issues of many records as a list of their own.
#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "io/document_parts.hpp"

namespace effaith {

/// One issue with its place.
struct IssueWriter::Line {
    std::int64_t row = 0;
    std::int64_t line = 0;
    std::string_view id;
    const Issue* issue = nullptr;
};

IssueWriter::IssueWriter(const Language& language, DocumentFormat format, TextSink sink)
    : language_(language), format_(format), sink_(std::move(sink)) {}

void IssueWriter::record(const RawRecord& raw, const Issues& issues) {
    for (const Issue& issue : issues.list()) {
        add({raw.row, raw.line, trimmed(raw.at(Field::id).text), &issue});
    }
}

void IssueWriter::document_issue(const std::string& found) {
    const Issue issue = unknown_column(found);
    add({0, 0, "", &issue});
}

void IssueWriter::add(const Line& line) {
    const Issue& issue = *line.issue;
    const bool of_document = line.row == 0;
    const std::string message = language_.message(issue);
    std::string out;
    if (format_ == DocumentFormat::csv) {
        if (!any_) out += "row,line,id,code,severity,field,message\r\n";
        out += of_document ? "," : std::to_string(line.row) + "," + std::to_string(line.line);
        for (const std::string_view cell :
             {line.id, rule_of(issue.code).name, name_of(issue.severity),
              of_document ? std::string_view() : name_of(issue.field), std::string_view(message)}) {
            out += ',';
            append_csv_cell(out, cell, true);
        }
        out += "\r\n";
    } else if (format_ == DocumentFormat::table) {
        out += of_document ? ""
                           : std::string(language_.label("text", "line")) + " " +
                                 std::to_string(line.line) + ": ";
        out += std::string(language_.label("severities", name_of(issue.severity))) + ": " + message;
        out += "\n";
    } else {
        JsonWriter json;
        json.begin_object();
        json.key("row");
        of_document ? json.null() : json.integer(line.row);
        json.key("line");
        of_document ? json.null() : json.integer(line.line);
        json.key("id");
        line.id.empty() ? json.null() : json.text(line.id);
        write_issue_keys(json, issue, language_, of_document);
        json.end_object();
        if (format_ == DocumentFormat::json) out += any_ ? ",\n" : "{\"issues\":[\n";
        out += json.text();
        if (format_ == DocumentFormat::ndjson) out += "\n";
    }
    any_ = true;
    failed_ = failed_ || !sink_(out);
}

bool IssueWriter::finish(const Engine& engine, const DocumentCounts& counts) {
    std::string out;
    if (format_ == DocumentFormat::csv) {
        if (!any_) out = "row,line,id,code,severity,field,message\r\n";
    } else if (format_ == DocumentFormat::table) {
        out = (any_ ? "\n" : "") + summary(engine, counts, language_) +
              issue_summary(counts, language_);
    } else {
        JsonWriter json;
        json.begin_object();
        write_provenance(json, engine);
        write_counts(json, counts);
        json.end_object();
        if (format_ == DocumentFormat::json) {
            out = any_ ? "\n],\n" : "{\"issues\":[],\n";
            out += std::string_view(json.text()).substr(1);
        } else {
            out = json.text();
        }
        out += "\n";
    }
    return sink_(out) && !failed_;
}

}  // namespace effaith
