// Arrow batches that go out: columns written in place, then handed over without a copy.
//
// An ArrowField says what a column is; the same list of fields makes the schema and the batches. An
// ArrowBatchBuilder holds memory for a number of rows, aligned to 64 bytes and not initialised, so
// that a kernel writes values straight into what the consumer reads. finish() moves it into an
// ArrowArray, whose release callback frees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/arrow_c.h"
#include "effaith/exact.hpp"
#include "effaith/result.hpp"

namespace effaith {

/// Memory at a multiple of 64 bytes, of a multiple of 64 bytes; not initialised but for its last 64
/// bytes, which are zero.
class ArrowBuffer {
  public:
    ArrowBuffer() = default;
    explicit ArrowBuffer(std::size_t bytes);

    std::byte* data() { return data_.get(); }
    const std::byte* data() const { return data_.get(); }
    std::size_t size() const { return size_; }
    template <class T>
    T* as() {
        return reinterpret_cast<T*>(data_.get());
    }
    template <class T>
    const T* as() const {
        return reinterpret_cast<const T*>(data_.get());
    }
    /// Makes it at least `bytes` long and at least twice as long as before, keeping `used` bytes.
    void grow(std::size_t bytes, std::size_t used);

  private:
    struct Free {
        void operator()(std::byte* data) const { ::operator delete[](data, std::align_val_t{64}); }
    };
    std::unique_ptr<std::byte[], Free> data_;
    std::size_t size_ = 0;
};

/// The words of a dictionary column, laid out once and shared by all batches that name them; less
/// than 2 GiB of them.
class ArrowWords {
  public:
    static std::shared_ptr<const ArrowWords> of(std::span<const std::string_view> words);
    static std::shared_ptr<const ArrowWords> of(const std::vector<std::string>& words);

    std::int64_t count() const { return count_; }
    std::string_view word(std::int64_t i) const;

  private:
    friend struct ArrowExport;
    ArrowWords() = default;
    std::int64_t count_ = 0;
    ArrowBuffer offsets_;
    ArrowBuffer text_;
};

/// What a column that goes out is.
struct ArrowField {
    enum class Kind : std::uint8_t { int64, float64, decimal128, utf8, words8, words32 };

    static ArrowField int64(std::string name) { return {std::move(name), Kind::int64}; }
    static ArrowField float64(std::string name) { return {std::move(name), Kind::float64}; }
    /// decimal128(38, places), 0 <= places <= 38.
    static ArrowField decimal(std::string name, int places) {
        return {std::move(name), Kind::decimal128, places};
    }
    static ArrowField utf8(std::string name) { return {std::move(name), Kind::utf8}; }
    /// A dictionary with indices of 8 bits, for up to 128 words, or of 32.
    static ArrowField words8(std::string name, std::shared_ptr<const ArrowWords> words) {
        return {std::move(name), Kind::words8, 0, std::move(words)};
    }
    static ArrowField words32(std::string name, std::shared_ptr<const ArrowWords> words) {
        return {std::move(name), Kind::words32, 0, std::move(words)};
    }

    std::string name;
    Kind kind = Kind::int64;
    int places = 0;
    std::shared_ptr<const ArrowWords> words = nullptr;
    bool nullable = true;
};

/// Writes the schema of batches with these fields: a struct of them.
void export_arrow_schema(std::span<const ArrowField> fields, ArrowSchema* out);

class ArrowColumnBuilder {
  public:
    /// Space for `rows` rows; of text, for `bytes` bytes to begin with.
    ArrowColumnBuilder(const ArrowField& field, std::int64_t rows, std::size_t bytes = 0);

    /// A column that is null in every row until it is woken: it takes no memory of its own, but
    /// that of `zeros`, which are at least as many as the rows need. Not for text.
    ArrowColumnBuilder(const ArrowField& field, std::int64_t rows,
                       std::shared_ptr<const ArrowBuffer> zeros);
    bool sleeps() const { return zeros_ != nullptr; }
    /// Gives a sleeping column memory, every row still null, so that values can be written.
    void wake();

    // The values of every row, to be written by whoever fills the column; each for its own kind.
    std::int64_t* integers() { return values_.as<std::int64_t>(); }
    double* reals() { return values_.as<double>(); }
    std::int8_t* indices8() { return values_.as<std::int8_t>(); }
    std::int32_t* indices32() { return values_.as<std::int32_t>(); }
    /// Two words for each decimal, in the order of the machine.
    std::uint64_t* decimal_words() { return values_.as<std::uint64_t>(); }
    void set_decimal(std::int64_t i, const Int128& raw);
    /// The decimals of `rows` rows from `at` on, by their counts of smallest steps.
    void set_decimals(std::int64_t at, const std::int64_t* raws, std::size_t rows);

    /// Appends the text of the next row; all rows of a text column are appended, in order, nulls
    /// as empty text or by append_null. Errors: out_of_range beyond 2 GiB of text in one batch,
    /// invalid_argument beyond the rows that there is space for.
    Status append(std::string_view text);
    Status append_null();

    /// Makes a row null. Its value is still written (any value; an index within the words).
    void set_null(std::int64_t i) {
        std::uint8_t* bits = validity();
        bits[i >> 3] = static_cast<std::uint8_t>(bits[i >> 3] & ~(1U << (i & 7)));
    }
    /// Makes a row that was null a value again.
    void set_valid(std::int64_t i) {
        if (validity_.size() == 0) return;  // no row is null, or all are and the column sleeps
        std::uint8_t* bits = validity();
        bits[i >> 3] = static_cast<std::uint8_t>(bits[i >> 3] | (1U << (i & 7)));
    }
    /// Makes `rows` rows from `at` on null, their values zero. Not for text.
    void set_nulls(std::int64_t at, std::int64_t rows);
    /// The bitmap of rows that are not null, made when it is first asked for, with no row null.
    std::uint8_t* validity();

    std::int64_t rows() const { return rows_; }

  private:
    friend struct ArrowExport;
    ArrowField::Kind kind_;
    std::int64_t rows_ = 0;
    ArrowBuffer validity_;
    ArrowBuffer values_;  // or the offsets of text
    ArrowBuffer text_;
    std::int64_t appended_ = 0;
    std::shared_ptr<const ArrowWords> words_;
    std::shared_ptr<const ArrowBuffer> zeros_;  // while it sleeps
};

class ArrowBatchBuilder {
  public:
    /// Space for `rows` rows, rows >= 0, of each field.
    ArrowBatchBuilder(std::span<const ArrowField> fields, std::int64_t rows);
    /// The same; the fields that are `sleeping` sleep over `zeros`.
    ArrowBatchBuilder(std::span<const ArrowField> fields, std::int64_t rows,
                      const std::vector<bool>& sleeping,
                      const std::shared_ptr<const ArrowBuffer>& zeros);
    /// Zeros for so many rows of any field.
    static std::shared_ptr<const ArrowBuffer> zeros(std::int64_t rows);

    std::int64_t rows() const { return rows_; }
    /// The column of the field at this position.
    ArrowColumnBuilder& column(std::size_t field) { return columns_[field]; }

    /// Makes a row a value again in every column.
    void set_valid(std::int64_t i) {
        for (ArrowColumnBuilder& column : columns_)
            column.set_valid(i);
    }

    /// Hands the first `rows` rows over as a struct array, which owns all memory; the builder is
    /// empty afterwards. Errors: invalid_argument for more rows than there is space for, or a
    /// text column with fewer; the builder and `out` are then as before.
    Status finish(std::int64_t rows, ArrowArray* out);
    Status finish(ArrowArray* out) { return finish(rows_, out); }

  private:
    std::int64_t rows_ = 0;
    std::vector<ArrowColumnBuilder> columns_;
};

}  // namespace effaith
