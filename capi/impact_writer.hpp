// The figures of a record as a struct.
#pragma once

#include "boundary.hpp"
#include "effaith/engine.hpp"

namespace effaith::capi {

/// The figures of an analysed record; a rejected one's are all unknown. With redact_rates, costs
/// are unknown where fewer than three roles stand behind them.
effaith_impact impact_struct(const RecordAnalysis& analysis, bool redact_rates);

}  // namespace effaith::capi
