#include "columns/schedules.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

#include "counted_period.hpp"

namespace effaith {
namespace {

/// Longer periods are looked at one by one, for they may be implausible.
constexpr std::int64_t kLongestPlainPeriod = 3 * 365;

/// A schedule in small numbers; not plain where they are not small.
ScheduleSlot slot_of(const Schedule& schedule) {
    constexpr std::int64_t kMost = 1000000;
    ScheduleSlot slot;
    const Exact& mean = schedule.sessions_mean;
    const bool fits = !mean.overflowed() && mean.numerator() >= 0 && fits_int64(mean.numerator()) &&
                      fits_int64(mean.denominator());
    if (!fits) return slot;
    const auto num = static_cast<std::int64_t>(mean.numerator());
    const auto den = static_cast<std::int64_t>(mean.denominator());
    const std::int64_t shared = std::gcd(num, den);
    const auto scheduled = rounded_to<Sessions>(mean);
    const bool small = num / shared <= kMost && den / shared <= kMost && scheduled &&
                       scheduled->raw() <= std::numeric_limits<std::int32_t>::max();
    if (!small) return slot;
    slot.mean_num = static_cast<float>(num / shared);
    slot.mean_den = static_cast<float>(den / shared);
    slot.scheduled = static_cast<std::int32_t>(scheduled->raw());
    slot.most = static_cast<float>(schedule.sessions_max);
    slot.plain = true;
    return slot;
}

}  // namespace

RatePeriods::RatePeriods(const std::vector<RoleRates>& rates) {
    for (const RoleRates& role : rates) {
        for (const DatedRate& dated : role.rates) {
            if (dated.from) changes_.push_back(*dated.from);
        }
    }
    std::sort(changes_.begin(), changes_.end());
    changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
}

std::uint32_t RatePeriods::of(Date day) const {
    const auto after = std::upper_bound(changes_.begin(), changes_.end(), day);
    return static_cast<std::uint32_t>(after - changes_.begin());
}

Date RatePeriods::day_of(std::size_t period) const {
    if (period > 0) return changes_[period - 1];
    return changes_.empty() ? Date() : changes_.front() + -1;
}

void ScheduleTable::expect(std::uint32_t started, std::uint32_t ended) {
    constexpr std::size_t kMostDense = std::size_t{1} << 22;
    if (!dense_) return;
    const unsigned bits = static_cast<unsigned>(std::bit_width(ended));
    const std::size_t rows = std::size_t{started} + 1;
    if (bits <= ended_bits_ && rows << ended_bits_ <= dense_periods_.size()) return;
    const unsigned wider = std::max(bits, ended_bits_);
    const std::size_t kept = dense_periods_.size() >> ended_bits_;
    const std::size_t size = std::bit_ceil(std::max(rows, kept)) << wider;
    if (size > kMostDense) {
        // Too many different dates: what has a number gets another, and is worked out again.
        dense_ = false;
        dense_periods_ = {};
        return;
    }
    std::vector<std::uint32_t> table(size, kNew);
    for (std::size_t i = 0; i < dense_periods_.size(); ++i) {
        const std::size_t row = i >> ended_bits_;
        const std::size_t column = i & ((std::size_t{1} << ended_bits_) - 1);
        table[row << wider | column] = dense_periods_[i];
    }
    dense_periods_ = std::move(table);
    ended_bits_ = wider;
}

std::uint32_t ScheduleTable::new_period() {
    schedules_.resize(schedules_.size() + kFrequencies.size(), kNew);
    return period_count_++;
}

std::uint32_t ScheduleTable::sparse_period(const ScheduleKey& key) {
    const std::uint32_t number =
        ends_in_calendar_.id(ends_.id(key.started, key.ended), key.calendar);
    if (number == sparse_periods_.size()) sparse_periods_.push_back(new_period());
    return sparse_periods_[number];
}

std::uint32_t ScheduleTable::add(std::uint32_t period, Frequency frequency,
                                 const Calendar& calendar, const std::optional<PeriodEnd>& started,
                                 const std::optional<PeriodEnd>& ended) {
    ScheduleSlot slot;
    ScheduleDetail detail;
    detail.calendar = &calendar;
    const auto found = counted_period(started, ended, config_.as_of);
    const bool known = found && !found->whole.widest.empty() &&
                       calendar.covers(found->whole.widest) &&
                       found->whole.widest.count() <= kLongestPlainPeriod;
    const bool not_started = known && config_.as_of && started->earliest() > *config_.as_of;
    if (known && !not_started) {
        detail.windows = found->whole;
        ScheduleQuestion asked;
        asked.frequency = frequency;
        asked.daily = config_.policy.daily;
        asked.windows = found->counted;
        asked.rate_day = found->whole.widest.first;
        detail.schedule = schedule_of(calendar, asked);
        slot = slot_of(detail.schedule);
        slot.first_day = asked.rate_day.days();
        slot.rate_period = periods_.of(asked.rate_day);
    }
    slots_.push_back(slot);
    details_.push_back(std::move(detail));
    const auto number = static_cast<std::uint32_t>(slots_.size() - 1);
    schedules_[place(period, frequency)] = number;
    return number;
}

}  // namespace effaith
