// Transition documents as JSON: made of a profile and records, and received with the identifiers of
// the next school.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "effaith/io/practice.hpp"
#include "effaith/practice/transition.hpp"

namespace effaith::practice {

/// Errors: bad_json, bad_encoding.
Result<Transition> read_transition(std::string_view json);
std::string write_transition(const Transition& transition);
Result<TransitionTerms> read_terms(std::string_view json);
Result<IdentifierMapping> read_mapping(std::string_view json);

/// Makes the document of a learner on the engine's `as_of`, with the learner's records of `records`
/// (CSV or JSON, empty for none) and what they need of the configuration. Records that a sheet of
/// the document has too are told once, on the sheet.
/// Errors: those of records; invalid_argument without an `as_of`, a learner or a consent that
/// holds.
Result<Transition> make_transition(const Tools& tools, const Profile& profile,
                                   const TransitionTerms& terms, std::string_view records,
                                   DateNotation dates);

/// A document in the identifiers of the next school.
struct TransitionAnswer {
    Received received;
    /// What no replacement stands for and the engine's configuration does not know.
    std::vector<std::pair<IdentifierKind, std::string>> unmapped;
    Findings findings;
};

/// Receives a document. Errors: those of with_identifiers.
Result<TransitionAnswer> receive_transition(const Tools& tools, Transition transition,
                                            const IdentifierMapping& mapping);

/// The document itself as JSON, or what is in it as a table.
/// Errors: invalid_argument for another format.
Result<std::string> transition_document(const Tools& tools, const Transition& transition,
                                        DocumentFormat format);
/// What became of a received document, with the document. Errors: as above.
Result<std::string> received_document(const Tools& tools, const TransitionAnswer& answer,
                                      DocumentFormat format);

}  // namespace effaith::practice
