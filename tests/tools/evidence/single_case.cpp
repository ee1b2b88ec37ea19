#include "effaith/stats/single_case.hpp"

#include <algorithm>
#include <stdexcept>

#include "evidence_json.hpp"
#include "groups.hpp"

namespace evidence_tool {
namespace {

using namespace effaith::stats;
using Json = nlohmann::json;

template <class Word>
Word word_of(const Json& args, const char* name, Word otherwise) {
    const auto at = args.find(name);
    if (at == args.end() || at->is_null()) return otherwise;
    const auto& names = WordNames<Word>::names;
    const auto found = std::find(names.begin(), names.end(), at->get<std::string>());
    if (found == names.end()) throw std::invalid_argument(name);
    return static_cast<Word>(found - names.begin());
}

SingleCaseOptions options_of(const Json& args) {
    const SingleCaseOptions standard;
    return {word_of(args, "improvement", standard.improvement),
            word_of(args, "scale", standard.scale),
            support::number_or(args, "level", standard.level)};
}

}  // namespace

void add_single_case(Registry& calls) {
    calls["nap"] = [](const Json& args) {
        return support::json_of(nap(support::numbers_from(args.at("A")),
                                    support::numbers_from(args.at("B")), options_of(args)));
    };
    calls["single_case"] = [](const Json& args) {
        return support::json_of(single_case(support::numbers_from(args.at("A")),
                                            support::numbers_from(args.at("B")), options_of(args)));
    };
}

}  // namespace evidence_tool
