// The commands on documents of practice: sheet, journey, map.
#include "cli/commands.hpp"
#include "cli/jobs.hpp"
#include "effaith/io/practice.hpp"
#include "io/practice/questions.hpp"

namespace effaith::cli {
namespace {

int usage(const std::string& message) {
    return report("effaith", {ErrorCode::invalid_argument, message, ""});
}

/// The options with the first word, which says what is asked, taken off.
Options without_question(const Options& options) {
    Options rest = options;
    rest.words.erase(rest.words.begin());
    return rest;
}

/// The records of a file as UTF-8 text; empty where there is no file.
Result<std::string> records_beside(const Job& job, const std::string& path) {
    if (path.empty()) return std::string();
    const Result<std::unique_ptr<RecordFile>> file = RecordFile::open(job, path);
    if (!file) return file.error();
    std::string text = read_whole((*file)->bytes());
    if ((*file)->bytes().failed())
        return Error{ErrorCode::cannot_read, "The file cannot be read to its end.", ""};
    return text;
}

/// Answers one question about the document of a file; records beside it come from `--against` or
/// `--records`.
int answer_question(const Options& options, std::string_view name, DocumentFormat format) {
    const std::optional<Job> job = make_job(options);
    if (!job) return kUsage;
    const std::string& path = options.words.front();
    const Result<std::string> document = read_file(path);
    if (!document) return report(name_of_input(path), document.error());
    const std::string& beside = options.against.empty() ? options.records : options.against;
    const Result<std::string> records = records_beside(*job, beside);
    if (!records) return report(name_of_input(beside), records.error());
    const practice::Tools tools{job->engine, job->language, job->words};
    const Result<std::string> answer = practice::answer(
        tools,
        {name, *document, *records, format, DateNotation{options.serial_dates}, options.since});
    if (!answer) return report(name_of_input(path), answer.error());
    return write_answer(options, *answer);
}

}  // namespace

int sheet_command(const Options& options) {
    const std::string question = options.words.empty() ? "" : options.words.front();
    if (question != "check" && question != "evaluate" && question != "records") {
        return usage(
            "sheet is asked to check, to evaluate or for its records: "
            "sheet evaluate FILE");
    }
    const DocumentFormat format =
        question == "records" ? format_or(options, DocumentFormat::json) : usual_format(options);
    return answer_question(without_question(options), "sheet_" + question, format);
}

int map_command(const Options& options) {
    return answer_question(options, "provision_map", usual_format(options));
}

int journey_command(const Options& options) {
    return answer_question(options, "journey_trend", usual_format(options));
}

}  // namespace effaith::cli
