#include "effaith/stats/reliable_change.hpp"

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {

using namespace effaith::stats;
using Json = nlohmann::json;

namespace {

ReliableChangeOptions change_options(const Json& args) {
    ReliableChangeOptions options;
    if (args.value("better_is", "higher") == "lower")
        options.better_is = effaith::Direction::lower_is_better;
    options.reliability = support::number_or(args, "reliability", options.reliability);
    options.sd_norm = support::number_or(args, "sd_norm", options.sd_norm);
    options.m_functional = support::number_or(args, "m_functional", options.m_functional);
    options.sd_functional = support::number_or(args, "sd_functional", options.sd_functional);
    options.significance_level =
        support::number_or(args, "significance_level", options.significance_level);
    return options;
}

}  // namespace

void add_reliable_change(Registry& calls) {
    calls["reliable_change"] = [](const Json& args) {
        return support::json_of(reliable_change(support::numbers_from(args.at("pre")),
                                                support::numbers_from(args.at("post")),
                                                change_options(args)));
    };
}

}  // namespace evidence_tool
