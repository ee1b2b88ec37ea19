// Blocks of records into columns of figures: plain records by lanes, the others one by one.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "arrow/builder.hpp"
#include "columns/kernel.hpp"
#include "columns/quiet.hpp"
#include "columns/resolver.hpp"
#include "columns/rollup_feeder.hpp"
#include "effaith/io/columns.hpp"
#include "siphash.hpp"

namespace effaith {

/// An issue of a record, by the record's row.
struct RowIssue {
    std::int64_t row = 0;
    Issue issue;
};

/// The columns of figures, in the order of kRecordFigures.
std::vector<ArrowField> figure_fields(DecimalColumns decimals);

class AnalysisFeeder {
  public:
    AnalysisFeeder(const Engine& engine, const Vocabulary& words, DateNotation dates,
                   const std::vector<ArrowField>& fields);

    Resolver& resolver() { return resolver_; }
    const CellUses& uses() const { return uses_; }
    /// The figures that no plain record has, by their position.
    std::vector<bool> sleeping() const;

    /// Writes the figures of a block at row `at` of `out`, and adds its issues. `first_row` and
    /// `duplicates` as of RollupFeeder::add.
    void add(CellBlock& cells, RowTexts& texts, std::int64_t first_row,
             std::span<const Duplicate> duplicates, ArrowBatchBuilder& out, std::int64_t at,
             std::vector<RowIssue>& issues);

  private:
    /// What the records of one schedule share, as in ScheduleLanes.
    struct ScheduleFigures {
        double week_num = 0.0;
        double week_den = 1.0;
        double least = 0.0;
        double most = 0.0;
        double school_weeks = 0.0;
        std::int64_t sessions_per_week = 0;
        std::int64_t school_days = 0;
        bool plain = false;
    };

    void choose_lanes();
    void mark_loud(CellBlock& cells);
    void mark_outside(const QuietDays* days, const Lane<std::uint32_t>& numbers, CellBlock& cells);
    void learn_schedules();
    void gather_schedules(CellBlock& cells);
    void write(const CellBlock& cells, ArrowBatchBuilder& out, std::int64_t at);
    void warn(const CellBlock& cells, std::int64_t first_row, std::vector<RowIssue>& issues);
    void write_single(ArrowBatchBuilder& out, std::int64_t at, bool shown);

    const Engine& engine_;
    const std::vector<ArrowField>& fields_;
    RecordReader reader_;
    Resolver resolver_;
    QuietTexts quiet_;
    CellUses uses_{};
    std::vector<ScheduleFigures> schedules_;
    PlainBlock plain_;
    FigureLanes figures_;
    ScheduleLanes schedule_lanes_;
    MoreLanes more_;
    std::array<const Lane<std::int64_t>*, kRecordFigures.size()> counts_{};
    std::array<const Lane<double>*, kRecordFigures.size()> rates_{};
    Record record_;
    RecordAnalysis analysis_;
};

}  // namespace effaith
