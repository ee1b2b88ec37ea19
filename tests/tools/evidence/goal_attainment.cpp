#include "effaith/stats/goal_attainment.hpp"

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {

using namespace effaith::stats;
using Json = nlohmann::json;

namespace {

/// An array that may be left out or null: then an empty one.
std::vector<double> numbers_or_none(const Json& args, const char* name) {
    const auto at = args.find(name);
    return at == args.end() ? std::vector<double>{} : support::numbers_from(*at);
}

}  // namespace

void add_goal_attainment(Registry& calls) {
    calls["goal_attainment"] = [](const Json& args) {
        return support::json_of(goal_attainment(
            support::numbers_from(args.at("score")), numbers_or_none(args, "weight"),
            numbers_or_none(args, "baseline"), support::number_or(args, "rho", 0.3)));
    };
}

}  // namespace evidence_tool
