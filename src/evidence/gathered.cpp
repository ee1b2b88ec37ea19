#include "evidence/gathered.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace effaith {

std::uint32_t Names::number_of(std::string_view text) {
    if (text.empty()) return 0;
    const auto [entry, fresh] =
        numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(&entry->first);
    return entry->second;
}

std::vector<std::uint32_t> Names::ranks() const {
    std::vector<std::uint32_t> order(names_.size() - 1);
    std::iota(order.begin(), order.end(), 1U);
    std::sort(order.begin(), order.end(),
              [this](std::uint32_t a, std::uint32_t b) { return *names_[a] < *names_[b]; });
    std::vector<std::uint32_t> ranks(names_.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i)
        ranks[order[i]] = static_cast<std::uint32_t>(i) + 1;
    return ranks;
}

namespace {

/// Everything of a change that can differ.
auto parts_of(const std::optional<Change>& change) {
    const Change c = change.value_or(Change{});
    return std::tuple(change.has_value(), c.baseline_day, c.actual_day, c.baseline, c.actual);
}

}  // namespace

void sort_entries(std::vector<Entry>& entries, const std::vector<std::uint32_t>& learner_ranks,
                  const std::vector<std::uint32_t>& school_ranks) {
    const auto key = [&](const Entry& e) {
        return std::tuple(learner_ranks[e.learner],
                          e.measure == nullptr ? std::string_view() : e.measure->id, e.period.first,
                          e.period.end, school_ranks[e.school], parts_of(e.change),
                          e.hours_received, e.total_cost, e.outcome);
    };
    std::sort(entries.begin(), entries.end(),
              [&](const Entry& a, const Entry& b) { return key(a) < key(b); });
}

void mark_concurrent(const std::vector<Entry*>& entries) {
    std::vector<Entry*> known;
    for (Entry* entry : entries)
        if (entry->learner != 0 && entry->measure != nullptr) known.push_back(entry);
    std::sort(known.begin(), known.end(), [](const Entry* a, const Entry* b) {
        return std::tuple(a->learner, std::string_view(a->measure->id), a->period.first,
                          a->period.end) < std::tuple(b->learner, std::string_view(b->measure->id),
                                                      b->period.first, b->period.end);
    });
    // Of the records that began before, the one that ends last: who overlaps any of them overlaps
    // it.
    Entry* longest = nullptr;
    for (Entry* entry : known) {
        const bool same = longest != nullptr && longest->learner == entry->learner &&
                          longest->measure == entry->measure;
        if (same && entry->period.first < longest->period.end) {
            longest->concurrent = entry->concurrent = true;
        }
        if (!same || entry->period.end > longest->period.end) longest = entry;
    }
}

namespace {

constexpr double kScoreSteps = static_cast<double>(Score::scale);

/// The records of one learner as one change. They are at least one, each with a change.
LearnerChange combined(const std::vector<const Entry*>& records, const Measure& measure) {
    const Entry* first = records.front();
    const Entry* last = records.front();
    std::int64_t hours = 0;
    std::optional<std::int64_t> cost = 0;
    for (const Entry* record : records) {
        if (record->change->baseline_day < first->change->baseline_day) first = record;
        if (record->change->actual_day >= last->change->actual_day) last = record;
        hours += record->hours_received;
        cost =
            cost && record->total_cost ? std::optional(*cost + *record->total_cost) : std::nullopt;
    }
    const std::int64_t rise = last->change->actual - first->change->baseline;
    LearnerChange learner;
    learner.learner = first->learner;
    learner.school = last->school;
    learner.baseline = static_cast<double>(first->change->baseline) / kScoreSteps;
    learner.actual = static_cast<double>(last->change->actual) / kScoreSteps;
    learner.gain =
        static_cast<double>(measure.direction == Direction::higher_is_better ? rise : -rise) /
        kScoreSteps;
    learner.hours = static_cast<double>(hours) / static_cast<double>(Hours::scale);
    if (cost) learner.cost = static_cast<double>(*cost) / static_cast<double>(Money::scale);
    return learner;
}

}  // namespace

std::vector<LearnerChange> learner_changes(const std::vector<Entry>& entries,
                                           const Measure& measure) {
    std::vector<LearnerChange> learners;
    std::vector<const Entry*> records;
    const auto close = [&] {
        if (!records.empty()) learners.push_back(combined(records, measure));
        records.clear();
    };
    for (const Entry& entry : entries) {
        if (entry.measure != &measure || !entry.change) continue;
        const bool same =
            !records.empty() && entry.learner != 0 && records.front()->learner == entry.learner;
        if (!same) close();
        records.push_back(&entry);
    }
    close();
    return learners;
}

}  // namespace effaith
