// The commands that read what other systems write, and write what they read: import, export.
#include <algorithm>
#include <cstdio>

#include "cli/commands.hpp"
#include "cli/jobs.hpp"
#include "io/interop/questions.hpp"

namespace effaith::cli {
namespace {

/// The format of a file by its name's ending; JSON otherwise.
DocumentFormat format_of_name(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    const std::string ending = dot == std::string::npos ? "" : path.substr(dot);
    if (ending == ".csv") return DocumentFormat::csv;
    return ending == ".ndjson" ? DocumentFormat::ndjson : DocumentFormat::json;
}

/// The files of a question, in the order in which they are read.
struct Texts {
    std::string document;
    std::string records;
    std::string line_items;
    std::string mapping;
};

std::optional<Texts> read_texts(const Job& job, const std::string& path) {
    Texts texts;
    const Options& options = job.options;
    const std::pair<const std::string&, std::string&> files[] = {
        {path, texts.document},
        {options.records, texts.records},
        {options.line_items, texts.line_items},
        {options.mapping, texts.mapping}};
    for (const auto& [from, into] : files) {
        Result<std::string> text = text_of_file(job, from);
        if (!text) {
            report(name_of_input(from), text.error());
            return std::nullopt;
        }
        into = std::move(*text);
    }
    if (options.mapping.empty()) return texts;
    // A fault of the mapping is said of its file, not of the one that is read by it.
    const Result<interop::Mapping> mapping = interop::read_mapping(texts.mapping);
    if (mapping) return texts;
    report(name_of_input(options.mapping), mapping.error());
    return std::nullopt;
}

/// What was not taken over: into the file of `--loss`, else how much of it there is on standard
/// error.
int tell_loss(const Job& job, const std::vector<interop::Note>& loss) {
    const Options& options = job.options;
    if (options.loss.empty()) {
        const std::string line =
            job.language.fill("interop", "loss_told", {{"loss", std::to_string(loss.size())}});
        if (!loss.empty()) std::fprintf(stderr, "%s\n", line.c_str());
        return kFine;
    }
    Options elsewhere = options;
    elsewhere.out = options.loss;
    return write_answer(elsewhere,
                        interop::loss_document(loss, job.language, format_of_name(options.loss)));
}

int ask(const Options& options, std::string_view name, bool is_export) {
    Options rest = options;
    rest.words.erase(rest.words.begin());
    const std::optional<Job> job = make_job(rest);
    if (!job) return kUsage;
    const std::string path = rest.words.front();
    const std::optional<Texts> texts = read_texts(*job, path);
    if (!texts) return kUnreadable;
    const interop::Tools tools{job->engine, job->language, job->words};
    const DocumentFormat format =
        format_or(options, is_export ? DocumentFormat::json : format_of_name(options.out));
    const Result<interop::Answer> answer =
        interop::answer(tools, {name, texts->document, texts->records, texts->line_items,
                                texts->mapping, format, DateNotation{options.serial_dates}});
    if (!answer) return report(name_of_input(path), answer.error());
    // An interchange is a file of its own, unless another format is asked for.
    const bool is_xml = is_export && !options.format;
    const int done = write_answer(options, is_xml ? answer->xml : answer->text);
    if (done != kFine) return done;
    const int told = tell_loss(*job, answer->loss);
    const bool is_whole = std::none_of(answer->loss.begin(), answer->loss.end(), [](const auto& n) {
        return n.severity() != Severity::note;
    });
    return told == kFine && options.strict && !is_whole ? kRejected : told;
}

std::string_view question_of(std::string_view system) {
    if (system == "edfi") return "edfi_read";
    if (system == "provision") return "provision_read";
    return system == "oneroster" ? "oneroster_join" : "";
}

}  // namespace

int import_command(const Options& options) {
    const std::string_view name = options.words.empty() ? "" : question_of(options.words.front());
    if (name.empty())
        return report_usage("import reads edfi, provision or oneroster: import edfi FILE");
    return ask(options, name, false);
}

int export_command(const Options& options) {
    if (options.words.empty() || options.words.front() != "edfi")
        return report_usage("export writes edfi: export edfi RECORDS");
    return ask(options, "edfi_write", true);
}

}  // namespace effaith::cli
