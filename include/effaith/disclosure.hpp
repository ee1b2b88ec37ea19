// Disclosure control: roll-ups and tables of counts as they may leave the building.
//
// The promise: behind a published table stand children, and of a row or an outcome in a row behind
// which stand fewer than `threshold` of them, nobody can work out the count to within less than
// `threshold`, from everything that is published. Such a count is hidden, and so is whatever
// arithmetic would give it back; one mark, `suppressed`, stands for both. What an attacker can work
// out is computed exactly (count_table.hpp). What is not covered: differences between two releases
// of overlapping records, and what people know besides.
//
// Decision: every hidden count is kept wide, not the sensitive ones alone, so that a table can be
// audited by who has nothing but the table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "effaith/config.hpp"
#include "effaith/count_table.hpp"
#include "effaith/rollup.hpp"

namespace effaith {

/// What stands in the place of a hidden figure.
inline constexpr std::string_view kSuppressed = "suppressed";

/// With rounding, rates are published from so many records on, and means and spreads from so many.
inline constexpr std::int64_t kFewestForRates = 23;
inline constexpr std::int64_t kFewestForMeans = 8;

/// What was hidden and how safe it is: for the person who signs the release off. Not to be
/// published, for sums over hidden counts tell something about them.
struct DisclosureReport {
    std::int64_t threshold = 5;
    std::int64_t rows = 0;
    std::int64_t rows_hidden = 0;      ///< rows whose number of records is hidden
    std::int64_t counts = 0;           ///< records and outcomes of all rows
    std::int64_t counts_hidden = 0;    ///< of these
    std::int64_t sensitive = 0;        ///< of these, those about fewer than `threshold` children
    std::int64_t learners_hidden = 0;  ///< learners in the most detailed rows that are hidden
    /// The least distance between what an attacker knows to be the least and the greatest value of
    /// a hidden count; none where nothing is hidden or nothing bounds it.
    std::optional<std::int64_t> narrowest;
    std::int64_t narrow = 0;  ///< hidden counts known to within less than the threshold
    /// Sensitive counts known to one who knows the rule and which counts are sensitive: 4 that is
    /// the sum of four ones, say.
    std::int64_t known = 0;
    std::int64_t class_disclosure = 0;  ///< published rows whose learners share one outcome
    bool learners_known = true;  ///< false: counted by records, for the ids of learners are gone
    bool conservative = false;   ///< more is hidden than needed, for the tables are no network
    bool additive = true;        ///< false: the rows do not add up (roles); each was seen alone

    /// Whether the promise is kept. `known` counts need not be let out either, but nothing that can
    /// be hidden helps them, and which counts are sensitive is not published.
    bool safe() const { return narrow == 0; }
};

/// Adds what another table of the same release has.
void add(DisclosureReport& report, const DisclosureReport& other);

/// A table of counts with some of them hidden.
struct ProtectedCounts {
    CountTable table;             ///< `hidden` is set; the counts are the true ones
    std::vector<char> sensitive;  ///< by cell
    DisclosureReport report;
};

/// Hides in a table of counts what has to be hidden. `learners`, by cell, says how many stand
/// behind a count; empty where these are the counts. Errors: as check_sums.
Result<ProtectedCounts> protect_counts(CountTable table, const DisclosureRules& rules,
                                       const std::vector<std::int64_t>& learners = {});

/// The rows of a roll-up as they may be published. A view: the roll-up must outlive it, unchanged.
class ProtectedRollup {
  public:
    const Rollup& rollup() const { return *rollup_; }
    const std::vector<RollupRow>& rows() const { return rows_; }

    /// A figure of a row, by its place in group_figures(): the word kSuppressed where it is hidden.
    FigureValue figure(std::size_t row, std::size_t figure) const;
    /// How many numbers a column of Rollup::numeric_columns() has in a row, and their mean; by its
    /// place there.
    FigureValue carried_n(std::size_t row, std::size_t column) const;
    FigureValue carried_mean(std::size_t row, std::size_t column) const;

    /// Whether a row's number of records is hidden, or any of its figures.
    bool hides_row(std::size_t row) const;
    bool hides_any(std::size_t row) const;
    /// The number of all records, which documents have at their head.
    FigureValue total() const;
    const DisclosureRules& rules() const { return rules_; }
    const DisclosureReport& report() const { return report_; }

  private:
    friend class Publisher;
    const Rollup* rollup_ = nullptr;
    std::vector<RollupRow> rows_;
    std::vector<std::uint32_t> parts_;        // by row: what is hidden, a bit for each part
    std::vector<std::vector<char>> carried_;  // by row: hidden carried columns
    bool costs_withheld_ = false;
    bool hides_total_ = false;
    DisclosureRules rules_;
    DisclosureReport report_;
};

/// Protects one table. Errors: disclosure_not_additive for a roll-up by role with totals;
/// invalid_argument for a threshold below 2.
Result<ProtectedRollup> protect(const Rollup& rollup, const DisclosureRules& rules);

/// Protects tables of the same records that leave together: a count that stands in two of them is
/// hidden in both or in none. Tables whose dimensions begin alike share rows; where two have a
/// dimension in common at different places, all rows below the shared ones are hidden in the
/// second. Errors: those of protect; invalid_argument where the tables have different records.
Result<std::vector<ProtectedRollup>> release(std::span<const Rollup* const> tables,
                                             const DisclosureRules& rules);

}  // namespace effaith
