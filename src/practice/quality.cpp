#include "effaith/practice/quality.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "effaith/practice/periods.hpp"
#include "effaith/text_key.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

const std::string& or_else(const std::string& own, const std::string& otherwise) {
    return own.empty() ? otherwise : own;
}

/// Collects what is wrong with a document, and which of its entries can be counted.
class QualityChecker {
  public:
    QualityChecker(const Quality& quality, std::optional<Date> as_of)
        : quality_(quality), as_of_(as_of) {}

    void run() {
        check_settings();
        check_learners();
        check_moderation();
    }
    Findings findings;
    std::vector<const Setting*> settings;
    std::vector<const QualityLearner*> learners;

  private:
    void add(FindingCode code, std::string where, std::string found, std::string detail = "") {
        findings.push_back({code, std::move(where), std::move(found), std::move(detail)});
    }

    void check_day(Date day, const std::string& where) {
        if (!as_of_ || day <= *as_of_) return;
        add(FindingCode::in_the_future, where, to_text(day), to_text(*as_of_));
    }
    void check_days(const std::vector<Date>& days, const std::string& where) {
        for (std::size_t i = 0; i < days.size(); ++i)
            check_day(days[i], where + "/" + std::to_string(i));
    }

    void check_settings() {
        std::map<std::string, const Setting*> seen;
        for (std::size_t i = 0; i < quality_.settings.size(); ++i) {
            const Setting& setting = quality_.settings[i];
            const std::string at = place_of("settings", i) + "/school_id";
            const auto [first, is_new] = seen.emplace(text_key(setting.school_id), &setting);
            if (is_new) {
                settings.push_back(&setting);
                continue;
            }
            const std::string& one = or_else(first->second->cluster_id, quality_.cluster_id);
            const std::string& two = or_else(setting.cluster_id, quality_.cluster_id);
            if (same_text(one, two)) {
                add(FindingCode::setting_twice, at, setting.school_id);
            } else {
                add(FindingCode::school_in_two_clusters, at, setting.school_id, one + ", " + two);
            }
        }
        for (const Setting& setting : quality_.settings)
            known_.insert(text_key(setting.school_id));
    }

    void check_learners() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < quality_.learners.size(); ++i) {
            const QualityLearner& learner = quality_.learners[i];
            const std::string at = place_of("learners", i);
            bool sound =
                seen.insert(text_key(learner.school_id) + "\n" + learner.learner_id).second;
            if (!sound) add(FindingCode::duplicate_learner, at + "/learner_id", learner.learner_id);
            if (learner.smart_targets > learner.targets) {
                add(FindingCode::more_smart_than_targets, at + "/smart_targets",
                    std::to_string(learner.smart_targets), std::to_string(learner.targets));
                sound = false;
            }
            if (!known_.empty() && !known_.contains(text_key(learner.school_id)))
                add(FindingCode::unknown_setting, at + "/school_id", learner.school_id);
            if (learner.has_idp != true && !learner.idp_reviews.empty())
                add(FindingCode::reviews_without_idp, at + "/idp_reviews", learner.learner_id);
            check_days(learner.profile_reviews, at + "/profile_reviews");
            check_days(learner.idp_reviews, at + "/idp_reviews");
            if (sound) learners.push_back(&learner);
        }
    }

    void check_moderation() {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < quality_.moderation.size(); ++i) {
            const ModeratorRating& rating = quality_.moderation[i];
            const std::string at = place_of("moderation", i);
            if (!seen.insert(text_key(rating.school_id) + "\n" + rating.record_id).second)
                add(FindingCode::moderated_twice, at + "/record_id", rating.record_id);
            if (rating.date) check_day(*rating.date, at + "/date");
        }
    }

    const Quality& quality_;
    std::optional<Date> as_of_;
    std::set<std::string> known_;
};

int months(const Thresholds& thresholds, Threshold which) {
    return static_cast<int>(thresholds.count(which));
}

/// Whether and until when what was done last holds.
struct Standing {
    std::optional<Date> last;
    std::optional<Date> due;
    bool in_time = false;
};

Standing standing_of(const std::vector<Date>& days, int period, Date as_of) {
    Standing standing;
    standing.last = last_until(days, as_of);
    if (!standing.last) return standing;
    standing.due = months_later(*standing.last, period);
    standing.in_time = as_of <= *standing.due;
    return standing;
}

/// What a duty asks of a learner: met or not; none where it is not owed or not said.
struct Judged {
    std::optional<bool> met;
    bool not_said = false;
};

Judged judge_said(const std::optional<bool>& said) {
    return {said, !said};
}

class DutyJudge {
  public:
    DutyJudge(Date as_of, const Thresholds& thresholds)
        : as_of_(as_of),
          profile_months_(months(thresholds, Threshold::profile_review_months)),
          idp_months_(months(thresholds, Threshold::idp_review_months)) {}

    Standing standing(Duty duty, const QualityLearner& learner) const {
        return duty == Duty::idp_reviewed
                   ? standing_of(learner.idp_reviews, idp_months_, as_of_)
                   : standing_of(learner.profile_reviews, profile_months_, as_of_);
    }
    Judged judge(Duty duty, const QualityLearner& learner) const {
        switch (duty) {
            case Duty::profile_reviewed:
                return {standing(duty, learner).in_time, false};
            case Duty::idp_reviewed:
                if (!learner.has_idp) return {std::nullopt, true};
                if (!*learner.has_idp) return {};
                return {standing(duty, learner).in_time, false};
            case Duty::parents_engaged:
                return judge_said(learner.parents_engaged);
            case Duty::learner_voice:
                return judge_said(learner.learner_voice);
            default:
                if (learner.targets == 0) return {};
                return {learner.smart_targets == learner.targets, false};
        }
    }

  private:
    Date as_of_;
    int profile_months_;
    int idp_months_;
};

QualityChecker checked(const Quality& quality) {
    QualityChecker checker(quality, std::nullopt);
    checker.run();
    return checker;
}

VisitDue visit_of(const Quality& quality, const Setting& setting, int period, Date as_of) {
    VisitDue visit;
    visit.school_id = setting.school_id;
    visit.cluster_id = or_else(setting.cluster_id, quality.cluster_id);
    visit.kind = setting.kind.value_or(SettingKind::school);
    const Standing standing = standing_of(setting.visits, period, as_of);
    visit.last = standing.last;
    visit.due = standing.due;
    if (standing.last) visit.state = standing.in_time ? VisitState::in_cycle : VisitState::overdue;
    for (const Date day : setting.visits)
        if (day > as_of && (!visit.planned || day < *visit.planned)) visit.planned = day;
    visit.papers = static_cast<std::int64_t>(setting.papers.size());
    visit.papers_prepared = std::count_if(
        setting.papers.begin(), setting.papers.end(),
        [&](const VisitPaper& paper) { return paper.prepared && *paper.prepared <= as_of; });
    return visit;
}

/// Where a school stands by the settings; the document's own cluster and authority else.
struct Belonging {
    std::string school;
    std::string cluster;
    std::string authority;

    const std::string& at(ReviewLevel level) const {
        switch (level) {
            case ReviewLevel::school:
                return school;
            case ReviewLevel::cluster:
                return cluster;
            default:
                return authority;
        }
    }
};

Belonging belonging(const Quality& quality, const Setting& setting) {
    return {setting.school_id, or_else(setting.cluster_id, quality.cluster_id),
            or_else(setting.authority_id, quality.authority_id)};
}

}  // namespace

Findings check(const Quality& quality, std::optional<Date> as_of) {
    QualityChecker checker(quality, as_of);
    checker.run();
    return std::move(checker.findings);
}

Quality within(const Quality& quality, ReviewLevel level, const std::optional<std::string>& unit) {
    if (!unit) return quality;
    Quality part = quality;
    part.settings.clear();
    part.learners.clear();
    std::map<std::string, Belonging> schools;
    for (const Setting& setting : quality.settings) {
        const Belonging where = belonging(quality, setting);
        const bool is_first = schools.emplace(text_key(setting.school_id), where).second;
        if (is_first && same_text(where.at(level), *unit)) part.settings.push_back(setting);
    }
    for (const QualityLearner& learner : quality.learners) {
        const auto found = schools.find(text_key(learner.school_id));
        const Belonging where =
            found != schools.end()
                ? found->second
                : Belonging{learner.school_id, quality.cluster_id, quality.authority_id};
        if (same_text(where.at(level), *unit)) part.learners.push_back(learner);
    }
    return part;
}

Findings unplaced(const Quality& quality, ReviewLevel level) {
    Findings findings;
    const std::string part = level == ReviewLevel::cluster ? "/cluster_id" : "/authority_id";
    for (std::size_t i = 0; i < quality.settings.size(); ++i) {
        const Setting& setting = quality.settings[i];
        if (!belonging(quality, setting).at(level).empty()) continue;
        findings.push_back(
            {FindingCode::missing, place_of("settings", i) + part, setting.school_id, ""});
    }
    return findings;
}

std::vector<Compliance> compliance(const Quality& quality, Date as_of,
                                   const Thresholds& thresholds) {
    const QualityChecker sound = checked(quality);
    const DutyJudge judge(as_of, thresholds);
    std::vector<Compliance> counts;
    for (std::size_t i = 0; i < kDutyNames.size(); ++i) {
        Compliance& count = counts.emplace_back();
        count.duty = static_cast<Duty>(i);
        for (const QualityLearner* learner : sound.learners) {
            const Judged judged = judge.judge(count.duty, *learner);
            count.not_said += judged.not_said ? 1 : 0;
            count.n += judged.met ? 1 : 0;
            count.met += judged.met == true ? 1 : 0;
        }
        count.share = stats::proportion(count.met, count.n);
    }
    return counts;
}

std::vector<OverdueReview> overdue_reviews(const Quality& quality, Date as_of,
                                           const Thresholds& thresholds) {
    const QualityChecker sound = checked(quality);
    const DutyJudge judge(as_of, thresholds);
    std::vector<OverdueReview> overdue;
    for (const QualityLearner* learner : sound.learners) {
        for (const Duty duty : {Duty::profile_reviewed, Duty::idp_reviewed}) {
            if (judge.judge(duty, *learner).met != false) continue;
            const Standing standing = judge.standing(duty, *learner);
            overdue.push_back(
                {learner->learner_id, learner->school_id, duty, standing.last, standing.due});
        }
    }
    std::sort(overdue.begin(), overdue.end(), [](const OverdueReview& a, const OverdueReview& b) {
        return std::tie(a.school_id, a.learner_id, a.duty) <
               std::tie(b.school_id, b.learner_id, b.duty);
    });
    return overdue;
}

std::vector<VisitDue> visits(const Quality& quality, Date as_of, const Thresholds& thresholds) {
    const int period = months(thresholds, Threshold::visit_cycle_months);
    std::vector<VisitDue> list;
    for (const Setting* setting : checked(quality).settings)
        list.push_back(visit_of(quality, *setting, period, as_of));
    std::sort(list.begin(), list.end(), [](const VisitDue& a, const VisitDue& b) {
        return std::tie(a.due, a.school_id) < std::tie(b.due, b.school_id);
    });
    return list;
}

}  // namespace effaith::practice
