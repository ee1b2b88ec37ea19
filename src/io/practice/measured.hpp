// Values of documents of practice on their measures.
#pragma once

#include "effaith/io/practice.hpp"

namespace effaith::practice {

/// The value on a measure, read as that of a record is; absent where it is none. It lies in the
/// measure's range, and in 0 to 100 where the measure is a percentage without a range.
ScoreValue value_on(const Measure& measure, const Given& given, const Vocabulary& words);

}  // namespace effaith::practice
