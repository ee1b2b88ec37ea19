// How many threads work side by side.
#pragma once

#include <algorithm>
#include <thread>

namespace effaith {

/// As many as are asked for; for 0, as many as the machine has.
inline int thread_count(int asked) {
    return asked > 0 ? asked : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace effaith
