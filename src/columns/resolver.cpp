#include "columns/resolver.hpp"

#include <algorithm>

#include "columns/lanes.hpp"
#include "effaith/text_key.hpp"

namespace effaith {
namespace {

constexpr std::uint8_t kUnknown = 255;

/// A period's end as it is read; `odd` where text stands there that is none.
struct ReadEnd {
    std::optional<PeriodEnd> end;
    bool odd = false;
};

ReadEnd read_end(const std::string& text, const Vocabulary& words, DateNotation dates) {
    const std::string_view found = trimmed(text);
    if (found.empty()) return {};
    ReadEnd read{read_period_end(found, words, dates), false};
    read.odd = !read.end;
    return read;
}

/// Harmless values in place of those of a record that is not plain.
void clear(PlainBlock& plain, std::size_t row) {
    plain.schedule[row] = 0;
    plain.mean_num[row] = 0.0F;
    plain.mean_den[row] = 1.0F;
    plain.scheduled[row] = 0;
    plain.rates[row] = -1.0;
}

}  // namespace

Resolver::Resolver(const Engine& engine, const Vocabulary& words, DateNotation dates)
    : tables_(engine.tables()),
      words_(words),
      dates_(dates),
      rate_periods_(engine.config().rates),
      schedules_(engine.config(), rate_periods_) {}

bool Resolver::find_plain(Field field, std::uint32_t text) {
    const std::string_view found = trimmed(texts_[field].text(text));
    switch (field) {
        case Field::support_type:
        case Field::aim:
            return !found.empty();
        case Field::intervention: {
            const CatalogueEntry* entry = tables_.catalogue(found);
            return entry == nullptr || entry->measure.empty();
        }
        case Field::cohort:
            return found.empty() || words_.cohort(found) == Cohort::intervention;
        default:
            return true;
    }
}

std::optional<Frequency> Resolver::meaning_of_frequency(std::uint32_t text) {
    return words_.frequency(trimmed(texts_[Field::frequency].text(text)));
}

void Resolver::learn_texts() {
    while (frequencies_.size() < texts_[Field::frequency].size()) {
        const auto read = meaning_of_frequency(static_cast<std::uint32_t>(frequencies_.size()));
        frequencies_.push_back(read ? static_cast<std::uint8_t>(*read) : kUnknown);
    }
    while (outcomes_.size() < texts_[Field::outcome].size()) {
        const std::string_view text =
            trimmed(texts_[Field::outcome].text(static_cast<std::uint32_t>(outcomes_.size())));
        const auto read = text.empty() ? std::nullopt : words_.outcome(text);
        outcomes_.push_back(read ? static_cast<std::uint8_t>(*read) : kUnknown);
    }
}

void Resolver::resolve(CellBlock& cells, PlainBlock& plain) {
    learn_texts();
    resolve_staff(cells, plain);
    resolve_schedules(cells, plain);
}

std::uint32_t Resolver::add_staff(const std::array<std::uint32_t, kMostRoles>& roles) {
    Staff staff;
    staff.roles = roles;
    std::vector<double> rates(rate_periods_.count(), 0.0);
    for (std::size_t i = 0; i < kMostRoles; ++i) {
        const std::string_view role = trimmed(texts_[kRoleFields[i]].text(roles[i]));
        if (role.empty()) continue;
        staff.people += 1.0F;
        const RoleEntry* entry = tables_.role(role);
        for (std::size_t period = 0; period < rates.size(); ++period) {
            const auto rate = entry != nullptr && entry->rates != nullptr
                                  ? entry->rates->on(rate_periods_.day_of(period))
                                  : std::nullopt;
            const bool known = rate && rates[period] >= 0.0;
            rates[period] = known ? rates[period] + static_cast<double>(rate->raw()) : -1.0;
        }
    }
    staff_.push_back(staff);
    staff_people_.push_back(staff.people);
    for (const double rate : rates) {
        staff_rates_.push_back(rate);
        largest_rates_ = std::max(largest_rates_, rate);
    }
    return static_cast<std::uint32_t>(staff_.size() - 1);
}

void Resolver::resolve_staff(const CellBlock& cells, PlainBlock& plain) {
    const auto* first = cells.texts[index(Field::delivered_by)];
    const auto* second = cells.texts[index(Field::delivered_by_2)];
    const auto* third = cells.texts[index(Field::delivered_by_3)];
    if (first != nullptr && second == nullptr && third == nullptr) {
        while (staff_of_role_.size() < texts_[Field::delivered_by].size()) {
            const auto role = static_cast<std::uint32_t>(staff_of_role_.size());
            staff_of_role_.push_back(add_staff({role, 0, 0}));
        }
        look_up(staff_of_role_.data(), first->data(), cells.rows, plain.staff.data());
        return;
    }
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::array<std::uint32_t, kMostRoles> roles{first == nullptr ? 0 : (*first)[row],
                                                          second == nullptr ? 0 : (*second)[row],
                                                          third == nullptr ? 0 : (*third)[row]};
        const std::uint32_t number =
            all_roles_.id(first_two_roles_.id(roles[0], roles[1]), roles[2]);
        if (number == staff_of_roles_.size()) staff_of_roles_.push_back(add_staff(roles));
        plain.staff[row] = staff_of_roles_[number];
    }
}

std::uint32_t Resolver::new_schedule(const ScheduleKey& key, std::uint32_t period,
                                     Frequency frequency) {
    const ReadEnd started = read_end(texts_[Field::started].text(key.started), words_, dates_);
    const ReadEnd ended = read_end(texts_[Field::ended].text(key.ended), words_, dates_);
    const Calendar& calendar = tables_.calendar_of(texts_[Field::school_id].text(key.calendar));
    const bool readable = !started.odd && !ended.odd;
    return schedules_.add(period, frequency, calendar, readable ? started.end : std::nullopt,
                          ended.end);
}

void Resolver::resolve_schedules(CellBlock& cells, PlainBlock& plain) {
    const auto* frequency = cells.texts[index(Field::frequency)];
    const auto* started = cells.texts[index(Field::started)];
    const auto* ended = cells.texts[index(Field::ended)];
    const auto* outcome = cells.texts[index(Field::outcome)];
    const auto* school =
        tables_.has_school_calendars() ? cells.texts[index(Field::school_id)] : nullptr;
    const bool complete = frequency != nullptr && started != nullptr && outcome != nullptr;
    schedules_.expect(texts_[Field::started].size(), texts_[Field::ended].size());
    if (!complete) {
        plain.schedule.fill(ScheduleTable::kNew);
        plain.outcome.fill(kUnknown);
        plain.people.fill(0.0F);
        cells.mark_all();
        take_slots(cells, plain);
        return;
    }
    take_outcomes(*outcome, cells, plain);
    // The meanings' place is known to stay: a member's would be read again after every write.
    const std::uint8_t* meanings = frequencies_.data();
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::uint8_t often = meanings[(*frequency)[row]];
        if (often == kUnknown) {
            plain.schedule[row] = ScheduleTable::kNew;
            cells.mark(row);
            continue;
        }
        ScheduleKey key;
        key.calendar = school == nullptr ? 0 : (*school)[row];
        key.started = (*started)[row];
        key.ended = ended == nullptr ? 0 : (*ended)[row];
        const std::uint32_t period = schedules_.period(key);
        std::uint32_t number = schedules_.find(period, static_cast<Frequency>(often));
        if (number == ScheduleTable::kNew) {
            number = new_schedule(key, period, static_cast<Frequency>(often));
        }
        plain.schedule[row] = number;
    }
    take_slots(cells, plain);
}

void Resolver::take_outcomes(const Lane<std::uint32_t>& texts, CellBlock& cells,
                             PlainBlock& plain) {
    const std::uint8_t* meanings = outcomes_.data();
    const float* people_of = staff_people_.data();
    bool odd = false;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::uint8_t score = meanings[texts[row]];
        const float people = people_of[plain.staff[row]];
        plain.outcome[row] = score;
        plain.people[row] = people;
        odd = odd || score == kUnknown || people == 0.0F;
    }
    if (!odd) return;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (plain.outcome[row] == kUnknown || plain.people[row] == 0.0F) cells.mark(row);
    }
}

void Resolver::take_slots(CellBlock& cells, PlainBlock& plain) {
    const std::size_t periods = rate_periods_.count();
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (plain.schedule[row] == ScheduleTable::kNew) {
            clear(plain, row);
            continue;
        }
        const ScheduleSlot& slot = schedules_.slot(plain.schedule[row]);
        plain.mean_num[row] = slot.mean_num;
        plain.mean_den[row] = slot.mean_den;
        plain.scheduled[row] = slot.scheduled;
        plain.rates[row] = staff_rates_[plain.staff[row] * periods + slot.rate_period];
        if (!slot.plain) {
            clear(plain, row);
            cells.mark(row);
        }
    }
}

}  // namespace effaith
