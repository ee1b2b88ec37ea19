// Figures as rounding lets them be published.
#pragma once

#include "disclosure/published_figures.hpp"

namespace effaith::disclosure {

/// The word for a hidden figure.
FigureValue suppressed();

/// A count to the nearest 5, as rounding publishes it; 2 and 7 go down, 3 and 8 up.
Int128 rounded_count(const Int128& count);

/// A figure rounded as its precision asks; hidden where it is of too few records (`basis`).
FigureValue rounded(const FigureValue& value, Precision precision, std::int64_t basis);

}  // namespace effaith::disclosure
