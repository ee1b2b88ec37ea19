// The commands that read records: analyse, validate, explain, rollup.
#include <algorithm>
#include <cstdio>

#include "cli/commands.hpp"
#include "cli/streams.hpp"
#include "effaith/text_key.hpp"
#include "io/pipeline.hpp"

namespace effaith::cli {
namespace {

constexpr std::int64_t kRejectionsShown = 20;
constexpr int kColumnsNoted = 20;

/// What every command on records has: an engine, words, and the files.
struct Job {
    const Options& options;
    Engine engine;
    Language language;
    Vocabulary words;
};

std::optional<Job> make_job(const Options& options) {
    std::optional<Config> config = load_config(options);
    if (!config) return std::nullopt;
    if (options.words.empty()) {
        report("effaith",
               {ErrorCode::invalid_argument, "No file is given; - is standard input.", ""});
        return std::nullopt;
    }
    if (options.words.size() > 1) {
        report("effaith", {ErrorCode::invalid_argument,
                           "One file at a time; found also '" + options.words[1] + "'.", ""});
        return std::nullopt;
    }
    const LanguageCode language = config->language;
    Result<Engine> engine = Engine::create(std::move(*config));
    if (!engine) {
        report(options.config.empty() ? "effaith" : options.config, engine.error());
        return std::nullopt;
    }
    return Job{options, std::move(*engine), Language(language), Vocabulary()};
}

bool ends_with(const std::string& text, std::string_view end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// Bytes already looked at, then the rest of a stream.
class PeekedSource : public ByteSource {
  public:
    explicit PeekedSource(std::FILE* stream) : stream_(stream) {
        head_.resize(4096);
        head_.resize(std::fread(head_.data(), 1, head_.size(), stream));
    }
    std::string_view head() const { return head_; }
    std::size_t read(char* into, std::size_t most) override {
        if (taken_ == head_.size()) return stream_.read(into, most);
        const std::size_t count = std::min(most, head_.size() - taken_);
        head_.copy(into, count, taken_);
        taken_ += count;
        return count;
    }
    bool failed() const override { return stream_.failed(); }

  private:
    StreamSource stream_;
    std::string head_;
    std::size_t taken_ = 0;
};

/// By the file's name, else by its first character.
RecordFormat format_of(const std::string& path, std::string_view head) {
    for (const char* end : {".json", ".ndjson", ".jsonl"}) {
        if (ends_with(path, end)) return RecordFormat::json;
    }
    for (const char* end : {".csv", ".tsv", ".txt"}) {
        if (ends_with(path, end)) return RecordFormat::csv;
    }
    const std::size_t first = head.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool json = first != std::string_view::npos && (head[first] == '[' || head[first] == '{');
    return json ? RecordFormat::json : RecordFormat::csv;
}

std::string name_of_input(const std::string& path) {
    return path == "-" ? "standard input" : path;
}

/// Reads the job's file into `sink`; an error is reported with the file's name.
int read_all(Job& job, AnalysisSink& sink, std::function<std::int64_t()> records) {
    const std::string& path = job.options.words.front();
    const std::string name = name_of_input(path);
    const Result<Input> input = Input::open(path);
    if (!input) return report(name, input.error());
    PeekedSource peeked(input->stream());
    ProgressSource progress(peeked, input->size(), job.language);
    Windows1252Source recoded(progress);
    ByteSource& bytes =
        job.options.encoding == "windows-1252" ? static_cast<ByteSource&>(recoded) : progress;

    class Counting : public AnalysisSink {
      public:
        Counting(AnalysisSink& inner, ProgressSource& shown, std::function<std::int64_t()> records)
            : inner_(inner), shown_(shown), records_(std::move(records)) {}
        void carried_column(const std::string& column) override { inner_.carried_column(column); }
        bool analysed(const RawRecord& raw, const Record& record,
                      const RecordAnalysis& analysis) override {
            shown_.counted(records_());
            return inner_.analysed(raw, record, analysis);
        }

      private:
        AnalysisSink& inner_;
        ProgressSource& shown_;
        std::function<std::int64_t()> records_;
    };
    Counting counting(sink, progress, std::move(records));
    Pipeline pipeline(job.engine, job.words, DateNotation{job.options.serial_dates}, counting);
    const Status status = read_records(bytes, format_of(path, peeked.head()), job.words, pipeline);
    if (!status && status.error().code != ErrorCode::cancelled) return report(name, status.error());
    return kFine;
}

/// Says on standard error that a column is no field, where the answer itself has no place for it.
void note_column(const Job& job, const std::string& name) {
    Issue issue;
    issue.code = IssueCode::unknown_column;
    issue.found = name;
    std::fprintf(stderr, "%s: %s\n", name_of_input(job.options.words.front()).c_str(),
                 job.language.message(issue).c_str());
}

/// The errors of rejected records on standard error, the first of them.
class Rejections {
  public:
    explicit Rejections(const Job& job) : job_(job) {}
    void note(const RawRecord& raw, const RecordAnalysis& analysis) {
        if (!analysis.rejected() || ++count_ > kRejectionsShown) return;
        const std::string path = name_of_input(job_.options.words.front());
        for (const Issue& issue : analysis.issues.list()) {
            if (issue.severity != Severity::error) continue;
            std::fprintf(
                stderr, "%s:%lld: %s: %s\n", path.c_str(), static_cast<long long>(raw.line),
                std::string(name_of(issue.field)).c_str(), job_.language.message(issue).c_str());
        }
    }
    void finish() const {
        if (count_ <= kRejectionsShown) return;
        const std::string more = job_.language.fill(
            "summary.more_rejected", {{"count", std::to_string(count_ - kRejectionsShown)}});
        std::fprintf(stderr, "%s\n", more.c_str());
    }

  private:
    const Job& job_;
    std::int64_t count_ = 0;
};

DocumentFormat format_or(const Options& options, DocumentFormat otherwise) {
    return options.format.value_or(otherwise);
}

/// A table for a person at a terminal, JSON for a program.
DocumentFormat usual_format(const Options& options) {
    const bool person = options.out.empty() && is_terminal(stdout);
    return format_or(options, person ? DocumentFormat::table : DocumentFormat::json);
}

int finish(Output& output, const Options& options, const DocumentCounts& counts) {
    const Status done = output.finish();
    if (!done) return report(done.error().where, done.error());
    return options.strict && counts.rejected > 0 ? kRejected : kFine;
}

}  // namespace

int analyse_command(const Options& options) {
    std::optional<Job> job = make_job(options);
    if (!job) return kUsage;
    // Rows of a table that is cut short would look like a whole one.
    Result<Output> output = Output::open(options.out, usual_format(options) == DocumentFormat::csv);
    if (!output) return report(options.out, output.error());

    class Sink : public AnalysisSink {
      public:
        Sink(const Job& job, DocumentFormat format, Output& output)
            : rejections(job),
              writer(job.engine, job.language, format,
                     [&output](std::string_view text) { return output.write(text); }),
              job_(job),
              format_(format) {}
        void carried_column(const std::string& name) override {
            const bool in_answer =
                format_ == DocumentFormat::json || format_ == DocumentFormat::ndjson;
            if (!in_answer && ++columns_ <= kColumnsNoted) note_column(job_, name);
            writer.carried_column(name);
        }
        bool analysed(const RawRecord& raw, const Record&,
                      const RecordAnalysis& analysis) override {
            rejections.note(raw, analysis);
            return writer.record(raw, analysis);
        }
        Rejections rejections;
        AnalysisWriter writer;

      private:
        const Job& job_;
        DocumentFormat format_;
        int columns_ = 0;
    };
    Sink sink(*job, usual_format(options), *output);
    const int read = read_all(*job, sink, [&] { return sink.writer.counts().records; });
    if (read != kFine) return read;
    sink.writer.finish();
    if (const auto column = sink.writer.left_out()) {
        return report(options.words.front(),
                      {ErrorCode::bad_json,
                       "The column '" + *column +
                           "' comes after records that do not have it, so the header of a CSV "
                           "cannot name it; ask for --format json or ndjson.",
                       ""});
    }
    sink.rejections.finish();
    return finish(*output, options, sink.writer.counts());
}

int validate_command(const Options& options) {
    std::optional<Job> job = make_job(options);
    if (!job) return kUsage;
    // Rows of a table that is cut short would look like a whole one.
    Result<Output> output = Output::open(options.out, usual_format(options) == DocumentFormat::csv);
    if (!output) return report(options.out, output.error());

    class Sink : public AnalysisSink {
      public:
        Sink(const Job& job, DocumentFormat format, Output& output)
            : writer(job.language, format,
                     [&output](std::string_view text) { return output.write(text); }) {}
        void carried_column(const std::string& name) override { writer.document_issue(name); }
        bool analysed(const RawRecord& raw, const Record&,
                      const RecordAnalysis& analysis) override {
            count(counts, analysis);
            writer.record(raw, analysis.issues);
            return true;
        }
        IssueWriter writer;
        DocumentCounts counts;
    };
    Sink sink(*job, usual_format(options), *output);
    const int read = read_all(*job, sink, [&] { return sink.counts.records; });
    if (read != kFine) return read;
    sink.writer.finish(job->engine, sink.counts);
    return finish(*output, options, sink.counts);
}

int explain_command(const Options& options) {
    std::optional<Job> job = make_job(options);
    if (!job) return kUsage;
    if (options.id.empty()) {
        return report("effaith",
                      {ErrorCode::invalid_argument, "explain needs --id, a record's id.", ""});
    }
    class Sink : public AnalysisSink {
      public:
        explicit Sink(const Job& job) : job_(job) {}
        bool analysed(const RawRecord& raw, const Record& record,
                      const RecordAnalysis& analysis) override {
            ++records;
            if (record.id != job_.options.id) return true;
            found = explain_document(job_.engine, raw, record, analysis, job_.language,
                                     format_or(job_.options, DocumentFormat::table));
            return false;
        }
        std::int64_t records = 0;
        std::string found;

      private:
        const Job& job_;
    };
    Sink sink(*job);
    const int read = read_all(*job, sink, [&] { return sink.records; });
    if (read != kFine) return read;
    if (sink.found.empty()) {
        return report(options.words.front(),
                      {ErrorCode::invalid_argument,
                       "There is no record with the id '" + options.id + "'.", ""});
    }
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(sink.found);
    return finish(*output, options, DocumentCounts{});
}

int rollup_command(const Options& options) {
    std::optional<Job> job = make_job(options);
    if (!job) return kUsage;
    Result<Rollup> rollup = Rollup::create(job->engine, options.by, options.totals);
    if (!rollup) return report("effaith", rollup.error());

    class Sink : public AnalysisSink {
      public:
        Sink(const Job& job, Rollup& rollup) : rejections(job), job_(job), rollup_(rollup) {}
        void carried_column(const std::string& name) override {
            const auto& by = rollup_.by();
            const bool grouped = std::find(by.begin(), by.end(), name) != by.end();
            if (!grouped && ++columns_ <= kColumnsNoted) note_column(job_, name);
            rollup_.carried_column(name);
        }
        bool analysed(const RawRecord& raw, const Record& record,
                      const RecordAnalysis& analysis) override {
            rejections.note(raw, analysis);
            count(counts, analysis);
            cells_.clear();
            for (const CarriedCell& cell : raw.carried) {
                if (cells_.size() <= cell.column) cells_.resize(cell.column + 1);
                cells_[cell.column] = cell.text;
            }
            const Status added = rollup_.update(record, analysis, cells_);
            if (!added) conflict = added.error();
            return added.ok();
        }
        Rejections rejections;
        DocumentCounts counts;
        std::optional<Error> conflict;

      private:
        const Job& job_;
        Rollup& rollup_;
        int columns_ = 0;
        std::vector<std::string_view> cells_;
    };
    Sink sink(*job, *rollup);
    const int read = read_all(*job, sink, [&] { return sink.counts.records; });
    if (read != kFine) return read;
    if (sink.conflict) return report(options.words.front(), *sink.conflict);
    if (const auto unknown = rollup->unknown_dimension()) {
        std::string accepted;
        for (const std::string_view name : known_dimensions())
            (accepted += name) += ", ";
        return report("effaith", {ErrorCode::invalid_argument,
                                  "'" + *unknown +
                                      "' is neither a dimension nor a column of the file; "
                                      "accepted: " +
                                      accepted + "or a column's header.",
                                  ""});
    }
    sink.rejections.finish();
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(
        rollup_document(job->engine, *rollup, job->language, usual_format(options), sink.counts));
    return finish(*output, options, sink.counts);
}

}  // namespace effaith::cli
