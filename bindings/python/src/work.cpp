#include "work.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>

namespace effaith::python {
namespace {

constexpr std::chrono::milliseconds kBetweenLooks{50};

/// Raises what a signal handler raised; tells how far the work is.
void look(const py::object& tell, std::int64_t records) {
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (!tell.is_none()) tell(records);
}

/// What the worker and who watches it share.
struct Watch {
    std::atomic<bool> stop{false};
    std::atomic<std::int64_t> records{0};
    std::mutex lock;
    std::condition_variable ended;
    bool has_ended = false;
    std::exception_ptr thrown;

    void end(std::exception_ptr with) {
        const std::lock_guard guard(lock);
        thrown = std::move(with);
        has_ended = true;
        ended.notify_all();
    }
    bool wait() {
        std::unique_lock guard(lock);
        return ended.wait_for(guard, kBetweenLooks, [this] { return has_ended; });
    }
};

void work(Watch& watch, const std::function<void(const Progress&)>& job) noexcept {
    try {
        job([&](std::int64_t records) {
            watch.records = records;
            return !watch.stop;
        });
        watch.end(nullptr);
    } catch (...) {
        watch.end(std::current_exception());
    }
}

}  // namespace

void run_job(bool is_long, const py::object& tell,
             const std::function<void(const Progress&)>& job) {
    const auto run_here = [&] {
        const py::gil_scoped_release unlocked;
        job({});
    };
    if (!is_long) return run_here();
    Watch watch;
    std::thread worker;
    try {
        worker = std::thread([&] { work(watch, job); });
    } catch (const std::system_error&) {
        return run_here();
    }
    std::exception_ptr interrupted;
    {
        const py::gil_scoped_release unlocked;
        while (!watch.wait()) {
            if (interrupted) continue;
            const py::gil_scoped_acquire locked;
            try {
                look(tell, watch.records);
            } catch (...) {
                interrupted = std::current_exception();
                watch.stop = true;
            }
        }
        worker.join();
    }
    if (interrupted) std::rethrow_exception(interrupted);
    if (watch.thrown) std::rethrow_exception(watch.thrown);
    if (!tell.is_none()) tell(watch.records.load());
}

Progress progress_here(const py::object& tell) {
    return [&tell](std::int64_t records) {
        const py::gil_scoped_acquire locked;
        look(tell, records);
        return true;
    };
}

}  // namespace effaith::python
