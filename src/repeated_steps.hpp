// The steps of a ladder that nothing tells from an earlier one.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "effaith/text_key.hpp"

namespace effaith {

/// Their positions. Steps are compared as scores are read: without blanks at the ends and without
/// capitals.
inline std::vector<std::size_t> repeated_steps(const std::vector<std::string>& steps) {
    std::vector<std::size_t> repeated;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!seen.insert(text_key(steps[i])).second) repeated.push_back(i);
    return repeated;
}

}  // namespace effaith
