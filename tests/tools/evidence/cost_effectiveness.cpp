#include "effaith/stats/cost_effectiveness.hpp"

#include "effaith/stats/cost_bootstrap.hpp"
#include "effaith/stats/icer_table.hpp"
#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {
namespace {

using namespace effaith::stats;
using Json = nlohmann::json;
using support::json_of;
using support::number_or;
using support::numbers_from;

CostEffectivenessOptions cost_options(const Json& args) {
    CostEffectivenessOptions options;
    options.level = number_or(args, "level", options.level);
    const auto worth = args.find("willingness_to_pay");
    if (worth != args.end() && !worth->is_null())
        options.willingness_to_pay = support::number_from(*worth);
    return options;
}

Json ratio_of_means_json(const Json& args) {
    RatioOfMeansOptions options;
    options.level = number_or(args, "level", options.level);
    options.equal_variances = args.value("equal_variances", options.equal_variances);
    return json_of(ratio_of_means(numbers_from(args.at("x")), numbers_from(args.at("y")), options));
}

Json bootstrap_json(const Json& args) {
    CostBootstrapOptions options;
    options.level = number_or(args, "level", options.level);
    options.replicates = args.value("replicates", options.replicates);
    options.seed = args.value("seed", options.seed);
    return json_of(bootstrap_cost_effectiveness(numbers_from(args.at("cost")),
                                                numbers_from(args.at("effect")), options));
}

}  // namespace

void add_cost_effectiveness(Registry& calls) {
    calls["cost_effectiveness"] = [](const Json& args) {
        return json_of(cost_effectiveness(numbers_from(args.at("cost")),
                                          numbers_from(args.at("effect")), cost_options(args)));
    };
    calls["icer"] = [](const Json& args) {
        return json_of(icer(numbers_from(args.at("cost1")), numbers_from(args.at("effect1")),
                            numbers_from(args.at("cost0")), numbers_from(args.at("effect0")),
                            cost_options(args)));
    };
    calls["ratio_of_means"] = ratio_of_means_json;
    calls["cost_per_success"] = [](const Json& args) {
        return json_of(cost_per_success(numbers_from(args.at("learners")),
                                        numbers_from(args.at("successes")),
                                        numbers_from(args.at("cost"))));
    };
    calls["bootstrap_cost_effectiveness"] = bootstrap_json;
    calls["icer_table"] = [](const Json& args) {
        return json_of(icer_table(numbers_from(args.at("cost")), numbers_from(args.at("effect"))));
    };
}

}  // namespace evidence_tool
