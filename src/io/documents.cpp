#include "effaith/io/documents.hpp"

#include <algorithm>
#include <memory>

#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "io/json_writer.hpp"
#include "io/text_table.hpp"

namespace effaith {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 17U;

void write_value(JsonWriter& json, const FigureValue& value) {
    switch (value.kind) {
        case FigureValue::Kind::none:
            json.null();
            return;
        case FigureValue::Kind::real:
            json.real(value.real);
            return;
        case FigureValue::Kind::word:
            json.text(value.word);
            return;
        case FigureValue::Kind::decimal:
            break;
    }
    std::string digits;
    append_decimal(digits, value.raw, value.places);
    json.raw(digits);
}

/// A figure in a CSV cell: as in JSON, and nothing for none.
std::string csv_value(const FigureValue& value) {
    if (value.is_none()) return "";
    if (value.kind == FigureValue::Kind::word) return std::string(value.word);
    JsonWriter json;
    write_value(json, value);
    return json.take();
}

/// What made the document, as the first keys of an object.
void write_provenance(JsonWriter& json, const Engine& engine) {
    json.key("library");
    json.text(kVersion);
    json.key("semantics");
    json.integer(engine.config().semantics);
    json.key("config_digest");
    json.text(engine.config_digest());
    json.key("calendar");
    json.text(engine.calendar().name());
    json.key("as_of");
    engine.config().as_of ? json.text(to_text(*engine.config().as_of)) : json.null();
}

void write_counts(JsonWriter& json, const DocumentCounts& counts) {
    json.key("n_records");
    json.integer(counts.records);
    json.key("n_analysed");
    json.integer(counts.analysed);
    json.key("n_rejected");
    json.integer(counts.rejected);
    json.key("n_comparison");
    json.integer(counts.comparison);
}

void write_issue(JsonWriter& json, const Issue& issue, const Language& language) {
    json.begin_object();
    json.key("code");
    json.text(rule_of(issue.code).name);
    json.key("severity");
    json.text(name_of(issue.severity));
    json.key("field");
    json.text(name_of(issue.field));
    json.key("message");
    json.text(language.message(issue));
    json.end_object();
}

/// An issue of the whole document: a column that is carried through.
Issue unknown_column(const std::string& name) {
    Issue issue;
    issue.code = IssueCode::unknown_column;
    issue.severity = Severity::note;
    issue.found = name;
    return issue;
}

std::string issue_codes(const Issues& issues) {
    std::string codes;
    for (const Issue& issue : issues.list()) {
        const std::string_view name = rule_of(issue.code).name;
        if (codes.find(name) != std::string::npos) continue;
        if (!codes.empty()) codes += ' ';
        codes += name;
    }
    return codes;
}

std::string summary(const Engine& engine, const DocumentCounts& counts, const Language& language) {
    std::string out =
        language.fill("summary.records", {{"records", std::to_string(counts.records)},
                                          {"analysed", std::to_string(counts.analysed)},
                                          {"rejected", std::to_string(counts.rejected)}});
    out += '\n';
    if (counts.comparison > 0) {
        out += language.fill("summary.comparison",
                             {{"comparison", std::to_string(counts.comparison)}});
        out += '\n';
    }
    const auto& as_of = engine.config().as_of;
    out += language.fill(
        as_of ? "summary.calendar_as_of" : "summary.calendar",
        {{"calendar", engine.calendar().name()}, {"as_of", as_of ? to_text(*as_of) : ""}});
    return out + "\n";
}

std::string issue_summary(const DocumentCounts& counts, const Language& language) {
    std::string out;
    for (const IssueRule& rule : kIssueRules) {
        const std::int64_t found = counts.issues[static_cast<std::size_t>(rule.code)];
        if (found == 0) continue;
        out += language.fill("summary.issues",
                             {{"count", std::to_string(found)},
                              {"code", rule.name},
                              {"severity", language.label("severities", name_of(rule.severity))}});
        out += '\n';
    }
    return out.empty() ? std::string(language.label("text", "summary.no_issues")) + "\n" : out;
}

/// Which figures are read as shares, shown as percentages to people.
bool is_share(std::string_view name) {
    return name.find("_rate") != std::string_view::npos || name == "achieved_low" ||
           name == "achieved_high" || name == "attended_share";
}
bool is_money(std::string_view name) {
    return name.find("cost") != std::string_view::npos && name.substr(0, 2) != "n_";
}

/// A figure as a person reads it: money in pounds and pence, shares in percent, others to 2 places.
std::string reading(std::string_view name, const FigureValue& value, const Language& language) {
    if (value.is_none()) return std::string(language.label("text", "none"));
    if (value.kind == FigureValue::Kind::word) return std::string(value.word);
    const bool real = value.kind == FigureValue::Kind::real;
    if (!real && value.places == 0) return value_text(value);
    Exact exact;
    if (real) {
        exact = Exact(static_cast<std::int64_t>(value.real * 1e6), 1000000);
        if (!(value.real > -9e12 && value.real < 9e12)) return value_text(value);
    } else {
        exact = Exact(value.raw, power_of_ten(value.places));
    }
    const int places = is_share(name) ? 1 : 2;
    const Exact scaled = exact * Exact(is_share(name) ? 1000 : 100);
    std::string out;
    const Int128 raw = divide_half_even(scaled.numerator(), scaled.denominator());
    const std::int64_t unit = power_of_ten(places);
    append_decimal(out, raw / unit, 0);
    if (raw < 0 && raw / unit == 0) out.insert(0, "-");
    const auto rest = static_cast<std::int64_t>(raw % unit);
    std::string tail = std::to_string(rest < 0 ? -rest : rest);
    tail.insert(0, static_cast<std::size_t>(places) - tail.size(), '0');
    out += "." + tail;
    if (is_share(name)) return out + "%";
    return is_money(name) ? "£" + out : out;
}

}  // namespace

/// How an analysis is laid out in one format.
class AnalysisWriter::Layout {
  public:
    Layout(const Engine& engine, const Language& language, TextSink sink,
           const DocumentCounts& counts)
        : engine_(engine), language_(language), sink_(std::move(sink)), counts_(counts) {}
    virtual ~Layout() = default;
    virtual void carried_column(const std::string& name) { carried_.push_back(name); }
    virtual bool record(const RawRecord& raw, const RecordAnalysis& analysis) = 0;
    virtual bool finish() = 0;

  protected:
    FigureValue value(const RecordFigure& figure, const RecordAnalysis& analysis) const {
        return analysis.rejected() ? FigureValue{}
                                   : shown(figure, analysis, engine_.config().redact_rates);
    }
    const Engine& engine_;
    const Language& language_;
    TextSink sink_;
    const DocumentCounts& counts_;
    std::vector<std::string> carried_;
};

class AnalysisWriter::JsonLayout : public AnalysisWriter::Layout {
  public:
    JsonLayout(const Engine& engine, const Language& language, TextSink sink,
               const DocumentCounts& counts, bool lines)
        : Layout(engine, language, std::move(sink), counts), lines_(lines) {
        json_.begin_object();
        write_provenance(json_, engine);
        if (lines_) {
            json_.end_object();
            end_line();
            return;
        }
        json_.key("records");
        json_.begin_list();
    }

    bool record(const RawRecord& raw, const RecordAnalysis& analysis) override {
        if (!lines_) json_.line();
        json_.begin_object();
        json_.key("row");
        json_.integer(raw.row);
        json_.key("id");
        const std::string_view id = trimmed(raw.at(Field::id).text);
        id.empty() ? json_.null() : json_.text(id);
        json_.key("impact");
        write_impact(analysis);
        json_.key("issues");
        json_.begin_list();
        for (const Issue& issue : analysis.issues.list())
            write_issue(json_, issue, language_);
        json_.end_list();
        write_carried(raw);
        json_.end_object();
        if (lines_) end_line();
        return json_.text().size() < kBlock || flush();
    }

    bool finish() override {
        if (lines_) {
            json_.begin_object();
        } else {
            json_.line();
            json_.end_list();
        }
        write_counts(json_, counts_);
        json_.key("issues");
        json_.begin_list();
        for (const std::string& name : carried_)
            write_issue(json_, unknown_column(name), language_);
        json_.end_list();
        json_.end_object();
        json_.line();
        return flush();
    }

  private:
    void end_line() {
        json_.line();
        json_.next_document();
    }
    bool flush() {
        const bool written = sink_(json_.text());
        json_.flush();
        return written;
    }
    void write_impact(const RecordAnalysis& analysis) {
        if (analysis.rejected()) {
            json_.null();
            return;
        }
        json_.begin_object();
        for (const RecordFigure& figure : kRecordFigures) {
            json_.key(figure.name);
            write_value(json_, value(figure, analysis));
        }
        json_.end_object();
    }
    void write_carried(const RawRecord& raw) {
        if (raw.carried.empty()) return;
        json_.key("carried");
        json_.begin_object();
        for (const CarriedCell& cell : raw.carried) {
            json_.key(carried_[cell.column]);
            cell.kind == CarriedCell::Kind::text ? json_.text(cell.text) : json_.raw(cell.text);
        }
        json_.end_object();
    }

    bool lines_;
    JsonWriter json_;
};

class AnalysisWriter::CsvLayout : public AnalysisWriter::Layout {
  public:
    using Layout::Layout;

    bool record(const RawRecord& raw, const RecordAnalysis& analysis) override {
        if (!headed_) head();
        out_ += std::to_string(raw.row);
        out_ += ',';
        append_csv_cell(out_, trimmed(raw.at(Field::id).text), true);
        for (const RecordFigure& figure : kRecordFigures) {
            out_ += ',';
            out_ += csv_value(value(figure, analysis));
        }
        out_ += ',';
        append_csv_cell(out_, issue_codes(analysis.issues), false);
        std::vector<std::string_view> cells(headed_columns_);
        for (const CarriedCell& cell : raw.carried) {
            if (cell.column < cells.size()) cells[cell.column] = cell.text;
        }
        for (const std::string_view cell : cells) {
            out_ += ',';
            append_csv_cell(out_, cell, true);
        }
        out_ += "\r\n";
        return out_.size() < kBlock || flush();
    }

    bool finish() override {
        if (!headed_) head();
        return flush();
    }

  private:
    void head() {
        headed_ = true;
        headed_columns_ = carried_.size();
        out_ += "row,id";
        for (const RecordFigure& figure : kRecordFigures) {
            out_ += ',';
            out_ += figure.name;
        }
        out_ += ",issues";
        for (const std::string& name : carried_) {
            out_ += ',';
            append_csv_cell(out_, name, true);
        }
        out_ += "\r\n";
    }
    bool flush() {
        const bool written = sink_(out_);
        out_.clear();
        return written;
    }

    bool headed_ = false;
    std::size_t headed_columns_ = 0;
    std::string out_;
};

class AnalysisWriter::TableLayout : public AnalysisWriter::Layout {
  public:
    TableLayout(const Engine& engine, const Language& language, TextSink sink,
                const DocumentCounts& counts)
        : Layout(engine, language, std::move(sink), counts) {
        table_.column(std::string(language.label("text", "row")), true);
        table_.column(std::string(language.label("text", "record")), false);
        for (const std::string_view name : kShown) {
            table_.column(std::string(language.label("short", name)), true);
        }
        table_.column(std::string(language.label(Field::outcome)), false);
        table_.column(std::string(language.label("text", "issues")), false);
    }

    bool record(const RawRecord& raw, const RecordAnalysis& analysis) override {
        std::vector<std::string> cells{std::to_string(raw.row),
                                       std::string(trimmed(raw.at(Field::id).text))};
        for (const std::string_view name : kShown) {
            for (const RecordFigure& figure : kRecordFigures) {
                if (figure.name == name) {
                    cells.push_back(reading(name, value(figure, analysis), language_));
                }
            }
        }
        cells.emplace_back(analysis.outcome
                               ? language_.label("outcome_words", name_of(*analysis.outcome))
                               : language_.label("text", "none"));
        cells.push_back(issue_codes(analysis.issues));
        table_.row(std::move(cells));
        return true;
    }

    bool finish() override {
        return sink_(table_.text() + "\n" + summary(engine_, counts_, language_) +
                     issue_summary(counts_, language_));
    }

  private:
    static constexpr std::array<std::string_view, 6> kShown{
        "sessions_scheduled", "sessions_attended", "attendance_rate",
        "hours_received",     "total_cost",        "gain"};
    TextTable table_;
};

AnalysisWriter::AnalysisWriter(const Engine& engine, const Language& language,
                               DocumentFormat format, TextSink sink) {
    if (format == DocumentFormat::csv) {
        layout_ = new CsvLayout(engine, language, std::move(sink), counts_);
    } else if (format == DocumentFormat::table) {
        layout_ = new TableLayout(engine, language, std::move(sink), counts_);
    } else {
        layout_ = new JsonLayout(engine, language, std::move(sink), counts_,
                                 format == DocumentFormat::ndjson);
    }
}

AnalysisWriter::~AnalysisWriter() {
    delete layout_;
}

void AnalysisWriter::carried_column(const std::string& name) {
    layout_->carried_column(name);
}

bool AnalysisWriter::record(const RawRecord& raw, const RecordAnalysis& analysis) {
    count(counts_, analysis);
    return layout_->record(raw, analysis);
}

bool AnalysisWriter::finish() {
    return layout_->finish();
}

void count(DocumentCounts& counts, const RecordAnalysis& analysis) {
    ++counts.records;
    ++(analysis.rejected() ? counts.rejected : counts.analysed);
    if (!analysis.rejected() && !analysis.impact.dosage) ++counts.comparison;
    for (const Issue& issue : analysis.issues.list()) {
        ++counts.issues[static_cast<std::size_t>(issue.code)];
    }
}

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
        json.key("issue");
        write_issue(json, issue, language_);
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

namespace {

std::string rollup_json(const Engine& engine, const Rollup& rollup, bool lines,
                        const DocumentCounts& counts) {
    JsonWriter json;
    const auto head = [&] {
        json.key("by");
        json.begin_list();
        for (const std::string& name : rollup.by())
            json.text(name);
        json.end_list();
        write_provenance(json, engine);
        write_counts(json, counts);
    };
    json.begin_object();
    head();
    if (lines) {
        json.end_object();
        json.line();
        json.next_document();
    } else {
        json.key("rows");
        json.begin_list();
    }
    for (const RollupRow& row : rollup.rows()) {
        if (!lines) json.line();
        json.begin_object();
        json.key("group");
        json.begin_object();
        for (std::size_t i = 0; i < row.level; ++i) {
            json.key(rollup.by()[i]);
            row.key[i] ? json.text(*row.key[i]) : json.null();
        }
        json.end_object();
        json.key("level");
        json.integer(static_cast<std::int64_t>(row.level));
        for (const GroupFigure& figure : group_figures()) {
            json.key(figure.name);
            write_value(json, shown(figure, *row.totals, engine.config().redact_rates));
        }
        json.end_object();
        if (lines) {
            json.line();
            json.next_document();
        }
    }
    if (!lines) {
        json.line();
        json.end_list();
        json.end_object();
        json.line();
    }
    return json.take();
}

std::string rollup_csv(const Engine& engine, const Rollup& rollup) {
    std::string out;
    for (const std::string& name : rollup.by()) {
        append_csv_cell(out, name, true);
        out += ',';
    }
    out += "level";
    for (const GroupFigure& figure : group_figures())
        (out += ',') += figure.name;
    out += "\r\n";
    for (const RollupRow& row : rollup.rows()) {
        for (std::size_t i = 0; i < rollup.by().size(); ++i) {
            if (i < row.level && row.key[i]) append_csv_cell(out, *row.key[i], true);
            out += ',';
        }
        out += std::to_string(row.level);
        for (const GroupFigure& figure : group_figures()) {
            (out += ',') += csv_value(shown(figure, *row.totals, engine.config().redact_rates));
        }
        out += "\r\n";
    }
    return out;
}

std::string rollup_table(const Engine& engine, const Rollup& rollup, const Language& language,
                         const DocumentCounts& counts) {
    constexpr std::array<std::string_view, 11> kShown{
        "n_records",  "n_learners",       "n_red",           "n_amber",
        "n_green",    "achieved_rate",    "attendance_rate", "hours_received",
        "total_cost", "cost_per_learner", "cost_per_outcome"};
    TextTable table;
    for (const std::string& name : rollup.by()) {
        table.column(std::string(language.label("fields", name)), false);
    }
    if (rollup.by().empty()) table.column(std::string(language.label("text", "group")), false);
    for (const std::string_view name : kShown) {
        table.column(std::string(language.label("short", name)), true);
    }
    for (const RollupRow& row : rollup.rows()) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < std::max<std::size_t>(rollup.by().size(), 1); ++i) {
            std::string cell;
            if (i < row.level)
                cell = row.key[i].value_or(std::string(language.label("text", "none")));
            if (i == row.level) cell = language.label("text", "total");
            cells.push_back(std::move(cell));
        }
        for (const std::string_view name : kShown) {
            for (const GroupFigure& figure : group_figures()) {
                if (figure.name != name) continue;
                cells.push_back(reading(
                    name, shown(figure, *row.totals, engine.config().redact_rates), language));
            }
        }
        table.row(std::move(cells));
    }
    std::string out = table.text() + "\n";
    out += language.fill("rag", {{"red", language.label("outcome_words", "red")},
                                 {"amber", language.label("outcome_words", "amber")},
                                 {"green", language.label("outcome_words", "green")}});
    return out + "\n" + summary(engine, counts, language);
}

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

std::string rollup_document(const Engine& engine, const Rollup& rollup, const Language& language,
                            DocumentFormat format, const DocumentCounts& counts) {
    if (format == DocumentFormat::csv) return rollup_csv(engine, rollup);
    if (format == DocumentFormat::table) return rollup_table(engine, rollup, language, counts);
    return rollup_json(engine, rollup, format == DocumentFormat::ndjson, counts);
}

std::string explain_document(const Engine& engine, const RawRecord& raw, const Record& record,
                             const RecordAnalysis& analysis, const Language& language,
                             DocumentFormat format) {
    const std::vector<ExplainStep> steps =
        analysis.rejected() ? std::vector<ExplainStep>{} : explain(engine, record, analysis);
    if (format == DocumentFormat::table || format == DocumentFormat::csv) {
        std::string out =
            language.fill("explain.title", {{"id", record.id}, {"row", std::to_string(raw.row)}});
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
