#include "effaith/stats/agreement.hpp"

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {

using namespace effaith::stats;
using Json = nlohmann::json;

void add_agreement(Registry& calls) {
    calls["kappa"] = [](const Json& args) {
        return support::json_of(kappa(support::numbers_from(args.at("a")),
                                      support::numbers_from(args.at("b")), args.at("categories"),
                                      support::number_or(args, "level", 0.95)));
    };
    calls["intraclass_correlation"] = [](const Json& args) {
        return support::json_of(intraclass_correlation(support::numbers_from(args.at("ratings")),
                                                       args.at("raters"),
                                                       support::number_or(args, "level", 0.95)));
    };
}

}  // namespace evidence_tool
