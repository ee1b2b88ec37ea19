#include "arrow/column.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "effaith/date.hpp"
#include "effaith/fixed.hpp"
#include "io/bytes.hpp"

namespace effaith {
namespace {

// More rows, or bytes of text, than any memory has: beyond them arithmetic on addresses would not
// be safe. Each row takes up to 16 bytes of a column, and nothing may reach past half of the
// addresses that 32 bits have.
constexpr bool kWideAddresses = sizeof(std::size_t) >= 8;
constexpr std::int64_t kMostRows = std::int64_t{1} << (kWideAddresses ? 56 : 26);
constexpr std::int64_t kMostBytes = std::int64_t{1} << (kWideAddresses ? 56 : 31);

std::int64_t buffers_of(ArrowKind kind) {
    if (kind == ArrowKind::utf8 || kind == ArrowKind::large_utf8) return 3;
    return 2;  // validity and values, indices or offsets
}

/// The address `count` values on; an empty buffer's stays null.
template <class T>
const T* advanced(const void* from, std::int64_t count) {
    return from == nullptr ? nullptr : static_cast<const T*>(from) + count;
}

/// The first row whose offset is beyond the next one's; `rows` where all are in order.
template <class Offset>
std::int64_t first_out_of_order(const Offset* at, std::int64_t rows) {
    // Without leaving early, so that the compiler can look at several rows at once.
    unsigned out_of_order = 0;
    for (std::int64_t i = 0; i < rows; ++i)
        out_of_order |= at[i] > at[i + 1] ? 1U : 0U;
    if (out_of_order == 0) return rows;
    std::int64_t row = 0;
    while (at[row] <= at[row + 1])
        ++row;
    return row;
}

/// How many of the bits from `first` on are set.
std::int64_t count_set(const std::uint8_t* bits, std::int64_t first, std::int64_t count) {
    std::int64_t set = 0;
    for (std::int64_t at = first; at < first + count; ++at)
        set += static_cast<std::int64_t>(static_cast<unsigned>(bits[at >> 3]) >> (at & 7) & 1U);
    return set;
}

Int128 wide_power_of_ten(int places) {
    Int128 power = 1;
    for (int i = 0; i < places; ++i)
        power *= 10;
    return power;
}

}  // namespace

/// The checks of one array, and the column that they make.
class ArrowColumnOpening {
  public:
    ArrowColumnOpening(const ArrowType& type, const ArrowArray& array, ArrowValidation validation,
                       std::string place)
        : type_(type), array_(array), validation_(validation), place_(std::move(place)) {}

    /// Spares the checking of a dictionary where it lies in the memory of this one.
    void know_dictionary(std::shared_ptr<const ArrowColumn> known) { known_ = std::move(known); }

    Result<ArrowColumn> open(std::int64_t offset, std::int64_t length) {
        Status status = check_lengths(offset, length);
        if (status) status = read_layout(offset, length);
        if (status && validation_ == ArrowValidation::full) status = check_content();
        if (!status) return status.error();
        return std::move(column_);
    }

  private:
    Error broken(std::string message) const {
        return {ErrorCode::bad_arrow, std::move(message), place_};
    }
    Error broken_value(std::int64_t row, const std::string& what) const {
        return broken("Its value " + std::to_string(row + 1) + ", counted from 1, " + what);
    }
    bool scans() const { return validation_ != ArrowValidation::trusted; }

    Status check_lengths(std::int64_t offset, std::int64_t length) const {
        if (array_.release == nullptr) return broken("Its array is released.");
        if (array_.length < 0 || array_.offset < 0) {
            return broken("Its array has a negative length or offset.");
        }
        if (array_.length > kMostRows || array_.offset > kMostRows) {
            return broken("Its array is longer than any memory.");
        }
        if (array_.null_count < -1 || array_.null_count > array_.length) {
            return broken("Its array has " + std::to_string(array_.length) + " values of which " +
                          std::to_string(array_.null_count) + " are null.");
        }
        if (offset < 0 || length < 0 || offset > array_.length || length > array_.length - offset) {
            return broken("Its array has " + std::to_string(array_.length) +
                          " values, fewer than the batch, list or dictionary has of it.");
        }
        return Done{};
    }

    Status read_layout(std::int64_t offset, std::int64_t length) {
        column_.kind_ = type_.kind();
        column_.length_ = length;
        column_.offset_ = array_.offset + offset;
        column_.places_ = static_cast<std::int8_t>(type_.places());
        column_.ticks_per_day_ = type_.ticks_per_day();
        if (type_.kind() == ArrowKind::null) return check_children(0);
        const Status buffers = read_buffers();
        if (!buffers) return buffers;
        switch (type_.kind()) {
            case ArrowKind::utf8:
                return read_text<std::int32_t>();
            case ArrowKind::large_utf8:
                return read_text<std::int64_t>();
            case ArrowKind::utf8_view:
                return read_views();
            case ArrowKind::list:
                return read_list<std::int32_t>();
            case ArrowKind::large_list:
                return read_list<std::int64_t>();
            case ArrowKind::dictionary:
                return read_dictionary();
            default:
                return read_values(type_.kind());
        }
    }

    Status read_buffers() {
        const bool views = type_.kind() == ArrowKind::utf8_view;
        const std::int64_t least = views ? 3 : buffers_of(type_.kind());
        const bool fits = views ? array_.n_buffers >= least && array_.n_buffers <= kMostRows
                                : array_.n_buffers == least;
        if (!fits) {
            return broken("Its array has " + std::to_string(array_.n_buffers) +
                          " buffers, where its type has " + std::to_string(least) +
                          (views ? " or more." : "."));
        }
        if (array_.buffers == nullptr) return broken("Its array has no list of buffers.");
        const Status children = check_children(is_list(type_.kind()) ? 1 : 0);
        if (!children) return children;
        return read_validity();
    }

    Status check_children(std::int64_t count) const {
        if (array_.n_children != count) {
            return broken("Its array has " + std::to_string(array_.n_children) +
                          " children, where its type has " + std::to_string(count) + ".");
        }
        const bool is_dictionary = type_.kind() == ArrowKind::dictionary;
        if (is_dictionary != (array_.dictionary != nullptr)) {
            return broken(is_dictionary ? "Its array has no dictionary, and its type has one."
                                        : "Its array has a dictionary, and its type has none.");
        }
        return Done{};
    }

    Status read_validity() {
        if (array_.null_count == 0) return Done{};
        column_.validity_ = static_cast<const std::uint8_t*>(array_.buffers[0]);
        if (column_.validity_ == nullptr && array_.null_count > 0) {
            return broken("Its array has " + std::to_string(array_.null_count) +
                          " null values, and no bitmap that says which.");
        }
        return Done{};
    }

    /// The buffer of values, each `width` bytes; 0 for bits.
    Status check_start(const void* start, int width) const {
        if (column_.length_ == 0) return Done{};
        if (start == nullptr) return broken("Its array has values, and no buffer with them.");
        const auto address = reinterpret_cast<std::uintptr_t>(start);
        if (width > 1 && address % static_cast<unsigned>(width) != 0) {
            return broken("Its buffer does not start at a multiple of " + std::to_string(width) +
                          " bytes; copy the column to aligned memory first.");
        }
        return Done{};
    }

    Status read_values(ArrowKind kind) {
        const void* start = array_.buffers[1];
        const int width = width_of(kind);
        const bool is_decimal = kind == ArrowKind::decimal128;
        const Status status = check_start(start, is_decimal ? 1 : width);
        if (!status) return status;
        // Bits are counted from the start of their buffer.
        column_.values_ = width == 0 ? start : advanced<char>(start, column_.offset_ * width);
        return Done{};
    }

    /// The offsets of text or of a list, and whether they are in order.
    template <class Offset>
    Status read_offsets() {
        const void* start = array_.buffers[1];
        const Status status = check_start(start, sizeof(Offset));
        if (!status || column_.length_ == 0) return status;
        const Offset* at = advanced<Offset>(start, column_.offset_);
        column_.values_ = at;
        if (at[0] < 0 || at[column_.length_] < at[0] || at[column_.length_] > kMostBytes) {
            return broken("Its array has values from " + std::to_string(at[0]) + " to " +
                          std::to_string(at[column_.length_]) + ", which is no range.");
        }
        // The last offset of the whole array says how much there is for any part of it.
        const Offset end = advanced<Offset>(start, array_.offset)[array_.length];
        if (at[column_.length_] > end) {
            return broken("Its array has values up to " + std::to_string(at[column_.length_]) +
                          ", beyond its end at " + std::to_string(end) + ".");
        }
        if (!scans()) return Done{};
        const std::int64_t row = first_out_of_order(at, column_.length_);
        if (row == column_.length_) return Done{};
        return broken_value(row, "starts at " + std::to_string(at[row]) + " and ends before, at " +
                                     std::to_string(at[row + 1]) + ".");
    }

    template <class Offset>
    Status read_text() {
        const Status status = read_offsets<Offset>();
        if (!status || column_.length_ == 0) return status;
        const Offset* at = column_.values<Offset>();
        column_.data_ = static_cast<const char*>(array_.buffers[2]);
        if (column_.data_ != nullptr) return Done{};
        if (at[column_.length_] > at[0])
            return broken("Its array has text, and no buffer with it.");
        column_.data_ = "";
        return Done{};
    }

    Status read_views() {
        const Status status = check_start(array_.buffers[1], 1);
        if (!status || column_.length_ == 0) return status;
        column_.data_ = advanced<char>(array_.buffers[1], column_.offset_ * 16);
        column_.buffers_ = array_.buffers + 2;
        return scans() ? check_views() : Status(Done{});
    }

    Status check_views() const {
        const std::int64_t count = array_.n_buffers - 3;
        const void* start = array_.buffers[array_.n_buffers - 1];
        if (count > 0 && start == nullptr) {
            return broken("Its array has buffers of text, and no buffer with their sizes.");
        }
        const auto* sizes = static_cast<const char*>(start);
        for (std::int64_t i = 0; i < column_.length_; ++i) {
            if (!column_.is_null(i) && !lies_within(column_.data_ + i * 16, count, sizes)) {
                return broken_value(i, "is a view of text outside of the array's buffers.");
            }
        }
        return Done{};
    }

    bool lies_within(const char* view, std::int64_t count, const char* sizes) const {
        std::int32_t word[4];
        std::memcpy(word, view, sizeof word);
        const auto [length, prefix, buffer, offset] = word;
        if (length <= 12) return length >= 0;
        if (buffer < 0 || buffer >= count || offset < 0) return false;
        std::int64_t size = 0;
        std::memcpy(&size, sizes + std::int64_t{buffer} * 8, sizeof size);
        if (column_.buffers_[buffer] == nullptr) return false;
        if (std::int64_t{offset} + length > size) return false;
        if (validation_ != ArrowValidation::full) return true;
        const char* text = static_cast<const char*>(column_.buffers_[buffer]) + offset;
        return std::memcmp(text, &prefix, sizeof prefix) == 0;
    }

    /// Opens the dictionary or the items, of which rows from `offset` on are used.
    Status read_part(const ArrowType& type, const ArrowArray& array, const char* what,
                     std::int64_t offset, std::int64_t length) {
        ArrowColumnOpening opening(type, array, validation_, place_ + what);
        Result<ArrowColumn> part = opening.open(offset, length);
        if (!part) return part.error();
        column_.part_ = std::make_shared<const ArrowColumn>(*std::move(part));
        return Done{};
    }

    template <class Offset>
    Status read_list() {
        const ArrowArray* child = array_.children == nullptr ? nullptr : array_.children[0];
        if (child == nullptr) return broken("Its array has no array of items.");
        const Status status = read_offsets<Offset>();
        if (!status) return status;
        if (column_.length_ == 0) return read_part(type_.items(), *child, ", its items", 0, 0);
        const Offset* at = column_.values<Offset>();
        column_.first_item_ = at[0];
        return read_part(type_.items(), *child, ", its items", at[0],
                         std::int64_t{at[column_.length_]} - at[0]);
    }

    Status read_dictionary_values(const ArrowArray& dictionary) {
        const std::int64_t length = std::max<std::int64_t>(dictionary.length, 0);
        if (known_) {
            ArrowColumnOpening opening(type_.values(), dictionary, ArrowValidation::trusted,
                                       place_);
            const Result<ArrowColumn> part = opening.open(0, length);
            if (part && part->is_same_memory(*known_)) {
                column_.part_ = known_;
                return Done{};
            }
        }
        return read_part(type_.values(), dictionary, ", its dictionary", 0, length);
    }

    Status read_dictionary() {
        const Status values = read_values(type_.index_kind());
        if (!values) return values;
        column_.index_width_ = static_cast<std::uint8_t>(width_of(type_.index_kind()));
        const Status part = read_dictionary_values(*array_.dictionary);
        if (!part || !scans()) return part;
        switch (type_.index_kind()) {
            case ArrowKind::int8:
                return check_indices<std::int8_t>();
            case ArrowKind::int16:
                return check_indices<std::int16_t>();
            case ArrowKind::int32:
                return check_indices<std::int32_t>();
            case ArrowKind::int64:
                return check_indices<std::int64_t>();
            case ArrowKind::uint8:
                return check_indices<std::uint8_t>();
            case ArrowKind::uint16:
                return check_indices<std::uint16_t>();
            case ArrowKind::uint32:
                return check_indices<std::uint32_t>();
            default:
                return check_indices<std::uint64_t>();
        }
    }

    /// Whether every index of a row that is not null is one of the dictionary's.
    template <class Index>
    Status check_indices() const {
        const Index* indices = column_.values<Index>();
        const auto count = static_cast<std::uint64_t>(column_.part_->size());
        // One comparison finds those below 0 too, which are large as unsigned numbers; in the
        // width of the indices, so that several are compared at once.
        using Unsigned = std::make_unsigned_t<Index>;
        constexpr std::uint64_t kMostIndex = std::numeric_limits<Unsigned>::max();
        const auto last = static_cast<Unsigned>(std::min<std::uint64_t>(count - 1, kMostIndex));
        const auto outside = [&](std::int64_t i) {
            return count == 0 || static_cast<Unsigned>(indices[i]) > last ||
                   (std::is_signed_v<Index> && indices[i] < 0);
        };
        bool any = false;
        if (column_.has_nulls() || count == 0) {
            for (std::int64_t i = 0; i < column_.length_; ++i)
                any |= outside(i) && !column_.is_null(i);
        } else {
            Unsigned beyond = 0;
            for (std::int64_t i = 0; i < column_.length_; ++i) {
                // The highest bit of last - index, unless one of them has it itself.
                beyond = static_cast<Unsigned>(beyond | (last - static_cast<Unsigned>(indices[i])) |
                                               static_cast<Unsigned>(indices[i]));
            }
            beyond = static_cast<Unsigned>(
                last > kMostIndex / 2 ? 1 : beyond >> (8 * sizeof(Index) - 1));
            if (beyond != 0) {
                for (std::int64_t i = 0; i < column_.length_; ++i)
                    any |= outside(i);
            }
        }
        if (!any) return Done{};
        std::int64_t row = 0;
        while (column_.is_null(row) || !outside(row))
            ++row;
        return broken_value(row, "has the index " + std::to_string(indices[row]) +
                                     " into a dictionary of " + std::to_string(count) + " values.");
    }

    Status check_content() const {
        const Status nulls = check_null_count();
        if (!nulls) return nulls;
        if (is_text(column_.kind_)) return check_utf8();
        if (column_.kind_ == ArrowKind::decimal128) return check_decimals();
        return Done{};
    }

    Status check_null_count() const {
        const bool counted = array_.null_count >= 0 && column_.kind_ != ArrowKind::null;
        const void* bitmap = counted ? array_.buffers[0] : nullptr;
        if (bitmap == nullptr) return Done{};
        const std::int64_t nulls =
            array_.length -
            count_set(static_cast<const std::uint8_t*>(bitmap), array_.offset, array_.length);
        if (nulls == array_.null_count) return Done{};
        return broken("Its array says that " + std::to_string(array_.null_count) +
                      " values are null, and its bitmap that " + std::to_string(nulls) + " are.");
    }

    Status check_utf8() const {
        for (std::int64_t i = 0; i < column_.length_; ++i) {
            if (column_.is_null(i)) continue;
            if (first_not_utf8(column_.text(i)) == std::string_view::npos) continue;
            Error error = broken_value(i, "is not UTF-8.");
            error.code = ErrorCode::bad_encoding;
            return error;
        }
        return Done{};
    }

    Status check_decimals() const {
        const Int128 limit = wide_power_of_ten(type_.precision());
        for (std::int64_t i = 0; i < column_.length_; ++i) {
            if (column_.is_null(i)) continue;
            const Int128 value = column_.decimal(i);
            if (value < limit && value > -limit) continue;
            return broken_value(i, "has more than the " + std::to_string(type_.precision()) +
                                       " digits of its type.");
        }
        return Done{};
    }

    const ArrowType& type_;
    const ArrowArray& array_;
    ArrowValidation validation_;
    std::string place_;
    ArrowColumn column_;
    std::shared_ptr<const ArrowColumn> known_;
};

Result<ArrowColumn> ArrowColumn::open(const ArrowType& type, const ArrowArray& array,
                                      std::int64_t offset, std::int64_t length,
                                      ArrowValidation validation, const std::string& name,
                                      const ArrowColumn* known) {
    ArrowColumnOpening opening(type, array, validation, column_place(name));
    if (known != nullptr) opening.know_dictionary(known->part_);
    return opening.open(offset, length);
}

namespace {

template <class Number>
void append_number(std::string& out, Number number) {
    char digits[32];
    const auto [end, fault] = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, end);
}

/// In plain notation where that is not longer than a line: people look at these texts, and an
/// identifier that a data frame holds as a double should look like one.
template <class Real>
void append_real(std::string& out, Real value) {
    if (std::isnan(value)) return;
    if (std::isinf(value)) {
        out += value < 0 ? "-inf" : "inf";
        return;
    }
    char text[64];
    const Real size = std::fabs(value);
    const bool plain = size == 0 || (size >= Real(1e-7) && size < Real(1e21));
    const auto notation = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto [end, fault] = std::to_chars(text, text + sizeof text, value, notation);
    out.append(text, end);
}

void append_wide_decimal(std::string& out, const Int128& raw, int places) {
    const Int128 largest = (Int128(1) << 126) - 1 + (Int128(1) << 126);
    if (raw < -largest) {  // the one number that has no positive counterpart
        out += "-170141183460469231731687303715884105728e";
        append_number(out, -places);
        return;
    }
    append_decimal(out, raw, std::max(places, 0));
    if (raw != 0 && places < 0) out.append(static_cast<std::size_t>(-places), '0');
}

void append_date(std::string& out, std::int64_t days) {
    constexpr Date kFirst = *Date::from_ymd(1, 1, 1);
    constexpr Date kLast = *Date::from_ymd(9999, 12, 31);
    if (days >= kFirst.days() && days <= kLast.days()) {
        out += to_text(Date::from_days(static_cast<std::int32_t>(days)));
        return;
    }
    append_number(out, days);
    out += " days from 1970-01-01";
}

}  // namespace

void ArrowColumn::append_text(std::int64_t i, std::string& out) const {
    if (is_null(i)) return;
    switch (kind_) {
        case ArrowKind::null:
            return;
        case ArrowKind::boolean:
            out += boolean(i) ? "true" : "false";
            return;
        case ArrowKind::uint64:
            append_number(out, values<std::uint64_t>()[i]);
            return;
        case ArrowKind::float32:
            append_real(out, values<float>()[i]);
            return;
        case ArrowKind::float64:
            append_real(out, values<double>()[i]);
            return;
        case ArrowKind::decimal128:
            append_wide_decimal(out, decimal(i), places_);
            return;
        case ArrowKind::utf8:
        case ArrowKind::large_utf8:
        case ArrowKind::utf8_view:
            out += text(i);
            return;
        case ArrowKind::date32:
        case ArrowKind::date64:
        case ArrowKind::timestamp:
            append_date(out, days(i));
            return;
        case ArrowKind::dictionary:
            part_->append_text(index(i), out);
            return;
        case ArrowKind::list:
        case ArrowKind::large_list:
            append_items(i, out);
            return;
        default:
            append_number(out, integer(i));
            return;
    }
}

void ArrowColumn::append_items(std::int64_t i, std::string& out) const {
    const auto [first, end] = item_range(i);
    for (std::int64_t item = first; item < end; ++item) {
        if (item > first) out += ';';
        part_->append_text(item, out);
    }
}

}  // namespace effaith
