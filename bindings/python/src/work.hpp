// Long work beside Python: the interpreter's lock is given back, the user is told how far it is,
// and Ctrl-C stops it.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <functional>

namespace effaith::python {

namespace py = pybind11;

/// Told how many records there are so far; false stops the work.
using Progress = std::function<bool(std::int64_t records)>;

/// Runs `job` without the interpreter's lock. Short work runs where it is called. Long work runs in
/// a thread of its own, while this one looks several times a second for signals and calls `tell`
/// (None: nobody) with the number of records so far. What `tell` raises, KeyboardInterrupt
/// included, stops the job and goes on to the caller when it has ended.
void run_job(bool is_long, const py::object& tell, const std::function<void(const Progress&)>& job);

/// Progress for work in the thread that was called: looks for signals and tells at every call.
Progress progress_here(const py::object& tell);

}  // namespace effaith::python
