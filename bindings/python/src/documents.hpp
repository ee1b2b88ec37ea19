// Documents of practice as Python reads them.
#pragma once

#include <pybind11/pybind11.h>

namespace effaith::python {

namespace py = pybind11;

void register_documents(py::module_& module);

}  // namespace effaith::python
