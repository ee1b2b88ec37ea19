// Statistics for Python.
#pragma once

#include <pybind11/pybind11.h>

namespace effaith::python {

namespace py = pybind11;

void register_statistics(py::module_& module);

}  // namespace effaith::python
