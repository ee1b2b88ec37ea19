// How many different learners stand behind records.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace effaith::practice {

/// Different learners; a record without an id is a learner of its own.
class LearnerCount {
  public:
    void add(std::string_view learner) {
        learner.empty() ? static_cast<void>(++unidentified_)
                        : static_cast<void>(ids_.emplace(learner));
    }
    std::int64_t count() const { return static_cast<std::int64_t>(ids_.size()) + unidentified_; }

  private:
    std::set<std::string, std::less<>> ids_;
    std::int64_t unidentified_ = 0;
};

}  // namespace effaith::practice
