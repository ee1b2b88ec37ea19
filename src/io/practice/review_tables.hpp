// Review packs and samples for moderation as tables for people.
#pragma once

#include <string>
#include <vector>

#include "effaith/io/review.hpp"

namespace effaith::practice {

std::string pack_table(const Tools& tools, const ReviewPack& pack);
std::string sample_table(const ModerationSample& sample, const std::vector<StratumBy>& strata,
                         const Language& language);

}  // namespace effaith::practice
