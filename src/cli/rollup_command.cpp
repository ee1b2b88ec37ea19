// The commands `rollup` and `release`: records of any number of files by groups, as they are or as
// they may leave the building.
#include <algorithm>
#include <thread>

#include "cli/commands.hpp"
#include "cli/disclosure.hpp"
#include "cli/jobs.hpp"
#include "columns/rollup_run.hpp"
#include "columns/thread_count.hpp"
#include "io/document_jobs.hpp"

namespace effaith::cli {
namespace {

/// Reads a state, to be merged with the roll-up of the records.
int add_state(const Job& job, const std::string& path, RecordFile& file,
              std::vector<Rollup>& states) {
    Result<Rollup> state = Rollup::deserialise(job.engine, read_whole(file.bytes()));
    if (!state) return report(name_of_input(path), state.error());
    states.push_back(std::move(*state));
    return kFine;
}

/// Adds one file to the run, and says on standard error what is to be said about it.
int add_file(const Job& job, const std::string& path, RollupRun& run, RecordFile*& watched,
             Rejections& rejections, std::vector<Rollup>& states,
             const std::vector<std::string>& by, bool aloud) {
    Result<std::unique_ptr<RecordFile>> file = RecordFile::open(job, path);
    if (!file) return report(name_of_input(path), file.error());
    if ((*file)->is_state()) return add_state(job, path, **file, states);
    watched = file->get();
    const Status added = (*file)->format() == RecordFormat::csv ? run.add_csv((*file)->bytes())
                                                                : run.add_json((*file)->bytes());
    watched = nullptr;
    if (!added) return report(name_of_input(path), added.error());
    if (!aloud) return kFine;
    int noted = 0;
    for (const std::string& column : run.carried()) {
        const bool grouped = std::find(by.begin(), by.end(), column) != by.end();
        if (!grouped && ++noted <= kColumnsNoted) note_column(job.language, path, column);
    }
    rejections.file(path);
    for (const RejectedRecord& record : run.rejected())
        rejections.note(record.line, record.issues);
    return kFine;
}

/// The roll-up of all files, or an exit code. What is to be said of the records is said with
/// `aloud`.
struct Gathered {
    std::optional<Rollup> rollup;
    int code = kFine;
};

Gathered gather(const Job& job, const std::vector<std::string>& by, bool aloud) {
    const Options& options = job.options;
    RecordFile* watched = nullptr;
    RollupRunOptions how;
    how.threads = thread_count(options.threads);
    how.dates = DateNotation{options.serial_dates};
    how.most_rejected = aloud ? static_cast<std::size_t>(Rejections::kShown) : 0;
    how.progress = [&watched](std::int64_t records) {
        if (watched != nullptr) watched->counted(records);
        return true;
    };
    Result<RollupRun> run = RollupRun::create(job.engine, job.words, by, options.totals, how);
    if (!run) return {std::nullopt, report("effaith", run.error())};
    Rejections rejections(job.language, options.words.front());
    std::vector<Rollup> states;
    for (const std::string& path : options.words) {
        const int added = add_file(job, path, *run, watched, rejections, states, by, aloud);
        if (added != kFine) return {std::nullopt, added};
    }
    Result<Rollup> rollup = run->finish();
    if (!rollup) return {std::nullopt, report(options.words.front(), rollup.error())};
    for (const Rollup& state : states) {
        if (const Status merged = rollup->merge(state); !merged)
            return {std::nullopt, report("effaith", merged.error())};
    }
    if (const Status known = check_dimensions(*rollup); !known)
        return {std::nullopt, report("effaith", known.error())};
    if (aloud) rejections.finish(counts_of(*rollup).rejected);
    if (aloud && !rollup->learners_known()) {
        std::fprintf(stderr, "effaith: %s\n",
                     std::string(job.language.label("text", "rollup.learners_unknown")).c_str());
    }
    return {std::move(*rollup), kFine};
}

/// Writes the state where it is asked for.
int save_state(const Options& options, const Rollup& rollup) {
    if (options.state.empty()) return kFine;
    Result<Output> output = Output::open(options.state);
    if (!output) return report(options.state, output.error());
    output->write(rollup.serialise());
    const Status done = output->finish();
    return done ? kFine : report(done.error().where, done.error());
}

}  // namespace

int rollup_command(const Options& options) {
    std::optional<Job> job = make_job(options, true);
    if (!job) return kUsage;
    const Gathered gathered = gather(*job, options.by, true);
    if (!gathered.rollup) return gathered.code;
    const Rollup& rollup = *gathered.rollup;
    if (const int saved = save_state(options, rollup); saved != kFine) return saved;
    if (options.disclosure) return publish(*job, std::vector{&rollup});
    const DocumentCounts counts = counts_of(rollup);
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(
        rollup_document(job->engine, rollup, job->language, usual_format(options), counts));
    return finish(*output, options, counts);
}

int release_command(const Options& options) {
    std::optional<Job> job = make_job(options, true);
    if (!job) return kUsage;
    const bool from_stream =
        std::find(options.words.begin(), options.words.end(), "-") != options.words.end();
    if (options.tables.empty() || (from_stream && options.tables.size() > 1)) {
        return report("effaith",
                      {ErrorCode::invalid_argument,
                       from_stream ? "Several tables need files, for they are read once for each."
                                   : "A release has a --by for each of its tables.",
                       ""});
    }
    std::vector<Rollup> rollups;
    for (const std::vector<std::string>& by : options.tables) {
        Gathered gathered = gather(*job, by, rollups.empty());
        if (!gathered.rollup) return gathered.code;
        rollups.push_back(std::move(*gathered.rollup));
    }
    std::vector<const Rollup*> tables;
    for (const Rollup& rollup : rollups)
        tables.push_back(&rollup);
    return publish(*job, tables);
}

}  // namespace effaith::cli
