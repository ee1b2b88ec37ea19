// Quality assurance: what a school, a cluster or a local authority keeps beside its records, and
// what follows from it: are reviews on time, are visits due, is the evidence there.
//
// Everything is as of a day that is given; periods and shares are thresholds of the configuration.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/practice/document.hpp"
#include "effaith/practice/finding.hpp"
#include "effaith/stats/proportion.hpp"
#include "effaith/thresholds.hpp"

namespace effaith::practice {

enum class SettingKind : std::uint8_t { school, specialist_resource_base, pupil_referral_service };
inline constexpr std::array<std::string_view, 3> kSettingKindNames{
    "school", "specialist_resource_base", "pupil_referral_service"};
template <>
struct WordsOf<SettingKind> {
    static constexpr const auto& names = kSettingKindNames;
};

/// A paper that a setting prepares for its next visit.
struct VisitPaper {
    std::string paper;
    std::optional<Date> prepared;

    static constexpr auto parts() {
        using P = VisitPaper;
        return std::tuple{part("paper", &P::paper, "What it is: a provision map …", kNeeded),
                          part("prepared", &P::prepared, "When it was ready; not yet without it.")};
    }
    friend bool operator==(const VisitPaper&, const VisitPaper&) = default;
};

/// A school, or a base or service that is visited by itself.
struct Setting {
    std::string school_id;
    std::optional<SettingKind> kind;
    std::string cluster_id;
    std::string authority_id;
    std::vector<Date> visits;
    std::vector<VisitPaper> papers;

    static constexpr auto parts() {
        using S = Setting;
        return std::tuple{
            part("school_id", &S::school_id, "The setting, as its records name it.", kNeeded),
            part("kind", &S::kind, "What it is; a school without it."),
            part("cluster_id", &S::cluster_id, "Its cluster; the document's without it."),
            part("authority_id", &S::authority_id,
                 "Its local authority; the document's without it."),
            part("visits", &S::visits, "The days of quality visits, made and planned."),
            part("papers", &S::papers, "What is prepared for the next visit.")};
    }
    friend bool operator==(const Setting&, const Setting&) = default;
};

/// What is kept of a learner: reviews, who was heard, targets.
struct QualityLearner {
    std::string learner_id;
    std::string school_id;
    std::vector<Date> profile_reviews;
    std::optional<bool> has_idp;
    std::vector<Date> idp_reviews;
    std::optional<bool> parents_engaged;
    std::optional<bool> learner_voice;
    std::int64_t targets = 0;
    std::int64_t smart_targets = 0;

    static constexpr auto parts() {
        using L = QualityLearner;
        return std::tuple{
            part("learner_id", &L::learner_id, "The learner.", kNeeded),
            part("school_id", &L::school_id, "The learner's school.", kNeeded),
            part("profile_reviews", &L::profile_reviews,
                 "The days on which the one-page profile was made or reviewed."),
            part("has_idp", &L::has_idp,
                 "Whether there is an individual development plan; not said without it."),
            part("idp_reviews", &L::idp_reviews, "The days on which it was made or reviewed."),
            part("parents_engaged", &L::parents_engaged,
                 "Whether parents took part; not said without it."),
            part("learner_voice", &L::learner_voice,
                 "Whether the learner's own view was heard; not said without it."),
            part("targets", &L::targets, "How many targets there are."),
            part("smart_targets", &L::smart_targets, "How many of them are SMART.")};
    }
    friend bool operator==(const QualityLearner&, const QualityLearner&) = default;
};

/// A moderator's own judgement of a record's outcome.
struct ModeratorRating {
    std::string school_id;
    std::string record_id;
    std::optional<Outcome> rating;
    std::optional<Date> date;

    static constexpr auto parts() {
        using R = ModeratorRating;
        return std::tuple{
            part("record_id", &R::record_id, "The record's id.", kNeeded),
            part("school_id", &R::school_id, "The record's school, where ids are a school's own."),
            part("rating", &R::rating, "The outcome by the moderator.", kNeeded),
            part("date", &R::date, "When.")};
    }
    friend bool operator==(const ModeratorRating&, const ModeratorRating&) = default;
};

/// A piece of the evidence that a cluster's panel asks for.
struct EvidenceItem {
    std::string item;
    std::optional<bool> present;
    std::string where;

    static constexpr auto parts() {
        using I = EvidenceItem;
        return std::tuple{part("item", &I::item, "What is asked for.", kNeeded),
                          part("present", &I::present, "Whether it is there; no without it."),
                          part("where", &I::where, "Where it is kept.")};
    }
    friend bool operator==(const EvidenceItem&, const EvidenceItem&) = default;
};

struct Quality {
    std::string id;
    std::string cluster_id;
    std::string authority_id;
    std::vector<Setting> settings;
    std::vector<QualityLearner> learners;
    std::vector<ModeratorRating> moderation;
    std::vector<EvidenceItem> checklist;

    static constexpr auto parts() {
        using Q = Quality;
        return std::tuple{
            part("id", &Q::id, "The document's own identifier."),
            part("cluster_id", &Q::cluster_id, "The cluster of settings that name none."),
            part("authority_id", &Q::authority_id, "The authority of settings that name none."),
            part("settings", &Q::settings, "Schools, resource bases, referral services."),
            part("learners", &Q::learners, "What is kept of each learner."),
            part("moderation", &Q::moderation, "Outcomes as moderators judged them."),
            part("checklist", &Q::checklist, "The evidence that the cluster's panel asks for.")};
    }
    friend bool operator==(const Quality&, const Quality&) = default;
};

/// Who a review is made for.
enum class ReviewLevel : std::uint8_t { school, cluster, authority };
inline constexpr std::array<std::string_view, 3> kReviewLevelNames{"school", "cluster",
                                                                   "authority"};
template <>
struct WordsOf<ReviewLevel> {
    static constexpr const auto& names = kReviewLevelNames;
};
constexpr std::string_view name_of(ReviewLevel level) {
    return kReviewLevelNames[static_cast<std::size_t>(level)];
}

/// Settings twice or in two clusters, learners and moderated records twice, more SMART targets than
/// targets, days after `as_of`, learners of no setting. A learner with an error is in no count; of
/// a setting that is there twice the first entry counts.
Findings check(const Quality& quality, std::optional<Date> as_of);

/// The part of a document that is about one school, cluster or authority: its settings, their
/// learners. The ratings stay, for their records say where they belong. All of it without a unit.
Quality within(const Quality& quality, ReviewLevel level, const std::optional<std::string>& unit);

/// The settings that are of no cluster or authority, for neither they nor the document say so:
/// `missing`, at the place where it would stand.
Findings unplaced(const Quality& quality, ReviewLevel level);

enum class Duty : std::uint8_t {
    profile_reviewed,
    idp_reviewed,
    parents_engaged,
    learner_voice,
    smart_targets
};
inline constexpr std::array<std::string_view, 5> kDutyNames{
    "profile_reviewed", "idp_reviewed", "parents_engaged", "learner_voice", "smart_targets"};
constexpr std::string_view name_of(Duty duty) {
    return kDutyNames[static_cast<std::size_t>(duty)];
}

/// Of how many learners a duty is met. Each counts once, so that Wilson's interval holds.
struct Compliance {
    Duty duty = Duty::profile_reviewed;
    std::int64_t met = 0;
    std::int64_t n = 0;         ///< to whom it is owed, and of whom it is said
    std::int64_t not_said = 0;  ///< of whom the document does not say
    stats::Proportion share;    ///< met / n
};

/// Every duty on a day, in the order of the enum. Profiles are owed to every learner, plans'
/// reviews to those with a plan, SMART targets (all of them SMART) to those with targets. A review
/// after `as_of` has not been yet.
std::vector<Compliance> compliance(const Quality& quality, Date as_of,
                                   const Thresholds& thresholds);

/// A learner whose profile or plan is to be reviewed; none of the days where there was no review.
struct OverdueReview {
    std::string learner_id;
    std::string school_id;
    Duty duty = Duty::profile_reviewed;
    std::optional<Date> last;
    std::optional<Date> due;
};

/// The learners whose reviews are overdue on a day, by school and learner.
std::vector<OverdueReview> overdue_reviews(const Quality& quality, Date as_of,
                                           const Thresholds& thresholds);

enum class VisitState : std::uint8_t { in_cycle, overdue, never_visited };
inline constexpr std::array<std::string_view, 3> kVisitStateNames{"in_cycle", "overdue",
                                                                  "never_visited"};
constexpr std::string_view name_of(VisitState state) {
    return kVisitStateNames[static_cast<std::size_t>(state)];
}

/// Where a setting stands in the cycle of visits.
struct VisitDue {
    std::string school_id;
    std::string cluster_id;
    SettingKind kind = SettingKind::school;
    VisitState state = VisitState::never_visited;
    std::optional<Date> last;     ///< the last visit up to `as_of`
    std::optional<Date> due;      ///< the day by which the next one is due; none without a last
    std::optional<Date> planned;  ///< the next one that is planned
    std::int64_t papers = 0;
    std::int64_t papers_prepared = 0;  ///< up to `as_of`
};

/// The visits of every setting on a day, those first that are due first; never visited before all.
std::vector<VisitDue> visits(const Quality& quality, Date as_of, const Thresholds& thresholds);

}  // namespace effaith::practice
