// The register behind a provision map: which learners are at which tier with which need, what each
// tier asks for, and who is trained for what.
//
// A learner's entries follow one another: on any day a learner stands at one tier, or at none. The
// graduated response counts them on a day, and their moves since another.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "effaith/measure.hpp"
#include "effaith/practice/document.hpp"
#include "effaith/practice/finding.hpp"
#include "effaith/stats/proportion.hpp"

namespace effaith::practice {

/// A learner at a tier, with an area of need, from a day to another (both included).
struct TierEntry {
    std::string tier;
    std::string area_of_need;
    std::optional<Date> from;
    std::optional<Date> to;
    std::optional<bool> met_exit;
    std::string note;

    static constexpr auto parts() {
        using E = TierEntry;
        return std::tuple{
            part("tier", &E::tier, "The tier, a code: universal, universal_plus, targeted …",
                 kNeeded),
            part("area_of_need", &E::area_of_need, "The main area of need, a code."),
            part("from", &E::from, "The first day.", kNeeded),
            part("to", &E::to, "The last day; the learner is still there without it."),
            part("met_exit", &E::met_exit,
                 "Whether the learner meets the tier's exit criteria; not judged without it."),
            part("note", &E::note, "Why the learner entered, or left.")};
    }
    friend bool operator==(const TierEntry&, const TierEntry&) = default;

    bool holds_on(Date day) const { return *from <= day && (!to || day <= *to); }
};

struct RegisterLearner {
    std::string learner_id;
    std::string year_group;
    std::vector<TierEntry> entries;

    static constexpr auto parts() {
        using L = RegisterLearner;
        return std::tuple{part("learner_id", &L::learner_id, "The learner.", kNeeded),
                          part("year_group", &L::year_group, "The National Curriculum year."),
                          part("entries", &L::entries, "The tiers, one after the other.")};
    }
    friend bool operator==(const RegisterLearner&, const RegisterLearner&) = default;

    /// The entry of a day; null where the learner is at no tier.
    const TierEntry* on(Date day) const {
        for (const TierEntry& entry : entries)
            if (entry.holds_on(day)) return &entry;
        return nullptr;
    }
};

struct TierCriteria {
    std::string tier;
    std::vector<std::string> entry;
    std::vector<std::string> exit;

    static constexpr auto parts() {
        using C = TierCriteria;
        return std::tuple{part("tier", &C::tier, "The tier, a code.", kNeeded),
                          part("entry", &C::entry, "What brings a learner to it."),
                          part("exit", &C::exit, "What a learner leaves it by.")};
    }
    friend bool operator==(const TierCriteria&, const TierCriteria&) = default;
};

struct Training {
    std::string role;
    std::string intervention;
    std::optional<Date> date;
    std::optional<Date> lapses;

    static constexpr auto parts() {
        using T = Training;
        return std::tuple{
            part("role", &T::role, "The role that was trained.", kNeeded),
            part("intervention", &T::intervention, "For which intervention.", kNeeded),
            part("date", &T::date, "When.", kNeeded),
            part("lapses", &T::lapses, "The last day on which it counts; for good without it.")};
    }
    friend bool operator==(const Training&, const Training&) = default;
};

/// Who holds a view.
enum class Viewer : std::uint8_t { pupil, parent, professional };
inline constexpr std::array<std::string_view, 3> kViewerNames{"pupil", "parent", "professional"};
template <>
struct WordsOf<Viewer> {
    static constexpr const auto& names = kViewerNames;
};

/// A view of a learner's provision, or of how skills carry over, on a measure or in words.
struct View {
    std::string learner_id;
    std::optional<Viewer> viewer;
    std::optional<Date> date;
    std::string measure;
    Given value;
    std::string words;

    static constexpr auto parts() {
        using V = View;
        return std::tuple{part("learner_id", &V::learner_id, "Whom it is about.", kNeeded),
                          part("viewer", &V::viewer, "Whose view it is.", kNeeded),
                          part("date", &V::date, "When.", kNeeded),
                          part("measure", &V::measure, "A measure's id."),
                          part("value", &V::value, "The value on it."),
                          part("words", &V::words, "The view in words.")};
    }
    friend bool operator==(const View&, const View&) = default;
};

struct Register {
    std::string id;
    std::string school_id;
    std::string cluster_id;
    std::string authority_id;
    std::vector<RegisterLearner> learners;
    std::vector<TierCriteria> criteria;
    std::vector<Training> training;
    std::vector<View> views;

    static constexpr auto parts() {
        using R = Register;
        return std::tuple{
            part("id", &R::id, "The register's own identifier."),
            part("school_id", &R::school_id, "The school."),
            part("cluster_id", &R::cluster_id, "The school's cluster."),
            part("authority_id", &R::authority_id, "The school's local authority."),
            part("learners", &R::learners, "The learners with their tiers."),
            part("criteria", &R::criteria, "What brings learners to a tier and lets them go."),
            part("training", &R::training, "Who is trained for what."),
            part("views", &R::views, "Views of pupils, parents and professionals.")};
    }
    friend bool operator==(const Register&, const Register&) = default;
};

/// Learners twice, entries that end before they start, learners in two tiers on one day, views of
/// learners who are not there. A learner with an error is in no count, one who is there twice in
/// none of the entries.
Findings check(const Register& list);

/// The learners without an error, in their order.
std::vector<const RegisterLearner*> sound_learners(const Register& list);

/// The learners of one tier on a day.
struct TierCount {
    std::string tier;
    std::int64_t n = 0;
    std::int64_t judged = 0;    ///< of whom it is said whether they meet the exit criteria
    std::int64_t met_exit = 0;  ///< and of these, those who do
    stats::Proportion share;    ///< met_exit / judged
};

/// Learners who stood at one tier then and at another now; empty for none.
struct TierMove {
    std::string from;
    std::string to;
    std::int64_t n = 0;
};

struct GraduatedResponse {
    std::vector<TierCount> tiers;  ///< in the order in which the register's tiers first appear
    std::vector<TierMove> moves;   ///< by `from`, then `to`; nobody who stayed
};

/// The learners at each tier on `as_of`, and their moves since `since` where there is one.
GraduatedResponse graduated_response(const Register& list, Date as_of, std::optional<Date> since);

/// A view of the register that can be counted: with its value, or in words alone.
struct CountedView {
    std::size_t position = 0;          ///< among the register's views, from 0
    const Measure* measure = nullptr;  ///< null for words alone
    Score value;
};

/// The views that one kind of person has on one measure. First and latest are of the learners with
/// views on two days or more, so that they are about the same learners.
struct ViewCount {
    std::string measure;  ///< its id; empty for views in words alone
    Viewer viewer = Viewer::pupil;
    std::int64_t n = 0;         ///< views
    std::int64_t learners = 0;  ///< whom they are about
    std::int64_t followed = 0;  ///< of these, with views on two days or more
    stats::Number mean_first;   ///< over the followed; ordinal_scale on a ladder
    stats::Number mean_latest;
    std::int64_t better = 0;  ///< of the followed, by the measure's direction
    std::int64_t same = 0;
    std::int64_t worse = 0;
};

/// Counts views of the learners without an error up to `as_of`, by measure and viewer. Views after
/// that day are findings. Of two by the same kind of person on one learner and measure on one day
/// nobody can tell which came first: both are counted, and the learner is not followed.
std::vector<ViewCount> count_views(const Register& list, const std::vector<CountedView>& views,
                                   Date as_of, Findings& findings);

/// What a record says of provision, for the map and its gaps.
struct Provision {
    std::string learner_id;
    std::string intervention;
    std::vector<std::string> roles;
    Days days;
    bool has_outcome = false;
};

enum class GapKind : std::uint8_t {
    need_without_provision,
    no_trained_deliverer,
    exit_met_still_in,
    no_outcome
};
inline constexpr std::array<std::string_view, 4> kGapNames{
    "need_without_provision", "no_trained_deliverer", "exit_met_still_in", "no_outcome"};

/// One gap: of a need, an intervention or a tier, with the learners or records that it concerns.
struct Gap {
    GapKind kind = GapKind::need_without_provision;
    std::string subject;  ///< area of need, intervention, tier
    std::int64_t n = 0;   ///< learners; of an intervention records
    std::vector<std::string> learners;
};

/// Where need and provision do not meet on a day: areas of need with learners none of whom has
/// provision on that day; interventions running on it that no role which delivers them is trained
/// for; tiers whose learners met the exit criteria and are still in; interventions that have ended,
/// none of whose records has an outcome.
std::vector<Gap> gaps(const Register& list, const std::vector<Provision>& provision, Date as_of);

}  // namespace effaith::practice
