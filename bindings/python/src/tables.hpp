// Arrow between the library and Python: streams as capsules, and tables that are held and may be
// handed over any number of times.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/owned.hpp"
#include "effaith/arrow_c.h"

namespace effaith::python {

namespace py = pybind11;

using OwnedStream = ArrowOwned<ArrowArrayStream>;

/// The stream of an object with `__arrow_c_stream__` or `__arrow_c_array__`. Raises what the object
/// raises, and bad_arrow where it hands over something else.
OwnedStream stream_of(const py::handle& data);

/// A stream as a capsule of the Arrow PyCapsule interface.
py::capsule capsule_of(OwnedStream stream);

/// Hands out rows `offset` to `offset + length` of an array that `keeper` holds, dictionaries and
/// children included; nothing is copied.
void share_array(const std::shared_ptr<const void>& keeper, const ArrowArray& array,
                 std::int64_t offset, std::int64_t length, ArrowArray* out);

/// Batches of one schema.
class Table {
  public:
    /// Reads a stream to its end. Errors are raised.
    static Table read(OwnedStream stream);

    OwnedStream stream() const;
    const ArrowSchema& schema() const { return **schema_; }
    const std::vector<std::shared_ptr<ArrowOwned<ArrowArray>>>& batches() const { return batches_; }
    std::int64_t rows() const;

  private:
    std::shared_ptr<ArrowOwned<ArrowSchema>> schema_;
    std::vector<std::shared_ptr<ArrowOwned<ArrowArray>>> batches_;
};

/// A stream on its way to Python, handed over once.
class Stream {
  public:
    /// `keeper` is what the stream reads from and must outlive it.
    Stream(OwnedStream stream, py::object keeper)
        : stream_(std::move(stream)), keeper_(std::move(keeper)) {}
    py::capsule capsule();

  private:
    OwnedStream stream_;
    py::object keeper_;
};

void register_tables(py::module_& module);

}  // namespace effaith::python
