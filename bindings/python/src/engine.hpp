// The engine and the roll-up as Python classes; what frames are is for the package to know.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "effaith/engine.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/io/documents.hpp"
#include "effaith/io/language.hpp"
#include "effaith/rollup.hpp"
#include "io/record_source.hpp"
#include "tables.hpp"

namespace effaith::python {

/// What a call may choose.
struct CallOptions {
    int threads = 0;            ///< 0: as many as the machine has
    bool exact = false;         ///< decimals as decimals, not as the nearest doubles
    bool serial_dates = false;  ///< whole numbers in date columns are Excel's count of days
    bool is_long = true;        ///< whether to look for signals while it runs
    py::object tell = py::none();

    ColumnOptions columns() const;
};

/// An engine with what the package asks of it, shared by whatever is made from it.
struct EngineParts {
    EngineParts(Engine made, std::string from)
        : engine(std::move(made)), language(engine.config().language), config(std::move(from)) {}
    Engine engine;
    Language language;
    Vocabulary words;
    std::string config;  ///< the JSON that it was made from
};
using SharedEngine = std::shared_ptr<const EngineParts>;

/// A file of records, open. Raises cannot_read.
class RecordFile {
  public:
    explicit RecordFile(const std::string& path);
    /// CSV or JSON, by the name or else by the first characters.
    RecordFormat format() const { return format_; }
    std::FILE* get() const { return file_.get(); }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    RecordFormat format_ = RecordFormat::csv;
};

void register_engine(py::module_& module);
void register_rollup(py::module_& module);
void register_evidence(py::module_& module);

/// The format of a document by its name. Raises invalid_argument.
DocumentFormat format_named(const std::string& format);

}  // namespace effaith::python
