// Tables that may leave the building, as Python classes and functions.
#include <pybind11/stl.h>

#include "effaith/io/columns.hpp"
#include "effaith/io/disclosure_documents.hpp"
#include "engine.hpp"
#include "raised.hpp"
#include "release.hpp"
#include "work.hpp"

namespace effaith::python {
namespace {

DocumentFormat format_of(const std::string& name) {
    if (name == "json") return DocumentFormat::json;
    if (name == "csv") return DocumentFormat::csv;
    if (name == "table") return DocumentFormat::table;
    throw Raised({ErrorCode::invalid_argument,
                  "'" + name + "' is no format; accepted: json, csv, table.", "format"});
}

}  // namespace

Release::Release(SharedEngine engine, std::vector<Rollup> rollups, const std::string& rules)
    : engine_(std::move(engine)), rollups_(std::move(rollups)) {
    const DisclosureRules asked = rules.empty() ? engine_->engine.config().disclosure
                                                : value_of(read_disclosure_rules(rules));
    std::vector<const Rollup*> tables;
    for (const Rollup& rollup : rollups_)
        tables.push_back(&rollup);
    tables_ = value_of(release(tables, asked));
}

const ProtectedRollup& Release::table(std::size_t which) const {
    if (which < tables_.size()) return tables_[which];
    throw Raised({ErrorCode::invalid_argument, "The release has no such table.", "table"});
}

Table Release::rows(std::size_t which, bool exact) const {
    const py::gil_scoped_release unlocked;
    OwnedStream stream;
    export_rows(table(which), exact ? DecimalColumns::decimal128 : DecimalColumns::float64,
                stream.get());
    return Table::read(std::move(stream));
}

std::string Release::document(std::size_t which, const std::string& format) const {
    return rollup_document(table(which), engine_->language, format_of(format));
}

std::string Release::report(bool as_json) const {
    DisclosureReport all;
    for (const ProtectedRollup& table : tables_)
        add(all, table.report());
    return report_document(all, engine_->language,
                           as_json ? DocumentFormat::json : DocumentFormat::table);
}

void register_release(py::module_& module) {
    py::class_<Release>(module, "Release", py::is_final())
        .def("__len__", &Release::size)
        .def("rows", &Release::rows, py::arg("table"), py::arg("exact"))
        .def("document", &Release::document, py::arg("table"), py::arg("format"))
        .def("report", &Release::report, py::arg("as_json"));
    module.def(
        "audit",
        [](const std::string& table, bool as_json) {
            const PublishedAudit audit =
                value_of(audit_published(table, Language(LanguageCode::en),
                                         as_json ? DocumentFormat::json : DocumentFormat::table));
            return audit.document;
        },
        py::arg("table"), py::arg("as_json"));
    module.def(
        "protect",
        [](const std::string& table, const std::string& rules) {
            const DisclosureRules asked =
                rules.empty() ? DisclosureRules() : value_of(read_disclosure_rules(rules));
            return value_of(protect_document(table, asked));
        },
        py::arg("table"), py::arg("rules"));
}

}  // namespace effaith::python
