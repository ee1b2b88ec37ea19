// Mentions of known people in what somebody wrote: the words of their names and the days of their
// birth.
//
// More is taken out than must be: every whole word that is a word of a name, whatever its capitals
// ("will", where a child is called Will), and a day of birth in figures or with the month in words
// of any language. A nickname, a misspelt name or "the younger brother" is not found: no program
// can say that a text tells nothing of somebody.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/date.hpp"

namespace effaith::practice {

class Mentions {
  public:
    /// Every word of a name of two letters or more.
    void add_name(std::string_view name);
    void add_birth(Date day) { births_.push_back(day); }
    /// The words of a name that may be told.
    void spare_name(std::string_view name);

    /// Puts `[…]` in the place of every mention; how many there were.
    std::int64_t take_out(std::string& text) const;

  private:
    std::vector<std::string> words_;
    std::vector<Date> births_;
};

}  // namespace effaith::practice
