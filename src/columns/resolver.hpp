// What the texts of a block of records mean: each different text is read once, by the same readers
// that a single record's text goes through.
#pragma once

#include <optional>
#include <vector>

#include "columns/cells.hpp"
#include "columns/schedules.hpp"
#include "effaith/io/notation.hpp"
#include "engine_tables.hpp"

namespace effaith {

/// Who delivers: up to three roles, by the numbers of their texts.
struct Staff {
    std::array<std::uint32_t, kMostRoles> roles{};
    float people = 0.0F;
};

/// The values behind a block's plain records, a lane each; other records have harmless ones.
struct PlainBlock {
    Lane<float> mean_num;  ///< sessions due, exactly: whole numbers below 2^24
    Lane<float> mean_den;
    Lane<std::int32_t> scheduled;
    Lane<float> people;
    Lane<double> rates;  ///< sum of the roles' rates at HourlyRate's scale; below 0: one is unknown
    Lane<std::uint32_t> schedule;  ///< its number in the ScheduleTable
    Lane<std::uint32_t> staff;
    Lane<std::uint8_t> outcome;
};

class Resolver {
  public:
    Resolver(const Engine& engine, const Vocabulary& words, DateNotation dates);

    FieldTexts& texts() { return texts_; }
    const EngineTables& tables() const { return tables_; }
    const ScheduleTable& schedules() const { return schedules_; }

    /// Whether a record with this text in this field can be plain.
    bool is_plain(Field field, std::uint32_t text) {
        std::vector<std::uint8_t>& known = plain_[index(field)];
        while (known.size() <= text)
            known.push_back(find_plain(field, static_cast<std::uint32_t>(known.size())) ? 1 : 0);
        return known[text] != 0;
    }

    /// Finds schedule, staff and outcome of every record; marks those that are not plain.
    void resolve(CellBlock& cells, PlainBlock& plain);

    const Staff& staff(std::uint32_t number) const { return staff_[number]; }
    std::size_t staff_count() const { return staff_.size(); }
    /// The largest sum of rates met so far.
    double largest_rates() const { return largest_rates_; }
    Frequency frequency(std::uint32_t text) { return meaning_of_frequency(text).value(); }

  private:
    bool find_plain(Field field, std::uint32_t text);
    std::optional<Frequency> meaning_of_frequency(std::uint32_t text);
    void learn_texts();
    void resolve_staff(const CellBlock& cells, PlainBlock& plain);
    std::uint32_t add_staff(const std::array<std::uint32_t, kMostRoles>& roles);
    void resolve_schedules(CellBlock& cells, PlainBlock& plain);
    void take_outcomes(const Lane<std::uint32_t>& texts, CellBlock& cells, PlainBlock& plain);
    void take_slots(CellBlock& cells, PlainBlock& plain);
    std::uint32_t new_schedule(const ScheduleKey& key, std::uint32_t period, Frequency frequency);

    const EngineTables& tables_;
    const Vocabulary& words_;
    DateNotation dates_;
    FieldTexts texts_;
    RatePeriods rate_periods_;
    ScheduleTable schedules_;
    std::array<std::vector<std::uint8_t>, kFieldCount> plain_;
    std::vector<std::uint8_t> frequencies_;  // by text; kUnknown: none
    std::vector<std::uint8_t> outcomes_;
    PairIds first_two_roles_;
    PairIds all_roles_;
    std::vector<std::uint32_t> staff_of_roles_;  // by all_roles_
    std::vector<std::uint32_t> staff_of_role_;   // by the text of one role alone
    std::vector<Staff> staff_;
    std::vector<double> staff_rates_;  // by staff and rate period
    std::vector<float> staff_people_;
    double largest_rates_ = 0.0;
};

}  // namespace effaith
