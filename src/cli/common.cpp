#include <cstdio>

#include "cli/commands.hpp"
#include "cli/streams.hpp"
#include "effaith/io/config_reader.hpp"
#include "one_line.hpp"

namespace effaith::cli {

int exit_code(const Error& error) {
    switch (error.code) {
        case ErrorCode::cannot_read:
        case ErrorCode::cannot_write:
        case ErrorCode::bad_csv:
        case ErrorCode::bad_json:
        case ErrorCode::bad_xml:
        case ErrorCode::bad_encoding:
        case ErrorCode::bad_state:
            return kUnreadable;
        default:
            return kUsage;
    }
}

int report(const std::string& file, const Error& error) {
    std::string place = file;
    if (!error.where.empty() && error.where != file) place += ":" + error.where;
    // `line 3` becomes `:3`, as compilers and editors write it.
    const std::string line = file + ":line ";
    if (place.rfind(line, 0) == 0) place = file + ":" + place.substr(line.size());
    std::fprintf(stderr, "%s: %s\n", one_line(place).c_str(), one_line(error.message).c_str());
    return exit_code(error);
}

int report_usage(const std::string& message) {
    return report("effaith", {ErrorCode::invalid_argument, message, ""});
}

int write_answer(const Options& options, const std::string& text) {
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(text);
    const Status done = output->finish();
    return done ? kFine : report(done.error().where, done.error());
}

std::optional<Config> load_config(const Options& options) {
    Config config;
    if (!options.config.empty()) {
        const Result<std::string> text = read_file(options.config);
        if (!text) {
            report(options.config, text.error());
            return std::nullopt;
        }
        Result<Config> read = read_config(*text);
        if (!read) {
            report(options.config, read.error());
            return std::nullopt;
        }
        config = std::move(*read);
    }
    if (options.as_of) config.as_of = options.as_of;
    if (options.language) config.language = *options.language;
    return config;
}

}  // namespace effaith::cli
