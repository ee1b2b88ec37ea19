#include "effaith/practice/advice.hpp"

#include <algorithm>

#include "effaith/stats/paired_effect.hpp"
#include "effaith/stats/proportion.hpp"

namespace effaith::practice {
namespace {

using stats::Interval;
using stats::Number;
using stats::Reason;
using Kind = AdviceFigure::Kind;

/// Hedges's g of the differences, in their own standard deviation, with exact limits. Pupils who
/// all made the same progress have no spread: `no_variation`.
ProgressEffect effect_of(const std::vector<double>& progress) {
    const std::vector<double> expected(progress.size(), 0.0);
    const stats::PairedEffect paired = stats::paired_effect(expected, progress);
    return {paired.n, paired.g_z, {paired.d_z_noncentral.g_low, paired.d_z_noncentral.g_high}};
}

RuleAdvice effect_advice(const AdviceInputs& in, const Thresholds& thresholds) {
    RuleAdvice advice;
    advice.rule = AdviceRule::effect;
    if (in.mixed_measures || (in.progress.empty() && !in.effect)) return advice;
    const ProgressEffect effect = in.effect ? *in.effect : effect_of(in.progress);
    const double worthwhile = thresholds.real(Threshold::worthwhile_effect);
    advice.n = effect.n;
    advice.figures = {{"effect", effect.g},
                      {"low", effect.limits.low},
                      {"high", effect.limits.high},
                      {"worthwhile", worthwhile}};
    if (effect.n < thresholds.count(Threshold::fewest_pupils)) {
        advice.says = Says::too_few;
        return advice;
    }
    if (!effect.limits.low || !effect.limits.high) return advice;
    const bool above_nothing = *effect.limits.low > 0.0;
    const bool below_worthwhile = *effect.limits.high < worthwhile;
    const bool can_credit = in.expectation != Expectation::none;
    if (below_worthwhile && !above_nothing) {
        advice.says = Says::stop;
    } else if (can_credit) {
        advice.says = above_nothing && !below_worthwhile ? Says::run_again : Says::alter;
    }
    return advice;
}

RuleAdvice outcome_advice(const AdviceInputs& in, const Thresholds& thresholds) {
    RuleAdvice advice;
    advice.rule = AdviceRule::outcomes;
    advice.n = in.n_pupils;
    if (in.n_outcomes == 0) return advice;
    const stats::Proportion share = stats::proportion(in.n_achieved, in.n_outcomes);
    const double enough = thresholds.real(Threshold::achieved_share);
    advice.figures = {{"outcomes", Number(static_cast<double>(in.n_outcomes)), Kind::count},
                      {"achieved", Number(static_cast<double>(in.n_achieved)), Kind::count},
                      {"share", share.estimate, Kind::share},
                      {"low", share.wilson.low, Kind::share},
                      {"high", share.wilson.high, Kind::share},
                      {"threshold", enough, Kind::share}};
    if (in.n_with_outcome < thresholds.count(Threshold::fewest_pupils)) {
        advice.says = Says::too_few;
    } else if (*share.wilson.low > enough) {
        advice.says = Says::run_again;
    } else if (*share.wilson.high < enough) {
        advice.says = Says::stop;
    } else {
        advice.says = Says::alter;
    }
    return advice;
}

/// The attendance of all who were due, with those who never came.
Number attendance_of_due(const AdviceInputs& in) {
    const auto never = static_cast<double>(in.n_never_came.value_or(0));
    if (never == 0.0) return in.attendance;
    if (in.n_pupils == 0) return 0.0;
    if (!in.attendance) return in.attendance;
    const auto came = static_cast<double>(in.n_pupils);
    return *in.attendance * came / (came + never);
}

RuleAdvice attendance_advice(const AdviceInputs& in, const Thresholds& thresholds) {
    RuleAdvice advice;
    advice.rule = AdviceRule::attendance;
    advice.n = in.n_pupils + in.n_never_came.value_or(0);
    const double least = thresholds.real(Threshold::least_attendance);
    const Number attendance = attendance_of_due(in);
    advice.figures = {{"attendance", attendance, Kind::share}, {"threshold", least, Kind::share}};
    if (in.n_never_came) {
        const Number never(static_cast<double>(*in.n_never_came));
        advice.figures.push_back({"never_came", never, Kind::count});
    }
    if (!attendance) return advice;
    if (advice.n < thresholds.count(Threshold::fewest_pupils)) {
        advice.says = Says::too_few;
    } else if (*attendance < least) {
        advice.says = Says::alter;
    }
    return advice;
}

/// How one deliverer's pupils came out beside those of all the others.
RuleAdvice deliverer_advice(const DelivererOutcomes& one, const DelivererOutcomes& others,
                            const Thresholds& thresholds) {
    RuleAdvice advice;
    advice.rule = AdviceRule::deliverers;
    advice.subject = one.role;
    advice.n = one.n_pupils;
    const stats::ProportionDifference beside = stats::proportion_difference(
        one.n_achieved, one.n_outcomes, others.n_achieved, others.n_outcomes);
    advice.figures = {{"outcomes", Number(static_cast<double>(one.n_outcomes)), Kind::count},
                      {"share", beside.p1, Kind::share},
                      {"others_share", beside.p2, Kind::share},
                      {"difference", beside.difference, Kind::share},
                      {"low", beside.newcombe.low, Kind::share},
                      {"high", beside.newcombe.high, Kind::share}};
    const std::int64_t fewest = thresholds.count(Threshold::fewest_pupils);
    if (one.n_pupils < fewest || others.n_pupils < fewest) {
        advice.says = Says::too_few;
    } else if (*beside.newcombe.high < 0.0) {
        advice.says = Says::train;
    }
    return advice;
}

void add_deliverers(const AdviceInputs& in, const Thresholds& thresholds,
                    std::vector<RuleAdvice>& rules) {
    for (const DelivererOutcomes& one : in.deliverers) {
        // A pupil of this deliverer too is not counted as one of the others'.
        const DelivererOutcomes others{"", in.n_with_outcome - one.n_pupils,
                                       in.n_outcomes - one.n_outcomes,
                                       in.n_achieved - one.n_achieved};
        // Who teaches everybody is compared with nobody.
        if (others.n_outcomes > 0 && one.n_outcomes > 0)
            rules.push_back(deliverer_advice(one, others, thresholds));
    }
}

/// The middle one, or the mean of the two in the middle.
double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2.0;
}

RuleAdvice cost_advice(const AdviceInputs& in, const Thresholds& thresholds) {
    RuleAdvice advice;
    advice.rule = AdviceRule::cost;
    advice.n = in.n_pupils;
    const double costly = thresholds.real(Threshold::costly_ratio);
    const Number others = in.other_costs.empty() ? Number(Reason::no_comparison_group)
                                                 : Number(median_of(in.other_costs));
    const Number times = stats::ratio(in.cost_per_outcome, others);
    advice.figures = {{"cost_per_outcome", in.cost_per_outcome, Kind::money},
                      {"others_cost", others, Kind::money},
                      {"times", times},
                      {"threshold", costly}};
    if (!times) return advice;
    if (in.n_pupils < thresholds.count(Threshold::fewest_pupils)) {
        advice.says = Says::too_few;
    } else if (*times > costly) {
        advice.says = Says::alter;
    }
    return advice;
}

bool decides(const RuleAdvice& advice) {
    return advice.says == Says::run_again || advice.says == Says::alter ||
           advice.says == Says::stop;
}

const RuleAdvice& rule(const Advice& advice, AdviceRule which) {
    return *std::find_if(advice.rules.begin(), advice.rules.end(),
                         [which](const RuleAdvice& each) { return each.rule == which; });
}

/// The advice as a whole, from that of the rules.
void conclude(Advice& advice) {
    const RuleAdvice& effect = rule(advice, AdviceRule::effect);
    const RuleAdvice& outcomes = rule(advice, AdviceRule::outcomes);
    const RuleAdvice& basis = decides(effect) ? effect : outcomes;
    advice.because = basis.rule;
    advice.says = decides(basis) ? basis.says : Says::too_few;
    const bool untried = rule(advice, AdviceRule::attendance).says == Says::alter;
    const bool costly = rule(advice, AdviceRule::cost).says == Says::alter;
    const bool is_tempered = (advice.says == Says::stop && untried) ||
                             (advice.says == Says::run_again && (untried || costly));
    if (!is_tempered) return;
    advice.says = Says::alter;
    advice.because = untried ? AdviceRule::attendance : AdviceRule::cost;
}

}  // namespace

Advice advise(const AdviceInputs& inputs, const Thresholds& thresholds) {
    Advice advice;
    advice.rules = {effect_advice(inputs, thresholds), outcome_advice(inputs, thresholds),
                    attendance_advice(inputs, thresholds), cost_advice(inputs, thresholds)};
    add_deliverers(inputs, thresholds, advice.rules);
    conclude(advice);
    return advice;
}

}  // namespace effaith::practice
