#include "effaith/stats/meta_analysis.hpp"
#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {
namespace {

using namespace effaith::stats;
using Json = nlohmann::json;
using support::json_of;
using support::numbers_from;

MetaOptions meta_options(const Json& args) {
    MetaOptions options;
    options.level = support::number_or(args, "level", options.level);
    options.knapp_hartung = args.value("knapp_hartung", options.knapp_hartung);
    const std::string method = args.value("method", "reml");
    for (std::size_t i = 0; i < WordNames<MetaMethod>::names.size(); ++i)
        if (WordNames<MetaMethod>::names[i] == method) options.method = static_cast<MetaMethod>(i);
    return options;
}

}  // namespace

void add_meta(Registry& calls) {
    calls["meta_analysis"] = [](const Json& args) {
        return json_of(meta_analysis(numbers_from(args.at("yi")), numbers_from(args.at("vi")),
                                     meta_options(args)));
    };
    calls["leave_one_out"] = [](const Json& args) {
        return json_of(leave_one_out(numbers_from(args.at("yi")), numbers_from(args.at("vi")),
                                     meta_options(args)));
    };
    calls["egger_test"] = [](const Json& args) {
        return json_of(egger_test(numbers_from(args.at("yi")), numbers_from(args.at("vi"))));
    };
}

}  // namespace evidence_tool
