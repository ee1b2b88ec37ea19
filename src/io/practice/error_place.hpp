// Where an error is, when a question is asked about a document and texts beside it.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "effaith/result.hpp"

namespace effaith::practice {

/// The error with the name of the text that it is in before its place: `terms/consent/date`,
/// `records line 3`.
inline Error error_in(std::string_view text_name, Error error) {
    std::string where(text_name);
    if (!error.where.empty() && error.where != "/")
        where += (error.where.front() == '/' ? "" : " ") + error.where;
    error.where = std::move(where);
    return error;
}

}  // namespace effaith::practice
