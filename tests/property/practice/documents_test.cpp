// Documents of practice drawn part by part: what is written is read back equal, and a transition's
// identifiers go there and back.
#include <set>

#include "catch_compat.hpp"
#include "effaith/io/transition.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "random_document.hpp"
#include "share.hpp"

using namespace effaith;
using namespace effaith::practice;

namespace {

constexpr int kDocuments = 2000;

template <class T>
void check_written_and_read(std::uint64_t seed) {
    support::Dice dice(seed);
    for (int i = 0; i < share_of(kDocuments); ++i) {
        const T document = support::random_document<T>(dice);
        const std::string written = document_text(document);
        const Result<T> read = read_document<T>(written);
        INFO(written);
        REQUIRE(read.ok());
        REQUIRE(*read == document);
        REQUIRE(document_text(*read) == written);
    }
}

std::set<std::pair<IdentifierKind, std::string>> identifiers_of(Transition transition) {
    std::set<std::pair<IdentifierKind, std::string>> found;
    for_each_identifier(transition,
                        [&](IdentifierKind kind, std::string& text) { found.emplace(kind, text); });
    return found;
}

/// Replaces about half of a document's identifiers by new ones.
IdentifierMapping random_mapping(const Transition& transition, support::Dice& dice,
                                 const std::string& mark) {
    IdentifierMapping mapping;
    for (const auto& [kind, text] : identifiers_of(transition)) {
        const std::string number = std::to_string(mapping.identifiers.size());
        if (dice.one_in(2)) mapping.identifiers.push_back({kind, text, mark + number});
    }
    return mapping;
}

}  // namespace

TEST_CASE("Every document that can be drawn is written and read back equal") {
    check_written_and_read<Sheet>(1);
    check_written_and_read<Journey>(2);
    check_written_and_read<Register>(3);
    check_written_and_read<Profile>(4);
    check_written_and_read<Transition>(5);
    check_written_and_read<TransitionTerms>(6);
    check_written_and_read<IdentifierMapping>(7);
}

TEST_CASE("A mapping and then its inverse give the document that was, over two schools") {
    support::Dice dice(8);
    for (int i = 0; i < share_of(kDocuments); ++i) {
        Transition sent = support::random_document<Transition>(dice);
        sent.identifiers.clear();
        const IdentifierMapping first = random_mapping(sent, dice, "first ");
        const Transition there = with_identifiers(sent, first).value().transition;
        const IdentifierMapping second = random_mapping(there, dice, "second ");
        const Transition further = with_identifiers(there, second).value().transition;
        REQUIRE(identifiers_of(further).size() == identifiers_of(sent).size());
        const Transition back = with_identifiers(further, inverse(second)).value().transition;
        REQUIRE(back == there);
        REQUIRE(with_identifiers(back, inverse(first)).value().transition == sent);
        IdentifierMapping whole{further.identifiers};
        REQUIRE(with_identifiers(sent, whole).value().transition == further);
    }
}
