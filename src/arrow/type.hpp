// What an Arrow column holds, read from its schema.
//
// The types are those in which schools' records come out of data frames and databases: whole
// numbers, floating point, decimals of 128 bits, text in its three layouts, dates, timestamps,
// booleans, categories (dictionaries of any of these) and lists of text. Any other type is refused
// by an error that names the column and the format.
//
// Decision: a timestamp is read as the date of its instant in UTC, whatever its time zone. Arrow
// stores instants; a column of local midnights has to be cast to a date before it is handed over.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/arrow_c.h"
#include "effaith/result.hpp"

namespace effaith {

enum class ArrowKind : std::uint8_t {
    null,
    boolean,
    int8,
    int16,
    int32,
    int64,
    uint8,
    uint16,
    uint32,
    uint64,
    float32,
    float64,
    decimal128,
    utf8,
    large_utf8,
    utf8_view,
    date32,
    date64,
    timestamp,
    dictionary,
    list,
    large_list
};

constexpr bool is_integer(ArrowKind kind) {
    return kind >= ArrowKind::int8 && kind <= ArrowKind::uint64;
}
/// Integers, floating point and decimals.
constexpr bool is_number(ArrowKind kind) {
    return kind >= ArrowKind::int8 && kind <= ArrowKind::decimal128;
}
constexpr bool is_text(ArrowKind kind) {
    return kind >= ArrowKind::utf8 && kind <= ArrowKind::utf8_view;
}
/// Dates and timestamps.
constexpr bool is_date(ArrowKind kind) {
    return kind >= ArrowKind::date32 && kind <= ArrowKind::timestamp;
}
constexpr bool is_list(ArrowKind kind) {
    return kind == ArrowKind::list || kind == ArrowKind::large_list;
}
/// Bytes of one value in the buffer of values; 0 for booleans, text, lists and nulls. A
/// dictionary's is that of its indices, which the type knows.
int width_of(ArrowKind kind);

/// `column 'pupil'`, in one line whatever the name: the place in errors.
std::string column_place(std::string_view name);

class ArrowType {
  public:
    /// Reads a column's schema. `place` is where errors are, see column_place.
    /// Errors: bad_arrow for a schema that is no schema or a type that is not read.
    static Result<ArrowType> parse(const ArrowSchema& schema, const std::string& place);

    ArrowKind kind() const { return kind_; }
    /// Of a decimal: digits in all, 1 to 38, and after the point, -38 to 38.
    int precision() const { return precision_; }
    int places() const { return places_; }
    /// Of date64 and timestamps: how many units make a day.
    std::int64_t ticks_per_day() const { return ticks_per_day_; }
    /// Of a dictionary: an integer kind.
    ArrowKind index_kind() const { return index_kind_; }
    /// Of a dictionary: the type of its values, which is no dictionary and no list.
    const ArrowType& values() const { return parts_.front(); }
    /// Of a list: the type of its items, which is text or a dictionary of text.
    const ArrowType& items() const { return parts_.front(); }

  private:
    static Result<ArrowType> parse_format(std::string_view format, const std::string& place);
    static Result<ArrowType> parse_decimal(std::string_view format, const std::string& place);
    static Result<ArrowType> parse_dictionary(const ArrowSchema& schema, ArrowKind index,
                                              const std::string& place);
    static Result<ArrowType> parse_list(const ArrowSchema& schema, ArrowKind kind,
                                        const std::string& place);

    ArrowKind kind_ = ArrowKind::null;
    ArrowKind index_kind_ = ArrowKind::null;
    int precision_ = 0;
    int places_ = 0;
    std::int64_t ticks_per_day_ = 1;
    std::vector<ArrowType> parts_;  // the one type below a dictionary or a list
};

}  // namespace effaith
