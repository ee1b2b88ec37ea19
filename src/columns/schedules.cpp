#include "columns/schedules.hpp"

#include <algorithm>

#include "counted_period.hpp"

namespace effaith {
namespace {

/// Longer periods are looked at one by one, for they may be implausible.
constexpr std::int64_t kLongestPlainPeriod = 3 * 365;

bool small_enough(const Exact& mean) {
    constexpr std::int64_t kMost = 1000000;
    return !mean.overflowed() && mean.numerator() >= 0 && mean.numerator() <= kMost &&
           mean.denominator() <= kMost;
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

const ScheduleSlot& ScheduleTable::add(const ScheduleKey& key, const Calendar& calendar,
                                       const std::optional<PeriodEnd>& started,
                                       const std::optional<PeriodEnd>& ended) {
    if ((details_.size() + 1) * 2 > slots_.size()) grow();
    ScheduleSlot slot;
    slot.key = key.packed();
    slot.detail = static_cast<std::uint32_t>(details_.size());
    ScheduleDetail detail;
    detail.calendar = &calendar;
    const auto period = counted_period(started, ended, config_.as_of);
    const bool known = period && !period->whole.widest.empty() &&
                       calendar.covers(period->whole.widest) &&
                       period->whole.widest.count() <= kLongestPlainPeriod;
    const bool not_started = known && config_.as_of && started->earliest() > *config_.as_of;
    if (known && !not_started) {
        detail.windows = period->whole;
        ScheduleQuestion asked;
        asked.frequency = key.frequency;
        asked.daily = config_.policy.daily;
        asked.windows = period->counted;
        asked.rate_day = period->whole.widest.first;
        detail.schedule = schedule_of(calendar, asked);
        const Exact& mean = detail.schedule.sessions_mean;
        const auto scheduled = rounded_to<Sessions>(mean);
        if (small_enough(mean) && scheduled) {
            slot.mean_num = static_cast<double>(static_cast<std::int64_t>(mean.numerator()));
            slot.mean_den = static_cast<double>(static_cast<std::int64_t>(mean.denominator()));
            slot.scheduled = scheduled->raw();
            slot.most = static_cast<double>(detail.schedule.sessions_max);
            slot.first_day = asked.rate_day.days();
            slot.rate_period = periods_.of(asked.rate_day);
            slot.plain = 1;
        }
    }
    details_.push_back(std::move(detail));
    std::size_t at = place(slot.key);
    while (slots_[at].key != ScheduleSlot::kFree)
        at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
    return slots_[at];
}

void ScheduleTable::grow() {
    std::vector<ScheduleSlot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const ScheduleSlot& slot : old) {
        if (slot.key == ScheduleSlot::kFree) continue;
        std::size_t at = place(slot.key);
        while (slots_[at].key != ScheduleSlot::kFree)
            at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
    }
}

}  // namespace effaith
