#include "effaith/stats/proportion.hpp"

#include <limits>

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {

using namespace effaith::stats;
using Json = nlohmann::json;

void add_proportion(Registry& calls) {
    calls["proportion"] = [](const Json& args) {
        return support::json_of(
            proportion(args.at("x"), args.at("n"), support::number_or(args, "level", 0.95)));
    };
    calls["proportion_difference"] = [](const Json& args) {
        return support::json_of(proportion_difference(args.at("x1"), args.at("n1"), args.at("x2"),
                                                      args.at("n2"),
                                                      support::number_or(args, "level", 0.95)));
    };
    calls["funnel"] = [](const Json& args) {
        constexpr double kPooled = std::numeric_limits<double>::quiet_NaN();
        return support::json_of(funnel(support::numbers_from(args.at("x")),
                                       support::numbers_from(args.at("n")),
                                       support::number_or(args, "target", kPooled)));
    };
    calls["funnel_limits"] = [](const Json& args) {
        return support::json_of(
            funnel_limits(args.at("x"), args.at("n"), support::number_from(args.at("target"))));
    };
}

}  // namespace evidence_tool
