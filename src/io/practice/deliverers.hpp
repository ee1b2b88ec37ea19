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

namespace effaith::practice {

/// The outcomes of each role. A record of two roles counts under both, one that names a role twice
/// once.
class DelivererCounts {
  public:
    /// A record that is not rejected; one without an outcome adds nothing.
    void add(const RecordAnalysis& analysis) {
        if (!analysis.outcome) return;
        for (std::size_t i = 0; i < kMostRoles; ++i) {
            const std::string_view role = analysis.role_names[i];
            const auto before = analysis.role_names.begin() + static_cast<std::ptrdiff_t>(i);
            const bool again = std::find_if(analysis.role_names.begin(), before, [&](auto other) {
                                   return same_text(other, role);
                               }) != before;
            if (role.empty() || again) continue;
            DelivererOutcomes& of_role = roles_[text_key(role)];
            if (of_role.role.empty()) of_role.role = role;
            ++of_role.n;
            of_role.achieved += *analysis.outcome == Outcome::red ? 0 : 1;
        }
    }
    std::vector<DelivererOutcomes> list() const {
        std::vector<DelivererOutcomes> list;
        for (const auto& [key, of_role] : roles_)
            list.push_back(of_role);
        return list;
    }

  private:
    std::map<std::string, DelivererOutcomes> roles_;
};

}  // namespace effaith::practice
