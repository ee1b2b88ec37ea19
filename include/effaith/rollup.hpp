// Roll-ups: records grouped by any list of dimensions, with totals that add up.
//
// A dimension is a field of the record (school_id, intervention, tier …), `role`, `academic_year`,
// `term`, or a column that the records carry. A record without a value is in the group null, never
// dropped. Sums are of the records' rounded figures, as 128-bit integers, so that a total does not
// depend on the order of the records; a row's ratios divide those sums.
//
// Under `role` a record counts once in each of its different roles, with that role's own staff
// hours and staff cost; records, learners and capital do not add up over roles, and totals count a
// record once.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/engine.hpp"
#include "effaith/figure_list.hpp"

namespace effaith {

/// One part of a group's key; null where the record has no value.
using KeyPart = std::optional<std::string>;

/// Byte order, null last.
struct KeyOrder {
    bool operator()(const std::vector<KeyPart>& a, const std::vector<KeyPart>& b) const;
};

/// Distinct learners by the keyed hashes of their ids, and the records of nobody known.
class LearnerCounter {
  public:
    void add(std::uint64_t hash) {
        // Repeats are dropped whenever the list has doubled, so memory follows the distinct ids.
        if (hashes_.size() >= 2 * tidied_ + 1024) tidy();
        hashes_.push_back(hash);
    }
    void add_unidentified() { ++unidentified_; }
    void merge(const LearnerCounter& other);
    std::int64_t distinct() const;
    std::int64_t unidentified() const { return unidentified_; }

  private:
    void tidy() const;
    mutable std::vector<std::uint64_t> hashes_;
    mutable std::size_t tidied_ = 0;
    std::int64_t unidentified_ = 0;
};

/// Of a column that records carry: how many of its values are numbers, and their exact sum.
struct CarriedTotal {
    std::int64_t n = 0;
    Int128 sum = 0;  ///< at Parameter::places
};

/// The sums behind a row.
struct GroupTotals {
    std::int64_t records = 0;
    std::int64_t with_outcome = 0;
    std::array<std::int64_t, 3> outcomes{};
    LearnerCounter learners;
    Int128 scheduled = 0;  ///< sessions at 4 places
    Int128 attended = 0;
    Int128 hours_planned = 0;  ///< hours at 4 places
    Int128 hours_received = 0;
    Exact hours_received_squared;  ///< of the hours at 4 places; remembers where it does not fit
    Int128 staff_hours = 0;
    std::int64_t costed = 0;
    LearnerCounter costed_learners;
    std::array<std::int64_t, 3> costed_outcomes{};
    Int128 costed_hours = 0;
    Int128 staff_cost = 0;  ///< pounds at 6 places, of costed records alone
    Int128 capital_cost = 0;
    Int128 total_cost = 0;
    std::int64_t censored = 0;  ///< records with a censored score
    /// Up to three hashes of the roles that the costs draw on, the smallest first: enough to know
    /// whether a cost could give away what one or two people earn.
    std::vector<std::uint64_t> roles;
    std::vector<CarriedTotal> carried;  ///< by the position of the column; absent at the end: none
    void note_role(std::uint64_t hash);

    void add_carried(const std::vector<CarriedTotal>& other);
    void merge(const GroupTotals& other);
};

/// The mean of a carried column in a row; none without a number.
inline FigureValue carried_mean(const CarriedTotal& total) {
    if (total.n == 0) return {};
    return FigureValue::of((Exact(total.sum, Parameter::scale) / Exact(total.n)).nearest());
}

/// A figure of a row, by name.
struct GroupFigure {
    std::string_view name;
    FigureValue (*of)(const GroupTotals&);
    bool is_cost =
        false;  ///< withheld under redact_rates where fewer than three roles stand behind it
};

/// A figure as it may be shown: withheld where the configuration says so.
inline FigureValue shown(const GroupFigure& figure, const GroupTotals& totals, bool redact_rates) {
    return redact_rates && figure.is_cost && totals.roles.size() < 3 ? FigureValue{}
                                                                     : figure.of(totals);
}

/// Every figure of a row, in the order of documents.
const std::vector<GroupFigure>& group_figures();

struct RollupRow {
    std::vector<KeyPart> key;  ///< as many parts as `level`
    std::size_t level = 0;     ///< how many dimensions the row is grouped by; 0 is the grand total
    const GroupTotals* totals = nullptr;
};

/// The dimensions that are always there, for messages and completion.
const std::vector<std::string_view>& known_dimensions();

class Rollup {
  public:
    /// `by` names the dimensions. A name that is no known dimension is a carried column.
    /// Errors: invalid_argument for a dimension given twice.
    static Result<Rollup> create(const Engine& engine, std::vector<std::string> by, bool totals);

    /// Names the next column that records carry, beyond their fields.
    void carried_column(const std::string& name);

    /// The first dimension that is neither known nor a carried column so far; none where all are.
    std::optional<std::string> unknown_dimension() const;

    /// Adds one analysed record; `carried` has its texts by the position of the carried columns,
    /// and may end early. Errors: hierarchy_conflict, naming the two parents.
    Status update(const Record& record, const RecordAnalysis& analysis,
                  const std::vector<std::string_view>& carried);

    /// Adds another roll-up of the same engine and dimensions. Errors: invalid_argument,
    /// hierarchy_conflict.
    Status merge(const Rollup& other);

    const std::vector<std::string>& by() const { return by_; }
    std::int64_t n_analysed() const { return analysed_; }
    std::int64_t n_rejected() const { return rejected_; }
    std::int64_t n_comparison() const { return comparison_; }

    /// The carried columns whose values are all numbers (the pupil's attendance, say), by position:
    /// rows give their n and mean. None of the dimensions is among them.
    std::vector<std::size_t> numeric_columns() const;
    const std::string& column_name(std::size_t position) const { return columns_[position].name; }

    /// Whether no row may show its costs: rates are confidential, and with totals the cost of one
    /// or two roles in a row could be had as what is left of its subtotal.
    bool withholds_all_costs() const;
    bool redacts_rates() const { return engine_->config().redact_rates; }

    /// The rows in the order of their keys, subtotals after their members. The rows point into this
    /// roll-up.
    std::vector<RollupRow> rows() const;

  private:
    using Groups = std::map<std::vector<KeyPart>, GroupTotals, KeyOrder>;
    struct Share;  // what a record adds to a group

    Rollup(const Engine& engine, std::vector<std::string> by, bool totals);
    void add(const std::vector<KeyPart>& key, std::size_t level, const Share& share);
    void add_by_role(std::vector<KeyPart>& key, const Record& record,
                     const RecordAnalysis& analysis, const Share& whole);
    Status note_hierarchy(const Record& record, const RecordAnalysis& analysis);

    const Engine* engine_;
    std::vector<std::string> by_;
    struct Column {
        std::string name;
        bool any = false;     // a value was seen
        bool numeric = true;  // and all of them were numbers
    };
    std::optional<std::size_t> column_at(const std::string& name) const;
    void read_numbers(const std::vector<std::string_view>& carried);

    std::vector<Column> columns_;
    std::vector<CarriedTotal> numbers_;  // of the record at hand
    bool totals_ = false;
    std::optional<std::size_t> role_position_;
    std::vector<Groups> levels_;  // by the number of key parts; only the last without totals
    std::map<std::string, std::string, std::less<>> parents_;  // "year/level/child" -> parent
    std::int64_t analysed_ = 0;
    std::int64_t rejected_ = 0;
    std::int64_t comparison_ = 0;
};

/// Bounds of the 95% Wilson interval of a share (Wilson 1927); none where total is 0.
struct ShareInterval {
    double low = 0.0;
    double high = 0.0;
};
std::optional<ShareInterval> wilson_interval(std::int64_t successes, std::int64_t total);

}  // namespace effaith
