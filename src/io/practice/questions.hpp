// Every question about a document of practice by its name: what the faces forward to.
#pragma once

#include <string>
#include <string_view>

#include "effaith/io/practice.hpp"

namespace effaith::practice {

struct Question {
    std::string_view name;      ///< `sheet_check`
    std::string_view document;  ///< the document, as JSON
    std::string_view against;   ///< records beside it, CSV or JSON; empty for none
    DocumentFormat format = DocumentFormat::json;
    DateNotation dates;         ///< of the records beside it
    std::optional<Date> since;  ///< of a map: moves since this day
    /// A second document: of a review its options, of a transition its terms or the mapping of
    /// identifiers.
    std::string_view terms = {};
};

/// Reads the document and answers. Errors: bad_json, bad_encoding; those of records; and
/// invalid_argument for a question or a format that there is not.
Result<std::string> answer(const Tools& tools, const Question& question);

}  // namespace effaith::practice
