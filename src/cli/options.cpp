#include "cli/options.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "effaith/text_key.hpp"

namespace effaith::cli {
namespace {

Error usage(std::string message) {
    return {ErrorCode::invalid_argument, std::move(message), ""};
}

constexpr std::int64_t kMostThreads = 256;
constexpr int kLevelPlaces = 6;
constexpr std::int64_t kWholeLevel = 1000000;
constexpr std::int64_t kMostThreshold = 1000;
constexpr std::int64_t kMostSample = 1000000;
constexpr std::array<std::string_view, 3> kReviewLevels{"school", "cluster", "authority"};
constexpr std::array<std::string_view, 4> kFormats{"table", "json", "ndjson", "csv"};

template <class Enum, std::size_t N>
std::optional<Enum> choice(const std::array<std::string_view, N>& names, std::string_view text) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == text) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

std::vector<std::string> split_list(const std::string& text) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    while (from <= text.size()) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        const std::string_view part = trimmed(std::string_view(text).substr(from, comma - from));
        if (!part.empty()) parts.emplace_back(part);
        from = comma + 1;
    }
    return parts;
}

/// A whole number from 0 up; none where it is none, or too large.
std::optional<std::int64_t> whole_number(const std::string& text, std::int64_t most) {
    ReadDecimal read;
    const bool is_whole = read_decimal(text, 0, read) == DecimalFault::none && !read.reduced;
    if (!is_whole || read.raw < 0 || read.raw > most) return std::nullopt;
    return read.raw;
}

/// Sets an option from its value; answers what is accepted where the value is not.
using Setter = std::function<std::string(Options&, const std::string&)>;

const std::map<std::string, Setter, std::less<>>& setters() {
    static const std::map<std::string, Setter, std::less<>> all{
        {"--config",
         [](Options& o, const std::string& v) {
             o.config = v;
             return "";
         }},
        {"--out",
         [](Options& o, const std::string& v) {
             o.out = v;
             return "";
         }},
        {"--id",
         [](Options& o, const std::string& v) {
             o.id = v;
             return "";
         }},
        {"--weekdays",
         [](Options& o, const std::string& v) {
             o.weekdays = v;
             return "";
         }},
        {"--by",
         [](Options& o, const std::string& v) {
             o.by = split_list(v);
             o.tables.push_back(o.by);
             return "";
         }},
        {"--disclosure",
         [](Options& o, const std::string& v) {
             ReadDecimal read;
             const bool whole = read_decimal(v, 0, read) == DecimalFault::none && !read.reduced;
             if (!whole || read.raw < 2 || read.raw > kMostThreshold) return "2 to 1000 learners";
             o.disclosure = read.raw;
             return "";
         }},
        {"--rounding",
         [](Options& o, const std::string& v) {
             o.rounding = v == "5" ? Rounding::five : Rounding::none;
             return v == "5" || v == "none" ? "" : "5, none";
         }},
        {"--hierarchy",
         [](Options& o, const std::string& v) {
             o.hierarchy = split_list(v);
             return "";
         }},
        {"--against",
         [](Options& o, const std::string& v) {
             o.against = v;
             return "";
         }},
        {"--mapping",
         [](Options& o, const std::string& v) {
             o.mapping = v;
             return "";
         }},
        {"--line-items",
         [](Options& o, const std::string& v) {
             o.line_items = v;
             return "";
         }},
        {"--loss",
         [](Options& o, const std::string& v) {
             o.loss = v;
             return "";
         }},
        {"--records",
         [](Options& o, const std::string& v) {
             o.records = v;
             return "";
         }},
        {"--quality",
         [](Options& o, const std::string& v) {
             o.quality = v;
             return "";
         }},
        {"--seed",
         [](Options& o, const std::string& v) {
             o.seed = whole_number(v, kMostSample);
             return o.seed ? "" : "0 to 1000000";
         }},
        {"--sample-size",
         [](Options& o, const std::string& v) {
             o.sample_size = whole_number(v, kMostSample);
             return o.sample_size ? "" : "0 to 1000000 records";
         }},
        {"--strata",
         [](Options& o, const std::string& v) {
             o.strata = split_list(v);
             return "";
         }},
        {"--terms",
         [](Options& o, const std::string& v) {
             o.terms = v;
             return "";
         }},
        {"--since",
         [](Options& o, const std::string& v) {
             o.since = Date::parse(v);
             return o.since ? "" : "a date such as 2024-03-28";
         }},
        {"--state",
         [](Options& o, const std::string& v) {
             o.state = v;
             return "";
         }},
        {"--level",
         [](Options& o, const std::string& v) {
             const auto named = std::find(kReviewLevels.begin(), kReviewLevels.end(), v);
             if (named != kReviewLevels.end()) {
                 o.review_level = v;
                 return "";
             }
             ReadDecimal read;
             const bool known = read_decimal(v, kLevelPlaces, read) == DecimalFault::none;
             if (!known || read.raw <= 0 || read.raw >= kWholeLevel) {
                 return "a share between 0 and 1 such as 0.95; of qa school, cluster, authority";
             }
             o.level = static_cast<double>(read.raw) / static_cast<double>(kWholeLevel);
             return "";
         }},
        {"--threads",
         [](Options& o, const std::string& v) {
             ReadDecimal read;
             const bool whole = read_decimal(v, 0, read) == DecimalFault::none && !read.reduced;
             if (!whole || read.raw < 1 || read.raw > kMostThreads) return "1 to 256";
             o.threads = static_cast<int>(read.raw);
             return "";
         }},
        {"--encoding",
         [](Options& o, const std::string& v) {
             o.encoding = v;
             return v == "utf-8" || v == "windows-1252" ? "" : "utf-8, windows-1252";
         }},
        {"--format",
         [](Options& o, const std::string& v) {
             o.format = choice<DocumentFormat>(kFormats, v);
             return o.format ? "" : "table, json, ndjson, csv";
         }},
        {"--language",
         [](Options& o, const std::string& v) {
             o.language = choice<LanguageCode>(kLanguageNames, v);
             return o.language ? "" : "en, cy";
         }},
        {"--as-of",
         [](Options& o, const std::string& v) {
             o.as_of = Date::parse(v);
             return o.as_of ? "" : "a date such as 2024-03-28";
         }},
    };
    return all;
}

const std::map<std::string, bool Options::*, std::less<>>& switches() {
    static const std::map<std::string, bool Options::*, std::less<>> all{
        {"--totals", &Options::totals},
        {"--strict", &Options::strict},
        {"--working", &Options::working},
        {"--hide-class", &Options::hide_class},
        {"--serial-dates", &Options::serial_dates},
        {"--help", &Options::help},
        {"-h", &Options::help},
        {"--version", &Options::version}};
    return all;
}

}  // namespace

Result<Options> read_options(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument.size() < 2 || argument[0] != '-') {
            (options.command.empty() ? options.command : options.words.emplace_back()) = argument;
            continue;
        }
        if (const auto found = switches().find(argument); found != switches().end()) {
            options.*(found->second) = true;
            continue;
        }
        const std::size_t equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        const auto found = setters().find(name);
        if (found == setters().end()) return usage("The option " + name + " is not known.");
        if (equals == std::string::npos && i + 1 == arguments.size()) {
            return usage("The option " + name + " needs a value.");
        }
        const std::string value =
            equals == std::string::npos ? arguments[++i] : argument.substr(equals + 1);
        const std::string accepted = found->second(options, value);
        if (!accepted.empty()) {
            return usage("Found '" + value + "' for " + name + "; accepted: " + accepted + ".");
        }
    }
    return options;
}

}  // namespace effaith::cli
