#include "effaith/group_totals.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "effaith/stats/effect_size.hpp"
#include "effaith/stats/small_sample.hpp"
#include "effaith/stats/wilson.hpp"
#include "nearest_ratio.hpp"
#include "sort_hashes.hpp"

namespace effaith {
namespace {

// Ratios of sums.

FigureValue quotient(const Int128& a, const Int128& b) {
    if (b == 0) return {};
    return FigureValue::of(Exact(a, b).nearest());
}

std::int64_t achieved(const GroupTotals& t) {
    return t.with(Outcome::amber) + t.with(Outcome::green);
}

FigureValue achieved_bound(const GroupTotals& t, double stats::ShareInterval::*bound) {
    const auto interval = stats::wilson_interval(achieved(t), t.with_outcome(), kNormal975);
    return interval ? FigureValue::of((*interval).*bound) : FigureValue{};
}

// Costs, over the costed records alone.

FigureValue money(const GroupTotals& t, const Int128& raw) {
    return t.costed() == 0 ? FigureValue{} : FigureValue::of(raw, Money::places);
}

FigureValue money_over(const GroupTotals& t, const Int128& divisor) {
    if (t.costed() == 0 || divisor == 0) return {};
    return FigureValue::of((Exact(t.total_cost(), Money::scale) / Exact(divisor)).nearest());
}

FigureValue cost_per_learner(const GroupTotals& t) {
    if (!t.learners.known()) return {};
    return money_over(t, t.learners.distinct_costed() + t.learners.unidentified_costed());
}

FigureValue cost_per_hour(const GroupTotals& t) {
    if (t.costed() == 0 || t.costed_hours() == 0) return {};
    const Exact hours(t.costed_hours(), Hours::scale);
    return FigureValue::of((Exact(t.total_cost(), Money::scale) / hours).nearest());
}

// Spreads. n * (sum of squares) - (square of the sum) is n * (n - 1) variances, exactly: nothing
// cancels.

Wide spread_of(const Wide& n, const Wide& sum, const Wide& squares) {
    return n * squares - sum * sum;
}

FigureValue hours_mean(const GroupTotals& t) {
    if (t.records() == 0) return {};
    return FigureValue::of(
        (Exact(t.hours_received) / Exact(Int128(t.records()) * Hours::scale)).nearest());
}

FigureValue hours_sd(const GroupTotals& t) {
    if (t.records() < 2) return {};
    const Wide n = t.records();
    const Wide spread = spread_of(n, wide(t.hours_received), wide(t.hours_received_squared));
    if (spread < 0) return {};
    const double variance = nearest_ratio(spread, n * (n - 1));
    return FigureValue::of(std::sqrt(variance) / static_cast<double>(Hours::scale));
}

// The figures of a measure.

/// The spreads of a measure's pairs, each times n * (n - 1), in squares of a score's smallest step.
struct PairSpreads {
    explicit PairSpreads(const MeasureTotals& m)
        : n(m.pairs),
          gain(wide(m.gain)),
          of_baseline(spread_of(n, wide(m.baseline), wide(m.baseline_squared))),
          of_actual(spread_of(n, wide(m.actual), wide(m.actual_squared))),
          of_both(n * wide(m.baseline_by_actual) - wide(m.baseline) * wide(m.actual)),
          of_gain(of_baseline + of_actual - of_both - of_both) {}

    Wide n;
    Wide gain;  // the sum of the gains
    Wide of_baseline;
    Wide of_actual;
    Wide of_both;
    Wide of_gain;
};

/// The square root of num / den with the sign of `sign`.
double signed_root(const Wide& num, const Wide& den, const Wide& sign) {
    const double root = std::sqrt(nearest_ratio(num, den));
    return sign < 0 ? -root : root;
}

template <FigureValue (*Of)(const MeasureTotals&)>
FigureValue of_measure(const GroupTotals& t) {
    const MeasureTotals* measure = t.only_measure();
    return measure == nullptr ? FigureValue{} : Of(*measure);
}

template <Int128 MeasureTotals::*Sum>
FigureValue score_mean(const MeasureTotals& m) {
    if (m.pairs == 0) return {};
    return FigureValue::of((Exact(m.*Sum) / Exact(Int128(m.pairs) * Score::scale)).nearest());
}

FigureValue n_pairs(const MeasureTotals& m) {
    return FigureValue::of(m.pairs);
}

FigureValue gain_total(const MeasureTotals& m) {
    return m.pairs == 0 ? FigureValue{} : FigureValue::of(m.gain, Score::places);
}

FigureValue gain_sd(const MeasureTotals& m) {
    if (m.pairs < 2) return {};
    const PairSpreads s(m);
    if (s.of_gain < 0) return {};
    const double variance = nearest_ratio(s.of_gain, s.n * (s.n - 1));
    return FigureValue::of(std::sqrt(variance) / static_cast<double>(Score::scale));
}

FigureValue correlation(const MeasureTotals& m) {
    const PairSpreads s(m);
    if (s.of_baseline <= 0 || s.of_actual <= 0) return {};
    return FigureValue::of(
        signed_root(s.of_both * s.of_both, s.of_baseline * s.of_actual, s.of_both));
}

/// The mean gain over the SD of the gains.
FigureValue d_z(const MeasureTotals& m) {
    const PairSpreads s(m);
    if (m.pairs < stats::kFewestPairs || s.of_gain <= 0) return {};
    return FigureValue::of(signed_root(s.gain * s.gain * (s.n - 1), s.n * s.of_gain, s.gain));
}

/// The mean gain over the root mean square of the two SDs, and its standard error.
struct AveragedEffect {
    double d = 0.0;
    double error = 0.0;
    double factor = 0.0;  // J
};

std::optional<AveragedEffect> averaged_effect(const MeasureTotals& m) {
    const PairSpreads s(m);
    const Wide both = s.of_baseline + s.of_actual;
    if (m.pairs < stats::kFewestPairs || both <= 0 || s.of_gain < 0) return std::nullopt;
    AveragedEffect effect;
    effect.d = signed_root(s.gain * s.gain * 2 * (s.n - 1), s.n * both, s.gain);
    effect.error = stats::averaged_effect_error(nearest_ratio(s.of_gain * 2, s.n * both));
    effect.factor = stats::small_sample_factor(static_cast<double>(m.pairs - 1));
    return effect;
}

FigureValue d_av(const MeasureTotals& m) {
    const auto effect = averaged_effect(m);
    return effect ? FigureValue::of(effect->d) : FigureValue{};
}

/// Hedges's g, so many standard errors above it.
FigureValue hedges(const MeasureTotals& m, double errors) {
    const auto effect = averaged_effect(m);
    if (!effect) return {};
    return FigureValue::of(
        stats::corrected_effect(effect->d, errors, effect->error, effect->factor));
}
FigureValue hedges_g(const MeasureTotals& m) {
    return hedges(m, 0.0);
}
FigureValue hedges_g_low(const MeasureTotals& m) {
    return hedges(m, -kNormal975);
}
FigureValue hedges_g_high(const MeasureTotals& m) {
    return hedges(m, kNormal975);
}

FigureValue target_met_rate(const MeasureTotals& m) {
    return quotient(m.targets_met, m.with_target);
}

FigureValue ratio_gain_mean(const MeasureTotals& m) {
    if (m.ratio_gains <= 0) return {};
    const Wide divisor = Wide(m.ratio_gains) * Parameter::scale;
    return FigureValue::of(nearest_ratio(wide(m.ratio_gain_sum), divisor));
}

FigureValue reliable(const MeasureTotals& m, ReliableChange change) {
    // Without a norm SD and a reliability nothing is known of any record.
    if (m.reliable_change == std::array<std::int64_t, 3>{}) return {};
    return FigureValue::of(m.reliable_change[static_cast<std::size_t>(change)]);
}

FigureValue n_reliably_improved(const MeasureTotals& m) {
    return reliable(m, ReliableChange::improved);
}
FigureValue n_reliably_deteriorated(const MeasureTotals& m) {
    return reliable(m, ReliableChange::deteriorated);
}

FigureValue cost_per_unit_gain(const MeasureTotals& m) {
    if (m.costed_gain <= 0) return {};
    return FigureValue::of(
        nearest_ratio(wide(m.cost_of_gain) * Score::scale, wide(m.costed_gain) * Money::scale));
}

}  // namespace

// Hashes.

void HashSet::tidy() const {
    const auto middle = hashes_.begin() + static_cast<std::ptrdiff_t>(tidied_);
    sort_hashes(hashes_, tidied_);
    std::inplace_merge(hashes_.begin(), middle, hashes_.end());
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    tidied_ = hashes_.size();
    tidy_at_ = 2 * tidied_ + 1024;
}

void HashSet::add(const HashSet& other) {
    hashes_.insert(hashes_.end(), other.hashes_.begin(), other.hashes_.end());
    if (hashes_.size() >= tidy_at_) tidy();
}

const std::vector<std::uint64_t>& HashSet::sorted() const {
    if (tidied_ != hashes_.size()) tidy();
    return hashes_;
}

HashSet HashSet::of_sorted(std::vector<std::uint64_t> hashes) {
    HashSet set;
    set.hashes_ = std::move(hashes);
    set.tidied_ = set.hashes_.size();
    set.tidy_at_ = 2 * set.tidied_ + 1024;
    return set;
}

void LearnerSets::merge(const LearnerSets& other) {
    for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot)
        unidentified_[slot] += other.unidentified_[slot];
    if (!other.known_) forget();
    if (!known_) return;
    for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot)
        sets_[slot].add(other.sets_[slot]);
}

void LearnerSets::forget() {
    known_ = false;
    sets_ = {};
}

std::int64_t LearnerSets::distinct_in(unsigned slots) const {
    // The lists side by side: the smallest hash at the front of any of them is the next learner.
    using Place = std::vector<std::uint64_t>::const_iterator;
    std::vector<std::pair<Place, Place>> lists;
    for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot) {
        if ((slots >> slot & 1U) == 0) continue;
        const std::vector<std::uint64_t>& list = sets_[slot].sorted();
        if (!list.empty()) lists.emplace_back(list.begin(), list.end());
    }
    std::int64_t count = 0;
    while (lists.size() > 1) {
        std::uint64_t next = *lists.front().first;
        for (const auto& [at, end] : lists)
            next = std::min(next, *at);
        ++count;
        for (auto& [at, end] : lists)
            at += *at == next ? 1 : 0;
        std::erase_if(lists, [](const auto& list) { return list.first == list.second; });
    }
    return lists.empty() ? count : count + (lists.front().second - lists.front().first);
}

std::int64_t LearnerSets::unidentified_in(unsigned slots) const {
    std::int64_t count = 0;
    for (std::size_t slot = 0; slot < kOutcomeSlots; ++slot)
        count += (slots >> slot & 1U) != 0 ? unidentified_[slot] : 0;
    return count;
}

// Measures.

MeasureShare measure_share(const ProgressInputs& inputs, const Progress& progress,
                           const std::optional<Money>& total_cost) {
    MeasureShare share;
    if (progress.derived_outcome) share.target_met = *progress.derived_outcome != Outcome::red;
    share.reliable_change = progress.reliable_change;
    if (!progress.gain) return share;
    share.pair = {inputs.baseline.value.raw(), inputs.actual.value.raw(), progress.gain->raw()};
    if (total_cost) share.total_cost = total_cost->raw();
    if (progress.ratio_gain) {
        const Exact ratio = progress.gain->exact() / months_of_days(inputs.elapsed_days);
        share.ratio_gain =
            divide_half_even(ratio.numerator() * Parameter::scale, ratio.denominator());
    }
    return share;
}

void MeasureTotals::add(const MeasureShare& share) {
    ++records;
    if (share.target_met) {
        ++with_target;
        targets_met += *share.target_met ? 1 : 0;
    }
    if (share.reliable_change) ++reliable_change[static_cast<std::size_t>(*share.reliable_change)];
    if (share.ratio_gain) {
        ++ratio_gains;
        ratio_gain_sum.add(*share.ratio_gain);
    }
    if (!share.pair) return;
    const MeasuredPair& pair = *share.pair;
    ++pairs;
    baseline += pair.baseline;
    actual += pair.actual;
    gain += pair.gain;
    baseline_squared.add_product(pair.baseline, pair.baseline);
    actual_squared.add_product(pair.actual, pair.actual);
    baseline_by_actual.add_product(pair.baseline, pair.actual);
    if (!share.total_cost) return;
    ++costed_gains;
    costed_gain += pair.gain;
    cost_of_gain += *share.total_cost;
}

void MeasureTotals::merge(const MeasureTotals& other) {
    records += other.records;
    pairs += other.pairs;
    baseline += other.baseline;
    actual += other.actual;
    gain += other.gain;
    baseline_squared.add(other.baseline_squared);
    actual_squared.add(other.actual_squared);
    baseline_by_actual.add(other.baseline_by_actual);
    with_target += other.with_target;
    targets_met += other.targets_met;
    ratio_gains += other.ratio_gains;
    ratio_gain_sum.add(other.ratio_gain_sum);
    for (std::size_t i = 0; i < reliable_change.size(); ++i)
        reliable_change[i] += other.reliable_change[i];
    costed_gains += other.costed_gains;
    costed_gain += other.costed_gain;
    cost_of_gain += other.cost_of_gain;
}

// Groups.

void GroupTotals::add(const PlainSums& sums) {
    for (std::size_t i = 0; i < outcomes_by_cost.size(); ++i)
        outcomes_by_cost[i] += sums.outcomes_by_cost[i];
    scheduled += sums.scheduled;
    attended += sums.attended;
    hours_planned += sums.hours_planned;
    hours_received += sums.hours_received;
    hours_received_squared.add_unsigned(sums.hours_squared_low, sums.hours_squared_high);
    staff_hours += sums.staff_hours;
    uncosted_hours += sums.uncosted_hours;
    staff_cost += sums.staff_cost;
    capital_cost += sums.capital_cost;
}

void GroupTotals::note_role(std::uint64_t hash) {
    const auto at = std::lower_bound(roles.begin(), roles.end(), hash);
    if (at != roles.end() && *at == hash) return;
    roles.insert(at, hash);
    if (roles.size() > 3) roles.pop_back();
}

void GroupTotals::add_carried(std::size_t column, std::int64_t n, const Int128& sum) {
    if (n == 0) return;
    if (carried.size() <= column) carried.resize(column + 1);
    carried[column].n += n;
    carried[column].sum += sum;
}

MeasureTotals& GroupTotals::measure(std::string_view id) {
    const auto found = measures.find(id);
    if (found != measures.end()) return found->second;
    return measures.emplace(std::string(id), MeasureTotals{}).first->second;
}

void GroupTotals::merge(const GroupTotals& other, const std::vector<std::size_t>& columns) {
    for (std::size_t i = 0; i < outcomes_by_cost.size(); ++i)
        outcomes_by_cost[i] += other.outcomes_by_cost[i];
    learners.merge(other.learners);
    scheduled += other.scheduled;
    attended += other.attended;
    hours_planned += other.hours_planned;
    hours_received += other.hours_received;
    hours_received_squared.add(other.hours_received_squared);
    staff_hours += other.staff_hours;
    uncosted_hours += other.uncosted_hours;
    staff_cost += other.staff_cost;
    capital_cost += other.capital_cost;
    censored += other.censored;
    for (const std::uint64_t role : other.roles)
        note_role(role);
    for (std::size_t i = 0; i < other.carried.size(); ++i)
        add_carried(columns[i], other.carried[i].n, other.carried[i].sum);
    for (const auto& [id, totals] : other.measures)
        measure(id).merge(totals);
}

std::int64_t GroupTotals::records() const {
    std::int64_t sum = 0;
    for (const std::int64_t n : outcomes_by_cost)
        sum += n;
    return sum;
}

std::int64_t GroupTotals::costed() const {
    std::int64_t sum = 0;
    for (std::size_t i = outcome_slot(Outcome::red, true); i < outcomes_by_cost.size(); ++i)
        sum += outcomes_by_cost[i];
    return sum;
}

std::int64_t GroupTotals::with(Outcome outcome) const {
    return outcomes_by_cost[outcome_slot(outcome, false)] + costed_with(outcome);
}

std::int64_t GroupTotals::costed_with(Outcome outcome) const {
    return outcomes_by_cost[outcome_slot(outcome, true)];
}

std::int64_t GroupTotals::with_outcome() const {
    return with(Outcome::red) + with(Outcome::amber) + with(Outcome::green);
}

std::int64_t GroupTotals::learners_with_outcome() const {
    unsigned slots = 0;
    for (const Outcome outcome : {Outcome::red, Outcome::amber, Outcome::green})
        slots |= 1U << outcome_slot(outcome, false) | 1U << outcome_slot(outcome, true);
    return learners.distinct_in(slots) + learners.unidentified_in(slots);
}

const MeasureTotals* GroupTotals::only_measure() const {
    return measures.size() == 1 ? &measures.begin()->second : nullptr;
}

// Statistics.

// The list.

std::span<const GroupFigure> group_figures() {
    using T = GroupTotals;
    constexpr FigureShape kWhole{0, {}};
    constexpr FigureShape kFour{Hours::places, {}};  // sessions and scores as well
    constexpr FigureShape kPounds{Money::places, {}};
    constexpr FigureShape kReal;
    static constexpr auto kFigures = std::to_array<GroupFigure>({
        {"n_records", kWhole, [](const T& t) { return FigureValue::of(t.records()); }},
        {"n_learners", kWhole,
         [](const T& t) {
             return t.learners.known() ? FigureValue::of(t.learners.distinct()) : FigureValue{};
         }},
        {"n_unidentified", kWhole,
         [](const T& t) { return FigureValue::of(t.learners.unidentified()); }},
        {"n_red", kWhole, [](const T& t) { return FigureValue::of(t.with(Outcome::red)); }},
        {"n_amber", kWhole, [](const T& t) { return FigureValue::of(t.with(Outcome::amber)); }},
        {"n_green", kWhole, [](const T& t) { return FigureValue::of(t.with(Outcome::green)); }},
        {"n_no_outcome", kWhole,
         [](const T& t) { return FigureValue::of(t.records() - t.with_outcome()); }},
        {"n_achieved", kWhole, [](const T& t) { return FigureValue::of(achieved(t)); }},
        {"achieved_rate", kReal,
         [](const T& t) { return quotient(achieved(t), t.with_outcome()); }},
        {"achieved_low", kReal,
         [](const T& t) { return achieved_bound(t, &stats::ShareInterval::low); }},
        {"achieved_high", kReal,
         [](const T& t) { return achieved_bound(t, &stats::ShareInterval::high); }},
        {"sessions_scheduled", kFour,
         [](const T& t) { return FigureValue::of(t.scheduled, Sessions::places); }},
        {"sessions_attended", kWhole, [](const T& t) { return FigureValue::of(t.attended, 0); }},
        {"attendance_rate", kReal,
         [](const T& t) {
             if (t.scheduled == 0) return FigureValue{};
             return FigureValue::of(
                 (Exact(t.attended) / Exact(t.scheduled, Sessions::scale)).nearest());
         }},
        {"hours_planned", kFour,
         [](const T& t) { return FigureValue::of(t.hours_planned, Hours::places); }},
        {"hours_received", kFour,
         [](const T& t) { return FigureValue::of(t.hours_received, Hours::places); }},
        {"hours_received_mean", kReal, hours_mean},
        {"hours_received_sd", kReal, hours_sd},
        {"staff_hours", kFour,
         [](const T& t) { return FigureValue::of(t.staff_hours, Hours::places); }},
        {"staff_cost", kPounds, [](const T& t) { return money(t, t.staff_cost); }, true},
        {"capital_cost", kPounds, [](const T& t) { return money(t, t.capital_cost); }},
        {"total_cost", kPounds, [](const T& t) { return money(t, t.total_cost()); }, true},
        {"n_uncosted", kWhole,
         [](const T& t) { return FigureValue::of(t.records() - t.costed()); }},
        {"cost_per_learner", kReal, cost_per_learner, true},
        {"cost_per_hour", kReal, cost_per_hour, true},
        {"cost_per_outcome", kReal,
         [](const T& t) {
             return money_over(t, t.costed_with(Outcome::amber) + t.costed_with(Outcome::green));
         },
         true},
        {"cost_per_exceeded", kReal,
         [](const T& t) { return money_over(t, t.costed_with(Outcome::green)); }, true},
        {"n_measures", kWhole,
         [](const T& t) { return FigureValue::of(static_cast<std::int64_t>(t.measures.size())); }},
        {"n_pairs", kWhole, of_measure<n_pairs>},
        {"baseline_mean", kReal, of_measure<score_mean<&MeasureTotals::baseline>>},
        {"actual_mean", kReal, of_measure<score_mean<&MeasureTotals::actual>>},
        {"gain_mean", kReal, of_measure<score_mean<&MeasureTotals::gain>>},
        {"gain_sd", kReal, of_measure<gain_sd>},
        {"gain_total", kFour, of_measure<gain_total>},
        {"correlation", kReal, of_measure<correlation>},
        {"d_z", kReal, of_measure<d_z>},
        {"d_av", kReal, of_measure<d_av>},
        {"hedges_g", kReal, of_measure<hedges_g>},
        {"hedges_g_low", kReal, of_measure<hedges_g_low>},
        {"hedges_g_high", kReal, of_measure<hedges_g_high>},
        {"target_met_rate", kReal, of_measure<target_met_rate>},
        {"ratio_gain_mean", kReal, of_measure<ratio_gain_mean>},
        {"n_reliably_improved", kWhole, of_measure<n_reliably_improved>},
        {"n_reliably_deteriorated", kWhole, of_measure<n_reliably_deteriorated>},
        {"cost_per_unit_gain", kReal, of_measure<cost_per_unit_gain>, true},
        {"n_censored", kWhole, [](const T& t) { return FigureValue::of(t.censored); }},
    });
    return kFigures;
}

}  // namespace effaith
