// Pupils who were due in an intervention that is over and came to none of its sessions.
#pragma once

#include "effaith/engine.hpp"

namespace effaith::practice {

/// Whether the record of such a pupil is rejected, so that no figure has it.
inline bool never_came(const Record& record, const RecordAnalysis& analysis) {
    return analysis.rejected() && record.sessions_attended == std::int64_t{0};
}

}  // namespace effaith::practice
