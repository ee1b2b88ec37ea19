// The numbers in the rules of practice: how many pupils are too few, which effect is worth having.
//
// Advice, verdicts and days of review come from stated rules. The numbers in them are here, in one
// list, each with its usual value, the range that it may be set to, what it decides and where it
// comes from; the key `practice` of a configuration changes them. None is a law of nature: an
// authority that has better ones sets them.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "effaith/fixed.hpp"

namespace effaith {

enum class Threshold : std::uint8_t {
    fewest_pupils,
    worthwhile_effect,
    least_attendance,
    achieved_share,
    costly_ratio,
    fewest_observations,
    trend_significance,
    fluctuating_moves,
    profile_review_months,
    idp_review_months,
    visit_cycle_months,
    review_compliance,
    least_agreement,
    review_notice_days
};

inline constexpr std::size_t kThresholdCount = 14;

struct ThresholdRule {
    std::string_view name;  ///< in documents
    bool is_count;          ///< a whole number
    Parameter usual;
    Parameter least;
    Parameter most;
    std::string_view decides;
    std::string_view source;
};

/// Every threshold, in the order of the enum.
inline constexpr std::array<ThresholdRule, kThresholdCount> kThresholds{{
    {"fewest_pupils", true, Parameter::from_whole(5), Parameter::from_whole(2),
     Parameter::from_whole(1000), "Below so many pupils a sheet's numbers are too few to say.",
     "The count below which school statistics are not reported."},
    {"worthwhile_effect", false, Parameter::from_raw(450000), Parameter::from_raw(10000),
     Parameter::from_whole(5),
     "An effect of so many standard deviations of the gain is worth the time: stop where the "
     "interval of the effect lies below it.",
     "Set so that with 30 pupils an effect of 0.5 is stopped less than once in 50 times and one of "
     "0 more often than not; near the 0.4 that is often asked of an intervention."},
    {"least_attendance", false, Parameter::from_raw(750000), Parameter{}, Parameter::from_whole(1),
     "Below this share of the sessions due an intervention has not been tried as planned: what it "
     "did says little of what it can do.",
     "A convention: three sessions in four."},
    {"achieved_share", false, Parameter::from_raw(500000), Parameter{}, Parameter::from_whole(1),
     "Where there are outcomes and no scores: the share of pupils who achieve their target, held "
     "against its interval.",
     "A convention: more than half."},
    {"costly_ratio", false, Parameter::from_whole(2), Parameter::from_whole(1),
     Parameter::from_whole(100),
     "A cost per outcome above so many times the median of the other interventions is looked at.",
     "A convention: twice the median."},
    {"fewest_observations", true, Parameter::from_whole(5), Parameter::from_whole(4),
     Parameter::from_whole(100), "Below so many observations a journey has no verdict.",
     "With four values not even a steady rise is beyond chance at 5% (Kendall 1938)."},
    {"trend_significance", false, Parameter::from_raw(50000), Parameter::from_raw(1000),
     Parameter::from_raw(200000),
     "A journey improves or slips where chance alone gives such a trend less often than this.",
     "The usual 5%, two-sided."},
    {"fluctuating_moves", true, Parameter::from_whole(2), Parameter::from_whole(1),
     Parameter::from_whole(100),
     "A journey without a trend fluctuates where it rose and fell so many times each, by more than "
     "the measure's error or a step.",
     "A convention: twice up and twice down."},
    {"profile_review_months", true, Parameter::from_whole(6), Parameter::from_whole(1),
     Parameter::from_whole(60), "So many months after a review a one-page profile is overdue.",
     "At least twice a year."},
    {"idp_review_months", true, Parameter::from_whole(12), Parameter::from_whole(1),
     Parameter::from_whole(60),
     "So many months after a review an individual development plan is overdue.",
     "At least once a year (Additional Learning Needs and Education Tribunal (Wales) Act 2018)."},
    {"visit_cycle_months", true, Parameter::from_whole(24), Parameter::from_whole(1),
     Parameter::from_whole(120), "So many months after a quality visit the next one is due.",
     "A cycle of two years."},
    {"review_compliance", false, Parameter::from_raw(900000), Parameter{}, Parameter::from_whole(1),
     "A share of learners, of those whom a duty is owed, above which it counts as met: held "
     "against its interval.",
     "A convention: nine in ten."},
    {"least_agreement", false, Parameter::from_raw(600000), Parameter{}, Parameter::from_whole(1),
     "A weighted kappa whose whole interval lies below this calls for moderation.",
     "Substantial agreement begins at about 0.6 (Landis & Koch 1977)."},
    {"review_notice_days", true, Parameter::from_whole(28), Parameter{}, Parameter::from_whole(365),
     "A review is called due from so many days before its day.", "A convention: four weeks."},
}};

/// The thresholds of a configuration.
class Thresholds {
  public:
    constexpr Thresholds() {
        for (std::size_t i = 0; i < kThresholdCount; ++i)
            values_[i] = kThresholds[i].usual;
    }
    constexpr Parameter at(Threshold which) const {
        return values_[static_cast<std::size_t>(which)];
    }
    double real(Threshold which) const { return *at(which).exact().nearest(); }
    /// For thresholds that are counts.
    std::int64_t count(Threshold which) const { return at(which).raw() / Parameter::scale; }
    constexpr void set(Threshold which, Parameter value) {
        values_[static_cast<std::size_t>(which)] = value;
    }
    friend constexpr bool operator==(const Thresholds&, const Thresholds&) = default;

  private:
    std::array<Parameter, kThresholdCount> values_;
};

}  // namespace effaith
