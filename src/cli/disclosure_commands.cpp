// The commands `protect` and `audit`, and what `rollup` and `release` share with them.
#include "cli/commands.hpp"
#include "cli/disclosure.hpp"
#include "effaith/io/disclosure_documents.hpp"

namespace effaith::cli {
namespace {

/// The text of the one file of a command, or an exit code.
Result<std::string> only_file(const Options& options) {
    if (options.words.size() != 1)
        return Error{ErrorCode::invalid_argument,
                     "One file at a time; - is standard input. Found " +
                         std::to_string(options.words.size()) + ".",
                     ""};
    return read_file(options.words.front());
}

int write(const Options& options, std::string_view text, int code) {
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(text);
    const Status done = output->finish();
    return done ? code : report(done.error().where, done.error());
}

void say(const DisclosureReport& found, const Language& language) {
    std::fputs(report_document(found, language, DocumentFormat::table).c_str(), stderr);
}

}  // namespace

DisclosureRules rules_of(const Options& options, const DisclosureRules& configured) {
    DisclosureRules rules = configured;
    rules.threshold = options.disclosure.value_or(rules.threshold);
    rules.rounding = options.rounding.value_or(rules.rounding);
    rules.hide_class = rules.hide_class || options.hide_class;
    return rules;
}

int publish(const Job& job, const std::vector<const Rollup*>& tables) {
    const Options& options = job.options;
    const auto protected_tables =
        release(tables, rules_of(options, job.engine.config().disclosure));
    if (!protected_tables) return report("effaith", protected_tables.error());
    DisclosureReport found;
    for (const ProtectedRollup& table : *protected_tables)
        add(found, table.report());
    say(found, job.language);
    if (!found.safe()) return kRejected;
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(release_document(*protected_tables, job.language, usual_format(options)));
    return finish(*output, options, counts_of(*tables.front()));
}

int protect_command(const Options& options) {
    const std::optional<Config> config = load_config(options);
    if (!config) return kUsage;
    const Result<std::string> text = only_file(options);
    if (!text) return report("effaith", text.error());
    DisclosureReport found;
    const auto answer = protect_document(*text, rules_of(options, config->disclosure), &found);
    if (!answer) return report(name_of_input(options.words.front()), answer.error());
    say(found, Language(config->language));
    return found.safe() ? write(options, *answer, kFine) : int{kRejected};
}

int audit_command(const Options& options) {
    const std::optional<Config> config = load_config(options);
    if (!config) return kUsage;
    const Result<std::string> text = only_file(options);
    if (!text) return report("effaith", text.error());
    const Result<PublishedAudit> audit =
        audit_published(*text, Language(config->language), usual_format(options));
    if (!audit) return report(name_of_input(options.words.front()), audit.error());
    return write(options, audit->document, audit->safe ? kFine : kRejected);
}

}  // namespace effaith::cli
