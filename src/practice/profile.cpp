#include "effaith/practice/profile.hpp"

#include <algorithm>
#include <set>

#include "effaith/practice/periods.hpp"
#include "practice/checker.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

void check_target_of(const ProfileTarget& target, std::optional<Date> as_of, const std::string& at,
                     Checker& check) {
    check.need(!target.text.empty() || !target.target.competency.empty(), at + "/text");
    check_target(target.target, !target.measure.empty(), at, check);
    check_order(target.set, target.target.date, at + "/target/date", check);
    check_order(target.baseline.date, target.target.date, at + "/target/date", check);
    check_order(target.baseline.date, target.actual.date, at + "/actual/date", check);
    check.need(!target.actual.is_there() || target.actual.date, at + "/actual/date");
    check_not_after(target.actual.date, as_of, at + "/actual/date", check);
}

void check_reviews(std::optional<Date> made, const std::vector<Date>& reviews,
                   const std::string& at, Checker& check) {
    for (std::size_t i = 0; i < reviews.size(); ++i)
        check_order(made, reviews[i], at + "/" + std::to_string(i), check);
}

/// Whether an id was seen before; an empty one is nobody's.
bool is_again(std::set<std::string>& seen, const std::string& id) {
    return !id.empty() && !seen.insert(id).second;
}

void check_results(const Sheet& sheet, const OwnSheet& own, std::optional<Date> as_of,
                   const std::string& at, Checker& check) {
    for (const std::size_t position : own.positions) {
        check_not_after(sheet.pupils[position].actual.date, as_of,
                        at + place_of("pupils", position) + "/actual/date", check);
    }
}

void check_sheets(const Profile& profile, std::optional<Date> as_of, Checker& check) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < profile.sheets.size(); ++i) {
        const Sheet& sheet = profile.sheets[i];
        const std::string at = place_of("sheets", i);
        const std::string& name = sheet.id.empty() ? sheet.intervention : sheet.id;
        const OwnSheet own = own_sheet(sheet, profile.learner_id);
        if (is_again(seen, sheet.id)) check.add(FindingCode::document_twice, at, sheet.id);
        if (own.positions.empty())
            check.add(FindingCode::not_of_this_learner, at, name, profile.learner_id);
        else if (own.n_others > 0)
            check.add(FindingCode::other_learners, at, name, std::to_string(own.n_others));
        check_results(sheet, own, as_of, at, check);
    }
}

void check_journeys(const Profile& profile, Checker& check) {
    std::set<std::string> seen;
    for (std::size_t i = 0; i < profile.journeys.size(); ++i) {
        const Journey& journey = profile.journeys[i];
        const std::string at = place_of("journeys", i);
        const std::string& name = journey.id.empty() ? journey.title : journey.id;
        if (is_again(seen, journey.id)) check.add(FindingCode::document_twice, at, journey.id);
        if (!journey.learner_id.empty() && journey.learner_id != profile.learner_id)
            check.add(FindingCode::not_of_this_learner, at, name, profile.learner_id);
    }
}

/// Whether there is a result, and not one of a day to come.
bool has_result(const Level& actual, Date as_of) {
    return actual.is_there() && (!actual.date || *actual.date <= as_of);
}

class ReviewList {
  public:
    ReviewList(Date as_of, const Thresholds& thresholds) : as_of_(as_of), thresholds_(thresholds) {}

    /// What is reviewed again and again, from the day it was made.
    void add_recurring(ReviewKind kind, std::string where, std::optional<Date> made,
                       const std::vector<Date>& days, Threshold months) {
        Review review;
        review.kind = kind;
        review.where = std::move(where);
        review.last = last_until(days, as_of_);
        for (const Date day : days)
            if (day > as_of_) review.planned = std::min(day, review.planned.value_or(day));
        review.never = !review.last.has_value();
        const std::optional<Date> from = review.never ? made : review.last;
        if (from) review.due = months_later(*from, static_cast<int>(thresholds_.count(months)));
        add(std::move(review));
    }

    /// A target that has no result yet.
    void add_target(ReviewKind kind, std::string where, std::string subject, Date due) {
        Review review;
        review.kind = kind;
        review.where = std::move(where);
        review.subject = std::move(subject);
        review.due = due;
        review.never = true;
        add(std::move(review));
    }

    std::vector<Review> take() {
        const auto rank = [](const Review& review) {
            const bool is_overdue = review.state == ReviewState::overdue;
            return std::tuple{!is_overdue, review.due};  // without a day before any day
        };
        std::stable_sort(list_.begin(), list_.end(),
                         [&](const Review& a, const Review& b) { return rank(a) < rank(b); });
        return std::move(list_);
    }

  private:
    void add(Review review) {
        review.state = state_of(review.due);
        if (review.state == ReviewState::overdue) review.days_overdue = as_of_ - *review.due;
        list_.push_back(std::move(review));
    }
    ReviewState state_of(std::optional<Date> due) const {
        if (!due) return ReviewState::undated;
        if (*due < as_of_) return ReviewState::overdue;
        const std::int64_t notice = thresholds_.count(Threshold::review_notice_days);
        return *due - as_of_ <= notice ? ReviewState::due : ReviewState::later;
    }

    Date as_of_;
    const Thresholds& thresholds_;
    std::vector<Review> list_;
};

void add_targets(const Profile& profile, Date as_of, ReviewList& list) {
    for (std::size_t i = 0; i < profile.targets.size(); ++i) {
        const ProfileTarget& target = profile.targets[i];
        if (has_result(target.actual, as_of) || !target.target.date) continue;
        list.add_target(ReviewKind::target, place_of("targets", i) + "/target/date",
                        target.text.empty() ? target.target.competency : target.text,
                        *target.target.date);
    }
}

void add_sheet_targets(const Profile& profile, Date as_of, ReviewList& list) {
    for (std::size_t i = 0; i < profile.sheets.size(); ++i) {
        const Sheet& sheet = profile.sheets[i];
        for (const std::size_t position : own_sheet(sheet, profile.learner_id).positions) {
            const SheetPupil& pupil = sheet.pupils[position];
            if (has_result(pupil.actual, as_of) || !pupil.target.date) continue;
            list.add_target(ReviewKind::sheet_target,
                            place_of("sheets", i) + place_of("pupils", position) + "/target/date",
                            sheet.intervention, *pupil.target.date);
        }
    }
}

}  // namespace

OwnSheet own_sheet(const Sheet& sheet, std::string_view learner_id) {
    OwnSheet own{sheet, {}, 0};
    own.sheet.pupils.clear();
    for (std::size_t i = 0; i < sheet.pupils.size(); ++i) {
        const SheetPupil& pupil = sheet.pupils[i];
        const bool is_own = !learner_id.empty() && pupil.learner_id == learner_id;
        own.n_others += is_own ? 0 : 1;
        if (!is_own) continue;
        own.positions.push_back(i);
        own.sheet.pupils.push_back(pupil);
    }
    if (own.n_others > 0 && !own.sheet.learners_per_session)
        own.sheet.learners_per_session = static_cast<std::int64_t>(sheet.pupils.size());
    return own;
}

Findings check(const Profile& profile, std::optional<Date> as_of) {
    Findings findings;
    Checker check(findings);
    check.need(!profile.learner_id.empty(), "/learner_id");
    check.need(!profile.needs.empty() || !profile.areas_of_need.empty(), "/needs");
    check.need(!profile.strengths.empty(), "/strengths");
    check.need(!profile.views.empty(), "/views");
    check.need(profile.made.has_value(), "/made");
    check_not_after(profile.made, as_of, "/made", check);
    check_reviews(profile.made, profile.review_dates, "/review_dates", check);
    for (std::size_t i = 0; i < profile.targets.size(); ++i)
        check_target_of(profile.targets[i], as_of, place_of("targets", i), check);
    check.need(profile.idp.has.has_value(), "/idp/has");
    const bool has_dates = profile.idp.made || !profile.idp.review_dates.empty();
    if (profile.idp.has == false && has_dates) check.add(FindingCode::idp_contradicted, "/idp");
    check_not_after(profile.idp.made, as_of, "/idp/made", check);
    check_reviews(profile.idp.made, profile.idp.review_dates, "/idp/review_dates", check);
    check_sheets(profile, as_of, check);
    check_journeys(profile, check);
    return findings;
}

std::vector<Review> reviews(const Profile& profile, Date as_of, const Thresholds& thresholds) {
    ReviewList list(as_of, thresholds);
    list.add_recurring(ReviewKind::profile, "/review_dates", profile.made, profile.review_dates,
                       Threshold::profile_review_months);
    const bool has_idp =
        profile.idp.has.value_or(profile.idp.made || !profile.idp.review_dates.empty());
    if (has_idp) {
        list.add_recurring(ReviewKind::idp, "/idp/review_dates", profile.idp.made,
                           profile.idp.review_dates, Threshold::idp_review_months);
    }
    add_targets(profile, as_of, list);
    add_sheet_targets(profile, as_of, list);
    return list.take();
}

}  // namespace effaith::practice
