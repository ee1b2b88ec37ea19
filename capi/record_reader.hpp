// Records as structs, made into the library's own.
#pragma once

#include <cstddef>

#include "boundary.hpp"
#include "effaith/record.hpp"

namespace effaith::capi {

/// Reads one record; its texts stay views into the caller's memory.
/// Errors: invalid_argument, not_a_date, bad_encoding; the place is the member's name.
Status read_record(const Engine& engine, const effaith_record* given, Record& record);

/// A day as yyyymmdd; none where the number is none.
std::optional<Date> day_of(std::int32_t number);
/// A month as yyyymm or a day.
std::optional<PeriodEnd> period_end_of(std::int32_t number);
std::int32_t number_of(Date day);

/// A frequency by its number. Errors: invalid_argument.
Result<std::optional<Frequency>> frequency_of(std::int32_t number);
/// Errors: invalid_argument for bits that are no weekdays.
Result<WeekdaySet> weekdays_of(std::int32_t bits);

/// Records that lie `stride` bytes apart.
class RecordArray {
  public:
    RecordArray(const effaith_record* records, std::size_t n, std::size_t stride)
        : bytes_(reinterpret_cast<const std::byte*>(records)), n_(n), stride_(stride) {}
    /// Errors: invalid_argument for memory or a stride that cannot be.
    Status check() const;
    std::size_t size() const { return n_; }
    const effaith_record* at(std::size_t i) const {
        return reinterpret_cast<const effaith_record*>(bytes_ + i * stride_);
    }

  private:
    const std::byte* bytes_;
    std::size_t n_;
    std::size_t stride_;
};

/// The error of a record among several: `record 3, started`.
Error at_record(Error error, std::size_t record);

/// Whether structs can lie so many bytes apart: as the first of them says of its size.
template <class Struct>
bool is_stride(const Struct* first, std::size_t stride) {
    return stride >= first->struct_size && stride >= sizeof(std::uint32_t) &&
           stride % alignof(Struct) == 0;
}

}  // namespace effaith::capi
