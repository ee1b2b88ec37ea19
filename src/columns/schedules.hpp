// The schedules of the records at hand, each worked out once for its (calendar, frequency, start,
// end).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "columns/text_ids.hpp"
#include "effaith/calendar.hpp"
#include "effaith/config.hpp"
#include "effaith/dosage.hpp"
#include "effaith/frequency.hpp"

namespace effaith {

/// What a plain record needs of its schedule; two of them share a line of cache.
struct alignas(32) ScheduleSlot {
    float mean_num = 0.0F;  ///< sessions due, exactly: whole numbers below 2^24
    float mean_den = 1.0F;
    std::int32_t scheduled = 0;  ///< the same, rounded, at the scale of Sessions
    float most = 0.0F;           ///< sessions that some timetable explains
    std::int32_t first_day = 0;  ///< of the widest window
    std::uint32_t rate_period = 0;
    bool plain = false;  ///< false: the period has an error or a warning
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
    std::uint32_t started = 0;   ///< number of the text
    std::uint32_t ended = 0;
};

/// Schedules by number. A period is numbered first, by its texts and the calendar; then the
/// schedule of a frequency in it.
class ScheduleTable {
  public:
    static constexpr std::uint32_t kNew = 0xFFFFFFFFU;

    ScheduleTable(const Config& config, const RatePeriods& periods)
        : config_(config), periods_(periods) {}

    /// Makes room for the period ends of texts up to these numbers.
    void expect(std::uint32_t started, std::uint32_t ended);

    std::uint32_t period(const ScheduleKey& key) {
        if (!dense_ || key.calendar != 0) return sparse_period(key);
        std::uint32_t& number = dense_periods_[std::size_t{key.started} << ended_bits_ | key.ended];
        if (number == kNew) number = new_period();
        return number;
    }
    /// The schedule of a period and a frequency; kNew where it has to be added.
    std::uint32_t find(std::uint32_t period, Frequency frequency) const {
        return schedules_[place(period, frequency)];
    }
    /// Works out a new one. The period's ends are none where they cannot be read.
    std::uint32_t add(std::uint32_t period, Frequency frequency, const Calendar& calendar,
                      const std::optional<PeriodEnd>& started,
                      const std::optional<PeriodEnd>& ended);

    std::size_t size() const { return slots_.size(); }
    const ScheduleSlot& slot(std::uint32_t schedule) const { return slots_[schedule]; }
    const ScheduleDetail& detail(std::uint32_t schedule) const { return details_[schedule]; }

  private:
    static std::size_t place(std::uint32_t period, Frequency frequency) {
        return period * kFrequencies.size() + static_cast<std::size_t>(frequency);
    }
    std::uint32_t new_period();
    std::uint32_t sparse_period(const ScheduleKey& key);

    const Config& config_;
    const RatePeriods& periods_;
    // Periods by start and end where that is a table of moderate size, else by look-up.
    bool dense_ = true;
    unsigned ended_bits_ = 0;
    std::vector<std::uint32_t> dense_periods_;
    PairIds ends_;
    PairIds ends_in_calendar_;
    std::vector<std::uint32_t> sparse_periods_;  // by ends_in_calendar_
    std::uint32_t period_count_ = 0;
    std::vector<std::uint32_t> schedules_;  // by period and frequency
    std::vector<ScheduleSlot> slots_;
    std::vector<ScheduleDetail> details_;
};

}  // namespace effaith
