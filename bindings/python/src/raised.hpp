// Errors of the library as Python exceptions.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <utility>

#include "effaith/result.hpp"

namespace effaith::python {

namespace py = pybind11;

/// An Error on its way to Python, with the record and the field where they are known.
class Raised : public std::exception {
  public:
    explicit Raised(Error found, std::int64_t at_row = 0, std::string at_field = "")
        : error(std::move(found)), row(at_row), field(std::move(at_field)) {}
    const char* what() const noexcept override { return error.message.c_str(); }

    Error error;
    std::int64_t row;  ///< from 1; 0 where it is not about one record
    std::string field;
};

/// The value of a result, or its error raised.
template <class T>
T value_of(Result<T> result) {
    if (!result) throw Raised(result.error());
    return std::move(*result);
}
inline void check(const Status& status) {
    if (!status) throw Raised(status.error());
}

/// Makes Raised an exception of effaith.errors.
void register_errors(py::module_& module);

}  // namespace effaith::python
