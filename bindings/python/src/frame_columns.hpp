// The columns of a frame of numpy arrays, pandas' above all, as an Arrow stream.
//
// What matches an Arrow type is handed over where it lies; what does not (Python objects, masks of
// bytes, booleans) is turned into one that does, here and not in Python.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tables.hpp"

namespace effaith::python {

/// A column in pieces: its schema, and arrays of any length one after another.
struct FrameColumn {
    std::shared_ptr<ArrowOwned<ArrowSchema>> schema;
    std::vector<std::shared_ptr<ArrowOwned<ArrowArray>>> pieces;
};

class FrameColumns {
  public:
    /// So many rows.
    explicit FrameColumns(std::int64_t rows) : rows_(rows) {}

    /// Numbers of any width, as the buffer holds them; `nulls` is None or a buffer of booleans.
    void add_numbers(const std::string& name, const py::buffer& values, const py::object& nulls);
    void add_booleans(const std::string& name, const py::buffer& values, const py::object& nulls);
    /// Counts of `unit` (s, ms, us, ns) since 1970-01-01; the least number is missing.
    void add_times(const std::string& name, const py::buffer& values, const std::string& unit);
    /// Counts of months since 1970-01.
    void add_months(const std::string& name, const py::buffer& values);
    /// Python objects: as numbers where all are, else as text; where any is a list, lists of text.
    /// Raises where a value is of a type that no field takes; where it is `lenient`, such a value
    /// is the text that Python shows.
    void add_objects(const std::string& name, const py::sequence& values, bool lenient);
    /// Indices below 0 are missing; `words` are columns of which the first is taken.
    void add_categories(const std::string& name, const py::buffer& codes,
                        const FrameColumns& words);
    /// A column that exports Arrow itself, in any number of chunks.
    void add_arrow(const std::string& name, const py::handle& data);

    /// Batches of all columns, cut wherever a column has a new piece.
    OwnedStream stream() const;
    std::int64_t rows() const { return rows_; }

  private:
    void add(const std::string& name, const std::string& format, ArrowOwned<ArrowArray> array);

    std::int64_t rows_;
    std::vector<FrameColumn> columns_;
};

void register_frame_columns(py::module_& module);

}  // namespace effaith::python
