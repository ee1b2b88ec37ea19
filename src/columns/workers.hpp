// Work side by side that may throw.
#pragma once

#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace effaith {

/// Calls `work(i)` for every i below `count`, each in a thread of its own but for the first, which
/// runs in the caller's. Where one throws, `stop` is called, so that the others do not wait for it;
/// when all have ended, the first exception goes on to the caller.
template <class Work, class Stop>
void run_workers(std::size_t count, const Work& work, const Stop& stop) {
    std::mutex noting;
    std::exception_ptr thrown;
    const auto note = [&]() noexcept {
        {
            const std::lock_guard lock(noting);
            if (!thrown) thrown = std::current_exception();
        }
        stop();
    };
    const auto work_safely = [&](std::size_t i) noexcept {
        try {
            work(i);
        } catch (...) {
            note();
        }
    };
    std::vector<std::thread> threads;
    threads.reserve(count);
    // A thread that the machine refuses is no failure: its work is done here, after the rest.
    std::size_t started = 1;
    try {
        for (; started < count; ++started)
            threads.emplace_back(work_safely, started);
    } catch (const std::system_error&) {
    } catch (...) {
        note();
        started = count;
    }
    if (count > 0) work_safely(0);
    for (; started < count; ++started)
        work_safely(started);
    for (std::thread& thread : threads)
        thread.join();
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace effaith
