// Evidence as a Python class: gathered, answered, and shown.
#include <pybind11/stl.h>

#include "dict_records.hpp"
#include "effaith/io/evidence.hpp"
#include "engine.hpp"
#include "io/bytes.hpp"
#include "io/document_jobs.hpp"
#include "io/evidence_sink.hpp"
#include "raised.hpp"
#include "work.hpp"

namespace effaith::python {
namespace {

/// The evidence in some records; never changes once made.
class Answered {
  public:
    Answered(SharedEngine engine, Evidence evidence, double level)
        : engine_(std::move(engine)),
          evidence_(std::move(evidence)),
          answer_(evidence_.answer(level)) {}

    static std::unique_ptr<Answered> of_stream(const SharedEngine& engine, const py::object& data,
                                               std::vector<std::string> by, double level,
                                               const CallOptions& options) {
        OwnedStream records = stream_of(data);
        std::unique_ptr<Answered> answered;
        run_job(options.is_long, options.tell, [&](const Progress& progress) {
            ColumnOptions columns = options.columns();
            columns.progress = progress;
            Evidence evidence =
                value_of(evidence_columns(engine->engine, records.get(), std::move(by), columns));
            answered = finish(engine, std::move(evidence), level);
        });
        return answered;
    }
    static std::unique_ptr<Answered> of_dicts(const SharedEngine& engine,
                                              const py::sequence& records,
                                              std::vector<std::string> by, double level,
                                              const CallOptions& options) {
        Evidence evidence = value_of(Evidence::create(engine->engine, std::move(by)));
        EvidenceSink sink(evidence, progress_here(options.tell));
        Pipeline pipeline(engine->engine, engine->words, DateNotation{options.serial_dates}, sink);
        check(push_dicts(records, engine->words, pipeline));
        const py::gil_scoped_release unlocked;
        return finish(engine, std::move(evidence), level);
    }
    static std::unique_ptr<Answered> of_file(const SharedEngine& engine, const std::string& path,
                                             std::vector<std::string> by, double level,
                                             const CallOptions& options) {
        std::unique_ptr<Answered> answered;
        run_job(true, options.tell, [&](const Progress& progress) {
            const RecordFile file(path);
            StreamSource source(file.get());
            Evidence evidence = value_of(Evidence::create(engine->engine, std::move(by)));
            EvidenceSink sink(evidence, progress);
            Pipeline pipeline(engine->engine, engine->words, DateNotation{options.serial_dates},
                              sink);
            check(read_records(source, file.format(), engine->words, pipeline));
            answered = finish(engine, std::move(evidence), level);
        });
        return answered;
    }

    Table rows() const {
        const py::gil_scoped_release unlocked;
        OwnedStream stream;
        export_evidence(evidence_, answer_, stream.get());
        return Table::read(std::move(stream));
    }
    std::string document(const std::string& format, bool working) const {
        const py::gil_scoped_release unlocked;
        return evidence_document(evidence_, answer_, engine_->language,
                                 {format_named(format), working});
    }
    py::tuple counts() const {
        const DocumentCounts counts = counts_of(evidence_);
        return py::make_tuple(counts.records, counts.analysed, counts.rejected, counts.comparison);
    }
    const std::vector<std::string>& by() const { return evidence_.by(); }

  private:
    static std::unique_ptr<Answered> finish(const SharedEngine& engine, Evidence evidence,
                                            double level) {
        if (counts_of(evidence).records > 0) check(check_dimensions(evidence));
        return std::make_unique<Answered>(engine, std::move(evidence), level);
    }

    SharedEngine engine_;
    Evidence evidence_;
    EvidenceAnswer answer_;
};

}  // namespace

DocumentFormat format_named(const std::string& format) {
    if (format == "json") return DocumentFormat::json;
    if (format == "csv") return DocumentFormat::csv;
    if (format == "table") return DocumentFormat::table;
    throw Raised({ErrorCode::invalid_argument,
                  "'" + format + "' is no format; accepted: json, csv, table.", "format"});
}

void register_evidence(py::module_& module) {
    using Shared = std::shared_ptr<EngineParts>;
    py::class_<Answered>(module, "Evidence", py::is_final())
        .def_static(
            "of_stream",
            [](const Shared& engine, const py::object& data, std::vector<std::string> by,
               double level, const CallOptions& options) {
                return Answered::of_stream(engine, data, std::move(by), level, options);
            },
            py::arg("engine"), py::arg("data"), py::arg("by"), py::arg("level"), py::arg("options"))
        .def_static(
            "of_dicts",
            [](const Shared& engine, const py::sequence& records, std::vector<std::string> by,
               double level, const CallOptions& options) {
                return Answered::of_dicts(engine, records, std::move(by), level, options);
            },
            py::arg("engine"), py::arg("records"), py::arg("by"), py::arg("level"),
            py::arg("options"))
        .def_static(
            "of_file",
            [](const Shared& engine, const std::string& path, std::vector<std::string> by,
               double level, const CallOptions& options) {
                return Answered::of_file(engine, path, std::move(by), level, options);
            },
            py::arg("engine"), py::arg("path"), py::arg("by"), py::arg("level"), py::arg("options"))
        .def("rows", &Answered::rows)
        .def("document", &Answered::document, py::arg("format"), py::arg("working"))
        .def("counts", &Answered::counts)
        .def_property_readonly("by", &Answered::by);
}

}  // namespace effaith::python
