// What the evidence keeps of each record, and how records become learners.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "effaith/evidence.hpp"

namespace effaith {

/// Texts by number, from 1; 0 is no text.
class Names {
  public:
    std::uint32_t number_of(std::string_view text);
    std::string_view name(std::uint32_t number) const { return *names_[number]; }
    /// For each number its place in byte order, 0 for no text.
    std::vector<std::uint32_t> ranks() const;

  private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<const std::string*> names_{nullptr};
};

/// A known start and end on a measure, in smallest steps of a score, and their days.
struct Change {
    std::int64_t baseline = 0;
    std::int64_t actual = 0;
    Date baseline_day;
    Date actual_day;
};

/// One record. Learners and schools are numbers of Names.
struct Entry {
    std::uint32_t learner = 0;
    std::uint32_t school = 0;
    const Measure* measure = nullptr;
    std::optional<Outcome> outcome;
    Days period;  ///< the widest window, up to `as_of`
    std::optional<Change> change;
    std::int64_t hours_received = 0;         ///< raw Hours
    std::optional<std::int64_t> total_cost;  ///< raw Money
    std::array<std::uint32_t, kMostRoles> roles{};
    bool concurrent = false;  ///< shares its gain with another record of the learner
};

/// A comparison record and the parts of its key.
struct ComparisonEntry {
    std::vector<KeyPart> key;
    Entry entry;
};

/// A learner on one measure: from the earliest start to the latest end.
struct LearnerChange {
    std::uint32_t learner = 0;
    std::uint32_t school = 0;  ///< where it ended
    double baseline = 0.0;
    double actual = 0.0;
    double gain = 0.0;           ///< better is positive
    double hours = 0.0;          ///< received, of all these records
    std::optional<double> cost;  ///< none where a record has none
};

/// Puts entries into an order that does not depend on how they came.
void sort_entries(std::vector<Entry>& entries, const std::vector<std::uint32_t>& learner_ranks,
                  const std::vector<std::uint32_t>& school_ranks);

/// Marks the entries of a learner and measure that overlap in time.
void mark_concurrent(const std::vector<Entry*>& entries);

/// The learners with a change on `measure`, in the order of `entries`, which is that of
/// sort_entries.
std::vector<LearnerChange> learner_changes(const std::vector<Entry>& entries,
                                           const Measure& measure);

struct Evidence::Gathered {
    Gathered(const Engine& of, std::vector<std::string> dimensions)
        : engine(&of), by(std::move(dimensions)) {}

    const Engine* engine;
    std::vector<std::string> by;
    std::vector<std::string> carried;  // columns, in the order of their texts
    std::map<std::vector<KeyPart>, std::vector<Entry>, KeyOrder> groups;
    std::vector<ComparisonEntry> comparison;
    Names learners;
    Names schools;
    Names roles;
    std::int64_t analysed = 0;
    std::int64_t rejected = 0;
};

}  // namespace effaith
