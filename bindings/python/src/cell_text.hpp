// What a Python value says as the text of a cell: the same as it would say in a CSV.
#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>

namespace effaith::python {

namespace py = pybind11;

/// A cell's text. `text` may look into the value, which must then stay alive, or into `place`.
struct CellText {
    std::string_view text;  ///< empty where the value is missing
    bool is_number = false;
};

/// Text, whole numbers, floats, decimals, booleans, dates, periods and what numpy makes of them;
/// None, NaN, NaT and NA are missing. False where a value is none of these.
bool cell_text(const py::handle& value, std::string& place, CellText& cell);

/// The text of a str, which must stay alive. Raises UnicodeEncodeError for a lone surrogate.
std::string_view utf8_of(const py::handle& text);

/// Whether a value is a list of values: a list, a tuple or an array.
bool is_sequence(const py::handle& value);

/// A value as it is shown in messages, cut where it is long, and its type.
std::string shown(const py::handle& value);

}  // namespace effaith::python
