// The schedules of the records at hand, each worked out once for its (calendar, frequency, start,
// end).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "effaith/calendar.hpp"
#include "effaith/config.hpp"
#include "effaith/dosage.hpp"
#include "effaith/frequency.hpp"

namespace effaith {

/// What a plain record needs of its schedule, in one line of cache.
struct alignas(64) ScheduleSlot {
    static constexpr std::uint64_t kFree = 0xFFFFFFFFFFFFFFFFU;
    std::uint64_t key = kFree;
    double mean_num = 0.0;  ///< sessions due, exactly
    double mean_den = 1.0;
    std::int64_t scheduled = 0;  ///< the same, rounded, at the scale of Sessions
    double most = 0.0;           ///< sessions that some timetable explains
    std::uint32_t detail = 0;    ///< index into ScheduleTable::details
    std::int32_t first_day = 0;  ///< of the widest window
    std::uint32_t rate_period = 0;
    std::uint32_t plain = 0;  ///< 0: the period has an error or a warning
};

/// The rest of a schedule.
struct ScheduleDetail {
    Schedule schedule;
    const Calendar* calendar = nullptr;
    Windows windows;
};

/// The days on which some role's rate changes, in order: between two of them every rate is the
/// same.
class RatePeriods {
  public:
    explicit RatePeriods(const std::vector<RoleRates>& rates);
    std::size_t count() const { return changes_.size() + 1; }
    std::uint32_t of(Date day) const;
    /// A day of the period.
    Date day_of(std::size_t period) const;

  private:
    std::vector<Date> changes_;
};

struct ScheduleKey {
    std::uint32_t calendar = 0;  ///< number of the school's text, 0 where all share one calendar
    Frequency frequency = Frequency::weekly;
    std::uint32_t started = 0;  ///< number of the text
    std::uint32_t ended = 0;

    std::uint64_t packed() const {
        return static_cast<std::uint64_t>(frequency) << 60U | std::uint64_t{calendar} << 40U |
               std::uint64_t{started} << 20U | ended;
    }
};

class ScheduleTable {
  public:
    ScheduleTable(const Config& config, const RatePeriods& periods)
        : config_(config), periods_(periods), slots_(1024) {}

    /// The slot of a key, or one whose key is free where it is new.
    const ScheduleSlot& find(std::uint64_t key) const {
        std::size_t at = place(key);
        while (slots_[at].key != key && slots_[at].key != ScheduleSlot::kFree)
            at = (at + 1) & (slots_.size() - 1);
        return slots_[at];
    }
    /// Works out a new one. The slots that `find` gave before are no longer valid.
    const ScheduleSlot& add(const ScheduleKey& key, const Calendar& calendar,
                            const std::optional<PeriodEnd>& started,
                            const std::optional<PeriodEnd>& ended);
    const ScheduleDetail& detail(std::uint32_t index) const { return details_[index]; }

  private:
    std::size_t place(std::uint64_t key) const {
        const std::uint64_t mixed = key * 0x9E3779B97F4A7C15U;
        return (mixed >> 40U) & (slots_.size() - 1);
    }
    void grow();

    const Config& config_;
    const RatePeriods& periods_;
    std::vector<ScheduleSlot> slots_;  // a power of two, open addressing
    std::vector<ScheduleDetail> details_;
};

}  // namespace effaith
