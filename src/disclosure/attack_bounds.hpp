// What each attacker knows of a hidden count before any arithmetic.
#pragma once

#include <vector>

#include "disclosure/count_network.hpp"
#include "effaith/count_table.hpp"

namespace effaith::disclosure {

class CountBounds {
  public:
    CountBounds(Attacker attacker, const std::vector<char>& sensitive, std::int64_t threshold)
        : attacker_(attacker), sensitive_(sensitive), threshold_(threshold) {}

    std::int64_t least(std::size_t cell) const {
        if (attacker_ == Attacker::naive) return 0;
        if (is_sensitive(cell)) return 1;
        return attacker_ == Attacker::informed_strict ? threshold_ : 0;
    }
    std::int64_t greatest(std::size_t cell) const {
        return attacker_ != Attacker::naive && is_sensitive(cell) ? threshold_ - 1 : kUnbounded;
    }

  private:
    bool is_sensitive(std::size_t cell) const {
        return cell < sensitive_.size() && sensitive_[cell] != 0;
    }
    Attacker attacker_;
    const std::vector<char>& sensitive_;
    std::int64_t threshold_;
};

}  // namespace effaith::disclosure
