// Figures as values of Arrow columns: what type a figure's column has, and its value in a row.
#pragma once

#include <string>
#include <string_view>

#include "arrow/builder.hpp"
#include "effaith/figure_list.hpp"
#include "effaith/io/columns.hpp"

namespace effaith {

/// The column of a figure: whole numbers as int64, decimals as asked, doubles, words as a
/// dictionary.
ArrowField value_field(std::string_view name, const FigureShape& shape, DecimalColumns decimals);

/// Writes a value at row `at`; none becomes null.
void write_value(ArrowColumnBuilder& column, const ArrowField& field, std::int64_t at,
                 const FigureValue& value);

}  // namespace effaith
