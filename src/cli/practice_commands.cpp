// The commands on documents of practice: sheet, journey, map, qa, profile, transition.
#include "cli/commands.hpp"
#include "cli/jobs.hpp"
#include "effaith/io/practice.hpp"
#include "effaith/io/review.hpp"
#include "io/json_writer.hpp"
#include "io/practice/questions.hpp"

namespace effaith::cli {
namespace {

/// The options with the first word, which says what is asked, taken off.
Options without_question(const Options& options) {
    Options rest = options;
    rest.words.erase(rest.words.begin());
    return rest;
}

/// Tells an error by the file that it is in: its place begins with the name of the text where that
/// is not the document.
int report_in(const std::string& document, const std::string& records, const std::string& terms,
              Error error) {
    const auto is_in = [&](std::string_view text_name) {
        if (error.where.rfind(text_name, 0) != 0) return false;
        error.where.erase(0, text_name.size());
        if (!error.where.empty() && error.where.front() == ' ') error.where.erase(0, 1);
        return true;
    };
    if (!records.empty() && is_in("records")) return report(name_of_input(records), error);
    if (!terms.empty() && (is_in("terms") || is_in("mapping")))
        return report(name_of_input(terms), error);
    return report(name_of_input(document), error);
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
    const Result<std::string> records = text_of_file(*job, beside);
    if (!records) return report(name_of_input(beside), records.error());
    const std::string& second = options.terms.empty() ? options.mapping : options.terms;
    const Result<std::string> terms =
        second.empty() ? Result<std::string>(std::string()) : read_file(second);
    if (!terms) return report(name_of_input(second), terms.error());
    const practice::Tools tools{job->engine, job->language, job->words};
    const Result<std::string> answer =
        practice::answer(tools, {name, *document, *records, format,
                                 DateNotation{options.serial_dates}, options.since, *terms});
    if (!answer) return report_in(path, beside, second, answer.error());
    return write_answer(options, *answer);
}

/// The options of a review as its document.
std::string review_options(const Options& options) {
    JsonWriter json;
    json.begin_object();
    json.key("level");
    json.text(options.review_level.value_or("school"));
    json.key("unit");
    json.text(options.id);
    json.key("seed");
    json.integer(options.seed.value_or(0));
    const auto number = [&](std::string_view key, const std::optional<std::int64_t>& value) {
        json.key(key);
        value ? json.integer(*value) : json.null();
    };
    number("sample_size", options.sample_size);
    number("threshold", options.disclosure);
    json.key("strata");
    json.begin_list();
    for (const std::string& by : options.strata)
        json.text(by);
    json.end_list();
    json.key("rounding");
    options.rounding ? json.text(*options.rounding == Rounding::five ? "5" : "none") : json.null();
    json.key("hide_class");
    options.hide_class ? json.boolean(true) : json.null();
    json.key("release");
    json.boolean(options.disclosure.has_value());
    json.end_object();
    return json.take();
}

/// Makes a review pack; `--strict` tells of rejected records.
int write_pack(const Options& options, const practice::Tools& tools,
               const practice::Quality& quality, const std::string& records) {
    const std::string name = name_of_input(options.words.front());
    const auto how = practice::read_review_options(review_options(options));
    if (!how) return report(name, how.error());
    const Result<practice::ReviewPack> pack =
        practice::review_pack(tools, quality, records, DateNotation{options.serial_dates}, *how);
    if (!pack) return report(name, pack.error());
    const Result<std::string> answer =
        practice::review_document(tools, *pack, usual_format(options));
    if (!answer) return report(name, answer.error());
    const int done = write_answer(options, *answer);
    return done == kFine && options.strict && pack->n_rejected > 0 ? kRejected : done;
}

}  // namespace

int sheet_command(const Options& options) {
    const std::string question = options.words.empty() ? "" : options.words.front();
    if (question != "check" && question != "evaluate" && question != "records") {
        return report_usage(
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

int profile_command(const Options& options) {
    return answer_question(options, "profile", usual_format(options));
}

int transition_command(const Options& options) {
    const std::string question = options.words.empty() ? "" : options.words.front();
    if (question != "make" && question != "receive") {
        return report_usage(
            "transition is asked to make a document of a profile, or to receive one: "
            "transition make PROFILE --terms TERMS --records RECORDS");
    }
    const DocumentFormat format =
        question == "make" ? format_or(options, DocumentFormat::json) : usual_format(options);
    return answer_question(without_question(options), "transition_" + question, format);
}

int journey_command(const Options& options) {
    return answer_question(options, "journey_trend", usual_format(options));
}

int qa_command(const Options& options) {
    const bool samples = !options.words.empty() && options.words.front() == "sample";
    const Options asked = samples ? without_question(options) : options;
    if (!asked.review_level)
        return report_usage("qa is asked for a level: --level school, cluster, authority.");
    const std::optional<Job> job = make_job(asked);
    if (!job) return kUsage;
    const std::string& path = asked.words.front();
    const Result<std::string> records = text_of_file(*job, path);
    if (!records) return report(name_of_input(path), records.error());
    const Result<std::string> quality =
        asked.quality.empty() ? Result<std::string>(std::string("{}")) : read_file(asked.quality);
    if (!quality) return report(asked.quality, quality.error());
    // Faults of the quality document are told by its own name.
    const Result<practice::Quality> read = practice::read_quality(*quality);
    if (!read) return report(name_of_input(asked.quality), read.error());
    const practice::Tools tools{job->engine, job->language, job->words};
    if (!samples) return write_pack(asked, tools, *read, *records);
    const std::string how = review_options(asked);
    const Result<std::string> answer =
        practice::answer(tools, {"moderation_sample", *quality, *records, usual_format(asked),
                                 DateNotation{asked.serial_dates}, std::nullopt, how});
    if (!answer) return report(name_of_input(path), answer.error());
    return write_answer(asked, *answer);
}

}  // namespace effaith::cli
