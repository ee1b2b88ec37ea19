// Laws of two groups compared: what shifting, scaling, reordering and exchanging may change.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "catch_compat.hpp"
#include "effaith/stats/two_groups.hpp"
#include "effect_laws.hpp"
#include "share.hpp"

using namespace effaith::stats;
using namespace support;

namespace {

struct Sample {
    Scores x;
    Scores y;
};

Scores scores_of(support::NormalDice& dice, std::size_t n, double mean, bool rounded) {
    Scores scores = dice.normals(n, mean, 1.0 + 2.0 * dice.share());
    for (double& score : scores)
        score = rounded ? to_halves(score) : score;
    return scores;
}

/// From 3 to 30 in a group, rounded to halves (ties) half of the time.
Sample sample_of(support::NormalDice& dice) {
    const bool rounded = dice.below(2) == 0;
    const std::size_t n_x = 3 + dice.below(28);
    const std::size_t n_y = 3 + dice.below(28);
    return {scores_of(dice, n_x, 21.0, rounded), scores_of(dice, n_y, 20.0, rounded)};
}

Number less(const Number& number) {
    return number ? Number(-*number) : number;
}

std::vector<Number> effects_of(const TwoGroups& g) {
    return {g.d,
            g.g,
            g.wwc_g,
            g.d_noncentral.g_low,
            g.d_noncentral.g_high,
            g.d_normal.g_low,
            g.smd.variance,
            g.d_unpooled,
            g.g_unpooled,
            g.unpooled_noncentral.d_low,
            g.smdh.variance,
            g.glass_delta,
            g.glass_noncentral.g_high,
            g.smd1.variance,
            g.smd1h.variance,
            g.t_student.p,
            g.t_welch.p,
            g.cohens_u3.estimate,
            g.p_superiority.high};
}

void check_same_effects(const TwoGroups& a, const TwoGroups& b, double within) {
    check_near(effects_of(a), effects_of(b), within);
}

/// W by looking at every pair.
double pairs_won(const Scores& x, const Scores& y) {
    double won = 0.0;
    for (const double a : x)
        for (const double b : y)
            won += a > b ? 1.0 : (a == b ? 0.5 : 0.0);
    return won;
}

/// P by every choice of the m places of x in the order of all.
double p_of_all_orders(double w, int m, int n) {
    int at_most = 0;
    int at_least = 0;
    int orders = 0;
    for (unsigned places = 0; places < (1u << (m + n)); ++places) {
        int of_x = 0;
        int of_y = 0;
        int sum = 0;
        for (int place = 0; place < m + n; ++place) {
            if ((places >> place) & 1u) {
                ++of_x;
                sum += of_y;
            } else {
                ++of_y;
            }
        }
        if (of_x != m) continue;
        ++orders;
        at_most += sum <= w ? 1 : 0;
        at_least += sum >= w ? 1 : 0;
    }
    return std::min(1.0, 2.0 * std::min(at_most, at_least) / orders);
}

}  // namespace

TEST_CASE("Two groups' effects know neither the zero nor the unit of the scale") {
    support::NormalDice dice(21);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        const TwoGroups plain = two_groups(s.x, s.y);
        const TwoGroups scaled = two_groups(changed(s.x, 4.0, 0.0), changed(s.y, 4.0, 0.0));
        check_same_effects(plain, scaled, 1e-12);
        CHECK(scaled.mann_whitney.w == plain.mann_whitney.w);
        CHECK(near(scaled.log_ratio_corrected.estimate, plain.log_ratio_corrected.estimate));
        const TwoGroups moved = two_groups(changed(s.x, 1.0, 1e6), changed(s.y, 1.0, 1e6));
        check_same_effects(plain, moved, 1e-7);  // the shift itself rounds the scores
    }
}

TEST_CASE("Groups exchanged turn the effects round") {
    support::NormalDice dice(22);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        const TwoGroups a = two_groups(s.x, s.y);
        const TwoGroups b = two_groups(s.y, s.x);
        CHECK(near(b.d, less(a.d)));
        CHECK(near(b.g, less(a.g)));
        CHECK(near(b.d_noncentral.d_low, less(a.d_noncentral.d_high)));
        CHECK(near(b.d_unpooled, less(a.d_unpooled)));
        CHECK(near(b.t_welch.t, less(a.t_welch.t)));
        CHECK(near(b.t_welch.p, a.t_welch.p));
        CHECK(near(b.cliffs_delta.estimate, less(a.cliffs_delta.estimate)));
        CHECK(near(b.mann_whitney.p, a.mann_whitney.p));
        CHECK(near(b.mann_whitney.p_exact, a.mann_whitney.p_exact));
        CHECK(near(b.log_ratio_corrected.estimate, less(a.log_ratio_corrected.estimate)));
        check_same_effects(
            a, two_groups(changed(s.x, -1.0, 0.0), changed(s.y, -1.0, 0.0), {0.95, -1}), 1e-12);
    }
}

TEST_CASE("Two groups' effects do not depend on the order within a group") {
    support::NormalDice dice(23);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        const TwoGroups a = two_groups(s.x, s.y);
        const TwoGroups b =
            two_groups(Scores(s.x.rbegin(), s.x.rend()), Scores(s.y.rbegin(), s.y.rend()));
        check_same_effects(a, b, 1e-10);
        CHECK(a.mann_whitney.w == b.mann_whitney.w);
    }
}

TEST_CASE("Every interval of two groups holds its estimate and widens with its level") {
    support::NormalDice dice(24);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        const TwoGroups g = two_groups(s.x, s.y);
        const TwoGroups wide = two_groups(s.x, s.y, {0.99, 1});
        REQUIRE(is_finite_everywhere(g));
        if (!g.d) continue;
        CHECK(*g.t_student.low <= *g.difference);
        CHECK(*g.difference <= *g.t_student.high);
        CHECK(*g.d_noncentral.d_low < *g.d);
        CHECK(*g.d < *g.d_noncentral.d_high);
        CHECK(*wide.d_noncentral.d_low < *g.d_noncentral.d_low);
        CHECK(*wide.smd.high > *g.smd.high);
        CHECK(*g.cohens_u3.low < *g.cohens_u3.estimate);
        CHECK((*g.d_noncentral.d_low > 0.0 || *g.d_noncentral.d_high < 0.0) ==
              (*g.t_student.p < 0.05));
        CHECK(*g.superiority >= 0.0);
        CHECK(*g.superiority <= 1.0);
        if (g.cliffs_delta.low) CHECK(*g.cliffs_delta.low <= *g.cliffs_delta.estimate);
    }
}

TEST_CASE("W is the count of pairs won, and its exact p that of every order") {
    support::NormalDice dice(25);
    for (int i = 0; i < share_of(10000); ++i) {
        const Sample s = sample_of(dice);
        CHECK(*two_groups(s.x, s.y).mann_whitney.w == pairs_won(s.x, s.y));
    }
    for (int i = 0; i < share_of(300); ++i) {
        const std::size_t m = 1 + dice.below(6);
        const std::size_t n = 1 + dice.below(6);
        const RankSumTest test = rank_sum_test(dice.normals(m, 0.5), dice.normals(n), 1);
        REQUIRE(test.p_exact);
        CHECK(*test.p_exact ==
              Approx(p_of_all_orders(*test.w, static_cast<int>(m), static_cast<int>(n))));
    }
}

TEST_CASE("Any two groups at all give finite figures or reasons") {
    support::NormalDice dice(26);
    for (int i = 0; i < share_of(10000); ++i) {
        const Scores x = odd_scores(dice, dice.below(6));
        const Scores y = odd_scores(dice, dice.below(6));
        CHECK(is_finite_everywhere(two_groups(x, y)));
    }
}
