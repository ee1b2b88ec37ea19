// Records that come in chunks: cut off a source one after another, taken apart by any thread.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "columns/cells.hpp"
#include "columns/record_table.hpp"
#include "columns/rollup_feeder.hpp"
#include "effaith/result.hpp"

namespace effaith {

/// One worker's chunk. Readers of the same source share it: they cut in turns.
class ChunkReader {
  public:
    virtual ~ChunkReader() = default;
    /// Cuts off the next chunk; false at the end. Never by two threads at once.
    virtual Result<bool> cut() = 0;
    /// Takes the chunk apart. On an error the records before it are there.
    virtual Status read() = 0;
    virtual std::size_t rows() const = 0;
    /// Whether records have ids that must differ within a school.
    virtual bool has_ids() const = 0;
    /// Valid until asked again.
    virtual std::string_view id(std::size_t row) = 0;
    virtual std::string_view school(std::size_t row) = 0;
    /// Fills a block with the rows from `first` on, and answers who has their texts.
    virtual RowTexts& fill(std::size_t first, CellBlock& cells) = 0;
    /// What is wrong with the chunk and was found only when its texts were looked at.
    virtual Status status() const { return Done{}; }

  protected:
    ChunkReader() = default;
    ChunkReader(const ChunkReader&) = default;
    ChunkReader& operator=(const ChunkReader&) = default;
};

/// Chunks of a table of text.
class TextChunkReader : public ChunkReader {
  public:
    TextChunkReader(Resolver& resolver, const CellUses& uses, SipKey id_key)
        : cells_(resolver, uses, id_key) {}
    std::size_t rows() const override { return table_.rows(); }
    bool has_ids() const override { return id_column_.has_value(); }
    std::string_view id(std::size_t row) override;
    std::string_view school(std::size_t row) override;
    RowTexts& fill(std::size_t first, CellBlock& cells) override;

  protected:
    void find_ids();
    RecordTable table_;

  private:
    TextCells cells_;
    std::optional<std::size_t> id_column_;
    std::optional<std::size_t> school_column_;
};

/// Chunks of a CSV file.
class CsvChunkReader : public TextChunkReader {
  public:
    /// `filled` gets, by column, whether any value stands in it.
    CsvChunkReader(CsvReader& source, const CsvHeader& header, RollupFeeder& feeder,
                   std::vector<char>& filled)
        : TextChunkReader(feeder.resolver(), feeder.uses(), feeder.id_key()),
          source_(source),
          header_(header),
          filled_(filled) {}
    Result<bool> cut() override;
    Status read() override;

  private:
    CsvReader& source_;
    const CsvHeader& header_;
    std::vector<char>& filled_;
    CsvChunk chunk_;
};

/// Records that are handed over one by one.
class PushedChunkReader : public TextChunkReader {
  public:
    static constexpr std::size_t kRows = 8 * kBlockRows;

    using TextChunkReader::TextChunkReader;
    void start(std::size_t carried) { table_.start(carried); }
    void push(const RawRecord& raw) { table_.add(raw); }
    bool is_full() const { return table_.rows() >= kRows; }
    Result<bool> cut() override { return table_.rows() > 0; }
    Status read() override;
};

}  // namespace effaith
