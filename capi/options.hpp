// The options of longer calls.
#pragma once

#include "boundary.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/io/documents.hpp"
#include "io/record_source.hpp"

namespace effaith::capi {

/// What a call was asked for.
struct CallOptions {
    std::optional<RecordFormat> input;  ///< none: guessed
    DocumentFormat format = DocumentFormat::json;
    ColumnOptions columns;  ///< threads, dates, validation, decimals, progress

    RecordFormat input_of(std::string_view document) const {
        return input ? *input : guess_format(document);
    }
};

/// Errors: invalid_argument for numbers that are none of their constants, or a wrong struct_size.
Result<CallOptions> read_options(const effaith_options* given);
Result<DocumentFormat> format_of(std::int32_t format);
/// A number that is 0 or 1. Errors: invalid_argument.
Result<bool> flag_of(std::int32_t flag, const char* member);

}  // namespace effaith::capi
