// Disclosure control on documents: tables of counts protected, published tables audited, and the
// report for the person who signs a release off.
//
// A table of counts is
//
//     {"columns": ["red", "amber", "green"],
//      "rows": [{"node": "LA", "parent": null, "total": 20, "red": 5, "amber": 8, "green": 7}, …],
//      "threshold": 5, "primary": [["S1", "red"]]}
//
// where `columns` are the parts of every total (none: []), and a hidden count is null or
// "suppressed". `threshold`, and `primary`, the counts that are known to be sensitive, may be left
// out. `learners`, an object in a row, says how many stand behind its counts. An audit takes the
// document of a protected roll-up too, or several as {"tables": […]}, each seen by itself.
#pragma once

#include <string>
#include <string_view>

#include "effaith/disclosure.hpp"
#include "effaith/io/documents.hpp"
#include "effaith/io/language.hpp"

namespace effaith {

/// The rules in a JSON object: threshold, rounding, hide_class; what is left out is as in `usual`.
/// Errors: bad_json, bad_configuration.
Result<DisclosureRules> read_disclosure_rules(std::string_view text);

struct PublishedAudit {
    std::string document;
    bool safe = true;
};

/// The range of every hidden count of a published table, and whether it is safe. Errors: bad_json
/// with the place; disclosure_not_additive where the counts contradict each other;
/// invalid_argument for rounded counts, which are no equations.
Result<PublishedAudit> audit_published(std::string_view text, const Language& language,
                                       DocumentFormat format);

/// A table of counts with what has to be hidden replaced by "suppressed", as JSON. Errors:
/// bad_json, disclosure_not_additive, invalid_argument.
Result<std::string> protect_document(std::string_view text, const DisclosureRules& rules,
                                     DisclosureReport* report = nullptr);

/// What was hidden, how safe it is and what is not covered, as JSON or in sentences.
std::string report_document(const DisclosureReport& report, const Language& language,
                            DocumentFormat format);

/// Protected roll-ups that leave together, as one document: JSON, {"tables": […]}; else one after
/// the other.
std::string release_document(const std::vector<ProtectedRollup>& tables, const Language& language,
                             DocumentFormat format);

}  // namespace effaith
