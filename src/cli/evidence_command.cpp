// The command `evidence`: whether interventions work, by the records of one file.
#include "cli/commands.hpp"
#include "cli/jobs.hpp"
#include "effaith/io/evidence.hpp"
#include "io/document_jobs.hpp"

namespace effaith::cli {
namespace {

/// Says on standard error what is met, and moves the progress bar.
class EvidenceNarrator : public JobListener {
  public:
    EvidenceNarrator(const Job& job, RecordFile& file)
        : file_(file), rejections_(job.language, job.options.words.front()) {}
    void rejected(std::int64_t line, const std::vector<Issue>& issues) override {
        rejections_.note(line, issues);
    }
    bool counted(std::int64_t records) override {
        file_.counted(records - 1);
        return true;
    }
    void finish() const { rejections_.finish(); }

  private:
    RecordFile& file_;
    Rejections rejections_;
};

}  // namespace

int evidence_command(const Options& options) {
    if (options.review_level)
        return report("effaith", {ErrorCode::invalid_argument,
                                  "The level of evidence is a share between 0 and 1 such as 0.95.",
                                  "--level"});
    std::optional<Job> job = make_job(options);
    if (!job) return kUsage;
    Result<Evidence> evidence = Evidence::create(job->engine, options.by);
    if (!evidence) return report("effaith", evidence.error());
    const std::string& path = options.words.front();
    const auto file = RecordFile::open(*job, path);
    if (!file) return report(name_of_input(path), file.error());
    EvidenceNarrator narrator(*job, **file);
    const DocumentTools tools{job->engine, job->language, job->words,
                              DateNotation{options.serial_dates}};
    const Status gathered =
        gather_evidence(tools, (*file)->bytes(), (*file)->format(), *evidence, narrator);
    if (!gathered) return report(name_of_input(path), gathered.error());
    if (const Status known = check_dimensions(*evidence); !known)
        return report("effaith", known.error());
    narrator.finish();
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(evidence_document(*evidence, evidence->answer(options.level), job->language,
                                    {usual_format(options), options.working}));
    return finish(*output, options, counts_of(*evidence));
}

}  // namespace effaith::cli
