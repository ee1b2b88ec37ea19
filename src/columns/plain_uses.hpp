// What is wanted of a plain record's fields, whoever works through them.
#pragma once

#include <initializer_list>

#include "columns/cells.hpp"
#include "effaith/config.hpp"

namespace effaith {

inline void use(CellUses& uses, CellUse how, std::initializer_list<Field> fields) {
    for (const Field field : fields)
        uses[index(field)] = how;
}

/// The uses that the schedule, the hours and the costs of a record call for. A record with one of
/// the `absent` fields has more to it, and is not plain.
inline CellUses common_uses(const Config& config) {
    CellUses uses{};
    use(uses, CellUse::absent,
        {Field::weekdays, Field::sessions_delivered, Field::episodes_per_session,
         Field::outcome_score, Field::measure, Field::baseline_date, Field::actual_date});
    use(uses, CellUse::checked, {Field::support_type, Field::intervention, Field::cohort});
    use(uses, CellUse::text,
        {Field::delivered_by, Field::delivered_by_2, Field::delivered_by_3, Field::frequency,
         Field::started, Field::ended, Field::outcome});
    use(uses, CellUse::quantity,
        {Field::learners_per_session, Field::session_hours, Field::sessions_attended,
         Field::capital_cost});
    if (!config.calendars.empty()) use(uses, CellUse::text, {Field::school_id});
    return uses;
}

}  // namespace effaith
