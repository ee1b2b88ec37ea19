// Every group of statistics that the tool answers for.
#pragma once

#include "registry.hpp"

namespace evidence_tool {

void add_ancova(Registry& calls);
void add_distributions(Registry& calls);
void add_proportion(Registry& calls);
void add_agreement(Registry& calls);
void add_multiplicity(Registry& calls);
void add_education(Registry& calls);
void add_goal_attainment(Registry& calls);
void add_reliable_change(Registry& calls);
void add_single_case(Registry& calls);
void add_trend(Registry& calls);
void add_cost_effectiveness(Registry& calls);
void add_paired(Registry& calls);
void add_two_groups(Registry& calls);
void add_meta(Registry& calls);

inline Registry all_groups() {
    Registry calls;
    add_distributions(calls);
    add_proportion(calls);
    add_agreement(calls);
    add_multiplicity(calls);
    add_education(calls);
    add_goal_attainment(calls);
    add_reliable_change(calls);
    add_single_case(calls);
    add_trend(calls);
    add_cost_effectiveness(calls);
    add_ancova(calls);
    add_paired(calls);
    add_two_groups(calls);
    add_meta(calls);
    return calls;
}

}  // namespace evidence_tool
