#include "effaith/stats/distribution.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {
namespace {

using namespace effaith::stats;
using Json = nlohmann::json;

DistributionFunction function_named(const std::string& name) {
    const auto& names = WordNames<DistributionFunction>::names;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) throw std::runtime_error("no distribution function " + name);
    return static_cast<DistributionFunction>(found - names.begin());
}

Distribution evaluate(const Json& args) {
    DistributionPoint at;
    at.p = support::number_or(args, "p", at.p);
    at.q = support::number_or(args, "q", at.q);
    at.t = support::number_or(args, "t", at.t);
    at.df = support::number_or(args, "df", at.df);
    at.ncp = support::number_or(args, "ncp", at.ncp);
    at.lower_tail = args.value("lower_tail", at.lower_tail);
    return distribution(function_named(args.at("fn")), at);
}

}  // namespace

void add_distributions(Registry& calls) {
    calls["distribution"] = [](const Json& args) { return support::json_of(evaluate(args)); };
}

}  // namespace evidence_tool
