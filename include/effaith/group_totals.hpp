// What stands behind a row of a roll-up: the exact sums of a group of records, and the figures that
// they give.
//
// Every sum is of the records' rounded figures, as integers that cannot overflow, and every list is
// sorted when it is looked at; so totals that were added up in parts, in any order, are the same
// totals. A figure divides them, once, at the end. Means, standard deviations and effect sizes come
// from exact sums, squares and cross-products by + - * / and the square root alone, and are
// bit-identical everywhere.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/figure_list.hpp"
#include "effaith/wide_sum.hpp"

namespace effaith {

/// Distinct 64-bit hashes. A hash that comes again is dropped when the list is next tidied, so
/// memory follows the distinct ones. Looking at the list tidies it: not for two threads at once.
class HashSet {
  public:
    void add(std::uint64_t hash) {
        if (hashes_.size() >= tidy_at_) tidy();
        hashes_.push_back(hash);
    }
    void add(const HashSet& other);
    /// Sorted, without repeats.
    const std::vector<std::uint64_t>& sorted() const;
    /// From hashes that are sorted and without repeats.
    static HashSet of_sorted(std::vector<std::uint64_t> hashes);

  private:
    void tidy() const;
    mutable std::vector<std::uint64_t> hashes_;
    mutable std::size_t tidied_ = 0;  // so many at the front are sorted and distinct
    mutable std::size_t tidy_at_ = 1024;
};

/// Where a record counts in lists by outcome and cost, such as PlainSums::outcomes_by_cost: at
/// [4 where costed, else 0] + outcome; 3 is no outcome.
constexpr std::size_t outcome_slot(std::optional<Outcome> outcome, bool costed) {
    return (costed ? 4U : 0U) + (outcome ? static_cast<std::size_t>(*outcome) : 3U);
}
inline constexpr std::size_t kOutcomeSlots = 8;

/// The distinct learners of a group by the keyed hashes of their ids, for each outcome and with a
/// costed record or without. Two of 10 million learners share a hash in fewer than 3 of a million
/// roll-ups.
class LearnerSets {
  public:
    /// One record of the learner with this hash, in its outcome_slot.
    void add(std::uint64_t hash, std::size_t slot) { sets_[slot].add(hash); }
    /// One record, or several, without a learner's id.
    void add_unidentified(std::size_t slot, std::int64_t records = 1) {
        unidentified_[slot] += records;
    }
    void merge(const LearnerSets& other);

    /// Whether the learners can be told apart: not after a journey through a state without ids.
    bool known() const { return known_; }
    void forget();

    /// Distinct learners, and those with a costed record; only where known().
    std::int64_t distinct() const { return distinct_in(0xFF); }
    std::int64_t distinct_costed() const { return distinct_in(0xF0); }
    /// Distinct learners with a record in any of the slots whose bits are set.
    std::int64_t distinct_in(unsigned slots) const;
    /// Records without a learner's id, and the costed ones among them.
    std::int64_t unidentified() const { return unidentified_in(0xFF); }
    std::int64_t unidentified_costed() const { return unidentified_in(0xF0); }
    std::int64_t unidentified_in(unsigned slots) const;

    /// The learners of one slot, sorted.
    const std::vector<std::uint64_t>& in_slot(std::size_t slot) const {
        return sets_[slot].sorted();
    }
    /// Puts the learners of one slot in their place; sorted and without repeats.
    void set_slot(std::size_t slot, std::vector<std::uint64_t> hashes) {
        sets_[slot] = HashSet::of_sorted(std::move(hashes));
    }

  private:
    std::array<HashSet, kOutcomeSlots> sets_;
    std::array<std::int64_t, kOutcomeSlots> unidentified_{};
    bool known_ = true;
};

/// Of a column that records carry: how many of its values are numbers, and their exact sum.
struct CarriedTotal {
    std::int64_t n = 0;
    Int128 sum = 0;  ///< at Parameter::places
};

/// The mean of a carried column in a row; none without a number.
inline FigureValue carried_mean(const CarriedTotal& total) {
    if (total.n == 0) return {};
    return FigureValue::of((Exact(total.sum, Parameter::scale) / Exact(total.n)).nearest());
}

/// Baseline and actual, both known, and the gain between them, better being positive: counts of
/// the smallest step of a Score.
struct MeasuredPair {
    std::int64_t baseline = 0;
    std::int64_t actual = 0;
    std::int64_t gain = 0;
};

/// What one record that has a measure adds to the totals of that measure.
struct MeasureShare {
    std::optional<MeasuredPair> pair;
    std::optional<bool> target_met;    ///< where target and actual are known
    std::optional<Int128> ratio_gain;  ///< rounded half to even to 6 decimals, as a count of these
    std::optional<ReliableChange> reliable_change;
    std::optional<std::int64_t> total_cost;  ///< in the smallest step of Money; of a costed record
};

/// The share of a record from its progress; `total_cost` where it has one.
MeasureShare measure_share(const ProgressInputs& inputs, const Progress& progress,
                           const std::optional<Money>& total_cost);

/// The sums of the records of a group that share one measure.
struct MeasureTotals {
    std::int64_t records = 0;  ///< that have the measure, a score or none
    std::int64_t pairs = 0;
    Int128 baseline = 0;  ///< sums over the pairs, scores at 4 places
    Int128 actual = 0;
    Int128 gain = 0;
    WideSum baseline_squared;
    WideSum actual_squared;
    WideSum baseline_by_actual;
    std::int64_t with_target = 0;  ///< records whose target and actual value are known
    std::int64_t targets_met = 0;  ///< and of these, those whose derived outcome is not red
    std::int64_t ratio_gains = 0;
    WideSum ratio_gain_sum;                         ///< at 6 places
    std::array<std::int64_t, 3> reliable_change{};  ///< by ReliableChange
    std::int64_t costed_gains = 0;                  ///< records with both a cost and a gain
    Int128 costed_gain = 0;                         ///< their gains at 4 places
    Int128 cost_of_gain = 0;                        ///< their total costs at 6 places

    void add(const MeasureShare& share);
    void merge(const MeasureTotals& other);
};

/// Sums of a run of records of one group, small enough for 64 bits; added to the totals in one go.
struct PlainSums {
    std::array<std::int64_t, kOutcomeSlots> outcomes_by_cost{};  ///< records by outcome_slot
    std::int64_t scheduled = 0;                                  ///< sessions at 4 places
    std::int64_t attended = 0;
    std::int64_t hours_planned = 0;  ///< hours at 4 places, here and below
    std::int64_t hours_received = 0;
    std::uint64_t hours_squared_low = 0;  ///< of the hours received, each squared: 128 bits
    std::uint64_t hours_squared_high = 0;
    std::int64_t staff_hours = 0;
    std::int64_t uncosted_hours = 0;  ///< received in records without a cost
    std::int64_t staff_cost = 0;      ///< pounds at 6 places, of costed records alone
    std::int64_t capital_cost = 0;
};

/// The sums behind a row.
struct GroupTotals {
    std::array<std::int64_t, kOutcomeSlots> outcomes_by_cost{};  ///< records by outcome_slot
    LearnerSets learners;
    Int128 scheduled = 0;  ///< sessions at 4 places
    Int128 attended = 0;
    Int128 hours_planned = 0;  ///< hours at 4 places
    Int128 hours_received = 0;
    WideSum hours_received_squared;  ///< of the hours at 4 places
    Int128 staff_hours = 0;
    Int128 uncosted_hours = 0;  ///< received in records without a cost
    Int128 staff_cost = 0;      ///< pounds at 6 places, of costed records alone
    Int128 capital_cost = 0;
    std::int64_t censored = 0;  ///< records with a censored score
    /// Up to three hashes of the roles that the costs draw on, the smallest first: enough to know
    /// whether a cost could give away what one or two people earn.
    std::vector<std::uint64_t> roles;
    std::vector<CarriedTotal> carried;  ///< by Rollup::carried_column; absent at the end: none
    std::map<std::string, MeasureTotals, std::less<>> measures;  ///< by the measure's id

    /// Adds the sums of several records; their learners, roles, measures, censored scores and
    /// carried numbers are added by themselves.
    void add(const PlainSums& sums);
    void note_role(std::uint64_t hash);
    void add_carried(std::size_t column, std::int64_t n, const Int128& sum);
    CarriedTotal carried_at(std::size_t column) const {
        return column < carried.size() ? carried[column] : CarriedTotal{};
    }
    /// The totals of a measure, made where there are none; the reference stays valid.
    MeasureTotals& measure(std::string_view id);
    /// `columns` says where each carried column of `other` stands here.
    void merge(const GroupTotals& other, const std::vector<std::size_t>& columns);

    std::int64_t records() const;
    std::int64_t costed() const;
    /// Records with this outcome; the costed ones among them.
    std::int64_t with(Outcome outcome) const;
    std::int64_t costed_with(Outcome outcome) const;
    std::int64_t with_outcome() const;
    /// Distinct learners with an outcome, a record without an id as one; only where
    /// learners.known().
    std::int64_t learners_with_outcome() const;
    Int128 costed_hours() const { return hours_received - uncosted_hours; }
    Int128 total_cost() const { return staff_cost + capital_cost; }
    /// The one measure of the records that have a measure; null where there is none, or several.
    const MeasureTotals* only_measure() const;
};

/// A figure of a row, by name.
struct GroupFigure {
    std::string_view name;
    FigureShape shape;
    FigureValue (*of)(const GroupTotals&);
    bool is_cost =
        false;  ///< withheld under redact_rates where fewer than three roles stand behind it
};

/// A figure as it may be shown: withheld where the configuration says so.
inline FigureValue shown(const GroupFigure& figure, const GroupTotals& totals, bool redact_rates) {
    return redact_rates && figure.is_cost && static_cast<int>(totals.roles.size()) < kRolesThatHide
               ? FigureValue{}
               : figure.of(totals);
}

/// Every figure of a row, in the order of documents.
///
/// Counts of records, learners and outcomes; rates from 0 to 1, `achieved_rate` with its 95%
/// interval (Wilson 1927); sums of sessions, hours and pounds, exact; costs over the costed records
/// alone, and null where there is none. The figures of a measure are those of its pairs, records
/// with a known baseline and a known actual value, and null where the records of the row have
/// several measures, or none: `n_measures` says how many. Means of baseline and actual are raw;
/// gains are signed so that better is positive. `d_z` is the mean gain over the SD of the gains
/// and `d_av` over the root mean square of the SDs of baseline and actual (Cumming 2012);
/// `hedges_g` = J(n - 1) * d_av with the exact J (Hedges 1981), and its 95% limits are
/// J * (d_av -+ z * se), se^2 = 2 * var(gain) / (n * (var(baseline) + var(actual))) (Algina &
/// Keselman 2003). These need three pairs and variation. A null means: cannot be known.
std::span<const GroupFigure> group_figures();

}  // namespace effaith
