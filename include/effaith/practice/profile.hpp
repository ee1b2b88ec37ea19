// The pupil profile: needs, strengths and views of one learner, the targets of the term, when it
// was reviewed, and the sheets and journeys of that learner.
//
// What is due when follows from dates alone: a one-page profile and an individual development plan
// (IDP) so many months after they were made or last reviewed, a target on its own date. The months
// are thresholds of the configuration; their usual values are six and twelve.
//
// A learner_id is data: any text, kept as it is, escaped where it is written and never interpreted.
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
#include "effaith/practice/journey.hpp"
#include "effaith/practice/register.hpp"
#include "effaith/practice/sheet.hpp"
#include "effaith/thresholds.hpp"

namespace effaith::practice {

/// What the learner, a parent or a professional says.
struct ProfileView {
    std::optional<Viewer> viewer;
    std::optional<Date> date;
    std::string words;

    static constexpr auto parts() {
        using V = ProfileView;
        return std::tuple{part("viewer", &V::viewer, "Whose view it is.", kNeeded),
                          part("date", &V::date, "When."),
                          part("words", &V::words, "The view in words.", kNeeded)};
    }
    friend bool operator==(const ProfileView&, const ProfileView&) = default;
};

/// What the learner is to reach this term.
struct ProfileTarget {
    std::string text;
    std::string term;
    std::string measure;
    std::optional<Date> set;
    Level baseline;
    Level target;
    Level actual;
    std::string comment;

    static constexpr auto parts() {
        using T = ProfileTarget;
        return std::tuple{
            part("text", &T::text, "What the learner is to reach, in words."),
            part("term", &T::term, "The term it is for, as the school calls it."),
            part("measure", &T::measure, "A measure's id."),
            part("set", &T::set, "The day on which it was agreed."),
            part("baseline", &T::baseline, "Where the learner starts."),
            part("target", &T::target, "Where the learner is to be, and when."),
            part("actual", &T::actual, "Where the learner came; the target is reviewed with it."),
            part("comment", &T::comment, "What was said at its review.")};
    }
    friend bool operator==(const ProfileTarget&, const ProfileTarget&) = default;
};

/// Whether there is an individual development plan, and when it was reviewed.
struct Idp {
    std::optional<bool> has;
    std::optional<Date> made;
    std::vector<Date> review_dates;

    static constexpr auto parts() {
        return std::tuple{part("has", &Idp::has, "Whether the learner has one."),
                          part("made", &Idp::made, "The day on which it was made."),
                          part("review_dates", &Idp::review_dates,
                               "The days of its reviews; those to come are planned ones.")};
    }
    friend bool operator==(const Idp&, const Idp&) = default;
};

struct Profile {
    std::string id;
    std::string learner_id;
    std::string school_id;
    std::vector<std::string> former_schools;
    std::string name;
    std::string year_group;
    std::vector<std::string> areas_of_need;
    std::vector<std::string> needs;
    std::vector<std::string> strengths;
    std::vector<ProfileView> views;
    std::vector<std::string> important_to;
    std::vector<std::string> important_for;
    std::vector<std::string> support;
    std::vector<ProfileTarget> targets;
    std::optional<Date> made;
    std::vector<Date> review_dates;
    Idp idp;
    std::vector<Sheet> sheets;
    std::vector<Journey> journeys;

    static constexpr auto parts() {
        using P = Profile;
        return std::tuple{
            part("id", &P::id, "The profile's own identifier."),
            part("learner_id", &P::learner_id, "The learner's identifier: any text."),
            part("school_id", &P::school_id, "The school."),
            part("former_schools", &P::former_schools,
                 "Schools at which the learner had the same identifier: their records count too."),
            part("name", &P::name, "The learner's name, where the profile stays in the school."),
            part("year_group", &P::year_group, "The National Curriculum year."),
            part("areas_of_need", &P::areas_of_need, "Areas of need, codes, the main one first."),
            part("needs", &P::needs, "What the learner needs, in words."),
            part("strengths", &P::strengths, "What the learner is good at."),
            part("views", &P::views, "What the learner, parents and professionals say."),
            part("important_to", &P::important_to, "What matters to the learner."),
            part("important_for", &P::important_for, "What matters for the learner."),
            part("support", &P::support, "How the learner is best supported."),
            part("targets", &P::targets, "The targets of the term."),
            part("made", &P::made, "The day on which the profile was made."),
            part("review_dates", &P::review_dates,
                 "The days of its reviews; those to come are planned ones."),
            part("idp", &P::idp, "The individual development plan."),
            part("sheets", &P::sheets, "The intervention sheets that the learner is on."),
            part("journeys", &P::journeys, "The learner's journeys.")};
    }
    friend bool operator==(const Profile&, const Profile&) = default;
};

/// A sheet with the entries of one learner alone, and where they stood on it.
struct OwnSheet {
    Sheet sheet;
    std::vector<std::size_t> positions;
    std::int64_t n_others = 0;
};

/// The sheet without other learners. Its records are those that the learner had on the whole sheet:
/// the size of the group that was taught together stays.
OwnSheet own_sheet(const Sheet& sheet, std::string_view learner_id);

/// What is missing, which targets are not SMART as far as a program can tell, dates that contradict
/// each other, sheets and journeys of other learners; with `as_of`, a profile made after that day
/// and results dated after it. A sheet or journey with an error here is on no time line.
Findings check(const Profile& profile, std::optional<Date> as_of = std::nullopt);

enum class ReviewKind : std::uint8_t { profile, idp, target, sheet_target };
inline constexpr std::array<std::string_view, 4> kReviewKindNames{"profile", "idp", "target",
                                                                  "sheet_target"};

/// `undated`: neither made nor ever reviewed on a day that is known. `later`: not within the
/// notice.
enum class ReviewState : std::uint8_t { overdue, undated, due, later };
inline constexpr std::array<std::string_view, 4> kReviewStateNames{"overdue", "undated", "due",
                                                                   "later"};

/// A review and its day.
struct Review {
    ReviewKind kind = ReviewKind::profile;
    ReviewState state = ReviewState::later;
    std::string where;            ///< a JSON pointer into the profile
    std::string subject;          ///< of a target its text, or the sheet's intervention
    std::optional<Date> last;     ///< the last review that has been; of a target none
    std::optional<Date> due;      ///< the last day on which it is in time
    std::optional<Date> planned;  ///< the first review to come that the profile names
    std::int64_t days_overdue = 0;
    bool never = false;  ///< reviewed not once
};

/// Every review of a profile as a day sees it: what is overdue first, then by its day. Reviews
/// after `as_of` have not been. A target with a result has been reviewed and is not in the list,
/// unless the result is of a day after `as_of`; one without a date is in the check's.
std::vector<Review> reviews(const Profile& profile, Date as_of, const Thresholds& thresholds);

}  // namespace effaith::practice
