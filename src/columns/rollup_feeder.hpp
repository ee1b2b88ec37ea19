// Blocks of records into a roll-up: plain records by their sums, the others one by one.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "columns/dimensions.hpp"
#include "columns/kernel.hpp"
#include "columns/resolver.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/rollup.hpp"
#include "siphash.hpp"

namespace effaith {

/// A record whose id an earlier one of its school has.
struct Duplicate {
    std::int64_t row = 0;
    std::int64_t first_row = 0;
};

class RollupFeeder {
  public:
    /// Feeds `rollup`, which the caller keeps and does not move. `carried` names the columns that
    /// the records carry beyond their fields, in the order of their cells. Of the rejected records
    /// the first `most_rejected` are kept.
    RollupFeeder(const Engine& engine, Rollup& rollup, const Vocabulary& words, DateNotation dates,
                 const std::vector<std::string>& carried, std::size_t most_rejected);

    Resolver& resolver() { return resolver_; }
    const CellUses& uses() const { return uses_; }
    SipKey id_key() const { return id_key_; }

    /// Adds a block; `first_row` is the number of its first record, `duplicates` those among its
    /// records, in order. Errors: hierarchy_conflict.
    Status add(CellBlock& cells, RowTexts& texts, std::int64_t first_row,
               std::span<const Duplicate> duplicates);

    /// Adds what has been summed up so far to the roll-up; to be called at the end.
    void finish();

    const std::vector<RejectedRecord>& rejected() const { return rejected_; }

  private:
    /// The sums of a group, in two lines of cache.
    struct alignas(64) HotSums {
        std::array<std::uint32_t, 8> outcomes_by_cost{};
        std::int64_t scheduled = 0;
        std::int64_t attended = 0;
        std::int64_t hours_planned = 0;
        std::int64_t hours_received = 0;
        std::uint64_t squared_low = 0;
        std::uint64_t squared_high = 0;
        std::int64_t staff_hours = 0;
        std::int64_t uncosted_hours = 0;
        std::int64_t staff_cost = 0;
        std::int64_t capital_cost = 0;
    };
    struct Group {
        GroupTotals* totals = nullptr;
        std::vector<CarriedTotal> carried;
    };
    struct CarriedColumn {
        std::size_t position = 0;  // among the records' carried columns
        std::size_t column = 0;    // in the roll-up
        bool numeric = true;
        bool any = false;
    };

    void mark_absent_columns(CellBlock& cells);
    void find_groups(CellBlock& cells, RowTexts& texts);
    void number_single_key(const CellBlock& cells);
    void number_keys(const CellBlock& cells);
    std::uint32_t new_group(std::size_t row);
    Status note_hierarchy(CellBlock& cells, RowTexts& texts);
    void add_plain(const CellBlock& cells);
    void add_learners(const CellBlock& cells);
    void add_roles(const CellBlock& cells);
    void add_carried(const CellBlock& cells, RowTexts& texts);
    Status add_single(RowTexts& texts, std::size_t row, std::int64_t number,
                      std::optional<std::int64_t> duplicate_of);
    void flush();

    const Engine& engine_;
    Rollup& rollup_;
    RecordReader reader_;
    Resolver resolver_;
    CellUses uses_{};
    SipKey id_key_;
    bool all_single_ = false;  // a dimension that only the single record's way knows
    std::vector<std::unique_ptr<BlockDimension>> dimensions_;
    std::vector<std::unique_ptr<BlockDimension>> hierarchy_;
    std::unique_ptr<BlockDimension> year_;
    std::vector<const Lane<std::uint32_t>*> dimension_numbers_;
    std::vector<PairIds> key_numbers_;        // of the first 2, 3 … dimensions together
    std::vector<PairIds> placement_numbers_;  // of the year and the levels of the hierarchy
    std::uint32_t placements_ = 0;
    std::vector<std::uint32_t> group_of_number_;  // 0: new
    std::map<std::vector<KeyPart>, std::uint32_t> group_of_key_;
    std::vector<HotSums> sums_;  // group 0 takes what the records that are not plain leave
    std::vector<Group> groups_;
    std::vector<CarriedColumn> carried_;
    PairIds group_roles_;
    std::uint32_t group_roles_count_ = 0;
    std::int64_t since_flush_ = 0;
    bool has_learners_ = false;  // the records have a column of learners
    PlainBlock plain_;
    FigureLanes figures_;
    Lane<std::uint32_t> group_;
    Record record_;
    RecordAnalysis analysis_;
    std::vector<std::string_view> carried_texts_;
    std::size_t most_rejected_;
    std::vector<RejectedRecord> rejected_;
};

}  // namespace effaith
