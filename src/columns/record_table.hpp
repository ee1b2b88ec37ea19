// Records as text, some thousands of them: rows of cells, as CSV and JSON readers find them.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "columns/cells.hpp"
#include "columns/resolver.hpp"
#include "io/csv.hpp"
#include "io/csv_header.hpp"
#include "io/csv_marks.hpp"
#include "siphash.hpp"

namespace effaith {

/// Rows of cells of the same columns.
class RecordTable {
  public:
    /// Takes the rows of a chunk apart. Errors: bad_csv, bad_encoding, with the line; the rows
    /// before it are there.
    Status read(CsvChunk chunk, const CsvHeader& header);

    /// An empty table for records that come one by one, each with `carried` carried columns at
    /// most.
    void start(std::size_t carried);
    /// Copies a record.
    void add(const RawRecord& raw);

    std::size_t rows() const { return lines_.size(); }
    std::int64_t line(std::size_t row) const { return lines_[row]; }
    const std::vector<ColumnUse>& columns() const { return columns_; }
    const RawCell& cell(std::size_t row, std::size_t column) const {
        return cells_[row * columns_.size() + column];
    }
    int roles_beyond(std::size_t row) const {
        return roles_beyond_.empty() ? 0 : roles_beyond_[row];
    }
    /// The column of a field or of a carried column; none where there is none.
    std::optional<std::size_t> column_of(Field field) const;
    std::optional<std::size_t> column_of_carried(std::size_t position) const;

  private:
    bool read_regular(const CsvChunk& chunk);
    bool add_regular_row(std::string_view text, std::size_t begin, const std::uint32_t* ends,
                         std::size_t count);
    std::string_view undoubled(std::string_view cell);
    Status read_any(CsvChunk chunk, const CsvHeader& header);

    CsvChunk chunk_;                     // the text of the cells,
    std::unique_ptr<CsvReader> reader_;  // or who has it,
    std::deque<std::string> texts_;      // or copies of it
    CsvMarks marks_;
    std::vector<ColumnUse> columns_;
    std::vector<RawCell> cells_;
    std::vector<std::int64_t> lines_;
    std::vector<int> roles_beyond_;
};

/// Turns rows of a RecordTable into blocks of cells.
class TextCells : public RowTexts {
  public:
    TextCells(Resolver& resolver, const CellUses& uses, SipKey id_key)
        : resolver_(resolver), uses_(uses), id_key_(id_key) {}

    /// Fills `cells` with rows from `first` on, as many as a block has.
    void fill(const RecordTable& table, std::size_t first, CellBlock& cells);

    const RawRecord& raw_record(std::size_t row) override;
    std::string_view carried_text(std::size_t row, std::size_t column) override;

  private:
    void fill_column(std::size_t column, Field field, CellBlock& cells);
    void fill_texts(std::size_t column, Field field, CellBlock& cells);
    void check_texts(std::size_t column, Field field, CellBlock& cells);
    void fill_quantity(std::size_t column, std::size_t rule, CellBlock& cells);
    void fill_learners(std::size_t column, CellBlock& cells);
    std::string_view text(std::size_t row, std::size_t column) const {
        return table_->cell(first_ + row, column).text;
    }

    Resolver& resolver_;
    const CellUses& uses_;
    SipKey id_key_;
    const RecordTable* table_ = nullptr;
    std::size_t first_ = 0;
    RawRecord raw_;
    std::array<std::unique_ptr<Lane<std::uint32_t>>, kFieldCount> texts_;
    std::array<std::unique_ptr<Lane<double>>, kQuantityRules.size()> quantities_;
    std::unique_ptr<Lane<std::uint64_t>> learners_;
};

}  // namespace effaith
