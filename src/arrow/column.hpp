// One column of an Arrow batch, looked at where it lies.
//
// An ArrowColumn is a view: it owns nothing, and is valid as long as the array it was opened on. It
// is opened once for a batch and checked then, so that what is asked for each row needs no check:
// null bitmaps, slices, both sizes of offsets and views of text are the same to whoever asks. A
// kernel that works on blocks takes the raw values of a fixed-width column, already advanced to the
// first row.
//
// Decision: the C interface does not say how long a buffer is, so no check can find one that is
// shorter than the lengths and offsets beside it say. Everything else that decides where is read is
// checked in the usual validation: lengths, offsets in order, indices in range, views within the
// sizes given for their buffers. `trusted` does what costs the same for any number of rows, for
// producers in one's own program; `full` also looks at what the values say.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "arrow/type.hpp"
#include "effaith/arrow_c.h"
#include "effaith/exact.hpp"
#include "effaith/result.hpp"

namespace effaith {

enum class ArrowValidation : std::uint8_t {
    trusted,  ///< counts, lengths and pointers
    usual,    ///< also that every value lies where the array says that there is one
    full      ///< also UTF-8, decimals within their precision, the count of nulls
};

class ArrowColumn {
  public:
    /// Looks at `length` rows of `array` from its row `offset` on, on top of the array's own
    /// offset; a batch's columns are opened at the batch's offset and length. `name` is the
    /// column's, for errors. A dictionary that lies in the same memory as that of `known`, a column
    /// whose array is still held, is not checked again.
    /// Errors: bad_arrow; bad_encoding for text that is not UTF-8 (full validation alone).
    static Result<ArrowColumn> open(const ArrowType& type, const ArrowArray& array,
                                    std::int64_t offset, std::int64_t length,
                                    ArrowValidation validation, const std::string& name,
                                    const ArrowColumn* known = nullptr);

    ArrowKind kind() const { return kind_; }
    std::int64_t size() const { return length_; }

    /// Whether a row may be null; without looking at the rows.
    bool has_nulls() const { return validity_ != nullptr || kind_ == ArrowKind::null; }
    bool is_null(std::int64_t i) const {
        if (validity_ == nullptr) return kind_ == ArrowKind::null;
        return !bit(validity_, i);
    }
    /// The bitmap of rows that are not null, for kernels: row i is bit offset() + i. Null where no
    /// row is null, and for the kind null, where all are.
    const std::uint8_t* validity() const { return validity_; }
    std::int64_t offset() const { return offset_; }

    // The value of a row. Of a row that is null, nothing but is_null and append_text may be asked:
    // its index or its view may point anywhere.

    /// The values of a fixed-width kind from row 0 on, T the C++ type of that kind, or the indices
    /// of a dictionary, T that of its type's index_kind(); not for decimals, whose buffers need not
    /// be aligned to 16 bytes. With no rows, it may be null.
    template <class T>
    const T* values() const {
        static_assert(std::is_arithmetic_v<T>);
        return static_cast<const T*>(values_);
    }
    /// The bitmap of a boolean column: row i is bit offset() + i.
    const std::uint8_t* bits() const { return static_cast<const std::uint8_t*>(values_); }
    bool boolean(std::int64_t i) const { return bit(bits(), i); }

    /// The number of an integer kind, 0 or 1 of a boolean, the count of its own units of a date
    /// or timestamp. Where fits(i).
    std::int64_t integer(std::int64_t i) const {
        switch (kind_) {
            case ArrowKind::boolean:
                return boolean(i) ? 1 : 0;
            case ArrowKind::int8:
                return values<std::int8_t>()[i];
            case ArrowKind::int16:
                return values<std::int16_t>()[i];
            case ArrowKind::int32:
            case ArrowKind::date32:
                return values<std::int32_t>()[i];
            case ArrowKind::uint8:
                return values<std::uint8_t>()[i];
            case ArrowKind::uint16:
                return values<std::uint16_t>()[i];
            case ArrowKind::uint32:
                return values<std::uint32_t>()[i];
            case ArrowKind::uint64:
                return static_cast<std::int64_t>(values<std::uint64_t>()[i]);
            default:
                return values<std::int64_t>()[i];
        }
    }
    /// False for an unsigned 64-bit integer that std::int64_t cannot hold.
    bool fits(std::int64_t i) const {
        return kind_ != ArrowKind::uint64 || values<std::uint64_t>()[i] >> 63U == 0;
    }
    /// The number of a floating-point kind.
    double real(std::int64_t i) const {
        return kind_ == ArrowKind::float32 ? static_cast<double>(values<float>()[i])
                                           : values<double>()[i];
    }
    /// Of a decimal: its count of smallest steps, and how many decimal places a step is; places
    /// below 0 are zeros before the point.
    Int128 decimal(std::int64_t i) const;
    int decimal_places() const { return places_; }
    /// Of a date or timestamp: days since 1970-01-01, which may be far outside of what a Date
    /// holds. Of a timestamp, the date in UTC.
    std::int64_t days(std::int64_t i) const;

    /// The text of a text kind. It is UTF-8 for certain after full validation alone.
    std::string_view text(std::int64_t i) const {
        if (kind_ == ArrowKind::utf8) return text_between(values<std::int32_t>() + i);
        if (kind_ == ArrowKind::large_utf8) return text_between(values<std::int64_t>() + i);
        return viewed_text(i);
    }

    /// Of a dictionary: its values, and which of them a row has. Such a value can itself be null.
    const ArrowColumn& dictionary() const { return *part_; }
    std::int64_t index(std::int64_t i) const {
        // Indices below 0 are found at the opening, so that signed ones can be read as unsigned.
        if (index_width_ == 4) return values<std::uint32_t>()[i];
        if (index_width_ == 1) return values<std::uint8_t>()[i];
        if (index_width_ == 2) return values<std::uint16_t>()[i];
        return values<std::int64_t>()[i];
    }

    /// Bytes of an index of a dictionary; 0 for other kinds.
    std::size_t index_width() const { return index_width_; }
    /// Calls `use(row, index)` for `rows` rows of a dictionary from `first` on.
    template <class Use>
    void for_indices(std::int64_t first, std::size_t rows, const Use& use) const {
        const auto each = [&](const auto* indices) {
            for (std::size_t row = 0; row < rows; ++row)
                use(row, static_cast<std::size_t>(indices[row]));
        };
        if (index_width_ == 4) return each(values<std::uint32_t>() + first);
        if (index_width_ == 1) return each(values<std::uint8_t>() + first);
        if (index_width_ == 2) return each(values<std::uint16_t>() + first);
        each(values<std::uint64_t>() + first);
    }

    /// Whether both columns look at the same memory in the same way. While the array of one is
    /// held, what was found out about it is true of the other.
    bool is_same_memory(const ArrowColumn& other) const {
        return kind_ == other.kind_ && offset_ == other.offset_ && length_ == other.length_ &&
               validity_ == other.validity_ && values_ == other.values_ && data_ == other.data_ &&
               (kind_ != ArrowKind::utf8_view || buffers_ == other.buffers_);
    }

    /// Of a list: the items of all rows, and a row's first and the one after its last.
    const ArrowColumn& items() const { return *part_; }
    std::pair<std::int64_t, std::int64_t> item_range(std::int64_t i) const {
        if (kind_ == ArrowKind::list) return range_between(values<std::int32_t>() + i);
        return range_between(values<std::int64_t>() + i);
    }

    /// Appends the value as the text that a CSV file would have: nothing for a null or NaN, `true`
    /// and `false`, integers, decimals without trailing zeros, floating point as the shortest text
    /// that reads back the same (`inf` and `-inf` for infinities), dates as `2023-09-04`. A date
    /// outside the years 1 to 9999 becomes a text that is no date. Items of a list are separated
    /// by semicolons.
    void append_text(std::int64_t i, std::string& out) const;
    /// Whether append_text writes numbers: the kind, or that of the dictionary's values, is a
    /// number.
    bool is_number() const {
        return effaith::is_number(kind_ == ArrowKind::dictionary ? part_->kind_ : kind_);
    }

  private:
    friend class ArrowColumnOpening;

    void append_items(std::int64_t i, std::string& out) const;
    bool bit(const std::uint8_t* bitmap, std::int64_t i) const {
        const std::int64_t at = offset_ + i;
        return (static_cast<unsigned>(bitmap[at >> 3]) >> (at & 7) & 1U) != 0;
    }
    template <class Offset>
    std::string_view text_between(const Offset* at) const {
        return {data_ + at[0], static_cast<std::size_t>(at[1] - at[0])};
    }
    template <class Offset>
    std::pair<std::int64_t, std::int64_t> range_between(const Offset* at) const {
        return {at[0] - first_item_, at[1] - first_item_};
    }
    /// A view of 16 bytes: the length, then the text itself where it has no more than 12 bytes,
    /// else its first four bytes, the number of a buffer and the place in it.
    std::string_view viewed_text(std::int64_t i) const {
        const char* view = data_ + i * 16;
        std::int32_t word[4];
        std::memcpy(word, view, sizeof word);
        const auto length = static_cast<std::size_t>(word[0]);
        if (length <= 12) return {view + 4, length};
        return {static_cast<const char*>(buffers_[word[2]]) + word[3], length};
    }

    ArrowKind kind_ = ArrowKind::null;
    std::uint8_t index_width_ = 0;
    std::int8_t places_ = 0;
    std::int64_t offset_ = 0;  // of row 0 in bitmaps
    std::int64_t length_ = 0;
    std::int64_t ticks_per_day_ = 1;
    std::int64_t first_item_ = 0;  // of a list, in the child array
    const std::uint8_t* validity_ = nullptr;
    const void* values_ = nullptr;             // from row 0 on: values, indices, offsets; or bits
    const char* data_ = nullptr;               // bytes of text, or views from row 0 on
    const void* const* buffers_ = nullptr;     // of views
    std::shared_ptr<const ArrowColumn> part_;  // the dictionary, or the items
};

inline Int128 ArrowColumn::decimal(std::int64_t i) const {
    std::uint64_t word[2];
    std::memcpy(word, static_cast<const char*>(values_) + i * 16, sizeof word);
    constexpr bool kLowFirst = std::endian::native == std::endian::little;
    const std::uint64_t low = word[kLowFirst ? 0 : 1];
    const auto high = static_cast<std::int64_t>(word[kLowFirst ? 1 : 0]);
    // high * 2^64 + low, in steps that fit whatever the signs.
    const Int128 half = Int128(high) * (std::int64_t{1} << 32);
    return half * (std::int64_t{1} << 32) + low;
}

inline std::int64_t ArrowColumn::days(std::int64_t i) const {
    const std::int64_t ticks = integer(i);
    const std::int64_t whole = ticks / ticks_per_day_;
    return ticks % ticks_per_day_ < 0 ? whole - 1 : whole;
}

}  // namespace effaith
