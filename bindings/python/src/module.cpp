// The compiled part of the package: what Python calls, each piece in a file of its own.
#include <pybind11/pybind11.h>

#include "documents.hpp"
#include "effaith/version.hpp"
#include "engine.hpp"
#include "frame_columns.hpp"
#include "raised.hpp"
#include "release.hpp"
#include "statistics.hpp"
#include "tables.hpp"

PYBIND11_MODULE(_core, module) {
    using namespace effaith::python;
    register_errors(module);
    register_tables(module);
    register_frame_columns(module);
    register_engine(module);
    register_documents(module);
    register_release(module);
    register_rollup(module);
    register_evidence(module);
    register_statistics(module);
    module.attr("VERSION") = EFFAITH_VERSION;
}
