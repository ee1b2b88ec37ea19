// effaith: whether interventions for learners with additional learning needs work, and what they
// cost.
//
//     effaith::Result<effaith::Engine> engine = effaith::Engine::create(effaith::Config{});
//     effaith::RecordAnalysis answer;
//     engine->analyse(record, answer);
//
// One include for the engine: configuration, records, analyses, roll-ups, explanations, calendars.
// Reading and writing documents (JSON, CSV, the languages) is in effaith/io/.
#pragma once

#include "effaith/calendars.hpp"
#include "effaith/config.hpp"
#include "effaith/engine.hpp"
#include "effaith/explain.hpp"
#include "effaith/figure_list.hpp"
#include "effaith/group_totals.hpp"
#include "effaith/impact.hpp"
#include "effaith/issue.hpp"
#include "effaith/measure.hpp"
#include "effaith/record.hpp"
#include "effaith/result.hpp"
#include "effaith/rollup.hpp"
#include "effaith/version.hpp"
