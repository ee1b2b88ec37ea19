#include "effaith/stats/paired_effect.hpp"
#include "effaith/stats/two_groups.hpp"
#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {
namespace {

using namespace effaith::stats;
using Json = nlohmann::json;

template <class Options>
Options options_from(const Json& args) {
    Options options;
    options.level = support::number_or(args, "level", options.level);
    options.direction = args.value("direction", options.direction);
    return options;
}

}  // namespace

void add_paired(Registry& calls) {
    calls["paired_effect"] = [](const Json& args) {
        return support::json_of(paired_effect(support::numbers_from(args.at("pre")),
                                              support::numbers_from(args.at("post")),
                                              options_from<PairedOptions>(args)));
    };
}

void add_two_groups(Registry& calls) {
    calls["two_groups"] = [](const Json& args) {
        return support::json_of(two_groups(support::numbers_from(args.at("x")),
                                           support::numbers_from(args.at("y")),
                                           options_from<TwoGroupsOptions>(args)));
    };
}

}  // namespace evidence_tool
