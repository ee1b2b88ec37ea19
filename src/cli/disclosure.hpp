// Tables that leave the building: written where they are safe, with the report on standard error.
#pragma once

#include <vector>

#include "cli/jobs.hpp"
#include "effaith/disclosure.hpp"

namespace effaith::cli {

/// The rules of the configuration, with those of the command line over them.
DisclosureRules rules_of(const Options& options, const DisclosureRules& configured);

/// Protects tables that leave together and writes them; answers an exit code.
int publish(const Job& job, const std::vector<const Rollup*>& tables);

}  // namespace effaith::cli
