#include "cell_text.hpp"

#include <charconv>
#include <cmath>
#include <memory>

namespace effaith::python {
namespace {

std::string_view keep(const py::object& text, std::string& place) {
    place = utf8_of(text);
    return place;
}

std::string_view real_text(double value, std::string& place) {
    struct Free {
        void operator()(char* text) const { PyMem_Free(text); }
    };
    const std::unique_ptr<char, Free> text(PyOS_double_to_string(value, 'r', 0, 0, nullptr));
    if (!text) throw py::error_already_set();
    place = text.get();
    return place;
}

/// A date or a time as the date in UTC (a time without a zone is taken as it stands).
std::string_view date_text(const py::handle& value, std::string& place) {
    py::object when = py::reinterpret_borrow<py::object>(value);
    if (py::hasattr(when, "tzinfo") && !when.attr("tzinfo").is_none()) {
        when =
            when.attr("astimezone")(py::module_::import("datetime").attr("timezone").attr("utc"));
    }
    constexpr std::size_t kDate = 10;
    return keep(when.attr("isoformat")(), place).substr(0, kDate);
}

/// Whether a value says itself that it is missing: NaT and NA are not equal to themselves.
bool is_missing(const py::handle& value) {
    if (value.is_none()) return true;
    const std::string type = py::str(py::type::handle_of(value).attr("__name__"));
    return type == "NaTType" || type == "NAType";
}

}  // namespace

std::string_view utf8_of(const py::handle& text) {
    Py_ssize_t size = 0;
    const char* data = PyUnicode_AsUTF8AndSize(text.ptr(), &size);
    if (data == nullptr) throw py::error_already_set();
    return {data, static_cast<std::size_t>(size)};
}

bool cell_text(const py::handle& value, std::string& place, CellText& cell) {
    PyObject* const object = value.ptr();
    cell = {};
    if (PyUnicode_Check(object)) {
        cell.text = utf8_of(value);
        return true;
    }
    if (value.is_none()) return true;
    if (PyBool_Check(object)) {
        cell.text = object == Py_True ? "true" : "false";
        return true;
    }
    if (PyFloat_Check(object)) {
        const double number = PyFloat_AS_DOUBLE(object);
        cell.is_number = true;
        if (!std::isnan(number)) cell.text = real_text(number, place);
        return true;
    }
    if (PyLong_Check(object)) {
        cell.is_number = true;
        int overflow = 0;
        const long long number = PyLong_AsLongLongAndOverflow(object, &overflow);
        if (overflow == 0) {
            char digits[24];
            const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
            cell.text = place.assign(digits, end);
            return true;
        }
        cell.text = keep(py::str(py::reinterpret_steal<py::object>(PyNumber_Long(object))), place);
        return true;
    }
    if (is_missing(value)) return true;
    if (py::hasattr(value, "is_nan") && py::hasattr(value, "as_tuple")) {  // a Decimal
        cell.is_number = true;
        if (!value.attr("is_nan")().cast<bool>()) cell.text = keep(py::str(value), place);
        return true;
    }
    if (py::hasattr(value, "isoformat")) {
        cell.text = date_text(value, place);
        return true;
    }
    if (py::hasattr(value, "freqstr") && py::hasattr(value, "ordinal")) {  // a pandas Period
        cell.text = keep(py::str(value), place);
        return true;
    }
    if (py::hasattr(value, "item") && py::hasattr(value, "dtype") &&
        !py::hasattr(value, "__len__")) {  // a number of numpy's
        const py::object plain = value.attr("item")();
        if (py::type::handle_of(plain).is(py::type::handle_of(value))) return false;
        const bool read = cell_text(plain, place, cell);
        if (read && !cell.text.empty() && cell.text.data() != place.data())
            cell.text = place.assign(cell.text);
        return read;
    }
    return false;
}

bool is_sequence(const py::handle& value) {
    PyObject* const object = value.ptr();
    if (PyList_Check(object) || PyTuple_Check(object)) return true;
    if (PyUnicode_Check(object) || PyBytes_Check(object) || PyDict_Check(object)) return false;
    return PySequence_Check(object) != 0 ||
           (py::hasattr(value, "__len__") && py::hasattr(value, "dtype"));
}

std::string shown(const py::handle& value) {
    constexpr std::size_t kMost = 60;
    std::string text = py::repr(value);
    if (text.size() > kMost) text = text.substr(0, kMost) + "…";
    return text + " (" + std::string(py::str(py::type::handle_of(value).attr("__name__"))) + ")";
}

}  // namespace effaith::python
