// The figures of one record: dosage, cost and progress from plain values, by one function.
//
// Everything that answers about records (the single call, columns, roll-ups, explanations, every
// binding) feeds this function; there is no second formula.
#pragma once

#include <cstdint>
#include <optional>

#include "effaith/cost.hpp"
#include "effaith/dosage.hpp"
#include "effaith/progress.hpp"

namespace effaith {

struct ImpactInputs {
    DosageInputs dosage;
    std::optional<Exact> rates;  ///< sum of the roles' hourly rates; none where one is unknown
    CostBasis cost_basis = CostBasis::attended;
    Money capital;
    CapitalScope capital_scope = CapitalScope::record;
    ProgressInputs progress;  ///< hours_received is filled in here
};

struct Impact {
    std::optional<Dosage> dosage;  ///< none for a comparison learner
    std::optional<Cost> cost;      ///< none for a comparison learner
    Progress progress;
};

/// Which group of figures has a quantity too large to hold.
enum class ImpactOverflow : std::uint8_t { none, dosage, cost, progress };

/// The sessions that cost, by the basis.
inline Exact sessions_that_cost(const DosageInputs& dosage, CostBasis basis) {
    if (basis == CostBasis::scheduled) return dosage.schedule.sessions_mean;
    const bool by_delivery = basis == CostBasis::delivered && dosage.sessions_delivered;
    return Exact(by_delivery ? *dosage.sessions_delivered : dosage.sessions_attended);
}

/// Every figure of a record of an intervention. On an overflow `impact` is not to be used.
inline ImpactOverflow impact_of(const ImpactInputs& in, Impact& impact) {
    impact.dosage = dosage_of(in.dosage);
    if (!impact.dosage) return ImpactOverflow::dosage;
    CostInputs cost;
    cost.rates = in.rates;
    cost.session_hours = in.dosage.session_hours;
    cost.sessions = sessions_that_cost(in.dosage, in.cost_basis);
    cost.learners_per_session = in.dosage.learners_per_session;
    cost.capital = in.capital;
    cost.capital_scope = in.capital_scope;
    impact.cost = cost_of(cost);
    if (!impact.cost) return ImpactOverflow::cost;
    ProgressInputs progress = in.progress;
    progress.hours_received = hours_of(Exact(in.dosage.sessions_attended), in.dosage.session_hours);
    const std::optional<Progress> found = progress_of(progress);
    if (!found) return ImpactOverflow::progress;
    impact.progress = *found;
    return ImpactOverflow::none;
}

/// The progress alone of a comparison learner, who has no dose, outcome or cost.
inline ImpactOverflow impact_of_comparison(const ProgressInputs& in, Impact& impact) {
    impact.dosage.reset();
    impact.cost.reset();
    const std::optional<Progress> found = progress_of(in);
    if (!found) return ImpactOverflow::progress;
    impact.progress = *found;
    return ImpactOverflow::none;
}

}  // namespace effaith
