#include "effaith/stats/ancova.hpp"

#include <string>
#include <vector>

#include "effaith/stats/ancova_schools.hpp"
#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {
namespace {

using namespace effaith::stats;
using Json = nlohmann::json;

std::vector<double> array_of(const Json& args, const char* name) {
    return support::numbers_from(args.at(name));
}

Json call_ancova(const Json& args) {
    const AncovaOptions options{support::number_or(args, "level", 0.95)};
    return support::json_of(
        ancova(array_of(args, "pre"), array_of(args, "post"), array_of(args, "group"), options));
}

Json call_ancova_schools(const Json& args) {
    const AncovaSchoolsOptions options{support::number_or(args, "level", 0.95)};
    return support::json_of(ancova_schools(array_of(args, "pre"), array_of(args, "post"),
                                           array_of(args, "group"), array_of(args, "school"),
                                           options));
}

}  // namespace

void add_ancova(Registry& calls) {
    calls["ancova"] = call_ancova;
    calls["ancova_schools"] = call_ancova_schools;
}

}  // namespace evidence_tool
