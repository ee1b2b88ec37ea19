// Labels of clusters (schools, learners) as numbers from 0, in the order in which they appear.
#pragma once

#include <cstddef>
#include <unordered_map>

namespace effaith::stats {

/// Any double but NaN is a label. Memory for the clusters alone, not for the rows; rows of one
/// cluster that follow each other are not looked up again.
class ClusterNumbers {
  public:
    std::size_t number_of(double label) {
        if (!numbers_.empty() && label == last_label_) return last_number_;
        last_label_ = label;
        last_number_ = numbers_.try_emplace(label, numbers_.size()).first->second;
        return last_number_;
    }
    std::size_t count() const { return numbers_.size(); }

  private:
    std::unordered_map<double, std::size_t> numbers_;
    double last_label_ = 0.0;
    std::size_t last_number_ = 0;
};

}  // namespace effaith::stats
