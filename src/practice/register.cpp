#include "effaith/practice/register.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "effaith/text_key.hpp"
#include "practice/checker.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

/// Whether the entries of a learner leave no doubt on any day; what does is added.
bool check_entries(const RegisterLearner& learner, const std::string& at, Findings& findings) {
    bool sound = true;
    for (std::size_t i = 0; i < learner.entries.size(); ++i) {
        const TierEntry& entry = learner.entries[i];
        const std::string where = at + "/entries/" + std::to_string(i);
        if (entry.to && *entry.to < *entry.from) {
            findings.push_back({FindingCode::dates_out_of_order, where + "/to", to_text(*entry.to),
                                to_text(*entry.from)});
            sound = false;
            continue;
        }
        for (std::size_t j = 0; j < i; ++j) {
            const TierEntry& other = learner.entries[j];
            const Date later = std::max(*entry.from, *other.from);
            if (!entry.holds_on(later) || !other.holds_on(later)) continue;
            findings.push_back(
                {FindingCode::two_tiers_on_one_day, where, learner.learner_id, to_text(later)});
            sound = false;
            break;
        }
    }
    return sound;
}

/// The learners of whom the register leaves no doubt, with what is wrong with the others.
std::vector<const RegisterLearner*> find_sound_learners(const Register& list, Findings& findings) {
    std::set<std::string> seen;
    std::set<std::string> twice;
    std::vector<const RegisterLearner*> sound;
    for (std::size_t i = 0; i < list.learners.size(); ++i) {
        const RegisterLearner& learner = list.learners[i];
        const std::string at = place_of("learners", i);
        const bool is_first = seen.insert(learner.learner_id).second;
        if (!is_first) {
            twice.insert(learner.learner_id);
            findings.push_back(
                {FindingCode::duplicate_learner, at + "/learner_id", learner.learner_id, ""});
        }
        if (check_entries(learner, at, findings) && is_first) sound.push_back(&learner);
    }
    std::erase_if(sound, [&](const auto* learner) { return twice.contains(learner->learner_id); });
    return sound;
}

/// The tiers of the criteria, then those of the entries, as they first appear.
std::vector<std::string> tiers_of(const Register& list) {
    std::vector<std::string> tiers;
    const auto add = [&](const std::string& tier) {
        if (std::find(tiers.begin(), tiers.end(), tier) == tiers.end()) tiers.push_back(tier);
    };
    for (const TierCriteria& criteria : list.criteria)
        add(criteria.tier);
    for (const RegisterLearner& learner : list.learners)
        for (const TierEntry& entry : learner.entries)
            add(entry.tier);
    return tiers;
}

std::vector<TierMove> moves_between(const std::vector<const RegisterLearner*>& learners, Date since,
                                    Date as_of) {
    std::map<std::pair<std::string, std::string>, std::int64_t> moves;
    const auto tier_on = [](const RegisterLearner& learner, Date day) {
        const TierEntry* entry = learner.on(day);
        return entry == nullptr ? std::string() : entry->tier;
    };
    for (const RegisterLearner* learner : learners) {
        const std::string from = tier_on(*learner, since);
        const std::string to = tier_on(*learner, as_of);
        if (from != to) ++moves[{from, to}];
    }
    std::vector<TierMove> list;
    for (const auto& [tiers, n] : moves)
        list.push_back({tiers.first, tiers.second, n});
    return list;
}

bool is_trained(const Register& list, const Provision& provision, Date day) {
    return std::any_of(list.training.begin(), list.training.end(), [&](const Training& training) {
        const bool counts = *training.date <= day && (!training.lapses || day <= *training.lapses);
        const bool delivers =
            std::any_of(provision.roles.begin(), provision.roles.end(),
                        [&](const std::string& role) { return same_text(role, training.role); });
        return counts && delivers && same_text(training.intervention, provision.intervention);
    });
}

/// A gap for each subject that has one, in the order of the subjects.
class GapList {
  public:
    Gap& of(GapKind kind, const std::string& subject) {
        Gap& gap = gaps_[{static_cast<int>(kind), subject}];
        gap.kind = kind;
        gap.subject = subject;
        return gap;
    }
    void drop(GapKind kind, const std::string& subject) {
        gaps_.erase({static_cast<int>(kind), subject});
    }
    std::vector<Gap> take() {
        std::vector<Gap> list;
        for (auto& [key, gap] : gaps_) {
            std::sort(gap.learners.begin(), gap.learners.end());
            list.push_back(std::move(gap));
        }
        return list;
    }

  private:
    std::map<std::pair<int, std::string>, Gap> gaps_;
};

void add_needs(const std::vector<const RegisterLearner*>& learners,
               const std::vector<Provision>& provision, Date as_of, GapList& gaps) {
    std::set<std::string> provided;
    for (const Provision& each : provision)
        if (each.days.first <= as_of && as_of < each.days.end) provided.insert(each.learner_id);
    std::set<std::string> met;
    for (const RegisterLearner* learner : learners) {
        const TierEntry* entry = learner->on(as_of);
        if (entry == nullptr || entry->area_of_need.empty()) continue;
        if (provided.contains(learner->learner_id)) met.insert(entry->area_of_need);
        Gap& gap = gaps.of(GapKind::need_without_provision, entry->area_of_need);
        ++gap.n;
        gap.learners.push_back(learner->learner_id);
    }
    for (const std::string& area : met)
        gaps.drop(GapKind::need_without_provision, area);
}

void add_exits(const std::vector<const RegisterLearner*>& learners, Date as_of, GapList& gaps) {
    for (const RegisterLearner* learner : learners) {
        const TierEntry* entry = learner->on(as_of);
        if (entry == nullptr || entry->met_exit != true) continue;
        Gap& gap = gaps.of(GapKind::exit_met_still_in, entry->tier);
        ++gap.n;
        gap.learners.push_back(learner->learner_id);
    }
}

void add_interventions(const Register& list, const std::vector<Provision>& provision, Date as_of,
                       GapList& gaps) {
    std::set<std::string> trained;
    std::set<std::string> with_outcome;
    for (const Provision& each : provision) {
        const bool runs = each.days.first <= as_of && as_of < each.days.end;
        if (runs) {
            if (is_trained(list, each, as_of)) trained.insert(each.intervention);
            ++gaps.of(GapKind::no_trained_deliverer, each.intervention).n;
        }
        if (each.has_outcome) with_outcome.insert(each.intervention);
        if (each.days.end <= as_of) ++gaps.of(GapKind::no_outcome, each.intervention).n;
    }
    for (const std::string& intervention : trained)
        gaps.drop(GapKind::no_trained_deliverer, intervention);
    for (const std::string& intervention : with_outcome)
        gaps.drop(GapKind::no_outcome, intervention);
}

void check_viewed_learners(const Register& list, Findings& findings) {
    std::set<std::string> known;
    for (const RegisterLearner& learner : list.learners)
        known.insert(learner.learner_id);
    for (std::size_t i = 0; i < list.views.size(); ++i) {
        const std::string& learner = list.views[i].learner_id;
        if (known.contains(learner)) continue;
        findings.push_back(
            {FindingCode::unknown_learner, place_of("views", i) + "/learner_id", learner, ""});
    }
}

/// The views of one kind of person on one measure, learner by learner and day by day.
class ViewsOfOne {
  public:
    /// Whether it is the first of the learner on that day.
    bool add(const View& view, Score value) {
        ++n_;
        std::map<Date, std::vector<Score>>& days = learners_[view.learner_id];
        std::vector<Score>& values = days[*view.date];
        values.push_back(value);
        return values.size() == 1;
    }

    ViewCount count(const Measure* measure, Viewer viewer) const {
        ViewCount count;
        count.viewer = viewer;
        count.n = n_;
        count.learners = static_cast<std::int64_t>(learners_.size());
        count.mean_first = count.mean_latest = stats::Reason::not_estimable;
        if (measure == nullptr) return count;
        count.measure = measure->id;
        Exact first;
        Exact latest;
        for (const auto& [learner, days] : learners_) {
            const Score from = days.begin()->second.front();
            const Score to = days.rbegin()->second.front();
            if (!is_followed(days)) continue;
            ++count.followed;
            first = first + from.exact();
            latest = latest + to.exact();
            const bool is_lower_better = measure->direction == Direction::lower_is_better;
            ++(from == to                       ? count.same
               : (from < to) != is_lower_better ? count.better
                                                : count.worse);
        }
        count.mean_first = mean(first, count.followed, *measure);
        count.mean_latest = mean(latest, count.followed, *measure);
        return count;
    }

  private:
    static bool is_followed(const std::map<Date, std::vector<Score>>& days) {
        return days.size() > 1 && std::all_of(days.begin(), days.end(), [](const auto& day) {
                   return day.second.size() == 1;
               });
    }
    static stats::Number mean(const Exact& sum, std::int64_t n, const Measure& measure) {
        if (measure.kind == MeasureKind::ladder) return stats::Reason::ordinal_scale;
        if (n == 0) return stats::Reason::too_few;
        const auto found = sum.over(n).nearest();
        return found ? stats::Number(*found) : stats::Number(stats::Reason::not_estimable);
    }

    std::int64_t n_ = 0;
    std::map<std::string, std::map<Date, std::vector<Score>>> learners_;
};

}  // namespace

std::vector<const RegisterLearner*> sound_learners(const Register& list) {
    Findings ignored;
    return find_sound_learners(list, ignored);
}

Findings check(const Register& list) {
    Findings findings;
    find_sound_learners(list, findings);
    check_viewed_learners(list, findings);
    for (std::size_t i = 0; i < list.training.size(); ++i) {
        const Training& training = list.training[i];
        if (!training.lapses || *training.lapses >= *training.date) continue;
        findings.push_back({FindingCode::dates_out_of_order,
                            "/training/" + std::to_string(i) + "/lapses", to_text(*training.lapses),
                            to_text(*training.date)});
    }
    return findings;
}

GraduatedResponse graduated_response(const Register& list, Date as_of, std::optional<Date> since) {
    const std::vector<const RegisterLearner*> learners = sound_learners(list);
    GraduatedResponse response;
    for (const std::string& tier : tiers_of(list)) {
        TierCount& count = response.tiers.emplace_back();
        count.tier = tier;
        for (const RegisterLearner* learner : learners) {
            const TierEntry* entry = learner->on(as_of);
            if (entry == nullptr || entry->tier != tier) continue;
            ++count.n;
            if (!entry->met_exit) continue;
            ++count.judged;
            count.met_exit += *entry->met_exit ? 1 : 0;
        }
        count.share = stats::proportion(count.met_exit, count.judged);
    }
    if (since) response.moves = moves_between(learners, *since, as_of);
    return response;
}

std::vector<ViewCount> count_views(const Register& list, const std::vector<CountedView>& views,
                                   Date as_of, Findings& findings) {
    Checker checker(findings);
    std::set<std::string> sound;
    for (const RegisterLearner* learner : sound_learners(list))
        sound.insert(learner->learner_id);
    using Key = std::tuple<std::string, Viewer>;  // the measure's id, or nothing
    std::map<Key, std::pair<const Measure*, ViewsOfOne>> groups;
    for (const CountedView& counted : views) {
        const View& view = list.views[counted.position];
        const std::string at = place_of("views", counted.position);
        const bool has_been = *view.date <= as_of;
        check_not_after(view.date, as_of, at + "/date", checker);
        if (!sound.contains(view.learner_id) || !has_been) continue;
        const Measure* measure = counted.measure;
        auto& [on, group] = groups[{measure == nullptr ? "" : measure->id, *view.viewer}];
        on = measure;
        if (group.add(view, counted.value) || measure == nullptr) continue;
        checker.add(FindingCode::two_on_one_day, at + "/date", to_text(*view.date), measure->name);
    }
    std::vector<ViewCount> counts;
    for (const auto& [key, group] : groups)
        counts.push_back(group.second.count(group.first, std::get<Viewer>(key)));
    return counts;
}

std::vector<Gap> gaps(const Register& list, const std::vector<Provision>& provision, Date as_of) {
    const std::vector<const RegisterLearner*> learners = sound_learners(list);
    GapList found;
    add_needs(learners, provision, as_of, found);
    add_interventions(list, provision, as_of, found);
    add_exits(learners, as_of, found);
    return found.take();
}

}  // namespace effaith::practice
