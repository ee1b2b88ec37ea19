// Records as Python dicts.
#pragma once

#include <pybind11/pybind11.h>

#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "cell_text.hpp"
#include "effaith/io/raw_record.hpp"
#include "io/record_source.hpp"

namespace effaith::python {

namespace py = pybind11;

/// Reads dicts into raw records.
class DictReader {
  public:
    /// With `copies` the texts live until clear(); without, text may also be that of the dict's own
    /// values, which nobody must change meanwhile.
    DictReader(const Vocabulary& words, bool copies) : words_(words), copies_(copies) {}
    /// Reads the record at `row`, from 1. Keys are read as the headers of a CSV are. `delivered_by`
    /// and `weekdays` may be lists. Raises where a value is of a type that no field takes, naming
    /// the row and the field.
    void read(const py::handle& record, std::int64_t row, RawRecord& raw);
    /// The names of the columns that are no fields, in the order in which they were met.
    const std::vector<std::string>& carried() const { return carried_; }
    /// Frees the texts that were made.
    void clear() { texts_.clear(); }

  private:
    void read_value(std::string_view key, const py::handle& value, RawRecord& raw);
    void read_field(Field field, std::string_view key, const py::handle& value, RawRecord& raw);
    void read_roles(const py::handle& roles, RawRecord& raw);
    void read_weekdays(const py::handle& days, RawRecord& raw);
    CellText text_of(const py::handle& value, std::string_view key, std::int64_t row);
    void keep(CellText& cell);

    struct Meaning {
        std::optional<Field> field;
        std::size_t column = 0;  ///< of a key that is no field
    };
    const Meaning& meaning_of(std::string_view key);

    const Vocabulary& words_;
    bool copies_;
    std::deque<std::string> texts_;
    std::string place_;
    std::vector<std::string> carried_;
    std::unordered_map<std::string, Meaning> meanings_;
};

/// Hands every dict of a list to `sink`; the interpreter's lock is given back while the sink works.
Status push_dicts(const py::sequence& records, const Vocabulary& words, RecordSink& sink);

}  // namespace effaith::python
