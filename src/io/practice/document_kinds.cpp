#include "io/practice/document_kinds.hpp"

#include "effaith/io/profile.hpp"
#include "effaith/io/review.hpp"
#include "effaith/io/transition.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"

namespace effaith::practice {
namespace {

template <class T>
Result<std::string> read_and_write(std::string_view json) {
    const Result<T> document = read_document<T>(json);
    if (!document) return document.error();
    return document_text(*document);
}

struct DocumentKind {
    std::string_view name;
    Result<std::string> (*canonical)(std::string_view json);
};

constexpr DocumentKind kDocumentKinds[] = {
    {"sheet", read_and_write<Sheet>},           {"journey", read_and_write<Journey>},
    {"register", read_and_write<Register>},     {"profile", read_and_write<Profile>},
    {"quality", read_and_write<Quality>},       {"transition", read_and_write<Transition>},
    {"terms", read_and_write<TransitionTerms>}, {"mapping", read_and_write<IdentifierMapping>}};

}  // namespace

Result<std::string> canonical_document(std::string_view kind, std::string_view json) {
    for (const DocumentKind& known : kDocumentKinds)
        if (known.name == kind) return known.canonical(json);
    return Error{ErrorCode::invalid_argument,
                 "There is no kind of document '" + std::string(kind) + "'.", "kind"};
}

}  // namespace effaith::practice
