// Advice on an intervention, from stated rules: run it again, alter it, stop it, train its staff.
//
// Each rule looks at one thing and says what follows from it, with the figures that it looked at
// and how many pupils stand behind them; its numbers are thresholds of the configuration. A pupil
// of several records is one pupil with several outcomes.
//
// * effect: progress beyond expectation, as a standardised mean (Hedges's g of the difference) with
//   its exact 95% interval. The whole interval above 0: run again. All of it below the worthwhile
//   effect: stop. Both, or neither: alter. Without an expectation ordinary growth is part of the
//   progress, so the rule can say stop and nothing else.
// * outcomes: the share of outcomes that were achieved with its Wilson 95% interval, against the
//   threshold: above it run again, below it stop, around it alter.
// * attendance: a share of the sessions due below the threshold says alter: it was not tried. Where
//   it is known how many pupils came to no session, whose records are in no figure, they count as
//   due what the others were on average.
// * deliverers: where the shares of two deliverers differ by more than chance (Newcombe's 95%
//   interval of the difference lies off 0), train.
// * cost: a cost per outcome far above the median of the other interventions says alter.
//
// The advice as a whole is that of the effect where it says something, else that of the outcomes;
// attendance turns stop into alter, and attendance and cost turn run again into alter. Fewer pupils
// than the threshold (of outcomes: pupils with one): `too_few`, by every rule.
//
// Decision: a rule that cannot say anything says `nothing`, with its reason; it never guesses.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/stats/fields.hpp"
#include "effaith/stats/number.hpp"
#include "effaith/thresholds.hpp"

namespace effaith::practice {

enum class Says : std::uint8_t { run_again, alter, stop, train, nothing, too_few };
inline constexpr std::array<std::string_view, 6> kSaysNames{"run_again", "alter",   "stop",
                                                            "train",     "nothing", "too_few"};
constexpr std::string_view name_of(Says says) {
    return kSaysNames[static_cast<std::size_t>(says)];
}

enum class AdviceRule : std::uint8_t { effect, outcomes, attendance, deliverers, cost };
inline constexpr std::array<std::string_view, 5> kAdviceRuleNames{
    "effect", "outcomes", "attendance", "deliverers", "cost"};
constexpr std::string_view name_of(AdviceRule rule) {
    return kAdviceRuleNames[static_cast<std::size_t>(rule)];
}

/// A figure that a rule looked at, and how people read it.
struct AdviceFigure {
    enum class Kind : std::uint8_t { plain, count, share, money };
    std::string_view name;
    stats::Number value;
    Kind kind = Kind::plain;
};

struct RuleAdvice {
    AdviceRule rule = AdviceRule::effect;
    Says says = Says::nothing;
    std::int64_t n = 0;  ///< pupils who took part; those with scores of `effect`; those due of
                         ///< `attendance`
    std::vector<AdviceFigure> figures;
    std::string subject;  ///< whom it is about: the deliverer to train; empty elsewhere
};

struct Advice {
    Says says = Says::too_few;  ///< of the intervention as a whole
    AdviceRule because = AdviceRule::effect;
    std::vector<RuleAdvice> rules;  ///< each rule; `deliverers` once for each who is behind
};

/// What the gains of the pupils are held against.
enum class Expectation : std::uint8_t {
    none,      ///< from their start alone: ordinary growth is in it
    growth,    ///< what the measure expects of the time, or a month a month of an age
    by_design  ///< a standard score, which stands still where a pupil keeps up
};
inline constexpr std::array<std::string_view, 3> kExpectationNames{"none", "growth", "by_design"};

/// How the pupils of one deliverer came out. A pupil of two roles counts under both.
struct DelivererOutcomes {
    std::string role;
    std::int64_t n_pupils = 0;  ///< with an outcome
    std::int64_t n_outcomes = 0;
    std::int64_t n_achieved = 0;
};

/// Progress as a standardised mean with its interval, where it is known from elsewhere.
struct ProgressEffect {
    std::int64_t n = 0;  ///< pupils behind it
    stats::Number g;
    stats::Interval limits = stats::Interval::none(stats::Reason::too_few);
};

/// What the rules look at, for one intervention.
struct AdviceInputs {
    std::int64_t n_pupils = 0;  ///< who took part
    std::int64_t n_with_outcome =
        0;                        ///< of them with an outcome, or as many as are sure to have one
    std::int64_t n_outcomes = 0;  ///< as many for a pupil as there are records with one
    std::int64_t n_achieved = 0;
    std::vector<double> progress;  ///< of each pupil with scores, better positive, on one measure
    std::optional<ProgressEffect> effect;  ///< instead of `progress`
    Expectation expectation = Expectation::none;
    bool mixed_measures = false;  ///< several measures or a ladder: no mean can be taken
    stats::Number attendance;     ///< attended / due, of those who took part
    std::optional<std::int64_t> n_never_came;  ///< pupils due who came to nothing, where known
    std::vector<DelivererOutcomes> deliverers;
    stats::Number cost_per_outcome;
    std::vector<double> other_costs;  ///< per outcome, of the other interventions
};

Advice advise(const AdviceInputs& inputs, const Thresholds& thresholds);

}  // namespace effaith::practice
