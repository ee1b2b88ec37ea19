#include "effaith/stats/multiplicity.hpp"

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {

void add_multiplicity(Registry& calls) {
    calls["benjamini_hochberg"] = [](const nlohmann::json& args) {
        return support::json_of(
            effaith::stats::benjamini_hochberg(support::numbers_from(args.at("p"))));
    };
}

}  // namespace evidence_tool
