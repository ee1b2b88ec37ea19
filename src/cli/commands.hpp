// The commands, each from its options to an exit code.
#pragma once

#include "cli/options.hpp"
#include "effaith/io/language.hpp"

namespace effaith::cli {

int analyse_command(const Options& options);
int validate_command(const Options& options);
int explain_command(const Options& options);
int rollup_command(const Options& options);
int evidence_command(const Options& options);
int release_command(const Options& options);
int protect_command(const Options& options);
int audit_command(const Options& options);
int schedule_command(const Options& options);
int calendar_command(const Options& options);
int sheet_command(const Options& options);
int journey_command(const Options& options);
int map_command(const Options& options);
int qa_command(const Options& options);
int profile_command(const Options& options);
int transition_command(const Options& options);
int import_command(const Options& options);
int export_command(const Options& options);

/// The configuration of `--config`, with `--as-of` and `--language` applied; errors are printed.
std::optional<Config> load_config(const Options& options);

/// Prints an error in one line on standard error: `file: place: message`.
int report(const std::string& file, const Error& error);

/// The same for a command that is not asked as it has to be.
int report_usage(const std::string& message);

/// Writes a whole answer where `--out` says, else to standard output; the exit code.
int write_answer(const Options& options, const std::string& text);

/// The exit code for an error.
int exit_code(const Error& error);

}  // namespace effaith::cli
