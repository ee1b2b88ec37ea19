// The options of longer calls.
#pragma once

#include <string>
#include <vector>

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
/// The names of dimensions. Errors: invalid_argument, bad_encoding.
Result<std::vector<std::string>> read_dimensions(const effaith_text* by, std::size_t n_by);
/// The level of intervals; 0 is 0.95. Errors: invalid_argument.
Result<double> level_of(double level);
/// A number that is 0 or 1. Errors: invalid_argument.
Result<bool> flag_of(std::int32_t flag, const char* member);

}  // namespace effaith::capi
