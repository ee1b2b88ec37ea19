// The analysis of one record: its checks in order, then its figures, then what is odd about them.
#pragma once

#include <string>

#include "effaith/engine.hpp"
#include "engine_tables.hpp"

namespace effaith {

/// Analyses one record into `out`, whose issues from reading the record are kept and count.
void analyse_record(const EngineTables& tables, const Record& record, RecordAnalysis& out);

/// The warning of a record with more sessions than any timetable explains.
inline Issue attended_exceeds(std::int64_t attended, std::int64_t most) {
    Issue issue;
    issue.code = IssueCode::attended_exceeds_scheduled;
    issue.severity = rule_of(issue.code).severity;
    issue.field = Field::sessions_attended;
    issue.found = std::to_string(attended);
    issue.detail = std::to_string(most);
    return issue;
}

}  // namespace effaith
