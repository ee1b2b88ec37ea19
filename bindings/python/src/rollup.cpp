// The roll-up as a Python class.
#include <pybind11/stl.h>

#include <mutex>

#include "columns/rollup_run.hpp"
#include "columns/thread_count.hpp"
#include "dict_records.hpp"
#include "effaith/io/documents.hpp"
#include "engine.hpp"
#include "io/bytes.hpp"
#include "io/document_jobs.hpp"
#include "raised.hpp"
#include "release.hpp"
#include "work.hpp"

namespace effaith::python {
namespace {

/// A roll-up that several threads of Python may use: one at a time.
class State {
  public:
    State(SharedEngine engine, Rollup rollup)
        : engine_(std::move(engine)), rollup_(std::move(rollup)) {}

    static std::unique_ptr<State> create(SharedEngine engine, std::vector<std::string> by,
                                         bool totals) {
        Rollup rollup = value_of(Rollup::create(engine->engine, std::move(by), totals));
        return std::make_unique<State>(std::move(engine), std::move(rollup));
    }
    static std::unique_ptr<State> deserialise(SharedEngine engine, const py::bytes& bytes) {
        Rollup rollup =
            value_of(Rollup::deserialise(engine->engine, static_cast<std::string>(bytes)));
        return std::make_unique<State>(std::move(engine), std::move(rollup));
    }

    void add_stream(const py::object& data, const CallOptions& options) {
        OwnedStream records = stream_of(data);
        run_job(options.is_long, options.tell, [&](const Progress& progress) {
            ColumnOptions columns = options.columns();
            columns.progress = progress;
            take(value_of(
                rollup_columns(engine_->engine, records.get(), by(), has_totals(), columns)));
        });
    }
    void add_dicts(const py::sequence& records, const CallOptions& options) {
        RollupRun run = begin(1, options, progress_here(options.tell));
        check(run.add_pushed(
            [&](RecordSink& sink) { return push_dicts(records, engine_->words, sink); }));
        const py::gil_scoped_release unlocked;
        finish(run);
    }
    void add_file(const std::string& path, const CallOptions& options) {
        run_job(true, options.tell, [&](const Progress& progress) {
            const RecordFile file(path);
            StreamSource source(file.get());
            RollupRun run = begin(thread_count(options.threads), options, progress);
            check(file.format() == RecordFormat::csv ? run.add_csv(source) : run.add_json(source));
            finish(run);
        });
    }
    void merge(const State& other) {
        const py::gil_scoped_release unlocked;
        if (this == &other) {
            throw Raised({ErrorCode::invalid_argument, "A roll-up cannot be added to itself.", ""});
        }
        const std::scoped_lock both(lock_, other.lock_);
        check(rollup_.merge(other.rollup_));
    }
    py::bytes serialise() const {
        std::string bytes;
        {
            const py::gil_scoped_release unlocked;
            const std::lock_guard guard(lock_);
            bytes = rollup_.serialise();
        }
        return bytes;
    }
    Table rows(bool exact) const {
        const py::gil_scoped_release unlocked;
        const std::lock_guard guard(lock_);
        check_known();
        OwnedStream stream;
        export_rows(rollup_, exact ? DecimalColumns::decimal128 : DecimalColumns::float64,
                    stream.get());
        return Table::read(std::move(stream));
    }
    std::string document(const std::string& format) const {
        const py::gil_scoped_release unlocked;
        const std::lock_guard guard(lock_);
        check_known();
        return rollup_document(engine_->engine, rollup_, engine_->language, format_named(format),
                               counts_of(rollup_));
    }
    py::tuple counts() const {
        const std::lock_guard guard(lock_);
        const DocumentCounts counts = counts_of(rollup_);
        return py::make_tuple(counts.records, counts.analysed, counts.rejected, counts.comparison);
    }
    /// A release of roll-ups of one engine, of their states as they are now.
    static std::unique_ptr<Release> release(const std::vector<const State*>& states,
                                            const std::string& rules) {
        const py::gil_scoped_release unlocked;
        if (states.empty())
            throw Raised({ErrorCode::invalid_argument, "A release has at least one table.", ""});
        std::vector<Rollup> rollups;
        for (const State* state : states) {
            const std::lock_guard guard(state->lock_);
            state->check_known();
            if (state->engine_ != states.front()->engine_)
                throw Raised({ErrorCode::invalid_argument,
                              "The roll-ups of a release are of one engine.", ""});
            rollups.push_back(state->rollup_);
        }
        return std::make_unique<Release>(states.front()->engine_, std::move(rollups), rules);
    }
    const std::vector<std::string>& by() const { return rollup_.by(); }
    bool has_totals() const { return rollup_.has_totals(); }

  private:
    /// A dimension that no record has had is a mistake, once there are records.
    void check_known() const {
        if (counts_of(rollup_).records > 0) check(check_dimensions(rollup_));
    }
    RollupRun begin(int threads, const CallOptions& options, Progress progress) const {
        RollupRunOptions how;
        how.threads = threads;
        how.dates = DateNotation{options.serial_dates};
        how.most_rejected = 0;
        how.progress = std::move(progress);
        return value_of(
            RollupRun::create(engine_->engine, engine_->words, by(), has_totals(), std::move(how)));
    }
    void finish(RollupRun& run) { take(value_of(run.finish())); }
    void take(const Rollup& added) {
        const std::lock_guard guard(lock_);
        check(rollup_.merge(added));
    }

    mutable std::mutex lock_;
    SharedEngine engine_;
    Rollup rollup_;
};

}  // namespace

void register_rollup(py::module_& module) {
    py::class_<State>(module, "Rollup", py::is_final())
        .def(py::init([](const std::shared_ptr<EngineParts>& engine, std::vector<std::string> by,
                         bool totals) { return State::create(engine, std::move(by), totals); }),
             py::arg("engine"), py::arg("by"), py::arg("totals"))
        .def_static(
            "deserialise",
            [](const std::shared_ptr<EngineParts>& engine, const py::bytes& bytes) {
                return State::deserialise(engine, bytes);
            },
            py::arg("engine"), py::arg("state"))
        .def_static("release", &State::release, py::arg("rollups"), py::arg("rules"))
        .def("add_stream", &State::add_stream, py::arg("data"), py::arg("options"))
        .def("add_dicts", &State::add_dicts, py::arg("records"), py::arg("options"))
        .def("add_file", &State::add_file, py::arg("path"), py::arg("options"))
        .def("merge", &State::merge, py::arg("other"))
        .def("serialise", &State::serialise)
        .def("rows", &State::rows, py::arg("exact"))
        .def("document", &State::document, py::arg("format"))
        .def("counts", &State::counts)
        .def_property_readonly("by", &State::by)
        .def_property_readonly("has_totals", &State::has_totals);
}

}  // namespace effaith::python
