#include "documents.hpp"

#include <pybind11/stl.h>

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "effaith/figure_list.hpp"
#include "effaith/io/profile.hpp"
#include "effaith/io/raw_record.hpp"
#include "effaith/io/review.hpp"
#include "effaith/text_key.hpp"
#include "io/practice/document_kinds.hpp"
#include "raised.hpp"

namespace effaith::python {
namespace {

template <class Names>
py::tuple texts_of(const Names& names) {
    py::list list;
    for (const std::string_view name : names)
        list.append(py::str(name.data(), name.size()));
    return py::tuple(list);
}

py::tuple record_figures() {
    std::vector<std::string_view> names;
    for (const RecordFigure& figure : kRecordFigures)
        names.push_back(figure.name);
    return texts_of(names);
}

std::string canonical_document(const std::string& kind, const std::string& text) {
    const py::gil_scoped_release unlocked;
    return value_of(practice::canonical_document(kind, text));
}

/// The field that a header or a key names; None where it is none.
py::object field_name(const std::string& name) {
    static const Vocabulary words;
    const std::optional<Field> field = trimmed(name).empty() ? std::nullopt : words.field(name);
    return field ? py::object(texts_of(std::array{name_of(*field)})[0]) : py::none();
}

}  // namespace

void register_documents(py::module_& module) {
    module.def("document", &canonical_document, py::arg("kind"), py::arg("text"));
    module.def("field_name", &field_name, py::arg("name"));
    module.attr("RECORD_FIELDS") = texts_of(kFieldNames);
    module.attr("RECORD_FIGURES") = record_figures();
    module.attr("TIMELINE_FIGURES") = texts_of(practice::kTimelineFigures);
    module.attr("REVIEW_FIGURES") = texts_of(practice::kReviewFigures);
}

}  // namespace effaith::python
