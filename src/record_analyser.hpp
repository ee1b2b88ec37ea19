// The analysis of one record: its checks in order, then its figures, then what is odd about them.
#pragma once

#include "effaith/engine.hpp"
#include "engine_tables.hpp"

namespace effaith {

/// Analyses one record into `out`, whose issues from reading the record are kept and count.
void analyse_record(const EngineTables& tables, const Record& record, RecordAnalysis& out);

}  // namespace effaith
