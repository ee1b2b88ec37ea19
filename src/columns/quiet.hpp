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
    static QuietDays never() { return {1, 0}; }
};

class QuietTexts {
  public:
    explicit QuietTexts(Resolver& resolver) : resolver_(resolver) {}

    /// Of a coded field's text.
    const QuietDays& code(CodeSet set, Field field, std::uint32_t text);
    /// Of those who deliver.
    const QuietDays& staff(std::uint32_t number);
    /// Whether support type and intervention of a record say the same.
    bool agree(std::uint32_t support_type, std::uint32_t intervention);

  private:
    QuietDays of_code(CodeSet set, std::string_view text) const;
    QuietDays of_role(std::string_view text) const;

    Resolver& resolver_;
    std::array<std::vector<QuietDays>, kCodeSetCount> codes_;
    std::vector<QuietDays> staff_;
    PairIds pairs_;
    std::vector<char> agree_;
};

}  // namespace effaith
