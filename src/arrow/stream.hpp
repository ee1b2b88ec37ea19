// Arrow batches that come in: from a C stream, or one array.
//
// An ArrowReader takes over a stream of batches, reads what its columns are, and opens the columns
// of one batch after another. It releases the stream, and each batch before it asks for the next.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "arrow/column.hpp"
#include "arrow/owned.hpp"
#include "arrow/type.hpp"
#include "effaith/arrow_c.h"
#include "effaith/result.hpp"

namespace effaith {

/// Whether a column is to be read, by its name: not, where its type is one that is read, or in any
/// case, a type that is not read being an error.
enum class ArrowWish : std::uint8_t { no, if_read, yes };
using ArrowWanted = std::function<ArrowWish(std::string_view name)>;

class ArrowReader {
  public:
    /// Reads the stream's schema, which has to be a struct of columns with different names, and
    /// takes the stream over: `stream->release` is null afterwards. On an error the stream is left
    /// to the caller as it was. Without `wanted`, every column is read; columns that are not wanted
    /// are passed over whatever their type.
    /// Errors: bad_arrow, cannot_read with what the stream says.
    static Result<ArrowReader> open(ArrowArrayStream* stream, ArrowValidation validation,
                                    const ArrowWanted& wanted = nullptr);

    /// Gives the stream back, as long as no batch was asked for.
    void give_back(ArrowArrayStream* to) { stream_.give(to); }

    /// Reads the next batch and opens its columns; false at the end. After an error or the end,
    /// the answer stays the same. A batch may have no rows.
    /// Errors: bad_arrow, bad_encoding, cannot_read. A row that is null as a whole, which is a
    /// null in the batch's own bitmap, is an error that names the row.
    Result<bool> next();

    // For several threads, in place of next(): one cuts off a batch, any may open rows of it.

    using SharedBatch = std::shared_ptr<const ArrowOwned<ArrowArray>>;
    /// Reads the next batch without opening its columns; false at the end. Errors: as next().
    Result<bool> cut(SharedBatch& batch);
    /// Opens the columns of `count` rows of a batch from `first` on. `known` has columns that were
    /// opened before, of a batch that is still held, or is empty. Errors: bad_arrow, bad_encoding.
    Result<std::vector<ArrowColumn>> open_rows(const ArrowArray& batch, std::int64_t first,
                                               std::int64_t count,
                                               const std::vector<ArrowColumn>& known) const;

    /// The columns that are read, in the order of the schema.
    const std::vector<std::string>& names() const { return names_; }
    const std::vector<ArrowType>& types() const { return types_; }
    /// Of the batch that was read, in the same order; valid until next() is called again.
    const std::vector<ArrowColumn>& columns() const { return columns_; }
    std::int64_t rows() const { return rows_; }
    /// How many rows the batches before this one had.
    std::int64_t rows_before() const { return rows_before_; }

  private:
    ArrowReader() = default;
    Status read_schema(const ArrowSchema& schema, const ArrowWanted& wanted);
    Status add_column(const ArrowSchema* schema, std::int64_t position, const ArrowWanted& wanted);
    Status check_names() const;
    Result<bool> fetch();
    Status check_batch(const ArrowArray& batch) const;
    Status open_batch(const ArrowArray& batch);
    Status check_rows(const ArrowArray& batch) const;

    ArrowOwned<ArrowArrayStream> stream_;
    ArrowOwned<ArrowArray> batch_;
    ArrowValidation validation_ = ArrowValidation::usual;
    std::int64_t width_ = 0;               // columns of the schema
    std::vector<std::int64_t> positions_;  // of the columns read, in the schema
    std::vector<std::string> names_;
    std::vector<ArrowType> types_;
    std::vector<ArrowColumn> columns_;
    std::int64_t rows_ = 0;
    std::int64_t rows_before_ = 0;
    Result<bool> last_ = true;  // what next() said
};

/// Makes a stream of the one batch `array`, and moves both structures into it: their `release` is
/// null afterwards. On an error they are left as they were.
/// Errors: bad_arrow for a structure that is missing or released.
Status make_arrow_stream(ArrowSchema* schema, ArrowArray* array, ArrowArrayStream* out);

}  // namespace effaith
