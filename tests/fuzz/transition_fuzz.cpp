// Transitions: read, written, received; a mapping backwards gives the document that was.
#include <set>

#include "effaith/io/transition.hpp"
#include "practice_fuzz.hpp"

namespace {

using namespace effaith;
using namespace effaith::practice;

/// An identifier that no document has for each of a document's.
IdentifierMapping all_new(Transition& transition) {
    std::set<std::pair<IdentifierKind, std::string>> found;
    for_each_identifier(transition,
                        [&](IdentifierKind kind, std::string& text) { found.emplace(kind, text); });
    IdentifierMapping mapping;
    for (const auto& [kind, text] : found) {
        const std::string number = std::to_string(mapping.identifiers.size());
        mapping.identifiers.push_back({kind, text, text + "|" + number});
    }
    return mapping;
}

void check_mapping(std::string_view json) {
    Result<Transition> read = read_transition(json);
    if (!read) return;
    read->identifiers.clear();
    const IdentifierMapping mapping = all_new(*read);
    const Result<Received> there = with_identifiers(*read, mapping);
    if (!there) {
        fuzz::require_readable(there.error());
        return;
    }
    fuzz::require(there->unused.empty(), "what is in the document is replaced", json);
    const Result<Received> back = with_identifiers(there->transition, inverse(mapping));
    fuzz::require(back.ok() && back->transition == *read, "backwards it is what it was", json);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    constexpr fuzz::Beside kBeside{
        "", R"({"identifiers": [{"kind": "learner", "from": "L1", "to": "N7"},
                {"kind": "tier", "from": "targeted", "to": "2"}]})"};
    fuzz::check_document<Transition>(text, {"transition_receive"}, kBeside);
    check_mapping(text);
    return 0;
}
