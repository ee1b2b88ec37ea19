// The evidence of the learners of one group on one measure.
#pragma once

#include <vector>

#include "effaith/evidence.hpp"
#include "evidence/gathered.hpp"

namespace effaith {

/// What is known of a group's learners on a measure, and of those they are compared with.
struct LearnersOnMeasure {
    const Measure* measure = nullptr;
    std::vector<LearnerChange> learners;
    std::vector<LearnerChange> comparison;
    std::int64_t n_concurrent = 0;
    bool costs_withheld = false;  ///< they would give a person's pay away
};

/// Labels of clusters: learners by school, or by themselves.
std::vector<double> school_labels(const std::vector<LearnerChange>& learners);

/// Costs and gains of the learners with both.
struct CostsAndGains {
    std::vector<double> costs;
    std::vector<double> gains;
    std::int64_t n() const { return static_cast<std::int64_t>(costs.size()); }
};
CostsAndGains costs_and_gains(const std::vector<LearnerChange>& learners);

/// Everything but what needs the other groups: p_adjusted and cost.against_cheapest.
MeasureEvidence measure_evidence(const LearnersOnMeasure& of, const Names& schools,
                                 const Config& config, double level);

}  // namespace effaith
