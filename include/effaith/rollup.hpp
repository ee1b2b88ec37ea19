// Roll-ups: records grouped by any list of dimensions, with totals that add up.
//
// A dimension is a field of the record (school_id, intervention, tier …), `role`, `academic_year`,
// `term`, or a column that the records carry. A record without a value is in the group null, never
// dropped. A total does not depend on the order of the records (group_totals.hpp).
//
// Under `role` a record counts once in each of its different roles, with that role's own staff
// hours and staff cost; records, learners and capital do not add up over roles, and totals count a
// record once.
//
// A Rollup is a value: it is updated, merged with others of the same engine and dimensions,
// serialised to bytes and made again from them. Merging is commutative and associative to the byte:
// any split of the same records over threads, processes or machines, merged in any order,
// serialises to the same bytes (rollup_state.hpp in src/ describes them).
//
// Decision: only the most detailed groups are kept; rows() adds up the subtotals from them. What is
// known of a record is added once, and a state is as small as it can be. Under `role` with totals a
// second level is kept, because a record of two roles counts once in the rows above them.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/engine.hpp"
#include "effaith/group_totals.hpp"

namespace effaith {

/// One part of a group's key; null where the record has no value.
using KeyPart = std::optional<std::string>;

/// Byte order, null last.
struct KeyOrder {
    bool operator()(const std::vector<KeyPart>& a, const std::vector<KeyPart>& b) const;
};

struct RollupRow {
    std::vector<KeyPart> key;  ///< as many parts as `level`
    std::size_t level = 0;     ///< how many dimensions the row is grouped by; 0 is the grand total
    /// Its own where it is a subtotal, else a look into the roll-up.
    std::shared_ptr<const GroupTotals> totals;
};

/// The dimensions that are always there, for messages and completion.
const std::vector<std::string_view>& known_dimensions();

class Rollup {
  public:
    /// `by` names the dimensions. A name that is no known dimension is a carried column. The
    /// engine must outlive the roll-up. Errors: invalid_argument for a dimension given twice.
    static Result<Rollup> create(const Engine& engine, std::vector<std::string> by, bool totals);

    /// Begins another source of records, a file: its columns are named anew.
    void begin_source() { announced_.clear(); }

    /// Names a column that records carry beyond their fields: the next one of `update`. Answers
    /// where its numbers stand in GroupTotals::carried; a name that comes again stands where it
    /// stood.
    std::size_t carried_column(const std::string& name);

    /// The first dimension that is neither known nor a carried column so far; none where all are.
    std::optional<std::string> unknown_dimension() const;

    /// Adds one analysed record; `carried` has its texts in the order of carried_column(), and may
    /// end early. Errors: hierarchy_conflict, naming the two parents in byte order.
    Status update(const Record& record, const RecordAnalysis& analysis,
                  const std::vector<std::string_view>& carried);

    /// Adds another roll-up of the same configuration and dimensions. Carried columns are matched
    /// by name. On an error nothing is added.
    /// Errors: invalid_argument for another configuration or other dimensions, hierarchy_conflict,
    /// out_of_range beyond 2^60 records.
    Status merge(const Rollup& other);

    /// The state as bytes, the same on every platform for the same records. With an `id_key` they
    /// hold hashes of learners' ids, and with `learner_id` or a carried column among the dimensions
    /// its texts: a state is personal data and never to be published.
    std::string serialise() const;

    /// A roll-up from serialise()'s bytes, with the dimensions that they name.
    /// Errors: bad_state where the bytes are cut short, altered, of a later version of the format
    /// or of another configuration.
    static Result<Rollup> deserialise(const Engine& engine, std::string_view bytes);

    const Engine& engine() const { return *engine_; }
    const std::vector<std::string>& by() const { return by_; }
    bool has_totals() const { return totals_; }
    std::int64_t n_analysed() const { return analysed_; }
    std::int64_t n_rejected() const { return rejected_; }
    std::int64_t n_comparison() const { return comparison_; }

    /// Whether distinct learners can be counted. Without `id_key` a state holds no ids, and after
    /// it has been read back `n_learners` and `cost_per_learner` are null in every row.
    bool learners_known() const { return learners_known_; }

    /// The carried columns whose values are all numbers (the pupil's attendance, say), in byte
    /// order of their names: rows give their n and mean. None of the dimensions is among them.
    std::vector<std::size_t> numeric_columns() const;
    const std::string& column_name(std::size_t column) const { return columns_[column].name; }

    /// Whether no row may show its costs: rates are confidential, and with totals the cost of one
    /// or two roles in a row could be had as what is left of its subtotal.
    bool withholds_all_costs() const;
    bool redacts_rates() const { return engine_->config().redact_rates; }

    /// The rows in the order of their keys, subtotals after their members. With `hierarchy_as_of`
    /// every record stands where its school (the lowest level of the hierarchy) stood in that year,
    /// level by level upwards; where the records of that year do not say, it stays where it is
    /// recorded. Rows that are no subtotals look into this roll-up, which must outlive them
    /// unchanged.
    std::vector<RollupRow> rows() const;

    // For feeders that resolve texts once and add up many records (columns.hpp). One feeder adds,
    // for each record: to its group its PlainSums, learner, roles, measure, censored scores and
    // carried numbers; and to the roll-up its hierarchy, the values of carried columns and its
    // count. Under `role` update() is the way.

    /// The dimensions whose values make the key of a group: by(), after those that
    /// hierarchy_as_of needs to place a record (none without it).
    const std::vector<std::string>& key_dimensions() const { return key_dimensions_; }
    /// The numbers of key parts for which groups are kept: that of key_dimensions(), and under
    /// `role` with totals, before it, that up to the role. rows() adds up the others.
    const std::vector<std::size_t>& kept_levels() const { return kept_levels_; }
    /// The totals of a group, made where there is none; the reference stays valid while this
    /// roll-up lives and is not moved from. `key` has at least `level` parts, trimmed, none empty;
    /// `level` is one of kept_levels().
    GroupTotals& group(const std::vector<KeyPart>& key, std::size_t level);
    /// Notes under which parent each level of the hierarchy stands in an academic year; `placement`
    /// in the order of config().hierarchy, trimmed, empty where unknown.
    /// Errors: hierarchy_conflict, naming the two parents in byte order.
    Status note_hierarchy(std::string_view academic_year,
                          const std::vector<std::string_view>& placement);
    /// Notes that a carried column has values, and whether all of them are numbers.
    void note_values(std::size_t column, bool all_numbers);
    void count_analysed(std::int64_t n) { analysed_ += n; }  ///< comparison learners too
    void count_comparison(std::int64_t n) { comparison_ += n; }
    void count_rejected(std::int64_t n) { rejected_ += n; }

  private:
    friend class StateWriter;
    friend class StateReader;

    using Groups = std::map<std::vector<KeyPart>, GroupTotals, KeyOrder>;
    struct Column {
        std::string name;
        bool any = false;     // a value was seen
        bool numeric = true;  // and all of them were numbers
    };
    /// A level of the hierarchy in one year, and who stands in it.
    struct Child {
        std::string year;
        std::size_t level = 0;
        std::string name;
        auto operator<=>(const Child&) const = default;
    };
    struct Share;  // what a record adds to a group

    Rollup(const Engine& engine, std::vector<std::string> by, bool totals);
    void choose_key();
    void add(const std::vector<KeyPart>& key, std::size_t level, const Share& share);
    void add_by_role(std::vector<KeyPart>& key, const Record& record,
                     const RecordAnalysis& analysis, const Share& whole);
    Status note_parent(Child child, std::string_view parent);
    Status check_parents(const Rollup& other) const;
    Status check_mergeable(const Rollup& other) const;
    Error conflict(const Child& child, std::string_view one, std::string_view two) const;
    std::optional<std::size_t> column_at(std::string_view name) const;
    std::size_t column_of(const std::string& name);
    bool is_dimension(const std::string& name) const;
    void read_numbers(const std::vector<std::string_view>& carried);
    std::string_view carried_text(std::string_view name,
                                  const std::vector<std::string_view>& carried) const;

    using RowGroups = std::map<std::vector<KeyPart>, std::shared_ptr<const GroupTotals>, KeyOrder>;
    using RowSums = std::map<std::vector<KeyPart>, std::shared_ptr<GroupTotals>, KeyOrder>;
    std::vector<KeyPart> row_key(const std::vector<KeyPart>& key) const;
    void place(std::vector<KeyPart>& key, std::size_t level) const;
    RowGroups kept_rows(std::size_t level) const;
    RowGroups subtotals(const RowGroups& members, std::size_t level) const;
    void add_to(RowSums& sums, const std::vector<KeyPart>& key, const GroupTotals& totals) const;

    const Engine* engine_;
    std::vector<std::string> by_;
    bool totals_ = false;
    std::vector<std::string> key_dimensions_;
    std::size_t placing_ = 0;  // so many of these, at the front, only place a record
    std::optional<std::size_t> role_position_;  // in key_dimensions_
    std::vector<std::size_t> kept_levels_;
    std::map<std::size_t, Groups> groups_;  // by the number of key parts

    std::vector<Column> columns_;
    std::vector<std::size_t> announced_;  // where the columns of update() stand in columns_
    std::vector<CarriedTotal> numbers_;   // of the record at hand
    std::map<Child, std::string> parents_;
    std::int64_t analysed_ = 0;
    std::int64_t rejected_ = 0;
    std::int64_t comparison_ = 0;
    bool learners_known_ = true;
};

/// The figures of a roll-up's rows as they may be shown: withheld where the configuration says so.
class ShownFigures {
  public:
    explicit ShownFigures(const Rollup& rollup)
        : redacts_rates_(rollup.redacts_rates()), no_costs_(rollup.withholds_all_costs()) {}
    FigureValue of(const GroupFigure& figure, const GroupTotals& totals) const {
        if (figure.is_cost && no_costs_) return {};
        return shown(figure, totals, redacts_rates_);
    }

  private:
    bool redacts_rates_;
    bool no_costs_;
};

}  // namespace effaith
