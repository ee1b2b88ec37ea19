// The figures of records that are handed over one by one, as columns. Worked out in
// analyse_columns.cpp, beside those of a stream's columns.
#pragma once

#include "effaith/arrow_c.h"
#include "effaith/engine.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/result.hpp"
#include "io/record_source.hpp"

namespace effaith {

/// As analyse_columns, of the records that `push` hands to its sink; all of them are worked out
/// before this answers. Errors: those of `push`; cancelled where progress stopped it.
Status analyse_pushed(const Engine& engine, const PushRecords& push, const ColumnOptions& options,
                      ArrowArrayStream* figures, ArrowArrayStream* issues);

}  // namespace effaith
