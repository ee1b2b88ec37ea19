// How people write months, dates, money, ages and scores, read into values.
//
// Months: `2023-09`, `09/2023`, `202309`, `Sep 2023`, `Medi 2023`, `Sep-23`. Dates: `2023-09-04`,
// `04/09/2023` (day first), `4 Sep 2023`, with or without a time of day. Two-digit years are of
// this century. Money: `25.5`, `£1,250.00`. Ages: `6y3m`, `6:03`, `75` (months).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "effaith/date.hpp"
#include "effaith/fixed.hpp"
#include "effaith/io/language.hpp"
#include "effaith/measure.hpp"

namespace effaith {

/// What a reader of dates may assume beyond the notations above.
struct DateNotation {
    bool serial_dates = false;  ///< whole numbers are Excel's count of days (45170 is 2023-09-01)
};

/// A date; none where the text is not one.
std::optional<Date> read_date(std::string_view text, const Vocabulary& words,
                              DateNotation notation);

/// A date or a month; none where the text is neither.
std::optional<PeriodEnd> read_period_end(std::string_view text, const Vocabulary& words,
                                         DateNotation notation);

/// A decimal in pounds, with or without `£` and commas between thousands.
DecimalFault read_money(std::string_view text, ReadDecimal& out);

/// An age in months at 4 places. As text, a decimal such as `6.3` could be years and months and is
/// `ambiguous`; a JSON number is in months.
enum class AgeFault : std::uint8_t { none, not_an_age, out_of_range, ambiguous };
AgeFault read_age(std::string_view text, bool is_number, ReadDecimal& out);

/// The position (from 1) of a ladder's step, by its name or its number; none where there is none.
std::optional<std::int64_t> read_step(std::string_view text, const Measure& ladder);

}  // namespace effaith
