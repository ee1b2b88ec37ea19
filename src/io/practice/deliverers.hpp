// Outcomes by who delivered, gathered record by record.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "effaith/engine.hpp"
#include "effaith/practice/advice.hpp"
#include "effaith/text_key.hpp"
#include "io/practice/learner_count.hpp"

namespace effaith::practice {

/// The outcomes of each role and the pupils behind them. A record of two roles counts under both,
/// one that names a role twice once.
class DelivererCounts {
  public:
    /// A record that is not rejected; one without an outcome adds nothing.
    void add(std::string_view learner, const RecordAnalysis& analysis) {
        if (!analysis.outcome) return;
        for (std::size_t i = 0; i < kMostRoles; ++i) {
            const std::string_view role = analysis.role_names[i];
            const auto before = analysis.role_names.begin() + static_cast<std::ptrdiff_t>(i);
            const bool again = std::find_if(analysis.role_names.begin(), before, [&](auto other) {
                                   return same_text(other, role);
                               }) != before;
            if (role.empty() || again) continue;
            OfRole& of = roles_[text_key(role)];
            if (of.outcomes.role.empty()) of.outcomes.role = role;
            of.pupils.add(learner);
            ++of.outcomes.n_outcomes;
            of.outcomes.n_achieved += *analysis.outcome == Outcome::red ? 0 : 1;
        }
    }
    std::vector<DelivererOutcomes> list() const {
        std::vector<DelivererOutcomes> list;
        for (const auto& [key, of] : roles_) {
            list.push_back(of.outcomes);
            list.back().n_pupils = of.pupils.count();
        }
        return list;
    }

  private:
    struct OfRole {
        DelivererOutcomes outcomes;
        LearnerCount pupils;
    };
    std::map<std::string, OfRole> roles_;
};

}  // namespace effaith::practice
