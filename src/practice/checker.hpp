// What checks of documents share: findings at places below one another, dates in order, and what
// makes a target one that can be measured.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "effaith/practice/finding.hpp"
#include "effaith/practice/sheet.hpp"

namespace effaith::practice {

/// Collects findings.
class Checker {
  public:
    explicit Checker(Findings& out) : out_(out) {}
    void add(FindingCode code, std::string where, std::string found = "", std::string detail = "") {
        out_.push_back({code, std::move(where), std::move(found), std::move(detail)});
    }
    void need(bool is_there, std::string where) {
        if (!is_there) add(FindingCode::missing, std::move(where));
    }

  private:
    Findings& out_;
};

/// What makes the target at a place one that can be measured, on a day: a measure, a number, a
/// date.
inline void check_target(const Level& target, bool has_measure, const std::string& at,
                         Checker& check) {
    if (!target.is_there()) return check.need(false, at + "/target");
    if (!has_measure) check.add(FindingCode::target_no_measure, at + "/target");
    if (!target.value.is_there())
        check.add(FindingCode::target_no_number, at + "/target", target.competency);
    if (!target.date) check.add(FindingCode::target_no_date, at + "/target/date");
}

/// The second date may not lie before the first.
inline void check_order(std::optional<Date> first, std::optional<Date> second, std::string where,
                        Checker& check) {
    if (first && second && *second < *first) {
        check.add(FindingCode::dates_out_of_order, std::move(where), to_text(*second),
                  to_text(*first));
    }
}

/// Nothing that has been is of a day after `as_of`, where there is one.
inline void check_not_after(std::optional<Date> day, std::optional<Date> as_of, std::string where,
                            Checker& check) {
    if (day && as_of && *as_of < *day)
        check.add(FindingCode::in_the_future, std::move(where), to_text(*day), to_text(*as_of));
}

}  // namespace effaith::practice
