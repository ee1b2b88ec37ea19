// Evidence: whether an intervention works, by its records: outcomes, progress, dose and cost, each
// with its uncertainty, and a comparison where there is somebody to compare with.
//
// Records are gathered by any list of dimensions (intervention, tier …) and then looked at learner
// by learner, for the records of one learner are not independent. What a group's design cannot
// support is refused with a reason: no comparison group, no months of progress; a ladder of steps,
// no means; fewer than five learners, too few to say.
//
// Decisions:
// * A learner's progress on a measure within a group is from the earliest baseline to the latest
//   actual value of all records that have both; hours and costs are the sums of these records. So a
//   learner with an autumn and a spring record counts once, and a gain that two records share is
//   counted once. A record without a learner id is a learner of its own.
// * Records of one learner on one measure that overlap in time, in whatever group, share their
//   gain: they are counted as `n_concurrent`, and what is built on them is flagged.
// * Outcomes are of records; where a learner has several, or there are several schools, the
//   cluster-robust interval stands beside Wilson's, clustered by school where there are at least
//   two, else by learner.
// * A comparison record belongs to a group where every part of its key is the group's or missing:
//   one without an intervention is compared with every group that shares its measure.
// * Answers do not depend on the order of the records: they are sorted before anything is added.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/engine.hpp"
#include "effaith/rollup.hpp"
#include "effaith/stats/ancova.hpp"
#include "effaith/stats/ancova_schools.hpp"
#include "effaith/stats/cluster_robust.hpp"
#include "effaith/stats/cost_effectiveness.hpp"
#include "effaith/stats/dose_response.hpp"
#include "effaith/stats/education.hpp"
#include "effaith/stats/icer_table.hpp"
#include "effaith/stats/kendall.hpp"
#include "effaith/stats/meta_analysis.hpp"
#include "effaith/stats/paired_effect.hpp"
#include "effaith/stats/proportion.hpp"
#include "effaith/stats/regression_to_mean.hpp"

namespace effaith {

/// With fewer learners there is no figure beyond the counts.
inline constexpr std::int64_t kFewestLearners = 5;

/// Records and learners of a group, and how its records hang together.
struct GroupCounts {
    std::int64_t n_records = 0;
    std::int64_t n_learners = 0;      ///< distinct, and a learner for each record without an id
    std::int64_t n_unidentified = 0;  ///< records without a learner id
    std::int64_t n_schools = 0;       ///< distinct; records without a school are of none
    std::int64_t n_no_outcome = 0;

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(
            field("n_records", &GroupCounts::n_records, "records of the intervention"),
            field("n_learners", &GroupCounts::n_learners, "learners"),
            field("n_unidentified", &GroupCounts::n_unidentified, "records without a learner"),
            field("n_schools", &GroupCounts::n_schools, "schools"),
            field("n_no_outcome", &GroupCounts::n_no_outcome, "records without an outcome"));
    }
};

/// Outcomes: the share of the records with an outcome that achieved it (amber or green), and the
/// share that exceeded it (green).
struct Outcomes {
    stats::Proportion achieved;
    stats::Proportion exceeded;
    stats::Flag clustered;  ///< records hang together, and no robust interval can be given
    stats::ClusteredShare achieved_clustered;

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(
            field("achieved", &Outcomes::achieved, "amber or green"),
            field("exceeded", &Outcomes::exceeded, "green"),
            field("clustered", &Outcomes::clustered,
                  "records share learners or schools, and their intervals do not allow for it"),
            field("achieved_clustered", &Outcomes::achieved_clustered,
                  "the share that achieved, with an interval that allows for schools or learners"));
    }
};

/// Steps won and lost, for any measure; of a ladder there is nothing else.
struct StepShares {
    std::int64_t n = 0;
    std::int64_t n_up = 0;
    std::int64_t n_same = 0;
    std::int64_t n_down = 0;
    stats::Number median_steps;
    stats::Proportion up;

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(
            field("n", &StepShares::n, "learners with a start and an end"),
            field("n_up", &StepShares::n_up, "learners who ended better than they began"),
            field("n_same", &StepShares::n_same, "learners who ended where they began"),
            field("n_down", &StepShares::n_down, "learners who ended worse than they began"),
            field("median_steps", &StepShares::median_steps, "the middle one of the gains"),
            field("up", &StepShares::up, "n_up / n"));
    }
};

/// Learners whose change is larger than the measure's error explains (Jacobson & Truax 1991).
struct ReliableShares {
    std::int64_t n = 0;  ///< learners; 0 where the measure has no norm SD or no reliability
    stats::Proportion improved;
    stats::Proportion deteriorated;

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(
            field("n", &ReliableShares::n, "learners of whom a reliable change can be told"),
            field("improved", &ReliableShares::improved, "reliably improved"),
            field("deteriorated", &ReliableShares::deteriorated, "reliably deteriorated"));
    }
};

/// Does more dose go with more gain?
struct Dose {
    stats::DoseResponse response;  ///< gain per hour, and its slope over hours received
    stats::Kendall rank;           ///< hours against gains, by their order alone

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(field("response", &Dose::response, "gain by hours received"),
                                 field("rank", &Dose::rank, "hours against gains by their order"));
    }
};

/// One school's effect.
struct SchoolEffect {
    std::string school_id;
    std::int64_t n = 0;  ///< learners with a start and an end
    stats::Number g;     ///< standardised gain by the averaged SD (SMCRP; Bonett 2008)
    stats::Interval interval;

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(
            field("n", &SchoolEffect::n, "learners with a start and an end"),
            field("g", &SchoolEffect::g, "standardised gain by the averaged SD of start and end"),
            field("interval", &SchoolEffect::interval,
                  "normal limits of g that count the spread as an estimate"));
    }
};

/// Schools combined by random effects.
struct SchoolsCombined {
    std::int64_t n_schools = 0;          ///< with an effect
    std::int64_t n_schools_too_few = 0;  ///< left out, with fewer than five learners or no spread
    stats::MetaAnalysis combined;        ///< REML with Knapp & Hartung's interval
    std::vector<SchoolEffect> each;      ///< by school_id

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(
            field("n_schools", &SchoolsCombined::n_schools, "schools with an effect"),
            field("n_schools_too_few", &SchoolsCombined::n_schools_too_few,
                  "schools left out, with fewer than five learners or without a spread"),
            field("combined", &SchoolsCombined::combined, "random effects"));
    }
};

/// Against a comparison cohort.
struct Comparison {
    std::int64_t n_intervention = 0;
    std::int64_t n_comparison = 0;
    stats::Ancova adjusted;                 ///< for the start; learners as independent
    stats::AncovaSchools adjusted_schools;  ///< with schools as random intercepts
    stats::Number effect_size;  ///< of the model by schools where there are several, else the other
    stats::EefMonths months;

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(
            field("n_intervention", &Comparison::n_intervention, "learners of the intervention"),
            field("n_comparison", &Comparison::n_comparison, "comparison learners"),
            field("adjusted", &Comparison::adjusted,
                  "the difference at the end, adjusted for the start"),
            field("adjusted_schools", &Comparison::adjusted_schools,
                  "the same with schools as random intercepts"),
            field("effect_size", &Comparison::effect_size,
                  "the adjusted difference by the pooled SD at the end; better is positive"),
            field("months", &Comparison::months, "months of progress by the effect size"));
    }
};

/// Cost against gain, over the learners with both.
struct CostOfGain {
    stats::CostEffectiveness ratio;  ///< pounds per unit of gain, with Fieller's set
    stats::Icer against_cheapest;    ///< against the cheapest group of this measure

    static constexpr auto fields() {
        using stats::field;
        return stats::field_list(field("ratio", &CostOfGain::ratio, "pounds per unit of gain"),
                                 field("against_cheapest", &CostOfGain::against_cheapest,
                                       "pounds per further unit of gain against the cheapest"));
    }
};

/// What the records of a group say on one measure.
struct MeasureEvidence {
    const Measure* measure = nullptr;
    std::int64_t n_pairs = 0;       ///< learners with a start and an end
    std::int64_t n_schools = 0;     ///< of these learners
    std::int64_t n_concurrent = 0;  ///< records that share their gain with others
    stats::Flag concurrent_interventions;
    stats::Flag clustered;  ///< several schools, and no robust interval can be given
    StepShares steps;
    stats::PairedEffect paired;
    stats::Number
        p_adjusted;  ///< of the paired t test, over all groups (Benjamini & Hochberg 1995)
    stats::ClusteredMean gain_clustered;
    ReliableShares reliable;
    Dose dose;
    SchoolsCombined schools;
    CostOfGain cost;
    stats::RegressionToMean regression;  ///< where selection on low scores is declared
    Comparison comparison;

    static constexpr auto fields() {
        using stats::field;
        using M = MeasureEvidence;
        return stats::field_list(
            field("n_pairs", &M::n_pairs, "learners with a start and an end"),
            field("n_pair_schools", &M::n_schools, "schools of these learners"),
            field("n_concurrent", &M::n_concurrent,
                  "records that overlap with others of the same learner on this measure"),
            field("concurrent_interventions", &M::concurrent_interventions,
                  "yes where a gain is shared by several interventions"),
            field("clustered", &M::clustered,
                  "yes where schools differ and the intervals do not allow for it"),
            field("steps", &M::steps, "better, same, worse"),
            field("paired", &M::paired, "start against end"),
            field("p_adjusted", &M::p_adjusted,
                  "paired.t_test.p, adjusted for the number of groups and measures"),
            field("gain_clustered", &M::gain_clustered,
                  "the mean gain with an interval that allows for schools"),
            field("reliable", &M::reliable, "changes larger than the measure's error"),
            field("dose", &M::dose, "gain by hours received"),
            field("schools", &M::schools, "schools combined by random effects"),
            field("cost", &M::cost, "cost against gain"),
            field("regression", &M::regression, "what chance alone would have brought"),
            field("comparison", &M::comparison, "against a comparison cohort"));
    }
};

/// The groups that share a measure, by what a learner cost and gained.
struct MeasureAlternatives {
    std::string measure;
    std::vector<std::vector<KeyPart>> groups;  ///< those that IcerRow::alternative counts from 0
    stats::IcerTable table;
};

/// What the records of a group say.
struct EvidenceRow {
    std::vector<KeyPart> key;
    GroupCounts counts;
    Outcomes outcomes;
    std::vector<MeasureEvidence> measures;  ///< by the measure's id
};

struct EvidenceAnswer {
    double level = 0.95;
    std::vector<EvidenceRow> rows;
    std::vector<MeasureAlternatives> alternatives;  ///< by the measure's id, where there are two
};

/// Records gathered by group, and the evidence in them.
class Evidence {
  public:
    /// `by` as in Rollup::create, but for `role`. The engine must outlive it.
    /// Errors: invalid_argument.
    static Result<Evidence> create(const Engine& engine, std::vector<std::string> by);
    Evidence(Evidence&&) noexcept;
    Evidence& operator=(Evidence&&) noexcept;
    ~Evidence();

    /// Names a column that records carry beyond their fields: the next one of `update`.
    void carried_column(const std::string& name);
    /// Adds one analysed record; `carried` has its texts in the order of carried_column().
    void update(const Record& record, const RecordAnalysis& analysis,
                const std::vector<std::string_view>& carried);

    /// The first dimension that is neither known nor a carried column; none where all are.
    std::optional<std::string> unknown_dimension() const;

    const Engine& engine() const;
    const std::vector<std::string>& by() const;
    std::int64_t n_analysed() const;
    std::int64_t n_rejected() const;
    std::int64_t n_comparison() const;

    /// The evidence of each group in the order of their keys; `level` is that of every interval,
    /// between 0 and 1. It holds measures of the engine. O(n log n) of the records.
    EvidenceAnswer answer(double level = 0.95) const;

  private:
    struct Gathered;
    explicit Evidence(std::unique_ptr<Gathered> gathered);
    std::unique_ptr<Gathered> gathered_;
};

}  // namespace effaith
