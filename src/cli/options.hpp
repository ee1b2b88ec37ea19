// The command line as values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/config.hpp"
#include "effaith/io/documents.hpp"
#include "effaith/result.hpp"

namespace effaith::cli {

/// Exit codes of the command.
enum ExitCode : int { kFine = 0, kRejected = 1, kUsage = 2, kUnreadable = 3 };

struct Options {
    std::string command;
    std::vector<std::string> words;  ///< what is no option: files, a frequency, months
    std::string config;
    std::string out;
    std::optional<DocumentFormat> format;
    std::optional<LanguageCode> language;
    std::optional<Date> as_of;
    std::string encoding = "utf-8";
    std::string id;
    std::vector<std::string> by;                   ///< of the last --by
    std::vector<std::vector<std::string>> tables;  ///< of every --by: those of a release
    std::optional<std::int64_t> disclosure;        ///< the threshold
    std::optional<Rounding> rounding;
    std::string weekdays;
    std::optional<std::vector<std::string>> hierarchy;
    std::string records;  ///< records of provision, for a map; of a learner, for a profile
    std::string terms;    ///< of a transition
    std::string mapping;  ///< of identifiers, columns and words of another system
    std::optional<Date> since;
    std::string against;  ///< records of other interventions, for a sheet
    std::string quality;  ///< the document of quality assurance, for a review
    std::optional<std::string> review_level;
    std::optional<std::int64_t> seed;         ///< of a sample for moderation
    std::optional<std::int64_t> sample_size;  ///< of it
    std::vector<std::string> strata;          ///< of it
    std::string line_items;                   ///< of OneRoster results
    std::string loss;                         ///< where the list of what was not taken over goes
    std::string state;                        ///< where the state of a roll-up goes
    int threads = 0;                          ///< 0: as many as the machine has
    double level = 0.95;                      ///< of intervals
    bool totals = false;
    bool working = false;  ///< evidence: how each figure is worked
    bool strict = false;
    bool serial_dates = false;
    bool hide_class = false;
    bool help = false;
    bool version = false;
};

/// Reads the arguments after the program's name. Errors: invalid_argument.
Result<Options> read_options(const std::vector<std::string>& arguments);

}  // namespace effaith::cli
