// A block of records as columns of cells: texts by number, quantities as whole counts of their
// smallest step. Whatever feeds records in columns fills one of these.
//
// Most records are plain: nothing in them is missing, odd or out of bounds. What a feeder cannot
// put into these columns at a glance (a quantity in words, a value out of bounds) it marks: such
// a record goes the way of the single record, from its text, so that both ways say the same.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "columns/text_ids.hpp"
#include "effaith/io/raw_record.hpp"

namespace effaith {

/// How many records are worked through together: their columns fit into the nearest memory.
inline constexpr std::size_t kBlockRows = 1024;

template <class T>
using Lane = std::array<T, kBlockRows>;

/// What whoever works through a block wants of a field.
enum class CellUse : std::uint8_t {
    ignored,
    absent,    ///< a record with a value is not plain
    required,  ///< a record without a value is not plain
    checked,   ///< whether the text is a plain record's
    text,      ///< the text by number, and whether it is a plain record's
    quantity,  ///< the count of smallest steps; a record without a value is not plain
    learner,   ///< the keyed hash
    learner_and_text,
};

/// What is wanted of each field.
using CellUses = std::array<CellUse, kFieldCount>;

/// The bounds of a plain quantity, in smallest steps, and its decimal places.
struct QuantityRule {
    Field field;
    int places;
    double least;
    double most;
    bool absent_is_zero;
};

/// The quantities of a block by their place in it, which is that of their rule.
enum Quantity : std::size_t { kLearners, kHours, kAttended, kCapital };

inline constexpr std::array<QuantityRule, 4> kQuantityRules{{
    {Field::learners_per_session, 0, 1.0, 100000.0, false},
    {Field::session_hours, Hours::places, 1.0, 70000.0, false},
    {Field::sessions_attended, 0, 1.0, 100000.0, false},
    {Field::capital_cost, Money::places, 0.0, 1099511627776.0, true},
}};

constexpr std::size_t index(Field field) {
    return static_cast<std::size_t>(field);
}

/// The texts of every field, by number, as one worker has met them.
struct FieldTexts {
    std::array<TextIds, kFieldCount> of;

    TextIds& operator[](Field field) { return of[index(field)]; }
};

/// Whether it matters to a plain record what text stands in the field.
constexpr bool is_checked(Field field) {
    return field == Field::support_type || field == Field::intervention || field == Field::cohort;
}

struct CellBlock {
    std::size_t rows = 0;
    std::array<Lane<std::uint32_t>*, kFieldCount> texts{};  ///< null where there is no such column
    std::array<Lane<double>*, kQuantityRules.size()> quantities{};  ///< null likewise
    std::array<bool, kFieldCount> present{};  ///< whether a checked or required column is there
    Lane<std::uint64_t>* learners = nullptr;  ///< null where there is no such column
    Lane<std::uint8_t> no_learner{};
    Lane<std::uint8_t> unusual{};  ///< 1 where the single record's way must be gone
    bool any_unusual = false;

    void clear(std::size_t count) {
        rows = count;
        texts = {};
        quantities = {};
        present = {};
        learners = nullptr;
        if (any_unusual) unusual.fill(0);
        any_unusual = false;
    }
    /// Whether the columns are there without which no record is plain.
    bool has_quantities() const {
        return quantities[kLearners] != nullptr && quantities[kHours] != nullptr &&
               quantities[kAttended] != nullptr;
    }
    void mark(std::size_t row) {
        unusual[row] = 1;
        any_unusual = true;
    }
    void mark_all() {
        unusual.fill(1);
        any_unusual = true;
    }
};

/// Text as a quantity, where it is plain digits such as `12` or `0.75` with no more than `places`
/// decimals.
inline bool quick_quantity(std::string_view text, int places, double& raw) {
    constexpr std::size_t kMostDigits = 15;
    if (text.empty() || text.size() > kMostDigits) return false;
    std::int64_t value = 0;
    int decimals = -1;
    for (const char c : text) {
        const auto digit = static_cast<unsigned>(c - '0');
        if (digit <= 9) {
            value = value * 10 + digit;
            if (decimals >= 0) ++decimals;
        } else if (c == '.' && decimals < 0) {
            decimals = 0;
        } else {
            return false;
        }
    }
    if (decimals == 0 || decimals > places || text.front() == '.') return false;
    raw = static_cast<double>(value) *
          static_cast<double>(power_of_ten(places - std::max(decimals, 0)));
    return true;
}

/// Places a quantity by its text; marks the row where it is not a plain one.
inline void place_quantity(std::string_view text, const QuantityRule& rule, std::size_t row,
                           Lane<double>& raws, CellBlock& cells) {
    text = trimmed(text);
    double raw = 0.0;
    const bool plain = text.empty() ? rule.absent_is_zero
                                    : quick_quantity(text, rule.places, raw) && raw >= rule.least &&
                                          raw <= rule.most;
    raws[row] = plain ? raw : rule.least;
    if (!plain) cells.mark(row);
}

/// Gives back what a row of the block says, as text.
class RowTexts {
  public:
    virtual ~RowTexts() = default;
    /// Valid until the next call.
    virtual const RawRecord& raw_record(std::size_t row) = 0;
    /// What stands in a carried column, by its position.
    virtual std::string_view carried_text(std::size_t row, std::size_t column) = 0;

  protected:
    RowTexts() = default;
    RowTexts(const RowTexts&) = default;
    RowTexts& operator=(const RowTexts&) = default;
};

}  // namespace effaith
