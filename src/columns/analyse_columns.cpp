// The figures of every record of an Arrow stream as columns, and the issues as a table beside them.
#include <algorithm>
#include <deque>

#include "arrow/builder.hpp"
#include "arrow/producer.hpp"
#include "columns/analysis_feeder.hpp"
#include "columns/arrow_records.hpp"
#include "columns/record_numbers.hpp"
#include "columns/thread_count.hpp"
#include "columns/workers.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/io/language.hpp"

namespace effaith {
namespace {

/// A worker's chunk on its way from records to figures.
struct Part {
    Part(const Engine& engine, const Vocabulary& words, DateNotation dates,
         const std::vector<ArrowField>& fields, ArrowSupply& supply,
         const ArrowRecordColumns& columns, SipKey id_key)
        : feeder(engine, words, dates, fields),
          reader(supply, columns, feeder.resolver(), feeder.uses(), id_key) {}

    AnalysisFeeder feeder;
    ArrowChunkReader reader;
    Status status = Done{};
    std::int64_t first_row = 0;
    std::vector<Duplicate> duplicates;
    std::unique_ptr<ArrowBatchBuilder> figures;
    std::vector<RowIssue> issues;
};

/// What both streams of an analysis share: the records that are still to come, and the issues that
/// have been found and not yet asked for.
class Analysis {
  public:
    Analysis(const Engine& engine, ArrowReader reader, ArrowRecordColumns columns,
             const ColumnOptions& options)
        : options_(options),
          columns_(std::move(columns)),
          fields_(figure_fields(options.decimals)),
          supply_{std::move(reader), nullptr, 0},
          language_(engine.config().language) {
        for (int i = 0; i < thread_count(options.threads); ++i) {
            parts_.push_back(
                std::make_unique<Part>(engine, words_, DateNotation{options.serial_dates}, fields_,
                                       supply_, columns_, sip_key(engine.config().id_key)));
        }
    }

    const std::vector<ArrowField>& fields() const { return fields_; }
    const Language& language() const { return language_; }
    std::deque<RowIssue>& issues() { return issues_; }

    /// The figures of the next chunk of records; false at the end.
    Result<bool> next(ArrowArray* out) {
        if (next_part_ == cut_) {
            if (const Status status = work(); !status) return status.error();
            if (cut_ == 0) return false;
        }
        Part& part = *parts_[next_part_++];
        // Before the figures are handed over: without memory for them, nothing has been.
        issues_.insert(issues_.end(), std::make_move_iterator(part.issues.begin()),
                       std::make_move_iterator(part.issues.end()));
        part.issues.clear();
        const Status done = part.figures->finish(out);
        if (!done) return done.error();
        return true;
    }

  private:
    /// Calls `step` for every part that has a chunk, side by side.
    template <class Step>
    Status for_parts(const Step& step) {
        run_workers(
            cut_, [&](std::size_t i) { step(*parts_[i]); }, [] {});
        for (std::size_t i = 0; i < cut_; ++i) {
            if (!parts_[i]->status) return parts_[i]->status.error();
        }
        return Done{};
    }

    /// Cuts off a chunk for every worker and works all of them out.
    Status work() {
        next_part_ = 0;
        cut_ = 0;
        while (cut_ < parts_.size()) {
            const Result<bool> more = parts_[cut_]->reader.cut();
            if (!more) return more.error();
            if (!*more) break;
            ++cut_;
        }
        Status status = for_parts([](Part& part) { part.status = part.reader.read(); });
        if (!status) return status;
        for (std::size_t i = 0; i < cut_; ++i) {
            Part& part = *parts_[i];
            part.first_row = records_ + 1;
            records_ += static_cast<std::int64_t>(part.reader.rows());
            part.duplicates = find_duplicates(part.reader, part.first_row, seen_);
        }
        if (options_.progress && cut_ > 0 && !options_.progress(records_)) {
            return Error{ErrorCode::cancelled, "Stopped.", ""};
        }
        return for_parts([this](Part& part) { work_out(part); });
    }

    void work_out(Part& part) {
        part.figures = std::make_unique<ArrowBatchBuilder>(
            fields_, static_cast<std::int64_t>(part.reader.rows()), part.feeder.sleeping(), zeros_);
        CellBlock cells;
        std::span<const Duplicate> duplicates = part.duplicates;
        for (std::size_t first = 0; first < part.reader.rows(); first += kBlockRows) {
            RowTexts& texts = part.reader.fill(first, cells);
            const auto at = static_cast<std::int64_t>(first);
            const auto here = take_duplicates(
                duplicates, part.first_row + at + static_cast<std::int64_t>(cells.rows));
            part.feeder.add(cells, texts, part.first_row + at, here, *part.figures, at,
                            part.issues);
        }
        part.status = part.reader.status();
    }

    ColumnOptions options_;
    Vocabulary words_;
    ArrowRecordColumns columns_;
    std::vector<ArrowField> fields_;
    std::shared_ptr<const ArrowBuffer> zeros_ = ArrowBatchBuilder::zeros(kChunkRows);
    ArrowSupply supply_;
    Language language_;
    std::vector<std::unique_ptr<Part>> parts_;
    std::size_t cut_ = 0;
    std::size_t next_part_ = 0;
    std::int64_t records_ = 0;
    SeenIds seen_;
    std::deque<RowIssue> issues_;
};

class FigureProducer : public ArrowProducer {
  public:
    explicit FigureProducer(std::shared_ptr<Analysis> analysis) : analysis_(std::move(analysis)) {}
    Status schema(ArrowSchema* out) override {
        export_arrow_schema(analysis_->fields(), out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override { return analysis_->next(out); }

  private:
    std::shared_ptr<Analysis> analysis_;
};

template <class Names>
std::shared_ptr<const ArrowWords> words_of(const Names& names) {
    return ArrowWords::of(std::vector<std::string>(std::begin(names), std::end(names)));
}

/// The names of all issues, by code.
std::vector<std::string> issue_names() {
    std::vector<std::string> names(kIssueRules.size());
    for (const IssueRule& rule : kIssueRules)
        names[static_cast<std::size_t>(rule.code)] = rule.name;
    return names;
}

class IssueProducer : public ArrowProducer {
  public:
    explicit IssueProducer(std::shared_ptr<Analysis> analysis)
        : analysis_(std::move(analysis)),
          fields_{ArrowField::int64("row"),
                  ArrowField::words8("code", ArrowWords::of(issue_names())),
                  ArrowField::words8("severity", words_of(kSeverityNames)),
                  ArrowField::words8("field", words_of(kFieldNames)), ArrowField::utf8("message")} {
    }
    Status schema(ArrowSchema* out) override {
        export_arrow_schema(fields_, out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override {
        std::deque<RowIssue>& issues = analysis_->issues();
        if (issues.empty()) return false;
        constexpr std::size_t kMost = 65536;
        const std::size_t rows = std::min(issues.size(), kMost);
        ArrowBatchBuilder builder(fields_, static_cast<std::int64_t>(rows));
        for (std::size_t row = 0; row < rows; ++row) {
            const Issue& issue = issues[row].issue;
            builder.column(0).integers()[row] = issues[row].row;
            builder.column(1).indices8()[row] = static_cast<std::int8_t>(issue.code);
            builder.column(2).indices8()[row] = static_cast<std::int8_t>(issue.severity);
            builder.column(3).indices8()[row] = static_cast<std::int8_t>(issue.field);
            const Status put = builder.column(4).append(analysis_->language().message(issue));
            if (!put) return put.error();
        }
        issues.erase(issues.begin(), issues.begin() + static_cast<std::ptrdiff_t>(rows));
        const Status done = builder.finish(out);
        if (!done) return done.error();
        return true;
    }

  private:
    std::shared_ptr<Analysis> analysis_;
    std::vector<ArrowField> fields_;
};

}  // namespace

Status analyse_columns(const Engine& engine, ArrowArrayStream* records,
                       const ColumnOptions& options, ArrowArrayStream* figures,
                       ArrowArrayStream* issues) {
    Result<ArrowReader> reader =
        ArrowReader::open(records, static_cast<ArrowValidation>(options.validation));
    if (!reader) return reader.error();
    Result<ArrowRecordColumns> columns =
        ArrowRecordColumns::read(reader->names(), reader->types(), Vocabulary());
    if (!columns) {
        reader->give_back(records);
        return columns.error();
    }
    const auto analysis =
        std::make_shared<Analysis>(engine, std::move(*reader), std::move(*columns), options);
    make_arrow_stream(std::make_unique<FigureProducer>(analysis), figures);
    make_arrow_stream(std::make_unique<IssueProducer>(analysis), issues);
    return Done{};
}

}  // namespace effaith
