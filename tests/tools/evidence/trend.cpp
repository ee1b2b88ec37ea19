#include "effaith/stats/trend.hpp"

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {
namespace {

using namespace effaith::stats;
using Json = nlohmann::json;

std::vector<double> values(const Json& args, const char* name) {
    return support::numbers_from(args.at(name));
}
double level_of(const Json& args) {
    return support::number_or(args, "level", 0.95);
}

}  // namespace

void add_trend(Registry& calls) {
    calls["ols_trend"] = [](const Json& args) {
        return support::json_of(
            ols_trend(values(args, "day"), values(args, "value"), level_of(args)));
    };
    calls["theil_sen"] = [](const Json& args) {
        return support::json_of(
            theil_sen(values(args, "day"), values(args, "value"), level_of(args)));
    };
    calls["siegel"] = [](const Json& args) {
        return support::json_of(siegel(values(args, "day"), values(args, "value")));
    };
    calls["kendall"] = [](const Json& args) {
        return support::json_of(kendall(values(args, "x"), values(args, "y")));
    };
    calls["mann_kendall"] = [](const Json& args) {
        return support::json_of(mann_kendall(values(args, "day"), values(args, "value")));
    };
    calls["trend"] = [](const Json& args) {
        return support::json_of(trend(values(args, "day"), values(args, "value"), level_of(args)));
    };
}

}  // namespace evidence_tool
