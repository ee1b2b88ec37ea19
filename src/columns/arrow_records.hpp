// Records in Arrow columns: a stream's batches, cut into chunks, as blocks of cells.
//
// Columns are told by their names, the same as those of a CSV. `delivered_by` may be three columns
// or one list. Every kind of column may stand for every field: its value is what a CSV would have.
// Kinds that suit the field are taken as they are, and each different text, or value of a
// dictionary, is looked at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "arrow/stream.hpp"
#include "columns/cells.hpp"
#include "columns/chunks.hpp"
#include "columns/resolver.hpp"
#include "siphash.hpp"

namespace effaith {

/// What the columns of a stream are.
class ArrowRecordColumns {
  public:
    /// Errors: bad_arrow for two columns of one field (a list of roles is the fields of all three),
    /// and where no column is a field.
    static Result<ArrowRecordColumns> read(const std::vector<std::string>& names,
                                           const std::vector<ArrowType>& types,
                                           const Vocabulary& words);

    const std::vector<ColumnUse>& uses() const { return uses_; }
    const std::vector<std::string>& carried() const { return carried_; }
    /// The column of a field; none where there is none.
    std::optional<std::size_t> column_of(Field field) const;

  private:
    Status check_roles(const std::vector<std::string>& names,
                       const std::vector<ArrowType>& types) const;

    std::vector<ColumnUse> uses_;  // by column
    std::vector<std::string> carried_;
};

/// Turns rows of opened columns into blocks of cells.
class ArrowCells : public RowTexts {
  public:
    ArrowCells(const ArrowRecordColumns& columns, Resolver& resolver, const CellUses& uses,
               SipKey id_key);

    /// Looks at other rows. What is remembered of their dictionaries stays true as long as their
    /// batch is held.
    void open(const std::vector<ArrowColumn>& columns) { columns_ = &columns; }
    void fill(std::size_t first, CellBlock& cells);

    const RawRecord& raw_record(std::size_t row) override;
    std::string_view carried_text(std::size_t row, std::size_t column) override;
    /// The text of a field in a row, counted from the first that is open; valid until asked again.
    std::string_view text(Field field, std::size_t row, std::string& place) const;
    /// What is wrong with the texts that were looked at: one is not UTF-8.
    const Status& status() const { return status_; }

  private:
    /// What is known of a column's dictionary.
    struct KnownDictionary {
        std::shared_ptr<const ArrowColumn> values;
        std::vector<std::uint32_t> numbers;  // of its texts
        std::vector<char> plain;
        bool all_plain = false;
        std::vector<std::uint64_t> hashes;  // of its learners
        std::vector<char> blank;
        bool any_blank = false;
    };
    /// The numbers of whole values that came lately.
    struct KnownIntegers {
        struct Entry {
            std::int64_t value = 0;
            std::uint32_t number = TextIds::kNone;
        };
        std::array<Entry, 1024> entries;
    };

    void fill_column(std::size_t column, Field field, CellBlock& cells);
    void fill_presence(const ArrowColumn& column, bool wanted, CellBlock& cells);
    void number_rows(std::size_t column, Field field, Lane<std::uint32_t>& numbers,
                     CellBlock& cells);
    void number_categories(std::size_t column, Field field, Lane<std::uint32_t>& numbers,
                           CellBlock& cells);
    template <class Integer>
    void number_integers(std::size_t column, Field field, const Integer* values,
                         Lane<std::uint32_t>& numbers, CellBlock& cells);
    void number_roles(const ArrowColumn& column, CellBlock& cells);
    bool is_known_plain(std::size_t column, Field field);
    const KnownDictionary& know_texts(std::size_t column, Field field);
    const KnownDictionary& know_learners(std::size_t column);
    std::uint32_t number_of(Field field, std::string_view text);
    std::uint32_t number_of_value(std::size_t column, Field field, std::int64_t row);
    void fill_quantity(const ArrowColumn& column, std::size_t rule, CellBlock& cells);
    void fill_learners(std::size_t column, CellBlock& cells);
    std::string_view text_at(std::size_t column, std::int64_t row, std::string& place) const;
    void check_utf8(std::string_view text);

    const ArrowRecordColumns& record_columns_;
    Resolver& resolver_;
    const CellUses& uses_;
    SipKey id_key_;
    const std::vector<ArrowColumn>* columns_ = nullptr;
    std::int64_t first_ = 0;
    std::vector<KnownDictionary> dictionaries_;             // by column
    std::vector<std::unique_ptr<KnownIntegers>> integers_;  // by column
    std::array<std::unique_ptr<Lane<std::uint32_t>>, kFieldCount> texts_;
    std::array<std::unique_ptr<Lane<double>>, kQuantityRules.size()> quantities_;
    std::unique_ptr<Lane<std::uint64_t>> learners_;
    Lane<std::uint32_t> scratch_;
    RawRecord raw_;
    std::string raw_text_;
    std::string scratch_text_;
    std::string carried_text_;
    Status status_ = Done{};
};

/// The most rows of a chunk: few enough for every thread to have some, and for memory that was used
/// to be used again.
inline constexpr std::int64_t kChunkRows = 8 * static_cast<std::int64_t>(kBlockRows);

/// A batch that is being cut into chunks, shared by the readers of its stream.
struct ArrowSupply {
    ArrowReader reader;
    ArrowReader::SharedBatch batch;
    std::int64_t taken = 0;  ///< rows of the batch
};

class ArrowChunkReader : public ChunkReader {
  public:
    ArrowChunkReader(ArrowSupply& supply, const ArrowRecordColumns& columns, Resolver& resolver,
                     const CellUses& uses, SipKey id_key)
        : supply_(supply), record_columns_(columns), cells_(columns, resolver, uses, id_key) {}

    Result<bool> cut() override;
    Status read() override;
    std::size_t rows() const override { return rows_; }
    bool has_ids() const override { return record_columns_.column_of(Field::id).has_value(); }
    std::string_view id(std::size_t row) override { return cells_.text(Field::id, row, id_); }
    std::string_view school(std::size_t row) override {
        return cells_.text(Field::school_id, row, school_);
    }
    RowTexts& fill(std::size_t first, CellBlock& cells) override {
        cells_.fill(first, cells);
        return cells_;
    }
    Status status() const override { return cells_.status(); }

  private:
    ArrowSupply& supply_;
    const ArrowRecordColumns& record_columns_;
    ArrowCells cells_;
    ArrowReader::SharedBatch batch_;
    ArrowReader::SharedBatch held_;  // the batch of columns_, whose dictionaries are known
    std::int64_t first_ = 0;
    std::int64_t count_ = 0;
    std::size_t rows_ = 0;
    std::vector<ArrowColumn> columns_;
    std::string id_;
    std::string school_;
};

}  // namespace effaith
