// The evidence of all groups: each by itself, and what needs them together.
#include <algorithm>
#include <map>
#include <set>

#include "effaith/figure_list.hpp"
#include "effaith/stats/multiplicity.hpp"
#include "effaith/stats/no_answer.hpp"
#include "evidence/gathered.hpp"
#include "evidence/measure_evidence.hpp"

namespace effaith {
namespace {

using stats::Reason;
using Key = std::vector<KeyPart>;

struct Group {
    Key key;
    std::vector<Entry> entries;
};

/// The groups in the order of their keys, entries in theirs, concurrent ones marked.
std::vector<Group> sorted_groups(const std::map<Key, std::vector<Entry>, KeyOrder>& gathered,
                                 const std::vector<std::uint32_t>& learner_ranks,
                                 const std::vector<std::uint32_t>& school_ranks) {
    std::vector<Group> groups;
    std::vector<Entry*> all;
    for (const auto& [key, entries] : gathered)
        groups.push_back({key, entries});
    for (Group& group : groups) {
        sort_entries(group.entries, learner_ranks, school_ranks);
        for (Entry& entry : group.entries)
            all.push_back(&entry);
    }
    mark_concurrent(all);
    return groups;
}

GroupCounts counts_of(const std::vector<Entry>& entries) {
    GroupCounts counts;
    std::set<std::uint32_t> learners;
    std::set<std::uint32_t> schools;
    for (const Entry& entry : entries) {
        ++counts.n_records;
        counts.n_no_outcome += entry.outcome ? 0 : 1;
        counts.n_unidentified += entry.learner == 0 ? 1 : 0;
        if (entry.learner != 0) learners.insert(entry.learner);
        if (entry.school != 0) schools.insert(entry.school);
    }
    counts.n_learners = static_cast<std::int64_t>(learners.size()) + counts.n_unidentified;
    counts.n_schools = static_cast<std::int64_t>(schools.size());
    return counts;
}

/// Whether each record with an outcome achieved it, and the cluster that it belongs to: its school
/// where there are several, else its learner.
struct Achievements {
    std::vector<double> achieved;
    std::vector<double> cluster;
    std::int64_t n_achieved = 0;
    std::int64_t n_exceeded = 0;
};
Achievements achievements_of(const std::vector<Entry>& entries, bool by_school) {
    Achievements a;
    double nobody = 0.0;  // a record without a learner is a cluster of its own
    for (const Entry& entry : entries) {
        if (!entry.outcome) continue;
        const bool achieved = *entry.outcome != Outcome::red;
        a.n_achieved += achieved ? 1 : 0;
        a.n_exceeded += *entry.outcome == Outcome::green ? 1 : 0;
        a.achieved.push_back(achieved ? 1.0 : 0.0);
        const std::uint32_t cluster = by_school ? entry.school : entry.learner;
        a.cluster.push_back(cluster != 0 ? cluster : --nobody);
    }
    return a;
}

Outcomes outcomes_of(const std::vector<Entry>& entries, const GroupCounts& counts, double level) {
    const bool by_school = counts.n_schools > 1;
    const Achievements a = achievements_of(entries, by_school);
    const auto n = static_cast<std::int64_t>(a.achieved.size());
    Outcomes outcomes;
    outcomes.achieved = stats::proportion(a.n_achieved, n, level);
    outcomes.exceeded = stats::proportion(a.n_exceeded, n, level);
    outcomes.achieved_clustered = stats::clustered_share(a.achieved, a.cluster, {level});
    const bool hangs_together = by_school || counts.n_learners < counts.n_records;
    if (!hangs_together) stats::give_reason(outcomes.achieved_clustered, Reason::not_applicable);
    outcomes.clustered = stats::flag(hangs_together && !outcomes.achieved_clustered.interval.low);
    if (counts.n_learners < kFewestLearners) stats::give_reason(outcomes, Reason::too_few);
    return outcomes;
}

/// Whether a comparison record belongs to a group: where each part of its key is the same or
/// missing.
bool belongs(const Key& comparison, const Key& group) {
    for (std::size_t i = 0; i < group.size(); ++i)
        if (comparison[i] && comparison[i] != group[i]) return false;
    return true;
}

std::set<const Measure*> measures_of(const std::vector<Entry>& entries) {
    std::set<const Measure*> measures;
    for (const Entry& entry : entries)
        if (entry.measure != nullptr) measures.insert(entry.measure);
    return measures;
}

/// Whether costs of these records draw on too few roles to be shown.
bool costs_withheld(const std::vector<Entry>& entries, const Measure& measure) {
    std::set<std::uint32_t> roles;
    for (const Entry& entry : entries) {
        if (entry.measure != &measure) continue;
        for (const std::uint32_t role : entry.roles)
            if (role != 0) roles.insert(role);
    }
    return static_cast<int>(roles.size()) < kRolesThatHide;
}

/// A group's costs and gains on a measure, for comparing groups.
struct Costed {
    std::size_t row = 0;
    std::size_t measure = 0;
    CostsAndGains values;
    double mean_cost() const { return stats::mean_of(values.costs); }
    double mean_gain() const { return stats::mean_of(values.gains); }
};

void compare_costs(EvidenceAnswer& answer, const std::map<std::string, std::vector<Costed>>& all) {
    for (const auto& [measure, groups] : all) {
        if (groups.size() < 2) continue;
        const Costed& cheapest = *std::min_element(
            groups.begin(), groups.end(),
            [](const Costed& a, const Costed& b) { return a.mean_cost() < b.mean_cost(); });
        MeasureAlternatives alternatives;
        alternatives.measure = measure;
        std::vector<double> costs;
        std::vector<double> gains;
        for (const Costed& group : groups) {
            alternatives.groups.push_back(answer.rows[group.row].key);
            costs.push_back(group.mean_cost());
            gains.push_back(group.mean_gain());
            if (&group == &cheapest) continue;
            answer.rows[group.row].measures[group.measure].cost.against_cheapest =
                stats::icer(group.values.costs, group.values.gains, cheapest.values.costs,
                            cheapest.values.gains, {answer.level, std::nullopt});
        }
        alternatives.table = stats::icer_table(costs, gains);
        answer.alternatives.push_back(std::move(alternatives));
    }
}

/// p of every paired test, adjusted for how many there are.
void adjust_p(EvidenceAnswer& answer) {
    std::vector<MeasureEvidence*> tested;
    std::vector<double> p;
    for (EvidenceRow& row : answer.rows) {
        for (MeasureEvidence& measure : row.measures) {
            measure.p_adjusted = measure.paired.t_test.p;
            if (!measure.paired.t_test.p) continue;
            tested.push_back(&measure);
            p.push_back(*measure.paired.t_test.p);
        }
    }
    const stats::AdjustedPs adjusted = stats::benjamini_hochberg(p);
    for (std::size_t i = 0; i < tested.size(); ++i)
        tested[i]->p_adjusted = adjusted.tests[i].p_adjusted;
}

}  // namespace

EvidenceAnswer Evidence::answer(double level) const {
    const Gathered& g = *gathered_;
    const Config& config = g.engine->config();
    const auto learner_ranks = g.learners.ranks();
    const auto school_ranks = g.schools.ranks();
    EvidenceAnswer answer;
    answer.level = level;
    std::map<std::string, std::vector<Costed>> costed;
    for (const Group& group : sorted_groups(g.groups, learner_ranks, school_ranks)) {
        EvidenceRow row;
        row.key = group.key;
        row.counts = counts_of(group.entries);
        row.outcomes = outcomes_of(group.entries, row.counts, level);
        std::vector<Entry> compared;
        for (const ComparisonEntry& entry : g.comparison)
            if (belongs(entry.key, group.key)) compared.push_back(entry.entry);
        sort_entries(compared, learner_ranks, school_ranks);
        std::set<const Measure*> measures = measures_of(group.entries);
        std::vector<const Measure*> ordered(measures.begin(), measures.end());
        std::sort(ordered.begin(), ordered.end(),
                  [](const Measure* a, const Measure* b) { return a->id < b->id; });
        for (const Measure* measure : ordered) {
            LearnersOnMeasure of;
            of.measure = measure;
            of.learners = learner_changes(group.entries, *measure);
            of.comparison = learner_changes(compared, *measure);
            of.n_concurrent = std::count_if(
                group.entries.begin(), group.entries.end(), [measure](const Entry& entry) {
                    return entry.concurrent && entry.measure == measure && entry.change;
                });
            of.costs_withheld = config.redact_rates && costs_withheld(group.entries, *measure);
            row.measures.push_back(measure_evidence(of, g.schools, config, level));
            CostsAndGains values = costs_and_gains(of.learners);
            const bool comparable = measure->kind != MeasureKind::ladder && !of.costs_withheld &&
                                    values.n() >= kFewestLearners;
            if (comparable) {
                costed[measure->id].push_back(
                    {answer.rows.size(), row.measures.size() - 1, std::move(values)});
            }
        }
        answer.rows.push_back(std::move(row));
    }
    compare_costs(answer, costed);
    adjust_p(answer);
    return answer;
}

}  // namespace effaith
