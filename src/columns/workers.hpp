// Work side by side that may throw.
#pragma once

#include <cstddef>
#include <exception>
#include <mutex>
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
    try {
        for (std::size_t i = 1; i < count; ++i)
            threads.emplace_back(work_safely, i);
        if (count > 0) work_safely(0);
    } catch (...) {
        note();
    }
    for (std::thread& thread : threads)
        thread.join();
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace effaith
