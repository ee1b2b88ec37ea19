// The analysis of many records, written record by record.
#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "io/document_parts.hpp"
#include "io/text_table.hpp"

namespace effaith {
namespace {

constexpr std::size_t kWrittenAtOnce = std::size_t{1} << 17U;

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
    virtual std::optional<std::string> left_out() const { return std::nullopt; }

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
        return json_.text().size() < kWrittenAtOnce || flush();
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
            write_issue(json_, unknown_column(name), language_, true);
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
            append_csv_value(out_, value(figure, analysis));
        }
        out_ += ',';
        append_csv_cell(out_, issue_codes(analysis.issues), false);
        cells_.assign(headed_columns_, {});
        for (const CarriedCell& cell : raw.carried) {
            if (cell.column < cells_.size()) cells_[cell.column] = cell.text;
        }
        for (const std::string_view cell : cells_) {
            out_ += ',';
            append_csv_cell(out_, cell, true);
        }
        out_ += "\r\n";
        return out_.size() < kWrittenAtOnce || flush();
    }

    bool finish() override {
        if (!headed_) head();
        return flush();
    }

    std::optional<std::string> left_out() const override {
        if (carried_.size() == headed_columns_) return std::nullopt;
        return carried_[headed_columns_];
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
    std::vector<std::string_view> cells_;
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

std::optional<std::string> AnalysisWriter::left_out() const {
    return layout_->left_out();
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

}  // namespace effaith
