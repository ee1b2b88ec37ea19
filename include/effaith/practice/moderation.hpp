// Moderation: which records are looked at again, and how far two judgements of outcomes agree.
//
// The sample is drawn by arithmetic that anybody can do again. Every record's key is SipHash-2-4
// (key: the seed, 64 bits little-endian, then 64 zero bits) of its school, a line feed and its id;
// in each stratum the records with the smallest keys are drawn. So a seed gives the same sample on
// every machine, in whatever order the records come, and adding a record changes the sample of its
// own stratum alone, as long as the shares stay. Numbers by stratum are proportional to its size by
// largest remainders, one for each stratum first where there are enough; of equal remainders the
// stratum goes first whose name (its values, a line feed after each) has the smallest key.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "effaith/record.hpp"
#include "effaith/stats/agreement.hpp"

namespace effaith::practice {

/// A record that may be drawn.
struct Candidate {
    std::string school_id;
    std::string record_id;
    std::vector<std::string> stratum;  ///< its value on each dimension of the strata
};

struct SampleStratum {
    std::vector<std::string> stratum;
    std::int64_t n = 0;            ///< records in it
    std::vector<Candidate> drawn;  ///< by key
};

struct ModerationSample {
    std::int64_t seed = 0;
    std::int64_t asked = 0;
    std::int64_t n = 0;  ///< records that could have been drawn
    std::int64_t drawn = 0;
    std::vector<SampleStratum> strata;  ///< in byte order
};

/// Draws `size` records, all of them where there are no more. Records with the same school and id
/// are one.
ModerationSample draw_sample(std::vector<Candidate> candidates, std::int64_t seed,
                             std::int64_t size);

/// Two judgements of the outcomes of the same records.
struct Consistency {
    std::int64_t higher = 0;  ///< records whose first outcome is better than the second
    std::int64_t lower = 0;
    stats::Kappa kappa;  ///< of red, amber, green; agreement in percent is in it
};

/// Outcome as recorded, and as somebody or something else judges it.
using OutcomePair = std::pair<Outcome, Outcome>;
Consistency consistency(std::span<const OutcomePair> pairs);

}  // namespace effaith::practice
