// Every question about the documents of other systems by its name: what the faces forward to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "effaith/io/interop.hpp"

namespace effaith::interop {

/// Texts; what a question does not need, or is not there, is empty.
struct Question {
    std::string_view name;        ///< `edfi_read`, `edfi_write`, `provision_read`, `oneroster_join`
    std::string_view document;    ///< XML, records, an export or results
    std::string_view records;     ///< that results are joined onto
    std::string_view line_items;  ///< of the results
    std::string_view mapping;     ///< JSON
    DocumentFormat format = DocumentFormat::json;
    DateNotation dates;
};

/// An answer, and what was not taken over, which it may have no place for.
struct Answer {
    std::string text;
    std::vector<Note> loss;
    std::string xml;  ///< of an interchange
};

/// Reads the documents and answers. Errors: bad_xml, bad_csv, bad_json, bad_encoding; and
/// invalid_argument for a question or a format that there is not.
Result<Answer> answer(const Tools& tools, const Question& question);

}  // namespace effaith::interop
