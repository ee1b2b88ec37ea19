// The figures of records as columns, and the issues as a table beside them: of an Arrow stream,
// chunk by chunk, and of records that are handed over one by one.
#include <algorithm>
#include <deque>

#include "arrow/builder.hpp"
#include "arrow/owned.hpp"
#include "arrow/producer.hpp"
#include "columns/analysis_feeder.hpp"
#include "columns/arrow_records.hpp"
#include "columns/pushed_analysis.hpp"
#include "columns/record_numbers.hpp"
#include "columns/thread_count.hpp"
#include "columns/workers.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/io/language.hpp"

namespace effaith {
namespace {

/// A worker's chunk on its way from records to figures.
template <class Reader>
struct Part {
    template <class... Source>
    Part(const Engine& engine, const Vocabulary& words, DateNotation dates,
         const std::vector<ArrowField>& fields, Source&... source)
        : feeder(engine, words, dates, fields),
          reader(source..., feeder.resolver(), feeder.uses(), sip_key(engine.config().id_key)) {}

    /// Works out the figures of the chunk that is read.
    void work_out(const std::vector<ArrowField>& fields,
                  const std::shared_ptr<const ArrowBuffer>& zeros) {
        figures = std::make_unique<ArrowBatchBuilder>(
            fields, static_cast<std::int64_t>(reader.rows()), feeder.sleeping(), zeros);
        CellBlock cells;
        std::span<const Duplicate> left = duplicates;
        for (std::size_t first = 0; first < reader.rows(); first += kBlockRows) {
            RowTexts& texts = reader.fill(first, cells);
            const auto at = static_cast<std::int64_t>(first);
            const auto here =
                take_duplicates(left, first_row + at + static_cast<std::int64_t>(cells.rows));
            feeder.add(cells, texts, first_row + at, here, *figures, at, issues);
        }
        status = reader.status();
    }

    AnalysisFeeder feeder;
    Reader reader;
    Status status = Done{};
    std::int64_t first_row = 0;
    std::vector<Duplicate> duplicates;
    std::unique_ptr<ArrowBatchBuilder> figures;
    std::vector<RowIssue> issues;
};

/// What both streams of an analysis share: the figures that are still to come, and the issues that
/// have been found and not yet asked for.
class Analysis {
  public:
    virtual ~Analysis() = default;
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;

    const std::vector<ArrowField>& fields() const { return fields_; }
    const Language& language() const { return language_; }
    std::deque<RowIssue>& issues() { return issues_; }

    /// The figures of the next chunk of records; false at the end.
    virtual Result<bool> next(ArrowArray* out) = 0;

  protected:
    Analysis(const Engine& engine, const ColumnOptions& options)
        : options_(options),
          fields_(figure_fields(options.decimals)),
          language_(engine.config().language) {}

    template <class Reader>
    void work_out(Part<Reader>& part) const {
        part.work_out(fields_, zeros_);
    }
    /// Numbers the rows of a part that is read, and finds the ids that came before.
    template <class Reader>
    void number_rows(Part<Reader>& part) {
        part.first_row = records_ + 1;
        records_ += static_cast<std::int64_t>(part.reader.rows());
        part.duplicates = find_duplicates(part.reader, part.first_row, seen_);
    }
    Status tell() const {
        if (!options_.progress || options_.progress(records_)) return Done{};
        return Error{ErrorCode::cancelled, "Stopped.", ""};
    }
    void keep_issues(std::vector<RowIssue>& found) {
        issues_.insert(issues_.end(), std::make_move_iterator(found.begin()),
                       std::make_move_iterator(found.end()));
        found.clear();
    }

    ColumnOptions options_;
    Vocabulary words_;
    std::vector<ArrowField> fields_;

  private:
    std::shared_ptr<const ArrowBuffer> zeros_ = ArrowBatchBuilder::zeros(kChunkRows);
    Language language_;
    std::int64_t records_ = 0;
    SeenIds seen_;
    std::deque<RowIssue> issues_;
};

/// Of the columns of a stream, by several workers.
class ColumnAnalysis : public Analysis {
  public:
    ColumnAnalysis(const Engine& engine, ArrowReader reader, ArrowRecordColumns columns,
                   const ColumnOptions& options)
        : Analysis(engine, options),
          columns_(std::move(columns)),
          supply_{std::move(reader), nullptr, 0} {
        for (int i = 0; i < thread_count(options.threads); ++i) {
            parts_.push_back(std::make_unique<Part<ArrowChunkReader>>(
                engine, words_, DateNotation{options.serial_dates}, fields_, supply_, columns_));
        }
    }

    Result<bool> next(ArrowArray* out) override {
        if (next_part_ == cut_) {
            if (const Status status = work(); !status) return status.error();
            if (cut_ == 0) return false;
        }
        Part<ArrowChunkReader>& part = *parts_[next_part_++];
        // Before the figures are handed over: without memory for them, nothing has been.
        keep_issues(part.issues);
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
        Status status = for_parts([](auto& part) { part.status = part.reader.read(); });
        if (!status) return status;
        for (std::size_t i = 0; i < cut_; ++i)
            number_rows(*parts_[i]);
        if (cut_ > 0) {
            if (const Status going_on = tell(); !going_on) return going_on;
        }
        return for_parts([this](auto& part) { work_out(part); });
    }

    ArrowRecordColumns columns_;
    ArrowSupply supply_;
    std::vector<std::unique_ptr<Part<ArrowChunkReader>>> parts_;
    std::size_t cut_ = 0;
    std::size_t next_part_ = 0;
};

/// Of records that are handed over one by one, all of them before the first figures are asked for.
class PushedAnalysis : public Analysis, public RecordSink {
  public:
    PushedAnalysis(const Engine& engine, const ColumnOptions& options)
        : Analysis(engine, options),
          part_(engine, words_, DateNotation{options.serial_dates}, fields_) {
        part_.reader.start(0);
    }

    void carried_column(const std::string&) override {}  // no figure is made of it
    bool record(const RawRecord& raw) override {
        fields_of_ = raw;
        fields_of_.carried.clear();
        part_.reader.push(fields_of_);
        if (part_.reader.is_full()) keep(work());
        return !error_;
    }
    /// To be called after the last record.
    Status finish() {
        keep(work());
        if (error_) return *error_;
        return Done{};
    }
    /// What is wrong where a record was refused.
    const std::optional<Error>& error() const { return error_; }

    Result<bool> next(ArrowArray* out) override {
        if (batches_.empty()) return false;
        batches_.front().give(out);
        batches_.pop_front();
        return true;
    }

  private:
    void keep(const Status& status) {
        if (!status && !error_) error_ = status.error();
    }
    Status work() {
        if (part_.reader.rows() == 0) return Done{};
        if (const Status read = part_.reader.read(); !read) return read;
        number_rows(part_);
        if (const Status going_on = tell(); !going_on) return going_on;
        work_out(part_);
        if (!part_.status) return part_.status;
        ArrowOwned<ArrowArray> batch;
        if (const Status done = part_.figures->finish(batch.get()); !done) return done;
        batches_.push_back(std::move(batch));
        keep_issues(part_.issues);
        part_.reader.start(0);
        return Done{};
    }

    Part<PushedChunkReader> part_;
    RawRecord fields_of_;
    std::deque<ArrowOwned<ArrowArray>> batches_;
    std::optional<Error> error_;
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

void give_streams(const std::shared_ptr<Analysis>& analysis, ArrowArrayStream* figures,
                  ArrowArrayStream* issues) {
    make_arrow_stream(std::make_unique<FigureProducer>(analysis), figures);
    make_arrow_stream(std::make_unique<IssueProducer>(analysis), issues);
}

}  // namespace

Status analyse_columns(const Engine& engine, ArrowArrayStream* records,
                       const ColumnOptions& options, ArrowArrayStream* figures,
                       ArrowArrayStream* issues) {
    // No figure is made of what else a table has, whatever its type.
    const Vocabulary words;
    const ArrowWanted fields = [&words](std::string_view name) {
        return words.field(name) ? ArrowWish::yes : ArrowWish::no;
    };
    Result<ArrowReader> reader =
        ArrowReader::open(records, static_cast<ArrowValidation>(options.validation), fields);
    if (!reader) return reader.error();
    Result<ArrowRecordColumns> columns =
        ArrowRecordColumns::read(reader->names(), reader->types(), words);
    if (!columns) {
        reader->give_back(records);
        return columns.error();
    }
    give_streams(
        std::make_shared<ColumnAnalysis>(engine, std::move(*reader), std::move(*columns), options),
        figures, issues);
    return Done{};
}

Status analyse_pushed(const Engine& engine, const PushRecords& push, const ColumnOptions& options,
                      ArrowArrayStream* figures, ArrowArrayStream* issues) {
    const auto analysis = std::make_shared<PushedAnalysis>(engine, options);
    const Status read = push(*analysis);
    if (analysis->error()) return *analysis->error();
    if (!read) return read;
    if (const Status done = analysis->finish(); !done) return done;
    give_streams(analysis, figures, issues);
    return Done{};
}

}  // namespace effaith
