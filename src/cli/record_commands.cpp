// The commands that answer record by record: analyse, validate, explain.
#include "cli/commands.hpp"
#include "cli/jobs.hpp"
#include "cli/streams.hpp"
#include "io/document_jobs.hpp"

namespace effaith::cli {
namespace {

/// Says on standard error what a job meets, and moves the progress bar.
class Narrator : public JobListener {
  public:
    Narrator(const Job& job, RecordFile& file, bool columns_in_answer, bool tells_rejections)
        : job_(job),
          file_(file),
          rejections_(job.language, job.options.words.front()),
          columns_in_answer_(columns_in_answer),
          tells_rejections_(tells_rejections) {}

    void carried_column(const std::string& name) override {
        if (!columns_in_answer_ && ++columns_ <= kColumnsNoted)
            note_column(job_.language, job_.options.words.front(), name);
    }
    void rejected(std::int64_t line, const std::vector<Issue>& issues) override {
        if (tells_rejections_) rejections_.note(line, issues);
    }
    bool counted(std::int64_t records) override {
        file_.counted(records - 1);
        return true;
    }
    void finish() const { rejections_.finish(); }

  private:
    const Job& job_;
    RecordFile& file_;
    Rejections rejections_;
    bool columns_in_answer_;
    bool tells_rejections_;
    int columns_ = 0;
};

DocumentTools tools_of(const Job& job) {
    return {job.engine, job.language, job.words, DateNotation{job.options.serial_dates}};
}

int report_input(const Job& job, const Error& error) {
    return report(name_of_input(job.options.words.front()), error);
}

using WriteJob = Result<DocumentCounts> (*)(const DocumentTools&, ByteSource&, RecordFormat,
                                            DocumentFormat, const TextSink&, JobListener&);

/// Writes an answer about every record.
int write_records(const Options& options, WriteJob write, bool is_analysis) {
    std::optional<Job> job = make_job(options);
    if (!job) return kUsage;
    const DocumentFormat format = usual_format(options);
    // Rows of a table that is cut short would look like a whole one.
    Result<Output> output = Output::open(options.out, format == DocumentFormat::csv);
    if (!output) return report(options.out, output.error());
    const auto file = RecordFile::open(*job, options.words.front());
    if (!file) return report_input(*job, file.error());
    const bool columns_in_answer =
        !is_analysis || format == DocumentFormat::json || format == DocumentFormat::ndjson;
    Narrator narrator(*job, **file, columns_in_answer, is_analysis);
    const Result<DocumentCounts> counts = write(
        tools_of(*job), (*file)->bytes(), (*file)->format(), format,
        [&output](std::string_view text) { return output->write(text); }, narrator);
    if (!counts) return report_input(*job, counts.error());
    narrator.finish();
    return finish(*output, options, *counts);
}

}  // namespace

int analyse_command(const Options& options) {
    return write_records(options, write_analysis, true);
}

int validate_command(const Options& options) {
    return write_records(options, write_issues, false);
}

int explain_command(const Options& options) {
    std::optional<Job> job = make_job(options);
    if (!job) return kUsage;
    if (options.id.empty()) {
        return report("effaith",
                      {ErrorCode::invalid_argument, "explain needs --id, a record's id.", ""});
    }
    const auto file = RecordFile::open(*job, options.words.front());
    if (!file) return report_input(*job, file.error());
    Narrator narrator(*job, **file, true, false);
    const Result<std::string> found =
        explain_in(tools_of(*job), (*file)->bytes(), (*file)->format(),
                   format_or(options, DocumentFormat::table), options.id, narrator);
    if (!found) return report_input(*job, found.error());
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(*found);
    return finish(*output, options, DocumentCounts{});
}

}  // namespace effaith::cli
