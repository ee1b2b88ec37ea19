// The `effaith` command.
#include <array>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.hpp"
#include "cli/streams.hpp"

namespace effaith::cli {
namespace {

struct Command {
    std::string_view name;
    int (*run)(const Options&);
};

constexpr std::array<Command, 18> kCommands{{{"analyse", analyse_command},
                                             {"validate", validate_command},
                                             {"explain", explain_command},
                                             {"rollup", rollup_command},
                                             {"evidence", evidence_command},
                                             {"release", release_command},
                                             {"protect", protect_command},
                                             {"audit", audit_command},
                                             {"schedule", schedule_command},
                                             {"calendar", calendar_command},
                                             {"sheet", sheet_command},
                                             {"journey", journey_command},
                                             {"map", map_command},
                                             {"qa", qa_command},
                                             {"profile", profile_command},
                                             {"transition", transition_command},
                                             {"import", import_command},
                                             {"export", export_command}}};

int run(const std::vector<std::string>& arguments) {
    const Result<Options> options = read_options(arguments);
    if (!options) return report("effaith", options.error());
    const Language language(options->language.value_or(LanguageCode::en));
    const std::string usage(language.label("text", "usage"));
    if (options->version) {
        std::printf("effaith %s, semantics %d\n", kVersion, kSemantics);
        return kFine;
    }
    if (options->help) {
        std::fputs(usage.c_str(), stdout);
        return kFine;
    }
    for (const Command& command : kCommands) {
        if (command.name == options->command) return command.run(*options);
    }
    if (!options->command.empty()) {
        report("effaith", {ErrorCode::invalid_argument,
                           "There is no command '" + options->command + "'.", ""});
    }
    std::fputs(usage.c_str(), stderr);
    return kUsage;
}

}  // namespace
}  // namespace effaith::cli

int main(int count, char** arguments) {
    try {
        effaith::cli::leave_line_ends_alone();
        return effaith::cli::run({arguments + 1, arguments + count});
    } catch (const std::bad_alloc&) {
        std::fputs("effaith: The memory of this machine does not suffice.\n", stderr);
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "effaith: %s\n", fault.what());
    }
    return effaith::cli::kUnreadable;
}
