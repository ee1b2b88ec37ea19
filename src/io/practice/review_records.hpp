// The records of a review, gathered in one reading: roll-ups, evidence, judgements, candidates.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "effaith/evidence.hpp"
#include "effaith/io/review.hpp"
#include "io/practice/deliverers.hpp"
#include "io/practice/learner_count.hpp"
#include "io/record_source.hpp"

namespace effaith::practice {

/// How a record's outcome stands to another judgement of it.
enum class Judgement : std::uint8_t { equal, higher, lower };
inline constexpr std::size_t kJudgements = 3;

/// Recorded outcomes beside others, with the learners behind each kind of judgement.
struct GatheredJudgements {
    std::vector<OutcomePair> pairs;
    std::array<LearnerCount, kJudgements> learners;
    LearnerCount learners_differing;
    LearnerCount learners_judged;
    std::vector<DifferingRecord> differing;

    void add(const Record& record, Outcome recorded, Outcome other);
};

/// What the reading of the records of one unit leaves.
struct GatheredRecords {
    std::optional<std::string> unit;
    std::vector<Rollup> rollups;         ///< those of units (not of a school), then by intervention
    std::unique_ptr<Evidence> evidence;  ///< by intervention
    GatheredJudgements scores;
    GatheredJudgements ratings;
    std::map<std::string, DelivererCounts> deliverers;  ///< by intervention; of a school alone
    std::map<std::string, LearnerCount> never_came;     ///< as `deliverers`
    std::vector<Candidate> candidates;
    std::int64_t n_rejected = 0;
    std::int64_t n_elsewhere = 0;
    bool has_any = false;  ///< of the unit
    Findings findings;
};

/// The one unit of a level that records name; none where they name none.
/// Errors: those of records; invalid_argument where they name several.
Result<std::optional<std::string>> only_unit(const Tools& tools, std::string_view records,
                                             ReviewLevel level);

/// Reads the records of a unit. Errors: those of records, of roll-ups and of only_unit.
Result<GatheredRecords> gather_records(const Tools& tools, const Quality& quality,
                                       std::string_view records, DateNotation dates,
                                       const ReviewOptions& options);

/// Reads what may be drawn for moderation alone. Errors: as gather_records.
Result<std::vector<Candidate>> gather_candidates(const Tools& tools, std::string_view records,
                                                 DateNotation dates, const ReviewOptions& options);

/// The strata of a sample: those of the options, else the usual ones.
std::vector<StratumBy> strata_of(const ReviewOptions& options);

}  // namespace effaith::practice
