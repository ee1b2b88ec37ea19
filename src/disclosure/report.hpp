// What is said about a protected table: how much is hidden, and what the attackers find.
#pragma once

#include <vector>

#include "effaith/disclosure.hpp"

namespace effaith::disclosure {

/// Errors: invalid_argument for a threshold that protects nobody.
Status check_rules(const DisclosureRules& rules);

/// Adds to a report what the attackers find in a table, and how much of it is hidden. Rows that
/// `shown` leaves out are not counted; empty for all.
void report_counts(const CountTable& table, const std::vector<char>& sensitive,
                   const std::vector<std::int64_t>& learners, const DisclosureRules& rules,
                   DisclosureReport& report, const std::vector<char>& shown = {});

}  // namespace effaith::disclosure
