// The commands that answer record by record: analyse, validate, explain.
#include "cli/commands.hpp"
#include "cli/jobs.hpp"
#include "cli/streams.hpp"
#include "io/pipeline.hpp"

namespace effaith::cli {
namespace {

/// Reads the job's file into `sink`; an error is reported with the file's name.
int read_all(Job& job, AnalysisSink& sink, std::function<std::int64_t()> records) {
    const std::string& path = job.options.words.front();
    const std::string name = name_of_input(path);
    const Result<std::unique_ptr<RecordFile>> opened = RecordFile::open(job, path);
    if (!opened) return report(name, opened.error());
    RecordFile& file = **opened;

    class Counting : public AnalysisSink {
      public:
        Counting(AnalysisSink& inner, RecordFile& shown, std::function<std::int64_t()> records)
            : inner_(inner), shown_(shown), records_(std::move(records)) {}
        void carried_column(const std::string& column) override { inner_.carried_column(column); }
        bool analysed(const RawRecord& raw, const Record& record,
                      const RecordAnalysis& analysis) override {
            shown_.counted(records_());
            return inner_.analysed(raw, record, analysis);
        }

      private:
        AnalysisSink& inner_;
        RecordFile& shown_;
        std::function<std::int64_t()> records_;
    };
    Counting counting(sink, file, std::move(records));
    Pipeline pipeline(job.engine, job.words, DateNotation{job.options.serial_dates}, counting);
    const Status status = read_records(file.bytes(), file.format(), job.words, pipeline);
    if (!status && status.error().code != ErrorCode::cancelled) return report(name, status.error());
    return kFine;
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
            : rejections(job.language, job.options.words.front()),
              writer(job.engine, job.language, format,
                     [&output](std::string_view text) { return output.write(text); }),
              job_(job),
              format_(format) {}
        void carried_column(const std::string& name) override {
            const bool in_answer =
                format_ == DocumentFormat::json || format_ == DocumentFormat::ndjson;
            if (!in_answer && ++columns_ <= kColumnsNoted)
                note_column(job_.language, job_.options.words.front(), name);
            writer.carried_column(name);
        }
        bool analysed(const RawRecord& raw, const Record&,
                      const RecordAnalysis& analysis) override {
            if (analysis.rejected()) rejections.note(raw.line, analysis.issues.list());
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

}  // namespace effaith::cli
