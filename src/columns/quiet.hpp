// Which texts call for no issue on which days, so that a record can be analysed without a word
// about it.
#pragma once

#include <limits>
#include <vector>

#include "columns/resolver.hpp"

namespace effaith {

/// The days on which a text is in order; none where `last` is before `first`.
struct QuietDays {
    std::int32_t first = std::numeric_limits<std::int32_t>::min();
    std::int32_t last = std::numeric_limits<std::int32_t>::max();

    bool has(std::int32_t day) const { return first <= day && day <= last; }
    bool always() const {
        return first == std::numeric_limits<std::int32_t>::min() &&
               last == std::numeric_limits<std::int32_t>::max();
    }
    static QuietDays never() { return {1, 0}; }
};

class QuietTexts {
  public:
    explicit QuietTexts(Resolver& resolver) : resolver_(resolver) {}

    /// Of a coded field's texts, by number; null where all that have been met are always in order.
    const QuietDays* codes(CodeSet set, Field field);
    /// Of those who deliver, likewise.
    const QuietDays* staff();
    /// Whether support type and intervention of a record say the same.
    bool agree(std::uint32_t support_type, std::uint32_t intervention);

  private:
    /// What is known of one kind of text or staff.
    struct Known {
        std::vector<QuietDays> days;  ///< by number
        bool always = true;
        void add(QuietDays more) {
            days.push_back(more);
            always = always && more.always();
        }
    };

    QuietDays of_code(CodeSet set, std::string_view text) const;
    QuietDays of_role(std::string_view text) const;
    QuietDays of_staff(const Staff& staff) const;

    Resolver& resolver_;
    std::array<Known, kCodeSetCount> codes_;
    Known staff_;
    PairIds pairs_;
    std::vector<char> agree_;
};

}  // namespace effaith
