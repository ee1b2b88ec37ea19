#include "raised.hpp"

namespace effaith::python {
namespace {

/// Sets the Python exception of an error: a class of effaith.errors, chosen by its code.
void raise(const Raised& raised) {
    const py::object make = py::module_::import("effaith.errors").attr("_error_of");
    const Error& error = raised.error;
    const py::object row = raised.row > 0 ? py::object(py::int_(raised.row)) : py::none();
    const py::object field = raised.field.empty() ? py::object(py::none()) : py::str(raised.field);
    const py::object exception =
        make(std::string(name_of(error.code)), error.message, error.where, row, field);
    PyErr_SetObject(py::type::handle_of(exception).ptr(), exception.ptr());
}

}  // namespace

void register_errors(py::module_& module) {
    py::register_exception_translator([](std::exception_ptr thrown) {
        try {
            std::rethrow_exception(thrown);
        } catch (const Raised& raised) {
            raise(raised);
        }
    });
    py::list codes;
    for (const ErrorCodeName& entry : kErrorCodes)
        codes.append(py::make_tuple(static_cast<std::int32_t>(entry.code), entry.name));
    module.attr("ERROR_CODES") = py::tuple(codes);
}

}  // namespace effaith::python
