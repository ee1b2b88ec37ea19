// Laws of T scores: only the proportions of weights count, and every step up is points up.
#include <cmath>
#include <vector>

#include "catch_compat.hpp"
#include "dice.hpp"
#include "effaith/stats/goal_attainment.hpp"
#include "share.hpp"

using namespace effaith::stats;

namespace {

bool near(const Number& a, double b) {
    return a && std::fabs(*a - b) <= 1e-10 * std::max(1.0, std::fabs(b));
}

void require(bool holds, const char* promise, int run) {
    if (!holds) FAIL(promise << " (run " << run << ")");
}

}  // namespace

TEST_CASE("T keeps under scaled weights and reversed goals, mirrors at 50 and rises with a score") {
    support::Dice dice(20260111);
    for (int run = 0; run < share_of(10000); ++run) {
        std::vector<double> score;
        std::vector<double> weight;
        std::vector<double> mirrored;
        const std::size_t goals = 1 + dice.below(8);
        for (std::size_t i = 0; i < goals; ++i) {
            score.push_back(static_cast<double>(dice.below(9)) / 2.0 - 2.0);
            weight.push_back(static_cast<double>(1 + dice.below(90)) / 10.0);
            mirrored.push_back(-score.back());
        }
        const double rho = static_cast<double>(dice.below(11)) / 10.0;
        const GoalAttainment found = goal_attainment(score, weight, mirrored, rho);
        const double t = *found.t_achieved;
        require(near(found.t_baseline, 100.0 - t), "mirror", run);
        require(near(found.t_change, 2.0 * (t - 50.0)), "change", run);
        std::vector<double> scaled = weight;
        for (double& w : scaled)
            w *= 3.7;
        require(near(goal_attainment(score, scaled, {}, rho).t_achieved, t), "scaled weights", run);
        const std::vector<double> backwards(score.rbegin(), score.rend());
        const std::vector<double> weights_back(weight.rbegin(), weight.rend());
        require(near(goal_attainment(backwards, weights_back, {}, rho).t_achieved, t), "order",
                run);
        score[dice.below(goals)] += 0.5;
        require(*goal_attainment(score, weight, {}, rho).t_achieved > t, "rises", run);
        if (rho == 1.0)
            require(found.t_achieved && std::fabs(t - 50.0) <= 20.0 + 1e-9, "rho 1", run);
    }
}
