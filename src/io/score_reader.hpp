// The value of a single cell on a measure, read as those of records are.
#pragma once

#include "effaith/io/raw_record.hpp"

namespace effaith {

/// Reads a cell on a measure; what is wrong with it is added to `issues`, of the field `actual`.
ScoreValue read_score(const RawCell& cell, const Measure& measure, const Vocabulary& words,
                      Issues& issues);

}  // namespace effaith
